//! `explain deal.toml NAME`: a score taken apart until it is plain arithmetic.

pub mod markdown;
pub mod text;
mod words;

pub use words::Subject;
