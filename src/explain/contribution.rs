//! A score taken apart into the points that each dimension and criterion contributes.

use crate::criteria::CriterionScore;
use crate::deal::{Asked, Plan};
use crate::model::Dimension;
use crate::score::Scores;

/// The places of a printed number: points and scores of explanations have two decimals.
const UNIT: f64 = 0.01;

/// What a criterion contributes.
#[derive(Clone, Debug, PartialEq)]
pub struct CriterionPart {
    /// Which.
    pub asked: Asked,
    /// Its score.
    pub score: CriterionScore,
    /// Its points of the total, in whole hundredths.
    pub points: f64,
}

/// What a dimension contributes.
#[derive(Clone, Debug, PartialEq)]
pub struct DimensionPart {
    /// Which.
    pub dimension: Dimension,
    /// Its weight in the total.
    pub weight: f64,
    /// Its points of the total, in whole hundredths.
    pub points: f64,
    /// Its criteria.
    pub criteria: Vec<CriterionPart>,
}

/// A total as a sum of points, each rounded to hundredths so that they add up exactly: those of the
/// criteria to those of their dimension, those of the dimensions to the rounded total. No part is
/// further than a hundredth from its exact value.
#[derive(Clone, Debug, PartialEq)]
pub struct Contributions {
    /// The total, in whole hundredths.
    pub total: f64,
    /// The dimensions, most important first.
    pub dimensions: Vec<DimensionPart>,
}

impl Contributions {
    /// Takes the (arithmetic) total of scores apart.
    pub fn of(plan: &Plan, scores: &Scores) -> Self {
        let weights = &plan.weights.fractions;
        let weighed = |d: Dimension| weights[d] * scores.dimensions[d].score.value * 100.0;
        let dimensions = by_importance(plan);
        let exact: Vec<f64> = dimensions.iter().map(|&d| weighed(d)).collect();
        let total = (exact.iter().sum::<f64>() / UNIT).round() as i64;
        let points = apportion(&exact, total);
        let parts = dimensions.iter().zip(points).map(|(&dimension, points)| {
            let parts: Vec<(&Asked, &CriterionScore)> = plan
                .asked
                .iter()
                .zip(&scores.criteria)
                .filter(|(asked, _)| asked.dimension == dimension)
                .collect();
            let exact: Vec<f64> = parts
                .iter()
                .map(|(asked, score)| {
                    weights[dimension] * asked.fraction * score.score.value * 100.0
                })
                .collect();
            let criteria =
                parts
                    .iter()
                    .zip(apportion(&exact, points))
                    .map(|((asked, score), points)| CriterionPart {
                        asked: **asked,
                        score: **score,
                        points: points as f64 * UNIT,
                    });
            DimensionPart {
                dimension,
                weight: weights[dimension],
                points: points as f64 * UNIT,
                criteria: criteria.collect(),
            }
        });
        Self {
            total: total as f64 * UNIT,
            dimensions: parts.collect(),
        }
    }
}

/// All dimensions, most important first, those of weight 0 last.
pub fn by_importance(plan: &Plan) -> Vec<Dimension> {
    let mut dimensions = plan.weights.order.concat();
    dimensions.extend(
        Dimension::ALL
            .into_iter()
            .filter(|&d| plan.weights.fractions[d] <= 0.0),
    );
    dimensions
}

/// Rounds parts to whole units that sum to `total` (the largest-remainder method). Only as many
/// units are moved as rounding has to account for, so a part of 0 stays 0.
fn apportion(exact: &[f64], total: i64) -> Vec<i64> {
    let mut units: Vec<i64> = exact
        .iter()
        .map(|part| (part / UNIT).floor() as i64)
        .collect();
    let mut missing = total - units.iter().sum::<i64>();
    let remainder = |at: usize| exact[at] / UNIT - (exact[at] / UNIT).floor();
    let mut order: Vec<usize> = (0..exact.len()).collect();
    order.sort_by(|&a, &b| remainder(b).total_cmp(&remainder(a)));
    for &at in &order {
        if missing > 0 && remainder(at) > 0.0 {
            units[at] += 1;
            missing -= 1;
        }
    }
    // The whole may have been rounded down below the sum of the floors of its parts.
    for &at in order.iter().rev() {
        if missing < 0 && units[at] > 0 {
            units[at] -= 1;
            missing += 1;
        }
    }
    if missing > 0
        && let Some(&first) = order.first()
    {
        units[first] += missing;
    }
    units
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rounded_parts_add_up() {
        assert_eq!(
            apportion(&[1.0 / 3.0, 1.0 / 3.0, 1.0 / 3.0], 100),
            [34, 33, 33]
        );
        assert_eq!(apportion(&[0.0, 12.345, 0.004], 1235), [0, 1235, 0]);
        assert_eq!(apportion(&[0.005, 0.005], 1), [1, 0]);
        assert_eq!(apportion(&[], 0), [0; 0]);
    }
}
