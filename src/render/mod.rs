//! One file an output format.

pub mod csv;
pub mod json;
pub mod problems;
mod sanitize;
pub mod table;
pub mod text;

pub use sanitize::sanitize;
pub use text::Page;
