//! `check --format json`: all problems of all files.

use serde::{Deserialize, Serialize};

use crate::deal::Problem;
use crate::model::Code;
use crate::read::Source;
use crate::read::table::{RowProblem, TableName};

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

/// A file that could not be read, where others of the same call could: it takes the place of their assessment, and
/// has all keys of [`ProblemsV2`].
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct UnreadV2 {
    /// [`ProblemsV2::SCHEMA`].
    pub schema: String,
    /// Which file it is.
    pub deal: UnreadDealV2,
    /// What is wrong with it, and with what is read beside it.
    pub problems: Vec<ProblemV2>,
}

/// What is known of a deal that could not be read.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct UnreadDealV2 {
    /// The file name as given.
    pub source: String,
}

impl UnreadV2 {
    /// A file of that name with what is wrong.
    pub fn of(source: &str, problems: &[ProblemV2]) -> Self {
        Self {
            schema: ProblemsV2::SCHEMA.to_owned(),
            deal: UnreadDealV2 {
                source: source.to_owned(),
            },
            problems: problems.to_vec(),
        }
    }
}

impl ProblemV2 {
    /// An error that has no place in its file, such as one that cannot be opened.
    pub fn of_file(source: &str, message: String) -> Self {
        Self {
            code: Code::Unreadable.id().to_owned(),
            level: "error".to_owned(),
            message,
            source: source.to_owned(),
            line: 1,
            column: 1,
            end_line: 1,
            end_column: 1,
            help: None,
        }
    }

    /// A problem with a row of a table, whose message names the column, or the cell of a sheet.
    pub fn of_row(table: &TableName, located: &RowProblem) -> Self {
        let cell = table.cell(located.line, located.column);
        let name = located.name.as_ref().filter(|_| located.column.is_some());
        let cell = match (cell, name) {
            (Some(cell), Some(name)) => format!("{cell} ({name}): "),
            (Some(cell), None) => format!("{cell}: "),
            (None, _) => String::new(),
        };
        let problem = &located.problem;
        Self {
            code: problem.code.id().to_owned(),
            level: level(problem.code).to_owned(),
            line: located.line,
            end_line: located.line,
            help: problem.help.clone(),
            ..Self::of_file(&table.file, cell + &problem.message)
        }
    }

    /// That there are problems of that kind in a file, and nothing that could tell of a reviewer.
    pub fn of_kind(source: &str, code: Code) -> Self {
        let who = match code.is_warning() {
            true => "`partner-eval check`",
            false => "standard error",
        };
        Self {
            code: code.id().to_owned(),
            level: level(code).to_owned(),
            ..Self::of_file(source, format!("{}; {who} says where", code.title()))
        }
    }

    /// Whether it leaves the file without meaning.
    pub fn is_error(&self) -> bool {
        self.level == "error"
    }

    /// A problem at its place in a file.
    pub fn of(source: &Source, problem: &Problem) -> Self {
        let (line, column) = source.position(problem.span.start);
        let (end_line, end_column) = source.position(problem.span.end);
        Self {
            code: problem.code.id().to_owned(),
            level: level(problem.code).to_owned(),
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

fn level(code: Code) -> &'static str {
    match code.is_warning() {
        true => "warning",
        false => "error",
    }
}
