//! Finds the rows in a part of a table.

use std::io;
use std::ops::Range;

use csv_core::ReadFieldResult::{Field, InputEmpty};
use memchr::{memchr, memchr2, memchr3};

use super::dialect::Form;
use super::row::RowProblem;
use super::signs::each_place;
use crate::model::Code;

/// A longer row is a quote that was not closed, and would fill the memory.
pub const LONGEST_ROW: usize = 1 << 20;

/// Where a row stands.
#[derive(Clone, Debug)]
pub struct Place {
    /// The line on which it begins.
    pub line: u32,
    /// Where in the text it begins.
    pub start: usize,
    /// Where in the text it ends, without its line break.
    pub end: usize,
    /// How it falls into cells.
    pub cut: Cut,
}

/// How a row falls into cells.
#[derive(Clone, Debug)]
pub enum Cut {
    /// It has neither quotes nor line breaks: cells are what stands between these signs.
    AtSigns(u8),
    /// It is a line of JSON.
    Nowhere,
    /// It was parsed: which of the starts are those of its cells.
    Parsed(Range<usize>),
}

/// The cells of rows with quotes.
#[derive(Debug, Default)]
pub struct Parsed {
    /// One behind the other, without the quotes, and a sign behind each.
    pub text: Vec<u8>,
    /// Where each begins, and behind the last of a row where one more would.
    pub starts: Vec<usize>,
}

/// A row of a table as it stands there.
#[derive(Clone, Copy, Debug)]
pub struct RawRow<'a> {
    /// Where it stands.
    pub(super) place: &'a Place,
    /// The text that it stands in.
    pub(super) text: Text<'a>,
    /// What was parsed of that text.
    pub(super) parsed: Text<'a>,
    /// Where the parsed cells begin.
    pub(super) starts: &'a [usize],
}

/// A text with many cells in it. Whether it is UTF-8 is looked at once, since to begin anew for every cell takes
/// longer than the look.
#[derive(Clone, Copy, Debug)]
pub struct Text<'a> {
    /// As it stands there.
    pub bytes: &'a [u8],
    /// The same, if all of it is UTF-8.
    checked: Option<&'a str>,
}

impl<'a> Text<'a> {
    /// A text that was looked at.
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

impl Parsed {
    /// Forgets all cells and keeps their memory.
    pub fn clear(&mut self) {
        self.text.clear();
        self.starts.clear();
    }
}

/// Why a table cannot be read on.
#[derive(Debug)]
pub enum Stopped {
    /// The file could not be read.
    Io(io::Error),
    /// What it holds makes no sense from here on.
    Row(Box<RowProblem>),
}

impl Stopped {
    /// At a row.
    pub(super) fn at(line: u32, code: Code, message: impl Into<String>, help: &str) -> Self {
        Stopped::Row(Box::new(RowProblem::of_row(line, code, message).help(help)))
    }
}

/// Room for this many bytes of a cell is made before it is read.
const MORE_BYTES: usize = 256;

/// What a text begins with.
enum Found {
    /// A row of this length.
    Row { length: usize, cut: Cut },
    /// A row of which more must be read.
    Part,
    /// A row with a quote that is not closed, at the end of the table.
    Open,
}

/// Finds one row after the other.
#[derive(Debug)]
pub struct Finder {
    form: Form,
    parser: Box<csv_core::Reader>,
    /// The line on which the next row begins, or blank lines before it.
    line: u32,
    /// Whether the last sign was a carriage return, with which a line feed makes one line break.
    is_behind_return: bool,
    /// Whether nothing comes behind the text.
    pub is_at_end: bool,
}

impl Finder {
    /// A finder at the start of a table.
    pub fn new(form: Form) -> Self {
        let mut parser = csv_core::ReaderBuilder::new();
        if let Form::Csv { delimiter, .. } = form {
            parser.delimiter(delimiter);
        }
        Self {
            form,
            parser: Box::new(parser.build()),
            line: 1,
            is_behind_return: false,
            is_at_end: false,
        }
    }

    /// Makes a row the next one once more.
    pub fn go_back_to(&mut self, row: &Place) {
        self.line = row.line;
        self.is_behind_return = false;
    }

    /// The next row of a text from `at` on, which goes on behind it; `None` if the text does not hold all of
    /// it.
    pub fn next(
        &mut self,
        text: &[u8],
        at: &mut usize,
        parsed: &mut Parsed,
    ) -> Result<Option<Place>, Stopped> {
        loop {
            // A blank line is no row.
            let blank = text[*at..].iter();
            let blank = blank.take_while(|byte| matches!(byte, b'\r' | b'\n'));
            let behind = *at + blank.count();
            self.count_lines(&text[*at..behind]);
            *at = behind;
            let (start, line) = (*at, self.line);
            let found = self.find(&text[start..], parsed);
            let length = match found {
                Found::Row { length, .. } => length,
                Found::Part | Found::Open => text.len() - start,
            };
            if length > LONGEST_ROW {
                let (what, help) = match self.form {
                    Form::Csv { .. } => ("row", "is a quote in it or before it not closed?"),
                    Form::JsonLines => ("line", "each line holds one candidate"),
                };
                let message = format!("a {what} is longer than {LONGEST_ROW} bytes");
                return Err(Stopped::at(line, Code::Syntax, message, help));
            }
            let cut = match found {
                Found::Row { cut, .. } => cut,
                Found::Part => return Ok(None),
                Found::Open => {
                    let message = "a cell goes on to the end of the table";
                    let help = "a quote in this row is not closed";
                    return Err(Stopped::at(line, Code::Syntax, message, help));
                }
            };
            *at = start + length;
            self.is_behind_return = false;
            // Few rows with quotes go on on another line.
            if matches!(cut, Cut::Parsed(..)) && memchr2(b'\r', b'\n', &text[start..*at]).is_some()
            {
                self.count_lines(&text[start..*at]);
            }
            let end = match self.form {
                Form::Csv { .. } => *at,
                Form::JsonLines => start + text[start..*at].trim_ascii_end().len(),
            };
            // Blanks alone are no JSON.
            if end > start {
                return Ok(Some(Place {
                    line,
                    start,
                    end,
                    cut,
                }));
            }
        }
    }

    /// Counts line breaks: a line feed, a carriage return, or both; of JSON lines, line feeds alone.
    fn count_lines(&mut self, text: &[u8]) {
        for byte in text {
            let is_break = match byte {
                b'\n' => !self.is_behind_return,
                b'\r' => matches!(self.form, Form::Csv { .. }),
                _ => false,
            };
            self.line = self.line.saturating_add(u32::from(is_break));
            self.is_behind_return = is_break && *byte == b'\r';
        }
    }

    /// The row with which a text begins, without the line break behind it.
    fn find(&mut self, text: &[u8], parsed: &mut Parsed) -> Found {
        let (end, cut) = match self.form {
            Form::JsonLines => (memchr(b'\n', text), Cut::Nowhere),
            Form::Csv { delimiter, .. } => match memchr3(b'"', b'\r', b'\n', text) {
                Some(place) if text[place] == b'"' => {
                    return self.parse(text, place, delimiter, parsed);
                }
                end => (end, Cut::AtSigns(delimiter)),
            },
        };
        match end {
            Some(length) => Found::Row { length, cut },
            None if self.is_at_end && !text.is_empty() => Found::Row {
                length: text.len(),
                cut,
            },
            None => Found::Part,
        }
    }

    /// The same of a row with a quote, the first of which stands there.
    fn parse(&mut self, text: &[u8], quote: usize, delimiter: u8, parsed: &mut Parsed) -> Found {
        let (start, first) = (parsed.text.len(), parsed.starts.len());
        parsed.starts.push(start);
        match self.parse_cells(text, quote, delimiter, parsed) {
            Ok(length) => Found::Row {
                length,
                cut: Cut::Parsed(first..parsed.starts.len()),
            },
            Err(found) => {
                parsed.text.truncate(start);
                parsed.starts.truncate(first);
                found
            }
        }
    }

    /// Parses the cells of a row, up to the last quote by the crate's parser, which knows them, and from there as
    /// any others. How long the row is.
    fn parse_cells(
        &mut self,
        text: &[u8],
        mut quote: usize,
        delimiter: u8,
        parsed: &mut Parsed,
    ) -> Result<usize, Found> {
        let (mut length, mut end) = (0, parsed.text.len());
        // Begin anew: a blank line changes nothing, but what comes first of all could be a byte-order mark.
        self.parser.reset();
        self.parser.read_record(b"\n", &mut [], &mut []);
        loop {
            parsed.text.resize(end + MORE_BYTES, 0);
            // Behind the last byte a line ends, unless a quote is open. To the parser no input at all is the end.
            let rest = text.get(length..).unwrap_or_default();
            let is_behind = rest.is_empty();
            let input = if is_behind && self.is_at_end {
                b"\n"
            } else {
                rest
            };
            let (result, read, written) = self.parser.read_field(input, &mut parsed.text[end..]);
            (length, end) = (length + read, end + written);
            match result {
                Field { record_end } => {
                    parsed.text.truncate(end);
                    parsed.text.push(delimiter);
                    end += 1;
                    parsed.starts.push(end);
                    if record_end {
                        // It was read to the line break, and that too.
                        return Ok(length - 1);
                    }
                }
                InputEmpty if is_behind && self.is_at_end => return Err(Found::Open),
                InputEmpty if !self.is_at_end => return Err(Found::Part),
                // There is no more room, or only the end of the line is missing.
                _ => continue,
            }
            if length <= quote {
                continue;
            }
            let rest = &text[length..];
            match memchr3(b'"', b'\r', b'\n', rest) {
                Some(next) if rest[next] == b'"' => quote = length + next,
                None if !self.is_at_end => return Err(Found::Part),
                line_end => {
                    let rest = &rest[..line_end.unwrap_or(rest.len())];
                    parsed.text.extend_from_slice(rest);
                    parsed.text.push(delimiter);
                    each_place(delimiter, rest, |at| parsed.starts.push(end + at + 1));
                    parsed.starts.push(parsed.text.len());
                    return Ok(length + rest.len());
                }
            }
        }
    }
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
