//! The ratings of one candidate.

use super::criterion::CriterionId;

/// An answer by judgement, on 0..1.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Rating {
    /// The rating.
    pub score: f64,
    /// The lowest it may be.
    pub low: f64,
    /// The highest it may be.
    pub high: f64,
    /// Whether several reviewers gave it.
    pub is_panel: bool,
    /// Its line in the file.
    pub line: u32,
}

impl Rating {
    /// A single rating on 0..1, without a range.
    pub(crate) fn plain(score: f64) -> Self {
        Self {
            score,
            low: score,
            high: score,
            is_panel: false,
            line: 0,
        }
    }
}

/// The ratings of a candidate, by criterion.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Ratings {
    ratings: Vec<(CriterionId, Rating)>,
    /// What some of them rest on, apart from what scores depend on.
    evidence: Vec<(CriterionId, String)>,
    /// The marks of the criteria that are rated. Every criterion of every row of a table is looked for, and
    /// most are not here.
    marks: u64,
}

impl Ratings {
    /// Adds a rating of a criterion that has none yet.
    pub(crate) fn push(&mut self, id: CriterionId, rating: Rating) {
        self.marks |= mark(id);
        self.ratings.push((id, rating));
    }

    /// Says what the rating of a criterion rests on.
    pub(crate) fn rest_on(&mut self, id: CriterionId, evidence: String) {
        self.evidence.push((id, evidence));
    }

    /// Takes back what was said of a criterion.
    pub(crate) fn remove(&mut self, id: CriterionId) {
        self.ratings.retain(|(rated, _)| *rated != id);
        self.evidence.retain(|(rated, _)| *rated != id);
    }

    /// Sorts what was added, by criterion.
    pub(crate) fn sort(&mut self) {
        self.ratings.sort_by_key(|(id, _)| *id);
        self.evidence.sort_by_key(|(id, _)| *id);
    }

    /// Forgets all ratings and keeps their memory.
    pub(crate) fn clear(&mut self) {
        self.ratings.clear();
        self.evidence.clear();
        self.marks = 0;
    }

    /// The rating of a criterion.
    pub fn get(&self, id: CriterionId) -> Option<&Rating> {
        if self.marks & mark(id) == 0 {
            return None;
        }
        let found = self.ratings.iter().find(|(rated, _)| *rated == id);
        found.map(|(_, rating)| rating)
    }

    /// What the rating of a criterion rests on.
    pub fn evidence(&self, id: CriterionId) -> Option<&str> {
        let found = self.evidence.iter().find(|(rated, _)| *rated == id);
        found.map(|(_, evidence)| evidence.as_str())
    }

    /// All ratings, by criterion.
    pub fn iter(&self) -> std::slice::Iter<'_, (CriterionId, Rating)> {
        self.ratings.iter()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.ratings.is_empty()
    }
}

/// A bit for each criterion of the program; those of the user's own share some.
fn mark(id: CriterionId) -> u64 {
    let place = match id {
        CriterionId::Builtin(builtin) => builtin as u32,
        CriterionId::Whole(dimension) => 32 + dimension as u32,
        CriterionId::Own(place) => 37 + place % 27,
    };
    1 << (place % u64::BITS)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Builtin, Dimension};

    #[test]
    fn a_rating_is_found_among_those_that_share_its_mark() {
        let ids = [
            CriterionId::Builtin(Builtin::Participation),
            CriterionId::Whole(Dimension::Compatibility),
            CriterionId::Own(0),
            CriterionId::Own(27),
        ];
        let mut ratings = Ratings::default();
        for (place, id) in ids.into_iter().enumerate() {
            assert_eq!(ratings.get(id), None);
            ratings.push(id, Rating::plain(place as f64));
        }
        for (place, id) in ids.into_iter().enumerate() {
            assert_eq!(ratings.get(id), Some(&Rating::plain(place as f64)));
        }
        ratings.clear();
        assert!(ids.iter().all(|id| ratings.get(*id).is_none()));
    }
}
