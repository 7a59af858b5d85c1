//! How much memory a comparison takes: 64 MiB and 50 times its input at most.

use std::fmt::Write;

use crate::command::tables::DEAL;
use crate::harness::{Directory, PROGRAM, Run, text};

/// A table of so many rows of nine bytes.
fn narrow(rows: usize) -> String {
    let mut table = "name,ratings.compatibility\n".to_owned();
    for row in 0..rows {
        writeln!(table, "n{row:05},{}", row % 10).unwrap();
    }
    table
}

/// Runs `assess` on such a table where no more memory can be had than it may take; what it prints.
#[cfg(target_os = "linux")]
#[track_caller]
fn assess_in_bounds(rows: usize, format: &str) -> String {
    let table = narrow(rows);
    let kibibytes = (64 << 10) + table.len() * 50 / 1024;
    let directory = Directory::with(&[("deal.toml", DEAL), ("t.csv", &table)]);
    let mut shell = std::process::Command::new("sh");
    let bounded = format!(
        "ulimit -d {kibibytes} && exec {PROGRAM} assess deal.toml --candidates t.csv --draws 0 --format {format}"
    );
    let output = shell.current_dir(directory.path()).args(["-c", &bounded]);
    let output = output.output().unwrap();
    assert_eq!(text(&output.stderr), "");
    assert_eq!(output.status.code(), Some(0));
    text(&output.stdout).to_owned()
}

#[test]
#[cfg(target_os = "linux")]
fn documents_are_written_while_they_are_made() {
    // As a whole they took 17 KB a candidate, 30 KB in SARIF.
    let rows = 5000;
    let json = assess_in_bounds(rows, "json");
    let document: serde_json::Value = serde_json::from_str(&json).unwrap();
    assert_eq!(document["candidates"].as_array().unwrap().len(), rows);
    let lines = assess_in_bounds(rows, "json-lines");
    assert_eq!(
        serde_json::from_str::<serde_json::Value>(&lines).unwrap(),
        document
    );
    let log: serde_json::Value = serde_json::from_str(&assess_in_bounds(rows, "sarif")).unwrap();
    assert!(log["runs"][0]["results"].as_array().unwrap().len() > rows / 2);
}

#[test]
#[cfg(target_os = "linux")]
fn as_many_rows_as_are_let_in_fit_into_memory() {
    let rows = 25_000;
    let table = assess_in_bounds(rows, "table");
    assert!(table.lines().count() > rows);
}

#[test]
fn rows_that_do_not_fit_into_memory_are_for_screen() {
    for (rows, said, format) in [
        (30_000, "30,000", "table"),
        (30_000, "30,000", "json"),
        (100_000, "100,000", "table"),
        (100_000, "100,000", "json"),
    ] {
        Run::assess(&["--candidates", "t.csv", "--format", format], DEAL)
            .file("t.csv", narrow(rows))
            .stderr(&format!(
                "error: t.csv has {said} rows, and 25,426 of so few bytes are the most that can be compared at once: \
                 `screen DEAL.toml --candidates FILE` takes any number and shows the best\n"
            ))
            .status(2)
            .check();
    }
    // Longer rows may be more.
    let long = |row: usize| format!("{row:05}{},{}\n", "x".repeat(60), row % 10);
    let table = (0..30_000).map(long).collect::<String>();
    let table = format!("name,ratings.compatibility\n{table}");
    let run = Run::assess(
        &["--candidates", "t.csv", "--draws", "0", "--format", "csv"],
        DEAL,
    );
    let shown = run.file("t.csv", table).succeed();
    assert_eq!(shown.lines().count(), 30_001);
}
