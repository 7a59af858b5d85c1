//! What documents say of the deal: its file, what is asked and what is left out.

use std::ops::Index;

use serde::{Deserialize, Serialize};

use super::value;
use crate::deal::Deal;
use crate::model::Dimension;
use crate::model::fingerprint;
use crate::read::Source;

/// The deal and its file.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct DealV2 {
    /// Its name.
    pub name: String,
    /// The id of the relationship type.
    pub relationship: String,
    /// The ids of the objectives, as the deal gives them.
    pub objectives: Vec<String>,
    /// The currency; null where the deal states none.
    pub currency: Option<String>,
    /// The file name as given; `<stdin>` for standard input.
    pub source: String,
    /// The fingerprint of the file's bytes, in hexadecimal.
    pub sha256: String,
}

impl DealV2 {
    pub(super) fn of(source: &Source, deal: &Deal) -> Self {
        Self {
            name: deal.name.clone(),
            relationship: deal.relationship.id().to_owned(),
            objectives: deal.objectives.clone(),
            currency: deal.currency.clone(),
            source: source.name.clone(),
            sha256: fingerprint(source.text.as_bytes()),
        }
    }
}

/// A value a dimension, in the order of the contract.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[allow(missing_docs, reason = "each is the dimension of its name")]
pub struct Five<T> {
    pub compatibility: T,
    pub complementarity: T,
    pub risk_sharing: T,
    pub cost_sharing: T,
    pub commitment: T,
}

impl<T> Five<T> {
    /// The value of each dimension.
    pub(super) fn of(mut value: impl FnMut(Dimension) -> T) -> Self {
        Self {
            compatibility: value(Dimension::Compatibility),
            complementarity: value(Dimension::Complementarity),
            risk_sharing: value(Dimension::RiskSharing),
            cost_sharing: value(Dimension::CostSharing),
            commitment: value(Dimension::Commitment),
        }
    }
}

impl<T> Index<Dimension> for Five<T> {
    type Output = T;

    fn index(&self, dimension: Dimension) -> &T {
        match dimension {
            Dimension::Compatibility => &self.compatibility,
            Dimension::Complementarity => &self.complementarity,
            Dimension::RiskSharing => &self.risk_sharing,
            Dimension::CostSharing => &self.cost_sharing,
            Dimension::Commitment => &self.commitment,
        }
    }
}

/// A weight of a dimension: a fraction, and all five sum to 1.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Fraction(#[serde(deserialize_with = "value::fraction")] pub f64);

impl Five<Fraction> {
    pub(super) fn weights(deal: &Deal) -> Self {
        Self::of(|dimension| Fraction(deal.plan.weights.fractions[dimension]))
    }
}

/// A criterion that is asked.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct AskedV2 {
    /// Its id.
    pub id: String,
    /// Its weight inside the dimension, as given; they need not sum to 1.
    #[serde(deserialize_with = "value::weight")]
    pub weight: f64,
}

/// A criterion that means nothing for this deal.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct NotApplicableV2 {
    /// Its id.
    pub id: String,
    /// Why, in words.
    pub reason: String,
}

/// The ids of the dimensions by weight; those of one weight stand together.
pub(super) fn order(deal: &Deal) -> Vec<Vec<String>> {
    let ids = |tier: &Vec<Dimension>| tier.iter().map(|d| d.id().to_owned()).collect();
    deal.plan.weights.order.iter().map(ids).collect()
}

/// What is asked, by dimension.
pub(super) fn asked(deal: &Deal) -> Five<Vec<AskedV2>> {
    Five::of(|dimension| {
        let asked = deal.plan.of(dimension);
        asked
            .map(|asked| AskedV2 {
                id: deal.criterion_id(asked.id).to_owned(),
                weight: asked.weight,
            })
            .collect()
    })
}

/// What is left out because it means nothing.
pub(super) fn not_applicable(deal: &Deal) -> Vec<NotApplicableV2> {
    let left_out = deal.plan.not_applicable.iter();
    left_out
        .map(|not| NotApplicableV2 {
            id: not.criterion.id().to_owned(),
            reason: not.reason.to_owned(),
        })
        .collect()
}
