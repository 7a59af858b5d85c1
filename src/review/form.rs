//! What a reviewer is asked to mark.

use crate::criteria::answers::{has_all_facts, has_formula};
use crate::deal::{Asked, Candidate, CriterionId, Deal};

/// What there is to mark.
#[derive(Clone, Debug, PartialEq)]
pub struct Form<'d> {
    /// All that is asked of anybody, in the order of the deal.
    pub criteria: Vec<CriterionId>,
    /// What is asked of each candidate.
    pub candidates: Vec<Questions<'d>>,
}

/// What there is to mark of a candidate.
#[derive(Clone, Debug, PartialEq)]
pub struct Questions<'d> {
    /// The name.
    pub name: &'d str,
    /// What only a mark can answer.
    pub marks: Vec<CriterionId>,
    /// What facts answer, or a mark where they are not to be had.
    pub without_facts: Vec<CriterionId>,
}

/// What a reviewer is asked to mark: what he may rate, and what neither his own mark nor a number of the deal answers.
/// It does not depend on what other reviewers say.
pub fn form<'d>(deal: &'d Deal, reviewer: &str) -> Form<'d> {
    let mut known = deal.reviewers.iter();
    let known = known.find(|known| known.name == reviewer);
    let rates = known.and_then(|known| known.rates.as_ref());
    let may_rate = |id: CriterionId| rates.is_none_or(|rates| rates.contains(&id));
    let asked = deal.plan.asked.iter();
    let asked: Vec<&Asked> = asked
        .filter(|asked| may_rate(asked.id) && !is_relative(deal, asked.id))
        .collect();
    let questions = |candidate: &'d Candidate| {
        let open = asked.iter().filter(|asked| {
            !has_all_facts(deal, candidate, asked) && !is_answered(candidate, asked.id, reviewer)
        });
        let (without_facts, marks): (Vec<&Asked>, Vec<&Asked>) =
            open.copied().partition(|asked| has_formula(asked));
        let ids = |asked: Vec<&Asked>| asked.into_iter().map(|asked| asked.id).collect();
        Questions {
            name: &candidate.name,
            marks: ids(marks),
            without_facts: ids(without_facts),
        }
    };
    let candidates: Vec<Questions<'_>> = deal.candidates.iter().map(questions).collect();
    let is_open = |id: &CriterionId| {
        let mut all = candidates.iter();
        all.any(|one| one.marks.contains(id) || one.without_facts.contains(id))
    };
    Form {
        criteria: asked.iter().map(|asked| asked.id).filter(is_open).collect(),
        candidates,
    }
}

/// What is set against the others is measured.
fn is_relative(deal: &Deal, id: CriterionId) -> bool {
    match id {
        CriterionId::Own(place) => deal.own_criteria[place as usize].relative().is_some(),
        CriterionId::Builtin(_) | CriterionId::Whole(_) => false,
    }
}

/// Whether the deal holds a rating beside which the reviewer's mark would be one too many.
fn is_answered(candidate: &Candidate, id: CriterionId, reviewer: &str) -> bool {
    match candidate.ratings.panel(id).filter(|panel| panel.is_named()) {
        Some(panel) => panel.by(reviewer).is_some(),
        None => candidate.ratings.get(id).is_some(),
    }
}
