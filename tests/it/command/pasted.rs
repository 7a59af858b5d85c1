//! The commands that reports show, pasted into a shell: they name what the report is about.

use std::path::Path;
use std::process::Command;

use super::deals::{rated, toml_text};
use crate::harness::{Directory, PROGRAM, text};

/// Names that a shell, a terminal or a CI runner could take for something else.
const NAMES: [&str; 17] = [
    "##[add-mask]x",
    "a ##vso[task.complete]; it's",
    "::stop-commands::x",
    "-x",
    "--help",
    "two words",
    "a'b\"c",
    "$(exit 3) `exit 4` !1 \\x41 %s",
    "line\nbreak\tand tab",
    "\u{1b}[31mred",
    "left\u{202e}right\u{2066}x",
    "#1",
    "~",
    "*",
    "=ls",
    "ÅB Öl & Søn; rm -r x",
    "{a,b}",
];

/// The commands of a report, each behind its mark.
fn commands(report: &str) -> Vec<&str> {
    let mut lines: Vec<&str> = report
        .lines()
        .filter_map(|line| line.split_once("  partner-eval "))
        .map(|(_, command)| command)
        .collect();
    for line in &mut lines {
        *line = line.split("  (").next().unwrap_or(line);
    }
    lines
}

/// What bash makes of a command of the program.
fn pasted(directory: &Directory, command: &str) -> String {
    let here = directory.path();
    std::os::unix::fs::symlink(PROGRAM, here.join("partner-eval")).unwrap_or_default();
    let output = Command::new("bash")
        .args(["--norc", "-c", &format!("partner-eval {command}")])
        .env("PATH", format!("{}:/usr/bin:/bin", here.display()))
        .env("LC_ALL", "C")
        .current_dir(here)
        .output()
        .unwrap();
    let what = format!("{command}\n{}", text(&output.stderr));
    assert_eq!(output.status.code(), Some(0), "{what}");
    text(&output.stdout).to_owned()
}

#[test]
fn commands_of_reports_can_be_pasted() {
    assert!(Path::new("/bin/bash").exists() || Path::new("/usr/bin/bash").exists());
    for name in NAMES {
        let directory = Directory::new();
        let candidates = [(name, [8.0; 5]), ("Other", [7.0; 5])];
        let deal = rated("", &[]);
        let rows = candidates.map(|(name, [rating, ..])| {
            format!(
                "[[candidates]]\nname = {}\nratings = {{ compatibility = {rating}, complementarity = {rating}, \
                 risk_sharing = {rating}, cost_sharing = {rating}, commitment = {rating} }}\n",
                toml_text(name)
            )
        });
        directory.write("a deal's.toml", format!("{deal}{}", rows.concat()));
        let report = |arguments: &[&str]| {
            let output = directory.run(arguments, "");
            assert_eq!(output.status.code(), Some(0), "{}", text(&output.stderr));
            text(&output.stdout).to_owned()
        };
        let assessed = report(&["assess", "a deal's.toml"]);
        let composed = report(&["compose", "a deal's.toml", "--size", "2"]);
        let shown = commands(&assessed);
        assert_eq!(shown.len(), 2, "{assessed}");
        let against = pasted(&directory, shown[0]);
        assert!(against.contains(" against Other"), "{against}");
        assert!(against.contains("10.00 points ahead of Other"), "{against}");
        pasted(&directory, shown[1]);
        let shown = commands(&composed);
        assert_eq!(shown.len(), 1, "{composed}");
        assert!(pasted(&directory, shown[0]).contains("Score"));
        // Of a leader that is not safe yet the report asks alone.
        let weak = format!("gates.score = 90\n{deal}{}", rows.concat());
        directory.write("a deal's.toml", weak);
        let assessed = report(&["assess", "a deal's.toml"]);
        pasted(&directory, commands(&assessed)[0]);
    }
}
