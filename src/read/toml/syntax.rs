//! A TOML document before anything is asked of it: whether it is one, and the names in it.

use toml::de::{DeTable, DeValue};

use crate::deal::Problem;
use crate::model::Code;
use crate::read::source::Source;

/// The first syntax error, if there is one: an unclosed bracket makes all that follows look wrong.
pub(in crate::read) fn syntax(source: &Source, errors: &[toml::de::Error]) -> Option<Problem> {
    let first = errors
        .iter()
        .min_by_key(|error| error.span().map_or(usize::MAX, |span| span.start))?;
    let end = source.text.len();
    let span = first.span().unwrap_or(end..end);
    Some(Problem::new(Code::Syntax, span, first.message().to_owned()))
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
