//! Cells: numbers, lists, panels, and what stands for nothing.

use super::{DEAL, RECORDS, gives, record, screen_all, unknown};
use crate::harness::Run;

/// Expects that the rating in this cell cannot be read, and why.
#[track_caller]
fn is_no_rating(arguments: &[&str], cell: &str, problem: &str, help: &str) {
    let quoted = cell.replace('"', "\"\"");
    screen_all(
        arguments,
        format!("name,ratings.compatibility\nAlpha,\"{quoted}\"\nBeta,8\n"),
    )
    .stdout(&format!("{RECORDS}{}", record("Beta", 80.0)))
    .stderr(&format!(
        "{problem}\n  --> table.csv:2, column 2 (ratings.compatibility)\n{help}\n\
             table.csv: 1 of 2 rows could not be read\n"
    ))
    .status(2)
    .check();
}

#[test]
fn numbers_as_people_and_programs_write_them() {
    for cell in [
        "8",
        "8.0",
        "+8",
        "08",
        "8.",
        "0.8e1",
        "80E-1",
        "\" 8 \"",
        "8.000000000000000000000",
    ] {
        let table = format!("name,ratings.compatibility\nAlpha,{cell}\n");
        gives(&[], table, &[record("Alpha", 80.0)]);
    }
    gives(
        &[],
        "name,ratings.compatibility\nAlpha,.85e1\n",
        &[record("Alpha", 85.0)],
    );
}

#[test]
fn words_are_no_numbers() {
    for cell in ["x", "nan", "inf", "-infinity", "-"] {
        is_no_rating(
            &[],
            cell,
            &format!("error[PE004]: `{cell}` is not a number"),
            &format!("  = help: if it stands for nothing, pass --null '{cell}'\n"),
        );
    }
}

#[test]
fn numbers_with_something_else_are_none() {
    for cell in ["1_0", "0x8", "8 8", "€8", "\"8\""] {
        is_no_rating(
            &[],
            cell,
            &format!("error[PE004]: `{cell}` is not a number"),
            "  = help: a number stands without blanks, units or currency signs; a --map takes one off: \
             { column = …, unit = \"EUR\" }\n",
        );
    }
}

#[test]
fn numbers_outside_their_range() {
    for (cell, words) in [
        ("11", "must be from 0 to 10, and is 11"),
        ("-0.1", "must be from 0 to 10, and is -0.1"),
        ("1e200", "is too large to be meant, and is 1e200"),
        ("1e-200", "is too small to be meant, and is 1e-200"),
    ] {
        let output =
            screen_all(&[], format!("name,ratings.compatibility\nAlpha,{cell}\n")).output();
        let stderr = String::from_utf8(output.stderr).unwrap();
        let start = format!("error[PE005]: `ratings.compatibility` {words}");
        assert!(stderr.starts_with(&start), "{stderr}");
        assert!(stderr.contains("\n  --> table.csv:2, column 2 (ratings.compatibility)\n"));
        assert_eq!(output.status.code(), Some(2));
    }
    is_no_rating(
        &[],
        "1e400",
        "error[PE005]: `1e400` is too large to be meant",
        "",
    );
}

#[test]
fn an_empty_cell_is_unknown_and_so_are_blanks() {
    for cell in ["", " ", "\t ", "\"\"", "\u{a0}"] {
        let table = format!("name,ratings.compatibility\nAlpha,{cell}\n");
        gives(&[], table, &[unknown("Alpha")]);
    }
}

#[test]
fn other_texts_stand_for_nothing_when_told() {
    let table = "name,ratings.compatibility\nAlpha,NULL\nBeta,\\N\nGamma,N/A\nDelta,-\nEcho,8\n";
    let nulls = [
        "--null", "NULL", "--null", "\\N", "--null", "N/A", "--null", "-",
    ];
    let records = ["Alpha", "Beta", "Gamma", "Delta"].map(unknown);
    gives(&nulls, table, &[records.concat(), record("Echo", 80.0)]);
    is_no_rating(
        &["--null", "NULL"],
        "N/A",
        "error[PE004]: `N/A` is not a number",
        "  = help: if it stands for nothing, pass --null 'N/A'\n",
    );
}

#[test]
fn a_decimal_comma() {
    gives(
        &["--delimiter", ";", "--decimal-comma"],
        "name;ratings.compatibility\nAlpha;7,25\nBeta;8\n",
        &[record("Alpha", 72.5), record("Beta", 80.0)],
    );
    is_no_rating(
        &[],
        "7,25",
        "error[PE004]: `7,25` has a comma",
        "  = help: numbers have a point before their fraction and nothing between thousands; for a decimal comma \
         pass --decimal-comma\n",
    );
}

/// Taken for thousands or for a fraction, one of the two would be a thousand times too much.
#[test]
fn a_mark_that_can_be_of_a_fraction_or_of_thousands() {
    let fraction = "if it stands before a fraction, say so in the --map: { column = …, decimal_comma = false }";
    let thousands = "nothing may stand between thousands: take it away, or let a --map do it: { column = …, unit = \"EUR\" }";
    let comma = ["--decimal-comma"].as_slice();
    for (arguments, cell, what, help) in [
        (comma, "7.25", "a point, and numbers here have a decimal comma", fraction.to_owned()),
        (comma, "0.125", "a point, and numbers here have a decimal comma", fraction.to_owned()),
        (
            comma,
            "3.500",
            "a point, and numbers here have a decimal comma",
            format!(
                "if the point stands between thousands, take it away, or let a --map do it: {{ column = …, unit = \"EUR\" }}; {fraction}"
            ),
        ),
        (comma, "1.420.500", "a point, and numbers here have a decimal comma", thousands.to_owned()),
        (comma, "1.000,5", "a point and a comma", thousands.to_owned()),
        (
            &[],
            "-3,500",
            "a comma",
            "if the comma stands between thousands, take it away, or let a --map do it: { column = …, unit = \"EUR\" }; for a decimal comma pass --decimal-comma"
                .to_owned(),
        ),
        (&[], "1,420,500", "a comma", thousands.to_owned()),
        (
            &[],
            "+3,500",
            "a comma",
            "if the comma stands between thousands, take it away, or let a --map do it: { column = …, unit = \"EUR\" }; for a decimal comma pass --decimal-comma"
                .to_owned(),
        ),
        (
            &[],
            "6,8,7",
            "a comma",
            "for the ratings of a panel: `;` stands between them, or --list-separator".to_owned(),
        ),
    ] {
        is_no_rating(
            arguments,
            cell,
            &format!("error[PE004]: `{cell}` has {what}"),
            &format!("  = help: {help}\n"),
        );
    }
}

#[test]
fn marks_between_thousands() {
    for (arguments, cell) in [
        (["--decimal-comma"].as_slice(), "1,420,500"),
        (&[], "1.420.500"),
    ] {
        is_no_rating(
            arguments,
            cell,
            &format!("error[PE004]: `{cell}` is not a number"),
            "  = help: nothing may stand between thousands: take it away, or let a --map do it: { column = …, unit = \"EUR\" }\n",
        );
    }
}

/// Reaches two of three markets, whatever stands between the names.
#[test]
fn lists() {
    let deal = "deal.name = 'Depot'\ndeal.relationship = 'network'\norganization.name = 'Us'\n\
                target_markets = { DK = 1, NO = 1, SE = 2 }\n\
                weights = { compatibility = 0, complementarity = 1, risk_sharing = 0, cost_sharing = 0, commitment = 0 }\n";
    let expect = |arguments: &[&str], cell: &str, score: &str| {
        let always = ["screen", "deal.toml", "--all", "--candidates", "table.csv"];
        Run::new(&[&always, arguments].concat())
            .file("deal.toml", deal)
            .file("table.csv", format!("name,markets\nAlpha,{cell}\n"))
            .stdout(&format!("{RECORDS}Alpha,{score}\n"))
            .check();
    };
    let two = "75.0,75.0,75.0,1.0,recommended,,0.0,75.0,0.0,0.0,0.0,";
    for cell in [
        "NO;SE",
        " SE ; NO ",
        "NO;;SE;",
        "SE;NO;NO;FI",
        "\"NO\u{a0};\nSE\"",
    ] {
        expect(&[], cell, two);
    }
    expect(&["--list-separator", "|"], "NO|SE", two);
    expect(&["--list-separator", " and "], "NO and SE", two);
    expect(&["--list-separator", " "], "NO SE", two);
    // Serves none of them, which is known.
    expect(
        &[],
        ";",
        "0.0,0.0,0.0,1.0,not-recommended,score,0.0,0.0,0.0,0.0,0.0,adds-nothing",
    );
    // The whole cell is one name.
    expect(
        &["--list-separator", "|"],
        "NO;SE",
        "0.0,0.0,0.0,1.0,not-recommended,score,0.0,0.0,0.0,0.0,0.0,adds-nothing",
    );
    for cell in ["", " "] {
        expect(
            &[],
            cell,
            "0.0,0.0,100.0,0.0,undecided,known;score,0.0,0.0,0.0,0.0,0.0,",
        );
    }
}

/// The mean counts, and what the reviewers disagree on is no range.
#[test]
fn panels() {
    for cell in ["6;8", " 6 ; 8 ;"] {
        gives(
            &[],
            format!("name,ratings.compatibility\nAlpha,{cell}\n"),
            &["Alpha,70.0,70.0,70.0,1.0,recommended,,70.0,0.0,0.0,0.0,0.0,\n".to_owned()],
        );
    }
    gives(
        &["--decimal-comma", "--list-separator", "/"],
        "name,ratings.compatibility\nAlpha,\"6,5/7,5\"\n",
        &["Alpha,70.0,70.0,70.0,1.0,recommended,,70.0,0.0,0.0,0.0,0.0,\n".to_owned()],
    );
    is_no_rating(
        &[],
        "6;x",
        "error[PE004]: `x` is not a number",
        "  = help: if it stands for nothing, pass --null 'x'\n",
    );
    is_no_rating(
        &[],
        ";",
        "error[PE008]: an empty panel rates nothing",
        "  = help: leave the rating out if nobody has rated yet\n",
    );
}

/// What stands for nothing in a cell is no mark in a panel.
#[test]
fn reviewers_of_a_panel_abstain() {
    let mean = "Alpha,70.0,70.0,70.0,1.0,recommended,,70.0,0.0,0.0,0.0,0.0,\n".to_owned();
    for cell in ["6;n/a;8", " n/a ;6;8", "6;Abstains;8"] {
        gives(
            &["--null", "n/a"],
            format!("name,ratings.compatibility\nAlpha,{cell}\n"),
            std::slice::from_ref(&mean),
        );
    }
    gives(
        &["--null", "n/a"],
        "name,ratings.compatibility,ratings.compatibility.evidence\nAlpha,6;n/a;8,seen\n",
        std::slice::from_ref(&mean),
    );
    gives(
        &["--null", "n/a"],
        "name,ratings.compatibility\nAlpha,n/a;n/a\n",
        &[unknown("Alpha")],
    );
    // In a column of one's own too; an empty cell says nothing.
    let deal = format!("{DEAL}reviewers = {{ Ana = 1, Ben = 1 }}\n");
    let note = |cell: &str| {
        let always = [
            "assess",
            "deal.toml",
            "--null",
            "n/a",
            "--candidates",
            "table.csv",
        ];
        let table = format!(
            "name,ratings.compatibility.by.Ana,ratings.compatibility.by.Ben\nAlpha,6,{cell}\nBeta,7,8\n"
        );
        let run = Run::new(&always).file("deal.toml", &deal);
        run.file("table.csv", table)
            .succeed()
            .contains("uneven-panel")
    };
    assert_eq!((note("n/a"), note("")), (false, true));
    is_no_rating(
        &[],
        "6;n/a;8",
        "error[PE004]: `n/a` is not a number",
        "  = help: if it stands for nothing, pass --null 'n/a'\n",
    );
}

/// In any order, each row as much of it as it has; the evidence alone is no rating.
#[test]
fn ratings_with_their_range_and_evidence() {
    let table = "name,ratings.compatibility.evidence,ratings.compatibility.high,ratings.compatibility.low,\
                 ratings.compatibility\nAlpha,seen,9,6,8\nBeta,,,7,\nGamma,seen,,,\nDelta,seen,,,8\n";
    gives(
        &[],
        table,
        &[
            "Alpha,80.0,60.0,90.0,1.0,recommended,,80.0,0.0,0.0,0.0,0.0,\n".to_owned(),
            record("Beta", 70.0),
            unknown("Gamma"),
            record("Delta", 80.0),
        ],
    );
    screen_all(
        &[],
        "name,ratings.compatibility.low,ratings.compatibility.high\nAlpha,8,7\n",
    )
    .stdout(RECORDS)
    .stderr(
        "error[PE010]: low <= score <= high does not hold: 8, 8, 7\n  --> table.csv:2\n  \
             = help: order the three numbers, the worst as `low`\n\ntable.csv: 1 of 1 row could not be read\n",
    )
    .status(2)
    .check();
}

#[test]
fn true_and_false() {
    let deal = format!("{DEAL}requirements.safe = 'safe'\n");
    let run = |cells: &str| {
        let table: String = cells
            .split(' ')
            .map(|cell| format!("Alpha,8,{cell}\n"))
            .collect();
        Run::new(&["screen", "deal.toml", "--all", "--candidates", "table.csv"])
            .file("deal.toml", &deal)
            .file(
                "table.csv",
                format!("name,ratings.compatibility,meets.safe\n{table}"),
            )
    };
    run("true TRUE False ")
        .stdout(&format!(
            "{RECORDS}{0}{0}Alpha,80.0,80.0,80.0,1.0,not-recommended,requirement,80.0,0.0,0.0,0.0,0.0,requirement\n\
             Alpha,80.0,80.0,80.0,1.0,undecided,requirement,80.0,0.0,0.0,0.0,0.0,\n",
            record("Alpha", 80.0)
        ))
        .check();
    run("yes")
        .stdout(RECORDS)
        .stderr(
            "error[PE004]: `yes` is neither true nor false\n  --> table.csv:2, column 3 (meets.safe)\n  \
             = help: say in the --map what stands for each: { column = …, yes = [\"Y\"], no = [\"N\"] }\n\n\
             table.csv: 1 of 1 row could not be read\n",
        )
        .status(2)
        .check();
}

#[test]
fn latin1_in_a_cell_names_the_byte() {
    screen_all(&[], b"name,ratings.compatibility\nCaf\xE9,8\nBeta,8\n")
        .stdout(&format!("{RECORDS}{}", record("Beta", 80.0)))
        .stderr(
            r#"
error[PE015]: not UTF-8 text: here comes byte 0xE9
  --> table.csv:2, column 1 (name)
  = help: pass --encoding windows-1252, as Windows in western Europe writes text, if `Café` is right; else the name of what it is, such as windows-1250 of central Europe, or save it as UTF-8

table.csv: 1 of 2 rows could not be read
"#,
        )
        .status(2)
        .check();
}

/// Names come out as they went in, quoted where RFC 4180 asks for it, and no formula.
#[test]
fn names_are_any_text() {
    let table = "name,ratings.compatibility\n\"Alpha, \"\"A\"\"\",8\n Beta ,8\n\"Ga\r\nmma\",8\nΔέλτα 🏛,8\n=1+1,8\nNULL,8\n";
    let names = [
        "\"Alpha, \"\"A\"\"\"",
        "Beta",
        "\"Ga\r\nmma\"",
        "Δέλτα 🏛",
        "'=1+1",
        "NULL",
    ];
    gives(&[], table, &names.map(|name| record(name, 80.0)));
}

/// An empty cell is no veto, and a no is none that can be meant.
#[test]
fn vetoes() {
    screen_all(
        &[],
        "name,veto,ratings.compatibility\nAlpha,,8\nBeta,no,8\nGamma,sanctioned,8\n",
    )
    .stdout(&format!(
        "{RECORDS}{}Gamma,80.0,80.0,80.0,1.0,not-recommended,veto,80.0,0.0,0.0,0.0,0.0,veto\n",
        record("Alpha", 80.0)
    ))
    .stderr(
        r#"
error[PE008]: a veto for no reason: "no"
  --> table.csv:3, column 2 (veto)
  = help: say why they are out of the question; leave the key out if they are not

table.csv: 1 of 3 rows could not be read
"#,
    )
    .status(2)
    .check();
}

/// As spreadsheets of other languages write true and false.
#[test]
fn answers_in_other_languages_name_the_likely_meaning() {
    let deal = super::DEAL.to_owned() + "requirements.safe = 'safe'\n";
    let deal = deal.replace("weights =", "# weights =");
    for (word, meant) in [
        ("WAHR", "write `true`, or "),
        ("FALSCH", "write `false`, or "),
        ("VRAI", "write `true`, or "),
        ("faux", "write `false`, or "),
        ("VERO", "write `true`, or "),
        ("VERDADERO", "write `true`, or "),
        ("FALSO", "write `false`, or "),
        ("FAŁSZ", "write `false`, or "),
        ("maybe", ""),
    ] {
        let arguments = ["assess", "deal.toml", "--candidates", "t.csv"];
        let output = crate::harness::Run::new(&arguments)
            .file("deal.toml", &deal)
            .file(
                "t.csv",
                format!("name,ratings.compatibility,meets.safe\nA,8,{word}\n"),
            )
            .output();
        let said = crate::harness::text(&output.stderr);
        let expected = format!(
            "error[PE004]: `{word}` is neither true nor false\n  --> t.csv:2, column 3 (meets.safe)\n  = help: {meant}say in \
             the --map what stands for each: {{ column = …, yes = [\"Y\"], no = [\"N\"] }}\n"
        );
        assert!(said.contains(&expected), "{said}");
        assert_eq!(output.status.code(), Some(2));
    }
}
