//! Puts two sides against each other: what moved, and whether the two can be compared at all.

use std::collections::{BTreeMap, BTreeSet};

use super::cause;
use super::facts::Changes;
use super::obstacle::{obstacles, other_options};
use super::side::{Kind, Side};
use crate::contract::{
    AskedV2, CandidateV2, CriterionV2, DealStatusV2, DiffCandidateV2, DiffCriterionV2,
    DiffDimensionV2, DiffGateV2, DiffV2, DimensionV2, Five, GateV2, InputV2, PairV2, SideV2,
    StatusV2,
};
use crate::model::{Dimension, SLACK};
use crate::score::Outcome;

/// Points of 0..100 by which something must differ to have moved: the slack of every comparison.
pub const MOVED: f64 = SLACK * 100.0;

/// A candidate on the sides that have it.
type Both<'a> = (Option<&'a CandidateV2>, Option<&'a CandidateV2>);

/// The sides that have a deal.
type Sides<'a> = (Option<&'a Side>, Option<&'a Side>);

impl DiffV2 {
    /// Compares two sides; `changes` are those of their texts, if both are deals. Sides whose scores are made
    /// otherwise are compared if somebody insists.
    pub fn of(old: &Side, new: &Side, changes: Option<Changes>, is_forced: bool) -> Self {
        let differences = obstacles(old, new);
        let mut diff = Self {
            forced: is_forced && !differences.is_empty(),
            options_differ: other_options(old, new),
            newly_asked: only_in(&new.document.header.asked, &old.document.header.asked),
            no_longer_asked: only_in(&old.document.header.asked, &new.document.header.asked),
            ..Self::between(Some(old), Some(new))
        };
        if differences.is_empty() || is_forced {
            diff.compare((Some(old), Some(new)), changes);
            diff.moved = diff.candidates.iter().any(|c| c.status != StatusV2::Same);
            diff.status = match diff.moved {
                true => DealStatusV2::Moved,
                false => DealStatusV2::Same,
            };
        }
        Self {
            differences,
            ..diff
        }
    }

    /// A deal that only the new side has.
    pub fn of_new(side: &Side) -> Self {
        Self::alone((None, Some(side)), DealStatusV2::New)
    }

    /// A deal that only the old side has.
    pub fn of_gone(side: &Side) -> Self {
        Self::alone((Some(side), None), DealStatusV2::Gone)
    }

    fn alone(sides: Sides<'_>, status: DealStatusV2) -> Self {
        let mut diff = Self {
            status,
            moved: true,
            ..Self::between(sides.0, sides.1)
        };
        diff.compare(sides, None);
        diff
    }

    /// Two sides that are not compared yet.
    fn between(old: Option<&Side>, new: Option<&Side>) -> Self {
        Self {
            schema: Self::SCHEMA.to_owned(),
            tool_version: env!("CARGO_PKG_VERSION").to_owned(),
            status: DealStatusV2::NotCompared,
            renamed: false,
            old: old.map(side),
            new: new.map(side),
            forced: false,
            differences: Vec::new(),
            options_differ: Vec::new(),
            newly_asked: Vec::new(),
            no_longer_asked: Vec::new(),
            moved: false,
            candidates: Vec::new(),
            inputs: None,
        }
    }

    /// Puts the candidates of the sides against each other.
    fn compare(&mut self, sides: Sides<'_>, changes: Option<Changes>) {
        let (mut inputs, mut by_candidate) = match changes {
            Some(changes) => (Some(changes.header), Some(changes.candidates)),
            None => (None, None),
        };
        let mut by_name: BTreeMap<&str, Both<'_>> = BTreeMap::new();
        for candidate in sides.0.iter().flat_map(|side| &side.document.candidates) {
            by_name.entry(&candidate.name).or_default().0 = Some(candidate);
        }
        for candidate in sides.1.iter().flat_map(|side| &side.document.candidates) {
            by_name.entry(&candidate.name).or_default().1 = Some(candidate);
        }
        let mut moved_ids: BTreeSet<String> = BTreeSet::new();
        let mut candidates: Vec<DiffCandidateV2> = by_name
            .into_iter()
            .map(|(name, both)| {
                let changes = by_candidate.as_mut().map(|all| all.remove(name));
                let moved = candidate(sides, name, both, changes.map(Option::unwrap_or_default));
                moved_ids.extend(ids(&moved));
                moved
            })
            .collect();
        for input in inputs.iter_mut().flatten() {
            input.moves = known(cause::of_header(&input.path), &moved_ids);
        }
        // Stable: those that move alike stay in the order of their names.
        candidates.sort_by(|a, b| {
            let rank = |c: &DiffCandidateV2| match c.status {
                StatusV2::New | StatusV2::Gone => c.rank.new.or(c.rank.old),
                StatusV2::Moved | StatusV2::Same => None,
            };
            let size = |c: &DiffCandidateV2| c.points.unwrap_or(0.0).abs();
            a.status
                .cmp(&b.status)
                .then(size(b).total_cmp(&size(a)))
                .then(rank(a).cmp(&rank(b)))
        });
        self.candidates = candidates;
        self.inputs = inputs;
    }

    /// The candidates on both sides whose score fell by more than this many points, unrounded.
    pub fn dropped(&self, points: f64) -> impl Iterator<Item = &DiffCandidateV2> {
        let fell = move |c: &&DiffCandidateV2| c.points.is_some_and(|p| -p > points + MOVED);
        self.candidates.iter().filter(fell)
    }

    /// The candidates on both sides whose verdict is worse than it was.
    pub fn fallen(&self) -> impl Iterator<Item = &DiffCandidateV2> {
        self.candidates.iter().filter(|c| c.verdict_fell)
    }

    /// Whether the deal reads otherwise than it did, if that is known.
    pub fn has_other_input(&self) -> bool {
        let own = self.candidates.iter().map(|candidate| &candidate.inputs);
        own.chain([&self.inputs])
            .flatten()
            .any(|inputs| !inputs.is_empty())
    }
}

impl DiffDimensionV2 {
    /// Whether its score, its part of the total or a criterion of it moved.
    pub fn has_moved(&self) -> bool {
        differ(self.old, self.new)
            || self.points.abs() > MOVED
            || self.criteria.iter().any(DiffCriterionV2::has_moved)
    }
}

impl DiffCriterionV2 {
    /// Whether its score, range or part of the total moved, or only one side asks it.
    pub fn has_moved(&self) -> bool {
        let score = PairV2 {
            old: self.old,
            new: self.new,
        };
        score.has_moved()
            || self.low.has_moved()
            || self.high.has_moved()
            || self.points.abs() > MOVED
    }
}

impl PairV2<f64> {
    /// Whether the two differ, or only one side has a value.
    pub fn has_moved(&self) -> bool {
        match (self.old, self.new) {
            (Some(old), Some(new)) => differ(old, new),
            (old, new) => old != new,
        }
    }
}

fn differ(a: f64, b: f64) -> bool {
    (a - b).abs() > MOVED
}

fn side(side: &Side) -> SideV2 {
    let deal = &side.document.header.deal;
    SideV2 {
        source: side.source.clone(),
        path: side.path.clone(),
        kind: side.kind.id().to_owned(),
        assessed: (side.kind == Kind::Assessment).then(|| deal.source.clone()),
        sha256: deal.sha256.clone(),
        deal: deal.name.clone(),
        relationship: deal.relationship.clone(),
        aggregation: side.document.header.aggregation.clone(),
        model_version: side.document.model_version,
        partial: side.is_partial,
    }
}

fn pair<T, U>(old: Option<&T>, new: Option<&T>, value: impl Fn(&T) -> U) -> PairV2<U> {
    PairV2 {
        old: old.map(&value),
        new: new.map(&value),
    }
}

fn candidate(
    sides: Sides<'_>,
    name: &str,
    (old, new): Both<'_>,
    inputs: Option<Vec<InputV2>>,
) -> DiffCandidateV2 {
    let mut moved = DiffCandidateV2 {
        name: name.to_owned(),
        status: StatusV2::Same,
        points: old.zip(new).map(|(old, new)| new.score - old.score),
        score: pair(old, new, |candidate| candidate.score),
        low: pair(old, new, |candidate| candidate.low),
        high: pair(old, new, |candidate| candidate.high),
        known: pair(old, new, |candidate| candidate.known),
        rank: pair(old, new, |candidate| candidate.rank),
        verdict: pair(old, new, |candidate| candidate.verdict.id().to_owned()),
        verdict_fell: old.zip(new).is_some_and(|(old, new)| {
            // Verdicts stand best first.
            new.verdict > old.verdict
        }),
        line: PairV2 {
            old: sides.0.and_then(|side| side.line(name)),
            new: sides.1.and_then(|side| side.line(name)),
        },
        dimensions: Vec::new(),
        gates: Vec::new(),
        inputs: None,
    };
    let (Some(was), Some(is), Some(old), Some(new)) = (sides.0, sides.1, old, new) else {
        moved.status = match old {
            None => StatusV2::New,
            Some(_) => StatusV2::Gone,
        };
        return moved;
    };
    moved.dimensions = dimensions((was, old), (is, new));
    moved.gates = gates(old, new);
    let has_moved = old.rank != new.rank
        || old.verdict != new.verdict
        || moved.score.has_moved()
        || moved.low.has_moved()
        || moved.high.has_moved()
        || differ(old.known * 100.0, new.known * 100.0)
        || !moved.gates.is_empty()
        || moved.dimensions.iter().any(DiffDimensionV2::has_moved);
    if has_moved {
        moved.status = StatusV2::Moved;
    }
    let ids = ids(&moved);
    moved.inputs = inputs;
    for input in moved.inputs.iter_mut().flatten() {
        input.moves = known(cause::of_candidate(&input.path), &ids);
    }
    moved
}

/// The ids of what moved: criteria and gates.
pub(super) fn ids(moved: &DiffCandidateV2) -> BTreeSet<String> {
    let criteria = moved.dimensions.iter().flat_map(|d| &d.criteria);
    let criteria = criteria.filter(|c| c.has_moved()).map(|c| c.id.clone());
    let gates = moved.gates.iter().map(|gate| gate.id.clone());
    criteria.chain(gates).collect()
}

/// Of the ids that a key feeds those that moved.
pub(super) fn known(fed: Vec<&str>, moved: &BTreeSet<String>) -> Vec<String> {
    let fed = fed.into_iter().filter(|id| moved.contains(*id));
    fed.map(str::to_owned).collect()
}

fn dimensions<'a>(
    (old, a): (&Side, &'a CandidateV2),
    (new, b): (&Side, &'a CandidateV2),
) -> Vec<DiffDimensionV2> {
    let mut moves: Vec<DiffDimensionV2> = Dimension::ALL
        .into_iter()
        .map(|dimension| {
            let (was, is) = (
                a.dimensions[dimension].as_ref(),
                b.dimensions[dimension].as_ref(),
            );
            let part = |side: &Side, criterion: Option<&CriterionV2>| {
                criterion.map_or(0.0, |criterion| {
                    let fraction = side.fraction(dimension, &criterion.id);
                    side.weight(dimension) * fraction * criterion.score
                })
            };
            let criteria = |at: Option<&'a DimensionV2>| at.map_or(&[][..], |at| &at.criteria);
            let mut criteria: Vec<DiffCriterionV2> =
                matched(criteria(was), criteria(is), |c| &c.id)
                    .into_iter()
                    .map(|(id, was, is)| {
                        let score = pair(was, is, |criterion| criterion.score);
                        DiffCriterionV2 {
                            id: id.to_owned(),
                            old: score.old,
                            new: score.new,
                            low: pair(was, is, |criterion| criterion.low),
                            high: pair(was, is, |criterion| criterion.high),
                            points: part(new, is) - part(old, was),
                        }
                    })
                    .collect();
            largest_first(&mut criteria, |criterion| criterion.points);
            // A dimension without a criterion makes no points.
            let score = |at: Option<&DimensionV2>| at.map_or(0.0, |at| at.score);
            let points = |side: &Side, at: Option<&DimensionV2>| side.weight(dimension) * score(at);
            DiffDimensionV2 {
                dimension: dimension.id().to_owned(),
                old: score(was),
                new: score(is),
                points: points(new, is) - points(old, was),
                criteria,
            }
        })
        .collect();
    largest_first(&mut moves, |dimension| dimension.points);
    moves
}

/// What has the same id on both sides, in the order of the old; then what only the new side has.
fn matched<'a, T>(
    old: &'a [T],
    new: &'a [T],
    id: fn(&T) -> &String,
) -> Vec<(&'a str, Option<&'a T>, Option<&'a T>)> {
    let find = |all: &'a [T], wanted: &T| all.iter().find(|one| id(one) == id(wanted));
    let newly = new.iter().filter(|one| find(old, one).is_none());
    old.iter()
        .chain(newly)
        .map(|one| (id(one).as_str(), find(old, one), find(new, one)))
        .collect()
}

fn largest_first<T>(items: &mut [T], points: impl Fn(&T) -> f64) {
    // Stable: equal movements stay in the order of the model.
    items.sort_by(|a, b| points(b).abs().total_cmp(&points(a).abs()));
}

/// The gates whose outcome differs; one that does not apply stops nobody, as one that passes.
fn gates(old: &CandidateV2, new: &CandidateV2) -> Vec<DiffGateV2> {
    let outcome = |gate: Option<&GateV2>| gate.map_or(Outcome::Pass, |gate| gate.outcome);
    let all = matched(&old.gates, &new.gates, |gate| &gate.id).into_iter();
    all.filter(|(_, was, is)| outcome(*was) != outcome(*is))
        .map(|(id, was, is)| DiffGateV2 {
            id: id.to_owned(),
            outcome: pair(was, is, |gate| gate.outcome.id().to_owned()),
            minimum: PairV2 {
                old: was.and_then(|gate| gate.minimum),
                new: is.and_then(|gate| gate.minimum),
            },
        })
        .collect()
}

/// The ids of the criteria that only the first asks.
fn only_in(these: &Five<Vec<AskedV2>>, others: &Five<Vec<AskedV2>>) -> Vec<String> {
    let asked = Dimension::ALL.into_iter().flat_map(|dimension| {
        let is_asked = move |id: &str| others[dimension].iter().any(|other| other.id == id);
        let these = these[dimension].iter();
        these.filter(move |asked| !is_asked(&asked.id))
    });
    asked.map(|asked| asked.id.clone()).collect()
}
