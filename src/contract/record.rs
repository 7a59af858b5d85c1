//! `screen --format json-lines`: a record a line.

use serde::{Deserialize, Serialize};

use super::deal::Five;
use super::evaluation::{stopped_by, values};
use super::value::{self, on_hundred};
use crate::deal::Deal;
use crate::score::{Evaluation, Verdict};

/// A row of a table, scored.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct RecordV2 {
    /// The id of the contract.
    pub schema: String,
    /// The name of the candidate.
    pub name: String,
    /// What is proven, 0..100.
    pub score: f64,
    /// The least that it may score, 0..100.
    pub low: f64,
    /// The most that it may score, 0..100.
    pub high: f64,
    /// How much is answered, 0..1.
    pub known: f64,
    /// The id of the verdict.
    #[serde(with = "value::verdict")]
    pub verdict: Verdict,
    /// The ids of the gates that do not pass, hardest first.
    pub stopped_by: Vec<String>,
    /// The scores of the dimensions, 0..100, each under its own key.
    #[serde(flatten)]
    pub values: Five<Option<f64>>,
    /// The ids of the drawbacks.
    pub flags: Vec<String>,
}

impl RecordV2 {
    /// The id of the contract.
    pub const SCHEMA: &str = "partner-eval/record/2";

    /// What is said of a candidate.
    pub fn of(deal: &Deal, name: &str, evaluation: &Evaluation) -> Self {
        let (score, low, high) = on_hundred(&evaluation.scores.total.score);
        let flags = evaluation.flags().into_iter();
        Self {
            schema: Self::SCHEMA.to_owned(),
            name: name.to_owned(),
            score,
            low,
            high,
            known: evaluation.scores.total.known,
            verdict: evaluation.verdict,
            stopped_by: stopped_by(deal, evaluation),
            values: values(deal, evaluation),
            flags: flags.map(|flag| flag.id().to_owned()).collect(),
        }
    }
}
