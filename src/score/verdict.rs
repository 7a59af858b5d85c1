//! The verdict: from gates to a recommendation.

use super::gates::{Gate, GateKind, reaches};
use super::outcome::Outcome;
use super::scores::Scores;
use super::total::total;
use crate::criteria::Relation;
use crate::deal::GateOn;
use crate::model::table::table;
use crate::model::{ByDimension, Dimension, SLACK};

table! {
    /// What the program says of a relation, best first.
    #[derive(Default)]
    pub enum Verdict: ALL {
        /// When it is given.
        about: &'static str,
        /// The stable id.
        id: &'static str,
    }

    Recommended {
        about: "every gate passes on what is proven (\"yes\" in the table)",
        id: "recommended",
    }
    Conditional {
        about: "no gate fails, at least 0.70 is answered, and every minimum holds on what is answered \
                (\"if\" in the table)",
        id: "conditional",
    }
    #[default]
    Undecided {
        about: "no gate fails, and too much is not known to say more (\"open\" in the table)",
        id: "undecided",
    }
    NotRecommended {
        about: "a gate fails, whatever else becomes known (\"no\" in the table)",
        id: "not-recommended",
    }
}

/// How much must be answered for a conditional recommendation (a judgement).
pub const CONDITIONAL_KNOWN: f64 = 0.70;

/// The verdict on a relation with these scores and gates.
pub(super) fn verdict(relation: &Relation<'_>, scores: &Scores, gates: &[Gate]) -> Verdict {
    match gates.iter().map(|gate| gate.outcome).max() {
        Some(Outcome::Fail) => Verdict::NotRecommended,
        None | Some(Outcome::Pass) => Verdict::Recommended,
        Some(Outcome::Undecided) if is_conditional(relation, scores, gates) => Verdict::Conditional,
        Some(Outcome::Undecided) => Verdict::Undecided,
    }
}

fn is_conditional(relation: &Relation<'_>, scores: &Scores, gates: &[Gate]) -> bool {
    let as_known = AsKnown::of(relation, scores);
    scores.total.known >= CONDITIONAL_KNOWN - SLACK
        && gates.iter().all(|gate| match gate.kind {
            GateKind::PassFail(_) => gate.outcome == Outcome::Pass,
            GateKind::Minimum(minimum, score) => {
                let known = match minimum.on {
                    GateOn::Score => as_known.total,
                    GateOn::Dimension(dimension) => as_known.dimensions[dimension],
                    GateOn::Criterion(id) => scores
                        .criterion(relation.deal, id)
                        .filter(|criterion| criterion.known > 0.0)
                        .map(|criterion| (criterion.answered / criterion.known).min(score.high)),
                };
                known.is_some_and(|known| reaches(known, minimum.minimum))
            }
        })
}

/// Scores from what is answered alone; `None` where nothing is.
struct AsKnown {
    dimensions: ByDimension<Option<f64>>,
    total: Option<f64>,
}

impl AsKnown {
    fn of(relation: &Relation<'_>, scores: &Scores) -> Self {
        let plan = &relation.deal.plan;
        let mut answered: ByDimension<f64> = ByDimension::default();
        for (asked, criterion) in plan.asked.iter().zip(&scores.criteria) {
            answered[asked.dimension] += asked.fraction * criterion.answered;
        }
        let dimensions = ByDimension::of(|dimension| {
            let score = &scores.dimensions[dimension];
            (score.known > 0.0).then(|| (answered[dimension] / score.known).min(score.score.high))
        });
        let weights = &plan.weights.fractions;
        let counts = |d: Dimension| weights[d] > 0.0 && dimensions[d].is_some();
        let sum: f64 = Dimension::ALL
            .into_iter()
            .filter(|&d| counts(d))
            .map(|d| weights[d])
            .sum();
        let weights = ByDimension::of(|d| if counts(d) { weights[d] / sum } else { 0.0 });
        let known = total(relation.deal.aggregation, &weights, |d| {
            dimensions[d].unwrap_or(0.0)
        });
        let total = (sum > 0.0).then(|| known.min(scores.total.score.high));
        Self { dimensions, total }
    }
}
