//! On which line of a file something stands.

use super::tree::Span;
use crate::read::source::Source;

/// On which line something stands.
#[derive(Clone, Copy, Debug)]
pub enum Lines<'a> {
    /// All of a candidate is one row, which begins on this line.
    Row(u32),
    /// Spans are bytes of this text.
    Of(&'a Source),
}

impl Lines<'_> {
    /// The line of a place.
    pub fn line(self, at: Span) -> u32 {
        match self {
            Lines::Row(line) => line,
            Lines::Of(source) => source.line(at.start as usize),
        }
    }
}
