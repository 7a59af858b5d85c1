//! What would answer a criterion, and what a rating says.

use super::number::number;
use crate::deal::{CriterionId, Deal, Rating};
use crate::model::criterion::SHARES;

/// What would answer a criterion that is unknown.
pub fn ask(deal: &Deal, id: CriterionId) -> String {
    match id {
        CriterionId::Builtin(builtin) if builtin.inputs().is_empty() => {
            format!("unknown: rate {}", builtin.question())
        }
        CriterionId::Builtin(builtin) => {
            let keys = fact_words(builtin.inputs().keys);
            format!("unknown: needs {keys}, or a rating")
        }
        CriterionId::Own(place) => {
            let own = &deal.own_criteria[place as usize];
            let about = own.about.as_deref().unwrap_or(&own.id);
            match own.scale {
                Some(_) => format!(
                    "unknown: needs measures.\"{}\", or a rating ({about})",
                    own.id
                ),
                None => format!("unknown: rate {about}"),
            }
        }
        CriterionId::Whole(dimension) => format!("unknown: rate {}", dimension.question()),
    }
}

/// The keys that a formula needs, with what stands in for them.
pub(super) fn fact_words(keys: &[&str]) -> String {
    let words: Vec<String> = keys
        .iter()
        .map(|key| {
            if SHARES.contains(key) {
                format!("{key} (or stake)")
            } else {
                (*key).to_owned()
            }
        })
        .collect();
    words.join(", ")
}

/// A rating in words, on the scale on which it was given.
pub fn rating(rating: &Rating) -> String {
    let ten = |fraction: f64| number((fraction * 1e6).round() / 1e5);
    if rating.is_panel {
        let (mean, low, high) = (ten(rating.score), ten(rating.low), ten(rating.high));
        return format!("panel mean {mean} of 10, from {low} to {high}");
    }
    if rating.low == rating.score && rating.high == rating.score {
        return format!("rated {} of 10", ten(rating.score));
    }
    format!(
        "rated {} of 10, between {} and {}",
        ten(rating.score),
        ten(rating.low),
        ten(rating.high)
    )
}
