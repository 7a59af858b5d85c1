//! What CI runners read: no name commands them, and annotations have places and bounds that GitHub knows.

use crate::command::deals::{rated, two_candidates};
use crate::harness::{Run, text};

/// Names that are commands of GitHub and Azure.
pub const NAMES: [&str; 5] = [
    "::add-mask::recommended",
    "::stop-commands::x",
    "##[add-mask]recommended",
    "##vso[task.complete result=Succeeded;]x",
    "a name that is long enough to be wrapped where the next word stands first ::add-mask::recommended",
];

/// Whether a runner would take a line for a command.
pub fn commands(line: &str) -> bool {
    let lower = line.to_ascii_lowercase();
    line.trim_start().starts_with("::") || lower.contains("##[") || lower.contains("##vso[")
}

fn hostile(name: &str) -> String {
    rated("", &[(name, [4.0; 5]), ("Beta", [7.0; 5])])
        .replace("'Depot'", &format!("'{name}'"))
        .replace("'Us'", &format!("'{name} too'"))
}

#[test]
fn no_line_of_any_format_commands_a_runner() {
    for name in NAMES {
        for format in [
            "table",
            "markdown",
            "json",
            "json-lines",
            "csv",
            "csv-long",
            "junit",
        ] {
            let arguments = ["--format", format, "--require", name];
            let output = Run::assess(&arguments, &hostile(name)).output();
            assert_eq!(output.status.code(), Some(1));
            for stream in [&output.stdout, &output.stderr] {
                let lines = text(stream).lines();
                assert_eq!(lines.clone().find(|line| commands(line)), None, "{format}");
            }
        }
        for command in [
            &["explain", "deal.toml"][..],
            &["compose", "deal.toml", "--size", "1", "--format", "csv"],
        ] {
            let output = Run::new(command).file("deal.toml", hostile(name)).output();
            for stream in [&output.stdout, &output.stderr] {
                let mut lines = text(stream).lines();
                assert_eq!(lines.find(|line| commands(line)), None, "{command:?}");
            }
        }
    }
}

#[test]
fn names_stay_what_they_are_to_programs_and_clear_to_people() {
    for name in NAMES {
        let json = Run::assess(&["--format", "json"], &hostile(name)).succeed();
        let json: serde_json::Value = serde_json::from_str(&json).unwrap();
        assert_eq!(json["deal"]["name"], name);
    }
    let table = Run::assess(&[], &hostile(NAMES[0])).succeed();
    assert!(
        table.starts_with("\\::add-mask::recommended · network"),
        "{table}"
    );
    let csv = Run::assess(&["--format", "csv"], &hostile(NAMES[0])).succeed();
    let row = csv.lines().nth(1).unwrap();
    assert!(
        row.starts_with("\"::add-mask::recommended\",network,"),
        "{row}"
    );
    let table = Run::assess(&[], &hostile(NAMES[2])).succeed();
    assert!(
        table.starts_with("#\\#[add-mask]recommended · network"),
        "{table}"
    );
}

#[test]
fn a_screened_table_commands_no_runner() {
    let table = "name,ratings.compatibility,ratings.complementarity,ratings.risk_sharing,ratings.cost_sharing,\
                 ratings.commitment\n::add-mask::x,9,9,9,9,9\n##[add-mask]x,8,8,8,8,8\n";
    for format in ["csv", "json-lines"] {
        let arguments = [
            "screen",
            "deal.toml",
            "--candidates",
            "t.csv",
            "--all",
            "--quiet",
        ];
        let screened = Run::new(&[&arguments[..], &["--format", format]].concat())
            .file("deal.toml", rated("", &[]))
            .file("t.csv", table)
            .succeed();
        assert!(screened.lines().all(|line| !commands(line)), "{screened}");
    }
}

#[test]
fn arguments_that_are_wrong_command_no_runner() {
    let output = Run::new(&["assess", "a.toml", "--format", "x\n::add-mask::y"]).output();
    assert_eq!(output.status.code(), Some(2));
    assert!(text(&output.stderr).lines().all(|line| !commands(line)));
}

/// Many candidates, none of which passes a gate.
fn many() -> String {
    let names: Vec<String> = (1..=9).map(|n| format!("C{n}")).collect();
    let candidates: Vec<(&str, [f64; 5])> = names.iter().map(|n| (n.as_str(), [1.0; 5])).collect();
    rated("", &candidates)
}

fn count(stream: &str, kind: &str) -> usize {
    let start = format!("::{kind} ");
    stream
        .lines()
        .filter(|line| line.starts_with(&start))
        .count()
}

#[test]
fn a_kind_has_ten_annotations_at_most() {
    let output = Run::assess(&["--format", "github", "--require", "all"], &many()).output();
    assert_eq!(output.status.code(), Some(1));
    let out = text(&output.stdout);
    assert!(
        out.starts_with("::error file=deal.toml,line=1,title=gate not met::every candidate"),
        "{out}"
    );
    assert_eq!(
        (count(out, "error"), count(out, "warning")),
        (1, 10),
        "{out}"
    );
    let last = out.lines().last().unwrap();
    assert!(
        last.starts_with("::warning title=") && last.contains(" more warnings::"),
        "{last}"
    );
}

#[test]
fn problems_and_gates_share_the_room() {
    let bad: String = (1..=15).map(|n| format!("deal.k{n} = 1\n")).collect();
    let files = [
        "assess",
        "bad.toml",
        "deal.toml",
        "--format",
        "github",
        "--require",
        "all",
    ];
    let output = Run::new(&files)
        .file("bad.toml", bad + &two_candidates())
        .file("deal.toml", many())
        .output();
    assert_eq!(output.status.code(), Some(2));
    let (out, error) = (text(&output.stdout), text(&output.stderr));
    assert_eq!(
        (count(error, "error"), count(out, "error")),
        (9, 1),
        "{error}\n{out}"
    );
    assert!(error.contains("::error title=7 more errors::"), "{error}");
    assert!(error.contains("gate not met: deal.toml: "), "{error}");
}

#[test]
fn a_file_that_is_not_there_is_annotated() {
    let output = Run::new(&["assess", "gone.toml", "--format", "github"]).output();
    assert_eq!(output.status.code(), Some(2));
    let error = text(&output.stderr);
    let line = "::error file=gone.toml,line=1,title=PE015::cannot read gone.toml";
    assert!(error.starts_with("error: cannot read gone.toml"), "{error}");
    assert!(error.contains(line), "{error}");
    assert_eq!(text(&output.stdout), "");
}

#[test]
fn the_annotations_of_check_have_bounds_too() {
    let bad: String = (1..=15).map(|n| format!("deal.k{n} = 1\n")).collect();
    let output = Run::new(&["check", "./bad.toml", "--format", "github"])
        .file("bad.toml", bad + &two_candidates())
        .output();
    assert_eq!(output.status.code(), Some(2));
    let out = text(&output.stdout);
    assert_eq!(count(out, "error"), 10, "{out}");
    assert!(
        out.starts_with("::error file=bad.toml,line=1,col=6,"),
        "{out}"
    );
    assert!(out.contains("::error title=6 more errors::"), "{out}");
}

#[test]
fn annotations_name_files_as_the_repository_does() {
    let failed = |path: &str, workspace: &'static str| {
        let output = Run::new(&["assess", path, "--format", "github", "--require", "all"])
            .file("deals/a.toml", many())
            .environment("GITHUB_WORKSPACE", workspace)
            .output();
        let out = text(&output.stdout).to_owned();
        out.lines().next().unwrap().to_owned()
    };
    for path in ["./deals/a.toml", "deals//a.toml", "deals/../deals/./a.toml"] {
        let line = failed(path, "");
        assert!(
            line.starts_with("::error file=deals/a.toml,line=1,"),
            "{line}"
        );
    }
    // The directory of the test lies below this one.
    let temporary = std::env::temp_dir().to_str().unwrap().to_owned();
    let line = failed("deals/a.toml", temporary.leak());
    let file = line
        .split_once("file=")
        .unwrap()
        .1
        .split_once(',')
        .unwrap()
        .0;
    assert!(
        !file.starts_with('/') && file.ends_with("/deals/a.toml"),
        "{line}"
    );
}
