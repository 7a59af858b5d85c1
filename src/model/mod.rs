//! What the program knows before it reads a deal: the dimensions, the relationship types, the
//! criteria, the gates, the flags and the keys of the file, as data.
//!
//! This registry feeds the reader, its "did you mean", `explain` and the reports, so that none of
//! them can tell another story than the next. It knows nothing of files or of scoring.

pub mod criterion;
pub mod dimension;
pub mod flag;
pub mod gate;
pub mod keys;
pub mod problem;
pub mod relationship;
pub mod weighting;

pub use criterion::{Answer, Builtin, CriterionDoc, REGISTRY};
pub use dimension::{ByDimension, Dimension};
pub use flag::Flag;
pub use gate::PassFail;
pub use problem::Code;
pub use relationship::Relationship;

/// The version of the scoring model that this program computes.
pub const MODEL_VERSION: u32 = 1;

/// The slack of every comparison: absolute for shares and scores, relative for money, amounts,
/// resources and fills. It forgives rounding, never a difference that somebody could mean.
pub const SLACK: f64 = 1e-9;
