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
    for directory in ["examples", "tests/golden", "tests/schema/valid"] {
        for (path, text) in toml_files(directory) {
            assert!(reader_accepts(&text), "the reader: {}", path.display());
            if let Some(objection) = schema.objection(&text) {
                panic!("{}: {objection}", path.display());
            }
        }
    }
}

#[test]
fn what_is_broken_both_reject() {
    let schema = Schema::new();
    for (path, text) in toml_files("tests/schema/broken") {
        assert!(!reader_accepts(&text), "the reader: {}", path.display());
        let objection = schema.objection(&text);
        assert!(objection.is_some(), "the schema: {}", path.display());
    }
}

#[test]
fn a_new_deal_fits_the_schema() {
    let schema = Schema::new();
    for relationship in Relationship::ALL {
        let text = printed(&["init", "--relationship", relationship.id(), "-"]);
        assert_eq!(schema.objection(&text), None);
    }
}
