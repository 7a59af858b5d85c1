//! From text to checked facts: knows TOML and places in a file, knows no scoring.

mod answers;
mod asks;
mod candidate;
mod criteria;
mod facts;
mod gates;
mod header;
mod names;
mod parties;
mod plan;
mod problem;
mod rating;
mod ratings;
mod read;
mod section;
mod source;
mod suggest;
pub mod table;
mod tables;
mod warn;
mod weights;

pub use facts::{
    Aggregation, Attribute, Candidate, Compose, CriterionId, Deal, Fact, Facts, Measure, Need,
    Organization, OwnCriterion, Rating, Requirement, Resource, Risk, Shares,
};
pub use gates::HouseGates;
pub use names::{Names, Symbol};
pub use plan::{Asked, GateOn, Minimum, NotApplicable, Plan, WeightSource, Weights};
pub use problem::Problem;
pub use ratings::Ratings;
pub use read::{Answers, OpenDeal, ReadOptions, Reading, RowsReading, open, read, read_with};
pub use section::KeyLines;
pub use source::Source;
pub use suggest::closest;
