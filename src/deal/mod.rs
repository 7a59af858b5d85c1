//! From text to checked facts: knows TOML and places in a file, knows no scoring.

mod answers;
mod asks;
mod candidate;
mod facts;
mod header;
mod names;
mod plan;
mod problem;
mod rating;
mod read;
mod section;
mod source;
mod suggest;
mod warn;
mod weights;

pub use facts::{
    Aggregation, Attribute, Candidate, Compose, CriterionId, Deal, Fact, Facts, Measure, Need,
    Organization, OwnCriterion, Rating, Requirement, Resource, Risk, Shares,
};
pub use names::{Names, Symbol};
pub use plan::{Asked, GateOn, Minimum, NotApplicable, Plan, WeightSource, Weights};
pub use problem::Problem;
pub use read::{Reading, read, read_as};
pub use section::KeyLines;
pub use source::Source;
pub use suggest::closest;
