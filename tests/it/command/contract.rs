//! The JSON of `assess` as documented, read strictly: a key more or less is an error, and what may be
//! null must still be there.
#![allow(dead_code, reason = "what is not looked at is still read")]

use std::collections::BTreeMap;

use serde::{Deserialize, Deserializer};
use serde_json::Value;

#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Assessment {
    pub schema: String,
    pub tool_version: String,
    pub model_version: u32,
    pub options: Options,
    #[serde(deserialize_with = "or_null")]
    pub seal: Option<Value>,
    pub deal: Deal,
    pub aggregation: String,
    pub weights: Five<f64>,
    pub weighting: Weighting,
    pub labels: BTreeMap<String, String>,
    pub inputs: Vec<InputFile>,
    #[serde(deserialize_with = "or_null")]
    pub as_of: Option<String>,
    pub reviewers: Vec<Rater>,
    pub missing_reviews: Vec<String>,
    #[serde(deserialize_with = "or_null")]
    pub house: Option<House>,
    pub order: Vec<Vec<String>>,
    pub asked: Five<Vec<Asked>>,
    pub not_applicable: Vec<NotApplicable>,
    pub candidates: Vec<Candidate>,
    pub confidence: Confidence,
    pub required: Vec<Required>,
}

#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Options {
    #[serde(deserialize_with = "or_null")]
    pub as_of: Option<String>,
    #[serde(deserialize_with = "or_null")]
    pub min_grade: Option<String>,
    pub require_evidence: bool,
    pub candidate: Vec<String>,
    pub set: Vec<String>,
    #[serde(deserialize_with = "or_null")]
    pub fail_under: Option<f64>,
    #[serde(deserialize_with = "or_null")]
    pub require: Option<String>,
    pub table: BTreeMap<String, String>,
    pub draws: u64,
    pub seed: u64,
    pub anonymous: bool,
}

#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Weighting {
    pub form: String,
    pub vary: Vary,
}

#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Vary {
    #[serde(deserialize_with = "or_null")]
    pub dimensions: Option<String>,
    pub criteria: BTreeMap<String, String>,
}

#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct InputFile {
    pub kind: String,
    pub source: String,
    #[serde(deserialize_with = "or_null")]
    pub sha256: Option<String>,
}

#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Rater {
    pub name: String,
    #[serde(deserialize_with = "or_null")]
    pub weight: Option<f64>,
    #[serde(deserialize_with = "or_null")]
    pub role: Option<String>,
}

#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct House {
    pub gates: Vec<HouseGate>,
    pub not_applicable: Vec<String>,
}

#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct HouseGate {
    pub id: String,
    #[serde(deserialize_with = "or_null")]
    pub minimum: Option<f64>,
}

#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Required {
    pub id: String,
    pub holds: bool,
    #[serde(deserialize_with = "or_null")]
    pub message: Option<String>,
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
    #[serde(deserialize_with = "or_null")]
    pub compatibility: Option<f64>,
    #[serde(deserialize_with = "or_null")]
    pub complementarity: Option<f64>,
    #[serde(deserialize_with = "or_null")]
    pub risk_sharing: Option<f64>,
    #[serde(deserialize_with = "or_null")]
    pub cost_sharing: Option<f64>,
    #[serde(deserialize_with = "or_null")]
    pub commitment: Option<f64>,
    pub verdict: Verdict,
    pub stopped_by: Vec<String>,
    #[serde(deserialize_with = "or_null")]
    pub first_place: Option<f64>,
    #[serde(deserialize_with = "or_null")]
    pub rank_distribution: Option<Vec<f64>>,
    /// Null where a deal by criteria has none in a dimension.
    pub dimensions: Five<Option<Dimension>>,
    pub gates: Vec<Gate>,
    #[serde(deserialize_with = "or_null")]
    pub conditional_on: Option<Condition>,
    pub can_lead: bool,
    pub flags: Vec<Flag>,
    pub lapsed: Vec<Lapsed>,
    pub next_evidence: Vec<NextEvidence>,
    pub terms: Terms,
    #[serde(deserialize_with = "or_null")]
    pub notes: Option<String>,
}

impl Candidate {
    /// The flat values of the dimensions.
    pub fn values(&self) -> [Option<f64>; 5] {
        [
            self.compatibility,
            self.complementarity,
            self.risk_sharing,
            self.cost_sharing,
            self.commitment,
        ]
    }

    /// The criteria of all dimensions.
    pub fn criteria(&self) -> impl Iterator<Item = &Criterion> {
        let dimensions = self.dimensions.all().into_iter().flatten();
        dimensions.flat_map(|dimension| &dimension.criteria)
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
    pub share: f64,
    pub source: Source,
    pub detail: String,
    #[serde(deserialize_with = "or_null")]
    pub evidence: Option<Evidence>,
    #[serde(deserialize_with = "or_null")]
    pub marks: Option<Vec<Mark>>,
    #[serde(deserialize_with = "or_null")]
    pub consensus: Option<Mark>,
}

#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Lapsed {
    pub key: String,
    pub path: Vec<String>,
    #[serde(deserialize_with = "or_null")]
    pub reviewer: Option<String>,
    pub evidence: Evidence,
}

#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Evidence {
    #[serde(deserialize_with = "or_null")]
    pub text: Option<String>,
    #[serde(deserialize_with = "or_null")]
    pub by: Option<String>,
    #[serde(deserialize_with = "or_null")]
    pub seen: Option<String>,
    #[serde(deserialize_with = "or_null")]
    pub until: Option<String>,
    #[serde(deserialize_with = "or_null")]
    pub grade: Option<String>,
}

#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Mark {
    #[serde(deserialize_with = "or_null")]
    pub reviewer: Option<String>,
    #[serde(deserialize_with = "or_null")]
    pub score: Option<f64>,
    #[serde(deserialize_with = "or_null")]
    pub evidence: Option<Evidence>,
    #[serde(deserialize_with = "or_null")]
    pub abstains: Option<String>,
    #[serde(deserialize_with = "or_null")]
    pub source: Option<String>,
    pub line: u32,
}

#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Condition {
    pub theta: f64,
    pub open: Vec<Open>,
}

#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Open {
    pub criterion: String,
    pub at_least: f64,
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
    pub from: String,
    #[serde(deserialize_with = "or_null")]
    pub reason: Option<String>,
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
    pub risk_shares: BTreeMap<String, RiskTerms>,
    #[serde(deserialize_with = "or_null")]
    pub contributions: Option<Contributions>,
    pub money: Money,
}

#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CostTerms {
    #[serde(deserialize_with = "or_null")]
    pub proposed: Option<f64>,
    #[serde(deserialize_with = "or_null")]
    pub equal_gain: Option<Division>,
    pub equal_gain_scaled: bool,
    #[serde(deserialize_with = "or_null")]
    pub by_benefit: Option<Division>,
    #[serde(deserialize_with = "or_null")]
    pub zone: Option<Zone>,
    pub zone_of: String,
}

#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Division {
    pub share: f64,
    pub raises: Vec<String>,
}

#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Zone {
    pub low: f64,
    pub high: f64,
    pub empty: bool,
    pub left_out: Vec<String>,
}

#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RiskTerms {
    #[serde(deserialize_with = "or_null")]
    pub proposed: Option<f64>,
    #[serde(deserialize_with = "or_null")]
    pub least_premium: Option<Division>,
}

#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Contributions {
    pub value: f64,
    pub share: f64,
}

#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Money {
    #[serde(deserialize_with = "or_null")]
    pub cost: Option<f64>,
    #[serde(deserialize_with = "or_null")]
    pub benefit: Option<f64>,
    #[serde(deserialize_with = "or_null")]
    pub expected_loss: Option<f64>,
    #[serde(deserialize_with = "or_null")]
    pub expected_loss_high: Option<f64>,
    #[serde(deserialize_with = "or_null")]
    pub worst_loss: Option<f64>,
    #[serde(deserialize_with = "or_null")]
    pub stand_alone_cost: Option<f64>,
    /// The same of the organization, which has no money of a further party.
    pub organization: Option<Box<Money>>,
}

#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Confidence {
    #[serde(deserialize_with = "or_null")]
    pub leader: Option<String>,
    pub leaders: Vec<String>,
    pub ahead_but_out: Vec<Out>,
    pub holds: Holds,
    pub weights: Vec<Interval>,
    #[serde(deserialize_with = "or_null")]
    pub nearest_change: Option<Change>,
    #[serde(deserialize_with = "or_null")]
    pub reviewers: Option<Vec<Reviewer>>,
    #[serde(deserialize_with = "or_null")]
    pub common_reviewers_lead: Option<Vec<String>>,
    pub withdrawal: Vec<Withdrawal>,
    #[serde(deserialize_with = "or_null")]
    pub geometric_leader: Option<String>,
    #[serde(deserialize_with = "or_null")]
    pub likely_leader: Option<String>,
    pub draws: u64,
    pub seed: u64,
}

#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Out {
    pub name: String,
    pub gates: Vec<String>,
}

#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Holds {
    #[serde(deserialize_with = "or_null")]
    pub dimensions: Option<bool>,
    #[serde(deserialize_with = "or_null")]
    pub criteria: Option<bool>,
    #[serde(deserialize_with = "or_null")]
    pub dimensions_whatever_the_evidence: Option<bool>,
    #[serde(deserialize_with = "or_null")]
    pub criteria_whatever_the_evidence: Option<bool>,
}

#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Interval {
    pub id: String,
    pub of: String,
    pub dimension: String,
    pub share: f64,
    pub low: f64,
    pub high: f64,
    #[serde(deserialize_with = "or_null")]
    pub leader_below: Option<String>,
    #[serde(deserialize_with = "or_null")]
    pub leader_above: Option<String>,
}

#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Change {
    pub id: String,
    pub of: String,
    pub from: f64,
    pub to: f64,
    pub step: f64,
    pub new_leader: String,
}

#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Reviewer {
    pub name: String,
    pub leads: Vec<String>,
    pub leads_without: Vec<String>,
    #[serde(deserialize_with = "or_null")]
    pub lead_without: Option<f64>,
    #[serde(deserialize_with = "or_null")]
    pub strictness: Option<f64>,
    pub marks: usize,
}

#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Withdrawal {
    pub candidate: String,
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
