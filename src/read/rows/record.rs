//! A row on its own.

use super::split::Row;
use super::text::Text;

/// A row that is kept when the table around it is gone.
#[derive(Clone, Debug, PartialEq)]
pub struct Record {
    line: u32,
    is_told: bool,
    text: Vec<u8>,
    starts: Vec<usize>,
}

impl Record {
    /// A row of these cells.
    pub fn new<T: AsRef<[u8]>>(line: u32, cells: impl IntoIterator<Item = T>) -> Self {
        let mut record = Self {
            line,
            is_told: false,
            text: Vec::new(),
            starts: vec![0],
        };
        for cell in cells {
            record.text.extend(cell.as_ref());
            record.text.push(b',');
            record.starts.push(record.text.len());
        }
        record
    }

    /// How long it is, in bytes.
    pub fn size(&self) -> usize {
        self.text.len()
    }

    /// The row.
    pub fn row(&self) -> Row<'_> {
        Row {
            line: self.line,
            is_told: self.is_told,
            text: Text::unchecked(&self.text),
            starts: &self.starts,
        }
    }
}

impl From<Row<'_>> for Record {
    fn from(row: Row<'_>) -> Self {
        if row.goes_on().is_some() {
            return Self {
                line: row.line,
                is_told: false,
                text: row.text.bytes.to_vec(),
                starts: row.starts.to_vec(),
            };
        }
        let mut record = Self::new(row.line, row.iter());
        if row.is_told {
            record.is_told = true;
            for place in 0..row.len() {
                record.text[record.starts[place + 1] - 1] = row.kind(place).byte();
            }
        }
        record
    }
}
