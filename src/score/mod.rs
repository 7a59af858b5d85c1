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
#[derive(Clone, Debug, Default, PartialEq)]
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
        let mut scores = Self::default();
        scores.again(relation);
        scores
    }

    /// Scores another relation in the same memory.
    pub fn again(&mut self, relation: &Relation<'_>) {
        let deal = relation.deal;
        let plan = &deal.plan;
        self.criteria.clear();
        let criteria = plan.asked.iter();
        self.criteria
            .extend(criteria.map(|asked| criterion::score(relation, asked)));
        self.dimensions = total::dimensions(plan, &self.criteria);
        let weights = &plan.weights.fractions;
        self.total = total::totals(deal.aggregation, weights, &self.dimensions);
    }

    /// The score of an asked criterion.
    pub fn criterion(&self, deal: &Deal, id: CriterionId) -> Option<&CriterionScore> {
        Some(&self.criteria[deal.plan.place(id)?])
    }
}

/// Everything the core says of a relation.
#[derive(Clone, Debug, Default, PartialEq)]
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
        let mut evaluation = Self::default();
        evaluation.again(deal, members);
        evaluation
    }

    /// Evaluates other members in the same memory.
    pub fn again(&mut self, deal: &Deal, members: &[&Candidate]) {
        let relation = Relation::new(deal, members);
        self.scores.again(&relation);
        self.gates.clear();
        self.concerns.clear();
        gates::all(&relation, &self.scores, &mut self.gates, &mut self.concerns);
        concerns::flags(&relation, &mut self.concerns);
        self.verdict = verdict::verdict(&relation, &self.scores, &self.gates);
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
        let mut stopped: Vec<&Gate> = Vec::with_capacity(self.gates.len());
        let gates = self.gates.iter();
        stopped.extend(gates.filter(|gate| gate.outcome != Outcome::Pass));
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
