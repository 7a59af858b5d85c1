//! Cuts rows into their cells.

use std::fmt;

use super::find::{Cut, RawRow, Text};

/// The cells of a row; a JSON line is the only one of its row.
#[derive(Clone, Copy)]
pub struct Row<'a> {
    /// The line on which it begins, from 1.
    pub line: u32,
    text: Text<'a>,
    /// Where in the text each cell begins, and where one more would.
    starts: &'a [usize],
    /// How many bytes stand between two cells.
    gap: usize,
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

    /// From where to where in the text around it a cell stands.
    #[inline]
    pub(super) fn range(&self, place: usize) -> Option<(usize, usize)> {
        let start = *self.starts.get(place)?;
        Some((start, self.starts.get(place + 1)? - self.gap))
    }

    /// What the cells stand in.
    pub(super) fn around(&self) -> &'a [u8] {
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

/// A row that is kept when the table around it is gone.
#[derive(Clone, Debug, PartialEq)]
pub struct Record {
    line: u32,
    text: Vec<u8>,
    starts: Vec<usize>,
}

impl Record {
    /// A row of these cells.
    pub fn new<T: AsRef<[u8]>>(line: u32, cells: impl IntoIterator<Item = T>) -> Self {
        let mut record = Self {
            line,
            text: Vec::new(),
            starts: vec![0],
        };
        for cell in cells {
            record.text.extend(cell.as_ref());
            record.starts.push(record.text.len());
        }
        record
    }

    /// The row.
    pub fn row(&self) -> Row<'_> {
        Row {
            line: self.line,
            text: Text::unchecked(&self.text),
            starts: &self.starts,
            gap: 0,
        }
    }
}

impl From<Row<'_>> for Record {
    fn from(row: Row<'_>) -> Self {
        Self::new(row.line, row.iter())
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
        let (text, gap) = match &place.cut {
            Cut::AtSigns(sign) => {
                starts.push(place.start);
                let cells = &row.text.bytes[place.start..place.end];
                each_place(*sign, cells, |at| starts.push(place.start + at + 1));
                starts.push(place.end + 1);
                (row.text, 1)
            }
            Cut::Nowhere => {
                starts.extend([place.start, place.end]);
                (row.text, 0)
            }
            Cut::Parsed(start, ends) => {
                starts.push(*start);
                starts.extend(row.ends[ends.clone()].iter().map(|end| start + end));
                (row.parsed, 0)
            }
        };
        Row {
            line: place.line,
            text,
            starts,
            gap,
        }
    }
}

/// Every place of a sign in a text, found eight bytes at a time: cells are so short that for each of them the
/// memchr crate starts anew, which takes half as long again.
fn each_place(sign: u8, text: &[u8], mut found: impl FnMut(usize)) {
    const HIGH: u64 = 0x8080_8080_8080_8080;
    let signs = u64::from_le_bytes([sign; 8]);
    let (words, rest) = text.as_chunks::<8>();
    for (at, word) in words.iter().enumerate() {
        let other = u64::from_le_bytes(*word) ^ signs;
        // The highest bit of each byte that is 0 now, and of no other: no byte carries over.
        let mut hits = !(((other & !HIGH) + !HIGH) | other) & HIGH;
        while hits != 0 {
            found(8 * at + hits.trailing_zeros() as usize / 8);
            hits &= hits - 1;
        }
    }
    let before = text.len() - rest.len();
    for (at, byte) in rest.iter().enumerate() {
        if *byte == sign {
            found(before + at);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::each_place;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn every_place_is_found(text: Vec<u8>, sign: u8) {
            let mut found = Vec::new();
            each_place(sign, &text, |place| found.push(place));
            let places = (0..text.len()).filter(|place| text[*place] == sign);
            prop_assert_eq!(found, places.collect::<Vec<_>>());
        }
    }
}
