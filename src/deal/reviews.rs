//! What review files say of the candidates of a deal, until each candidate takes its marks.

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::atomic::{AtomicBool, Ordering};

use super::criterion::CriterionId;
use super::ratings::Mark;

/// The marks of all review files of a deal.
#[derive(Debug, Default)]
pub struct FiledReviews {
    candidates: BTreeMap<String, Reviewed>,
}

/// What review files say of one candidate.
#[derive(Debug)]
pub struct Reviewed {
    /// The marks, in the order of files and of places in them.
    pub marks: Vec<FiledMark>,
    /// The file that names the candidate first, and where.
    pub named_at: (usize, Range<usize>),
    is_found: AtomicBool,
}

/// A mark with its place.
#[derive(Clone, Debug, PartialEq)]
pub struct FiledMark {
    /// What is marked.
    pub id: CriterionId,
    /// The mark.
    pub mark: Mark,
    /// Whether it is what a meeting agreed on.
    pub is_consensus: bool,
    /// The place of its file among all.
    pub file: usize,
    /// The bytes of that file on which it stands.
    pub span: Range<usize>,
}

impl FiledReviews {
    /// The entry of a candidate, which a file names there.
    pub(crate) fn entry(&mut self, name: &str, file: usize, span: Range<usize>) -> &mut Reviewed {
        let new = || Reviewed {
            marks: Vec::new(),
            named_at: (file, span),
            is_found: AtomicBool::new(false),
        };
        self.candidates.entry(name.to_owned()).or_insert_with(new)
    }

    /// What is said of a candidate that is there.
    pub fn of(&self, candidate: &str) -> Option<&Reviewed> {
        let found = self.candidates.get(candidate)?;
        found.is_found.store(true, Ordering::Relaxed);
        Some(found)
    }

    /// Whether a file names a candidate.
    pub fn names(&self, candidate: &str) -> bool {
        self.candidates.contains_key(candidate)
    }

    /// Whether anybody marks anybody on a criterion.
    pub fn has_marks_of(&self, id: CriterionId) -> bool {
        let all = self.candidates.values();
        let mut marks = all.flat_map(|one| &one.marks);
        marks.any(|filed| filed.id == id)
    }

    /// The names of the candidates that nobody asked for by [`FiledReviews::of`].
    pub fn strangers(&self) -> impl Iterator<Item = (&str, &Reviewed)> {
        let all = self.candidates.iter();
        let strangers = all.filter(|(_, found)| !found.is_found.load(Ordering::Relaxed));
        strangers.map(|(name, found)| (name.as_str(), found))
    }
}
