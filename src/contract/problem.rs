//! `check --format json`: all problems of all files.

use serde::{Deserialize, Serialize};

use crate::deal::Problem;
use crate::read::Source;

/// What `check` found.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ProblemsV2 {
    /// The id of the contract.
    pub schema: String,
    /// The problems of all files, each file's in the order of their places.
    pub problems: Vec<ProblemV2>,
}

impl ProblemsV2 {
    /// The id of the contract.
    pub const SCHEMA: &str = "partner-eval/problems/2";

    /// Problems with the files that they are of.
    pub fn of<'a>(problems: impl Iterator<Item = (&'a Source, &'a Problem)>) -> Self {
        Self {
            schema: Self::SCHEMA.to_owned(),
            problems: problems
                .map(|(source, problem)| ProblemV2::of(source, problem))
                .collect(),
        }
    }
}

/// What is wrong with a file, and where. Lines and columns count from 1, columns in characters.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ProblemV2 {
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

impl ProblemV2 {
    fn of(source: &Source, problem: &Problem) -> Self {
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
