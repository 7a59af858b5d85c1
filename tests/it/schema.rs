//! The JSON Schema of the deal file and the reader say the same of every deal here, according to a
//! validator that nobody here wrote. `tests/schema/taplo.sh` asks the same of taplo, which editors use.
//!
//! `UPDATE_EXPECTED=1 cargo test --test it schema` writes the schema beside the examples anew.

use std::fs;
use std::path::Path;

use boon::{Compiler, SchemaIndex, Schemas};
use partner_eval::model::Relationship;
use serde_json::Value;

use crate::harness::{ROOT, program, reading, toml_files};

/// The first line of an example, by which an editor finds the schema.
const DIRECTIVE: &str = "#:schema ./.deal.schema.json";

fn printed(arguments: &[&str]) -> String {
    let output = program(ROOT).args(arguments).output().unwrap();
    assert_eq!(output.status.code(), Some(0));
    assert!(output.stderr.is_empty());
    String::from_utf8(output.stdout).unwrap()
}

/// The schema, ready to validate deals.
struct Schema {
    schemas: Schemas,
    index: SchemaIndex,
}

impl Schema {
    fn new() -> Self {
        let mut schemas = Schemas::new();
        let mut compiler = Compiler::new();
        let schema: Value = serde_json::from_str(&printed(&["schema"])).unwrap();
        // Compiling also checks the schema against that of draft-07, which it names.
        compiler.add_resource("deal.json", schema).unwrap();
        let index = compiler.compile("deal.json", &mut schemas).unwrap();
        Self { schemas, index }
    }

    /// What the schema says against a deal; nothing if it accepts it.
    fn objection(&self, deal: &str) -> Option<String> {
        let table: toml::Table = deal.parse().unwrap();
        let instance = json(toml::Value::Table(table));
        let result = self.schemas.validate(&instance, self.index);
        result.err().map(|error| error.to_string())
    }
}

/// TOML as JSON. JSON has neither nan nor inf; both become null, as taplo has it.
fn json(value: toml::Value) -> Value {
    match value {
        toml::Value::String(text) => Value::String(text),
        toml::Value::Integer(number) => number.into(),
        toml::Value::Float(number) => number.into(),
        toml::Value::Boolean(answer) => answer.into(),
        toml::Value::Datetime(date) => Value::String(date.to_string()),
        toml::Value::Array(values) => values.into_iter().map(json).collect(),
        toml::Value::Table(table) => table.into_iter().map(|(k, v)| (k, json(v))).collect(),
    }
}

fn reader_accepts(text: &str) -> bool {
    reading(text).deal.is_some()
}

#[test]
fn the_schema_beside_the_examples_is_the_printed_one() {
    let path = Path::new(ROOT).join("examples/.deal.schema.json");
    let printed = printed(&["schema"]);
    if std::env::var_os("UPDATE_EXPECTED").is_some() {
        fs::write(&path, &printed).unwrap();
    }
    let there = fs::read_to_string(&path).unwrap_or_default();
    assert!(
        there == printed,
        "{} is out of date: UPDATE_EXPECTED=1 cargo test --test it schema",
        path.display()
    );
}

#[test]
fn every_example_names_the_schema() {
    for (path, text) in toml_files("examples") {
        assert_eq!(text.lines().next(), Some(DIRECTIVE), "{}", path.display());
    }
}

#[test]
fn what_the_reader_accepts_the_schema_accepts() {
    let schema = Schema::new();
    let mut rejected = Vec::new();
    for directory in ["examples", "tests/golden", "tests/schema/valid"] {
        for (path, text) in toml_files(directory) {
            // A house's gates are no deal.
            if path.to_string_lossy().ends_with(".gates.toml") {
                continue;
            }
            let problems = reading(&text).problems;
            if !reader_accepts(&text) {
                rejected.push(format!("the reader: {}: {problems:?}", path.display()));
            }
            if let Some(objection) = schema.objection(&text) {
                rejected.push(format!("the schema: {}: {objection}", path.display()));
            }
        }
    }
    assert!(rejected.is_empty(), "{}", rejected.join("\n"));
}

#[test]
fn what_is_broken_both_reject() {
    let schema = Schema::new();
    let mut accepted = Vec::new();
    for (path, text) in toml_files("tests/schema/broken") {
        if reader_accepts(&text) {
            accepted.push(format!("the reader: {}", path.display()));
        }
        if schema.objection(&text).is_none() {
            accepted.push(format!("the schema: {}", path.display()));
        }
    }
    assert!(accepted.is_empty(), "{accepted:#?}");
}

#[test]
fn a_new_deal_fits_the_schema() {
    let schema = Schema::new();
    for relationship in Relationship::ALL {
        let text = printed(&["init", "--relationship", relationship.id(), "-"]);
        assert_eq!(schema.objection(&text), None);
    }
}

/// What editors offer would be accepted where they offer it.
#[test]
fn examples_and_defaults_fit_where_they_stand() {
    fn places(node: &Value, path: &str, found: &mut Vec<(String, Value)>) {
        match node {
            Value::Object(entries) => {
                // A key of a deal may be called like a word of schemas.
                let is_schema = !path.ends_with("/properties");
                if is_schema {
                    let examples = entries.get("examples").and_then(Value::as_array);
                    let examples = examples.into_iter().flatten();
                    let offered = examples.chain(entries.get("default"));
                    found.extend(offered.map(|value| (path.to_owned(), value.clone())));
                }
                for (key, inner) in entries {
                    if !is_schema || !["examples", "default"].contains(&key.as_str()) {
                        let key = key.replace('~', "~0").replace('/', "~1");
                        places(inner, &format!("{path}/{key}"), found);
                    }
                }
            }
            Value::Array(nodes) => {
                for (at, inner) in nodes.iter().enumerate() {
                    places(inner, &format!("{path}/{at}"), found);
                }
            }
            _ => {}
        }
    }
    let schema: Value = serde_json::from_str(&printed(&["schema"])).unwrap();
    let mut found = Vec::new();
    places(&schema, "", &mut found);
    assert!(found.len() > 50, "{}", found.len());
    let (mut schemas, mut compiler) = (Schemas::new(), Compiler::new());
    compiler.add_resource("deal.json", schema).unwrap();
    for (path, value) in found {
        let place = format!("deal.json#{}", path.replace('^', "%5E").replace('|', "%7C"));
        let index = compiler.compile(&place, &mut schemas).unwrap();
        if let Err(objection) = schemas.validate(&value, index) {
            panic!("{path}: {objection}");
        }
    }
}

/// The defaults that the schema names are those of the reader.
#[test]
fn defaults_are_those_of_the_reader() {
    let schema: Value = serde_json::from_str(&printed(&["schema"])).unwrap();
    let default = |key: &str| schema["properties"]["deal"]["properties"][key]["default"].clone();
    let least = fs::read_to_string(Path::new(ROOT).join("tests/schema/valid/least.toml")).unwrap();
    let deal = reading(&least).deal.unwrap();
    assert_eq!(default("target_saving"), deal.target_saving);
    assert_eq!(default("target_return"), deal.target_return);
    let (worst, best) = deal.rating_scale;
    assert_eq!(
        default("rating_scale"),
        serde_json::json!([worst as i64, best as i64])
    );
    assert_eq!(default("aggregation"), deal.aggregation.id());
}

/// Every id that a key takes says what it means.
#[test]
fn every_id_is_described() {
    fn bare<'a>(node: &'a Value, found: &mut Vec<&'a Value>) {
        match node {
            Value::Object(entries) => {
                if let Some(Value::Array(ids)) = entries.get("oneOf") {
                    let ids = ids.iter().filter(|id| id.get("const").is_some());
                    found.extend(ids.filter(|id| id.get("description").is_none()));
                }
                entries.values().for_each(|inner| bare(inner, found));
            }
            Value::Array(nodes) => nodes.iter().for_each(|inner| bare(inner, found)),
            _ => {}
        }
    }
    let schema: Value = serde_json::from_str(&printed(&["schema"])).unwrap();
    let mut found = Vec::new();
    bare(&schema, &mut found);
    assert_eq!(found, Vec::<&Value>::new());
}
