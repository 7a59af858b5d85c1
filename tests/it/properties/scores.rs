//! Scores, gates, verdicts and ranks.

use partner_eval::assessment::Assessment;
use partner_eval::confidence::Sampling;
use partner_eval::criteria::Triple;
use partner_eval::deal::{Candidate, Deal};
use partner_eval::model::Dimension;
use partner_eval::score::Evaluation;
use proptest::prelude::*;
use proptest::sample::Index;
use toml::{Table, Value};

use super::cases;
use super::deals::{
    RandomDeal, any_deal, deal_without_reciprocity, evaluate, evaluate_all, place_of, unknown,
};

/// Rounding: sums of the same numbers in another order.
const ROUNDING: f64 = 1e-12;

/// Every score of an evaluation: criteria, dimensions, total, each with what it is.
fn scores(deal: &Deal, evaluation: &Evaluation) -> Vec<(String, Triple, f64)> {
    let scores = &evaluation.scores;
    let criteria = deal
        .plan
        .asked
        .iter()
        .zip(&scores.criteria)
        .map(|(asked, criterion)| {
            (
                deal.criterion_id(asked.id).to_owned(),
                criterion.score,
                criterion.known,
            )
        });
    let dimensions = scores.dimensions.iter().map(|(dimension, score)| {
        (
            format!("dimension {}", dimension.id()),
            score.score,
            score.known,
        )
    });
    let total = ("total".to_owned(), scores.total.score, scores.total.known);
    criteria.chain(dimensions).chain([total]).collect()
}

/// Every score before and after a change that leaves what is asked as it is.
fn compared(
    before: (&Deal, &Evaluation),
    after: (&Deal, &Evaluation),
) -> impl Iterator<Item = (String, (Triple, f64), (Triple, f64))> {
    let before = scores(before.0, before.1).into_iter();
    before.zip(scores(after.0, after.1)).map(
        |((name, score, known), (other, after, after_known))| {
            assert_eq!(name, other);
            (name, (score, known), (after, after_known))
        },
    )
}

proptest! {
    #![proptest_config(cases(64))]

    #[test]
    fn every_score_lies_within_its_range(deal in any_deal()) {
        let deal = deal.read();
        let singles = (0..deal.candidates.len()).map(|at| evaluate(&deal, at));
        for evaluation in singles.chain([evaluate_all(&deal)]) {
            for (name, score, known) in scores(&deal, &evaluation) {
                let Triple { value, low, high } = score;
                prop_assert!(0.0 <= low && low <= value && value <= high && high <= 1.0, "{name}: {score:?}");
                prop_assert!((0.0..=1.0).contains(&known), "{name}: {known}");
            }
        }
    }

    /// No rank reversal: to the bit, whoever else is there and in whatever order.
    #[test]
    fn other_candidates_change_nothing(deal in any_deal(), chosen: Index, gone: Index) {
        let chosen = chosen.index(deal.candidates.len());
        let name = deal.candidates[chosen]["name"].as_str().unwrap();
        let alone = |deal: &RandomDeal| {
            let deal = deal.read();
            let at = deal.candidates.iter().position(|candidate| candidate.name == name).unwrap();
            format!("{:?}", evaluate(&deal, at))
        };
        let before = alone(&deal);

        let mut more = deal.clone();
        // Names that sort before all others, so that no symbol stays the same.
        let stranger = "name = '0'\ncapabilities.aaa = 1\ngoals.aab = 1\nmarkets = ['AAC']";
        more.candidates.insert(0, stranger.parse().unwrap());
        prop_assert_eq!(&alone(&more), &before);

        let mut reordered = deal.clone();
        reordered.candidates.reverse();
        prop_assert_eq!(&alone(&reordered), &before);

        let gone = gone.index(deal.candidates.len());
        if gone != chosen {
            let mut fewer = deal.clone();
            fewer.candidates.remove(gone);
            prop_assert_eq!(&alone(&fewer), &before);
        }
    }

    #[test]
    fn ranks_count_those_ahead(deal in any_deal()) {
        let deal = deal.read();
        let assessment = Assessment::of(&deal, Sampling { draws: Some(0), seed: 1 });
        let value = |at: usize| assessment.rows[at].evaluation.scores.total.score.value;
        for (at, row) in assessment.rows.iter().enumerate() {
            let ahead = (0..assessment.rows.len()).filter(|&other| value(other) > value(at) + 1e-9);
            prop_assert_eq!(row.rank, 1 + ahead.count());
            prop_assert_eq!(&row.evaluation, &evaluate(&deal, row.candidate));
        }
        let listed: Vec<(usize, &str)> =
            assessment.rows.iter().enumerate().map(|(at, row)| (row.rank, assessment.name(at))).collect();
        prop_assert!(listed.is_sorted(), "{listed:?}");
        prop_assert_eq!(listed.len(), deal.candidates.len());
    }

    #[test]
    fn a_set_has_no_order(deal in any_deal(), by in any::<usize>()) {
        let deal = deal.read();
        let mut members: Vec<&Candidate> = deal.candidates.iter().collect();
        let one = Evaluation::of(&deal, &members);
        let by = by % members.len();
        members.rotate_left(by);
        members[by..].reverse();
        let other = Evaluation::of(&deal, &members);
        for (name, (a, a_known), (b, b_known)) in compared((&deal, &one), (&deal, &other)) {
            for (a, b) in [(a.value, b.value), (a.low, b.low), (a.high, b.high), (a_known, b_known)] {
                prop_assert!((a - b).abs() < ROUNDING, "{name}: {a} {b}");
            }
        }
        prop_assert_eq!(one.verdict, other.verdict);
        prop_assert_eq!(one.flags(), other.flags());
        let outcomes = |of: &Evaluation| of.gates.iter().map(|gate| gate.outcome).collect::<Vec<_>>();
        prop_assert_eq!(outcomes(&one), outcomes(&other));
    }

    /// The same weights, said in another unit.
    #[test]
    fn weights_count_in_proportion(deal in any_deal(), weights in proptest::array::uniform5(0.1..4.0), times in 0.1..10.0) {
        let one = deal.weighted(weights).read();
        let other = deal.weighted(weights.map(|weight| weight * times)).read();
        for at in 0..deal.candidates.len() {
            let (one, other) = ((&one, &evaluate(&one, at)), (&other, &evaluate(&other, at)));
            for (name, (a, _), (b, _)) in compared(one, other) {
                prop_assert!((a.value - b.value).abs() < ROUNDING, "{name}: {a:?} {b:?}");
            }
        }
        prop_assert_eq!(one.plan.weights.order.concat().len(), Dimension::ALL.len());
    }
}

// Each case changes a deal in ten to thirty ways and reads them all.
proptest! {
    #![proptest_config(cases(24))]

    /// No evidence, no points: what is left out is never worth more than what is said, and could
    /// always still become it.
    #[test]
    fn leaving_out_an_answer_never_helps(deal in deal_without_reciprocity(), chosen: Index) {
        let chosen = chosen.index(deal.candidates.len());
        let before = deal.read();
        let full = evaluate(&before, chosen);
        // Who states what they know, and not this, does not know it: common ground is then none, and not open.
        let asks_common_ground = place_of(&before, "common_ground").is_some();
        for (what, poorer) in with_one_answer_less(&deal, chosen) {
            let is_none = asks_common_ground && what.starts_with("capabilities.");
            let after = poorer.read();
            let less = evaluate(&after, chosen);
            for (name, (score, known), (poorer, less_known)) in compared((&before, &full), (&after, &less)) {
                prop_assert!(poorer.low <= score.low + ROUNDING, "{name} without {what}: {score:?} {poorer:?}");
                prop_assert!(is_none || poorer.high >= score.high - ROUNDING, "{name} without {what}: {score:?} {poorer:?}");
                prop_assert!(less_known <= known + ROUNDING, "{name} without {what}: {known} {less_known}");
            }
        }
    }

    #[test]
    fn an_answer_stays_within_what_was_possible(
        deal in any_deal(),
        chosen: Index,
        rating in 0.0..=10.0f64,
    ) {
        let chosen = chosen.index(deal.candidates.len());
        let before = deal.read();
        let open = evaluate(&before, chosen);
        for id in unknown(&before, chosen) {
            let rated = deal.with(chosen, |candidate| {
                let ratings = candidate["ratings"].as_table_mut().unwrap();
                ratings.insert(id.clone(), rating.into());
            });
            // It is unknown, and not rated 0.
            let is_rated = deal.candidates[chosen]["ratings"].as_table().unwrap().contains_key(&id);
            if is_rated {
                continue;
            }
            let after = rated.read();
            let answered = evaluate(&after, chosen);
            for (name, (score, known), (answer, more_known)) in
                compared((&before, &open), (&after, &answered))
            {
                prop_assert!(answer.low >= score.low - ROUNDING, "{name} with {id}: {score:?} {answer:?}");
                prop_assert!(answer.high <= score.high + ROUNDING, "{name} with {id}: {score:?} {answer:?}");
                prop_assert!(more_known >= known - ROUNDING, "{name} with {id}: {known} {more_known}");
            }
            let place = place_of(&after, &id).unwrap();
            let criterion = answered.scores.criterion(&after, place).unwrap();
            prop_assert!((criterion.score.value - rating / 10.0).abs() < ROUNDING);
        }
    }

    #[test]
    fn stronger_is_never_worse(deal in deal_without_reciprocity(), chosen: Index, more in 0.0..5.0f64) {
        let chosen = chosen.index(deal.candidates.len());
        let before = deal.read();
        let weak = evaluate(&before, chosen);
        for (what, stronger) in with_one_strength_more(&deal, chosen, more) {
            let after = stronger.read();
            let strong = evaluate(&after, chosen);
            for (name, (score, _), (stronger, _)) in compared((&before, &weak), (&after, &strong)) {
                for part in [|t: Triple| t.value, |t: Triple| t.low, |t: Triple| t.high] {
                    let (score, stronger) = (part(score), part(stronger));
                    prop_assert!(stronger >= score - ROUNDING, "{name} with more {what}: {score} {stronger}");
                }
            }
        }
    }
}

/// The deal with one answer of a candidate left out, in every way that must not help: not with a share
/// that then falls back on another one, nor with what counts against a candidate by nature.
fn with_one_answer_less(deal: &RandomDeal, chosen: usize) -> Vec<(String, RandomDeal)> {
    let candidate = &deal.candidates[chosen];
    let falls_back = |key: &str| match key {
        "cost_share" | "benefit_share" | "risk_share" => candidate.contains_key("stake"),
        "risk_shares" => candidate.contains_key("risk_share") || candidate.contains_key("stake"),
        _ => false,
    };
    // No extra benefit is none, and not an unknown one.
    let counts_against = ["extra_joint_cost", "extra_benefit", "veto", "needs", "name"];
    let keys = candidate
        .keys()
        .filter(|key| !falls_back(key) && !counts_against.contains(&key.as_str()));
    let mut poorer = Vec::new();
    for key in keys {
        let without = deal.with(chosen, |candidate| drop(candidate.remove(key)));
        // Ratings stand for facts that may be there in part: each on its own below.
        if key != "ratings" {
            poorer.push((key.clone(), without));
        }
        if [
            "capabilities",
            "pledges",
            "risk_control",
            "risk_shares",
            "ratings",
        ]
        .contains(&key.as_str())
        {
            for name in candidate[key].as_table().unwrap().keys() {
                let without = deal.with(chosen, |candidate| {
                    candidate[key].as_table_mut().unwrap().remove(name);
                });
                poorer.push((format!("{key}.{name}"), without));
            }
        }
    }
    poorer
}

/// The deal with a candidate stronger in one respect, at the same terms.
fn with_one_strength_more(
    deal: &RandomDeal,
    chosen: usize,
    more: f64,
) -> Vec<(String, RandomDeal)> {
    let candidate = &deal.candidates[chosen];
    let mut stronger = Vec::new();
    let mut push = |what: String, change: &dyn Fn(&mut Table)| {
        stronger.push((what, deal.with(chosen, change)));
    };
    for (key, most) in [("risk_capacity", f64::MAX), ("horizon_years", f64::MAX)] {
        if let Some(fact) = candidate.get(key).and_then(Value::as_float) {
            push(key.into(), &|candidate| {
                candidate.insert(key.into(), (fact + more).min(most).into());
            });
        }
    }
    // What is not there is not made: that would be an answer, not a strength.
    for (key, most) in [
        ("capabilities", 10.0),
        ("risk_control", 10.0),
        ("pledges", f64::MAX),
    ] {
        for (name, fact) in candidate
            .get(key)
            .and_then(Value::as_table)
            .into_iter()
            .flatten()
        {
            let fact = (fact.as_float().unwrap() + more).min(most);
            push(format!("{key}.{name}"), &|candidate| {
                candidate[key]
                    .as_table_mut()
                    .unwrap()
                    .insert(name.clone(), fact.into());
            });
        }
    }
    for (key, name) in [("markets", "NO"), ("standards", "ISO 9001")] {
        if candidate.contains_key(key) {
            push(key.into(), &|candidate| {
                candidate[key].as_array_mut().unwrap().push(name.into())
            });
        }
    }
    if let Some(record) = candidate.get("track_record").and_then(Value::as_table) {
        let count = |key: &str| record[key].as_integer().unwrap();
        if count("kept") < count("total") {
            push("track_record.kept".into(), &|candidate| {
                candidate["track_record"]["kept"] = (count("kept") + 1).into();
            });
        }
    }
    stronger
}
