//! Gates: minimums that scores must reach, and gates that facts pass or fail.

use super::concern::{Concern, Whole};
use super::outcome::Outcome;
use super::scores::Scores;
use super::sharing;
use crate::criteria::{CriterionScore, Division, Relation, Triple, each_member, need_gap};
use crate::deal::{CriterionId, Deal, GateFrom, GateOn, Minimum};
use crate::model::{Builtin, PassFail, SLACK};

/// Which gate.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum GateKind {
    /// A minimum and the score it is set on.
    Minimum(Minimum, Triple),
    /// A gate that facts pass or fail, and who sets it.
    PassFail(PassFail, GateFrom),
    /// How much must be known.
    Known {
        /// The minimum, of 100.
        minimum: f64,
        /// What is known, 0..1.
        known: f64,
        /// Who sets it.
        from: GateFrom,
    },
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
            GateKind::PassFail(gate, _) => gate.id(),
            GateKind::Known { .. } => PassFail::Known.id(),
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
            GateKind::PassFail(gate, _) => gate.title(),
            GateKind::Known { .. } => PassFail::Known.title(),
            GateKind::Minimum(minimum, _) => minimum_title(deal, minimum.on),
        }
    }

    /// Who sets it.
    pub fn from(&self) -> GateFrom {
        match self.kind {
            GateKind::Minimum(minimum, _) => minimum.from,
            GateKind::PassFail(_, from) | GateKind::Known { from, .. } => from,
        }
    }

    /// Whether it is a house's minimum on what the deal does not ask.
    pub fn is_not_asked(&self) -> bool {
        matches!(self.kind, GateKind::Minimum(minimum, _) if !minimum.is_asked)
    }
}

/// What a minimum is set on, in running text.
pub fn minimum_title(deal: &Deal, on: GateOn) -> &str {
    match on {
        GateOn::Score => "score",
        GateOn::Dimension(dimension) => deal.dimension_title(dimension),
        GateOn::Criterion(id) => deal.criterion_title(id),
    }
}

/// Whether a minimum of 0..100 is reached by a value of 0..1: unrounded, and equal passes.
pub fn reaches(value: f64, minimum: f64) -> bool {
    value >= minimum / 100.0 - SLACK
}

/// Adds every gate that applies to the relation, in the order of the plan, then the pass/fail gates; and the reasons
/// why these do not pass.
pub(super) fn all(
    relation: &Relation<'_>,
    scores: &Scores,
    gates: &mut Vec<Gate>,
    concerns: &mut Vec<Concern>,
) {
    let plan = &relation.deal.plan;
    // One member of a consortium or a network is not stopped by what another may bring, unless somebody says so.
    let minimums = match is_part_of_a_set(relation) {
        true => &plan.minimums_alone,
        false => &plan.minimums,
    };
    gates.extend(
        minimums
            .iter()
            .map(|minimum| check_minimum(relation, scores, minimum)),
    );
    for &(gate, from) in &plan.pass_fail.in_force {
        if !applies(relation, gate) {
            continue;
        }
        let before = concerns.len();
        check(relation, scores, gate, concerns);
        let outcomes = concerns[before..].iter().map(Concern::outcome);
        let outcome = outcomes.max().unwrap_or(Outcome::Pass);
        let kind = GateKind::PassFail(gate, from);
        gates.push(Gate { kind, outcome });
    }
    gates.extend(known(plan.pass_fail.known, scores));
}

fn known(minimum: Option<(f64, GateFrom)>, scores: &Scores) -> Option<Gate> {
    let (minimum, from) = minimum?;
    let known = scores.total.known;
    let outcome = match reaches(known, minimum) {
        true => Outcome::Pass,
        false => Outcome::Undecided,
    };
    let kind = GateKind::Known {
        minimum,
        known,
        from,
    };
    Some(Gate { kind, outcome })
}

/// A minimum on a criterion that is a mean over members holds for every member by itself.
fn check_minimum(relation: &Relation<'_>, scores: &Scores, minimum: &Minimum) -> Gate {
    let outcome = |score: &Triple| {
        if reaches(score.value, minimum.minimum) {
            Outcome::Pass
        } else if reaches(score.high, minimum.minimum) {
            Outcome::Undecided
        } else {
            Outcome::Fail
        }
    };
    let gate = |score, outcome| Gate {
        kind: GateKind::Minimum(*minimum, score),
        outcome,
    };
    if !minimum.is_asked {
        return gate(Triple::UNKNOWN, Outcome::Undecided);
    }
    match members_scores(relation, minimum) {
        Some(members) if !members.is_empty() => {
            let least = |part: fn(&Triple) -> f64| {
                let parts = members.iter().map(|member| part(&member.score));
                parts.fold(1.0, f64::min)
            };
            let score = Triple {
                value: least(|t| t.value),
                low: least(|t| t.low),
                high: least(|t| t.high),
            };
            let worst = members.iter().map(|member| outcome(&member.score)).max();
            gate(score, worst.unwrap_or_default())
        }
        _ => {
            let score = scored(relation, scores, minimum.on);
            gate(score, outcome(&score))
        }
    }
}

/// In a set of several members, the score of each on what a minimum is set on, if it holds for each by itself.
pub(super) fn members_scores(
    relation: &Relation<'_>,
    minimum: &Minimum,
) -> Option<Vec<CriterionScore>> {
    let GateOn::Criterion(id) = minimum.on else {
        return None;
    };
    if relation.members.len() < 2 {
        return None;
    }
    each_member(relation, relation.deal.plan.find(id)?)
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

/// Whether these members give a gate in force something to judge.
fn applies(relation: &Relation<'_>, gate: PassFail) -> bool {
    let deal = relation.deal;
    let states_share = || (0..relation.parties()).any(|party| relation.states_share(party));
    match gate {
        PassFail::OverSubscribed => states_share(),
        PassFail::CriticalNeed => !is_part_of_a_set(relation),
        PassFail::NothingShared => deal.cost.is_some() || deal.benefit.is_some() || states_share(),
        PassFail::Veto
        | PassFail::Known
        | PassFail::Requirement
        | PassFail::WorseOff
        | PassFail::Unprofitable
        | PassFail::Measure => true,
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
        PassFail::Known => {}
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
            concerns.extend(sharing::worse_off(relation));
            if concerns.len() == before {
                if is_unknown(Builtin::Savings) {
                    concerns.push(Concern::SavingsUnknown);
                }
                concerns.extend(sharing::worse_off_withheld(relation));
            }
        }
        PassFail::Unprofitable => {
            let before = concerns.len();
            concerns.extend(sharing::unprofitable(relation));
            if concerns.len() == before {
                if is_unknown(Builtin::Equity) {
                    concerns.push(Concern::EquityUnknown);
                }
                sharing::unprofitable_open(relation, concerns);
            }
        }
        PassFail::NothingShared => sharing::nothing_shared(relation, concerns),
        PassFail::OverSubscribed => {
            let before = concerns.len();
            let whole = |what, division: Option<Division>| {
                let sum = division.filter(Division::is_over_subscribed)?.sum;
                Some(Concern::OverSubscribed { what, sum })
            };
            concerns.extend(whole(Whole::Cost, relation.cost));
            concerns.extend(whole(Whole::Benefit, relation.benefit));
            let of_risk = |(at, risk)| whole(Whole::Risk(at), relation.risk_division(risk));
            concerns.extend(deal.risks.iter().enumerate().filter_map(of_risk));
            if concerns.len() == before {
                concerns.extend(sharing::over_subscribed_withheld(relation));
            }
        }
        PassFail::Measure => {
            for (criterion, own) in deal.asked_relative() {
                let silent = members().filter(|(_, m)| m.measures.get(own.name).is_none());
                concerns.extend(
                    silent.map(|(member, _)| Concern::MeasureNotStated { member, criterion }),
                );
            }
        }
    }
}
