//! What moved between two assessments, and the input that moved it. No presentation.
//!
//! Each side is a deal, assessed here, or an assessment stored as JSON ([`Side`]); two sides are put
//! against each other ([`DiffV2`](crate::contract::DiffV2)); of folders and lists it is found first which deal is which
//! ([`pairs()`]); what differs between the texts of two deals is found apart from
//! any score ([`Changes`]), and laid at the criteria and gates that it feeds. Stored assessments of one deal make a
//! history ([`HistoryV2`](crate::contract::HistoryV2)).

mod anonymous;
mod cause;
mod compare;
mod facts;
mod history;
mod obstacle;
mod pairs;
mod side;
mod stored;
mod verify;

pub use anonymous::hide_reviewers;
pub use compare::MOVED;
pub use facts::{Changes, changes};
pub use obstacle::ARROW;
pub use pairs::{Label, Labels, Pair, pairs};
pub use side::{Kind, Side};
pub use stored::{Document, Stored, is_stored, read, read_documents, read_steps};
pub use verify::differences;
