//! Reads ratings: a number, a panel, or a score with its range and evidence.

use std::ops::Range as Span;

use toml::de::DeValue;

use super::section::{Context, Entry, Section};
use crate::deal::{Problem, Rating};
use crate::model::Code;
use crate::model::keys::{self, Range};

/// Reads one rating and what it rests on; on a problem, reports it and gives nothing.
pub(super) fn read(context: &Context<'_>, entry: &Entry<'_>) -> Option<(Rating, Option<String>)> {
    let what = format!("ratings.{}", entry.name);
    let line = context.line(&entry.span);
    match entry.value.get_ref() {
        DeValue::Table(table) => {
            let section = Section::new(context, &keys::RATING, table, entry.span.clone());
            long_form(section, line)
        }
        DeValue::Array(values) => {
            let ratings: Vec<Option<f64>> = values
                .iter()
                .map(|value| context.number(&what, value, Range::RATING))
                .collect();
            let ratings: Vec<f64> = ratings.into_iter().collect::<Option<_>>()?;
            Some((panel(context, &entry.value.span(), &ratings, line)?, None))
        }
        _ => {
            let score = context.number(&what, entry.value, Range::RATING)? / 10.0;
            Some((single(score, score, score, line), None))
        }
    }
}

fn single(score: f64, low: f64, high: f64, line: u32) -> Rating {
    Rating {
        low,
        high,
        line,
        ..Rating::plain(score)
    }
}

/// The rating of a panel: its mean, from the lowest to the highest.
fn panel(context: &Context<'_>, span: &Span<usize>, ratings: &[f64], line: u32) -> Option<Rating> {
    if ratings.is_empty() {
        let problem = Problem::new(Code::Empty, span.clone(), "an empty panel rates nothing");
        context.report(problem.help("leave the rating out if nobody has rated yet"));
        return None;
    }
    let low = ratings.iter().copied().fold(f64::INFINITY, f64::min) / 10.0;
    let high = ratings.iter().copied().fold(0.0, f64::max) / 10.0;
    let mean = ratings.iter().sum::<f64>() / ratings.len() as f64 / 10.0;
    // The mean of equal numbers can fall beside them by rounding.
    Some(Rating {
        is_panel: true,
        ..single(mean.clamp(low, high), low, high, line)
    })
}

fn long_form(mut section: Section<'_, '_>, line: u32) -> Option<(Rating, Option<String>)> {
    let context = section.context;
    let span = section.span.clone();
    let report = |code, message: &str, help: &str| {
        context.report(Problem::new(code, span.clone(), message).help(help));
        None
    };
    let evidence = section
        .text("evidence")
        .filter(|text| !text.trim().is_empty());
    let [score, low, high] = ["score", "low", "high"].map(|key| section.try_number(key));
    let has_number = [score, low, high].iter().any(Option::is_some);
    let has_by = section.has("by");
    let before = context.problems.borrow().len();
    let by = section.entries("by");
    let by = by
        .iter()
        .map(|entry| context.number(&format!("by.{}", entry.name), entry.value, Range::RATING));
    let by: Vec<Option<f64>> = by.collect();
    let by_is_read = context.problems.borrow().len() == before;
    section.finish();
    if has_by {
        if has_number {
            let message = "`by` stands for the list and excludes score, low and high";
            return report(Code::Rating, message, "keep `by`, or keep the numbers");
        }
        if !by_is_read {
            return None;
        }
        let ratings: Vec<f64> = by.into_iter().flatten().collect();
        return Some((panel(context, &span, &ratings, line)?, evidence));
    }
    // A number that could not be read was reported: judge nothing by it.
    if [score, low, high].contains(&Some(None)) {
        return None;
    }
    let [score, low, high] = [score, low, high].map(Option::flatten);
    let Some(score) = score.or(low) else {
        let help = "give at least one; leave the rating out if nobody has rated yet";
        return report(Code::Rating, "a rating without score, low or `by`", help);
    };
    let (low, high) = (low.unwrap_or(score), high.unwrap_or(score));
    if !(low <= score && score <= high) {
        let message = format!("low <= score <= high does not hold: {low}, {score}, {high}");
        return report(Code::Rating, &message, "order the three numbers");
    }
    let rating = single(score / 10.0, low / 10.0, high / 10.0, line);
    Some((rating, evidence))
}
