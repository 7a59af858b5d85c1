//! Puts two sides against each other: what moved, and whether the two can be compared at all.

use std::collections::{BTreeMap, BTreeSet};

use super::cause;
use super::facts::{Change, Changes};
use super::obstacle::{Obstacle, obstacles};
use super::side::Side;
use crate::contract::{AskedV1, CandidateV1, CriterionV1, DimensionV1, Five, GateV1};
use crate::model::{Dimension, SLACK};
use crate::score::Outcome;

/// Points of 0..100 by which something must differ to have moved: the slack of every comparison.
pub const MOVED: f64 = SLACK * 100.0;

/// What became of a candidate.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Status {
    /// Its score, range, rank, verdict or a gate moved, or a part of its score did.
    Moved,
    /// Only the new side has it.
    New,
    /// Only the old side has it.
    Gone,
    /// Nothing of it moved.
    Same,
}

impl Status {
    /// The stable id.
    pub const fn id(self) -> &'static str {
        match self {
            Status::Moved => "moved",
            Status::New => "new",
            Status::Gone => "gone",
            Status::Same => "same",
        }
    }
}

/// A criterion on both sides.
#[derive(Clone, Debug, PartialEq)]
pub struct CriterionMove<'a> {
    /// Its id.
    pub id: &'a str,
    /// Its score on the old side; `None` where that does not ask it.
    pub old: Option<&'a CriterionV1>,
    /// Its score on the new side; `None` where that does not ask it.
    pub new: Option<&'a CriterionV1>,
    /// By how many points of the total its part moved.
    pub points: f64,
    /// Whether its score, range or part of the total moved.
    pub has_moved: bool,
}

/// A dimension on both sides.
#[derive(Clone, Debug, PartialEq)]
pub struct DimensionMove<'a> {
    /// Which.
    pub dimension: Dimension,
    /// Its score on the old side, 0..100.
    pub old: f64,
    /// Its score on the new side, 0..100.
    pub new: f64,
    /// By how many points of the total its part moved; these sum to the movement of the total under
    /// the arithmetic mean.
    pub points: f64,
    /// Its criteria, largest movement first.
    pub criteria: Vec<CriterionMove<'a>>,
}

impl DimensionMove<'_> {
    /// Whether its score, its part of the total or a criterion of it moved.
    pub fn has_moved(&self) -> bool {
        differ(self.old, self.new)
            || self.points.abs() > MOVED
            || self.criteria.iter().any(|criterion| criterion.has_moved)
    }
}

/// A gate that changed its outcome.
#[derive(Clone, Debug, PartialEq)]
pub struct GateMove<'a> {
    /// Its id.
    pub id: &'a str,
    /// What it was; `None` where it did not apply.
    pub old: Option<&'a GateV1>,
    /// What it is; `None` where it does not apply.
    pub new: Option<&'a GateV1>,
}

/// A candidate on both sides.
#[derive(Clone, Debug, PartialEq)]
pub struct Movement<'a> {
    /// Its name.
    pub name: &'a str,
    /// Where it stood.
    pub old: Option<&'a CandidateV1>,
    /// Where it stands.
    pub new: Option<&'a CandidateV1>,
    /// What became of it.
    pub status: Status,
    /// The dimensions, largest movement first; none for a candidate that is new or gone.
    pub dimensions: Vec<DimensionMove<'a>>,
    /// The gates that changed their outcome.
    pub gates: Vec<GateMove<'a>>,
    /// What its part of the deal says otherwise.
    pub changes: Vec<Change>,
}

impl Movement<'_> {
    /// The points by which the score rose; `None` for a candidate that is new or gone.
    pub fn points(&self) -> Option<f64> {
        Some(self.new?.score - self.old?.score)
    }
}

/// Two sides put against each other.
#[derive(Clone, Debug, PartialEq)]
pub struct Comparison<'a> {
    /// The old side.
    pub old: &'a Side,
    /// The new side.
    pub new: &'a Side,
    /// Why they cannot be compared; none if they can.
    pub obstacles: Vec<Obstacle>,
    /// The ids of the criteria that only the old side asks.
    pub no_longer_asked: Vec<&'a str>,
    /// The ids of the criteria that only the new side asks.
    pub newly_asked: Vec<&'a str>,
    /// The candidates of both sides: what moved, largest movement first; the new by rank; the gone by
    /// rank; the others by name.
    pub candidates: Vec<Movement<'a>>,
    /// What the header says otherwise; `None` where a side has no lines.
    pub header: Option<Vec<Change>>,
}

impl<'a> Comparison<'a> {
    /// Compares two sides; `changes` are those of their texts, if both are deals.
    pub fn of(old: &'a Side, new: &'a Side, changes: Option<Changes>) -> Self {
        let (mut header, mut by_candidate) = match changes {
            Some(changes) => (Some(changes.header), changes.candidates),
            None => (None, BTreeMap::new()),
        };
        let by_name = |side: &'a Side| -> BTreeMap<&'a str, &'a CandidateV1> {
            let all = side.document.candidates.iter();
            all.map(|candidate| (candidate.name.as_str(), candidate))
                .collect()
        };
        let (olds, news) = (by_name(old), by_name(new));
        let names: BTreeSet<&str> = olds.keys().chain(news.keys()).copied().collect();
        let mut moved_ids: BTreeSet<String> = BTreeSet::new();
        let mut candidates: Vec<Movement<'a>> = names
            .into_iter()
            .map(|name| {
                let changes = by_candidate.remove(name).unwrap_or_default();
                let both = (olds.get(name).copied(), news.get(name).copied());
                let movement = movement(old, new, name, both, changes);
                moved_ids.extend(ids(&movement));
                movement
            })
            .collect();
        for change in header.iter_mut().flatten() {
            change.moved = known(cause::of_header(&change.path), &moved_ids);
        }
        // Stable: those that move alike stay in the order of their names.
        candidates.sort_by(|a, b| {
            let rank = |m: &Movement<'_>| match m.status {
                Status::New | Status::Gone => m.new.or(m.old).map(|candidate| candidate.rank),
                Status::Moved | Status::Same => None,
            };
            let size = |m: &Movement<'_>| m.points().unwrap_or(0.0).abs();
            a.status
                .cmp(&b.status)
                .then(size(b).total_cmp(&size(a)))
                .then(rank(a).cmp(&rank(b)))
        });
        Self {
            obstacles: obstacles(old, new),
            no_longer_asked: only_in(&old.document.asked, &new.document.asked),
            newly_asked: only_in(&new.document.asked, &old.document.asked),
            old,
            new,
            candidates,
            header,
        }
    }

    /// Whether any candidate moved, is new or is gone.
    pub fn has_moved(&self) -> bool {
        self.of_status(Status::Same).count() < self.candidates.len()
    }

    /// The candidates of which that became.
    pub fn of_status(&self, status: Status) -> impl Iterator<Item = &Movement<'a>> {
        let all = self.candidates.iter();
        all.filter(move |movement| movement.status == status)
    }

    /// The candidates on both sides whose score fell by more than this many points, unrounded.
    pub fn dropped(&self, points: f64) -> impl Iterator<Item = &Movement<'a>> {
        let fell = move |m: &&Movement<'a>| m.points().is_some_and(|p| -p > points + MOVED);
        self.candidates.iter().filter(fell)
    }
}

fn differ(a: f64, b: f64) -> bool {
    (a - b).abs() > MOVED
}

fn movement<'a>(
    old_side: &Side,
    new_side: &Side,
    name: &'a str,
    (old, new): (Option<&'a CandidateV1>, Option<&'a CandidateV1>),
    changes: Vec<Change>,
) -> Movement<'a> {
    let mut movement = Movement {
        name,
        old,
        new,
        status: if old.is_none() {
            Status::New
        } else {
            Status::Gone
        },
        dimensions: Vec::new(),
        gates: Vec::new(),
        changes,
    };
    let (Some(a), Some(b)) = (old, new) else {
        return movement;
    };
    movement.dimensions = dimensions((old_side, a), (new_side, b));
    movement.gates = gates(a, b);
    let has_moved = a.rank != b.rank
        || a.verdict != b.verdict
        || differ(a.score, b.score)
        || differ(a.low, b.low)
        || differ(a.high, b.high)
        || differ(a.known * 100.0, b.known * 100.0)
        || !movement.gates.is_empty()
        || movement.dimensions.iter().any(DimensionMove::has_moved);
    movement.status = if has_moved {
        Status::Moved
    } else {
        Status::Same
    };
    let ids = ids(&movement);
    for change in &mut movement.changes {
        change.moved = known(cause::of_candidate(&change.path), &ids);
    }
    movement
}

/// The ids of what moved: criteria and gates.
fn ids(movement: &Movement<'_>) -> BTreeSet<String> {
    let criteria = movement.dimensions.iter().flat_map(|d| &d.criteria);
    let criteria = criteria.filter(|c| c.has_moved).map(|c| c.id.to_owned());
    let gates = movement.gates.iter().map(|gate| gate.id.to_owned());
    criteria.chain(gates).collect()
}

fn known(fed: Vec<&str>, moved: &BTreeSet<String>) -> Vec<String> {
    let fed = fed.into_iter().filter(|id| moved.contains(*id));
    fed.map(str::to_owned).collect()
}

fn dimensions<'a>(
    (old, a): (&Side, &'a CandidateV1),
    (new, b): (&Side, &'a CandidateV1),
) -> Vec<DimensionMove<'a>> {
    let mut moves: Vec<DimensionMove<'a>> = Dimension::ALL
        .into_iter()
        .map(|dimension| {
            let (was, is) = (&a.dimensions[dimension], &b.dimensions[dimension]);
            let find = |dimension: &'a DimensionV1, id: &str| {
                let mut all = dimension.criteria.iter();
                all.find(|criterion| criterion.id == id)
            };
            let part = |side: &Side, id: &str, score: f64| {
                side.weight(dimension) * side.fraction(dimension, id) * score
            };
            let newly = is.criteria.iter();
            let newly = newly.filter(|criterion| find(was, &criterion.id).is_none());
            let all = was.criteria.iter().chain(newly);
            let mut criteria: Vec<CriterionMove<'a>> = all
                .map(|criterion| {
                    let id = criterion.id.as_str();
                    let (was, is) = (find(was, id), find(is, id));
                    let points = is.map_or(0.0, |is| part(new, id, is.score))
                        - was.map_or(0.0, |was| part(old, id, was.score));
                    let has_moved = match (was, is) {
                        (Some(was), Some(is)) => {
                            differ(was.score, is.score)
                                || differ(was.low, is.low)
                                || differ(was.high, is.high)
                                || points.abs() > MOVED
                        }
                        _ => true,
                    };
                    CriterionMove {
                        id,
                        old: was,
                        new: is,
                        points,
                        has_moved,
                    }
                })
                .collect();
            largest_first(&mut criteria, |criterion| criterion.points);
            DimensionMove {
                dimension,
                old: was.score,
                new: is.score,
                points: new.weight(dimension) * is.score - old.weight(dimension) * was.score,
                criteria,
            }
        })
        .collect();
    largest_first(&mut moves, |dimension| dimension.points);
    moves
}

fn largest_first<T>(items: &mut [T], points: impl Fn(&T) -> f64) {
    // Stable: equal movements stay in the order of the model.
    items.sort_by(|a, b| points(b).abs().total_cmp(&points(a).abs()));
}

/// The gates whose outcome differs; one that does not apply stops nobody, as one that passes.
fn gates<'a>(old: &'a CandidateV1, new: &'a CandidateV1) -> Vec<GateMove<'a>> {
    let find =
        |candidate: &'a CandidateV1, id: &str| candidate.gates.iter().find(|gate| gate.id == id);
    let newly = new.gates.iter();
    let newly = newly.filter(|gate| find(old, &gate.id).is_none());
    let all = old.gates.iter().chain(newly).map(|gate| GateMove {
        id: &gate.id,
        old: find(old, &gate.id),
        new: find(new, &gate.id),
    });
    let outcome = |gate: Option<&GateV1>| gate.map_or(Outcome::Pass, |gate| gate.outcome);
    all.filter(|gate| outcome(gate.old) != outcome(gate.new))
        .collect()
}

fn only_in<'a>(these: &'a Five<Vec<AskedV1>>, others: &Five<Vec<AskedV1>>) -> Vec<&'a str> {
    let asked = Dimension::ALL.into_iter().flat_map(|dimension| {
        these[dimension]
            .iter()
            .filter(move |one| !others[dimension].iter().any(|other| other.id == one.id))
    });
    asked.map(|asked| asked.id.as_str()).collect()
}
