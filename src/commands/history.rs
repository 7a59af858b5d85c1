//! `partner-eval history`: how one deal came out each time that it was assessed, and what moved in between.

use anyhow::{anyhow, bail};

use super::format::parser;
use super::input;
use super::output::Output;
use super::reports::WriteArgs;
use super::status::ExitStatus;
use crate::contract::HistoryV2;
use crate::diff::{Side, read_steps};
use crate::render::Format;
use crate::render::diff::fall;
use crate::render::diff::history::refusals;

/// The options of `history`.
#[derive(Debug, clap::Args)]
#[command(
    after_help = "Examples:\n  partner-eval assess deal.toml --as-of 2026-09-30 --format json > 2026-q3.json\n  \
                  partner-eval history 2026-q*.json\n  \
                  partner-eval history 2026-q*.json --fail-on-verdict\n  \
                  partner-eval history 2026-q*.json --format markdown"
)]
pub struct Args {
    /// What `assess` wrote of one deal as json or json-lines, oldest first; - is standard input.
    #[arg(required = true, value_name = "FILE")]
    files: Vec<String>,
    /// What to print.
    #[arg(long, value_parser = parser::<HistoryV2>(), default_value_t = Format::Text, value_name = "FORMAT")]
    format: Format,
    /// Compare scores made with other weights, another aggregation, relationship or model version.
    #[arg(long)]
    force: bool,
    /// Exit 1 if the verdict of a candidate is worse in the last assessment than in the one before.
    #[arg(long)]
    fail_on_verdict: bool,
    #[command(flatten)]
    write: WriteArgs<HistoryV2>,
}

/// Runs `history`.
pub fn run(args: &Args, output: &mut Output) -> anyhow::Result<ExitStatus> {
    let files = || args.files.iter().map(String::as_str);
    input::check_stdin(files())?;
    let destination = args.write.check(files())?;
    let Some(steps) = read(&args.files, output) else {
        return Ok(ExitStatus::Error);
    };
    check_deals(&steps)?;
    let Some(history) = HistoryV2::of(&steps, args.force) else {
        bail!(
            "{} holds one assessment, and a history takes two or more: name those of before it too",
            steps.first().map_or("", |step| &step.path)
        );
    };
    let refusals: Vec<String> = refusals(&history).collect();
    if !refusals.is_empty() {
        refusals
            .iter()
            .for_each(|refusal| output.error(&anyhow!("{refusal}")));
        return Ok(ExitStatus::Error);
    }
    let status = destination.print(&history, args.format, output)?;
    Ok(match args.fail_on_verdict {
        true => status.max(judge(&history, output)),
        false => status,
    })
}

/// The assessments of all files; `None`, with all that is wrong said, where one cannot be read.
fn read(files: &[String], output: &mut Output) -> Option<Vec<Side>> {
    let steps: Vec<Option<Vec<Side>>> = files
        .iter()
        .map(|file| {
            let source = input::readable(file, output)?;
            read_steps(&source)
                .map_err(|error| output.error(&error))
                .ok()
        })
        .collect();
    let steps: Option<Vec<Vec<Side>>> = steps.into_iter().collect();
    Some(steps?.concat())
}

/// Whether all assessments are of one deal.
fn check_deals(steps: &[Side]) -> anyhow::Result<()> {
    let deal = |step: &Side| step.document.header.deal.name.clone();
    for pair in steps.windows(2) {
        let [old, new] = pair else { continue };
        if deal(old) != deal(new) {
            bail!(
                "{} is of the deal `{}`, and {} of `{}`: a history takes assessments of one deal",
                old.path,
                deal(old),
                new.path,
                deal(new)
            );
        }
    }
    Ok(())
}

/// Whether no verdict fell since the assessment before the last; if one did, standard error says whose.
fn judge(history: &HistoryV2, output: &mut Output) -> ExitStatus {
    let mut status = ExitStatus::Success;
    if let (Some(step), Some(change)) = (history.steps.last(), history.changes.last()) {
        for movement in change.diff.fallen() {
            let words = format!("{}: the verdict fell of {}", step.label, fall(movement));
            output.note("gate not met", &words);
            status = ExitStatus::Gate;
        }
    }
    status
}
