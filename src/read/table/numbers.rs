//! The columns of numbers of a table of cells.

use super::column::{CellSource, Column};
use super::dialect::Dialect;
use crate::model::keys::SMALLEST;
use crate::read::builder::Takes;
use crate::read::rows::{Row, parse_decimal};

/// Columns whose numbers go to places of the same kind.
#[derive(Debug)]
pub struct NumberColumns<T> {
    plain: Vec<PlainColumn<T>>,
}

/// What is needed of a column for its plain numbers: a few digits that count as they stand there.
#[derive(Debug)]
struct PlainColumn<T> {
    /// The place of its cell; that of no cell if the number is the same for every row.
    cell: usize,
    /// Its place among all columns.
    place: usize,
    /// Where its numbers go.
    slot: T,
    /// The least and the greatest that may stand there; NaN if something is done to every number.
    low: f64,
    high: f64,
    is_whole: bool,
    /// The plain number in this row; NaN for all else.
    read: f64,
    /// Whether the cell is empty.
    is_empty: bool,
}

impl<T> Default for NumberColumns<T> {
    fn default() -> Self {
        Self { plain: Vec::new() }
    }
}

impl<T: Copy> NumberColumns<T> {
    /// Adds a column, which has that place among all columns, and whose numbers go to `slot`.
    pub fn push(
        &mut self,
        slot: T,
        takes: Takes,
        column: &Column,
        place: usize,
        dialect: &Dialect,
    ) {
        let is_plain = !column.has_decimal_comma(dialect)
            && column.reading.scale.is_none()
            && column.reading.factor.is_none()
            && column.reading.unit.is_none()
            && dialect.nulls.is_empty();
        let range = takes.range;
        let (low, high) = match (is_plain, range.open) {
            (false, _) => (f64::NAN, f64::NAN),
            (true, false) => (range.low, range.high),
            (true, true) => (range.low.max(SMALLEST), range.high),
        };
        let (cell, read) = match column.source {
            CellSource::Cell(place) => (place, f64::NAN),
            CellSource::Number(number) => (usize::MAX, number),
            CellSource::YesNo(_) => (usize::MAX, f64::NAN),
        };
        self.plain.push(PlainColumn {
            cell,
            place,
            slot,
            low,
            high,
            is_whole: takes.is_whole,
            read,
            is_empty: false,
        });
    }

    /// Hands on what stands in a row: plain numbers, or that the cell of a column needs a closer look.
    #[inline]
    pub fn read(&mut self, row: Row<'_>, mut put: impl FnMut(T, Option<f64>, usize)) {
        // First all numbers: none of them has to wait for what becomes of the one before it.
        for column in &mut self.plain {
            if let Some((start, end)) = row.range(column.cell) {
                column.read = parse_decimal(row.around(), start, end);
                column.is_empty = start == end;
            }
        }
        for column in &self.plain {
            if column.holds() {
                put(column.slot, Some(column.read), column.place);
            } else if !column.is_empty {
                put(column.slot, None, column.place);
            }
        }
    }
}

impl<T> PlainColumn<T> {
    /// Whether there is a plain number, and it may stand there.
    #[inline]
    fn holds(&self) -> bool {
        // What is too large for the conversion gets a closer look.
        let is_meant = !self.is_whole || self.read as i64 as f64 == self.read;
        self.read >= self.low && self.read <= self.high && is_meant
    }
}
