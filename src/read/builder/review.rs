//! Reads the marks of review files, and puts them beside what a candidate says.

use std::sync::Arc;

use super::candidate::CandidateBuilder;
use super::evidence;
use super::lines::Lines;
use super::problem_list::ProblemList;
use super::rating::{self, ABSTAINS};
use super::slots::Takes;
use super::tree::{Entry, Span, Value};
use crate::deal::{CriterionId, Evidence, EvidenceRule, FiledMark, Mark, Panel, Problem, Reviewed};
use crate::model::Code;
use crate::model::keys;

/// What stands for a mark that nobody has given yet.
const BLANK: &str = "?";

/// A mark as a review file states it.
#[derive(Debug, Default)]
pub struct StatedMark {
    /// The mark on the scale of the deal; `None` of an abstention.
    pub score: Option<f64>,
    /// Why there is none.
    pub abstains: Option<String>,
    /// What it rests on.
    pub reason: Option<Evidence>,
}

/// Reads a mark of a reviewer, or what a meeting agreed on; `None` if it cannot be read, which is reported.
pub fn stated_mark(
    entry: Entry<'_>,
    is_consensus: bool,
    takes: Takes,
    rule: EvidenceRule,
    report: &mut ProblemList,
) -> Option<StatedMark> {
    let key = if is_consensus { "consensus" } else { "score" };
    let number = match entry.value() {
        Value::Table => entry.get(key),
        _ => Some(entry),
    };
    let abstains = entry.get(ABSTAINS).filter(|_| !is_consensus);
    let is_blank =
        |entry: Option<Entry<'_>>| entry.is_some_and(|entry| entry.value() == Value::Text(BLANK));
    if is_blank(number) || is_blank(abstains) {
        report.add(blank(entry, is_consensus));
        return None;
    }
    let mut mark = StatedMark::default();
    match entry.value() {
        Value::Text(ABSTAINS) if !is_consensus => return Some(mark),
        Value::Table => {
            if let Some(reason) = entry.get("reason") {
                mark.reason = evidence::read(reason, rule, report);
            }
            let table = match is_consensus {
                true => &keys::AGREED,
                false => &keys::REVIEW_MARK,
            };
            report.fixed_keys(entry, table);
        }
        _ => {}
    }
    match (number, abstains) {
        (Some(number), None) => {
            let what = || entry.name().to_owned();
            mark.score = Some(report.number(what, number, takes)?);
        }
        // The reason of an abstention is its own.
        (None, Some(why)) if mark.reason.is_none() => {
            let why = report.text(|| ABSTAINS.to_owned(), why)?;
            mark.abstains = Some(why.to_owned()).filter(|why| !why.trim().is_empty());
        }
        _ => {
            report.add(incomplete(entry, is_consensus));
            return None;
        }
    }
    Some(mark)
}

fn blank(entry: Entry<'_>, is_consensus: bool) -> Problem {
    let message = format!("the mark of `{}` is still ?", entry.name());
    let help = match is_consensus {
        true => {
            "put the mark that was agreed on, or take the line out: the marks then count as they are"
        }
        false => "put a mark, or { abstains = \"why\" }; take the line out to leave it unanswered",
    };
    Problem::new(Code::Rating, entry.at().into(), message).help(help)
}

fn incomplete(entry: Entry<'_>, is_consensus: bool) -> Problem {
    let id = entry.name();
    let (needs, example) = match is_consensus {
        true => ("`consensus`", "{ consensus = 7, reason = \"...\" }"),
        false => (
            "`score`, or `abstains` alone",
            "{ score = 7, reason = \"...\" }, or { abstains = \"why\" }",
        ),
    };
    let message = format!("the mark of `{id}` needs {needs}");
    let problem = Problem::new(Code::Rating, entry.at().into(), message);
    problem.help(format!("for example {example}"))
}

impl CandidateBuilder<'_> {
    /// Puts the marks of review files beside those that the candidate has.
    pub(super) fn add_reviews(&mut self) {
        let deal = self.deal;
        let reviews = deal.reviews.as_ref();
        let Some(reviewed) = reviews.and_then(|all| all.of(&self.candidate.name)) else {
            return;
        };
        let Reviewed { marks, .. } = reviewed;
        let mut ids: Vec<CriterionId> = marks.iter().map(|filed| filed.id).collect();
        ids.sort_unstable();
        ids.dedup();
        for id in ids {
            let marks: Vec<&FiledMark> = marks.iter().filter(|filed| filed.id == id).collect();
            let found = self.report.problems.len();
            self.add_marks(id, &marks);
            // Whatever is wrong with the rating, the review is where it comes from.
            self.move_to_review(found, marks[0]);
        }
        self.candidate.ratings.sort();
    }

    /// Says of the problems from there on that they are about that mark of a review file.
    pub(super) fn move_to_review(&mut self, from: usize, mark: &FiledMark) {
        if matches!(self.lines, Lines::Row(_)) {
            return;
        }
        for problem in &mut self.report.problems[from..] {
            if problem.review.is_none() {
                *problem = problem.clone().in_review(mark.file, mark.span.clone());
            }
        }
    }

    /// Makes one panel of the marks of a criterion and those that the candidate has.
    fn add_marks(&mut self, id: CriterionId, marks: &[&FiledMark]) {
        let ratings = &self.candidate.ratings;
        let mut panel = ratings.panel(id).cloned().unwrap_or_default();
        let evidence = ratings.evidence(id).cloned();
        let is_rated = ratings.get(id).is_some();
        let line = ratings
            .get(id)
            .map_or(self.line(self.name_at.unwrap_or(self.at)), |rating| {
                rating.line
            });
        let stands = |words| Some((words, None, line)).filter(|_| is_rated);
        let other = match (panel.marks.is_empty(), panel.is_named()) {
            (true, _) => stands("rates it by a number"),
            (false, false) => stands("rates it by a panel without names"),
            (false, true) => None,
        };
        if let Some(other) = other {
            return self.conflict(marks[0], other);
        }
        for &filed in marks {
            let reviewer = filed.mark.reviewer.as_deref();
            let (words, other) = match filed.is_consensus {
                true => ("has a consensus on it", panel.consensus.as_ref()),
                false => (
                    "has this reviewer's mark",
                    reviewer.and_then(|name| panel.by(name)),
                ),
            };
            if let Some(Mark { file, line, .. }) = other.cloned() {
                return self.conflict(filed, (words, file, line));
            }
            match filed.is_consensus {
                true => panel.consensus = Some(filed.mark.clone()),
                false => panel.marks.push(filed.mark.clone()),
            }
        }
        if panel.marks.is_empty() {
            let id = self.deal.criterion_id(id);
            let message = format!("a consensus on `{id}`, which nobody marked");
            let problem = Problem::new(Code::Rating, Span::default().into(), message);
            let help = "pass the review files of those who agreed too";
            return self.report.add(problem.help(help));
        }
        // In one order wherever they stand, so that sums are the same to the bit.
        panel.marks.sort_by(|a, b| a.reviewer.cmp(&b.reviewer));
        self.rate_again(id, panel, evidence, line, marks[0]);
    }

    /// Rates a criterion by that panel in the place of what was there.
    fn rate_again(
        &mut self,
        id: CriterionId,
        panel: Panel,
        evidence: Option<Evidence>,
        line: u32,
        first: &FiledMark,
    ) {
        let at = self.key_at("ratings");
        self.candidate.ratings.remove(id);
        self.stated_ratings.remove(id);
        self.candidate.unused.retain(|unused| *unused != id);
        self.rated.retain(|rated| rated.id != id);
        if let Some(place) = self.place("ratings") {
            self.say_key(place);
        }
        let rating = rating::of_panel(self.deal.evidence, line, panel, evidence);
        self.rate_standing(id, self.standing(id), Some(rating), at);
        if let Some(rated) = self.rated.iter_mut().find(|rated| rated.id == id) {
            rated.review = Some((first.file, first.span.clone().into()));
        }
    }

    /// Reports that a mark is one too many beside what stands elsewhere: in a review file, or on that line beside them.
    fn conflict(&mut self, filed: &FiledMark, (what, file, line): (&str, Option<Arc<str>>, u32)) {
        let id = self.deal.criterion_id(filed.id);
        let name = &self.candidate.name;
        let marked = match self.lines {
            Lines::Row(_) => {
                let Mark { file, line, .. } = &filed.mark;
                let file = file.as_deref().unwrap_or_default();
                format!("{file}:{line} marks `{id}` of {name}")
            }
            Lines::Of(_) => format!("`{id}` of {name} is marked"),
        };
        let other = match (file, self.lines) {
            (Some(file), _) => format!("{file}:{line}"),
            (None, Lines::Of(deal)) => format!("{}:{line}", deal.name),
            (None, Lines::Row(_)) => "the row".to_owned(),
        };
        let message = format!("{marked}, and {other} {what}");
        let problem = Problem::new(Code::Conflict, Span::default().into(), message);
        let found = self.report.problems.len();
        self.report.add(problem.help("keep one of the two"));
        self.move_to_review(found, filed);
    }
}
