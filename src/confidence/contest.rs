//! The candidates that can lead, as claims about them see them.

use super::group::{Group, GroupOf, Groups};
use crate::criteria::Triple;
use crate::deal::{Aggregation, Deal};
use crate::model::{ByDimension, Dimension};
use crate::score::{Evaluation, GEOMETRIC_FLOOR, total};

/// A candidate: the score of each criterion of the plan.
#[derive(Clone, Debug)]
pub struct Contestant {
    /// The scores of the criteria.
    pub criteria: Vec<Triple>,
    /// The scores of the dimensions.
    pub dimensions: ByDimension<Triple>,
}

impl Contestant {
    /// A candidate that was evaluated.
    pub fn of(evaluation: &Evaluation) -> Self {
        let scores = &evaluation.scores;
        Self {
            criteria: scores.criteria.iter().map(|one| one.score).collect(),
            dimensions: ByDimension(scores.dimensions.0.map(|one| one.score)),
        }
    }
}

/// What a dimension's score counts in a weighted sum: under the weighted product logarithms add up.
pub fn counted(deal: &Deal, score: f64) -> f64 {
    match deal.aggregation {
        Aggregation::Arithmetic => score,
        Aggregation::Geometric => libm::log(score.max(GEOMETRIC_FLOOR)),
    }
}

/// The scores of the members of a group, as they count.
pub fn members(deal: &Deal, group: &Group, one: &Contestant, part: fn(&Triple) -> f64) -> Vec<f64> {
    let members = group.members.iter();
    match group.of {
        GroupOf::Dimensions => members
            .map(|&place| counted(deal, part(&one.dimensions[Dimension::ALL[place]])))
            .collect(),
        GroupOf::Criteria(_) | GroupOf::AllCriteria => {
            members.map(|&place| part(&one.criteria[place])).collect()
        }
    }
}

/// The total of a value for each criterion of the plan.
pub fn total_of(deal: &Deal, criteria: &[f64]) -> f64 {
    let mut dimensions = ByDimension::<f64>::default();
    for (asked, value) in deal.plan.asked.iter().zip(criteria) {
        dimensions[asked.dimension] += asked.fraction * value;
    }
    total(deal.aggregation, &deal.plan.weights.fractions, |d| {
        dimensions[d]
    })
}

/// Whether A is at least B for all weights that a deal may have, at each of the two levels.
pub struct Compared<'a> {
    /// The deal.
    pub deal: &'a Deal,
    /// Its weights.
    pub groups: &'a Groups,
}

impl Compared<'_> {
    /// The least by which A is ahead, with the weights of the criteria as they are.
    pub fn by_dimensions(
        &self,
        group: &Group,
        (a, part_a): (&Contestant, fn(&Triple) -> f64),
        (b, part_b): (&Contestant, fn(&Triple) -> f64),
    ) -> f64 {
        let a = members(self.deal, group, a, part_a);
        let b = members(self.deal, group, b, part_b);
        group.lowest_mean(&apart(&a, &b))
    }

    /// The least by which A is ahead, with the weights of the criteria free too.
    pub fn by_criteria(
        &self,
        (a, part_a): (&Contestant, fn(&Triple) -> f64),
        (b, part_b): (&Contestant, fn(&Triple) -> f64),
    ) -> f64 {
        let a: Vec<f64> = a.criteria.iter().map(part_a).collect();
        let b: Vec<f64> = b.criteria.iter().map(part_b).collect();
        self.groups.lowest_mean(&apart(&a, &b))
    }
}

fn apart(a: &[f64], b: &[f64]) -> Vec<f64> {
    a.iter().zip(b).map(|(a, b)| a - b).collect()
}
