//! Changes of the input without the reviewers who made them.

use std::collections::BTreeMap;

use serde_json::{Map, Value};

use super::facts::Changes;
use crate::contract::{InputV2, PairV2};
use crate::model::keys::key_path;
use crate::read::says_one_of;

/// Leaves out of changes who the reviewers are: those of `[reviewers]` are one, without values; marks of a panel that
/// changed are lists without names; who gave evidence is left out. Of all else that says one of the true names, the key
/// alone is left. No line tells whose a mark is.
pub fn hide_reviewers(changes: &mut Changes, names: &[String]) {
    let is_of_reviewers = |input: &InputV2| input.path[0] == "reviewers";
    if changes.header.iter().any(is_of_reviewers) {
        changes.header.retain(|input| !is_of_reviewers(input));
        changes.header.insert(0, bare(&["reviewers".to_owned()]));
    }
    hide_names(&mut changes.header, names);
    for found in changes.candidates.values_mut() {
        hide_givers(found);
        join_marks(found);
        hide_names(found, names);
    }
    changes.candidates.retain(|_, found| !found.is_empty());
}

/// That something of a key changed, and not what.
fn bare(path: &[String]) -> InputV2 {
    InputV2 {
        key: key_path(path),
        path: path.to_vec(),
        old: None,
        new: None,
        line: PairV2 {
            old: None,
            new: None,
        },
        moves: Vec::new(),
    }
}

/// Takes who gave evidence and marks out of ratings and sources.
fn hide_givers(found: &mut Vec<InputV2>) {
    let is_giver = |input: &InputV2| {
        let mut values = input.old.iter().chain(&input.new);
        input.path.last().is_some_and(|key| key == "by") && values.all(Value::is_string)
    };
    let has_givers = |input: &InputV2| ["ratings", "sources"].contains(&input.path[0].as_str());
    found.retain(|input| !(has_givers(input) && is_giver(input)));
    for input in found.iter_mut().filter(|input| has_givers(input)) {
        for value in input.old.iter_mut().chain(&mut input.new) {
            let plain = without_givers(value.take());
            if input.path[0] == "ratings" && has_marks(&plain) {
                input.line = bare(&[]).line;
            }
            *value = plain;
        }
    }
}

fn has_marks(rating: &Value) -> bool {
    rating.get("by").is_some()
}

/// A rating, a mark or evidence without names: the marks of a panel are a list.
#[allow(
    clippy::wildcard_enum_match_arm,
    reason = "no other value holds a name as its key"
)]
fn without_givers(value: Value) -> Value {
    match value {
        Value::Object(entries) => {
            let entries = entries.into_iter().filter_map(|(key, value)| match value {
                Value::String(_) if key == "by" => None,
                Value::Object(marks) if key == "by" => {
                    let marks = marks.into_iter().map(|(_, mark)| without_givers(mark));
                    Some((key, sorted(marks.collect())))
                }
                value => Some((key, without_givers(value))),
            });
            Value::Object(entries.collect())
        }
        Value::Array(values) => values.into_iter().map(without_givers).collect(),
        value => value,
    }
}

/// Marks in an order that hangs on nothing but them.
fn sorted(mut marks: Vec<Value>) -> Value {
    marks.sort_by_cached_key(Value::to_string);
    Value::Array(marks)
}

/// Makes one change of those of the marks of a panel, which are one a reviewer.
fn join_marks(found: &mut Vec<InputV2>) {
    let mut panels: BTreeMap<Vec<String>, [Vec<Value>; 2]> = BTreeMap::new();
    let marks = found.extract_if(.., |input| {
        matches!(input.path.as_slice(), [ratings, _, by, ..] if ratings == "ratings" && by == "by")
    });
    for input in marks {
        let panel = panels.entry(input.path[..3].to_vec()).or_default();
        let is_whole = input.path.len() == 3;
        for (marks, value) in panel.iter_mut().zip([input.old, input.new]) {
            match value {
                Some(Value::Object(named)) if is_whole => {
                    marks.extend(named.into_iter().map(|(_, mark)| mark))
                }
                Some(Value::Array(unnamed)) if is_whole => marks.extend(unnamed),
                // Nothing is left of evidence that only said who gave it.
                part => marks.extend(part.filter(|part| *part != Value::Object(Map::new()))),
            }
        }
    }
    for (path, sides) in panels {
        let [old, new] = sides.map(|marks| (!marks.is_empty()).then(|| sorted(marks)));
        let is_same = old == new;
        found.push(InputV2 {
            old: old.filter(|_| !is_same),
            new: new.filter(|_| !is_same),
            ..bare(&path)
        });
    }
}

/// Leaves of changes that say one of these names the key alone, or where that says it too, its beginning.
fn hide_names(found: &mut Vec<InputV2>, names: &[String]) {
    for input in found.iter_mut() {
        let mut values = input.old.iter().chain(&input.new);
        let says_in_values = values.any(|value| says(value, names));
        let is_named = input.path.iter().position(|key| says_one_of(key, names));
        if says_in_values || is_named.is_some() {
            let known = is_named.unwrap_or(input.path.len()).max(1);
            *input = bare(&input.path[..known]);
        }
    }
    found.dedup();
}

/// Whether a value says one of these names.
fn says(value: &Value, names: &[String]) -> bool {
    match value {
        Value::String(text) => says_one_of(text, names),
        Value::Array(values) => values.iter().any(|value| says(value, names)),
        Value::Object(entries) => {
            let mut entries = entries.iter();
            entries.any(|(key, value)| says_one_of(key, names) || says(value, names))
        }
        Value::Null | Value::Bool(_) | Value::Number(_) => false,
    }
}
