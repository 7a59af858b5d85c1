//! `explain deal.toml A --against B --format json`.

use serde::{Deserialize, Serialize};

use super::confidence::weight_of;
use crate::deal::Deal;
use crate::explain::Difference;

/// Why one candidate is ahead of another.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct DifferenceV2 {
    /// [`DifferenceV2::SCHEMA`].
    pub schema: String,
    /// The version of the program.
    pub tool_version: String,
    /// The name of the first candidate.
    pub first: String,
    /// The name of the second candidate.
    pub second: String,
    /// By how many points the first is ahead; negative where it is behind.
    pub points: f64,
    /// The dimensions, largest difference first.
    pub dimensions: Vec<DimensionGapV2>,
    /// The rating that would make them equal; null where there is none.
    pub even_by_rating: Option<RatingChangeV2>,
    /// The weight that would make them equal; null where there is none.
    pub even_by_weight: Option<WeightChangeV2>,
}

/// A dimension.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct DimensionGapV2 {
    /// Its id.
    pub dimension: String,
    /// Its part of the difference, in points.
    pub points: f64,
    /// Its criteria, largest difference first.
    pub criteria: Vec<CriterionGapV2>,
}

/// A criterion.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct CriterionGapV2 {
    /// Its id.
    pub id: String,
    /// The first candidate's score, 0..100.
    pub first: f64,
    /// The second candidate's score, 0..100.
    pub second: f64,
    /// Its part of the difference, in points.
    pub points: f64,
}

/// A change of a rating, on 0..10 as files give it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct RatingChangeV2 {
    /// The name of the candidate.
    pub candidate: String,
    /// The id of the criterion.
    pub criterion: String,
    /// The rating; null where there is none.
    pub from: Option<f64>,
    /// The rating that makes them equal.
    pub to: f64,
}

/// A change of a weight, 0..1, the others keeping their proportions.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct WeightChangeV2 {
    /// The id.
    pub id: String,
    /// "dimension" or "criterion".
    pub of: String,
    /// The weight in its group.
    pub from: f64,
    /// The weight that makes them equal.
    pub to: f64,
}

impl DifferenceV2 {
    /// The id of the contract.
    pub const SCHEMA: &str = "partner-eval/difference/2";

    /// The difference of two candidates, by name.
    pub fn of(deal: &Deal, [first, second]: [&str; 2], difference: &Difference) -> Self {
        let dimensions = difference.dimensions.iter().map(|gap| DimensionGapV2 {
            dimension: gap.dimension.id().to_owned(),
            points: gap.points,
            criteria: gap
                .criteria
                .iter()
                .map(|gap| CriterionGapV2 {
                    id: deal.criterion_id(gap.asked.id).to_owned(),
                    first: gap.first * 100.0,
                    second: gap.second * 100.0,
                    points: gap.points,
                })
                .collect(),
        });
        Self {
            schema: Self::SCHEMA.to_owned(),
            tool_version: env!("CARGO_PKG_VERSION").to_owned(),
            first: first.to_owned(),
            second: second.to_owned(),
            points: difference.points,
            dimensions: dimensions.collect(),
            even_by_rating: difference.rating.map(|change| RatingChangeV2 {
                candidate: if change.of_first { first } else { second }.to_owned(),
                criterion: deal.criterion_id(change.id).to_owned(),
                from: change.from.map(|rating| rating * 10.0),
                to: change.to * 10.0,
            }),
            even_by_weight: difference.weight.as_ref().map(|change| {
                let (id, of, _) = weight_of(deal, change.of);
                WeightChangeV2 {
                    id,
                    of,
                    from: change.from,
                    to: change.to,
                }
            }),
        }
    }
}
