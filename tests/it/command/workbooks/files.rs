//! Workbooks as files: by their bytes, from standard input, in JSON, in annotations, verified, compared.

use serde_json::Value;

use super::super::tables::{DEAL, RECORDS, record};
use super::{book, rated, refuses, screen_all, sheet};
use crate::harness::{Directory, Run, text};

fn alpha() -> Vec<u8> {
    sheet(|sheet| rated(sheet, &[("Alpha", 8.0)]))
}

/// Whatever it is called, and wherever it comes from.
#[test]
fn its_bytes_make_a_workbook() {
    for arguments in [
        &["screen", "deal.toml", "--candidates", "bids.csv", "--all"],
        &["screen", "deal.toml", "--candidates", "-", "--all"],
    ] {
        Run::new(arguments)
            .file("deal.toml", DEAL)
            .file("bids.csv", alpha())
            .stdin(alpha())
            .stdout(&format!("{RECORDS}{}", record("Alpha", 80.0)))
            .check();
    }
}

#[test]
fn options_for_text() {
    for (option, value) in [
        ("--delimiter", Some(";")),
        ("--input-format", Some("csv")),
        ("--encoding", Some("utf-16")),
        ("--no-quotes", None),
    ] {
        let arguments: Vec<&str> = [option].into_iter().chain(value).collect();
        refuses(
            &arguments,
            alpha(),
            &format!("error: {option} is for text, and bids.xlsx is a workbook\n"),
        );
    }
    screen_all(
        &["--sheet", "Bids", "--input-format", "csv"],
        "name\nAlpha\n",
    )
    .stderr("error: --sheet is for workbooks, and bids.xlsx is text\n")
    .status(2)
    .check();
    Run::new(&["assess", "bids.xlsx"])
        .file("bids.xlsx", alpha())
        .stderr(
            r#"
error[PE015]: this is a workbook, and no text
 --> bids.xlsx:1:1
  |
1 |  
  | ^
  |
  = help: a workbook of candidates is passed with --candidates beside a deal

"#,
        )
        .status(2)
        .check();
}

/// Problems name the cell in JSON and in annotations too.
#[test]
fn places_for_programs() {
    let bad = || sheet(|sheet| rated(sheet, &[("Alpha", 11.0)]));
    let help = "a --map can bring a whole column into its range: for ratings { column = …, worst = 0, best = 100 }, for \
                shares { column = …, factor = 0.01 }";
    Run::new(&["assess", "deal.toml", "--candidates", "bids.xlsx", "--format", "github"])
        .file("deal.toml", DEAL)
        .file("bids.xlsx", bad())
        .stderr(&format!(
            "::error file=bids.xlsx,line=2,title=PE005::Bids!B2 (ratings.compatibility): `ratings.compatibility` must be \
             from 0 to 10, and is 11 ({help})\n"
        ))
        .status(2)
        .check();
}

/// The sheet is one of the options that a stored assessment names, and the digest that of the file.
#[test]
fn a_stored_assessment_is_verified() {
    let two = |first: f64| {
        let bids = move |sheet: &mut rust_xlsxwriter::Worksheet| rated(sheet, &[("Alpha", first)]);
        book(&[("Bids", &bids), ("Last year", &bids)])
    };
    let directory = Directory::with(&[("deal.toml", DEAL)]);
    directory.write("bids.xlsx", two(8.0));
    let assess = [
        "assess",
        "deal.toml",
        "--candidates",
        "bids.xlsx",
        "--sheet",
        "Last year",
        "--format",
        "json",
    ];
    let stored = directory.run(&assess, "");
    assert_eq!(text(&stored.stderr), "");
    let document: Value = serde_json::from_slice(&stored.stdout).unwrap();
    assert_eq!(
        document["options"]["table"],
        serde_json::json!({ "sheet": "Last year" })
    );
    assert_eq!(document["inputs"][1]["source"], "bids.xlsx");
    directory.write("stored.json", &stored.stdout);
    let verified = directory.run(&["verify", "stored.json"], "");
    assert_eq!(
        text(&verified.stdout),
        "Depot: same, computed again from deal.toml and bids.xlsx\n"
    );
    assert_eq!(verified.status.code(), Some(0));
    directory.write("bids.xlsx", two(9.0));
    let moved = directory.run(&["verify", "stored.json"], "");
    assert!(text(&moved.stderr).starts_with(
        "error: bids.xlsx, the table of deal.toml, changed since it was assessed: its SHA-256 was "
    ));
    assert_eq!(moved.status.code(), Some(2));
    let diff = [
        "diff",
        "stored.json",
        "deal.toml",
        "--candidates",
        "bids.xlsx",
        "--sheet",
        "Last year",
    ];
    let difference = directory.run(&diff, "");
    let difference = text(&difference.stdout);
    assert!(difference.contains("Alpha: 80.0 -> 90.0"), "{difference}");
}

/// What to type next names the sheet.
#[test]
fn a_candidate_is_explained() {
    let bids =
        |sheet: &mut rust_xlsxwriter::Worksheet| rated(sheet, &[("Alpha", 8.0), ("Beta", 7.0)]);
    let directory = Directory::with(&[("deal.toml", DEAL)]);
    directory.write("bids.xlsx", book(&[("Bids", &bids), ("Last year", &bids)]));
    let screen = [
        "screen",
        "deal.toml",
        "--candidates",
        "bids.xlsx",
        "--sheet",
        "Last year",
    ];
    let screened = directory.run(&screen, "");
    assert_eq!(text(&screened.stderr), "");
    let next = text(&screened.stdout).lines().last().unwrap();
    assert_eq!(
        next,
        "Next  partner-eval explain deal.toml Alpha --against Beta --candidates bids.xlsx --sheet \"Last year\""
    );
    let explain = [
        "explain",
        "deal.toml",
        "Beta",
        "--candidates",
        "bids.xlsx",
        "--sheet",
        "Last year",
    ];
    let explained = directory.run(&explain, "");
    assert_eq!(text(&explained.stderr), "");
    assert!(
        text(&explained.stdout).contains("bids.xlsx:3"),
        "{}",
        text(&explained.stdout)
    );
}

/// A value that was not available is a warning, which can be denied.
#[test]
fn warnings_are_denied() {
    let book = sheet(|sheet| {
        rated(sheet, &[("Alpha", 8.0), ("Beta", 0.0)]);
        let missing = rust_xlsxwriter::Formula::new("=NA()").set_result("#N/A");
        sheet.write(2, 1, missing).unwrap();
    });
    for command in ["screen", "assess"] {
        let output = Run::new(&[
            command,
            "deal.toml",
            "--candidates",
            "bids.xlsx",
            "--deny-warnings",
        ])
        .file("deal.toml", DEAL)
        .file("bids.xlsx", &book)
        .output();
        assert_eq!(
            output.status.code(),
            Some(2),
            "{command}: {}",
            text(&output.stderr)
        );
        assert!(text(&output.stderr).starts_with("warning[PE022]: the cell holds `#N/A`"));
        assert_eq!(text(&output.stdout), "");
    }
}
