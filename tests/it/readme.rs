//! Runs what README.md shows: every command, whose output must be as printed there, and every deal.
//!
//! `UPDATE_EXPECTED=1 cargo test --test it readme` writes the outputs anew; look at the difference before you
//! commit it.

use std::fmt::Write as _;
use std::fs;
use std::io::Write as _;
use std::path::Path;
use std::process::{Command, Stdio};

use crate::harness::{Directory, PROGRAM, ROOT, program};

/// How a reader without the installed program runs it.
const CARGO_RUN: &str = "cargo run --release --quiet -- ";
/// Commands for the reader alone. No output is shown for them, because it differs each time.
const NOT_RUN: [&str; 3] = [
    "cargo test",
    "cargo install --locked --path .",
    "examples/spark/run.sh",
];
/// What the other commands may call. A new one is added here once it is clear that it prints the same
/// everywhere and writes nothing.
const PROGRAMS: [&str; 8] = [
    "partner-eval",
    "cat",
    "cut",
    "echo",
    "head",
    "jq",
    "sed",
    "tail",
];

/// The document as a list of lines and of fenced blocks, which together are all of it.
enum Part<'a> {
    Line(&'a str),
    Block(Block<'a>),
}

struct Block<'a> {
    /// The line of the fence, from 1.
    line: usize,
    language: &'a str,
    /// The comment `<!-- … -->` right above.
    marker: Option<&'a str>,
    body: Vec<&'a str>,
}

fn parts(text: &str) -> Vec<Part<'_>> {
    let mut parts = Vec::new();
    let mut lines = text.lines().enumerate();
    let mut above = "";
    while let Some((at, line)) = lines.next() {
        let Some(language) = line.strip_prefix("```") else {
            assert!(
                !line.contains("```"),
                "README.md:{}: a fence that is indented",
                at + 1
            );
            parts.push(Part::Line(line));
            above = line;
            continue;
        };
        let mut body = Vec::new();
        loop {
            match lines.next() {
                Some((_, "```")) => break,
                Some((_, line)) => body.push(line),
                None => panic!("README.md:{}: the block does not end", at + 1),
            }
        }
        let marker = above
            .strip_prefix("<!-- ")
            .and_then(|rest| rest.strip_suffix(" -->"));
        parts.push(Part::Block(Block {
            line: at + 1,
            language,
            marker,
            body,
        }));
        above = "";
    }
    parts
}

fn readme() -> String {
    fs::read_to_string(Path::new(ROOT).join("README.md")).unwrap()
}

fn blocks<'a>(parts: &'a [Part<'a>], language: &str) -> Vec<&'a Block<'a>> {
    let blocks = parts.iter().filter_map(|part| match part {
        Part::Block(block) if block.language == language => Some(block),
        _ => None,
    });
    blocks.collect()
}

/// A command of a console block and the lines shown beneath it.
struct Step<'a> {
    line: usize,
    command: &'a str,
    expected: Vec<&'a str>,
}

fn steps<'a>(block: &Block<'a>) -> Vec<Step<'a>> {
    let mut steps: Vec<Step<'a>> = Vec::new();
    for (at, &text) in block.body.iter().enumerate() {
        let line = block.line + 1 + at;
        match (text.strip_prefix("$ "), steps.last_mut()) {
            (Some(command), _) => steps.push(Step {
                line,
                command,
                expected: Vec::new(),
            }),
            (None, Some(step)) => step.expected.push(text),
            (None, None) => panic!("README.md:{line}: output before any command"),
        }
    }
    assert!(
        !steps.is_empty(),
        "README.md:{}: a console block without a command",
        block.line
    );
    steps
}

/// The first word of each command of a line: those of a pipe and those after `;`. What stands after
/// `>` counts as one, so that a command that writes a file is not known.
fn programs(command: &str) -> Vec<String> {
    let mut commands = vec![String::new()];
    let mut quote = None;
    for c in command.chars() {
        match (quote, c) {
            (None, '|' | ';' | '&' | '>') => commands.push(String::new()),
            (None, '\'' | '"') => quote = Some(c),
            (Some(open), _) if c == open => quote = None,
            _ => {}
        }
        if !matches!((quote, c), (None, '|' | ';' | '&' | '>')) {
            commands.last_mut().unwrap().push(c);
        }
    }
    // Braces put commands together.
    let words = |command: &String| -> Option<String> {
        let mut words = command.split_whitespace();
        words
            .find(|word| !["{", "}"].contains(word))
            .map(str::to_owned)
    };
    commands.iter().filter_map(words).collect()
}

fn is_installed(program: &str) -> bool {
    let path = std::env::var_os("PATH").unwrap_or_default();
    program == "partner-eval"
        || program == "echo"
        || std::env::split_paths(&path).any(|directory| directory.join(program).is_file())
}

/// What a command prints, both streams as they come; `None` if it cannot be run here.
fn run(step: &Step<'_>) -> Option<Vec<String>> {
    let Step { line, command, .. } = step;
    let command = match command.strip_prefix(CARGO_RUN) {
        Some(arguments) => format!("partner-eval {arguments}"),
        None => (*command).to_owned(),
    };
    for program in programs(&command) {
        assert!(
            PROGRAMS.contains(&program.as_str()),
            "README.md:{line}: the test does not know `{program}`: add it to PROGRAMS or NOT_RUN"
        );
        if !is_installed(&program) {
            // Past the harness, which keeps to itself what a test that succeeds prints.
            let words = format!("README.md:{line}: not run, `{program}` is not installed\n");
            std::io::stderr().write_all(words.as_bytes()).unwrap();
            return None;
        }
    }
    let here = Path::new(PROGRAM).parent().unwrap().to_owned();
    let path = std::env::var_os("PATH").unwrap_or_default();
    let path = std::iter::once(here).chain(std::env::split_paths(&path));
    let output = Command::new("sh")
        .arg("-c")
        .arg(format!("exec 2>&1\n{command}"))
        .current_dir(ROOT)
        // Neither the user's colours nor the user's language.
        .env_clear()
        .env("PATH", std::env::join_paths(path).unwrap())
        .env("LC_ALL", "C")
        .stdin(Stdio::null())
        .output()
        .unwrap();
    let text = String::from_utf8(output.stdout).unwrap();
    Some(text.lines().map(str::to_owned).collect())
}

/// What differs between the first and the last line in which two texts are not the same.
fn difference(expected: &[&str], found: &[String]) -> String {
    let (mut expected, mut found) = (expected, found);
    while let ([.., a], [.., b]) = (expected, found)
        && a == b
    {
        expected = &expected[..expected.len() - 1];
        found = &found[..found.len() - 1];
    }
    let lines = expected.iter().zip(found);
    let same = lines.take_while(|(a, b)| a == b).count();
    let mut text = String::new();
    for line in &expected[same..] {
        writeln!(text, "- {line}").unwrap();
    }
    for line in &found[same..] {
        writeln!(text, "+ {line}").unwrap();
    }
    text
}

/// The lines that belong beneath a command: what it prints, or what stands there if it cannot be run.
fn printed(step: &Step<'_>) -> Vec<String> {
    if NOT_RUN.contains(&step.command) {
        return Vec::new();
    }
    run(step).unwrap_or_else(|| step.expected.iter().map(|&line| line.to_owned()).collect())
}

#[test]
fn commands_print_what_is_shown() {
    let text = readme();
    let parts = parts(&text);
    assert!(
        !blocks(&parts, "console").is_empty(),
        "README.md shows no command"
    );
    let mut lines: Vec<String> = Vec::new();
    let mut wrong = String::new();
    for part in &parts {
        let block = match part {
            Part::Line(line) => {
                lines.push((*line).to_owned());
                continue;
            }
            Part::Block(block) => block,
        };
        lines.push(format!("```{}", block.language));
        if block.language == "console" {
            for step in steps(block) {
                let found = printed(&step);
                if found != step.expected {
                    let difference = difference(&step.expected, &found);
                    let Step { line, command, .. } = step;
                    writeln!(wrong, "README.md:{line}: $ {command}\n{difference}").unwrap();
                }
                lines.push(format!("$ {}", step.command));
                lines.extend(found);
            }
        } else {
            lines.extend(block.body.iter().map(|&line| line.to_owned()));
        }
        lines.push("```".to_owned());
    }
    if std::env::var_os("UPDATE_EXPECTED").is_some() {
        fs::write(Path::new(ROOT).join("README.md"), lines.join("\n") + "\n").unwrap();
        return;
    }
    assert!(
        wrong.is_empty(),
        "- as shown, + as printed\n\n{wrong}\
         If the new output is right: UPDATE_EXPECTED=1 cargo test --test it readme"
    );
}

#[test]
fn deals_are_valid() {
    let text = readme();
    let parts = parts(&text);
    let directory = Directory::new();
    let mut deals = 0;
    for block in blocks(&parts, "toml") {
        let shown = block.body.join("\n") + "\n";
        let base = block
            .marker
            .and_then(|marker| marker.strip_prefix("added to "));
        let deal = match (block.marker, base) {
            (Some("deal"), _) => {
                deals += 1;
                shown
            }
            (_, Some(base)) => fs::read_to_string(Path::new(ROOT).join(base)).unwrap() + &shown,
            _ => panic!(
                "README.md:{}: neither `<!-- deal -->` nor `<!-- added to FILE -->` above",
                block.line
            ),
        };
        let file = format!("line-{}.toml", block.line);
        directory.write(&file, deal);
        let output = directory.run(&["assess", &file], "");
        let said = String::from_utf8(output.stderr).unwrap();
        assert!(
            output.status.code() == Some(0) && said.is_empty(),
            "README.md:{}: {}\n{said}",
            block.line,
            output.status
        );
    }
    assert!(deals >= 3, "README.md shows {deals} complete deals");
}

#[test]
fn every_block_is_checked() {
    for part in parts(&readme()) {
        if let Part::Block(block) = part {
            let known = ["console", "toml", "yaml"].contains(&block.language);
            assert!(
                known,
                "README.md:{}: nothing checks `{}`",
                block.line, block.language
            );
        }
    }
}

/// The commands of a workflow must be ones that the program takes: run on the examples, in a directory of
/// their own, they may find a gate that does not hold, and no more.
#[test]
fn workflows_call_the_program_rightly() {
    let mut commands = 0;
    for part in parts(&readme()) {
        let Part::Block(block) = part else { continue };
        if block.language != "yaml" {
            continue;
        }
        let script = block.body.join("\n").replace("\\\n", " ");
        for line in script
            .lines()
            .filter(|line| line.trim_start().starts_with("partner-eval "))
        {
            let directory = Directory::new();
            let example = fs::read(format!("{ROOT}/examples/quickstart.toml")).unwrap();
            directory.write("deals/quickstart.toml", example);
            let words = line.split_whitespace().skip(1);
            let output = program(directory.path()).args(words).output();
            let output = output.unwrap();
            let said = String::from_utf8(output.stderr).unwrap();
            assert!(
                matches!(output.status.code(), Some(0 | 1)),
                "{line}\n{said}"
            );
            commands += 1;
        }
    }
    assert!(commands > 0, "README.md shows a workflow");
}

#[test]
fn links_lead_somewhere() {
    let text = readme();
    let targets = text
        .split("](")
        .skip(1)
        .filter_map(|rest| rest.split_once(')'));
    for (target, _) in targets.filter(|(target, _)| !target.starts_with("https://")) {
        assert!(
            Path::new(ROOT).join(target).exists(),
            "README.md links to {target}"
        );
    }
}
