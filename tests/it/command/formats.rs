//! Every format of every command, and every document read back by the structs that wrote it.

use std::collections::BTreeSet;

use clap::ValueEnum;
use partner_eval::contract::{
    AssessmentV2, CompositionV2, DefinitionsV2, DiffV2, DifferenceV2, ExplanationV2, FitV2,
    HistoryV2, ProblemsV2, RecordV2, pretty,
};
use partner_eval::render::Format;
use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::command::examples::{self, Example};
use crate::harness::{Directory, Run, text};

/// A table for the deal [`DEAL`].
const TABLE: &str = "name,ratings.compatibility,ratings.complementarity,ratings.risk_sharing,\
                     ratings.cost_sharing,ratings.commitment\nNorth,9,9,9,9,9\nSouth,5,5,5,5,5\n";

const DEAL: &str = "[deal]\nname = 'Depot'\nrelationship = 'network'\nrated = ['compatibility', \
                    'complementarity', 'risk_sharing', 'cost_sharing', 'commitment']\n\
                    [organization]\nname = 'Us'\n";

pub fn quickstart() -> Example {
    let is_quickstart = |example: &Example| example.path.ends_with("quickstart.toml");
    examples::all().into_iter().find(is_quickstart).unwrap()
}

/// Each command that has formats, as it is called here.
pub const COMMANDS: [&[&str]; 8] = [
    &["assess", "deal.toml"],
    &["check", "deal.toml"],
    &["compose", "deal.toml", "--size", "1"],
    &["diff", "deal.toml", "deal.toml"],
    &["explain", "deal.toml"],
    &["fit", "deal.toml"],
    &["history", "stored.json", "stored.json"],
    &["screen", "table.toml", "--candidates", "t.csv", "--quiet"],
];

pub fn directory(example: &Example) -> Directory {
    let files = [
        ("deal.toml", example.text.as_str()),
        ("table.toml", DEAL),
        ("t.csv", TABLE),
    ];
    let directory = Directory::with(&files);
    let stored = directory.run(&["assess", "deal.toml", "--format", "json"], "");
    directory.write("stored.json", &stored.stdout);
    directory
}

/// The formats that a command says it has.
pub fn formats(directory: &Directory, command: &[&str]) -> Vec<String> {
    let output = directory.run(&[command, &["--format", "?"]].concat(), "");
    let error = text(&output.stderr);
    let (_, list) = error.split_once("[possible values: ").unwrap();
    let (list, _) = list.split_once(']').unwrap();
    list.split(", ").map(str::to_owned).collect()
}

#[test]
fn every_format_of_every_command_is_printed() {
    let directory = directory(&quickstart());
    let mut printed = BTreeSet::new();
    for command in COMMANDS {
        let formats = formats(&directory, command);
        assert!(formats.len() > 1, "{command:?}");
        for format in formats {
            let output = directory.run(&[command, &["--format", &format]].concat(), "");
            if format == "xlsx" {
                assert_eq!(output.status.code(), Some(0), "{command:?}");
                assert!(output.stdout.starts_with(b"PK"), "{command:?}");
                printed.insert(format);
                continue;
            }
            let (out, error) = (text(&output.stdout), text(&output.stderr));
            let what = format!("{command:?} {format}\n{out}\n{error}");
            assert_eq!(output.status.code(), Some(0), "{what}");
            // A valid deal has no problem to annotate.
            assert!(
                !out.is_empty() || (command[0], format.as_str()) == ("check", "github"),
                "{what}"
            );
            match format.as_str() {
                "json" => {
                    let _: serde_json::Value = serde_json::from_str(out).expect(&what);
                }
                "json-lines" => {
                    let is_right = |line: &str| match command[0] {
                        "assess" => serde_json::from_str::<AssessmentV2>(line).is_ok(),
                        "check" => serde_json::from_str::<ProblemsV2>(line).is_ok(),
                        "compose" => serde_json::from_str::<CompositionV2>(line).is_ok(),
                        "diff" => serde_json::from_str::<DiffV2>(line).is_ok(),
                        "explain" => serde_json::from_str::<ExplanationV2>(line).is_ok(),
                        "fit" => serde_json::from_str::<FitV2>(line).is_ok(),
                        "history" => serde_json::from_str::<HistoryV2>(line).is_ok(),
                        _ => serde_json::from_str::<RecordV2>(line).is_ok(),
                    };
                    assert!(out.lines().all(is_right), "{what}");
                }
                "csv" | "csv-long" => {
                    let mut rows = csv::Reader::from_reader(out.as_bytes());
                    assert!(rows.records().count() > 0, "{what}");
                }
                _ => {}
            }
            printed.insert(format);
        }
    }
    let all = Format::value_variants().iter().map(Format::to_string);
    assert_eq!(printed, all.collect(), "a format that no command prints");
}

/// What is printed, read by the struct and written again, has the same bytes.
#[track_caller]
fn round_trip<T: Serialize + DeserializeOwned>(printed: &str) -> T {
    let document: T = serde_json::from_str(printed).unwrap_or_else(|e| panic!("{e}\n{printed}"));
    assert_eq!(pretty(&document).unwrap(), printed);
    document
}

#[test]
fn documents_of_every_example_come_back() {
    for example in examples::all() {
        let directory = directory(&example);
        let print = |arguments: &[&str]| {
            let output = directory.run(&[arguments, &["--format", "json"]].concat(), "");
            assert_eq!(output.status.code(), Some(0), "{}", text(&output.stderr));
            text(&output.stdout).to_owned()
        };
        let assessment: AssessmentV2 = round_trip(&print(&["assess", "deal.toml"]));
        round_trip::<Vec<AssessmentV2>>(&print(&["assess", "deal.toml", "deal.toml"]));
        round_trip::<CompositionV2>(&print(&["compose", "deal.toml", "--size", "1..2"]));
        round_trip::<ExplanationV2>(&print(&["explain", "deal.toml"]));
        let fit: FitV2 = round_trip(&print(&["fit", "deal.toml"]));
        assert_eq!(fit.forms.len(), 5);
        let names: Vec<&str> = assessment
            .candidates
            .iter()
            .map(|c| c.name.as_str())
            .collect();
        if let [first, second, ..] = names.as_slice() {
            let against = ["explain", "deal.toml", first, "--against", second];
            round_trip::<DifferenceV2>(&print(&against));
            let set: CompositionV2 = round_trip(&print(&["explain", "deal.toml", first, second]));
            assert_eq!(set.schema, CompositionV2::SET_SCHEMA);
        }
        let changed = example.text.replacen("name = \"", "name = \"New ", 1);
        directory.write("new.toml", changed);
        round_trip::<DiffV2>(&print(&["diff", "deal.toml", "new.toml"]));
        directory.write("old.json", print(&["assess", "deal.toml"]));
        round_trip::<DiffV2>(&print(&["diff", "old.json", "deal.toml"]));
        let new = print(&["assess", "new.toml"]).replace("New ", "");
        directory.write("new.json", new);
        let history: HistoryV2 = round_trip(&print(&["history", "old.json", "new.json"]));
        assert_eq!(history.steps.len(), 2);
    }
}

#[test]
fn other_documents_come_back() {
    let definitions = Run::new(&["explain", "--format", "json"]).succeed();
    assert!(round_trip::<DefinitionsV2>(&definitions).definitions.len() > 50);
    let output = Run::new(&["check", "deal.toml", "--format", "json"])
        .file("deal.toml", "[deal]\nname = 'é'\nrelationship = 'netwrk'\n")
        .output();
    let found: ProblemsV2 = round_trip(text(&output.stdout));
    assert!(found.problems.iter().any(|problem| problem.help.is_some()));
    let screen = [
        "screen",
        "table.toml",
        "--candidates",
        "t.csv",
        "--top",
        "1",
    ];
    let best = Run::new(&[&screen[..], &["--quiet", "--format", "json"]].concat())
        .file("table.toml", DEAL)
        .file("t.csv", TABLE)
        .succeed();
    assert!(round_trip::<AssessmentV2>(&best).screened.is_some());
}

#[test]
fn the_leader_of_a_table_is_sought_among_all_rows() {
    let against = ["explain", "deal.toml", "--against", "South"];
    let text = Run::new(&[&against[..], &["--candidates", "t.csv"]].concat())
        .file(
            "deal.toml",
            format!("{DEAL}[[candidates]]\nname = 'East'\n{RATINGS}"),
        )
        .file("t.csv", TABLE)
        .succeed();
    assert!(text.starts_with("North against South"), "{text}");
    assert!(
        text.contains("North is 40.00 points ahead of South."),
        "{text}"
    );
}

#[test]
fn nobody_is_compared_with_itself() {
    let run = |arguments: &[&str]| {
        Run::new(&[&["explain", "deal.toml"], arguments].concat()).file(
            "deal.toml",
            format!("{DEAL}[[candidates]]\nname = 'East'\n{RATINGS}"),
        )
    };
    run(&["--against", "East"])
        .stderr(
            "error: `East` leads, and --against compares the leader: name the candidate to compare it with first, as \
             in `explain FILE NAME --against East`\n",
        )
        .status(2)
        .check();
    run(&["East", "--against", "East"])
        .stderr("error: `East` is compared with itself: name another candidate behind --against\n")
        .status(2)
        .check();
}

const RATINGS: &str = "ratings = { compatibility = 1, complementarity = 1, risk_sharing = 1, \
                       cost_sharing = 1, commitment = 1 }\n";

#[test]
fn members_of_a_set_have_lines_of_their_own_files() {
    let text = Run::new(&[
        "explain",
        "deal.toml",
        "North",
        "East",
        "--candidates",
        "t.csv",
    ])
    .file(
        "deal.toml",
        format!("{DEAL}[[candidates]]\nname = 'East'\n{RATINGS}"),
    )
    .file("t.csv", TABLE)
    .succeed();
    assert!(text.contains(" · deal.toml:9, t.csv:2\n"), "{text}");
}

#[test]
fn standard_input_is_read_once() {
    for command in [
        &["assess", "-", "-"][..],
        &["check", "-", "-"],
        &["assess", "-", "--gates", "-"],
        &["screen", "-", "--candidates", "t.csv", "--map", "-"],
    ] {
        Run::new(command)
            .stderr("error: standard input can be read only once: give the others as files\n")
            .status(2)
            .check();
    }
}
