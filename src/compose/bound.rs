//! How good a set can become by adding members.

use super::coverage::{Coverage, Covered};
use super::pool::Pool;
use super::weighted::largest_sum;
use crate::deal::Aggregation;
use crate::score::GEOMETRIC_FLOOR;

/// A set under construction, with what the bound needs of it kept up to date.
#[derive(Clone)]
pub(super) struct Node {
    /// Its members, in the order in which they came.
    pub members: Vec<usize>,
    covered: Vec<Covered>,
    /// The sum of the members' means, by group.
    means: Vec<f64>,
    /// The sum over all pairs inside the set, the organization included, by group.
    pairs: Vec<f64>,
    /// For each candidate the sum of its pairs with the organization and the members, by group.
    pairs_with: Vec<Vec<f64>>,
}

/// How good a set can become.
pub(super) struct Bound {
    /// No set that contains this one, with at least one member more, scores above this.
    pub more: f64,
    /// The same for each of the remaining candidates, of sets that contain it too.
    pub with: Vec<f64>,
}

/// Above every bound, for the rounding of sums.
const ROUNDING: f64 = 1e-9;

impl Node {
    pub fn root(pool: &Pool<'_>) -> Self {
        Self {
            members: Vec::new(),
            covered: pool.coverages.iter().map(Coverage::nothing).collect(),
            means: vec![0.0; pool.groups.len()],
            pairs: vec![0.0; pool.groups.len()],
            pairs_with: pool.with_us.clone(),
        }
    }

    /// The set with a member more.
    pub fn with(&self, pool: &Pool<'_>, candidate: usize) -> Self {
        let mut node = self.clone();
        node.members.push(candidate);
        for (coverage, covered) in pool.coverages.iter().zip(&mut node.covered) {
            coverage.add(covered, candidate);
        }
        for group in 0..pool.groups.len() {
            node.means[group] += pool.means[group][candidate];
            node.pairs[group] += node.pairs_with[group][candidate];
            let row = &pool.among[group][candidate];
            node.pairs_with[group]
                .iter_mut()
                .zip(row)
                .for_each(|(sum, pair)| *sum += pair);
        }
        node
    }

    /// What its means and pairs come to, by group, in a set of that size.
    fn base(&self, pool: &Pool<'_>, size: usize) -> Vec<f64> {
        let (members, all_pairs) = (size as f64, pairs_of(size) as f64);
        let groups = self.means.iter().zip(&self.pairs).zip(&pool.constants);
        groups
            .map(|((means, pairs), constant)| constant + means / members + pairs / all_pairs)
            .collect()
    }

    /// An optimistic total of the set as it is.
    pub fn bound_here(&self, pool: &Pool<'_>) -> f64 {
        let size = self.members.len();
        let mut sums = self.base(pool, size);
        for (coverage, covered) in pool.coverages.iter().zip(&self.covered) {
            // A single member with a rating counts the rating, which is no more than this.
            sums[coverage.at.group] += coverage.at.weight * coverage.value(covered);
        }
        pool.shares.add_bounds(&self.members, 0, &mut sums);
        total(pool, &sums)
    }

    /// How good the set can become by adding some of `rest`, up to a size of `most` and of at least
    /// `least` members.
    ///
    /// For each size k = p + t it takes, of every kind of criterion, the most that t more members can
    /// make of it, each kind on its own; the sum (or product) of the most is at least the most of the
    /// sum.
    /// - Means over members: (sum of the members' + that of the t best others) / k.
    /// - Means over pairs: those inside the set are as they are; a new member brings its pairs with the
    ///   set as they are, and half of its t - 1 pairs with other new members, each at most its best.
    /// - Coverage: each new member at most its own gain (submodular), or all of the gap that the t
    ///   largest offers fill, whichever is less.
    /// - Shares: see `share_criteria`.
    ///
    /// The first three come as one number a candidate, so that the t best are chosen for all of
    /// them at once, which is what makes the bound tight.
    pub fn bound(&self, pool: &Pool<'_>, rest: &[usize], least: usize, most: usize) -> Bound {
        let size = self.members.len();
        let mut bound = Bound {
            more: 0.0,
            with: vec![0.0; rest.len()],
        };
        let gains: Vec<Vec<f64>> = pool
            .coverages
            .iter()
            .zip(&self.covered)
            .map(|(coverage, covered)| {
                rest.iter()
                    .map(|&candidate| coverage.gain(covered, candidate))
                    .collect()
            })
            .collect();
        let groups = pool.groups.len();
        let mut scratch = Vec::with_capacity(rest.len());
        for k in least.max(size + 1)..=most.min(size + rest.len()) {
            let more = k - size;
            let mut base = self.base(pool, k);
            pool.shares.add_bounds(&self.members, more, &mut base);
            let mut each: Vec<Vec<f64>> = (0..groups)
                .map(|group| {
                    let (means, best) = (&pool.means[group], &pool.best_pair[group]);
                    let pairs = &self.pairs_with[group];
                    let others = (more - 1) as f64 / 2.0;
                    rest.iter()
                        .map(|&c| {
                            means[c] / k as f64 + (pairs[c] + others * best[c]) / pairs_of(k) as f64
                        })
                        .collect()
                })
                .collect();
            for ((coverage, covered), gains) in pool.coverages.iter().zip(&self.covered).zip(&gains)
            {
                let (group, weight) = (coverage.at.group, coverage.at.weight);
                let value = coverage.value(covered);
                scratch.clear();
                scratch.extend_from_slice(gains);
                let by_gains = value + largest_sum(&mut scratch, more);
                let cap = coverage.cap(covered, rest, more).max(value);
                if cap < by_gains {
                    base[group] += weight * cap;
                } else {
                    base[group] += weight * value;
                    each[group]
                        .iter_mut()
                        .zip(gains)
                        .for_each(|(sum, gain)| *sum += weight * gain);
                }
            }
            // The best t others, and the best t - 1 beside a given one.
            let (best, beside): (Vec<f64>, Vec<f64>) = each
                .iter()
                .map(|each| {
                    scratch.clear();
                    scratch.extend_from_slice(each);
                    let best = largest_sum(&mut scratch, more);
                    (best, largest_sum(&mut scratch, more - 1))
                })
                .unzip();
            let sums: Vec<f64> = base
                .iter()
                .zip(&best)
                .map(|(base, best)| base + best)
                .collect();
            bound.more = bound.more.max(total(pool, &sums));
            let mut sums = vec![0.0; groups];
            for (place, with) in bound.with.iter_mut().enumerate() {
                for group in 0..groups {
                    sums[group] = base[group] + beside[group] + each[group][place];
                }
                *with = with.max(total(pool, &sums));
            }
        }
        bound
    }
}

/// The number of pairs among `members` and the organization.
fn pairs_of(members: usize) -> usize {
    members * (members + 1) / 2
}

/// The total of the groups' sums.
fn total(pool: &Pool<'_>, sums: &[f64]) -> f64 {
    let total = match pool.deal.aggregation {
        Aggregation::Arithmetic => sums[0],
        Aggregation::Geometric => pool
            .groups
            .iter()
            .zip(sums)
            .filter(|(weight, _)| **weight > 0.0)
            .map(|(&weight, sum)| libm::pow(sum.clamp(GEOMETRIC_FLOOR, 1.0), weight))
            .product(),
    };
    (total + ROUNDING).min(1.0 + ROUNDING)
}
