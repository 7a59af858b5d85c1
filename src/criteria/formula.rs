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
use crate::deal::{Asked, Candidate, CriterionId, Measured, OwnCriterion};
use crate::model::Builtin;
use crate::model::weighting::Relative;

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
    /// What the parties make as a whole, without any fact that a candidate must state.
    Together(fn(&Relation<'_>) -> Option<Working>),
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
    ($relation:ident, $id:ident, Together($of:expr)) => {
        $of($relation)
            .and_then(|working| working.score)
            .map_or(CriterionScore::UNKNOWN, |score| {
                CriterionScore::known(score, Basis::Computed)
            })
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
    CommonGround => Members(compatibility::common_ground),
    Capabilities => Coverage(Covers::Needs),
    Reciprocity => FromTheRest,
    Reach => Coverage(Covers::Markets),
    Allocation => Allocation,
    Capacity => Parties(risk_sharing::capacity),
    Dependence => Members(risk_sharing::dependence),
    Savings => Parties(cost_sharing::savings),
    Equity => Parties(cost_sharing::equity),
    Return => Together(cost_sharing::return_on_cost),
    Resources => Coverage(Covers::Resources),
    Horizon => Members(commitment::horizon),
    TrackRecord => Members(commitment::track_record),
    PriorTies => Members(commitment::prior_ties),
    Trust => Rated,
    Communication => Rated,
    Governance => Rated,
    Coordination => Rated,
    Transparency => Rated,
    CustomerBenefit => Rated,
    RiskTerms => Rated,
    Resilience => Rated,
    Flexibility => Rated,
    KnowledgeProtection => Rated,
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
            match own.relative() {
                Some(_) => mean(relation, |_, member| relative(relation, own, place, member)),
                None => mean_over_members(relation, asked.id, |member| {
                    Some(Triple::exact(measured(own, member)?))
                }),
            }
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
    let Measured::Scale(worst, best) = own.measured? else {
        return None;
    };
    let measure = member.measures.get(own.name)?;
    Some(clamp((measure - worst) / (best - worst)))
}

/// A measure against the best among the candidates that nothing else rules out. While another of these states none,
/// its measure could be better still, and nothing is proven.
fn relative(
    relation: &Relation<'_>,
    own: &OwnCriterion,
    place: u32,
    member: &Candidate,
) -> CriterionScore {
    let across = relation.deal.across.get();
    let reference = across.and_then(|across| across.references.get(place as usize));
    let score = || {
        let (reference, measure) = (reference?, member.measures.get(own.name)?);
        let value = match own.relative()? {
            Relative::Lowest => clamp(reference.best? / measure),
            Relative::Highest => clamp(measure / reference.best?),
        };
        let is_silent = |place: &usize| deal_candidate(relation, *place) != member.name;
        let low = match reference.silent.iter().flatten().any(is_silent) {
            true => 0.0,
            false => value,
        };
        Some(Triple {
            low,
            ..Triple::exact(value)
        })
    };
    score().map_or(CriterionScore::UNKNOWN, |score| {
        CriterionScore::known(score, Basis::Computed)
    })
}

fn deal_candidate<'a>(relation: &Relation<'a>, place: usize) -> &'a str {
    let candidate = relation.deal.candidates.get(place);
    candidate.map_or("", |candidate| &candidate.name)
}

/// The score of each member by itself, of a criterion that is a mean over members.
pub fn each_member(relation: &Relation<'_>, asked: &Asked) -> Option<Vec<CriterionScore>> {
    match formula_of(asked) {
        Formula::Rated | Formula::Members(_) => {}
        Formula::FromTheRest => {
            let members = relation.members.iter().enumerate();
            let score = |(at, member): (usize, &&Candidate)| {
                member_score(member, asked.id, |member| {
                    complementarity::reciprocity(relation, at, member)
                })
            };
            return Some(members.map(score).collect());
        }
        Formula::Pairs(_)
        | Formula::Coverage(_)
        | Formula::Parties(_)
        | Formula::Together(_)
        | Formula::Allocation => return None,
    }
    let members = relation.members.iter();
    let alone = |member| {
        score(
            &Relation::new(relation.deal, std::slice::from_ref(member)),
            asked,
        )
    };
    Some(members.map(alone).collect())
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

/// A criterion of the set as a whole: the mean of ratings if every member has one, else from facts.
fn whole(relation: &Relation<'_>, id: CriterionId, facts: Option<Triple>) -> CriterionScore {
    let mut members = relation.members.iter();
    if members.all(|member| member.rating(id).is_some()) {
        return mean_over_members(relation, id, |_| None);
    }
    facts.map_or(CriterionScore::UNKNOWN, |score| {
        CriterionScore::known(score, Basis::Computed)
    })
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
