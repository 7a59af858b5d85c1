//! Gates: minimums that scores must reach, and conditions that facts pass or fail.

use super::concerns::{self, Concern, Whole};
use super::outcome::Outcome;
use super::scores::Scores;
use crate::criteria::{Division, Relation, Triple, need_gap};
use crate::deal::{CriterionId, Deal, GateOn, Minimum};
use crate::model::{Builtin, Dimension, PassFail, SLACK};

/// Which gate.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum GateKind {
    /// A minimum and the score it is set on.
    Minimum(Minimum, Triple),
    /// A condition.
    PassFail(PassFail),
}

/// A gate and what came of it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Gate {
    /// Which.
    pub kind: GateKind,
    /// What came of it.
    pub outcome: Outcome,
}

impl Gate {
    /// The stable id, as machine output spells it.
    pub fn id<'a>(&self, deal: &'a Deal) -> &'a str {
        match self.kind {
            GateKind::PassFail(condition) => condition.id(),
            GateKind::Minimum(minimum, _) => match minimum.on {
                GateOn::Score => "score",
                GateOn::Dimension(dimension) => dimension.id(),
                GateOn::Criterion(id) => deal.criterion_id(id),
            },
        }
    }

    /// The name in running text.
    pub fn title<'a>(&self, deal: &'a Deal) -> &'a str {
        match self.kind {
            GateKind::PassFail(condition) => condition.title(),
            GateKind::Minimum(minimum, _) => minimum_title(deal, minimum.on),
        }
    }
}

/// What a minimum is set on, in running text.
pub fn minimum_title(deal: &Deal, on: GateOn) -> &str {
    match on {
        GateOn::Score => "score",
        GateOn::Dimension(dimension) => dimension.title(),
        GateOn::Criterion(id) => deal.criterion_title(id),
    }
}

/// Whether a minimum of 0..100 is reached by a value of 0..1: unrounded, and equal passes.
pub fn reaches(value: f64, minimum: f64) -> bool {
    value >= minimum / 100.0 - SLACK
}

/// Adds every gate that applies to the relation, in the order of the plan, then the conditions, hardest
/// first; and the reasons why conditions do not pass.
pub(super) fn all(
    relation: &Relation<'_>,
    scores: &Scores,
    gates: &mut Vec<Gate>,
    concerns: &mut Vec<Concern>,
) {
    let plan = &relation.deal.plan;
    let minimums = plan.minimums.iter();
    for minimum in minimums.filter(|minimum| !is_left_out(relation, minimum)) {
        let score = scored(relation, scores, minimum.on);
        let outcome = if reaches(score.value, minimum.minimum) {
            Outcome::Pass
        } else if reaches(score.high, minimum.minimum) {
            Outcome::Undecided
        } else {
            Outcome::Fail
        };
        let kind = GateKind::Minimum(*minimum, score);
        gates.push(Gate { kind, outcome });
    }
    for gate in PassFail::ALL {
        if plan.removed.contains(&gate) || !applies(relation, gate) {
            continue;
        }
        let before = concerns.len();
        check(relation, scores, gate, concerns);
        let outcomes = concerns[before..].iter().map(Concern::outcome);
        let outcome = outcomes.max().unwrap_or(Outcome::Pass);
        let kind = GateKind::PassFail(gate);
        gates.push(Gate { kind, outcome });
    }
}

/// Coverage is the business of the whole set: one member of a consortium or a network is not stopped
/// by what another may bring, unless `[gates]` says so.
fn is_left_out(relation: &Relation<'_>, minimum: &Minimum) -> bool {
    let is_coverage = matches!(
        minimum.on,
        GateOn::Dimension(Dimension::Complementarity)
            | GateOn::Criterion(CriterionId::Builtin(Builtin::Resources))
    );
    is_coverage && !minimum.explicit && is_part_of_a_set(relation)
}

fn is_part_of_a_set(relation: &Relation<'_>) -> bool {
    relation.members.len() == 1 && relation.deal.relationship.is_many_sided()
}

/// The score that a minimum is set on.
fn scored(relation: &Relation<'_>, scores: &Scores, on: GateOn) -> Triple {
    match on {
        GateOn::Score => scores.total.score,
        GateOn::Dimension(dimension) => scores.dimensions[dimension].score,
        GateOn::Criterion(id) => scores
            .criterion(relation.deal, id)
            .map_or(Triple::UNKNOWN, |c| c.score),
    }
}

/// Whether the deal asks what the condition is about.
fn applies(relation: &Relation<'_>, gate: PassFail) -> bool {
    let deal = relation.deal;
    match gate {
        PassFail::Veto => true,
        // One member alone has a share of 1 at most.
        PassFail::OverSubscribed => relation.members.len() > 1,
        PassFail::Requirement => !deal.requirements.is_empty(),
        PassFail::CriticalNeed => {
            !is_part_of_a_set(relation)
                && deal
                    .needs
                    .iter()
                    .any(|need| need.critical && need.gap > 0.0)
        }
        PassFail::WorseOff => deal.cost.is_some() || deal.plan.asks(Builtin::Savings),
        PassFail::Unprofitable => {
            (deal.cost.is_some() && deal.benefit.is_some()) || deal.plan.asks(Builtin::Equity)
        }
    }
}

fn check(relation: &Relation<'_>, scores: &Scores, gate: PassFail, concerns: &mut Vec<Concern>) {
    let deal = relation.deal;
    let members = || relation.members.iter().enumerate();
    let is_unknown = |builtin: Builtin| {
        let criterion = scores.criterion(deal, CriterionId::Builtin(builtin));
        criterion.is_some_and(|criterion| criterion.known < 1.0)
    };
    match gate {
        PassFail::Veto => concerns.extend(
            members()
                .filter(|(_, member)| member.veto.is_some())
                .map(|(member, _)| Concern::Veto { member }),
        ),
        PassFail::Requirement => {
            for (requirement, stated) in deal.requirements.iter().enumerate() {
                for (member, candidate) in members() {
                    match candidate.meets(stated.name) {
                        Some(true) => {}
                        Some(false) => concerns.push(Concern::RequirementNotMet {
                            member,
                            requirement,
                        }),
                        None => concerns.push(Concern::RequirementNotSaid {
                            member,
                            requirement,
                        }),
                    }
                }
            }
        }
        PassFail::CriticalNeed => {
            let needs = deal.needs.iter().enumerate();
            for (need, stated) in needs.filter(|(_, need)| need.critical && need.gap > 0.0) {
                let gap = need_gap(relation, stated);
                if gap.is_open(relation) {
                    concerns.push(Concern::NeedNotSaid { need });
                } else if !gap.is_filled() {
                    concerns.push(Concern::NeedNotFilled { need });
                }
            }
        }
        PassFail::WorseOff => {
            let before = concerns.len();
            concerns.extend(concerns::worse_off(relation));
            if concerns.len() == before && is_unknown(Builtin::Savings) {
                concerns.push(Concern::SavingsUnknown);
            }
        }
        PassFail::Unprofitable => {
            let before = concerns.len();
            concerns.extend(concerns::unprofitable(relation));
            if concerns.len() == before && is_unknown(Builtin::Equity) {
                concerns.push(Concern::EquityUnknown);
            }
        }
        PassFail::OverSubscribed => {
            let whole = |what, division: Option<Division>| {
                let sum = division?.over_subscribed?;
                Some(Concern::OverSubscribed { what, sum })
            };
            concerns.extend(whole(Whole::Cost, relation.cost));
            concerns.extend(whole(Whole::Benefit, relation.benefit));
            let of_risk = |(at, risk)| whole(Whole::Risk(at), relation.risk_division(risk));
            concerns.extend(deal.risks.iter().enumerate().filter_map(of_risk));
        }
    }
}
