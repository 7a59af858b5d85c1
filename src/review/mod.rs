//! A committee in files: what each reviewer is asked, and what is left for the meeting.

mod consensus;
mod form;

pub use consensus::{Apart, apart};
pub use form::{Form, form};
