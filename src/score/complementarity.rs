//! Complementarity: does the partner bring what is missing?

use super::criterion::{Coverage, CriterionScore, is_filled, mean, member_score};
use super::relation::Relation;
use super::triple::{Triple, clamp};
use crate::deal::{Candidate, CriterionId, Measure, Need, Symbol};
use crate::model::Builtin;

/// The fraction of a need's gap that offers fill. A level is knowledge: the best offer counts, above
/// what the party has itself. An amount is capacity, which adds up.
fn fill(need: &Need, offers: impl Iterator<Item = f64>) -> f64 {
    let filled = match need.measure {
        Measure::Level => offers.fold(0.0, f64::max) - need.own,
        Measure::Amount => offers.sum(),
    };
    clamp(filled / need.gap)
}

/// How a need of the deal is covered by the members of a relation.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct NeedCover {
    /// The fraction of the gap that is filled.
    pub fraction: f64,
    /// Whether every member says what it offers.
    pub is_stated: bool,
    /// Whether any member does.
    pub is_answered: bool,
}

impl NeedCover {
    /// Whether the gap is filled.
    pub fn is_filled(&self) -> bool {
        is_filled(self.fraction)
    }
}

/// How the members cover a need that has a gap.
pub fn cover(relation: &Relation<'_>, need: &Need) -> NeedCover {
    let mut stated = 0;
    let offers = relation.members.iter().map(|member| {
        let offer = member.capabilities.get(need.name);
        stated += usize::from(offer.is_some());
        offer.unwrap_or(0.0)
    });
    NeedCover {
        fraction: fill(need, offers),
        is_stated: stated == relation.members.len(),
        is_answered: stated > 0,
    }
}

/// Capabilities: with u = weight x gap / required, sum of u x fill / gap over sum of u.
pub(super) fn capabilities(relation: &Relation<'_>) -> CriterionScore {
    let mut coverage = Coverage::default();
    let gaps = relation
        .deal
        .needs
        .iter()
        .filter(|need| need.gap > 0.0 && need.weight > 0.0);
    for need in gaps {
        let cover = cover(relation, need);
        let weight = need.worth();
        coverage.add(weight, cover.fraction, cover.is_stated, cover.is_answered);
    }
    coverage.score(relation, CriterionId::Builtin(Builtin::Capabilities))
}

/// Reach: of the target markets that the organization does not serve, the weight of those that any
/// member serves / the weight of all. A market that nobody serves is open while a member does not say
/// which it serves.
pub(super) fn reach(relation: &Relation<'_>) -> CriterionScore {
    let mut coverage = Coverage::default();
    let members = relation.members;
    let is_stated = members.iter().all(|member| member.markets.is_some());
    let is_answered = members.iter().any(|member| member.markets.is_some());
    for market in relation.deal.unserved.iter() {
        let fraction = if serves(relation, market.name) {
            1.0
        } else {
            0.0
        };
        coverage.add(market.value, fraction, is_stated, is_answered);
    }
    coverage.score(relation, CriterionId::Builtin(Builtin::Reach))
}

/// Whether any member serves a market.
pub(super) fn serves(relation: &Relation<'_>, market: Symbol) -> bool {
    relation.members.iter().any(|member| {
        let markets = member.markets.as_ref();
        markets.is_some_and(|markets| markets.binary_search(&market).is_ok())
    })
}

/// Reciprocity: for each member, over its needs, sum of weight x fill / required over sum of weight, the
/// fill coming from the rest of the parties; the mean over members.
pub(super) fn reciprocity(relation: &Relation<'_>) -> CriterionScore {
    let id = CriterionId::Builtin(Builtin::Reciprocity);
    mean(relation, |at, member| {
        member_score(member, id, |member| from_the_rest(relation, at, member))
    })
}

fn from_the_rest(relation: &Relation<'_>, at: usize, member: &Candidate) -> Option<Triple> {
    let needs = member.needs.as_ref()?;
    let (mut weight, mut value, mut high) = (0.0, 0.0, 0.0);
    for need in needs {
        weight += need.weight;
        let fraction = fill_from_the_rest(relation, at, need);
        let is_open = others(relation, at).any(|m| m.capabilities.get(need.name).is_none());
        let worth = need.worth();
        value += worth * fraction;
        high += worth * if is_open { 1.0 } else { fraction };
    }
    let value = clamp(value / weight);
    (weight > 0.0).then(|| Triple {
        value,
        low: value,
        high: clamp(high / weight).max(value),
    })
}

/// The fraction of the gap in a member's need that the organization and the other members fill.
pub fn fill_from_the_rest(relation: &Relation<'_>, at: usize, need: &Need) -> f64 {
    if need.gap == 0.0 {
        return 0.0;
    }
    let ours = relation.deal.organization.capabilities.get(need.name);
    let offers = others(relation, at)
        .map(|member| member.capabilities.get(need.name))
        .chain([ours]);
    fill(need, offers.map(|offer| offer.unwrap_or(0.0)))
}

fn others<'a>(relation: &Relation<'a>, at: usize) -> impl Iterator<Item = &'a Candidate> {
    let members = relation.members.iter().enumerate();
    members
        .filter(move |(place, _)| *place != at)
        .map(|(_, member)| *member)
}
