//! `partner-eval completions`: what a shell completes.

use clap::CommandFactory;
use clap_complete::Shell;

use super::{Cli, ExitStatus, Output};

/// The options of `completions`.
#[derive(Debug, clap::Args)]
#[command(
    after_help = "Examples:\n  source <(partner-eval completions bash)       in ~/.bashrc\n  \
                  partner-eval completions fish | source        in ~/.config/fish/config.fish"
)]
pub struct Args {
    /// The shell.
    #[arg(value_enum, value_name = "SHELL")]
    shell: Shell,
}

/// Runs `completions`.
pub fn run(args: &Args, output: &mut Output) -> anyhow::Result<ExitStatus> {
    let mut command = Cli::command();
    let name = command.get_name().to_owned();
    let mut script = Vec::new();
    clap_complete::generate(args.shell, &mut command, name, &mut script);
    output.data(&String::from_utf8(script)?)?;
    Ok(ExitStatus::Success)
}
