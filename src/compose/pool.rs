//! The candidates that may take part in a set, with all that the search asks of them, computed once.

use super::coverage::Coverage;
use super::share_criteria::ShareCriteria;
use super::weighted::{Weighted, largest_sum};
use crate::criteria::{Formula, Relation, formula_of, reciprocity};
use crate::deal::{Candidate, Deal};
use crate::model::{Aggregation, Dimension};
use crate::score::Scores;

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
    /// The most that the criteria of all parties together can come to, by group.
    pub constants: Vec<f64>,
    /// The criteria of coverage.
    pub coverages: Vec<Coverage>,
    /// The criteria that depend on the shares of all.
    pub shares: ShareCriteria<'a>,
}

impl<'a> Pool<'a> {
    /// The candidates at these places.
    pub fn members(&self, places: &[usize]) -> Vec<&'a Candidate> {
        places.iter().map(|&place| self.candidates[place]).collect()
    }

    /// The pool of these candidates for sets of at most `most` members.
    pub fn new(deal: &'a Deal, mut candidates: Vec<&'a Candidate>, most: usize) -> Self {
        candidates.sort_by(|a, b| a.name.cmp(&b.name));
        let weights = &deal.plan.weights.fractions;
        let is_sum = deal.aggregation == Aggregation::Arithmetic;
        let groups = match is_sum {
            true => vec![1.0],
            false => weights.0.to_vec(),
        };
        let group_of = |dimension: Dimension| match is_sum {
            true => (0, weights[dimension]),
            false => (dimension as usize, 1.0),
        };
        let count = candidates.len();
        let mut means = vec![vec![0.0; count]; groups.len()];
        let mut with_us = means.clone();
        let mut among = vec![vec![vec![0.0; count]; count]; groups.len()];
        let mut constants = vec![0.0; groups.len()];
        let best_of_all = best_of_all(&candidates, most);
        let mut coverages = Vec::new();
        let mut shares = Vec::new();
        let alone = candidates
            .iter()
            .map(|&c| Scores::of(&Relation::new(deal, &[c])));
        let alone: Vec<Scores> = alone.collect();
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
            let value = |candidate: usize| alone[candidate].criteria[place].score.value;
            match formula_of(asked) {
                Formula::Pairs(profile) => {
                    for a in 0..count {
                        with_us[group][a] += at.weight * value(a);
                        for b in (0..count).filter(|&b| b != a) {
                            let pair = profile.likeness(deal, Some(candidates[a]), candidates[b]);
                            among[group][a][b] += at.weight * pair.unwrap_or(0.0);
                        }
                    }
                }
                Formula::Coverage(covers) => {
                    coverages.push(Coverage::new(deal, covers, asked.id, at, &candidates));
                }
                Formula::Parties(_) | Formula::Allocation => shares.push((asked.id, at)),
                Formula::Together(of) => {
                    let most = of(&Relation::new(deal, &[&best_of_all])).and_then(|w| w.score);
                    constants[group] += at.weight * most.map_or(0.0, |score| score.value);
                }
                Formula::FromTheRest => {
                    for (a, &candidate) in candidates.iter().enumerate() {
                        // The rest only grows with the set.
                        let most = match candidate.rating(asked.id) {
                            Some(_) => Some(value(a)),
                            None => reciprocity(&all, a, candidate).map(|score| score.value),
                        };
                        means[group][a] += at.weight * most.unwrap_or(0.0);
                    }
                }
                Formula::Rated | Formula::Members(_) => {
                    (0..count).for_each(|a| means[group][a] += at.weight * value(a));
                }
            }
        }
        let best = |row: &Vec<f64>| row.iter().copied().fold(0.0, f64::max);
        Self {
            deal,
            best_pair: among
                .iter()
                .map(|rows| rows.iter().map(best).collect())
                .collect(),
            shares: ShareCriteria::new(deal, shares, &candidates, most),
            candidates,
            groups,
            means,
            with_us,
            among,
            constants,
            coverages,
        }
    }
}

/// A member that brings what the best set could bring: the largest extra benefits, and no extra cost.
fn best_of_all(candidates: &[&Candidate], most: usize) -> Candidate {
    let mut extra: Vec<f64> = candidates
        .iter()
        .map(|candidate| candidate.extra_benefit.unwrap_or(0.0))
        .collect();
    Candidate {
        extra_benefit: Some(largest_sum(&mut extra, most)),
        ..Candidate::default()
    }
}
