//! The scoring core: pure functions from criteria to a total, gates, flags and a verdict. No I/O, no formatting.

mod ceiling;
mod concerns;
mod evaluation;
mod gates;
mod outcome;
mod rank;
mod scores;
mod terms;
mod total;
mod verdict;

pub use ceiling::Ceiling;
pub use concerns::{Concern, Whole, redundant};
pub use evaluation::Evaluation;
pub use gates::{Gate, GateKind, minimum_title, reaches};
pub use outcome::Outcome;
pub use rank::rank;
pub use scores::Scores;
pub use terms::{PartyShares, Terms};
pub use total::{DimensionScore, GEOMETRIC_FLOOR, total};
pub use verdict::{CONDITIONAL_KNOWN, Verdict};
