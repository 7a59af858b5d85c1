//! `partner-eval check`: reads and validates deals, and nothing else.

use serde::Serialize;

use super::{ExitStatus, Output, input};
use crate::deal::Problem;
use crate::explain::count;
use crate::read::{ReadOptions, Source};
use crate::render::{github, json, sanitize};

/// The options of `check`.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// Deal files; - is standard input.
    #[arg(required = true, value_name = "FILE")]
    files: Vec<String>,
    /// How to print problems: as text on standard error, or as data on standard output.
    #[arg(long, value_enum, default_value_t, value_name = "FORMAT")]
    format: Format,
    /// Take warnings for errors.
    #[arg(long)]
    deny_warnings: bool,
}

/// The forms of problems.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, clap::ValueEnum)]
enum Format {
    /// Excerpts with a caret.
    #[default]
    Text,
    /// An array of problems.
    Json,
    /// Workflow annotations.
    Github,
}

/// A problem as the contract for machines has it; lines and columns from 1, columns in characters.
#[derive(Serialize)]
struct ProblemV1<'a> {
    code: &'static str,
    level: &'static str,
    message: &'a str,
    source: &'a str,
    line: u32,
    column: u32,
    end_line: u32,
    end_column: u32,
    help: Option<&'a str>,
}

/// Runs `check`.
pub fn run(args: &Args, output: &mut Output) -> anyhow::Result<ExitStatus> {
    let mut is_valid = true;
    let mut found: Vec<(Source, Vec<Problem>)> = Vec::new();
    let mut summary = String::new();
    for path in &args.files {
        let Some(read) = input::source(path, output) else {
            is_valid = false;
            continue;
        };
        let (source, mut problems) = read;
        let mut deal = None;
        if problems.is_empty() {
            let reading = crate::read::read_with(&source, &ReadOptions::default());
            problems = reading.problems;
            deal = reading.deal;
        }
        is_valid &= deal.is_some() && (problems.is_empty() || !args.deny_warnings);
        if let Some(deal) = &deal {
            summary.push_str(&format!(
                "{}: valid, {}, {}\n",
                sanitize(&source.name),
                count(deal.candidates.len() as u64, "candidate"),
                count(problems.len() as u64, "warning")
            ));
        }
        found.push((source, problems));
    }
    match args.format {
        Format::Text => {
            for (source, problems) in &found {
                output.problems(source, problems);
            }
            if is_valid {
                output.report(&summary)?;
            }
        }
        Format::Json => {
            let problems: Vec<ProblemV1<'_>> = all(&found).map(problem_v1).collect();
            output.data(&json::pretty(&problems)?)?;
        }
        Format::Github => {
            let text: String = all(&found)
                .map(|(source, p)| github::problem(source, p))
                .collect();
            output.data(&text)?;
        }
    }
    Ok(if is_valid {
        ExitStatus::Success
    } else {
        ExitStatus::Error
    })
}

fn all(found: &[(Source, Vec<Problem>)]) -> impl Iterator<Item = (&Source, &Problem)> {
    found
        .iter()
        .flat_map(|(source, problems)| problems.iter().map(move |problem| (source, problem)))
}

fn problem_v1<'a>((source, problem): (&'a Source, &'a Problem)) -> ProblemV1<'a> {
    let (line, column) = source.position(problem.span.start);
    let (end_line, end_column) = source.position(problem.span.end);
    ProblemV1 {
        code: problem.code.id(),
        level: if problem.is_warning() {
            "warning"
        } else {
            "error"
        },
        message: &problem.message,
        source: &source.name,
        line,
        column,
        end_line,
        end_column,
        help: problem.help.as_deref(),
    }
}
