//! Folders for files: which files they stand for, and what stands in them beside deals.

use serde_json::Value;

use crate::command::deals::{rated, two_candidates};
use crate::harness::{Run, text};

const HOUSE: &str = "[gates]\nscore = 78\n";
const MAP: &str = "name = 'Supplier'\n'ratings.trust' = 'Trust'\n";

fn named(name: &str) -> String {
    two_candidates().replace("Depot", name)
}

/// Two deals at two depths, a house file, a map, and what no folder stands for.
fn folder(arguments: &[&str]) -> Run {
    Run::new(arguments)
        .file("deals/b.toml", named("B"))
        .file("deals/a/late.TOML", named("A"))
        .file("deals/a-b.toml", named("AB"))
        .file("deals/house.toml", HOUSE)
        .file("deals/map.toml", MAP)
        .file("deals/.hidden.toml", "stray\n")
        .file("deals/.git/x.toml", "stray\n")
        .file("deals/notes.txt", "stray\n")
        .file("empty/notes.txt", "stray\n")
        .file("empty/.x.toml", "stray\n")
}

const LEFT_OUT: &str = "\
note: deals/house.toml sets gates for deals, and is left out; --gates applies it
note: deals/map.toml is a map of columns, and is left out; --map applies it
";

#[track_caller]
fn sources(output: &std::process::Output) -> Vec<String> {
    let list: Vec<Value> = serde_json::from_slice(&output.stdout).unwrap();
    let sources = list.iter().map(|one| &one["deal"]["source"]);
    sources
        .map(|one| one.as_str().unwrap().to_owned())
        .collect()
}

#[test]
fn a_folder_stands_for_the_deals_beneath_it_by_path() {
    let output = folder(&["assess", "deals", "--format", "json"]).output();
    assert_eq!(text(&output.stderr), LEFT_OUT);
    assert_eq!(output.status.code(), Some(0));
    let expected = ["deals/a/late.TOML", "deals/a-b.toml", "deals/b.toml"];
    assert_eq!(sources(&output), expected);
    let here = Run::new(&["assess", ".", "--format", "json"]).file("a/x.toml", named("X"));
    assert_eq!(sources(&here.output()), ["a/x.toml"]);
    let lines = folder(&["assess", "deals/", "--format", "json-lines"]).output();
    assert_eq!(text(&lines.stdout).lines().count(), 3);
}

#[test]
fn a_folder_of_one_deal_is_a_list_and_a_file_an_object() {
    let run = |path: &str| {
        let run = Run::new(&["assess", path, "--format", "json"]);
        run.file("one/deal.toml", two_candidates()).succeed()
    };
    let [list, object]: [Value; 2] =
        ["one", "one/deal.toml"].map(|path| serde_json::from_str(&run(path)).unwrap());
    assert_eq!(list, Value::from(vec![object]));
}

#[test]
fn a_house_file_and_a_map_that_are_used_need_no_note() {
    let arguments = [
        "assess",
        "deals",
        "--gates",
        "./deals/house.toml",
        "--format",
        "csv",
    ];
    let output = folder(&arguments).output();
    let note = "note: deals/map.toml is a map of columns, and is left out; --map applies it\n";
    assert_eq!(text(&output.stderr), note);
    let verdicts = text(&output.stdout).matches("not-recommended").count();
    assert_eq!(verdicts, 3, "Beta has 75 of the 78 that the house asks");
}

#[test]
fn a_file_that_a_folder_holds_too_is_read_once() {
    let once = sources(&folder(&["assess", "deals", "--format", "json"]).output());
    let by_name = ["assess", "deals", "./deals/b.toml", "--format", "json"];
    let output = folder(&by_name).output();
    assert_eq!(sources(&output), once);
    assert!(
        text(&output.stderr).starts_with("note: ./deals/b.toml is deals/b.toml, and read once\n")
    );
    let first = ["assess", "deals/b.toml", "deals", "--format", "json"];
    let output = folder(&first).output();
    assert_eq!(
        sources(&output),
        ["deals/b.toml", "deals/a/late.TOML", "deals/a-b.toml"]
    );
    let note = "note: deals holds 1 file already named: read once\n";
    assert!(
        text(&output.stderr).starts_with(note),
        "{}",
        text(&output.stderr)
    );
}

#[test]
fn a_folder_without_toml_is_an_error_and_does_not_silence_others() {
    let why = "there is no *.toml in empty, nor in a folder of it (names that begin with a dot are left out)";
    for command in ["assess", "check"] {
        folder(&[command, "empty"])
            .stderr(&format!("error: {why}\n"))
            .status(2)
            .check();
    }
    let output = folder(&["assess", "empty", "deals/b.toml", "--format", "json"]).output();
    assert_eq!(output.status.code(), Some(2));
    assert_eq!(sources(&output), ["empty", "deals/b.toml"]);
    let list: Vec<Value> = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(list[0]["problems"][0]["message"], why);
}

#[test]
fn a_folder_of_maps_alone_has_no_deal() {
    Run::new(&["assess", "maps"])
        .file("maps/map.toml", MAP)
        .stderr(
            "note: maps/map.toml is a map of columns, and is left out; --map applies it\n\
             error: there is no deal in maps\n",
        )
        .status(2)
        .check();
}

/// It could be a deal whose first line is broken.
#[test]
fn what_is_not_clearly_something_else_is_an_error() {
    for broken in [
        "[deal\nname = 'x'\n",
        "name = 'x'\nname = 'y'\n",
        "[gate]\nscore = 5\n",
    ] {
        let run = folder(&["assess", "deals", "--fail-under", "99", "--format", "json"]);
        let output = run.file("deals/c.toml", broken).output();
        assert_eq!(output.status.code(), Some(2), "{broken}");
        let expected = [
            "deals/a/late.TOML",
            "deals/a-b.toml",
            "deals/b.toml",
            "deals/c.toml",
        ];
        assert_eq!(sources(&output), expected);
        let error = text(&output.stderr);
        assert!(error.contains("--> deals/c.toml:"), "{error}");
        assert!(error.contains("gate not met: deals/b.toml: "), "{error}");
    }
}

#[test]
fn a_report_does_not_replace_a_file_of_the_folder() {
    let run = folder(&["assess", "deals", "--write", "json=deals/./b.toml"]);
    let output = run.output();
    assert_eq!(output.status.code(), Some(2));
    let end = "error: deals/./b.toml is one file with the input deals/b.toml: give the report a file of its own\n";
    assert!(
        text(&output.stderr).ends_with(end),
        "{}",
        text(&output.stderr)
    );
}

#[cfg(unix)]
#[test]
fn links_are_followed_and_circles_are_not() {
    use std::os::unix::fs::symlink;
    let directory = crate::harness::Directory::new();
    directory.write("deals/b.toml", named("B"));
    directory.write("other/x.toml", named("X"));
    let link = |to: &str, name: &str| symlink(to, directory.path().join(name)).unwrap();
    link("../deals", "deals/again");
    link("../other", "deals/other");
    link("nowhere.txt", "deals/notes.txt");
    link("b.toml", "deals/copy.toml");
    let output = directory.run(&["assess", "deals", "--format", "json"], "");
    let note = "note: deals holds 1 file already named: read once\n";
    assert_eq!(text(&output.stderr), note);
    assert_eq!(sources(&output), ["deals/b.toml", "deals/other/x.toml"]);
    link("gone.toml", "deals/dead.toml");
    let output = directory.run(&["assess", "deals", "--format", "json"], "");
    assert_eq!(output.status.code(), Some(2));
    let error = "error: cannot read deals/dead.toml: No such file or directory";
    assert!(
        text(&output.stderr).contains(error),
        "{}",
        text(&output.stderr)
    );
}

#[test]
fn check_takes_each_file_for_what_it_is() {
    folder(&["check", "deals", "deals/map.toml"])
        .stderr("note: deals/map.toml is given twice, and read once\n")
        .stdout(
            "deals/a/late.TOML: valid, 2 candidates, 0 warnings\n\
             deals/a-b.toml: valid, 2 candidates, 0 warnings\n\
             deals/b.toml: valid, 2 candidates, 0 warnings\n\
             deals/house.toml: valid, gates of a house, 0 warnings\n\
             deals/map.toml: valid, a map of 2 keys, 0 warnings\n",
        )
        .check();
    Run::new(&["check", "house.toml", "map.toml"])
        .file("house.toml", "[gates]\ntrust = 0.6\n")
        .file(
            "map.toml",
            "name = 'Supplier'\nratings.trust = { colum = 'T' }\n",
        )
        .stderr(
            "error[PE005]: the gate `trust` is of 100, and is 0.6: a fraction?
 --> house.toml:2:9
  |
2 | trust = 0.6
  |         ^^^
  |
  = help: write 60

error[PE006]: an entry of the map lacks `column`
 --> map.toml:2:17
  |
2 | ratings.trust = { colum = 'T' }
  |                 ^^^^^^^^^^^^^^^
  |
  = help: `column` says the name in the table's header

error[PE002]: an entry of the map has no key `colum`
 --> map.toml:2:19
  |
2 | ratings.trust = { colum = 'T' }
  |                   ^^^^^
  |
  = help: did you mean `column`?

",
        )
        .status(2)
        .check();
}

#[test]
fn check_applies_a_house_and_checks_it_alone() {
    Run::new(&["check", "--gates", "house.toml"])
        .file("house.toml", HOUSE)
        .stdout("house.toml: valid, gates of a house, 0 warnings\n")
        .check();
    let run = |house: &str| {
        Run::new(&["check", "--gates", "deals/house.toml", "deals"])
            .file("deals/house.toml", house)
            .file("deals/b.toml", two_candidates())
    };
    run(HOUSE)
        .stdout(
            "deals/house.toml: valid, gates of a house, 0 warnings\n\
             deals/b.toml: valid, 2 candidates, 0 warnings\n",
        )
        .check();
    run("[gates]\ntrusty = 60\n")
        .stderr("error: --gates sets a gate on `trusty`; did you mean `trust`?\n")
        .status(2)
        .check();
    // A house file that is broken does not keep the deals from being read.
    let output = run("[gates]\nscore = 700\n")
        .file("deals/c.toml", "deal.name = 1\n")
        .output();
    let error = text(&output.stderr);
    assert!(
        error.contains("deals/house.toml:2:9") && error.contains("deals/c.toml:1:13"),
        "{error}"
    );
    assert_eq!((output.status.code(), text(&output.stdout)), (Some(2), ""));
    // Named for a house, it is read as one.
    let output = Run::new(&["check", "--gates", "deal.toml"])
        .file("deal.toml", two_candidates())
        .output();
    assert!(
        text(&output.stderr).contains("the file has no key `deal`"),
        "{}",
        text(&output.stderr)
    );
}

/// What a deal by the house's lights lacks is found by `check` too.
#[test]
fn check_reads_as_strictly_as_assess() {
    let deal = rated("", &[("Alpha", [8.0; 5])]);
    let run = |command: &str| {
        Run::new(&[
            command,
            "deal.toml",
            "--require-evidence",
            "--deny-warnings",
        ])
        .file("deal.toml", &deal)
        .output()
    };
    let [check, assess] = ["check", "assess"].map(run);
    assert_eq!(check.status.code(), assess.status.code());
    assert!(text(&assess.stderr).starts_with(text(&check.stderr)));
}

#[test]
fn check_of_nothing_is_a_slip() {
    let output = Run::new(&["check"]).output();
    assert_eq!(output.status.code(), Some(2));
}

#[test]
fn a_house_file_and_a_map_for_a_deal_are_called_so() {
    for (name, text_of, note) in [
        (
            "house.toml",
            HOUSE,
            "house.toml sets gates for deals, and is no deal; --gates applies it",
        ),
        (
            "map.toml",
            MAP,
            "map.toml is a map of columns, and is no deal; --map applies it",
        ),
    ] {
        for arguments in [
            &["assess", name][..],
            &["fit", name],
            &["assess", name, "--candidates", "t.csv"],
        ] {
            let run = Run::new(arguments)
                .file(name, text_of)
                .file("t.csv", "name\nA\n");
            let output = run.output();
            let error = text(&output.stderr);
            assert!(
                error.ends_with(&format!("\nnote: {note}\n")),
                "{arguments:?}: {error}"
            );
            assert_eq!(output.status.code(), Some(2));
        }
    }
}

#[test]
fn check_gives_programs_the_files_that_it_cannot_read_too() {
    let run = folder(&["check", "deals", "gone.toml", "empty", "--format", "json"]);
    let output = run.file("deals/b.toml", "deal.name = 1\n").output();
    assert_eq!(output.status.code(), Some(2));
    let found: Value = serde_json::from_slice(&output.stdout).unwrap();
    let problems = found["problems"].as_array().unwrap();
    let mut sources: Vec<&str> = problems
        .iter()
        .map(|p| p["source"].as_str().unwrap())
        .collect();
    sources.dedup();
    assert_eq!(sources, ["deals/b.toml", "gone.toml", "empty"]);
    let message = problems[problems.len() - 2]["message"].as_str().unwrap();
    assert!(message.starts_with("cannot read gone.toml: "), "{message}");
    assert!(text(&output.stderr).starts_with("error: cannot read gone.toml: "));
}
