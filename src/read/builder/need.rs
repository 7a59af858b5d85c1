//! Reads a need: a level, or a table with a level or an amount.

use super::problem_list::ProblemList;
use super::slots::{PLACEHOLDER, Takes};
use super::tree::{Entry, Value};
use crate::deal::{Measure, Need, Problem, Symbol, gap};
use crate::model::Code;
use crate::model::keys::{self, Range};

/// A need of the deal, or of a candidate; `own`: how much of it the party that needs it has itself.
pub fn need(entry: Entry<'_>, name: Symbol, own: f64, line: u32, report: &mut ProblemList) -> Need {
    let of = |measure, required, weight, critical| Need {
        name,
        measure,
        required,
        weight,
        critical,
        own,
        gap: gap(required, own),
        line,
    };
    if entry.value() != Value::Table {
        let what = || format!("need {}", entry.name());
        let level = report.number(what, entry, Takes::any(Range::SOME_LEVEL));
        return of(Measure::Level, level.unwrap_or(PLACEHOLDER), 1.0, false);
    }
    let mut number = |key: &str| {
        let (inner, takes) = (entry.get(key)?, Takes::of(&keys::NEED, &[key])?);
        let number = report.number(|| key.to_owned(), inner, takes);
        Some(number.unwrap_or(PLACEHOLDER))
    };
    let (level, amount, weight) = (number("level"), number("amount"), number("weight"));
    let critical = entry.get("critical");
    let critical = critical.and_then(|inner| report.yes_no(|| inner.name().to_owned(), inner));
    report.fixed_keys(entry, &keys::NEED);
    let mut say = |code, words: &str, help: &str| {
        let message = format!("the need `{}` {words}", entry.name());
        report.add(Problem::new(code, entry.key_at().into(), message).help(help));
    };
    match (level, amount) {
        (Some(_), Some(_)) => say(
            Code::Conflict,
            "has a level and an amount",
            "a level is knowledge, an amount capacity: keep one",
        ),
        (None, None) => say(
            Code::Missing,
            "lacks a level or an amount",
            "for example { level = 7 } or { amount = 200 }",
        ),
        _ => {}
    }
    let measure = if amount.is_some() {
        Measure::Amount
    } else {
        Measure::Level
    };
    let required = level.or(amount).unwrap_or(PLACEHOLDER);
    of(
        measure,
        required,
        weight.unwrap_or(1.0),
        critical.unwrap_or(false),
    )
}
