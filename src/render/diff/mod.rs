//! `diff`: what moved, for people and for a pull request.

mod input;
pub mod markdown;
pub mod text;
mod words;

pub use words::{Moved, refusal};
