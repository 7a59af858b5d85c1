//! The contract for reviews in CI: gates on the command line, exit codes, reports for where people look.

use crate::command::deals::{rated, two_candidates};
use crate::command::tables::DEAL;
use crate::harness::{Directory, Run, text};

const CSV: [&str; 2] = ["--format", "csv"];

/// Alpha is recommended, Gamma is stopped by complementarity 40, Open has not shown its risk terms and is
/// fine by all that it has shown.
pub(super) fn three() -> String {
    let mut deal = String::from(
        "deal.name = 'Depot'\ndeal.relationship = 'strategic-alliance'\n\
         deal.rated = ['compatibility', 'complementarity', 'cost_sharing', 'commitment']\n\
         organization.name = 'Us'\n",
    );
    for (name, complementarity, risk_terms) in [
        ("Alpha", 9, "risk_terms = 6, "),
        ("Gamma", 4, "risk_terms = 6, "),
        ("Open", 8, ""),
    ] {
        deal.push_str(&format!(
            "[[candidates]]\nname = '{name}'\nratings = {{ compatibility = 8, complementarity = \
             {complementarity}, cost_sharing = 7, commitment = 8, {risk_terms}resilience = 8 }}\n"
        ));
    }
    deal
}

/// Runs `assess` with a gate: what stands on standard error, and the exit code.
fn gate(arguments: &[&str]) -> (String, Option<i32>) {
    let output = Run::assess(&[&CSV, arguments].concat(), &three()).output();
    assert!(
        text(&output.stdout).starts_with("deal,relationship,rank,"),
        "the report is there"
    );
    (text(&output.stderr).to_owned(), output.status.code())
}

const HOLDS: (&str, Option<i32>) = ("", Some(0));

#[track_caller]
fn holds(arguments: &[&str]) {
    let (said, status) = gate(arguments);
    assert_eq!((said.as_str(), status), HOLDS);
}

#[track_caller]
fn does_not_hold(arguments: &[&str], message: &str) {
    let (said, status) = gate(arguments);
    assert_eq!(
        (said, status),
        (format!("gate not met: deal.toml: {message}\n"), Some(1))
    );
}

#[test]
fn somebody_must_be_recommended() {
    holds(&["--require", "any"]);
    holds(&["--require", "leader"]);
    holds(&["--require", "Alpha"]);
    does_not_hold(
        &["--require", "Gamma"],
        "Gamma must be recommended: Gamma is not-recommended (complementarity)",
    );
    does_not_hold(
        &["--require", "all"],
        "every candidate must be recommended: Open is conditional (risk_sharing), missing evidence: \
         risk_terms; Gamma is not-recommended (complementarity)",
    );
}

/// Three are named of however many.
#[test]
fn many_are_not_recommended() {
    let mut deal = DEAL.to_owned();
    for name in ["A", "B", "C", "D", "E"] {
        deal += &format!("[[candidates]]\nname = '{name}'\nratings.compatibility = 1\n");
    }
    let output = Run::assess(&["--require", "all"], &deal).output();
    assert_eq!(
        (text(&output.stderr), output.status.code()),
        (
            "gate not met: deal.toml: every candidate must be recommended: A is not-recommended (score, compatibility); \
             B is not-recommended (score, compatibility); C is not-recommended (score, compatibility); and 2 more\n",
            Some(1)
        )
    );
}

#[test]
fn conditional_counts_only_where_it_is_accepted() {
    does_not_hold(
        &["--require", "Open"],
        "Open must be recommended: Open is conditional (risk_sharing), missing evidence: risk_terms",
    );
    holds(&["--require", "Open", "--accept", "conditional"]);
}

#[test]
fn a_score_under_which_nobody_passes_replaces_the_gate() {
    holds(&["--fail-under", "80"]);
    let (said, status) = gate(&["--fail-under", "95"]);
    assert_eq!(status, Some(1));
    assert!(
        said.contains("at least one candidate must be recommended"),
        "{said}"
    );
}

#[test]
fn the_lead_must_be_large_and_likely() {
    holds(&["--min-lead", "1"]);
    let (said, status) = gate(&["--min-lead", "50"]);
    assert_eq!(status, Some(1));
    assert!(
        said.contains("the leader must be 50 points ahead: Alpha is "),
        "{said}"
    );
    let (said, status) = gate(&["--min-first-place", "1"]);
    assert_eq!(status, Some(1));
    assert!(
        said.contains("the leader must rank first in 1 of the draws: Alpha does in 0."),
        "{said}"
    );
    Run::assess(&["--min-first-place", "0.5", "--draws", "0"], &three())
        .stderr("error: --min-first-place needs draws, and --draws is 0\n")
        .status(2)
        .check();
}

#[test]
fn gates_of_the_house_can_be_tightened_and_not_loosened() {
    let verdicts = |house: &str, own: &str| {
        let first = "[[candidates]]\nname = \"Alpha\"";
        let deal = two_candidates().replacen(first, &format!("{own}{first}"), 1);
        let output = Run::assess(&["--gates", "house.toml", "--format", "csv"], &deal)
            .file("house.toml", house)
            .output();
        let rows = text(&output.stdout).lines().skip(1);
        let verdicts: Vec<String> = rows
            .map(|row| row.split(',').nth(8).unwrap().to_owned())
            .collect();
        (verdicts, text(&output.stderr).to_owned())
    };
    let good = |found: &(Vec<String>, String)| found.0[0] == "recommended";
    assert!(good(&verdicts("[gates]\nscore = 70\n", "")));
    assert!(!good(&verdicts("[gates]\nscore = 90\n", "")));
    let tightened = verdicts("[gates]\nscore = 70\n", "[gates]\nscore = 90\n");
    assert!(!good(&tightened));
    let loosened = verdicts("[gates]\nscore = 90\n", "[gates]\nscore = 10\n");
    assert!(!good(&loosened));
    assert!(
        loosened
            .1
            .contains("a gate of 10 below the 90 that the house asks for"),
        "{loosened:?}"
    );
}

#[test]
fn a_gate_of_the_house_on_nothing_is_a_slip_of_the_pen() {
    Run::assess(&["--gates", "house.toml"], &two_candidates())
        .file("house.toml", "[gates]\nscor = 90\n")
        .stderr("error: --gates sets a gate on `scor`; did you mean `score`?\n")
        .status(2)
        .check();
}

#[test]
fn ratings_without_evidence_can_be_unknown() {
    let deal = rated("", &[("Alpha", [8.0, 8.0, 8.0, 8.0, 8.0])]).replace(
        "commitment = 8",
        "commitment = { score = 8, evidence = 'contract' }",
    );
    let csv = Run::assess(
        &["--require-evidence", "--format", "csv", "--draws", "0"],
        &deal,
    )
    .output();
    let row: Vec<&str> = text(&csv.stdout)
        .lines()
        .nth(1)
        .unwrap()
        .split(',')
        .collect();
    assert_eq!(row[11..16], ["0.0", "0.0", "0.0", "0.0", "80.0"]);
    assert_eq!(row[8], "undecided");
}

#[test]
fn warnings_can_be_errors() {
    let deal = two_candidates().replace("'Us'", "'Us'\nneeds = { welding = 5 }\n")
        + "capabilities = { weldin = 3 }\n";
    let output = Run::assess(&["--deny-warnings"], &deal).output();
    assert_eq!(output.status.code(), Some(2));
    assert_eq!(text(&output.stdout), "");
    assert!(
        text(&output.stderr)
            .ends_with("error: there are warnings, and --deny-warnings takes them for errors\n")
    );
}

#[test]
fn the_worst_of_several_files_decides() {
    let output = Run::new(&[
        "assess",
        "good.toml",
        "bad.toml",
        "--require",
        "all",
        "--format",
        "csv",
    ])
    .file("good.toml", two_candidates())
    .file("bad.toml", three())
    .output();
    assert_eq!(output.status.code(), Some(1));
    assert_eq!(text(&output.stderr).lines().count(), 1);
    assert!(text(&output.stderr).starts_with("gate not met: bad.toml: "));
}

#[test]
fn a_reader_that_goes_away_does_not_turn_a_gate_green() {
    let run = Run::assess(&["--require", "all", "--format", "json"], &three());
    let mut child = run.spawn();
    drop(child.stdout.take());
    drop(child.stdin.take());
    assert_eq!(child.wait().unwrap().code(), Some(1));
}

#[test]
fn files_are_written_whole_or_not_at_all() {
    let directory = Directory::new();
    let path = directory.path().join("report.xml");
    let write = format!("junit={}", path.display());
    let written = Run::assess(&["--write", &write, "--format", "junit"], &three()).succeed();
    assert_eq!(std::fs::read_to_string(&path).unwrap(), written);
    let missing = directory.path().join("missing").join("report.xml");
    let output = Run::assess(
        &["--write", &format!("junit={}", missing.display())],
        &three(),
    )
    .output();
    assert_eq!(output.status.code(), Some(2));
    assert_eq!(text(&output.stdout), "");
    let left: Vec<_> = std::fs::read_dir(directory.path()).unwrap().collect();
    assert_eq!(left.len(), 1, "nothing is left behind");
}

/// What a name can try: commands of a workflow, HTML, Markdown, XML, an escape sequence.
pub const HOSTILE: &str = "::error::x\n::warning::<script>|`**[a](b) @all ]]>&\u{1b}[31m";

fn hostile() -> String {
    rated("", &[(HOSTILE, [1.0, 1.0, 1.0, 1.0, 1.0])])
}

#[test]
fn annotations_begin_no_command_of_a_name() {
    let output = Run::assess(&["--format", "github"], &hostile()).succeed();
    for line in output.lines() {
        assert!(line.starts_with("::warning file=deal.toml,line="), "{line}");
    }
    assert!(!output.contains('\u{1b}'));
}

#[test]
fn markdown_holds_no_markup_of_a_name() {
    let output = Run::assess(&["--format", "markdown"], &hostile()).succeed();
    assert!(!output.contains("<script>") && !output.contains("](b)") && !output.contains("@all"));
    let cells: Vec<usize> = output
        .lines()
        .filter(|line| line.starts_with("| "))
        .map(|line| line.matches('|').count())
        .collect();
    assert_eq!(cells.len(), 3);
    assert!(cells.iter().all(|count| *count == cells[0]), "{cells:?}");
}

#[test]
fn junit_has_a_case_a_candidate_and_gate() {
    let arguments = ["--format", "junit", "--require", "all"];
    let output = Run::assess(&arguments, &three()).output();
    let output = text(&output.stdout);
    let json = Run::assess(&["--format", "json"], &three()).succeed();
    let json: serde_json::Value = serde_json::from_str(&json).unwrap();
    let gates = json["candidates"]
        .as_array()
        .unwrap()
        .iter()
        .map(|c| c["gates"].as_array().unwrap());
    assert_eq!(
        output.matches("<testcase ").count(),
        gates.map(Vec::len).sum::<usize>() + 1
    );
    assert!(output.contains(
        "<failure message=\"complementarity 40.0 is below the 60 it needs\" type=\"fail-minimum\">"
    ));
    let output = Run::assess(&["--format", "junit"], &hostile()).succeed();
    assert!(!output.contains("<script>") && !output.contains('\u{1b}'));
}

#[test]
fn check_gives_problems_as_data() {
    let deal = two_candidates().replace("'network'", "'netwerk'");
    let output = Run::new(&["check", "deal.toml", "--format", "json"])
        .file("deal.toml", &deal)
        .output();
    assert_eq!(output.status.code(), Some(2));
    let problems: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(
        problems,
        serde_json::json!({ "schema": "partner-eval/problems/2", "problems": [{
            "code": "PE003", "level": "error", "message": "unknown relationship `netwerk`",
            "source": "deal.toml", "line": 2, "column": 21, "end_line": 2, "end_column": 30,
            "help": "did you mean `network`?"
        }] })
    );
    Run::new(&["check", "deal.toml"])
        .file("deal.toml", two_candidates())
        .stdout("deal.toml: valid, 2 candidates, 0 warnings\n")
        .check();
}
