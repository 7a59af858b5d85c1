//! First place and rank distribution by sampling (SMAA; Lahdelma, Hokkanen & Salminen 1998): weights
//! uniform on the simplex cut to the order of importance, each criterion uniform between its low
//! and its high.
//!
//! Draws come in blocks, each with a generator of its own, and shares are summed as whole numbers, so
//! that the result is the same for any number of threads.

use std::sync::atomic::{AtomicUsize, Ordering};

use rand_xoshiro::Xoshiro256PlusPlus;
use rand_xoshiro::rand_core::{Rng, SeedableRng};

use crate::model::{ByDimension, Dimension, SLACK};

/// A criterion whose score is not settled.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Ranged {
    /// Where it belongs.
    pub dimension: Dimension,
    /// The least that it adds to its dimension.
    pub low: f64,
    /// The most that it adds on top.
    pub width: f64,
}

/// A candidate as the sampling sees it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Contestant {
    /// What is settled of each dimension.
    pub settled: ByDimension<f64>,
    /// What is not.
    pub ranged: Vec<Ranged>,
}

/// What to sample.
pub struct Question<'a> {
    /// The dimensions by importance, ties together.
    pub order: &'a [Vec<Dimension>],
    /// The candidates.
    pub contestants: &'a [Contestant],
    /// What a dimension's score counts in the total: itself, or its logarithm.
    pub transform: Option<fn(f64) -> f64>,
    /// How often.
    pub draws: u64,
    /// The seed of the generator.
    pub seed: u64,
}

/// How the candidates ranked.
#[derive(Clone, Debug, PartialEq)]
pub struct RankShares {
    /// For each candidate the share of draws in which it ranks first; those that tie share.
    pub first: Vec<f64>,
    /// For each candidate the share of draws at each rank, where there are not too many.
    pub ranks: Option<Vec<Vec<f64>>>,
}

/// Up to this many candidates the whole rank distribution is kept; it grows with their square.
pub const MOST_RANKED: usize = 200;

/// Draws that share a generator.
const BLOCK: u64 = 1000;

/// The share of one draw as a whole number, which sums alike in any order; 2^32 leaves room for four
/// billion draws.
const WHOLE: u64 = 1 << 32;

/// Samples; `threads` changes the time it takes and nothing else.
pub fn sample(question: &Question<'_>, threads: usize) -> RankShares {
    let candidates = question.contestants.len();
    let columns = if candidates <= MOST_RANKED {
        candidates
    } else {
        1
    };
    let blocks = question.draws.div_ceil(BLOCK);
    let next = AtomicUsize::new(0);
    let work = || {
        let mut sampler = Sampler::new(question, columns);
        loop {
            let block = next.fetch_add(1, Ordering::Relaxed) as u64;
            if block >= blocks {
                return sampler.counts;
            }
            let draws = BLOCK.min(question.draws - block * BLOCK);
            sampler.block(block, draws);
        }
    };
    let mut counts = vec![0u64; candidates * columns];
    let mut add = |more: Vec<u64>| {
        counts
            .iter_mut()
            .zip(more)
            .for_each(|(sum, more)| *sum += more)
    };
    if threads <= 1 || blocks <= 1 {
        add(work());
    } else {
        std::thread::scope(|scope| {
            let others: Vec<_> = (1..threads).map(|_| scope.spawn(work)).collect();
            add(work());
            for other in others {
                if let Ok(more) = other.join() {
                    add(more);
                }
            }
        });
    }
    let share = |count: u64| count as f64 / (question.draws as f64 * WHOLE as f64);
    let rows = counts.chunks(columns.max(1));
    RankShares {
        first: rows.clone().map(|row| share(row[0])).collect(),
        ranks: (columns == candidates).then(|| {
            rows.map(|row| row.iter().map(|&count| share(count)).collect())
                .collect()
        }),
    }
}

/// One thread's part of the sampling.
struct Sampler<'a> {
    question: &'a Question<'a>,
    columns: usize,
    /// `columns` ranks for each candidate.
    counts: Vec<u64>,
    /// Settled values by dimension, then candidate, as far as they are fixed.
    fixed: Vec<Vec<f64>>,
    /// The most that each candidate can reach in each dimension.
    highest: Vec<ByDimension<f64>>,
    /// The candidates whose values must be drawn.
    drawn: Vec<usize>,
    dimensions: Vec<Dimension>,
    scores: Vec<f64>,
    sorted: Vec<(f64, u32)>,
}

impl<'a> Sampler<'a> {
    fn new(question: &'a Question<'a>, columns: usize) -> Self {
        let contestants = question.contestants;
        let transform = |x: f64| question.transform.map_or(x, |f| f(x));
        let highest: Vec<ByDimension<f64>> = contestants
            .iter()
            .map(|contestant| {
                let mut most = contestant.settled;
                for ranged in &contestant.ranged {
                    most[ranged.dimension] += ranged.low + ranged.width;
                }
                ByDimension(most.0.map(transform))
            })
            .collect();
        Self {
            question,
            columns,
            counts: vec![0; contestants.len() * columns],
            fixed: Dimension::ALL
                .iter()
                .map(|&d| {
                    contestants
                        .iter()
                        .map(|c| transform(c.settled[d]))
                        .collect()
                })
                .collect(),
            highest,
            drawn: (0..contestants.len())
                .filter(|&i| !contestants[i].ranged.is_empty())
                .collect(),
            dimensions: question.order.concat(),
            scores: vec![0.0; contestants.len()],
            sorted: Vec::with_capacity(contestants.len()),
        }
    }

    fn block(&mut self, block: u64, draws: u64) {
        // The golden ratio spreads neighbouring blocks; seeding runs each through SplitMix64.
        let seed = self.question.seed ^ (block + 1).wrapping_mul(0x9E37_79B9_7F4A_7C15);
        let mut random = Xoshiro256PlusPlus::seed_from_u64(seed);
        for _ in 0..draws {
            let weights = self.weights(&mut random);
            self.score(&weights, &mut random);
            if self.columns == self.question.contestants.len() {
                self.count_ranks();
            } else {
                self.count_first();
            }
        }
    }

    /// Weights uniform among those that keep the order: uniform spacings, sorted, and shuffled inside
    /// each tier.
    fn weights(&self, random: &mut Xoshiro256PlusPlus) -> ByDimension<f64> {
        let count = self.dimensions.len();
        let mut cuts = [0.0; 6];
        for cut in &mut cuts[1..count] {
            *cut = uniform(random);
        }
        cuts[count] = 1.0;
        cuts[1..count].sort_unstable_by(f64::total_cmp);
        let mut spacings = [0.0; 5];
        for at in 0..count {
            spacings[at] = cuts[at + 1] - cuts[at];
        }
        spacings[..count].sort_unstable_by(|a, b| b.total_cmp(a));
        let mut weights = ByDimension::default();
        let mut at = 0;
        for tier in self.question.order {
            let places = &mut spacings[at..at + tier.len()];
            for last in (1..places.len()).rev() {
                places.swap(last, (random.next_u64() % (last as u64 + 1)) as usize);
            }
            for (&dimension, &weight) in tier.iter().zip(&*places) {
                weights[dimension] = weight;
            }
            at += tier.len();
        }
        weights
    }

    fn score(&mut self, weights: &ByDimension<f64>, random: &mut Xoshiro256PlusPlus) {
        let scores = &mut self.scores;
        let [a, b, c, d, e] = weights.0;
        let [fa, fb, fc, fd, fe] = &self.fixed[..] else {
            return;
        };
        for (at, score) in scores.iter_mut().enumerate() {
            *score = a * fa[at] + b * fb[at] + c * fc[at] + d * fd[at] + e * fe[at];
        }
        let is_first_only = self.columns != self.question.contestants.len();
        let mut best = f64::NEG_INFINITY;
        for &at in &self.drawn {
            if is_first_only {
                let most: f64 = weights
                    .0
                    .iter()
                    .zip(&self.highest[at].0)
                    .map(|(w, h)| w * h)
                    .sum();
                if most < best - SLACK {
                    scores[at] = f64::NEG_INFINITY;
                    continue;
                }
            }
            let contestant = &self.question.contestants[at];
            let mut values = contestant.settled;
            for ranged in &contestant.ranged {
                values[ranged.dimension] += ranged.low + ranged.width * uniform(random);
            }
            if let Some(transform) = self.question.transform {
                values = ByDimension(values.0.map(transform));
            }
            scores[at] = weights.0.iter().zip(&values.0).map(|(w, v)| w * v).sum();
            best = best.max(scores[at]);
        }
    }

    fn count_ranks(&mut self) {
        self.sorted.clear();
        self.sorted
            .extend(self.scores.iter().zip(0..).map(|(&score, at)| (score, at)));
        self.sorted.sort_unstable_by(|a, b| b.0.total_cmp(&a.0));
        let mut rank = 0;
        while rank < self.sorted.len() {
            let top = self.sorted[rank].0;
            let tied = self.sorted[rank..]
                .iter()
                .take_while(|(score, _)| top - score <= SLACK)
                .count();
            // Those that tie share the ranks that they take together.
            let part = WHOLE / tied as u64;
            for &(_, at) in &self.sorted[rank..rank + tied] {
                let row = at as usize * self.columns;
                for count in &mut self.counts[row + rank..row + rank + tied] {
                    *count += part;
                }
            }
            rank += tied;
        }
    }

    fn count_first(&mut self) {
        let top = self
            .scores
            .iter()
            .copied()
            .fold(f64::NEG_INFINITY, f64::max);
        let is_first = |score: &f64| top - score <= SLACK;
        let tied = self.scores.iter().filter(|score| is_first(score)).count();
        let part = WHOLE / tied.max(1) as u64;
        for (count, score) in self.counts.iter_mut().zip(&self.scores) {
            *count += if is_first(score) { part } else { 0 };
        }
    }
}

/// Uniform on [0, 1), with 53 bits.
fn uniform(random: &mut Xoshiro256PlusPlus) -> f64 {
    (random.next_u64() >> 11) as f64 * (1.0 / (1u64 << 53) as f64)
}

#[cfg(test)]
mod tests {
    use super::*;
    use Dimension::*;

    fn shares(order: &[Vec<Dimension>], scores: &[&[f64]], threads: usize) -> RankShares {
        let contestants: Vec<Contestant> = scores
            .iter()
            .map(|values| {
                let mut settled = ByDimension::default();
                for (dimension, &value) in order.concat().into_iter().zip(*values) {
                    settled[dimension] = value;
                }
                Contestant {
                    settled,
                    ranged: Vec::new(),
                }
            })
            .collect();
        let question = Question {
            order,
            contestants: &contestants,
            transform: None,
            draws: 40_000,
            seed: 7,
        };
        sample(&question, threads)
    }

    /// Within four standard errors.
    fn close(share: f64, exact: f64) {
        let error = 4.0 * (exact * (1.0 - exact) / 40_000.0).sqrt() + 1e-9;
        assert!((share - exact).abs() <= error, "{share} is not {exact}");
    }

    /// `robust_01` of the published cases: rank acceptability with closed-form answers.
    #[test]
    fn first_places_follow_the_closed_forms() {
        let two = [vec![Compatibility, Commitment]];
        let three = [vec![Compatibility, RiskSharing, Commitment]];
        let ordered = [vec![Compatibility], vec![Commitment]];
        type Case<'a> = (&'a [Vec<Dimension>], &'a [&'a [f64]], &'a [f64]);
        let cases: [Case<'_>; 4] = [
            (
                &two,
                &[&[1.0, 0.0], &[0.0, 1.0], &[0.4, 0.4]],
                &[0.5, 0.5, 0.0],
            ),
            (
                &two,
                &[&[1.0, 0.0], &[0.0, 1.0], &[0.6, 0.6]],
                &[0.4, 0.4, 0.2],
            ),
            (&ordered, &[&[1.0, 0.0], &[0.0, 1.0]], &[1.0, 0.0]),
            (
                &three,
                &[&[1.0, 0.0, 0.0], &[0.0, 1.0, 0.0], &[0.0, 0.0, 1.0]],
                &[1.0 / 3.0, 1.0 / 3.0, 1.0 / 3.0],
            ),
        ];
        for (order, scores, exact) in cases {
            for (share, exact) in shares(order, scores, 1).first.iter().zip(exact) {
                close(*share, *exact);
            }
        }
    }

    /// `smaa_exact_2criteria` of the published cases, every rank.
    #[test]
    fn rank_acceptabilities_follow_the_exact_fractions() {
        let scores: [&[f64]; 4] = [&[0.9, 0.1], &[0.6, 0.5], &[0.2, 0.8], &[0.5, 0.4]];
        let exact = [
            [3.0 / 7.0, 1.0 / 14.0, 1.0 / 14.0, 3.0 / 7.0],
            [1.0 / 7.0, 6.0 / 7.0, 0.0, 0.0],
            [3.0 / 7.0, 1.0 / 14.0, 1.0 / 14.0, 3.0 / 7.0],
            [0.0, 0.0, 6.0 / 7.0, 1.0 / 7.0],
        ];
        let shares = shares(&[vec![Compatibility, Commitment]], &scores, 2);
        let ranks = shares.ranks.expect("few candidates");
        for (row, exact) in ranks.iter().zip(exact) {
            for (share, exact) in row.iter().zip(exact) {
                close(*share, exact);
            }
        }
    }

    #[test]
    fn threads_change_nothing() {
        let scores: Vec<Vec<f64>> = (0..30)
            .map(|i| vec![(i * 7 % 30) as f64 / 30.0, (i * 11 % 30) as f64 / 30.0])
            .collect();
        let scores: Vec<&[f64]> = scores.iter().map(Vec::as_slice).collect();
        let order = [vec![RiskSharing], vec![CostSharing]];
        assert_eq!(shares(&order, &scores, 1), shares(&order, &scores, 5));
    }

    #[test]
    fn those_that_tie_share() {
        let shares = shares(&[vec![Compatibility]], &[&[0.5], &[0.5], &[0.4]], 1);
        assert_eq!(shares.first, [0.5, 0.5, 0.0]);
        assert_eq!(shares.ranks.expect("few candidates")[2], [0.0, 0.0, 1.0]);
    }

    /// Many candidates take the way without ranks, which must find the same first places.
    #[test]
    fn many_candidates_have_the_same_first_places() {
        let mut contestants: Vec<Contestant> = (0..3)
            .map(|i| Contestant {
                settled: ByDimension([0.2 * f64::from(i), 0.5, 0.0, 0.0, 0.3]),
                ranged: vec![Ranged {
                    dimension: Commitment,
                    low: 0.1,
                    width: 0.4,
                }],
            })
            .collect();
        let order = vec![vec![Compatibility], vec![Commitment, Complementarity]];
        let question = |contestants: &[Contestant]| {
            let draws = 40_000;
            sample(
                &Question {
                    order: &order,
                    contestants,
                    transform: None,
                    draws,
                    seed: 3,
                },
                1,
            )
        };
        let few = question(&contestants).first;
        contestants.resize(MOST_RANKED + 1, Contestant::default());
        let many = question(&contestants);
        assert_eq!(many.ranks, None);
        for (few, many) in few.iter().zip(many.first) {
            close(many, *few);
        }
    }
}
