//! `history --format json`: how one deal came out each time that it was assessed, and what moved in between.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::deal::Five;
use super::diff::DiffV2;
use super::evaluation::LapsedV2;

/// Stored assessments of one deal, in the order given.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct HistoryV2 {
    /// [`HistoryV2::SCHEMA`].
    pub schema: String,
    /// The version of the program.
    pub tool_version: String,
    /// The name of the deal.
    pub deal: String,
    /// What reports call a dimension or a criterion, where a step says so, by id; the last step goes first.
    pub labels: BTreeMap<String, String>,
    /// Whether any candidate moved, came or went between two steps.
    pub moved: bool,
    /// The assessments, two or more.
    pub steps: Vec<StepV2>,
    /// Every candidate of any step: those of the last by rank, then name; then those that are gone, the last to go
    /// first.
    pub candidates: Vec<CourseV2>,
    /// What moved between each two steps that follow each other: one fewer than `steps`.
    pub changes: Vec<ChangesV2>,
    /// What moved between the first step and the last.
    pub overall: DiffV2,
}

impl HistoryV2 {
    /// The id of the contract.
    pub const SCHEMA: &str = "partner-eval/history/2";
}

/// An assessment.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct StepV2 {
    /// The file name as given; of a list with the place in it, as `entry 2 of q.json`.
    pub label: String,
    /// The file of the deal that was assessed.
    pub assessed: String,
    /// Of the bytes of that file.
    pub sha256: String,
    /// The version of the program that assessed it.
    pub tool_version: String,
    /// The day of the assessment; null where there is none.
    pub as_of: Option<String>,
    /// The digest of the rules; null where the assessment has none.
    pub seal: Option<String>,
    /// Whether it is known to leave candidates out.
    pub partial: bool,
    /// Everybody who ties for the lead; empty where there is no candidate.
    pub leaders: Vec<String>,
    /// The id of the first leader's verdict; null where there is no leader, or the step leaves it out.
    pub verdict: Option<String>,
}

/// How a candidate fared.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct CourseV2 {
    /// Its name.
    pub name: String,
    /// Where it stood at each step; null where the step does not have it.
    pub standings: Vec<Option<StandingV2>>,
}

/// Where a candidate stood.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct StandingV2 {
    /// Its rank, from 1; those that tie share one.
    pub rank: usize,
    /// What is proven, 0..100.
    pub score: f64,
    /// The least that it may score, 0..100.
    pub low: f64,
    /// The most that it may score, 0..100.
    pub high: f64,
    /// How much is answered, 0..1.
    pub known: f64,
    /// The id of the verdict.
    pub verdict: String,
    /// The ids of the gates that do not pass, hardest first.
    pub stopped_by: Vec<String>,
    /// The score of each dimension, 0..100; null where it has no criterion.
    pub dimensions: Five<Option<f64>>,
}

/// What moved between two steps.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ChangesV2 {
    /// What `diff` says of the two.
    pub diff: DiffV2,
    /// The parts of the rules whose digests in the seals differ, by name; empty where a step has no seal.
    pub rules: Vec<String>,
    /// The evidence that ended between their days, by candidate.
    pub lapsed: Vec<NewlyLapsedV2>,
}

/// Evidence that counted at a step and has run out at the next.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct NewlyLapsedV2 {
    /// The name of the candidate.
    pub candidate: String,
    /// What rests on it.
    #[serde(flatten)]
    pub lapsed: LapsedV2,
    /// Ids of the criteria and gates that moved and that it feeds.
    pub moves: Vec<String>,
}
