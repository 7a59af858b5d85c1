//! `assess`: its inputs, its options, and that its output depends on nothing else.

use std::io::Write;
use std::process::{Child, Output};

use crate::command::contract;
use crate::command::deals::{network, rated, two_candidates};
use crate::command::examples;
use crate::harness::{ROOT, Run, program, text};

/// The formats that `--format` offers.
const FORMATS: [&str; 4] = ["table", "json", "csv", "csv-long"];

#[test]
fn a_deal_from_standard_input_is_assessed_like_a_file() {
    for format in FORMATS {
        let from_file = Run::assess(&["--format", format], &two_candidates()).succeed();
        let from_stdin = Run::new(&["assess", "-", "--format", format])
            .stdin(two_candidates())
            .succeed();
        // What came through standard input cannot be read again: no command to type next names it.
        let lines = from_file.split_inclusive('\n');
        let lines = lines.filter(|line| !line.starts_with("Next ") && !line.starts_with("Sets "));
        let expected = lines
            .collect::<String>()
            .replace("\"source\": \"deal.toml\"", "\"source\": \"<stdin>\"")
            .replace(",deal.toml", ",<stdin>");
        assert_eq!(from_stdin, expected, "{format}");
    }
}

#[test]
fn places_in_standard_input_have_its_name() {
    let deal = rated("", &[("Alpha", [8.0; 5])]) + "veto = 'on the list of sanctions'\n";
    let table = Run::new(&["assess", "-"]).stdin(deal).succeed();
    assert!(
        table.contains("\n      veto: on the list of sanctions · <stdin>:9\n"),
        "{table}"
    );
}

#[test]
fn the_program_tells_its_version() {
    let version = concat!("partner-eval ", env!("CARGO_PKG_VERSION"), "\n");
    Run::new(&["--version"]).stdout(version).check();
}

#[test]
fn a_file_is_needed() {
    let output = Run::new(&["assess"]).output();
    assert_eq!((output.status.code(), text(&output.stdout)), (Some(2), ""));
    assert!(text(&output.stderr).contains("required arguments were not provided"));
}

#[test]
fn tables_of_several_deals_follow_one_another() {
    let one = Run::assess(&[], &two_candidates()).succeed();
    let other = rated("", &[("Gamma", [8.0; 5])]);
    let both = Run::new(&["assess", "deal.toml", "other.toml"])
        .file("deal.toml", two_candidates())
        .file("other.toml", &other)
        .succeed();
    let other = Run::new(&["assess", "other.toml"])
        .file("other.toml", &other)
        .succeed();
    assert_eq!(both, format!("{one}\n{other}"));
}

#[test]
fn one_candidate_is_shown_as_it_stands_among_all() {
    let beta = contract::read(
        &Run::assess(
            &["--format", "json", "--candidate", "Beta"],
            &two_candidates(),
        )
        .succeed(),
    );
    let all = contract::read(&Run::assess(&["--format", "json"], &two_candidates()).succeed());
    assert_eq!(beta.candidates, all.candidates[1..]);
    assert_eq!(beta.candidates[0].rank, 2);
    assert_eq!(beta.confidence, all.confidence);
}

#[test]
fn candidates_are_shown_by_rank_however_they_are_asked_for() {
    let deal = rated(
        "",
        &[
            ("A", [9.0; 5]),
            ("B", [8.0; 5]),
            ("C", [7.5; 5]),
            ("D", [7.0; 5]),
        ],
    );
    let asked = [
        "--format",
        "csv",
        "--candidate",
        "D",
        "--candidate",
        "B",
        "--candidate",
        "D",
    ];
    let some = Run::assess(&asked, &deal).succeed();
    let all = Run::assess(&["--format", "csv"], &deal).succeed();
    let lines: Vec<&str> = all.lines().collect();
    assert_eq!(some, format!("{}\n{}\n{}\n", lines[0], lines[2], lines[4]));
    let table = Run::assess(&asked[2..], &deal).succeed();
    let rows: Vec<&str> = table
        .lines()
        .skip_while(|line| !line.starts_with('#'))
        .skip(1)
        .collect();
    assert!(rows[0].starts_with("2 B ") && rows[1].starts_with("4 D ") && rows[2].is_empty());
}

#[test]
fn an_unknown_candidate_is_a_slip_of_the_pen() {
    Run::assess(&["--candidate", "Alhpa"], &two_candidates())
        .stderr("error: no candidate `Alhpa`; did you mean `Alpha`?\n")
        .status(2)
        .check();
    Run::assess(
        &["--candidate", "Alpha", "--candidate", "Zeppelin"],
        &two_candidates(),
    )
    .stderr("error: no candidate `Zeppelin`; the names stand in the table without --candidate\n")
    .status(2)
    .check();
}

#[test]
fn a_candidate_of_any_of_the_deals_can_be_asked_for() {
    let json = Run::new(&[
        "assess",
        "a.toml",
        "b.toml",
        "--format",
        "json",
        "--candidate",
        "Gamma",
    ])
    .file("a.toml", two_candidates())
    .file("b.toml", rated("", &[("Gamma", [8.0; 5])]))
    .succeed();
    let several: Vec<contract::Assessment> = serde_json::from_str(&json).unwrap();
    assert!(several[0].candidates.is_empty());
    assert_eq!(several[1].candidates[0].name, "Gamma");
}

#[test]
fn without_draws_the_table_has_no_column_of_first_places() {
    let table = Run::assess(&["--draws", "0"], &two_candidates()).succeed();
    let drawn = Run::assess(&[], &two_candidates()).succeed();
    assert!(drawn.contains(" First\n"));
    assert!(!table.contains("First"));
}

#[test]
fn options_must_make_sense() {
    for arguments in [
        ["--draws", "-1"],
        ["--draws", "1000000001"],
        ["--seed", "x"],
        ["--format", "yaml"],
        ["--color", "red"],
    ] {
        let output = Run::assess(&arguments, &two_candidates()).output();
        assert_eq!(
            (output.status.code(), text(&output.stdout)),
            (Some(2), ""),
            "{arguments:?}"
        );
        assert!(text(&output.stderr).starts_with("error: "), "{arguments:?}");
    }
}

/// Two candidates of which either can lead, by the weights.
fn open_race() -> String {
    rated(
        "",
        &[
            ("Alpha", [9.0, 7.0, 9.0, 7.0, 8.0]),
            ("Beta", [7.0, 8.0, 8.0, 8.0, 8.0]),
        ],
    )
}

#[test]
fn the_seed_decides_the_draws_and_nothing_else() {
    let json = |seed: &str| {
        let arguments = ["--format", "json", "--draws", "1000", "--seed", seed];
        contract::read(&Run::assess(&arguments, &open_race()).succeed())
    };
    let (one, again, other) = (json("1"), json("1"), json("2"));
    assert_eq!(one, again);
    let share = |assessment: &contract::Assessment| assessment.candidates[0].first_place.unwrap();
    assert_ne!(share(&one), share(&other));
    assert!((share(&one) - share(&other)).abs() < 0.1);
    assert_eq!(one.candidates[0].dimensions, other.candidates[0].dimensions);
}

#[test]
fn the_same_input_gives_the_same_bytes() {
    for format in FORMATS {
        for example in examples::all() {
            let run = || example.assess(&["--format", format, "--draws", "1000"]);
            let once = run().succeed();
            // Another directory, another language, another width.
            let again = run()
                .environment("LANG", "tr_TR.UTF-8")
                .environment("LC_ALL", "de_DE.UTF-8")
                .environment("COLUMNS", "40")
                .environment("TZ", "Asia/Tokyo")
                .environment("HOME", "/nonexistent")
                .succeed();
            assert_eq!(once, again, "{} {format}", example.path);
        }
    }
}

/// Runs the program with one of its pipes closed. It waits for its standard input, so that is so for
/// certain before it writes.
fn run_without(close: impl FnOnce(&mut Child), arguments: &[&str], deal: &str) -> Output {
    let run = Run::new(&[&["assess", "-"], arguments].concat());
    let mut child = run.spawn();
    close(&mut child);
    let mut stdin = child.stdin.take().unwrap();
    stdin.write_all(deal.as_bytes()).unwrap();
    drop(stdin);
    child.wait_with_output().unwrap()
}

#[test]
fn a_reader_that_goes_away_is_no_error() {
    for format in FORMATS {
        let close = |child: &mut Child| drop(child.stdout.take());
        let output = run_without(close, &["--format", format], &two_candidates());
        assert_eq!(text(&output.stderr), "", "{format}");
        assert_eq!(output.status.code(), Some(0), "{format}");
    }
}

#[test]
fn problems_are_no_panic_where_nobody_reads_them() {
    let close = |child: &mut Child| drop(child.stderr.take());
    let output = run_without(close, &[], &network("deal.colour = 5", ""));
    assert_eq!((output.status.code(), text(&output.stdout)), (Some(2), ""));
}

/// Every command, with an option where one makes it fail a gate.
const COMMANDS: [(&str, i32); 16] = [
    ("assess examples/quickstart.toml", 0),
    ("assess examples/quickstart.toml --require all", 1),
    ("assess examples/quickstart.toml --candidate Nobody", 2),
    ("check examples/quickstart.toml", 0),
    ("compose examples/consortium-pool.toml --top 2", 0),
    ("diff examples/quickstart.toml examples/quickstart.toml", 0),
    ("explain savings", 0),
    ("explain examples/quickstart.toml", 0),
    ("fit examples/quickstart.toml", 0),
    ("init -", 0),
    ("schema", 0),
    ("completions bash", 0),
    ("man", 0),
    ("--help", 0),
    ("assess --help", 0),
    ("--version", 0),
];

/// A stream that a shell closed with `>&-` is like one that nobody reads: the exit status tells the same.
#[cfg(unix)]
#[test]
fn closed_streams_change_no_exit_status() {
    for closed in [">&-", "2>&-", ">&- 2>&-", "<&-"] {
        for (command, status) in COMMANDS {
            let output = std::process::Command::new("sh")
                .args(["-c", &format!("\"$program\" {command} {closed}")])
                .env("program", crate::harness::PROGRAM)
                .current_dir(ROOT)
                .output()
                .unwrap();
            assert_eq!(output.status.code(), Some(status), "{command} {closed}");
        }
    }
}

/// Help and the version too are output that can fail.
#[cfg(target_os = "linux")]
#[test]
fn every_command_says_that_the_disk_is_full() {
    use std::fs::File;

    for (command, status) in COMMANDS {
        let full = File::options().write(true).open("/dev/full").unwrap();
        let output = program(ROOT)
            .args(command.split(' '))
            .stdout(full)
            .output()
            .unwrap();
        assert_eq!(output.status.code(), Some(2), "{command}");
        let is_written = status < 2;
        let words =
            "error: cannot write to standard output: No space left on device (os error 28)\n";
        assert_eq!(text(&output.stderr) == words, is_written, "{command}");
    }
}

/// A disk that is full.
#[cfg(target_os = "linux")]
#[test]
fn what_cannot_be_written_is_an_error() {
    use std::fs::File;

    for format in FORMATS {
        let full = File::options().write(true).open("/dev/full").unwrap();
        let output = program(ROOT)
            .args(["assess", "examples/quickstart.toml", "--format", format])
            .stdout(full)
            .output()
            .unwrap();
        assert_eq!(
            text(&output.stderr),
            "error: cannot write to standard output: No space left on device (os error 28)\n"
        );
        assert_eq!(output.status.code(), Some(2), "{format}");
    }
}
