//! Tables of the deal file as trees, for the builder of candidates.

use std::ops::Range;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use crate::read::builder::{self, Span, Tree};

/// A value of the file with its place.
pub(in crate::read) type Value<'a> = Spanned<DeValue<'a>>;

/// An entry of a table with names of the user's.
pub(in crate::read) struct Entry<'a> {
    pub name: &'a str,
    pub span: Range<usize>,
    pub value: &'a Value<'a>,
}

/// What a value is, apart from what it holds.
pub(super) fn value<'v>(value: &'v DeValue<'_>) -> builder::Value<&'v str> {
    match value {
        DeValue::String(text) => builder::Value::Text(text),
        // An integer too long for 64 bits is still a number.
        DeValue::Integer(integer) if integer.radix() == 10 => number(integer.as_str().parse().ok()),
        DeValue::Integer(integer) => {
            let parsed = i128::from_str_radix(integer.as_str(), integer.radix());
            number(parsed.ok().map(|integer| integer as f64))
        }
        DeValue::Float(float) => number(float.as_str().parse().ok()),
        DeValue::Boolean(answer) => builder::Value::YesNo(*answer),
        // Its text follows: see `push`.
        DeValue::Datetime(_) => builder::Value::Date(""),
        DeValue::Array(_) => builder::Value::List,
        DeValue::Table(_) => builder::Value::Table,
    }
}

fn number(number: Option<f64>) -> builder::Value<&'static str> {
    number.map_or(builder::Value::Unreadable, builder::Value::Number)
}

/// Makes a tree of a table that stands there.
pub(super) fn fill(tree: &mut Tree, table: &DeTable<'_>, at: Span) {
    tree.clear();
    tree.open(builder::Value::Table, at);
    entries(tree, table);
    tree.close();
}

/// The same of entries of a table.
pub(super) fn fill_entries(tree: &mut Tree, entries: &[Entry<'_>]) {
    tree.open(builder::Value::Table, Span::default());
    for entry in entries {
        tree.key(entry.name, entry.span.clone().into());
        push(tree, entry.value);
    }
    tree.close();
}

/// The same of a single value.
pub(super) fn fill_value(tree: &mut Tree, found: &Value<'_>) {
    tree.clear();
    push(tree, found);
}

fn entries(tree: &mut Tree, table: &DeTable<'_>) {
    for (key, value) in table {
        tree.key(key.get_ref(), key.span().into());
        push(tree, value);
    }
}

fn push(tree: &mut Tree, found: &Value<'_>) {
    let at = found.span().into();
    match found.get_ref() {
        DeValue::Table(table) => {
            tree.open(builder::Value::Table, at);
            entries(tree, table);
            tree.close();
        }
        DeValue::Array(items) => {
            tree.open(builder::Value::List, at);
            items.iter().for_each(|item| push(tree, item));
            tree.close();
        }
        DeValue::Datetime(date) => tree.value(builder::Value::Date(&date.to_string()), at),
        other => tree.value(value(other), at),
    }
}
