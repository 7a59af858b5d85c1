//! What gates are asked of: the candidates of a deal one by one, or sets of them.

use crate::assessment::Required;
use crate::deal::{Candidate, Deal};
use crate::explain::Place;
use crate::read::Source;
use crate::score::Evaluation;

/// A deal with those who were judged.
pub struct Judgement<'a> {
    /// Its file.
    pub source: &'a Source,
    pub deal: &'a Deal,
    /// The gates asked for on the command line.
    pub required: &'a [Required],
    /// Best first.
    pub judged: Vec<Judged<'a>>,
}

/// A candidate, or a set of them.
pub struct Judged<'a> {
    /// The names of its members.
    pub name: String,
    pub members: Vec<&'a Candidate>,
    pub evaluation: &'a Evaluation,
    /// Whether the exit code says that a gate of it does not pass.
    pub is_at_fault: bool,
}

impl Judged<'_> {
    /// Where its first member stands.
    pub fn place(&self) -> Place<'_> {
        let top = Place {
            table: None,
            line: 1,
        };
        let member = self.members.first();
        member.map_or(top, |member| Place::of(member, member.line))
    }
}
