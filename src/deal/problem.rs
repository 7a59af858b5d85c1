//! What is wrong with a file, and where.

use std::error::Error;
use std::fmt;
use std::ops::Range;

use crate::model::Code;

/// A problem found in a file: an error, or a warning, by its code.
#[derive(Clone, Debug, PartialEq)]
pub struct Problem {
    /// Its kind.
    pub code: Code,
    /// The bytes of the source that it is about.
    pub span: Range<usize>,
    /// What is wrong, in one sentence without a full stop.
    pub message: String,
    /// What to do about it.
    pub help: Option<String>,
}

impl fmt::Display for Problem {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let level = match self.is_warning() {
            true => "warning",
            false => "error",
        };
        write!(out, "{level}[{}]: {}", self.code.id(), self.message)
    }
}

impl Error for Problem {}

impl Problem {
    /// A problem without advice.
    pub fn new(code: Code, span: Range<usize>, message: impl Into<String>) -> Self {
        Self {
            code,
            span,
            message: message.into(),
            help: None,
        }
    }

    /// The same problem with advice.
    pub fn help(self, help: impl Into<String>) -> Self {
        Self {
            help: Some(help.into()),
            ..self
        }
    }

    /// Whether the file can still be used.
    pub fn is_warning(&self) -> bool {
        self.code.is_warning()
    }
}
