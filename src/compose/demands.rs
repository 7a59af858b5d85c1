//! Whether a set satisfies what `[compose]` demands: attributes that calls and boards want, and a ceiling on
//! the joint cost.

use std::collections::{BTreeMap, BTreeSet};

use crate::deal::{Attribute, Candidate, Compose, Deal};
use crate::model::SLACK;

/// Whether nothing is demanded.
pub(super) fn are_none(demands: &Compose) -> bool {
    demands.distinct.is_empty() && demands.at_least.is_empty() && demands.max_cost.is_none()
}

/// Whether members satisfy the demands.
pub fn satisfy(demands: &Compose, deal: &Deal, members: &[&Candidate]) -> bool {
    can_satisfy(demands, deal, members, &[], 0)
}

/// Whether the demands can hold for the members with some of `rest`, so many at most. All demands are such that
/// a set that is too dear stays too dear with more members, and that a member more adds at most one value and at
/// most one `true`.
pub(super) fn can_satisfy(
    demands: &Compose,
    deal: &Deal,
    members: &[&Candidate],
    rest: &[&Candidate],
    more: usize,
) -> bool {
    let enough = |have: usize, others: usize, least: u32| have + others.min(more) >= least as usize;
    demands.distinct.iter().all(|(key, &least)| {
        let value = |attributes: &BTreeMap<String, Attribute>| attributes.get(key).map(text);
        let own = value(&deal.organization.attributes);
        let have: BTreeSet<String> = members
            .iter()
            .filter_map(|m| value(&m.attributes))
            .chain(own)
            .collect();
        let others: BTreeSet<String> = rest
            .iter()
            .filter_map(|candidate| value(&candidate.attributes))
            .filter(|value| !have.contains(value))
            .collect();
        enough(have.len(), others.len(), least)
    }) && demands.at_least.iter().all(|(key, &least)| {
        let has = |c: &&&Candidate| c.attributes.get(key) == Some(&Attribute::YesNo(true));
        enough(
            members.iter().filter(has).count(),
            rest.iter().filter(has).count(),
            least,
        )
    }) && demands
        .max_cost
        .is_none_or(|most| joint_cost(deal, members) <= most * (1.0 + SLACK))
}

fn joint_cost(deal: &Deal, members: &[&Candidate]) -> f64 {
    let extra: f64 = members.iter().map(|member| member.extra_joint_cost).sum();
    deal.cost.unwrap_or(0.0) + extra
}

fn text(attribute: &Attribute) -> String {
    match attribute {
        Attribute::Text(text) => text.clone(),
        Attribute::Number(number) => number.to_string(),
        Attribute::YesNo(answer) => answer.to_string(),
    }
}
