//! What the reviewers make of the lead: who would lead by each, and without each.

use super::contest::{Contestant, total_of};
use crate::deal::{Asked, Candidate, Deal, Mark, Panel};
use crate::model::SLACK;

/// What a reviewer's marks make.
#[derive(Clone, Debug, PartialEq)]
pub struct ReviewerView {
    /// The name.
    pub name: String,
    /// What the marks count beside those of others.
    pub weight: f64,
    /// Who would lead by these marks alone, by place; several where they tie.
    pub leads: Vec<usize>,
    /// Who would lead without them.
    pub leads_without: Vec<usize>,
    /// By how much the first would then be ahead of the second, 0..1; `None` where one is alone.
    pub lead_without: Option<f64>,
    /// How far the marks are above those of others, of 1: strict below 0, lenient above. `None` without marks to set
    /// beside others.
    pub strictness: Option<f64>,
    /// On how many marks that rests.
    pub marks: usize,
    /// Whether there are any marks.
    pub has_marked: bool,
}

/// What all reviewers make of the lead.
#[derive(Clone, Debug, PartialEq)]
pub struct Reviews {
    /// Each of them, in the order of the deal, or by name.
    pub each: Vec<ReviewerView>,
    /// Who would lead if each criterion counted only those who marked everybody on it.
    pub common: Vec<usize>,
}

impl Reviews {
    /// The same with candidates by other places.
    pub(super) fn with_places(mut self, place: impl Fn(usize) -> usize) -> Self {
        let rename = |places: &mut Vec<usize>| places.iter_mut().for_each(|at| *at = place(*at));
        rename(&mut self.common);
        for reviewer in &mut self.each {
            rename(&mut reviewer.leads);
            rename(&mut reviewer.leads_without);
        }
        self
    }
}

/// The candidates that can lead, with the values of their criteria.
struct Voters<'a> {
    deal: &'a Deal,
    /// By place among those that can lead.
    candidates: &'a [&'a Candidate],
    contestants: &'a [Contestant],
}

/// What the reviewers make of the lead; `None` where no panel has names. `all`: all candidates; `candidates`: those
/// that can lead, with their scores.
pub fn reviews(
    deal: &Deal,
    all: &[&Candidate],
    candidates: &[&Candidate],
    contestants: &[Contestant],
) -> Option<Reviews> {
    let panels: Vec<&Panel> = deal
        .plan
        .asked
        .iter()
        .flat_map(|asked| all.iter().filter_map(|one| one.ratings.panel(asked.id)))
        .filter(|panel| panel.is_named())
        .collect();
    if panels.is_empty() {
        return None;
    }
    let voters = Voters {
        deal,
        candidates,
        contestants,
    };
    let each = names(deal, &panels).into_iter().map(|(name, weight)| {
        let by = |panel: &Panel| {
            let mark = panel.by(&name)?;
            mark.score.map(|score| mark.withheld.map_or(score, |_| 0.0))
        };
        let without = |panel: &Panel| {
            let is_other = |mark: &Mark| mark.reviewer.as_deref() != Some(&name);
            rest(panel, is_other)
        };
        let (leads_without, lead_without) = voters.lead(|_, panel| without(panel));
        let (strictness, marks) = strictness(&panels, &name);
        let has_marked = panels
            .iter()
            .any(|panel| panel.by(&name).is_some_and(|mark| mark.score.is_some()));
        ReviewerView {
            has_marked,
            leads: voters.lead(|_, panel| by(panel)).0,
            leads_without,
            lead_without,
            strictness,
            marks,
            name,
            weight,
        }
    });
    let each = each.collect();
    let common: Vec<Vec<&str>> = deal
        .plan
        .asked
        .iter()
        .map(|asked| voters.common(asked))
        .collect();
    let (common, _) = voters.lead(|place, panel| {
        let is_common = |mark: &Mark| {
            let name = mark.reviewer.as_deref();
            name.is_some_and(|name| common[place].contains(&name))
        };
        rest(panel, is_common)
    });
    Some(Reviews { each, common })
}

/// What some marks of a panel make; `None` where nothing of weight remains.
fn rest(panel: &Panel, counts: impl Fn(&Mark) -> bool) -> Option<f64> {
    let marks = panel
        .marks
        .iter()
        .filter(|mark| counts(mark) && mark.score.is_some());
    let weight: f64 = marks.map(|mark| mark.weight).sum();
    (weight > 0.0).then(|| panel.rating(&counts).score)
}

/// Everybody who rates, with what their marks count.
pub(super) fn names(deal: &Deal, panels: &[&Panel]) -> Vec<(String, f64)> {
    if !deal.reviewers.is_empty() {
        let reviewers = deal.reviewers.iter();
        return reviewers
            .map(|one| (one.name.clone(), one.weight))
            .collect();
    }
    let marks = panels.iter().flat_map(|panel| &panel.marks);
    let mut names: Vec<String> = marks.filter_map(|mark| mark.reviewer.clone()).collect();
    names.sort_unstable();
    names.dedup();
    names.into_iter().map(|name| (name, 1.0)).collect()
}

/// How far the marks of a reviewer are above the mean of the others', on average, and how many marks that rests on.
fn strictness(panels: &[&Panel], name: &str) -> (Option<f64>, usize) {
    let apart = panels.iter().filter_map(|panel| {
        let own = panel.by(name)?.score?;
        let others = panel
            .marks
            .iter()
            .filter(|mark| mark.reviewer.as_deref() != Some(name));
        let others: Vec<f64> = others.filter_map(|mark| mark.score).collect();
        Some(own - mean(others)?)
    });
    let apart: Vec<f64> = apart.collect();
    let marks = apart.len();
    (mean(apart), marks)
}

/// The mean of some numbers, to the bit the same in any order; `None` of none.
fn mean(mut numbers: Vec<f64>) -> Option<f64> {
    numbers.sort_unstable_by(f64::total_cmp);
    let sum: f64 = numbers.iter().sum();
    (!numbers.is_empty()).then(|| sum / numbers.len() as f64)
}

impl Voters<'_> {
    /// Who would lead, and by how much, if panels without a consensus made other values of criteria, by place in the
    /// plan; `None` leaves one as it is.
    fn lead(&self, value: impl Fn(usize, &Panel) -> Option<f64>) -> (Vec<usize>, Option<f64>) {
        let totals = self.candidates.iter().zip(self.contestants);
        let totals = totals.map(|(candidate, contestant)| {
            let asked = self.deal.plan.asked.iter().enumerate();
            let values: Vec<f64> = asked
                .zip(&contestant.criteria)
                .map(|((place, asked), score)| {
                    let panel = candidate.ratings.panel(asked.id);
                    let panel = panel.filter(|panel| panel.is_named() && panel.consensus.is_none());
                    let other = panel.and_then(|panel| value(place, panel));
                    other.unwrap_or(score.value)
                })
                .collect();
            total_of(self.deal, &values)
        });
        let totals: Vec<f64> = totals.collect();
        let most = totals.iter().copied().fold(f64::NEG_INFINITY, f64::max);
        let mut first: Vec<usize> = (0..totals.len())
            .filter(|&place| most - totals[place] <= SLACK)
            .collect();
        first.sort_by_key(|&place| &self.candidates[place].name);
        let mut sorted = totals;
        sorted.sort_unstable_by(|a, b| b.total_cmp(a));
        // Those that tie are not apart by rounding.
        let lead = |first: f64, second: f64| match first - second {
            lead if lead <= SLACK => 0.0,
            lead => lead,
        };
        let lead = (sorted.len() > 1).then(|| lead(sorted[0], sorted[1]));
        (first, lead)
    }

    /// Those who marked everybody on a criterion.
    fn common(&self, asked: &Asked) -> Vec<&str> {
        let mut candidates = self.candidates.iter();
        let first = candidates.next().map(|first| marked(first, asked));
        let mut common = first.unwrap_or_default();
        for candidate in candidates {
            let marked = marked(candidate, asked);
            common.retain(|name| marked.contains(name));
        }
        common
    }
}

/// Who marked a candidate on a criterion.
fn marked<'c>(candidate: &'c Candidate, asked: &Asked) -> Vec<&'c str> {
    let panel = candidate.ratings.panel(asked.id);
    let marks = panel.into_iter().flat_map(|panel| &panel.marks);
    let marks = marks.filter(|mark| mark.score.is_some());
    marks.filter_map(|mark| mark.reviewer.as_deref()).collect()
}

#[cfg(test)]
mod tests {
    use super::ReviewerView;
    use crate::confidence::{Confidence, Sampling};
    use crate::read::{Source, read};
    use crate::score::{Evaluation, rank};

    /// A has 8, 8 and 3 of Ann, Bob and Cem, B 6, 6 and 9: with Cem counting twice 22 / 4 against 30 / 4.
    #[test]
    fn who_would_choose_whom_and_who_decides() {
        let text = "deal.name = 'd'\ndeal.relationship = 'network'\norganization.name = 'o'\n\
                    reviewers = { Ann = 1, Bob = 1, Cem = 2 }\n\
                    weights.by = 'criteria'\n[criteria.x]\ndimension = 'commitment'\nweight = 1\n\
                    [[candidates]]\nname = 'A'\nratings.x = { by = { Ann = 8, Bob = 8, Cem = 3 } }\n\
                    [[candidates]]\nname = 'B'\nratings.x = { by = { Ann = 6, Bob = 6, Cem = 9 } }\n";
        let deal = read(&Source::new("test.toml", text)).deal.expect("a deal");
        let evaluations = [0, 1].map(|at| Evaluation::of(&deal, &[&deal.candidates[at]]));
        let value = |at: usize| evaluations[at].scores.total.score.value;
        assert_eq!([value(0), value(1)], [22.0 / 40.0, 30.0 / 40.0]);
        let ranked = rank(&[("A", value(0)), ("B", value(1))]);
        let ranked: Vec<_> = ranked
            .into_iter()
            .map(|(at, rank)| (at, rank, &evaluations[at]))
            .collect();
        let draws = Sampling {
            draws: Some(0),
            ..Sampling::default()
        };
        let reviews = Confidence::of(&deal, &ranked, draws)
            .reviews
            .expect("named panels");
        // Places are those of the ranking, where B stands first.
        let each = reviews.each.as_slice();
        let [ann, _, cem] = <&[ReviewerView; 3]>::try_from(each).expect("three reviewers");
        assert_eq!((&ann.leads[..], &cem.leads[..]), (&[1][..], &[0][..]));
        assert_eq!(
            (&ann.leads_without[..], &cem.leads_without[..]),
            (&[0][..], &[1][..])
        );
        // Without Cem 80 against 60.
        assert!((cem.lead_without.expect("two") - 0.2).abs() < 1e-12);
        // Ann: 8 - (8 + 3) / 2 and 6 - (6 + 9) / 2 of 10, in the mean 0.5.
        assert!((ann.strictness.expect("others marked too") - 0.05).abs() < 1e-12);
        assert_eq!(ann.marks, 2);
    }
}
