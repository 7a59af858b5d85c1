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
mod words;

use node::Node;

use crate::model::gate::{RESOURCES_MINIMUM, SCORE_MINIMUM, TRUST_MINIMUM};
use crate::model::keys::{
    CANDIDATE, CRITERION, EVIDENCE, FILE, Key, KeyTable, LARGEST, MARK, RATING, Range, Rule,
    ValueKind, criteria_and_dimensions,
};
use crate::model::{Aggregation, Builtin, Dimension, PassFail};

/// The name of the schema file beside deals: what `#:schema ./.deal.schema.json` in a deal's first
/// line points to. Editors want a file, and a name with a dot stays out of the way of `*.toml`.
pub const FILE_NAME: &str = ".deal.schema.json";

/// The schema, as the file holds it.
pub fn render() -> serde_json::Result<String> {
    let schema = Node::object([
        ("$schema", "http://json-schema.org/draft-07/schema#".into()),
        (
            "$id",
            "https://github.com/partner-eval/partner-eval/deal.schema.json".into(),
        ),
        ("title", "a deal for partner-eval".into()),
        (
            "description",
            "Candidate partner organizations for a proposed relationship, and what is asked of them"
                .into(),
        ),
    ])
    .and(table(&FILE))
    .with("allOf", vec![by_criteria(), on_the_usual_scale()])
    .with(
        "definitions",
        Node::object([
            ("rating", rating()),
            ("mark", mark()),
            ("evidence", evidence()),
            ("id", one_of(criteria_and_dimensions())),
            ("minimum", minimum()),
            ("rating_on_the_usual_scale", usual_rating()),
        ]),
    );
    Ok(serde_json::to_string_pretty(&schema)? + "\n")
}

/// A table with fixed keys.
fn table(table: &KeyTable) -> Node {
    let property = |key: &Key| (key.name.to_owned(), described(table, key));
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
fn described(table: &KeyTable, key: &Key) -> Node {
    let description = match key.kind {
        ValueKind::Number(range) | ValueKind::Whole(range) => {
            format!("{} ({}, {})", key.about, range.what, range.words())
        }
        ValueKind::Numbers(range) | ValueKind::Counts(range) => {
            format!("{} (each {}, {})", key.about, range.what, range.words())
        }
        _ => key.about.to_owned(),
    };
    let mut node = about(&words::title(key.name), &description, of_key(key));
    if let Some(default) = words::default(table, key) {
        node = node.with("default", default);
    }
    match words::examples(key) {
        Some(examples) => node.with("examples", examples),
        None => node,
    }
}

/// What a key takes; more narrowly than its kind says where the key asks more, or less.
fn of_key(key: &Key) -> Node {
    match (key.name, key.kind) {
        ("candidates", kind) => takes(kind).with("minItems", 1.0),
        ("members", kind) => takes(kind).with("minItems", 2.0).with("uniqueItems", true),
        ("rates", ValueKind::IdsOrOwn(_)) => list(id_or_own()),
        ("veto", kind) => takes(kind).with("not", Node::object([("pattern", NO_REASON.into())])),
        // Nobody abstains from what the panel agreed on.
        ("consensus", _) => any_of([
            number("number", Range::MEASURE),
            table(&MARK).with("required", Node::texts(["score"])),
        ]),
        ("reviewers", kind) => takes(kind).with("not", all_weigh_nothing()),
        (_, kind) => takes(kind),
    }
}

/// A veto that is none.
const NO_REASON: &str = r"^\s*([nN][oO]|[nN][oO][nN][eE]|[nN]/[aA]|[fF][aA][lL][sS][eE]|-)?\.?\s*$";

/// Reviewers of whom none counts.
fn all_weigh_nothing() -> Node {
    let zero = || Node::object([("const", 0.0.into())]);
    let weight = Node::object([("weight", zero())]);
    let table = Node::object([
        ("properties", weight),
        ("required", Node::texts(["weight"])),
    ]);
    Node::object([
        ("minProperties", 1.0.into()),
        (
            "additionalProperties",
            any_of([zero(), of_type("object").and(table)]),
        ),
    ])
}

fn takes(kind: ValueKind) -> Node {
    match kind {
        ValueKind::Text => of_type("string"),
        ValueKind::Name => of_type("string").with("pattern", r"\S"),
        ValueKind::OneOf(ids) => one_of(ids()),
        ValueKind::Texts => list(of_type("string")),
        ValueKind::SomeOf(ids) => list(one_of(ids())).with("uniqueItems", true),
        ValueKind::IdsOrOwn(_) => list(id_or_own()).with("uniqueItems", true),
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
        ValueKind::Tables(of) => list(titled(of)),
        ValueKind::Named(of) => named(titled(of)),
        ValueKind::NamedOr(of, range) => named(any_of([number("number", range), titled(of)])),
        ValueKind::Criteria => criteria(),
        ValueKind::Gates => gates(),
        ValueKind::HouseGates => gates(),
        ValueKind::Day => of_type("string").with(
            "pattern",
            r"^\s*[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])\s*$",
        ),
        ValueKind::Scale => list(number("number", Range::MEASURE))
            .with("minItems", 2.0)
            .with("maxItems", 2.0)
            .with("uniqueItems", true),
        ValueKind::WeightOrRange => any_of([
            number("number", Range::WEIGHT),
            list(number("number", Range::WEIGHT))
                .with("minItems", 2.0)
                .with("maxItems", 2.0),
        ]),
        ValueKind::Evidence => reference("evidence"),
        ValueKind::NameEvidence => sources(),
        ValueKind::Mark => reference("mark"),
        ValueKind::Marks => named(reference("mark")).with("minProperties", 1.0),
        ValueKind::Levels => named(of_type("string")).with(
            "propertyNames",
            Node::object([(
                "pattern",
                r"^[+-]?([0-9]+\.?[0-9]*|\.[0-9]+)([eE][+-]?[0-9]+)?$".into(),
            )]),
        ),
        ValueKind::ByDimension(of) => {
            let inner = table(of);
            open_table(by_dimension(&inner), false)
        }
        ValueKind::Anything => of_type("object"),
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

/// One of these ids, each with what it means.
fn one_of(ids: impl IntoIterator<Item = &'static str>) -> Node {
    let id = |id: &'static str| {
        let node = Node::object([("const", id.into())]);
        match words::meaning(id) {
            Some(meaning) => node.with("description", meaning.as_str()),
            None => node,
        }
    };
    let ids: Vec<Node> = ids.into_iter().map(id).collect();
    Node::object([("oneOf", ids.into())])
}

/// The id of a criterion or a dimension, or of a criterion of the user's.
fn id_or_own() -> Node {
    any_of([reference("id"), of_type("string")])
}

fn reference(definition: &str) -> Node {
    let path = format!("#/definitions/{definition}");
    Node::object([("$ref", path.as_str().into())])
}

/// The same where a description stands beside it: beside `$ref` draft-07 reads nothing else.
fn described_reference(definition: &str) -> Node {
    Node::object([("allOf", vec![reference(definition)].into())])
}

/// A table of which there are several, under its name.
fn titled(of: &KeyTable) -> Node {
    Node::object([("title", of.name.into())]).and(table(of))
}

/// The names that no criterion of the user's may have.
fn not_named(ids: impl IntoIterator<Item = &'static str>) -> Node {
    Node::object([("not", Node::object([("enum", Node::texts(ids))]))])
}

/// The same for each criterion of the program, described by its question.
fn by_criterion(node: &Node) -> impl Iterator<Item = (String, Node)> {
    let property = |b: Builtin| {
        let node = about(b.title(), b.question(), node.clone());
        (b.id().to_owned(), node)
    };
    Builtin::ALL.into_iter().map(property)
}

fn by_dimension(node: &Node) -> impl Iterator<Item = (String, Node)> {
    let property = |d: Dimension| {
        let node = about(d.title(), d.question(), node.clone());
        (d.id().to_owned(), node)
    };
    Dimension::ALL.into_iter().map(property)
}

fn about(title: &str, description: &str, node: Node) -> Node {
    Node::object([("title", title.into()), ("description", description.into())]).and(node)
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
        weight.map(|key| (key.name.to_owned(), described(&CRITERION, key))),
        false,
    );
    let own = table(&CRITERION).with("required", Node::texts(["dimension"]));
    let taken = Dimension::ids().into_iter().chain(PassFail::ids());
    open_table(by_criterion(&known), own).with(
        "propertyNames",
        not_named(taken.chain(["score", "defaults", ""])),
    )
}

/// A minimum of 100: nothing between 0 and 1, which would be a fraction.
fn minimum() -> Node {
    any_of([
        number("number", Range::MINIMUM).with("exclusiveMinimum", 1.0),
        Node::object([("const", 0.0.into())]),
        Node::object([("const", false.into())]),
    ])
}

fn gates() -> Node {
    let minimum = described_reference("minimum");
    let removed = any_of([of_type("boolean"), Node::object([("const", 0.0.into())])]);
    let known = any_of([of_type("boolean"), reference("minimum")]);
    let defaults = about(
        "defaults",
        "whether the minimums of the model are in force",
        of_type("boolean"),
    )
    .with("default", true);
    let score = about("score", "the total score", minimum.clone()).with("default", SCORE_MINIMUM);
    let (removable, fixed): (Vec<PassFail>, Vec<PassFail>) = PassFail::ALL
        .into_iter()
        .partition(|gate| gate.is_removable());
    let removable = removable.into_iter().map(|gate| {
        let takes = if gate == PassFail::Known {
            &known
        } else {
            &removed
        };
        let node = about(gate.title(), gate.about(), takes.clone());
        let default = words::default_of_gate(gate);
        (gate.id().to_owned(), node.with("default", default))
    });
    let by_criterion = by_criterion(&minimum).map(|(id, node)| {
        let default = match Builtin::from_id(&id) {
            Some(Builtin::Trust) => Some(TRUST_MINIMUM),
            Some(Builtin::Resources) => Some(RESOURCES_MINIMUM),
            _ => None,
        };
        let node = match default {
            Some(default) => node.with("default", default),
            None => node,
        };
        (id, node)
    });
    let properties = [
        ("score".to_owned(), score),
        ("defaults".to_owned(), defaults),
    ]
    .into_iter()
    .chain(by_dimension(&minimum))
    .chain(by_criterion)
    .chain(removable);
    open_table(properties, reference("minimum")).with(
        "propertyNames",
        not_named(fixed.into_iter().map(PassFail::id)),
    )
}

fn ratings() -> Node {
    let known = described_reference("rating");
    open_table(
        by_dimension(&known).chain(by_criterion(&known)),
        reference("rating"),
    )
}

fn rating() -> Node {
    let rating = number("number", Range::MEASURE);
    let panel = list(reference("mark")).with("minItems", 1.0);
    let description = CANDIDATE.key("ratings").map_or("", |key| key.about);
    about(
        "rating",
        description,
        any_of([rating, panel, table(&RATING)]),
    )
    .with("examples", words::of_rating())
}

/// A mark of a reviewer.
fn mark() -> Node {
    let forms = any_of([
        number("number", Range::MEASURE),
        Node::object([("const", "abstains".into())]),
        table(&MARK),
    ]);
    about("mark", "what one reviewer says", forms).with("examples", words::of_mark())
}

/// A text, or a table of who says so.
fn evidence() -> Node {
    about(
        "evidence",
        "what shows it: a text, or a table",
        any_of([of_type("string"), table(&EVIDENCE)]),
    )
    .with("examples", words::of_evidence())
}

/// Evidence by key of a candidate, or by a part of a map: `"capabilities.engineering"`.
fn sources() -> Node {
    let keys = CANDIDATE.names();
    let property = |key: &&str| {
        let says = format!("where `{key}` comes from");
        let node = about(&words::title(key), &says, described_reference("evidence"));
        ((*key).to_owned(), node)
    };
    let part = format!(r"^({})\.", keys.join("|"));
    of_type("object")
        .with(
            "properties",
            Node::Object(keys.iter().map(property).collect()),
        )
        .with(
            "patternProperties",
            Node::Object(vec![(part, reference("evidence"))]),
        )
        .with("additionalProperties", false)
}

/// Ratings from 0 to 10, unless `rating_scale` says otherwise, which a schema cannot follow.
fn on_the_usual_scale() -> Node {
    let has_scale = within(
        "deal",
        Node::object([("required", Node::texts(["rating_scale"]))]),
    );
    let ratings = named_within(reference("rating_on_the_usual_scale"));
    let candidate = within("ratings", ratings);
    Node::object([
        ("if", has_scale),
        ("then", true.into()),
        (
            "else",
            within("candidates", Node::object([("items", candidate)])),
        ),
    ])
}

/// Every number of a rating from 0 to 10.
fn usual_rating() -> Node {
    let (least, greatest) = Range::RATINGS;
    let bounds = || Node::object([("minimum", least.into()), ("maximum", greatest.into())]);
    let score = Node::object([("score", bounds())]);
    let mark = bounds().with("properties", score);
    let long_form = Node::object([
        ("score", bounds()),
        ("low", bounds()),
        ("high", bounds()),
        ("by", named_within(mark.clone())),
        ("consensus", mark.clone()),
    ]);
    bounds().with("items", mark).with("properties", long_form)
}

/// With weights by criteria each of these states its own, and nothing is rated as a whole.
fn by_criteria() -> Node {
    let has_by = Node::object([("required", Node::texts(["by"]))]);
    let is_by_criteria = within("weights", has_by).with("required", Node::texts(["weights"]));
    let weighed = named_within(Node::object([("required", Node::texts(["weight"]))]));
    let not_geometric = Node::object([(
        "not",
        Node::object([("const", Aggregation::Geometric.id().into())]),
    )]);
    let deal = Node::object([(
        "properties",
        Node::object([
            ("rated", Node::object([("maxItems", 0.0.into())])),
            ("aggregation", not_geometric),
        ]),
    )]);
    Node::object([
        ("if", is_by_criteria),
        (
            "then",
            Node::object([
                ("required", Node::texts(["criteria"])),
                (
                    "properties",
                    Node::object([
                        ("criteria", weighed.with("minProperties", 1.0)),
                        ("deal", deal),
                    ]),
                ),
            ]),
        ),
    ])
}

/// What a key must be, where it is there.
fn within(key: &str, node: Node) -> Node {
    Node::object([("properties", Node::object([(key, node)]))])
}

/// What every value of a table must be.
fn named_within(node: Node) -> Node {
    Node::object([("additionalProperties", node)])
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
        let name = format!("{a}/{b}");
        let node = about(&name, &says, ratio.clone());
        (name, node)
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
