//! The criteria that a deal can ask.

use super::names::Symbol;
use crate::model::{Builtin, Dimension};

/// A criterion, among those a deal can ask.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum CriterionId {
    /// One that the program knows.
    Builtin(Builtin),
    /// The user's own, by its place in [`Deal::own_criteria`](crate::deal::Deal::own_criteria).
    Own(u32),
    /// A dimension that is rated as a whole.
    Whole(Dimension),
}

/// A criterion that the deal defines.
#[derive(Clone, Debug, PartialEq)]
pub struct OwnCriterion {
    /// Its id.
    pub id: String,
    /// The same as a name of the deal.
    pub name: Symbol,
    /// Where it belongs.
    pub dimension: Dimension,
    /// What it asks.
    pub about: Option<String>,
    /// The measures that earn 0 and 1; rated where there are none.
    pub scale: Option<(f64, f64)>,
}
