//! `verify --format json`.

use serde::{Deserialize, Serialize};

use super::header::InputFileV2;
use crate::seal::Moved;

/// Whether stored assessments are what their files and options give.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct VerifyV2 {
    /// [`VerifyV2::SCHEMA`].
    pub schema: String,
    /// The version of the program that verified.
    pub tool_version: String,
    /// The version of the scoring model, which is that of every assessment.
    pub model_version: u32,
    /// The file of the assessments, as given.
    pub source: String,
    /// Whether every assessment is the same.
    pub holds: bool,
    /// Each assessment, in the order of the file.
    pub assessments: Vec<VerifiedV2>,
}

/// An assessment that was computed again.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct VerifiedV2 {
    /// The name of the deal.
    pub deal: String,
    /// The version of the program that wrote it.
    pub tool_version: String,
    /// Whether it is the same.
    pub holds: bool,
    /// The files from which it was computed again; each is there, with its fingerprint.
    pub inputs: Vec<InputFileV2>,
    /// What differs, by path.
    pub differences: Vec<DifferingV2>,
}

/// A value that differs.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct DifferingV2 {
    /// Where it stands, as TOML writes the path of a key; entries of lists by their name or id, else by place from 1.
    pub path: String,
    /// What the assessment says; null where it says nothing.
    pub was: Option<serde_json::Value>,
    /// What is found now; null where nothing is.
    pub is: Option<serde_json::Value>,
}

impl VerifyV2 {
    /// The id of the contract.
    pub const SCHEMA: &str = "partner-eval/verify/2";
}

impl DifferingV2 {
    /// A value that differs.
    pub fn of(moved: Moved) -> Self {
        Self {
            path: moved.path,
            was: moved.was,
            is: moved.is,
        }
    }
}
