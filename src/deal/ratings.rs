//! The ratings of one candidate.

use std::sync::Arc;

use super::criterion::CriterionId;
use super::evidence::{Evidence, Withheld};

/// An answer by judgement, on 0..1.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Rating {
    /// The rating.
    pub score: f64,
    /// The lowest it may be.
    pub low: f64,
    /// The highest it may be.
    pub high: f64,
    /// The weight of the marks that count, as a part of all; 1 where there is one rating.
    pub known: f64,
    /// How far the marks of a panel without a consensus are apart.
    pub apart: f64,
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
            known: 1.0,
            apart: 0.0,
            line: 0,
        }
    }

    /// A rating that says nothing: taken for unknown, or a panel that abstains.
    pub(crate) fn nothing() -> Self {
        Self {
            score: 0.0,
            low: 0.0,
            high: 1.0,
            known: 0.0,
            apart: 0.0,
            line: 0,
        }
    }

    /// Whether it says anything.
    pub fn says_something(&self) -> bool {
        self.known > 0.0
    }
}

/// What a reviewer said.
#[derive(Clone, Debug, PartialEq)]
pub struct Mark {
    /// Who; `None` in an unnamed panel.
    pub reviewer: Option<String>,
    /// The mark on 0..1; `None` where the reviewer abstains.
    pub score: Option<f64>,
    /// What it counts beside others.
    pub weight: f64,
    /// Why there is none.
    pub abstains: Option<String>,
    /// What it rests on.
    pub evidence: Option<Evidence>,
    /// Why it is taken for unknown.
    pub withheld: Option<Withheld>,
    /// Its line; 0 where that is not told.
    pub line: u32,
    /// The review file in which it stands; `None` for that of its candidate.
    pub file: Option<Arc<str>>,
}

impl Mark {
    /// The mark, if it counts.
    pub fn counted(&self) -> Option<f64> {
        self.score.filter(|_| self.withheld.is_none())
    }
}

/// The marks of several reviewers.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Panel {
    /// A mark or an abstention of each.
    pub marks: Vec<Mark>,
    /// What they agreed on.
    pub consensus: Option<Mark>,
}

impl Panel {
    /// Whether the reviewers have names.
    pub fn is_named(&self) -> bool {
        self.marks.iter().any(|mark| mark.reviewer.is_some())
    }

    /// What a reviewer said.
    pub fn by(&self, reviewer: &str) -> Option<&Mark> {
        let mut marks = self.marks.iter();
        marks.find(|mark| mark.reviewer.as_deref() == Some(reviewer))
    }

    /// The rating that the marks of `counts` make together: the mean by weight. One that is taken for unknown counts
    /// worst for the value and the low end, best for the high end, and is not known.
    pub fn rating(&self, counts: impl Fn(&Mark) -> bool) -> Rating {
        if let Some(consensus) = &self.consensus {
            return consensus.counted().map_or(Rating::nothing(), Rating::plain);
        }
        let marks = || {
            let marks = self.marks.iter().filter(|mark| counts(mark));
            marks.filter_map(|mark| Some((mark, mark.score?)))
        };
        let weight: f64 = marks().map(|(mark, _)| mark.weight).sum();
        let (mut sum, mut known) = (0.0, 0.0);
        for (mark, score) in marks().filter(|(mark, _)| mark.withheld.is_none()) {
            sum += mark.weight * score;
            known += mark.weight;
        }
        let least = marks()
            .map(|(_, score)| score)
            .fold(f64::INFINITY, f64::min);
        let most = marks().map(|(_, score)| score).fold(0.0, f64::max);
        let apart = (most - least).max(0.0);
        if weight <= 0.0 || known <= 0.0 {
            return Rating {
                apart,
                ..Rating::nothing()
            };
        }
        // The mean of equal numbers can fall beside them by rounding.
        let mean = |sum: f64| match known == weight {
            true => (sum / weight).clamp(least, most),
            false => (sum / weight).min(1.0),
        };
        let value = mean(sum);
        Rating {
            score: value,
            low: value,
            high: mean(sum + (weight - known)),
            known: if known == weight { 1.0 } else { known / weight },
            apart,
            line: 0,
        }
    }
}

/// The ratings of a candidate, by criterion.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Ratings {
    ratings: Vec<(CriterionId, Rating)>,
    /// What some of them rest on, apart from what scores depend on.
    evidence: Vec<(CriterionId, Evidence)>,
    /// The marks of those that are panels, likewise.
    panels: Vec<(CriterionId, Panel)>,
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
    pub(crate) fn rest_on(&mut self, id: CriterionId, evidence: Evidence) {
        self.evidence.push((id, evidence));
    }

    /// Keeps the marks that make the rating of a criterion.
    pub(crate) fn keep_panel(&mut self, id: CriterionId, panel: Panel) {
        self.panels.push((id, panel));
    }

    /// Takes back what was said of a criterion.
    pub(crate) fn remove(&mut self, id: CriterionId) {
        self.ratings.retain(|(rated, _)| *rated != id);
        self.evidence.retain(|(rated, _)| *rated != id);
        self.panels.retain(|(rated, _)| *rated != id);
    }

    /// Sorts what was added, by criterion.
    pub(crate) fn sort(&mut self) {
        self.ratings.sort_by_key(|(id, _)| *id);
        self.evidence.sort_by_key(|(id, _)| *id);
        self.panels.sort_by_key(|(id, _)| *id);
    }

    /// Gives back the memory that is not used: of many candidates it is much.
    pub(crate) fn shrink(&mut self) {
        self.ratings.shrink_to_fit();
        self.evidence.shrink_to_fit();
        self.panels.shrink_to_fit();
    }

    /// Forgets all ratings and keeps their memory.
    pub(crate) fn clear(&mut self) {
        self.ratings.clear();
        self.marks = 0;
        // Of a row of numbers there are none, and to drop none takes time.
        if !self.evidence.is_empty() || !self.panels.is_empty() {
            self.evidence.clear();
            self.panels.clear();
        }
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
    pub fn evidence(&self, id: CriterionId) -> Option<&Evidence> {
        let found = self.evidence.iter().find(|(rated, _)| *rated == id);
        found.map(|(_, evidence)| evidence)
    }

    /// The marks of a criterion that a panel rated.
    pub fn panel(&self, id: CriterionId) -> Option<&Panel> {
        let found = self.panels.iter().find(|(rated, _)| *rated == id);
        found.map(|(_, panel)| panel)
    }

    /// All panels, by criterion.
    pub fn panels(&self) -> std::slice::Iter<'_, (CriterionId, Panel)> {
        self.panels.iter()
    }

    /// All ratings, by criterion.
    pub fn iter(&self) -> std::slice::Iter<'_, (CriterionId, Rating)> {
        self.ratings.iter()
    }

    /// All panels, to be changed.
    pub(crate) fn panels_mut(&mut self) -> impl Iterator<Item = &mut Panel> {
        self.panels.iter_mut().map(|(_, panel)| panel)
    }

    /// Changes what ratings rest on, and forgets it where nothing is left.
    pub(crate) fn change_evidence(&mut self, mut change: impl FnMut(&mut Evidence) -> bool) {
        self.evidence.retain_mut(|(_, evidence)| change(evidence));
    }

    /// What each rating rests on, by criterion.
    pub fn evidence_of_each(&self) -> std::slice::Iter<'_, (CriterionId, Evidence)> {
        self.evidence.iter()
    }

    /// Says that every panel stands on that line.
    pub(crate) fn move_panels(&mut self, line: u32) {
        for (id, rating) in &mut self.ratings {
            if self.panels.iter().any(|(panel, _)| panel == id) {
                rating.line = line;
            }
        }
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
