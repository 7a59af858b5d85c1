//! Which criteria the header of a deal asks, and which it makes meaningless (model, section 3).

use std::collections::BTreeMap;
use std::ops::Range as Span;

use super::plan::Possible;
use crate::deal::{CriterionId, Deal};
use crate::model::criterion::Asked;
use crate::model::{Builtin, REGISTRY, Relationship};

/// What `[criteria.ID]` says of a criterion.
#[derive(Debug)]
pub(crate) struct CriterionTable {
    pub weight: f64,
    /// Where it stands.
    pub span: Span<usize>,
}

/// Every criterion that the header, `rated` or the user asks for.
pub(crate) fn possible(
    deal: &Deal,
    rated: &[CriterionId],
    tables: &BTreeMap<CriterionId, CriterionTable>,
) -> Vec<Possible> {
    let weight = |id| {
        tables
            .get(&id)
            .map_or(1.0, |table: &CriterionTable| table.weight)
    };
    let builtin = REGISTRY.iter().filter_map(|doc| {
        let id = CriterionId::Builtin(doc.builtin);
        let by_header = is_asked(deal, doc.builtin, tables.contains_key(&id));
        (by_header || rated.contains(&id)).then(|| Possible {
            id,
            dimension: doc.dimension,
            weight: weight(id),
            rated_only: !by_header,
            meaningless: by_header.then(|| meaningless(deal, doc.builtin)).flatten(),
        })
    });
    let own = deal.own_criteria.iter().enumerate().map(|(place, own)| {
        let id = CriterionId::Own(place as u32);
        Possible {
            id,
            dimension: own.dimension,
            weight: weight(id),
            rated_only: own.scale.is_none(),
            meaningless: None,
        }
    });
    builtin.chain(own).collect()
}

/// Whether the header asks the criterion. Tables that are empty or sum to 0 ask nothing.
fn is_asked(deal: &Deal, builtin: Builtin, has_table: bool) -> bool {
    let own = &deal.organization;
    match builtin.doc().asked {
        Asked::Always => true,
        Asked::Type(relationship) => deal.relationship == relationship,
        Asked::ContinuingSupply => matches!(
            deal.relationship,
            Relationship::Network | Relationship::SupplyChainPartnership
        ),
        Asked::OnRequest => has_table,
        Asked::Header => match builtin {
            Builtin::Goals => own.goals.is_some(),
            Builtin::Culture => own.culture.is_some(),
            Builtin::Rivalry => {
                deal.relationship != Relationship::Consortium
                    && own.sales.as_ref().is_some_and(|sales| sales.sum() > 0.0)
            }
            Builtin::Standards => deal.standards.sum() > 0.0,
            Builtin::Capabilities => deal.needs.iter().any(|need| need.weight > 0.0),
            Builtin::Reach => deal.target_markets.sum() > 0.0,
            Builtin::Allocation | Builtin::Capacity => {
                !deal.risks.is_empty() && own.risk_capacity.is_some()
            }
            Builtin::RiskTerms => deal.risks.is_empty(),
            Builtin::Savings => deal.cost.is_some() && own.stand_alone_cost.is_some(),
            Builtin::Equity => deal.cost.is_some() && deal.benefit.is_some(),
            Builtin::Resources => deal.resources.iter().any(|resource| resource.weight > 0.0),
            Builtin::Horizon => deal.horizon_years.is_some(),
            _ => false,
        },
    }
}

/// Why the header makes a criterion that it asks meaningless, if it does.
fn meaningless(deal: &Deal, builtin: Builtin) -> Option<&'static str> {
    let reason = |is_meaningless: bool, reason| is_meaningless.then_some(reason);
    match builtin {
        Builtin::Capabilities => reason(
            !deal
                .needs
                .iter()
                .any(|need| need.gap > 0.0 && need.weight > 0.0),
            "no need of positive weight has a gap: the organization has it all",
        ),
        Builtin::Reach => reason(
            deal.unserved.sum() <= 0.0,
            "the organization already serves every target market of positive weight",
        ),
        Builtin::Allocation => reason(
            deal.risks.iter().all(|risk| risk.own_control >= 1.0),
            "the organization fully controls every listed risk itself",
        ),
        Builtin::Resources => reason(
            !deal
                .resources
                .iter()
                .any(|resource| resource.gap > 0.0 && resource.weight > 0.0),
            "the organization pledges every resource of positive weight itself",
        ),
        _ => None,
    }
}

/// What to change in a deal so that it asks a criterion.
pub(crate) fn how_to_ask(deal: &Deal, id: CriterionId) -> String {
    let name = deal.criterion_id(id);
    let dimension = match id {
        CriterionId::Builtin(builtin) => builtin.doc().dimension,
        CriterionId::Own(place) => deal.own_criteria[place as usize].dimension,
        CriterionId::Whole(dimension) => {
            return format!(
                "its criteria are asked one by one; to rate {} as a whole, add \"{name}\" to deal.rated",
                dimension.title()
            );
        }
    };
    if deal.plan.is_whole(dimension) {
        let whole = dimension.id();
        return format!(
            "{} is rated as a whole: rate `{whole}`, or take it out of deal.rated to ask its criteria",
            dimension.title()
        );
    }
    let asked_when = match id {
        CriterionId::Builtin(builtin) => builtin.doc().asked_when,
        _ => "its weight is above 0",
    };
    format!("asked when: {asked_when}; or add \"{name}\" to deal.rated to have it rated by hand")
}
