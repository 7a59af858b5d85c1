//! The scores of the crate against those of another program.
//!
//! `tests/golden/` holds deals and, beside each, what an independent implementation of the scoring model
//! computes for it: a literal, slow one in Python, written from the specification alone by somebody who
//! had not seen this crate. The deals are random ones of its generator, chosen so that together they have
//! every criterion from each of its sources, every gate with every outcome, every flag, every way of
//! stating weights and every kind of confidence. Numbers run from 0 to 1, rounded to 12 decimals; a score
//! is value, low, high and known.
//!
//! Where the two differ, the specification decides, not the file: mend whichever is wrong.

use std::collections::BTreeMap;
use std::fs;
use std::path::PathBuf;

use partner_eval::assessment::Assessment;
use partner_eval::confidence::Sampling;
use partner_eval::criteria::Triple;
use partner_eval::deal::{Candidate, Deal, GateOn};
use partner_eval::model::Dimension;
use partner_eval::score::{Evaluation, Gate, GateKind, Outcome};
use serde::Deserialize;

use crate::harness::{self, toml_files};

/// What is expected of a deal.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Golden {
    weights: [f64; 5],
    /// The dimensions by importance, each tier by name.
    order: Vec<Vec<String>>,
    confidence: Confidence,
    candidates: Vec<Ranked>,
    sets: Vec<Set>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Confidence {
    leader: String,
    holds_under_every_weighting: bool,
    holds_whatever_the_evidence: bool,
    crossover: Option<Crossover>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Crossover {
    dimension: String,
    from: f64,
    to: f64,
    new_leader: String,
}

#[derive(Deserialize)]
struct Ranked {
    name: String,
    rank: usize,
    #[serde(flatten)]
    relation: Relation,
}

#[derive(Deserialize)]
struct Set {
    members: Vec<String>,
    #[serde(flatten)]
    relation: Relation,
}

/// What is expected of the organization with one candidate or several.
#[derive(Deserialize)]
struct Relation {
    score: [f64; 4],
    dimensions: [f64; 5],
    verdict: String,
    /// The gates that do not pass, each with its outcome.
    stopped: BTreeMap<String, String>,
    flags: Vec<String>,
    criteria: BTreeMap<String, [f64; 4]>,
}

/// The deals, each with what is expected of it.
fn goldens() -> Vec<(String, Deal, Golden)> {
    let files = toml_files("tests/golden");
    assert!(files.len() >= 40, "only {} deals found", files.len());
    let golden = |(path, text): (PathBuf, String)| {
        let name = path.file_stem().unwrap().to_str().unwrap().to_owned();
        let deal = harness::deal(&text);
        let expected = fs::read_to_string(path.with_extension("json")).unwrap();
        (name, deal, serde_json::from_str(&expected).unwrap())
    };
    files.into_iter().map(golden).collect()
}

#[track_caller]
fn close(found: f64, expected: f64, what: &str) {
    assert!(
        (found - expected).abs() <= 1e-9,
        "{what}: {found}, expected {expected}"
    );
}

#[track_caller]
fn scores_are_close(found: (Triple, f64), expected: [f64; 4], what: &str) {
    let (Triple { value, low, high }, known) = found;
    let parts = [
        ("", value),
        (" low", low),
        (" high", high),
        (" known", known),
    ];
    for ((part, found), expected) in parts.into_iter().zip(expected) {
        close(found, expected, &format!("{what}{part}"));
    }
}

/// Compares everything about one relation.
fn compare(deal: &Deal, evaluation: &Evaluation, expected: &Relation, what: &str) {
    let scores = &evaluation.scores;
    let mut criteria = expected.criteria.clone();
    for (asked, criterion) in deal.plan.asked.iter().zip(&scores.criteria) {
        let id = deal.criterion_id(asked.id);
        let what = format!("{what}: {id}");
        let expected = criteria
            .remove(id)
            .unwrap_or_else(|| panic!("{what} is not asked"));
        scores_are_close((criterion.score, criterion.known), expected, &what);
    }
    assert!(criteria.is_empty(), "{what}: {criteria:?} are asked");
    for ((dimension, found), expected) in scores.dimensions.iter().zip(expected.dimensions) {
        close(
            found.score.value,
            expected,
            &format!("{what}: {}", dimension.id()),
        );
    }
    let total = scores.total;
    scores_are_close(
        (total.score, total.known),
        expected.score,
        &format!("{what}: total"),
    );
    let stopped: BTreeMap<String, String> = evaluation
        .gates
        .iter()
        .filter(|gate| gate.outcome != Outcome::Pass)
        .map(|gate| (gate_id(deal, gate).to_owned(), gate.outcome.id().to_owned()))
        .collect();
    assert_eq!(stopped, expected.stopped, "{what}: gates that do not pass");
    assert_eq!(evaluation.verdict.id(), expected.verdict, "{what}: verdict");
    let mut flags: Vec<&str> = evaluation.flags().iter().map(|flag| flag.id()).collect();
    flags.sort_unstable();
    assert_eq!(flags, expected.flags, "{what}: flags");
}

fn gate_id<'a>(deal: &'a Deal, gate: &Gate) -> &'a str {
    match gate.kind {
        GateKind::PassFail(gate) => gate.id(),
        GateKind::Minimum(minimum, _) => match minimum.on {
            GateOn::Score => "score",
            GateOn::Dimension(dimension) => dimension.id(),
            GateOn::Criterion(id) => deal.criterion_id(id),
        },
    }
}

fn assess(deal: &Deal) -> Assessment<'_> {
    Assessment::of(
        deal,
        Sampling {
            draws: Some(0),
            seed: 1,
        },
    )
}

#[test]
fn weights_and_their_order_are_those_of_the_other_program() {
    for (name, deal, golden) in goldens() {
        let weights = &deal.plan.weights;
        for ((dimension, weight), expected) in weights.fractions.iter().zip(golden.weights) {
            close(*weight, expected, &format!("{name}: {}", dimension.id()));
        }
        let by_name = |tier: &Vec<Dimension>| {
            let mut ids: Vec<&str> = tier.iter().map(|dimension| dimension.id()).collect();
            ids.sort_unstable();
            ids
        };
        let order: Vec<Vec<&str>> = weights.order.iter().map(by_name).collect();
        assert_eq!(order, golden.order, "{name}");
    }
}

#[test]
fn candidates_score_and_rank_as_in_the_other_program() {
    for (name, deal, golden) in goldens() {
        let assessment = assess(&deal);
        assert_eq!(assessment.rows.len(), golden.candidates.len(), "{name}");
        for (at, (row, expected)) in assessment.rows.iter().zip(&golden.candidates).enumerate() {
            let ranked = (row.rank, assessment.name(at));
            assert_eq!(ranked, (expected.rank, expected.name.as_str()), "{name}");
            let what = format!("{name}: {}", expected.name);
            compare(&deal, &row.evaluation, &expected.relation, &what);
        }
    }
}

#[test]
fn sets_score_as_in_the_other_program() {
    let mut compared = 0;
    for (name, deal, golden) in goldens() {
        for set in golden.sets {
            let member = |name: &String| {
                deal.candidates
                    .iter()
                    .find(|candidate| candidate.name == *name)
            };
            let members: Option<Vec<&Candidate>> = set.members.iter().map(member).collect();
            let evaluation = Evaluation::of(&deal, &members.unwrap());
            let what = format!("{name}: {}", set.members.join(" + "));
            compare(&deal, &evaluation, &set.relation, &what);
            compared += 1;
        }
    }
    assert!(compared >= 40, "only {compared} sets found");
}

#[test]
fn the_lead_is_as_sure_as_in_the_other_program() {
    for (name, deal, golden) in goldens() {
        let assessment = assess(&deal);
        let (found, expected) = (&assessment.confidence, &golden.confidence);
        assert_eq!(assessment.name(found.leader), expected.leader, "{name}");
        assert_eq!(
            (
                found.holds_under_every_weighting,
                found.holds_whatever_the_evidence
            ),
            (
                expected.holds_under_every_weighting,
                expected.holds_whatever_the_evidence
            ),
            "{name}"
        );
        let who = found
            .crossover
            .as_ref()
            .map(|c| (c.dimension.id(), assessment.name(c.new_leader)));
        let expected_who = expected
            .crossover
            .as_ref()
            .map(|c| (c.dimension.as_str(), c.new_leader.as_str()));
        assert_eq!(who, expected_who, "{name}: crossover");
        if let (Some(found), Some(expected)) = (&found.crossover, &expected.crossover) {
            close(
                found.from,
                expected.from,
                &format!("{name}: crossover from"),
            );
            close(found.to, expected.to, &format!("{name}: crossover to"));
        }
    }
}
