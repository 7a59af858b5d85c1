//! Complementarity: does the partner bring what is missing?

use super::coverage::Gap;
use super::relation::Relation;
use super::triple::{Triple, clamp};
use crate::deal::{Candidate, Facts, Measure, Need};

/// What offers make together, and the fraction of a need's gap that they fill. A level is knowledge: the best
/// offer counts, above what the party has itself. An amount is capacity, which adds up.
fn fill(need: &Need, offers: impl Iterator<Item = f64>) -> (f64, f64) {
    let (offered, filled) = match need.measure {
        Measure::Level => {
            let best = offers.fold(0.0, f64::max);
            (best, best - need.own)
        }
        Measure::Amount => {
            let sum = offers.sum();
            (sum, sum)
        }
    };
    (offered, clamp(filled / need.gap))
}

/// How the members fill a need of the deal that has a gap.
pub fn need_gap(relation: &Relation<'_>, need: &Need) -> Gap {
    gap(relation, need, |member| &member.capabilities)
}

#[inline(always)]
fn gap(relation: &Relation<'_>, need: &Need, offers: impl Fn(&Candidate) -> &Facts) -> Gap {
    let mut stated = 0;
    let offers = relation.members.iter().map(|member| {
        let offer = offers(member).get(need.name);
        stated += usize::from(offer.is_some());
        offer.unwrap_or(0.0)
    });
    let (offered, fraction) = fill(need, offers);
    Gap {
        name: need.name,
        weight: need.worth(),
        adds_up: need.measure == Measure::Amount,
        offered,
        fraction,
        stated,
    }
}

/// Capabilities, and with pledges resources: with gap = max(0, required - own) and u = weight x gap / required,
/// sum of u x fill / gap over sum of u.
pub(super) fn needs(
    relation: &Relation<'_>,
    needs: &[Need],
    offers: impl Fn(&Candidate) -> &Facts,
    add: impl FnMut(Gap),
) {
    let needs = needs.iter().filter(|need| need.gap > 0.0);
    needs.map(|need| gap(relation, need, &offers)).for_each(add);
}

/// Reach: of the target markets that the organization does not serve, the weight of those that any
/// member serves / the weight of all. A market that nobody serves is open while a member does not say
/// which it serves.
pub(super) fn markets(relation: &Relation<'_>, mut add: impl FnMut(Gap)) {
    let lists = || relation.members.iter().filter_map(|m| m.markets.as_ref());
    let stated = lists().count();
    for market in relation.deal.unserved.iter() {
        let is_served = lists().any(|markets| markets.binary_search(&market.name).is_ok());
        let fraction = f64::from(is_served);
        add(Gap {
            name: market.name,
            weight: market.value,
            adds_up: false,
            offered: fraction,
            fraction,
            stated,
        });
    }
}

/// Reciprocity: for each member, over its needs, sum of weight x fill / required over sum of weight, the
/// fill coming from the rest of the parties; the mean over members.
pub fn reciprocity(relation: &Relation<'_>, at: usize, member: &Candidate) -> Option<Triple> {
    let needs = member.needs.as_ref()?;
    if !member.states_capabilities {
        return None;
    }
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
    (weight > 0.0).then(|| Triple::up_to(value, clamp(high / weight)))
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
    fill(need, offers.map(|offer| offer.unwrap_or(0.0))).1
}

fn others<'a>(relation: &Relation<'a>, at: usize) -> impl Iterator<Item = &'a Candidate> {
    let members = relation.members.iter().enumerate();
    members
        .filter(move |(place, _)| *place != at)
        .map(|(_, member)| *member)
}
