//! The JSON Schema (draft-07) of the deal file, from the registry of keys.
//!
//! Editors complete and check with it while a deal is written. It rejects no deal that the reader
//! accepts; what only the reader can judge (sums, names that refer to the header, what a deal asks)
//! it lets pass.

mod node;

use node::Node;

use crate::model::keys::{CANDIDATE, CRITERION, FILE, Key, Kind, RATING, Range, Rule, Table};
use crate::model::{Dimension, PassFail, REGISTRY};

/// The name of the schema file beside deals: what `#:schema ./.deal.schema.json` in a deal's first
/// line points to. Editors want a file, and a name with a dot stays out of the way of `*.toml`.
pub const FILE_NAME: &str = ".deal.schema.json";

/// The schema, as the file holds it.
pub fn render() -> serde_json::Result<String> {
    let schema = Node::object([
        ("$schema", "http://json-schema.org/draft-07/schema#".into()),
        ("title", "a deal for partner-eval".into()),
    ]);
    let Node::Object(mut entries) = schema.with(
        "description",
        "Candidate partner organizations for a proposed relationship, and what is asked of them",
    ) else {
        return Ok(String::new());
    };
    if let Node::Object(file) = table(&FILE) {
        entries.extend(file);
    }
    let definitions = Node::object([("rating", rating())]);
    let schema = Node::Object(entries).with("definitions", definitions);
    Ok(serde_json::to_string_pretty(&schema)? + "\n")
}

/// A table with fixed keys.
fn table(table: &Table) -> Node {
    let properties = table
        .keys
        .iter()
        .map(|key| (key.name.to_owned(), described(key)))
        .collect();
    let required: Vec<&str> = table
        .keys
        .iter()
        .filter(|key| key.required)
        .map(|key| key.name)
        .collect();
    let mut node = Node::object([
        ("type", "object".into()),
        ("properties", Node::Object(properties)),
    ]);
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
        Kind::Number(range) | Kind::Whole(range) => {
            format!("{} ({}, {})", key.about, range.what, range.words())
        }
        Kind::Numbers(range) | Kind::Counts(range) => {
            format!("{} (each {}, {})", key.about, range.what, range.words())
        }
        _ => key.about.to_owned(),
    };
    let node = Node::object([("description", description.as_str().into())]);
    merged(node, takes(key.kind))
}

/// Both objects in one.
fn merged(node: Node, other: Node) -> Node {
    match (node, other) {
        (Node::Object(mut entries), Node::Object(more)) => {
            entries.extend(more);
            Node::Object(entries)
        }
        (node, _) => node,
    }
}

fn takes(kind: Kind) -> Node {
    match kind {
        Kind::Text => of_type("string"),
        Kind::Name => of_type("string").with("pattern", r"\S"),
        Kind::OneOf(ids) => Node::object([("enum", Node::texts(ids()))]),
        Kind::Texts => list(of_type("string")),
        Kind::SomeOf(ids) => {
            list(Node::object([("enum", Node::texts(ids()))])).with("uniqueItems", true)
        }
        Kind::IdsOrOwn(ids) => list(known_or_own(&ids())).with("uniqueItems", true),
        Kind::YesNo => of_type("boolean"),
        Kind::Number(range) => number("number", range),
        Kind::Whole(range) => number("integer", range),
        Kind::Numbers(range) => named(number("number", range)),
        Kind::Counts(range) => named(number("integer", range)),
        Kind::NameTexts => named(of_type("string")),
        Kind::NameYesNo => named(of_type("boolean")),
        Kind::Attributes => named(Node::object([(
            "type",
            Node::texts(["string", "number", "boolean"]),
        )])),
        Kind::Table(of) => table(of),
        Kind::Tables(of) => list(table(of)).with("minItems", 1.0),
        Kind::Named(of) => named(table(of)),
        Kind::NamedOr(of, range) => named(any_of([number("number", range), table(of)])),
        Kind::Criteria => criteria(),
        Kind::Gates => gates(),
        Kind::Ratings => ratings(),
        Kind::Order => order(),
        Kind::Comparisons => comparisons(),
        Kind::Size => any_of([
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

/// A number of a range. [`keys::LARGEST`](crate::model::keys::LARGEST) is no limit that anybody wants
/// to read in an editor.
fn number(name: &str, range: Range) -> Node {
    let mut node = of_type(name);
    if range.low > -crate::model::keys::LARGEST {
        let least = if range.open {
            "exclusiveMinimum"
        } else {
            "minimum"
        };
        node = node.with(least, range.low);
    }
    if range.high < crate::model::keys::LARGEST {
        node = node.with("maximum", range.high);
    }
    node
}

/// Suggests ids, and takes any other.
fn known_or_own(ids: &[&str]) -> Node {
    any_of([
        Node::object([("enum", Node::texts(ids))]),
        of_type("string"),
    ])
}

/// The names that no criterion of the user's may have.
fn not_named(ids: impl IntoIterator<Item = &'static str>) -> Node {
    let taken = Node::object([("enum", Node::texts(ids))]);
    Node::object([("not", taken)])
}

/// A property for each criterion of the program, described by its question.
fn by_criterion(node: &Node) -> Vec<(String, Node)> {
    REGISTRY
        .iter()
        .map(|doc| (doc.id.to_owned(), about(doc.question, node)))
        .collect()
}

fn by_dimension(node: &Node) -> Vec<(String, Node)> {
    Dimension::ALL
        .map(|dimension| (dimension.id().to_owned(), about(dimension.question(), node)))
        .to_vec()
}

fn about(description: &str, node: &Node) -> Node {
    merged(
        Node::object([("description", description.into())]),
        node.clone(),
    )
}

fn criteria() -> Node {
    let only_weight: Vec<(String, Node)> = CRITERION
        .key("weight")
        .map(|key| (key.name.to_owned(), described(key)))
        .into_iter()
        .collect();
    let known = of_type("object")
        .with("properties", Node::Object(only_weight))
        .with("additionalProperties", false);
    let own = table(&CRITERION).with("required", Node::texts(["dimension"]));
    let taken = Dimension::ALL
        .map(Dimension::id)
        .into_iter()
        .chain(PassFail::ALL.map(PassFail::id))
        .chain(["score", ""]);
    of_type("object")
        .with("properties", Node::Object(by_criterion(&known)))
        .with("additionalProperties", own)
        .with("propertyNames", not_named(taken))
}

fn gates() -> Node {
    let minimum = number("number", Range::MINIMUM);
    let removed = of_type("number").with("minimum", 0.0).with("maximum", 0.0);
    let mut properties = vec![("score".to_owned(), about("the total score", &minimum))];
    properties.extend(by_dimension(&minimum));
    properties.extend(by_criterion(&minimum));
    let removable = PassFail::ALL.into_iter().filter(|gate| gate.is_removable());
    properties.extend(removable.map(|gate| (gate.id().to_owned(), about(gate.about(), &removed))));
    let fixed = PassFail::ALL
        .into_iter()
        .filter(|gate| !gate.is_removable())
        .map(PassFail::id);
    of_type("object")
        .with("properties", Node::Object(properties))
        .with("additionalProperties", minimum)
        .with("propertyNames", not_named(fixed))
}

fn ratings() -> Node {
    let reference = Node::object([("$ref", "#/definitions/rating".into())]);
    // Beside `$ref` draft-07 reads nothing else, so a description needs the reference one level down.
    let known = Node::object([("allOf", vec![reference.clone()].into())]);
    let mut properties = by_dimension(&known);
    properties.extend(by_criterion(&known));
    of_type("object")
        .with("properties", Node::Object(properties))
        .with("additionalProperties", reference)
}

fn rating() -> Node {
    let panel = list(number("number", Range::RATING)).with("minItems", 1.0);
    let description = CANDIDATE.key("ratings").map_or("", |key| key.about);
    merged(
        Node::object([("description", description.into())]),
        any_of([number("number", Range::RATING), panel, table(&RATING)]),
    )
}

fn order() -> Node {
    let dimension = Node::object([("enum", Node::texts(Dimension::ALL.map(Dimension::id)))]);
    let tier = list(dimension)
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
    let mut properties = Vec::new();
    for a in Dimension::ALL {
        for b in Dimension::ALL.into_iter().filter(|&b| b != a) {
            let (a, b) = (a.id(), b.id());
            let says = format!("how many times {a} matters more than {b}, from 1/9 to 9");
            properties.push((format!("{a}/{b}"), about(&says, &ratio)));
        }
    }
    let ids = Dimension::ALL.map(Dimension::id).join("|");
    let pattern = format!(r"^\s*({ids})\s*/\s*({ids})\s*$");
    let spaced = Node::Object(vec![(pattern, ratio)]);
    of_type("object")
        .with("properties", Node::Object(properties))
        .with("patternProperties", spaced)
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
