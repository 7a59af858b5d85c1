//! The formula of each criterion, and the score that it gives: computed where the facts are there, rated where
//! they are not, unknown where neither is.

use super::compatibility::Profile;
use super::coverage::{Coverage, Covers, Gap};
use super::relation::Relation;
use super::score::{
    Basis, CriterionScore, PartyWorking, Working, mean, mean_over_members, member_score,
};
use super::triple::{Triple, clamp};
use super::{commitment, compatibility, complementarity, cost_sharing, risk_sharing};
use crate::deal::{Asked, Candidate, CriterionId, OwnCriterion};
use crate::model::Builtin;

/// How a criterion is computed, by the way in which a set combines it.
#[derive(Clone, Copy)]
pub enum Formula {
    /// Not at all: it is rated by hand.
    Rated,
    /// The mean over members of what each is worth by itself.
    Members(fn(&Relation<'_>, &Candidate) -> Option<Working>),
    /// The mean over members of what each gets from the rest.
    FromTheRest,
    /// The mean over pairs of parties.
    Pairs(Profile),
    /// What the members fill together.
    Coverage(Covers),
    /// The least over parties, the organization being party 0.
    Parties(fn(&Relation<'_>, usize) -> Option<PartyWorking>),
    /// The relief of risks by dividing them.
    Allocation,
}

/// The formula of a criterion.
pub const fn formula(builtin: Builtin) -> Formula {
    use Formula::*;

    match builtin {
        Builtin::Goals => Pairs(Profile::Goals),
        Builtin::Culture => Pairs(Profile::Culture),
        Builtin::Rivalry => Members(compatibility::rivalry),
        Builtin::Standards => Members(compatibility::standards),
        Builtin::Capabilities => Coverage(Covers::Needs),
        Builtin::Reciprocity => FromTheRest,
        Builtin::Reach => Coverage(Covers::Markets),
        Builtin::Allocation => Allocation,
        Builtin::Capacity => Parties(risk_sharing::capacity),
        Builtin::Dependence => Members(risk_sharing::dependence),
        Builtin::Savings => Parties(cost_sharing::savings),
        Builtin::Equity => Parties(cost_sharing::equity),
        Builtin::Resources => Coverage(Covers::Resources),
        Builtin::Horizon => Members(commitment::horizon),
        Builtin::TrackRecord => Members(commitment::track_record),
        Builtin::PriorTies => Members(commitment::prior_ties),
        Builtin::Trust
        | Builtin::Communication
        | Builtin::Governance
        | Builtin::Coordination
        | Builtin::Transparency
        | Builtin::RiskTerms
        | Builtin::Resilience
        | Builtin::ExecutiveSponsor
        | Builtin::Participation => Rated,
    }
}

/// The formula of an asked criterion of the program; `Rated` for what is rated whatever facts there are.
pub fn formula_of(asked: &Asked) -> Formula {
    match asked.id {
        CriterionId::Builtin(builtin) if !asked.rated_only => formula(builtin),
        CriterionId::Builtin(_) | CriterionId::Own(_) | CriterionId::Whole(_) => Formula::Rated,
    }
}

/// Scores one asked criterion.
///
/// It is inlined with what it calls: a million rows have twenty million scores, and this saves 3 % of all
/// instructions.
#[inline(always)]
pub fn score(relation: &Relation<'_>, asked: &Asked) -> CriterionScore {
    let id = asked.id;
    if let CriterionId::Own(place) = id {
        let own = &relation.deal.own_criteria[place as usize];
        return mean_over_members(relation, id, |member| {
            Some(Triple::exact(measured(own, member)?))
        });
    }
    match formula_of(asked) {
        Formula::Rated => mean_over_members(relation, id, |_| None),
        Formula::Members(of) => {
            mean_over_members(relation, id, |member| of(relation, member)?.score)
        }
        Formula::FromTheRest => mean(relation, |at, member| {
            member_score(member, id, |member| {
                complementarity::reciprocity(relation, at, member)
            })
        }),
        Formula::Pairs(profile) => profile.score(relation, id),
        Formula::Coverage(covers) => {
            let mut coverage = Coverage::default();
            gaps(covers, relation, |gap| coverage.add(relation, &gap));
            coverage.score(relation, id)
        }
        Formula::Parties(of) => whole(relation, id, least(relation, of)),
        Formula::Allocation => whole(relation, id, risk_sharing::allocation(relation)),
    }
}

/// What is missing, each with how the members fill it.
#[inline(always)]
pub fn gaps(covers: Covers, relation: &Relation<'_>, add: impl FnMut(Gap)) {
    match covers {
        Covers::Needs => complementarity::needs(relation, add),
        Covers::Markets => complementarity::markets(relation, add),
        Covers::Resources => commitment::resources(relation, add),
    }
}

/// The user's own measured criterion: clamp((measure - worst) / (best - worst)).
pub fn measured(own: &OwnCriterion, member: &Candidate) -> Option<f64> {
    let (worst, best) = own.scale?;
    let measure = member.measures.get(own.name)?;
    Some(clamp((measure - worst) / (best - worst)))
}

/// The worth of the party that is worth least; unknown while a fact of any lacks.
fn least(
    relation: &Relation<'_>,
    of: fn(&Relation<'_>, usize) -> Option<PartyWorking>,
) -> Option<Triple> {
    let mut least: f64 = 1.0;
    for party in 0..relation.parties() {
        least = least.min(of(relation, party)?.value);
    }
    Some(Triple::exact(least))
}

/// A criterion of the set as a whole: in a relation of two the rating stands in place of the facts; in
/// a larger set ratings count only where the facts do not suffice, and only if every member has one.
fn whole(relation: &Relation<'_>, id: CriterionId, facts: Option<Triple>) -> CriterionScore {
    let rated = mean_over_members(relation, id, |_| None);
    let all_rated = rated.basis == Basis::Rated && rated.known == 1.0;
    match facts {
        Some(score) if !(all_rated && relation.members.len() == 1) => {
            CriterionScore::known(score, Basis::Computed)
        }
        _ if all_rated => rated,
        _ => CriterionScore::UNKNOWN,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_has_facts_has_a_formula() {
        for builtin in Builtin::ALL {
            let is_rated = matches!(formula(builtin), Formula::Rated);
            assert_eq!(is_rated, builtin.inputs().is_empty(), "{}", builtin.id());
        }
    }
}
