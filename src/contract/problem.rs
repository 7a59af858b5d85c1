//! `check --format json`: a list of problems.

use serde::{Deserialize, Serialize};

use crate::deal::Problem;
use crate::read::Source;

/// What is wrong with a file, and where. Lines and columns count from 1, columns in characters.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ProblemV1 {
    /// The id of the kind of problem.
    pub code: String,
    /// `error` or `warning`.
    pub level: String,
    /// What is wrong.
    pub message: String,
    /// The file name as given.
    pub source: String,
    /// The line on which it begins.
    pub line: u32,
    /// The column in which it begins.
    pub column: u32,
    /// The line on which it ends.
    pub end_line: u32,
    /// The column behind its last character.
    pub end_column: u32,
    /// What to do; null where nobody can say.
    pub help: Option<String>,
}

impl ProblemV1 {
    /// A problem with its place in a file.
    pub fn of(source: &Source, problem: &Problem) -> Self {
        let (line, column) = source.position(problem.span.start);
        let (end_line, end_column) = source.position(problem.span.end);
        let level = match problem.is_warning() {
            true => "warning",
            false => "error",
        };
        Self {
            code: problem.code.id().to_owned(),
            level: level.to_owned(),
            message: problem.message.clone(),
            source: source.name.clone(),
            line,
            column,
            end_line,
            end_column,
            help: problem.help.clone(),
        }
    }
}
