//! What a set covers of what is missing: needs, markets, resources.

use super::relation::Relation;
use super::score::{Basis, CriterionScore, mean_over_members};
use super::triple::{Triple, clamp};
use crate::deal::{CriterionId, Symbol};
use crate::model::SLACK;

/// What is missing in a criterion of coverage.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Covers {
    /// The needs of the deal that have a gap.
    Needs,
    /// The target markets that the organization does not serve.
    Markets,
    /// The resources that the organization does not pledge itself.
    Resources,
}

/// One missing thing, and how a set of members fills it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Gap {
    /// What is missing.
    pub name: Symbol,
    /// What filling it counts beside others.
    pub weight: f64,
    /// Whether offers add up; else the best one counts.
    pub adds_up: bool,
    /// What the members offer together, in its own unit.
    pub offered: f64,
    /// How much of it is filled, 0..1.
    pub fraction: f64,
    /// How many members say what they offer.
    pub stated: usize,
}

impl Gap {
    /// Whether it is filled, but for rounding.
    pub fn is_filled(&self) -> bool {
        self.fraction >= 1.0 - SLACK
    }

    /// Whether it may still be filled: it is not, and a member does not say what it offers.
    pub fn is_open(&self, relation: &Relation<'_>) -> bool {
        !self.is_filled() && self.stated < relation.members.len()
    }
}

/// The weighted sums over all gaps.
#[derive(Default)]
pub(super) struct Coverage {
    weight: f64,
    filled: f64,
    open: f64,
    filled_in_open: f64,
    answered: bool,
}

impl Coverage {
    /// Adds a missing thing; one of weight 0 takes no part.
    pub fn add(&mut self, relation: &Relation<'_>, gap: &Gap) {
        if gap.weight == 0.0 {
            return;
        }
        self.weight += gap.weight;
        self.filled += gap.weight * gap.fraction;
        self.answered |= gap.stated > 0;
        if gap.is_open(relation) {
            self.open += gap.weight;
            self.filled_in_open += gap.weight * gap.fraction;
        }
    }

    /// The score of the coverage: open things count as filled for the high end, and not as known.
    ///
    /// With ratings, a relation of two is worth the rating. A larger set is worth at least what the
    /// facts give and at least its best-rated member, and could be worth all.
    pub fn score(self, relation: &Relation<'_>, id: CriterionId) -> CriterionScore {
        let fraction = |part: f64| clamp(part / self.weight);
        let high = fraction(self.filled - self.filled_in_open + self.open);
        let value = fraction(self.filled);
        let or_else = |basis| match self.answered {
            true => Basis::Computed,
            false => basis,
        };
        let facts = CriterionScore {
            score: Triple::up_to(value, high),
            known: fraction(self.weight - self.open),
            basis: or_else(Basis::Unknown),
        };
        let members = relation.members.iter();
        if relation.members.len() == 1 && relation.members[0].rating(id).is_some() {
            return mean_over_members(relation, id, |_| None);
        }
        let ratings = members.filter_map(|member| member.rating(id));
        let ratings = ratings.filter(|rating| rating.says_something());
        let Some(best) =
            ratings.max_by(|a, b| a.score.total_cmp(&b.score).then(a.low.total_cmp(&b.low)))
        else {
            return facts;
        };
        let best = Triple {
            value: value.max(best.score),
            low: value.max(best.low),
            high: 1.0,
        };
        CriterionScore::known(best, or_else(Basis::Rated))
    }
}
