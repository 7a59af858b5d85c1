//! What would answer a criterion, and what a rating says.

use super::words::list;
use crate::deal::{Asked, Candidate, CriterionId, Deal, Mark, Measured, Rating, Withheld};
use crate::model::criterion::SHARES;
use crate::model::keys::Range;
use crate::model::number::{number, rounded};

/// What would answer a criterion that is unknown.
pub fn ask(deal: &Deal, asked: &Asked) -> String {
    match asked.id {
        CriterionId::Builtin(builtin) if asked.rated_only || builtin.inputs().keys.is_empty() => {
            format!("unknown: rate {}", for_scale(deal, builtin.question()))
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
        CriterionId::Whole(dimension) => {
            format!("unknown: rate {}", for_scale(deal, dimension.question()))
        }
    }
}

/// What a rating of a criterion says: the question, with what single ratings mean where the deal or the model says so.
pub fn meaning(deal: &Deal, id: CriterionId) -> String {
    match id {
        CriterionId::Builtin(builtin) => for_scale(deal, builtin.question()),
        CriterionId::Whole(dimension) => for_scale(deal, dimension.question()),
        CriterionId::Own(place) => {
            let own = &deal.own_criteria[place as usize];
            let about = own.about.as_deref().unwrap_or(&own.id);
            let levels = own.levels.iter();
            let levels: Vec<String> = levels
                .map(|(rating, text)| format!("{}: {text}", number(*rating)))
                .collect();
            match levels.is_empty() {
                true => about.to_owned(),
                false => format!("{about} ({})", levels.join("; ")),
            }
        }
    }
}

/// Why what a member states is taken for unknown, in words; none where nothing is.
pub fn withheld(deal: &Deal, member: &Candidate, id: CriterionId, keys: &[&str]) -> Option<String> {
    if let Some(rating) = member.rating(id) {
        return (!rating.says_something()).then(|| unknown_rating(deal, member, id));
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

/// Why a rating says nothing, or not all that it could.
pub(super) fn unknown_rating(deal: &Deal, member: &Candidate, id: CriterionId) -> String {
    let taken = |what: &str, why: Withheld| format!("{what} taken for unknown: {}", why_words(why));
    let Some(panel) = member.ratings.panel(id) else {
        let evidence = member.ratings.evidence(id);
        let why = deal.evidence.withholds(evidence);
        return taken("the rating is", why.unwrap_or(Withheld::NoEvidence));
    };
    if let Some(consensus) = &panel.consensus {
        let why = consensus.withheld.unwrap_or(Withheld::NoEvidence);
        return taken("what the panel agreed on is", why);
    }
    let marked = || panel.marks.iter().filter(|mark| mark.score.is_some());
    let withheld = marked().find_map(|mark| mark.withheld.filter(|_| mark.weight > 0.0));
    match withheld {
        _ if marked().next().is_none() => "unknown: every reviewer abstains".to_owned(),
        _ if marked().all(|mark| mark.weight <= 0.0) && deal.is_anonymous() => {
            "unknown: no mark on it counts".to_owned()
        }
        _ if marked().all(|mark| mark.weight <= 0.0) => {
            let names = marked().filter_map(|mark| mark.reviewer.as_deref());
            let names: Vec<&str> = names.collect();
            format!(
                "unknown: only reviewers of weight 0 marked it: {}",
                list(&names, "and")
            )
        }
        Some(why) if marked().all(|mark| mark.counted().is_none() || mark.weight <= 0.0) => {
            taken("all marks that count are", why)
        }
        why => taken(
            "a part of the marks is",
            why.unwrap_or(Withheld::NoEvidence),
        ),
    }
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

/// The scale on which the deal rates, worst first: `0 to 10`.
pub fn scale_range(deal: &Deal) -> String {
    let (worst, best) = deal.rating_scale;
    match (worst, best) == Range::RATINGS {
        true => format!("{} to {}", number(worst), number(best)),
        false => format!("{} (worst) to {} (best)", number(worst), number(best)),
    }
}

/// A question of the model, which says what 0 and 10 mean, on the scale on which the deal rates.
fn for_scale(deal: &Deal, question: &str) -> String {
    let (worst, best) = deal.rating_scale;
    question
        .replace("(10: ", &format!("({}: ", number(best)))
        .replace("; 0: ", &format!("; {}: ", number(worst)))
}

/// A score of 0..1 on the scale on which the deal rates.
fn on_scale(deal: &Deal, score: f64) -> String {
    rounded(deal.rating_words(score), 5)
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

/// A mark in words, and its reason if it has one.
pub fn mark_with_reason(deal: &Deal, mark: &Mark) -> String {
    let mut words = mark_words(deal, mark);
    if let Some(evidence) = &mark.evidence {
        words.push_str(&format!(": {evidence}"));
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
