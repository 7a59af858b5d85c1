//! A TOML document before anything is asked of it: whether it is one, and the names in it.

use std::ops::Range;

use toml::de::{DeTable, DeValue};

use super::advice;
use super::size::is_bearable;
use crate::deal::Problem;
use crate::model::Code;
use crate::read::source::Source;

/// Parses a text; a problem if it is no TOML, or has so many parts that it would take too much memory.
pub(in crate::read) fn parse(source: &Source) -> Result<DeTable<'_>, Problem> {
    if !is_bearable(&source.text) {
        let message = "the file has too many values and tables for its length";
        let help = "a deal holds some thousand candidates at most; for more pass a table with `screen DEAL.toml \
                    --candidates FILE`, which reads any number of rows";
        return Err(Problem::new(Code::Syntax, 0..0, message).help(help));
    }
    let (document, errors) = DeTable::parse_recoverable(&source.text);
    match syntax(source, &errors) {
        Some(problem) => Err(problem),
        None => Ok(document.into_inner()),
    }
}

/// The first syntax error, if there is one: an unclosed bracket makes all that follows look wrong.
fn syntax(source: &Source, errors: &[toml::de::Error]) -> Option<Problem> {
    let first = errors
        .iter()
        .min_by_key(|error| error.span().map_or(usize::MAX, |span| span.start))?;
    let end = source.text.len();
    let span = first.span().unwrap_or(end..end);
    if let Some(more) = advice::blanks_after(&source.text, span.start) {
        let message = "`?` stands for what is to be filled in";
        let others = match more {
            0 => String::new(),
            1 => "; one more line has a `?`".to_owned(),
            more => format!("; {more} more lines have a `?`"),
        };
        let help = format!("write the answer in its place, or delete the line{others}");
        return Some(Problem::new(Code::Syntax, span, message).help(help));
    }
    let problem = Problem::new(Code::Syntax, span.clone(), words(first.message()));
    Some(match help(source, &span, first.message()) {
        Some(help) => problem.help(help),
        None => problem,
    })
}

/// What the parser says, but of a value that it takes by its first letter for a number or an answer: `North` is no
/// slip in `nan`.
fn words(message: &str) -> String {
    let of_value = [
        "float", "boolean", "exponent", "fraction", "mantissa", "time",
    ];
    let kind = message.strip_prefix("invalid ");
    match kind.is_some_and(|kind| of_value.iter().any(|value| kind.starts_with(value))) {
        true => "this is no value of TOML".to_owned(),
        false => message.to_owned(),
    }
}

fn help(source: &Source, span: &Range<usize>, message: &str) -> Option<String> {
    let around = source.lines_around(span);
    let (number, line) = (source.line(span.start), source.text.get(around.clone())?);
    if message.contains("duplicate") {
        let first = advice::first_line(&source.text, number)?;
        return Some(format!("it stands in line {first} already: keep one"));
    }
    let line = line.lines().next().unwrap_or_default();
    if number == 1 && is_row(line) {
        return Some(format!(
            "this looks like a table of candidates: pass it beside a deal, as in `partner-eval assess DEAL.toml \
             --candidates {}`",
            source.name
        ));
    }
    if let Some(help) = advice::of_other_form(line) {
        return Some(help);
    }
    let at = span.start - around.start;
    if message.starts_with("missing comma") {
        return Some(
            "put a comma between this and what stands before it, or close the list with `]`"
                .to_owned(),
        );
    }
    if message.contains("escape") {
        return Some(
            "in double quotes `\\` begins a sign: write such a text in single quotes, as in 'C:\\offers'"
                .to_owned(),
        );
    }
    if message.contains("unclosed") {
        return Some(
            "an inline table `{ ... }` or a list `[ ... ]` ends with its bracket: add it"
                .to_owned(),
        );
    }
    if message.contains("unquoted key") {
        return advice::of_key(line, at);
    }
    advice::of_value(line, at)
}

/// Whether a line is a row of a table, and no key of a deal.
fn is_row(line: &str) -> bool {
    let signs = [';', ',', '\t', '|'].map(|sign| line.matches(sign).count());
    !line.contains('=') && !line.starts_with(['[', '#']) && signs.iter().any(|count| *count > 0)
}

/// Every key of the document, and every text in its lists.
pub(in crate::read) fn names<'a>(document: &'a DeTable<'_>) -> Vec<&'a str> {
    let mut found = Vec::new();
    gather(document, &mut found);
    found
}

fn gather<'a>(table: &'a DeTable<'_>, found: &mut Vec<&'a str>) {
    for (key, value) in table {
        found.push(key.get_ref());
        gather_value(value.get_ref(), found);
    }
}

fn gather_value<'a>(value: &'a DeValue<'_>, found: &mut Vec<&'a str>) {
    match value {
        DeValue::Table(table) => gather(table, found),
        DeValue::Array(values) => {
            for value in values.iter() {
                match value.get_ref() {
                    DeValue::String(text) => {
                        found.push(text);
                    }
                    other => gather_value(other, found),
                }
            }
        }
        _ => {}
    }
}
