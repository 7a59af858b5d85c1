//! The problems that readers of all kinds report, in words.

use super::slots::Takes;
use super::tree::{Span, Value};
use crate::deal::Problem;
use crate::model::Code;
use crate::model::keys::{self, KeyTable, Range, ValueKind};
use crate::model::number::{number as shown, typed};
use crate::read::{spelled, suggest};

/// A value of another type.
pub fn wrong_type(what: &str, expected: &str, value: Value<&str>, at: Span) -> Problem {
    let found = value.kind();
    let message = format!("`{what}` takes {expected}, not {found}");
    let problem = Problem::new(Code::WrongType, at.into(), message);
    match shape(what).filter(|_| expected == "a table") {
        Some(shape) => problem.help(shape),
        None => problem,
    }
}

/// What stands in a table of names, by the key of it.
fn shape(key: &str) -> Option<String> {
    let tables = [&keys::FILE, &keys::ORGANIZATION, &keys::CANDIDATE];
    let kind = tables.iter().find_map(|table| table.key(key))?.kind;
    let value = match kind {
        ValueKind::Numbers(_) | ValueKind::Counts(_) => "1".to_owned(),
        ValueKind::NameTexts => "\"TEXT\"".to_owned(),
        ValueKind::NameYesNo => "true".to_owned(),
        kind => inner_table(kind)?,
    };
    let line = match keys::FILE.key(key) {
        Some(_) => format!("write `[{key}]`, and below it a line for each: `NAME = {value}`"),
        None => format!("write `{key} = {{ NAME = {value}, ... }}`"),
    };
    Some(line)
}

fn inner_table(kind: ValueKind) -> Option<String> {
    let (ValueKind::Named(table) | ValueKind::NamedOr(table, _)) = kind else {
        return None;
    };
    let required: Vec<&str> = table
        .keys
        .iter()
        .filter(|key| key.required)
        .map(|key| key.name)
        .collect();
    Some(match required[..] {
        [] => format!("{{ {} = 1 }}", table.keys.first()?.name),
        _ => format!("{{ {} = 1 }}", required.join(" = 1, ")),
    })
}

/// The code of a value that is no number which a key takes.
pub fn number_code(value: Value<&str>) -> Code {
    match value {
        Value::Number(_) | Value::Unreadable => Code::OutOfRange,
        _ => Code::WrongType,
    }
}

/// A value that is no number which a key takes.
pub fn no_number(what: &str, value: Value<&str>, takes: Takes, at: Span) -> Problem {
    let problem = |message: String| Problem::new(Code::OutOfRange, at.into(), message);
    let number = match value {
        Value::Number(number) => number,
        Value::Unreadable => return problem(format!("`{what}` is not a number that can be read")),
        Value::Text(text) => {
            let problem = wrong_type(what, "a number", value, at);
            let help = spelled::number_instead_of(text);
            return Problem { help, ..problem };
        }
        _ => return wrong_type(what, "a number", value, at),
    };
    let range = takes.range;
    if !number.is_finite() {
        let message = format!("`{what}` must be a finite number");
        return problem(message).help("leave the key out if it is not known");
    }
    if range.holds(number) {
        return problem(format!(
            "`{what}` counts things and must be a whole number, and is {}",
            shown(number)
        ));
    }
    let words = if number.abs() > keys::LARGEST {
        "is too large to be meant".to_owned()
    } else if number != 0.0 && number.abs() < keys::SMALLEST {
        "is too small to be meant".to_owned()
    } else {
        format!("must be {}", range.words())
    };
    let problem = problem(format!("`{what}` {words}, and is {}", shown(number)));
    if range == Range::SHARE && (2.0..=100.0).contains(&number) {
        problem.help(format!(
            "for {} % write {}",
            shown(number),
            typed(number / 100.0)
        ))
    } else if range == Range::RATIO && number > 0.0 && number < range.low {
        problem.help("name the two dimensions the other way round")
    } else {
        problem
    }
}

/// A name that refers to nothing. `what`: "market", or "risk in `risk_control`".
pub fn unknown_name<'k>(
    what: &str,
    name: &str,
    at: Span,
    known: impl IntoIterator<Item = &'k str> + Clone,
) -> Problem {
    // The name stands beside what it is.
    let message = match what.split_once(" in ") {
        Some((what, key)) => format!("unknown {what} `{name}` in {key}"),
        None => format!("unknown {what} `{name}`"),
    };
    let help = match suggest::closest(name, known.clone()) {
        _ if what == "criterion in `ratings`" && keys::CANDIDATE.key(name).is_some() => format!(
            "`{name}` is a key of [[candidates]]: write it above [candidates.ratings], below which ratings alone stand"
        ),
        Some(meant) => did_you_mean(meant),
        None => one_of(&known.into_iter().collect::<Vec<_>>(), what),
    };
    Problem::new(Code::UnknownName, at.into(), message).help(help)
}

/// A name that the deal does not have, but nearly.
pub fn near_name(what: &str, name: &str, at: Span, known: &[&str]) -> Option<Problem> {
    let meant = suggest::near(name, known.iter().copied())?;
    let message = format!("{what} `{name}` is not one that the deal names, but nearly");
    let help = if suggest::look_the_same(name, meant) {
        "they look the same, and their accents are coded in two ways: `uconv -x nfc` on both files makes them one".to_owned()
    } else {
        format!("if `{meant}` is meant, write it so; else nothing is wrong")
    };
    Some(Problem::new(Code::NearMatch, at.into(), message).help(help))
}

/// A key that a table does not have.
pub fn unknown_key(table: &KeyTable, name: &str, at: Span) -> Problem {
    let message = format!("{} has no key `{name}`", table.name);
    let known = || table.keys.iter().map(|key| key.name);
    // `rating.trust` is a slip in the first of two keys.
    let (first, rest) = name.split_at(name.find('.').unwrap_or(name.len()));
    let is_of_file = table.name != keys::FILE.name && keys::FILE.key(first).is_some();
    let help = match suggest::closest(first, known()) {
        None if is_of_file => {
            format!(
                "`{first}` belongs to no other table: write `[{first}]` on a line of its own, and its keys below"
            )
        }
        Some(meant) => did_you_mean(&format!("{meant}{rest}")),
        None => one_of(&known().collect::<Vec<_>>(), "key"),
    };
    Problem::new(Code::UnknownKey, at.into(), message).help(help)
}

/// The required keys of a table that are not there.
pub fn missing_keys(
    table: &'static KeyTable,
    at: Span,
    has: impl Fn(&str) -> bool,
) -> impl Iterator<Item = Problem> {
    let missing = table.keys.iter();
    let missing = missing.filter(move |key| key.required && !has(key.name));
    missing.map(move |key| {
        let message = format!("{} lacks `{}`", table.name, key.name);
        let help = match key.kind {
            ValueKind::OneOf(known) => one_of(&known(), key.name),
            _ => format!("`{}` says {}", key.name, key.about),
        };
        Problem::new(Code::Missing, at.into(), message).help(help)
    })
}

fn did_you_mean(meant: &str) -> String {
    format!("did you mean `{meant}`?")
}

/// More names than this are no help.
const MOST_LISTED: usize = 40;

fn one_of(known: &[&str], what: &str) -> String {
    match known {
        [] => format!("the deal lists no {what}"),
        known if known.len() > MOST_LISTED => format!(
            "one of: {}, … and {} more",
            known[..MOST_LISTED].join(", "),
            known.len() - MOST_LISTED
        ),
        known => format!("one of: {}", known.join(", ")),
    }
}
