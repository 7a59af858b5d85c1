//! The candidates that may take part in a set, with all that the search asks of them, computed once.

use super::coverage::Coverage;
use super::shared::Shared;
use crate::deal::{Aggregation, Candidate, CriterionId, Deal};
use crate::model::{Builtin, Dimension};
use crate::score::{Relation, Scores, fill_from_the_rest, member_pair};

/// Where a criterion counts, and how much.
#[derive(Clone, Copy)]
pub(super) struct Weighted {
    /// Under the arithmetic mean everything adds up in one group; under the geometric mean each
    /// dimension is a group of its own.
    pub group: usize,
    /// Its weight in the group.
    pub weight: f64,
}

/// The pool of a search. Candidates are meant by their place, in the order of their names.
pub(super) struct Pool<'a> {
    pub deal: &'a Deal,
    pub candidates: Vec<&'a Candidate>,
    /// How many groups there are, with the weight of each in the total.
    pub groups: Vec<f64>,
    /// The weighted sum of all criteria that are means over members, by group and candidate. For
    /// `reciprocity`, which rises with the set, what the whole pool would give.
    pub means: Vec<Vec<f64>>,
    /// The weighted sum of the criteria that are means over pairs, by group: for the pair of the
    /// organization and a candidate,
    pub with_us: Vec<Vec<f64>>,
    /// for the pair of two candidates,
    pub among: Vec<Vec<Vec<f64>>>,
    /// and the best that a candidate has with any other.
    pub best_pair: Vec<Vec<f64>>,
    /// The criteria of coverage.
    pub coverages: Vec<Coverage>,
    /// The criteria that depend on the shares of all.
    pub shared: Shared<'a>,
}

impl<'a> Pool<'a> {
    /// The pool of these candidates for sets of at most `most` members.
    pub fn new(deal: &'a Deal, mut candidates: Vec<&'a Candidate>, most: usize) -> Self {
        candidates.sort_by(|a, b| a.name.cmp(&b.name));
        let weights = &deal.plan.weights.fractions;
        let is_sum = deal.aggregation == Aggregation::Arithmetic;
        let groups = if is_sum {
            vec![1.0]
        } else {
            weights.0.to_vec()
        };
        let group_of = |dimension: Dimension| match is_sum {
            true => (0, weights[dimension]),
            false => (dimension as usize, 1.0),
        };
        let count = candidates.len();
        let mut means = vec![vec![0.0; count]; groups.len()];
        let mut with_us = means.clone();
        let mut among = vec![vec![vec![0.0; count]; count]; groups.len()];
        let mut coverages = Vec::new();
        let mut shared = Vec::new();
        let alone: Vec<Scores> = candidates
            .iter()
            .map(|&c| Scores::of(&Relation::new(deal, &[c])))
            .collect();
        let all = Relation::new(deal, &candidates);
        for (place, asked) in deal.plan.asked.iter().enumerate() {
            let (group, factor) = group_of(asked.dimension);
            let at = Weighted {
                group,
                weight: factor * asked.fraction,
            };
            if at.weight == 0.0 || weights[asked.dimension] == 0.0 {
                continue;
            }
            let builtin = match asked.id {
                CriterionId::Builtin(builtin) if !asked.rated_only => Some(builtin),
                _ => None,
            };
            let value = |candidate: usize| alone[candidate].criteria[place].score.value;
            match builtin {
                Some(builtin @ (Builtin::Goals | Builtin::Culture)) => {
                    for a in 0..count {
                        with_us[group][a] += at.weight * value(a);
                        for b in (0..count).filter(|&b| b != a) {
                            let pair = member_pair(builtin, candidates[a], candidates[b]);
                            among[group][a][b] += at.weight * pair.unwrap_or(0.0);
                        }
                    }
                }
                Some(builtin @ (Builtin::Capabilities | Builtin::Reach | Builtin::Resources)) => {
                    coverages.push(Coverage::new(deal, builtin, at, &candidates))
                }
                Some(
                    builtin @ (Builtin::Allocation
                    | Builtin::Capacity
                    | Builtin::Savings
                    | Builtin::Equity),
                ) => shared.push((builtin, at)),
                Some(Builtin::Reciprocity) => {
                    for (a, &candidate) in candidates.iter().enumerate() {
                        let rated = candidate.rating(asked.id).is_some();
                        let most = if rated {
                            value(a)
                        } else {
                            most_reciprocal(&all, a)
                        };
                        means[group][a] += at.weight * most;
                    }
                }
                _ => (0..count).for_each(|a| means[group][a] += at.weight * value(a)),
            }
        }
        let best = |row: &Vec<f64>| row.iter().copied().fold(0.0, f64::max);
        Self {
            deal,
            best_pair: among
                .iter()
                .map(|rows| rows.iter().map(best).collect())
                .collect(),
            shared: Shared::new(deal, shared, &candidates, most),
            candidates,
            groups,
            means,
            with_us,
            among,
            coverages,
        }
    }
}

/// What a candidate would get of what it needs if the whole pool took part: the rest only grows with the
/// set.
fn most_reciprocal(all: &Relation<'_>, at: usize) -> f64 {
    let Some(needs) = all.members[at].needs.as_ref() else {
        return 0.0;
    };
    let weight: f64 = needs.iter().map(|need| need.weight).sum();
    let filled = needs
        .iter()
        .map(|need| need.worth() * fill_from_the_rest(all, at, need));
    if weight > 0.0 {
        filled.sum::<f64>() / weight
    } else {
        0.0
    }
}
