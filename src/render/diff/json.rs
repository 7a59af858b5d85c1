//! `diff --format json`: the contract for machines, version 1. Keys are only ever added; numbers are
//! unrounded, scores on 0..100, weights 0..1; what is missing is null.

use serde::Serialize;
use serde_json::Value;

use super::{input, words};
use crate::diff::{
    Change, Comparison, CriterionMove, DimensionMove, Fact, GateMove, Kind, Movement, Points, Side,
    Standing,
};
use crate::render::json::pretty;

/// `partner-eval/diff/1`.
#[derive(Serialize)]
struct DiffV1<'a> {
    /// `partner-eval/diff/1`.
    schema: &'static str,
    /// The version of the program.
    tool_version: &'static str,
    /// The old side.
    old: SideV1<'a>,
    /// The new side.
    new: SideV1<'a>,
    /// Whether `--force` compared what does not compare: then `differences` says why it does not.
    forced: bool,
    /// How the two sides make their scores differently, in words; empty where they do not.
    differences: Vec<String>,
    /// Ids of criteria that only the new side asks.
    newly_asked: &'a [&'a str],
    /// Ids of criteria that only the old side asks.
    no_longer_asked: &'a [&'a str],
    /// Whether any candidate moved, is new or is gone.
    moved: bool,
    /// What moved, largest movement first; then the new and the gone, by rank; then those that did not
    /// move, by name.
    candidates: Vec<CandidateV1<'a>>,
    /// What the header of the deal says otherwise, in the order of its lines; null where a side is a
    /// stored assessment, which has no lines.
    inputs: Option<Vec<InputV1<'a>>>,
}

#[derive(Serialize)]
struct SideV1<'a> {
    /// The file name as given.
    source: &'a str,
    /// `deal` or `assessment`.
    kind: &'static str,
    /// The file that a stored assessment was made of; null for a deal.
    assessed: Option<&'a str>,
    /// Of the bytes of the deal.
    sha256: &'a str,
    /// The name of the deal.
    deal: &'a str,
    relationship: &'a str,
    aggregation: &'a str,
    /// Null where a stored assessment does not say.
    model_version: Option<u32>,
    /// Whether a stored assessment is known to leave candidates out.
    partial: bool,
}

/// A value on both sides; null on the side that has none.
#[derive(Serialize)]
struct PairV1<T> {
    old: Option<T>,
    new: Option<T>,
}

#[derive(Serialize)]
struct CandidateV1<'a> {
    name: &'a str,
    /// `moved`, `new`, `gone` or `same`.
    status: &'static str,
    /// By how much the score rose; null for a candidate that is new or gone.
    points: Option<f64>,
    score: PairV1<f64>,
    low: PairV1<f64>,
    high: PairV1<f64>,
    /// The weight that is answered, 0..1.
    known: PairV1<f64>,
    rank: PairV1<usize>,
    verdict: PairV1<&'static str>,
    /// The line of the candidate's name in each deal, from 1.
    line: PairV1<u32>,
    /// All five, largest movement first; empty for a candidate that is new or gone.
    dimensions: Vec<DimensionV1<'a>>,
    /// The gates whose outcome differs.
    gates: Vec<GateV1<'a>>,
    /// What the candidate's part of the deal says otherwise, in the order of its lines; null where a
    /// side has no lines, or no such candidate.
    inputs: Option<Vec<InputV1<'a>>>,
}

#[derive(Serialize)]
struct DimensionV1<'a> {
    dimension: &'static str,
    old: f64,
    new: f64,
    /// By how much its part of the total rose; under the arithmetic mean these sum to the candidate's.
    points: f64,
    /// Largest movement first.
    criteria: Vec<CriterionV1<'a>>,
}

#[derive(Serialize)]
struct CriterionV1<'a> {
    id: &'a str,
    /// Null where the old side does not ask it.
    old: Option<f64>,
    /// Null where the new side does not ask it.
    new: Option<f64>,
    low: PairV1<f64>,
    high: PairV1<f64>,
    /// By how much its part of the total rose.
    points: f64,
}

#[derive(Serialize)]
struct GateV1<'a> {
    id: &'a str,
    /// `pass`, `undecided` or `fail`; null where it does not apply.
    outcome: PairV1<&'static str>,
    /// 0..100; null for a condition.
    minimum: PairV1<f64>,
}

#[derive(Serialize)]
struct InputV1<'a> {
    /// The path of the key as TOML writes it, from the file or from the candidate.
    key: String,
    /// The same, a word each.
    path: &'a [String],
    /// The value; null where there is none.
    old: Option<&'a Value>,
    new: Option<&'a Value>,
    /// The line in each file, from 1.
    line: PairV1<u32>,
    /// Ids of the criteria and gates that moved and that the key feeds.
    moves: &'a [String],
}

/// The comparison as JSON.
pub fn render(comparison: &Comparison<'_>) -> serde_json::Result<String> {
    let has_lines = comparison.header.is_some();
    pretty(&DiffV1 {
        schema: "partner-eval/diff/1",
        tool_version: env!("CARGO_PKG_VERSION"),
        old: side(comparison.old),
        new: side(comparison.new),
        forced: !comparison.obstacles.is_empty(),
        differences: comparison.obstacles.iter().map(words::obstacle).collect(),
        newly_asked: &comparison.newly_asked,
        no_longer_asked: &comparison.no_longer_asked,
        moved: comparison.has_moved(),
        candidates: comparison
            .candidates
            .iter()
            .map(|movement| candidate(movement, has_lines))
            .collect(),
        inputs: comparison.header.as_deref().map(inputs),
    })
}

fn side(side: &Side) -> SideV1<'_> {
    let (kind, assessed) = match &side.kind {
        Kind::Deal => ("deal", None),
        Kind::Assessment(of) => ("assessment", Some(of.as_str())),
    };
    SideV1 {
        source: &side.source,
        kind,
        assessed,
        sha256: &side.sha256,
        deal: &side.deal,
        relationship: &side.relationship,
        aggregation: &side.aggregation,
        model_version: side.model_version,
        partial: side.is_partial,
    }
}

fn candidate<'a>(movement: &'a Movement<'a>, has_lines: bool) -> CandidateV1<'a> {
    let is_in_both = movement.old.is_some() && movement.new.is_some();
    CandidateV1 {
        name: movement.name,
        status: movement.status.id(),
        points: movement.points(),
        score: pair(movement, |standing| standing.points.score),
        low: pair(movement, |standing| standing.points.low),
        high: pair(movement, |standing| standing.points.high),
        known: pair(movement, |standing| standing.known),
        rank: pair(movement, |standing| standing.rank),
        verdict: pair(movement, |standing| standing.verdict.id()),
        line: PairV1 {
            old: movement.old.and_then(|standing| standing.line),
            new: movement.new.and_then(|standing| standing.line),
        },
        dimensions: movement.dimensions.iter().map(dimension).collect(),
        gates: movement.gates.iter().map(gate).collect(),
        inputs: (has_lines && is_in_both).then(|| inputs(&movement.changes)),
    }
}

fn pair<T>(movement: &Movement<'_>, value: impl Fn(&Standing) -> T) -> PairV1<T> {
    PairV1 {
        old: movement.old.map(&value),
        new: movement.new.map(&value),
    }
}

fn dimension(moved: &DimensionMove) -> DimensionV1<'_> {
    DimensionV1 {
        dimension: moved.dimension.id(),
        old: moved.old,
        new: moved.new,
        points: moved.points,
        criteria: moved.criteria.iter().map(criterion).collect(),
    }
}

fn criterion(moved: &CriterionMove) -> CriterionV1<'_> {
    let both = |part: fn(Points) -> f64| PairV1 {
        old: moved.old.map(part),
        new: moved.new.map(part),
    };
    let score = both(|points| points.score);
    CriterionV1 {
        id: &moved.id,
        old: score.old,
        new: score.new,
        low: both(|points| points.low),
        high: both(|points| points.high),
        points: moved.points,
    }
}

fn gate(moved: &GateMove) -> GateV1<'_> {
    GateV1 {
        id: &moved.id,
        outcome: PairV1 {
            old: moved.old.as_ref().map(|gate| gate.outcome.id()),
            new: moved.new.as_ref().map(|gate| gate.outcome.id()),
        },
        minimum: PairV1 {
            old: moved.old.as_ref().and_then(|gate| gate.minimum),
            new: moved.new.as_ref().and_then(|gate| gate.minimum),
        },
    }
}

fn inputs(changes: &[Change]) -> Vec<InputV1<'_>> {
    let line = |fact: &Option<Fact>| fact.as_ref().map(|fact| fact.line);
    let changes = changes.iter();
    changes
        .map(|change| InputV1 {
            key: input::key(&change.path),
            path: &change.path,
            old: change.old.as_ref().map(|fact| &fact.value),
            new: change.new.as_ref().map(|fact| &fact.value),
            line: PairV1 {
                old: line(&change.old),
                new: line(&change.new),
            },
            moves: &change.moved,
        })
        .collect()
}
