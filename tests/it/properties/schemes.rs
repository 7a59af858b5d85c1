//! Random deals for claims about weights: criteria of one's own in some dimensions, weights and ranges of all forms,
//! marks, ranges and panels.

use std::fmt::Write;

use partner_eval::deal::Deal;
use partner_eval::model::Dimension;
use proptest::prelude::*;
use proptest::{collection, option};

use crate::harness;

/// A weight or a range, as a deal writes it.
fn weight() -> BoxedStrategy<String> {
    prop_oneof![
        3 => (1..=10u8).prop_map(|weight| weight.to_string()),
        1 => Just("0".to_owned()),
    ]
    .boxed()
}

fn weight_or_range(has_ranges: bool) -> BoxedStrategy<String> {
    if !has_ranges {
        return weight();
    }
    let range = (0..=6u8, 0..=6u8).prop_map(|(low, width)| format!("[{low}, {}]", low + width + 1));
    prop_oneof![weight(), range].boxed()
}

/// A mark, a range, a panel, or nothing.
fn rating() -> BoxedStrategy<Option<String>> {
    let mark = || (0..=20u8).prop_map(|half| f64::from(half) / 2.0);
    let panel = collection::vec(option::of(mark()), 3).prop_map(|marks| {
        let marks = ["Ann", "Bob", "Cem"].into_iter().zip(marks);
        let marks = marks.map(|(name, mark)| match mark {
            Some(mark) => format!("{name} = {mark:?}"),
            None => format!("{name} = 'abstains'"),
        });
        let marks: Vec<String> = marks.collect();
        format!("{{ by = {{ {} }} }}", marks.join(", "))
    });
    prop_oneof![
        4 => mark().prop_map(|mark| Some(format!("{mark:?}"))),
        1 => (mark(), mark()).prop_map(|(a, b)| {
            Some(format!("{{ low = {:?}, high = {:?} }}", a.min(b), a.max(b)))
        }),
        1 => panel.prop_map(Some),
        1 => Just(None),
    ]
    .boxed()
}

/// A deal with some criteria of its own, each rated.
pub fn scheme() -> impl Strategy<Value = Deal> {
    (any::<bool>(), any::<bool>(), option::of(any::<bool>()))
        .prop_flat_map(|(by_criteria, has_ranges, vary)| {
            let criteria = (0..5usize, weight_or_range(has_ranges));
            let criteria = collection::vec(criteria, 2..8);
            let weights = collection::vec(weight_or_range(has_ranges), 5);
            let candidates = collection::vec((collection::vec(rating(), 8), 0..8u8), 2..5);
            (criteria, weights, candidates).prop_map(move |(criteria, weights, candidates)| {
                text(by_criteria, vary, &criteria, &weights, &candidates)
            })
        })
        .prop_filter_map("all weights are 0", |text| harness::try_deal(&text))
}

fn text(
    by_criteria: bool,
    vary: Option<bool>,
    criteria: &[(usize, String)],
    weights: &[String],
    candidates: &[(Vec<Option<String>>, u8)],
) -> String {
    let mut text = "deal.name = 'd'\ndeal.relationship = 'network'\norganization.name = 'o'\n\
                    [gates]\ndefaults = false\nknown = false\n[weights]\n"
        .to_owned();
    match by_criteria {
        true => text += "by = 'criteria'\n",
        false => {
            for (dimension, weight) in Dimension::ids().iter().zip(weights) {
                writeln!(text, "{dimension} = {weight}").unwrap();
            }
        }
    }
    if let Some(vary) = vary {
        writeln!(text, "vary = '{}'", if vary { "order" } else { "none" }).unwrap();
    }
    for (at, (dimension, weight)) in criteria.iter().enumerate() {
        let dimension = Dimension::ids()[*dimension];
        writeln!(
            text,
            "[criteria.c{at}]\ndimension = '{dimension}'\nweight = {weight}"
        )
        .unwrap();
    }
    if !by_criteria {
        for id in [
            "trust",
            "coordination",
            "dependence",
            "resilience",
            "track_record",
            "executive_sponsor",
        ] {
            writeln!(text, "[criteria.{id}]\nweight = 0").unwrap();
        }
        text += "[criteria.risk_terms]\nweight = 0\n";
    }
    for (at, (ratings, veto)) in candidates.iter().enumerate() {
        writeln!(text, "[[candidates]]\nname = '{at}'").unwrap();
        if *veto == 0 {
            text += "veto = 'a reason'\n";
        }
        text += "[candidates.ratings]\n";
        let ids = (0..criteria.len()).map(|at| format!("c{at}"));
        for ((id, (_, weight)), rating) in ids.zip(criteria).zip(ratings) {
            if let Some(rating) = rating.as_ref().filter(|_| weight != "0") {
                writeln!(text, "{id} = {rating}").unwrap();
            }
        }
    }
    text
}
