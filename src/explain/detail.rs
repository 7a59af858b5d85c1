//! One line for each criterion: its formula with the numbers of the relation filled in.

use super::answer::{ask, rating, withheld};
use super::gaps::{covered, from_the_rest};
use super::pairs::over_pairs;
use crate::criteria::{
    Basis, CriterionScore, Formula, Line, PartyWorking, Relation, formula_of, measured, relief,
    saved, uncontrolled,
};
use crate::deal::{Asked, Candidate, CriterionId, Deal, Measured};
use crate::model::number::{number, percent};
use crate::model::weighting::Relative;

/// The formula of a criterion with its numbers, or what would answer it.
pub fn detail(relation: &Relation<'_>, asked: &Asked, score: &CriterionScore) -> String {
    let deal = relation.deal;
    match (score.basis, relation.members) {
        (Basis::Unknown, members) => {
            let keys = match asked.id {
                CriterionId::Builtin(builtin) => {
                    let inputs = builtin.inputs();
                    [inputs.keys, inputs.also].concat()
                }
                CriterionId::Own(_) => vec!["measures"],
                CriterionId::Whole(_) => Vec::new(),
            };
            let withheld = members
                .iter()
                .find_map(|one| withheld(deal, one, asked.id, &keys));
            withheld
                .or_else(|| set_by_nobody(deal, asked.id))
                .unwrap_or_else(|| ask(deal, asked))
        }
        (Basis::Rated, [member]) => rating(deal, member, asked.id).unwrap_or_default(),
        (Basis::Rated, _) => over_members(relation, asked.id, |_| None),
        (Basis::Computed, _) => computed(relation, asked),
    }
}

fn computed(relation: &Relation<'_>, asked: &Asked) -> String {
    let id = asked.id;
    let sentences = match id {
        CriterionId::Builtin(builtin) => builtin.inputs().working,
        CriterionId::Own(place) => {
            return over_members(relation, id, |member| own(relation.deal, place, member));
        }
        CriterionId::Whole(_) => return String::new(),
    };
    match formula_of(asked) {
        Formula::Rated => over_members(relation, id, |_| None),
        Formula::Members(of) => over_members(relation, id, |member| {
            Some(fill(sentences, &of(relation, member)?.line))
        }),
        Formula::FromTheRest => {
            over_members(relation, id, |member| from_the_rest(relation, member))
        }
        Formula::Pairs(profile) => over_pairs(relation, id, profile),
        Formula::Coverage(covers) => covered(relation, id, covers),
        Formula::Parties(of) => parties(relation, of, sentences),
        Formula::Together(of) => {
            of(relation).map_or_else(String::new, |working| fill(sentences, &working.line))
        }
        Formula::Allocation => allocation(relation),
    }
}

/// A sentence of a working with its numbers.
fn fill(sentences: &[&str], line: &Line) -> String {
    let mut parts = sentences[line.sentence].split("{}");
    let mut text = parts.next().unwrap_or_default().to_owned();
    for (part, value) in parts.zip(line.numbers) {
        text.push_str(&number(value));
        text.push_str(part);
    }
    text
}

/// Says so where nobody sets what a relative criterion is set against.
fn set_by_nobody(deal: &Deal, id: CriterionId) -> Option<String> {
    let CriterionId::Own(place) = id else {
        return None;
    };
    deal.own_criteria[place as usize].relative()?;
    let reference = deal.across.get()?.references.get(place as usize)?;
    let words = "unknown: nobody who is not ruled out states one";
    reference.best.is_none().then(|| words.to_owned())
}

fn own(deal: &Deal, place: u32, member: &Candidate) -> Option<String> {
    let own = &deal.own_criteria[place as usize];
    let measure = member.measures.get(own.name)?;
    match own.measured? {
        Measured::Scale(worst, best) => {
            let [worst, best, shown] = [worst, best, measure].map(number);
            let score = number(measured(own, member)?);
            Some(format!(
                "({shown} - {worst}) / ({best} - {worst}) -> {score}"
            ))
        }
        Measured::Relative(relative) => {
            let across = deal.across.get()?;
            let best = across.references.get(place as usize)?.best?;
            let score = match relative {
                Relative::Lowest => best / measure,
                Relative::Highest => measure / best,
            };
            let cap = if score > 1.0 { ", at most 1" } else { "" };
            let [best, measure, score] = [best, measure, score.min(1.0)].map(number);
            Some(match relative {
                Relative::Lowest => {
                    format!("lowest of those not ruled out {best} / {measure}{cap} -> {score}")
                }
                Relative::Highest => {
                    format!("{measure} / highest of those not ruled out {best}{cap} -> {score}")
                }
            })
        }
    }
}

/// The text of one member, or the mean over all members with theirs.
fn over_members(
    relation: &Relation<'_>,
    id: CriterionId,
    facts: impl Fn(&Candidate) -> Option<String>,
) -> String {
    let one = |member: &Candidate| {
        let rated = rating(relation.deal, member, id);
        rated
            .or_else(|| facts(member))
            .unwrap_or_else(|| "unknown".to_owned())
    };
    match relation.members {
        [member] => one(member),
        members => {
            let parts: Vec<String> = members
                .iter()
                .map(|member| format!("{} {}", member.name, one(member)))
                .collect();
            format!("mean of {}: {}", members.len(), parts.join("; "))
        }
    }
}

/// The opening, and each party with its working.
fn parties(
    relation: &Relation<'_>,
    of: fn(&Relation<'_>, usize) -> Option<PartyWorking>,
    sentences: &[&str],
) -> String {
    let mut opening = String::new();
    let mut parts = Vec::new();
    for party in 0..relation.parties() {
        if let Some(working) = of(relation, party) {
            opening = fill(sentences, &working.opening);
            let line = fill(sentences, &working.line);
            parts.push(format!("{} {line}", relation.party_name(party)));
        }
    }
    opening + &parts.join(", ")
}

fn allocation(relation: &Relation<'_>) -> String {
    let deal = relation.deal;
    let weights: f64 = uncontrolled(deal).map(|(_, _, weight)| weight).sum();
    let most = 1.0 - 1.0 / relation.parties() as f64;
    let parts: Vec<String> = uncontrolled(deal)
        .filter_map(|(_, risk, weight)| {
            let division = relation.risk_division(risk)?;
            let premiums: Option<Vec<String>> = (0..relation.parties())
                .map(|party| {
                    let left = 1.0 - relation.risk_control(party, risk).unwrap_or(0.0);
                    let part = relation.risk_share(division, risk, party)?;
                    let capacity = relation.risk_capacity(party)?;
                    Some(format!(
                        "({} x {})^2 / {}",
                        number(part),
                        number(left),
                        number(capacity)
                    ))
                })
                .collect();
            Some(format!(
                "{}: (1 - ({}) / ({}^2 / {})) / {} -> {} x {}",
                deal.names.get(risk.name),
                premiums?.join(" + "),
                number(1.0 - risk.own_control),
                number(relation.risk_capacity(0)?),
                number(most),
                number(relief(relation, risk, 0.0)?),
                number(weight / weights)
            ))
        })
        .collect();
    format!(
        "{} ({} earns all); relief = (1 - premiums of all / ours alone) / {}, premium = (share x uncontrolled \
         part)^2 / capacity, x weight by expected loss: {}",
        safer(relation),
        percent(most),
        number(most),
        parts.join("; ")
    )
}

/// What sharing the risks does for us, in plain words.
fn safer(relation: &Relation<'_>) -> String {
    match saved(relation) {
        Some(saved) if saved >= 0.005 => {
            format!("sharing makes us {} safer than alone", percent(saved))
        }
        _ => "sharing makes us no safer than alone".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::criteria::formula;
    use crate::model::Builtin;

    #[test]
    fn a_formula_by_member_or_party_has_sentences() {
        for builtin in Builtin::ALL {
            let sentences = builtin.inputs().working;
            let needs = matches!(
                formula(builtin),
                Formula::Members(_) | Formula::Parties(_) | Formula::Together(_)
            );
            assert_eq!(sentences.is_empty(), !needs, "{}", builtin.id());
            for sentence in sentences {
                assert!(sentence.matches("{}").count() <= 3, "{sentence}");
            }
        }
    }
}
