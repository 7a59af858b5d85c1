//! Whether a candidate's facts answer a criterion: in full, so that a rating beside them would leave
//! open which of the two counts; or at all.

use super::formula::{Formula, formula_of, gaps};
use super::relation::Relation;
use super::{complementarity, risk_sharing};
use crate::deal::{Asked, Candidate, CriterionId, Deal};

/// Whether there are facts from which the criterion could be computed.
pub(crate) fn has_formula(asked: &Asked) -> bool {
    let is_own = matches!(asked.id, CriterionId::Own(_));
    !asked.rated_only && (is_own || !matches!(formula_of(asked), Formula::Rated))
}

/// Whether the candidate has every fact that the formula needs.
pub(crate) fn has_all_facts(deal: &Deal, candidate: &Candidate, asked: &Asked) -> bool {
    is_answered(deal, candidate, asked, true)
}

/// Whether the candidate has any fact that counts towards the criterion.
pub(crate) fn has_some_facts(deal: &Deal, candidate: &Candidate, asked: &Asked) -> bool {
    is_answered(deal, candidate, asked, false)
}

fn is_answered(deal: &Deal, candidate: &Candidate, asked: &Asked, in_full: bool) -> bool {
    if let CriterionId::Own(place) = asked.id {
        let own = &deal.own_criteria[place as usize];
        return !asked.rated_only && candidate.measures.get(own.name).is_some();
    }
    let members = [candidate];
    let relation = || Relation::new(deal, &members);
    match formula_of(asked) {
        Formula::Rated => false,
        Formula::Members(of) => of(&relation(), candidate)
            .and_then(|working| working.score)
            .is_some(),
        Formula::FromTheRest => complementarity::reciprocity(&relation(), 0, candidate).is_some(),
        Formula::Pairs(profile) => profile.likeness(deal, None, candidate).is_some(),
        Formula::Coverage(covers) => {
            let (mut stated, mut count) = (0, 0);
            gaps(covers, &relation(), |gap| {
                if !in_full || gap.weight > 0.0 {
                    count += 1;
                    stated += gap.stated;
                }
            });
            match in_full {
                true => stated == count,
                false => stated > 0,
            }
        }
        Formula::Parties(of) => of(&relation(), 1).is_some(),
        // Its facts stand in the header.
        Formula::Together(_) => true,
        Formula::Allocation if in_full => risk_sharing::states_allocation(deal, candidate),
        Formula::Allocation => {
            let mut risks = deal.risks.iter();
            candidate.risk_capacity.is_some()
                && risks.any(|risk| candidate.risk_share(risk.name).is_some())
        }
    }
}
