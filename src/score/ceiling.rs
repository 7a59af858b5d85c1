//! Whether a total, or the high end of its range, can still reach a value, from as few criteria as tell it.

use super::criterion;
use super::relation::Relation;
use crate::deal::{Aggregation, Deal};
use crate::model::SLACK;

/// The criteria of a deal, those that count most first.
///
/// Most rows of a long table fall short of its best in two or three criteria, and need no more.
#[derive(Debug)]
pub struct Ceiling {
    /// The place in the plan and the part of the total, W x w / sum of w; `None` where scores do not add up.
    parts: Option<Vec<(usize, f64)>>,
}

impl Ceiling {
    /// The criteria of a deal.
    pub fn of(deal: &Deal) -> Self {
        let weights = &deal.plan.weights.fractions;
        let asked = deal.plan.asked.iter().enumerate();
        let mut parts: Vec<(usize, f64)> = asked
            .map(|(place, asked)| (place, weights[asked.dimension] * asked.fraction))
            .filter(|(_, part)| *part > 0.0)
            .collect();
        parts.sort_by(|a, b| b.1.total_cmp(&a.1));
        Self {
            parts: (deal.aggregation == Aggregation::Arithmetic).then_some(parts),
        }
    }

    /// Whether the total may be at least `value`, or the high end of its range at least `high`: neither is,
    /// once what is missing to full points in the criteria seen so far is more than the rest can make good.
    pub fn may_reach(&self, relation: &Relation<'_>, value: f64, high: f64) -> bool {
        let (mut most, mut highest) = (1.0, 1.0);
        for (place, part) in self.parts.iter().flatten() {
            let asked = &relation.deal.plan.asked[*place];
            let score = criterion::score(relation, asked).score;
            most -= part * (1.0 - score.value);
            highest -= part * (1.0 - score.high);
            if most < value - SLACK && highest < high - SLACK {
                return false;
            }
        }
        true
    }
}

#[cfg(test)]
mod tests {
    use super::Ceiling;
    use crate::score::testing::deal;
    use crate::score::{Relation, Scores};

    #[test]
    fn it_is_reached_up_to_the_total_and_not_beyond() {
        let header = "deal.cost = 15\norganization = { name = 'A', stand_alone_cost = 11, markets = [] }\n\
                      target_markets = { x = 2, y = 1 }\n";
        let town = "stand_alone_cost = 7\ncost_share = 0.36\nmarkets = ['x']\nratings.trust = 7\n\
                    track_record = { kept = 9, total = 12 }\n";
        let deal = deal("network", header, town);
        let members = [&deal.candidates[0]];
        let relation = Relation::new(&deal, &members);
        let total = Scores::of(&relation).total.score;
        assert!(0.1 < total.value && total.value < total.high && total.high < 0.9);
        let ceiling = Ceiling::of(&deal);
        for (value, high, may) in [
            (total.value, 1.0, true),
            (0.0, 1.0, true),
            (1.0, total.high, true),
            (total.value + 1e-6, total.high + 1e-6, false),
        ] {
            assert_eq!(ceiling.may_reach(&relation, value, high), may);
        }
    }
}
