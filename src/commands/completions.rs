//! `partner-eval completions`: what a shell completes.

use clap::Command;
use clap_complete::Shell;

use super::output::Output;
use super::status::ExitStatus;

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
pub fn run(args: &Args, mut program: Command, output: &mut Output) -> anyhow::Result<ExitStatus> {
    let name = program.get_name().to_owned();
    let mut script = Vec::new();
    clap_complete::generate(args.shell, &mut program, name, &mut script);
    output.data(&String::from_utf8(script)?)
}
