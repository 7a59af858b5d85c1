//! The terms of a deal: shares of cost and risks, contributions, money.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::criteria::Relation;
use crate::model::Flag;
use crate::score::{Computed, Money, Terms};

/// The proposed terms beside those that the model would propose.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct TermsV2<T> {
    /// Parts of the cost.
    pub cost_share: CostTermsV2<T>,
    /// Parts of each risk.
    pub risk_shares: BTreeMap<String, RiskTermsV2<T>>,
    /// What is brought in; null where not every party says so.
    pub contributions: Option<ContributionsV2<T>>,
    /// What the candidate pays, gets and could lose; null of a set.
    pub money: Option<MoneyV2>,
}

/// Shares of the cost, 0..1; null where the facts do not give them.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct CostTermsV2<T> {
    /// As proposed.
    pub proposed: Option<T>,
    /// The shares that split the gain evenly.
    pub equal_gain: Option<DivisionV2<T>>,
    /// Whether a negative share was made 0 and the rest scaled.
    pub equal_gain_scaled: bool,
    /// In proportion to the benefit.
    pub by_benefit: Option<DivisionV2<T>>,
    /// The shares of a single candidate on which both sides could agree; null where a side has no bound.
    pub zone: Option<ZoneV2>,
    /// `cost_share` or `stake`: of which share the zone is.
    pub zone_of: String,
}

/// A division that a rule gives.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct DivisionV2<T> {
    /// The share.
    pub share: T,
    /// The ids of gates that would fail and flags that would be raised.
    pub raises: Vec<String>,
}

/// A zone of agreement.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ZoneV2 {
    /// The least share, 0..1.
    pub low: f64,
    /// The greatest.
    pub high: f64,
    /// Whether there is none on which both could agree.
    pub empty: bool,
    /// The bounds that are not known: `stand_alone_cost`, `benefit`, `risk`.
    pub left_out: Vec<String>,
}

/// Shares of a risk, 0..1; null where the facts do not give them.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct RiskTermsV2<T> {
    /// As proposed.
    pub proposed: Option<T>,
    /// With the least total premium.
    pub least_premium: Option<DivisionV2<T>>,
}

/// What is brought in.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ContributionsV2<T> {
    /// In money.
    pub value: T,
    /// As a part of what all bring in.
    pub share: T,
}

/// What a party pays, gets and could lose; null where the facts do not say.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct PartyMoneyV2 {
    /// Its part of the cost.
    pub cost: Option<f64>,
    /// Its part of the benefit.
    pub benefit: Option<f64>,
    /// What it must expect to lose after its own control of the risks; the least where it does not say all of that.
    pub expected_loss: Option<f64>,
    /// The most that it may have to expect; the same where it says all of its control.
    #[serde(default)]
    pub expected_loss_high: Option<f64>,
    /// What it loses if every listed risk comes true.
    pub worst_loss: Option<f64>,
    /// What it would pay alone.
    pub stand_alone_cost: Option<f64>,
}

/// The money of the candidate, and that of the organization.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct MoneyV2 {
    /// Of the candidate.
    #[serde(flatten)]
    pub candidate: PartyMoneyV2,
    /// Of the organization.
    pub organization: PartyMoneyV2,
}

impl From<&Money> for PartyMoneyV2 {
    fn from(money: &Money) -> Self {
        Self {
            cost: money.cost,
            benefit: money.benefit,
            expected_loss: money.expected_loss,
            expected_loss_high: money.expected_loss_high,
            worst_loss: money.worst_loss,
            stand_alone_cost: money.stand_alone_cost,
        }
    }
}

impl<T> TermsV2<T> {
    /// The terms of a relation; `told` says what is told of the numbers of its parties.
    pub(super) fn of(relation: &Relation<'_>, terms: &Terms, told: impl Fn(&[f64]) -> T) -> Self {
        let shares = |shares: &Option<Vec<f64>>| shares.as_deref().map(&told);
        let raises = |flags: &[Flag]| flags.iter().map(|flag| flag.id().to_owned()).collect();
        let division = |computed: &Option<Computed>| {
            computed.as_ref().map(|computed| DivisionV2 {
                share: told(&computed.shares),
                raises: raises(&computed.raises),
            })
        };
        let risks = relation.deal.risks.iter().zip(&terms.risks);
        let zone = terms.zone.as_ref();
        Self {
            cost_share: CostTermsV2 {
                proposed: shares(&terms.cost),
                equal_gain: division(&terms.equal_gain),
                equal_gain_scaled: terms.is_scaled,
                by_benefit: division(&terms.by_benefit),
                zone: zone.map(|zone| ZoneV2 {
                    low: zone.low,
                    high: zone.high,
                    empty: zone.is_empty,
                    left_out: zone
                        .left_out
                        .iter()
                        .map(|bound| (*bound).to_owned())
                        .collect(),
                }),
                zone_of: terms.zone_of.key().to_owned(),
            },
            risk_shares: risks
                .map(|(risk, terms)| {
                    let name = relation.deal.names.get(risk.name).to_owned();
                    let terms = RiskTermsV2 {
                        proposed: shares(&terms.proposed),
                        least_premium: division(&terms.least_premium),
                    };
                    (name, terms)
                })
                .collect(),
            contributions: terms.contributions.as_ref().map(|values| {
                let sum: f64 = values.iter().sum();
                let parts: Vec<f64> = values.iter().map(|value| value / sum).collect();
                ContributionsV2 {
                    value: told(values),
                    share: told(&parts),
                }
            }),
            money: match &terms.money[..] {
                [organization, candidate] => Some(MoneyV2 {
                    candidate: candidate.into(),
                    organization: organization.into(),
                }),
                _ => None,
            },
        }
    }
}
