//! What to sample.

use crate::model::{ByDimension, Dimension};

/// A criterion whose score is not settled.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Ranged {
    /// Where it belongs.
    pub dimension: Dimension,
    /// The most that it can add to its dimension on top of its low.
    pub width: f64,
}

/// A candidate as the sampling sees it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Contestant {
    /// The low of each dimension.
    pub lows: ByDimension<f64>,
    /// What can come on top.
    pub ranged: Vec<Ranged>,
}

impl Contestant {
    /// The most that each dimension can reach.
    pub(super) fn highs(&self) -> ByDimension<f64> {
        let mut highs = self.lows;
        for ranged in &self.ranged {
            highs[ranged.dimension] += ranged.width;
        }
        highs
    }
}

/// What to sample.
pub struct Question<'a> {
    /// The dimensions by importance, ties together.
    pub order: &'a [Vec<Dimension>],
    /// The candidates.
    pub contestants: &'a [Contestant],
    /// What a dimension's score counts in the total, if not itself: a rising function of it.
    pub transform: Option<fn(f64) -> f64>,
    /// How often.
    pub draws: u64,
    /// The seed of the generator.
    pub seed: u64,
}
