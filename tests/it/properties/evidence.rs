//! Evidence: what has none may count as unknown, and nobody gains by evidence that is taken away.

use partner_eval::deal::{Deal, EvidenceRule};
use partner_eval::read::{ReadOptions, Source, read_with};
use partner_eval::score::{Evaluation, GateKind, Outcome, Verdict};
use proptest::prelude::*;
use proptest::sample::Index;
use toml::{Table, Value};

use super::cases;
use super::deals::{RandomDeal, any_deal, evaluate};

/// Rounding: sums of the same numbers in another order.
const ROUNDING: f64 = 1e-12;

/// The deal as it is read where everything needs evidence.
fn strictly(deal: &RandomDeal) -> Deal {
    let source = Source::new("deal.toml", deal.text());
    let options = ReadOptions {
        require_evidence: true,
        ..ReadOptions::default()
    };
    let reading = read_with(&source, &options);
    reading
        .deal
        .unwrap_or_else(|| panic!("{:#?}\n{}", reading.problems, source.text))
}

/// The same deal with evidence for every fact and every rating.
fn with_evidence(mut deal: RandomDeal) -> RandomDeal {
    for candidate in &mut deal.candidates {
        let is_fact = |key: &&String| !["name", "ratings", "veto"].contains(&key.as_str());
        let facts = candidate.keys().filter(is_fact);
        let sources: Table = facts.map(|key| (key.clone(), "seen".into())).collect();
        candidate.insert("sources".into(), sources.into());
        let ratings = candidate["ratings"].as_table_mut().unwrap();
        for (_, rating) in ratings.iter_mut() {
            let mut table = match rating.clone() {
                Value::Table(table) => table,
                Value::Array(marks) => {
                    let marks = marks.into_iter().enumerate();
                    let by: Table = marks.map(|(at, mark)| (format!("R{at}"), mark)).collect();
                    Table::from_iter([("by".to_owned(), by.into())])
                }
                score => Table::from_iter([("score".to_owned(), score)]),
            };
            table.insert("evidence".into(), "heard".into());
            *rating = table.into();
        }
    }
    deal
}

/// The deal with one piece of evidence of a candidate gone, in every way.
fn with_less_evidence(deal: &RandomDeal, chosen: usize) -> Vec<(String, RandomDeal)> {
    let mut poorer = Vec::new();
    let candidate = &deal.candidates[chosen];
    for key in candidate["sources"].as_table().unwrap().keys() {
        let without = deal.with(chosen, |candidate| {
            candidate["sources"].as_table_mut().unwrap().remove(key);
        });
        poorer.push((key.clone(), without));
    }
    for id in candidate["ratings"].as_table().unwrap().keys() {
        let without = deal.with(chosen, |candidate| {
            candidate["ratings"][id]
                .as_table_mut()
                .unwrap()
                .remove("evidence");
        });
        poorer.push((format!("ratings.{id}"), without));
    }
    poorer
}

/// The pass/fail gates that fail.
fn fails(evaluation: &Evaluation, deal: &Deal) -> Vec<String> {
    let gates = evaluation.gates.iter();
    gates
        .filter(|gate| matches!(gate.kind, GateKind::PassFail(..)) && gate.outcome == Outcome::Fail)
        .map(|gate| gate.id(deal).to_owned())
        .collect()
}

fn passes(evaluation: &Evaluation, deal: &Deal, id: &str) -> bool {
    let mut gates = evaluation.gates.iter();
    gates.any(|gate| gate.id(deal) == id && gate.outcome == Outcome::Pass)
}

proptest! {
    #![proptest_config(cases(24))]

    #[test]
    fn evidence_that_is_taken_away_never_helps(deal in any_deal(), chosen: Index) {
        let deal = with_evidence(deal);
        let chosen = chosen.index(deal.candidates.len());
        let before = strictly(&deal);
        let full = evaluate(&before, chosen);
        for (what, poorer) in with_less_evidence(&deal, chosen) {
            let after = strictly(&poorer);
            let less = evaluate(&after, chosen);
            let (score, left) = (full.scores.total, less.scores.total);
            prop_assert!(left.score.value <= score.score.value + ROUNDING, "value without evidence of {what}");
            prop_assert!(left.score.low <= score.score.low + ROUNDING, "low without evidence of {what}");
            prop_assert!(left.known <= score.known + ROUNDING, "known without evidence of {what}");
            for (full, less) in full.scores.criteria.iter().zip(&less.scores.criteria) {
                prop_assert!(less.score.value <= full.score.value + ROUNDING, "{what}");
                prop_assert!(less.score.low <= full.score.low + ROUNDING, "{what}");
            }
            for gate in fails(&full, &before) {
                prop_assert!(!passes(&less, &after, &gate), "{gate} without evidence of {what}");
            }
            // What counted against it may be unknown now, and what is unknown makes no yes.
            let is_yes = |evaluation: &Evaluation| evaluation.verdict == Verdict::Recommended;
            prop_assert!(is_yes(&full) || !is_yes(&less), "recommended without evidence of {what}");
        }
    }

    #[test]
    fn a_deal_in_which_all_has_evidence_reads_as_it_stands(deal in any_deal()) {
        let deal = with_evidence(deal);
        let strict = strictly(&deal);
        let plain = deal.read();
        prop_assert_eq!(plain.evidence, EvidenceRule::default());
        for at in 0..deal.candidates.len() {
            let (strict, plain) = (evaluate(&strict, at), evaluate(&plain, at));
            prop_assert_eq!(strict.scores, plain.scores);
            prop_assert_eq!(strict.verdict, plain.verdict);
        }
    }
}
