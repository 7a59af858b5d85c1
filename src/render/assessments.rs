//! What the formats of assessments are given.

use crate::assessment::{Assessment, Row};
use crate::deal::Candidate;
use crate::read::Source;
use crate::score::Verdict;

/// The assessments of deals.
pub struct Assessments<'a> {
    /// The deals.
    pub deals: Vec<Assessed<'a>>,
    /// The names of the candidates that are shown; all, if there are none.
    pub shown: &'a [String],
    /// Whether `conditional` counts as `recommended`.
    pub accepts_conditional: bool,
    /// Whether CSV begins with a byte-order mark.
    pub bom: bool,
}

/// The assessment of a deal.
pub struct Assessed<'a> {
    /// The deal's file.
    pub source: &'a Source,
    /// What came of it.
    pub assessment: &'a Assessment<'a>,
    /// The gates asked for that do not hold, in words.
    pub failures: Vec<String>,
}

impl Assessments<'_> {
    pub(super) fn shows(&self, candidate: &Candidate) -> bool {
        self.shown.is_empty() || self.shown.contains(&candidate.name)
    }

    /// The rows of a deal that are shown, each with its place in the ranking.
    pub(super) fn rows<'d>(
        &self,
        deal: &'d Assessed<'_>,
    ) -> impl Iterator<Item = (usize, &'d Row)> {
        let assessment = deal.assessment;
        let rows = assessment.rows.iter().enumerate();
        rows.filter(|(_, row)| self.shows(assessment.candidate(row)))
    }

    /// Whether a gate that does not pass is let through with this verdict.
    pub(super) fn accepts(&self, verdict: Verdict) -> bool {
        verdict == Verdict::Recommended
            || (verdict == Verdict::Conditional && self.accepts_conditional)
    }

    /// A text for each deal.
    pub(super) fn each(&self, write: impl Fn(&Assessed<'_>) -> String) -> Vec<String> {
        self.deals.iter().map(write).collect()
    }
}
