//! Reads a rating: a number, a panel, or a score with its range and evidence.

use super::problem_list::ProblemList;
use super::slots::Takes;
use super::tree::{Entry, Span, Value};
use crate::deal::{Problem, Rating};
use crate::model::Code;
use crate::model::keys::{self, Range};

/// The numbers that a rating takes.
pub const RATING: Range = Range::RATING;

/// Reads a rating and what it rests on; `None` if it cannot be read, which is reported.
pub fn read<'t>(
    entry: Entry<'t>,
    line: u32,
    report: &mut ProblemList,
) -> Option<(Rating, Option<&'t str>)> {
    let takes = Takes::any(RATING);
    let what = || format!("ratings.{}", entry.name());
    match entry.value() {
        Value::Table => long_form(entry, line, report),
        Value::List => {
            let ratings = numbers(entry.inner(), |_| what(), report)?;
            Some((panel(entry.at(), &ratings, line, report)?, None))
        }
        _ => {
            let rating = report.number(what, entry, takes)?;
            Some((single(rating, line), None))
        }
    }
}

/// A rating on 0..10 without a range.
#[inline]
pub fn single(rating: f64, line: u32) -> Rating {
    Rating {
        line,
        ..Rating::plain(rating / 10.0)
    }
}

/// All ratings of a panel; `None` if any cannot be read.
fn numbers<'t>(
    entries: impl Iterator<Item = Entry<'t>>,
    what: impl Fn(Entry<'t>) -> String,
    report: &mut ProblemList,
) -> Option<Vec<f64>> {
    let read = |entry| report.number(|| what(entry), entry, Takes::any(RATING));
    let ratings: Vec<Option<f64>> = entries.map(read).collect();
    ratings.into_iter().collect()
}

/// The rating of a panel: its mean, from the lowest to the highest.
fn panel(at: Span, ratings: &[f64], line: u32, report: &mut ProblemList) -> Option<Rating> {
    if ratings.is_empty() {
        let problem = Problem::new(Code::Empty, at.into(), "an empty panel rates nothing");
        report.add(problem.help("leave the rating out if nobody has rated yet"));
        return None;
    }
    let low = ratings.iter().copied().fold(f64::INFINITY, f64::min) / 10.0;
    let high = ratings.iter().copied().fold(0.0, f64::max) / 10.0;
    let mean = ratings.iter().sum::<f64>() / ratings.len() as f64 / 10.0;
    // The mean of equal numbers can fall beside them by rounding.
    Some(Rating {
        score: mean.clamp(low, high),
        low,
        high,
        is_panel: true,
        line,
    })
}

fn long_form<'t>(
    entry: Entry<'t>,
    line: u32,
    report: &mut ProblemList,
) -> Option<(Rating, Option<&'t str>)> {
    let at = entry.key_at();
    let evidence = entry.get("evidence");
    let evidence = evidence.and_then(|inner| report.text(|| "evidence".to_owned(), inner));
    let evidence = evidence.filter(|text| !text.trim().is_empty());
    let [score, low, high] = ["score", "low", "high"].map(|key| {
        let inner = entry.get(key)?;
        Some(report.number(|| key.to_owned(), inner, Takes::any(RATING)))
    });
    let has_number = [score, low, high].iter().any(Option::is_some);
    // A panel in one cell and reviewers in cells of their own are both there.
    let has_two = entry.inner().filter(|inner| inner.name() == "by").count() > 1;
    let has_number = has_number || has_two;
    let by = entry.get("by").map(|by| {
        let is_table = report.is_table(by);
        let what = |inner: Entry<'_>| format!("by.{}", inner.name());
        numbers(by.inner(), what, report).filter(|_| is_table)
    });
    report.fixed_keys(entry, &keys::RATING);
    let mut say = |message: &str, help: &str| {
        report.add(Problem::new(Code::Rating, at.into(), message).help(help));
    };
    if let Some(by) = by {
        if has_number {
            let message = "`by` stands for the list and excludes score, low and high";
            say(message, "keep `by`, or keep the numbers");
            return None;
        }
        return Some((panel(at, &by?, line, report)?, evidence));
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
        let message = format!("low <= score <= high does not hold: {low}, {score}, {high}");
        say(&message, "order the three numbers");
        return None;
    }
    let rating = Rating {
        low: low / 10.0,
        high: high / 10.0,
        ..single(score, line)
    };
    Some((rating, evidence))
}
