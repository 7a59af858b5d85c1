//! Scores in words: formulas with their numbers, reasons, and where they come from.

mod concern;
mod contribution;
mod definition;
mod detail;
mod difference;
mod number;
mod questions;

pub use concern::{Place, line, message};
pub use contribution::{Contributions, CriterionPart, DimensionPart, by_importance};
pub use definition::{Definition, define, definitions};
pub use detail::{ask, detail, evidence, lines, need_words, rating};
pub use difference::{CriterionGap, Difference, DimensionGap, RatingChange};
pub use number::{apart, count, number, percent, points, share, thousands};
pub use questions::{Blank, Question, Topic, questions};
