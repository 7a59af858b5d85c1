//! Which criteria the header of a deal asks, and which it makes meaningless.

use std::collections::BTreeMap;
use std::ops::Range as Span;

use super::coverage::Covers;
use super::formula::{Formula, formula, gaps};
use super::relation::Relation;
use super::risk_sharing::uncontrolled;
use crate::deal::{Asked, CriterionId, Deal};
use crate::model::Builtin;
use crate::model::criterion::{AskedWhen, HeaderFact};

/// What `[criteria.ID]` says of a criterion.
#[derive(Debug)]
pub(crate) struct CriterionTable {
    pub weight: f64,
    /// Where it stands.
    pub span: Span<usize>,
}

/// Every criterion that the header, `rated` or the user asks for, before rated dimensions have their say; and
/// why it is meaningless, if the header makes it so.
pub(crate) fn possible(
    deal: &Deal,
    rated: &[CriterionId],
    tables: &BTreeMap<CriterionId, CriterionTable>,
) -> Vec<(Asked, Option<&'static str>)> {
    let asked = |id, dimension, rated_only| Asked {
        id,
        dimension,
        weight: tables.get(&id).map_or(1.0, |table| table.weight),
        fraction: 0.0,
        rated_only,
    };
    let builtin = Builtin::ALL.into_iter().filter_map(|builtin| {
        let id = CriterionId::Builtin(builtin);
        let by_header = is_asked(deal, builtin, tables.contains_key(&id));
        (by_header || rated.contains(&id)).then(|| {
            let meaningless = by_header.then(|| meaningless(deal, builtin)).flatten();
            (asked(id, builtin.dimension(), !by_header), meaningless)
        })
    });
    let own = (0..).zip(&deal.own_criteria).map(|(place, own)| {
        let id = CriterionId::Own(place);
        (asked(id, own.dimension, own.scale.is_none()), None)
    });
    builtin.chain(own).collect()
}

/// Whether the header asks the criterion.
fn is_asked(deal: &Deal, builtin: Builtin, has_table: bool) -> bool {
    let states_all = |facts: &[HeaderFact]| facts.iter().all(|&fact| states(deal, fact));
    match builtin.asked() {
        AskedWhen::Always => true,
        AskedWhen::Types(types) => types.contains(&deal.relationship),
        AskedWhen::Header(facts) => states_all(facts),
        AskedWhen::HeaderExceptIn(relationship, facts) => {
            deal.relationship != relationship && states_all(facts)
        }
        AskedWhen::OnRequest => has_table,
    }
}

/// Whether the header states a fact. Tables that are empty or sum to 0 ask nothing.
fn states(deal: &Deal, fact: HeaderFact) -> bool {
    let own = &deal.organization;
    match fact {
        HeaderFact::Goals => own.goals.is_some(),
        HeaderFact::Culture => own.culture.is_some(),
        HeaderFact::Sales => own.sales.as_ref().is_some_and(|sales| sales.sum() > 0.0),
        HeaderFact::Standards => deal.standards.sum() > 0.0,
        HeaderFact::Needs => deal.needs.iter().any(|need| need.weight > 0.0),
        HeaderFact::TargetMarkets => deal.target_markets.sum() > 0.0,
        HeaderFact::Risks => !deal.risks.is_empty(),
        HeaderFact::NoRisks => deal.risks.is_empty(),
        HeaderFact::RiskCapacity => own.risk_capacity.is_some(),
        HeaderFact::StandAloneCost => own.stand_alone_cost.is_some(),
        HeaderFact::Cost => deal.cost.is_some(),
        HeaderFact::Benefit => deal.benefit.is_some(),
        HeaderFact::Resources => deal.resources.iter().any(|resource| resource.weight > 0.0),
        HeaderFact::HorizonYears => deal.horizon_years.is_some(),
    }
}

/// Why the header makes a criterion that it asks meaningless, if it does.
fn meaningless(deal: &Deal, builtin: Builtin) -> Option<&'static str> {
    let alone = Relation::new(deal, &[]);
    match formula(builtin) {
        Formula::Coverage(covers) => {
            let mut missing = 0.0;
            gaps(covers, &alone, |gap| missing += gap.weight);
            (missing <= 0.0).then_some(match covers {
                Covers::Needs => {
                    "no need of positive weight has a gap: the organization has it all"
                }
                Covers::Markets => {
                    "the organization already serves every target market of positive weight"
                }
                Covers::Resources => {
                    "the organization pledges every resource of positive weight itself"
                }
            })
        }
        Formula::Allocation => uncontrolled(deal)
            .next()
            .is_none()
            .then_some("the organization fully controls every listed risk itself"),
        Formula::Rated
        | Formula::Members(_)
        | Formula::FromTheRest
        | Formula::Pairs(_)
        | Formula::Parties(_) => None,
    }
}

/// What to change in a deal so that it asks a criterion.
pub(crate) fn how_to_ask(deal: &Deal, id: CriterionId) -> String {
    let name = deal.criterion_id(id);
    let dimension = match id {
        CriterionId::Builtin(builtin) => builtin.dimension(),
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
        CriterionId::Builtin(builtin) => builtin.asked_when(),
        CriterionId::Own(_) | CriterionId::Whole(_) => "its weight is above 0",
    };
    format!("asked when: {asked_when}; or add \"{name}\" to deal.rated to have it rated by hand")
}
