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

    /// Whether members satisfy the demands.
    pub fn hold(&self, deal: &Deal, members: &[&Candidate]) -> bool {
        self.can_hold(deal, members, 0)
    }

    /// Whether the demands can hold with so many members more.
    pub fn can_hold(&self, deal: &Deal, members: &[&Candidate], more: usize) -> bool {
        self.distinct.iter().all(|(key, &least)| {
            let values: BTreeSet<String> = members
                .iter()
                .map(|member| &member.attributes)
                .chain([&deal.organization.attributes])
                .filter_map(|attributes| attributes.get(key))
                .map(text)
                .collect();
            values.len() + more >= least as usize
        }) && self.at_least.iter().all(|(key, &least)| {
            let have =
                |member: &&&Candidate| member.attributes.get(key) == Some(&Attribute::YesNo(true));
            members.iter().filter(have).count() + more >= least as usize
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
