//! A committee in files: one deal of all its reviews, and what is left for the meeting.

mod consensus;
mod form;
mod merge;

pub use consensus::{Apart, apart};
pub use form::{Form, form};
pub use merge::merge;
