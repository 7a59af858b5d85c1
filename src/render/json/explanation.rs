//! `explain deal.toml NAME --format json` and `--against`.

use serde::Serialize;

use super::{CandidateV1, DealV1, Five, candidate, deal_v1, pretty};
use crate::assessment::Assessment;
use crate::criteria::Relation;
use crate::deal::Deal;
use crate::explain;
use crate::model::Dimension;
use crate::read::Source;

/// `partner-eval/explanation/1`.
#[derive(Serialize)]
struct ExplanationV1<'a> {
    schema: &'static str,
    tool_version: &'static str,
    model_version: u32,
    deal: DealV1<'a>,
    aggregation: &'static str,
    weights: Five<f64>,
    candidate: CandidateV1<'a>,
    contributions: Vec<ContributionV1<'a>>,
}

#[derive(Serialize)]
struct ContributionV1<'a> {
    dimension: &'static str,
    weight: f64,
    points: f64,
    criteria: Vec<PartV1<'a>>,
}

#[derive(Serialize)]
struct PartV1<'a> {
    id: &'a str,
    weight: f64,
    points: f64,
    lines: Vec<u32>,
}

/// The JSON of `explain deal.toml NAME`; points are unrounded and add up under the arithmetic mean.
pub fn explanation<'a>(
    source: &'a Source,
    assessment: &'a Assessment<'a>,
    place: usize,
) -> serde_json::Result<String> {
    let deal = assessment.deal;
    let row = &assessment.rows[place];
    let members = [assessment.candidate(row)];
    let relation = Relation::new(deal, &members);
    let scores = &row.evaluation.scores;
    let weights = &deal.plan.weights.fractions;
    let contribution = |dimension: Dimension| ContributionV1 {
        dimension: dimension.id(),
        weight: weights[dimension],
        points: weights[dimension] * scores.dimensions[dimension].score.value * 100.0,
        criteria: deal
            .plan
            .asked
            .iter()
            .zip(&scores.criteria)
            .filter(|(asked, _)| asked.dimension == dimension)
            .map(|(asked, criterion)| PartV1 {
                id: deal.criterion_id(asked.id),
                weight: asked.fraction,
                points: weights[dimension] * asked.fraction * criterion.score.value * 100.0,
                lines: explain::lines(&relation, asked.id),
            })
            .collect(),
    };
    pretty(&ExplanationV1 {
        schema: "partner-eval/explanation/1",
        tool_version: env!("CARGO_PKG_VERSION"),
        model_version: crate::model::MODEL_VERSION,
        deal: deal_v1(source, deal),
        aggregation: deal.aggregation.id(),
        weights: (*weights).into(),
        candidate: candidate(assessment, place, row),
        contributions: explain::by_importance(&deal.plan)
            .into_iter()
            .map(contribution)
            .collect(),
    })
}

/// `partner-eval/difference/1`.
#[derive(Serialize)]
struct DifferenceV1<'a> {
    schema: &'static str,
    tool_version: &'static str,
    first: &'a str,
    second: &'a str,
    points: f64,
    dimensions: Vec<DimensionGapV1<'a>>,
    even_by_rating: Option<RatingChangeV1<'a>>,
    even_by_weight: Option<WeightChangeV1>,
}

#[derive(Serialize)]
struct DimensionGapV1<'a> {
    dimension: &'static str,
    points: f64,
    criteria: Vec<CriterionGapV1<'a>>,
}

#[derive(Serialize)]
struct CriterionGapV1<'a> {
    id: &'a str,
    first: f64,
    second: f64,
    points: f64,
}

/// Ratings on 0..10, as files give them.
#[derive(Serialize)]
struct RatingChangeV1<'a> {
    candidate: &'a str,
    criterion: &'a str,
    from: Option<f64>,
    to: f64,
}

#[derive(Serialize)]
struct WeightChangeV1 {
    dimension: &'static str,
    from: f64,
    to: f64,
}

/// The JSON of `explain deal.toml A --against B`.
pub fn difference(
    deal: &Deal,
    [first, second]: [&str; 2],
    difference: &explain::Difference,
) -> serde_json::Result<String> {
    let dimensions = difference.dimensions.iter().map(|gap| DimensionGapV1 {
        dimension: gap.dimension.id(),
        points: gap.points,
        criteria: gap
            .criteria
            .iter()
            .map(|gap| CriterionGapV1 {
                id: deal.criterion_id(gap.asked.id),
                first: gap.first * 100.0,
                second: gap.second * 100.0,
                points: gap.points,
            })
            .collect(),
    });
    pretty(&DifferenceV1 {
        schema: "partner-eval/difference/1",
        tool_version: env!("CARGO_PKG_VERSION"),
        first,
        second,
        points: difference.points,
        dimensions: dimensions.collect(),
        even_by_rating: difference.rating.map(|change| RatingChangeV1 {
            candidate: if change.of_first { first } else { second },
            criterion: deal.criterion_id(change.id),
            from: change.from.map(|rating| rating * 10.0),
            to: change.to * 10.0,
        }),
        even_by_weight: difference.weight.as_ref().map(|crossover| WeightChangeV1 {
            dimension: crossover.dimension.id(),
            from: crossover.from,
            to: crossover.to,
        }),
    })
}
