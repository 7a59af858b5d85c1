//! Hands out the rows of a sheet like those of a text.

use std::sync::Arc;

use super::super::cell_kind::CellKind;
use super::super::left_out::LeftOut;
use super::super::reader::{Batch, Rows};
use super::super::stopped::Stopped;
use super::super::text::{Layout, RowPlace, Unquoted};
use super::fault::Fault;
use super::sheet::{Sheet, SheetRow};

/// The rows of a sheet below its header, each with as many cells.
#[derive(Debug)]
pub struct SheetRows {
    sheet: Sheet,
    width: usize,
    /// The place of the next row among those that hold anything, and how often it was handed out.
    next: usize,
    repeated: u32,
    rows: u64,
    bytes: u64,
    left_out: Arc<LeftOut>,
}

impl SheetRows {
    /// The rows from one on, by its place among those that hold anything, and of each the cells of so many columns.
    pub fn new(sheet: Sheet, first: usize, width: usize) -> Result<Self, Fault> {
        sheet.check_size(first, width)?;
        Ok(Self {
            sheet,
            width,
            next: first,
            repeated: 0,
            rows: 0,
            bytes: 0,
            left_out: Arc::default(),
        })
    }
}

impl Rows for SheetRows {
    fn read(&mut self, batch: &mut Batch, most: usize) -> Result<(), Stopped> {
        let (rows, unquoted) = batch.refill(self.rows);
        while rows.is_empty() || unquoted.text.len() < most {
            let Some(row) = self.sheet.row(self.next) else {
                break;
            };
            let line = row.number + self.repeated;
            self.repeated += 1;
            if self.repeated >= row.repeats {
                (self.next, self.repeated) = (self.next + 1, 0);
            }
            let says_anything = |text: &str| !text.trim_ascii().is_empty();
            let mut cells = row.cells().take_while(|cell| cell.column < self.width);
            if cells.any(|cell| says_anything(cell.text)) {
                rows.push(place(row, line, self.width, unquoted));
            } else {
                self.left_out.add(line);
            }
        }
        self.rows += rows.len() as u64;
        self.bytes += unquoted.text.len() as u64;
        Ok(())
    }

    fn left_out(&self) -> Arc<LeftOut> {
        Arc::clone(&self.left_out)
    }

    fn bytes(&self) -> u64 {
        self.bytes
    }
}

/// Adds the cells of a row, empty ones between them.
fn place(row: SheetRow<'_>, line: u32, width: usize, unquoted: &mut Unquoted) -> RowPlace {
    let first = unquoted.starts.len();
    unquoted.starts.push(unquoted.text.len());
    let mut add = |text: &str, kind: CellKind| {
        unquoted.text.extend_from_slice(text.as_bytes());
        unquoted.text.push(kind.byte());
        unquoted.starts.push(unquoted.text.len());
    };
    let mut next = 0;
    for cell in row.cells().take_while(|cell| cell.column < width) {
        (next..cell.column).for_each(|_| add("", CellKind::Untold));
        add(cell.text, cell.kind);
        next = cell.column + 1;
    }
    (next..width).for_each(|_| add("", CellKind::Untold));
    RowPlace {
        line,
        start: 0,
        end: 0,
        layout: Layout::Told(first..unquoted.starts.len()),
    }
}
