//! One side of a comparison: what an assessment says, whether it was made just now or stored.

use std::collections::HashMap;

use crate::assessment::Assessment;
use crate::contract::AssessmentV2;
use crate::model::Dimension;
use crate::read::Source;

/// Where a side comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A deal, which has lines.
    Deal,
    /// An assessment stored as JSON.
    Assessment,
}

impl Kind {
    /// The stable id.
    pub const fn id(self) -> &'static str {
        match self {
            Kind::Deal => "deal",
            Kind::Assessment => "assessment",
        }
    }
}

/// One side of a comparison.
#[derive(Clone, Debug, PartialEq)]
pub struct Side {
    /// The name of the file as given.
    pub source: String,
    /// By what it is found on the other side.
    pub path: String,
    /// What it is.
    pub kind: Kind,
    /// What it says.
    pub document: AssessmentV2,
    /// Whether candidates of the deal are known to be left out, as `assess --candidate` does.
    pub is_partial: bool,
    /// The lines of the candidates' names in a deal.
    lines: HashMap<String, u32>,
}

impl Side {
    /// The side of a deal assessed just now, which is found by this path.
    pub fn of(source: &Source, path: &str, assessment: &Assessment<'_>) -> Self {
        let candidates = assessment.deal.candidates.iter();
        let candidates = candidates.filter(|candidate| candidate.table.is_none());
        Self {
            source: source.name.clone(),
            path: path.to_owned(),
            kind: Kind::Deal,
            document: AssessmentV2::of(source, assessment, |_| true),
            is_partial: false,
            lines: candidates
                .map(|candidate| (candidate.name.clone(), candidate.line))
                .collect(),
        }
    }

    /// The side of an assessment that was stored, which is found by this path.
    pub(super) fn stored(source: &Source, path: String, document: AssessmentV2) -> Self {
        Self {
            source: source.name.clone(),
            path,
            kind: Kind::Assessment,
            is_partial: is_partial(&document),
            document,
            lines: HashMap::new(),
        }
    }

    /// The line of a candidate's name in the deal, from 1.
    pub(super) fn line(&self, name: &str) -> Option<u32> {
        self.lines.get(name).copied()
    }

    /// The weight of a dimension, as a fraction.
    pub(super) fn weight(&self, dimension: Dimension) -> f64 {
        self.document.header.weights[dimension].0
    }

    /// The weight of an asked criterion in its dimension, as a fraction; 0 where it is not asked.
    pub(super) fn fraction(&self, dimension: Dimension, id: &str) -> f64 {
        let asked = &self.document.header.asked[dimension];
        let sum: f64 = asked.iter().map(|asked| asked.weight).sum();
        let own = asked.iter().find(|asked| asked.id == id);
        own.map_or(0.0, |own| if sum > 0.0 { own.weight / sum } else { 0.0 })
    }
}

/// Whether `--candidate` left some out: their ranks are missing, or the ranks counted are more.
fn is_partial(document: &AssessmentV2) -> bool {
    let candidates = &document.candidates;
    let mut ranks: Vec<usize> = candidates.iter().map(|candidate| candidate.rank).collect();
    ranks.sort_unstable();
    let mut expected = 0;
    let has_gap = ranks.iter().enumerate().any(|(place, &rank)| {
        // Those that tie share the rank of the first of them.
        if rank != expected {
            expected = place + 1;
        }
        rank != expected
    });
    let mut counted = candidates
        .iter()
        .filter_map(|candidate| candidate.rank_distribution.as_ref());
    has_gap || counted.any(|all| all.len() > candidates.len())
}
