//! What a set covers of needs, markets and resources, laid out for the search.

use super::weighted::{Weighted, largest_sum};
use crate::criteria::{Covers, Relation, gaps};
use crate::deal::{Candidate, CriterionId, Deal};

/// One thing that is missing.
struct Item {
    /// Its part of the criterion.
    weight: f64,
    /// Whether offers add up; else the best one counts.
    adds_up: bool,
    /// The fraction of the gap that each candidate fills alone.
    offers: Vec<f64>,
}

impl Item {
    /// What is filled once a candidate is added.
    fn with(&self, filled: f64, candidate: usize) -> f64 {
        let offer = self.offers[candidate];
        match self.adds_up {
            true => filled + offer,
            false => filled.max(offer),
        }
    }
}

/// A coverage criterion over a pool of candidates.
///
/// By facts its value F is the weighted mean of what is filled: of the best offer, or of the sum up to
/// the gap. Both are monotone and submodular in the set, so F(P + T) <= F(P) + sum over j in T of
/// [F(P + j) - F(P)]. With ratings, a set is worth the larger of F and its best-rated member's rating:
/// the same bound holds with the larger of the two gains of each j.
pub(super) struct Coverage {
    /// Where the value counts.
    pub at: Weighted,
    items: Vec<Item>,
    ratings: Vec<Option<f64>>,
}

/// How far a set covers.
#[derive(Clone, Default)]
pub(super) struct Covered {
    filled: Vec<f64>,
    rated: f64,
}

impl Coverage {
    pub fn new(
        deal: &Deal,
        covers: Covers,
        id: CriterionId,
        at: Weighted,
        candidates: &[&Candidate],
    ) -> Self {
        let mut items: Vec<Item> = Vec::new();
        for (place, &candidate) in candidates.iter().enumerate() {
            let mut number = 0;
            gaps(covers, &Relation::new(deal, &[candidate]), |gap| {
                if place == 0 {
                    items.push(Item {
                        weight: gap.weight,
                        adds_up: gap.adds_up,
                        offers: Vec::new(),
                    });
                }
                items[number].offers.push(gap.fraction);
                number += 1;
            });
        }
        items.retain(|item| item.weight > 0.0);
        let total: f64 = items.iter().map(|item| item.weight).sum();
        for item in &mut items {
            item.weight /= total;
        }
        let rating = |c: &&Candidate| c.rating(id).map(|rating| rating.score);
        let ratings = candidates.iter().map(rating).collect();
        Self { at, items, ratings }
    }

    /// What no member covers.
    pub fn nothing(&self) -> Covered {
        Covered {
            filled: vec![0.0; self.items.len()],
            rated: 0.0,
        }
    }

    /// Adds a candidate to what is covered.
    pub fn add(&self, covered: &mut Covered, candidate: usize) {
        for (item, filled) in self.items.iter().zip(&mut covered.filled) {
            *filled = item.with(*filled, candidate);
        }
        covered.rated = covered.rated.max(self.ratings[candidate].unwrap_or(0.0));
    }

    fn by_facts(&self, covered: &Covered) -> f64 {
        let parts = self.items.iter().zip(&covered.filled);
        parts
            .map(|(item, filled)| item.weight * filled.min(1.0))
            .sum()
    }

    /// The value of the criterion for a set that covers so much.
    pub fn value(&self, covered: &Covered) -> f64 {
        self.by_facts(covered).max(covered.rated)
    }

    /// The most that a candidate can add to the value, whatever else is added with it.
    pub fn gain(&self, covered: &Covered, candidate: usize) -> f64 {
        let by_facts: f64 = self
            .items
            .iter()
            .zip(&covered.filled)
            .map(|(item, &filled)| {
                item.weight * (item.with(filled, candidate).min(1.0) - filled.min(1.0))
            })
            .sum();
        let by_rating = self.ratings[candidate].map_or(0.0, |rating| rating - self.value(covered));
        by_facts.max(by_rating).max(0.0)
    }

    /// The most that the value can be with `more` of the remaining candidates: each thing filled by
    /// those that offer most of it.
    pub fn cap(&self, covered: &Covered, rest: &[usize], more: usize) -> f64 {
        let mut offers: Vec<f64> = Vec::with_capacity(rest.len());
        let by_facts: f64 = self
            .items
            .iter()
            .zip(&covered.filled)
            .map(|(item, &filled)| {
                offers.clear();
                offers.extend(rest.iter().map(|&candidate| item.offers[candidate]));
                let after = if item.adds_up {
                    filled + largest_sum(&mut offers, more)
                } else {
                    offers.iter().copied().fold(filled, f64::max)
                };
                item.weight * after.min(1.0)
            })
            .sum();
        let rated = rest.iter().filter_map(|&candidate| self.ratings[candidate]);
        rated.fold(by_facts.max(covered.rated), f64::max)
    }
}
