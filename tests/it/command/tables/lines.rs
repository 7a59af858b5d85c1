//! JSON lines.

use super::{DEAL, RECORDS, record, unknown};
use crate::harness::Run;

/// `screen --all` of these lines.
fn screen_lines(arguments: &[&str], lines: impl AsRef<[u8]>) -> Run {
    let always = ["screen", "deal.toml", "--all", "--candidates", "rows.jsonl"];
    Run::new(&[&always, arguments].concat())
        .file("deal.toml", DEAL)
        .file("rows.jsonl", lines)
}

#[test]
fn an_object_a_line() {
    let lines = "\u{feff}{\"name\":\"Alpha\",\"ratings\":{\"compatibility\":8}}\n\n \
                 { \"ratings\" : { \"compatibility\" : { \"score\": 7, \"low\": 6.5, \"evidence\": \"seen\" } }, \
                 \"name\" : \"Be\\u0074a, Ltd\" }\r\n\
                 {\"name\":\"Gamma\",\"ratings\":{\"compatibility\":[6,8]},\"notes\":null,\"stake\":null}\n\
                 {\"name\":\"Delta\",\"ratings\":{\"compatibility\":null}}";
    screen_lines(&[], lines)
        .stdout(&format!(
            "{RECORDS}{}\"Beta, Ltd\",70.0,65.0,70.0,1.0,recommended,,70.0,0.0,0.0,0.0,0.0,\n\
             Gamma,70.0,70.0,70.0,1.0,recommended,,70.0,0.0,0.0,0.0,0.0,\n{}",
            record("Alpha", 80.0),
            unknown("Delta")
        ))
        .check();
}

/// The column is that of the character, as an editor counts it.
#[test]
fn every_bad_line_says_where() {
    let lines = r#"{"name":"Ça","ratings":{"compatibility":80}}
{"name":"B","rating":1}
[1]
{"name":"D","stake":"x"}
{"name":"E","stake":1,"stake":1}
{"name":"F",
{"name":"G","markets":[null]}
{"name":"H","stake":1e400}
{"name":null}
{"name":" "}
{"name":"K","ratings":{"trust":1}}
{"name":"L","track_record":{"kept":3,"total":2}}
{"name":"M"} {"name":"M"}
{"name":"N","goals":{"a":1,"b":{"a":1,"a":1}}}
{"name":"O","culture":[[[[[[[[[1]]]]]]]]]}
"Alpha"
"#;
    screen_lines(&[], lines)
        .stdout(RECORDS)
        .stderr(
            r#"
error[PE005]: `ratings.compatibility` must be from 0 to 10, and is 80
  --> rows.jsonl:1, column 41

error[PE002]: [[candidates]] has no key `rating`
  --> rows.jsonl:2, column 22
  = help: did you mean `ratings`?

error[PE004]: a line is not an object
  --> rows.jsonl:3
  = help: each line holds one candidate: {"name": "…", …}; `jq -c '.[]'` makes such lines of an array, `jq -c .` of objects over several lines

error[PE004]: `stake` takes a number, not a text
  --> rows.jsonl:4, column 21

error[PE007]: `stake` stands twice
  --> rows.jsonl:5, column 31

error[PE001]: not JSON: EOF while parsing an object
  --> rows.jsonl:6, column 12
  = help: each line holds one candidate: {"name": "…", …}; `jq -c '.[]'` makes such lines of an array, `jq -c .` of objects over several lines

error[PE004]: a list holds null
  --> rows.jsonl:7, column 24

error[PE005]: `stake` must be a finite number
  --> rows.jsonl:8, column 21
  = help: leave the key out if it is not known

error[PE006]: [[candidates]] lacks `name`
  --> rows.jsonl:9
  = help: `name` says who it is; unique

error[PE008]: `name` is empty
  --> rows.jsonl:10, column 9

error[PE011]: `trust` is rated, and this deal does not ask it
  --> rows.jsonl:11, column 32
  = help: compatibility is rated as a whole: rate `compatibility`, or take it out of deal.rated to ask its criteria

error[PE009]: `track_record` has 3 kept of 2
  --> rows.jsonl:12, column 28
  = help: `total` counts all promises, the kept ones included

error[PE001]: not JSON: trailing characters
  --> rows.jsonl:13, column 14

error[PE007]: `a` stands twice
  --> rows.jsonl:14, column 43

error[PE004]: nested deeper than any candidate is
  --> rows.jsonl:15, column 31

error[PE004]: a line is not an object
  --> rows.jsonl:16
  = help: each line holds one candidate: {"name": "…", …}; `jq -c '.[]'` makes such lines of an array, `jq -c .` of objects over several lines

rows.jsonl: 16 of 16 rows could not be read
"#,
        )
        .status(2)
        .check();
}

/// JSON itself keeps the last of two, silently, at any depth.
#[test]
fn a_key_that_stands_twice_is_an_error_at_any_depth() {
    for line in [
        r#"{"name":"A","name":"A"}"#,
        r#"{"name":"A","ratings":{"compatibility":8,"compatibility":8}}"#,
        r#"{"name":"A","capabilities":{"none of ours":1,"none of ours":2}}"#,
        r#"{"name":"A","sales":{"none of ours":1,"none of ours":2}}"#,
        r#"{"name":"A","goals":{"none of ours":1,"none of ours":2}}"#,
        r#"{"name":"A","ratings":{"compatibility":null,"compatibility":8}}"#,
        r#"{"name":"A","track_record":{"kept":null,"kept":8,"total":9}}"#,
        r#"{"name":"A","notes":null,"notes":"x"}"#,
    ] {
        let output = screen_lines(&[], line).output();
        let stderr = String::from_utf8(output.stderr).unwrap();
        assert!(
            stderr.starts_with("error[PE007]: `") && stderr.contains("` stands twice\n"),
            "{line}: {stderr}"
        );
        assert_eq!(output.status.code(), Some(2), "{line}");
    }
}

#[test]
fn bytes_that_are_not_utf8() {
    screen_lines(&[], b"{\"name\":\"\xC3\x87a\xE9\"}\n")
        .stdout(RECORDS)
        .stderr(
            r#"
error[PE015]: not UTF-8 text: here comes byte 0xE9
  --> rows.jsonl:1, column 12
  = help: it is hardly windows-1252, and its encoding is not known: save it as UTF-8, or pass --encoding with its name, such as windows-1250, windows-1251 or shift_jis

rows.jsonl: 1 of 1 row could not be read
"#,
        )
        .status(2)
        .check();
}

/// An array of objects, as many programs write it, is one line, or many of which some are objects.
#[test]
fn an_array_says_how_to_make_lines_of_it() {
    for (list, line) in [
        ("[{\"name\":\"Alpha\"},{\"name\":\"Beta\"}]\n", 1),
        (
            "\u{feff}\n\n[\n{\"name\":\"Alpha\"},\n{\"name\":\"Beta\"}\n]\n",
            3,
        ),
    ] {
        screen_lines(&[], list)
            .stderr(&format!(
                r#"
error[PE001]: the table is a list, and not JSON lines
  --> rows.jsonl:{line}
  = help: each line holds one candidate: {{"name": "…", …}}; `jq -c '.[]'` makes such lines of an array, `jq -c .` of objects over several lines

"#
            ))
            .status(2)
            .check();
    }
    // A line that is a list further down is one bad row.
    screen_lines(&[], "{\"name\":\"Alpha\"}\n[]\n")
        .stdout(&format!("{RECORDS}{}", unknown("Alpha")))
        .stderr(
            r#"
error[PE004]: a line is not an object
  --> rows.jsonl:2
  = help: each line holds one candidate: {"name": "…", …}; `jq -c '.[]'` makes such lines of an array, `jq -c .` of objects over several lines

rows.jsonl: 1 of 2 rows could not be read
"#,
        )
        .status(2)
        .check();
}

#[test]
fn options_of_cells_do_not_apply() {
    for (arguments, option) in [
        (&["--delimiter", ";"][..], "--delimiter"),
        (&["--decimal-comma"], "--decimal-comma"),
        (&["--null", "NULL"], "--null"),
        (&["--no-header"], "--no-header"),
        (&["--map", "map.toml"], "--map"),
    ] {
        screen_lines(arguments, "{\"name\":\"Alpha\"}\n")
            .file("map.toml", "name = 'Firm'\n")
            .stderr(&format!(
                "error: {option} is for tables of cells, and rows.jsonl is read as JSON lines\n"
            ))
            .status(2)
            .check();
    }
}

#[test]
fn no_lines_are_no_records() {
    for lines in ["", "\n\n", "\u{feff}"] {
        screen_lines(&[], lines).stdout(RECORDS).check();
    }
}

#[test]
fn a_line_without_end() {
    let line = format!("{{\"name\":\"{}\"}}\n", "x".repeat(1 << 20));
    screen_lines(
        &[],
        format!("{{\"name\":\"Alpha\",\"ratings\":{{\"compatibility\":8}}}}\n{line}"),
    )
    .stdout(&format!("{RECORDS}{}", record("Alpha", 80.0)))
    .stderr(
        r#"
error[PE001]: a line is longer than 1048576 bytes
  --> rows.jsonl:2
  = help: each line holds one candidate

"#,
    )
    .status(2)
    .check();
}

/// Columns are counted once for all parts of a line.
#[test]
fn a_long_line_of_many_parts() {
    let list = vec!["{\"a\":1}"; 60_000].join(",");
    let output = screen_lines(&[], format!("{{\"name\":\"A\",\"x\":[{list}]}}\n")).output();
    let stderr = String::from_utf8(output.stderr).unwrap();
    assert!(
        stderr.starts_with("error[PE002]: [[candidates]] has no key `x`"),
        "{stderr}"
    );
    assert_eq!(output.status.code(), Some(2));
}

/// As data frames write them: columns with dots, and numbers as text.
#[test]
fn dotted_keys_and_numbers_as_text() {
    for line in [
        r#"{"name":"Alpha","ratings.compatibility":"8"}"#,
        r#"{"ratings.compatibility":8,"name":"Alpha","stake":""}"#,
        r#"{"name":"Alpha","ratings":{"compatibility":"8.0"}}"#,
        r#"{"name":"Alpha","ratings.compatibility":"8","ratings.compatibility.evidence":"8"}"#,
        r#"{"name":"Alpha","ratings.compatibility.evidence":"8","ratings.compatibility":8}"#,
        r#"{"name":"Alpha","ratings":{"compatibility":"{\"score\": 8, \"evidence\": \"9\"}"}}"#,
    ] {
        screen_lines(&[], format!("{line}\n"))
            .stdout(&format!("{RECORDS}{}", record("Alpha", 80.0)))
            .check();
    }
    for line in [
        r#"{"name":"Alpha","ratings.compatibility":"6;8"}"#,
        r#"{"name":"Alpha","ratings":{"compatibility":["6","8","abstains"]}}"#,
    ] {
        screen_lines(&[], format!("{line}\n"))
            .stdout(&format!("{RECORDS}{}", record("Alpha", 70.0)))
            .check();
    }
}

#[test]
fn dotted_keys_that_stand_twice_or_nowhere() {
    screen_lines(
        &[],
        "{\"name\":\"A\",\"ratings.compatibility\":7,\"ratings\":{\"compatibility\":8}}\n\
         {\"name\":\"B\",\"ratings.compatibility\":\"x\"}\n{\"name\":\"C\",\"rating.compatibility\":\"8\"}\n",
    )
    .stdout(RECORDS)
    .stderr(
        r#"
error[PE007]: `compatibility` stands twice
  --> rows.jsonl:1, column 66

error[PE004]: `ratings.compatibility` takes a number, not a text
  --> rows.jsonl:2, column 37

error[PE002]: [[candidates]] has no key `rating.compatibility`
  --> rows.jsonl:3, column 36
  = help: did you mean `ratings.compatibility`?

rows.jsonl: 3 of 3 rows could not be read
"#,
    )
    .status(2)
    .check();
}
