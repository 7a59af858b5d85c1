//! What a table is called, and places in it.

use std::fmt;
use std::sync::Arc;

use crate::read::rows::workbook::{cell_name, column_name};

/// What a table is called.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TableName {
    /// Its file as given; `<stdin>` for standard input.
    pub file: Arc<str>,
    /// The sheet of a workbook.
    pub sheet: Option<Arc<str>>,
}

impl From<&str> for TableName {
    fn from(file: &str) -> Self {
        Self {
            file: Arc::from(file),
            sheet: None,
        }
    }
}

impl fmt::Display for TableName {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&self.file)
    }
}

impl TableName {
    /// A column, by its number from 1.
    pub fn column(&self, column: u32) -> String {
        match self.sheet {
            Some(_) => format!("column {}", column_name(column)),
            None => format!("column {column}"),
        }
    }

    /// A place beside its line: the column, or the cell of a sheet.
    pub fn cell(&self, line: u32, column: Option<u32>) -> Option<String> {
        match &self.sheet {
            Some(sheet) => Some(cell_name(sheet, line, column)),
            None => column.map(|column| self.column(column)),
        }
    }

    /// A place with the file: `suppliers.csv:17, column 5`, `suppliers.xlsx, Sheet1!E17`.
    pub fn place(&self, line: u32, column: Option<u32>) -> String {
        let file = match self.sheet {
            Some(_) => self.file.to_string(),
            None => format!("{}:{line}", self.file),
        };
        match self.cell(line, column) {
            Some(cell) => format!("{file}, {cell}"),
            None => file,
        }
    }
}
