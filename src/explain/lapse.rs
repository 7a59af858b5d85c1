//! What of a candidate rests on evidence that ran out.

use crate::deal::{Candidate, CriterionId, Deal, Evidence, Mark, Withheld};

/// What an end of evidence takes for unknown.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum LapsedAnswer {
    /// The rating of a criterion, or a mark of its panel.
    Rating(CriterionId),
    /// What a key of the candidate states.
    Fact(&'static str),
}

/// Evidence that ran out before the day of the assessment.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Lapsed<'c> {
    /// What rests on it.
    pub answer: LapsedAnswer,
    /// The mark that rests on it, which may be what a panel agreed on; `None` of a fact and of a whole rating.
    pub mark: Option<&'c Mark>,
    /// The evidence.
    pub evidence: &'c Evidence,
}

/// The evidence of a candidate that ran out: of ratings, each before its marks, then of facts.
pub fn lapsed<'c>(deal: &Deal, candidate: &'c Candidate) -> Vec<Lapsed<'c>> {
    if !candidate.has_expired {
        return Vec::new();
    }
    let has_run_out = |evidence: &&Evidence| deal.evidence.has_expired(Some(evidence));
    let mut found = Vec::new();
    for (id, _) in candidate.ratings.iter() {
        let mut add = |mark, evidence: Option<&'c Evidence>| {
            found.extend(evidence.filter(has_run_out).map(|evidence| Lapsed {
                answer: LapsedAnswer::Rating(*id),
                mark,
                evidence,
            }));
        };
        add(None, candidate.ratings.evidence(*id));
        let panel = candidate.ratings.panel(*id).into_iter();
        for mark in panel.flat_map(|panel| panel.marks.iter().chain(&panel.consensus)) {
            // A mark without evidence of its own goes by that of the rating.
            add(Some(mark), mark.evidence.as_ref());
        }
    }
    let facts = candidate.withheld.iter();
    let facts = facts.filter(|(_, why)| *why == Withheld::Expired);
    found.extend(facts.filter_map(|(key, _)| {
        Some(Lapsed {
            answer: LapsedAnswer::Fact(key),
            mark: None,
            evidence: candidate.source(key)?,
        })
    }));
    found
}
