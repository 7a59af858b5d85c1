//! `assess --candidates`: a table of some candidates is compared like those of the deal's own file.

use super::{DEAL, screen};
use crate::command::contract;
use crate::command::deals::{rated, two_candidates};
use crate::harness::Run;

const ALPHA_AND_BETA: &str = "\
name,ratings.compatibility,ratings.complementarity,ratings.risk_sharing,ratings.cost_sharing,ratings.commitment
Alpha,8,8,8,8,8
Beta,7,7,8,8,7
";

fn assess(arguments: &[&str], deal: &str, table: &str) -> Run {
    Run::assess(&[&["--candidates", "table.csv"], arguments].concat(), deal)
        .file("table.csv", table)
}

/// What is said whichever files it was read from.
fn without_source(json: &str) -> serde_json::Value {
    let mut json: serde_json::Value = serde_json::from_str(json).unwrap();
    for key in ["source", "sha256"] {
        assert!(json["deal"].as_object_mut().unwrap().remove(key).is_some());
    }
    assert!(json.as_object_mut().unwrap().remove("inputs").is_some());
    json
}

/// The kinds and names of the files that a result rests on.
fn inputs(json: &str) -> Vec<(String, String)> {
    let inputs = contract::read(json).inputs.into_iter();
    inputs.map(|file| (file.kind, file.source)).collect()
}

#[test]
fn json_is_the_same_wherever_the_candidates_stand() {
    let in_deal = Run::assess(&["--format", "json"], &two_candidates()).succeed();
    let of_cells = assess(&["--format", "json"], &rated("", &[]), ALPHA_AND_BETA).succeed();
    assert_eq!(without_source(&of_cells), without_source(&in_deal));
    let files = [("deal", "deal.toml"), ("table", "table.csv")];
    let files = files.map(|(kind, name)| (kind.to_owned(), name.to_owned()));
    assert_eq!(inputs(&of_cells), files);
    assert_eq!(inputs(&in_deal), files[..1]);

    let lines: String = [("Alpha", [8, 8, 8, 8, 8]), ("Beta", [7, 7, 8, 8, 7])]
        .map(|(name, [a, b, c, d, e])| {
            format!(
                "{{\"name\":\"{name}\",\"ratings\":{{\"compatibility\":{a},\"complementarity\":{b},\
                 \"risk_sharing\":{c},\"cost_sharing\":{d},\"commitment\":{e}}}}}\n"
            )
        })
        .concat();
    let of_lines = Run::assess(
        &["--candidates", "rows.ndjson", "--format", "json"],
        &rated("", &[]),
    )
    .file("rows.ndjson", lines)
    .succeed();
    assert_eq!(without_source(&of_lines), without_source(&in_deal));

    // A table of no rows adds nobody.
    let header = &ALPHA_AND_BETA[..=ALPHA_AND_BETA.find('\n').unwrap()];
    let empty = assess(&["--format", "json"], &two_candidates(), header).succeed();
    assert_eq!(without_source(&empty), without_source(&in_deal));
}

/// Scores to the bit, all else apart from what says that rows were left out.
#[test]
fn screen_says_of_the_best_what_assess_says() {
    let assessed = assess(&["--format", "json"], &rated("", &[]), ALPHA_AND_BETA).succeed();
    let screened = screen(&["--format", "json"], ALPHA_AND_BETA)
        .file("deal.toml", rated("", &[]))
        .succeed();
    let mut screened: serde_json::Value = serde_json::from_str(&screened).unwrap();
    let counted = screened
        .as_object_mut()
        .unwrap()
        .remove("screened")
        .unwrap();
    assert_eq!(
        counted,
        serde_json::json!({ "table": "table.csv", "rows": 2, "bad": 0, "rival": null })
    );
    let mut assessed: serde_json::Value = serde_json::from_str(&assessed).unwrap();
    // A table of any length is read once and never held, so that it has no digest.
    let digest = |json: &mut serde_json::Value| json["inputs"][1]["sha256"].take();
    assert!(digest(&mut assessed).is_string() && digest(&mut screened).is_null());
    assert_eq!(screened, assessed);
}

#[test]
fn the_table_joins_the_deals_own_candidates() {
    let deal = rated("", &[("Own", [9.0; 5])]);
    let json = assess(&["--format", "json"], &deal, ALPHA_AND_BETA).succeed();
    let names: Vec<String> = contract::read(&json)
        .candidates
        .into_iter()
        .map(|candidate| candidate.name)
        .collect();
    assert_eq!(names, ["Own", "Alpha", "Beta"]);
    let reversed: serde_json::Value = serde_json::from_str(&json).unwrap();
    assert_eq!(reversed["candidates"][0]["score"], 90.0);
}

#[test]
fn names_must_be_unique_in_both_together() {
    let deal = rated("", &[("Alpha", [9.0; 5])]);
    assess(&[], &deal, &format!("{ALPHA_AND_BETA}Beta,1,1,1,1,1\n"))
        .stderr(
            r#"
error[PE007]: a second candidate named `Alpha`
  --> table.csv:2, column 1 (name)
  = help: the first stands in the deal itself; names must be unique

error[PE007]: a second candidate named `Beta`
  --> table.csv:4, column 1 (name)
  = help: the first stands in line 3; names must be unique

"#,
        )
        .status(2)
        .check();
}

/// Unlike a screening, a comparison of a part would be another one.
#[test]
fn one_bad_row_and_nothing_is_compared() {
    assess(
        &["--format", "json"],
        DEAL,
        "name,ratings.compatibility\nAlpha,8\nBeta,x\nGamma\nDelta,11\n",
    )
    .stderr(
        r#"
error[PE004]: `x` is not a number
  --> table.csv:3, column 2 (ratings.compatibility)
  = help: if it stands for nothing, pass --null 'x'

error[PE009]: the row has 1 cells, and the header 2
  --> table.csv:4
  = help: empty cells at its end have their delimiters too

error[PE005]: `ratings.compatibility` must be from 0 to 10, and is 11
  --> table.csv:5, column 2 (ratings.compatibility)
  = help: a --map can bring a whole column into its range: for ratings { column = …, worst = 0, best = 100 }, for shares { column = …, factor = 0.01 }

"#,
    )
    .status(2)
    .check();
}

#[test]
fn nobody_in_the_table_and_nobody_in_the_deal() {
    assess(&[], DEAL, "name,ratings.compatibility\n")
        .stderr("error: table.csv has no rows, and there is nobody to compare\n")
        .status(2)
        .check();
}

/// Without a table that is the deal's own mistake.
#[test]
fn a_deal_without_candidates_names_the_option() {
    let output = Run::assess(&[], DEAL).output();
    let stderr = String::from_utf8(output.stderr).unwrap();
    assert!(
        stderr.contains("rows of a table come with `screen` or `assess --candidates FILE`"),
        "{stderr}"
    );
    assert_eq!(output.status.code(), Some(2));
}

#[test]
fn several_deals_compare_the_same_table() {
    let other = rated("", &[]).replace("Depot", "Fleet");
    let csv = Run::new(&[
        "assess",
        "a.toml",
        "b.toml",
        "--candidates",
        "table.csv",
        "--format",
        "csv",
        "--draws",
        "0",
    ])
    .file("a.toml", rated("", &[]))
    .file("b.toml", other)
    .file("table.csv", ALPHA_AND_BETA)
    .succeed();
    let rows: Vec<String> = csv
        .lines()
        .skip(1)
        .map(|row| row[..row.find(",8").unwrap_or(25).min(25)].to_owned())
        .collect();
    assert_eq!(rows.len(), 4);
    assert!(
        rows[0].starts_with("Depot,network,1,Alpha") && rows[3].starts_with("Fleet,network,2,Beta"),
        "{rows:?}"
    );
}

#[test]
fn a_deal_and_a_table_cannot_both_be_standard_input() {
    for deals in [&["-"][..], &["deal.toml", "other.toml"]] {
        Run::new(&[&["assess"], deals, &["--candidates", "-"]].concat())
            .stderr("error: standard input can be read only once: give the table, or the deal, as a file\n")
            .status(2)
            .check();
    }
}

/// The gates of a review hold for candidates from tables too.
#[test]
fn a_review_of_a_table() {
    assess(&["--require", "leader", "--format", "csv", "--draws", "0", "--candidate", "Beta"], &rated("", &[]), ALPHA_AND_BETA)
        .stdout(
            "deal,relationship,rank,candidate,score,low,high,known,verdict,stopped_by,first_place,compatibility,\
             complementarity,risk_sharing,cost_sharing,commitment,flags,file\n\
             Depot,network,2,Beta,74.33333333333334,74.33333333333334,74.33333333333334,1.0,recommended,,,70.0,70.0,80.0,80.0,70.0,,deal.toml\n",
        )
        .check();
}
