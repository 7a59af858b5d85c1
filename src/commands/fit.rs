//! `partner-eval fit`: which form of relationship suits a deal.

use super::format::parser;
use super::house::ReportArgs;
use super::input;
use super::output::Output;
use super::reports::WriteArgs;
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
    #[command(flatten)]
    write: WriteArgs<Fit<'static>>,
    #[command(flatten)]
    house: ReportArgs,
}

/// Runs `fit`.
pub fn run(args: &Args, output: &mut Output) -> anyhow::Result<ExitStatus> {
    let beside = args.house.files();
    let inputs = beside.iter().chain([&args.file]).map(String::as_str);
    let destination = args.write.check(inputs)?;
    let Some(options) = args.house.options(output) else {
        return Ok(ExitStatus::Error);
    };
    let Some(input) = input::read(&args.file, &options, output) else {
        return Ok(ExitStatus::Error);
    };
    args.house
        .check(&options, &[&input.deal], input.has_warnings)?;
    let report = Fit {
        deal: &input.deal,
        forms: fit(&input.source, &input.deal, &options),
    };
    destination.print(&report, args.format, output)
}
