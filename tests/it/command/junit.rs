//! `assess --format junit`: failures where the exit code says so, and no two cases alike.

use std::collections::BTreeSet;

use crate::command::deals::{rated, two_candidates};
use crate::command::review::three;
use crate::harness::{Run, text};

/// A deal with a candidate that passes and one that does not.
fn mixed() -> String {
    rated("", &[("Alpha", [8.0; 5]), ("Beta", [4.0; 5])])
}

/// The attribute of every start tag of that name.
fn attributes<'x>(xml: &'x str, tag: &str, attribute: &str) -> Vec<&'x str> {
    let start = format!("<{tag} ");
    let tags = xml.split(&start).skip(1);
    let tags = tags.map(|rest| rest.split_once('>').unwrap().0);
    let value = |tag: &'x str| {
        let (_, rest) = tag.split_once(&format!("{attribute}=\"")).unwrap();
        rest.split_once('"').unwrap().0
    };
    tags.map(value).collect()
}

/// The report, and the exit status.
fn report(arguments: &[&str]) -> (String, Option<i32>) {
    let arguments = [&["--format", "junit"], arguments].concat();
    let output = Run::assess(&arguments, &mixed()).output();
    (text(&output.stdout).to_owned(), output.status.code())
}

#[test]
fn failures_stand_where_the_exit_code_says_so() {
    for (arguments, status, has_failures) in [
        (&[][..], 0, false),
        (&["--require", "any"], 0, false),
        (&["--require", "leader"], 0, false),
        (&["--require", "Alpha"], 0, false),
        (&["--min-lead", "5"], 0, false),
        (&["--require", "Beta"], 1, true),
        (&["--require", "all"], 1, true),
        (&["--fail-under", "95"], 1, true),
        (&["--require", "leader", "--fail-under", "95"], 1, true),
    ] {
        let (xml, code) = report(arguments);
        assert_eq!(code, Some(status), "{arguments:?}");
        assert_eq!(
            xml.contains("<failure"),
            has_failures,
            "{arguments:?}\n{xml}"
        );
        // Beta does not pass, which somebody who reads the report should know.
        assert!(
            xml.contains("<failure") || xml.contains("<skipped"),
            "{xml}"
        );
    }
}

#[test]
fn gates_of_the_command_line_are_cases_of_the_file() {
    let (xml, _) = report(&["--require", "all", "--min-lead", "5"]);
    assert_eq!(attributes(&xml, "testsuite", "file"), ["deal.toml"]);
    let classes = attributes(&xml, "testcase", "classname");
    let names = attributes(&xml, "testcase", "name");
    assert_eq!(classes[..2], ["deal.toml", "deal.toml"]);
    assert_eq!(names[..2], ["require", "min-lead"]);
    let candidates: BTreeSet<&str> = classes[2..].iter().copied().collect();
    assert_eq!(
        candidates,
        BTreeSet::from(["deal.toml.Alpha", "deal.toml.Beta"])
    );
    let (failing, _) = xml.split_once("name=\"min-lead\"").unwrap();
    assert!(
        failing.contains("<failure message=\"every candidate must be recommended: "),
        "{xml}"
    );
}

#[test]
fn who_is_not_asked_for_is_skipped_with_the_reason() {
    let (xml, _) = report(&["--require", "Alpha"]);
    assert!(
        xml.contains("<skipped message=\"not-recommended: score 40.0 is below the 65 it needs\""),
        "{xml}"
    );
}

#[test]
fn what_is_accepted_fails_nothing() {
    let run = |arguments: &[&str]| {
        let arguments = [&["--format", "junit", "--require", "Open"], arguments].concat();
        let output = Run::assess(&arguments, &three()).output();
        (output.status.code(), text(&output.stdout).to_owned())
    };
    let (status, xml) = run(&[]);
    assert_eq!(
        (status, xml.matches("<failure").count()),
        (Some(1), 2),
        "{xml}"
    );
    let (status, xml) = run(&["--accept", "conditional"]);
    assert_eq!(
        (status, xml.matches("<failure").count()),
        (Some(0), 0),
        "{xml}"
    );
    assert!(
        xml.contains("<skipped message=\"conditional: risk sharing "),
        "{xml}"
    );
}

#[test]
fn no_two_cases_are_alike() {
    // Both are `a.b.c` with a point between.
    let output = Run::new(&[
        "assess",
        "a",
        "a.b",
        "a",
        "--format",
        "junit",
        "--require",
        "all",
    ])
    .file("a", rated("", &[("b.c", [8.0; 5]), ("c", [8.0; 5])]))
    .file("a.b", rated("", &[("c", [8.0; 5])]))
    .output();
    let xml = text(&output.stdout);
    let classes = attributes(xml, "testcase", "classname").into_iter();
    let cases: Vec<(&str, &str)> = classes.zip(attributes(xml, "testcase", "name")).collect();
    assert!(cases.contains(&("a.b.c", "score (2)")), "{cases:?}");
    let different: BTreeSet<&(&str, &str)> = cases.iter().collect();
    assert_eq!(different.len(), cases.len(), "{cases:?}");
}

#[test]
fn what_cannot_be_read_is_an_error() {
    let output = Run::new(&["assess", "a.toml", "bad.toml", "--format", "junit"])
        .file("a.toml", two_candidates())
        .file("bad.toml", "stray\n")
        .output();
    assert_eq!(output.status.code(), Some(2));
    assert!(text(&output.stderr).starts_with("error[PE001]"));
    let xml = text(&output.stdout);
    assert_eq!(attributes(xml, "testsuite", "file"), ["a.toml", "bad.toml"]);
    assert_eq!(attributes(xml, "error", "type"), ["PE001"]);
    assert!(
        xml.contains("<testcase name=\"read\" classname=\"bad.toml\""),
        "{xml}"
    );
    assert!(!xml.contains("<failure"));
}

#[test]
fn a_word_of_require_that_is_a_name_must_be_told_apart() {
    for word in ["any", "all", "leader"] {
        let deal = rated("", &[("Alpha", [8.0; 5]), (word, [4.0; 5])]);
        Run::assess(&["--require", word], &deal)
            .stderr(&format!(
                "error: --require {word} can mean two things, because deal.toml has a candidate of that name: write \
                 --require name:{word} for the candidate, or call it otherwise\n"
            ))
            .status(2)
            .check();
        let named = format!("name:{word}");
        let output = Run::assess(&["--require", &named, "--format", "json"], &deal).output();
        assert_eq!(output.status.code(), Some(1));
        let error = text(&output.stderr);
        let start = format!(
            "gate not met: deal.toml: {word} must be recommended: {word} is not-recommended"
        );
        assert!(error.starts_with(&start), "{error}");
    }
    Run::assess(&["--require", "name:Alpha", "--format", "csv"], &mixed()).succeed();
}
