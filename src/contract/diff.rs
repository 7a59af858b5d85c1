//! `diff --format json`: of two deals an object, of folders and lists of stored assessments a list of such
//! objects, one a deal in the order of the new side, with what is gone at the end. `--format json-lines` is an object
//! a line for both. In the place of a deal that could not be read stands a
//! [`UnreadV2`](super::UnreadV2), which has another schema id.

use serde::{Deserialize, Serialize};
use serde_json::Value;

/// What moved between two sides of a deal.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct DiffV2 {
    /// [`DiffV2::SCHEMA`].
    pub schema: String,
    /// The version of the program.
    pub tool_version: String,
    /// What became of the deal.
    pub status: DealStatusV2,
    /// Whether it was found on the other side by its name alone, since its file is called otherwise there.
    pub renamed: bool,
    /// The old side; null of a deal that is new.
    pub old: Option<SideV2>,
    /// The new side; null of a deal that is gone.
    pub new: Option<SideV2>,
    /// Whether `--force` compared what does not compare: then `differences` says why it does not.
    pub forced: bool,
    /// How the two sides make their scores differently, in words; empty where they do not.
    pub differences: Vec<String>,
    /// The options with which the two sides were assessed otherwise, in words; empty where they were not, and
    /// where there is one side.
    pub options_differ: Vec<String>,
    /// Ids of criteria that only the new side asks.
    pub newly_asked: Vec<String>,
    /// Ids of criteria that only the old side asks.
    pub no_longer_asked: Vec<String>,
    /// Whether any candidate moved, is new or is gone.
    pub moved: bool,
    /// What moved, largest movement first; then the new and the gone, by rank; then those that did not
    /// move, by name.
    pub candidates: Vec<DiffCandidateV2>,
    /// What the header of the deal says otherwise, in the order of its lines; null where a side is a
    /// stored assessment, which has no lines.
    pub inputs: Option<Vec<InputV2>>,
}

impl DiffV2 {
    /// The id of the contract.
    pub const SCHEMA: &str = "partner-eval/diff/2";

    /// The candidates of which that became.
    pub fn of_status(&self, status: StatusV2) -> impl Iterator<Item = &DiffCandidateV2> {
        let all = self.candidates.iter();
        all.filter(move |candidate| candidate.status == status)
    }
}

/// What became of a deal.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum DealStatusV2 {
    /// A candidate moved, is new or is gone.
    Moved,
    /// Only the new side has it.
    New,
    /// Only the old side has it.
    Gone,
    /// No candidate moved.
    Same,
    /// Its scores are made otherwise, as `differences` says, and `--force` was not given; it has no `candidates`.
    NotCompared,
}

/// One side.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct SideV2 {
    /// The file name as given.
    pub source: String,
    /// By what it is found on the other side: the path within the folder, or how a stored assessment calls its
    /// file; else the file name.
    pub path: String,
    /// `deal` or `assessment`.
    pub kind: String,
    /// The file that a stored assessment was made of; null for a deal.
    pub assessed: Option<String>,
    /// Of the bytes of the deal.
    pub sha256: String,
    /// The name of the deal.
    pub deal: String,
    /// The id of the relationship type.
    pub relationship: String,
    /// The id of the mean that makes the total.
    pub aggregation: String,
    /// Null where a stored assessment does not say.
    pub model_version: Option<u32>,
    /// Whether a stored assessment is known to leave candidates out.
    pub partial: bool,
}

/// A value on both sides; null on the side that has none.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct PairV2<T> {
    /// On the old side.
    pub old: Option<T>,
    /// On the new side.
    pub new: Option<T>,
}

impl<T> PairV2<T> {
    /// Old and new; where one side has none, the other's for it.
    pub fn ends(&self) -> Option<(&T, &T)> {
        let (old, new) = (self.old.as_ref(), self.new.as_ref());
        Some((old.or(new)?, new.or(old)?))
    }
}

/// What became of a candidate.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum StatusV2 {
    /// Its score, range, rank, verdict or a gate moved, or a part of its score did.
    Moved,
    /// Only the new side has it.
    New,
    /// Only the old side has it.
    Gone,
    /// Nothing of it moved.
    Same,
}

/// A candidate on both sides.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct DiffCandidateV2 {
    /// Its name.
    pub name: String,
    /// What became of it.
    pub status: StatusV2,
    /// By how much the score rose; null for a candidate that is new or gone.
    pub points: Option<f64>,
    /// What is proven, 0..100.
    pub score: PairV2<f64>,
    /// The least that it may score, 0..100.
    pub low: PairV2<f64>,
    /// The most that it may score, 0..100.
    pub high: PairV2<f64>,
    /// The weight that is answered, 0..1.
    pub known: PairV2<f64>,
    /// The rank, from 1.
    pub rank: PairV2<usize>,
    /// The id of the verdict.
    pub verdict: PairV2<String>,
    /// Whether the verdict is worse than it was, from best to worst `recommended`, `conditional`, `undecided`,
    /// `not-recommended`; false for a candidate that is new or gone.
    pub verdict_fell: bool,
    /// The line of the candidate's name in each deal, from 1; null for a row of a table.
    pub line: PairV2<u32>,
    /// All five, largest movement first; empty for a candidate that is new or gone.
    pub dimensions: Vec<DiffDimensionV2>,
    /// The gates whose outcome differs.
    pub gates: Vec<DiffGateV2>,
    /// What the candidate's part of the deal says otherwise, in the order of its lines; null where a
    /// side has no lines, or no such candidate.
    pub inputs: Option<Vec<InputV2>>,
}

/// A dimension on both sides.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct DiffDimensionV2 {
    /// Its id.
    pub dimension: String,
    /// The old score, 0..100.
    pub old: f64,
    /// The new score, 0..100.
    pub new: f64,
    /// By how much its part of the total rose; under the arithmetic mean these sum to the candidate's.
    pub points: f64,
    /// Largest movement first.
    pub criteria: Vec<DiffCriterionV2>,
}

/// A criterion on both sides.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct DiffCriterionV2 {
    /// Its id.
    pub id: String,
    /// The old score, 0..100; null where the old side does not ask it.
    pub old: Option<f64>,
    /// The new score, 0..100; null where the new side does not ask it.
    pub new: Option<f64>,
    /// The least that it may be, 0..100.
    pub low: PairV2<f64>,
    /// The most that it may be, 0..100.
    pub high: PairV2<f64>,
    /// By how much its part of the total rose.
    pub points: f64,
}

/// A gate whose outcome differs.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct DiffGateV2 {
    /// Its id.
    pub id: String,
    /// `pass`, `undecided` or `fail`; null where it does not apply.
    pub outcome: PairV2<String>,
    /// 0..100; null for a condition.
    pub minimum: PairV2<f64>,
}

/// A key of the deal whose value differs.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct InputV2 {
    /// The path of the key as TOML writes it, from the file or from the candidate.
    pub key: String,
    /// The same, a word each.
    pub path: Vec<String>,
    /// The value; null where there is none. With `--anonymous` marks that changed are lists without names, and what
    /// says a reviewer's name is null.
    pub old: Option<Value>,
    /// The same of the new side.
    pub new: Option<Value>,
    /// The line in each file, from 1; null too where it would tell whose a mark is.
    pub line: PairV2<u32>,
    /// Ids of the criteria and gates that moved and that the key feeds.
    pub moves: Vec<String>,
}
