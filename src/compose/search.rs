//! Branch and bound over sets: exact, on all cores, stopped by a time limit or by the user.

use std::cmp::Reverse;
use std::sync::Mutex;
use std::sync::atomic::{AtomicBool, AtomicU64, AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use super::bound::{Bound, Node};
use super::demands;
use super::pool::Pool;
use crate::criteria::Relation;
use crate::deal::{Candidate, Compose, Deal, GateOn};
use crate::model::SLACK;
use crate::score::{Evaluation, Scores, Verdict, settle};

/// What to search for.
#[derive(Clone, Debug)]
pub struct Request<'a> {
    /// Those that may take part; vetoed ones never do.
    pub pool: Vec<&'a Candidate>,
    /// Those that must.
    pub with: Vec<&'a Candidate>,
    /// The least number of members besides the organization.
    pub least: usize,
    /// The greatest.
    pub most: usize,
    /// How many sets.
    pub top: usize,
    /// The worst verdict allowed.
    pub verdict: Verdict,
    /// What a set must satisfy; its `size` says nothing here.
    pub demands: Compose,
    /// When to stop with the best found so far.
    pub time_limit: Option<Duration>,
    /// How many threads search.
    pub threads: usize,
}

/// A set that was found.
#[derive(Clone, Debug)]
pub struct Found<'a> {
    /// Its members by name.
    pub members: Vec<&'a Candidate>,
    /// What the core says of it.
    pub evaluation: Evaluation,
}

/// The best sets.
#[derive(Clone, Debug)]
pub struct Composition<'a> {
    /// Best first: by score, then fewer members, then names.
    pub sets: Vec<Found<'a>>,
    /// No set can score more than this; `None` when the sets are proven to be the best.
    pub bound: Option<f64>,
    /// How many sets the search looked at.
    pub nodes: u64,
}

/// How far a search is.
#[derive(Clone, Copy, Debug)]
pub struct Progress {
    /// The score of the best set so far, if there is one.
    pub best: Option<f64>,
    /// No set can score more than this.
    pub bound: f64,
    /// The share of the work done, 0..1; parts of the work differ much in size.
    pub done: f64,
}

/// The order of sets: by score, then fewer members, then names. Scores count as equal in the slack of all
/// comparisons; rounding to it keeps the order total.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Key {
    score: Reverse<i64>,
    size: usize,
    /// By place, which is by name.
    members: Vec<usize>,
}

impl Key {
    fn score(score: f64) -> i64 {
        (score / SLACK).round() as i64
    }
}

/// What the threads of a search share.
struct Search<'s, 'a> {
    request: &'s Request<'a>,
    pool: Pool<'a>,
    best: Mutex<Vec<(Key, Evaluation)>>,
    /// The score that a set must reach to count, as the rounded number of [`Key`].
    bar: AtomicU64,
    nodes: AtomicU64,
    stopped: &'s AtomicBool,
    /// The highest bound of what was left out when stopped, as bits of a number that is not negative.
    left_out: AtomicU64,
    deadline: Option<Instant>,
}

/// How the work is cut into parts: the members that must be in, and the others, the most promising
/// first.
struct Plan {
    root: Node,
    rest: Vec<usize>,
    /// For each of the rest, how good a set with it and those behind it can become.
    bounds: Vec<f64>,
    /// After two of the rest the search goes on with those behind the second.
    parts: Vec<Part>,
}

/// Part of the work: the root with nobody, one or two of the rest, by place.
type Part = [Option<usize>; 2];

impl Plan {
    /// How good a set of this part or of any behind it can become.
    fn bound_of(&self, part: &Part) -> f64 {
        part[0].map_or(1.0, |first| self.bounds[first])
    }
}

/// How often progress is reported.
const REPORT_EVERY: Duration = Duration::from_millis(200);

/// Finds the best sets. `stopped` ends the search early from outside; `report` is called now and then
/// while it runs.
pub fn compose<'a>(
    deal: &'a Deal,
    request: &Request<'a>,
    stopped: &AtomicBool,
    report: impl Fn(Progress),
) -> Composition<'a> {
    settle(deal);
    // A limit too far to tell is none; setting up counts.
    let deadline = request
        .time_limit
        .and_then(|limit| Instant::now().checked_add(limit));
    let mut candidates = request.pool.clone();
    candidates.retain(|candidate| candidate.veto.is_none());
    let most = request.most.min(candidates.len());
    let search = Search {
        request,
        pool: Pool::new(deal, candidates, most),
        best: Mutex::new(Vec::new()),
        bar: AtomicU64::new(least_score(deal, request.verdict)),
        nodes: AtomicU64::new(0),
        stopped,
        left_out: AtomicU64::new(0),
        deadline,
    };
    search.run(most, report);
    let is_complete = !stopped.load(Ordering::Relaxed);
    let best = search.best.into_inner();
    let best = best.unwrap_or_else(|poisoned| poisoned.into_inner());
    let left_out = f64::from_bits(search.left_out.into_inner());
    let found = score_of(&best).unwrap_or(0.0);
    let sets = best.into_iter().map(|(key, evaluation)| Found {
        members: search.pool.members(&key.members),
        evaluation,
    });
    Composition {
        sets: sets.collect(),
        bound: (!is_complete).then_some(left_out.max(found).min(1.0)),
        nodes: search.nodes.into_inner(),
    }
}

/// The score of the best set, if there is one.
fn score_of(best: &[(Key, Evaluation)]) -> Option<f64> {
    Some(best.first()?.1.scores.total.score.value)
}

/// The score below which no set can have the verdict, as the rounded number of [`Key`]: a recommended set
/// reaches the minimum of the total.
fn least_score(deal: &Deal, verdict: Verdict) -> u64 {
    let minimums = &deal.plan.minimums;
    let of_score = minimums.iter().find(|minimum| minimum.on == GateOn::Score);
    match (verdict, of_score) {
        (Verdict::Recommended, Some(minimum)) => {
            Key::score(minimum.minimum / 100.0 - 2.0 * SLACK).max(0) as u64
        }
        _ => 0,
    }
}

impl Search<'_, '_> {
    fn run(&self, most: usize, report: impl Fn(Progress)) {
        let plan = self.plan(most);
        let next = AtomicUsize::new(0);
        let running = AtomicUsize::new(self.request.threads.max(1));
        let watcher = std::thread::current();
        let work = || {
            while let Some(part) = plan.parts.get(next.fetch_add(1, Ordering::Relaxed)) {
                if self.is_stopped() {
                    // Parts stand by their bounds: none behind this one can be better.
                    self.leave_out(plan.bound_of(part));
                    break;
                }
                self.do_part(&plan, part, most);
            }
            running.fetch_sub(1, Ordering::Release);
            watcher.unpark();
        };
        std::thread::scope(|scope| {
            for _ in 0..self.request.threads.max(1) {
                scope.spawn(work);
            }
            while running.load(Ordering::Acquire) > 0 {
                std::thread::park_timeout(REPORT_EVERY);
                // Each thread is at most one part ahead of what is done.
                let at = next
                    .load(Ordering::Relaxed)
                    .saturating_sub(self.request.threads);
                report(self.progress(&plan, at));
            }
        });
    }

    fn do_part(&self, plan: &Plan, part: &Part, most: usize) {
        let mut node = plan.root.clone();
        for place in part.iter().flatten() {
            node = node.with(&self.pool, plan.rest[*place]);
        }
        match part {
            [_, Some(second)] => self.visit(&node, &plan.rest[second + 1..], most),
            _ => self.look_at(&node),
        }
    }

    fn progress(&self, plan: &Plan, at: usize) -> Progress {
        let best = self.best.lock().ok().and_then(|best| score_of(&best));
        let ahead = plan.parts.get(at).map_or(0.0, |part| plan.bound_of(part));
        Progress {
            best,
            bound: ahead.max(best.unwrap_or(0.0)).min(1.0),
            done: at as f64 / plan.parts.len().max(1) as f64,
        }
    }

    fn leave_out(&self, bound: f64) {
        // The bits of numbers that are not negative compare as the numbers do.
        self.left_out
            .fetch_max(bound.max(0.0).to_bits(), Ordering::Relaxed);
    }

    /// Cuts the work into parts, the most promising first, so that a good set is found early and prunes
    /// the rest.
    fn plan(&self, most: usize) -> Plan {
        let mut root = Node::root(&self.pool);
        let candidates = &self.pool.candidates;
        let place_of = |wanted: &&Candidate| candidates.iter().position(|c| c.name == wanted.name);
        let with: Vec<usize> = self.request.with.iter().filter_map(place_of).collect();
        for &candidate in &with {
            root = root.with(&self.pool, candidate);
        }
        let rest: Vec<usize> = (0..self.pool.candidates.len())
            .filter(|place| !with.contains(place))
            .collect();
        let bound = root.bound(&self.pool, &rest, self.request.least, most);
        let mut order: Vec<usize> = (0..rest.len()).collect();
        order.sort_by(|&a, &b| bound.with[b].total_cmp(&bound.with[a]));
        let rest: Vec<usize> = order.iter().map(|&at| rest[at]).collect();
        let bounds = order.iter().map(|&at| bound.with[at]).collect();

        let room = most.saturating_sub(with.len());
        let mut parts = Vec::new();
        if !with.is_empty() {
            parts.push([None, None]);
        }
        for first in (0..rest.len()).filter(|_| room >= 1) {
            parts.push([Some(first), None]);
            let seconds = (first + 1..rest.len()).filter(|_| room >= 2);
            parts.extend(seconds.map(|second| [Some(first), Some(second)]));
        }
        Plan {
            root,
            rest,
            bounds,
            parts,
        }
    }

    /// Whether the search is over before its end; looks at the clock now and then.
    fn is_stopped(&self) -> bool {
        // Work is counted in nodes times what each has to look at.
        let is_late = || self.deadline.is_some_and(|end| Instant::now() >= end);
        if self.nodes.load(Ordering::Relaxed).is_multiple_of(16) && is_late() {
            self.stopped.store(true, Ordering::Relaxed);
        }
        self.stopped.load(Ordering::Relaxed)
    }

    /// Looks at a set and at all that can be made of it with some of `rest`.
    fn visit(&self, node: &Node, rest: &[usize], most: usize) {
        self.look_at(node);
        let size = node.members.len();
        if size >= most
            || size + rest.len() < self.request.least
            || !self.can_satisfy(node, rest, most)
        {
            return;
        }
        let bound = node.bound(&self.pool, rest, self.request.least, most);
        if self.reaches_bar(bound.more) {
            self.branch(node, rest, &bound, most);
        }
    }

    /// Adds each of the rest in turn, the most promising first; those that come later are added without
    /// those that came before.
    fn branch(&self, node: &Node, rest: &[usize], bound: &Bound, most: usize) {
        let mut order: Vec<usize> = (0..rest.len())
            .filter(|&at| self.reaches_bar(bound.with[at]))
            .collect();
        order.sort_by(|&a, &b| bound.with[b].total_cmp(&bound.with[a]));
        let ordered: Vec<usize> = order.iter().map(|&at| rest[at]).collect();
        for (step, &at) in order.iter().enumerate() {
            if self.is_stopped() {
                // None of those behind this one can be better.
                self.leave_out(bound.with[at]);
                return;
            }
            if self.reaches_bar(bound.with[at]) {
                let child = node.with(&self.pool, rest[at]);
                self.visit(&child, &ordered[step + 1..], most);
            }
        }
    }

    /// Scores a set and keeps it if it is among the best.
    fn look_at(&self, node: &Node) {
        self.nodes.fetch_add(1, Ordering::Relaxed);
        let request = self.request;
        let size = node.members.len();
        if !(request.least..=request.most).contains(&size)
            || !self.reaches_bar(node.bound_here(&self.pool))
        {
            return;
        }
        let mut places = node.members.clone();
        places.sort_unstable();
        let members = self.pool.members(&places);
        let deal = self.pool.deal;
        let score = Scores::of(&Relation::new(deal, &members)).total.score.value;
        if !self.reaches_bar(score) || !demands::satisfy(&request.demands, deal, &members) {
            return;
        }
        let evaluation = Evaluation::of(deal, &members);
        if evaluation.verdict > request.verdict {
            return;
        }
        let key = Key {
            score: Reverse(Key::score(score)),
            size,
            members: places,
        };
        let Ok(mut best) = self.best.lock() else {
            return;
        };
        let at = best.partition_point(|(other, _)| *other < key);
        best.insert(at, (key, evaluation));
        best.truncate(request.top);
        if let (Some((last, _)), true) = (best.last(), best.len() == request.top) {
            self.bar
                .store(last.score.0.max(0) as u64, Ordering::Relaxed);
        }
    }

    /// Whether a set of that score could be among the best. Equal scores can, by size or by name.
    fn reaches_bar(&self, score: f64) -> bool {
        Key::score(score) >= self.bar.load(Ordering::Relaxed) as i64
    }

    /// Whether some of `rest` can be added so that the demands hold.
    fn can_satisfy(&self, node: &Node, rest: &[usize], most: usize) -> bool {
        let demands = &self.request.demands;
        if demands::are_none(demands) {
            return true;
        }
        let members = self.pool.members(&node.members);
        let (rest, more) = (self.pool.members(rest), most - members.len());
        demands::can_satisfy(demands, self.pool.deal, &members, &rest, more)
    }
}
