//! From a relation to the scores of its criteria, its dimensions and its total.

use super::total::{DimensionScore, dimensions, totals};
use crate::criteria::{self, CriterionScore, Relation};
use crate::deal::{CriterionId, Deal};
use crate::model::ByDimension;

/// The scores of a relation.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Scores {
    /// A score for each criterion of the plan, in its order.
    pub criteria: Vec<CriterionScore>,
    /// The five dimensions.
    pub dimensions: ByDimension<DimensionScore>,
    /// The total.
    pub total: DimensionScore,
}

impl Scores {
    /// Scores a relation.
    pub fn of(relation: &Relation<'_>) -> Self {
        let mut scores = Self::default();
        scores.recompute(relation);
        scores
    }

    /// Scores another relation in the same memory.
    pub fn recompute(&mut self, relation: &Relation<'_>) {
        let deal = relation.deal;
        let plan = &deal.plan;
        self.criteria.clear();
        let criteria = plan.asked.iter();
        self.criteria
            .extend(criteria.map(|asked| criteria::score(relation, asked)));
        self.dimensions = dimensions(plan, &self.criteria);
        let weights = &plan.weights.fractions;
        self.total = totals(deal.aggregation, weights, &self.dimensions);
    }

    /// The score of an asked criterion.
    pub fn criterion(&self, deal: &Deal, id: CriterionId) -> Option<&CriterionScore> {
        Some(&self.criteria[deal.plan.place(id)?])
    }
}
