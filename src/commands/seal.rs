//! `partner-eval seal`: the rules of a deal in a small file, to be kept before the answers come.

use super::input;
use super::new_file::NewFileArgs;
use super::output::Output;
use super::status::ExitStatus;
use crate::deal::Day;
use crate::model::Code;
use crate::read::{ReadOptions, read_scheme_with};
use crate::seal::render;

/// The options of `seal`.
#[derive(Debug, clap::Args)]
#[command(
    after_help = "Sealed is all of the deal but [[candidates]], [letter], [[alternatives]] and labels; the order of keys, \
                  comments and blanks do not matter.\n\n\
                  Examples:\n  partner-eval seal deal.toml --date 2026-03-31 -o seal.toml\n  \
                  partner-eval assess deal.toml --sealed seal.toml"
)]
pub struct Args {
    /// The deal, which needs no candidates yet; - is standard input.
    #[arg(value_name = "FILE")]
    file: String,
    /// The day of the seal; without it, the seal has none.
    #[arg(long, value_name = "YYYY-MM-DD", value_parser = super::house::parse_day)]
    date: Option<Day>,
    /// The gates of the house, which are sealed too, and given again with --sealed.
    #[arg(long, value_name = "FILE")]
    gates: Option<String>,
    #[command(flatten)]
    new: NewFileArgs,
}

/// Runs `seal`.
pub fn run(args: &Args, output: &mut Output) -> anyhow::Result<ExitStatus> {
    input::check_stdin(args.gates.iter().chain([&args.file]).map(String::as_str))?;
    let house = match &args.gates {
        None => None,
        Some(path) => match input::house_gates(path, output) {
            None => return Ok(ExitStatus::Error),
            house => house,
        },
    };
    let options = ReadOptions {
        house,
        ..ReadOptions::default()
    };
    let Some(source) = input::readable(&args.file, output) else {
        return Ok(ExitStatus::Error);
    };
    let mut reading = read_scheme_with(&source, &options);
    // Rules are sealed before anybody answers.
    let problems = &mut reading.problems;
    problems.retain(|problem| problem.code != Code::Unanswered);
    output.problems(&source, &reading.problems);
    let Some(deal) = reading.deal else {
        input::note_other_use(&source, output);
        return Ok(ExitStatus::Error);
    };
    super::house::check_known(&options, &[&deal])?;
    args.new.write(&render(&deal.rules, args.date), output)
}
