//! The criteria of a deal: when each is asked, when the header makes it meaningless, when it is answered, and its
//! formula, one file a dimension. A relation of the organization and its members is what formulas look at.

pub(crate) mod answers;
pub(crate) mod asks;
mod commitment;
mod compatibility;
mod complementarity;
mod cost_sharing;
mod coverage;
mod formula;
pub(crate) mod plan;
mod relation;
mod risk_sharing;
mod score;
#[cfg(test)]
pub(crate) mod testing;
mod triple;

pub use commitment::wilson;
pub use compatibility::Profile;
pub use complementarity::{fill_from_the_rest, need_gap, reciprocity};
pub use cost_sharing::saving;
pub use coverage::{Covers, Gap};
pub use formula::{Formula, each_member, formula, formula_of, gaps, measured, score};
pub use relation::{Division, Relation, Stated, exceeds};
pub use risk_sharing::{Premiums, mean_relief, relief, saved, uncontrolled};
pub use score::{Basis, CriterionScore, Line, PartyWorking, Working};
pub use triple::{Triple, clamp, reached};
