//! One file an output format.

pub mod composition;
pub mod csv;
pub mod definition;
pub mod difference;
pub mod explanation;
pub mod fit;
pub mod github;
pub mod json;
pub mod junit;
pub mod markdown;
pub mod problems;
mod sanitize;
pub mod table;
pub mod text;

pub use sanitize::sanitize;
pub use text::Page;
