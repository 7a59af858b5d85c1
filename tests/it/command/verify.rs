//! `verify`: stored assessments computed again.

use std::fs;
use std::path::Path;

use serde_json::Value;

use crate::harness::{Directory, ROOT, program, text, toml_files};

const DEAL: &str = r#"
[deal]
name = "Depot"
relationship = "network"
rated = ["compatibility", "complementarity", "risk_sharing", "cost_sharing", "commitment"]

[organization]
name = "Us"

[[candidates]]
name = "Them"
ratings = { compatibility = 7, complementarity = 8, risk_sharing = 6, cost_sharing = 9, commitment = 8 }

[[candidates]]
name = "Others"
ratings = { compatibility = 7, complementarity = 6, risk_sharing = { low = 3, score = 6, high = 8 }, cost_sharing = 9 }
"#;

/// A directory with a deal and its assessment, made with these options.
fn stored(options: &[&str]) -> Directory {
    let directory = Directory::with(&[
        ("deal.toml", DEAL),
        ("gates.toml", "[gates]\ncommitment = 70\n"),
        (
            "bids.csv",
            "bidder|compatibility|complementarity|risk_sharing|cost_sharing|commitment\nAcme|7,5|NULL|6|n/a|8\n",
        ),
        (
            "map.toml",
            "name = 'bidder'\nratings.compatibility = 'compatibility'\nratings.complementarity = 'complementarity'\n\
             ratings.risk_sharing = 'risk_sharing'\nratings.cost_sharing = 'cost_sharing'\nratings.commitment = 'commitment'\n",
        ),
        (
            "places.toml",
            "name = '1'\nratings.compatibility = '2'\nratings.complementarity = '3'\nratings.risk_sharing = '4'\n\
             ratings.cost_sharing = '5'\nratings.commitment = '6'\n",
        ),
    ]);
    let json = directory.run(
        &[&["assess", "deal.toml", "--format", "json"], options].concat(),
        "",
    );
    assert_ne!(json.status.code(), Some(2), "{}", text(&json.stderr));
    directory.write("assessment.json", &json.stdout);
    directory
}

fn verify(directory: &Directory, arguments: &[&str]) -> (Option<i32>, String, String) {
    let output = directory.run(&[&["verify", "assessment.json"], arguments].concat(), "");
    let [out, err] = [&output.stdout, &output.stderr].map(|stream| text(stream).to_owned());
    (output.status.code(), out, err)
}

/// The directory with something else in place of a part of the assessment.
fn edited(options: &[&str], part: &str, other: &str) -> Directory {
    let directory = stored(options);
    let json = directory.read("assessment.json");
    assert!(json.contains(part), "{part} is not in {json}");
    directory.write("assessment.json", json.replacen(part, other, 1));
    directory
}

#[test]
fn the_same_files_and_options_give_the_same_assessment() {
    let other_table = [
        "--candidates",
        "bids.csv",
        "--map",
        "places.toml",
        "--delimiter",
        "|",
        "--no-header",
        "--no-quotes",
        "--skip-rows",
        "1",
        "--encoding",
        "windows-1252",
        "--list-separator",
        "/",
        "--input-format",
        "csv",
        "--decimal-comma",
        "--null",
        "NULL",
        "--null",
        "n/a",
    ];
    let table = [
        "--candidates",
        "bids.csv",
        "--map",
        "map.toml",
        "--delimiter",
        "|",
        "--decimal-comma",
        "--null",
        "NULL",
        "--null",
        "n/a",
    ];
    for options in [
        &[][..],
        &["--draws", "0"],
        &["--draws", "777", "--seed", "5"],
        &["--as-of", "2026-03-31", "--min-grade", "documented"],
        &["--require-evidence"],
        &[
            "--gates",
            "gates.toml",
            "--candidate",
            "Others",
            "--candidate",
            "Them",
        ],
        &[
            "--fail-under",
            "70.5",
            "--require",
            "Them",
            "--min-lead",
            "50",
        ],
        &table,
        &other_table,
    ] {
        // Warnings are said again.
        let (status, out, err) = verify(&stored(options), &[]);
        assert_eq!(status, Some(0), "{options:?}: {out}{err}");
        assert!(
            out.starts_with("Depot: same, computed again from deal.toml"),
            "{out}"
        );
    }
}

#[test]
fn every_example_is_verified_from_another_folder() {
    let directory = Directory::new();
    let files = toml_files("examples");
    let files: Vec<String> = files
        .iter()
        .map(|(path, _)| {
            path.strip_prefix(ROOT)
                .unwrap()
                .to_str()
                .unwrap()
                .to_owned()
        })
        .collect();
    let mut arguments = vec!["assess", "--format", "json-lines", "--draws", "500"];
    arguments.extend(files.iter().map(String::as_str));
    let json = program(ROOT).args(arguments).output().unwrap();
    directory.write("assessment.json", &json.stdout);
    let (status, out, err) = verify(&directory, &["--root", ROOT]);
    assert_eq!((status, err.as_str()), (Some(0), ""), "{out}");
    assert_eq!(
        out.lines().filter(|line| line.contains(": same, ")).count(),
        files.len(),
        "{out}"
    );
    assert!(fs::exists(Path::new(ROOT).join(&files[0])).unwrap());
}

#[test]
fn reviews_are_read_again() {
    let directory = Directory::new();
    for reviews in [
        &[
            "--reviews",
            "examples/committee/reviews",
            "examples/committee/meeting.toml",
        ][..],
        &[
            "--reviews",
            "examples/committee/reviews/hansen.toml",
            "--incomplete",
        ],
    ] {
        let arguments = ["assess", "examples/committee/deal.toml", "--format", "json"];
        let json = program(ROOT)
            .args(arguments)
            .args(reviews)
            .output()
            .unwrap();
        directory.write("assessment.json", &json.stdout);
        let (status, out, err) = verify(&directory, &["--root", ROOT]);
        assert_eq!(status, Some(0), "{out}{err}");
        assert!(
            out.contains(".toml and examples/committee/") || out.contains(", examples/committee/"),
            "{out}"
        );
    }
}

#[test]
fn a_value_that_differs_is_named_with_both() {
    for (part, other, line) in [
        (
            "\"low\": 0.0,",
            "\"low\": 1.0,",
            "candidates.Others.dimensions.commitment.low was 1.0 and is 0.0",
        ),
        (
            "\"verdict\": \"recommended\"",
            "\"verdict\": \"conditional\"",
            "candidates.Them.verdict was \"conditional\" and is \"recommended\"",
        ),
        (
            "\"network\"",
            "\"consortium\"",
            "deal.relationship was \"consortium\" and is \"network\"",
        ),
        (
            "\"name\": \"Them\",",
            "\"name\": \"Them\", \"colour\": \"red\",",
            "candidates.Them.colour was \"red\" and is gone",
        ),
    ] {
        let (status, out, err) = verify(&edited(&[], part, other), &[]);
        assert_eq!((status, err.as_str()), (Some(1), ""));
        let expected =
            format!("Depot: 1 value differs, computed again from deal.toml\n      {line}\n");
        assert_eq!(out, expected);
    }
}

#[test]
fn json_has_every_difference() {
    let directory = edited(
        &["--gates", "gates.toml"],
        "\"verdict\": \"recommended\"",
        "\"verdict\": \"conditional\"",
    );
    let (status, out, err) = verify(&directory, &["--format", "json"]);
    assert_eq!((status, err.as_str()), (Some(1), ""));
    let mut found: Value = serde_json::from_str(&out).unwrap();
    for file in found["assessments"][0]["inputs"].as_array_mut().unwrap() {
        assert_eq!(file["sha256"].take().as_str().map(str::len), Some(64));
    }
    let expected = serde_json::json!({
        "schema": "partner-eval/verify/2",
        "tool_version": "0.2.0",
        "model_version": 2,
        "source": "assessment.json",
        "holds": false,
        "assessments": [{
            "deal": "Depot",
            "tool_version": "0.2.0",
            "holds": false,
            "inputs": [
                { "kind": "deal", "source": "deal.toml", "sha256": null },
                { "kind": "gates", "source": "gates.toml", "sha256": null }
            ],
            "differences": [{ "path": "candidates.Them.verdict", "was": "conditional", "is": "recommended" }]
        }]
    });
    assert_eq!(found, expected);
}

/// A later version may say a thing in other words; any build may say more, and none other numbers.
#[test]
fn another_version_of_the_program_may_word_it_otherwise() {
    let other = |part: &str, other: &str| {
        let directory = edited(&[], part, other);
        let of_another = directory
            .read("assessment.json")
            .replacen("\"0.2.0\"", "\"0.1.9\"", 1);
        let here = verify(&directory, &[]).0;
        directory.write("assessment.json", of_another);
        [here, verify(&directory, &[]).0]
    };
    let same_alone = [Some(1), Some(0)];
    assert_eq!(other("\"detail\": \"", "\"detail\": \"well, "), same_alone);
    assert_eq!(
        other("\"conditional_on\": null,\n", "\n"),
        [Some(0), Some(0)]
    );
    assert_eq!(
        other("\"can_lead\": true", "\"can_lead\": false"),
        [Some(1), Some(1)]
    );
}

#[test]
fn what_cannot_be_computed_again_is_said() {
    let options = &["--gates", "gates.toml"];
    let directory = stored(options);
    directory.write("deal.toml", format!("{DEAL}\n"));
    fs::remove_file(directory.path().join("gates.toml")).unwrap();
    let (status, out, err) = verify(&directory, &[]);
    assert_eq!((status, out.as_str()), (Some(2), ""));
    let lines: Vec<&str> = err.lines().collect();
    assert!(
        lines[0].starts_with(
            "error: deal.toml, the deal of deal.toml, changed since it was assessed: its SHA-256 was "
        ),
        "{err}"
    );
    assert_eq!(
        lines[1..],
        ["error: gates.toml, the gates of deal.toml, is missing"]
    );
    for (part, other, words) in [
        (
            "\"model_version\": 2",
            "\"model_version\": 3",
            "error: deal.toml was assessed by version 3 of the model, and this program computes version 2\n",
        ),
        (
            "\"kind\": \"deal\"",
            "\"kind\": \"dream\"",
            "error: deal.toml has an input of the kind `dream`, which this program does not know\n",
        ),
        (
            "partner-eval/assessment/2",
            "partner-eval/assessment/1",
            "error: assessment.json has the schema `partner-eval/assessment/1`, not `partner-eval/assessment/2`: verify takes \
             what `assess --format json` writes\n",
        ),
        (
            "\"min_grade\": null",
            "\"min_grade\": \"x\"",
            "error: the options of deal.toml cannot be read: invalid value 'x' for '--min-grade <GRADE>'\n",
        ),
    ] {
        let (status, out, err) = verify(&edited(&[], part, other), &[]);
        assert_eq!((status, out.as_str(), err.as_str()), (Some(2), "", words));
    }
    let (status, _, err) = verify(&stored(&[]), &["--root", "nowhere"]);
    assert_eq!(
        (status, err.as_str()),
        (
            Some(2),
            "error: cannot go to nowhere: No such file or directory (os error 2)\n"
        )
    );
}

#[test]
fn what_came_from_a_stream_cannot_be_read_again() {
    let directory = Directory::new();
    let json = directory.run(&["assess", "-", "--format", "json"], DEAL);
    directory.write("assessment.json", &json.stdout);
    let (status, out, err) = verify(&directory, &[]);
    assert_eq!(
        (status, out.as_str(), err.as_str()),
        (
            Some(2),
            "",
            "error: <stdin>, the deal of <stdin>, was read from standard input, and cannot be read again\n"
        )
    );
}

#[test]
fn an_assessment_of_the_best_rows_is_refused_by_name() {
    let directory = stored(&[]);
    let options = [
        "screen",
        "deal.toml",
        "--candidates",
        "bids.csv",
        "--map",
        "map.toml",
        "--delimiter",
        "|",
        "--decimal-comma",
    ];
    let options = [
        &options[..],
        &["--null", "NULL", "--null", "n/a", "--format", "json"],
    ]
    .concat();
    directory.write("assessment.json", directory.run(&options, "").stdout);
    assert_eq!(
        verify(&directory, &[]),
        (
            Some(2),
            String::new(),
            "error: deal.toml was assessed by `screen` with the best rows of bids.csv, and verify takes what `assess --format json` writes\n"
                .to_owned()
        )
    );
}

#[test]
fn a_seal_is_verified_too() {
    let directory = stored(&[]);
    directory.write(
        "seal.toml",
        directory.run(&["seal", "deal.toml"], "").stdout,
    );
    let json = directory.run(
        &[
            "assess",
            "deal.toml",
            "--sealed",
            "seal.toml",
            "--format",
            "json",
        ],
        "",
    );
    directory.write("assessment.json", json.stdout);
    let (status, out, _) = verify(&directory, &[]);
    assert_eq!(
        (status, out.as_str()),
        (
            Some(0),
            "Depot: same, computed again from deal.toml and seal.toml\n"
        )
    );
}
