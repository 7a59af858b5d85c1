//! The program run as a user does, with all that it writes compared byte for byte; and the library on deals
//! whose answers are known.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test that cannot go on has failed"
)]
#![allow(
    clippy::wildcard_enum_match_arm,
    reason = "a test looks for what it is about"
)]

mod command;
mod compose;
mod diff;
mod diff_many;
mod flags;
mod golden;
mod harness;
mod imports;
mod init;
mod library;
mod properties;
#[cfg(unix)]
mod pty;
mod published;
// The commands are written for a POSIX shell.
#[cfg(unix)]
mod readme;
mod schema;
mod shells;
mod verdicts;
