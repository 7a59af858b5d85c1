//! What differs between the texts of two deals: keys with their values and lines, whatever they score.
//!
//! Facts are compared, not letters: `8`, `8.0` and, for a need, `{ level = 8 }` are one; lists of names
//! are sets; candidates are matched by name, so that their order does not matter.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

use crate::contract::{InputV2, PairV2};
use crate::model::keys::key_path;
use crate::read::{Source, plain};

/// What differs between two deals, in the order of the lines.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Changes {
    /// In the header, which counts for every candidate.
    pub header: Vec<InputV2>,
    /// In the candidates that both have, by name.
    pub candidates: BTreeMap<String, Vec<InputV2>>,
}

/// Compares the texts of two deals, which must be valid.
pub fn changes(old: &Source, new: &Source) -> Changes {
    let [old, new] = [old, new].map(document);
    let mut changes = Changes::default();
    tables(
        &mut Vec::new(),
        &old.header,
        &new.header,
        &mut changes.header,
    );
    for (name, old) in &old.candidates {
        if let Some(new) = new.candidates.get(name) {
            let mut found = Vec::new();
            tables(&mut Vec::new(), old, new, &mut found);
            if !found.is_empty() {
                changes.candidates.insert(name.clone(), found);
            }
        }
    }
    let found = changes.candidates.values_mut();
    for found in found.chain([&mut changes.header]) {
        // Stable: keys of one line stay in the order of their names.
        found.sort_by_key(|input| input.line.new.or(input.line.old));
    }
    changes
}

/// A table of the file, by key.
type Entries = BTreeMap<String, Entry>;

struct Entry {
    line: u32,
    node: Node,
}

enum Node {
    Table(Entries),
    /// A list of texts, which all stand for sets.
    Texts(Vec<(String, u32)>),
    Leaf(Value),
}

#[derive(Default)]
struct Document {
    header: Entries,
    candidates: BTreeMap<String, Entries>,
}

fn document(source: &Source) -> Document {
    let (parsed, _) = DeTable::parse_recoverable(&source.text);
    let mut document = Document::default();
    for (key, value) in parsed.get_ref() {
        if key.get_ref() != "candidates" {
            let entry = entry(source, key.span().start, value);
            document.header.insert(key.get_ref().to_string(), entry);
            continue;
        }
        for candidate in value
            .get_ref()
            .as_array()
            .into_iter()
            .flat_map(|all| all.iter())
        {
            if let Some(table) = candidate.get_ref().as_table() {
                let name = table.get("name").and_then(|name| name.get_ref().as_str());
                let entries = entries(source, table);
                document
                    .candidates
                    .insert(name.unwrap_or_default().to_owned(), entries);
            }
        }
    }
    document
}

fn entries(source: &Source, table: &DeTable<'_>) -> Entries {
    let entries = table.iter();
    entries
        .map(|(key, value)| {
            let entry = entry(source, key.span().start, value);
            (key.get_ref().to_string(), entry)
        })
        .collect()
}

#[allow(
    clippy::wildcard_enum_match_arm,
    reason = "all other values are written alike"
)]
fn entry(source: &Source, offset: usize, value: &Spanned<DeValue<'_>>) -> Entry {
    let node = match value.get_ref() {
        DeValue::Table(table) => Node::Table(entries(source, table)),
        DeValue::Array(values) => {
            let texts: Option<Vec<(String, u32)>> = values
                .iter()
                .map(|value| {
                    let text = value.get_ref().as_str()?;
                    Some((text.to_owned(), source.line(value.span().start)))
                })
                .collect();
            match texts {
                Some(texts) if !texts.is_empty() => Node::Texts(texts),
                _ => Node::Leaf(plain(value.get_ref())),
            }
        }
        other => Node::Leaf(plain(other)),
    };
    Entry {
        line: source.line(offset),
        node,
    }
}

/// A value and its line.
type Fact = (Value, u32);

impl Entry {
    fn fact(&self) -> Fact {
        (self.node.value(), self.line)
    }
}

/// A key whose value differs.
fn input(path: &[String], old: Option<Fact>, new: Option<Fact>) -> InputV2 {
    let (old, old_line) = old.unzip();
    let (new, new_line) = new.unzip();
    InputV2 {
        key: key_path(path),
        path: path.to_vec(),
        old,
        new,
        line: PairV2 {
            old: old_line,
            new: new_line,
        },
        moves: Vec::new(),
    }
}

impl Node {
    fn value(&self) -> Value {
        match self {
            Node::Leaf(value) => value.clone(),
            Node::Texts(texts) => texts.iter().map(|(text, _)| text.as_str()).collect(),
            Node::Table(entries) => entries
                .iter()
                .map(|(key, entry)| (key.clone(), entry.node.value()))
                .collect(),
        }
    }
}

fn tables(path: &mut Vec<String>, old: &Entries, new: &Entries, found: &mut Vec<InputV2>) {
    let keys: BTreeSet<&String> = old.keys().chain(new.keys()).collect();
    for key in keys {
        path.push(key.clone());
        compare(path, old.get(key), new.get(key), found);
        path.pop();
    }
}

fn compare(
    path: &mut Vec<String>,
    old: Option<&Entry>,
    new: Option<&Entry>,
    found: &mut Vec<InputV2>,
) {
    let nothing = Entries::new();
    match (old, new) {
        (Some(a), Some(b)) => match (&a.node, &b.node) {
            (Node::Table(old), Node::Table(new)) => tables(path, old, new, found),
            (Node::Texts(old), Node::Texts(new)) => texts(path, old, new, found),
            (Node::Leaf(number), Node::Table(table)) if is_short_for(path, number) => {
                tables(path, &in_full(path, number, a.line), table, found);
            }
            (Node::Table(table), Node::Leaf(number)) if is_short_for(path, number) => {
                tables(path, table, &in_full(path, number, b.line), found);
            }
            (one, other) if one.value() == other.value() => {}
            _ => push(path, old, new, found),
        },
        // A whole section more or less: each of its keys has a line of its own.
        (
            Some(Entry {
                node: Node::Table(old),
                ..
            }),
            None,
        ) if opens(path, old) => {
            tables(path, old, &nothing, found);
        }
        (
            None,
            Some(Entry {
                node: Node::Table(new),
                ..
            }),
        ) if opens(path, new) => {
            tables(path, &nothing, new, found);
        }
        _ => push(path, old, new, found),
    }
}

fn push(path: &[String], old: Option<&Entry>, new: Option<&Entry>, found: &mut Vec<InputV2>) {
    found.push(input(path, old.map(Entry::fact), new.map(Entry::fact)));
}

fn opens(path: &[String], table: &Entries) -> bool {
    path.len() == 1 && !table.is_empty()
}

/// The names that one list has and the other has not.
fn texts(path: &[String], old: &[(String, u32)], new: &[(String, u32)], found: &mut Vec<InputV2>) {
    let missing = |from: &[(String, u32)], text: &str| !from.iter().any(|(other, _)| other == text);
    let fact = |(text, line): &(String, u32)| Some((Value::from(text.as_str()), *line));
    let gone = old.iter().filter(|(text, _)| missing(new, text));
    found.extend(gone.map(|text| input(path, fact(text), None)));
    let added = new.iter().filter(|(text, _)| missing(old, text));
    found.extend(added.map(|text| input(path, None, fact(text))));
}

/// The key that a bare number stands for.
fn short_key(path: &[String]) -> Option<&'static str> {
    match path {
        [section, _] => match section.as_str() {
            "needs" => Some("level"),
            "resources" => Some("required"),
            "ratings" => Some("score"),
            _ => None,
        },
        _ => None,
    }
}

fn is_short_for(path: &[String], value: &Value) -> bool {
    value.is_number() && short_key(path).is_some()
}

fn in_full(path: &[String], number: &Value, line: u32) -> Entries {
    let node = Node::Leaf(number.clone());
    let key = short_key(path).map(|key| (key.to_owned(), Entry { line, node }));
    key.into_iter().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(old: &str, new: &str) -> Vec<String> {
        let changes = changes(&Source::new("old", old), &Source::new("new", new));
        let word = |value: &Option<Value>, line: Option<u32>| match value.as_ref().zip(line) {
            Some((value, line)) => format!("{value}@{line}"),
            None => "-".to_owned(),
        };
        let of = |name: &str, input: &InputV2| {
            let (old, new) = (
                word(&input.old, input.line.old),
                word(&input.new, input.line.new),
            );
            format!("{name}{} {old} {new}", input.path.join("."))
        };
        let candidates = changes.candidates.iter();
        let candidates = candidates.flat_map(|(name, all)| {
            let name = format!("{name}: ");
            all.iter().map(move |change| of(&name, change))
        });
        let header = changes.header.iter().map(|change| of("", change));
        header.chain(candidates).collect()
    }

    #[test]
    fn facts_are_compared_and_not_letters() {
        let old = "needs.x = 8\nneeds.y = 0x10\n[[candidates]]\nname = 'A'\nmarkets = ['a', 'b']\n\
                   ratings = { trust = 7 }";
        let new = "[needs]\nx = { level = 8.0 }\ny = 1_6\n[[candidates]]\nmarkets = [ 'b',\n'a' ]\n\
                   name = \"A\"\n[candidates.ratings]\ntrust.score = 7";
        assert_eq!(found(old, new), Vec::<String>::new());
    }

    #[test]
    fn each_change_has_its_lines() {
        let old = "deal.cost = 10\n[[candidates]]\nname = 'A'\nmarkets = ['a', 'b']\nveto = 'no'";
        let new = "[deal]\ncost = 11\n[[candidates]]\nname = 'B'\n[[candidates]]\nname = 'A'\n\
                   markets = ['b',\n'c']\npledges = { x = 1, y = 2 }";
        assert_eq!(
            found(old, new),
            [
                "deal.cost 10@1 11@2",
                "A: markets \"a\"@4 -",
                "A: veto \"no\"@5 -",
                "A: markets - \"c\"@8",
                "A: pledges.x - 1@9",
                "A: pledges.y - 2@9",
            ]
        );
    }
}
