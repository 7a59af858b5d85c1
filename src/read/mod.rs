//! From text to checked facts: knows files and the places in them, knows no scoring.
#![allow(
    clippy::wildcard_enum_match_arm,
    reason = "of the kinds of values most readers take one"
)]

mod anonymous;
pub mod builder;
mod kind;
mod options;
mod packed;
pub mod reviews;
pub mod rows;
mod slips;
mod source;
mod spelled;
mod suggest;
pub mod table;
mod thousands;
mod toml;

pub use anonymous::says_one_of;
pub use kind::{FileKind, may_hold_marks};
pub use options::ReadOptions;
pub use packed::{FIRST_LOOK, Packed, may_be_packed, packed};
pub use source::Source;
pub use suggest::closest;
pub use toml::advice::has_blank;
pub use toml::file::{DealHeader, Reading, RowsReading, open, read, read_scheme_with, read_with};
pub use toml::gates::{hundredfold, read_house, too_small, unknown_gate};
pub use toml::plain::plain;
pub use toml::review::read_review;
pub use toml::seal::{Digest, SealFile, read_seal};
