//! What reaches a terminal: colour only as asked, nothing from a file that could move the cursor, and
//! columns that stand under one another.

use crate::command::deals::{network, rated, toml_text, two_candidates};
use crate::command::examples;
use crate::harness::{Run, text};

fn table(arguments: &[&str], environment: &[(&'static str, &'static str)]) -> String {
    let mut run = Run::assess(arguments, &two_candidates());
    for &(name, value) in environment {
        run = run.environment(name, value);
    }
    run.succeed()
}

#[test]
fn colour_is_decoration_and_never_the_carrier_of_meaning() {
    for example in examples::all() {
        let table = |color| example.assess(&[color]).succeed();
        let (plain, coloured) = (table("--color=never"), table("--color=always"));
        assert!(!plain.contains('\u{1b}'), "{}", example.path);
        assert!(coloured.contains('\u{1b}'), "{}", example.path);
        assert_eq!(without_colour(&coloured), plain, "{}", example.path);
    }
}

/// The text without the codes that switch colour and weight; any other code stays.
fn without_colour(coloured: &str) -> String {
    let mut parts = coloured.split("\u{1b}[");
    let mut text = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        match part.split_once('m') {
            Some((code, rest)) if code.bytes().all(|b| b.is_ascii_digit() || b == b';') => {
                text.push_str(rest);
            }
            _ => text.push_str(&format!("\u{1b}[{part}")),
        }
    }
    text
}

#[test]
fn the_flag_comes_before_no_color_and_that_before_the_terminal() {
    let is_coloured = |text: String| text.contains('\u{1b}');
    // A pipe is no terminal.
    assert!(!is_coloured(table(&[], &[])));
    assert!(!is_coloured(table(
        &[],
        &[("TERM", "xterm-256color"), ("COLORTERM", "truecolor")]
    )));
    assert!(is_coloured(table(&[], &[("CLICOLOR_FORCE", "1")])));
    assert!(!is_coloured(table(&[], &[("CLICOLOR_FORCE", "0")])));
    assert!(!is_coloured(table(
        &["--color=auto"],
        &[
            ("CLICOLOR_FORCE", "0"),
            ("CLICOLOR", "1"),
            ("TERM", "xterm")
        ]
    )));
    assert!(!is_coloured(table(
        &[],
        &[("CLICOLOR_FORCE", "1"), ("NO_COLOR", "1")]
    )));
    assert!(is_coloured(table(
        &["--color=always"],
        &[("NO_COLOR", "1")]
    )));
    assert!(!is_coloured(table(
        &["--color=never"],
        &[("CLICOLOR_FORCE", "1")]
    )));
}

/// Help is written before any option is read.
#[test]
fn help_is_coloured_like_reports() {
    let help = |environment: &[(&'static str, &'static str)]| {
        let mut run = Run::new(&["--help"]);
        for &(name, value) in environment {
            run = run.environment(name, value);
        }
        run.succeed()
    };
    let (plain, coloured) = (help(&[]), help(&[("CLICOLOR_FORCE", "1")]));
    assert!(coloured.contains('\u{1b}'));
    assert_eq!(without_colour(&coloured), plain);
    assert_eq!(help(&[("CLICOLOR_FORCE", "0")]), plain);
    assert_eq!(help(&[("CLICOLOR_FORCE", "1"), ("NO_COLOR", "1")]), plain);
}

#[test]
fn data_has_no_colour_even_if_asked_for() {
    for format in ["json", "csv", "csv-long"] {
        let arguments = ["--format", format, "--color=always"];
        assert_eq!(
            table(&arguments, &[]),
            table(&arguments[..2], &[]),
            "{format}"
        );
    }
}

#[test]
fn problems_are_coloured_as_asked() {
    let problem = |color| {
        let output = Run::assess(&[color], &network("deal.colour = 5", "")).output();
        text(&output.stderr).to_owned()
    };
    let (plain, coloured) = (problem("--color=never"), problem("--color=always"));
    assert!(coloured.contains('\u{1b}'));
    assert_eq!(without_colour(&coloured), plain);
}

/// Clears the screen, sets the title, rings, goes back, turns the writing round, hides.
pub const HOSTILE: &str =
    "a\u{1b}[2J\u{1b}]0;t\u{7}\u{8}\r\n\t\0\u{7f}\u{9b}31m\u{202e}\u{2066}\u{200b}\u{feff}z";

/// Whether a character could move the cursor or turn the writing round.
pub fn moves(c: char) -> bool {
    let turns =
        matches!(c, '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    (c.is_control() && c != '\n') || turns
}

/// Whether it could stand there unseen.
fn hides(c: char) -> bool {
    matches!(c, '\u{200b}'..='\u{200d}' | '\u{2028}' | '\u{2029}' | '\u{2060}'..='\u{2064}' | '\u{feff}')
}

#[test]
fn nothing_of_a_file_moves_the_cursor() {
    let name = toml_text(HOSTILE);
    // No party has a name with NUL in it.
    let us = toml_text(&format!("{HOSTILE}!").replace('\0', ""));
    let them = toml_text(&HOSTILE.replace('\0', ""));
    // No id holds a `;`.
    let id = toml_text(&HOSTILE.replace(';', ","));
    let deal = format!(
        "deal.name = {name}\ndeal.relationship = 'strategic-alliance'\ndeal.currency = {name}\n\
         organization.name = {us}\ndeal.cost = 5\norganization.stand_alone_cost = 1\n\
         deal.rated = ['compatibility', 'risk_sharing']\n\
         needs.{name} = {{ level = 5, critical = true }}\n\
         requirements.{name} = {name}\n\
         criteria.{id} = {{ dimension = 'commitment', about = {name} }}\n\
         gates.{id} = 50\n\
         [[candidates]]\nname = {them}\nveto = {name}\nmeets.{name} = false\n\
         capabilities.{name} = 1\nstand_alone_cost = 1\nstake = 0.5\ntrack_record = {{ kept = 1, total = 1 }}\n\
         ratings.executive_sponsor = 5\nratings.compatibility = [1, 9]\nratings.risk_sharing = 5\n\
         ratings.{id} = {{ score = 3, high = 6, evidence = {name} }}\n\
         [[candidates]]\nname = 'Beta'\n"
    );
    let table = Run::assess(&[], &deal).succeed();
    let hostile: Vec<char> = table.chars().filter(|&c| moves(c) || hides(c)).collect();
    assert!(hostile.is_empty(), "{hostile:?} in {table}");
    // It is shown, not dropped.
    assert!(table.contains("a␛[2J␛]0;t␇␈"), "{table}");
    assert!(
        table.contains(r"\u{202e}\u{2066}\u{200b}\u{feff}z"),
        "{table}"
    );
    let coloured = Run::assess(&["--color=always"], &deal).succeed();
    assert_eq!(without_colour(&coloured), table);
}

#[test]
fn nothing_in_a_problem_moves_the_cursor() {
    let name = toml_text(HOSTILE);
    let header = format!("deal.{name} = 1\nneeds.{name} = 11\nrequirements.{name} = 'x'");
    let candidate = format!("meets = {{ a = true }}\nname = {name}\n[[candidates]]\nname = {name}");
    let deal = network(&header, &candidate).replace("name = 'Them'\n", "");
    let file = "evil\u{1b}[2J\u{202e}.toml";
    for run in [
        Run::new(&["assess", file]).file(file, &deal),
        Run::assess(
            &["--candidate", &HOSTILE.replace('\0', "")],
            &two_candidates(),
        ),
        Run::new(&["assess", "missing\u{1b}[2J\u{202e}.toml"]),
        // What TOML forbids stands in the excerpt all the same.
        Run::assess(&[], "deal.name = '\u{1b}[2J'"),
    ] {
        let output = run.output();
        assert_eq!((output.status.code(), text(&output.stdout)), (Some(2), ""));
        let problems = text(&output.stderr);
        let hostile: Vec<char> = problems.chars().filter(|&c| moves(c)).collect();
        assert!(hostile.is_empty(), "{hostile:?} in {problems}");
        assert!(problems.contains("␛[2J"), "{problems}");
    }
}

/// A wide letter takes two columns of a terminal: 株式会社 takes 8.
#[test]
fn columns_stand_under_one_another_behind_wide_letters() {
    let deal = rated(
        "",
        &[
            ("株式会社日立", [8.0; 5]),
            ("Siemens Energy", [7.0; 5]),
            ("Ørsted", [6.5; 5]),
        ],
    );
    let table = Run::assess(&[], &deal).succeed();
    let rows: Vec<&str> = table
        .lines()
        .skip_while(|line| !line.starts_with('#'))
        .take_while(|line| !line.is_empty())
        .collect();
    assert_eq!(
        rows[..4],
        [
            "# Candidate      Score Range Known Compl Cost Compat Risk Commit First",
            "1 株式会社日立    80.0    80  100%    80   80     80   80     80  100%",
            "2 Siemens Energy  70.0    70  100%    70   70     70   70     70    0%",
            "3 Ørsted          65.0    65  100%    65   65     65   65     65    0%",
        ]
    );
}

/// On no terminal a table takes the width it needs: a name that is cut could be another one.
#[test]
fn long_names_are_neither_cut_nor_wrapped_in_a_pipe() {
    let long = "MERCK SHARP & DOHME IDEA GMBH (FORMALLY MERCK SHARP & DOHME B.V.)".repeat(3);
    let table = Run::assess(&[], &rated("", &[(&long, [8.0; 5])])).succeed();
    let row = format!("1 {long}  80.0    80  100%    80   80     80   80     80  100%\n");
    assert!(table.contains(&row), "{table}");
}
