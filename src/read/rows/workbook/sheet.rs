//! The cells of a sheet that hold anything, row by row.

use std::fmt::Write;

use super::super::cell_kind::CellKind;
use super::fault::Fault;
use super::limits::Limits;

/// The name of a sheet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SheetName {
    /// As people see it.
    pub name: String,
    /// Whether they do not.
    pub is_hidden: bool,
}

/// The cells of a sheet that hold anything, row by row.
#[derive(Clone, Debug)]
pub struct Sheet {
    text: String,
    cells: Vec<StoredCell>,
    rows: Vec<StoredRow>,
    /// By row and column from 0.
    pub(super) uncomputed: Vec<(u32, u32)>,
    limits: Limits,
}

#[derive(Clone, Copy, Debug)]
struct StoredCell {
    /// Where in the text it ends; it begins where the one before it does.
    end: u32,
    column: u16,
    kind: CellKind,
}

#[derive(Clone, Copy, Debug)]
struct StoredRow {
    /// From 1, as spreadsheets count.
    number: u32,
    /// How often it stands there, one below the other.
    repeats: u32,
    /// The place behind its last cell.
    end: usize,
}

/// A cell that holds something.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct SheetCell<'a> {
    /// Its column, from 0.
    pub column: usize,
    /// What it was.
    pub kind: CellKind,
    /// What it says.
    pub text: &'a str,
}

/// A row that holds something.
#[derive(Clone, Copy, Debug)]
pub struct SheetRow<'a> {
    sheet: &'a Sheet,
    /// Its number, from 1.
    pub number: u32,
    /// How often it stands there, one below the other.
    pub repeats: u32,
    from: usize,
    end: usize,
}

/// How many rows and columns a sheet has at most.
const MOST_ROWS: u32 = 1 << 20;
const MOST_COLUMNS: u32 = 1 << 14;

impl Sheet {
    /// A sheet without cells.
    pub fn new(limits: Limits) -> Self {
        Self {
            text: String::new(),
            cells: Vec::new(),
            rows: Vec::new(),
            uncomputed: Vec::new(),
            limits,
        }
    }

    /// What it holds; nothing is left.
    pub(super) fn take(&mut self) -> Self {
        let nothing = Self::new(self.limits);
        std::mem::replace(self, nothing)
    }

    /// Adds a cell behind all others; rows and columns from 0.
    pub fn push(&mut self, row: u32, column: u32, kind: CellKind, text: &str) -> Result<(), Fault> {
        self.push_with(row, column, kind, |all| all.push_str(text))
    }

    /// Adds a number.
    pub fn push_number(
        &mut self,
        row: u32,
        column: u32,
        kind: CellKind,
        number: f64,
    ) -> Result<(), Fault> {
        const MOST_WHOLE: f64 = 1e15;
        self.push_with(row, column, kind, |all| {
            if number.trunc() == number && number.abs() < MOST_WHOLE {
                all.push_str(itoa::Buffer::new().format(number as i64));
            } else {
                // The shortest that gives the same number, without an exponent. Text takes all that is written.
                let _ = write!(all, "{number}");
            }
        })
    }

    /// Adds a formula whose value nobody computed yet.
    pub fn push_uncomputed(&mut self, row: u32, column: u32) -> Result<(), Fault> {
        is_within(row, column)?;
        self.uncomputed.push((row, column));
        self.check_room()
    }

    fn push_with(
        &mut self,
        row: u32,
        column: u32,
        kind: CellKind,
        write: impl FnOnce(&mut String),
    ) -> Result<(), Fault> {
        is_within(row, column)?;
        let number = row + 1;
        match self.rows.last() {
            Some(last) if last.number == number => {
                let last = self.cells.last();
                if last.is_some_and(|last| u32::from(last.column) >= column) {
                    return Err(Fault::broken(OUT_OF_ORDER));
                }
            }
            Some(last) if last.number >= number => return Err(Fault::broken(OUT_OF_ORDER)),
            _ => self.rows.push(StoredRow {
                number,
                repeats: 1,
                end: 0,
            }),
        }
        write(&mut self.text);
        self.cells.push(StoredCell {
            end: u32::try_from(self.text.len()).map_err(|_| TOO_MANY)?,
            column: column as u16,
            kind,
        });
        if let Some(last) = self.rows.last_mut() {
            last.end = self.cells.len();
        }
        self.check_room()
    }

    fn check_room(&self) -> Result<(), Fault> {
        match self.kept() > self.limits.kept {
            true => Err(TOO_MANY),
            false => Ok(()),
        }
    }

    /// How many bytes it keeps.
    pub(super) fn kept(&self) -> usize {
        self.text.len()
            + size_of::<StoredCell>() * self.cells.len()
            + size_of::<StoredRow>() * self.rows.len()
            + size_of::<(u32, u32)>() * self.uncomputed.len()
    }

    /// Says that the last row stands there so often.
    pub fn repeat_last(&mut self, repeats: u32) {
        if let Some(last) = self.rows.last_mut() {
            last.repeats = repeats.min(MOST_ROWS + 1 - last.number).max(1);
        }
    }

    /// The formulas whose value nobody computed yet, by row from 1 and column from 0.
    pub fn uncomputed(&self) -> impl Iterator<Item = (u32, usize)> {
        self.uncomputed
            .iter()
            .map(|(row, column)| (row + 1, *column as usize))
    }

    /// How many rows hold anything, repeated ones counted once.
    pub fn len(&self) -> usize {
        self.rows.len()
    }

    /// Whether none does.
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// A row, by its place among those that hold anything.
    pub fn row(&self, place: usize) -> Option<SheetRow<'_>> {
        let row = self.rows.get(place)?;
        Some(SheetRow {
            sheet: self,
            number: row.number,
            repeats: row.repeats,
            from: place
                .checked_sub(1)
                .map_or(0, |before| self.rows[before].end),
            end: row.end,
        })
    }

    /// The rows that hold anything.
    pub fn rows(&self) -> impl Iterator<Item = SheetRow<'_>> {
        (0..self.len()).filter_map(|place| self.row(place))
    }

    /// Refuses a table of these columns that begins with that row, if it has more cells than a workbook of that size
    /// should.
    pub(super) fn check_size(&self, first: usize, width: usize) -> Result<(), Fault> {
        let rows = self
            .rows
            .iter()
            .skip(first)
            .map(|row| u64::from(row.repeats));
        let cells = rows.sum::<u64>().saturating_mul(width as u64);
        match cells > self.limits.cells {
            true => Err(TOO_MANY),
            false => Ok(()),
        }
    }
}

fn is_within(row: u32, column: u32) -> Result<(), Fault> {
    match row < MOST_ROWS && column < MOST_COLUMNS {
        true => Ok(()),
        false => Err(Fault::broken("a cell stands beyond the last row or column")),
    }
}

const OUT_OF_ORDER: &str = "its cells are not in order";
const TOO_MANY: Fault = Fault::TooLarge("its cells repeat, or are mostly empty");

impl<'a> SheetRow<'a> {
    /// Its cells that hold anything, left to right.
    pub fn cells(self) -> impl Iterator<Item = SheetCell<'a>> {
        let Sheet { text, cells, .. } = self.sheet;
        let start = self
            .from
            .checked_sub(1)
            .map_or(0, |before| cells[before].end);
        cells[self.from..self.end]
            .iter()
            .scan(start, move |start, cell| {
                let from = std::mem::replace(start, cell.end);
                Some(SheetCell {
                    column: usize::from(cell.column),
                    kind: cell.kind,
                    text: &text[from as usize..cell.end as usize],
                })
            })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sheet() -> Sheet {
        Sheet::new(Limits::of(1000))
    }

    #[test]
    fn numbers_are_written_in_full() {
        for (number, text) in [
            (7.0, "7"),
            (-0.5, "-0.5"),
            (0.1 + 0.2, "0.30000000000000004"),
            (1e15, "1000000000000000"),
            (1e21, "1000000000000000000000"),
            (1e-7, "0.0000001"),
            (123456789012345.0, "123456789012345"),
        ] {
            let mut sheet = sheet();
            sheet
                .push_number(0, 0, CellKind::Number, number)
                .expect("room");
            let row = sheet.row(0).expect("a row");
            assert_eq!(row.cells().next().map(|cell| cell.text), Some(text));
        }
    }

    #[test]
    fn cells_come_in_order_or_not_at_all() {
        let mut sheet = sheet();
        for (row, column, is_in_order) in [
            (2, 1, true),
            (2, 1, false),
            (2, 0, false),
            (2, 2, true),
            (1, 5, false),
            (3, 0, true),
            (3, MOST_COLUMNS, false),
            (MOST_ROWS, 0, false),
        ] {
            let pushed = sheet.push(row, column, CellKind::Text, "x");
            assert_eq!(pushed.is_ok(), is_in_order, "{row} {column}");
        }
        let columns: Vec<(u32, Vec<usize>)> = sheet
            .rows()
            .map(|row| (row.number, row.cells().map(|cell| cell.column).collect()))
            .collect();
        assert_eq!(columns, [(3, vec![1, 2]), (4, vec![0])]);
    }

    #[test]
    fn a_repeated_row_takes_no_room_until_it_is_a_table() {
        let mut sheet = sheet();
        sheet.push(0, 0, CellKind::Text, "x").expect("room");
        sheet.repeat_last(u32::MAX);
        assert_eq!(sheet.row(0).map(|row| row.repeats), Some(MOST_ROWS));
        assert!(sheet.check_size(0, 1).is_ok());
        assert!(sheet.check_size(0, 1000).is_err());
        assert!(sheet.check_size(1, 1000).is_ok());
    }
}
