//! A comparison as JSON has it.

use super::compare::{Comparison, CriterionMove, DimensionMove, GateMove, Movement};
use super::facts::{Change, Fact, key};
use super::obstacle::Obstacle;
use super::side::{Kind, Side};
use crate::contract::{
    CandidateV1, CriterionV1, DiffCandidateV1, DiffCriterionV1, DiffDimensionV1, DiffGateV1,
    DiffV1, InputV1, PairV1, SideV1,
};

/// The comparison as a document.
pub fn document(comparison: &Comparison<'_>) -> DiffV1 {
    let ids = |ids: &[&str]| ids.iter().map(|&id| id.to_owned()).collect();
    let movements = comparison.candidates.iter();
    DiffV1 {
        schema: DiffV1::SCHEMA.to_owned(),
        tool_version: env!("CARGO_PKG_VERSION").to_owned(),
        old: side(comparison.old),
        new: side(comparison.new),
        forced: !comparison.obstacles.is_empty(),
        differences: comparison.obstacles.iter().map(Obstacle::words).collect(),
        newly_asked: ids(&comparison.newly_asked),
        no_longer_asked: ids(&comparison.no_longer_asked),
        moved: comparison.has_moved(),
        candidates: movements
            .map(|movement| candidate(comparison, movement))
            .collect(),
        inputs: comparison.header.as_deref().map(inputs),
    }
}

fn side(side: &Side) -> SideV1 {
    let deal = &side.document.deal;
    SideV1 {
        source: side.source.clone(),
        kind: side.kind.id().to_owned(),
        assessed: (side.kind == Kind::Assessment).then(|| deal.source.clone()),
        sha256: deal.sha256.clone(),
        deal: deal.name.clone(),
        relationship: deal.relationship.clone(),
        aggregation: side.document.aggregation.clone(),
        model_version: side.document.model_version,
        partial: side.is_partial,
    }
}

fn candidate(comparison: &Comparison<'_>, movement: &Movement<'_>) -> DiffCandidateV1 {
    fn pair<T>(movement: &Movement<'_>, value: impl Fn(&CandidateV1) -> T) -> PairV1<T> {
        PairV1 {
            old: movement.old.map(&value),
            new: movement.new.map(&value),
        }
    }
    let has_lines = comparison.header.is_some();
    let is_in_both = movement.old.is_some() && movement.new.is_some();
    DiffCandidateV1 {
        name: movement.name.to_owned(),
        status: movement.status.id().to_owned(),
        points: movement.points(),
        score: pair(movement, |candidate| candidate.score),
        low: pair(movement, |candidate| candidate.low),
        high: pair(movement, |candidate| candidate.high),
        known: pair(movement, |candidate| candidate.known),
        rank: pair(movement, |candidate| candidate.rank),
        verdict: pair(movement, |candidate| candidate.verdict.id().to_owned()),
        line: PairV1 {
            old: comparison.old.line(movement.name),
            new: comparison.new.line(movement.name),
        },
        dimensions: movement.dimensions.iter().map(dimension).collect(),
        gates: movement.gates.iter().map(gate).collect(),
        inputs: (has_lines && is_in_both).then(|| inputs(&movement.changes)),
    }
}

fn dimension(moved: &DimensionMove<'_>) -> DiffDimensionV1 {
    DiffDimensionV1 {
        dimension: moved.dimension.id().to_owned(),
        old: moved.old,
        new: moved.new,
        points: moved.points,
        criteria: moved.criteria.iter().map(criterion).collect(),
    }
}

fn criterion(moved: &CriterionMove<'_>) -> DiffCriterionV1 {
    let both = |part: fn(&CriterionV1) -> f64| PairV1 {
        old: moved.old.map(part),
        new: moved.new.map(part),
    };
    let score = both(|criterion| criterion.score);
    DiffCriterionV1 {
        id: moved.id.to_owned(),
        old: score.old,
        new: score.new,
        low: both(|criterion| criterion.low),
        high: both(|criterion| criterion.high),
        points: moved.points,
    }
}

fn gate(moved: &GateMove<'_>) -> DiffGateV1 {
    DiffGateV1 {
        id: moved.id.to_owned(),
        outcome: PairV1 {
            old: moved.old.map(|gate| gate.outcome.id().to_owned()),
            new: moved.new.map(|gate| gate.outcome.id().to_owned()),
        },
        minimum: PairV1 {
            old: moved.old.and_then(|gate| gate.minimum),
            new: moved.new.and_then(|gate| gate.minimum),
        },
    }
}

fn inputs(changes: &[Change]) -> Vec<InputV1> {
    let value = |fact: &Option<Fact>| fact.as_ref().map(|fact| fact.value.clone());
    let line = |fact: &Option<Fact>| fact.as_ref().map(|fact| fact.line);
    let changes = changes.iter();
    changes
        .map(|change| InputV1 {
            key: key(&change.path),
            path: change.path.clone(),
            old: value(&change.old),
            new: value(&change.new),
            line: PairV1 {
                old: line(&change.old),
                new: line(&change.new),
            },
            moves: change.moved.clone(),
        })
        .collect()
}
