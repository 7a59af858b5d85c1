//! The formula of each criterion, and the score that it gives: a rating first, which stands in place of what facts
//! there are, else computed from facts, else unknown. Of a larger set as a whole facts come first.

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

/// Joins each criterion with its formula: as a value, for those who explain or search, and as a direct call, for
/// scores. A million rows have twenty million of them, and calls through a value take 4 % more instructions.
macro_rules! formulas {
    ($($builtin:ident => $shape:ident $(($of:expr))?,)*) => {
        /// The formula of a criterion.
        pub const fn formula(builtin: Builtin) -> Formula {
            match builtin {
                $(Builtin::$builtin => Formula::$shape $(($of))?,)*
            }
        }

        #[inline(always)]
        fn computed(relation: &Relation<'_>, builtin: Builtin) -> CriterionScore {
            let id = CriterionId::Builtin(builtin);
            match builtin {
                $(Builtin::$builtin => scored!(relation, id, $shape $(($of))?),)*
            }
        }
    };
}

/// The score of a criterion by its formula.
macro_rules! scored {
    ($relation:ident, $id:ident, Rated) => {
        mean_over_members($relation, $id, |_| None)
    };
    ($relation:ident, $id:ident, Members($of:expr)) => {
        mean_over_members($relation, $id, |member| $of($relation, member)?.score)
    };
    ($relation:ident, $id:ident, FromTheRest) => {
        mean($relation, |at, member| {
            member_score(member, $id, |member| {
                complementarity::reciprocity($relation, at, member)
            })
        })
    };
    ($relation:ident, $id:ident, Pairs($profile:expr)) => {
        $profile.score($relation, $id)
    };
    ($relation:ident, $id:ident, Coverage($covers:expr)) => {{
        let mut coverage = Coverage::default();
        gaps($covers, $relation, |gap| coverage.add($relation, &gap));
        coverage.score($relation, $id)
    }};
    ($relation:ident, $id:ident, Parties($of:expr)) => {
        whole($relation, $id, least($relation, $of))
    };
    ($relation:ident, $id:ident, Allocation) => {
        whole($relation, $id, risk_sharing::allocation($relation))
    };
}

formulas! {
    Goals => Pairs(Profile::Goals),
    Culture => Pairs(Profile::Culture),
    Rivalry => Members(compatibility::rivalry),
    Standards => Members(compatibility::standards),
    Capabilities => Coverage(Covers::Needs),
    Reciprocity => FromTheRest,
    Reach => Coverage(Covers::Markets),
    Allocation => Allocation,
    Capacity => Parties(risk_sharing::capacity),
    Dependence => Members(risk_sharing::dependence),
    Savings => Parties(cost_sharing::savings),
    Equity => Parties(cost_sharing::equity),
    Resources => Coverage(Covers::Resources),
    Horizon => Members(commitment::horizon),
    TrackRecord => Members(commitment::track_record),
    PriorTies => Members(commitment::prior_ties),
    Trust => Rated,
    Communication => Rated,
    Governance => Rated,
    Coordination => Rated,
    Transparency => Rated,
    RiskTerms => Rated,
    Resilience => Rated,
    ExecutiveSponsor => Rated,
    Participation => Rated,
}

/// The formula of an asked criterion of the program; `Rated` for what is rated whatever facts there are.
pub fn formula_of(asked: &Asked) -> Formula {
    match asked.id {
        CriterionId::Builtin(builtin) if !asked.rated_only => formula(builtin),
        CriterionId::Builtin(_) | CriterionId::Own(_) | CriterionId::Whole(_) => Formula::Rated,
    }
}

/// Scores one asked criterion.
#[inline(always)]
pub fn score(relation: &Relation<'_>, asked: &Asked) -> CriterionScore {
    match asked.id {
        CriterionId::Builtin(builtin) if !asked.rated_only => computed(relation, builtin),
        CriterionId::Own(place) if !asked.rated_only => {
            let own = &relation.deal.own_criteria[place as usize];
            mean_over_members(relation, asked.id, |member| {
                Some(Triple::exact(measured(own, member)?))
            })
        }
        CriterionId::Builtin(_) | CriterionId::Own(_) | CriterionId::Whole(_) => {
            mean_over_members(relation, asked.id, |_| None)
        }
    }
}

/// What is missing, each with how the members fill it.
#[inline(always)]
pub fn gaps(covers: Covers, relation: &Relation<'_>, add: impl FnMut(Gap)) {
    let deal = relation.deal;
    match covers {
        Covers::Needs => complementarity::needs(relation, &deal.needs, |m| &m.capabilities, add),
        Covers::Markets => complementarity::markets(relation, add),
        Covers::Resources => complementarity::needs(relation, &deal.resources, |m| &m.pledges, add),
    }
}

/// The user's own measured criterion: clamp((measure - worst) / (best - worst)).
pub fn measured(own: &OwnCriterion, member: &Candidate) -> Option<f64> {
    let (worst, best) = own.scale?;
    let measure = member.measures.get(own.name)?;
    Some(clamp((measure - worst) / (best - worst)))
}

/// The worth of the party that is worth least; unknown while a fact of any lacks.
#[inline(always)]
fn least(
    relation: &Relation<'_>,
    of: impl Fn(&Relation<'_>, usize) -> Option<PartyWorking>,
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
