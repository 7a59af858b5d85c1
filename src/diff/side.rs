//! One side of a comparison: what an assessment says, whether it was made just now or stored.

use crate::assessment::{Assessment, Row};
use crate::criteria::Triple;
use crate::model::{ByDimension, Dimension, MODEL_VERSION};
use crate::read::Source;
use crate::score::{GateKind, Outcome, Verdict};

/// Where a side comes from.
#[derive(Clone, Debug, PartialEq)]
pub enum Kind {
    /// A deal, which has lines.
    Deal,
    /// An assessment stored as JSON, made of the file of this name.
    Assessment(String),
}

/// A score and its range, on 0..100 as machine output has it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Points {
    /// What is proven.
    pub score: f64,
    /// The least that it may be.
    pub low: f64,
    /// The most that it may be.
    pub high: f64,
}

impl From<Triple> for Points {
    fn from(triple: Triple) -> Self {
        Self {
            score: triple.value * 100.0,
            low: triple.low * 100.0,
            high: triple.high * 100.0,
        }
    }
}

/// A criterion that a side asks.
#[derive(Clone, Debug, PartialEq)]
pub struct AskedCriterion {
    /// Its id.
    pub id: String,
    /// Its weight inside the dimension, as given.
    pub weight: f64,
}

/// What a candidate scores in a criterion.
#[derive(Clone, Debug, PartialEq)]
pub struct CriterionStanding {
    /// Its id.
    pub id: String,
    /// The score.
    pub points: Points,
}

/// A gate and what came of it.
#[derive(Clone, Debug, PartialEq)]
pub struct GateStanding {
    /// Its id.
    pub id: String,
    /// The minimum, 0..100; `None` for a condition.
    pub minimum: Option<f64>,
    /// What came of it.
    pub outcome: Outcome,
}

/// Where a candidate stands.
#[derive(Clone, Debug, PartialEq)]
pub struct Standing {
    /// Its name.
    pub name: String,
    /// The line of its name in the deal, from 1.
    pub line: Option<u32>,
    /// Its rank, from 1.
    pub rank: usize,
    /// The total.
    pub points: Points,
    /// How much is answered, 0..1.
    pub known: f64,
    /// The verdict.
    pub verdict: Verdict,
    /// The dimensions.
    pub dimensions: ByDimension<Points>,
    /// The criteria of each dimension.
    pub criteria: ByDimension<Vec<CriterionStanding>>,
    /// Every gate that applies.
    pub gates: Vec<GateStanding>,
}

/// One side of a comparison.
#[derive(Clone, Debug, PartialEq)]
pub struct Side {
    /// The name of the file as given.
    pub source: String,
    /// What it is.
    pub kind: Kind,
    /// The fingerprint of the deal's bytes, in hexadecimal.
    pub sha256: String,
    /// The name of the deal.
    pub deal: String,
    /// The id of the relationship type.
    pub relationship: String,
    /// The id of the aggregation.
    pub aggregation: String,
    /// The version of the scoring model; `None` where an assessment does not say.
    pub model_version: Option<u32>,
    /// The weights of the dimensions, fractions that sum to 1.
    pub weights: ByDimension<f64>,
    /// What is asked.
    pub asked: ByDimension<Vec<AskedCriterion>>,
    /// The candidates.
    pub candidates: Vec<Standing>,
    /// Whether candidates of the deal are known to be left out, as `assess --candidate` does.
    pub is_partial: bool,
}

impl Side {
    /// The side of a deal assessed just now.
    pub fn of(source: &Source, sha256: String, assessment: &Assessment<'_>) -> Self {
        let deal = assessment.deal;
        let plan = &deal.plan;
        Self {
            source: source.name.clone(),
            kind: Kind::Deal,
            sha256,
            deal: deal.name.clone(),
            relationship: deal.relationship.id().to_owned(),
            aggregation: deal.aggregation.id().to_owned(),
            model_version: Some(MODEL_VERSION),
            weights: plan.weights.fractions,
            asked: ByDimension::of(|dimension| {
                plan.of(dimension)
                    .map(|asked| AskedCriterion {
                        id: deal.criterion_id(asked.id).to_owned(),
                        weight: asked.weight,
                    })
                    .collect()
            }),
            candidates: assessment
                .rows
                .iter()
                .map(|row| standing(assessment, row))
                .collect(),
            is_partial: false,
        }
    }

    /// The weight of an asked criterion in its dimension, as a fraction; 0 where it is not asked.
    pub fn fraction(&self, dimension: Dimension, id: &str) -> f64 {
        let asked = &self.asked[dimension];
        let sum: f64 = asked.iter().map(|asked| asked.weight).sum();
        let own = asked.iter().find(|asked| asked.id == id);
        own.map_or(0.0, |own| if sum > 0.0 { own.weight / sum } else { 0.0 })
    }
}

fn standing(assessment: &Assessment<'_>, row: &Row) -> Standing {
    let deal = assessment.deal;
    let candidate = assessment.candidate(row);
    let evaluation = &row.evaluation;
    let scores = &evaluation.scores;
    Standing {
        name: candidate.name.clone(),
        line: Some(candidate.line),
        rank: row.rank,
        points: scores.total.score.into(),
        known: scores.total.known,
        verdict: evaluation.verdict,
        dimensions: ByDimension::of(|dimension| scores.dimensions[dimension].score.into()),
        criteria: ByDimension::of(|dimension| {
            let criteria = deal.plan.asked.iter().zip(&scores.criteria);
            criteria
                .filter(|(asked, _)| asked.dimension == dimension)
                .map(|(asked, criterion)| CriterionStanding {
                    id: deal.criterion_id(asked.id).to_owned(),
                    points: criterion.score.into(),
                })
                .collect()
        }),
        gates: evaluation
            .gates
            .iter()
            .map(|gate| GateStanding {
                id: gate.id(deal).to_owned(),
                minimum: match gate.kind {
                    GateKind::Minimum(minimum, _) => Some(minimum.minimum),
                    GateKind::PassFail(_) => None,
                },
                outcome: gate.outcome,
            })
            .collect(),
    }
}
