//! Cuts rows into their cells.

use std::fmt;

use super::bytes::each_place;
use super::cell_kind::CellKind;
use super::text::{Layout, RawRow, Text};

/// The cells of a row; a JSON line is the only one of its row.
#[derive(Clone, Copy)]
pub struct Row<'a> {
    /// The line on which it begins, from 1.
    pub line: u32,
    /// Whether the byte after each cell tells what that was.
    pub(super) is_told: bool,
    pub(super) text: Text<'a>,
    /// Where in the text each cell begins, and where one more would: a byte stands between two cells. Of a row without
    /// cells, because text stands behind the closing quote of one, where that text begins.
    pub(super) starts: &'a [usize],
}

impl<'a> Row<'a> {
    /// How many cells there are.
    pub fn len(&self) -> usize {
        self.starts.len().saturating_sub(1)
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Of a row that cannot be cut, because text stands behind the closing quote of a cell: what is in the quotes, with
    /// them, and that text with the rest of the row.
    pub fn goes_on(&self) -> Option<(&'a [u8], &'a [u8])> {
        match *self.starts {
            [behind] => self.text.bytes.split_at_checked(behind),
            _ => None,
        }
    }

    /// A cell.
    pub fn get(&self, place: usize) -> Option<&'a [u8]> {
        let (start, end) = self.range(place)?;
        self.text.bytes.get(start..end)
    }

    /// A cell as text; `None` too if it is not UTF-8.
    #[inline]
    pub fn text(&self, place: usize) -> Option<&'a str> {
        let (start, end) = self.range(place)?;
        self.text.part(start, end)
    }

    /// What a cell was before it became text.
    #[inline]
    pub fn kind(&self, place: usize) -> CellKind {
        if !self.is_told {
            return CellKind::Untold;
        }
        let byte = self
            .range(place)
            .and_then(|(_, end)| self.text.bytes.get(end));
        byte.map_or(CellKind::Untold, |byte| CellKind::of_byte(*byte))
    }

    /// From where to where in the text around it a cell stands.
    #[inline]
    pub fn range(&self, place: usize) -> Option<(usize, usize)> {
        let start = *self.starts.get(place)?;
        Some((start, self.starts.get(place + 1)? - 1))
    }

    /// What the cells stand in.
    pub fn around(&self) -> &'a [u8] {
        self.text.bytes
    }

    /// The cells, first to last.
    pub fn iter(&self) -> impl Iterator<Item = &'a [u8]> {
        (0..self.len()).filter_map(|place| self.get(place))
    }
}

impl fmt::Debug for Row<'_> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let cells = self.iter().map(String::from_utf8_lossy);
        formatter.debug_list().entries(cells).finish()
    }
}

/// Cuts rows into cells, each into the same memory. Each thread has its own.
#[derive(Clone, Debug, Default)]
pub struct Splitter {
    starts: Vec<usize>,
}

impl Splitter {
    /// The cells of a row.
    pub fn split<'a>(&'a mut self, row: RawRow<'a>) -> Row<'a> {
        let (place, starts) = (row.place, &mut self.starts);
        starts.clear();
        match &place.layout {
            Layout::Delimited(byte) => {
                starts.push(place.start);
                let cells = &row.text.bytes[place.start..place.end];
                each_place(*byte, cells, |at| starts.push(place.start + at + 1));
                starts.push(place.end + 1);
            }
            Layout::GoesOn(cell, behind) => {
                starts.push(*behind - *cell);
                return Row {
                    line: place.line,
                    is_told: false,
                    text: Text::unchecked(&row.text.bytes[*cell..place.end]),
                    starts,
                };
            }
            Layout::OneCell => starts.extend([place.start, place.end + 1]),
            Layout::Unquoted(own) | Layout::Told(own) => {
                return Row {
                    line: place.line,
                    is_told: matches!(place.layout, Layout::Told(_)),
                    text: row.unquoted,
                    starts: &row.starts[own.clone()],
                };
            }
        }
        Row {
            line: place.line,
            is_told: false,
            text: row.text,
            starts,
        }
    }
}
