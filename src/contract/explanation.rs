//! `explain deal.toml NAME --format json`.

use serde::{Deserialize, Serialize};

use super::assessment::CandidateV2;
use super::deal::{DealV2, Five, Fraction};
use crate::assessment::Assessment;
use crate::criteria::Relation;
use crate::explain;
use crate::model::{Dimension, MODEL_VERSION};
use crate::read::Source;

/// A candidate's score taken apart.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ExplanationV2 {
    /// [`ExplanationV2::SCHEMA`].
    pub schema: String,
    /// The version of the program.
    pub tool_version: String,
    /// The version of the scoring model.
    pub model_version: u32,
    /// The deal and its file.
    pub deal: DealV2,
    /// The id of the mean that makes the total.
    pub aggregation: String,
    /// The weights of the dimensions, 0..1, which sum to 1.
    pub weights: Five<Fraction>,
    /// The candidate as `assess` has it.
    pub candidate: CandidateV2,
    /// The dimensions, heaviest first.
    pub contributions: Vec<ContributionV2>,
}

/// What a dimension adds to the total.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ContributionV2 {
    /// Its id.
    pub dimension: String,
    /// Its weight, 0..1.
    pub weight: f64,
    /// Its points; under the arithmetic mean they add up to the score.
    pub points: f64,
    /// Its criteria.
    pub criteria: Vec<PartV2>,
}

/// What a criterion adds to the total.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct PartV2 {
    /// Its id.
    pub id: String,
    /// Its weight inside the dimension, 0..1.
    pub weight: f64,
    /// Its points.
    pub points: f64,
    /// The lines of the file that answer it, from 1.
    pub lines: Vec<u32>,
}

impl ExplanationV2 {
    /// The id of the contract.
    pub const SCHEMA: &str = "partner-eval/explanation/2";

    /// The candidate at a place of the ranking.
    pub fn of(source: &Source, assessment: &Assessment<'_>, place: usize) -> Self {
        let deal = assessment.deal;
        let row = &assessment.rows[place];
        let members = [assessment.candidate(row)];
        let relation = Relation::new(deal, &members);
        let scores = &row.evaluation.scores;
        let weights = &deal.plan.weights.fractions;
        let contribution = |dimension: Dimension| ContributionV2 {
            dimension: dimension.id().to_owned(),
            weight: weights[dimension],
            points: weights[dimension] * scores.dimensions[dimension].score.value * 100.0,
            criteria: deal
                .plan
                .asked
                .iter()
                .zip(&scores.criteria)
                .filter(|(asked, _)| asked.dimension == dimension)
                .map(|(asked, criterion)| PartV2 {
                    id: deal.criterion_id(asked.id).to_owned(),
                    weight: asked.fraction,
                    points: weights[dimension] * asked.fraction * criterion.score.value * 100.0,
                    lines: explain::lines(&relation, asked.id),
                })
                .collect(),
        };
        let dimensions = explain::by_importance(&deal.plan).into_iter();
        Self {
            schema: Self::SCHEMA.to_owned(),
            tool_version: env!("CARGO_PKG_VERSION").to_owned(),
            model_version: MODEL_VERSION,
            deal: DealV2::of(source, deal),
            aggregation: deal.aggregation.id().to_owned(),
            weights: Five::weights(deal),
            candidate: CandidateV2::of(assessment, place, row),
            contributions: dimensions.map(contribution).collect(),
        }
    }
}
