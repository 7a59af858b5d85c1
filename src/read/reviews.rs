//! Review files as they are written, before a deal says what their marks mean.

use std::collections::BTreeMap;
use std::ops::Range;

use super::builder::tree::Tree;
use super::source::Source;

/// The review files of a call.
#[derive(Debug, Default)]
pub struct ReviewFiles {
    /// By their names.
    pub files: Vec<ReviewFile>,
    /// Whether reviewers may be missing.
    pub is_incomplete: bool,
}

/// A review file, without an error in itself.
#[derive(Debug)]
pub struct ReviewFile {
    /// The file.
    pub source: Source,
    /// Whose marks it holds.
    pub by: By,
    /// The name of the deal that it is about, and where that stands.
    pub deal: (String, Range<usize>),
    /// The rules for which it was made; `None` if it says nothing of them.
    pub seal: Option<MadeFor>,
    /// What is marked.
    pub candidates: Vec<Marked>,
}

/// The seal of the rules for which a review file was made.
#[derive(Clone, Debug)]
pub struct MadeFor {
    /// The digest of all, and where it stands.
    pub digest: (String, Range<usize>),
    /// The digest of each part; none if the file does not say them.
    pub parts: BTreeMap<String, String>,
}

/// Whose marks a review file holds.
#[derive(Clone, Debug, PartialEq)]
pub enum By {
    /// Those of a reviewer; the name, and where it stands.
    Reviewer(String, Range<usize>),
    /// Those that a meeting agreed on.
    Meeting,
}

/// The marks of a candidate.
#[derive(Debug)]
pub struct Marked {
    /// The name of the candidate.
    pub name: String,
    /// Where it stands.
    pub span: Range<usize>,
    /// The marks by criterion; empty where there are none.
    pub marks: Tree,
}

impl ReviewFile {
    /// Whether a meeting agreed on its marks.
    pub fn is_consensus(&self) -> bool {
        self.by == By::Meeting
    }

    /// How many marks it holds.
    pub fn count(&self) -> usize {
        let marks = self.candidates.iter().filter_map(|one| one.marks.root());
        marks.map(|marks| marks.inner().count()).sum()
    }
}
