//! `--format sarif` and `--format gitlab`: findings at their lines, with fingerprints that stay.

use serde_json::Value;

use crate::command::deals::rated;
use crate::harness::{Directory, text};

fn document(directory: &Directory, arguments: &[&str]) -> Value {
    let output = directory.run(arguments, "");
    serde_json::from_slice(&output.stdout)
        .unwrap_or_else(|error| panic!("{error}: {}", text(&output.stderr)))
}

fn results(sarif: &Value) -> &Vec<Value> {
    sarif["runs"][0]["results"].as_array().unwrap()
}

fn mixed() -> String {
    rated("", &[("Alpha", [8.0; 5]), ("Beta", [4.0; 5])])
}

#[test]
fn sarif_names_rule_level_and_place() {
    let files = Directory::with(&[
        ("a deal.toml", mixed().as_str()),
        ("bad.toml", "[deal]\nname = 7\n"),
    ]);
    let arguments = ["assess", "./a deal.toml", "bad.toml", "--require", "all"];
    let sarif = document(&files, &[&arguments[..], &["--format", "sarif"]].concat());
    assert_eq!(sarif["version"], "2.1.0");
    let rules = sarif["runs"][0]["tool"]["driver"]["rules"]
        .as_array()
        .unwrap();
    let mut seen = Vec::new();
    for result in results(&sarif) {
        let rule = &rules[usize::try_from(result["ruleIndex"].as_u64().unwrap()).unwrap()];
        assert_eq!(rule["id"], result["ruleId"]);
        let place = &result["locations"][0]["physicalLocation"];
        let [rule, level] = ["ruleId", "level"].map(|key| result[key].as_str().unwrap());
        let file = place["artifactLocation"]["uri"].as_str().unwrap();
        seen.push(format!(
            "{level} {rule} {file}:{}",
            place["region"]["startLine"]
        ));
    }
    for expected in [
        "error PE004 bad.toml:2",
        "error require a%20deal.toml:1",
        "warning score a%20deal.toml:10",
    ] {
        assert!(
            seen.iter().any(|one| one == expected),
            "{expected}: {seen:#?}"
        );
    }
    let wrong_type = results(&sarif).iter().find(|one| one["ruleId"] == "PE004");
    let region = &wrong_type.unwrap()["locations"][0]["physicalLocation"]["region"];
    assert_eq!(
        region,
        &serde_json::json!({ "startLine": 2, "startColumn": 8, "endLine": 2, "endColumn": 9 })
    );
}

#[test]
fn a_fingerprint_stays_when_lines_move_and_scores_change() {
    let fingerprints = |deal: &str| -> Vec<Value> {
        let files = Directory::with(&[("deal.toml", deal)]);
        let found = document(&files, &["assess", "deal.toml", "--format", "gitlab"]);
        let found = found.as_array().unwrap().iter();
        found.map(|one| one["fingerprint"].clone()).collect()
    };
    let before = fingerprints(&mixed());
    assert!(!before.is_empty());
    let moved = format!("# a comment\n\n{}", mixed()).replace("= 4", "= 3.5");
    assert_eq!(fingerprints(&moved), before);
    let mut unique = before.clone();
    unique.sort_by_key(Value::to_string);
    unique.dedup();
    assert_eq!(unique.len(), before.len(), "each has its own");
    let renamed = fingerprints(&mixed().replace("Beta", "Gamma"));
    assert!(renamed.iter().all(|one| !before.contains(one)));
}

#[test]
fn problems_that_are_alike_have_a_fingerprint_each() {
    let deal = mixed().replace("[[candidates]]", "[[candidates]]\nfavourite = 1");
    let files = Directory::with(&[("deal.toml", deal.as_str())]);
    let found = document(&files, &["check", "deal.toml", "--format", "gitlab"]);
    let found: Vec<&Value> = found
        .as_array()
        .unwrap()
        .iter()
        .filter(|one| one["check_name"] == "PE002")
        .collect();
    assert_eq!(found.len(), 2);
    assert_eq!(found[0]["description"], found[1]["description"]);
    assert_ne!(found[0]["fingerprint"], found[1]["fingerprint"]);
    assert_eq!(found[0]["severity"], "critical");
    assert_eq!(found[0]["location"]["path"], "deal.toml");
}

#[test]
fn check_writes_sarif_of_a_file_without_fault() {
    let files = Directory::with(&[("deal.toml", mixed().as_str())]);
    let sarif = document(&files, &["check", "deal.toml", "--format", "sarif"]);
    assert!(results(&sarif).iter().all(|one| one["level"] == "warning"));
}
