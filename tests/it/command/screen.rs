//! `screen`: the best of a table, or all of it scored, a record a row.

use std::io::{Read, Write};

use crate::command::tables::{DEAL, RECORDS, record, screen, screen_all, unknown};
use crate::harness::{Run, text};

const TABLE: &str = "name,ratings.compatibility\nAlpha,6.5\nBeta,\n\"Gamma, Ltd\",8\n";

#[test]
fn the_best_as_a_table_for_people() {
    screen(&["--top", "2"], TABLE)
        .stdout(
            r#"
Depot · network for Us
Weights %: compatibility 100 (as the deal states)
Rows  the best 2 of 3 in table.csv. First places are among these.

# Candidate  Score Range Known Compat First
1 Gamma, Ltd  80.0    80  100%     80  100%
2 Alpha       65.0    65  100%     65    0%

yes   Gamma, Ltd: recommended
yes   Alpha: recommended

Lead  Among these 2: Gamma, Ltd is 15.0 points ahead of Alpha. This is so at
      these weights. No change of a single weight changes the leader. Beta (line
      3), which is not shown, could lead: up to 100.0.
Seal  7079bcc9bb59
Next  partner-eval explain deal.toml "Gamma, Ltd" --against Alpha --candidates table.csv
"#,
        )
        .check();
}

#[test]
fn all_rows_are_a_csv_in_the_order_of_the_table() {
    let records = [
        record("Alpha", 65.0),
        unknown("Beta"),
        record("\"Gamma, Ltd\"", 80.0),
    ]
    .concat();
    screen_all(&[], TABLE)
        .stdout(&format!("{RECORDS}{records}"))
        .check();
    screen_all(&["--format", "csv", "--bom"], TABLE)
        .stdout(&format!("\u{feff}{RECORDS}{records}"))
        .check();
}

#[test]
fn all_rows_as_json_lines() {
    let expected = concat!(
        r#"{"schema":"partner-eval/record/2","name":"Alpha","score":65.0,"low":65.0,"high":65.0,"known":1.0,"verdict":"recommended","stopped_by":[],"#,
        r#""compatibility":65.0,"complementarity":0.0,"risk_sharing":0.0,"cost_sharing":0.0,"commitment":0.0,"flags":[]}"#,
        "\n",
        r#"{"schema":"partner-eval/record/2","name":"Beta","score":0.0,"low":0.0,"high":100.0,"known":0.0,"verdict":"undecided","#,
        r#""stopped_by":["known","score","compatibility"],"compatibility":0.0,"complementarity":0.0,"risk_sharing":0.0,"#,
        r#""cost_sharing":0.0,"commitment":0.0,"flags":[]}"#,
        "\n",
        r#"{"schema":"partner-eval/record/2","name":"Gamma, Ltd","score":80.0,"low":80.0,"high":80.0,"known":1.0,"verdict":"recommended","stopped_by":[],"#,
        r#""compatibility":80.0,"complementarity":0.0,"risk_sharing":0.0,"cost_sharing":0.0,"commitment":0.0,"flags":[]}"#,
        "\n",
    );
    for format in ["json-lines", "jsonl", "ndjson", "json"] {
        screen_all(&["--format", format], TABLE)
            .stdout(expected)
            .check();
    }
}

#[test]
fn the_best_in_other_forms() {
    screen(&["--top", "1", "--format", "csv"], TABLE)
        .stdout(
            "deal,relationship,rank,candidate,score,low,high,known,verdict,stopped_by,first_place,compatibility,\
             complementarity,risk_sharing,cost_sharing,commitment,flags,file\n\
             Depot,network,1,\"Gamma, Ltd\",80.0,80.0,80.0,1.0,recommended,,1.0,80.0,0.0,0.0,0.0,0.0,,deal.toml\n",
        )
        .check();
    let long = screen(&["--top", "1", "--format", "csv-long"], TABLE).succeed();
    assert!(long.starts_with(
        "deal,candidate,dimension,criterion,source,score,low,high,weight,points,detail,evidence,\
         file,dimension_weight,evidence_by,evidence_seen,evidence_until,evidence_grade\n\
         Depot,\"Gamma, Ltd\",compatibility,compatibility,rated,80.0,80.0,80.0,1.0,80.0,rated 8 of 10,,deal.toml,1.0,,,,\n"
    ));
    let markdown = screen(&["--top", "1", "--format", "markdown"], TABLE).succeed();
    assert!(
        markdown.starts_with(
            "### Depot\n\nNetwork for Us. Weights %: compatibility 100 (as the deal states).\n\n\
             the best 1 of 3 in table.csv.\n\n\
             | # | Candidate | Score | Range | Known | Verdict | Compatibility | First |\n"
        ),
        "{markdown}"
    );
    assert!(markdown.contains(
        "\n| 1 | Gamma, Ltd | 80.0 | 80.0 to 80.0 | 100% | **recommended** | 80.0 | 100% |\n"
    ));
}

#[test]
fn json_says_what_was_screened() {
    let json = screen(&["--top", "2", "--format", "json"], TABLE).succeed();
    let json: serde_json::Value = serde_json::from_str(&json).unwrap();
    assert_eq!(json["schema"], "partner-eval/assessment/2");
    assert_eq!(
        json["screened"],
        serde_json::json!({
            "table": "table.csv", "rows": 3, "bad": 0,
            "rival": { "name": "Beta", "line": 3, "high": 100.0 }
        })
    );
    let names: Vec<&str> = json["candidates"]
        .as_array()
        .unwrap()
        .iter()
        .map(|candidate| candidate["name"].as_str().unwrap())
        .collect();
    assert_eq!(names, ["Gamma, Ltd", "Alpha"]);
    // Nothing was left out of an assessment.
    let assessed = Run::assess(&["--candidates", "t.csv", "--format", "json"], DEAL)
        .file("t.csv", TABLE)
        .succeed();
    assert!(!assessed.contains("screened"));
}

/// A row of which little is known is not among the best, and could still lead: the one that could score most is
/// named, whatever the threads and wherever it stands.
#[test]
fn who_is_not_shown_and_could_lead() {
    let rival = |rows: &str, top: &str, threads: &str| {
        let arguments = [
            "--format",
            "json",
            "--draws",
            "0",
            "--top",
            top,
            "--threads",
            threads,
        ];
        let table = format!("name,ratings.compatibility,ratings.commitment\n{rows}");
        let deal = "[deal]\nname = 'Depot'\nrelationship = 'network'\nrated = ['compatibility', 'commitment']\n\
                    [organization]\nname = 'Us'\n[weights]\ncompatibility = 1\ncomplementarity = 0\n\
                    risk_sharing = 0\ncost_sharing = 0\ncommitment = 1\n";
        let json = screen(&arguments, table).file("deal.toml", deal).succeed();
        let json: serde_json::Value = serde_json::from_str(&json).unwrap();
        json["screened"]["rival"].clone()
    };
    let known = |from: usize| -> String {
        let rows = from..from + 5000;
        rows.map(|row| format!("N{row},8,8\n")).collect()
    };
    let named = |name: &str, line: u32, high: f64| serde_json::json!({ "name": name, "line": line, "high": high });
    for threads in ["1", "2", "7"] {
        // 4.5 + 10, 5.5 + 10 and 6 + 10 are the most that they could have, of 20.
        let rows = format!("{}A,4.5,\nB,6,\n{}C,5.5,\n", known(1), known(5001));
        assert_eq!(rival(&rows, "2", threads), named("B", 5003, 80.0));
        // As much as the leader, whoever it is.
        assert_eq!(
            rival("A,8,8\nB,8,8\nC,8,8\nD,1,1\n", "2", threads),
            named("C", 4, 80.0)
        );
        // Who is shown is no rival, and who cannot reach the leader is none.
        assert_eq!(
            rival("A,8,8\nB,7,\nC,5,\n", "2", threads),
            serde_json::Value::Null
        );
        assert_eq!(
            rival("A,8,8\nB,7,\n", "2", threads),
            serde_json::Value::Null
        );
    }
}

fn best(arguments: &[&str], table: &str) -> Vec<(u64, String)> {
    let json = screen(
        &[&["--format", "json", "--draws", "0", "--quiet"], arguments].concat(),
        table,
    )
    .succeed();
    let json: serde_json::Value = serde_json::from_str(&json).unwrap();
    let candidates = json["candidates"].as_array().unwrap().iter();
    candidates
        .map(|candidate| {
            (
                candidate["rank"].as_u64().unwrap(),
                candidate["name"].as_str().unwrap().to_owned(),
            )
        })
        .collect()
}

/// Names decide, as in the ranking of all; so it does not matter in which order the rows come.
#[test]
fn ties_at_the_cut() {
    let table = "name,ratings.compatibility\nDelta,7\nAlpha,7\nCharlie,7.0\nBravo,7\nEcho,8\n";
    let expected =
        [(1, "Echo"), (2, "Alpha"), (2, "Bravo")].map(|(rank, name)| (rank, name.to_owned()));
    assert_eq!(best(&["--top", "3"], table), expected);
    let mut rows: Vec<&str> = table.lines().skip(1).collect();
    rows.reverse();
    assert_eq!(
        best(
            &["--top", "3"],
            &format!("name,ratings.compatibility\n{}", rows.join("\n"))
        ),
        expected
    );
}

#[test]
fn twenty_by_default() {
    let rows: String = (10..50)
        .map(|row| format!("N{row},{}\n", f64::from(row) / 10.0))
        .collect();
    let found = best(&[], &format!("name,ratings.compatibility\n{rows}"));
    let expected: Vec<(u64, String)> = (0..20)
        .map(|at| (at + 1, format!("N{}", 49 - at)))
        .collect();
    assert_eq!(found, expected);
    assert_eq!(
        best(
            &["--top", "10000"],
            &format!("name,ratings.compatibility\n{rows}")
        )
        .len(),
        40
    );
}

/// In a register two firms can have one name; that is worth a note.
#[test]
fn equal_names_are_two_candidates() {
    let table = "name,ratings.compatibility\nAlpha,7\nBeta,6\nAlpha,8\nAlpha,6\n";
    let expected = [(1, "Alpha"), (2, "Alpha"), (3, "Alpha"), (3, "Beta")]
        .map(|(rank, name)| (rank, name.to_owned()));
    assert_eq!(best(&[], table), expected);
    let output = screen(&["--format", "csv", "--draws", "0"], table).output();
    assert_eq!(
        text(&output.stderr),
        "note: a second candidate named `Alpha` (line 4)\nnote: a second candidate named `Alpha` (line 5)\n"
    );
    assert_eq!(output.status.code(), Some(0));
    // As a filter it says nothing of rows that it has forgotten.
    assert_eq!(screen_all(&[], table).succeed().lines().count(), 5);
}

#[test]
fn the_deals_own_candidates_are_left_out() {
    let deal = format!("{DEAL}[[candidates]]\nname = 'Own'\nratings.compatibility = 10\n");
    let own = |arguments: &[&str]| screen_all(arguments, TABLE).file("deal.toml", &deal);
    let records = [
        record("Alpha", 65.0),
        unknown("Beta"),
        record("\"Gamma, Ltd\"", 80.0),
    ]
    .concat();
    own(&[])
        .stdout(&format!("{RECORDS}{records}"))
        .stderr("note: the candidates of deal.toml itself are left out: 1\n")
        .check();
    own(&["--quiet"])
        .stdout(&format!("{RECORDS}{records}"))
        .check();
    let top = screen(&["--format", "csv"], TABLE)
        .file("deal.toml", &deal)
        .output();
    assert!(!text(&top.stdout).contains("Own"));
}

#[test]
fn the_table_can_be_standard_input() {
    let lines = "{\"name\":\"Alpha\",\"ratings\":{\"compatibility\":8}}\n";
    let cells = "name,ratings.compatibility\nAlpha,8\n";
    for (arguments, table) in [
        (&[][..], cells.to_owned()),
        (&[], lines.to_owned()),
        (&[], format!("\u{feff}\n  {lines}")),
        (&[], format!("\u{feff}{cells}")),
        (&["--input-format", "csv"], cells.to_owned()),
        (&["--input-format", "json-lines"], lines.to_owned()),
        (&["--input-format", "jsonl"], lines.to_owned()),
    ] {
        Run::new(
            &[
                &["screen", "deal.toml", "--all", "--candidates", "-"],
                arguments,
            ]
            .concat(),
        )
        .file("deal.toml", DEAL)
        .stdin(table)
        .stdout(&format!("{RECORDS}{}", record("Alpha", 80.0)))
        .check();
    }
    Run::new(&["screen", "-", "--all", "--candidates", "table.csv"])
        .file("table.csv", cells)
        .stdin(DEAL)
        .stdout(&format!("{RECORDS}{}", record("Alpha", 80.0)))
        .check();
}

#[test]
fn problems_with_standard_input_name_it() {
    Run::new(&["screen", "deal.toml", "--all", "--candidates", "-"])
        .file("deal.toml", DEAL)
        .stdin("name,ratings.compatibility\nAlpha,x\n")
        .stdout(RECORDS)
        .stderr(
            r#"
error[PE004]: `x` is not a number
  --> <stdin>:2, column 2 (ratings.compatibility)
  = help: if it stands for nothing, pass --null 'x'

<stdin>: 1 of 1 row could not be read
"#,
        )
        .status(2)
        .check();
}

#[test]
fn the_form_is_that_of_the_extension_unless_said_otherwise() {
    let run = |name: &str, arguments: &[&str], table: &str| {
        Run::new(
            &[
                &["screen", "deal.toml", "--all", "--candidates", name],
                arguments,
            ]
            .concat(),
        )
        .file("deal.toml", DEAL)
        .file(name, table)
    };
    let cells = "name,ratings.compatibility\nAlpha,8\n";
    let lines = "{\"name\":\"Alpha\",\"ratings\":{\"compatibility\":8}}\n";
    let expected = format!("{RECORDS}{}", record("Alpha", 80.0));
    for (name, arguments, table) in [
        ("t.CSV", &[][..], cells),
        ("t.jsonl", &[], lines),
        ("t.ndjson", &[], lines),
        ("t.json", &[], lines),
        ("t.csv", &["--input-format", "json-lines"], lines),
        ("t.dat", &["--input-format", "csv"], cells),
        ("t.dat", &["--delimiter", ","], cells),
    ] {
        run(name, arguments, table).stdout(&expected).check();
    }
    run("t.txt", &[], cells)
        .stderr("error: the name of t.txt does not say its form: pass --input-format csv (and --no-header if its first row is a candidate), or json-lines\n")
        .status(2)
        .check();
    // A name that says "compressed" says nothing of a text.
    run("t.csv.gz", &[], cells)
        .stderr("error: the name of t.csv.gz does not say its form: pass --input-format csv (and --no-header if its first row is a candidate), or json-lines\n")
        .status(2)
        .check();
}

#[test]
fn files_that_are_not_there() {
    let run = |deal: &str, table: &str| {
        Run::new(&["screen", deal, "--candidates", table])
            .file("deal.toml", DEAL)
            .file("table.csv", TABLE)
            .status(2)
    };
    run("deal.toml", "no.csv")
        .stderr("error: cannot read no.csv: No such file or directory (os error 2)\n")
        .check();
    run("no.toml", "table.csv")
        .stderr("error: cannot read no.toml: No such file or directory (os error 2)\n")
        .check();
    run("deal.toml", ".")
        .stderr("error: cannot read .: it is a directory\n")
        .check();
    run("-", "-")
        .stderr(
            "error: standard input can be read only once: give the table, or the deal, as a file\n",
        )
        .check();
}

/// Nothing is printed of a table when the deal has an error.
#[test]
fn a_deal_with_an_error() {
    screen_all(&[], TABLE)
        .file("deal.toml", DEAL.replace("'network'", "'networks'"))
        .stderr(
            r#"
error[PE003]: unknown relationship `networks`
 --> deal.toml:3:21
  |
3 | deal.relationship = 'networks'
  |                     ^^^^^^^^^^
  |
  = help: did you mean `network`?

"#,
        )
        .status(2)
        .check();
}

#[test]
fn arguments_that_do_not_fit_together() {
    for (arguments, words) in [
        (
            &["--all", "--top", "3"][..],
            "the argument '--all' cannot be used with '--top <N>'",
        ),
        (
            &["--all", "--draws", "3"],
            "the argument '--all' cannot be used with '--draws <N>'",
        ),
        (
            &["--top", "0"],
            "invalid value '0' for '--top <N>': 0 is not in 1..=10000",
        ),
        (
            &["--threads", "0"],
            "invalid value '0' for '--threads <N>': 0 is not in 1..=256",
        ),
        (
            &["--format", "text"],
            "invalid value 'text' for '--format <FORMAT>'",
        ),
    ] {
        let output = screen(arguments, TABLE).output();
        assert!(
            text(&output.stderr).starts_with(&format!("error: {words}\n")),
            "{}",
            text(&output.stderr)
        );
        assert_eq!((output.status.code(), text(&output.stdout)), (Some(2), ""));
    }
    for format in ["table", "csv-long", "markdown"] {
        screen_all(&["--format", format], TABLE)
            .stderr("error: --all prints a record a line: --format csv or json-lines\n")
            .status(2)
            .check();
    }
    let output = Run::new(&["screen", "deal.toml"]).output();
    assert!(
        text(&output.stderr)
            .contains("required arguments were not provided:\n  --candidates <FILE>\n")
    );
    assert_eq!(output.status.code(), Some(2));
}

/// The gates of the organization hold here too.
#[test]
fn house_gates() {
    screen_all(
        &["--gates", "house.toml"],
        "name,ratings.compatibility\nAlpha,8\nBeta,9\n",
    )
    .file("house.toml", "[gates]\nscore = 85\n")
    .stdout(&format!(
        "{RECORDS}Alpha,80.0,80.0,80.0,1.0,not-recommended,score,80.0,0.0,0.0,0.0,0.0,\n{}",
        record("Beta", 90.0)
    ))
    .check();
}

/// A rating counts only with its evidence.
#[test]
fn evidence_can_be_required() {
    let table = "name,ratings.compatibility,ratings.compatibility.evidence\nAlpha,8,visit\nBeta,8,\nGamma,8, \n";
    screen_all(&["--require-evidence"], table)
        .stdout(&format!(
            "{RECORDS}{}{}{}",
            record("Alpha", 80.0),
            unknown("Beta"),
            unknown("Gamma")
        ))
        .check();
    screen_all(&[], table)
        .stdout(&format!(
            "{RECORDS}{}",
            ["Alpha", "Beta", "Gamma"]
                .map(|name| record(name, 80.0))
                .concat()
        ))
        .check();
    let line = "{\"name\":\"Alpha\",\"ratings\":{\"compatibility\":8}}\n";
    screen_all(
        &["--require-evidence", "--input-format", "json-lines"],
        line,
    )
    .stdout(&format!("{RECORDS}{}", unknown("Alpha")))
    .check();
}

/// A column that is missing is a warning, and so an error for those who want that.
#[test]
fn warnings_can_be_errors() {
    let output = screen_all(&["--deny-warnings"], "name\nAlpha\n").output();
    assert!(text(&output.stderr).contains("warning[PE017]: no column answers compatibility\n"));
    assert_eq!((output.status.code(), text(&output.stdout)), (Some(2), ""));
}

fn many(rows: usize) -> (String, String) {
    let mut table = "name,ratings.compatibility\n".to_owned();
    let mut records = String::new();
    for row in 0..rows {
        // Multiples of an eighth, so that they print as they are read.
        let rating = 6.5 + (row % 29) as f64 / 8.0;
        table.push_str(&format!("N{row},{rating}\n"));
        records.push_str(&record(&format!("N{row}"), rating * 10.0));
    }
    (table, records)
}

#[test]
fn many_rows_come_out_in_their_order_whatever_the_threads() {
    let (table, records) = many(5000);
    for threads in ["1", "2", "7", "64"] {
        screen_all(&["--threads", threads], &table)
            .stdout(&format!("{RECORDS}{records}"))
            .check();
    }
}

#[test]
fn the_best_of_many_are_the_same_whatever_the_threads() {
    let (table, _) = many(5000);
    let best = |threads| {
        screen(
            &["--top", "5", "--format", "csv", "--threads", threads],
            &table,
        )
        .succeed()
    };
    let one = best("1");
    assert_eq!(one.lines().nth(1).unwrap().split(',').nth(3), Some("N1014"));
    assert_eq!(one.lines().count(), 6);
    for threads in ["2", "7", "64"] {
        assert_eq!(best(threads), one);
    }
}

/// Rows before a bad one of another batch are out, those after it not, whatever the threads.
#[test]
fn strict_stops_in_the_midst_of_many() {
    let (mut table, records) = many(3000);
    table.push_str("Bad,x\n");
    table.push_str(&"After,8\n".repeat(3000));
    for threads in ["1", "7"] {
        screen_all(&["--strict", "--threads", threads], &table)
            .stdout(&format!("{RECORDS}{records}"))
            .stderr(
                r#"
error[PE004]: `x` is not a number
  --> table.csv:3002, column 2 (ratings.compatibility)
  = help: if it stands for nothing, pass --null 'x'

table.csv: 1 of 3,001 rows could not be read; the rows after are left out
"#,
            )
            .status(2)
            .check();
    }
}

/// `| head`: a reader that has seen enough is no error.
#[test]
fn a_reader_that_goes_away() {
    let (table, _) = many(50_000);
    let run = screen_all(&["--quiet"], &table);
    let mut child = run.spawn();
    drop(child.stdin.take());
    let mut stdout = child.stdout.take().unwrap();
    let mut start = [0; 10];
    stdout.read_exact(&mut start).unwrap();
    drop(stdout);
    let output = child.wait_with_output().unwrap();
    assert_eq!(&start, b"name,score");
    assert_eq!((text(&output.stderr), output.status.code()), ("", Some(0)));
}

/// A filter: what goes in comes out before the end of the input.
#[test]
fn rows_stream() {
    let (table, records) = many(20_000);
    let run =
        Run::new(&["screen", "deal.toml", "--all", "--candidates", "-"]).file("deal.toml", DEAL);
    let mut child = run.spawn();
    let mut stdin = child.stdin.take().unwrap();
    let mut stdout = child.stdout.take().unwrap();
    let (has_seen, seen) = std::sync::mpsc::channel();
    let writer = std::thread::spawn(move || {
        let (first, last) = table.split_at(table.len() - 10);
        stdin.write_all(first.as_bytes()).unwrap();
        // The last row waits until a record is out; forever, if none comes.
        seen.recv().unwrap();
        stdin.write_all(last.as_bytes()).unwrap();
    });
    let mut found = vec![0; RECORDS.len() + 10];
    stdout.read_exact(&mut found).unwrap();
    has_seen.send(()).unwrap();
    stdout.read_to_end(&mut found).unwrap();
    writer.join().unwrap();
    assert!(child.wait().unwrap().success());
    assert!(text(&found) == format!("{RECORDS}{records}"));
}
