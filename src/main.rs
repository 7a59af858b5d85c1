//! The command line: parses, runs, maps to an exit code.

use std::process::ExitCode;

use clap::Parser;
use partner_eval::commands::{Cli, run};

fn main() -> ExitCode {
    run(Cli::parse()).into()
}
