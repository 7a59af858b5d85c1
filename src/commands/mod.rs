//! What the user calls: each subcommand reads, calls the layers below, writes, and returns an exit
//! status.

mod assess;
mod check;
mod compose;
mod explain;
mod fit;
mod input;
mod output;
mod require;
mod write;

use std::process::ExitCode;

use clap::{Parser, Subcommand};

pub use output::Output;

/// How a run ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum ExitStatus {
    /// Done; every gate asked for on the command line holds.
    Success,
    /// Done, and a gate asked for does not hold.
    Gate,
    /// Not done: usage, unreadable or invalid input, I/O.
    Error,
}

impl From<ExitStatus> for ExitCode {
    fn from(status: ExitStatus) -> Self {
        ExitCode::from(status as u8)
    }
}

/// Compare candidate partner organizations, and defend the choice.
#[derive(Debug, Parser)]
#[command(name = "partner-eval", version, max_term_width = 100)]
#[command(
    after_help = "Exit codes: 0 done; 1 done, and a gate asked for does not hold; 2 not done \
                        (usage, invalid or unreadable input, I/O)"
)]
pub struct Cli {
    #[command(subcommand)]
    command: Command,
    /// Colour: only as decoration, never the carrier of meaning.
    #[arg(long, global = true, value_enum, default_value_t, value_name = "WHEN")]
    color: Color,
}

/// When to use colour.
#[derive(Clone, Copy, Debug, Default, clap::ValueEnum)]
enum Color {
    /// On a terminal, unless NO_COLOR is set.
    #[default]
    Auto,
    /// Always.
    Always,
    /// Never.
    Never,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Compare the candidates of deals: who leads, why, how surely, what to find out next.
    Assess(assess::Args),
    /// Read and validate deals, and nothing else.
    Check(check::Args),
    /// Find the best sets of members, proven.
    Compose(compose::Args),
    /// Explain a candidate's score, a lead, or what an id means.
    Explain(explain::Args),
    /// Say which form of relationship suits a deal.
    Fit(fit::Args),
}

/// Runs a parsed command line.
pub fn run(cli: Cli) -> ExitStatus {
    let mut output = Output::new(cli.color);
    let result = match cli.command {
        Command::Assess(args) => assess::run(&args, &mut output),
        Command::Check(args) => check::run(&args, &mut output),
        Command::Compose(args) => compose::run(&args, &mut output),
        Command::Explain(args) => explain::run(&args, &mut output),
        Command::Fit(args) => fit::run(&args, &mut output),
    };
    match result {
        Ok(status) => status,
        Err(error) => {
            output.error(&error);
            ExitStatus::Error
        }
    }
}
