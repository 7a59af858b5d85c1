//! `--write` in every command that prints a report: the same bytes as on standard output, whole or not at all.

use std::fs;

use crate::command::deals::two_candidates;
use crate::command::formats::{COMMANDS, directory, formats, quickstart};
use crate::harness::{Directory, Run, text};

/// What a command says and how it ends; all but what it writes.
fn ends(directory: &Directory, command: &[&str]) -> (String, String, Option<i32>) {
    let output = directory.run(command, "");
    let [out, error] = [&output.stdout, &output.stderr].map(|stream| text(stream).to_owned());
    (out, error, output.status.code())
}

#[test]
fn every_command_writes_every_format_that_it_prints() {
    let directory = directory(&quickstart());
    for command in COMMANDS {
        let formats = formats(&directory, command);
        let name = |format: &String| format!("{}.{format}", command[0]);
        let writes = formats.iter().flat_map(|format| {
            let target = format!("{format}={}", name(format));
            ["--write".to_owned(), target]
        });
        let writes: Vec<String> = writes.collect();
        let writes: Vec<&str> = writes.iter().map(String::as_str).collect();
        assert_eq!(
            ends(&directory, &[command, &writes].concat()),
            ends(&directory, command),
            "{command:?}"
        );
        for format in &formats {
            let printed = directory
                .run(&[command, &["--format", format]].concat(), "")
                .stdout;
            let written = fs::read(directory.path().join(name(format))).unwrap();
            assert!(written == printed, "{command:?} {format}");
        }
    }
}

#[test]
fn no_command_writes_over_its_inputs() {
    let directory = directory(&quickstart());
    directory.write("house.toml", "gates.score = 50\n");
    directory.write("map.toml", "name = 'name'\n");
    directory.write("deals/one.toml", quickstart().text);
    let house = &["--gates", "house.toml"];
    let table = &["--candidates", "t.csv", "--map", "map.toml"];
    for (command, inputs) in [
        (&["check", "deal.toml"][..], &["deal.toml"][..]),
        (
            &["check", "deal.toml", "--gates", "house.toml"],
            &["house.toml"],
        ),
        (&["compose", "deal.toml"], &["deal.toml"]),
        (&["fit", "deal.toml"], &["deal.toml"]),
        (&["explain", "table.toml"], &["table.toml"]),
        (
            &["diff", "stored.json", "deal.toml"],
            &["stored.json", "deal.toml"],
        ),
        (&["diff", "deals", "deals"], &["deals/one.toml"]),
        (&["history", "stored.json", "stored.json"], &["stored.json"]),
        (&["screen", "table.toml"], &["table.toml"]),
    ] {
        let takes_table = command.contains(&"table.toml");
        let options = match takes_table {
            true => [&house[..], table].concat(),
            false if ["check", "history"].contains(&command[0]) => Vec::new(),
            false => house.to_vec(),
        };
        let rest = options.iter().filter(|word| !word.starts_with('-'));
        for input in inputs.iter().chain(rest) {
            let target = format!("json={input}");
            let before = directory.read(input);
            let writes = ["--write", "json=new.json", "--write", &target];
            let (out, error, status) = ends(&directory, &[command, &options, &writes].concat());
            let words = format!("error: {input} is an input: give the report a file of its own\n");
            assert_eq!((out.as_str(), status), ("", Some(2)), "{command:?} {error}");
            assert!(error.ends_with(&words), "{command:?} {input}\n{error}");
            assert_eq!(directory.read(input), before);
            assert!(!directory.path().join("new.json").exists());
        }
    }
}

#[test]
fn one_file_takes_one_report() {
    for command in COMMANDS {
        let directory = directory(&quickstart());
        let writes = ["--write", "json=new.json", "--write", "json=new.json"];
        let (out, error, status) = ends(&directory, &[command, &writes].concat());
        let words = "error: two reports would go to new.json: give each a file of its own\n";
        assert_eq!((out.as_str(), status), ("", Some(2)), "{command:?}");
        assert!(error.ends_with(words), "{command:?}\n{error}");
        assert!(!directory.path().join("new.json").exists());
    }
}

#[test]
fn a_format_that_the_report_lacks_is_refused_with_those_it_has() {
    let directory = directory(&quickstart());
    for command in COMMANDS {
        let formats = formats(&directory, command).join(", ");
        let (_, error, status) = ends(&directory, &[command, &["--write", "pdf=a"]].concat());
        let words = format!("`pdf` is no format of this report; it has {formats}");
        assert_eq!(status, Some(2));
        assert!(error.contains(&words), "{command:?}\n{error}");
    }
}

#[test]
fn problems_stand_in_the_file_as_on_standard_error() {
    let directory = Directory::with(&[(
        "deal.toml",
        "[deal]\nname = 'Depot'\nrelationship = 'netwrk'\n",
    )]);
    let (out, error, status) = ends(
        &directory,
        &["check", "deal.toml", "--write", "text=found.txt"],
    );
    assert_eq!((out.as_str(), status), ("", Some(2)));
    assert!(
        error.contains("error[PE003]: unknown relationship `netwrk`"),
        "{error}"
    );
    assert_eq!(directory.read("found.txt"), error);
}

#[test]
fn nothing_is_printed_if_a_file_cannot_be_written() {
    for command in [
        &["fit"][..],
        &["compose"],
        &["explain"],
        &["diff", "deal.toml"],
        &["check"],
    ] {
        Run::new(
            &[
                command,
                &["deal.toml", "--write", "json=missing/report.json"],
            ]
            .concat(),
        )
        .file("deal.toml", two_candidates())
        .stderr("error: cannot write missing/report.json: No such file or directory (os error 2)\n")
        .status(2)
        .check();
    }
}

#[test]
fn definitions_are_written_too() {
    let directory = Directory::new();
    let (printed, ..) = ends(&directory, &["explain", "savings"]);
    let (out, error, status) = ends(
        &directory,
        &["explain", "savings", "--write", "text=savings.txt"],
    );
    assert_eq!(
        (out.as_str(), error.as_str(), status),
        (printed.as_str(), "", Some(0))
    );
    assert_eq!(directory.read("savings.txt"), printed);
}

#[test]
fn rows_are_not_written_while_they_are_read() {
    let directory = directory(&quickstart());
    let all = ["screen", "table.toml", "--candidates", "t.csv", "--all"];
    let (out, error, status) = ends(
        &directory,
        &[&all[..], &["--write", "csv=all.csv"]].concat(),
    );
    let words = "error: --write needs a whole report, and --all prints rows while it reads them: redirect standard \
                 output instead\n";
    assert_eq!((out.as_str(), error.as_str(), status), ("", words, Some(2)));
    assert!(!directory.path().join("all.csv").exists());
}
