//! The first row: which columns there are.

use super::{DEAL, RECORDS, gives, record, refuses, screen_all, unknown};
use crate::harness::Run;

#[test]
fn columns_come_in_any_order_and_blanks_around_their_names_do_not_count() {
    gives(
        &[],
        " ratings.compatibility , notes,\tname\n8,\"in\nshort\",Alpha\n",
        &[record("Alpha", 80.0)],
    );
}

/// Where exactly one can be meant, and the deal's names as well.
#[test]
fn the_case_of_keys_does_not_matter() {
    gives(
        &[],
        "NAME,Ratings . Compatibility,RATINGS.COMPATIBILITY.LOW\nAlpha,8,8\n",
        &[record("Alpha", 80.0)],
    );
    let deal = format!("{DEAL}requirements.Safe = 'safe'\n");
    screen_all(&[], "Name,RATINGS.compatibility,meets.SAFE\nAlpha,8,true\n")
        .file("deal.toml", deal)
        .stdout(&format!("{RECORDS}{}", record("Alpha", 80.0)))
        .check();
    refuses(
        &[],
        "name,Name,ratings.compatibility,ratings.Compatibility\nAlpha,Alpha,8,8\n",
        r#"
error[PE007]: two columns give `name`
  --> table.csv:1, column 2
"#,
    );
    refuses(
        &[],
        "Name,ratings.compatibility,ratings.Compatibility,Rating.Compatibility\nAlpha,8,8,8\n",
        r#"
error[PE002]: the column `Rating.Compatibility` is no key of [[candidates]]
  --> table.csv:1, column 4
  = help: did you mean `ratings.compatibility`?
"#,
    );
    refuses(
        &[],
        "Name,ratings.compatibility,ratings.Compatibility\nAlpha,8,8\n",
        r#"
error[PE003]: unknown criterion `Compatibility` in `ratings`
  --> table.csv:1, column 3
  = help: did you mean `compatibility`?
"#,
    );
}

/// A map is there to pick columns from many: only what must be meant is taken.
#[test]
fn the_case_of_keys_beside_a_map() {
    screen_all(
        &["--map", "map.toml"],
        "Name,Stake,Grade,Ratings.Compatibility\nAlpha,big,9,8\n",
    )
    .file("map.toml", "attributes.grade = 'Grade'\n")
    .stdout(&format!("{RECORDS}{}", record("Alpha", 80.0)))
    .check();
}

#[test]
fn a_column_that_is_nearly_a_key() {
    refuses(
        &[],
        "name,rating.compatibility\nAlpha,8\n",
        r#"
error[PE002]: the column `rating.compatibility` is no key of [[candidates]]
  --> table.csv:1, column 2
  = help: did you mean `ratings.compatibility`?
"#,
    );
}

#[test]
fn a_name_inside_a_key_that_the_deal_does_not_have() {
    refuses(
        &[],
        "name,ratings.compatability,ratings.trust,risk_control.fire\nAlpha,8,8,1\n",
        r#"
error[PE003]: unknown criterion `compatability` in `ratings`
  --> table.csv:1, column 2
  = help: did you mean `compatibility`?

error[PE011]: `trust` is rated, and this deal does not ask it
  --> table.csv:1, column 3
  = help: compatibility is rated as a whole: rate `compatibility`, or take it out of deal.rated to ask its criteria

error[PE003]: unknown risk `fire` in `risk_control`
  --> table.csv:1, column 4
  = help: the deal lists no risk in `risk_control`
"#,
    );
}

#[test]
fn keys_that_go_on_too_far_or_not_far_enough() {
    refuses(
        &[],
        "name,stake.x,ratings,goals,culture,track_record.rate\nAlpha,1,1,1,1,1\n",
        r#"
error[PE002]: the column `stake.x` is no key of [[candidates]]
  --> table.csv:1, column 2
  = help: `stake` has no keys inside it: name the column `stake`

error[PE002]: the column `ratings` is no key of [[candidates]]
  --> table.csv:1, column 3
  = help: a name stands behind the dot, as in `ratings.trust`

error[PE002]: the column `goals` is no key of [[candidates]]
  --> table.csv:1, column 4
  = help: a name stands behind the dot, as in `goals.NAME`

error[PE002]: the column `culture` is no key of [[candidates]]
  --> table.csv:1, column 5
  = help: one of: `culture.clan`, `culture.adhocracy`, `culture.market`, `culture.hierarchy`

error[PE002]: the column `track_record.rate` is no key of [[candidates]]
  --> table.csv:1, column 6
  = help: one of: `track_record.kept`, `track_record.total`
"#,
    );
}

#[test]
fn nobody_is_named() {
    refuses(
        &[],
        "ratings.compatibility\n8\n",
        r#"
error[PE006]: no column says the `name` of the candidates
  --> table.csv:1
  = help: a table from elsewhere needs a --map FILE.toml with a line name = "COLUMN"; if its first row is a candidate, pass --no-header as well; the columns: ratings.compatibility
"#,
    );
}

#[test]
fn a_title_above_the_header() {
    let table = "Tender 114;;\nname;ratings.compatibility;notes\nAlpha;8;\n";
    refuses(
        &["--delimiter", ";"],
        table,
        r#"
error[PE006]: no column says the `name` of the candidates
  --> table.csv:1
  = help: a table from elsewhere needs a --map FILE.toml with a line name = "COLUMN"; if its first row is a candidate, pass --no-header as well; if the header stands further down, --skip-rows N leaves out the lines above it; the columns: Tender 114, , 
"#,
    );
    gives(
        &["--delimiter", ";", "--skip-rows", "1"],
        table,
        &[record("Alpha", 80.0)],
    );
}

/// Without a header the columns have numbers, and the map says which.
#[test]
fn nobody_is_named_by_a_number() {
    refuses(
        &["--no-header"],
        "Alpha,8\n",
        r#"
error[PE006]: no column says the `name` of the candidates
  --> table.csv:1
  = help: a table from elsewhere needs a --map FILE.toml with a line name = "COLUMN"; the columns: 1, 2
"#,
    );
    screen_all(&["--no-header", "--map", "map.toml"], "Alpha,8\n")
        .file("map.toml", "ratings.compatibility = '2'\n")
        .stderr(
            r#"
error[PE006]: no column says the `name` of the candidates
  --> table.csv:1
  = help: say in the map which one does, as in name = "1"; the columns: 1, 2

"#,
        )
        .status(2)
        .check();
}

/// A table from elsewhere that happens to have a column `name` is not told of each of the others.
#[test]
fn many_columns_are_no_keys() {
    let one = |column: u32| {
        format!(
            "\nerror[PE002]: the column `{column}{column}` is no key of [[candidates]]\n  --> table.csv:1, column \
             {column}\n  = help: a column is named like a key of [[candidates]], as in `ratings.trust`; a --map \
             FILE.toml leaves all others out\n"
        )
    };
    refuses(
        &[],
        "name,22,33,44,55,66\nAlpha,1,2,3,4,5\n",
        &(2..=6).map(one).collect::<String>(),
    );
    refuses(
        &[],
        "name,city,a,b,c,d,e,rating.trust\nAlpha,1,2,3,4,5,6,7\n",
        r#"
error[PE002]: 6 columns are no keys of [[candidates]]
  --> table.csv:1
  = help: a column is named like a key of [[candidates]], as in `ratings.trust`; a --map FILE.toml leaves all others out; the columns: city, a, b, c, d, e

error[PE002]: the column `rating.trust` is no key of [[candidates]]
  --> table.csv:1, column 8
  = help: did you mean `ratings.trust`?
"#,
    );
}

/// Excel takes `sep=;` for how the table is cut, others for a row.
#[test]
fn a_first_line_for_spreadsheets() {
    for (arguments, sign) in [
        ([].as_slice(), ';'),
        (&["--delimiter", ";"], ';'),
        (&[], ','),
    ] {
        refuses(
            arguments,
            format!("sep={sign}\nname{sign}ratings.compatibility\nAlpha{sign}8\n"),
            r#"
error[PE006]: no column says the `name` of the candidates
  --> table.csv:1
  = help: its first line is for spreadsheet programs: pass --skip-rows 1, and say with --delimiter what stands between the cells, if that is no comma
"#,
        );
    }
}

#[test]
fn a_column_stands_twice() {
    refuses(
        &[],
        "name,ratings.compatibility,name,ratings.compatibility\nAlpha,8,Alpha,8\n",
        r#"
error[PE007]: two columns give `name`
  --> table.csv:1, column 3

error[PE007]: two columns give `ratings.compatibility`
  --> table.csv:1, column 4
"#,
    );
}

/// The help says what to pass, and passing it helps.
#[test]
fn another_delimiter() {
    for (sign, option) in [(";", "';'"), ("\t", "tab"), ("|", "'|'"), ("^", "'^'")] {
        let table = format!("name{sign}ratings.compatibility\nAlpha{sign}8\n");
        let output = screen_all(&[], &table).output();
        let help = format!(
            "error[PE006]: no column says the `name` of the candidates\n  --> table.csv:1\n  \
             = help: the header is a single column: pass --delimiter {option}\n"
        );
        let stderr = String::from_utf8(output.stderr).unwrap();
        assert!(stderr.starts_with(&help), "{stderr}");
        assert_eq!((output.status.code(), output.stdout.len()), (Some(2), 0));
        let option = option.trim_matches('\'');
        gives(&["--delimiter", option], &table, &[record("Alpha", 80.0)]);
    }
}

#[test]
fn tab_can_be_written_as_in_other_tools_and_is_known_by_the_extension() {
    let table = "name\tratings.compatibility\nAlpha\t8\n";
    gives(&["--delimiter", "\\t"], table, &[record("Alpha", 80.0)]);
    Run::new(&["screen", "deal.toml", "--all", "--candidates", "table.TSV"])
        .file("deal.toml", DEAL)
        .file("table.TSV", table)
        .stdout(&format!("{RECORDS}{}", record("Alpha", 80.0)))
        .check();
}

#[test]
fn a_delimiter_is_one_sign() {
    for (given, words) in [
        ("::", "give a single ASCII sign, or tab"),
        ("é", "give a single ASCII sign, or tab"),
        ("\"", "a quote or a line break cannot stand between cells"),
    ] {
        screen_all(&["--delimiter", given], "name\nAlpha\n")
            .stderr(&format!(
                "error: invalid value '{given}' for '--delimiter <SIGN>': {words}\n\nFor more information, \
                 try '--help'.\n"
            ))
            .status(2)
            .check();
    }
}

#[test]
fn no_table_at_all() {
    refuses(
        &[],
        "",
        r#"
error[PE008]: the table is empty
  --> table.csv:1
  = help: its first row names the columns
"#,
    );
}

/// A filter passes on what it gets: no rows, no records.
#[test]
fn a_header_alone() {
    gives(&[], "name,ratings.compatibility\n", &[]);
}

#[test]
fn a_header_alone_has_no_best() {
    super::screen(&[], "name,ratings.compatibility\n")
        .stderr("error: table.csv has no row that could be ranked\n")
        .status(2)
        .check();
}

/// The names of the columns are then their numbers, and a map says what they mean.
#[test]
fn without_a_header_the_first_row_is_a_candidate() {
    screen_all(
        &["--no-header", "--map", "map.toml"],
        "8,Alpha,x\n,Beta,y\n",
    )
    .file("map.toml", "name = '2'\nratings.compatibility = '1'\n")
    .stdout(&format!(
        "{RECORDS}{}{}",
        record("Alpha", 80.0),
        unknown("Beta")
    ))
    .check();
}

#[test]
fn without_a_header_and_a_map_no_column_means_anything() {
    let output = screen_all(&["--no-header"], "8,Alpha\n").output();
    let stderr = String::from_utf8(output.stderr).unwrap();
    assert!(stderr.starts_with("error[PE006]: no column says the `name` of the candidates\n"));
    assert!(
        stderr.contains("needs a --map FILE.toml") && stderr.contains("the columns: 1, 2\n"),
        "{stderr}"
    );
    assert_eq!(output.status.code(), Some(2));
}

/// What nobody can be asked for is said once, before the rows.
#[test]
fn a_criterion_without_a_column_is_a_warning() {
    screen_all(&[], "name,notes\nAlpha,-\n")
        .stderr(
            r#"
warning[PE017]: no column answers compatibility
  --> table.csv:1
  = help: no row gets points for them; add the columns, or leave the criteria out with `weight = 0` in `[criteria.ID]`, a dimension with 0 in [weights]

"#,
        )
        .stdout(&format!("{RECORDS}{}", unknown("Alpha")))
        .check();
    // Where its column is there and the one of its evidence is not.
    let rated = "name,ratings.compatibility\nAlpha,8\n";
    let output = screen_all(&["--require-evidence"], rated).output();
    let stderr = String::from_utf8(output.stderr).unwrap();
    let help =
        "ratings need their evidence beside them, as `ratings.trust.evidence`; add the columns";
    assert!(stderr.contains(help), "{stderr}");
}

#[test]
fn a_byte_order_mark_is_no_part_of_the_first_name() {
    gives(
        &[],
        "\u{feff}name,ratings.compatibility\nAlpha,8\n",
        &[record("Alpha", 80.0)],
    );
    gives(
        &[],
        "\u{feff}\"name\",ratings.compatibility\r\nAlpha,8\r\n",
        &[record("Alpha", 80.0)],
    );
}

/// With a byte-order mark it is seen; without, the help says what to pass, and passing it helps.
#[test]
fn utf16() {
    let text = "name,ratings.compatibility\nÅlpha,8\n";
    for encode in [u16::to_le_bytes as fn(u16) -> [u8; 2], u16::to_be_bytes] {
        let coded = |text: &str| -> Vec<u8> { text.encode_utf16().flat_map(encode).collect() };
        gives(
            &[],
            coded(&format!("\u{feff}{text}")),
            &[record("Ålpha", 80.0)],
        );
        gives(
            &["--encoding", "utf-16"],
            coded(text),
            &[record("Ålpha", 80.0)],
        );
        for form in ["csv", "json-lines"] {
            refuses(
                &["--input-format", form],
                coded(text),
                r#"
error[PE015]: the table is UTF-16, or no text
  --> table.csv:1
  = help: if it is UTF-16, pass --encoding utf-16
"#,
            );
        }
        screen_all(&["--encoding", "utf-16"], [coded(text), vec![0]].concat())
            .stdout(&format!("{RECORDS}{}", record("Ålpha", 80.0)))
            .stderr("error: cannot read table.csv: its text is not UTF-16\n")
            .status(2)
            .check();
    }
}

/// Of a code page every byte is a letter.
#[test]
fn code_pages() {
    let table = b"name,ratings.compatibility,attributes.caf\xE9\n\xD8re \xA4,8,1\n";
    for (encoding, name) in [
        ("windows-1252", "Øre ¤"),
        ("iso-8859-1", "Øre ¤"),
        ("iso-8859-15", "Øre €"),
        ("ISO-8859-2", "Řre ¤"),
        ("windows-1250", "Řre ¤"),
        ("cp1251", "Шre ¤"),
    ] {
        gives(&["--encoding", encoding], table, &[record(name, 80.0)]);
    }
    let output = Run::new(&[
        "explain",
        "deal.toml",
        "Øre",
        "--candidates",
        "t.jsonl",
        "--encoding",
        "iso-8859-1",
    ])
    .file("deal.toml", DEAL)
    .file(
        "t.jsonl",
        b"{\"name\":\"\xD8re\",\"ratings\":{\"compatibility\":8}}\n",
    )
    .succeed();
    assert!(output.contains("Øre"), "{output}");
}

/// What windows-1252 cannot be is not called so, and not read as such.
#[test]
fn other_encodings_than_the_usual_one() {
    let help = "it is hardly windows-1252, and its encoding is not known: save it as UTF-8, or pass --encoding with its \
                name, such as windows-1250, windows-1251 or shift_jis";
    for (encoding, name, byte) in [
        ("windows-1250", "Łódź", 0xA3),
        ("windows-1251", "Газпром", 0xC3),
        ("shift_jis", "トヨタ", 0x83),
        ("gb18030", "华为技术", 0xBB),
        ("iso-8859-7", "Αθήνα", 0xC1),
    ] {
        let code_page = encoding_rs::Encoding::for_label(encoding.as_bytes()).unwrap();
        let (coded, ..) = code_page.encode(name);
        let table = [b"name,ratings.compatibility\n", &*coded, b",8\n"].concat();
        screen_all(&[], &table)
            .stdout(RECORDS)
            .stderr(&format!(
                "error[PE015]: not UTF-8 text: here comes byte 0x{byte:02X}\n  \
                 --> table.csv:2, column 1 (name)\n  = help: {help}\n\n\
                 table.csv: 1 of 1 row could not be read\n"
            ))
            .status(2)
            .check();
        gives(&["--encoding", encoding], &table, &[record(name, 80.0)]);
    }
    screen_all(
        &["--encoding", "windows-1252"],
        b"name,ratings.compatibility\n\x8fr\xf3d\xb3o,8\n",
    )
    .stderr("error: cannot read table.csv: its text is not windows-1252\n")
    .status(2)
    .check();
    screen_all(&["--encoding", "klingon"], "")
        .stderr(
            "error: invalid value 'klingon' for '--encoding <NAME>': there are utf-8, utf-16 and all that browsers know, \
             such as windows-1252, windows-1250, windows-1251, iso-8859-15, shift_jis, gb18030\n\n\
             For more information, try '--help'.\n",
        )
        .status(2)
        .check();
    Run::new(&["check", "deal.toml"])
        .file("deal.toml", b"[deal]\nname = '\xc3\xe0\xe7\xef\xf0\xee\xec'\n")
        .stderr(
            "error[PE015]: the file is not UTF-8 text: here comes byte 0xC3\n --> deal.toml:2:9\n  |\n2 | name = '\n  \
             |         ^\n  |\n  = help: it is hardly WINDOWS-1252, and its encoding is not known: save it as UTF-8\n\n",
        )
        .status(2)
        .check();
}

/// What is passed on to the next command reads the same table in the same way.
#[test]
fn the_next_command_has_the_same_options() {
    let output = Run::assess(
        &[
            "--candidates",
            "t.csv",
            "--encoding",
            "windows-1252",
            "--skip-rows",
            "1",
            "--no-quotes",
        ],
        DEAL,
    )
    .file(
        "t.csv",
        b"Caf\xE9\nname,ratings.compatibility\n\xD8re,8\nBeta,7\n",
    )
    .succeed();
    let words = "--candidates t.csv --encoding windows-1252 --skip-rows 1 --no-quotes";
    assert!(output.contains(words), "{output}");
}

#[test]
fn names_of_columns_in_latin1() {
    refuses(
        &[],
        b"name,ratings.compatibility,attributes.caf\xE9\nAlpha,8,1\n",
        r#"
error[PE015]: the names of the columns are not UTF-8 text
  --> table.csv:1
  = help: pass --encoding windows-1252, as Windows in western Europe writes text, if `café` is right; else the name of what it is, such as windows-1250 of central Europe, or save it as UTF-8
"#,
    );
}

/// Blank lines before it have their numbers too.
#[test]
fn a_header_further_down() {
    for (table, problem) in [
        (
            &b"\n\r\nname,ratings.trsut\nA,8\n"[..],
            "error[PE003]: unknown criterion `trsut` in `ratings`",
        ),
        (
            b"\n\nname,\xFF\nA,8\n",
            "error[PE015]: the names of the columns are not UTF-8 text",
        ),
        (
            b"\n\nname,notes\nA,8\n",
            "warning[PE017]: no column answers compatibility",
        ),
        (
            b"\n\nnam,notes\nA,8\n",
            "error[PE002]: the column `nam` is no key of [[candidates]]",
        ),
    ] {
        let output = screen_all(&[], table).output();
        let stderr = String::from_utf8(output.stderr).unwrap();
        let mut lines = stderr.lines();
        assert!(lines.any(|line| line == problem), "{stderr}");
        assert!(
            lines.next().unwrap().starts_with("  --> table.csv:3"),
            "{stderr}"
        );
    }
}

/// All names without letters fold to the same.
#[test]
fn names_without_letters_are_not_nearly_the_same() {
    let deal = format!("{}target_markets = {{ '*' = 1 }}\n", super::DEAL);
    let table = "name,ratings.compatibility,markets\nAlpha,8,*;-;+\n";
    super::screen_all(&[], table)
        .file("deal.toml", &deal)
        .stdout(&format!(
            "{RECORDS}Alpha,80.0,80.0,80.0,1.0,recommended,,80.0,100.0,0.0,0.0,0.0,\n"
        ))
        .check();
}
