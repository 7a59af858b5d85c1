//! What the withdrawal of a candidate would change, where a criterion is set against the others.

use std::sync::OnceLock;

use crate::deal::{Candidate, CriterionId, Deal};
use crate::score::{Evaluation, Verdict, rank, settle};

/// A candidate whose withdrawal changes who leads.
#[derive(Clone, Debug, PartialEq)]
pub struct Withdrawal {
    /// Who withdraws, by place in the deal.
    pub candidate: usize,
    /// Who then leads, by place in the deal.
    pub new_leader: usize,
}

/// The places of those that lead a list of evaluations, by rank, then name: the first by rank among those that can be
/// chosen, or among all where none can.
pub fn leaders(names: &[&str], evaluations: &[&Evaluation]) -> Vec<usize> {
    let values: Vec<(&str, f64)> = names
        .iter()
        .zip(evaluations)
        .map(|(name, one)| (*name, one.scores.total.score.value))
        .collect();
    let can_lead = can_lead(evaluations);
    let ranked = rank(&values);
    let ranked = || ranked.iter().filter(|(place, _)| can_lead[*place]);
    let first = ranked().next().map(|(_, rank)| *rank);
    ranked()
        .filter(|(_, rank)| Some(*rank) == first)
        .map(|(place, _)| *place)
        .collect()
}

/// Who can lead: everybody that is not ruled out, or all where everybody is.
pub fn can_lead(evaluations: &[&Evaluation]) -> Vec<bool> {
    let is_out = |one: &&Evaluation| one.verdict == Verdict::NotRecommended;
    let all_are_out = evaluations.iter().all(is_out);
    evaluations
        .iter()
        .map(|one| all_are_out || !is_out(one))
        .collect()
}

/// Each candidate but the leader, in the order of `order`, without which another leads.
pub fn withdrawals(deal: &Deal, leader: usize, order: &[usize]) -> Vec<Withdrawal> {
    let moves = |place: &usize| *place != leader && moves_others(deal, *place);
    let candidates = order.iter().copied().filter(moves);
    candidates
        .filter_map(|place| {
            let mut without = deal.clone();
            without.candidates.remove(place);
            without.across = OnceLock::new();
            let evaluation = |one: &Candidate| Evaluation::of(&without, &[one]);
            let evaluations: Vec<Evaluation> = without.candidates.iter().map(evaluation).collect();
            let evaluations: Vec<&Evaluation> = evaluations.iter().collect();
            let names: Vec<&str> = without.candidates.iter().map(|c| c.name.as_str()).collect();
            // Those behind the one that withdrew moved up by a place.
            let back = |at: usize| at + usize::from(at >= place);
            let leaders = leaders(&names, &evaluations).into_iter().map(back);
            let leaders: Vec<usize> = leaders.collect();
            let new_leader = *leaders.first()?;
            (!leaders.contains(&leader)).then_some(Withdrawal {
                candidate: place,
                new_leader,
            })
        })
        .collect()
}

/// Whether the scores of others hang on a candidate: it alone has the best measure of a relative criterion that is asked.
/// Whoever states none keeps the lows of others down, and no score.
fn moves_others(deal: &Deal, place: usize) -> bool {
    settle(deal);
    let across = deal.across.get();
    let references = (0..).zip(across.iter().flat_map(|across| &across.references));
    let is_asked = |own: u32| deal.plan.find(CriterionId::Own(own)).is_some();
    let mut held = references.filter(|(own, _)| is_asked(*own));
    held.any(|(_, reference)| reference.holder == Some(place))
}
