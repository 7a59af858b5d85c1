//! `partner-eval completions`: what a shell completes.

use clap::Command;
use clap_complete::Shell;

use super::output::Output;
use super::status::ExitStatus;

/// The options of `completions`.
#[derive(Debug, clap::Args)]
#[command(
    after_help = "Examples:\n  source <(partner-eval completions bash)       in ~/.bashrc\n  \
                  source <(partner-eval completions zsh)        in ~/.zshrc, below compinit\n  \
                  partner-eval completions fish | source        in ~/.config/fish/config.fish"
)]
pub struct Args {
    /// The shell.
    #[arg(value_enum, value_name = "SHELL")]
    shell: Shell,
}

/// Scripts that ask `complete`, which knows the deals on the line. Those that clap_complete makes do not, and the one for
/// bash completes nothing behind the subcommands of a program with a hyphen in its name.
const SCRIPTS: [(Shell, &str); 3] = [
    (Shell::Bash, include_str!("shells/partner-eval.bash")),
    (Shell::Fish, include_str!("shells/partner-eval.fish")),
    (Shell::Zsh, include_str!("shells/partner-eval.zsh")),
];

/// Runs `completions`.
pub fn run(args: &Args, mut program: Command, output: &mut Output) -> anyhow::Result<ExitStatus> {
    if let Some((_, script)) = SCRIPTS.iter().find(|(shell, _)| *shell == args.shell) {
        return output.data(script);
    }
    let name = program.get_name().to_owned();
    let mut script = Vec::new();
    clap_complete::generate(args.shell, &mut program, name, &mut script);
    output.data(&String::from_utf8(script)?)
}
