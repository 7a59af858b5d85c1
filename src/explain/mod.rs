//! Scores in words: formulas with their numbers, reasons, and where they come from.

mod answer;
mod concern;
mod contribution;
mod definition;
mod detail;
mod difference;
mod fit;
mod gaps;
mod lapse;
mod origin;
mod pairs;
mod questions;
mod words;

pub use answer::{ask, mark_with_reason, mark_words, meaning, rating, scale_range, why_words};
pub use concern::{Origin, Place, line, message, origin};
pub use contribution::{Contributions, CriterionPart, DimensionPart, by_importance};
pub use definition::{Definition, define, definitions};
pub use detail::detail;
pub use difference::{CriterionGap, Difference, DimensionGap, RatingChange};
pub use fit::fit_reading;
pub use gaps::need_words;
pub use lapse::{Lapsed, LapsedAnswer, lapsed};
// Explanations are words and numbers.
pub use crate::model::number::{
    apart, count, decimals, money, number, percent, points, rounded, share, signed, thousands,
};
pub use origin::{evidence, lines, sources};
pub use questions::{Blank, Question, Topic, questions, unknown_to_all};
pub use words::{list, title};
