//! The best sets of members for a deal, proven: branch and bound over all sets that the deal's scoring
//! core can rate.

mod analysis;
mod bound;
mod coverage;
mod demands;
mod pool;
mod search;
mod share_criteria;
mod weighted;

pub use analysis::{SetAnalysis, Without};
pub use demands::satisfy;
pub use search::{Composition, Found, Progress, Request, compose};
