//! Deals for the tests of formulas, written as a person would.

use super::formula;
use super::relation::Relation;
use super::score::CriterionScore;
use crate::deal::Deal;
use crate::read::{self, Source};

/// A deal of that type with dotted keys for its header and one candidate with these keys.
pub(crate) fn deal(relationship: &str, header: &str, candidate: &str) -> Deal {
    let text = format!(
        "deal.name = 'd'\ndeal.relationship = '{relationship}'\n{header}\n[[candidates]]\nname = 'c'\n\
         {candidate}"
    );
    let source = Source::new("test.toml", text);
    let reading = read::read(&source);
    assert!(reading.deal.is_some(), "{:#?}", reading.problems);
    reading.deal.expect("just checked")
}

/// The score of a criterion of the first candidate.
pub(crate) fn criterion(deal: &Deal, id: &str) -> CriterionScore {
    let members = [&deal.candidates[0]];
    let asked = deal.plan.asked.iter();
    let mut asked = asked.filter(|asked| deal.criterion_id(asked.id) == id);
    formula::score(&Relation::new(deal, &members), asked.next().expect("asked"))
}
