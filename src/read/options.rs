//! What a caller asks of the reading of a deal.

use std::sync::Arc;

use super::reviews::ReviewFiles;
use crate::deal::{Day, HouseGates};
use crate::model::{Grade, Relationship};

/// What a caller asks of the reading beside the file itself.
#[derive(Clone, Debug, Default)]
pub struct ReadOptions {
    /// Read the deal as if it proposed this relationship; what that type does not ask is left out.
    pub read_as: Option<Relationship>,
    /// The gates of the organization, which the deal can tighten and not loosen.
    pub house: Option<HouseGates>,
    /// The minimum of the total score, whatever the deal says.
    pub fail_under: Option<f64>,
    /// Take what has no evidence for unknown.
    pub require_evidence: bool,
    /// Take what has weaker evidence, or none, for unknown.
    pub min_grade: Option<Grade>,
    /// The day of the assessment, in place of the deal's.
    pub as_of: Option<Day>,
    /// Take reviews under whatever rules they were made for, where rules are what is compared.
    pub under_any_rules: bool,
    /// The review files beside the deal.
    pub reviews: Option<Arc<ReviewFiles>>,
    /// Put letters in the place of reviewers, and leave out what tells of them.
    pub anonymous: bool,
}
