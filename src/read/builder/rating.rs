//! Reads a rating: a number, a panel, or a score with its range and evidence.

use super::evidence;
use super::lines::Lines;
use super::problem_list::ProblemList;
use super::slots::Takes;
use super::tree::{Entry, Span, Value};
use super::words;
use crate::deal::{
    CriterionId, Deal, Evidence, EvidenceRule, Mark, Panel, Problem, Rating, Withheld,
};
use crate::model::Code;
use crate::model::keys::{self, Range};
use crate::model::number::number;

/// A rating, and what stands behind it.
#[derive(Debug)]
pub struct Read {
    /// What counts.
    pub rating: Rating,
    /// What would count if all evidence did.
    pub stated: Rating,
    /// What it rests on.
    pub evidence: Option<Evidence>,
    /// The marks of a panel.
    pub panel: Option<Panel>,
    /// Whether evidence of it, or of a mark, ran out.
    pub has_expired: bool,
}

/// What a rating is read against.
pub struct Reader<'r> {
    /// The deal with its scale and its reviewers.
    pub deal: &'r Deal,
    /// The criterion that is rated.
    pub id: CriterionId,
    /// What is wrong.
    pub report: &'r mut ProblemList,
    /// Where lines are counted.
    pub lines: Lines<'r>,
}

/// A rating on 0..1 without a range.
#[inline]
pub fn single(rating: f64, line: u32) -> Rating {
    Rating {
        line,
        ..Rating::plain(rating)
    }
}

/// The rating that a panel makes. A mark without evidence of its own goes by the panel's.
pub fn of_panel(
    rule: EvidenceRule,
    line: u32,
    mut panel: Panel,
    evidence: Option<Evidence>,
) -> Read {
    for mark in panel.marks.iter_mut().chain(&mut panel.consensus) {
        mark.withheld = withholds(rule, mark.evidence.as_ref(), evidence.as_ref());
    }
    let mut all = panel.marks.iter().chain(&panel.consensus);
    let has_expired = rule.has_expired(evidence.as_ref())
        || all.any(|mark| rule.has_expired(mark.evidence.as_ref()));
    let rating = Rating {
        line,
        ..panel.rating(|_| true)
    };
    let mut stated = panel.clone();
    let marks = stated.marks.iter_mut().chain(&mut stated.consensus);
    marks.for_each(|mark| mark.withheld = None);
    Read {
        rating,
        stated: stated.rating(|_| true),
        evidence,
        panel: Some(panel),
        has_expired,
    }
}

impl Reader<'_> {
    fn takes(&self) -> Takes {
        Takes::any(Range::rating(self.deal.rating_scale))
    }

    fn rule(&self) -> EvidenceRule {
        self.deal.evidence
    }

    /// A number on 0..1.
    fn number(&mut self, what: impl FnOnce() -> String, entry: Entry<'_>) -> Option<f64> {
        let takes = self.takes();
        let number = self.report.number(what, entry, takes)?;
        Some(self.deal.on_scale(number))
    }

    /// Reads a rating; `None` if it cannot be read, which is reported.
    pub fn read(&mut self, entry: Entry<'_>) -> Option<Read> {
        let line = self.lines.line(entry.key_at());
        match entry.value() {
            Value::Table => self.long_form(entry, line),
            Value::List => {
                let marks = self.unnamed_marks(entry, || format!("ratings.{}", entry.name()))?;
                self.panel(entry.at(), marks, None, None, line)
            }
            _ => {
                let score = self.number(|| format!("ratings.{}", entry.name()), entry)?;
                Some(self.plain(single(score, line), None))
            }
        }
    }

    /// A rating of one person.
    fn plain(&self, rating: Rating, evidence: Option<Evidence>) -> Read {
        let withheld = self.rule().withholds(evidence.as_ref());
        Read {
            rating: match withheld {
                Some(_) => Rating {
                    line: rating.line,
                    ..Rating::nothing()
                },
                None => rating,
            },
            stated: rating,
            has_expired: withheld == Some(Withheld::Expired),
            evidence,
            panel: None,
        }
    }

    /// The rating of a panel.
    fn panel(
        &mut self,
        at: Span,
        marks: Vec<Mark>,
        consensus: Option<Mark>,
        evidence: Option<Evidence>,
        line: u32,
    ) -> Option<Read> {
        if marks.is_empty() {
            let problem = Problem::new(Code::Empty, at.into(), "an empty panel rates nothing");
            let help = "leave the rating out if nobody has rated yet";
            self.report.add(problem.help(help));
            return None;
        }
        let panel = Panel { marks, consensus };
        Some(of_panel(self.rule(), line, panel, evidence))
    }

    fn evidence(&mut self, entry: Entry<'_>) -> Option<Evidence> {
        let inner = entry.get("evidence")?;
        evidence::read(inner, self.rule(), self.report)
    }

    fn long_form(&mut self, entry: Entry<'_>, line: u32) -> Option<Read> {
        let at = entry.key_at();
        let evidence = self.evidence(entry);
        let [score, low, high] = ["score", "low", "high"].map(|key| {
            let inner = entry.get(key)?;
            Some(self.number(|| key.to_owned(), inner))
        });
        let has_number = [score, low, high].iter().any(Option::is_some);
        // A panel in one cell and reviewers in cells of their own are both there.
        let has_two = entry.inner().filter(|inner| inner.name() == "by").count() > 1;
        let by = entry.get("by").map(|by| self.marks(by));
        let consensus = entry.get("consensus").map(|inner| self.consensus(inner));
        self.report.fixed_keys(entry, &keys::RATING);
        let mut say = |message: &str, help: &str| {
            let problem = Problem::new(Code::Rating, at.into(), message);
            self.report.add(problem.help(help));
        };
        if let Some(by) = by {
            if has_number || has_two {
                let message = "`by` stands for the list and excludes score, low and high";
                say(message, "keep `by`, or keep the numbers");
                return None;
            }
            let consensus = match consensus {
                Some(None) => return None,
                Some(consensus) => consensus,
                None => None,
            };
            return self.panel(at, by?, consensus, evidence, line);
        }
        if consensus.is_some() {
            say(
                "`consensus` stands beside `by`, the marks of those who agreed",
                "add the marks; or give the number alone as `score`",
            );
            return None;
        }
        // A number that could not be read was reported: judge nothing by it.
        if [score, low, high].contains(&Some(None)) {
            return None;
        }
        let [score, low, high] = [score, low, high].map(Option::flatten);
        let Some(score) = score.or(low) else {
            let help = "give at least one; leave the rating out if nobody has rated yet";
            say("a rating without score, low or `by`", help);
            return None;
        };
        let (low, high) = (low.unwrap_or(score), high.unwrap_or(score));
        if !(low <= score && score <= high) {
            let [low, score, high] = [low, score, high].map(|x| number(self.deal.rating_words(x)));
            let message = format!("low <= score <= high does not hold: {low}, {score}, {high}");
            say(&message, "order the three numbers, the worst as `low`");
            return None;
        }
        let rating = Rating {
            low,
            high,
            ..single(score, line)
        };
        Some(self.plain(rating, evidence))
    }

    /// The marks of a panel; `None` if any cannot be read.
    fn marks(&mut self, by: Entry<'_>) -> Option<Vec<Mark>> {
        if matches!(self.lines, Lines::Row(_)) && by.value() == Value::List {
            return self.unnamed_marks(by, || "by".to_owned());
        }
        if !self.report.is_table(by) {
            return None;
        }
        let marks: Vec<Option<Mark>> = by.inner().map(|mark| self.mark(mark)).collect();
        let marks: Option<Vec<Mark>> = marks.into_iter().collect();
        let mut marks = marks?;
        // In one order wherever they stand, so that sums are the same to the bit.
        marks.sort_by(|a, b| a.reviewer.cmp(&b.reviewer));
        Some(marks)
    }

    fn unnamed_marks(&mut self, list: Entry<'_>, what: impl Fn() -> String) -> Option<Vec<Mark>> {
        let marks = list.inner().map(|inner| self.mark_of(inner, &what, None));
        let marks: Vec<Option<Mark>> = marks.collect();
        marks.into_iter().collect()
    }

    fn mark(&mut self, entry: Entry<'_>) -> Option<Mark> {
        let name = entry.name();
        let weight = self.reviewer(name, entry.key_at());
        let mark = self.mark_of(entry, || format!("by.{name}"), Some(name.to_owned()))?;
        weight.map(|weight| Mark { weight, ..mark })
    }

    /// What somebody said: a number, "abstains", or a table.
    fn mark_of(
        &mut self,
        entry: Entry<'_>,
        what: impl FnOnce() -> String,
        reviewer: Option<String>,
    ) -> Option<Mark> {
        let mut mark = Mark {
            reviewer,
            ..self.unnamed(entry)
        };
        match entry.value() {
            Value::Text(ABSTAINS) => {}
            Value::Text(_) => {
                self.report
                    .wrong_type(what, "a mark, or \"abstains\"", entry);
                return None;
            }
            Value::Table => {
                mark.evidence = self.evidence(entry);
                let (score, abstains) = (entry.get("score"), entry.get(ABSTAINS));
                self.report.fixed_keys(entry, &keys::MARK);
                match (score, abstains) {
                    (Some(score), None) => mark.score = Some(self.number(what, score)?),
                    (None, Some(why)) => {
                        let why = self.report.text(|| ABSTAINS.to_owned(), why)?;
                        mark.abstains = Some(why.to_owned());
                    }
                    _ => {
                        let message =
                            format!("the mark `{}` needs `score`, or `abstains` alone", what());
                        let problem = Problem::new(Code::Rating, entry.at().into(), message);
                        let help = "for example { score = 7, evidence = \"...\" }, or { abstains = \"why\" }";
                        self.report.add(problem.help(help));
                        return None;
                    }
                }
            }
            _ => mark.score = Some(self.number(what, entry)?),
        }
        Some(mark)
    }

    /// What a reviewer's marks count; `None` if there is no such reviewer, or one who may not rate this.
    fn reviewer(&mut self, name: &str, at: Span) -> Option<f64> {
        let deal = self.deal;
        let Some(weight) = deal.reviewer_weight(name) else {
            let known = deal.reviewers.iter().map(|reviewer| reviewer.name.as_str());
            let problem = words::unknown_name("reviewer", name, at, known);
            self.report.add(problem);
            return None;
        };
        let reviewer = deal.reviewers.iter().find(|other| other.name == name);
        let rates = reviewer.and_then(|reviewer| reviewer.rates.as_ref());
        if rates.is_some_and(|rates| !rates.contains(&self.id)) {
            let id = deal.criterion_id(self.id);
            let message = format!("{name} marks `{id}` and may not rate it");
            let problem = Problem::new(Code::Conflict, at.into(), message);
            let help = format!("take the mark out, or add \"{id}\" to `rates` of the reviewer");
            self.report.add(problem.help(help));
            return None;
        }
        Some(weight)
    }

    /// A mark of nobody yet, which stands there.
    fn unnamed(&self, entry: Entry<'_>) -> Mark {
        Mark {
            reviewer: None,
            score: None,
            weight: 1.0,
            abstains: None,
            evidence: None,
            withheld: None,
            line: self.lines.line(entry.at()),
            file: None,
        }
    }

    fn consensus(&mut self, entry: Entry<'_>) -> Option<Mark> {
        let what = || "consensus".to_owned();
        let mut mark = self.unnamed(entry);
        if entry.value() != Value::Table {
            mark.score = Some(self.number(what, entry)?);
            return Some(mark);
        }
        mark.evidence = self.evidence(entry);
        self.report.fixed_keys(entry, &keys::MARK);
        let score = entry.get("score").filter(|_| entry.get(ABSTAINS).is_none());
        let Some(score) = score else {
            let message = "a consensus is a number, or { score, evidence }";
            self.report
                .add(Problem::new(Code::Rating, entry.key_at().into(), message));
            return None;
        };
        mark.score = Some(self.number(what, score)?);
        Some(mark)
    }
}

/// What a reviewer says who gives no mark.
pub(super) const ABSTAINS: &str = "abstains";

/// Why a mark is taken for unknown: by its own evidence, or where that says nothing or too little by the panel's.
fn withholds(
    rule: EvidenceRule,
    own: Option<&Evidence>,
    panel: Option<&Evidence>,
) -> Option<Withheld> {
    if rule.has_expired(own) {
        return Some(Withheld::Expired);
    }
    if own.is_some_and(Evidence::says_something) && rule.suffices(own) {
        return None;
    }
    rule.withholds(panel)
}
