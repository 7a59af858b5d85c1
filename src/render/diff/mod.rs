//! `diff` and `history`: what moved, for people and for a pull request.

pub mod history;
mod input;
pub mod many;
mod markdown;
mod text;
mod words;

pub use many::{MovedDeal, Moves};
pub use words::{Moved, fall, refusal};
