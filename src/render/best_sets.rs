//! What the formats of `compose` are given.

use super::assessments::{CsvForm, Spent};
use super::findings::{Finding, of_report};
use super::judged::{Judged, Judgement};
use super::words::names;
use crate::assessment::Run;
use crate::compose::Composition;
use crate::contract::{CompositionV2, ProblemV2};
use crate::criteria::Relation;
use crate::deal::Deal;
use crate::read::Source;

/// The best sets of a deal.
pub struct BestSets<'a> {
    /// The deal's file.
    pub source: &'a Source,
    /// The deal.
    pub deal: &'a Deal,
    /// How the command was called.
    pub run: Run,
    /// The options with which another command reads the same.
    pub reading: String,
    /// What was found.
    pub found: Composition<'a>,
    /// The places of the sets for which the exit code says that a gate does not hold.
    pub at_fault: Vec<usize>,
    /// What is wrong or doubtful about the file.
    pub problems: Vec<ProblemV2>,
    /// How CSV is written.
    pub csv: CsvForm,
    /// How many annotations of each kind were written for problems.
    pub annotated: Spent,
}

impl<'a> BestSets<'a> {
    /// Sets of which nothing else is to be said.
    pub fn of(source: &'a Source, deal: &'a Deal, found: Composition<'a>) -> Self {
        Self {
            source,
            deal,
            run: Run::default(),
            reading: String::new(),
            found,
            at_fault: Vec::new(),
            problems: Vec::new(),
            csv: CsvForm::default(),
            annotated: Spent::default(),
        }
    }

    pub(super) fn judgement(&self) -> Judgement<'_> {
        let judged = self.found.sets.iter().enumerate().map(|(place, set)| {
            let relation = Relation::new(self.deal, &set.members);
            Judged {
                name: names(&relation),
                members: set.members.clone(),
                evaluation: &set.evaluation,
                is_at_fault: self.at_fault.contains(&place),
            }
        });
        Judgement {
            source: self.source,
            deal: self.deal,
            required: &self.run.required,
            judged: judged.collect(),
        }
    }

    pub(super) fn document(&self) -> CompositionV2 {
        CompositionV2::of(self.source, self.deal, &self.run, &self.found)
    }

    pub(super) fn findings(&self) -> Vec<Finding> {
        of_report(&self.problems, &[self.judgement()])
    }
}
