//! `explain deal.toml A --against B --format json`.

use serde::{Deserialize, Serialize};

use crate::deal::Deal;
use crate::explain::Difference;

/// Why one candidate is ahead of another.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct DifferenceV1 {
    /// [`DifferenceV1::SCHEMA`].
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
    pub dimensions: Vec<DimensionGapV1>,
    /// The rating that would make them equal; null where there is none.
    pub even_by_rating: Option<RatingChangeV1>,
    /// The weight that would make them equal; null where there is none.
    pub even_by_weight: Option<WeightChangeV1>,
}

/// A dimension.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct DimensionGapV1 {
    /// Its id.
    pub dimension: String,
    /// Its part of the difference, in points.
    pub points: f64,
    /// Its criteria, largest difference first.
    pub criteria: Vec<CriterionGapV1>,
}

/// A criterion.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct CriterionGapV1 {
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
pub struct RatingChangeV1 {
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
pub struct WeightChangeV1 {
    /// The id of the dimension.
    pub dimension: String,
    /// The weight.
    pub from: f64,
    /// The weight that makes them equal.
    pub to: f64,
}

impl DifferenceV1 {
    /// The id of the contract.
    pub const SCHEMA: &str = "partner-eval/difference/1";

    /// The difference of two candidates, by name.
    pub fn of(deal: &Deal, [first, second]: [&str; 2], difference: &Difference) -> Self {
        let dimensions = difference.dimensions.iter().map(|gap| DimensionGapV1 {
            dimension: gap.dimension.id().to_owned(),
            points: gap.points,
            criteria: gap
                .criteria
                .iter()
                .map(|gap| CriterionGapV1 {
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
            even_by_rating: difference.rating.map(|change| RatingChangeV1 {
                candidate: if change.of_first { first } else { second }.to_owned(),
                criterion: deal.criterion_id(change.id).to_owned(),
                from: change.from.map(|rating| rating * 10.0),
                to: change.to * 10.0,
            }),
            even_by_weight: difference.weight.as_ref().map(|crossover| WeightChangeV1 {
                dimension: crossover.dimension.id().to_owned(),
                from: crossover.from,
                to: crossover.to,
            }),
        }
    }
}
