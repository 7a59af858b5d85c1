//! A deal as data: who asks, what is proposed, what is asked, who could be partner, and what is wrong with
//! a file and where. Knows no file format and no scoring.

mod candidate;
mod contents;
mod criterion;
mod facts;
mod header;
mod house;
mod key_lines;
mod names;
mod party;
mod plan;
mod problem;
mod ratings;

pub use candidate::Candidate;
pub use contents::Deal;
pub use criterion::{CriterionId, OwnCriterion};
pub use facts::{Fact, Facts};
pub use header::{Compose, Measure, Need, Requirement, Risk, gap};
pub use house::HouseGates;
pub use key_lines::KeyLines;
pub use names::{Names, Symbol};
pub use party::{Attribute, Organization, Shares};
pub use plan::{Asked, GateOn, Minimum, NotApplicable, Plan, WeightSource, Weights};
pub use problem::Problem;
pub use ratings::{Rating, Ratings};

pub use crate::model::Aggregation;
