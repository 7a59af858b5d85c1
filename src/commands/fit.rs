//! `partner-eval fit`: which form of relationship suits a deal.

use super::format::parser;
use super::input;
use super::output::Output;
use super::status::ExitStatus;
use crate::fit::fit;
use crate::render::{Fit, Format};

/// The options of `fit`.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// The deal file; - is standard input.
    #[arg(value_name = "FILE")]
    file: String,
    /// What to print.
    #[arg(long, value_parser = parser::<Fit>(), default_value_t = Format::Text, value_name = "FORMAT")]
    format: Format,
}

/// Runs `fit`.
pub fn run(args: &Args, output: &mut Output) -> anyhow::Result<ExitStatus> {
    let Some(input) = input::read(&args.file, output) else {
        return Ok(ExitStatus::Error);
    };
    let report = Fit {
        deal: &input.deal,
        forms: fit(&input.source, &input.deal),
    };
    output.print(&report, args.format)
}
