//! What the Tab key does in bash, a real one at a terminal; zsh and fish have `tests/clients/shells.sh`.
#![cfg(unix)]

use std::path::Path;
use std::process::Command;

use crate::harness::{Directory, PROGRAM};
use crate::pty::{Streams, Terminal};

/// Names that shells read as something else, and that readline cuts at their signs.
const DEAL: &str = r#"
deal.name = 'names'
deal.relationship = 'network'
organization.name = 'us'
reviewers.'Väinö Ek' = 1
[[candidates]]
name = 'Acme & Søn: "Nord" (1; $x)'
[[candidates]]
name = "O'Neil Pumps"
[[candidates]]
name = 'A/S Vest=Ost'
[[candidates]]
name = 'plain'
"#;

const TABLE: &str = "name;ratings.trust\nFrom a table;5\n";

/// Bash at a terminal with the completions, where `partner-eval` says its arguments in place of doing anything.
struct Bash {
    terminal: Terminal,
    directory: Directory,
}

impl Bash {
    fn new() -> Self {
        let directory = Directory::with(&[
            ("my deal.toml", DEAL),
            ("report.json", "{}"),
            ("rows.csv", TABLE),
            ("broken.toml", "deal ="),
        ]);
        let mut command = Command::new("bash");
        let programs = Path::new(PROGRAM).parent().unwrap().display();
        let path = std::env::var("PATH").unwrap_or_default();
        command
            .args(["--norc", "--noprofile", "-i"])
            .current_dir(directory.path())
            .env_clear()
            .env("PATH", format!("{programs}:{path}"))
            .env("HOME", directory.path())
            .env("INPUTRC", "/dev/null")
            .env("LC_ALL", "C.UTF-8")
            .env("TERM", "dumb")
            .env("PS1", "$ ");
        let mut bash = Self {
            terminal: Terminal::new(command, Streams::All),
            directory,
        };
        bash.runs("bind 'set bell-style none' 'set enable-bracketed-paste off'");
        bash.runs("source <(command partner-eval completions bash)");
        bash.runs("partner-eval() { printf '<%s>' \"$@\"; echo; }");
        bash
    }

    /// What the keys of a line lead to, behind its echo.
    fn runs(&mut self, keys: &str) -> String {
        self.terminal.press(keys);
        // Of this line the echo is not what it says.
        self.terminal.press("\necho do''ne\n");
        self.terminal.wait_for("done\r\n")
    }

    /// The arguments with which a line of these keys runs.
    #[track_caller]
    fn completes(&mut self, keys: &str, arguments: &str) {
        let shown = self.runs(keys);
        let found = shown.lines().rev().find(|line| line.starts_with('<'));
        assert_eq!(
            found.map(str::trim_end),
            Some(arguments),
            "{keys:?}: {shown}"
        );
    }
}

#[test]
fn tab_completes_behind_every_subcommand() {
    let mut bash = Bash::new();
    for subcommand in [
        "assess", "check", "compose", "diff", "explain", "fit", "history", "screen",
    ] {
        let format = format!("<{subcommand}><--format>");
        bash.completes(&format!("partner-eval {subcommand} --form\t"), &format);
        let file = format!("<{subcommand}><my deal.toml>");
        bash.completes(&format!("partner-eval {subcommand} my\t"), &file);
        let json = format!("<{subcommand}><--format=json>");
        // Where JSON lines are a format too the common part is.
        bash.completes(&format!("partner-eval {subcommand} --format=js\t"), &json);
    }
    bash.completes(
        "partner-eval init --rel\tjoint\t",
        "<init><--relationship><joint-venture>",
    );
    bash.completes("partner-eval completions f\t", "<completions><fish>");
    bash.completes("partner-eval compo\t", "<compose>");
    // The scripts' own command is no offer.
    bash.completes("partner-eval comple\t", "<completions>");
}

#[test]
fn tab_completes_the_names_of_the_deal() {
    let mut bash = Bash::new();
    let acme = "Acme & Søn: \"Nord\" (1; $x)";
    for (keys, arguments) in [
        ("assess my\\ deal.toml --candidate Ac\t", format!("<assess><my deal.toml><--candidate><{acme}>")),
        ("assess my\\ deal.toml --candidate=Ac\t", format!("<assess><my deal.toml><--candidate={acme}>")),
        ("explain 'my deal.toml' \"Acme &\t", format!("<explain><my deal.toml><{acme}>")),
        ("explain 'my deal.toml' 'Acme &\t", format!("<explain><my deal.toml><{acme}>")),
        ("explain my\t Acme\\ \\&\\ Søn:\t", format!("<explain><my deal.toml><{acme}>")),
        ("explain my\t O\t", "<explain><my deal.toml><O'Neil Pumps>".to_owned()),
        ("explain my\t \"O'\t", "<explain><my deal.toml><O'Neil Pumps>".to_owned()),
        ("explain my\t plain --against A/\t", "<explain><my deal.toml><plain><--against><A/S Vest=Ost>".to_owned()),
        ("explain my\t plain --against A/S\\ Vest=\t", "<explain><my deal.toml><plain><--against><A/S Vest=Ost>".to_owned()),
        ("compose my\t --with pl\t", "<compose><my deal.toml><--with><plain>".to_owned()),
        ("assess my\t --require le\t", "<assess><my deal.toml><--require><leader>".to_owned()),
        ("assess my\t --require pl\t", "<assess><my deal.toml><--require><plain>".to_owned()),
        ("init my\t --questionnaire pl\t", "<init><my deal.toml><--questionnaire><plain>".to_owned()),
        ("init my\t --review V\t", "<init><my deal.toml><--review><Väinö Ek>".to_owned()),
        // What is not there completes to nothing, and to no file either.
        ("assess my\t --candidate my\t", "<assess><my deal.toml><--candidate><my>".to_owned()),
        ("assess broken.toml --candidate pl\t", "<assess><broken.toml><--candidate><pl>".to_owned()),
        ("assess - --candidate pl\t", "<assess><-><--candidate><pl>".to_owned()),
        (
            "assess my\t --candidates rows.csv --delimiter ';' --candidate Fr\t",
            "<assess><my deal.toml><--candidates><rows.csv><--delimiter><;><--candidate><From a table>".to_owned(),
        ),
    ] {
        bash.completes(&format!("partner-eval {keys}"), &arguments);
    }
}

#[test]
fn tab_completes_files_where_files_are_meant() {
    let mut bash = Bash::new();
    std::fs::create_dir(bash.directory.path().join("out dir")).unwrap();
    for (keys, arguments) in [
        (
            "assess my\t --write ju\tre\t",
            "<assess><my deal.toml><--write><junit=report.json>",
        ),
        (
            "assess my\t --candidates ro\t",
            "<assess><my deal.toml><--candidates><rows.csv>",
        ),
        (
            "assess my\t --candidates=ro\t",
            "<assess><my deal.toml><--candidates=rows.csv>",
        ),
        ("assess out\t", "<assess><out dir/>"),
        ("explain savi\t", "<explain><savings>"),
        ("explain my\t", "<explain><my deal.toml>"),
        ("diff my\t rep\t", "<diff><my deal.toml><report.json>"),
        // No file is a number.
        (
            "assess my\t --draws re\t",
            "<assess><my deal.toml><--draws><re>",
        ),
    ] {
        bash.completes(&format!("partner-eval {keys}"), arguments);
    }
}

#[test]
fn tab_lists_what_can_stand_there() {
    let mut bash = Bash::new();
    let shown = bash.runs("partner-eval assess --format \t\t");
    for format in ["table", "json-lines", "csv-long", "junit"] {
        assert!(shown.contains(format), "{format}: {shown}");
    }
    let shown = bash.runs("partner-eval explain 'my deal.toml' \t\t");
    assert!(shown.contains("O\\'Neil\\ Pumps"), "{shown}");
}
