//! `explain` knows every word that a report prints.

use crate::harness::Run;

/// The text of an example.
fn example(name: &str) -> String {
    std::fs::read_to_string(format!("examples/{name}.toml")).expect("an example")
}

fn knows(word: &str) {
    let found = Run::new(&["explain", word]).output();
    assert_eq!(found.status.code(), Some(0), "`{word}` is not explained");
}

/// The columns of what a command prints as CSV.
fn columns(command: &str, name: &str, format: &str) -> Vec<String> {
    let run = Run::new(&[command, "-", "--format", format]).stdin(example(name));
    let table = run.succeed();
    let header = table.lines().next().expect("a header");
    header.split(',').map(str::to_owned).collect()
}

#[test]
fn every_column_is_explained() {
    let mut all = Vec::new();
    for (command, name, format) in [
        ("assess", "joint-venture", "csv"),
        ("assess", "fifa-2026", "csv-long"),
        ("compose", "network", "csv"),
    ] {
        all.extend(columns(command, name, format));
    }
    all.push("mark:Ann Lee".to_owned());
    assert!(all.len() > 40, "{all:?}");
    for column in all {
        knows(&column);
    }
}

#[test]
fn every_heading_is_explained() {
    let table = Run::new(&["assess", "-"])
        .stdin(example("joint-venture"))
        .succeed();
    let header = table
        .lines()
        .find(|line| line.starts_with("# "))
        .expect("a header");
    for heading in header.split_whitespace() {
        knows(heading);
    }
    for words in [
        "yes", "if", "open", "no", "Note", "Terms", "Ask next", "Lead", "Next", "Sets", "House",
        "Rows",
    ] {
        knows(words);
    }
}

#[test]
fn a_word_may_mean_several_things() {
    Run::new(&["explain", "known"])
        .stdout(
            "known · gate and flag\n  \
             What: undecided while less than 50 of 100 is known, or less than `known` in\n    \
             [gates] says; `known = false` removes it\n\n\
             known · word of reports\n  \
             What: the part of the weight that is answered: 100% if every criterion is\n    \
             computed or rated. Evidence that ran out, or that is weaker than asked for,\n    \
             is no answer\n  \
             Printed in: every report\n",
        )
        .check();
}
