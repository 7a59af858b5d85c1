//! How sure a ranking is: claims about other weights exactly, first places by sampling, what the reviewers make of it,
//! and what to find out next.

mod contest;
mod draw;
mod group;
mod interval;
mod next_evidence;
mod pool;
mod reviewers;
mod sampling;
mod withdrawal;

pub use contest::Contestant;
pub use group::{Freedom, Group, GroupOf, Groups};
pub use interval::{Change, Interval, WeightOf};
pub use next_evidence::{NextEvidence, next_evidence};
pub use pool::{DrawOn, Question};
pub use reviewers::{ReviewerView, Reviews};
pub use sampling::{MOST_RANKED, RankShares, sample};
pub use withdrawal::{Withdrawal, can_lead};

use crate::criteria::Triple;
use crate::deal::{Aggregation, Candidate, CriterionId, Deal};
use crate::model::SLACK;
use crate::score::{Evaluation, total};
use contest::Compared;

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

/// Whether the lead holds under every weighting that a deal may have; `None` where no claim is made.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Holds {
    /// With the weights of the criteria as they are.
    pub dimensions: Option<bool>,
    /// With those free too.
    pub criteria: Option<bool>,
    /// As `dimensions`, whatever the missing evidence turns out to be.
    pub dimensions_whatever: Option<bool>,
    /// As `criteria`, whatever the missing evidence turns out to be.
    pub criteria_whatever: Option<bool>,
}

/// How sure the ranking is. Candidates are meant by their place in it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Confidence {
    /// Who leads: of those that tie the first by name.
    pub leader: usize,
    /// Everybody who ties for the lead.
    pub leaders: Vec<usize>,
    /// Who can lead: everybody that is not ruled out, or all where everybody is.
    pub can_lead: Vec<bool>,
    /// Who ranks before the leader, and is ruled out.
    pub ahead_but_out: Vec<usize>,
    /// Whether the lead holds under every weighting.
    pub holds: Holds,
    /// How far each weight can move.
    pub intervals: Vec<Interval>,
    /// The smallest change of one weight that changes who leads.
    pub nearest_change: Option<Change>,
    /// What the reviewers make of it, where panels have names.
    pub reviews: Option<Reviews>,
    /// Whose withdrawal would change who leads.
    pub withdrawals: Vec<Withdrawal>,
    /// Who could be ahead at these weights, if all that is missing speaks for them and against the
    /// leader.
    pub could_overtake: Vec<usize>,
    /// Who would lead under the geometric mean, if somebody else.
    pub geometric_leader: Option<usize>,
    /// First places and ranks among those that can lead, by their place among all, if sampled.
    pub shares: Option<Shares>,
    /// How often it was sampled.
    pub draws: u64,
    /// How often it was to be, which is more where that was stopped.
    pub draws_asked: u64,
    /// From which seed.
    pub seed: u64,
}

/// First places and ranks; `None` for those that cannot lead.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Shares {
    /// The share of draws in which each ranks first.
    pub first: Vec<Option<f64>>,
    /// The share of draws for each rank, where there are not too many.
    pub ranks: Vec<Option<Vec<f64>>>,
}

/// A candidate in the ranking: its place in the deal, its rank, its evaluation.
pub type Ranked<'a> = (usize, usize, &'a Evaluation);

/// The smallest change of one weight that makes two evaluations equal, of which the first is not behind.
pub fn evening_change(deal: &Deal, evaluations: [&Evaluation; 2]) -> Option<Change> {
    let contestants = evaluations.map(Contestant::of);
    let intervals = interval::intervals(deal, &Groups::of(deal), &contestants, &[0]);
    interval::nearest_change(&intervals)
}

impl Confidence {
    /// The confidence in the ranking of these candidates, which stand by rank, then name.
    pub fn of(deal: &Deal, ranked: &[Ranked<'_>], sampling: Sampling) -> Self {
        Self::stoppable(deal, ranked, sampling, &|_, _| true)
    }

    /// The same, with draws only while somebody says so.
    pub fn stoppable(
        deal: &Deal,
        ranked: &[Ranked<'_>],
        sampling: Sampling,
        draw_on: &DrawOn<'_>,
    ) -> Self {
        let evaluations: Vec<&Evaluation> = ranked.iter().map(|(.., one)| *one).collect();
        let can_lead = withdrawal::can_lead(&evaluations);
        let Some(leader) = can_lead.iter().position(|can| *can) else {
            // Where nobody leads, nothing holds and nothing is drawn.
            return Self {
                seed: sampling.seed,
                ..Self::default()
            };
        };
        let rank = |place: usize| ranked[place].1;
        let able: Vec<usize> = (0..ranked.len()).filter(|&place| can_lead[place]).collect();
        let leaders = able
            .iter()
            .copied()
            .filter(|&place| rank(place) == rank(leader));
        let leaders: Vec<usize> = leaders.collect();
        let contestants: Vec<Contestant> = able
            .iter()
            .map(|&place| Contestant::of(evaluations[place]))
            .collect();
        let candidate = |place: usize| deal.candidates.get(ranked[place].0);
        let candidates: Option<Vec<&Candidate>> = able.iter().map(|&p| candidate(p)).collect();
        let candidates = candidates.unwrap_or_default();
        let groups = Groups::of(deal);
        // Those that can lead are meant by their place among them.
        let among = |place: usize| able.iter().position(|other| *other == place).unwrap_or(0);
        let leading: Vec<usize> = leaders.iter().map(|&place| among(place)).collect();
        let back = |place: usize| able[place];
        let intervals = interval::intervals(deal, &groups, &contestants, &leading);
        let nearest_change = interval::nearest_change(&intervals);
        let all: Vec<&Candidate> = deal.candidates.iter().collect();
        let reviews = reviewers::reviews(deal, &all, &candidates, &contestants);
        let order: Vec<usize> = ranked.iter().map(|(place, ..)| *place).collect();
        let lowest = evaluations[leader].scores.total.score.low;
        let overtakes = |place: &usize| {
            *place != leader && evaluations[*place].scores.total.score.high > lowest + SLACK
        };
        let draws_asked = sampling.draws(able.len());
        let drawn = (draws_asked > 0).then(|| {
            let question = Question {
                deal,
                groups: &groups,
                contestants: &contestants,
                candidates: &candidates,
                draws: draws_asked,
                seed: sampling.seed,
                draw_on,
            };
            sample(&question, threads(&question))
        });
        let draws = drawn.as_ref().map_or(0, |drawn| drawn.draws);
        Self {
            leader,
            ahead_but_out: (0..leader)
                .filter(|&place| rank(place) < rank(leader))
                .collect(),
            holds: holds(deal, &groups, &contestants),
            intervals: intervals
                .into_iter()
                .map(|interval| Interval {
                    below: interval.below.map(back),
                    above: interval.above.map(back),
                    parted: interval.parted.map(back),
                    ..interval
                })
                .collect(),
            nearest_change: nearest_change.map(|change| Change {
                new_leader: back(change.new_leader),
                ..change
            }),
            reviews: reviews.map(|reviews| reviews.with_places(back)),
            withdrawals: withdrawal::withdrawals(deal, ranked[leader].0, &order),
            could_overtake: able.iter().copied().filter(overtakes).collect(),
            geometric_leader: geometric_leader(deal, &evaluations, &able, leader),
            shares: drawn.map(|drawn| shares(drawn, &able, ranked.len())),
            leaders,
            can_lead,
            draws,
            draws_asked,
            seed: sampling.seed,
        }
    }

    /// The share of draws in which a candidate ranks first; `None` if it cannot lead, or nothing was drawn.
    pub fn first_place(&self, place: usize) -> Option<f64> {
        self.shares.as_ref()?.first[place]
    }

    /// The candidate that ranks first most often, if another one than the leader by more than four standard
    /// errors of the sampling.
    pub fn likely_leader(&self) -> Option<usize> {
        let first = &self.shares.as_ref()?.first;
        let share = |place: usize| first[place].unwrap_or(-1.0);
        let likely = (0..first.len())
            .rev()
            .max_by(|&a, &b| share(a).total_cmp(&share(b)))?;
        let (most, leaders) = (share(likely), share(self.leader));
        let error = ((most + leaders) / self.draws as f64).sqrt();
        (most - leaders > 4.0 * error).then_some(likely)
    }
}

/// First places and ranks of those that can lead, by their place among all.
fn shares(found: RankShares, able: &[usize], count: usize) -> Shares {
    let mut shares = Shares {
        first: vec![None; count],
        ranks: vec![None; count],
    };
    for (at, &place) in able.iter().enumerate() {
        shares.first[place] = Some(found.first[at]);
        shares.ranks[place] = found.ranks.as_ref().map(|ranks| ranks[at].clone());
    }
    shares
}

/// Whether the first of these, who stand by rank, then name, leads with all weights that a deal may have.
fn holds(deal: &Deal, groups: &Groups, contestants: &[Contestant]) -> Holds {
    let [leader, others @ ..] = contestants else {
        return Holds::default();
    };
    if others.is_empty() {
        return Holds::default();
    }
    type Part = fn(&Triple) -> f64;
    let (value, low, high): (Part, Part, Part) = (|t| t.value, |t| t.low, |t| t.high);
    let compared = Compared { deal, groups };
    let group = groups.dimensions.as_ref().filter(|group| group.can_vary());
    let by_dimensions = |mine: Part, theirs: Part| {
        let leads = |group| {
            let mut others = others.iter();
            others.all(|other| {
                compared.by_dimensions(group, (leader, mine), (other, theirs)) >= -SLACK
            })
        };
        group.map(leads)
    };
    let claims = group::claims_criteria(deal) && groups.can_vary();
    let by_criteria = |mine: Part, theirs: Part| {
        let leads = || {
            let mut others = others.iter();
            others.all(|other| compared.by_criteria((leader, mine), (other, theirs)) >= -SLACK)
        };
        claims.then(leads)
    };
    let is_settled = !has_open_reference(deal);
    Holds {
        dimensions: by_dimensions(value, value),
        criteria: by_criteria(value, value),
        dimensions_whatever: by_dimensions(low, high).filter(|_| is_settled),
        criteria_whatever: by_criteria(low, high).filter(|_| is_settled),
    }
}

/// Whether a relative criterion is open: while a candidate has no score on it, those of the others may become others.
fn has_open_reference(deal: &Deal) -> bool {
    let references = deal.across.get().map(|across| &across.references);
    deal.asked_relative().any(|(id, own)| {
        let place = match id {
            CriterionId::Own(place) => place as usize,
            CriterionId::Builtin(_) | CriterionId::Whole(_) => return false,
        };
        let reference = references.and_then(|all| all.get(place));
        let has_best = reference.is_some_and(|reference| reference.best.is_some());
        let is_silent = |one: &Candidate| one.measures.get(own.name).is_none();
        !has_best || deal.candidates.iter().any(is_silent)
    })
}

fn geometric_leader(
    deal: &Deal,
    evaluations: &[&Evaluation],
    able: &[usize],
    leader: usize,
) -> Option<usize> {
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
    let all = able.iter().copied().rev();
    let best = all.max_by(|&a, &b| geometric(a).total_cmp(&geometric(b)))?;
    (geometric(best) > geometric(leader) + SLACK).then_some(best)
}

/// More threads only where there is enough to do to pay for starting them.
fn threads(question: &Question<'_>) -> usize {
    let criteria = question.deal.plan.asked.len();
    let work = question.contestants.len().saturating_mul(criteria) as u64;
    if question.draws.saturating_mul(work) < 1_000_000 {
        return 1;
    }
    std::thread::available_parallelism().map_or(1, |threads| threads.get().min(16))
}
