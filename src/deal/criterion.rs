//! The criteria that a deal can ask.

use super::names::Symbol;
use crate::model::weighting::Relative;
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
    /// What reports call it, if not by its id.
    pub label: Option<String>,
    /// What each rating means, from the worst.
    pub levels: Vec<(f64, String)>,
    /// How it is measured; rated where it is not.
    pub measured: Option<Measured>,
}

/// How a measure becomes a score.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Measured {
    /// Between the measures that earn 0 and 1.
    Scale(f64, f64),
    /// Against the measures of the other candidates.
    Relative(Relative),
}

impl OwnCriterion {
    /// Whether its score depends on the other candidates.
    pub fn relative(&self) -> Option<Relative> {
        match self.measured? {
            Measured::Relative(relative) => Some(relative),
            Measured::Scale(..) => None,
        }
    }
}
