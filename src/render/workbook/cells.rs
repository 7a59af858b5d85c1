//! Cells, as formulas name them.

use std::fmt;

use rust_xlsxwriter::utility::row_col_to_cell_absolute;

/// A cell of a sheet, from 0.
#[derive(Clone, Copy, Debug)]
pub(super) struct At {
    pub row: u32,
    pub column: u16,
}

impl At {
    pub const fn new(row: u32, column: u16) -> Self {
        Self { row, column }
    }

    /// The cell of a sheet, as a formula of any sheet names it.
    pub fn on(self, sheet: &str) -> String {
        format!("{sheet}!{self}")
    }
}

impl fmt::Display for At {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&row_col_to_cell_absolute(self.row, self.column))
    }
}

/// Cells from one to another.
#[derive(Clone, Copy, Debug)]
pub(super) struct Range {
    pub first: At,
    pub last: At,
}

impl Range {
    pub const fn new(first: At, last: At) -> Self {
        Self { first, last }
    }

    /// The cells of so many rows from one on; of at least one.
    pub fn down(first: At, rows: usize) -> Self {
        let last = At::new(first.row + rows.saturating_sub(1) as u32, first.column);
        Self { first, last }
    }

    /// The cells of so many columns from one on; of at least one.
    pub fn across(first: At, columns: usize) -> Self {
        let last = At::new(first.row, first.column + columns.saturating_sub(1) as u16);
        Self { first, last }
    }

    pub fn on(self, sheet: &str) -> String {
        format!("{sheet}!{self}")
    }
}

impl fmt::Display for Range {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{}:{}", self.first, self.last)
    }
}
