//! Reads evidence: a text, or a table of who says so, since when, until when and how firmly.

use super::problem_list::ProblemList;
use super::tree::{Entry, Value};
use super::words;
use crate::deal::{Day, Evidence, EvidenceRule, Problem};
use crate::model::keys;
use crate::model::{Code, Grade};

/// Reads evidence; `None` if there is none, or it cannot be read, which is reported.
pub fn read(entry: Entry<'_>, rule: EvidenceRule, report: &mut ProblemList) -> Option<Evidence> {
    let evidence = match entry.value() {
        Value::Table => table(entry, report),
        _ => {
            let text = report.text(|| entry.name().to_owned(), entry)?;
            Evidence::of_text(text)
        }
    };
    warn_days(entry, &evidence, rule, report);
    let has_words = evidence != Evidence::default() && evidence.text.as_deref() != Some("");
    has_words.then_some(evidence)
}

fn table(entry: Entry<'_>, report: &mut ProblemList) -> Evidence {
    let mut text = |key: &str| {
        let inner = entry.get(key)?;
        let text = report.text(|| key.to_owned(), inner)?;
        (!text.trim().is_empty()).then(|| text.to_owned())
    };
    let (words, by) = (text("text"), text("by"));
    let grade = entry.get("grade").and_then(|inner| {
        let id = report.text(|| "grade".to_owned(), inner)?;
        let grade = Grade::from_id(id);
        if grade.is_none() {
            let problem = words::unknown_name("grade", id, inner.at(), Grade::ids());
            report.add(problem);
        }
        grade
    });
    let mut at = |key: &str| day(entry.get(key)?, key, report);
    let (seen, until) = (at("seen"), at("until"));
    report.fixed_keys(entry, &keys::EVIDENCE);
    Evidence {
        text: words,
        by,
        seen,
        until,
        grade,
    }
}

/// Reads a day: a date, or a text.
pub fn day(entry: Entry<'_>, what: &str, report: &mut ProblemList) -> Option<Day> {
    let (Value::Text(text) | Value::Date(text)) = entry.value() else {
        report.wrong_type(|| what.to_owned(), "a day", entry);
        return None;
    };
    let day = Day::parse(text);
    if day.is_none() {
        let message = format!("`{what}` is no day: \"{text}\"");
        let problem = Problem::new(Code::OutOfRange, entry.at().into(), message);
        report.add(problem.help("write a day as 2026-03-31"));
    }
    day
}

/// Warns of days that say nothing, or that have not come yet.
fn warn_days(entry: Entry<'_>, evidence: &Evidence, rule: EvidenceRule, report: &mut ProblemList) {
    if !report.warns {
        return;
    }
    let mut warn = |key: &str, message: String, help: &str| {
        let at = entry.get(key).map_or(entry.at(), Entry::at);
        report.add(Problem::new(Code::NoEffect, at.into(), message).help(help));
    };
    if let (Some(until), None) = (evidence.until, rule.as_of) {
        let message = format!("`until` {until} has no effect: there is no day of assessment");
        warn("until", message, "set `date` in [deal], or pass --as-of");
    }
    if let (Some(seen), Some(as_of)) = (evidence.seen, rule.as_of)
        && seen > as_of
    {
        let message = format!("seen on {seen}, after the day of assessment {as_of}");
        warn(
            "seen",
            message,
            "correct the day, or the day of the assessment",
        );
    }
}
