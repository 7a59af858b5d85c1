//! What a reader should know about a relation beside its score, with the numbers behind it.

use super::outcome::Outcome;
use crate::deal::CriterionId;
use crate::model::{Flag, PassFail};

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
    WorseOff { party: usize, part: f64, alone: f64 } => Fails(PassFail::WorseOff);
    SavingsUnknown => LeavesOpen(PassFail::WorseOff);
    WorseOffWithheld { member: usize, key: &'static str } => LeavesOpen(PassFail::WorseOff);
    Unprofitable { party: usize, benefit: f64, part: f64, loss: f64 } => Fails(PassFail::Unprofitable);
    EquityUnknown => LeavesOpen(PassFail::Unprofitable);
    UnprofitableUncontrolled { party: usize, benefit: f64, part: f64, loss: f64 }
        => LeavesOpen(PassFail::Unprofitable);
    RiskSharesUnknown => LeavesOpen(PassFail::Unprofitable);
    UnprofitableWithheld { member: usize, key: &'static str } => LeavesOpen(PassFail::Unprofitable);
    NoBenefit { party: usize } => Fails(PassFail::NothingShared);
    NothingPaid { party: usize } => Fails(PassFail::NothingShared);
    LittleRisk { party: usize, risk: f64, benefit: f64 } => Fails(PassFail::NothingShared);
    SharesNotSaid { party: usize } => LeavesOpen(PassFail::NothingShared);
    OverSubscribed { what: Whole, sum: f64 } => Fails(PassFail::OverSubscribed);
    OverSubscribedWithheld { member: usize, key: &'static str } => LeavesOpen(PassFail::OverSubscribed);
    NeedNotFilled { need: usize } => Fails(PassFail::CriticalNeed);
    NeedNotSaid { need: usize } => LeavesOpen(PassFail::CriticalNeed);
    RequirementNotMet { member: usize, requirement: usize } => Fails(PassFail::Requirement);
    RequirementNotSaid { member: usize, requirement: usize } => LeavesOpen(PassFail::Requirement);
    Veto { member: usize } => Fails(PassFail::Veto);
    MeasureNotStated { member: usize, criterion: CriterionId } => LeavesOpen(PassFail::Measure);
    ShortHorizon { years: f64 } => Raises(Flag::ShortHorizon);
    NoGap => Raises(Flag::NoGap);
    Shareholding { party: usize, cost: f64, benefit: f64 } => Raises(Flag::Shareholding);
    LongHorizon { years: f64 } => Raises(Flag::LongHorizon);
    Redundant { member: usize } => Raises(Flag::Redundant);
    Large { parties: usize } => Raises(Flag::Large);
    AddsNothing => Raises(Flag::AddsNothing);
    OverExposed { party: usize, loss: f64, capacity: f64 } => Raises(Flag::OverExposed);
    OneSided { party: usize, share: f64 } => Raises(Flag::OneSided);
    ExpectedLoss { party: usize, benefit: f64, part: f64, loss: f64 } => Raises(Flag::ExpectedLoss);
    Dependence { member: usize, ours: f64, theirs: f64 } => Raises(Flag::Dependence);
    LockedIn { member: usize, ours: f64 } => Raises(Flag::LockedIn);
    Rival { score: f64 } => Raises(Flag::Rival);
    LeavesEarly { member: usize, years: f64, of: f64 } => Raises(Flag::LeavesEarly);
    Contribution { party: usize, part: f64, benefit: f64 } => Raises(Flag::Contribution);
    SharesAboveOne { what: Whole, sum: f64 } => Raises(Flag::SharesAboveOne);
    Unallocated { what: Whole, sum: f64 } => Raises(Flag::Unallocated);
    UnevenPanel { member: usize, criterion: CriterionId, missing: usize } => Raises(Flag::UnevenPanel);
    Disagreement { member: usize, criterion: CriterionId, apart: f64 } => Raises(Flag::Disagreement);
    Expired { member: usize } => Raises(Flag::Expired);
}

/// The flags that concerns raise, each once, failed conditions first.
pub(super) fn flags_of(concerns: &[Concern]) -> Vec<Flag> {
    let mut flags: Vec<Flag> = concerns.iter().filter_map(Concern::flag).collect();
    flags.sort_unstable();
    flags.dedup();
    flags
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
