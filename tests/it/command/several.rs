//! Several files of one call: what cannot be read does not silence the rest, and a file named twice is read once.

use serde_json::Value;

use crate::command::deals::{rated, two_candidates};
use crate::harness::{Run, text};

const PROBLEM: &str = "error[PE001]: key with no value, expected `=`";

/// `assess` of a good, a broken, a missing and another good file.
fn four(arguments: &[&str]) -> Run {
    let files = ["assess", "a.toml", "bad.toml", "gone.toml", "b.toml"];
    Run::new(&[&files, arguments].concat())
        .file("a.toml", two_candidates())
        .file("bad.toml", "stray\n")
        .file("b.toml", two_candidates().replace("Depot", "Fleet"))
}

#[track_caller]
fn printed(arguments: &[&str]) -> String {
    let output = four(arguments).output();
    let error = text(&output.stderr);
    assert!(error.starts_with(PROBLEM), "{error}");
    assert!(
        error.contains("error: cannot read gone.toml: No such file or directory"),
        "{error}"
    );
    assert_eq!(output.status.code(), Some(2));
    text(&output.stdout).to_owned()
}

#[test]
fn formats_for_people_show_the_good_ones() {
    let table = printed(&[]);
    assert!(table.contains("Depot · network") && table.contains("Fleet · network"));
    let csv = printed(&["--format", "csv"]);
    assert_eq!(csv.lines().count(), 5, "{csv}");
    let long = printed(&["--format", "csv-long"]);
    assert_eq!(long.lines().count(), 21, "{long}");
}

#[test]
fn a_line_of_markdown_names_what_was_not_read() {
    let markdown = printed(&["--format", "markdown"]);
    assert!(markdown.contains("### Depot") && markdown.contains("### Fleet"));
    let lines = markdown
        .lines()
        .filter(|line| line.starts_with("**Not read:** "));
    let lines: Vec<&str> = lines.collect();
    assert_eq!(lines.len(), 2, "{markdown}");
    assert!(
        lines[0].starts_with("**Not read:** bad.toml: key with no value"),
        "{markdown}"
    );
    assert!(
        lines[1].starts_with("**Not read:** gone.toml: cannot read gone.toml"),
        "{markdown}"
    );
}

#[track_caller]
fn are_four(documents: &[Value]) {
    let sources: Vec<&str> = documents
        .iter()
        .map(|document| document["deal"]["source"].as_str().unwrap())
        .collect();
    assert_eq!(sources, ["a.toml", "bad.toml", "gone.toml", "b.toml"]);
    let keys: Vec<&String> = documents[1].as_object().unwrap().keys().collect();
    assert_eq!(keys, ["deal", "problems", "schema"]);
    assert_eq!(documents[1]["schema"], "partner-eval/problems/2");
    let problem = &documents[1]["problems"][0];
    assert_eq!(problem["code"], "PE001");
    assert_eq!(
        (&problem["source"], &problem["line"]),
        (&"bad.toml".into(), &1.into())
    );
    let missing = &documents[2]["problems"][0];
    assert_eq!(
        (&missing["level"], &missing["source"]),
        (&"error".into(), &"gone.toml".into())
    );
    for at in [0, 3] {
        assert_eq!(documents[at]["schema"], "partner-eval/assessment/2");
        assert_eq!(documents[at]["candidates"].as_array().unwrap().len(), 2);
    }
}

#[test]
fn programs_get_an_entry_for_each_in_the_order_given() {
    let list: Vec<Value> = serde_json::from_str(&printed(&["--format", "json"])).unwrap();
    are_four(&list);
    let lines = printed(&["--format", "json-lines"]);
    let lines = lines
        .lines()
        .map(|line| serde_json::from_str(line).unwrap());
    are_four(&lines.collect::<Vec<Value>>());
}

#[test]
fn lines_of_json_have_one_form_for_one_file_and_many() {
    let json = Run::assess(&["--format", "json"], &two_candidates()).succeed();
    let lines = Run::assess(&["--format", "json-lines"], &two_candidates()).succeed();
    assert_eq!(lines.lines().count(), 1);
    let [json, line]: [Value; 2] = [&json, &lines].map(|text| serde_json::from_str(text).unwrap());
    assert_eq!(json, line);
}

#[test]
fn a_broken_file_beside_a_failed_gate_is_the_worse() {
    let output = four(&["--fail-under", "95"]).output();
    assert_eq!(output.status.code(), Some(2));
    let error = text(&output.stderr);
    assert!(error.contains("gate not met: a.toml: ") && error.contains("gate not met: b.toml: "));
}

#[test]
fn files_alone_that_cannot_be_read_print_nothing() {
    for format in ["table", "json", "json-lines", "csv", "markdown", "junit"] {
        let output = Run::assess(&["--format", format], "stray\n").output();
        assert_eq!(text(&output.stdout), "", "{format}");
        assert_eq!(output.status.code(), Some(2));
    }
}

#[test]
fn several_that_cannot_be_read_are_a_list_all_the_same() {
    let output = Run::new(&["assess", "a.toml", "b.toml", "--format", "json"]).output();
    let list: Vec<Value> = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(list.len(), 2);
    assert_eq!(output.status.code(), Some(2));
}

#[test]
fn warnings_that_are_errors_stop_their_file_alone() {
    let doubtful = two_candidates().replace("'Us'", "'Us'\nneeds = { welding = 5 }\n")
        + "capabilities = { weldin = 3 }\n";
    let output = Run::new(&[
        "assess",
        "a.toml",
        "b.toml",
        "--deny-warnings",
        "--format",
        "csv",
    ])
    .file("a.toml", doubtful)
    .file("b.toml", two_candidates())
    .output();
    assert_eq!(output.status.code(), Some(2));
    let files = text(&output.stdout)
        .lines()
        .map(|line| line.rsplit(',').next().unwrap());
    assert_eq!(files.collect::<Vec<_>>(), ["file", "b.toml", "b.toml"]);
    let end = "error: there are warnings, and --deny-warnings takes them for errors\n";
    assert!(text(&output.stderr).ends_with(end));
}

#[test]
fn what_is_wrong_with_a_table_is_said_once() {
    let output = Run::new(&["assess", "a.toml", "b.toml", "--candidates", "gone.csv"])
        .file("a.toml", rated("", &[]))
        .file("b.toml", rated("", &[]))
        .output();
    assert_eq!(output.status.code(), Some(2));
    let error = text(&output.stderr);
    assert_eq!(error.matches("gone.csv").count(), 1, "{error}");
}

#[test]
fn a_file_named_twice_is_read_once() {
    let run = |files: &[&str]| {
        Run::new(&[&["assess"], files, &["--format", "csv"]].concat())
            .file("a.toml", two_candidates())
    };
    let once = run(&["a.toml"]).succeed();
    run(&["a.toml", "a.toml"])
        .stdout(&once)
        .stderr("note: a.toml is given twice, and read once\n")
        .check();
    run(&["a.toml", "./a.toml"])
        .stdout(&once)
        .stderr("note: ./a.toml is a.toml, and read once\n")
        .check();
}
