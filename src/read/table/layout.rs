//! What the rows of a table say, and how.

use std::borrow::Cow;
use std::io::Read;

use super::column::CellSource;
use super::columns::Columns;
use super::dialect::Dialect;
use super::map::Map;
use super::name::TableName;
use super::problem::RowProblem;
use crate::read::rows::{Reader, Row, Shape, Stopped};

/// What the rows of a table say, and how.
#[derive(Clone, Debug)]
pub struct TableLayout {
    /// What the table is called.
    pub name: TableName,
    /// Its columns; none of JSON lines.
    pub columns: Option<Columns>,
    /// How its cells are written.
    pub dialect: Dialect,
}

/// An open table: its reader, its columns, which JSON lines have none of, and what is wrong with those.
pub type Opened<R> = (Reader<R>, Option<Columns>, Vec<RowProblem>);

/// Opens a table, and finds out what its columns are about, with a map or without.
pub fn open<R: Read>(
    input: R,
    shape: impl Into<Shape>,
    map: Option<&Map>,
) -> Result<Opened<R>, Stopped> {
    let (reader, header) = Reader::open(input, shape)?;
    let columns = header.map(|header| Columns::of(header.names, header.line, map));
    let (columns, problems) = columns.unzip();
    Ok((reader, columns, problems.unwrap_or_default()))
}

impl TableLayout {
    /// The names of the user's that its columns use.
    pub fn names(&self) -> Vec<&str> {
        self.columns
            .as_ref()
            .map(Columns::names)
            .unwrap_or_default()
    }

    /// The reviewers who have columns of their marks.
    pub fn reviewers(&self) -> Vec<&str> {
        self.columns
            .as_ref()
            .map(Columns::reviewers)
            .unwrap_or_default()
    }

    /// The name in a row, as far as it can be told.
    pub fn name_of<'a>(&self, row: Row<'a>) -> Option<Cow<'a, str>> {
        #[derive(serde::Deserialize)]
        struct Named<'a> {
            #[serde(borrow)]
            name: Cow<'a, str>,
        }
        let Some(columns) = &self.columns else {
            let named: Named<'_> = serde_json::from_slice(row.get(0)?).ok()?;
            return Some(named.name);
        };
        let mut answering = columns.answering.iter();
        let column = answering.find(|column| column.path.keys == ["name"])?;
        match column.source {
            CellSource::Cell(place) => Some(String::from_utf8_lossy(row.get(place)?)),
            _ => None,
        }
    }
}
