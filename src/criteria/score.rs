//! The score of one criterion, and means of such scores.

use super::relation::Relation;
use super::triple::Triple;
use crate::deal::{Candidate, CriterionId, Rating};
use crate::model::table::table;

/// A sentence of the working that the record of the criterion holds, and its numbers.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Line {
    /// Which of the sentences.
    pub sentence: usize,
    /// A number for each of its blanks.
    pub numbers: [f64; 3],
}

impl Line {
    /// The sentence of that place with these numbers.
    pub fn new<const N: usize>(sentence: usize, numbers: [f64; N]) -> Self {
        let mut all = [0.0; 3];
        all[..N].copy_from_slice(&numbers);
        Self {
            sentence,
            numbers: all,
        }
    }
}

/// What a formula makes of one member by itself.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Working {
    /// The result; `None` where what is stated proves nothing, as a record of no promises.
    pub score: Option<Triple>,
    /// How it came about.
    pub line: Line,
}

impl Working {
    /// An exact result in the first sentence.
    pub fn exact<const N: usize>(value: f64, numbers: [f64; N]) -> Self {
        Self {
            score: Some(Triple::exact(value)),
            line: Line::new(0, numbers),
        }
    }
}

/// What a formula makes of one party, of which the set is worth the least.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct PartyWorking {
    /// The result, 0..1.
    pub value: f64,
    /// The opening, the same for all parties.
    pub opening: Line,
    /// How it came about.
    pub line: Line,
}

table! {
    /// What a score rests on; the firmer, the later.
    pub enum Basis: ALL {
        /// What it says.
        about: &'static str,
        /// The stable id.
        id: &'static str,
    }

    Unknown { about: "From nothing.", id: "unknown" }
    Rated { about: "From ratings.", id: "rated" }
    Computed { about: "From facts, by the formula.", id: "computed" }
}

/// The score of a criterion.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct CriterionScore {
    /// The score and its range.
    pub score: Triple,
    /// How much of it is answered, 0..1.
    pub known: f64,
    /// What it rests on.
    pub basis: Basis,
}

impl CriterionScore {
    /// Nothing is known.
    pub const UNKNOWN: CriterionScore = CriterionScore {
        score: Triple::UNKNOWN,
        known: 0.0,
        basis: Basis::Unknown,
    };

    /// What a rating says.
    pub fn rated(rating: &Rating) -> Self {
        match rating.known {
            0.0 => Self::UNKNOWN,
            known => Self {
                known,
                ..Self::known(rating.into(), Basis::Rated)
            },
        }
    }

    /// Known in full, from this source.
    pub fn known(score: Triple, basis: Basis) -> Self {
        Self {
            score,
            known: 1.0,
            basis,
        }
    }
}

/// The mean over members of a rating, else of the facts, else unknown; of value, low, high and known
/// separately.
#[inline(always)]
pub(super) fn mean_over_members(
    relation: &Relation<'_>,
    id: CriterionId,
    facts: impl Fn(&Candidate) -> Option<Triple>,
) -> CriterionScore {
    mean(relation, |_, member| member_score(member, id, &facts))
}

/// One member's score: its rating stands in place of what facts there are.
#[inline(always)]
pub(super) fn member_score(
    member: &Candidate,
    id: CriterionId,
    facts: impl Fn(&Candidate) -> Option<Triple>,
) -> CriterionScore {
    if let Some(rating) = member.rating(id) {
        CriterionScore::rated(rating)
    } else if let Some(score) = facts(member) {
        CriterionScore::known(score, Basis::Computed)
    } else {
        CriterionScore::UNKNOWN
    }
}

/// The mean of the scores of all members.
#[inline(always)]
pub(super) fn mean(
    relation: &Relation<'_>,
    score: impl Fn(usize, &Candidate) -> CriterionScore,
) -> CriterionScore {
    // The rows of a long table are one member each.
    if let [only] = relation.members {
        return score(0, only);
    }
    let mut mean = Mean::default();
    for (place, member) in relation.members.iter().enumerate() {
        mean.add(score(place, member));
    }
    mean.of_all()
}

/// The mean of some scores.
#[derive(Default)]
pub(super) struct Mean {
    sum: Triple,
    known: f64,
    count: f64,
    basis: Option<Basis>,
}

impl Mean {
    /// Adds a score.
    pub fn add(&mut self, score: CriterionScore) {
        self.sum = self.sum + score.score;
        self.known += score.known;
        self.count += 1.0;
        self.basis = self.basis.max(Some(score.basis));
    }

    /// The mean, of value, low, high and known separately; nothing is known of nobody.
    pub fn of_all(self) -> CriterionScore {
        let Some(basis) = self.basis else {
            return CriterionScore::UNKNOWN;
        };
        let score = self.sum.map(|x| x / self.count);
        CriterionScore {
            score,
            known: self.known / self.count,
            basis,
        }
    }
}
