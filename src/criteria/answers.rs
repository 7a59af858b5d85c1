//! Whether a candidate's facts answer a criterion: in full, so that a rating beside them would leave
//! open which of the two counts; or at all.

use crate::deal::{Asked, Candidate, CriterionId, Deal};
use crate::model::{Answer, Builtin};

/// Whether there are facts from which the criterion could be computed.
pub(crate) fn has_formula(asked: &Asked) -> bool {
    !asked.rated_only
        && match asked.id {
            CriterionId::Whole(_) => false,
            CriterionId::Own(_) => true,
            CriterionId::Builtin(builtin) => matches!(builtin.doc().answer, Answer::Facts(_)),
        }
}

/// Whether the candidate has every fact that the formula needs.
pub(crate) fn has_all_facts(deal: &Deal, candidate: &Candidate, asked: &Asked) -> bool {
    if asked.rated_only {
        return false;
    }
    let shares = &candidate.shares;
    match asked.id {
        CriterionId::Whole(_) => false,
        CriterionId::Own(place) => candidate
            .measures
            .get(deal.own_criteria[place as usize].name)
            .is_some(),
        CriterionId::Builtin(builtin) => match builtin {
            Builtin::Goals => candidate.goals.is_some(),
            Builtin::Culture => candidate.culture.is_some(),
            Builtin::Rivalry => candidate.sales.is_some(),
            Builtin::Standards => candidate.standards.is_some(),
            Builtin::Capabilities => deal
                .needs
                .iter()
                .filter(|need| need.gap > 0.0 && need.weight > 0.0)
                .all(|need| candidate.capabilities.get(need.name).is_some()),
            Builtin::Reciprocity => candidate
                .needs
                .as_ref()
                .is_some_and(|needs| needs.iter().any(|need| need.weight > 0.0)),
            Builtin::Reach => candidate.markets.is_some(),
            Builtin::Allocation => {
                candidate.risk_capacity.is_some()
                    && deal
                        .risks
                        .iter()
                        .filter(|risk| risk.own_control < 1.0)
                        .all(|risk| {
                            candidate.risk_share(risk.name).is_some()
                                && candidate.risk_control.get(risk.name).is_some()
                        })
            }
            Builtin::Capacity => {
                candidate.risk_capacity.is_some()
                    && deal
                        .risks
                        .iter()
                        .all(|risk| candidate.risk_share(risk.name).is_some())
            }
            Builtin::Dependence => {
                candidate.our_dependence.is_some() && candidate.their_dependence.is_some()
            }
            Builtin::Savings => candidate.stand_alone_cost.is_some() && shares.cost.is_some(),
            Builtin::Equity => shares.cost.is_some() && shares.benefit.is_some(),
            Builtin::Resources => deal
                .resources
                .iter()
                .filter(|resource| resource.gap > 0.0 && resource.weight > 0.0)
                .all(|resource| candidate.pledges.get(resource.name).is_some()),
            Builtin::Horizon => candidate.horizon_years.is_some(),
            Builtin::TrackRecord => candidate.track_record.is_some_and(|(_, total)| total > 0.0),
            Builtin::PriorTies => candidate.joint_projects.is_some(),
            _ => false,
        },
    }
}

/// Whether the candidate has any fact that counts towards the criterion.
pub(crate) fn has_some_facts(deal: &Deal, candidate: &Candidate, asked: &Asked) -> bool {
    if asked.rated_only {
        return false;
    }
    match asked.id {
        CriterionId::Builtin(Builtin::Capabilities) => deal
            .needs
            .iter()
            .any(|need| need.gap > 0.0 && candidate.capabilities.get(need.name).is_some()),
        CriterionId::Builtin(Builtin::Resources) => deal
            .resources
            .iter()
            .any(|resource| resource.gap > 0.0 && candidate.pledges.get(resource.name).is_some()),
        CriterionId::Builtin(Builtin::Allocation) => {
            candidate.risk_capacity.is_some()
                && deal
                    .risks
                    .iter()
                    .any(|risk| candidate.risk_share(risk.name).is_some())
        }
        _ => has_all_facts(deal, candidate, asked),
    }
}
