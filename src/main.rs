//! The command line: parses, runs, maps to an exit code.

use std::process::ExitCode;

fn main() -> ExitCode {
    partner_eval::commands::main().into()
}
