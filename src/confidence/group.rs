//! What weights may be: those of the dimensions, and those of the criteria of each.

use crate::deal::{Aggregation, Deal};
use crate::model::weighting::{Vary, tiers};
use crate::model::{Dimension, SLACK};

/// What a group weighs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum GroupOf {
    /// The dimensions.
    Dimensions,
    /// The criteria of a dimension.
    Criteria(Dimension),
    /// All criteria, each as a part of the whole.
    AllCriteria,
}

/// What may be done to the weights of a group.
#[derive(Clone, Debug, PartialEq)]
pub enum Freedom {
    /// Nothing.
    Fixed,
    /// Anything that keeps the order of importance: places among the members, ties together.
    Order(Vec<Vec<usize>>),
    /// Anything within the least and the greatest of each.
    Ranges(Vec<(f64, f64)>),
}

/// Weights that sum to a whole.
#[derive(Clone, Debug, PartialEq)]
pub struct Group {
    /// What is weighed.
    pub of: GroupOf,
    /// The members that weigh more than 0: places of dimensions, or of criteria in the plan.
    pub members: Vec<usize>,
    /// Their weights; they sum to 1.
    pub shares: Vec<f64>,
    /// What may be done to them.
    pub freedom: Freedom,
    /// The part of the total that the group makes.
    pub whole: f64,
}

impl Group {
    fn new(
        of: GroupOf,
        weights: impl Iterator<Item = (usize, f64, Option<(f64, f64)>)>,
        vary: Vary,
        whole: f64,
    ) -> Self {
        let weights: Vec<_> = weights.filter(|(_, share, _)| *share > 0.0).collect();
        let shares: Vec<f64> = weights.iter().map(|(_, share, _)| *share).collect();
        let ranges: Option<Vec<(f64, f64)>> = weights.iter().map(|(.., range)| *range).collect();
        let freedom = match (ranges, vary) {
            (Some(ranges), _) if !ranges.is_empty() => Freedom::Ranges(ranges),
            (_, Vary::None) => Freedom::Fixed,
            (_, Vary::Order) => Freedom::Order(tiers(&shares)),
        };
        Self {
            of,
            members: weights.iter().map(|(place, ..)| *place).collect(),
            shares,
            freedom,
            whole,
        }
    }

    /// Whether any other weights are possible.
    pub fn can_vary(&self) -> bool {
        match &self.freedom {
            Freedom::Fixed => false,
            Freedom::Order(_) => self.members.len() > 1,
            Freedom::Ranges(ranges) => {
                let wide = ranges
                    .iter()
                    .filter(|(low, high)| high - low > SLACK)
                    .count();
                let ends = |end: fn(&(f64, f64)) -> f64| ranges.iter().map(end).sum::<f64>();
                wide > 1 && ends(|r| r.0) < 1.0 - SLACK && ends(|r| r.1) > 1.0 + SLACK
            }
        }
    }

    /// The mean of a number for each member, at today's weights.
    pub fn mean(&self, numbers: &[f64]) -> f64 {
        let parts = self.shares.iter().zip(numbers);
        parts.map(|(share, number)| share * number).sum()
    }

    /// The lowest mean of a number for each member, over all weights that the group may have.
    ///
    /// The weight vectors that keep an order form a simplex-like region whose extreme points weigh an up-set of the
    /// order evenly: all higher tiers and a non-empty part of the next, of which the lowest mean has the smallest. Of
    /// ranges it has all at their least, and what is left with the smallest first.
    pub fn lowest_mean(&self, numbers: &[f64]) -> f64 {
        match &self.freedom {
            Freedom::Fixed => self.mean(numbers),
            Freedom::Order(tiers) => {
                let (mut lowest, mut higher, mut count) = (f64::INFINITY, 0.0, 0.0);
                let mut sorted: Vec<f64> = Vec::with_capacity(numbers.len());
                for tier in tiers {
                    sorted.clear();
                    sorted.extend(tier.iter().map(|&place| numbers[place]));
                    sorted.sort_unstable_by(f64::total_cmp);
                    for number in &sorted {
                        higher += number;
                        count += 1.0;
                        lowest = lowest.min(higher / count);
                    }
                }
                lowest
            }
            Freedom::Ranges(ranges) => {
                let mut places: Vec<usize> = (0..numbers.len()).collect();
                places.sort_by(|&a, &b| numbers[a].total_cmp(&numbers[b]));
                let mut left = 1.0 - ranges.iter().map(|(low, _)| low).sum::<f64>();
                let mut mean = 0.0;
                for place in places {
                    let (low, high) = ranges[place];
                    let more = (high - low).min(left).max(0.0);
                    left -= more;
                    mean += (low + more) * numbers[place];
                }
                mean
            }
        }
    }
}

/// All weights of a deal.
#[derive(Clone, Debug, PartialEq)]
pub struct Groups {
    /// The dimensions; `None` where criteria are weighed as parts of the whole.
    pub dimensions: Option<Group>,
    /// The criteria: a group for each dimension that weighs more than 0, in the order of the dimensions, or one.
    pub criteria: Vec<Group>,
}

impl Groups {
    /// The groups of a deal.
    pub fn of(deal: &Deal) -> Self {
        let plan = &deal.plan;
        let weights = &plan.weights;
        let asked = || plan.asked.iter().enumerate();
        if weights.is_by_criteria() {
            let criteria = asked().map(|(place, asked)| {
                let share = weights.fractions[asked.dimension] * asked.fraction;
                (place, share, asked.range)
            });
            return Self {
                dimensions: None,
                criteria: vec![Group::new(
                    GroupOf::AllCriteria,
                    criteria,
                    weights.vary,
                    1.0,
                )],
            };
        }
        let dimensions = weights.fractions.iter().map(|(dimension, &share)| {
            let ranges = weights.ranges.as_ref();
            (
                dimension as usize,
                share,
                ranges.map(|ranges| ranges[dimension]),
            )
        });
        let dimensions = Group::new(GroupOf::Dimensions, dimensions, weights.vary, 1.0);
        let criteria = dimensions.members.iter().zip(&dimensions.shares);
        let criteria = criteria.map(|(&dimension, &whole)| {
            let dimension = Dimension::ALL[dimension];
            let of_it = asked().filter(|(_, asked)| asked.dimension == dimension);
            let of_it = of_it.map(|(place, asked)| (place, asked.fraction, asked.range));
            Group::new(GroupOf::Criteria(dimension), of_it, weights.vary, whole)
        });
        Self {
            criteria: criteria.collect(),
            dimensions: Some(dimensions),
        }
    }

    /// Whether any weight of a criterion may be another.
    pub fn criteria_vary(&self) -> bool {
        self.criteria.iter().any(Group::can_vary)
    }

    /// Whether any weight may be another.
    pub fn can_vary(&self) -> bool {
        self.dimensions.as_ref().is_some_and(Group::can_vary) || self.criteria_vary()
    }

    /// The lowest mean of a number for each criterion of the plan, over all weights of criteria and dimensions.
    pub fn lowest_mean(&self, criteria: &[f64]) -> f64 {
        let lowest = |group: &Group| {
            let numbers: Vec<f64> = group.members.iter().map(|&place| criteria[place]).collect();
            group.lowest_mean(&numbers)
        };
        let lowest: Vec<f64> = self.criteria.iter().map(lowest).collect();
        match &self.dimensions {
            Some(dimensions) => dimensions.lowest_mean(&lowest),
            None => lowest.first().copied().unwrap_or(0.0),
        }
    }
}

/// Whether claims are made about weights of criteria: under the weighted product about those of dimensions alone.
pub fn claims_criteria(deal: &Deal) -> bool {
    deal.aggregation == Aggregation::Arithmetic
}

#[cfg(test)]
mod tests {
    use super::*;

    fn group(shares: &[f64], freedom: Freedom) -> Group {
        Group {
            of: GroupOf::Dimensions,
            members: (0..shares.len()).collect(),
            shares: shares.to_vec(),
            freedom,
            whole: 1.0,
        }
    }

    fn close(a: f64, b: f64) {
        assert!((a - b).abs() < 1e-12, "{a} is not {b}");
    }

    #[test]
    fn a_lead_in_the_first_tier_makes_up_for_the_next() {
        let order = group(&[0.4, 0.3, 0.3], Freedom::Order(vec![vec![0], vec![1, 2]]));
        // At the corner of all three: (0.3 - 0.1 - 0.2) / 3 = 0.
        close(order.lowest_mean(&[0.3, -0.1, -0.2]), 0.0);
        close(order.lowest_mean(&[0.3, 0.4, -0.3]), 0.0);
        close(order.lowest_mean(&[-0.1, 0.4, 0.4]), -0.1);
    }

    /// By hand: 0.2 and 0.3 are taken, 0.5 is left; the smaller difference gets 0.3 of it, the next 0.2.
    #[test]
    fn of_ranges_the_smallest_are_filled_first() {
        let ranges = vec![(0.2, 0.5), (0.3, 0.9), (0.0, 0.1)];
        let group = group(&[0.4, 0.55, 0.05], Freedom::Ranges(ranges));
        close(group.lowest_mean(&[-0.1, 0.2, 0.9]), 0.5 * -0.1 + 0.5 * 0.2);
        assert!(group.can_vary());
    }

    #[test]
    fn one_range_beside_numbers_cannot_vary() {
        let one = group(&[0.5, 0.5], Freedom::Ranges(vec![(0.5, 0.5), (0.4, 0.6)]));
        assert!(!one.can_vary());
        let corner = group(&[0.5, 0.5], Freedom::Ranges(vec![(0.5, 0.7), (0.5, 0.6)]));
        assert!(!corner.can_vary());
    }
}
