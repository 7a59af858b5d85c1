//! What would answer a criterion, and what a rating says.

use super::number::number;
use crate::deal::{Asked, Candidate, CriterionId, Deal, Mark, Measured, Rating, Withheld};
use crate::model::criterion::SHARES;

/// What would answer a criterion that is unknown.
pub fn ask(deal: &Deal, asked: &Asked) -> String {
    match asked.id {
        CriterionId::Builtin(builtin) if asked.rated_only || builtin.inputs().keys.is_empty() => {
            format!("unknown: rate {}", builtin.question())
        }
        CriterionId::Builtin(builtin) => {
            let keys = fact_words(builtin.inputs().keys);
            format!("unknown: needs {keys}, or a rating")
        }
        CriterionId::Own(place) => {
            let own = &deal.own_criteria[place as usize];
            let about = own.about.as_deref().unwrap_or(&own.id);
            match own.measured {
                Some(Measured::Scale(..)) => format!(
                    "unknown: needs measures.\"{}\", or a rating ({about})",
                    own.id
                ),
                Some(Measured::Relative(_)) => {
                    format!("unknown: needs measures.\"{}\" ({about})", own.id)
                }
                None => format!("unknown: rate {about}"),
            }
        }
        CriterionId::Whole(dimension) => format!("unknown: rate {}", dimension.question()),
    }
}

/// Why what a member states is taken for unknown, in words; none where nothing is.
pub fn withheld(deal: &Deal, member: &Candidate, id: CriterionId, keys: &[&str]) -> Option<String> {
    if let Some(rating) = member.rating(id) {
        let panel = member.ratings.panel(id);
        let abstain = |marks: &[Mark]| marks.iter().all(|mark| mark.score.is_none());
        let has_none =
            panel.is_some_and(|panel| panel.consensus.is_none() && abstain(&panel.marks));
        if rating.says_something() {
            return None;
        }
        if has_none {
            return Some("unknown: every reviewer abstains".to_owned());
        }
        let evidence = member.ratings.evidence(id);
        let why = deal
            .evidence
            .withholds(evidence)
            .unwrap_or(Withheld::NoEvidence);
        return Some(format!(
            "the rating is taken for unknown: {}",
            why_words(why)
        ));
    }
    let withheld = member.withheld.iter();
    let of_it = withheld.filter(|(key, _)| {
        keys.contains(key) || (*key == "stake" && keys.iter().any(|key| SHARES.contains(key)))
    });
    let words: Vec<String> = of_it
        .map(|(key, why)| format!("{key} taken for unknown: {}", why_words(*why)))
        .collect();
    (!words.is_empty()).then(|| words.join("; "))
}

/// Why something is taken for unknown.
pub fn why_words(why: Withheld) -> &'static str {
    match why {
        Withheld::Expired => "its evidence ran out",
        Withheld::NoEvidence => "no evidence that counts",
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

/// A score of 0..1 on the scale on which the deal rates.
fn on_scale(deal: &Deal, score: f64) -> String {
    number((deal.rating_words(score) * 1e5).round() / 1e5)
}

/// The scale on which the deal rates, behind a rating.
fn scale_words(deal: &Deal) -> String {
    match deal.rating_scale {
        (0.0, best) => format!("of {}", number(best)),
        (worst, best) => format!("on {}..{}", number(worst), number(best)),
    }
}

/// A mark in words.
pub fn mark_words(deal: &Deal, mark: &Mark) -> String {
    let name = mark.reviewer.as_deref();
    let mut words = match (mark.score, &mark.abstains) {
        (Some(score), _) => on_scale(deal, score),
        (None, Some(reason)) => format!("abstains ({reason})"),
        (None, None) => "abstains".to_owned(),
    };
    if let Some(name) = name {
        words = format!("{name} {words}");
    }
    if let Some(why) = mark.withheld {
        words.push_str(&format!(" (taken for unknown: {})", why_words(why)));
    }
    words
}

/// The rating of a criterion in words, on the scale on which it was given.
pub fn rating(deal: &Deal, member: &Candidate, id: CriterionId) -> Option<String> {
    let rating = member.rating(id)?;
    let scale = scale_words(deal);
    let Some(panel) = member.ratings.panel(id) else {
        return Some(single(deal, rating, &scale));
    };
    let marks: Vec<String> = panel
        .marks
        .iter()
        .map(|mark| mark_words(deal, mark))
        .collect();
    let marks = marks.join(", ");
    Some(match &panel.consensus {
        Some(consensus) => {
            format!(
                "agreed on {} {scale}; marks {marks}",
                mark_words(deal, consensus)
            )
        }
        None => {
            let mean = on_scale(deal, rating.score);
            format!("panel mean {mean} {scale}: {marks}")
        }
    })
}

fn single(deal: &Deal, rating: &Rating, scale: &str) -> String {
    let score = on_scale(deal, rating.score);
    if rating.low == rating.score && rating.high == rating.score {
        return format!("rated {score} {scale}");
    }
    let (low, high) = (on_scale(deal, rating.low), on_scale(deal, rating.high));
    format!("rated {score} {scale}, between {low} and {high}")
}
