//! Everything the core says of a relation: scores, gates, flags and a verdict.

use super::concerns::{self, Concern};
use super::gates::{self, Gate, GateKind};
use super::outcome::Outcome;
use super::scores::Scores;
use super::verdict::{self, Verdict};
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
}

impl Evaluation {
    /// Evaluates the organization with these members.
    pub fn of(deal: &Deal, members: &[&Candidate]) -> Self {
        let mut evaluation = Self::default();
        evaluation.recompute(deal, members);
        evaluation
    }

    /// Evaluates other members in the same memory.
    pub fn recompute(&mut self, deal: &Deal, members: &[&Candidate]) {
        let relation = Relation::new(deal, members);
        self.scores.recompute(&relation);
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
