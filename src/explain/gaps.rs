//! The working of what is missing and who fills it: needs, markets, resources, and what members need themselves.

use super::answer::rating;
use crate::criteria::{Covers, Gap, Relation, fill_from_the_rest, gaps, need_gap};
use crate::deal::{Candidate, CriterionId, Need};
use crate::model::number::number;

/// What the members cover of what is missing.
pub(super) fn covered(relation: &Relation<'_>, id: CriterionId, covers: Covers) -> String {
    let deal = relation.deal;
    let mut missing = Vec::new();
    gaps(covers, relation, |gap| missing.push(gap));
    let text = match covers {
        Covers::Markets => served(relation, &missing),
        Covers::Needs => {
            missing.retain(|gap| gap.weight > 0.0);
            filled(&missing, "weight x gap / need", |gap| {
                let need = deal.needs.iter().find(|need| need.name == gap.name);
                let words = need.map(|need| need_words(relation, need));
                format!(
                    "{}: {}",
                    deal.names.get(gap.name),
                    words.unwrap_or_default()
                )
            })
        }
        Covers::Resources => {
            missing.retain(|gap| gap.weight > 0.0);
            filled(&missing, "weight x gap / required", |gap| {
                let lacks = deal.resources.iter().find(|r| r.name == gap.name);
                let lacks = lacks.map_or(0.0, |resource| resource.gap);
                let name = deal.names.get(gap.name);
                format!("{name}: {} of {}", offer(gap, "pledge"), number(lacks))
            })
        }
    };
    ratings_beside(relation, id, text)
}

fn served(relation: &Relation<'_>, markets: &[Gap]) -> String {
    let deal = relation.deal;
    let served = || markets.iter().filter(|market| market.fraction > 0.0);
    let names: Vec<&str> = served().map(|market| deal.names.get(market.name)).collect();
    let names = match names.is_empty() {
        true => "none".to_owned(),
        false => names.join(", "),
    };
    format!(
        "they serve weight {} of the {} in target markets we do not serve: {names}",
        number(served().map(|market| market.weight).sum()),
        number(deal.unserved.sum())
    )
}

fn offer(gap: &Gap, verb: &str) -> String {
    match gap.stated {
        0 => format!("no {verb} stated"),
        _ => format!("they {verb} {}", number(gap.offered)),
    }
}

/// `need 8, we have 6, they offer 5`.
pub fn need_words(relation: &Relation<'_>, need: &Need) -> String {
    let gap = need_gap(relation, need);
    format!(
        "need {}, we have {}, {}",
        number(need.required),
        number(need.own),
        offer(&gap, "offer"),
    )
}

/// The weighted mean of what is filled.
fn filled(gaps: &[Gap], weight: &str, words: impl Fn(&Gap) -> String) -> String {
    let total: f64 = gaps.iter().map(|gap| gap.weight).sum();
    if let [gap] = gaps {
        return format!("{} -> {} of the gap", words(gap), number(gap.fraction));
    }
    let parts: Vec<String> = gaps
        .iter()
        .map(|gap| {
            let weight = number(gap.weight / total);
            format!("{} -> {} x {weight}", words(gap), number(gap.fraction))
        })
        .collect();
    format!(
        "{} (filled part x {weight}, the weights summing to 1)",
        parts.join("; ")
    )
}

/// In a larger set, ratings stand beside the facts of a coverage.
fn ratings_beside(relation: &Relation<'_>, id: CriterionId, facts: String) -> String {
    let rated: Vec<String> = relation
        .members
        .iter()
        .filter_map(|member| {
            Some(format!(
                "{} {}",
                member.name,
                rating(relation.deal, member, id)?
            ))
        })
        .collect();
    match (rated.is_empty(), relation.members.len()) {
        (true, _) => facts,
        (false, 1) => rated.join("; "),
        (false, _) => format!("{facts}; at least the best of {}", rated.join("; ")),
    }
}

/// What a member gets of what it needs from the rest.
pub(super) fn from_the_rest(relation: &Relation<'_>, member: &Candidate) -> Option<String> {
    let mut members = relation.members.iter();
    let at = members.position(|other| other.name == member.name)?;
    let needs = member.needs.as_ref()?;
    let total: f64 = needs.iter().map(|need| need.weight).sum();
    let parts: Vec<String> = needs
        .iter()
        .map(|need| {
            let fraction = fill_from_the_rest(relation, at, need);
            format!(
                "{}: they need {}, have {}, the rest fills {} of it x {}",
                relation.deal.names.get(need.name),
                number(need.required),
                number(need.own),
                number(fraction * (need.gap / need.required)),
                number(need.weight / total)
            )
        })
        .collect();
    Some(parts.join("; "))
}
