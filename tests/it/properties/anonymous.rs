//! `--anonymous` on random committees: no name is anywhere, and nothing but names is other than without.

use std::fs;
use std::io::Cursor;

use calamine::{Reader, Xlsx};
use proptest::prelude::*;
use serde_json::Value as Json;

use super::cases;
use super::deals::RandomDeal;
use super::reviews::{Committee, GIVER, ROLE, committee_of};
use crate::command::formats::formats;
use crate::command::reviews::beside::without_places;
use crate::harness::{Directory, text};

/// Reviewers, after whom their files are called, with names that stand nowhere else.
const HIDDEN: [&str; 3] = ["Qzannv", "Vkbo Xqberg", "Çqxav"];

/// What no report may say, in lower case.
fn secrets() -> Vec<String> {
    let words = HIDDEN.iter().flat_map(|name| name.split(' '));
    let words = words.chain([ROLE, GIVER]);
    words.map(str::to_lowercase).collect()
}

/// Each command that shows reviewers, with a few draws.
const CALLS: [&[&str]; 9] = [
    &["assess", "deal.toml", "--draws", "20"],
    &["explain", "deal.toml", "--draws", "20"],
    &["explain", "deal.toml", "Candidate 0", "Candidate 1"],
    &[
        "explain",
        "deal.toml",
        "Candidate 0",
        "--against",
        "Candidate 1",
        "--draws",
        "20",
    ],
    &["compose", "deal.toml", "--size", "1", "--top", "2"],
    &["fit", "deal.toml"],
    &["diff", "bare.toml", "deal.toml"],
    &[
        "screen",
        "header.toml",
        "--candidates",
        "rows.jsonl",
        "--draws",
        "20",
    ],
    &[
        "screen",
        "header.toml",
        "--candidates",
        "rows.jsonl",
        "--all",
    ],
];

/// A deal with its header and its candidates as rows, beside the same without marks.
fn directory(deal: &RandomDeal, bare: &RandomDeal) -> Directory {
    let header = toml::to_string(&deal.header).unwrap();
    let rows = deal.candidates.iter();
    let rows = rows.map(|row| serde_json::to_string(row).unwrap() + "\n");
    Directory::with(&[
        ("deal.toml", &deal.text()),
        ("bare.toml", &bare.text()),
        ("header.toml", &header),
        ("rows.jsonl", &rows.collect::<String>()),
    ])
}

/// The deal beside its review files, and the options that name them.
fn beside(committee: &Committee) -> (Directory, Vec<String>) {
    let directory = directory(&committee.bare, &committee.bare);
    let mut options = vec!["--incomplete".to_owned(), "--reviews".to_owned()];
    for (name, text) in &committee.files {
        directory.write(name, text);
        options.push(name.clone());
    }
    (directory, options)
}

/// What a call wrote, and its exit status.
fn run(directory: &Directory, call: &[&str], more: &[String]) -> (String, String, Option<i32>) {
    let more = more.iter().map(String::as_str);
    let call: Vec<&str> = call.iter().copied().chain(more).collect();
    let output = directory.run(&call, "");
    let out = match output.stdout.starts_with(b"PK") {
        true => cells(output.stdout),
        false => text(&output.stdout).to_owned(),
    };
    (out, text(&output.stderr).to_owned(), output.status.code())
}

/// All that the cells of a workbook show.
fn cells(workbook: Vec<u8>) -> String {
    let mut workbook = Xlsx::new(Cursor::new(workbook)).unwrap();
    let sheets = workbook.worksheets();
    let cells = sheets.iter().flat_map(|(_, sheet)| sheet.used_cells());
    cells.map(|(_, _, cell)| format!("{cell}\n")).collect()
}

fn anonymous(options: &[String]) -> Vec<String> {
    [options, &["--anonymous".to_owned()]].concat()
}

/// The numbers of a JSON of `assess` that hang on no draw, and the verdicts.
fn results(assessment: &str) -> Vec<Json> {
    let assessment: Json = serde_json::from_str(assessment).unwrap();
    let candidates = assessment["candidates"].as_array().unwrap().iter();
    let keys = [
        "name",
        "rank",
        "score",
        "low",
        "high",
        "known",
        "verdict",
        "stopped_by",
    ];
    let result = |one: &Json| keys.iter().map(|key| one[key].clone()).collect();
    candidates.map(result).collect()
}

proptest! {
    #![proptest_config(cases(4))]

    #[test]
    fn no_report_says_a_name(committee in committee_of(HIDDEN)) {
        let (files, options) = beside(&committee);
        let typed = directory(&committee.typed, &committee.bare);
        let mut runs = 0;
        for call in CALLS {
            for (directory, options) in [(&files, &options[..]), (&typed, &[])] {
                let status = run(directory, call, options).2;
                for format in formats(directory, call) {
                    // A record a line has few formats.
                    if call.contains(&"--all") && !["csv", "json-lines"].contains(&format.as_str()) {
                        continue;
                    }
                    let call = [call, &["--format", &format]].concat();
                    let (out, err, anonymous) = run(directory, &call, &anonymous(options));
                    prop_assert_eq!(anonymous, status, "{:?}\n{}", call, err);
                    let said = (out + &err).to_lowercase();
                    for secret in secrets() {
                        prop_assert!(!said.contains(&secret), "{:?} {}\n{}", call, secret, said);
                    }
                    runs += usize::from(anonymous != Some(2));
                }
            }
        }
        prop_assert!(runs > 60, "{}", runs);
        let write = ["assess", "deal.toml", "--write", "json=1.out", "--write", "csv-long=2.out"];
        for (directory, options) in [(&files, &options[..]), (&typed, &[])] {
            prop_assert_ne!(run(directory, &write, &anonymous(options)).2, Some(2));
            for name in ["1.out", "2.out"] {
                let written = fs::read_to_string(directory.path().join(name)).unwrap().to_lowercase();
                prop_assert!(!secrets().iter().any(|secret| written.contains(secret)), "{}", written);
            }
        }
    }

    /// Nor where the marks stand, in which order, and what the files are called.
    #[test]
    fn only_marks_make_a_difference(committee in committee_of(HIDDEN)) {
        let (files, options) = beside(&committee);
        let typed = directory(&committee.typed, &committee.bare);
        let mut turned = committee.clone();
        turned.bare.candidates.reverse();
        for ((name, _), other) in turned.files.iter_mut().zip(["z", "m", "a"]) {
            *name = format!("{other}.toml");
        }
        let (turned, other_options) = beside(&turned);
        for call in CALLS.into_iter().take(5) {
            for format in formats(&typed, call) {
                // They are of lines, and the last names all inputs.
                if ["github", "gitlab", "sarif", "xlsx"].contains(&format.as_str()) {
                    continue;
                }
                let call = [call, &["--format", &format]].concat();
                let report = |directory: &Directory, options: &[String]| {
                    let (out, ..) = run(directory, &call, &anonymous(options));
                    // What stands between parts that share a line hangs on how long the places are.
                    without_places(&out, &format).replace([';', '·'], "")
                };
                let expected = report(&typed, &[]);
                prop_assert_eq!(&report(&files, &options), &expected, "{:?}", &call);
                prop_assert_eq!(&report(&turned, &other_options), &expected, "{:?}", &call);
            }
        }
        let json = ["assess", "deal.toml", "--format", "json", "--draws", "20"];
        let [named, hidden] = [&options, &anonymous(&options)].map(|options| run(&files, &json, options).0);
        prop_assert_eq!(results(&hidden), results(&named));
    }
}
