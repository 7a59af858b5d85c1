//! What moved between two assessments, and the input that moved it. No presentation.
//!
//! Each side is a deal, assessed here, or an assessment stored as JSON ([`Side`]); two sides are put
//! against each other ([`Comparison`]); what differs between the texts of two deals is found apart from
//! any score ([`Change`]), and laid at the criteria and gates that it feeds.

mod cause;
mod compare;
mod document;
mod facts;
mod obstacle;
mod side;
mod stored;

pub use compare::{Comparison, CriterionMove, DimensionMove, GateMove, MOVED, Movement, Status};
pub use document::document;
pub use facts::{Change, Changes, Fact, changes, key};
pub use obstacle::{ARROW, Obstacle};
pub use side::{Kind, Side};
pub use stored::{Content, content, read};
