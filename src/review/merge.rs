//! One deal of a deal and its review files.

use std::collections::HashMap;

use anyhow::Context;
use toml_edit::{DocumentMut, InlineTable, Item, Table, TableLike, Value};

use crate::deal::{Evidence, EvidenceRule};
use crate::model::keys::Range;
use crate::model::names::clean;
use crate::read::Source;
use crate::read::builder::{Entry, ProblemList, StatedMark, Takes, stated_mark};
use crate::read::reviews::{By, Marked, ReviewFile, ReviewFiles};

/// The text of a deal with the marks of review files in it, which were read beside it without an error. All else, with
/// its comments, stays as it is.
pub fn merge(deal: &Source, files: &ReviewFiles) -> anyhow::Result<String> {
    const MARK: char = '\u{feff}';
    let text = deal.text.trim_start_matches(MARK);
    let mut document: DocumentMut = text.parse()?;
    // The marks of a criterion stand in the order of the reviewers' names, wherever the files are.
    let mut files: Vec<&ReviewFile> = files.files.iter().collect();
    files.sort_by_key(|file| match &file.by {
        By::Reviewer(name, _) => (0, name.as_str()),
        By::Meeting => (1, ""),
    });
    let places = places(&document);
    for file in files {
        for marked in &file.candidates {
            let place = places.get(&marked.name);
            let candidate = place.and_then(|place| candidate(&mut document, *place));
            let candidate = candidate.with_context(|| format!("no candidate `{}`", marked.name))?;
            add(candidate, file, marked)
                .with_context(|| format!("cannot write into {}", deal.name))?;
        }
    }
    let merged = with_ends_of(text, document.to_string());
    Ok(match deal.text.starts_with(MARK) {
        true => format!("{MARK}{merged}"),
        false => merged,
    })
}

/// A text whose lines end as those of the deal do: with CR LF if all of them do.
fn with_ends_of(deal: &str, text: String) -> String {
    let count = |text: &str, end: &str| text.matches(end).count();
    let lines = count(deal, "\n");
    match lines > 0 && count(deal, "\r\n") == lines {
        true => text.replace("\r\n", "\n").replace('\n', "\r\n"),
        false => text,
    }
}

/// The place of each candidate, by name.
fn places(document: &DocumentMut) -> HashMap<String, usize> {
    let tables: Vec<Option<&dyn TableLike>> = match document.get("candidates") {
        Some(Item::ArrayOfTables(tables)) => {
            let tables = tables.iter();
            tables.map(|table| Some(table as &dyn TableLike)).collect()
        }
        Some(Item::Value(Value::Array(items))) => {
            let tables = items.iter().map(Value::as_inline_table);
            tables
                .map(|table| table.map(|table| table as &dyn TableLike))
                .collect()
        }
        Some(Item::None | Item::Value(_) | Item::Table(_)) | None => Vec::new(),
    };
    let names = tables.into_iter().enumerate().filter_map(|(place, table)| {
        let name = table?.get("name")?.as_str()?;
        Some((clean(name).into_owned(), place))
    });
    names.collect()
}

/// The table of the candidate in that place, in either form of a list of tables.
fn candidate(document: &mut DocumentMut, place: usize) -> Option<&mut dyn TableLike> {
    match document.get_mut("candidates")? {
        Item::ArrayOfTables(tables) => Some(tables.get_mut(place)? as &mut dyn TableLike),
        Item::Value(Value::Array(items)) => {
            Some(items.get_mut(place)?.as_inline_table_mut()? as &mut dyn TableLike)
        }
        Item::None | Item::Value(_) | Item::Table(_) => None,
    }
}

/// Adds the marks of a candidate; `None` if something else stands in their place.
fn add(candidate: &mut dyn TableLike, file: &ReviewFile, marked: &Marked) -> Option<()> {
    for entry in marked.marks.root().iter().flat_map(|root| root.inner()) {
        let mark = Item::Value(value(entry, file.is_consensus())?);
        let rating = inner(inner(candidate, "ratings")?, entry.name())?;
        match &file.by {
            By::Meeting => rating.insert("consensus", mark),
            By::Reviewer(name, _) => inner(rating, "by")?.insert(name, mark),
        };
    }
    Some(())
}

/// The table beneath a key. A new one, if there is none, has no line of its own: its keys stand with dots.
fn inner<'t>(table: &'t mut dyn TableLike, key: &str) -> Option<&'t mut dyn TableLike> {
    if !table.contains_key(key) {
        let mut new = Table::new();
        new.set_dotted(true);
        table.insert(key, Item::Table(new));
    }
    table.get_mut(key)?.as_table_like_mut()
}

/// A mark as a deal states it.
fn value(entry: Entry<'_>, is_consensus: bool) -> Option<Value> {
    let takes = Takes::any(Range::MEASURE);
    let rule = EvidenceRule::default();
    let mut report = ProblemList::default();
    let StatedMark {
        score,
        abstains,
        reason,
    } = stated_mark(entry, is_consensus, takes, rule, &mut report)?;
    let score = score.map(number);
    let mut table = InlineTable::new();
    match (score, abstains, reason) {
        (None, None, _) => return Some(Value::from("abstains")),
        (None, Some(why), _) => table.insert("abstains", Value::from(why)),
        (Some(score), _, None) => return Some(score),
        (Some(score), _, Some(reason)) => {
            table.insert("score", score);
            table.insert("evidence", evidence(&reason))
        }
    };
    Some(Value::InlineTable(table))
}

/// A number as people write it: 7 and not 7.0.
fn number(number: f64) -> Value {
    const EXACT: f64 = (1_u64 << 53) as f64;
    match number.fract() == 0.0 && number.abs() < EXACT {
        true => Value::from(number as i64),
        false => Value::from(number),
    }
}

fn evidence(evidence: &Evidence) -> Value {
    let mut table = InlineTable::new();
    let grade = evidence.grade.map(|grade| grade.id().to_owned());
    for (key, text) in [
        ("text", evidence.text.clone()),
        ("by", evidence.by.clone()),
        ("seen", evidence.seen.map(|day| day.to_string())),
        ("until", evidence.until.map(|day| day.to_string())),
        ("grade", grade),
    ] {
        if let Some(text) = text {
            table.insert(key, Value::from(text));
        }
    }
    match &evidence.text {
        Some(text) if table.len() == 1 => Value::from(text.as_str()),
        _ => Value::InlineTable(table),
    }
}
