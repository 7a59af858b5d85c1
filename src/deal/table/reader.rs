//! Takes the rows of a table in, some at a time: memory does not grow with the table.

use std::io::{self, ErrorKind, Read};
use std::ops::Range;

use csv_core::ReadRecordResult::{InputEmpty, Record};
use memchr::{memchr, memchr2};

use super::columns::Columns;
use super::dialect::Form;
use super::map::Map;
use super::row::RowProblem;
use super::split::{Cut, RawRow, Row, Splitter};
use crate::model::Code;

/// A longer row is a quote that was not closed, and would fill the memory.
const LONGEST_ROW: usize = 1 << 20;

/// How much of a table makes a batch.
pub const BATCH: usize = 1 << 16;

/// A table of which rows are still to come.
#[derive(Debug)]
pub struct Reader<R> {
    input: R,
    form: Form,
    parser: Box<csv_core::Reader>,
    /// What was read and is part of no batch yet, and the line on which it begins.
    rest: Vec<u8>,
    line: u32,
    /// How much was read so far.
    bytes: u64,
    is_at_end: bool,
    /// Why no more could be read, until it is said.
    failed: Option<io::Error>,
    /// Whether no row was handed out yet.
    is_at_start: bool,
}

/// Some rows, in order. The same one is filled again and again.
#[derive(Debug, Default)]
pub struct Batch {
    text: Vec<u8>,
    rows: Vec<Place>,
    parsed: Parsed,
    is_first: bool,
}

/// Where a row stands.
#[derive(Clone, Debug)]
struct Place {
    /// The line on which it begins.
    line: u32,
    /// From where to where in the text.
    start: usize,
    end: usize,
    cut: PlaceCut,
}

/// How the row falls into cells.
#[derive(Clone, Debug)]
enum PlaceCut {
    /// It has neither quotes nor line breaks: cells are what stands between these signs.
    AtSigns(u8),
    /// It is a line of JSON.
    Nowhere,
    /// It was parsed: where its cells begin there, and which of the ends are theirs.
    Parsed(usize, Range<usize>),
}

/// The cells of rows with quotes, without them, and where in its row each ends.
#[derive(Debug, Default)]
struct Parsed {
    text: Vec<u8>,
    ends: Vec<usize>,
}

impl Place {
    fn row<'a>(&self, text: &'a [u8], parsed: &'a Parsed) -> RawRow<'a> {
        let (text, cut) = match &self.cut {
            PlaceCut::AtSigns(sign) => (text, Cut::AtSigns(*sign, self.start, self.end)),
            PlaceCut::Nowhere => (text, Cut::Nowhere(self.start, self.end)),
            PlaceCut::Parsed(start, ends) => {
                let ends = &parsed.ends[ends.clone()];
                (parsed.text.as_slice(), Cut::At(*start, ends))
            }
        };
        RawRow {
            line: self.line,
            text,
            cut,
        }
    }
}

impl Batch {
    /// The rows.
    pub fn rows(&self) -> impl Iterator<Item = RawRow<'_>> {
        let rows = self.rows.iter();
        rows.map(|place| place.row(&self.text, &self.parsed))
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// Whether these are the first rows of the table.
    pub fn is_first(&self) -> bool {
        self.is_first
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
    fn at(line: u32, code: Code, message: impl Into<String>, help: &str) -> Self {
        Stopped::Row(Box::new(RowProblem::of_row(line, code, message).help(help)))
    }
}

impl<R: Read> Reader<R> {
    /// Opens a table, and reads the names of its columns if it has any.
    pub fn open(
        input: R,
        form: Form,
        map: Option<&Map>,
    ) -> Result<(Self, Option<Columns>, Vec<RowProblem>), Stopped> {
        let mut parser = csv_core::ReaderBuilder::new();
        if let Form::Csv { delimiter, .. } = form {
            parser.delimiter(delimiter);
        }
        let mut reader = Self {
            input,
            form,
            parser: Box::new(parser.build()),
            rest: Vec::new(),
            line: 1,
            bytes: 0,
            is_at_end: false,
            failed: None,
            is_at_start: true,
        };
        let mut parsed = Parsed::default();
        let first = reader.first(&mut parsed)?;
        let Form::Csv { has_header, .. } = form else {
            return Ok((reader, None, Vec::new()));
        };
        let Some(first) = first else {
            let help = "its first row names the columns";
            return Err(Stopped::at(1, Code::Empty, "the table is empty", help));
        };
        let mut splitter = Splitter::default();
        let row = splitter.split(first.row(&reader.rest, &parsed));
        let header = header(row, has_header)?;
        if has_header {
            let names = reader.rest.drain(..first.end);
            reader.line += names.filter(|byte| *byte == b'\n').count() as u32;
        }
        let (columns, mut problems) = Columns::of(header, map);
        for problem in &mut problems {
            problem.line = first.line;
        }
        Ok((reader, Some(columns), problems))
    }

    /// Finds the first row, and leaves it where it is.
    fn first(&mut self, parsed: &mut Parsed) -> Result<Option<Place>, Stopped> {
        loop {
            let mut text = std::mem::take(&mut self.rest);
            self.fill(&mut text, BATCH);
            if text.starts_with("\u{feff}".as_bytes()) {
                text.drain(..3);
            }
            let found = self.next(&text, &mut 0, parsed);
            self.rest = text;
            self.line = 1;
            if let Some(error) = self.failed.take() {
                return Err(Stopped::Io(error));
            }
            match found? {
                None if !self.is_at_end => {}
                found => return Ok(found),
            }
        }
    }

    /// Fills a batch with the rows of the next `most` bytes or so, or with one that is longer; an empty one
    /// is the end.
    pub fn read(&mut self, batch: &mut Batch, most: usize) -> Result<(), Stopped> {
        let Batch {
            text,
            rows,
            parsed,
            is_first,
        } = batch;
        *is_first = std::mem::take(&mut self.is_at_start);
        rows.clear();
        parsed.text.clear();
        parsed.ends.clear();
        std::mem::swap(text, &mut self.rest);
        self.rest.clear();
        let mut at = 0;
        while rows.is_empty() {
            self.fill(text, most);
            while let Some(row) = self.next(text, &mut at, parsed)? {
                rows.push(row);
            }
            if let Some(error) = self.failed.take() {
                return Err(Stopped::Io(error));
            }
            if self.is_at_end {
                break;
            }
        }
        self.rest.extend_from_slice(&text[at..]);
        Ok(())
    }

    /// How many bytes were taken so far.
    pub fn bytes(&self) -> u64 {
        self.bytes
    }

    /// Reads so much more, if there is.
    fn fill(&mut self, text: &mut Vec<u8>, most: usize) {
        let before = text.len();
        text.resize(before + most, 0);
        let mut filled = before;
        while filled < text.len() && !self.is_at_end && self.failed.is_none() {
            match self.input.read(&mut text[filled..]) {
                Ok(0) => self.is_at_end = true,
                Ok(read) => filled += read,
                Err(error) if error.kind() == ErrorKind::Interrupted => {}
                Err(error) => self.failed = Some(error),
            }
        }
        text.truncate(filled);
        self.bytes += (filled - before) as u64;
    }

    /// The next row of a text from `at` on, which goes on behind it; `None` if the text does not hold all of
    /// it.
    fn next(
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
            if let PlaceCut::Parsed(..) = cut {
                let feeds = text[start..*at].iter().filter(|byte| **byte == b'\n');
                self.line = self.line.saturating_add(feeds.count() as u32);
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
            Form::JsonLines => (line.trim_ascii_end().len(), PlaceCut::Nowhere),
            Form::Csv { delimiter, .. } => {
                let end = match memchr2(b'"', b'\r', line) {
                    None => line.len(),
                    // The end of the line has two signs.
                    Some(place) if line[place..] == *b"\r" && feed.is_some() => place,
                    Some(_) => return self.parse(text, parsed),
                };
                (end, PlaceCut::AtSigns(delimiter))
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
                        cut: PlaceCut::Parsed(start, first..ended),
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

/// Room for this many bytes of a row is made at a time, and for this many cells.
const MORE_BYTES: usize = 256;
const MORE_CELLS: usize = 64;

/// What a text begins with.
enum Found {
    /// A row of this length, whose cells end here.
    Row {
        length: usize,
        end: usize,
        cut: PlaceCut,
    },
    /// A row of which more must be read.
    Part,
    /// A row with a quote that is not closed, at the end of the table.
    Open,
}

/// The names of the columns, from the first row if it holds them.
fn header(first: Row<'_>, has_header: bool) -> Result<Vec<String>, Stopped> {
    if matches!(first.get(0), Some([0xFF, 0xFE, ..] | [0xFE, 0xFF, ..])) {
        return Err(Stopped::at(
            1,
            Code::Unreadable,
            "the table is UTF-16",
            "save it as UTF-8, for example with `iconv -f UTF-16 -t UTF-8`",
        ));
    }
    if !has_header {
        return Ok((1..=first.len()).map(|number| number.to_string()).collect());
    }
    let names = first
        .iter()
        .map(|name| std::str::from_utf8(name).map(|name| name.trim().to_owned()));
    names.collect::<Result<_, _>>().map_err(|_| {
        Stopped::at(
            1,
            Code::Unreadable,
            "the names of the columns are not UTF-8 text",
            "save the table as UTF-8, for example with `iconv -f LATIN1 -t UTF-8`; a compressed one goes through \
             `zcat FILE | partner-eval … --candidates -`",
        )
    })
}
