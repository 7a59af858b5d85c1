//! Flags: what a reader should know about a relation beside its score.

/// Something that deserves a look. A flag changes no score.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Flag {
    /// The pass/fail gate of that name fails.
    Gate(super::PassFail),
    /// A strategic alliance planned for less than three years.
    ShortHorizon,
    /// A strategic alliance in which nothing is missing.
    NoGap,
    /// A joint venture in which parts of cost and of benefit differ.
    Shareholding,
    /// A joint venture planned for more than seven years.
    LongHorizon,
    /// We would depend on them far more than they on us.
    Dependence,
    /// A member of the set that adds no coverage.
    Redundant,
    /// A consortium of more than 16 parties.
    Large,
    /// A party could not bear its part if everything happened.
    OverExposed,
    /// A party bears nearly all of the expected loss.
    OneSided,
    /// Reviewers are far apart.
    Disagreement,
}

use Flag::*;

impl Flag {
    /// Every flag that is not a failed gate.
    pub const OWN: [Flag; 10] = [
        ShortHorizon,
        NoGap,
        Shareholding,
        LongHorizon,
        Dependence,
        Redundant,
        Large,
        OverExposed,
        OneSided,
        Disagreement,
    ];

    /// The stable id, as machine output spells it.
    pub const fn id(self) -> &'static str {
        match self {
            Gate(gate) => gate.id(),
            ShortHorizon => "short-horizon",
            NoGap => "no-gap",
            Shareholding => "shareholding",
            LongHorizon => "long-horizon",
            Dependence => "dependence",
            Redundant => "redundant",
            Large => "large",
            OverExposed => "over-exposed",
            OneSided => "one-sided",
            Disagreement => "disagreement",
        }
    }

    /// What raises it.
    pub const fn about(self) -> &'static str {
        match self {
            Gate(gate) => gate.about(),
            ShortHorizon => {
                "a strategic alliance with deal.horizon_years under 3: alliances pay back late"
            }
            NoGap => {
                "a strategic alliance in which no listed need has a gap: nothing for a partner to fill"
            }
            Shareholding => {
                "a joint venture in which a party's shares of cost and of benefit are more than 0.10 \
                 apart: expect disputes on contribution and shareholding"
            }
            LongHorizon => {
                "a joint venture with deal.horizon_years over 7: joint ventures are short beside an \
                 alliance"
            }
            Dependence => {
                "a network or a supply-chain partnership in which our dependence exceeds theirs by \
                 more than 0.30"
            }
            Redundant => "a member of a consortium without which the set covers just as much",
            Large => "a consortium of more than 16 parties",
            OverExposed => {
                "a party's loss if every listed risk came true is above its risk capacity"
            }
            OneSided => "a party bears more than 0.80 of the expected loss of all listed risks",
            Disagreement => "the reviewers of a panel are 4 or more points of 10 apart",
        }
    }
}
