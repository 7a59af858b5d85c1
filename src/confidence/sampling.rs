//! First place and rank distribution by sampling (R. Lahdelma, J. Hokkanen and P. Salminen, "SMAA - Stochastic
//! multiobjective acceptability analysis", European Journal of Operational Research 106 (1998), 137-143): weights
//! uniform on the simplex cut to the order of importance, each criterion uniform between its low
//! and its high.
//!
//! Draws come in blocks, each with a generator of its own, and shares are summed as whole numbers, so
//! that the result is the same for any number of threads.

use std::sync::atomic::{AtomicU64, Ordering};

use rand_xoshiro::Xoshiro256PlusPlus;
use rand_xoshiro::rand_core::SeedableRng;

use super::dominance::dominates_by;
use super::draw::{Pool, WeightDraw};
use super::question::Question;
use crate::model::{ByDimension, Dimension, SLACK};

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

/// The share of one draw as a whole number, which sums alike in any order: a multiple of all numbers up to
/// 20, so that ties of so many share it exactly, and small enough for four billion draws.
const WHOLE: u64 = 18 * 232_792_560;

/// Samples; `threads` changes the time it takes and nothing else.
pub fn sample(question: &Question<'_>, threads: usize) -> RankShares {
    let all: Vec<usize> = (0..question.contestants.len()).collect();
    if all.len() <= MOST_RANKED {
        let counts = count(question, &all, all.len(), threads, count_ranks);
        let ranks: Vec<Vec<f64>> = counts
            .chunks(all.len().max(1))
            .map(|row| row.iter().map(|&count| share(question, count)).collect())
            .collect();
        return RankShares {
            first: ranks.iter().map(|row| row[0]).collect(),
            ranks: Some(ranks),
        };
    }
    let contenders = contenders(question);
    let counts = count(question, &contenders, 1, threads, count_first);
    let mut first = vec![0.0; all.len()];
    for (&at, &count) in contenders.iter().zip(&counts) {
        first[at] = share(question, count);
    }
    RankShares { first, ranks: None }
}

fn share(question: &Question<'_>, count: u64) -> f64 {
    count as f64 / (question.draws as f64 * WHOLE as f64)
}

/// Those that another one does not beat under every weighting, whatever the missing evidence turns out
/// to be: nobody else can ever be first.
fn contenders(question: &Question<'_>) -> Vec<usize> {
    let transformed = |values: ByDimension<f64>| match question.transform {
        Some(transform) => ByDimension(values.0.map(transform)),
        None => values,
    };
    let candidates = question.contestants.iter();
    let lows: Vec<ByDimension<f64>> = candidates.clone().map(|c| transformed(c.lows)).collect();
    let highs: Vec<ByDimension<f64>> = candidates.map(|c| transformed(c.highs())).collect();
    let sum = |values: &ByDimension<f64>, dimensions: &[Dimension]| -> f64 {
        dimensions.iter().map(|&dimension| values[dimension]).sum()
    };
    // Whoever is best at a corner of the weightings beats the most; one a tier and one a dimension
    // will do.
    let mut corners: Vec<Vec<Dimension>> = Vec::new();
    let mut higher: Vec<Dimension> = Vec::new();
    for tier in question.order {
        corners.extend(
            tier.iter()
                .map(|&dimension| [higher.as_slice(), &[dimension]].concat()),
        );
        higher.extend(tier);
        corners.push(higher.clone());
    }
    let champions: Vec<usize> = corners
        .iter()
        .filter_map(|corner| {
            (0..lows.len()).max_by(|&a, &b| sum(&lows[a], corner).total_cmp(&sum(&lows[b], corner)))
        })
        .collect();
    let is_beaten = |at: usize| {
        let beats = |&champion: &usize| {
            champion != at && dominates_by(question.order, &lows[champion], &highs[at], SLACK)
        };
        champions.iter().any(beats)
    };
    let mut contenders: Vec<usize> = (0..highs.len()).filter(|&at| !is_beaten(at)).collect();
    // Strong ones first, so that weak ones can be passed over.
    let strength = |at: usize| sum(&lows[at], &higher);
    contenders.sort_by(|&a, &b| strength(b).total_cmp(&strength(a)));
    contenders
}

/// Counts the draws of all blocks, `columns` numbers for each of the `chosen` candidates.
fn count(
    question: &Question<'_>,
    chosen: &[usize],
    columns: usize,
    threads: usize,
    count_draw: impl Fn(&mut Pool<'_>, &ByDimension<f64>, &mut Xoshiro256PlusPlus, &mut [u64]) + Sync,
) -> Vec<u64> {
    let blocks = question.draws.div_ceil(BLOCK);
    let next = AtomicU64::new(0);
    let work = || {
        let mut pool = Pool::new(question, chosen);
        let draw = WeightDraw::new(question.order);
        let mut counts = vec![0; chosen.len() * columns];
        loop {
            let block = next.fetch_add(1, Ordering::Relaxed);
            if block >= blocks {
                return counts;
            }
            // The golden ratio spreads neighbouring blocks; seeding runs each through SplitMix64.
            let seed = question.seed ^ (block + 1).wrapping_mul(0x9E37_79B9_7F4A_7C15);
            let mut random = Xoshiro256PlusPlus::seed_from_u64(seed);
            for _ in 0..BLOCK.min(question.draws - block * BLOCK) {
                let weights = draw.weights(&mut random);
                count_draw(&mut pool, &weights, &mut random, &mut counts);
            }
        }
    };
    if threads <= 1 || blocks <= 1 {
        return work();
    }
    std::thread::scope(|scope| {
        let others: Vec<_> = (1..threads).map(|_| scope.spawn(work)).collect();
        let mut counts = work();
        for other in others {
            // A thread cannot fail but by a bug, which must not pass for a result.
            let more = other
                .join()
                .unwrap_or_else(|bug| std::panic::resume_unwind(bug));
            counts
                .iter_mut()
                .zip(more)
                .for_each(|(sum, more)| *sum += more);
        }
        counts
    })
}

/// The bits of 8 - score, with the place of the candidate in the last 8, sort faster than pairs: bits of
/// positive numbers compare as the numbers do, and as a total, even one of weighted logarithms, lies
/// in -8..4, what is lost is below 1e-12.
const PLACE: u64 = (1 << 8) - 1;
const _: () = assert!(MOST_RANKED <= PLACE as usize);

/// Counts every rank of every candidate in one draw.
fn count_ranks(
    pool: &mut Pool<'_>,
    weights: &ByDimension<f64>,
    random: &mut Xoshiro256PlusPlus,
    counts: &mut [u64],
) {
    pool.draw(weights, random);
    let (scores, keys) = (&pool.scores, &mut pool.keys);
    let columns = scores.len();
    keys.clear();
    // Best first: the best has the least key.
    let key = |(score, place): (&f64, u64)| ((8.0 - score).to_bits() & !PLACE) | place;
    keys.extend(scores.iter().zip(0..).map(key));
    keys.sort_unstable();
    let mut rank = 0;
    while rank < columns {
        let top = f64::from_bits(keys[rank]);
        let is_tied = |key: &u64| f64::from_bits(*key) - top <= SLACK;
        let row = (keys[rank] & PLACE) as usize * columns;
        // Nearly always nobody ties, and a division costs more than all the rest.
        if !keys.get(rank + 1).is_some_and(is_tied) {
            counts[row + rank] += WHOLE;
            rank += 1;
            continue;
        }
        let tied = keys[rank..].iter().take_while(|key| is_tied(key)).count();
        // Those that tie share the ranks that they take together.
        let part = WHOLE / tied as u64;
        for key in &keys[rank..rank + tied] {
            let row = (key & PLACE) as usize * columns;
            for count in &mut counts[row + rank..row + rank + tied] {
                *count += part;
            }
        }
        rank += tied;
    }
}

/// Counts first places only.
fn count_first(
    pool: &mut Pool<'_>,
    weights: &ByDimension<f64>,
    random: &mut Xoshiro256PlusPlus,
    counts: &mut [u64],
) {
    pool.draw_contenders(weights, random);
    let top = pool
        .scores
        .iter()
        .copied()
        .fold(f64::NEG_INFINITY, f64::max);
    let is_first = |score: &&f64| top - **score <= SLACK;
    let tied = pool.scores.iter().filter(is_first).count();
    let part = WHOLE / tied.max(1) as u64;
    for (count, score) in counts.iter_mut().zip(&pool.scores) {
        if is_first(&score) {
            *count += part;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::confidence::question::{Contestant, Ranged};
    use Dimension::*;

    fn shares(order: &[Vec<Dimension>], scores: &[&[f64]], threads: usize) -> RankShares {
        let contestants: Vec<Contestant> = scores
            .iter()
            .map(|values| {
                let mut lows = ByDimension::default();
                for (dimension, &value) in order.concat().into_iter().zip(*values) {
                    lows[dimension] = value;
                }
                Contestant {
                    lows,
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

    /// Rank acceptability with closed-form answers.
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

    /// Two criteria, where every rank has an exact fraction.
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
                lows: ByDimension([0.2 * f64::from(i), 0.5, 0.0, 0.0, 0.4]),
                ranged: vec![Ranged {
                    dimension: Commitment,
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
