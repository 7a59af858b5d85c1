//! The pass/fail gates and the minimum that each kind of score needs by default.

use super::dimension::Dimension;
use super::relationship::Relationship;
use super::table::table;

table! {
    /// A gate that facts pass or fail, whatever the score, hardest first: a no is harder to undo than
    /// a price.
    pub enum PassFail: ALL {
        /// When it passes, and when the answer is not known yet.
        about: &'static str,
        /// The stable id; a failed gate raises the flag of the same id.
        id: &'static str,
        /// The name in running text.
        title: &'static str,
        /// Whether `[gates]` may remove it by setting it to 0: a new venture that no party would do
        /// alone has nothing to be worse off than.
        is_removable: bool,
    }

    Veto {
        about: "fails if any member has a veto, with or without a reason",
        id: "veto",
        title: "a veto",
        is_removable: false,
    }
    Requirement {
        about: "each requirement: fails if any member says false; undecided while any does not say",
        id: "requirement",
        title: "a requirement",
        is_removable: false,
    }
    CriticalNeed {
        about: "each critical need with a gap: fails if it is not filled; undecided while a member \
                does not say what it offers. A rating of `capabilities` does not close a need. \
                Left out for a single member of a consortium or a network, where the set must fill \
                it",
        id: "critical-need",
        title: "a critical need",
        is_removable: false,
    }
    WorseOff {
        about: "fails if a party's part of the joint cost is above its stand-alone cost; undecided \
                while `savings` is asked and not fully known. `worse-off = 0` in [gates] removes \
                it",
        id: "worse-off",
        title: "a party worse off than alone",
        is_removable: true,
    }
    Unprofitable {
        about: "fails if a party's part of the benefit is below its part of the joint cost; \
                undecided while `equity` is asked and not fully known. `unprofitable = 0` in \
                [gates] removes it",
        id: "unprofitable",
        title: "a party that pays more than it gets",
        is_removable: true,
    }
    OverSubscribed {
        about: "fails if the members' shares of cost, of benefit or of a risk sum above 1",
        id: "over-subscribed",
        title: "shares above the whole",
        is_removable: false,
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
