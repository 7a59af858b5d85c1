//! The scoring core: pure functions from facts to scores, gates and a verdict. No I/O, no formatting.

mod ceiling;
mod commitment;
mod compatibility;
mod complementarity;
mod concerns;
mod cost_sharing;
mod criterion;
mod gates;
mod rank;
mod relation;
mod risk_sharing;
mod terms;
#[cfg(test)]
pub(crate) mod testing;
mod total;
mod triple;
mod verdict;

pub use ceiling::Ceiling;
pub use commitment::wilson;
pub use compatibility::member_pair;
pub use complementarity::{NeedCover, cover, fill_from_the_rest};
pub use concerns::{Concern, Whole, redundant};
pub use criterion::{CriterionScore, Source};
pub use gates::{Gate, GateKind, Outcome, minimum_title, reaches};
pub use rank::rank;
pub use relation::{Division, Relation};
pub use risk_sharing::relief;
pub use terms::{PartyShares, Terms};
pub use total::{DimensionScore, GEOMETRIC_FLOOR, total};
pub use triple::{Triple, clamp};
pub use verdict::{CONDITIONAL_KNOWN, Verdict};

use crate::deal::{Candidate, CriterionId, Deal};
use crate::model::{ByDimension, Flag};

/// The scores of a relation.
#[derive(Clone, Debug, PartialEq)]
pub struct Scores {
    /// A score for each criterion of the plan, in its order.
    pub criteria: Vec<CriterionScore>,
    /// The five dimensions.
    pub dimensions: ByDimension<DimensionScore>,
    /// The total.
    pub total: DimensionScore,
}

impl Scores {
    /// Scores a relation.
    pub fn of(relation: &Relation<'_>) -> Self {
        let deal = relation.deal;
        let plan = &deal.plan;
        let criteria: Vec<CriterionScore> = plan
            .asked
            .iter()
            .map(|asked| criterion::score(relation, asked))
            .collect();
        let dimensions = total::dimensions(plan, &criteria);
        let total = total::totals(deal.aggregation, &plan.weights.fractions, &dimensions);
        Self {
            criteria,
            dimensions,
            total,
        }
    }

    /// The score of an asked criterion.
    pub fn criterion(&self, deal: &Deal, id: CriterionId) -> Option<&CriterionScore> {
        let place = deal.plan.asked.iter().position(|asked| asked.id == id)?;
        Some(&self.criteria[place])
    }
}

/// Everything the core says of a relation.
#[derive(Clone, Debug, PartialEq)]
pub struct Evaluation {
    /// The scores.
    pub scores: Scores,
    /// Every gate that applies.
    pub gates: Vec<Gate>,
    /// Why conditions do not pass, and what raises flags.
    pub concerns: Vec<Concern>,
    /// The verdict.
    pub verdict: Verdict,
}

impl Evaluation {
    /// Evaluates the organization with these members, of which there must be one at least.
    pub fn of(deal: &Deal, members: &[&Candidate]) -> Self {
        let relation = Relation::new(deal, members);
        let scores = Scores::of(&relation);
        let (gates, mut concerns) = gates::all(&relation, &scores);
        concerns.extend(concerns::flags(&relation));
        let verdict = verdict::verdict(&relation, &scores, &gates);
        Self {
            scores,
            gates,
            concerns,
            verdict,
        }
    }

    /// The flags raised, each once, failed conditions first.
    pub fn flags(&self) -> Vec<Flag> {
        let mut flags: Vec<Flag> = self.concerns.iter().filter_map(Concern::flag).collect();
        flags.sort_unstable();
        flags.dedup();
        flags
    }

    /// The gates that do not pass, hardest first: what fails before what is undecided; among those
    /// conditions before minimums, as no points make up for them; among minimums the one that
    /// lacks most.
    pub fn stopped_by(&self) -> Vec<&Gate> {
        let mut stopped: Vec<&Gate> = self
            .gates
            .iter()
            .filter(|gate| gate.outcome != Outcome::Pass)
            .collect();
        let hardness = |gate: &Gate| match gate.kind {
            GateKind::PassFail(_) => f64::INFINITY,
            GateKind::Minimum(minimum, score) => {
                let reached = if gate.outcome == Outcome::Fail {
                    score.high
                } else {
                    score.value
                };
                minimum.minimum / 100.0 - reached
            }
        };
        // Stable: equally hard gates stay in the order of the plan.
        stopped.sort_by(|a, b| {
            b.outcome
                .cmp(&a.outcome)
                .then(hardness(b).total_cmp(&hardness(a)))
        });
        stopped
    }
}
