//! Scores in words: formulas with their numbers, reasons, and where they come from.

mod concern;
mod detail;
mod number;

pub use concern::{line, message};
pub use detail::{ask, detail, evidence, need_words, rating};
pub use number::{apart, number, percent, points, share};
