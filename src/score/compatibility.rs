//! Compatibility: do the parties want the same, and can they work together?

use super::criterion::{CriterionScore, Mean, Source};
use super::relation::Relation;
use super::triple::{Triple, clamp};
use crate::deal::{Candidate, CriterionId, Facts};
use crate::model::Builtin;

/// Shared goals: sum over goals of min(a, b), priorities a and b each divided by its sum; the mean over
/// all pairs of parties.
pub(super) fn goals(relation: &Relation<'_>) -> CriterionScore {
    mean_over_pairs(
        relation,
        Builtin::Goals,
        relation.deal.organization.goals.as_ref(),
        |member| member.goals.as_ref(),
        |a: &Facts, b: &Facts| a.overlap(b),
    )
}

/// Likeness of culture: 1 - 1/2 sum |p - q| over the OCAI profiles p and q, each divided by its sum; the
/// mean over all pairs of parties.
pub(super) fn culture(relation: &Relation<'_>) -> CriterionScore {
    mean_over_pairs(
        relation,
        Builtin::Culture,
        relation.deal.organization.culture.as_ref(),
        |member| member.culture.as_ref(),
        culture_likeness,
    )
}

fn culture_likeness(p: &[f64; 4], q: &[f64; 4]) -> f64 {
    1.0 - 0.5 * p.iter().zip(q).map(|(p, q)| (p - q).abs()).sum::<f64>()
}

/// The value of `goals` or `culture` for a pair of members; `None` where it is unknown, and for a
/// criterion that is no matter of pairs.
pub fn member_pair(builtin: Builtin, a: &Candidate, b: &Candidate) -> Option<f64> {
    let likeness = match builtin {
        Builtin::Goals => a
            .goals
            .as_ref()
            .zip(b.goals.as_ref())
            .map(|(a, b)| a.overlap(b)),
        Builtin::Culture => a
            .culture
            .as_ref()
            .zip(b.culture.as_ref())
            .map(|(a, b)| culture_likeness(a, b)),
        _ => None,
    };
    likeness.map(clamp)
}

/// A member's rating stands for its pair with the organization; two members without both profiles
/// are an unknown pair.
fn mean_over_pairs<'a, T>(
    relation: &Relation<'a>,
    builtin: Builtin,
    own: Option<&'a T>,
    profile: impl Fn(&'a Candidate) -> Option<&'a T>,
    likeness: impl Fn(&T, &T) -> f64,
) -> CriterionScore {
    let pair = |a: Option<&T>, b: Option<&T>| match (a, b) {
        (Some(a), Some(b)) => {
            CriterionScore::known(Triple::exact(clamp(likeness(a, b))), Source::Computed)
        }
        _ => CriterionScore::UNKNOWN,
    };
    let with_us = |member: &&'a Candidate| match member.rating(CriterionId::Builtin(builtin)) {
        Some(rating) => CriterionScore::known(rating.into(), Source::Rated),
        None => pair(own, profile(member)),
    };
    let members = relation.members;
    // The rows of a long table are one member each.
    if let [only] = members {
        return with_us(only);
    }
    let mut mean = Mean::default();
    for member in members {
        mean.add(with_us(member));
    }
    for (at, a) in members.iter().enumerate() {
        for b in &members[at + 1..] {
            mean.add(pair(profile(a), profile(b)));
        }
    }
    mean.of_all()
}

/// Little rivalry: 1 - sum of min(x, y) / sum of x, over competing sales by market, ours x and theirs y.
pub(super) fn rivalry(relation: &Relation<'_>, member: &Candidate) -> Option<Triple> {
    let ours = relation.deal.organization.sales.as_ref()?;
    let theirs = member.sales.as_ref()?;
    Some(Triple::exact(clamp(
        1.0 - ours.overlap(theirs) / ours.sum(),
    )))
}

/// Standards: weight of those that a member meets / weight of all.
pub(super) fn standards(relation: &Relation<'_>, member: &Candidate) -> Option<Triple> {
    let met = member.standards.as_ref()?;
    let listed = &relation.deal.standards;
    let weight: f64 = listed
        .iter()
        .filter(|standard| met.binary_search(&standard.name).is_ok())
        .map(|standard| standard.value)
        .sum();
    Some(Triple::exact(clamp(weight / listed.sum())))
}
