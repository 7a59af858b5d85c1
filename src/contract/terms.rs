//! The terms of a deal: shares of cost and risks.

use serde::{Deserialize, Serialize};

use crate::criteria::Relation;
use crate::score::Terms;

/// The proposed terms beside those that the model would propose.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct TermsV1<T> {
    /// Parts of the cost.
    pub cost_share: CostTermsV1<T>,
    /// Parts of the risks.
    pub risk_share: RiskTermsV1<T>,
}

/// Shares of the cost, 0..1; null where the facts do not give them.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct CostTermsV1<T> {
    /// As proposed.
    pub proposed: Option<T>,
    /// The shares that split the gain evenly.
    pub equal_gain: Option<T>,
    /// Whether a negative share was made 0 and the rest scaled.
    pub equal_gain_scaled: bool,
    /// In proportion to the benefit.
    pub by_benefit: Option<T>,
}

/// Shares of the risks, 0..1; null where the facts do not give them.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct RiskTermsV1<T> {
    /// As proposed.
    pub proposed: Option<T>,
    /// In proportion to what each party can carry.
    pub by_tolerance: Option<T>,
}

impl<T> TermsV1<T> {
    /// The terms of a relation; `of` says what is told of the shares of its parties.
    pub(super) fn of(relation: &Relation<'_>, of: impl Fn(&[f64]) -> Option<T>) -> Self {
        let terms = Terms::of(relation);
        let told = |shares: Option<Vec<f64>>| of(&shares?);
        Self {
            cost_share: CostTermsV1 {
                proposed: told(terms.cost),
                equal_gain: told(terms.equal_gain),
                equal_gain_scaled: terms.is_scaled,
                by_benefit: told(terms.by_benefit),
            },
            risk_share: RiskTermsV1 {
                proposed: told(terms.risk),
                by_tolerance: told(terms.by_tolerance),
            },
        }
    }
}
