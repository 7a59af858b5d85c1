//! Why one relation is ahead of another, and the smallest single change that would make them equal.

use crate::confidence::{Change, evening_change};
use crate::criteria::Basis;
use crate::deal::{Aggregation, Asked, CriterionId, Deal};
use crate::model::Dimension;
use crate::score::{Evaluation, GEOMETRIC_FLOOR, Scores, total};

/// A criterion in the difference of two totals.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct CriterionGap {
    /// Which.
    pub asked: Asked,
    /// The points by which the first is ahead of the second.
    pub points: f64,
    /// The score of the first, 0..1.
    pub first: f64,
    /// The score of the second, 0..1.
    pub second: f64,
}

/// A dimension in the difference of two totals.
#[derive(Clone, Debug, PartialEq)]
pub struct DimensionGap {
    /// Which.
    pub dimension: Dimension,
    /// The points by which the first is ahead of the second.
    pub points: f64,
    /// Its criteria, largest difference first.
    pub criteria: Vec<CriterionGap>,
}

/// A rating that, changed alone, would make two relations equal.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct RatingChange {
    /// Which criterion.
    pub id: CriterionId,
    /// Whether the rating is that of the first relation.
    pub of_first: bool,
    /// The rating now, 0..1; `None` if there is none yet.
    pub from: Option<f64>,
    /// The rating that would make them equal, 0..1.
    pub to: f64,
}

/// Why one relation is ahead of another.
#[derive(Clone, Debug, PartialEq)]
pub struct Difference {
    /// The points by which the first is ahead of the second.
    pub points: f64,
    /// The dimensions, largest difference first; they sum to `points`.
    pub dimensions: Vec<DimensionGap>,
    /// The smallest change of one rating that makes them equal.
    pub rating: Option<RatingChange>,
    /// The smallest change of one weight that makes them equal.
    pub weight: Option<Change>,
}

impl Difference {
    /// The difference between two evaluations of one deal.
    pub fn of(deal: &Deal, first: &Evaluation, second: &Evaluation) -> Self {
        let (a, b) = (&first.scores, &second.scores);
        let mut dimensions: Vec<DimensionGap> = Dimension::ALL
            .into_iter()
            .map(|dimension| dimension_gap(deal, a, b, dimension))
            .collect();
        largest_first(&mut dimensions, |gap| gap.points);
        let by_rank = match a.total.score.value >= b.total.score.value {
            true => [first, second],
            false => [second, first],
        };
        Self {
            points: (a.total.score.value - b.total.score.value) * 100.0,
            dimensions,
            rating: rating_change(deal, a, b),
            weight: evening_change(deal, by_rank),
        }
    }
}

/// The part of a dimension in the difference. Under the geometric mean it is W (ln a - ln b) times the
/// logarithmic mean of the two totals, (A - B) / (ln A - ln B), so that the parts add up exactly (the
/// logarithmic mean Divisia decomposition; B. W. Ang, "Decomposition analysis for policymaking in energy: which is
/// the preferred method?", Energy Policy 32 (2004), 1131-1139); a criterion takes its share
/// of its dimension's part.
fn dimension_gap(deal: &Deal, a: &Scores, b: &Scores, dimension: Dimension) -> DimensionGap {
    let weight = deal.plan.weights.fractions[dimension];
    let of = |scores: &Scores| scores.dimensions[dimension].score.value;
    let apart = of(a) - of(b);
    let points = match deal.aggregation {
        Aggregation::Arithmetic => weight * apart * 100.0,
        Aggregation::Geometric => {
            let (first, second) = (a.total.score.value, b.total.score.value);
            let logs = log(first) - log(second);
            let mean = if logs == 0.0 {
                first
            } else {
                (first - second) / logs
            };
            weight * (log(of(a)) - log(of(b))) * mean * 100.0
        }
    };
    let mut criteria: Vec<CriterionGap> = deal
        .plan
        .asked
        .iter()
        .zip(a.criteria.iter().zip(&b.criteria))
        .filter(|(asked, _)| asked.dimension == dimension)
        .map(|(asked, (a, b))| {
            let (first, second) = (a.score.value, b.score.value);
            let part = asked.fraction * (first - second);
            let points = if apart == 0.0 {
                weight * part * 100.0
            } else {
                points * part / apart
            };
            CriterionGap {
                asked: *asked,
                points,
                first,
                second,
            }
        })
        .collect();
    largest_first(&mut criteria, |gap| gap.points);
    DimensionGap {
        dimension,
        points,
        criteria,
    }
}

fn log(value: f64) -> f64 {
    libm::log(value.max(GEOMETRIC_FLOOR))
}

fn largest_first<T>(items: &mut [T], points: impl Fn(&T) -> f64) {
    // Stable: equal differences stay in the order of the plan.
    items.sort_by(|a, b| points(b).abs().total_cmp(&points(a).abs()));
}

/// The smallest change of one rating that makes two totals equal: one of the leader's that falls, or
/// one of the other's that rises, a rating that is not there yet rising from 0.
fn rating_change(deal: &Deal, a: &Scores, b: &Scores) -> Option<RatingChange> {
    let gap = a.total.score.value - b.total.score.value;
    if gap == 0.0 {
        return None;
    }
    let mut best: Option<(f64, RatingChange)> = None;
    for of_first in [true, false] {
        let (scores, other) = if of_first { (a, b) } else { (b, a) };
        for (asked, criterion) in deal.plan.asked.iter().zip(&scores.criteria) {
            let is_unrated = criterion.basis == Basis::Unknown && can_only_be_rated(deal, asked.id);
            if criterion.basis != Basis::Rated && !is_unrated {
                continue;
            }
            let Some(to) = rating_for(deal, scores, asked, criterion.score.value, other) else {
                continue;
            };
            let distance = (to - criterion.score.value).abs();
            if best.as_ref().is_none_or(|(least, _)| distance < *least) {
                let from = (!is_unrated).then_some(criterion.score.value);
                best = Some((
                    distance,
                    RatingChange {
                        id: asked.id,
                        of_first,
                        from,
                        to,
                    },
                ));
            }
        }
    }
    best.map(|(_, change)| change)
}

fn can_only_be_rated(deal: &Deal, id: CriterionId) -> bool {
    match id {
        CriterionId::Builtin(builtin) => builtin.inputs().is_empty(),
        CriterionId::Own(place) => deal.own_criteria[place as usize].measured.is_none(),
        CriterionId::Whole(_) => true,
    }
}

/// The rating at which the total of `scores` meets that of `other`, if one within 0..1 does.
fn rating_for(
    deal: &Deal,
    scores: &Scores,
    asked: &Asked,
    now: f64,
    other: &Scores,
) -> Option<f64> {
    let weights = &deal.plan.weights.fractions;
    let goal = other.total.score.value;
    let at = |rating: f64| {
        total(deal.aggregation, weights, |d| {
            let value = scores.dimensions[d].score.value;
            if d == asked.dimension {
                value + asked.fraction * (rating - now)
            } else {
                value
            }
        })
    };
    // The total rises with the rating, so halving the interval closes in on the only place.
    let (mut low, mut high) = (0.0, 1.0);
    if at(low) > goal || at(high) < goal || at(low) == at(high) {
        return None;
    }
    for _ in 0..60 {
        let middle = (low + high) / 2.0;
        if at(middle) < goal {
            low = middle
        } else {
            high = middle
        }
    }
    Some((low + high) / 2.0)
}
