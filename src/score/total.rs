//! From criteria to dimensions to the total.

use crate::criteria::{CriterionScore, Triple};
use crate::deal::{Aggregation, Plan};
use crate::model::{ByDimension, Dimension};

/// The least that a dimension counts in the weighted product, so that one 0 does not hide all else.
pub const GEOMETRIC_FLOOR: f64 = 0.01;

/// The score of a dimension.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct DimensionScore {
    /// The score and its range: the weighted mean of its criteria.
    pub score: Triple,
    /// How much of it is answered, 0..1.
    pub known: f64,
}

/// The score of each dimension from the scores of the plan's criteria: sum of w x criterion over sum of
/// w, for value, low, high and known.
pub(super) fn dimensions(plan: &Plan, criteria: &[CriterionScore]) -> ByDimension<DimensionScore> {
    let mut sums: ByDimension<(Triple, f64, f64)> = ByDimension::default();
    for (asked, criterion) in plan.asked.iter().zip(criteria) {
        let (score, known, weight) = &mut sums[asked.dimension];
        *score = *score + criterion.score.map(|x| x * asked.weight);
        *known += criterion.known * asked.weight;
        *weight += asked.weight;
    }
    ByDimension::of(|dimension| {
        let (score, known, weight) = sums[dimension];
        // The reader gives every dimension a criterion that counts, if need be itself as a whole.
        if weight == 0.0 {
            let score = Triple::UNKNOWN;
            return DimensionScore { score, known: 0.0 };
        }
        // The largest number below 1 can round to above it.
        let mean = |sum: f64| (sum / weight).min(1.0);
        DimensionScore {
            score: score.map(mean),
            known: mean(known),
        }
    })
}

/// The total of a value a dimension: sum of W x d, or the product of max(d, 0.01)^W.
pub fn total(
    aggregation: Aggregation,
    weights: &ByDimension<f64>,
    value: impl Fn(Dimension) -> f64,
) -> f64 {
    let parts = weights.iter().filter(|(_, weight)| **weight > 0.0);
    let total = match aggregation {
        Aggregation::Arithmetic => parts.map(|(d, weight)| weight * value(d)).sum::<f64>(),
        Aggregation::Geometric => parts
            .map(|(d, &weight)| libm::pow(value(d).max(GEOMETRIC_FLOOR), weight))
            .product::<f64>(),
    };
    snap_to_one(total)
}

/// As far as weights that sum to 1 can be from it after rounding.
const ROUNDING: f64 = 4.0 * f64::EPSILON;

/// Takes a sum of weights that differs from 1 by rounding alone for 1.
fn snap_to_one(sum: f64) -> f64 {
    if sum > 1.0 - ROUNDING { 1.0 } else { sum }
}

/// The total score with its range, and how much of it is answered.
pub(super) fn totals(
    aggregation: Aggregation,
    weights: &ByDimension<f64>,
    dimensions: &ByDimension<DimensionScore>,
) -> DimensionScore {
    let of = |part: fn(&Triple) -> f64| total(aggregation, weights, |d| part(&dimensions[d].score));
    // What is missing is exactly nothing where all is known.
    let missing = weights
        .iter()
        .map(|(d, weight)| weight * (1.0 - dimensions[d].known));
    DimensionScore {
        score: Triple {
            value: of(|t| t.value),
            low: of(|t| t.low),
            high: of(|t| t.high),
        },
        known: 1.0 - snap_to_one(missing.sum()),
    }
}

#[cfg(test)]
mod tests {
    use crate::criteria::testing::deal;
    use crate::score::Evaluation;

    /// These weights sum to 1 - 2^-53: a report of 1e-16 known, or of a high end of 99.99999999999999, would be
    /// of that alone.
    #[test]
    fn full_scores_total_exactly_one() {
        let header = "weights = { compatibility = 1, complementarity = 1, risk_sharing = 1, cost_sharing = 2, \
                      commitment = 1 }\norganization = { name = 'A' }\n";
        let all = "ratings = { compatibility = 10, complementarity = 10, risk_sharing = 10, cost_sharing = 10, \
                   commitment = 10 }\n";
        let rated = "deal.rated = ['compatibility', 'complementarity', 'risk_sharing', 'cost_sharing', 'commitment']\n";
        for (answers, known, value) in [("", 0.0, 0.0), (all, 1.0, 1.0)] {
            let deal = deal("network", &format!("{rated}{header}"), answers);
            let sum: f64 = deal.plan.weights.fractions.iter().map(|(_, w)| w).sum();
            assert!(sum < 1.0);
            let total = Evaluation::of(&deal, &[&deal.candidates[0]]).scores.total;
            assert_eq!(
                (total.known, total.score.value, total.score.high),
                (known, value, 1.0)
            );
        }
    }
}
