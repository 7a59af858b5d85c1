//! The columns of numbers of a common row.

use super::Numbered;
use crate::model::keys::SMALLEST;
use crate::read::table::columns::{CellSource, Column};
use crate::read::table::dialect::Dialect;
use crate::read::table::split::Row;
use crate::read::table::{cell, decimal};

/// Columns whose numbers go to places of the same kind.
#[derive(Debug)]
pub struct NumberColumns<T> {
    plain: Vec<PlainColumn<T>>,
    /// The same columns for cells that need a closer look.
    full: Vec<FullColumn>,
}

/// What is needed of a column for its plain numbers: a few digits that count as they stand there.
#[derive(Debug)]
struct PlainColumn<T> {
    /// The place of its cell; that of no cell if the number is the same for every row.
    cell: usize,
    /// Where its numbers go.
    slot: T,
    /// The least and the greatest that may stand there; NaN if something is done to every number.
    low: f64,
    high: f64,
    is_whole: bool,
    /// The plain number in this row; NaN for all else.
    read: f64,
}

#[derive(Debug)]
struct FullColumn {
    takes: Numbered,
    column: Column,
}

impl<T> Default for NumberColumns<T> {
    fn default() -> Self {
        Self {
            plain: Vec::new(),
            full: Vec::new(),
        }
    }
}

impl<T: Copy> NumberColumns<T> {
    /// Adds a column whose numbers go to `slot`.
    pub fn push(&mut self, slot: T, takes: Numbered, column: &Column, dialect: &Dialect) {
        let reading = &column.reading;
        let is_plain = !reading.decimal_comma.unwrap_or(dialect.decimal_comma)
            && reading.scale.is_none()
            && reading.factor.is_none()
            && dialect.nulls.is_empty();
        let Numbered { range, is_whole } = takes;
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
            slot,
            low,
            high,
            is_whole,
            read,
        });
        self.full.push(FullColumn {
            takes,
            column: column.clone(),
        });
    }

    /// Where the numbers go.
    pub fn slots(&self) -> impl Iterator<Item = T> {
        self.plain.iter().map(|column| column.slot)
    }

    /// Puts the numbers of a row where they go; `None` where this reader is not sure of one.
    #[inline]
    pub fn read(
        &mut self,
        row: Row<'_>,
        dialect: &Dialect,
        mut put: impl FnMut(T, f64),
    ) -> Option<()> {
        // First all numbers: none of them has to wait for what becomes of the one before it.
        for column in &mut self.plain {
            if let Some((start, end)) = row.range(column.cell) {
                column.read = decimal::parse(row.around(), start, end);
            }
        }
        for (place, column) in self.plain.iter().enumerate() {
            if column.holds() {
                put(column.slot, column.read);
            } else if let Some(read) = self.full[place].read(row, dialect)? {
                put(column.slot, read);
            }
        }
        Some(())
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

impl FullColumn {
    /// The number in a row, if it says one; `None` where this reader is not sure of it.
    fn read(&self, row: Row<'_>, dialect: &Dialect) -> Option<Option<f64>> {
        let number = match self.column.source {
            CellSource::Cell(place) => {
                if cell::is_nothing(dialect, row.get(place)?) {
                    return Some(None);
                }
                let text = cell::trim(row.text(place)?);
                cell::number(&self.column, dialect, text).ok()?
            }
            CellSource::Number(number) => number,
            CellSource::YesNo(_) => return None,
        };
        self.takes.holds(number).then_some(Some(number))
    }
}
