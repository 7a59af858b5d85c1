//! First place and rank distribution by sampling (R. Lahdelma, J. Hokkanen and P. Salminen, "SMAA - Stochastic
//! multiobjective acceptability analysis", European Journal of Operational Research 106 (1998), 137-143): weights of
//! dimensions and criteria among those that they may have, each criterion uniform between its low and its high, what each
//! reviewer counts a gamma variate (D. B. Rubin, "The Bayesian bootstrap", Annals of Statistics 9 (1981), 130-134).
//!
//! Draws come in blocks, each with a generator of its own, and shares are summed as whole numbers, so
//! that the result is the same for any number of threads.

use std::sync::atomic::{AtomicU64, Ordering};

use rand_xoshiro::Xoshiro256PlusPlus;
use rand_xoshiro::rand_core::SeedableRng;

use super::contest::Contestant;
use super::pool::{Pool, Question};
use crate::criteria::Triple;
use crate::deal::{Aggregation, Candidate, Mark};
use crate::model::SLACK;

/// How the candidates ranked.
#[derive(Clone, Debug, PartialEq)]
pub struct RankShares {
    /// For each candidate the share of draws in which it ranks first; those that tie share.
    pub first: Vec<f64>,
    /// For each candidate the share of draws at each rank, where there are not too many.
    pub ranks: Option<Vec<Vec<f64>>>,
    /// How many draws were made, which are the first of those asked for.
    pub draws: u64,
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
        let (counts, draws) = count(question, &all, all.len(), threads, count_ranks);
        let ranks: Vec<Vec<f64>> = counts
            .chunks(all.len().max(1))
            .map(|row| row.iter().map(|&count| share(draws, count)).collect())
            .collect();
        return RankShares {
            first: ranks.iter().map(|row| row[0]).collect(),
            ranks: Some(ranks),
            draws,
        };
    }
    let contenders = contenders(question);
    let (counts, draws) = count(question, &contenders, 1, threads, count_first);
    let mut first = vec![0.0; all.len()];
    for (&at, &count) in contenders.iter().zip(&counts) {
        first[at] = share(draws, count);
    }
    RankShares {
        first,
        ranks: None,
        draws,
    }
}

fn share(draws: u64, count: u64) -> f64 {
    count as f64 / (draws as f64 * WHOLE as f64)
}

/// Those that another one does not beat with any weights, whatever the missing evidence turns out to be and whoever
/// counts how much: nobody else can ever be first.
fn contenders(question: &Question<'_>) -> Vec<usize> {
    let all: Vec<usize> = (0..question.contestants.len()).collect();
    if question.deal.aggregation == Aggregation::Geometric {
        return all;
    }
    let ends = |end: fn(&Triple) -> f64, of_marks: fn(f64, f64) -> f64| -> Vec<Vec<f64>> {
        let contestants = question.contestants.iter().zip(question.candidates);
        let of_one = |(one, candidate): (&Contestant, &&Candidate)| {
            let asked = question.deal.plan.asked.iter().zip(&one.criteria);
            asked
                .map(|(asked, score)| {
                    let panel = candidate.ratings.panel(asked.id);
                    let panel = panel.filter(|panel| panel.consensus.is_none());
                    let marks = panel.into_iter().flat_map(|panel| &panel.marks);
                    // A mark taken for unknown may be any.
                    let any = if end(&Triple::UNKNOWN) > 0.0 {
                        1.0
                    } else {
                        0.0
                    };
                    let mark = |mark: &Mark| match mark.withheld {
                        Some(_) => mark.score.map(|_| any),
                        None => mark.score,
                    };
                    marks.filter_map(mark).fold(end(score), of_marks)
                })
                .collect()
        };
        contestants.map(of_one).collect()
    };
    let (lows, highs) = (ends(|t| t.low, f64::min), ends(|t| t.high, f64::max));
    let groups = question.groups;
    let places: Vec<usize> = groups
        .criteria
        .iter()
        .flat_map(|g| g.members.clone())
        .collect();
    let strength = |one: &Vec<f64>| -> f64 {
        let criteria = groups.criteria.iter();
        let mean = |group: &super::group::Group| {
            let numbers: Vec<f64> = group.members.iter().map(|&place| one[place]).collect();
            group.whole * group.mean(&numbers)
        };
        criteria.map(mean).sum()
    };
    let strengths: Vec<f64> = lows.iter().map(strength).collect();
    // Whoever is best in something beats the most; one a criterion and the best of all will do.
    let best = |value: &dyn Fn(usize) -> f64| {
        let mut all = all.iter().copied();
        let first = all.next()?;
        Some(all.fold(
            first,
            |best, one| if value(one) > value(best) { one } else { best },
        ))
    };
    let mut champions: Vec<usize> = places
        .iter()
        .filter_map(|&place| best(&|one| lows[one][place] + 1e-3 * strengths[one]))
        .chain(best(&|one| strengths[one]))
        .collect();
    champions.sort_unstable();
    champions.dedup();
    let is_beaten = |at: usize| {
        let beats = |&champion: &usize| {
            let apart: Vec<f64> = lows[champion]
                .iter()
                .zip(&highs[at])
                .map(|(a, b)| a - b)
                .collect();
            champion != at && groups.lowest_mean(&apart) > SLACK
        };
        champions.iter().any(beats)
    };
    let mut contenders: Vec<usize> = all.iter().copied().filter(|&at| !is_beaten(at)).collect();
    // Strong ones first, so that weak ones can be passed over.
    contenders.sort_by(|&a, &b| strengths[b].total_cmp(&strengths[a]));
    contenders
}

/// Counts the draws of all blocks, `columns` numbers for each of the `chosen` candidates; and how many were made, if
/// that is stopped. Blocks are given out in order and each is finished, so that those made are always the first.
fn count(
    question: &Question<'_>,
    chosen: &[usize],
    columns: usize,
    threads: usize,
    count_draw: impl Fn(&mut Pool<'_>, &mut Xoshiro256PlusPlus, &mut [u64]) + Sync,
) -> (Vec<u64>, u64) {
    let blocks = question.draws.div_ceil(BLOCK);
    let next = AtomicU64::new(0);
    let made = |blocks: u64| blocks.saturating_mul(BLOCK).min(question.draws);
    let work = || {
        let mut pool = Pool::new(question, chosen);
        let mut counts = vec![0; chosen.len() * columns];
        loop {
            let begun = made(next.load(Ordering::Relaxed));
            // Of no draws there would be no shares.
            let is_stopped = begun > 0 && !(question.draw_on)(begun, question.draws);
            if is_stopped {
                return counts;
            }
            let block = next.fetch_add(1, Ordering::Relaxed);
            if block >= blocks {
                return counts;
            }
            // The golden ratio spreads neighbouring blocks; seeding runs each through SplitMix64.
            let seed = question.seed ^ (block + 1).wrapping_mul(0x9E37_79B9_7F4A_7C15);
            let mut random = Xoshiro256PlusPlus::seed_from_u64(seed);
            for _ in 0..BLOCK.min(question.draws - block * BLOCK) {
                count_draw(&mut pool, &mut random, &mut counts);
            }
        }
    };
    if threads <= 1 || blocks <= 1 {
        let counts = work();
        return (counts, made(next.into_inner()));
    }
    let counts = std::thread::scope(|scope| {
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
    });
    (counts, made(next.into_inner()))
}

/// The bits of 8 - score, with the place of the candidate in the last 8, sort faster than pairs: bits of
/// positive numbers compare as the numbers do, and as a total, even one of weighted logarithms, lies
/// in -8..4, what is lost is below 1e-12.
const PLACE: u64 = (1 << 8) - 1;
const _: () = assert!(MOST_RANKED <= PLACE as usize);

/// Counts every rank of every candidate in one draw.
fn count_ranks(pool: &mut Pool<'_>, random: &mut Xoshiro256PlusPlus, counts: &mut [u64]) {
    pool.draw(random);
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
fn count_first(pool: &mut Pool<'_>, random: &mut Xoshiro256PlusPlus, counts: &mut [u64]) {
    pool.draw_contenders(random);
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
    use crate::confidence::{DrawOn, Groups};
    use crate::deal::{Candidate, Deal};
    use crate::read::{Source, read};
    use crate::score::Evaluation;

    /// A deal by criteria of the user's own, each a part of the whole, with a mark out of 10 for each candidate.
    fn deal(weights: &str, criteria: &[&str], scores: &[&[f64]]) -> Deal {
        let mut text = format!(
            "deal.name = 'd'\ndeal.relationship = 'network'\norganization.name = 'o'\n\
             [weights]\nby = 'criteria'\n{weights}\n[gates]\ndefaults = false\n"
        );
        for (at, weight) in criteria.iter().enumerate() {
            text += &format!("[criteria.c{at}]\ndimension = 'commitment'\nweight = {weight}\n");
        }
        for (at, scores) in scores.iter().enumerate() {
            text += &format!("[[candidates]]\nname = '{at:03}'\n[candidates.ratings]\n");
            for (at, score) in scores.iter().enumerate() {
                text += &format!("c{at} = {}\n", score * 10.0);
            }
        }
        let reading = read(&Source::new("test.toml", text));
        reading.deal.expect("a deal without an error")
    }

    fn sampled(deal: &Deal, draws: u64, seed: u64, threads: usize) -> RankShares {
        sampled_while(deal, draws, seed, threads, &|_, _| true)
    }

    fn sampled_while(
        deal: &Deal,
        draws: u64,
        seed: u64,
        threads: usize,
        draw_on: &DrawOn<'_>,
    ) -> RankShares {
        let evaluation = |one: &Candidate| Evaluation::of(deal, &[one]);
        let evaluations: Vec<Evaluation> = deal.candidates.iter().map(evaluation).collect();
        let contestants: Vec<Contestant> = evaluations.iter().map(Contestant::of).collect();
        let candidates: Vec<&Candidate> = deal.candidates.iter().collect();
        let question = Question {
            deal,
            groups: &Groups::of(deal),
            contestants: &contestants,
            candidates: &candidates,
            draws,
            seed,
            draw_on,
        };
        sample(&question, threads)
    }

    const DRAWS: u64 = 40_000;

    /// Within four standard errors.
    fn close(share: f64, exact: f64) {
        let error = 4.0 * (exact * (1.0 - exact) / DRAWS as f64).sqrt() + 1e-9;
        assert!((share - exact).abs() <= error, "{share} is not {exact}");
    }

    /// Rank acceptability with closed-form answers.
    #[test]
    fn first_places_follow_the_closed_forms() {
        let tied = "vary = 'order'";
        type Case<'a> = (&'a [&'a str], &'a [&'a [f64]], &'a [f64]);
        let cases: [Case<'_>; 4] = [
            (
                &["1", "1"],
                &[&[1.0, 0.0], &[0.0, 1.0], &[0.4, 0.4]],
                &[0.5, 0.5, 0.0],
            ),
            (
                &["1", "1"],
                &[&[1.0, 0.0], &[0.0, 1.0], &[0.6, 0.6]],
                &[0.4, 0.4, 0.2],
            ),
            (&["2", "1"], &[&[1.0, 0.0], &[0.0, 1.0]], &[1.0, 0.0]),
            (
                &["1", "1", "1"],
                &[&[1.0, 0.0, 0.0], &[0.0, 1.0, 0.0], &[0.0, 0.0, 1.0]],
                &[1.0 / 3.0, 1.0 / 3.0, 1.0 / 3.0],
            ),
        ];
        for (weights, scores, exact) in cases {
            let deal = deal(tied, weights, scores);
            for (share, exact) in sampled(&deal, DRAWS, 7, 1).first.iter().zip(exact) {
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
        let deal = deal("vary = 'order'", &["1", "1"], &scores);
        let ranks = sampled(&deal, DRAWS, 7, 2).ranks.expect("few candidates");
        for (row, exact) in ranks.iter().zip(exact) {
            for (share, exact) in row.iter().zip(exact) {
                close(*share, exact);
            }
        }
    }

    #[test]
    fn threads_change_nothing() {
        let scores: Vec<[f64; 2]> = (0..30)
            .map(|i| [(i * 7 % 30) as f64 / 30.0, (i * 11 % 30) as f64 / 30.0])
            .collect();
        let scores: Vec<&[f64]> = scores.iter().map(|row| row.as_slice()).collect();
        let deal = deal("", &["[2, 4]", "[1, 5]"], &scores);
        assert_eq!(sampled(&deal, 5_000, 7, 1), sampled(&deal, 5_000, 7, 5));
    }

    /// Draws that were stopped are the first of the sequence, so that as many asked for give the same.
    #[test]
    fn stopped_draws_are_the_first_ones() {
        let many: Vec<[f64; 2]> = (0..MOST_RANKED + 1)
            .map(|i| [(i * 7 % 30) as f64 / 30.0, (i * 11 % 30) as f64 / 30.0])
            .collect();
        let many: Vec<&[f64]> = many.iter().map(|row| row.as_slice()).collect();
        for scores in [&many[..20], &many] {
            let deal = deal("", &["[2, 4]", "[1, 5]"], scores);
            for threads in [1, 2, 5] {
                let stop = |most| move |begun: u64, all: u64| begun < most && all == 50_000;
                let stopped = |most| sampled_while(&deal, 50_000, 7, threads, &stop(most));
                for (most, made) in [(0, 1_000), (1, 1_000), (4_500, 5_000), (60_000, 50_000)] {
                    let shares = stopped(most);
                    // Other threads may have begun one more each meanwhile.
                    let late = 1_000 * (threads as u64 - 1);
                    let range = made..=(made + late).min(50_000);
                    assert!(range.contains(&shares.draws), "{} {made}", shares.draws);
                    assert_eq!(shares, sampled(&deal, shares.draws, 7, 3));
                }
            }
        }
    }

    #[test]
    fn those_that_tie_share() {
        let deal = deal("", &["1"], &[&[0.5], &[0.5], &[0.4]]);
        let shares = sampled(&deal, 2_000, 7, 1);
        assert_eq!(shares.first, [0.5, 0.5, 0.0]);
        assert_eq!(shares.ranks.expect("few candidates")[2], [0.0, 0.0, 1.0]);
    }

    /// Many candidates take the way without ranks, which must find the same first places.
    #[test]
    fn many_candidates_have_the_same_first_places() {
        let strong: [&[f64]; 3] = [&[0.2, 0.9, 0.6], &[0.4, 0.7, 0.5], &[0.8, 0.3, 0.4]];
        let few = deal("vary = 'order'", &["2", "1", "1"], &strong);
        let few = sampled(&few, DRAWS, 3, 1);
        let weak: &[f64] = &[0.1, 0.1, 0.1];
        let mut many: Vec<&[f64]> = strong.to_vec();
        many.resize(MOST_RANKED + 1, weak);
        let many = deal("vary = 'order'", &["2", "1", "1"], &many);
        let many = sampled(&many, DRAWS, 4, 1);
        assert_eq!(many.ranks, None);
        for (few, many) in few.first.iter().zip(many.first) {
            close(many, *few);
        }
    }
}
