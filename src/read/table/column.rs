//! A column of a table.

use super::dialect::Dialect;
use super::map::Reading;
use super::path::Path;

/// A key of the candidates and the column that answers it.
#[derive(Clone, Debug, PartialEq)]
pub struct Column {
    /// The key.
    pub path: Path,
    /// Which cell of a row, or what is the same for every row.
    pub source: CellSource,
    /// How the cell is read.
    pub reading: Reading,
}

/// Where a value comes from.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum CellSource {
    /// A cell, by its place in the row.
    Cell(usize),
    /// The same number for every row.
    Number(f64),
    /// The same answer for every row.
    YesNo(bool),
}

impl Column {
    /// What stands between the names of a list.
    pub fn separator<'a>(&'a self, dialect: &'a Dialect) -> &'a str {
        let own = self.reading.separator.as_deref();
        own.unwrap_or(&dialect.list_separator)
    }

    /// Whether its numbers have a comma before their fraction.
    pub fn has_decimal_comma(&self, dialect: &Dialect) -> bool {
        let own = self.reading.decimal_comma;
        own.unwrap_or(dialect.decimal_comma)
    }

    /// Which cell of a row it is; none if every row says the same.
    pub fn place(&self) -> Option<usize> {
        match self.source {
            CellSource::Cell(place) => Some(place),
            _ => None,
        }
    }

    /// Whether it says something beside a number, as evidence does, which means nothing without the number.
    pub fn is_beside(&self) -> bool {
        let part = self.path.keys.get(2).map(String::as_str);
        matches!(part, Some("evidence" | "weight" | "critical"))
    }

    /// The column in that place, read as all cells of the table are.
    pub fn cell(path: Path, place: usize) -> Self {
        Self {
            path,
            source: CellSource::Cell(place),
            reading: Reading::default(),
        }
    }
}
