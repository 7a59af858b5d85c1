//! A deal as data: who asks, what is proposed, what is asked, who could be partner, and what is wrong with
//! a file and where. Knows no file format and no scoring.

mod candidate;
mod canonical;
mod contents;
mod criterion;
mod evidence;
mod facts;
mod header;
mod house;
mod key_lines;
mod names;
mod party;
mod plan;
mod problem;
mod ratings;
mod reviews;
mod rules;
mod seal;

pub use candidate::{Candidate, Withholdings};
pub use canonical::{literal, rule_lines};
pub use contents::{Across, Deal, Reference};
pub use criterion::{CriterionId, Measured, OwnCriterion};
pub use evidence::{Day, Evidence, EvidenceRule, Withheld};
pub use facts::{Fact, Facts};
pub use header::{Coalition, Compose, Measure, Need, Requirement, Reviewer, Risk, gap};
pub use house::{GateTable, HouseGates};
pub use key_lines::KeyLines;
pub use names::{Names, Symbol};
pub use party::{Attribute, Organization, Shares};
pub use plan::{
    Asked, GateFrom, GateOn, HousePlan, Minimum, NotApplicable, PassFailPlan, Plan, WeightSource,
    Weights,
};
pub use problem::{FirstProblems, Problem, how_many, readable, sort};
pub use ratings::{Mark, Panel, Rating, Ratings};
pub use reviews::{FiledMark, FiledReviews, Reviewed};
pub use rules::Rules;
pub use seal::Seal;

pub use crate::model::Aggregation;
