//! Long work that is stopped: by Ctrl-C, by SIGTERM, by the clock. What was done by then is shown and said to be
//! no more than that, or nothing is.
#![cfg(target_os = "linux")]

use std::fs;
use std::io::Write;
use std::os::unix::process::ExitStatusExt;
use std::process::{Child, Command, Output, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use nix::sys::signal::{Signal, kill};
use nix::unistd::Pid;
use serde_json::Value;

use crate::command::deals::two_candidates;
use crate::harness::{Directory, program, text};
use crate::pty::{Streams, Terminal};

/// More draws than anybody waits for.
const ENDLESS: &str = "1000000000";

fn start(directory: &Directory, arguments: &[&str]) -> Child {
    let mut command = program(directory.path());
    let command = command.args(arguments).stdin(Stdio::piped());
    let piped = command.stdout(Stdio::piped()).stderr(Stdio::piped());
    piped.spawn().unwrap()
}

fn send(child: &Child, signal: Signal) {
    kill(Pid::from_raw(i32::try_from(child.id()).unwrap()), signal).unwrap();
}

/// Waits until the program listens for Ctrl-C, which is when its work begins.
fn wait_for_work(child: &Child) {
    let status = format!("/proc/{}/status", child.id());
    let listens = || {
        let status = fs::read_to_string(&status).unwrap();
        let caught = status.lines().find_map(|line| line.strip_prefix("SigCgt:"));
        let caught = u64::from_str_radix(caught.unwrap().trim(), 16).unwrap();
        caught & (1 << (Signal::SIGINT as u32 - 1)) != 0
    };
    let deadline = Instant::now() + Duration::from_secs(60);
    while !listens() {
        assert!(Instant::now() < deadline);
        thread::sleep(Duration::from_millis(5));
    }
    thread::sleep(Duration::from_millis(300));
}

fn interrupted(directory: &Directory, arguments: &[&str], signal: Signal) -> Output {
    let child = start(directory, arguments);
    wait_for_work(&child);
    send(&child, signal);
    child.wait_with_output().unwrap()
}

fn with_deal() -> Directory {
    Directory::with(&[("deal.toml", &two_candidates())])
}

/// The number that stands between `rest on ` and ` of`.
fn drawn(words: &str) -> u64 {
    let rest = words.split("rest on ").nth(1).unwrap();
    let number = rest.split(" of").next().unwrap();
    number.replace(',', "").parse().unwrap()
}

#[test]
fn ctrl_c_shows_the_draws_made_by_then() {
    let directory = with_deal();
    let ask = ["assess", "deal.toml", "--format", "json", "--draws"];
    let output = interrupted(&directory, &[&ask[..], &[ENDLESS]].concat(), Signal::SIGINT);
    assert_eq!(output.status.code(), Some(0));
    let draws = drawn(text(&output.stderr));
    assert_eq!(
        text(&output.stderr).replace(',', ""),
        format!(
            "deal.toml: first places rest on {draws} of {ENDLESS} draws which were stopped; --draws {draws} makes the \
             same ones\n"
        )
    );
    assert!((1_000..1_000_000_000).contains(&draws) && draws.is_multiple_of(1_000));
    let document: Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(document["confidence"]["draws"], draws);
    // As many asked for give the same bytes.
    let again = directory.run(&[&ask[..], &[&draws.to_string()]].concat(), "");
    assert_eq!((text(&again.stderr), again.status.code()), ("", Some(0)));
    assert_eq!(text(&again.stdout), text(&output.stdout));
}

#[test]
fn the_report_for_people_says_how_many_draws_there_are() {
    let directory = with_deal();
    for arguments in [
        &["assess", "deal.toml"][..],
        &["assess", "deal.toml", "--format", "markdown"],
        &["assess", "deal.toml", "deal.toml", "--require", "all"],
    ] {
        let arguments = [arguments, &["--draws", ENDLESS, "--time-limit", "0.5"]].concat();
        let begin = Instant::now();
        let output = directory.run(&arguments, "");
        assert!(begin.elapsed() < Duration::from_secs(30));
        assert_eq!(output.status.code(), Some(0));
        let report = text(&output.stdout)
            .split_whitespace()
            .collect::<Vec<_>>()
            .join(" ");
        assert!(report.contains("First places rest on "), "{report}");
        assert_eq!(drawn(&report), drawn(text(&output.stderr)));
    }
    // A gate that fails fails all the same.
    let gate = [
        "--require",
        "Beta",
        "--fail-under",
        "99",
        "--time-limit",
        "0.2",
    ];
    let ask = ["assess", "deal.toml", "--draws", ENDLESS];
    assert_eq!(
        directory.run(&[&ask[..], &gate].concat(), "").status.code(),
        Some(1)
    );
    for wrong in ["0", "-1", "x", "nan"] {
        let limit = format!("--time-limit={wrong}");
        let output = directory.run(&["assess", "deal.toml", &limit], "");
        assert_eq!(output.status.code(), Some(2), "{wrong}");
        assert!(text(&output.stderr).contains("give a number of seconds above 0"));
    }
}

/// A limit that is not reached changes nothing.
#[test]
fn draws_in_time_are_all_made() {
    let directory = with_deal();
    let ask = ["assess", "deal.toml", "--draws", "3456"];
    let whole = directory.run(&ask, "");
    let limited = directory.run(&[&ask[..], &["--time-limit", "1e9"]].concat(), "");
    assert_eq!(limited, whole);
    assert_eq!(text(&whole.stderr), "");
}

#[test]
fn explain_and_screen_show_the_draws_made_by_then() {
    let directory = with_deal();
    let table = "name,ratings.compatibility,ratings.complementarity,ratings.risk_sharing,ratings.cost_sharing,\
                 ratings.commitment\nX,1,2,3,4,5\nY,5,4,3,2,1\n";
    directory.write("rows.csv", table);
    for arguments in [
        &["explain", "deal.toml", "Alpha"][..],
        &["screen", "deal.toml", "--quiet", "--candidates", "rows.csv"],
    ] {
        let arguments = [arguments, &["--draws", ENDLESS]].concat();
        let output = interrupted(&directory, &arguments, Signal::SIGINT);
        assert_eq!(output.status.code(), Some(0), "{}", text(&output.stderr));
        assert!(drawn(text(&output.stderr)) >= 1_000);
        assert!(!output.stdout.is_empty());
    }
}

#[test]
fn progress_is_shown_at_a_terminal_and_goes_again() {
    let directory = with_deal();
    let mut command = program(directory.path());
    command.args(["assess", "deal.toml", "--draws", ENDLESS]);
    let mut terminal = Terminal::new(command, Streams::OnlyStderr);
    let line = terminal.wait_for("Ctrl-C shows what they say so far");
    assert!(line.contains(" of 1,000,000,000 draws, "), "{line}");
    send(&terminal.child, Signal::SIGINT);
    // The line is cleared before anything else is said.
    let rest = terminal.wait_for("makes the same ones\r\n");
    let last = rest.rsplit("\r\u{1b}[2K").next().unwrap();
    assert!(
        last.starts_with("deal.toml: first places rest on "),
        "{rest:?}"
    );
    assert_eq!(terminal.child.wait().unwrap().code(), Some(0));
}

/// A pool in which nobody can tell the best set soon.
fn large_pool(gates: &str) -> String {
    let mut deal = format!(
        "deal.name = 'large'\ndeal.relationship = 'consortium'\norganization.name = 'us'\n\
         deal.rated = ['compatibility', 'risk_sharing', 'cost_sharing', 'commitment']\n{gates}\n"
    );
    for need in 0..40 {
        deal.push_str(&format!("needs.n{need} = 1\n"));
    }
    for one in 0..120_u64 {
        let level = |of: u64| (one * 37 + of * 101 + one * of * 13) % 10;
        deal.push_str(&format!("[[candidates]]\nname = 'C{one:03}'\n"));
        for need in 0..40 {
            let can = u64::from(level(need) > 7);
            deal.push_str(&format!("capabilities.n{need} = {can}\n"));
        }
        for (at, id) in [
            "compatibility",
            "risk_sharing",
            "cost_sharing",
            "commitment",
        ]
        .iter()
        .enumerate()
        {
            deal.push_str(&format!("ratings.{id} = {}\n", level(50 + at as u64)));
        }
    }
    deal
}

const COMPOSE: [&str; 4] = ["compose", "deal.toml", "--size", "9"];

#[test]
fn an_interrupted_search_shows_the_best_so_far_as_not_proven() {
    let directory = Directory::with(&[("deal.toml", &large_pool(""))]);
    let find = |format| {
        let arguments = [&COMPOSE[..], &["--top", "2", "--format", format]].concat();
        let output = interrupted(&directory, &arguments, Signal::SIGINT);
        assert_eq!((text(&output.stderr), output.status.code()), ("", Some(0)));
        text(&output.stdout).to_owned()
    };
    assert!(find("table").contains("not proven."));
    let document: Value = serde_json::from_str(&find("json")).unwrap();
    assert_eq!(document["optimal"], false);
    assert!(document["bound"].is_f64());
    let csv = find("csv");
    let mut rows = csv.lines();
    assert!(rows.next().unwrap().ends_with(",flags,optimal"), "{csv}");
    assert!(
        rows.clone().count() == 2 && rows.all(|row| row.ends_with(",false")),
        "{csv}"
    );
}

#[test]
fn csv_says_whether_sets_are_proven() {
    let directory = Directory::with(&[("deal.toml", &large_pool(""))]);
    let csv = |size, limit| {
        let arguments = [
            "compose",
            "deal.toml",
            "--size",
            size,
            "--time-limit",
            limit,
            "--format",
            "csv",
        ];
        let output = directory.run(&arguments, "");
        assert_eq!((text(&output.stderr), output.status.code()), ("", Some(0)));
        let rows: Vec<String> = text(&output.stdout).lines().map(str::to_owned).collect();
        assert_eq!(rows.len(), 6);
        rows
    };
    assert!(
        csv("1", "1000")[1..]
            .iter()
            .all(|row| row.ends_with(",true"))
    );
    assert!(csv("9", "2")[1..].iter().all(|row| row.ends_with(",false")));
}

/// No set passes a gate that asks for all.
#[test]
fn an_interrupted_search_that_found_nothing_exits_130() {
    let deal = large_pool("gates.compatibility = 100");
    let directory = Directory::with(&[("deal.toml", &deal)]);
    let arguments = [&COMPOSE[..], &["--verdict", "conditional"]].concat();
    let output = interrupted(&directory, &arguments, Signal::SIGINT);
    assert_eq!(
        (text(&output.stderr), text(&output.stdout)),
        (
            "stopped: no set was found by then that satisfies the demands\n",
            ""
        )
    );
    assert_eq!(output.status.code(), Some(130));
}

/// What a shell calls 143: nothing is shown, and nothing left behind.
#[test]
fn sigterm_ends_long_work_at_once() {
    let directory = Directory::with(&[("deal.toml", &large_pool(""))]);
    let assess = [
        "assess",
        "deal.toml",
        "--draws",
        ENDLESS,
        "--write",
        "json=report.json",
    ];
    for arguments in [&COMPOSE[..], &assess] {
        let output = interrupted(&directory, arguments, Signal::SIGTERM);
        assert_eq!(output.status.signal(), Some(Signal::SIGTERM as i32));
        assert_eq!((text(&output.stderr), text(&output.stdout)), ("", ""));
        assert_eq!(fs::read_dir(directory.path()).unwrap().count(), 1);
    }
    let script = "\"$0\" compose deal.toml --size 9 & sleep 1; kill $!; wait $!; echo $?";
    let output = Command::new("sh")
        .args(["-c", script, crate::harness::PROGRAM])
        .current_dir(directory.path())
        .output()
        .unwrap();
    assert_eq!(text(&output.stdout), "143\n");
}

/// A table that never ends: whoever stops it wants nothing of it.
#[test]
fn a_screening_ends_by_the_signal() {
    let directory = with_deal();
    for signal in [Signal::SIGINT, Signal::SIGTERM] {
        let arguments = [
            "screen",
            "deal.toml",
            "--quiet",
            "--candidates",
            "-",
            "--input-format",
            "csv",
        ];
        let mut child = start(&directory, &arguments);
        let mut rows = child.stdin.take().unwrap();
        let header = "name,ratings.compatibility,ratings.complementarity,ratings.risk_sharing,\
                      ratings.cost_sharing,ratings.commitment\n";
        rows.write_all(header.as_bytes()).unwrap();
        for row in 0..10_000 {
            rows.write_all(format!("Row {row},1,2,3,4,5\n").as_bytes())
                .unwrap();
        }
        send(&child, signal);
        let output = child.wait_with_output().unwrap();
        assert_eq!(output.status.signal(), Some(signal as i32));
        assert_eq!((text(&output.stderr), text(&output.stdout)), ("", ""));
        drop(rows);
    }
}

/// Once the draws are over there is nothing left to stop but the program: a report that nobody reads is no reason to
/// wait for a second Ctrl-C.
#[test]
fn ctrl_c_ends_a_report_that_is_being_written() {
    let mut table = "name,ratings.compatibility\n".to_owned();
    (0..200).for_each(|row| table += &format!("n{row},{}\n", row % 10));
    let directory = Directory::with(&[
        ("deal.toml", crate::command::tables::DEAL),
        ("t.csv", &table),
    ]);
    let arguments = [
        "assess",
        "deal.toml",
        "--candidates",
        "t.csv",
        "--draws",
        "10",
    ];
    let to_stdout = [&arguments[..], &["--format", "json"]].concat();
    let mut child = start(&directory, &to_stdout);
    wait_for_work(&child);
    // The pipe is full.
    assert_eq!(child.try_wait().unwrap(), None);
    send(&child, Signal::SIGINT);
    let output = child.wait_with_output().unwrap();
    assert_eq!(output.status.code(), Some(130));
    assert_eq!(text(&output.stderr), "");

    let pipe = directory.path().join("pipe");
    assert!(
        Command::new("mkfifo")
            .arg(&pipe)
            .status()
            .unwrap()
            .success()
    );
    let reader = fs::OpenOptions::new().read(true).write(true).open(&pipe);
    let reader = reader.unwrap();
    let files = ["--write", "csv=x.csv", "--write", "json=pipe"];
    let mut child = start(&directory, &[&arguments[..], &files].concat());
    wait_for_work(&child);
    assert_eq!(child.try_wait().unwrap(), None);
    send(&child, Signal::SIGINT);
    let output = child.wait_with_output().unwrap();
    assert_eq!(output.status.code(), Some(130));
    assert_eq!((text(&output.stdout), text(&output.stderr)), ("", ""));
    drop(reader);
    let mut left: Vec<String> = fs::read_dir(directory.path())
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    left.sort();
    assert_eq!(left, ["deal.toml", "pipe", "t.csv"]);
}
