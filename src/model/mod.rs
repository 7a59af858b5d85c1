//! What the program knows before it reads a deal: the dimensions, the relationship types, the
//! criteria, the gates, the flags and the keys of the file, as data.
//!
//! This registry feeds the reader, its "did you mean", `explain` and the reports, so that none of
//! them can tell another story than the next. It knows nothing of files or of scoring. What the program computes with
//! them stands below.
#![doc = ""]
#![doc = include_str!("MODEL.md")]

pub mod aggregation;
pub mod criterion;
pub mod dimension;
pub mod evidence;
mod fingerprint;
pub mod flag;
pub mod gate;
pub mod keys;
pub mod names;
pub mod number;
pub mod problem;
pub mod relationship;
pub mod slack;
pub(crate) mod table;
pub mod text;
pub mod weighting;
pub mod word;

pub use aggregation::Aggregation;
pub use criterion::Builtin;
pub use dimension::{ByDimension, Dimension};
pub use evidence::Grade;
pub use fingerprint::{fingerprint, fingerprint_of};
pub use flag::Flag;
pub use gate::PassFail;
pub use problem::Code;
pub use relationship::Relationship;
pub use slack::SLACK;
pub use word::Word;

/// The version of the scoring model that this program computes.
pub const MODEL_VERSION: u32 = 2;
