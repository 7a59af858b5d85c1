//! Options of a subcommand that are not made before it is called.

use clap::{ArgMatches, Args, Command, Error, FromArgMatches};

/// The options of a subcommand, of which only the called one's are made: those of all take as long as reading a small
/// deal does.
#[derive(Debug)]
pub struct Lazy<A>(pub A);

impl<A: FromArgMatches> FromArgMatches for Lazy<A> {
    fn from_arg_matches(matches: &ArgMatches) -> Result<Self, Error> {
        A::from_arg_matches(matches).map(Self)
    }

    fn from_arg_matches_mut(matches: &mut ArgMatches) -> Result<Self, Error> {
        A::from_arg_matches_mut(matches).map(Self)
    }

    fn update_from_arg_matches(&mut self, matches: &ArgMatches) -> Result<(), Error> {
        self.0.update_from_arg_matches(matches)
    }
}

impl<A: Args> Args for Lazy<A> {
    fn augment_args(command: Command) -> Command {
        command.defer(made::<A>)
    }

    fn augment_args_for_update(command: Command) -> Command {
        command.defer(made::<A>)
    }
}

fn made<A: Args>(command: Command) -> Command {
    // What is said of the subcommand stays.
    let about = command.get_about().cloned().unwrap_or_default();
    let long_about = command.get_long_about().cloned();
    let command = A::augment_args(command).about(about);
    match long_about {
        Some(long_about) => command.long_about(long_about),
        None => command.long_about(None),
    }
}
