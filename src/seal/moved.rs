//! What differs between two documents: each value by its path, with what it was and what it is.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

use serde_json::Value;

use crate::deal::literal;
use crate::model::keys::key_path;

/// A value that differs.
#[derive(Clone, Debug, PartialEq)]
pub struct Moved {
    /// Its path as TOML writes it; entries of lists by their name or id, else by their place from 1.
    pub path: String,
    /// What it was; `None` if it was not there.
    pub was: Option<Value>,
    /// What it is; `None` if it is gone.
    pub is: Option<Value>,
    /// Whether it belongs to an entry of a list that came or went.
    pub is_entry: bool,
}

impl fmt::Display for Moved {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&moved_words(
            &self.path,
            self.was.as_ref(),
            self.is.as_ref(),
        ))
    }
}

/// `weights.trust was 40 and is 35`.
pub fn moved_words(path: &str, was: Option<&Value>, is: Option<&Value>) -> String {
    let was = was.map_or("not there".to_owned(), literal);
    let is = is.map_or("gone".to_owned(), literal);
    format!("{path} was {was} and is {is}")
}

/// What differs between two documents, in the order of the paths. `are_same` says whether two values that hold no
/// others are one.
pub fn moved(was: &Value, is: &Value, are_same: fn(&Value, &Value) -> bool) -> Vec<Moved> {
    let mut search = Search {
        path: Vec::new(),
        found: Vec::new(),
        are_same,
    };
    search.compare([Some(was), Some(is)], false);
    search.found
}

struct Search {
    path: Vec<String>,
    found: Vec<Moved>,
    are_same: fn(&Value, &Value) -> bool,
}

impl Search {
    fn compare(&mut self, [was, is]: Sides<'_>, is_entry: bool) {
        if let Some(parts) = parts(was, is) {
            let is_list = [was, is].into_iter().flatten().any(Value::is_array);
            for (key, sides) in parts {
                self.path.push(key);
                let is_alone = sides.iter().any(Option::is_none);
                self.compare(sides, is_alone && (is_list || is_entry));
                self.path.pop();
            }
            return;
        }
        let are_same = match (was, is) {
            (Some(was), Some(is)) => (self.are_same)(was, is),
            (was, is) => was == is,
        };
        if !are_same {
            self.found.push(Moved {
                path: key_path(&self.path),
                was: was.cloned(),
                is: is.cloned(),
                is_entry,
            });
        }
    }
}

/// A value of either document.
type Sides<'v> = [Option<&'v Value>; 2];

/// What two values hold, side by side, where that can be told apart: of two tables, of lists of tables, and of one that
/// came or went. Entries of lists go by name if all have one of their own, on both sides.
fn parts<'v>(was: Option<&'v Value>, is: Option<&'v Value>) -> Option<BTreeMap<String, Sides<'v>>> {
    let both = was.zip(is);
    if both.is_some_and(|(was, is)| was.is_array() != is.is_array()) {
        return None;
    }
    let by_name = [was, is].into_iter().flatten().all(has_names);
    let held = [held(was, by_name)?, held(is, by_name)?];
    if both.is_none() && held.iter().all(BTreeMap::is_empty) {
        return None;
    }
    let mut sides: BTreeMap<String, Sides<'v>> = BTreeMap::new();
    for (side, held) in held.into_iter().enumerate() {
        for (key, value) in held {
            sides.entry(key).or_default()[side] = Some(value);
        }
    }
    Some(sides)
}

/// What a value holds by key, name or place; nothing if it is not there, `None` if it holds no others.
fn held(value: Option<&Value>, by_name: bool) -> Option<BTreeMap<String, &Value>> {
    let entries = match value {
        None => return Some(BTreeMap::new()),
        Some(Value::Object(table)) => table
            .iter()
            .map(|(key, value)| (key.clone(), value))
            .collect(),
        Some(Value::Array(values)) if values.iter().all(Value::is_object) => {
            let key = |at: usize, value| match name(value).filter(|_| by_name) {
                Some(name) => name.to_owned(),
                None => (at + 1).to_string(),
            };
            let entries = values.iter().enumerate();
            entries.map(|(at, value)| (key(at, value), value)).collect()
        }
        Some(_) => return None,
    };
    Some(entries)
}

/// Whether each entry of a list has a name of its own; of what is no list, yes.
fn has_names(value: &Value) -> bool {
    let mut seen = BTreeSet::new();
    let mut entries = value.as_array().into_iter().flatten();
    entries.all(|entry| name(entry).is_some_and(|name| seen.insert(name)))
}

fn name(value: &Value) -> Option<&str> {
    let names = ["name", "id", "criterion", "member"];
    names.iter().find_map(|key| value.get(key)?.as_str())
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn each_value_that_differs_is_named() {
        let was = json!({ "a": 1, "b": { "x": 1, "y z": [1, 2] }, "c": {}, "gone": { "k": true } });
        let is = json!({ "a": 1, "b": { "x": "1", "y z": [1] }, "c": { "new": {} } });
        for (was, is, words) in [
            (&was, &was, &[][..]),
            (
                &was,
                &is,
                &[
                    "b.x was 1 and is \"1\"",
                    "b.\"y z\" was [1, 2] and is [1]",
                    "c.new was not there and is {}",
                    "gone.k was true and is gone",
                ],
            ),
            (&json!({ "c": [] }), &json!({}), &["c was [] and is gone"]),
            (
                &json!({ "c": [] }),
                &json!({ "c": {} }),
                &["c was [] and is {}"],
            ),
        ] {
            let found = moved(was, is, |a, b| a == b);
            let found: Vec<String> = found.iter().map(Moved::to_string).collect();
            assert_eq!(found, words);
        }
    }

    #[test]
    fn entries_of_lists_go_by_their_names_else_by_their_places() {
        let was = json!({ "c": [{ "name": "A", "x": 1 }, { "name": "B", "x": 2 }], "d": [{ "x": 1 }, { "x": 2 }] });
        let is =
            json!({ "c": [{ "name": "B", "x": 3 }, { "name": "A", "x": 1 }], "d": [{ "x": 1 }] });
        let found = moved(&was, &is, |a, b| a == b);
        let found: Vec<String> = found.iter().map(Moved::to_string).collect();
        assert_eq!(found, ["c.B.x was 2 and is 3", "d.2.x was 2 and is gone"]);
        let twice = json!([{ "id": "A" }, { "id": "A" }]);
        let found = moved(&twice, &json!([{ "id": "A" }, { "id": "B" }]), |a, b| {
            a == b
        });
        assert_eq!(found[0].path, "2.id");
        let found = moved(
            &was,
            &json!({ "c": [{ "name": "A" }], "e": { "x": 1 } }),
            |a, b| a == b,
        );
        let found: Vec<(&str, bool)> = found
            .iter()
            .map(|one| (one.path.as_str(), one.is_entry))
            .collect();
        let expected = [
            ("c.A.x", false),
            ("c.B.name", true),
            ("c.B.x", true),
            ("d.1.x", true),
            ("d.2.x", true),
            ("e.x", false),
        ];
        assert_eq!(found, expected);
    }
}
