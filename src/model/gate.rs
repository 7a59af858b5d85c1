//! The pass/fail gates and the minimum that each kind of score needs by default.

use super::{dimension::Dimension, relationship::Relationship};

/// A gate that facts pass or fail, whatever the score.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum PassFail {
    /// Somebody said no.
    Veto,
    /// A stated requirement is not met.
    Requirement,
    /// A need without which the deal makes no sense stays unfilled.
    CriticalNeed,
    /// Some party would pay more than alone.
    WorseOff,
    /// Some party would pay more than it gets.
    Unprofitable,
    /// The members' shares add up to more than the whole.
    OverSubscribed,
}

use PassFail::*;

impl PassFail {
    /// All of them, hardest first: a no is harder to undo than a price.
    pub const ALL: [PassFail; 6] = [
        Veto,
        Requirement,
        CriticalNeed,
        WorseOff,
        Unprofitable,
        OverSubscribed,
    ];

    /// The stable id; a failed gate raises the flag of the same id.
    pub const fn id(self) -> &'static str {
        match self {
            Veto => "veto",
            Requirement => "requirement",
            CriticalNeed => "critical-need",
            WorseOff => "worse-off",
            Unprofitable => "unprofitable",
            OverSubscribed => "over-subscribed",
        }
    }

    /// The name in running text.
    pub const fn title(self) -> &'static str {
        match self {
            Veto => "a veto",
            Requirement => "a requirement",
            CriticalNeed => "a critical need",
            WorseOff => "a party worse off than alone",
            Unprofitable => "a party that pays more than it gets",
            OverSubscribed => "shares above the whole",
        }
    }

    /// Whether `[gates]` may remove it by setting it to 0: a new venture that no party would do
    /// alone has nothing to be worse off than.
    pub const fn is_removable(self) -> bool {
        matches!(self, WorseOff | Unprofitable)
    }

    /// When it passes, and when the answer is not known yet.
    pub const fn about(self) -> &'static str {
        match self {
            Veto => "fails if any member has a veto, with or without a reason",
            Requirement => {
                "each requirement: fails if any member says false; undecided while any does not say"
            }
            CriticalNeed => {
                "each critical need with a gap: fails if it is not filled; undecided while a member \
                 does not say what it offers. A rating of `capabilities` does not close a need. Left \
                 out for a single member of a consortium or a network, where the set must fill it"
            }
            WorseOff => {
                "fails if a party's part of the joint cost is above its stand-alone cost; undecided \
                 while `savings` is asked and not fully known. `worse-off = 0` in [gates] removes it"
            }
            Unprofitable => {
                "fails if a party's part of the benefit is below its part of the joint cost; \
                 undecided while `equity` is asked and not fully known. `unprofitable = 0` in [gates] \
                 removes it"
            }
            OverSubscribed => {
                "fails if the members' shares of cost, of benefit or of a risk sum above 1"
            }
        }
    }

    /// The gate of that id.
    pub fn from_id(id: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|g| g.id() == id)
    }
}

/// The default minimum of the total score. Horizon Europe publishes 10 of 15 in all; that this
/// threshold carries over is a judgement.
pub const SCORE_MINIMUM: f64 = 65.0;
/// The default minimum of `trust`, where asked (a judgement).
pub const TRUST_MINIMUM: f64 = 40.0;
/// The default minimum of `resources`, where asked (a judgement).
pub const RESOURCES_MINIMUM: f64 = 60.0;

/// The default minimum of a dimension: 60 for those at the top of the type's order, whatever
/// `[weights]` says, 50 for the others. Horizon Europe publishes 3 of 5 a criterion; that this
/// threshold carries over is a judgement.
pub fn dimension_minimum(relationship: Relationship, dimension: Dimension) -> f64 {
    if relationship.order()[0].contains(&dimension) {
        60.0
    } else {
        50.0
    }
}
