//! What a meeting must discuss: where marks are far apart, and how much of the score that is.

use crate::deal::{Candidate, CriterionId, Deal, Panel};
use crate::model::SLACK;

/// A panel whose marks are far apart.
#[derive(Clone, Debug, PartialEq)]
pub struct Apart<'d> {
    /// Of whom.
    pub candidate: &'d Candidate,
    /// On what.
    pub id: CriterionId,
    /// The marks.
    pub panel: &'d Panel,
    /// The highest mark less the lowest, 0..1.
    pub apart: f64,
    /// How much of the candidate's score lies between them, 0..1.
    pub effect: f64,
}

/// The panels of a deal without a consensus whose marks are at least so far apart, of 1: by candidate, the one with the
/// largest effect on a score first, and for each the largest first.
pub fn apart(deal: &Deal, least: f64) -> Vec<Apart<'_>> {
    let mut found: Vec<Vec<Apart<'_>>> = deal
        .candidates
        .iter()
        .map(|candidate| of_candidate(deal, candidate, least))
        .filter(|found| !found.is_empty())
        .collect();
    found.sort_by(|a, b| {
        let effect = b[0].effect.total_cmp(&a[0].effect);
        effect.then_with(|| a[0].candidate.name.cmp(&b[0].candidate.name))
    });
    found.into_iter().flatten().collect()
}

fn of_candidate<'d>(deal: &'d Deal, candidate: &'d Candidate, least: f64) -> Vec<Apart<'d>> {
    let found = deal.plan.asked.iter().filter_map(|asked| {
        let panel = candidate.ratings.panel(asked.id)?;
        let marks = panel.marks.iter().filter_map(|mark| mark.score);
        let low = marks.clone().fold(f64::INFINITY, f64::min);
        let apart = marks.fold(0.0, f64::max) - low;
        let is_open = panel.is_named() && panel.consensus.is_none();
        (is_open && apart > 0.0 && apart >= least - SLACK).then(|| Apart {
            candidate,
            id: asked.id,
            panel,
            apart,
            effect: deal.plan.weights.fractions[asked.dimension] * asked.fraction * apart,
        })
    });
    let mut found: Vec<Apart<'_>> = found.collect();
    // Stable: else in the order of the deal.
    found.sort_by(|a, b| b.effect.total_cmp(&a.effect));
    found
}
