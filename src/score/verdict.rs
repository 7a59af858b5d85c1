//! The verdict: from gates to a recommendation.

use super::gates::{Gate, GateKind, members_scores};
use super::outcome::Outcome;
use super::scores::Scores;
use super::total::total;
use crate::criteria::{Basis, CriterionScore, Relation, each_member};
use crate::deal::{Asked, CriterionId, GateOn, Minimum};
use crate::model::table::table;
use crate::model::{Aggregation, Builtin, ByDimension, Dimension, SLACK};

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
        about: "no gate fails, every pass/fail gate passes, at least 0.70 is known, and every minimum holds if \
                what is open turns out at most half good; the report says how good (\"if\" in the table)",
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

/// How much must be known for a conditional recommendation (a judgement).
pub const CONDITIONAL_KNOWN: f64 = 0.70;
/// How good what is open may have to turn out for it, 0..1 (a judgement).
pub const CONDITIONAL_PART: f64 = 0.5;

/// What must turn out for a conditional recommendation.
#[derive(Clone, Debug, PartialEq)]
pub struct Condition {
    /// The least part of what is open at which every minimum holds.
    pub part: f64,
    /// The criteria with room that touch a minimum not yet met, by place in the plan, each with the score that it then
    /// has, 0..1.
    pub open: Vec<(usize, f64)>,
}

/// The verdict on a relation with these scores and gates, and what it depends on if it is conditional.
pub(super) fn verdict(
    relation: &Relation<'_>,
    scores: &Scores,
    gates: &[Gate],
) -> (Verdict, Option<Condition>) {
    match gates.iter().map(|gate| gate.outcome).max() {
        Some(Outcome::Fail) => (Verdict::NotRecommended, None),
        None | Some(Outcome::Pass) => (Verdict::Recommended, None),
        Some(Outcome::Undecided) => match condition(relation, scores, gates) {
            Some(condition) => (Verdict::Conditional, Some(condition)),
            None => (Verdict::Undecided, None),
        },
    }
}

fn condition(relation: &Relation<'_>, scores: &Scores, gates: &[Gate]) -> Option<Condition> {
    if scores.total.known < CONDITIONAL_KNOWN - SLACK {
        return None;
    }
    let mut unmet: Vec<&Minimum> = Vec::new();
    for gate in gates.iter().filter(|gate| gate.outcome != Outcome::Pass) {
        match &gate.kind {
            GateKind::Minimum(minimum, _) if minimum.is_asked => unmet.push(minimum),
            GateKind::Minimum(..) | GateKind::PassFail(..) | GateKind::Known { .. } => return None,
        }
    }
    let room = Open::of(relation, scores);
    let mut part: f64 = 0.0;
    for minimum in &unmet {
        part = part.max(room.part(relation, minimum)?);
    }
    if part > CONDITIONAL_PART + SLACK {
        return None;
    }
    let asked = relation.deal.plan.asked.iter().enumerate();
    let weights = &relation.deal.plan.weights.fractions;
    let is_open = |&(place, asked): &(usize, &Asked)| {
        let touches = |minimum: &&Minimum| touches(minimum, asked, weights[asked.dimension]);
        room.room[place] > 0.0 && unmet.iter().any(touches)
    };
    let open = asked.filter(is_open).map(|(place, _)| {
        let value = scores.criteria[place].score.value;
        (place, value + part * room.room[place])
    });
    let open = open.collect();
    Some(Condition { part, open })
}

/// Whether the score of a criterion counts in what a minimum is set on.
fn touches(minimum: &Minimum, asked: &Asked, of_dimension: f64) -> bool {
    match minimum.on {
        GateOn::Score => asked.fraction > 0.0 && of_dimension > 0.0,
        GateOn::Dimension(dimension) => asked.dimension == dimension && asked.fraction > 0.0,
        GateOn::Criterion(id) => asked.id == id,
    }
}

/// What could still be added to each criterion of the plan. A stated track record has no room: time alone moves it.
struct Open<'s> {
    scores: &'s Scores,
    room: Vec<f64>,
}

impl<'s> Open<'s> {
    fn of(relation: &Relation<'_>, scores: &'s Scores) -> Self {
        let asked = relation.deal.plan.asked.iter().zip(&scores.criteria);
        let room = |(asked, criterion): (&Asked, &CriterionScore)| {
            if asked.id != CriterionId::Builtin(Builtin::TrackRecord) {
                return room(asked, criterion);
            }
            let members = each_member(relation, asked).unwrap_or_default();
            let rooms = members.iter().map(|member| room(asked, member));
            rooms.sum::<f64>() / members.len().max(1) as f64
        };
        Self {
            scores,
            room: asked.map(room).collect(),
        }
    }

    /// The least part of what is open at which a minimum holds, 0..1; `None` if it does not hold with all.
    fn part(&self, relation: &Relation<'_>, minimum: &Minimum) -> Option<f64> {
        let goal = minimum.minimum / 100.0;
        let deal = relation.deal;
        let dimension = |dimension: Dimension| {
            let asked = deal.plan.asked.iter().zip(&self.room);
            let of_it = asked.filter(|(asked, _)| asked.dimension == dimension);
            let room: f64 = of_it.map(|(asked, room)| asked.fraction * room).sum();
            (self.scores.dimensions[dimension].score.value, room)
        };
        match minimum.on {
            GateOn::Dimension(of) => {
                let (value, room) = dimension(of);
                least_part(goal, value, room)
            }
            GateOn::Criterion(id) => {
                let place = deal.plan.place(id)?;
                let asked = &deal.plan.asked[place];
                match members_scores(relation, minimum) {
                    None => least_part(
                        goal,
                        self.scores.criteria[place].score.value,
                        self.room[place],
                    ),
                    Some(members) => members.iter().try_fold(0.0, |most: f64, member| {
                        let part = least_part(goal, member.score.value, room(asked, member))?;
                        Some(most.max(part))
                    }),
                }
            }
            GateOn::Score => {
                let weights = &deal.plan.weights.fractions;
                let rooms = ByDimension::of(dimension);
                let at = |part: f64| {
                    total(deal.aggregation, weights, |d| {
                        rooms[d].0 + part * rooms[d].1
                    })
                };
                match deal.aggregation {
                    Aggregation::Arithmetic => least_part(goal, at(0.0), at(1.0) - at(0.0)),
                    Aggregation::Geometric => bisect(goal, at),
                }
            }
        }
    }
}

/// What is open of a criterion: how much its score can still rise. That of a stated track record moves with time alone.
pub fn room(asked: &Asked, criterion: &CriterionScore) -> f64 {
    let is_record = asked.id == CriterionId::Builtin(Builtin::TrackRecord);
    match is_record && criterion.basis == Basis::Computed {
        true => 0.0,
        false => criterion.score.high - criterion.score.value,
    }
}

/// The part of a room that must be added to a value to reach a goal.
fn least_part(goal: f64, value: f64, room: f64) -> Option<f64> {
    if value >= goal {
        return Some(0.0);
    }
    let part = (goal - value) / room;
    (part <= 1.0).then_some(part)
}

/// The same of a total that rises with the part and is no straight line.
fn bisect(goal: f64, at: impl Fn(f64) -> f64) -> Option<f64> {
    if at(0.0) >= goal {
        return Some(0.0);
    }
    if at(1.0) < goal {
        return None;
    }
    let (mut below, mut above) = (0.0, 1.0);
    // A number between two others is one of them once they are neighbours.
    while let middle = below + (above - below) / 2.0
        && below < middle
        && middle < above
    {
        match at(middle) < goal {
            true => below = middle,
            false => above = middle,
        }
    }
    Some(above)
}
