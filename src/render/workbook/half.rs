//! What scores are if half of what is open turns out well. A verdict is conditional if every minimum then holds, so this is
//! what its formula asks; the scores of this moment are computed here, to be the results of the formulas.

use super::layout::{GateColumn, JudgedBy, Layout, Shown};
use crate::criteria::CriterionScore;
use crate::deal::Asked;
use crate::model::{Dimension, SLACK};
use crate::score::{CONDITIONAL_PART, Outcome, room, total};

/// Half, and the slack of comparisons.
pub(super) const PART: f64 = CONDITIONAL_PART + SLACK;

/// The score of a criterion.
pub(super) fn of_criterion(asked: &Asked, criterion: &CriterionScore) -> f64 {
    criterion.score.value + PART * room(asked, criterion)
}

/// The score of a dimension.
pub(super) fn of_dimension(layout: &Layout<'_>, shown: &Shown<'_>, dimension: Dimension) -> f64 {
    let scores = &shown.row.evaluation.scores.criteria;
    let asked = layout.asked().iter().zip(scores);
    let of_it = asked.filter(|(asked, _)| asked.dimension == dimension);
    of_it
        .map(|(asked, criterion)| asked.fraction * of_criterion(asked, criterion))
        .sum()
}

/// The total.
pub(super) fn of_total(layout: &Layout<'_>, shown: &Shown<'_>) -> f64 {
    let weights = &layout.deal.plan.weights.fractions;
    total(layout.deal.aggregation, weights, |dimension| {
        of_dimension(layout, shown, dimension)
    })
}

/// Whether a minimum that is open would still not hold.
pub(super) fn is_short(layout: &Layout<'_>, shown: &Shown<'_>, gate: &GateColumn) -> bool {
    let evaluation = &shown.row.evaluation;
    let mut gates = evaluation.gates.iter();
    let is_open =
        gates.any(|found| found.id(layout.deal) == gate.id && found.outcome == Outcome::Undecided);
    let half = match gate.judged_by {
        JudgedBy::Score => of_total(layout, shown),
        JudgedBy::Dimension(place) => of_dimension(layout, shown, layout.dimensions[place]),
        JudgedBy::Criterion(place) => {
            of_criterion(&layout.asked()[place], &evaluation.scores.criteria[place])
        }
        JudgedBy::Known | JudgedBy::Facts => return false,
    };
    is_open && gate.minimum.is_some_and(|minimum| half < minimum / 100.0)
}
