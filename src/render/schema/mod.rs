//! The JSON Schema (draft-07) of the deal file, from the registry of keys.
//!
//! Editors complete and check with it while a deal is written. It rejects no deal that the reader
//! accepts; what only the reader can judge (sums, names that refer to the header, what a deal asks)
//! it lets pass.
#![allow(
    clippy::wildcard_enum_match_arm,
    reason = "most keys need no word of their own"
)]

mod node;

use node::Node;

use crate::model::keys::{
    CANDIDATE, CRITERION, FILE, Key, KeyTable, LARGEST, RATING, Range, Rule, ValueKind,
};
use crate::model::{Builtin, Dimension, PassFail};

/// The name of the schema file beside deals: what `#:schema ./.deal.schema.json` in a deal's first
/// line points to. Editors want a file, and a name with a dot stays out of the way of `*.toml`.
pub const FILE_NAME: &str = ".deal.schema.json";

/// The schema, as the file holds it.
pub fn render() -> serde_json::Result<String> {
    let schema = Node::object([
        ("$schema", "http://json-schema.org/draft-07/schema#".into()),
        ("title", "a deal for partner-eval".into()),
        (
            "description",
            "Candidate partner organizations for a proposed relationship, and what is asked of them"
                .into(),
        ),
    ])
    .and(table(&FILE))
    .with("definitions", Node::object([("rating", rating())]));
    Ok(serde_json::to_string_pretty(&schema)? + "\n")
}

/// A table with fixed keys.
fn table(table: &KeyTable) -> Node {
    let property = |key: &Key| (key.name.to_owned(), described(key));
    let properties = table.keys.iter().map(property);
    let mut node = of_type("object").with("properties", Node::Object(properties.collect()));
    let required = table.keys.iter().filter(|key| key.required);
    let required: Vec<&str> = required.map(|key| key.name).collect();
    if !required.is_empty() {
        node = node.with("required", Node::texts(required));
    }
    let node = node.with("additionalProperties", false);
    rules(node, table.rules)
}

/// What must hold between keys.
fn rules(mut node: Node, rules: &[Rule]) -> Node {
    let mut dependencies: Vec<(String, Node)> = Vec::new();
    for rule in rules {
        match rule {
            Rule::ExactlyOne(keys) => node = node.with("oneOf", required_each(keys)),
            Rule::OneAtLeast(keys) => node = node.with("anyOf", required_each(keys)),
            Rule::Together(keys) => {
                for key in *keys {
                    let others = keys.iter().filter(|other| *other != key);
                    dependencies.push(((*key).to_owned(), Node::texts(others)));
                }
            }
            Rule::Excludes(key, others) => {
                let none =
                    Node::object([("not", Node::object([("anyOf", required_each(others))]))]);
                dependencies.push(((*key).to_owned(), none));
            }
            Rule::Needs(key, others) => {
                dependencies.push(((*key).to_owned(), Node::texts(*others)));
            }
        }
    }
    if dependencies.is_empty() {
        return node;
    }
    node.with("dependencies", Node::Object(dependencies))
}

fn required_each(keys: &[&str]) -> Node {
    keys.iter()
        .map(|key| Node::object([("required", Node::texts([key]))]))
        .collect::<Vec<Node>>()
        .into()
}

/// What a key takes, after what it means and which numbers it takes.
fn described(key: &Key) -> Node {
    let description = match key.kind {
        ValueKind::Number(range) | ValueKind::Whole(range) => {
            format!("{} ({}, {})", key.about, range.what, range.words())
        }
        ValueKind::Numbers(range) | ValueKind::Counts(range) => {
            format!("{} (each {}, {})", key.about, range.what, range.words())
        }
        _ => key.about.to_owned(),
    };
    about(&description, takes(key.kind))
}

fn takes(kind: ValueKind) -> Node {
    match kind {
        ValueKind::Text => of_type("string"),
        ValueKind::Name => of_type("string").with("pattern", r"\S"),
        ValueKind::OneOf(ids) => one_of(ids()),
        ValueKind::Texts => list(of_type("string")),
        ValueKind::SomeOf(ids) => list(one_of(ids())).with("uniqueItems", true),
        ValueKind::IdsOrOwn(ids) => {
            list(any_of([one_of(ids()), of_type("string")])).with("uniqueItems", true)
        }
        ValueKind::YesNo => of_type("boolean"),
        ValueKind::Number(range) => number("number", range),
        ValueKind::Whole(range) => number("integer", range),
        ValueKind::Numbers(range) => named(number("number", range)),
        ValueKind::Counts(range) => named(number("integer", range)),
        ValueKind::NameTexts => named(of_type("string")),
        ValueKind::NameYesNo => named(of_type("boolean")),
        ValueKind::Attributes => named(Node::object([(
            "type",
            Node::texts(["string", "number", "boolean"]),
        )])),
        ValueKind::Table(of) => table(of),
        ValueKind::Tables(of) => list(table(of)).with("minItems", 1.0),
        ValueKind::Named(of) => named(table(of)),
        ValueKind::NamedOr(of, range) => named(any_of([number("number", range), table(of)])),
        ValueKind::Criteria => criteria(),
        ValueKind::Gates => gates(),
        ValueKind::Ratings => ratings(),
        ValueKind::Order => order(),
        ValueKind::Comparisons => comparisons(),
        ValueKind::Size => any_of([
            number("integer", Range::SOME_COUNT),
            of_type("string").with(
                "pattern",
                r"^\s*0*[1-9][0-9]*\s*(\.\.\s*0*[1-9][0-9]*\s*)?$",
            ),
        ]),
    }
}

fn of_type(name: &str) -> Node {
    Node::object([("type", name.into())])
}

fn list(items: Node) -> Node {
    of_type("array").with("items", items)
}

/// A table with names of the user's.
fn named(values: Node) -> Node {
    of_type("object").with("additionalProperties", values)
}

fn any_of<const N: usize>(nodes: [Node; N]) -> Node {
    Node::object([("anyOf", nodes.to_vec().into())])
}

/// A number of a range. [`LARGEST`] is no limit that anybody wants to read in an editor.
fn number(name: &str, range: Range) -> Node {
    let mut node = of_type(name);
    if range.low > -LARGEST {
        let least = if range.open {
            "exclusiveMinimum"
        } else {
            "minimum"
        };
        node = node.with(least, range.low);
    }
    if range.high < LARGEST {
        node = node.with("maximum", range.high);
    }
    node
}

/// One of these ids.
fn one_of(ids: impl IntoIterator<Item = &'static str>) -> Node {
    Node::object([("enum", Node::texts(ids))])
}

/// The names that no criterion of the user's may have.
fn not_named(ids: impl IntoIterator<Item = &'static str>) -> Node {
    Node::object([("not", one_of(ids))])
}

/// The same for each criterion of the program, described by its question.
fn by_criterion(node: &Node) -> impl Iterator<Item = (String, Node)> {
    let property = |b: Builtin| (b.id().to_owned(), about(b.question(), node.clone()));
    Builtin::ALL.into_iter().map(property)
}

fn by_dimension(node: &Node) -> impl Iterator<Item = (String, Node)> {
    let property = |d: Dimension| (d.id().to_owned(), about(d.question(), node.clone()));
    Dimension::ALL.into_iter().map(property)
}

fn about(description: &str, node: Node) -> Node {
    Node::object([("description", description.into())]).and(node)
}

/// A table with these keys, and with others of the user's.
fn open_table(properties: impl Iterator<Item = (String, Node)>, others: impl Into<Node>) -> Node {
    of_type("object")
        .with("properties", Node::Object(properties.collect()))
        .with("additionalProperties", others)
}

fn criteria() -> Node {
    let weight = CRITERION.key("weight").into_iter();
    let known = open_table(
        weight.map(|key| (key.name.to_owned(), described(key))),
        false,
    );
    let own = table(&CRITERION).with("required", Node::texts(["dimension"]));
    let taken = Dimension::ids().into_iter().chain(PassFail::ids());
    open_table(by_criterion(&known), own)
        .with("propertyNames", not_named(taken.chain(["score", ""])))
}

fn gates() -> Node {
    let minimum = number("number", Range::MINIMUM);
    let removed = of_type("number").with("minimum", 0.0).with("maximum", 0.0);
    let score = (
        "score".to_owned(),
        about("the total score", minimum.clone()),
    );
    let (removable, fixed): (Vec<PassFail>, Vec<PassFail>) = PassFail::ALL
        .into_iter()
        .partition(|gate| gate.is_removable());
    let removable = removable
        .into_iter()
        .map(|gate| (gate.id().to_owned(), about(gate.about(), removed.clone())));
    let properties = std::iter::once(score)
        .chain(by_dimension(&minimum))
        .chain(by_criterion(&minimum))
        .chain(removable);
    open_table(properties, minimum.clone()).with(
        "propertyNames",
        not_named(fixed.into_iter().map(PassFail::id)),
    )
}

fn ratings() -> Node {
    let reference = Node::object([("$ref", "#/definitions/rating".into())]);
    // Beside `$ref` draft-07 reads nothing else, so a description needs the reference one level down.
    let known = Node::object([("allOf", vec![reference.clone()].into())]);
    open_table(by_dimension(&known).chain(by_criterion(&known)), reference)
}

fn rating() -> Node {
    let panel = list(number("number", Range::RATING)).with("minItems", 1.0);
    let description = CANDIDATE.key("ratings").map_or("", |key| key.about);
    about(
        description,
        any_of([number("number", Range::RATING), panel, table(&RATING)]),
    )
}

fn order() -> Node {
    let tier = list(one_of(Dimension::ids()))
        .with("minItems", 1.0)
        .with("uniqueItems", true);
    let names = |dimension: Dimension| {
        let name = Node::object([("const", dimension.id().into())]);
        let tier = Node::object([("contains", name)]);
        Node::object([("contains", tier)])
    };
    list(tier)
        .with("maxItems", Dimension::ALL.len() as f64)
        .with("allOf", Dimension::ALL.map(names).to_vec())
}

fn comparisons() -> Node {
    let ratio = number("number", Range::RATIO);
    let comparison = |a: &str, b: &str| {
        let says = format!("how many times {a} matters more than {b}, from 1/9 to 9");
        (format!("{a}/{b}"), about(&says, ratio.clone()))
    };
    let ids = Dimension::ids();
    let both_ways = ids.iter().flat_map(|a| ids.iter().map(move |b| (a, b)));
    let properties = both_ways
        .filter(|(a, b)| a != b)
        .map(|(a, b)| comparison(a, b));
    let either = ids.join("|");
    let pattern = format!(r"^\s*({either})\s*/\s*({either})\s*$");
    of_type("object")
        .with("properties", Node::Object(properties.collect()))
        .with(
            "patternProperties",
            Node::Object(vec![(pattern, ratio.clone())]),
        )
        .with("additionalProperties", false)
        // Each two dimensions one way round; which of the two is free.
        .with("minProperties", 10.0)
}

#[cfg(test)]
mod tests {
    use serde_json::Value;

    use super::*;
    use crate::model::keys::tests::every_table;

    /// Every place of the schema where a property of this name stands, with what it says.
    fn find<'a>(node: &'a Value, name: &str, found: &mut Vec<&'a Value>) {
        match node {
            Value::Object(entries) => {
                let properties = entries.get("properties").and_then(Value::as_object);
                found.extend(properties.and_then(|properties| properties.get(name)));
                entries.values().for_each(|node| find(node, name, found));
            }
            Value::Array(nodes) => nodes.iter().for_each(|node| find(node, name, found)),
            _ => {}
        }
    }

    #[test]
    fn every_key_stands_in_it_with_what_it_means() {
        let schema: Value = serde_json::from_str(&render().expect("JSON")).expect("JSON");
        for table in every_table() {
            for key in table.keys {
                let mut found = Vec::new();
                find(&schema, key.name, &mut found);
                let says = |node: &&Value| {
                    let text = node.get("description").and_then(Value::as_str);
                    text.is_some_and(|text| text.starts_with(key.about))
                };
                assert!(found.iter().any(says), "{}: {}", table.name, key.name);
            }
        }
    }

    #[test]
    fn the_same_bytes_twice() {
        assert_eq!(render().expect("JSON"), render().expect("JSON"));
    }
}
