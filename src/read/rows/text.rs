//! A text with many cells in it.

use std::ops::Range;

/// A text with many cells in it. Whether it is UTF-8 is checked once for all of it: the set-up of a check per cell
/// costs more than the check.
#[derive(Clone, Copy, Debug)]
pub struct Text<'a> {
    /// As it stands there.
    pub bytes: &'a [u8],
    /// The same, if all of it is UTF-8.
    checked: Option<&'a str>,
}

impl<'a> Text<'a> {
    /// A text that was checked.
    pub fn checked(bytes: &'a [u8]) -> Self {
        Self {
            bytes,
            checked: std::str::from_utf8(bytes).ok(),
        }
    }

    /// A text of which only parts will be looked at.
    pub fn unchecked(bytes: &'a [u8]) -> Self {
        Self {
            bytes,
            checked: None,
        }
    }

    /// A part of it; `None` if that is not UTF-8.
    #[inline]
    pub fn part(&self, start: usize, end: usize) -> Option<&'a str> {
        match self.checked {
            Some(text) => text.get(start..end),
            None => std::str::from_utf8(self.bytes.get(start..end)?).ok(),
        }
    }
}

/// Where a row stands.
#[derive(Clone, Debug)]
pub struct RowPlace {
    /// The line on which it begins.
    pub line: u32,
    /// Where in the text it begins.
    pub start: usize,
    /// Where in the text it ends, without its line break.
    pub end: usize,
    /// How it falls into cells.
    pub layout: Layout,
}

/// How a row falls into cells.
#[derive(Clone, Debug)]
pub enum Layout {
    /// It has neither quotes nor line breaks: cells are what stands between these bytes.
    Delimited(u8),
    /// It is a line of JSON.
    OneCell,
    /// Text stands behind the closing quote of a cell, which begins at the first of these places and that text at the second.
    GoesOn(usize, usize),
    /// It was parsed, its quotes taken away: which of the starts are those of its cells.
    Unquoted(Range<usize>),
    /// The same of a row of a sheet: the byte after each of its cells tells what that was.
    Told(Range<usize>),
}

/// The cells of rows with quotes.
#[derive(Debug, Default)]
pub struct Unquoted {
    /// One after the other, without the quotes, and a byte after each.
    pub text: Vec<u8>,
    /// Where each begins, and after the last of a row where one more would.
    pub starts: Vec<usize>,
}

impl Unquoted {
    /// Forgets all cells and keeps their memory.
    pub fn clear(&mut self) {
        self.text.clear();
        self.starts.clear();
    }
}

/// A row of a table as it stands there.
#[derive(Clone, Copy, Debug)]
pub struct RawRow<'a> {
    /// Where it stands.
    pub(super) place: &'a RowPlace,
    /// The text that it stands in.
    pub(super) text: Text<'a>,
    /// The cells of rows with quotes in that text.
    pub(super) unquoted: Text<'a>,
    /// Where these cells begin.
    pub(super) starts: &'a [usize],
}

#[cfg(test)]
mod tests {
    use super::Text;

    #[test]
    fn a_part_is_text_or_none_whatever_stands_around_it() {
        for text in [
            Text::checked(b"a\xC3\xA9\xFF"),
            Text::unchecked(b"a\xC3\xA9\xFF"),
        ] {
            assert_eq!((text.part(0, 3), text.part(3, 4)), (Some("a\u{e9}"), None));
        }
        let text = Text::checked(b"a\xC3\xA9b");
        assert_eq!((text.part(1, 3), text.part(2, 4)), (Some("\u{e9}"), None));
        // Half a letter is none, whatever stands beside it.
        for text in [Text::checked(b"\xC3\xA9"), Text::unchecked(b"\xC3\xA9")] {
            assert_eq!((text.part(0, 1), text.part(1, 2)), (None, None));
        }
    }
}
