//! Dimensions, criteria, gates and flags of a candidate or a set.

use serde::{Deserialize, Serialize};

use super::deal::Five;
use super::value::{self, on_hundred};
use crate::criteria::Relation;
use crate::deal::Deal;
use crate::explain;
use crate::score::{Evaluation, Gate, GateKind, Outcome};

/// A dimension.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct DimensionV1 {
    /// What is proven, 0..100.
    #[serde(deserialize_with = "value::hundred")]
    pub score: f64,
    /// The least that it may be, 0..100.
    #[serde(deserialize_with = "value::hundred")]
    pub low: f64,
    /// The most that it may be, 0..100.
    #[serde(deserialize_with = "value::hundred")]
    pub high: f64,
    /// Its weight in the total, 0..1.
    pub weight: f64,
    /// Its criteria, in the order of the model.
    pub criteria: Vec<CriterionV1>,
}

/// A criterion.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct CriterionV1 {
    /// Its id.
    pub id: String,
    /// What is proven, 0..100.
    #[serde(deserialize_with = "value::hundred")]
    pub score: f64,
    /// The least that it may be, 0..100.
    #[serde(deserialize_with = "value::hundred")]
    pub low: f64,
    /// The most that it may be, 0..100.
    #[serde(deserialize_with = "value::hundred")]
    pub high: f64,
    /// How much of it is answered, 0..1.
    pub known: f64,
    /// Its weight inside the dimension, as given.
    pub weight: f64,
    /// Where the score comes from.
    pub source: String,
    /// The formula with its numbers, in words.
    pub detail: String,
    /// The evidence of a rating, or the sources of the facts; null where there is none.
    pub evidence: Option<String>,
}

/// A gate that applies.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct GateV1 {
    /// Its id.
    pub id: String,
    /// The minimum, 0..100; null for a condition.
    #[serde(default, deserialize_with = "value::maybe_hundred")]
    pub minimum: Option<f64>,
    /// What is proven of the score that the minimum is set on, 0..100; null for a condition.
    pub score: Option<f64>,
    /// The most that the score may be, 0..100; null for a condition.
    pub high: Option<f64>,
    /// `pass`, `undecided` or `fail`.
    #[serde(with = "value::outcome")]
    pub outcome: Outcome,
}

/// A failed condition, or a drawback that does not stop.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct FlagV1 {
    /// Its id.
    pub id: String,
    /// Why it is raised, in words; several reasons are joined by `; `.
    pub message: String,
}

/// The ids of the gates that do not pass, hardest first.
pub(super) fn stopped_by(deal: &Deal, evaluation: &Evaluation) -> Vec<String> {
    let stopped = evaluation.stopped_by();
    stopped
        .iter()
        .map(|gate| gate.id(deal).to_owned())
        .collect()
}

/// The value of each dimension, 0..100.
pub(super) fn values(evaluation: &Evaluation) -> Five<f64> {
    Five::of(|d| evaluation.scores.dimensions[d].score.value * 100.0)
}

/// Every dimension with its criteria.
pub(super) fn dimensions(relation: &Relation<'_>, evaluation: &Evaluation) -> Five<DimensionV1> {
    let deal = relation.deal;
    Five::of(|dimension| {
        let (score, low, high) = on_hundred(&evaluation.scores.dimensions[dimension].score);
        let criteria = deal.plan.asked.iter().zip(&evaluation.scores.criteria);
        DimensionV1 {
            score,
            low,
            high,
            weight: deal.plan.weights.fractions[dimension],
            criteria: criteria
                .filter(|(asked, _)| asked.dimension == dimension)
                .map(|(asked, criterion)| {
                    let (score, low, high) = on_hundred(&criterion.score);
                    CriterionV1 {
                        id: deal.criterion_id(asked.id).to_owned(),
                        score,
                        low,
                        high,
                        known: criterion.known,
                        weight: asked.weight,
                        source: criterion.basis.id().to_owned(),
                        detail: explain::detail(relation, asked, criterion),
                        evidence: explain::evidence(relation, asked.id),
                    }
                })
                .collect(),
        }
    })
}

/// Every gate that applies.
pub(super) fn gates(deal: &Deal, evaluation: &Evaluation) -> Vec<GateV1> {
    let gate = |gate: &Gate| {
        let (minimum, score) = match gate.kind {
            GateKind::Minimum(minimum, score) => (Some(minimum.minimum), Some(score)),
            GateKind::PassFail(_) => (None, None),
        };
        GateV1 {
            id: gate.id(deal).to_owned(),
            minimum,
            score: score.map(|score| score.value * 100.0),
            high: score.map(|score| score.high * 100.0),
            outcome: gate.outcome,
        }
    };
    evaluation.gates.iter().map(gate).collect()
}

/// Each flag once, with all its reasons.
pub(super) fn flags(relation: &Relation<'_>, evaluation: &Evaluation) -> Vec<FlagV1> {
    let flags = evaluation.flags().into_iter();
    flags
        .map(|flag| {
            let concerns = evaluation.concerns.iter();
            let messages: Vec<String> = concerns
                .filter(|concern| concern.flag() == Some(flag))
                .map(|concern| explain::message(relation, concern))
                .collect();
            FlagV1 {
                id: flag.id().to_owned(),
                message: messages.join("; "),
            }
        })
        .collect()
}
