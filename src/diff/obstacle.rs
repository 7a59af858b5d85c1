//! Whether two sides can be compared at all.

use super::side::{AskedCriterion, Side};
use crate::model::{Dimension, SLACK};

/// Why two sides cannot be compared, unless somebody insists.
#[derive(Clone, Debug, PartialEq)]
pub enum Obstacle {
    /// Another version of the scoring model, `None` where a side does not say.
    ModelVersion(Option<u32>, Option<u32>),
    /// Another relationship type, by id.
    Relationship(String, String),
    /// Another aggregation, by id.
    Aggregation(String, String),
    /// Another weight of a dimension, as fractions of all.
    Weight(Dimension, f64, f64),
    /// Another weight of a criterion, as fractions of those of its dimension that both sides ask.
    CriterionWeight(String, f64, f64),
}

/// All that stands in the way of a comparison.
pub(super) fn obstacles(old: &Side, new: &Side) -> Vec<Obstacle> {
    let mut found = Vec::new();
    if old.model_version != new.model_version {
        found.push(Obstacle::ModelVersion(old.model_version, new.model_version));
    }
    if old.relationship != new.relationship {
        let types = (old.relationship.clone(), new.relationship.clone());
        found.push(Obstacle::Relationship(types.0, types.1));
    }
    if old.aggregation != new.aggregation {
        let means = (old.aggregation.clone(), new.aggregation.clone());
        found.push(Obstacle::Aggregation(means.0, means.1));
    }
    for dimension in Dimension::ALL {
        let (a, b) = (old.weights[dimension], new.weights[dimension]);
        if (a - b).abs() > SLACK {
            found.push(Obstacle::Weight(dimension, a, b));
        }
    }
    for dimension in Dimension::ALL {
        criterion_weights(&old.asked[dimension], &new.asked[dimension], &mut found);
    }
    found
}

/// Criteria that both sides ask, weighted otherwise against one another. That a side asks more or
/// fewer is no weight.
fn criterion_weights(old: &[AskedCriterion], new: &[AskedCriterion], found: &mut Vec<Obstacle>) {
    let both: Vec<(&String, f64, f64)> = old
        .iter()
        .filter_map(|asked| {
            let other = new.iter().find(|other| other.id == asked.id)?;
            Some((&asked.id, asked.weight, other.weight))
        })
        .collect();
    let sums = both
        .iter()
        .fold((0.0, 0.0), |sums, both| (sums.0 + both.1, sums.1 + both.2));
    for (id, a, b) in both {
        let fraction = |weight: f64, sum: f64| if sum > 0.0 { weight / sum } else { 0.0 };
        let (a, b) = (fraction(a, sums.0), fraction(b, sums.1));
        if (a - b).abs() > SLACK {
            found.push(Obstacle::CriterionWeight(id.clone(), a, b));
        }
    }
}
