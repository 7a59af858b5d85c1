//! What the user calls: each subcommand reads, calls the layers below, writes, and returns an exit
//! status.

mod assess;
mod check;
mod complete;
mod completions;
mod compose;
mod csv;
mod diff;
mod explain;
mod files;
mod fit;
mod form;
mod format;
mod history;
mod house;
mod init;
mod input;
mod lazy;
mod man;
mod merge;
mod new_file;
mod output;
mod reports;
mod require;
mod require_sets;
mod reviews;
mod schema;
mod screen;
mod seal;
mod sealed;
mod sides;
mod status;
mod table;
mod tally;
mod verify;
mod watch;
mod write;

use clap::{CommandFactory, Parser, Subcommand};

use lazy::Lazy;
use output::{Color, Output};
pub use status::ExitStatus;

/// Compare candidate partner organizations, and defend the choice.
#[derive(Debug, Parser)]
#[command(name = "partner-eval", version, max_term_width = 100)]
#[command(
    after_help = "Exit codes: 0 done; 1 done, and a gate asked for does not hold; 2 not done \
                        (usage, invalid or unreadable input, I/O); 130 and 143 stopped \
                        by Ctrl-C and by SIGTERM with nothing shown"
)]
pub struct Cli {
    #[command(subcommand)]
    command: Command,
    /// Colour: only as decoration, never the carrier of meaning.
    #[arg(long, global = true, value_enum, default_value_t, value_name = "WHEN")]
    color: Color,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Compare the candidates of deals: who leads, why, how surely, what to find out next.
    Assess(Lazy<assess::Args>),
    /// Read and validate deals, and nothing else.
    Check(Lazy<check::Args>),
    /// Find the best sets of members, proven.
    Compose(Lazy<compose::Args>),
    /// Say what moved between two deals, folders of deals or assessments, and the input that moved it.
    Diff(Lazy<diff::Args>),
    /// Explain a candidate's score, a lead, or what an id means.
    Explain(Lazy<explain::Args>),
    /// Say which form of relationship suits a deal.
    Fit(Lazy<fit::Args>),
    /// Say how one deal came out each time that it was assessed, and what moved in between.
    History(Lazy<history::Args>),
    /// Write a new deal to fill in, what to ask one candidate, or a review file.
    Init(Lazy<init::Args>),
    /// Write one deal of a deal and its review files.
    Merge(Lazy<merge::Args>),
    /// Score the rows of a table of any length: the best, or all.
    Screen(Lazy<screen::Args>),
    /// Seal the rules of a deal: a small file that says later whether one moved.
    Seal(Lazy<seal::Args>),
    /// Compute a stored assessment again from its files, and say whether it is the same.
    Verify(Lazy<verify::Args>),
    /// Print the JSON Schema of the deal file, for editors.
    Schema,
    /// Print the completion script of a shell.
    Completions(Lazy<completions::Args>),
    /// Say what can stand at the cursor, for the scripts of `completions`.
    #[command(hide = true)]
    Complete(Lazy<complete::Args>),
    /// Print the manual page, for `man -l -`.
    Man,
}

/// Parses the arguments of the process and runs them. What is wrong with them is said without their control
/// characters, which could come from a script that somebody else wrote.
pub fn main() -> ExitStatus {
    match Cli::try_parse() {
        Ok(cli) => run(cli),
        Err(error) if error.use_stderr() => {
            let message = error.render().to_string();
            let lines: Vec<_> = message.lines().map(crate::render::sanitize).collect();
            Output::new(Color::default()).raw(&(lines.join("\n") + "\n"));
            ExitStatus::Error
        }
        // Help and the version.
        Err(help) => {
            let mut output = Output::new(Color::default());
            let written = output.colored(&help.render().ansi().to_string());
            status(written, &mut output)
        }
    }
}

/// Runs a parsed command line.
pub fn run(cli: Cli) -> ExitStatus {
    let mut output = Output::new(cli.color);
    let result = match cli.command {
        Command::Assess(Lazy(args)) => assess::run(&args, &mut output),
        Command::Check(Lazy(args)) => check::run(&args, &mut output),
        Command::Compose(Lazy(args)) => compose::run(&args, &mut output),
        Command::Diff(Lazy(args)) => diff::run(&args, &mut output),
        Command::Explain(Lazy(args)) => explain::run(&args, &mut output),
        Command::Fit(Lazy(args)) => fit::run(&args, &mut output),
        Command::History(Lazy(args)) => history::run(&args, &mut output),
        Command::Init(Lazy(args)) => init::run(&args, &mut output),
        Command::Merge(Lazy(args)) => merge::run(&args, &mut output),
        Command::Screen(Lazy(args)) => screen::run(&args, &mut output),
        Command::Seal(Lazy(args)) => seal::run(&args, &mut output),
        Command::Verify(Lazy(args)) => verify::run(&args, &mut output),
        Command::Schema => schema::run(&mut output),
        Command::Completions(Lazy(args)) => completions::run(&args, Cli::command(), &mut output),
        Command::Complete(Lazy(args)) => complete::run(&args, Cli::command(), &mut output),
        Command::Man => man::run(Cli::command(), &mut output),
    };
    status(result, &mut output)
}

/// How it ended, with what went wrong said.
fn status(result: anyhow::Result<ExitStatus>, output: &mut Output) -> ExitStatus {
    result.unwrap_or_else(|error| {
        output.error(&error);
        ExitStatus::Error
    })
}
