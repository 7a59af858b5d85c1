//! How a run ended.

use std::process::ExitCode;

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
