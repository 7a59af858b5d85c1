//! What `screen` is asked to hold of the best rows, and the reports of that for CI servers.

use partner_eval::contract::AssessmentV2;

use crate::harness::{Directory, Run, text};

const DEAL: &str = "[deal]\nname = 'Depot'\nrelationship = 'network'\nrated = ['compatibility', 'complementarity', \
                    'risk_sharing', 'cost_sharing', 'commitment']\n[organization]\nname = 'Us'\n";

/// North is recommended, East and West are not.
const TABLE: &str = "name,ratings.compatibility,ratings.complementarity,ratings.risk_sharing,\
                     ratings.cost_sharing,ratings.commitment,veto\nWest,4,4,4,4,4,\nNorth,9,9,9,9,9,\n\
                     East,9.5,9.5,9.5,9.5,9.5,banned\n";

fn screen(options: &[&str]) -> Run {
    let command = ["screen", "deal.toml", "--candidates", "t.csv", "--quiet"];
    Run::new(&[&command, options].concat())
        .file("deal.toml", DEAL)
        .file("t.csv", TABLE)
}

/// The notes and the exit status.
#[track_caller]
fn ends(options: &[&str], error: &str, status: i32) {
    let output = screen(options).output();
    assert_eq!(
        (text(&output.stderr), output.status.code()),
        (error, Some(status)),
        "{options:?}"
    );
    assert_eq!(output.stdout.is_empty(), status == 2, "{options:?}");
}

#[test]
fn the_best_rows_are_judged() {
    let not_met = |words: &str| format!("gate not met: deal.toml: {words}\n");
    let east = "East is not-recommended (veto)";
    for (options, words) in [
        (&["--require", "any"][..], ""),
        (&["--require", "leader"], ""),
        (&["--require", "North", "--top", "2"], ""),
        (&["--fail-under", "90"], ""),
        (
            &["--fail-under", "91"],
            "at least one candidate must be recommended: ",
        ),
        (
            &["--require", "all", "--top", "2"],
            "every one of the best rows must be recommended: ",
        ),
        (
            &["--require", "any", "--top", "1"],
            "at least one of the best rows must be recommended: ",
        ),
        (
            &["--require", "leader", "--top", "1"],
            "the leader must be recommended: ",
        ),
        (&["--min-lead", "50", "--top", "3"], ""),
        // Two rows are shown, and only one of them can lead; the third scores no more than 90.
        (
            &["--min-lead", "5", "--top", "2"],
            "the leader must be 5 points ahead: North is 0.0 ahead of the rows that are not shown (--top shows more)",
        ),
        (&["--min-first-place", "1", "--draws", "100"], ""),
    ] {
        let output = screen(options).output();
        let error = text(&output.stderr);
        match words {
            "" => assert_eq!((error, output.status.code()), ("", Some(0)), "{options:?}"),
            words => {
                assert!(
                    error.starts_with(not_met(words).trim_end()),
                    "{options:?}\n{error}"
                );
                assert_eq!(
                    (error.lines().count(), output.status.code()),
                    (1, Some(1)),
                    "{error}"
                );
            }
        }
    }
    ends(
        &["--require", "all", "--top", "2"],
        &not_met(&format!(
            "every one of the best rows must be recommended: {east}"
        )),
        1,
    );
}

#[test]
fn what_cannot_be_judged_is_refused() {
    ends(
        &["--require", "West", "--top", "2"],
        "error: `West` is not among the 2 best rows, and --require asks for it: `assess --candidates` judges every row\n",
        2,
    );
    for gate in [
        ["--require", "any"],
        ["--fail-under", "60"],
        ["--min-lead", "1"],
    ] {
        ends(
            &[&["--all"], &gate[..]].concat(),
            "error: --require and its like judge the best rows, and --all has none: leave out --all\n",
            2,
        );
    }
    ends(
        &["--min-first-place", "0.5", "--draws", "0"],
        "error: --min-first-place needs draws, and --draws is 0\n",
        2,
    );
}

#[test]
fn a_row_that_cannot_be_read_outranks_a_gate() {
    let output = screen(&["--require", "all"])
        .file("t.csv", format!("{TABLE}South,11,1,1,1,1,\n"))
        .output();
    let error = text(&output.stderr);
    assert_eq!(output.status.code(), Some(2), "{error}");
    assert!(error.contains("error[PE005]"), "{error}");
    assert!(
        error.contains("\ngate not met: deal.toml: every candidate must be"),
        "{error}"
    );
}

#[test]
fn what_was_asked_stands_in_the_document() {
    let options = ["--fail-under", "91", "--format", "json"];
    let output = screen(&options).output();
    assert_eq!(output.status.code(), Some(1));
    let document: AssessmentV2 = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(document.header.options.fail_under, Some(91.0));
    let [required] = document.required.as_slice() else {
        panic!("{:?}", document.required);
    };
    assert_eq!(
        (required.id.as_str(), required.holds),
        ("fail-under", false)
    );
    let failure = format!(
        "gate not met: deal.toml: {}\n",
        required.message.as_ref().unwrap()
    );
    assert_eq!(text(&output.stderr), failure);
}

#[test]
fn reports_for_ci_name_the_row() {
    let directory = Directory::with(&[("deal.toml", DEAL), ("t.csv", TABLE)]);
    let run = |format: &str| {
        let command = [
            "screen",
            "deal.toml",
            "--candidates",
            "t.csv",
            "--quiet",
            "--require",
            "all",
        ];
        let output = directory.run(
            &[&command[..], &["--top", "2", "--format", format]].concat(),
            "",
        );
        assert_eq!(output.status.code(), Some(1), "{format}");
        text(&output.stdout).to_owned()
    };
    assert_eq!(
        run("github"),
        "::error file=deal.toml,line=1,title=gate not met::every one of the best rows must be recommended: East is \
         not-recommended (veto)\n\
         ::warning file=t.csv,line=4,title=East%3A veto::veto: banned · t.csv:4\n"
    );
    let junit = run("junit");
    assert!(
        junit.contains(
            "<testsuite name=\"Depot\" tests=\"15\" skipped=\"0\" errors=\"0\" failures=\"2\""
        ),
        "{junit}"
    );
    for format in ["sarif", "gitlab"] {
        let report: serde_json::Value = serde_json::from_str(&run(format)).unwrap();
        let found = report.to_string();
        assert!(
            found.contains("\"t.csv\"") && found.contains("banned"),
            "{found}"
        );
    }
    assert!(run("markdown").contains("**Gate not met:** every one of the best rows"));
}

#[test]
fn rows_that_cannot_be_read_are_annotated() {
    let output = screen(&["--format", "github"])
        .file("t.csv", format!("{TABLE}South,11,1,1,1,1,\n"))
        .output();
    assert_eq!(output.status.code(), Some(2));
    let error = text(&output.stderr);
    assert!(
        error.contains("\n::error file=t.csv,line=5,title=PE005::"),
        "{error}"
    );
}
