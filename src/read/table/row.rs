//! Rows of a table as the entries of `[[candidates]]` that they stand for, so that the reader of deals
//! reads them too, by the same rules.

use std::fmt::Write;

use toml_writer::{TomlKeyBuilder, TomlStringBuilder, TomlWrite};

use super::cell::{self, Value};
use super::columns::{CellSource, Column, Columns};
use super::dialect::Dialect;
use super::split::Row;
use crate::deal::Problem;
use crate::model::Code;
use crate::read::source::Source;

/// What to do with a table that is no UTF-8 text.
pub const AS_UTF8: &str =
    "save the table as UTF-8, for example with `iconv -f CP1252 -t UTF-8` if it comes from Windows";

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
    pub(super) fn of_row(line: u32, code: Code, message: impl Into<String>) -> Self {
        Self {
            line,
            column: None,
            name: None,
            problem: Problem::new(code, 0..0, message),
        }
    }

    /// The same at a column.
    pub(super) fn at(self, column: u32) -> Self {
        Self {
            column: Some(column),
            ..self
        }
    }

    /// The same with advice.
    pub(super) fn help(self, help: impl Into<String>) -> Self {
        Self {
            problem: self.problem.help(help),
            ..self
        }
    }
}

/// Rows on their way to the reader.
#[derive(Debug)]
pub struct Rows {
    text: String,
    /// The line of the table on which each row begins.
    lines: Vec<u32>,
    /// From which byte of the text on which column is meant; 0 for none.
    places: Vec<(usize, u32)>,
}

/// Opens the list of rows; each row has a line of its own, the first one this.
const OPENING: &str = "candidates = [";

impl Default for Rows {
    fn default() -> Self {
        Self {
            text: OPENING.to_owned(),
            lines: Vec::new(),
            places: Vec::new(),
        }
    }
}

impl Rows {
    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.lines.is_empty()
    }

    /// Takes a row in with `write`; one that has a problem leaves no trace.
    pub(super) fn push(
        &mut self,
        line: u32,
        write: impl FnOnce(&mut Self) -> Result<(), Vec<RowProblem>>,
    ) -> Result<(), Vec<RowProblem>> {
        let (text, places) = (self.text.len(), self.places.len());
        self.place(0);
        let written = write(self);
        if written.is_ok() {
            self.text.push_str(",\n");
            self.lines.push(line);
        } else {
            self.text.truncate(text);
            self.places.truncate(places);
        }
        written
    }

    /// Takes in a row of cells.
    pub fn push_cells(
        &mut self,
        columns: &Columns,
        dialect: &Dialect,
        row: Row<'_>,
    ) -> Result<(), Vec<RowProblem>> {
        self.push(row.line, |rows| {
            let mut writer = CellWriter {
                rows,
                columns,
                dialect,
                row,
                problems: Vec::new(),
            };
            writer.table(&columns.answering, 0);
            let problems = writer.problems;
            if problems.is_empty() {
                Ok(())
            } else {
                Err(problems)
            }
        })
    }

    /// From here on the text is about this column.
    pub(super) fn place(&mut self, column: u32) {
        self.places.push((self.text.len(), column));
    }

    pub(super) fn open(&mut self, bracket: char) {
        self.text.push(bracket);
    }

    pub(super) fn key(&mut self, key: &str) {
        // Writing into a text cannot fail.
        let _ = self.text.key(TomlKeyBuilder::new(key).as_basic());
        self.text.push('=');
    }

    pub(super) fn string(&mut self, text: &str) {
        let _ = self.text.value(TomlStringBuilder::new(text).as_basic());
    }

    pub(super) fn number(&mut self, number: f64) {
        // The shortest text that reads back as the same number; what is not finite the reader refuses.
        let _ = write!(self.text, "{number:?}");
    }

    pub(super) fn raw(&mut self, text: &str) {
        self.text.push_str(text);
    }

    /// The text for the reader, as lines of the table `name`, and the places in it.
    pub fn finish(mut self, name: &str) -> (Source, Places) {
        self.text.push(']');
        // The closing bracket has a line of its own.
        self.lines.push(0);
        let source = Source::standing_for(name, self.text, self.lines);
        (source, Places(self.places))
    }
}

/// Which column each part of the text of rows comes from.
#[derive(Debug)]
pub struct Places(Vec<(usize, u32)>);

impl Places {
    /// A problem of the reader as one of the table. `header`: the names of its columns, if it has any.
    pub fn locate(
        &self,
        source: &Source,
        problem: Problem,
        header: Option<&Columns>,
    ) -> RowProblem {
        let start = problem.span.start;
        let before = self.0.partition_point(|(offset, _)| *offset <= start);
        let column = before.checked_sub(1).map_or(0, |place| self.0[place].1);
        let name = header.and_then(|columns| columns.header.get((column as usize).checked_sub(1)?));
        RowProblem {
            line: source.line(start),
            column: (column > 0).then_some(column),
            name: name.cloned(),
            problem,
        }
    }
}

/// What a column says in a row.
fn read<'a>(
    row: Row<'a>,
    dialect: &'a Dialect,
    column: &'a Column,
) -> Result<Option<Value<'a>>, Problem> {
    match column.source {
        CellSource::Number(number) => Ok(Some(Value::Number(number))),
        CellSource::YesNo(answer) => Ok(Some(Value::YesNo(answer))),
        CellSource::Cell(place) => cell::read(column, dialect, row.get(place).unwrap_or_default()),
    }
}

struct CellWriter<'a> {
    rows: &'a mut Rows,
    columns: &'a Columns,
    dialect: &'a Dialect,
    row: Row<'a>,
    problems: Vec<RowProblem>,
}

impl CellWriter<'_> {
    /// Writes what these columns, which agree in their first `depth` keys, say; whether they say anything.
    fn table(&mut self, columns: &[Column], depth: usize) -> bool {
        let mut says_anything = false;
        self.rows.open('{');
        for group in columns.chunk_by(|a, b| a.path.keys[depth] == b.path.keys[depth]) {
            let before = (self.rows.text.len(), self.rows.places.len());
            if says_anything {
                self.rows.raw(",");
            }
            let is_said = match group {
                [column] if column.path.keys.len() == depth + 1 => self.leaf(column, depth),
                group => {
                    self.has_number(group, depth) && {
                        self.rows.place(0);
                        self.rows.key(&group[0].path.keys[depth]);
                        self.table(group, depth + 1)
                    }
                }
            };
            if !is_said {
                self.rows.text.truncate(before.0);
                self.rows.places.truncate(before.1);
            }
            says_anything |= is_said;
        }
        self.rows.open('}');
        says_anything
    }

    /// Whether the long form of a rating or a need has the number that it is about. Without one it is not
    /// given, whatever the evidence or the weight beside it.
    fn has_number(&self, group: &[Column], depth: usize) -> bool {
        if depth == 0 {
            return true;
        }
        group.iter().any(|column| {
            let is_beside = matches!(
                column.path.keys[2].as_str(),
                "evidence" | "weight" | "critical"
            );
            !is_beside && !matches!(read(self.row, self.dialect, column), Ok(None))
        })
    }

    fn leaf(&mut self, column: &Column, depth: usize) -> bool {
        let place = match column.source {
            CellSource::Cell(place) => place as u32 + 1,
            _ => 0,
        };
        let value = read(self.row, self.dialect, column);
        let value = match value {
            Ok(None) => return false,
            Ok(Some(value)) => value,
            Err(problem) => {
                self.problems.push(RowProblem {
                    line: self.row.line,
                    column: (place > 0).then_some(place),
                    name: self
                        .columns
                        .header
                        .get((place as usize).wrapping_sub(1))
                        .cloned(),
                    problem,
                });
                return false;
            }
        };
        let rows = &mut *self.rows;
        rows.place(place);
        // A panel beside its evidence: reviewers go by their number, in its order as text too.
        if let (Value::Numbers(numbers), 2) = (&value, depth) {
            let digits = numbers.len().to_string().len();
            rows.key("by");
            rows.open('{');
            for (reviewer, number) in (1usize..).zip(numbers) {
                rows.key(&format!("{reviewer:0digits$}"));
                rows.number(*number);
                rows.raw(",");
            }
            rows.open('}');
            return true;
        }
        rows.key(&column.path.keys[depth]);
        match value {
            Value::Number(number) => rows.number(number),
            Value::YesNo(answer) => rows.raw(if answer { "true" } else { "false" }),
            Value::Text(text) => rows.string(text),
            Value::Numbers(numbers) => rows.list(&numbers, |rows, number| rows.number(*number)),
            Value::List(names) => rows.list(&names, |rows, name| rows.string(name)),
        }
        true
    }
}

impl Rows {
    fn list<T>(&mut self, items: &[T], write: impl Fn(&mut Self, &T)) {
        self.open('[');
        for item in items {
            write(self, item);
            self.raw(",");
        }
        self.open(']');
    }
}
