//! Which criteria the header of a deal asks, and which it makes meaningless.

use std::collections::BTreeMap;
use std::ops::Range as Span;

use super::compatibility::own_levels;
use super::coverage::Covers;
use super::formula::{Formula, formula, gaps};
use super::relation::Relation;
use super::risk_sharing::uncontrolled;
use crate::deal::{Asked, CriterionId, Deal};
use crate::model::criterion::{AskedWhen, HeaderFact};
use crate::model::{Builtin, Relationship};

/// What `[criteria.ID]` says of a criterion.
#[derive(Debug)]
pub(crate) struct CriterionTable {
    /// The least and the greatest weight, the same where it is a number.
    pub weight: (f64, f64),
    /// Whether the weight is stated.
    pub states_weight: bool,
    /// Where it stands.
    pub span: Span<usize>,
}

/// A criterion that may be asked, before rated dimensions have their say.
#[derive(Debug)]
pub(crate) struct Possible {
    /// The criterion, without its weight among others.
    pub asked: Asked,
    /// Its weight, or the ends of a range.
    pub weight: (f64, f64),
    /// Why the header makes it meaningless, if it does.
    pub meaningless: Option<&'static str>,
}

/// Every criterion that the header, `rated` or the user asks for. By criteria these are the ones of `[criteria]`.
pub(crate) fn possible(
    deal: &Deal,
    relationship: Relationship,
    rated: &[CriterionId],
    tables: &BTreeMap<CriterionId, CriterionTable>,
) -> Vec<Possible> {
    let by_criteria = deal.plan.weights.is_by_criteria();
    let possible = |id, dimension, rated_only, meaningless| {
        let weight = tables.get(&id).map_or((1.0, 1.0), |table| table.weight);
        Possible {
            asked: Asked {
                id,
                dimension,
                weight: 0.0,
                fraction: 0.0,
                range: None,
                rated_only,
            },
            weight,
            meaningless,
        }
    };
    let builtin = Builtin::ALL.into_iter().filter_map(|builtin| {
        let id = CriterionId::Builtin(builtin);
        let has_facts = builtin.facts().iter().all(|&fact| states(deal, fact));
        let has_table = tables.contains_key(&id);
        let by_type = !by_criteria && has_facts && type_asks(relationship, builtin);
        let is_computed = by_type || (has_table && has_facts);
        (by_type || has_table || rated.contains(&id)).then(|| {
            let meaningless = is_computed.then(|| meaningless(deal, builtin)).flatten();
            possible(id, builtin.dimension(), !is_computed, meaningless)
        })
    });
    let own = (0..).zip(&deal.own_criteria).map(|(place, own)| {
        let id = CriterionId::Own(place);
        possible(id, own.dimension, own.measured.is_none(), None)
    });
    builtin.chain(own).collect()
}

/// Whether deals of a type ask the criterion by themselves, where the header states its facts.
fn type_asks(relationship: Relationship, builtin: Builtin) -> bool {
    match builtin.asked() {
        AskedWhen::Always => true,
        AskedWhen::Types(types) => types.contains(&relationship),
        AskedWhen::ExceptIn(other) => other != relationship,
        AskedWhen::OnRequest => false,
    }
}

/// Whether the type of a deal asks the criterion, or the header states the facts that it needs.
pub(crate) fn could_be_asked(deal: &Deal, builtin: Builtin) -> bool {
    let facts = builtin.facts();
    let has_facts = facts.iter().all(|&fact| states(deal, fact));
    let is_expected = !facts.is_empty() || type_asks(deal.relationship, builtin);
    has_facts && is_expected && meaningless(deal, builtin).is_none()
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
        HeaderFact::OwnLevels => own_levels(deal).next().is_some(),
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
        | Formula::Together(_)
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
    format!(
        "asked when: {asked_when}; or give [criteria.{name}] a weight, or add \"{name}\" to deal.rated to have it \
         rated by hand"
    )
}
