//! What a set must satisfy: attributes that calls and boards demand, and a ceiling on the joint cost.

use std::collections::{BTreeMap, BTreeSet};

use crate::deal::{Attribute, Candidate, Deal};
use crate::model::SLACK;

/// What a set must satisfy. All demands are such that a set that is too dear stays too dear with
/// more members, and that a member more adds at most one value and at most one `true`.
#[derive(Clone, Debug, Default)]
pub struct Demands {
    /// At least so many different values of an attribute over all parties, the organization included.
    pub distinct: BTreeMap<String, u32>,
    /// At least so many members in which an attribute is `true`.
    pub at_least: BTreeMap<String, u32>,
    /// The highest joint cost: that of the deal and what each member's joining adds.
    pub max_cost: Option<f64>,
}

impl Demands {
    /// The demands of a deal.
    pub fn of(deal: &Deal) -> Self {
        let compose = &deal.compose;
        Self {
            distinct: compose.distinct.clone(),
            at_least: compose.at_least.clone(),
            max_cost: compose.max_cost,
        }
    }

    /// Whether there are none.
    pub fn are_none(&self) -> bool {
        self.distinct.is_empty() && self.at_least.is_empty() && self.max_cost.is_none()
    }

    /// Whether members satisfy the demands.
    pub fn hold(&self, deal: &Deal, members: &[&Candidate]) -> bool {
        self.can_hold(deal, members, &[], 0)
    }

    /// Whether the demands can hold with some of `rest`, so many at most.
    pub fn can_hold(
        &self,
        deal: &Deal,
        members: &[&Candidate],
        rest: &[&Candidate],
        more: usize,
    ) -> bool {
        let enough =
            |have: usize, others: usize, least: u32| have + others.min(more) >= least as usize;
        self.distinct.iter().all(|(key, &least)| {
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
        }) && self.at_least.iter().all(|(key, &least)| {
            let has = |c: &&&Candidate| c.attributes.get(key) == Some(&Attribute::YesNo(true));
            enough(
                members.iter().filter(has).count(),
                rest.iter().filter(has).count(),
                least,
            )
        }) && self
            .max_cost
            .is_none_or(|most| joint_cost(deal, members) <= most * (1.0 + SLACK))
    }
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
