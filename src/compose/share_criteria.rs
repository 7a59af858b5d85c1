//! Optimistic values of the criteria that depend on all parties' shares: savings, equity, capacity and
//! allocation. Each bound relaxes the same exact formula: every share of a member and of the
//! organization is taken at the least that it can become when members are added, each on its own.

use super::weighted::{Weighted, largest_sum};
use crate::criteria::{Premiums, clamp, mean_relief, reached, saving};
use crate::deal::{Candidate, CriterionId, Deal};
use crate::model::Builtin;

/// A share as all parties divide it.
struct Shares {
    /// The organization's stated share.
    own: Option<f64>,
    /// Each candidate's stated share.
    stated: Vec<Option<f64>>,
    /// The sums of the largest and of the smallest stated shares in the pool, by how many.
    largest: Vec<f64>,
    smallest: Vec<f64>,
}

impl Shares {
    fn new(own: Option<f64>, stated: Vec<Option<f64>>, most: usize) -> Self {
        let mut known: Vec<f64> = stated.iter().copied().flatten().collect();
        let largest = (0..=most).map(|count| largest_sum(&mut known, count));
        Self {
            own,
            largest: largest.collect(),
            smallest: smallest_sums(stated.iter().map(|share| share.unwrap_or(0.0)), most),
            stated,
        }
    }

    /// The range of the sum of all stated shares once `more` members are added.
    fn sums(&self, sum: f64, more: usize) -> (f64, f64) {
        (sum + self.smallest[more], sum + self.largest[more])
    }

    /// What the members' stated shares sum to; `None` while one lacks.
    fn sum(&self, members: &[usize]) -> Option<f64> {
        members.iter().map(|&member| self.stated[member]).sum()
    }

    /// The range of what stated shares may be divided by once `more` members are added.
    fn divisor(&self, sum: f64, more: usize) -> (f64, f64) {
        let (least, most) = self.sums(sum, more);
        match self.own {
            Some(own) => (own + least, own + most),
            None => (least.max(1.0), most.max(1.0)),
        }
    }

    /// The range of the organization's share once `more` members are added.
    fn own_share(&self, sum: f64, more: usize) -> (f64, f64) {
        let (least, most) = self.sums(sum, more);
        match self.own {
            Some(own) if own > 0.0 => (own / (own + most), own / (own + least)),
            Some(_) => (0.0, 0.0),
            None => ((1.0 - most).max(0.0), (1.0 - least).max(0.0)),
        }
    }
}

/// The sums of the smallest numbers, by how many up to `most`.
fn smallest_sums(numbers: impl Iterator<Item = f64>, most: usize) -> Vec<f64> {
    let mut negative: Vec<f64> = numbers.map(|number| -number).collect();
    let sums = (0..=most).map(|count| -largest_sum(&mut negative, count));
    sums.collect()
}

/// The criteria of the set as a whole over a pool of candidates.
pub(super) struct ShareCriteria<'a> {
    deal: &'a Deal,
    candidates: Vec<&'a Candidate>,
    criteria: Vec<(CriterionId, Weighted, Vec<Option<f64>>)>,
    cost: Shares,
    benefit: Shares,
    /// By risk.
    risks: Vec<Shares>,
    /// The sums of the smallest extra costs in the pool, by how many.
    extras: Vec<f64>,
}

/// Rounding must not make a bound too small; a comparison of shares has this slack.
const ROUNDING: f64 = 1e-9;

impl<'a> ShareCriteria<'a> {
    pub fn new(
        deal: &'a Deal,
        criteria: Vec<(CriterionId, Weighted)>,
        candidates: &[&'a Candidate],
        most: usize,
    ) -> Self {
        let own = &deal.organization.shares;
        let shares = |own, stated: &dyn Fn(&Candidate) -> Option<f64>| {
            Shares::new(own, candidates.iter().map(|c| stated(c)).collect(), most)
        };
        let extras = candidates.iter().map(|c| c.extra_joint_cost);
        Self {
            deal,
            candidates: candidates.to_vec(),
            criteria: criteria
                .into_iter()
                .map(|(id, at)| {
                    let rating = |c: &&Candidate| c.rating(id).map(|rating| rating.score);
                    (id, at, candidates.iter().map(rating).collect())
                })
                .collect(),
            cost: shares(own.cost, &|c| c.shares.cost),
            benefit: shares(own.benefit, &|c| c.shares.benefit),
            risks: deal
                .risks
                .iter()
                .map(|risk| shares(own.risk, &|c| c.risk_share(risk.name)))
                .collect(),
            extras: smallest_sums(extras, most),
        }
    }

    /// Adds, for each criterion, the most that its value can count for the members and `more` others.
    pub fn add_bounds(&self, members: &[usize], more: usize, sums: &mut [f64]) {
        for (id, at, ratings) in &self.criteria {
            sums[at.group] += at.weight * self.bound(*id, ratings, members, more);
        }
    }

    /// By facts, if no member lacks one; or by ratings, if every member has one.
    fn bound(
        &self,
        id: CriterionId,
        ratings: &[Option<f64>],
        members: &[usize],
        more: usize,
    ) -> f64 {
        let facts = match id {
            CriterionId::Builtin(Builtin::Savings) => self.savings(members, more),
            CriterionId::Builtin(Builtin::Equity) => self.equity(members, more),
            CriterionId::Builtin(Builtin::Capacity) => self.capacity(members, more),
            CriterionId::Builtin(Builtin::Allocation) => self.allocation(members, more),
            // A set could reach all of what has no tighter bound yet.
            CriterionId::Builtin(_) | CriterionId::Own(_) | CriterionId::Whole(_) => Some(1.0),
        };
        let rated: Option<f64> = members.iter().map(|&member| ratings[member]).sum();
        let rated = rated.filter(|_| ratings.iter().any(Option::is_some));
        let rated = rated.map(|rated| (rated + more as f64) / (members.len() + more) as f64);
        clamp(facts.unwrap_or(0.0).max(rated.unwrap_or(0.0)))
    }

    /// The least over members that are in already; each part of the cost at its least.
    fn savings(&self, members: &[usize], more: usize) -> Option<f64> {
        let sum = self.cost.sum(members)?;
        let extra = members.iter().map(|&m| self.candidates[m].extra_joint_cost);
        let joint = self.deal.cost? + extra.sum::<f64>() + self.extras[more];
        let (_, divisor) = self.cost.divisor(sum, more);
        // Each part of the cost at its least, rounding included.
        let saving = |share: f64, alone: f64| {
            let part = share * joint * (1.0 - ROUNDING);
            saving(part, alone, self.deal.target_saving)
        };
        let own = self.cost.own_share(sum, more).0;
        // A remainder that is rounding counts as none.
        let own = if own <= ROUNDING { 0.0 } else { own };
        let mut least = saving(own, self.deal.organization.stand_alone_cost?);
        for &member in members {
            let share = self.cost.stated[member]? / divisor;
            least = least.min(saving(share, self.candidates[member].stand_alone_cost?));
        }
        Some(least)
    }

    /// The least over members that are in already; benefit shares at their most, cost shares at their
    /// least.
    fn equity(&self, members: &[usize], more: usize) -> Option<f64> {
        let (cost, benefit) = (self.cost.sum(members)?, self.benefit.sum(members)?);
        let (_, cost_divisor) = self.cost.divisor(cost, more);
        let (benefit_divisor, _) = self.benefit.divisor(benefit, more);
        // A remainder that is rounding counts as none.
        let ratio =
            |benefit: f64, cost: f64| reached(benefit, if cost <= ROUNDING { 0.0 } else { cost });
        let mut least = ratio(
            self.benefit.own_share(benefit, more).1,
            self.cost.own_share(cost, more).0,
        );
        for &member in members {
            let cost = self.cost.stated[member]? / cost_divisor;
            let benefit = self.benefit.stated[member]?;
            // Where nothing is divided, all is possible.
            let benefit = if benefit_divisor > 0.0 {
                benefit / benefit_divisor
            } else {
                1.0
            };
            least = least.min(ratio(benefit, cost));
        }
        Some(least)
    }

    /// The least over parties that are in already; each share of each risk at its least.
    fn capacity(&self, members: &[usize], more: usize) -> Option<f64> {
        let parties = members.len() + 1;
        let mut losses = vec![0.0; parties];
        for (risk, shares) in self.deal.risks.iter().zip(&self.risks) {
            let sum = shares.sum(members)?;
            let (_, divisor) = shares.divisor(sum, more);
            losses[0] += shares.own_share(sum, more).0 * risk.impact;
            for (loss, &member) in losses[1..].iter_mut().zip(members) {
                *loss += shares.stated[member]? / divisor * risk.impact;
            }
        }
        let mut least: f64 = 1.0;
        for (party, loss) in losses.into_iter().enumerate() {
            let capacity = match party {
                0 => self.deal.organization.risk_capacity?,
                _ => self.candidates[members[party - 1]].risk_capacity?,
            };
            least = least.min(reached(capacity, loss));
        }
        Some(least)
    }

    /// Relief with every share at its least and nothing for the premiums of those to come.
    fn allocation(&self, members: &[usize], more: usize) -> Option<f64> {
        let own_capacity = self.deal.organization.risk_capacity?;
        let parties = members.len() + more + 1;
        mean_relief(self.deal, |at, risk| {
            let shares = &self.risks[at];
            let stated = shares.sum(members)?;
            let (_, divisor) = shares.divisor(stated, more);
            let mut premiums = Premiums::default();
            let own = shares.own_share(stated, more).0 * (1.0 - risk.own_control);
            premiums.add(own, own_capacity, own_capacity);
            for &member in members {
                let candidate = self.candidates[member];
                let control = candidate.risk_control.get(risk.name).unwrap_or(0.0) / 10.0;
                let exposure = shares.stated[member]? / divisor * (1.0 - control);
                premiums.add(exposure, candidate.risk_capacity?, own_capacity);
            }
            Some(premiums.relief(risk, parties))
        })
    }
}
