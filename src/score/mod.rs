//! The scoring core: pure functions from criteria to a total, gates, flags and a verdict. No I/O, no formatting.

mod across;
mod ceiling;
mod concern;
mod evaluation;
mod flags;
mod gates;
mod outcome;
mod rank;
mod scores;
mod sharing;
mod terms;
mod total;
mod verdict;

pub use across::settle;
pub use ceiling::Ceiling;
pub use concern::{Concern, Whole};
pub use evaluation::Evaluation;
pub use flags::{DISAGREEMENT, redundant};
pub use gates::{Gate, GateKind, minimum_title, reaches};
pub use outcome::Outcome;
pub use rank::rank;
pub use scores::Scores;
pub use terms::{
    Blocked, Computed, Money, OF_COST, OF_RISK, PartyShares, RiskTerms, Terms, Zone, ZoneOf,
};
pub use total::{DimensionScore, GEOMETRIC_FLOOR, total};
pub use verdict::{CONDITIONAL_KNOWN, CONDITIONAL_PART, Condition, Verdict, room};
