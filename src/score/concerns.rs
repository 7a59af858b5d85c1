//! What a reader should know about a relation beside its score, with the numbers behind it: why
//! conditions do not pass, and flags.

use super::outcome::Outcome;
use crate::criteria::{Covers, Relation, exceeds, gaps};
use crate::deal::CriterionId;
use crate::model::{Flag, PassFail, Relationship, SLACK};

/// What is divided among the parties.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Whole {
    /// The joint cost.
    Cost,
    /// The benefit.
    Benefit,
    /// A risk, by its place in the deal.
    Risk(usize),
}

/// What a concern does.
enum Effect {
    /// The condition fails.
    Fails(PassFail),
    /// The condition is undecided.
    LeavesOpen(PassFail),
    /// The flag is raised, beside the conditions.
    Raises(Flag),
}

/// Defines the concerns, a record each: the numbers behind it, and what it does.
macro_rules! concerns {
    ($( $Concern:ident $({ $($field:ident: $Type:ty),* })? => $effect:ident($of:path); )*) => {
        /// A reason for concern. Members and parties are places in the relation (party 0 is the
        /// organization), needs, risks and requirements places in the deal.
        #[derive(Clone, Copy, Debug, PartialEq)]
        #[allow(
            missing_docs,
            reason = "the fields are the numbers that the flag's documentation names"
        )]
        pub enum Concern {
            $( $Concern $({ $($field: $Type),* })?, )*
        }

        impl Concern {
            fn effect(&self) -> Effect {
                match self {
                    $( Self::$Concern { .. } => Effect::$effect($of), )*
                }
            }
        }
    };
}

concerns! {
    Veto { member: usize } => Fails(PassFail::Veto);
    RequirementNotMet { member: usize, requirement: usize } => Fails(PassFail::Requirement);
    RequirementNotSaid { member: usize, requirement: usize } => LeavesOpen(PassFail::Requirement);
    NeedNotFilled { need: usize } => Fails(PassFail::CriticalNeed);
    NeedNotSaid { need: usize } => LeavesOpen(PassFail::CriticalNeed);
    WorseOff { party: usize, part: f64, alone: f64 } => Fails(PassFail::WorseOff);
    SavingsUnknown => LeavesOpen(PassFail::WorseOff);
    Unprofitable { party: usize, benefit: f64, part: f64 } => Fails(PassFail::Unprofitable);
    EquityUnknown => LeavesOpen(PassFail::Unprofitable);
    OverSubscribed { what: Whole, sum: f64 } => Fails(PassFail::OverSubscribed);
    ShortHorizon { years: f64 } => Raises(Flag::ShortHorizon);
    NoGap => Raises(Flag::NoGap);
    Shareholding { party: usize, cost: f64, benefit: f64 } => Raises(Flag::Shareholding);
    LongHorizon { years: f64 } => Raises(Flag::LongHorizon);
    Dependence { member: usize, ours: f64, theirs: f64 } => Raises(Flag::Dependence);
    Redundant { member: usize } => Raises(Flag::Redundant);
    Large { parties: usize } => Raises(Flag::Large);
    OverExposed { party: usize, loss: f64, capacity: f64 } => Raises(Flag::OverExposed);
    OneSided { party: usize, share: f64 } => Raises(Flag::OneSided);
    Disagreement { member: usize, criterion: CriterionId, low: f64, high: f64 }
        => Raises(Flag::Disagreement);
}

impl Concern {
    /// The flag that it raises, if it raises one: a condition that is only undecided does not.
    pub fn flag(&self) -> Option<Flag> {
        match self.effect() {
            Effect::Fails(gate) => Some(Flag::Gate(gate)),
            Effect::LeavesOpen(_) => None,
            Effect::Raises(flag) => Some(flag),
        }
    }

    /// The condition that does not pass because of it.
    pub fn gate(&self) -> Option<PassFail> {
        match self.effect() {
            Effect::Fails(gate) | Effect::LeavesOpen(gate) => Some(gate),
            Effect::Raises(_) => None,
        }
    }

    /// What it means for its condition.
    pub fn outcome(&self) -> Outcome {
        match self.effect() {
            Effect::Fails(_) => Outcome::Fail,
            Effect::LeavesOpen(_) => Outcome::Undecided,
            Effect::Raises(_) => Outcome::Pass,
        }
    }
}

/// Shares of cost and benefit further apart than this invite disputes.
const SHARE_DIFFERENCE: f64 = 0.10;
/// Depending on a partner this much more than it on us is risky.
const DEPENDENCE_DIFFERENCE: f64 = 0.30;
/// Bearing more than this of the expected loss is one-sided.
const ONE_SIDED: f64 = 0.80;
/// A consortium of more parties than this is large.
const LARGE: usize = 16;
/// Reviewers this far apart, on 0..1, disagree.
const DISAGREEMENT: f64 = 0.4;

/// Adds what raises a flag beside the gates, in the order of the flags.
pub(super) fn flags(relation: &Relation<'_>, found: &mut Vec<Concern>) {
    let deal = relation.deal;
    let parties = 0..relation.parties();
    let members = || relation.members.iter().enumerate();
    if let Some(years) = deal.horizon_years
        && !deal.relationship.suits(years)
    {
        let is_short = deal.relationship == Relationship::StrategicAlliance;
        found.push(match is_short {
            true => Concern::ShortHorizon { years },
            false => Concern::LongHorizon { years },
        });
    }
    if deal.relationship == Relationship::StrategicAlliance
        && !deal.needs.is_empty()
        && deal.needs.iter().all(|need| need.gap == 0.0)
    {
        found.push(Concern::NoGap);
    }
    if deal.relationship == Relationship::JointVenture {
        found.extend(parties.clone().filter_map(|party| {
            let (cost, benefit) = (relation.cost_share(party)?, relation.benefit_share(party)?);
            let apart = (cost - benefit).abs() > SHARE_DIFFERENCE + SLACK;
            apart.then_some(Concern::Shareholding {
                party,
                cost,
                benefit,
            })
        }));
    }
    if matches!(
        deal.relationship,
        Relationship::Network | Relationship::SupplyChainPartnership
    ) {
        found.extend(members().filter_map(|(member, candidate)| {
            let (ours, theirs) = (candidate.our_dependence?, candidate.their_dependence?);
            let ahead = ours - theirs > DEPENDENCE_DIFFERENCE + SLACK;
            ahead.then_some(Concern::Dependence {
                member,
                ours,
                theirs,
            })
        }));
    }
    if deal.relationship == Relationship::Consortium {
        found.extend(
            redundant(relation)
                .into_iter()
                .map(|member| Concern::Redundant { member }),
        );
        if relation.parties() > LARGE {
            found.push(Concern::Large {
                parties: relation.parties(),
            });
        }
    }
    if !deal.risks.is_empty() {
        found.extend(over_exposed(relation));
        let all_loss: f64 = deal.risks.iter().map(|risk| risk.expected_loss()).sum();
        found.extend(parties.filter_map(|party| {
            let share = relation.expected_loss(party)? / all_loss;
            (share > ONE_SIDED + SLACK).then_some(Concern::OneSided { party, share })
        }));
    }
    for (member, candidate) in members() {
        for (criterion, rating) in candidate.ratings.iter() {
            if rating.is_panel && rating.high - rating.low >= DISAGREEMENT - SLACK {
                found.push(Concern::Disagreement {
                    member,
                    criterion: *criterion,
                    low: rating.low,
                    high: rating.high,
                });
            }
        }
    }
}

/// The members of a set without which it covers just as much, of needs, markets and resources.
pub fn redundant(relation: &Relation<'_>) -> Vec<usize> {
    let deal = relation.deal;
    let whole = if relation.members.len() < 2 {
        Vec::new()
    } else {
        coverage(relation)
    };
    // Where nothing is missing, nobody can add anything.
    if whole.is_empty() {
        return Vec::new();
    }
    (0..relation.members.len())
        .filter(|&left_out| {
            let mut rest = relation.members.to_vec();
            rest.remove(left_out);
            let rest = coverage(&Relation::new(deal, &rest));
            whole
                .iter()
                .zip(rest)
                .all(|(with, without)| with - without <= SLACK)
        })
        .collect()
}

/// The fraction that is filled of each gap, by facts.
fn coverage(relation: &Relation<'_>) -> Vec<f64> {
    let mut fractions = Vec::new();
    for covers in [Covers::Needs, Covers::Markets, Covers::Resources] {
        gaps(covers, relation, |gap| fractions.push(gap.fraction));
    }
    fractions
}

/// The parties whose stress loss is above their capacity.
fn over_exposed(relation: &Relation<'_>) -> impl Iterator<Item = Concern> {
    (0..relation.parties()).filter_map(|party| {
        let (loss, capacity) = (relation.stress_loss(party)?, relation.risk_capacity(party)?);
        exceeds(loss, capacity).then_some(Concern::OverExposed {
            party,
            loss,
            capacity,
        })
    })
}

/// The parties that would pay more than alone.
pub(super) fn worse_off(relation: &Relation<'_>) -> impl Iterator<Item = Concern> {
    (0..relation.parties()).filter_map(|party| {
        let part = relation.cost_share(party)? * relation.joint_cost()?;
        let alone = relation.stand_alone_cost(party)?;
        exceeds(part, alone).then_some(Concern::WorseOff { party, part, alone })
    })
}

/// The parties that would pay more than they get.
pub(super) fn unprofitable(relation: &Relation<'_>) -> impl Iterator<Item = Concern> {
    (0..relation.parties()).filter_map(|party| {
        let part = relation.cost_share(party)? * relation.joint_cost()?;
        let benefit = relation.benefit_share(party)? * relation.deal.benefit?;
        exceeds(part, benefit).then_some(Concern::Unprofitable {
            party,
            benefit,
            part,
        })
    })
}
