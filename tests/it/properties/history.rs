//! Histories of random deals.

use partner_eval::Assessment;
use partner_eval::confidence::Sampling;
use partner_eval::contract::{AssessmentV2, DiffV2, HistoryV2, line};
use partner_eval::diff::{Side, Stored, read, read_steps};
use partner_eval::read::Source;
use proptest::prelude::*;

use super::cases;
use super::deals::{RandomDeal, any_deal};

/// The stored assessment of a deal.
fn stored(deal: &RandomDeal) -> AssessmentV2 {
    let sampling = Sampling {
        draws: Some(0),
        ..Sampling::default()
    };
    let source = Source::new("deal.toml", deal.text());
    AssessmentV2::of(&source, &Assessment::of(&deal.read(), sampling), |_| true)
}

/// Documents as the file that `history` reads.
fn file(documents: &[AssessmentV2]) -> Source {
    let lines = documents.iter().map(|document| line(document).unwrap());
    Source::new("all.jsonl", lines.collect::<String>())
}

/// A document as `diff` reads it, called as a step of a history is.
fn side(document: &AssessmentV2, place: usize) -> Side {
    let (stored, _) = read(&file(std::slice::from_ref(document))).unwrap();
    match stored.into_iter().next() {
        Some(Stored::Assessment(mut side)) => {
            side.path = format!("entry {place} of all.jsonl");
            *side
        }
        other => panic!("{other:?}"),
    }
}

fn history(documents: &[AssessmentV2]) -> HistoryV2 {
    HistoryV2::of(&read_steps(&file(documents)).unwrap(), true).unwrap()
}

proptest! {
    #![proptest_config(cases(48))]

    /// Between each two steps a history says what `diff` says of the two, whatever the rules are.
    #[test]
    fn a_history_says_what_diff_says(deals in proptest::collection::vec(any_deal(), 2..5)) {
        let documents: Vec<AssessmentV2> = deals.iter().map(stored).collect();
        let found = history(&documents);
        prop_assert_eq!(found.steps.len(), documents.len());
        prop_assert_eq!(found.changes.len(), documents.len() - 1);
        let sides: Vec<Side> = documents.iter().zip(1..).map(|(one, place)| side(one, place)).collect();
        for (change, pair) in found.changes.iter().zip(sides.windows(2)) {
            prop_assert_eq!(&change.diff, &DiffV2::of(&pair[0], &pair[1], None, true));
        }
        let candidates = documents.iter().map(|document| document.candidates.len());
        let standings = found.candidates.iter().flat_map(|course| course.standings.iter().flatten());
        prop_assert_eq!(standings.count(), candidates.sum::<usize>());
    }

    #[test]
    fn the_order_of_candidates_changes_no_history(deals in proptest::collection::vec(any_deal(), 2..4)) {
        let mut documents: Vec<AssessmentV2> = deals.iter().map(stored).collect();
        let before = history(&documents);
        documents.iter_mut().for_each(|document| document.candidates.reverse());
        prop_assert_eq!(before, history(&documents));
    }
}
