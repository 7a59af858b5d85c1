//! Names as people and scripts write them: what stays, what goes, and that what is shown can be typed back.

use crate::command::deals::{network, rated};
use crate::command::tables::{DEAL, RECORDS, record};
use crate::harness::{Run, text};

/// Names with what must stay in them, and how a report shows them.
const SHOWN: [(&str, &str); 9] = [
    ("شرکت نرم\u{200c}افزار پارس", "شرکت نرم\u{200c}افزار پارس"),
    (
        "ශ\u{dca}\u{200d}ර\u{dd3} ලංකා Ltd",
        "ශ\u{dca}\u{200d}ර\u{dd3} ලංකා Ltd",
    ),
    ("👩\u{200d}🔬 Labs", "👩\u{200d}🔬 Labs"),
    ("Bau\u{ad}gesell\u{ad}schaft", "Baugesellschaft"),
    ("  Nord\u{a0}", "Nord"),
    ("Ac\u{200b}me", "Ac\\u{200b}me"),
    ("\u{202e}evil", "\\u{202e}evil"),
    ("Two\nlines", "Two␊lines"),
    ("Cafe\u{301} Uno", "Cafe\u{301} Uno"),
];

fn deal() -> String {
    let marks = [7.0; 5];
    rated("", &SHOWN.map(|(name, _)| (name, marks)))
}

#[test]
fn what_is_shown_can_be_typed_back() {
    let table = Run::assess(&["--draws", "0"], &deal()).succeed();
    for (name, shown) in SHOWN {
        assert!(table.contains(&format!("1 {shown} ")), "{shown} in {table}");
        let clean = name.replace('\u{ad}', "");
        for typed in [shown, name, &format!(" {shown} ")] {
            let run = |arguments: &[&str]| Run::new(arguments).file("deal.toml", deal()).output();
            let explained = run(&["explain", "deal.toml", typed, "--draws", "0"]);
            assert_eq!(
                explained.status.code(),
                Some(0),
                "{typed}: {}",
                text(&explained.stderr)
            );
            assert!(text(&explained.stdout).contains(shown), "{typed}");
            let require = format!("name:{typed}");
            let assessed = run(&[
                "assess",
                "deal.toml",
                "--candidate",
                typed,
                "--require",
                &require,
                "--format",
                "json",
                "--draws",
                "0",
            ]);
            assert_eq!(
                assessed.status.code(),
                Some(0),
                "{typed}: {}",
                text(&assessed.stderr)
            );
            let json: serde_json::Value = serde_json::from_slice(&assessed.stdout).unwrap();
            assert_eq!(json["candidates"].as_array().map(Vec::len), Some(1));
            assert_eq!(json["candidates"][0]["name"], clean.trim());
        }
    }
}

/// Terminals of one system give letters in two parts, files of another in one.
#[test]
fn either_normal_form_is_typed() {
    let deal = rated("", &[("Café", [8.0; 5]), ("Beta", [7.0; 5])]);
    for typed in ["Café", "Cafe\u{301}"] {
        let arguments = ["--candidate", typed, "--format", "csv", "--draws", "0"];
        let output = Run::assess(&arguments, &deal).output();
        assert!(
            text(&output.stdout).contains(",Café,"),
            "{}",
            text(&output.stderr)
        );
    }
    // The very name goes before another of its kind.
    let twins = rated("", &[("Café", [8.0; 5]), ("Cafe\u{301}", [7.0; 5])]);
    for (typed, score) in [("Café", ",80.0,"), ("Cafe\u{301}", ",70.0,")] {
        let arguments = ["--candidate", typed, "--format", "csv", "--draws", "0"];
        let output = Run::assess(&arguments, &twins).output();
        assert!(text(&output.stdout).contains(score));
        assert!(text(&output.stderr).contains("look like one candidate"));
    }
}

#[test]
fn a_row_is_asked_for_as_a_report_shows_it() {
    for (name, typed) in [
        ("Bau\u{ad}haus", "Bauhaus"),
        ("  North ", "North"),
        ("Ac\u{200b}me", "Ac\\u{200b}me"),
        ("نرم\u{200c}افزار", "نرم\u{200c}افزار"),
    ] {
        for (file, rows) in [
            (
                "t.csv",
                format!("name,ratings.compatibility\n{name},8\nOther,7\n"),
            ),
            (
                "t.jsonl",
                format!("{{\"name\":\"{name}\",\"ratings\":{{\"compatibility\":8}}}}\n"),
            ),
        ] {
            Run::new(&[
                "explain",
                "deal.toml",
                typed,
                "--candidates",
                file,
                "--draws",
                "0",
                "--format",
                "json",
            ])
            .file("deal.toml", DEAL)
            .file(file, rows)
            .succeed();
        }
    }
}

#[test]
fn no_name_holds_nul() {
    let problem = "`name` holds a character of number 0, which is no text";
    let deal = network("", "").replace("'Them'", "\"a\\u0000b\"");
    let output = Run::assess(&[], &deal).output();
    assert_eq!(output.status.code(), Some(2));
    assert!(
        text(&output.stderr).contains(problem),
        "{}",
        text(&output.stderr)
    );
    for (file, rows) in [
        ("t.csv", "name,ratings.compatibility\nGood,8\na\0b,8\n"),
        (
            "t.jsonl",
            "{\"name\":\"Good\",\"ratings\":{\"compatibility\":8}}\n{\"name\":\"a\\u0000b\"}\n",
        ),
    ] {
        let output = Run::new(&["screen", "deal.toml", "--all", "--candidates", file])
            .file("deal.toml", DEAL)
            .file(file, rows)
            .output();
        assert_eq!(output.status.code(), Some(2));
        assert!(
            text(&output.stderr).contains(problem),
            "{}",
            text(&output.stderr)
        );
        if file == "t.csv" {
            assert_eq!(
                text(&output.stdout),
                format!("{RECORDS}{}", record("Good", 80.0))
            );
        }
    }
}

/// Two names that look the same are a warning, whatever tells them apart.
#[test]
fn twins_by_what_does_not_show() {
    for (one, other) in [
        ("Acme", "Ac\u{200b}me"),
        ("Acme", "Acme\u{feff}"),
        ("می\u{200c}خواهم", "میخواهم"),
        ("Évora", "E\u{301}vora"),
        ("がくえん", "か\u{3099}くえん"),
        ("Å Group", "A\u{30a} Group"),
        ("ＡＣＭＥ", "Acme"),
    ] {
        let deal = rated("", &[(one, [8.0; 5]), (other, [7.0; 5])]);
        let output = Run::new(&["check", "deal.toml"])
            .file("deal.toml", deal)
            .output();
        let said = text(&output.stderr);
        assert!(
            said.starts_with("warning[PE022]: "),
            "{one} {other}: {said}"
        );
        assert!(said.contains("look like one candidate"), "{said}");
        assert_eq!(output.status.code(), Some(0));
    }
}
