//! `--write`: reports into files, whole or not at all, and into nothing that is somebody else's.
#![cfg(unix)]

use std::fs;
use std::os::unix::fs::{MetadataExt, PermissionsExt, symlink};
use std::path::Path;
use std::process::{Command, Output};
use std::time::{Duration, Instant};

use nix::sys::signal::{Signal, kill};
use nix::unistd::Pid;

use crate::command::deals::two_candidates;
use crate::harness::{Directory, PROGRAM, program, text};

/// A directory with a deal.
fn with_deal() -> Directory {
    Directory::with(&[("deal.toml", &two_candidates())])
}

/// What `--format` of that name prints.
fn report(format: &str) -> String {
    let arguments = ["assess", "deal.toml", "--format", format];
    text(&with_deal().run(&arguments, "").stdout).to_owned()
}

fn assess(directory: &Directory, arguments: &[&str]) -> Output {
    directory.run(&[&["assess", "deal.toml"], arguments].concat(), "")
}

#[track_caller]
fn succeeds(output: &Output) {
    assert_eq!((text(&output.stderr), output.status.code()), ("", Some(0)));
}

#[track_caller]
fn is_refused(output: &Output, words: &str) {
    assert_eq!(text(&output.stderr), format!("error: {words}\n"));
    assert_eq!((text(&output.stdout), output.status.code()), ("", Some(2)));
}

/// Runs lines of a shell in a directory; `$assess` is the program with the deal.
fn shell(directory: &Directory, script: &str) -> Output {
    Command::new("sh")
        .args(["-c", script])
        .current_dir(directory.path())
        .env("assess", format!("{PROGRAM} assess deal.toml"))
        .output()
        .unwrap()
}

fn mode(path: &Path) -> u32 {
    fs::metadata(path).unwrap().mode() & 0o7777
}

/// The names in a directory.
fn names(directory: &Path) -> Vec<String> {
    let entries = fs::read_dir(directory).unwrap();
    let name = |entry: fs::DirEntry| entry.file_name().to_str().unwrap().to_owned();
    let mut names: Vec<String> = entries.map(|entry| name(entry.unwrap())).collect();
    names.sort();
    names
}

#[test]
fn a_link_is_followed_and_stays() {
    let directory = with_deal();
    directory.write("real/there.xml", "old");
    let link = directory.path().join("link.xml");
    let chain = directory.path().join("chain.xml");
    symlink("real/there.xml", &link).unwrap();
    symlink("link.xml", &chain).unwrap();
    succeeds(&assess(&directory, &["--write", "junit=chain.xml"]));
    assert!(fs::symlink_metadata(&link).unwrap().is_symlink());
    assert!(fs::symlink_metadata(&chain).unwrap().is_symlink());
    assert_eq!(directory.read("real/there.xml"), report("junit"));
    assert_eq!(names(&directory.path().join("real")), ["there.xml"]);
}

#[test]
fn a_link_to_nothing_yet_makes_its_target() {
    let directory = with_deal();
    fs::create_dir(directory.path().join("real")).unwrap();
    let link = directory.path().join("link.xml");
    symlink("real/new.xml", &link).unwrap();
    succeeds(&assess(&directory, &["--write", "junit=link.xml"]));
    assert!(fs::symlink_metadata(&link).unwrap().is_symlink());
    assert_eq!(directory.read("real/new.xml"), report("junit"));
    symlink("round.xml", directory.path().join("round.xml")).unwrap();
    let output = assess(&directory, &["--write", "junit=round.xml"]);
    is_refused(&output, "cannot write round.xml: too many links");
}

#[test]
fn the_mode_of_a_file_stays_and_a_new_one_has_the_usual() {
    let directory = with_deal();
    for kept in [0o600, 0o640, 0o666] {
        directory.write("report.json", "old");
        let path = directory.path().join("report.json");
        fs::set_permissions(&path, fs::Permissions::from_mode(kept)).unwrap();
        succeeds(&assess(&directory, &["--write", "json=report.json"]));
        assert_eq!(directory.read("report.json"), report("json"));
        assert_eq!(mode(&path), kept, "{kept:o}");
    }
    for (umask, usual) in [("022", 0o644), ("027", 0o640), ("077", 0o600)] {
        let script =
            format!("umask {umask}; $assess --write csv=new-{umask}.csv; : > plain-{umask}");
        succeeds(&shell(&directory, &script));
        let new = mode(&directory.path().join(format!("new-{umask}.csv")));
        let plain = mode(&directory.path().join(format!("plain-{umask}")));
        assert_eq!((new, plain), (usual, usual), "umask {umask}");
    }
}

#[test]
fn a_pipe_is_written_into_and_stays() {
    let directory = with_deal();
    let script = "mkfifo pipe; cat pipe > copy & $assess --write json=pipe > /dev/null; wait";
    succeeds(&shell(&directory, script));
    assert_eq!(directory.read("copy"), report("json"));
    let pipe = fs::symlink_metadata(directory.path().join("pipe")).unwrap();
    assert!(!pipe.is_file() && !pipe.is_symlink());
    assert_eq!(names(directory.path()), ["copy", "deal.toml", "pipe"]);
}

/// Whatever stands behind them: a pipe, or a file that has something already.
#[test]
fn open_streams_are_written_into() {
    let directory = with_deal();
    let output = shell(&directory, "$assess --format csv --write json=/dev/stdout");
    succeeds(&output);
    assert_eq!(text(&output.stdout), report("json") + &report("csv"));

    let script = "echo before > out; $assess --format csv --write json=/dev/stdout >> out";
    succeeds(&shell(&directory, script));
    assert_eq!(
        directory.read("out"),
        "before\n".to_owned() + &report("json") + &report("csv")
    );
    succeeds(&shell(
        &directory,
        "$assess --format csv --write json=/dev/stdout > out",
    ));
    assert_eq!(directory.read("out"), report("json") + &report("csv"));

    let output = shell(&directory, "$assess --format csv --write json=/dev/stderr");
    assert_eq!(
        (text(&output.stderr), text(&output.stdout)),
        (&*report("json"), &*report("csv"))
    );

    let script = "echo before > three; $assess --format csv --write json=/dev/fd/3 3>> three";
    succeeds(&shell(&directory, script));
    assert_eq!(
        directory.read("three"),
        "before\n".to_owned() + &report("json")
    );
    let output = shell(
        &directory,
        "{ $assess --write json=/dev/fd/3 > /dev/null; } 3>&1",
    );
    succeeds(&output);
    assert_eq!(text(&output.stdout), report("json"));

    let output = shell(&directory, "$assess --write json=/dev/fd/9 9>&-");
    is_refused(&output, "cannot write /dev/fd/9: entity not found");
}

#[test]
fn two_reports_to_one_file_are_refused() {
    let directory = with_deal();
    directory.write("old", "old");
    let path = |name| directory.path().join(name);
    fs::create_dir(path("folder")).unwrap();
    fs::hard_link(path("old"), path("hard")).unwrap();
    symlink("old", path("soft")).unwrap();
    symlink("new", path("dangling")).unwrap();
    for (first, second) in [
        ("new", "new"),
        ("new", "./new"),
        ("old", "hard"),
        ("soft", "old"),
        ("dangling", "new"),
        ("folder/../new", "new"),
    ] {
        let writes = [format!("json={first}"), format!("csv={second}")];
        let writes = ["--write", &writes[0], "--write", &writes[1]];
        let words = if first == second {
            format!("two reports would go to {first}")
        } else {
            format!("{first} and {second} are one file, and two reports would go there")
        };
        let words = format!("{words}: give each a file of its own");
        is_refused(&assess(&directory, &writes), &words);
        assert_eq!(directory.read("old"), "old");
        let there = ["dangling", "deal.toml", "folder", "hard", "old", "soft"];
        assert_eq!(names(directory.path()), there);
    }
}

#[test]
fn a_file_that_takes_a_stream_takes_no_other_report() {
    let directory = with_deal();
    let own = "give the report a file of its own";
    is_refused(
        &shell(&directory, "$assess --write json=out > out"),
        &format!("out is where standard output goes: {own}"),
    );
    shell(&directory, "$assess --write json=said 2> said");
    let words = format!("error: said is where standard error goes: {own}\n");
    assert_eq!(directory.read("said"), words);
    let output = shell(
        &directory,
        "$assess --write json=three --write csv=/dev/fd/3 3> three",
    );
    is_refused(
        &output,
        "three and /dev/fd/3 are one file, and two reports would go there: give each a file of its own",
    );
}

#[test]
fn an_input_is_not_written_over() {
    let table = "name,ratings.compatibility\nGamma,5\n";
    let files = [
        ("deal.toml", &*two_candidates()),
        ("gates.toml", "gates.score = 50\n"),
        ("table.csv", table),
        ("map.toml", "name = 'name'\n"),
    ];
    let directory = Directory::with(&files);
    symlink("deal.toml", directory.path().join("soft")).unwrap();
    fs::hard_link(
        directory.path().join("deal.toml"),
        directory.path().join("hard"),
    )
    .unwrap();
    let own = "give the report a file of its own";
    let inputs = [
        "--gates",
        "gates.toml",
        "--candidates",
        "table.csv",
        "--map",
        "map.toml",
    ];
    for name in ["deal.toml", "gates.toml", "table.csv", "map.toml"] {
        // No other report is written either.
        let writes = [
            "--write",
            "csv=first.csv",
            "--write",
            &format!("json={name}"),
        ];
        let output = assess(&directory, &[&inputs[..], &writes].concat());
        is_refused(&output, &format!("{name} is an input: {own}"));
    }
    for name in ["./deal.toml", "soft", "hard"] {
        let output = assess(&directory, &["--write", &format!("json={name}")]);
        is_refused(
            &output,
            &format!("{name} is one file with the input deal.toml: {own}"),
        );
    }
    let output = shell(
        &directory,
        &format!("{PROGRAM} assess - --write json=hard < deal.toml"),
    );
    is_refused(
        &output,
        &format!("hard is one file with the input standard input: {own}"),
    );
    for (name, text) in files {
        assert_eq!(directory.read(name), text);
    }
    assert!(!directory.path().join("first.csv").exists());
}

#[test]
fn nothing_is_written_if_one_target_is_wrong() {
    let directory = with_deal();
    directory.write("folder/there", "");
    for (wrong, words) in [
        ("folder", "is a directory"),
        (
            "missing/report.xml",
            "No such file or directory (os error 2)",
        ),
        ("deal.toml/report.xml", "Not a directory (os error 20)"),
        ("new/", "not a directory"),
        (".", "is a directory"),
    ] {
        let writes = [
            "--write",
            "csv=first.csv",
            "--write",
            &format!("json={wrong}"),
        ];
        is_refused(
            &assess(&directory, &writes),
            &format!("cannot write {wrong}: {words}"),
        );
        assert_eq!(names(directory.path()), ["deal.toml", "folder"]);
    }
}

/// Names as long as the system has them: the temporary file beside has a short one of its own.
#[test]
fn long_names_are_written() {
    let directory = with_deal();
    for long in ["x".repeat(245), "x".repeat(255), "é".repeat(127)] {
        for _ in ["new", "replaced"] {
            succeeds(&assess(&directory, &["--write", &format!("json={long}")]));
            assert_eq!(directory.read(&long), report("json"));
        }
        assert_eq!(names(directory.path()), ["deal.toml", &long]);
        fs::remove_file(directory.path().join(long)).unwrap();
    }
}

/// The name that the temporary file once had was known to everybody who knew the process.
#[test]
fn a_planted_link_is_not_followed() {
    let directory = with_deal();
    directory.write("victim", "mine");
    let script = "ln -s victim .report.xml.$$.tmp; exec $assess --write junit=report.xml";
    succeeds(&shell(&directory, script));
    assert_eq!(directory.read("victim"), "mine");
    assert_eq!(directory.read("report.xml"), report("junit"));
    assert!(
        !fs::symlink_metadata(directory.path().join("report.xml"))
            .unwrap()
            .is_symlink()
    );
}

/// As soon as a temporary file is seen, the program is told to end: it must not stay behind.
#[test]
fn a_signal_leaves_no_temporary_file() {
    let mut deal = two_candidates();
    for at in 0..60 {
        deal.push_str(&format!("[[candidates]]\nname = 'More {at}'\n"));
    }
    let whole = Directory::with(&[("deal.toml", &deal)]);
    succeeds(&assess(
        &whole,
        &["--draws", "0", "--write", "json=report.json"],
    ));
    let whole = whole.read("report.json");
    for signal in [
        Signal::SIGTERM,
        Signal::SIGINT,
        Signal::SIGHUP,
        Signal::SIGQUIT,
    ]
    .repeat(5)
    {
        let directory = Directory::with(&[("deal.toml", &deal), ("out/report.json", "old")]);
        let out = directory.path().join("out");
        let mut child = program(directory.path())
            .args([
                "assess",
                "deal.toml",
                "--draws",
                "0",
                "--write",
                "json=out/report.json",
            ])
            .stdout(std::process::Stdio::null())
            .spawn()
            .unwrap();
        let process = Pid::from_raw(i32::try_from(child.id()).unwrap());
        let deadline = Instant::now() + Duration::from_secs(60);
        while child.try_wait().unwrap().is_none() {
            assert!(Instant::now() < deadline);
            if names(&out).len() > 1 {
                kill(process, signal).unwrap();
                break;
            }
        }
        child.wait().unwrap();
        assert_eq!(names(&out), ["report.json"], "{signal}");
        let left = directory.read("out/report.json");
        assert!(left == "old" || left == whole, "{signal}: {left}");
    }
}
