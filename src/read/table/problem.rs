//! What is wrong with a table, and in which row and column.

use std::error::Error;
use std::fmt;

use crate::deal::Problem;
use crate::model::Code;
use crate::model::text::cut;
use crate::read::rows::{Broken, Why, in_windows_1252};

/// What to do with a table in which this text is no UTF-8.
pub fn not_utf8(text: &[u8]) -> String {
    let (word, can_be) = in_windows_1252(text);
    let word = shown(&word);
    if can_be {
        format!(
            "pass --encoding windows-1252, as Windows in western Europe writes text, if `{word}` is right; else the name \
             of what it is, such as windows-1250 of central Europe, or save it as UTF-8"
        )
    } else {
        "it is hardly windows-1252, and its encoding is not known: save it as UTF-8, or pass --encoding with its name, \
         such as windows-1250, windows-1251 or shift_jis"
            .to_owned()
    }
}

/// What to do with JSON that is no JSON lines.
pub const WHOLE_LINES: &str = "each line holds one candidate: {\"name\": \"…\", …}; `jq -c '.[]'` makes such \
                               lines of an array, `jq -c .` of objects over several lines";

/// What is wrong with a row, and where.
#[derive(Clone, Debug, PartialEq)]
pub struct RowProblem {
    /// The line on which the row begins, from 1.
    pub line: u32,
    /// Of a table of cells the number of the cell, of JSON lines the character; from 1.
    pub column: Option<u32>,
    /// The name of the column.
    pub name: Option<String>,
    /// What is wrong; its span means nothing.
    pub problem: Problem,
}

impl fmt::Display for RowProblem {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "line {}: {}", self.line, self.problem)
    }
}

impl Error for RowProblem {}

impl RowProblem {
    /// A problem with the header, or with a column of that place.
    pub fn of_header(line: u32, place: Option<usize>, problem: Problem) -> Self {
        Self {
            line,
            column: place.map(|place| place as u32 + 1),
            name: None,
            problem,
        }
    }

    /// A problem with a whole row.
    pub fn of_row(line: u32, code: Code, message: impl Into<String>) -> Self {
        Self::of_header(line, None, Problem::new(code, 0..0, message))
    }

    /// Why a table cannot be read on.
    pub fn of_broken(broken: Broken) -> Self {
        let (code, message, help) = match broken.why {
            Why::Empty => (
                Code::Empty,
                "the table is empty".to_owned(),
                "its first row names the columns".to_owned(),
            ),
            Why::NoText => (
                Code::Unreadable,
                "the table is UTF-16, or no text".into(),
                "if it is UTF-16, pass --encoding utf-16".into(),
            ),
            Why::NoTextInHeader(name) => (
                Code::Unreadable,
                "the names of the columns are not UTF-8 text".into(),
                not_utf8(&name),
            ),
            Why::JsonList => (
                Code::Syntax,
                "the table is a list, and not JSON lines".into(),
                WHOLE_LINES.into(),
            ),
            Why::LongRow(most) => (
                Code::Syntax,
                format!("a row is longer than {most} bytes"),
                "is a quote in it or before it not closed? Where quotes are text, pass --no-quotes"
                    .into(),
            ),
            Why::LongLine(most) => (
                Code::Syntax,
                format!("a line is longer than {most} bytes"),
                "each line holds one candidate".into(),
            ),
            Why::OpenQuote => (
                Code::Syntax,
                "a cell goes on to the end of the table".into(),
                "a quote in this row is not closed; where quotes are text, pass --no-quotes".into(),
            ),
            Why::GoesOn(cell, behind) => {
                return Self::goes_on(broken.line, cell.as_bytes(), behind.as_bytes());
            }
        };
        Self::of_row(broken.line, code, message).help(help)
    }

    /// Text stands behind the closing quote of a cell.
    pub fn goes_on(line: u32, cell: &[u8], behind: &[u8]) -> Self {
        let [cell, behind] = [cell, behind].map(String::from_utf8_lossy);
        let message = format!(
            "text stands behind the closing quote of `{}`: `{}`",
            shown(cell.trim_end()),
            shown(&behind)
        );
        let problem = Self::of_row(line, Code::Syntax, message);
        let not_so = match cell.trim_end().ends_with("\\\"") {
            true => ", and not written `\\\"`",
            false => "",
        };
        problem.help(format!(
            "a quote inside a quoted cell is doubled, `\"\"`{not_so}; where quotes are text, pass --no-quotes"
        ))
    }

    /// The same at a column.
    pub fn at(self, column: u32) -> Self {
        Self {
            column: Some(column),
            ..self
        }
    }

    /// The same with advice.
    pub fn help(self, help: impl Into<String>) -> Self {
        Self {
            problem: self.problem.help(help),
            ..self
        }
    }
}

/// A cell as messages show it; a quote that is not closed makes cells of megabytes.
pub fn shown(text: &str) -> String {
    const LONGEST: usize = 60;
    cut(text, LONGEST).into_owned()
}
