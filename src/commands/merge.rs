//! `partner-eval merge`: one deal of a deal and its review files.

use anyhow::bail;

use super::input;
use super::new_file::NewFileArgs;
use super::output::Output;
use super::reviews::ReviewsArgs;
use super::status::ExitStatus;
use crate::read::ReadOptions;
use crate::review::merge;

/// The options of `merge`.
#[derive(Debug, clap::Args)]
#[command(after_help = "Example:\n  partner-eval merge deal.toml --reviews reviews -o merged.toml")]
pub struct Args {
    /// The deal file; - is standard input.
    #[arg(value_name = "FILE")]
    file: String,
    #[command(flatten)]
    new: NewFileArgs,
    #[command(flatten)]
    reviews: ReviewsArgs,
}

/// Runs `merge`.
pub fn run(args: &Args, output: &mut Output) -> anyhow::Result<ExitStatus> {
    if args.reviews.is_empty() {
        bail!("name the reviews to merge, as in `partner-eval merge deal.toml --reviews reviews`");
    }
    let beside = args.reviews.files();
    let beside = beside.iter().map(String::as_str);
    input::check_stdin(beside.chain([args.file.as_str()]))?;
    let Some(reviews) = args.reviews.read(output) else {
        return Ok(ExitStatus::Error);
    };
    let options = ReadOptions {
        reviews: reviews.clone(),
        ..ReadOptions::default()
    };
    let Some(deal) = input::read(&args.file, &options, output) else {
        return Ok(ExitStatus::Error);
    };
    let files = reviews.unwrap_or_default();
    args.new.write(&merge(&deal.source, &files)?, output)
}
