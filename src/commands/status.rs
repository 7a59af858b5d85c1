//! How a run ended.

use std::process::ExitCode;

/// How a run ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum ExitStatus {
    /// Done; every gate asked for on the command line holds.
    Success = 0,
    /// Done, and a gate asked for does not hold.
    Gate = 1,
    /// Not done: usage, unreadable or invalid input, I/O.
    Error = 2,
    /// Stopped by Ctrl-C before there was anything to show; 128 + SIGINT, as shells have it.
    Interrupted = 130,
}

impl From<ExitStatus> for ExitCode {
    fn from(status: ExitStatus) -> Self {
        ExitCode::from(status as u8)
    }
}
