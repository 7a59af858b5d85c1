//! Flags: what a reader should know about a relation beside its score.

use super::gate::PassFail;
use super::table::table;

table! {
    /// Something that deserves a look. A flag changes no score.
    pub enum Flag: OWN {
        /// What raises it.
        about: &'static str,
        /// The stable id, as machine output spells it.
        id: &'static str,
    }

    |
    /// The pass/fail gate of that name fails.
    Gate(gate: PassFail) {
        about: gate.about(),
        id: gate.id(),
    }
    ShortHorizon {
        about: "a strategic alliance with deal.horizon_years under 3: alliances pay back late",
        id: "short-horizon",
    }
    NoGap {
        about: "a strategic alliance in which needs are listed and none has a gap: nothing for a partner \
                to fill",
        id: "no-gap",
    }
    Shareholding {
        about: "a joint venture in which a party's shares of cost and of benefit are more than \
                0.10 apart: expect disputes on contribution and shareholding",
        id: "shareholding",
    }
    LongHorizon {
        about: "a joint venture with deal.horizon_years over 7: joint ventures are short beside an \
                alliance",
        id: "long-horizon",
    }
    Redundant {
        about: "a member of a consortium without which the set covers just as much",
        id: "redundant",
    }
    Large {
        about: "a consortium of more than 16 parties",
        id: "large",
    }
    AddsNothing {
        about: "a single member of a network or a consortium that covers nothing of what is missing",
        id: "adds-nothing",
    }
    OverExposed {
        about: "a party's loss if every listed risk came true is above its risk capacity",
        id: "over-exposed",
    }
    OneSided {
        about: "a party bears more than 0.80 of the expected loss of all listed risks",
        id: "one-sided",
    }
    ExpectedLoss {
        about: "a party's part of the benefit is below its part of the cost and the loss that it must expect \
                after its own control of the risks, where the gate `unprofitable` does not fail",
        id: "expected-loss",
    }
    Dependence {
        about: "our dependence exceeds theirs by more than 0.30",
        id: "dependence",
    }
    LockedIn {
        about: "our dependence is above 0.50",
        id: "locked-in",
    }
    Rival {
        about: "`rivalry` is below 50: they sell what we sell",
        id: "rival",
    }
    LeavesEarly {
        about: "a candidate commits itself for fewer years than the deal lasts",
        id: "leaves-early",
    }
    Contribution {
        about: "a party's part of all contributions and its benefit share are more than 0.10 apart",
        id: "contribution",
    }
    SharesAboveOne {
        about: "stated shares of cost, of benefit or of a risk sum to more than 1, and were divided by their sum",
        id: "shares-above-one",
    }
    Unallocated {
        about: "stated shares of cost, of benefit or of a risk sum to less than 1: nobody takes the rest",
        id: "unallocated",
    }
    UnevenPanel {
        about: "a reviewer marked another candidate on the criterion, and neither marks this one nor abstains",
        id: "uneven-panel",
    }
    Disagreement {
        about: "the marks of a panel without a consensus are 4 or more of 10 apart",
        id: "disagreement",
    }
    Expired {
        about: "evidence ran out before the day of the assessment: what rests on it is taken for unknown",
        id: "expired",
    }
}
