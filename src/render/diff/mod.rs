//! `diff`: what moved, for people, for a pull request and for programs.

mod input;
pub mod json;
pub mod markdown;
pub mod text;
mod words;

pub use words::refusal;
