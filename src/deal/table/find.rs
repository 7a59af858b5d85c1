//! Finds the rows in a part of a table.

use std::io;
use std::ops::Range;

use csv_core::ReadRecordResult::{InputEmpty, Record};
use memchr::{memchr, memchr2};

use super::dialect::Form;
use super::row::RowProblem;
use crate::model::Code;

/// A longer row is a quote that was not closed, and would fill the memory.
const LONGEST_ROW: usize = 1 << 20;

/// Where a row stands.
#[derive(Clone, Debug)]
pub struct Place {
    /// The line on which it begins.
    pub line: u32,
    /// From where to where in the text.
    pub start: usize,
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
    /// It was parsed: where its cells begin there, and which of the ends are theirs.
    Parsed(usize, Range<usize>),
}

/// The cells of rows with quotes, without them, and where in its row each ends.
#[derive(Debug, Default)]
pub struct Parsed {
    pub text: Vec<u8>,
    pub ends: Vec<usize>,
}

/// A row of a table as it stands there.
#[derive(Clone, Copy, Debug)]
pub struct RawRow<'a> {
    /// Where it stands.
    pub(super) place: &'a Place,
    /// The text that it stands in.
    pub(super) text: &'a [u8],
    /// What was parsed of that text.
    pub(super) parsed: &'a Parsed,
}

impl Parsed {
    /// Forgets all cells and keeps their memory.
    pub fn clear(&mut self) {
        self.text.clear();
        self.ends.clear();
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

/// Finds one row after the other.
#[derive(Debug)]
pub struct Finder {
    form: Form,
    parser: Box<csv_core::Reader>,
    /// The line on which the next row begins, or blank lines before it.
    pub line: u32,
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
            is_at_end: false,
        }
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
            while let Some(byte @ (b'\r' | b'\n')) = text.get(*at) {
                self.line = self.line.saturating_add(u32::from(*byte == b'\n'));
                *at += 1;
            }
            let (start, line) = (*at, self.line);
            let found = self.find(&text[start..], parsed);
            let length = match found {
                Found::Row { length, .. } => length,
                _ => text.len() - start,
            };
            if length > LONGEST_ROW {
                let (what, help) = match self.form {
                    Form::Csv { .. } => ("row", "is a quote in it or before it not closed?"),
                    Form::JsonLines => ("line", "each line holds one candidate"),
                };
                let message = format!("a {what} is longer than {LONGEST_ROW} bytes");
                return Err(Stopped::at(line, Code::Syntax, message, help));
            }
            let (end, cut) = match found {
                Found::Row { end, cut, .. } => (start + end, cut),
                Found::Part => return Ok(None),
                Found::Open => {
                    let message = "a cell goes on to the end of the table";
                    let help = "a quote in this row is not closed";
                    return Err(Stopped::at(line, Code::Syntax, message, help));
                }
            };
            *at += length;
            if let Cut::Parsed(..) = cut {
                self.line = self.line.saturating_add(line_feeds(&text[start..*at]));
            }
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

    /// The row with which a text begins.
    fn find(&mut self, text: &[u8], parsed: &mut Parsed) -> Found {
        let feed = memchr(b'\n', text);
        let line = &text[..feed.unwrap_or(text.len())];
        let (end, cut) = match self.form {
            Form::JsonLines => (line.trim_ascii_end().len(), Cut::Nowhere),
            Form::Csv { delimiter, .. } => {
                let end = match memchr2(b'"', b'\r', line) {
                    None => line.len(),
                    // The end of the line has two signs.
                    Some(place) if line[place..] == *b"\r" && feed.is_some() => place,
                    Some(_) => return self.parse(text, parsed),
                };
                (end, Cut::AtSigns(delimiter))
            }
        };
        if feed.is_none() && (!self.is_at_end || text.is_empty()) {
            return Found::Part;
        }
        Found::Row {
            length: line.len(),
            end,
            cut,
        }
    }

    /// The same by the crate's parser, which knows quotes and lone carriage returns.
    fn parse(&mut self, text: &[u8], parsed: &mut Parsed) -> Found {
        let (start, first) = (parsed.text.len(), parsed.ends.len());
        let (mut length, mut end, mut ended) = (0, start, first);
        // Begin anew: a blank line changes nothing, but what comes first of all could be a byte-order mark.
        self.parser.reset();
        self.parser.read_record(b"\n", &mut [], &mut []);
        let found = loop {
            parsed.text.resize(end + MORE_BYTES, 0);
            parsed.ends.resize(ended + MORE_CELLS, 0);
            // Behind the last byte a line ends, unless a quote is open.
            let input = match &text[length..] {
                [] if self.is_at_end => b"\n",
                rest => rest,
            };
            let is_behind = length == text.len();
            let (result, read, written, cells) =
                self.parser
                    .read_record(input, &mut parsed.text[end..], &mut parsed.ends[ended..]);
            (end, ended) = (end + written, ended + cells);
            length = text.len().min(length + read);
            match result {
                Record => {
                    break Found::Row {
                        length,
                        end: length,
                        cut: Cut::Parsed(start, first..ended),
                    };
                }
                InputEmpty if is_behind && self.is_at_end => break Found::Open,
                InputEmpty if !self.is_at_end => break Found::Part,
                _ => {}
            }
        };
        if let Found::Row { .. } = found {
            parsed.text.truncate(end);
            parsed.ends.truncate(ended);
        } else {
            parsed.text.truncate(start);
            parsed.ends.truncate(first);
        }
        found
    }
}

/// How many lines end in a text.
pub fn line_feeds(text: &[u8]) -> u32 {
    text.iter().filter(|byte| **byte == b'\n').count() as u32
}

/// Room for this many bytes of a row is made at a time, and for this many cells.
const MORE_BYTES: usize = 256;
const MORE_CELLS: usize = 64;

/// What a text begins with.
enum Found {
    /// A row of this length, whose cells end here.
    Row { length: usize, end: usize, cut: Cut },
    /// A row of which more must be read.
    Part,
    /// A row with a quote that is not closed, at the end of the table.
    Open,
}
