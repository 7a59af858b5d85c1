//! Rows that cannot be read: each says where it stands and why, and the good ones come out.

use std::io::Write;

use super::{DEAL, RECORDS, gives, record, screen, screen_all};
use crate::harness::{Run, text};

const HEADER: &str = "name,ratings.compatibility\n";

/// Where in the table the problems stand.
fn places(stderr: &str) -> impl Iterator<Item = &str> {
    let lines = stderr.lines();
    lines.filter_map(|line| line.strip_prefix("  --> table.csv:"))
}

#[test]
fn every_bad_row_is_reported_and_every_good_one_is_out() {
    screen_all(
        &[],
        format!("{HEADER}Alpha,8\nBeta,x\nGamma\nDelta,8,8\n,8\nEcho,11\nFox,7\n"),
    )
    .stdout(&format!(
        "{RECORDS}{}{}",
        record("Alpha", 80.0),
        record("Fox", 70.0)
    ))
    .stderr(
        r#"
error[PE004]: `x` is not a number
  --> table.csv:3, column 2 (ratings.compatibility)
  = help: if it stands for nothing, pass --null 'x'

error[PE009]: the row has 1 cells, and the header 2
  --> table.csv:4
  = help: empty cells at its end have their delimiters too

error[PE009]: the row has 3 cells, and the header 2
  --> table.csv:5
  = help: a cell with a delimiter in it stands in quotes

error[PE006]: [[candidates]] lacks `name`
  --> table.csv:6
  = help: `name` says who it is; unique

error[PE005]: `ratings.compatibility` must be from 0 to 10, and is 11
  --> table.csv:7, column 2 (ratings.compatibility)
  = help: a --map can bring a whole column into its range: for ratings { column = …, worst = 0, best = 100 }, for shares { column = …, factor = 0.01 }

table.csv: 5 of 7 rows could not be read
"#,
    )
    .status(2)
    .check();
}

/// As spreadsheets leave them at the end.
#[test]
fn a_row_of_empty_cells() {
    screen_all(&[], format!("{HEADER}Alpha,8\n,\n\" \",\t\n"))
        .stdout(&format!("{RECORDS}{}", record("Alpha", 80.0)))
        .stderr("table.csv: 2 rows of nothing but empty cells left out: the first in line 3\n")
        .check();
    screen_all(&["--quiet"], format!("{HEADER}Alpha,8\n,\n"))
        .stdout(&format!("{RECORDS}{}", record("Alpha", 80.0)))
        .check();
}

#[test]
fn a_row_of_empty_cells_between_others() {
    let output = Run::assess(&["--candidates", "table.csv"], DEAL)
        .file("table.csv", format!("{HEADER}Alpha,8\n,,,,\nBeta,7\n"))
        .output();
    let stderr = String::from_utf8(output.stderr).unwrap();
    assert_eq!(
        stderr,
        "table.csv: 1 row of nothing but empty cells left out: line 3\n"
    );
    assert_eq!(output.status.code(), Some(0));
}

/// A part of one supplier's name would vanish into another's.
#[test]
fn text_behind_a_closing_quote() {
    screen_all(
        &[],
        format!("{HEADER}\"Al\"pha,8\n\"Be\"\"ta\",\"8\" \n\"Gamma \\\"One\\\" Ltd\",8\n\"Delta \\\", Inc\",8\n"),
    )
    .stdout(&format!("{RECORDS}{}", record("\"Be\"\"ta\"", 80.0)))
    .stderr(
        r#"
error[PE001]: text stands behind the closing quote of `"Al"`: `pha,8`
  --> table.csv:2
  = help: a quote inside a quoted cell is doubled, `""`; where quotes are text, pass --no-quotes

error[PE001]: text stands behind the closing quote of `"Gamma \"`: `One\" Ltd",8`
  --> table.csv:4
  = help: a quote inside a quoted cell is doubled, `""`, and not written `\"`; where quotes are text, pass --no-quotes

error[PE009]: the row has 3 cells, and the header 2
  --> table.csv:5
  = help: a quote inside a quoted cell is doubled, `""`, and not written `\"`; where quotes are text, pass --no-quotes

table.csv: 3 of 4 rows could not be read
"#,
    )
    .status(2)
    .check();
    let problem = r#"
error[PE001]: text stands behind the closing quote of `"name"`: `s,ratings.compatibility`
  --> table.csv:1
  = help: a quote inside a quoted cell is doubled, `""`; where quotes are text, pass --no-quotes

"#;
    screen_all(&[], "\"name\"s,ratings.compatibility\nAlpha,8\n")
        .stderr(problem)
        .status(2)
        .check();
}

#[test]
fn quotes_are_text() {
    let names = ["\"\"\"Al\"\"pha\"", "\"\"\"\"", "\"5\"\" pipe\""];
    gives(
        &["--no-quotes"],
        format!("{HEADER}\"Al\"pha,8\n\",8\n5\" pipe,8\n"),
        &names.map(|name| record(name, 80.0)),
    );
}

/// Spreadsheets quote cells there too, most other programs none.
#[test]
fn quotes_between_tabs() {
    let table = "name\tratings.compatibility\n\"Al\"pha\t8\n\"open\t8\n\"Be\nta\"\t8\n\"Gam\"\"ma\"\t8\nDe\"lta\t8\n";
    let names = [
        "\"\"\"Al\"\"pha\"",
        "\"\"\"open\"",
        "\"Be\nta\"",
        "\"Gam\"\"ma\"",
        "\"De\"\"lta\"",
    ];
    gives(
        &["--delimiter", "tab"],
        table,
        &names.map(|name| record(name, 80.0)),
    );
    gives(
        &["--delimiter", "tab", "--no-quotes"],
        "name\tratings.compatibility\n\"Alpha\"\t8\n",
        &[record("\"\"\"Alpha\"\"\"", 80.0)],
    );
    // To the end of the table there is no other quote.
    gives(
        &["--delimiter", "tab"],
        "name\tratings.compatibility\n\"Alpha\t8\nBeta\t8\n",
        &[record("\"\"\"Alpha\"", 80.0), record("Beta", 80.0)],
    );
}

/// Lines stay those of the file.
#[test]
fn lines_above_the_header() {
    let table = "Register of \"boards\r\n\r\nname,ratings.compatibility\r\nAlpha,8\r\nBeta,x\r\n";
    screen_all(&["--skip-rows", "2"], table)
        .stdout(&format!("{RECORDS}{}", record("Alpha", 80.0)))
        .stderr(
            r#"
error[PE004]: `x` is not a number
  --> table.csv:5, column 2 (ratings.compatibility)
  = help: if it stands for nothing, pass --null 'x'

table.csv: 1 of 2 rows could not be read
"#,
        )
        .status(2)
        .check();
    screen_all(&["--skip-rows", "9"], table)
        .stderr(
            r#"
error[PE008]: the table is empty
  --> table.csv:1
  = help: its first row names the columns

"#,
        )
        .status(2)
        .check();
}

/// Without --all the best of the good rows are shown.
#[test]
fn the_best_come_without_the_bad() {
    screen(&["--format", "json-lines"], format!("{HEADER}Alpha,x\nBeta,8\n"))
        .stdout(
            "{\"schema\":\"partner-eval/record/2\",\"name\":\"Beta\",\"score\":80.0,\"low\":80.0,\"high\":80.0,\"known\":1.0,\"verdict\":\"recommended\",\
             \"stopped_by\":[],\"compatibility\":80.0,\"complementarity\":0.0,\"risk_sharing\":0.0,\
             \"cost_sharing\":0.0,\"commitment\":0.0,\"flags\":[]}\n",
        )
        .stderr(
            r#"
error[PE004]: `x` is not a number
  --> table.csv:2, column 2 (ratings.compatibility)
  = help: if it stands for nothing, pass --null 'x'

table.csv: 1 of 2 rows could not be read
"#,
        )
        .status(2)
        .check();
}

const STRICT: &str = r#"
error[PE004]: `x` is not a number
  --> table.csv:3, column 2 (ratings.compatibility)
  = help: if it stands for nothing, pass --null 'x'

table.csv: 1 of 2 rows could not be read; the rows after are left out
"#;

#[test]
fn strict_stops_at_the_first() {
    let table = format!("{HEADER}Alpha,8\nBeta,x\nGamma,y\nDelta,8\n");
    screen_all(&["--strict"], &table)
        .stdout(&format!("{RECORDS}{}", record("Alpha", 80.0)))
        .stderr(STRICT)
        .status(2)
        .check();
    // The best of a part are not the best.
    screen(&["--strict"], &table)
        .stderr(STRICT)
        .status(2)
        .check();
}

#[test]
fn strict_says_nothing_of_a_table_that_is_right() {
    gives(
        &["--strict"],
        format!("{HEADER}Alpha,8\n"),
        &[record("Alpha", 80.0)],
    );
}

/// Quiet is the progress, not the errors.
#[test]
fn quiet_reports_bad_rows_all_the_same() {
    screen_all(
        &["--quiet", "--strict"],
        format!("{HEADER}Alpha,8\nBeta,x\n"),
    )
    .stdout(&format!("{RECORDS}{}", record("Alpha", 80.0)))
    .stderr(STRICT)
    .status(2)
    .check();
}

#[test]
fn blank_lines_are_no_rows() {
    let records = [record("Alpha", 80.0), record("\"Be\nta\"", 80.0)];
    gives(
        &[],
        format!("\n{HEADER}\nAlpha,8\r\n\r\n\"Be\nta\",8\n\n"),
        &records,
    );
}

/// Blank lines and line breaks inside cells are lines of the file, whatever ends a line.
#[test]
fn lines_are_those_of_the_file() {
    for end in ["\n", "\r\n"] {
        let table =
            "name,ratings.compatibility\n\nA,8\n\n\nB,x\n\"C\nC\",x\nD,x".replace('\n', end);
        let output = screen_all(&[], table).output();
        let stderr = String::from_utf8(output.stderr).unwrap();
        let places: Vec<&str> = places(&stderr).collect();
        let expected = [6, 7, 9].map(|line| format!("{line}, column 2 (ratings.compatibility)"));
        assert_eq!(places, expected, "{end:?}");
    }
}

/// It swallows the rows after it; no candidate may come of that, wherever the cell stands.
#[test]
fn a_quote_that_is_not_closed() {
    for row in [
        "\"Beta,8\nGamma,8\n",
        "Beta,\"8\nGamma,8\n",
        "Beta,\"8\nGamma,8",
    ] {
        screen_all(&[], format!("{HEADER}Alpha,8\n{row}"))
            .stdout(&format!("{RECORDS}{}", record("Alpha", 80.0)))
            .stderr(
                r#"
error[PE001]: a cell goes on to the end of the table
  --> table.csv:3
  = help: a quote in this row is not closed; where quotes are text, pass --no-quotes

"#,
            )
            .status(2)
            .check();
    }
}

/// A last cell of several lines that is closed is as good as any other.
#[test]
fn a_last_cell_of_several_lines() {
    for end in ["", "\n", "\r\n"] {
        screen_all(
            &[],
            format!("ratings.compatibility,name\n8,Alpha\n8,\"Be\nta\"{end}"),
        )
        .stdout(&format!(
            "{RECORDS}{}{}",
            record("Alpha", 80.0),
            record("Beta", 80.0).replace("Beta", "\"Be\nta\"")
        ))
        .check();
    }
}

/// A table may be longer than memory, so a row may not.
#[test]
fn a_quote_that_swallows_more_than_any_row_has() {
    let rest = "Gamma,8\n".repeat(200_000);
    let output = screen_all(&[], format!("{HEADER}Alpha,8\n\"Beta,8\n{rest}")).output();
    assert_eq!(output.status.code(), Some(2));
    let stderr = String::from_utf8(output.stderr).unwrap();
    assert!(
        stderr.starts_with("error[PE001]: a row is longer than 1048576 bytes\n  --> table.csv:"),
        "{stderr}"
    );
    assert!(
        stderr.contains("\n  = help: is a quote in it or before it not closed? Where quotes are text, pass --no-quotes\n"),
        "{stderr}"
    );
    let stdout = String::from_utf8(output.stdout).unwrap();
    assert_eq!(stdout, format!("{RECORDS}{}", record("Alpha", 80.0)));
}

#[test]
fn the_last_line_needs_no_line_break() {
    for end in ["", "\n", "\r\n", "\r"] {
        gives(
            &[],
            format!("{HEADER}Alpha,8{end}"),
            &[record("Alpha", 80.0)],
        );
    }
}

/// Facts and a rating for the same, numbers that do not fit together: what a row says as a whole.
#[test]
fn rows_that_contradict_themselves() {
    let deal = "deal.name = 'Depot'\ndeal.relationship = 'network'\norganization.name = 'Us'\n\
                deal.rated = ['compatibility', 'complementarity', 'risk_sharing', 'cost_sharing']\n";
    Run::new(&["screen", "deal.toml", "--all", "--candidates", "table.csv"])
        .file("deal.toml", deal)
        .file(
            "table.csv",
            "name,track_record.kept,track_record.total,ratings.track_record,culture.clan,culture.adhocracy,\
             culture.market,culture.hierarchy,ratings.compatibility,ratings.complementarity,ratings.risk_sharing,\
             ratings.cost_sharing,ratings.executive_sponsor\n\
             Alpha,3,4,8,,,,,,,,,\nBeta,4,3,,,,,,,,,,\nGamma,3,,,,,,,,,,,\nDelta,1.5,4,,,,,,,,,,\n\
             Echo,,,,25,25,25,20,,,,,\nFox,,,,25,25,25,,,,,,\n",
        )
        .stdout(RECORDS)
        .stderr(
            r#"
error[PE012]: `track_record` is rated, and its facts are there too
  --> table.csv:2, column 4 (ratings.track_record)
  = help: remove the rating to have it computed, or the facts to have it rated

error[PE009]: `track_record` has 4 kept of 3
  --> table.csv:3
  = help: `total` counts all promises, the kept ones included

error[PE006]: track_record lacks `total`
  --> table.csv:4
  = help: `total` says promises made

error[PE005]: `kept` counts things and must be a whole number, and is 1.5
  --> table.csv:5, column 2 (track_record.kept)
  = help: a --map can bring a whole column into its range: for ratings { column = …, worst = 0, best = 100 }, for shares { column = …, factor = 0.01 }

error[PE009]: the four numbers of `culture` must sum to 100, and sum to 95
  --> table.csv:6
  = help: the OCAI questionnaire divides 100 points over clan, adhocracy, market and hierarchy

error[PE006]: `culture` lacks `hierarchy`
  --> table.csv:7
  = help: the OCAI questionnaire divides 100 points over clan, adhocracy, market and hierarchy

table.csv: 6 of 6 rows could not be read
"#,
        )
        .status(2)
        .check();
}

/// So many that nobody reads them: the first are listed, all are counted.
#[test]
fn very_many_bad_rows() {
    let rows: String = (0..3000).map(|row| format!("{row},x\n")).collect();
    let output = screen_all(&["--threads", "3"], format!("{HEADER}{rows}Last,8\n")).output();
    let stderr = String::from_utf8(output.stderr).unwrap();
    let listed: Vec<&str> = stderr
        .lines()
        .filter(|line| line.starts_with("  --> "))
        .collect();
    assert_eq!(listed.len(), 20);
    for (at, place) in listed.iter().enumerate() {
        let expected = format!(
            "  --> table.csv:{}, column 2 (ratings.compatibility)",
            at + 2
        );
        assert_eq!(**place, expected);
    }
    let last = "\ntable.csv: 2,980 more like these: PE004, column 2 (ratings.compatibility)\n\
                table.csv: 3,000 of 3,001 rows could not be read\n";
    assert!(stderr.ends_with(last), "{}", &stderr[stderr.len() - 200..]);
    let stdout = String::from_utf8(output.stdout).unwrap();
    assert_eq!(stdout, format!("{RECORDS}{}", record("Last", 80.0)));
    assert_eq!(output.status.code(), Some(2));
}

/// `assess` compares all or nobody.
#[test]
fn assess_lists_fifty() {
    let rows: String = (0..60).map(|row| format!("{row},x\n")).collect();
    let problems: String = (2..52)
        .map(|line| {
            format!(
                "error[PE004]: `x` is not a number\n  --> table.csv:{line}, column 2 (ratings.compatibility)\n  \
                 = help: if it stands for nothing, pass --null 'x'\n\n"
            )
        })
        .collect();
    Run::assess(&["--candidates", "table.csv"], DEAL)
        .file("table.csv", format!("{HEADER}{rows}Last,8\n"))
        .stderr(&format!(
            "{problems}... and 10 more problems in table.csv\n\n"
        ))
        .status(2)
        .check();
}

/// Nothing is said of what stands behind the row at which to stop, however near it is.
#[test]
fn strict_looks_no_further() {
    for rest in ["\"Beta,8\n", "Beta,7,\n"] {
        screen_all(&["--strict"], format!("{HEADER}Alpha,x\n{rest}"))
            .stdout(RECORDS)
            .stderr(
                r#"
error[PE004]: `x` is not a number
  --> table.csv:2, column 2 (ratings.compatibility)
  = help: if it stands for nothing, pass --null 'x'

table.csv: 1 of 1 row could not be read; the rows after are left out
"#,
            )
            .status(2)
            .check();
    }
}

/// The first hundred rows are looked through for names that are nearly those of the deal, however long they
/// are, and what is said comes in their order.
#[test]
fn names_that_are_nearly_right() {
    let deal = format!("{DEAL}[target_markets]\nBerlin = 1\n");
    let mut table = String::new();
    for row in 1..=200 {
        let market = match row {
            91 | 95 => "Berlim",
            101 => "Berlinn",
            _ => "Berlin",
        };
        let (rating, notes) = (if row == 90 { 11 } else { 8 }, "n".repeat(1700));
        table.push_str(&format!(
            r#"{{"name":"N{row}","ratings":{{"compatibility":{rating}}},"markets":["{market}"],"notes":"{notes}"}}"#
        ));
        table.push('\n');
    }
    let run = |arguments: &[&str]| {
        let run = [
            &["screen", "deal.toml", "--candidates", "table.jsonl"],
            arguments,
        ]
        .concat();
        let output = Run::new(&run)
            .file("deal.toml", &deal)
            .file("table.jsonl", &table)
            .output();
        (output.status.code(), text(&output.stderr).to_owned())
    };
    let said = r#"error[PE005]: `ratings.compatibility` must be from 0 to 10, and is 11
  --> table.jsonl:90, column 42

warning[PE016]: the market `Berlim` is not one that the deal names, but nearly
  --> table.jsonl:91, column 56
  = help: if `Berlin` is meant, write it so; else nothing is wrong

table.jsonl: 1 of 200 rows could not be read
"#;
    for threads in ["1", "7"] {
        assert_eq!(
            run(&["--all", "--threads", threads]),
            (Some(2), said.to_owned())
        );
    }
    assert_eq!(
        run(&["--deny-warnings", "--all"]),
        (
            Some(2),
            format!("{said}error: there are warnings, and --deny-warnings takes them for errors\n")
        )
    );
}

/// What is said of a row comes in the order of its cells, of rows in the order of the table.
#[test]
fn problems_come_in_order() {
    let deal = format!("{DEAL}[target_markets]\nBerlin = 1\nHamburg = 1\n");
    let run = |arguments: &[&str], table: &str| {
        let output = screen(arguments, table).file("deal.toml", &deal).output();
        let places = places(text(&output.stderr));
        places.map(str::to_owned).collect::<Vec<_>>()
    };
    let header = "name,ratings.compatibility,markets\n";
    assert_eq!(
        run(&["--all"], &format!("{header}A,11,Berlim\nB,8,Hambur\n")),
        [
            "2, column 2 (ratings.compatibility)",
            "2, column 3 (markets)",
            "3, column 3 (markets)"
        ]
    );
    let cells = "name,stake,ratings.compatibility\nA,x,y\n";
    assert_eq!(
        run(&["--all"], cells),
        ["2, column 2 (stake)", "2, column 3 (ratings.compatibility)"]
    );
    // Behind the first hundred the best are looked at, which stand by rank.
    let rows: String = (0..150).map(|row| format!("N{row},5,Berlin\n")).collect();
    let best = "X,8,Berlim\nY,9,Hamburk\nZ,10,Berlinn\n";
    assert_eq!(
        run(&["--top", "3"], &format!("{header}{rows}{best}")),
        [
            "152, column 3 (markets)",
            "153, column 3 (markets)",
            "154, column 3 (markets)"
        ]
    );
}

/// Of a cell of a hundred slips the first are listed, and others are not counted, since many say the same.
#[test]
fn very_many_names_that_are_nearly_right() {
    let slips = |first| (b'a'..=b'y').map(move |last| format!("{first}erli{}", char::from(last)));
    let names = slips('B').chain(slips('b')).collect::<Vec<_>>().join(";");
    let row = |name: &str| format!("{name},{names};{names}\n");
    let output = screen_all(
        &["--threads", "3"],
        format!("name,markets\n{}{}", row("A"), row("B")),
    )
    .file("deal.toml", format!("{DEAL}[target_markets]\nBerlin = 1\n"))
    .output();
    let stderr = text(&output.stderr);
    assert_eq!(stderr.matches("warning[PE016]").count(), 20);
    assert!(
        stderr.ends_with("\ntable.csv: more like these: PE016, column 2 (markets)\n"),
        "{stderr}"
    );
    assert_eq!(output.status.code(), Some(0));
}

/// The limit is that of the row, whatever ends it.
#[test]
fn the_longest_row() {
    for (quote, end) in [
        ("", "\n"),
        ("", "\r\n"),
        ("", "\r"),
        ("", ""),
        ("\"", "\n"),
        ("\"", "\r\n"),
        ("\"", ""),
    ] {
        for more in 0..2 {
            let name = "n".repeat((1 << 20) - ",8".len() - 2 * quote.len() + more);
            let output = screen_all(&[], format!("{HEADER}{quote}{name}{quote},8{end}")).output();
            let stderr = text(&output.stderr);
            let expected = if more == 0 {
                ""
            } else {
                "error[PE001]: a row is longer than 1048576 bytes\n  --> table.csv:2\n\
                 \x20 = help: is a quote in it or before it not closed? Where quotes are text, pass --no-quotes\n\n"
            };
            assert_eq!(stderr, expected, "{quote}{end:?}");
            assert_eq!(output.stdout.len() > 1 << 20, more == 0);
        }
    }
}

/// Lines end with a carriage return where rows do.
#[test]
fn lines_of_carriage_returns() {
    for end in ["\r", "\n", "\r\n"] {
        let table = [
            "",
            "name,ratings.compatibility",
            "Alpha,8",
            "",
            "\"B\neta\",x",
            "Gamma,x",
            "",
        ]
        .join(end);
        let stderr = screen_all(&[], table).output().stderr;
        let places: Vec<&str> = places(text(&stderr)).collect();
        let column = ", column 2 (ratings.compatibility)";
        assert_eq!(
            places,
            [format!("5{column}"), format!("7{column}")],
            "{end:?}"
        );
    }
}

/// A table of which no row can be read has rows all the same.
#[test]
fn assess_says_what_is_wrong_with_the_only_row() {
    Run::assess(&["--candidates", "t.csv"], DEAL)
        .file("t.csv", "name,ratings.compatibility\nA,x\n")
        .stderr(
            r#"
error[PE004]: `x` is not a number
  --> t.csv:2, column 2 (ratings.compatibility)
  = help: if it stands for nothing, pass --null 'x'

"#,
        )
        .status(2)
        .check();
}

/// All problems come in one run, with what ends the table behind them.
#[test]
fn a_table_that_ends_in_a_quote_says_all_else_too() {
    for rows in [3, 20_000] {
        let good: String = (0..rows).map(|row| format!("N{row},8\n")).collect();
        let table = format!("{HEADER}Bad,x\nWorse,11\n{good}\"Open,8");
        let output = Run::assess(&["--candidates", "t.csv"], DEAL)
            .file("t.csv", table)
            .output();
        let codes: Vec<&str> = text(&output.stderr)
            .lines()
            .filter(|line| line.starts_with("error"))
            .map(|line| &line[..12])
            .collect();
        assert_eq!(codes, ["error[PE004]", "error[PE005]", "error[PE001]"]);
        assert_eq!(output.status.code(), Some(2));
    }
}

/// Writes a table in pieces, and waits for the program while its input is open.
fn in_pieces(pieces: &[&[u8]]) -> (String, String) {
    let run =
        Run::new(&["screen", "deal.toml", "--all", "--candidates", "-"]).file("deal.toml", DEAL);
    let mut child = run.spawn();
    let mut stdin = child.stdin.take().unwrap();
    for piece in pieces {
        stdin.write_all(piece).unwrap();
        stdin.flush().unwrap();
        std::thread::sleep(std::time::Duration::from_millis(50));
    }
    for _ in 0..400 {
        if child.try_wait().unwrap().is_some() {
            break;
        }
        std::thread::sleep(std::time::Duration::from_millis(50));
    }
    let is_over = child.try_wait().unwrap().is_some();
    drop(stdin);
    let output = child.wait_with_output().unwrap();
    assert!(is_over, "it waits for more");
    (
        text(&output.stdout).to_owned(),
        text(&output.stderr).to_owned(),
    )
}

/// Columns that are wrong are said at once, though more of the table may come.
#[test]
fn the_header_is_read_as_it_comes() {
    for pieces in [&[&b"nme\n"[..]][..], &[b"nme,foo,bar,baz,bla", b"\n"]] {
        let (_, stderr) = in_pieces(pieces);
        assert!(stderr.starts_with("error[PE006]: no column says the `name` of the candidates\n"));
    }
}

/// What stands first says what the rest is, in how many pieces it may come.
#[test]
fn the_form_is_told_by_what_comes_first() {
    let list: &[u8] = b"[\n";
    for pieces in [
        &[list][..],
        &[b"\n", list],
        &[b"\xef", b"\xbb\xbf", b" ", list],
    ] {
        let (_, stderr) = in_pieces(pieces);
        assert!(
            stderr.starts_with("error[PE001]: the table is a list, and not JSON lines\n"),
            "{stderr}"
        );
    }
}
