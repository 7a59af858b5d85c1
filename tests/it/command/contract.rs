//! The JSON of `assess` as documented, read strictly: a key more or less is an error, and what may be
//! null must still be there.
#![allow(dead_code, reason = "what is not looked at is still read")]

use serde::{Deserialize, Deserializer};

#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Assessment {
    pub schema: String,
    pub tool_version: String,
    pub model_version: u32,
    pub deal: Deal,
    pub aggregation: String,
    pub weights: Five<f64>,
    pub order: Vec<Vec<String>>,
    pub asked: Five<Vec<Asked>>,
    pub not_applicable: Vec<NotApplicable>,
    pub candidates: Vec<Candidate>,
    pub confidence: Confidence,
}

#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Deal {
    pub name: String,
    pub relationship: String,
    pub objectives: Vec<String>,
    #[serde(deserialize_with = "or_null")]
    pub currency: Option<String>,
    pub source: String,
    pub sha256: String,
}

/// A value a dimension.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Five<T> {
    pub compatibility: T,
    pub complementarity: T,
    pub risk_sharing: T,
    pub cost_sharing: T,
    pub commitment: T,
}

impl<T> Five<T> {
    /// The values in the order of the contract.
    pub fn all(&self) -> [&T; 5] {
        [
            &self.compatibility,
            &self.complementarity,
            &self.risk_sharing,
            &self.cost_sharing,
            &self.commitment,
        ]
    }
}

#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Asked {
    pub id: String,
    pub weight: f64,
}

#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct NotApplicable {
    pub id: String,
    pub reason: String,
}

#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Candidate {
    pub rank: usize,
    pub name: String,
    pub score: f64,
    pub low: f64,
    pub high: f64,
    pub known: f64,
    pub compatibility: f64,
    pub complementarity: f64,
    pub risk_sharing: f64,
    pub cost_sharing: f64,
    pub commitment: f64,
    pub verdict: Verdict,
    pub stopped_by: Vec<String>,
    #[serde(deserialize_with = "or_null")]
    pub first_place: Option<f64>,
    #[serde(deserialize_with = "or_null")]
    pub rank_distribution: Option<Vec<f64>>,
    pub dimensions: Five<Dimension>,
    pub gates: Vec<Gate>,
    pub flags: Vec<Flag>,
    pub next_evidence: Vec<NextEvidence>,
    pub terms: Terms,
    #[serde(deserialize_with = "or_null")]
    pub notes: Option<String>,
}

impl Candidate {
    /// The flat values of the dimensions.
    pub fn values(&self) -> [f64; 5] {
        [
            self.compatibility,
            self.complementarity,
            self.risk_sharing,
            self.cost_sharing,
            self.commitment,
        ]
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Verdict {
    Recommended,
    Conditional,
    Undecided,
    NotRecommended,
}

#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Dimension {
    pub score: f64,
    pub low: f64,
    pub high: f64,
    pub weight: f64,
    pub criteria: Vec<Criterion>,
}

#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Criterion {
    pub id: String,
    pub score: f64,
    pub low: f64,
    pub high: f64,
    pub known: f64,
    pub weight: f64,
    pub source: Source,
    pub detail: String,
    #[serde(deserialize_with = "or_null")]
    pub evidence: Option<String>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Source {
    Computed,
    Rated,
    Unknown,
}

#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Gate {
    pub id: String,
    #[serde(deserialize_with = "or_null")]
    pub minimum: Option<f64>,
    #[serde(deserialize_with = "or_null")]
    pub score: Option<f64>,
    #[serde(deserialize_with = "or_null")]
    pub high: Option<f64>,
    pub outcome: Outcome,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Outcome {
    Pass,
    Undecided,
    Fail,
}

#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Flag {
    pub id: String,
    pub message: String,
}

#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct NextEvidence {
    pub criterion: String,
    pub dimension: String,
    pub points: f64,
}

#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Terms {
    pub cost_share: CostTerms,
    pub risk_share: RiskTerms,
}

#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CostTerms {
    #[serde(deserialize_with = "or_null")]
    pub proposed: Option<f64>,
    #[serde(deserialize_with = "or_null")]
    pub equal_gain: Option<f64>,
    pub equal_gain_scaled: bool,
    #[serde(deserialize_with = "or_null")]
    pub by_benefit: Option<f64>,
}

#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RiskTerms {
    #[serde(deserialize_with = "or_null")]
    pub proposed: Option<f64>,
    #[serde(deserialize_with = "or_null")]
    pub by_tolerance: Option<f64>,
}

#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Confidence {
    pub leader: String,
    pub holds_under_every_weighting: bool,
    pub holds_whatever_the_evidence: bool,
    #[serde(deserialize_with = "or_null")]
    pub crossover: Option<Crossover>,
    #[serde(deserialize_with = "or_null")]
    pub geometric_leader: Option<String>,
    #[serde(deserialize_with = "or_null")]
    pub likely_leader: Option<String>,
    pub draws: u64,
    pub seed: u64,
}

#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Crossover {
    pub dimension: String,
    pub from: f64,
    pub to: f64,
    pub new_leader: String,
}

/// An `Option` that a derive would also accept where the key lacks.
fn or_null<'de, D: Deserializer<'de>, T: Deserialize<'de>>(from: D) -> Result<Option<T>, D::Error> {
    Option::deserialize(from)
}

/// Reads the JSON of one deal.
#[track_caller]
pub fn read(json: &str) -> Assessment {
    match serde_json::from_str(json) {
        Ok(assessment) => assessment,
        Err(error) => panic!("{error}:\n{json}"),
    }
}
