//! The names of the candidates so far: each must be the only one of its name.

use std::collections::HashMap;

use super::candidate::CandidateBuilder;
use crate::deal::{Candidate, Problem};
use crate::model::Code;

/// Where each name stands first; in the deal itself, if the line is unknown to the table.
#[derive(Debug, Default)]
pub struct Seen(HashMap<String, Option<u32>>);

impl Seen {
    /// The names of candidates that stand in the deal itself.
    pub fn of(candidates: &[Candidate]) -> Self {
        let names = candidates.iter().map(|candidate| candidate.name.clone());
        Self(names.map(|name| (name, None)).collect())
    }
}

impl CandidateBuilder<'_> {
    /// Takes the finished candidate out, and reports a name that was seen before.
    pub fn take(&mut self, seen: &mut Seen) -> Candidate {
        let mut candidate = std::mem::take(&mut self.candidate);
        candidate.ratings.shrink();
        candidate.lines.shrink();
        let Some(at) = self.name_at else {
            return candidate;
        };
        if candidate.name == self.deal.organization.name {
            let message = format!("`{}` is the organization itself", candidate.name);
            let help = "a partner is somebody else; give it a name of its own";
            let problem = Problem::new(Code::Duplicate, at.into(), message);
            self.report.add(problem.help(help));
            self.has_error = true;
        } else if let Some(first) = seen.0.get(&candidate.name) {
            let place = first.map_or("the deal itself".to_owned(), |line| format!("line {line}"));
            let message = format!("a second candidate named `{}`", candidate.name);
            let help = format!("the first stands in {place}; names must be unique");
            let problem = Problem::new(Code::Duplicate, at.into(), message);
            self.report.add(problem.help(help));
            self.has_error = true;
        } else {
            seen.0.insert(candidate.name.clone(), Some(candidate.line));
        }
        candidate
    }
}
