//! What to find out next.

use crate::deal::{Asked, Deal};
use crate::score::Scores;

/// A criterion that could still add points.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct NextEvidence {
    /// Which.
    pub asked: Asked,
    /// The points of 100 that it could still add to the total.
    pub points: f64,
}

/// Every unknown, open or ranged criterion with the points it could still add:
/// W x w / sum of w x (high - value) x 100, largest first.
pub fn next_evidence(deal: &Deal, scores: &Scores) -> Vec<NextEvidence> {
    let weights = &deal.plan.weights.fractions;
    let mut next: Vec<NextEvidence> = deal
        .plan
        .asked
        .iter()
        .zip(&scores.criteria)
        .map(|(asked, criterion)| {
            let gain = criterion.score.high - criterion.score.value;
            NextEvidence {
                asked: *asked,
                points: weights[asked.dimension] * asked.fraction * gain * 100.0,
            }
        })
        .filter(|next| next.points > 0.0)
        .collect();
    // Stable: equal points stay in the order of the plan.
    next.sort_by(|a, b| b.points.total_cmp(&a.points));
    next
}
