//! `assess --format json`: the contract, and that its parts agree with one another.

use std::sync::LazyLock;

use sha2::{Digest, Sha256};

use crate::command::contract::{self, Assessment, Outcome, Source, Verdict};
use crate::command::deals::{rated, two_candidates};
use crate::command::examples;
use crate::harness::{Run, text};

fn close(a: f64, b: f64) {
    assert!((a - b).abs() < 1e-9, "{a} is not {b}");
}

/// Every example with its JSON, read once for all tests.
fn examples() -> impl Iterator<Item = (&'static str, &'static Assessment)> {
    static ASSESSMENTS: LazyLock<Vec<(String, Assessment)>> = LazyLock::new(|| {
        let assess = |example: examples::Example| {
            let json = example.assess(&["--format", "json"]).succeed();
            (example.path, contract::read(&json))
        };
        examples::all().into_iter().map(assess).collect()
    });
    ASSESSMENTS
        .iter()
        .map(|(path, assessment)| (path.as_str(), assessment))
}

#[test]
fn the_head_says_what_was_assessed_by_what() {
    let deal = rated(
        "deal.objectives = ['resource-pooling']",
        &[("Alpha", [8.0; 5])],
    );
    let json = Run::assess(&["--format", "json", "--seed", "7"], &deal).succeed();
    let assessment = contract::read(&json);
    assert_eq!(assessment.schema, "partner-eval/assessment/2");
    assert_eq!(assessment.tool_version, env!("CARGO_PKG_VERSION"));
    assert_eq!(assessment.model_version, 2);
    assert_eq!(assessment.deal.name, "Depot");
    assert_eq!(assessment.deal.relationship, "network");
    assert_eq!(assessment.deal.objectives, ["resource-pooling"]);
    assert_eq!(assessment.deal.currency, None);
    assert_eq!(assessment.deal.source, "deal.toml");
    let hash: String = Sha256::digest(&deal)
        .iter()
        .map(|byte| format!("{byte:02x}"))
        .collect();
    assert_eq!(assessment.deal.sha256, hash);
    assert_eq!(assessment.aggregation, "arithmetic");
    assert_eq!(
        (assessment.confidence.draws, assessment.confidence.seed),
        (10_000, 7)
    );
}

/// Worked out by hand: weights of a network 9, 9, 4, 4, 4 of 30; Alpha 80 everywhere, Beta 10 less in
/// compatibility, complementarity and commitment.
#[test]
fn numbers_of_two_candidates() {
    let json = Run::assess(&["--format", "json"], &two_candidates()).succeed();
    let assessment = contract::read(&json);
    for (weight, exact) in assessment
        .weights
        .all()
        .into_iter()
        .zip([4.0, 9.0, 4.0, 9.0, 4.0])
    {
        close(*weight, exact / 30.0);
    }
    assert_eq!(
        assessment.order,
        [
            vec!["complementarity", "cost_sharing"],
            vec!["compatibility", "risk_sharing", "commitment"]
        ]
    );
    let [alpha, beta] = assessment.candidates.as_slice() else {
        panic!("two candidates");
    };
    assert_eq!((alpha.rank, alpha.name.as_str()), (1, "Alpha"));
    close(alpha.score, 80.0);
    assert_eq!((beta.rank, beta.name.as_str()), (2, "Beta"));
    close(beta.score, 80.0 - 10.0 * 17.0 / 30.0);
    for (value, exact) in beta
        .values()
        .into_iter()
        .zip([70.0, 70.0, 80.0, 80.0, 70.0])
    {
        close(value.unwrap(), exact);
    }
    assert_eq!(
        (alpha.first_place, beta.first_place),
        (Some(1.0), Some(0.0))
    );
    assert_eq!(alpha.rank_distribution, Some(vec![1.0, 0.0]));
    assert_eq!(alpha.verdict, Verdict::Recommended);
    let confidence = &assessment.confidence;
    assert_eq!(confidence.leader.as_deref(), Some("Alpha"));
    assert_eq!(
        confidence.holds.dimensions_whatever_the_evidence,
        Some(true)
    );
    assert_eq!(confidence.nearest_change, None);
}

#[test]
fn several_deals_are_an_array_in_the_order_given() {
    let files = ["assess", "b.toml", "a.toml", "--format", "json"];
    let json = Run::new(&files)
        .file("a.toml", two_candidates())
        .file("b.toml", rated("", &[("Alpha", [8.0; 5])]))
        .succeed();
    let several: Vec<Assessment> = serde_json::from_str(&json).unwrap();
    let sources: Vec<&str> = several.iter().map(|one| one.deal.source.as_str()).collect();
    assert_eq!(sources, ["b.toml", "a.toml"]);
}

#[test]
fn every_example_keeps_the_contract() {
    for (path, assessment) in examples() {
        assert_eq!(assessment.deal.source, path);
        close(assessment.weights.all().into_iter().sum(), 1.0);
        let ranked: Vec<(usize, &str)> = assessment
            .candidates
            .iter()
            .map(|candidate| (candidate.rank, candidate.name.as_str()))
            .collect();
        assert!(ranked.is_sorted(), "{path}: {ranked:?}");
        let can_lead = assessment.candidates.iter().filter(|c| c.can_lead);
        let leader = can_lead.map(|c| c.name.as_str()).next();
        assert_eq!(assessment.confidence.leader.as_deref(), leader);
        let first_places = assessment.candidates.iter().filter_map(|c| c.first_place);
        close(first_places.sum(), 1.0);
        let can_lead = assessment.candidates.iter().filter(|c| c.can_lead).count();
        for candidate in &assessment.candidates {
            let drawn = (candidate.first_place, &candidate.rank_distribution);
            let (Some(first_place), Some(ranks)) = drawn else {
                assert_eq!(
                    (drawn, candidate.can_lead),
                    ((None, &None), false),
                    "{path}"
                );
                continue;
            };
            assert!(candidate.can_lead, "{path}: {}", candidate.name);
            assert_eq!(ranks.len(), can_lead);
            close(ranks.iter().sum(), 1.0);
            close(ranks[0], first_place);
        }
    }
}

/// Explainable: total = sum of weight x dimension, dimension = sum of weight x criterion.
#[test]
fn points_add_up() {
    for (_, assessment) in examples().filter(|(_, of)| of.aggregation == "arithmetic") {
        for candidate in &assessment.candidates {
            let mut total = 0.0;
            let dimensions = candidate.dimensions.all().into_iter();
            for (dimension, flat) in dimensions.zip(candidate.values()) {
                assert_eq!(dimension.as_ref().map(|of| of.score), flat);
                let Some(dimension) = dimension else {
                    continue;
                };
                let weight: f64 = dimension.criteria.iter().map(|c| c.weight).sum();
                let part = |of: fn(&contract::Criterion) -> f64| -> f64 {
                    dimension
                        .criteria
                        .iter()
                        .map(|c| c.weight / weight * of(c))
                        .sum()
                };
                close(dimension.score, part(|c| c.score));
                close(dimension.low, part(|c| c.low));
                close(dimension.high, part(|c| c.high));
                total += dimension.weight * dimension.score;
            }
            close(candidate.score, total);
        }
    }
}

#[test]
fn criteria_are_those_asked_with_a_line_that_explains_each() {
    for (path, assessment) in examples() {
        for candidate in &assessment.candidates {
            let dimensions = candidate.dimensions.all().into_iter();
            for (dimension, asked) in dimensions.zip(assessment.asked.all()) {
                let criteria = dimension.as_ref().map_or(&[][..], |of| &of.criteria);
                let scored: Vec<(&str, f64)> =
                    criteria.iter().map(|c| (c.id.as_str(), c.weight)).collect();
                let asked: Vec<(&str, f64)> = asked
                    .iter()
                    .map(|asked| (asked.id.as_str(), asked.weight))
                    .collect();
                assert_eq!(scored, asked, "{path}");
                for criterion in criteria {
                    assert!(!criterion.detail.is_empty() && !criterion.detail.contains('\n'));
                    assert_eq!(criterion.source == Source::Unknown, criterion.known == 0.0);
                }
            }
        }
    }
}

#[test]
fn verdicts_follow_from_the_gates() {
    for (path, assessment) in examples() {
        for candidate in &assessment.candidates {
            let hardest = candidate.gates.iter().map(|gate| gate.outcome);
            let fails = hardest.clone().any(|outcome| outcome == Outcome::Fail);
            let passes = hardest.clone().all(|outcome| outcome == Outcome::Pass);
            let name = &candidate.name;
            assert_eq!(
                candidate.verdict == Verdict::NotRecommended,
                fails,
                "{path}: {name}"
            );
            assert_eq!(
                candidate.verdict == Verdict::Recommended,
                passes,
                "{path}: {name}"
            );
            let mut stopped = candidate.stopped_by.clone();
            stopped.sort();
            let mut gates: Vec<String> = candidate
                .gates
                .iter()
                .filter(|gate| gate.outcome != Outcome::Pass)
                .map(|gate| gate.id.clone())
                .collect();
            gates.sort();
            assert_eq!(stopped, gates, "{path}: {name}");
        }
    }
}

#[test]
fn gates_compare_the_number_they_show() {
    for (path, assessment) in examples() {
        for gate in assessment
            .candidates
            .iter()
            .flat_map(|candidate| &candidate.gates)
        {
            let (Some(minimum), Some(score), Some(high)) = (gate.minimum, gate.score, gate.high)
            else {
                let numbers = (gate.minimum, gate.score, gate.high);
                // How much must be known is a minimum too, and nothing can raise it but an answer.
                if let ("known", (Some(minimum), Some(known), None)) = (gate.id.as_str(), numbers) {
                    let outcome = if known >= minimum - 1e-7 {
                        Outcome::Pass
                    } else {
                        Outcome::Undecided
                    };
                    assert_eq!(gate.outcome, outcome, "{path}: {gate:?}");
                } else {
                    assert_eq!(numbers, (None, None, None), "{path}: {gate:?}");
                }
                continue;
            };
            let outcome = if score >= minimum - 1e-7 {
                Outcome::Pass
            } else if high >= minimum - 1e-7 {
                Outcome::Undecided
            } else {
                Outcome::Fail
            };
            assert_eq!(gate.outcome, outcome, "{path}: {gate:?}");
        }
    }
}

#[test]
fn next_evidence_holds_every_point_still_open_largest_first() {
    for (path, assessment) in examples() {
        for candidate in &assessment.candidates {
            let points: Vec<f64> = candidate
                .next_evidence
                .iter()
                .map(|next| next.points)
                .collect();
            assert!(points.is_sorted_by(|a, b| a >= b) && points.iter().all(|&p| p > 0.0));
            let open = candidate.high - candidate.score;
            let sum: f64 = points.iter().sum();
            assert!(
                (sum - open).abs() < 1e-9,
                "{path}: {} {sum} {open}",
                candidate.name
            );
        }
    }
}

/// Where nothing was drawn there is no share of first places: null, never 0.
#[test]
fn without_draws_shares_are_null() {
    let arguments = ["--format", "json", "--draws", "0"];
    let json = Run::assess(&arguments, &two_candidates()).succeed();
    let assessment = contract::read(&json);
    for candidate in &assessment.candidates {
        assert_eq!(
            (candidate.first_place, &candidate.rank_distribution),
            (None, &None)
        );
    }
    assert_eq!(assessment.confidence.draws, 0);
    assert_eq!(assessment.confidence.likely_leader, None);
    // All else is the same.
    let drawn = contract::read(&Run::assess(&["--format", "json"], &two_candidates()).succeed());
    assert_eq!(
        assessment.candidates[0].dimensions,
        drawn.candidates[0].dimensions
    );
    assert_eq!(assessment.confidence.leader, drawn.confidence.leader);
}

/// Above 200 candidates that can lead the rank distribution, which grows with their square, is left out.
#[test]
fn the_ranks_of_many_candidates_are_null_and_their_first_places_are_not() {
    let names: Vec<String> = (0..201).map(|i| format!("Candidate {i:03}")).collect();
    let candidates: Vec<(&str, [f64; 5])> = names
        .iter()
        .enumerate()
        .map(|(i, name)| (name.as_str(), [6.5 + i as f64 / 100.0; 5]))
        .collect();
    let json = Run::assess(&["--format", "json"], &rated("", &candidates)).succeed();
    let assessment = contract::read(&json);
    assert_eq!(assessment.candidates[0].name, "Candidate 200");
    assert_eq!(assessment.candidates[0].first_place, Some(1.0));
    assert_eq!(assessment.candidates[0].rank_distribution, None);
}

/// Evidence of a rating, the source of a fact; null where there is none.
#[test]
fn evidence_stands_beside_its_criterion() {
    let deal = "
deal.name = 'Depot'
deal.relationship = 'network'
deal.rated = ['complementarity', 'risk_sharing', 'cost_sharing']
organization.name = 'Us'
[[candidates]]
name = 'Them'
track_record = { kept = 9, total = 10 }
sources.track_record = 'invoices of 2023'
ratings.trust = { score = 8, evidence = 'reference of A' }
ratings.coordination = 7
ratings.complementarity = 8
ratings.risk_sharing = 8
ratings.cost_sharing = 8";
    // With a warning, as nobody rates the executive sponsor.
    let output = Run::assess(&["--format", "json"], deal).output();
    let assessment = contract::read(text(&output.stdout));
    let wholes = ["complementarity", "risk_sharing", "cost_sharing"];
    let evidence: Vec<(&str, Source, Option<&str>)> = assessment.candidates[0]
        .criteria()
        .filter(|c| !wholes.contains(&c.id.as_str()))
        .map(|c| {
            let text = c.evidence.as_ref().and_then(|e| e.text.as_deref());
            (c.id.as_str(), c.source, text)
        })
        .collect();
    assert_eq!(
        evidence,
        [
            ("trust", Source::Rated, Some("reference of A")),
            ("coordination", Source::Rated, None),
            ("track_record", Source::Computed, Some("invoices of 2023")),
            ("executive_sponsor", Source::Unknown, None),
        ]
    );
}
