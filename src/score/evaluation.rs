//! Everything the core says of a relation: scores, gates, flags and a verdict.

use super::across;
use super::concern::{Concern, flags_of};
use super::flags;
use super::gates::{self, Gate, GateKind};
use super::outcome::Outcome;
use super::scores::Scores;
use super::verdict::{self, Condition, Verdict};
use crate::criteria::Relation;
use crate::deal::{Candidate, Deal};
use crate::model::Flag;

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
    /// What a conditional verdict depends on.
    pub condition: Option<Condition>,
}

impl Evaluation {
    /// Evaluates the organization with these members.
    pub fn of(deal: &Deal, members: &[&Candidate]) -> Self {
        let mut evaluation = Self::default();
        evaluation.recompute(deal, members);
        evaluation
    }

    /// Gives back the memory that is not used: of many candidates it is much.
    pub(crate) fn shrunk(mut self) -> Self {
        self.scores.criteria.shrink_to_fit();
        self.gates.shrink_to_fit();
        self.concerns.shrink_to_fit();
        self
    }

    /// Evaluates other members in the same memory.
    pub fn recompute(&mut self, deal: &Deal, members: &[&Candidate]) {
        across::settle(deal);
        let relation = Relation::new(deal, members);
        self.scores.recompute(&relation);
        self.gates.clear();
        self.concerns.clear();
        gates::all(&relation, &self.scores, &mut self.gates, &mut self.concerns);
        flags::raised(&relation, &self.scores, &self.gates, &mut self.concerns);
        (self.verdict, self.condition) = verdict::verdict(&relation, &self.scores, &self.gates);
    }

    /// The flags raised, each once, failed conditions first.
    pub fn flags(&self) -> Vec<Flag> {
        flags_of(&self.concerns)
    }

    /// The gates that do not pass, hardest first: what fails before what is undecided; among those pass/fail gates
    /// before minimums, as no points make up for them; among minimums the one that lacks most.
    pub fn stopped_by(&self) -> Vec<&Gate> {
        let mut stopped: Vec<&Gate> = Vec::with_capacity(self.gates.len());
        let gates = self.gates.iter();
        stopped.extend(gates.filter(|gate| gate.outcome != Outcome::Pass));
        // Shortfalls that differ by rounding alone are equal.
        let lacks = |minimum: f64, value: f64| ((minimum - value * 100.0) * 1e7).round();
        let hardness = |gate: &Gate| match gate.kind {
            GateKind::PassFail(..) | GateKind::Known { .. } => f64::INFINITY,
            GateKind::Minimum(minimum, _) if !minimum.is_asked => lacks(minimum.minimum, 0.0),
            GateKind::Minimum(minimum, score) => lacks(minimum.minimum, score.value),
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
