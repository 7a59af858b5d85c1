//! The figures of the crate against those of another program.
//!
//! `tests/golden/` holds deals and, beside each, what an independent implementation of the scoring model computes for
//! it: the Python that stands there too, written from the text of the model by somebody who had not seen this crate.
//! The deals are random ones of its generator, chosen so that together they show nearly all that it can say.
//!
//! Where the two differ, the model decides, not the file: mend whichever is wrong.

use std::fs;
use std::path::PathBuf;

use partner_eval::assessment::{Assessment, Run};
use partner_eval::compose::Found;
use partner_eval::confidence::Sampling;
use partner_eval::contract::{AssessmentV2, CompositionV2};
use partner_eval::deal::{Candidate, Day, Deal};
use partner_eval::model::Grade;
use partner_eval::read::{ReadOptions, Source, read_house, read_with};
use partner_eval::score::Evaluation;
use serde::Deserialize;
use serde_json::{Map, Value};

use crate::harness::toml_files;

/// What is expected of a deal, with the keys of the contract.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Golden {
    options: Options,
    expected: Value,
    sets: Vec<Value>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Options {
    as_of: Option<String>,
    min_grade: Option<String>,
    #[serde(default)]
    require_evidence: bool,
    fail_under: Option<f64>,
    /// Whether a house sets gates, in a file beside.
    house: bool,
}

fn options(path: &std::path::Path, golden: &Options) -> ReadOptions {
    let house = golden.house.then(|| {
        let path = path.with_extension("gates.toml");
        let text = fs::read_to_string(&path).unwrap();
        read_house(&Source::new("gates.toml", text)).0.unwrap()
    });
    ReadOptions {
        house,
        fail_under: golden.fail_under,
        require_evidence: golden.require_evidence,
        min_grade: golden.min_grade.as_deref().and_then(Grade::from_id),
        as_of: golden.as_of.as_deref().and_then(Day::parse),
        ..ReadOptions::default()
    }
}

/// Calls a check with every golden deal.
fn each(check: impl Fn(&str, &Source, &Deal, &Golden)) {
    let is_deal = |(path, _): &(PathBuf, String)| !path.to_string_lossy().ends_with(".gates.toml");
    let files: Vec<_> = toml_files("tests/golden")
        .into_iter()
        .filter(is_deal)
        .collect();
    assert!(files.len() >= 40, "only {} deals found", files.len());
    for (path, text) in files {
        let name = path.file_stem().unwrap().to_str().unwrap().to_owned();
        let expected = fs::read_to_string(path.with_extension("json")).unwrap();
        let golden: Golden = serde_json::from_str(&expected).unwrap();
        let source = Source::new("deal.toml", text);
        let reading = read_with(&source, &options(&path, &golden.options));
        let deal = reading
            .deal
            .unwrap_or_else(|| panic!("{name}: {:?}", reading.problems));
        check(&name, &source, &deal, &golden);
    }
}

/// Lists in which entries are told by a key of their own, whatever their order.
fn key_of(list: &str) -> Option<&'static str> {
    Some(match list {
        "candidates" | "reviewers" | "ahead_but_out" => "name",
        "criteria" | "gates" | "weights" => "id",
        "next_evidence" | "open" => "criterion",
        "withdrawal" => "candidate",
        "marks" => "reviewer",
        "without" => "member",
        _ => return None,
    })
}

/// Lists of which the order says nothing.
const UNORDERED: [&str; 9] = [
    "flags",
    "raises",
    "needs",
    "not_applicable",
    "objectives",
    "leaders",
    "leads",
    "leads_without",
    "left_out",
];

/// An entry of a list of ids: the id, whatever stands beside it.
fn plain(entry: &Value) -> String {
    let id = entry
        .get("id")
        .or_else(|| entry.get("name"))
        .unwrap_or(entry);
    id.as_str().map_or_else(|| id.to_string(), str::to_owned)
}

/// Whether all entries have the key, each another one.
fn are_told(entries: &[Value], key: &str) -> bool {
    entries
        .iter()
        .all(|entry| entry.get(key).is_some_and(|key| !key.is_null()))
}

/// Compares what is expected with what is found; keys that nobody expects say nothing.
fn compare(expected: &Value, found: &Value, path: &str) {
    let key = path.rsplit('.').next().unwrap_or(path);
    let key = key.split('<').next().unwrap_or(key);
    match (expected, found) {
        (Value::Number(expected), Value::Number(found)) => {
            let (a, b) = (expected.as_f64().unwrap(), found.as_f64().unwrap());
            assert!(
                (a - b).abs() <= 1e-9 * a.abs().max(1.0),
                "{path}: {b}, expected {a}"
            );
        }
        (Value::Object(expected), Value::Object(found)) => objects(expected, found, path),
        (Value::Array(expected), Value::Array(found)) => lists(expected, found, path, key),
        _ => assert_eq!(found, expected, "{path}"),
    }
}

fn objects(expected: &Map<String, Value>, found: &Map<String, Value>, path: &str) {
    for (key, expected) in expected {
        let Some(found) = found.get(key) else {
            panic!("{path}.{key} is missing, expected {expected}");
        };
        compare(expected, found, &format!("{path}.{key}"));
    }
}

fn lists(expected: &[Value], found: &[Value], path: &str, key: &str) {
    if UNORDERED.contains(&key) {
        let sorted = |all: &[Value]| {
            let mut all: Vec<String> = all.iter().map(plain).collect();
            all.sort();
            all.dedup();
            all
        };
        assert_eq!(sorted(found), sorted(expected), "{path}");
        return;
    }
    let by = key_of(key).filter(|by| are_told(expected, by) && are_told(found, by));
    let Some(by) = by else {
        assert_eq!(
            found.len(),
            expected.len(),
            "{path}: {found:?}, expected {expected:?}"
        );
        for (at, (expected, found)) in expected.iter().zip(found).enumerate() {
            compare(expected, found, &format!("{path}<{at}>"));
        }
        return;
    };
    // A pass/fail gate that passes may be left out.
    let passes =
        |entry: &Value| key == "gates" && entry["outcome"] == "pass" && entry["minimum"].is_null();
    for expected in expected.iter().filter(|entry| !passes(entry)) {
        let Some(found) = found.iter().find(|found| found[by] == expected[by]) else {
            panic!("{path}<{}> is missing", expected[by]);
        };
        compare(expected, found, &format!("{path}<{}>", expected[by]));
    }
    for found in found.iter().filter(|entry| !passes(entry)) {
        let is_expected = expected.iter().any(|expected| expected[by] == found[by]);
        assert!(is_expected, "{path}<{}> is too much", found[by]);
    }
}

#[test]
fn assessments_are_those_of_the_other_program() {
    each(|name, source, deal, golden| {
        let sampling = Sampling {
            draws: Some(0),
            seed: 1,
        };
        let assessment = Assessment::of(deal, sampling);
        let document = AssessmentV2::of(source, &assessment, |_| true);
        let found = serde_json::to_value(&document).unwrap();
        compare(&golden.expected, &organization_in_money(found), name);
    });
}

/// The money of the organization, where the other program has it.
fn organization_in_money(mut document: Value) -> Value {
    for candidate in document["candidates"].as_array_mut().into_iter().flatten() {
        let money = candidate["terms"]["money"]["organization"].clone();
        candidate["terms"]["organization"]["money"] = money;
    }
    document
}

#[test]
fn sets_are_those_of_the_other_program() {
    let compared = std::cell::Cell::new(0);
    each(|name, source, deal, golden| {
        for expected in &golden.sets {
            let names = expected["members"].as_array().unwrap();
            let member = |name: &Value| {
                let mut candidates = deal.candidates.iter();
                candidates.find(|candidate| candidate.name == name.as_str().unwrap())
            };
            let mut members: Vec<&Candidate> = names.iter().filter_map(member).collect();
            members.sort_by(|a, b| a.name.cmp(&b.name));
            let evaluation = Evaluation::of(deal, &members);
            let set = Found {
                members,
                evaluation,
            };
            let document = CompositionV2::of_set(source, deal, &Run::default(), &set);
            let found = serde_json::to_value(&document).unwrap();
            compare(expected, &found["sets"][0], &format!("{name}: {names:?}"));
            compared.set(compared.get() + 1);
        }
    });
    assert!(compared.get() >= 40, "only {} sets found", compared.get());
}
