//! How sure a ranking is: dominance and crossovers exactly, first places by sampling, and what to find
//! out next.

mod crossover;
mod dominance;
mod draw;
mod next_evidence;
mod question;
mod sampling;

pub use crossover::{Crossover, nearest};
pub use dominance::dominates;
pub use next_evidence::{NextEvidence, next_evidence};
pub use question::{Contestant, Question, Ranged};
pub use sampling::{MOST_RANKED, RankShares, sample};

use crate::criteria::Triple;
use crate::deal::{Aggregation, Deal};
use crate::model::{ByDimension, SLACK};
use crate::score::{Evaluation, GEOMETRIC_FLOOR, total};

/// How often and from which seed to sample.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sampling {
    /// How often; 0 turns sampling off. A deal of more than 1,000 candidates is sampled 1,000 times where
    /// nobody says how often.
    pub draws: Option<u64>,
    /// The seed of the generator.
    pub seed: u64,
}

impl Default for Sampling {
    fn default() -> Self {
        Self {
            draws: None,
            seed: 1,
        }
    }
}

impl Sampling {
    /// How often to sample so many candidates.
    pub fn draws(&self, candidates: usize) -> u64 {
        self.draws
            .unwrap_or(if candidates > 1000 { 1000 } else { 10_000 })
    }
}

/// How sure the ranking is. Candidates are meant by their place.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Confidence {
    /// Who leads: the first by rank, then name.
    pub leader: usize,
    /// Whether the leader is at least every other candidate under every weighting that keeps the order
    /// of importance.
    pub holds_under_every_weighting: bool,
    /// Whether that is so whatever the missing evidence turns out to be.
    pub holds_whatever_the_evidence: bool,
    /// The nearest change of one weight that changes the leader.
    pub crossover: Option<Crossover>,
    /// Who could be ahead at these weights, if all that is missing speaks for them and against the
    /// leader.
    pub could_overtake: Vec<usize>,
    /// Who would lead under the geometric mean, if somebody else.
    pub geometric_leader: Option<usize>,
    /// First places and ranks, if sampled.
    pub shares: Option<RankShares>,
    /// How often it was sampled.
    pub draws: u64,
    /// From which seed.
    pub seed: u64,
}

impl Confidence {
    /// The confidence in the ranking of these candidates, of which `leader` leads.
    pub fn of(deal: &Deal, evaluations: &[&Evaluation], leader: usize, sampling: Sampling) -> Self {
        let Some(first) = evaluations.get(leader) else {
            // Where nobody leads, nothing holds and nothing is drawn.
            return Self {
                leader,
                seed: sampling.seed,
                ..Self::default()
            };
        };
        let draws = sampling.draws(evaluations.len());
        let weights = &deal.plan.weights;
        let transform = transform(deal.aggregation);
        let apply = |x: f64| transform.map_or(x, |f| f(x));
        let of = |part: fn(&Triple) -> f64| -> Vec<ByDimension<f64>> {
            let dimension =
                |e: &&Evaluation| ByDimension::of(|d| apply(part(&e.scores.dimensions[d].score)));
            evaluations.iter().map(dimension).collect()
        };
        let (values, lows, highs) = (of(|t| t.value), of(|t| t.low), of(|t| t.high));
        let others = || (0..evaluations.len()).filter(|&other| other != leader);
        let leads = |mine: &[ByDimension<f64>], theirs: &[ByDimension<f64>]| {
            others().all(|other| dominates(&weights.order, &mine[leader], &theirs[other]))
        };
        let lowest = first.scores.total.score.low;
        Self {
            leader,
            holds_under_every_weighting: leads(&values, &values),
            holds_whatever_the_evidence: leads(&lows, &highs),
            crossover: nearest(&weights.fractions, &values, leader),
            could_overtake: others()
                .filter(|&other| evaluations[other].scores.total.score.high > lowest + SLACK)
                .collect(),
            geometric_leader: geometric_leader(deal, evaluations, leader),
            shares: (draws > 0).then(|| {
                let contestants = evaluations.iter().map(|one| contestant(deal, one));
                let contestants: Vec<Contestant> = contestants.collect();
                let question = Question {
                    order: &weights.order,
                    contestants: &contestants,
                    transform,
                    draws,
                    seed: sampling.seed,
                };
                sample(&question, threads(&question))
            }),
            draws,
            seed: sampling.seed,
        }
    }

    /// The candidate that ranks first most often, if another one than the leader by more than four standard
    /// errors of the sampling.
    pub fn likely_leader(&self) -> Option<usize> {
        let first = &self.shares.as_ref()?.first;
        let likely = (0..first.len())
            .rev()
            .max_by(|&a, &b| first[a].total_cmp(&first[b]))?;
        let (most, leaders) = (first[likely], first[self.leader]);
        let error = ((most + leaders) / self.draws as f64).sqrt();
        (most - leaders > 4.0 * error).then_some(likely)
    }
}

/// What a dimension's score counts in a weighted sum.
fn transform(aggregation: Aggregation) -> Option<fn(f64) -> f64> {
    match aggregation {
        Aggregation::Arithmetic => None,
        Aggregation::Geometric => Some(|x| libm::log(x.max(GEOMETRIC_FLOOR))),
    }
}

fn geometric_leader(deal: &Deal, evaluations: &[&Evaluation], leader: usize) -> Option<usize> {
    if deal.aggregation == Aggregation::Geometric {
        return None;
    }
    let geometric = |place: usize| {
        let scores = &evaluations[place].scores;
        let weights = &deal.plan.weights.fractions;
        total(Aggregation::Geometric, weights, |d| {
            scores.dimensions[d].score.value
        })
    };
    // The first of equals, by place.
    let best = (0..evaluations.len())
        .rev()
        .max_by(|&a, &b| geometric(a).total_cmp(&geometric(b)))?;
    (geometric(best) > geometric(leader) + SLACK).then_some(best)
}

fn contestant(deal: &Deal, evaluation: &Evaluation) -> Contestant {
    let mut contestant = Contestant::default();
    for (asked, criterion) in deal.plan.asked.iter().zip(&evaluation.scores.criteria) {
        let dimension = asked.dimension;
        contestant.lows[dimension] += criterion.score.low * asked.fraction;
        let width = (criterion.score.high - criterion.score.low) * asked.fraction;
        if width > 0.0 {
            contestant.ranged.push(Ranged { dimension, width });
        }
    }
    contestant
}

/// More threads only where there is enough to do to pay for starting them.
fn threads(question: &Question<'_>) -> usize {
    let contestants = question.contestants.iter();
    let ranged: usize = contestants.map(|c| c.ranged.len() + 1).sum();
    if question.draws.saturating_mul(ranged as u64) < 100_000 {
        return 1;
    }
    std::thread::available_parallelism().map_or(1, |threads| threads.get().min(16))
}
