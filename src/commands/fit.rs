//! `partner-eval fit`: which form of relationship suits a deal.

use super::explain::TextOrJson;
use super::{ExitStatus, Output, input};
use crate::fit::fit;
use crate::render;

/// The options of `fit`.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// The deal file; - is standard input.
    #[arg(value_name = "FILE")]
    file: String,
    /// What to print.
    #[arg(long, value_enum, default_value_t, value_name = "FORMAT")]
    format: TextOrJson,
}

/// Runs `fit`.
pub fn run(args: &Args, output: &mut Output) -> anyhow::Result<ExitStatus> {
    let Some(input) = input::read(&args.file, output) else {
        return Ok(ExitStatus::Error);
    };
    let forms = fit(&input.source, &input.deal);
    match args.format {
        TextOrJson::Text => {
            let page = output.page();
            output.report(&render::fit::render(&input.deal, &forms, page))?;
        }
        TextOrJson::Json => output.data(&render::fit::json(&input.deal, &forms)?)?,
    }
    Ok(ExitStatus::Success)
}
