//! `--format xlsx`: a workbook whose cells hold the numbers of the JSON and texts that stay texts. That its formulas give
//! these numbers too is for a spreadsheet to say: `tests/clients/workbook_out.sh`.

use std::fs;
use std::io::Cursor;

use calamine::{Data, DataType, Range, Reader, Xlsx};
use serde_json::Value;

use crate::command::deals::{rated, two_candidates};
use crate::command::examples;
use crate::harness::{Directory, Run, program, text};
use crate::pty::{Streams, Terminal};

const SHEETS: [&str; 7] = [
    "Summary", "Weights", "Scores", "Criteria", "Gates", "Ask next", "Sources",
];
const DIMENSIONS: [&str; 5] = [
    "compatibility",
    "complementarity",
    "risk_sharing",
    "cost_sharing",
    "commitment",
];

struct Book(Xlsx<Cursor<Vec<u8>>>);

impl Book {
    fn of(bytes: Vec<u8>) -> Self {
        Self(Xlsx::new(Cursor::new(bytes)).unwrap())
    }

    fn sheet(&mut self, name: &str) -> Range<Data> {
        self.0.worksheet_range(name).unwrap()
    }
}

/// The workbook of a deal.
fn bytes(deal: &str) -> Vec<u8> {
    let output = Run::assess(&["--format", "xlsx"], deal).output();
    assert_eq!(output.status.code(), Some(0), "{}", text(&output.stderr));
    output.stdout
}

fn at(sheet: &Range<Data>, row: u32, column: u32) -> &Data {
    sheet.get_value((row, column)).unwrap_or(&Data::Empty)
}

/// The place of a text in a row.
fn column(sheet: &Range<Data>, row: u32, name: &str) -> u32 {
    let mut columns = 0..=sheet.end().unwrap().1;
    let found = columns.find(|&column| *at(sheet, row, column) == name);
    found.unwrap_or_else(|| panic!("no column {name}"))
}

#[track_caller]
fn same(cell: &Data, number: &Value) {
    let (cell, number) = (cell.as_f64(), number.as_f64());
    let difference = cell.unwrap_or(f64::NAN) - number.unwrap();
    assert!(difference.abs() < 1e-12, "{cell:?} is not {number:?}");
}

#[test]
fn the_same_input_gives_the_same_bytes() {
    let book = bytes(&two_candidates());
    assert!(book == bytes(&two_candidates()));
    assert_eq!(Book::of(book).0.sheet_names(), SHEETS);
}

#[test]
fn cells_hold_the_numbers_of_the_json() {
    for example in examples::all() {
        let json = example.assess(&["--format", "json"]).succeed();
        let report: Value = serde_json::from_str(&json).unwrap();
        let output = example.assess(&["--format", "xlsx"]).output();
        let mut book = Book::of(output.stdout);
        let [summary, scores, criteria] = ["Summary", "Scores", "Criteria"].map(|n| book.sheet(n));
        let mut row = 5;
        for (place, candidate) in (0..).zip(report["candidates"].as_array().unwrap()) {
            assert_eq!(
                *at(&summary, 6 + place, 1),
                *candidate["name"].as_str().unwrap()
            );
            for (sheet, first, key, column) in [
                (&summary, 6, "rank", 0),
                (&summary, 6, "score", 2),
                (&summary, 6, "low", 3),
                (&summary, 6, "high", 4),
                (&summary, 6, "known", 5),
                (&scores, 4, "rank", 1),
                (&scores, 4, "score", 2),
            ] {
                same(at(sheet, first + place, column), &candidate[key]);
            }
            let verdict = at(&summary, 6 + place, 6).to_string();
            let verdict: String = verdict.chars().skip(2).collect();
            assert_eq!(
                verdict.replace(' ', "-"),
                candidate["verdict"].as_str().unwrap()
            );
            for dimension in DIMENSIONS {
                let asked = candidate["dimensions"][dimension]["criteria"].as_array();
                for criterion in asked.into_iter().flatten() {
                    for (key, column) in [("score", 3), ("low", 4), ("high", 5), ("known", 6)] {
                        same(at(&criteria, row, column), &criterion[key]);
                    }
                    row += 1;
                }
            }
        }
    }
}

#[test]
fn names_stay_texts_and_get_into_no_formula() {
    let names = [
        "007",
        "3/4",
        "TRUE",
        "=1+1",
        "+1",
        "@SUM(A1)",
        "{=1}",
        "#N/A",
        "http://example.org",
        "_x0041_",
        "\",\"&A1&\"",
        "2026-01-02",
    ];
    let candidates: Vec<(&str, [f64; 5])> = names.iter().map(|name| (*name, [8.0; 5])).collect();
    let deal = rated(
        "criteria.own = { dimension = 'commitment', label = '=2+2' }",
        &candidates,
    )
    .replace("'Depot'", "'=3+3'");
    let mut book = Book::of(bytes(&deal));
    for (sheet, first, column) in [("Summary", 6, 1), ("Scores", 4, 0), ("Gates", 5, 0)] {
        let cells = book.sheet(sheet);
        let mut sorted = names;
        sorted.sort_unstable();
        for (row, name) in (first..).zip(sorted) {
            assert_eq!(*at(&cells, row, column), Data::String(name.to_owned()));
        }
    }
    assert_eq!(
        *at(&book.sheet("Summary"), 0, 0),
        Data::String("=3+3".to_owned())
    );
    for sheet in SHEETS {
        let formulas = book.0.worksheet_formula(sheet).unwrap();
        for (_, _, formula) in formulas.used_cells() {
            for name in names.iter().chain(&["2+2", "3+3"]) {
                let name = name.trim_start_matches('=');
                // Short ones are numbers of rows and words of formulas.
                let is_there = name.len() > 4 && formula.contains(name);
                assert!(!is_there, "{sheet}: {formula}");
            }
        }
    }
}

#[test]
fn a_text_that_is_longer_than_a_cell_is_cut() {
    let evidence = "ä".repeat(40_000);
    let rating = format!("compatibility = {{ score = 8, evidence = '{evidence}' }}");
    let deal = two_candidates().replacen("compatibility = 8", &rating, 1);
    let criteria = Book::of(bytes(&deal)).sheet("Criteria");
    let evidence = at(&criteria, 5, column(&criteria, 4, "Evidence")).to_string();
    assert!(evidence.ends_with("ä…") && evidence.chars().count() < 32_767);
}

#[test]
fn marks_stand_in_the_columns_of_their_reviewers() {
    let deal = rated("reviewers = { Ann = 2, Bo = 1 }", &[("Alpha", [8.0; 5])]).replace(
        "commitment = 8",
        "commitment = { by = { Ann = 7, Bo = 'abstains' } }, cost_sharing = 6",
    );
    let deal = deal.replacen("cost_sharing = 8, ", "", 1);
    let mut book = Book::of(bytes(&deal));
    let criteria = book.sheet("Criteria");
    let mark = |name| at(&criteria, 9, column(&criteria, 4, name));
    assert_eq!(*mark("Ann"), 7.0);
    assert_eq!(*mark("Bo"), *"abstains");
    assert_eq!(*mark("Rating that counts"), 7.0);
    assert_eq!(*mark("Rating"), Data::Empty);
    assert_eq!(*at(&criteria, 3, column(&criteria, 4, "Ann")), 2.0);
}

#[test]
fn a_terminal_is_not_shown_bytes() {
    let directory = Directory::with(&[("deal.toml", &two_candidates())]);
    let mut command = program(directory.path());
    command.args(["assess", "deal.toml", "--format", "xlsx"]);
    let mut terminal = Terminal::new(command, Streams::All);
    terminal.wait_for(
        "error: xlsx is no text for a terminal: give --write xlsx=PATH, or send it to a file with >",
    );
    assert_eq!(terminal.child.wait().unwrap().code(), Some(2));
}

#[test]
fn it_is_written_beside_other_reports() {
    let directory = Directory::with(&[("deal.toml", &two_candidates())]);
    let writes = ["--write", "xlsx=report.xlsx", "--write", "json=report.json"];
    let output = directory.run(&[&["assess", "deal.toml"], &writes[..]].concat(), "");
    assert_eq!((text(&output.stderr), output.status.code()), ("", Some(0)));
    let written = fs::read(directory.path().join("report.xlsx")).unwrap();
    assert!(written == bytes(&two_candidates()));
    assert!(directory.read("report.json").starts_with('{'));
}

#[test]
fn a_workbook_holds_one_deal() {
    let deals = [("a.toml", two_candidates()), ("b.toml", two_candidates())];
    let deals = deals.each_ref().map(|(name, deal)| (*name, deal.as_str()));
    let directory = Directory::with(&deals);
    let arguments = ["assess", "a.toml", "b.toml", "--write", "xlsx=report.xlsx"];
    let output = directory.run(&arguments, "");
    let words = "error: cannot write report.xlsx: a workbook holds one deal: call the program once for each\n";
    assert_eq!((text(&output.stdout), text(&output.stderr)), ("", words));
    assert_eq!(output.status.code(), Some(2));
    assert!(!directory.path().join("report.xlsx").exists());
}

#[test]
fn who_is_not_shown_is_not_there() {
    let arguments = ["--format", "xlsx", "--candidate", "Beta"];
    let output = Run::assess(&arguments, &two_candidates()).output();
    let mut book = Book::of(output.stdout);
    let scores = book.sheet("Scores");
    assert_eq!(*at(&scores, 4, 0), *"Beta");
    // Its rank among all, which nothing here could tell.
    assert_eq!(*at(&scores, 4, 1), 2.0);
    let formulas = book.0.worksheet_formula("Scores").unwrap();
    assert_eq!(
        formulas
            .get_value((4, 1))
            .map(String::as_str)
            .unwrap_or_default(),
        ""
    );
    assert_eq!(*at(&scores, 5, 0), Data::Empty);
}

#[test]
fn the_best_rows_make_a_workbook_too() {
    let deal = rated("", &[]);
    let table = "name,ratings.compatibility,ratings.complementarity,ratings.risk_sharing,\
                 ratings.cost_sharing,ratings.commitment\nNorth,9,9,9,9,9\nSouth,5,5,5,5,5\nWest,7,7,7,7,7\n";
    let arguments = [
        "screen",
        "deal.toml",
        "--candidates",
        "t.csv",
        "--quiet",
        "--top",
        "2",
    ];
    let output = Run::new(&[&arguments[..], &["--format", "xlsx"]].concat())
        .file("deal.toml", deal)
        .file("t.csv", table)
        .output();
    assert_eq!((text(&output.stderr), output.status.code()), ("", Some(0)));
    let summary = Book::of(output.stdout).sheet("Summary");
    let names = [6, 7].map(|row| at(&summary, row, 1).to_string());
    assert_eq!(names, ["North", "West"]);
    assert_eq!(*at(&summary, 8, 1), Data::Empty);
}
