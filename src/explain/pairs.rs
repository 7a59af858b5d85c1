//! The working of the criteria that compare every two parties: goals and culture.

use super::answer::rating;
use crate::criteria::{Profile, Relation};
use crate::deal::{Candidate, CriterionId, Deal, Facts};
use crate::model::number::number;

/// The text of the one pair, or the mean over all pairs with theirs; `None` is the organization.
pub(super) fn over_pairs(relation: &Relation<'_>, id: CriterionId, profile: Profile) -> String {
    let pair = |a: Option<&Candidate>, b: &Candidate| pair(profile, relation.deal, a, b);
    let with_us = |member: &Candidate| {
        let rated = rating(relation.deal, member, id);
        rated
            .or_else(|| pair(None, member))
            .unwrap_or_else(|| "unknown".to_owned())
    };
    let members = relation.members;
    if let [member] = members {
        return with_us(member);
    }
    let mut parts: Vec<String> = members
        .iter()
        .map(|member| format!("us-{} {}", member.name, with_us(member)))
        .collect();
    for (at, &a) in members.iter().enumerate() {
        for &b in &members[at + 1..] {
            let text = pair(Some(a), b).unwrap_or_else(|| "unknown".to_owned());
            parts.push(format!("{}-{} {text}", a.name, b.name));
        }
    }
    format!("mean of {} pairs: {}", parts.len(), parts.join("; "))
}

fn pair(profile: Profile, deal: &Deal, a: Option<&Candidate>, b: &Candidate) -> Option<String> {
    let own = &deal.organization;
    Some(match profile {
        Profile::Goals => {
            let ours = a.map_or(own.goals.as_ref(), |a| a.goals.as_ref())?;
            goals(deal, ours, b.goals.as_ref()?)
        }
        Profile::Culture => {
            let ours = a.map_or(own.culture.as_ref(), |a| a.culture.as_ref())?;
            culture(ours, b.culture.as_ref()?)
        }
    })
}

fn goals(deal: &Deal, ours: &Facts, theirs: &Facts) -> String {
    let shared: Vec<String> = ours
        .iter()
        .filter_map(|goal| {
            let name = deal.names.get(goal.name);
            let theirs = theirs.get(goal.name)?;
            Some(format!(
                "{name} min({}, {})",
                number(goal.value),
                number(theirs)
            ))
        })
        .collect();
    if shared.is_empty() {
        return "no goal in common".to_owned();
    }
    format!("{} = {}", shared.join(" + "), number(ours.overlap(theirs)))
}

fn culture(ours: &[f64; 4], theirs: &[f64; 4]) -> String {
    let apart: Vec<String> = ours
        .iter()
        .zip(theirs)
        .map(|(p, q)| format!("|{} - {}|", number(*p), number(*q)))
        .collect();
    format!("1 - ({}) / 2", apart.join(" + "))
}
