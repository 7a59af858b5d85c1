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
        about: "a strategic alliance in which no listed need has a gap: nothing for a partner to \
                fill",
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
    Dependence {
        about: "a network or a supply-chain partnership in which our dependence exceeds theirs by \
                more than 0.30",
        id: "dependence",
    }
    Redundant {
        about: "a member of a consortium without which the set covers just as much",
        id: "redundant",
    }
    Large {
        about: "a consortium of more than 16 parties",
        id: "large",
    }
    OverExposed {
        about: "a party's loss if every listed risk came true is above its risk capacity",
        id: "over-exposed",
    }
    OneSided {
        about: "a party bears more than 0.80 of the expected loss of all listed risks",
        id: "one-sided",
    }
    Disagreement {
        about: "the reviewers of a panel are 4 or more points of 10 apart",
        id: "disagreement",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_failed_gate_raises_the_flag_of_its_id() {
        for gate in PassFail::ALL {
            assert_eq!(Flag::Gate(gate).id(), gate.id());
            assert_eq!(Flag::from_id(gate.id()), None, "{}", gate.id());
            assert!(Flag::Gate(gate) < Flag::OWN[0], "gates come first");
        }
    }
}
