//! Early exit for `screen`: an upper bound that shrinks criterion by criterion, so that most rows are rejected after
//! a few.

use crate::criteria::{self, Relation};
use crate::deal::{Aggregation, Deal};
use crate::model::SLACK;

/// The criteria of a deal, those first in which most is missing.
///
/// Most rows of a long table fall short of its best in a few criteria, and need no more. Which those are, the
/// first rows tell; the answer does not depend on it.
#[derive(Debug)]
pub struct Ceiling {
    /// `None` where scores do not add up.
    parts: Option<Vec<Part>>,
    /// How many rows are still seen in full, to tell where most is missing.
    to_learn: u32,
}

/// A criterion as a part of the total.
#[derive(Debug)]
struct Part {
    /// Its place in the plan.
    place: usize,
    /// What it counts of the total, W x w / sum of w.
    weight: f64,
    /// How much of the total was missing in it so far.
    missing: f64,
}

/// How many rows are seen in full, to learn in which criteria most is missing.
const WARM_UP_ROWS: u32 = 256;

impl Ceiling {
    /// The criteria of a deal.
    pub fn of(deal: &Deal) -> Self {
        let weights = &deal.plan.weights.fractions;
        let asked = deal.plan.asked.iter().enumerate();
        let parts = asked.map(|(place, asked)| Part {
            place,
            weight: weights[asked.dimension] * asked.fraction,
            missing: 0.0,
        });
        let parts = parts.filter(|part| part.weight > 0.0).collect();
        Self {
            parts: (deal.aggregation == Aggregation::Arithmetic).then_some(parts),
            to_learn: WARM_UP_ROWS,
        }
    }

    /// Whether the total may be at least `value`, or the high end of its range at least `high`: neither is,
    /// once what is missing to full points in the criteria seen so far is more than the rest can make good.
    pub fn may_reach(&mut self, relation: &Relation<'_>, value: f64, high: f64) -> bool {
        let Some(parts) = &mut self.parts else {
            return true;
        };
        let is_learning = self.to_learn > 0;
        let (mut most, mut highest) = (1.0, 1.0);
        let may_still = |most, highest| most >= value - SLACK || highest >= high - SLACK;
        for part in parts.iter_mut() {
            let asked = &relation.deal.plan.asked[part.place];
            let score = criteria::score(relation, asked).score;
            let missing = part.weight * (1.0 - score.value);
            most -= missing;
            highest -= part.weight * (1.0 - score.high);
            if is_learning {
                part.missing += missing;
            } else if !may_still(most, highest) {
                return false;
            }
        }
        if is_learning {
            self.to_learn -= 1;
            if self.to_learn == 0 {
                parts.sort_by(|a, b| b.missing.total_cmp(&a.missing));
            }
        }
        may_still(most, highest)
    }
}

#[cfg(test)]
mod tests {
    use super::{Ceiling, WARM_UP_ROWS};
    use crate::criteria::Relation;
    use crate::criteria::testing::deal;
    use crate::score::Scores;

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
        let mut ceiling = Ceiling::of(&deal);
        // While it learns where most is missing, and when it knows.
        for _ in 0..WARM_UP_ROWS {
            for (value, high, may) in [
                (total.value, 1.0, true),
                (0.0, 1.0, true),
                (1.0, total.high, true),
                (total.value + 1e-6, total.high + 1e-6, false),
            ] {
                assert_eq!(ceiling.may_reach(&relation, value, high), may);
            }
        }
        let parts = ceiling.parts.expect("scores that add up");
        assert!(ceiling.to_learn == 0 && parts[0].missing > 0.0);
        assert!(parts.is_sorted_by(|a, b| a.missing >= b.missing));
        assert!(!parts.is_sorted_by_key(|part| part.place));
    }
}
