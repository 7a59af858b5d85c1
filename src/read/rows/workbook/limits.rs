//! How much a workbook may hold, so that none fills the memory or takes forever.

use std::io::{self, Read, Seek, SeekFrom};

/// How much a workbook may hold, by its size: together, what is in memory stays below 64 MiB and 50 times the size. What
/// an archive states of its parts is never believed.
#[derive(Clone, Copy, Debug)]
pub struct Limits {
    /// The bytes of all its parts, unpacked.
    pub unpacked: u64,
    /// Those of the texts that cells share, each of which takes some four times as many in memory.
    pub shared: u64,
    /// Those of any other part that holds no cells.
    pub other: u64,
    /// What the styles of cells take in memory, each with its own copy of all that it names.
    pub styles: u64,
    /// Those of the cells of a sheet as they are kept here.
    pub kept: usize,
    /// The cells of a table, empty ones among them.
    pub cells: u64,
}

/// The longest piece of XML that is taken in as one; a text of a cell has 32,767 characters at most.
pub const LONGEST_PIECE: u64 = 4 << 20;

impl Limits {
    /// Those of a workbook of so many bytes.
    pub fn of(size: u64) -> Self {
        let size = size.min(1 << 40);
        Self {
            unpacked: (64 << 20) + 50 * size,
            shared: (8 << 20) + 8 * size,
            other: (2 << 20) + 2 * size,
            styles: (32 << 20) + 16 * size,
            kept: usize::try_from((16 << 20) + 16 * size).unwrap_or(usize::MAX),
            cells: (2 << 20) + 2 * size,
        }
    }
}

/// An input of which only so much can be read: many sheets can name one part, which would be read for each.
#[derive(Debug)]
pub struct Metered<R> {
    input: R,
    left: u64,
}

impl<R> Metered<R> {
    /// An input of that size, for some readings of all of it.
    pub fn new(input: R, size: u64) -> Self {
        Self {
            input,
            left: (64 << 10) + 4 * size,
        }
    }
}

impl<R: Read> Read for Metered<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.input.read(buffer)?;
        match self.left.checked_sub(read as u64) {
            Some(left) => self.left = left,
            None => return Err(io::Error::other("its sheets share a part again and again")),
        }
        Ok(read)
    }
}

impl<R: Seek> Seek for Metered<R> {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        self.input.seek(to)
    }
}
