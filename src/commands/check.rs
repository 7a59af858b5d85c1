//! `partner-eval check`: reads and validates deals, and nothing else.

use super::format::parser;
use super::input;
use super::output::Output;
use super::status::ExitStatus;
use crate::deal::{Deal, Problem};
use crate::explain::{count, list};
use crate::read::Source;
use crate::render::{Format, Problems, sanitize};

/// The options of `check`.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// Deal files; - is standard input.
    #[arg(required = true, value_name = "FILE")]
    files: Vec<String>,
    /// How to print problems: as text on standard error, or as data on standard output.
    #[arg(long, value_parser = parser::<Problems>(), default_value_t = Format::Text, value_name = "FORMAT")]
    format: Format,
    /// Take warnings for errors.
    #[arg(long)]
    deny_warnings: bool,
}

/// Runs `check`.
pub fn run(args: &Args, output: &mut Output) -> anyhow::Result<ExitStatus> {
    input::check_stdin(args.files.iter().map(String::as_str))?;
    let mut is_valid = true;
    let mut found: Vec<(Source, Vec<Problem>)> = Vec::new();
    let mut summary = String::new();
    for path in &args.files {
        let Some((source, mut problems)) = input::source(path, output) else {
            is_valid = false;
            continue;
        };
        let mut deal = None;
        if problems.is_empty() {
            let reading = crate::read::read_scheme(&source);
            (problems, deal) = (reading.problems, reading.deal);
        }
        is_valid &= deal.is_some() && (problems.is_empty() || !args.deny_warnings);
        if let Some(deal) = &deal {
            summary.push_str(&format!(
                "{}: valid, {}, {}\n",
                sanitize(&source.name),
                count(deal.candidates.len() as u64, "candidate"),
                count(problems.len() as u64, "warning")
            ));
            summary.push_str(&unused(deal));
        }
        found.push((source, problems));
    }
    if args.format == Format::Text {
        for (source, problems) in &found {
            output.problems(source, problems);
        }
    }
    if !is_valid {
        summary.clear();
    }
    output.print(&Problems { found, summary }, args.format)?;
    Ok(match is_valid {
        true => ExitStatus::Success,
        false => ExitStatus::Error,
    })
}

/// The ratings that this type does not ask, a line a candidate.
fn unused(deal: &Deal) -> String {
    let mut lines = String::new();
    for candidate in &deal.candidates {
        let ids = candidate.unused.iter().map(|id| deal.criterion_id(*id));
        let ids: Vec<&str> = ids.collect();
        if !ids.is_empty() {
            lines.push_str(&format!(
                "  unused: {} of {}, because a {} does not ask that (`fit` uses it for the types that do)\n",
                list(&ids, "and"),
                sanitize(&candidate.name),
                deal.relationship.title()
            ));
        }
    }
    lines
}
