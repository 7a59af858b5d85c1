//! `partner-eval assess`: compares the candidates of deals.

use anyhow::bail;

use super::input::{self, Input};
use super::{ExitStatus, Output};
use crate::assessment::Assessment;
use crate::confidence::Sampling;
use crate::deal::{Candidate, closest};
use crate::render::{csv, json, table};

/// The options of `assess`.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// Deal files; - is standard input.
    #[arg(required = true, value_name = "FILE")]
    files: Vec<String>,
    /// What to print.
    #[arg(long, value_enum, default_value_t, value_name = "FORMAT")]
    format: Format,
    /// Show only this candidate (repeatable); its rank is that among all.
    #[arg(long = "candidate", value_name = "NAME")]
    candidates: Vec<String>,
    /// How many weightings to draw for the share of first places; 0 turns it off.
    #[arg(long, default_value_t = Sampling::default().draws, value_name = "N",
          value_parser = clap::value_parser!(u64).range(..=1_000_000_000))]
    draws: u64,
    /// The seed of the draws.
    #[arg(long, default_value_t = Sampling::default().seed, value_name = "N")]
    seed: u64,
    /// Begin CSV with a byte-order mark, which some spreadsheets need to read UTF-8.
    #[arg(long)]
    bom: bool,
}

/// The forms of an assessment.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, clap::ValueEnum)]
enum Format {
    /// A comparison for people.
    #[default]
    Table,
    /// Everything, for programs.
    Json,
    /// A row a candidate, for spreadsheets.
    Csv,
    /// A row a candidate and criterion, for spreadsheets.
    CsvLong,
}

/// Runs `assess`.
pub fn run(args: &Args, output: &mut Output) -> anyhow::Result<ExitStatus> {
    let Some(inputs) = input::read_all(&args.files, output) else {
        return Ok(ExitStatus::Error);
    };
    check_candidates(&args.candidates, &inputs)?;
    let sampling = Sampling {
        draws: args.draws,
        seed: args.seed,
    };
    let assessments: Vec<Assessment<'_>> = inputs
        .iter()
        .map(|input| Assessment::of(&input.deal, sampling))
        .collect();
    let shows = |candidate: &Candidate| {
        args.candidates.is_empty() || args.candidates.contains(&candidate.name)
    };
    let all: Vec<&Assessment<'_>> = assessments.iter().collect();
    let bom = if args.bom { "\u{feff}" } else { "" };
    match args.format {
        Format::Table => {
            let page = output.page();
            let tables: Vec<String> = inputs
                .iter()
                .zip(&assessments)
                .map(|(input, assessment)| table::render(&input.source, assessment, shows, page))
                .collect();
            output.report(&tables.join("\n"))?;
        }
        Format::Json => {
            let pairs: Vec<_> = inputs.iter().map(|input| &input.source).zip(all).collect();
            output.data(&json::render(&pairs, shows)?)?;
        }
        Format::Csv => output.data(&(bom.to_owned() + &csv::render(&all, shows)?))?,
        Format::CsvLong => output.data(&(bom.to_owned() + &csv::render_long(&all, shows)?))?,
    }
    Ok(ExitStatus::Success)
}

/// A name that no deal has is a slip of the pen, not an empty result.
fn check_candidates(names: &[String], inputs: &[Input]) -> anyhow::Result<()> {
    let known = || {
        inputs
            .iter()
            .flat_map(|input| &input.deal.candidates)
            .map(|c| c.name.as_str())
    };
    for name in names {
        if known().any(|known| known == name) {
            continue;
        }
        match closest(name, known()) {
            Some(meant) => bail!("no candidate `{name}`; did you mean `{meant}`?"),
            None => {
                bail!("no candidate `{name}`; the names stand in the table without --candidate")
            }
        }
    }
    Ok(())
}
