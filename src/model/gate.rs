//! The pass/fail gates and the minimum that each kind of score needs by default.

use super::dimension::Dimension;
use super::relationship::Relationship;
use super::table::table;

table! {
    /// A gate that facts pass or fail, whatever the score.
    pub enum PassFail: ALL {
        /// When it passes, and when the answer is not known yet.
        about: &'static str,
        /// The stable id; a failed gate raises the flag of the same id.
        id: &'static str,
        /// The name in running text.
        title: &'static str,
        /// Whether `[gates]` may remove it by setting it to false: a new venture that no party would do
        /// alone has nothing to be worse off than.
        is_removable: bool,
    }

    WorseOff {
        about: "fails if a party's part of the joint cost is above its stand-alone cost; undecided \
                while `savings` is asked and not fully known. `worse-off = false` in [gates] \
                removes it",
        id: "worse-off",
        title: "a party worse off than alone",
        is_removable: true,
    }
    Unprofitable {
        about: "fails if a party's part of the benefit is below its part of the joint cost, in a joint \
                venture with the loss that it must expect after its own control of the risks; undecided \
                while `equity` is asked and not fully known. `unprofitable = false` in [gates] removes it",
        id: "unprofitable",
        title: "a party that pays more than it gets",
        is_removable: true,
    }
    NothingShared {
        about: "of joint ventures alone: fails if a party has no part of the benefit, or none of the cost \
                and brings in nothing, or bears less than a tenth of its benefit share of the expected loss \
                (a judgement): a venture in which one side has nothing at stake is none. \
                `nothing-shared = false` in [gates] removes it",
        id: "nothing-shared",
        title: "a party with nothing at stake",
        is_removable: true,
    }
    OverSubscribed {
        about: "fails if stated shares of cost, of benefit or of a risk sum above 1.05, or above 1 where \
                the organization states none",
        id: "over-subscribed",
        title: "shares above the whole",
        is_removable: false,
    }
    CriticalNeed {
        about: "each critical need with a gap: fails if it is not filled; undecided while a member \
                does not state what it offers. A rating of `capabilities` does not close a need. \
                Left out for a single member of a consortium or a network, where the set must fill \
                it",
        id: "critical-need",
        title: "a critical need",
        is_removable: false,
    }
    Requirement {
        about: "each requirement: fails if any member says false; undecided while any does not say",
        id: "requirement",
        title: "a requirement",
        is_removable: false,
    }
    Veto {
        about: "fails if any member has a veto, which states its reason",
        id: "veto",
        title: "a veto",
        is_removable: false,
    }
    Measure {
        about: "undecided while a member states no measure of a relative criterion",
        id: "measure",
        title: "a measure that is not stated",
        is_removable: false,
    }
    Known {
        about: "undecided while less than 50 of 100 is known, or less than `known` in [gates] says; \
                `known = false` removes it",
        id: "known",
        title: "how much is known",
        is_removable: true,
    }
}

/// How much must be known by default, of 100 (a judgement).
pub const KNOWN_MINIMUM: f64 = 50.0;

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
