//! Numbers as people read them: rounded as spreadsheets do, in groups of thousands, and never in hundreds of digits.

use std::fs;
use std::path::{Path, PathBuf};

use super::deals::rated;
use crate::harness::{Directory, ROOT, Run, text};

/// The one file that may round a number for people.
const NUMBERS: &str = "model/number.rs";

fn sources(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        match path.is_dir() {
            true => sources(&path, found),
            false => found.push(path),
        }
    }
}

/// The placeholders of a line that ask for a number of digits, as `{x:.1}`, `{:+.2}` and `{:.*}` do: the standard
/// library rounds 62.35, which is a little less than that, to 62.3.
fn rounding(line: &str) -> Vec<&str> {
    let placeholders = line
        .split('{')
        .skip(1)
        .filter_map(|rest| rest.split_once('}'));
    let specified = placeholders.filter_map(|(inner, _)| inner.split_once(':'));
    let is_name = |c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | '.');
    specified
        .filter(|(name, _)| name.chars().all(is_name))
        .filter(|(_, digits)| digits.contains('.') && !digits.contains(' '))
        .map(|(_, digits)| digits)
        .collect()
}

#[test]
fn only_one_file_rounds_for_people() {
    assert_eq!(
        rounding(r#"format!("{:+.2} {x:.0}% {:.*} {name} {:>8}")"#),
        ["+.2", ".0", ".*"]
    );
    let mut files = Vec::new();
    sources(&Path::new(ROOT).join("src"), &mut files);
    let mut places = Vec::new();
    for file in files.iter().filter(|file| !file.ends_with(NUMBERS)) {
        for (at, line) in fs::read_to_string(file).unwrap().lines().enumerate() {
            if !rounding(line).is_empty() {
                places.push(format!("{}:{}: {}", file.display(), at + 1, line.trim()));
            }
        }
    }
    assert!(
        places.is_empty(),
        "use model::number::decimals in\n{}",
        places.join("\n")
    );
    let numbers = fs::read_to_string(Path::new(ROOT).join("src").join(NUMBERS)).unwrap();
    assert!(
        numbers.lines().any(|line| !rounding(line).is_empty()),
        "{NUMBERS} rounds nothing"
    );
}

/// All that a command says.
fn said(directory: &Directory, arguments: &[&str]) -> String {
    let output = directory.run(arguments, "");
    assert_ne!(output.status.code(), None, "{arguments:?}");
    format!("{}{}", text(&output.stdout), text(&output.stderr))
}

/// The longest row of digits, with the groups among them.
fn longest(said: &str) -> &str {
    let numbers = said.split(|c: char| !c.is_ascii_digit() && !matches!(c, ',' | '.'));
    numbers
        .max_by_key(|number| number.len())
        .unwrap_or_default()
}

/// A joint venture in which every amount is as given.
fn amounts(amount: &str) -> String {
    format!(
        "deal.name = 'Works'\ndeal.relationship = 'joint-venture'\ndeal.cost = {amount}\ndeal.benefit = {amount}\n\
         deal.currency = 'EUR'\ndeal.rated = ['compatibility', 'commitment']\n\
         criteria.price = {{ dimension = 'commitment', worst = {amount}, best = 0 }}\n\
         risks.flood = {{ probability = 0.5, impact = {amount} }}\n\
         [organization]\nname = 'Us'\nrisk_capacity = {amount}\nstand_alone_cost = {amount}\n\
         contributions = {{ cash = {amount} }}\nsales = {{ north = {amount} }}\n\
         [resources]\nsteel = {{ required = {amount} }}\n\
         [[candidates]]\nname = 'A'\nstake = 0.3\nrisk_capacity = {amount}\nstand_alone_cost = {amount}\n\
         contributions = {{ cash = {amount} }}\nsales = {{ north = {amount} }}\npledges = {{ steel = {amount} }}\n\
         measures = {{ price = {amount} }}\nratings = {{ compatibility = 7 }}\n\
         [[candidates]]\nname = 'B'\nextra_joint_cost = {amount}\nratings = {{ compatibility = 8 }}\n"
    )
}

#[test]
fn no_number_is_printed_in_hundreds_of_digits() {
    for amount in [
        "1e308",
        "1.2345678901234567e99",
        "1e16",
        "1e-99",
        "1e-308",
        "9999999999999.87654",
    ] {
        let directory = Directory::new();
        directory.write("deal.toml", amounts(amount));
        directory.write("other.toml", amounts("5"));
        for arguments in [
            &["check", "deal.toml"][..],
            &["assess", "deal.toml"],
            &["assess", "deal.toml", "--format", "markdown"],
            &["explain", "deal.toml", "A"],
            &["explain", "deal.toml", "A", "B"],
            &["explain", "deal.toml", "A", "--against", "B"],
            &["compose", "deal.toml", "--size", "1..2"],
            &["fit", "deal.toml"],
            &["diff", "other.toml", "deal.toml", "--force"],
            &["init", "--questionnaire", "B", "deal.toml"],
        ] {
            let said = said(&directory, arguments);
            assert!(
                longest(&said).len() <= 20,
                "{amount} {arguments:?}: {}\n{said}",
                longest(&said)
            );
        }
    }
}

#[test]
fn thousands_are_in_groups_wherever_money_and_amounts_stand() {
    let directory = Directory::new();
    directory.write("deal.toml", amounts("10200000"));
    for arguments in [
        &["assess", "deal.toml"][..],
        &["explain", "deal.toml", "A"],
        &["explain", "deal.toml", "A", "B"],
        &["assess", "deal.toml", "--format", "markdown"],
    ] {
        // Excerpts on standard error quote the file as it is.
        let output = directory.run(arguments, "");
        let said = text(&output.stdout);
        assert!(!said.contains("10200000"), "{arguments:?}\n{said}");
        if arguments[0] == "explain" {
            assert!(said.contains("10,200,000"), "{arguments:?}\n{said}");
        }
    }
}

#[test]
fn halves_are_rounded_away_from_zero_in_every_report() {
    let deal = rated(
        "",
        &[
            ("Alpha", [6.235; 5]),
            ("Beta", [6.245, 6.245, 6.245, 6.245, 5.0]),
        ],
    );
    let of = |arguments: &[&str]| {
        Run::new(arguments)
            .file("deal.toml", deal.clone())
            .file(
                "old.toml",
                rated("", &[("Alpha", [6.0; 5]), ("Beta", [6.0; 5])]),
            )
            .succeed()
    };
    for (arguments, shown) in [
        (&["assess", "deal.toml"][..], "62.4"),
        (&["assess", "deal.toml", "--format", "markdown"], "62.4"),
        (&["compose", "deal.toml", "--size", "1"], "62.4"),
        (&["explain", "deal.toml", "Alpha"], "62.35"),
        (&["diff", "old.toml", "deal.toml"], "60.0 -> 62.4 (+2.35)"),
    ] {
        let said = of(arguments);
        assert!(
            said.contains(shown) && !said.contains("62.3 "),
            "{arguments:?}\n{said}"
        );
    }
}
