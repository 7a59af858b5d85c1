//! Takes the rows of a table in, some at a time: memory does not grow with the table.

use std::io::{self, BufRead, BufReader, Read};

use csv::ByteRecord;

use super::columns::Columns;
use super::dialect::Form;
use super::map::Map;
use super::row::RowProblem;
use crate::model::Code;

/// A longer row is a quote that was not closed, and would fill the memory.
const LONGEST_ROW: usize = 1 << 20;

/// Rows longer than this are rare, and their memory is given back.
const LONG_ROW: usize = 1 << 14;

/// No batch holds much more than this.
const MOST_BYTES: usize = 1 << 18;

/// How much is asked of the file at a time.
const BUFFER: usize = 1 << 17;

/// A table of which rows are still to come.
#[derive(Debug)]
pub struct Reader<R> {
    rows: Input<R>,
    /// The first record of a table without a header.
    first: Option<(u32, ByteRecord)>,
    is_at_start: bool,
}

#[derive(Debug)]
enum Input<R> {
    Cells(Box<Cells<R>>),
    Lines {
        reader: BufReader<Counted<R>>,
        line: u32,
    },
}

#[derive(Debug)]
struct Cells<R> {
    reader: csv::Reader<Counted<R>>,
    /// Whether a row ends with a line feed alone. With CRLF the crate stops between the two.
    ends_with_feed: bool,
}

/// Some rows, in order. The same one is filled again and again.
#[derive(Debug, Default)]
pub struct Batch {
    rows: Vec<(u32, ByteRecord)>,
    len: usize,
    is_first: bool,
}

impl Batch {
    /// The rows, each with the line on which it begins: its cells, or its line as the only one.
    pub fn rows(&self) -> &[(u32, ByteRecord)] {
        &self.rows[..self.len]
    }

    /// Whether these are the first rows of the table.
    pub fn is_first(&self) -> bool {
        self.is_first
    }

    fn next(&mut self) -> &mut (u32, ByteRecord) {
        if self.len == self.rows.len() {
            self.rows.push((0, ByteRecord::new()));
        } else if self.rows[self.len].1.as_slice().len() > LONG_ROW {
            // Its memory would stay.
            self.rows[self.len].1 = ByteRecord::new();
        }
        &mut self.rows[self.len]
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

impl From<io::Error> for Stopped {
    fn from(error: io::Error) -> Self {
        Stopped::Io(error)
    }
}

impl<R: Read> Reader<R> {
    /// Opens a table, and reads the names of its columns if it has any.
    pub fn open(
        input: R,
        form: Form,
        map: Option<&Map>,
    ) -> Result<(Self, Option<Columns>, Vec<RowProblem>), Stopped> {
        let input = Counted {
            input,
            bytes: 0,
            last: 0,
            last_solid: 0,
            in_row: 0,
        };
        let Form::Csv {
            delimiter,
            has_header,
        } = form
        else {
            let reader = BufReader::with_capacity(BUFFER, input);
            let rows = Input::Lines { reader, line: 0 };
            let reader = Self {
                rows,
                first: None,
                is_at_start: true,
            };
            return Ok((reader, None, Vec::new()));
        };
        let reader = csv::ReaderBuilder::new()
            .delimiter(delimiter)
            .has_headers(false)
            .flexible(true)
            .buffer_capacity(BUFFER)
            .from_reader(input);
        let mut cells = Cells {
            reader,
            ends_with_feed: true,
        };
        let mut first = ByteRecord::new();
        let stopped = |code, message: &str, help: &str| {
            let problem = RowProblem::of_row(1, code, message);
            Err(Stopped::Row(Box::new(problem.help(help))))
        };
        let Some(line) = cells.next(&mut first)? else {
            let help = "its first row names the columns";
            return stopped(Code::Empty, "the table is empty", help);
        };
        let feeds = first.as_slice().iter().filter(|byte| **byte == b'\n');
        cells.ends_with_feed = cells.reader.position().line() > 1 + feeds.count() as u64;
        if matches!(first.get(0), Some([0xFF, 0xFE, ..] | [0xFE, 0xFF, ..])) {
            return stopped(
                Code::Unreadable,
                "the table is UTF-16",
                "save it as UTF-8, for example with `iconv -f UTF-16 -t UTF-8`",
            );
        }
        let header: Vec<String> = if has_header {
            let names = first
                .iter()
                .map(|name| std::str::from_utf8(name).map(|name| name.trim().to_owned()));
            let Ok(names) = names.collect() else {
                return stopped(
                    Code::Unreadable,
                    "the names of the columns are not UTF-8 text",
                    "save the table as UTF-8, for example with `iconv -f LATIN1 -t UTF-8`; a compressed \
                     one goes through `zcat FILE | partner-eval … --candidates -`",
                );
            };
            names
        } else {
            (1..=first.len()).map(|number| number.to_string()).collect()
        };
        let (columns, mut problems) = Columns::of(header, map);
        for problem in &mut problems {
            problem.line = line;
        }
        let rows = Input::Cells(Box::new(cells));
        let first = (!has_header).then_some((line, first));
        let reader = Self {
            rows,
            first,
            is_at_start: true,
        };
        Ok((reader, Some(columns), problems))
    }

    /// Fills a batch with up to `most` rows, fewer where they are long; an empty one is the end.
    pub fn read(&mut self, batch: &mut Batch, most: usize) -> Result<(), Stopped> {
        batch.len = 0;
        batch.is_first = std::mem::take(&mut self.is_at_start);
        if let Some(first) = self.first.take() {
            *batch.next() = first;
            batch.len += 1;
        }
        let mut bytes = 0;
        while batch.len < most && bytes < MOST_BYTES {
            let (at, record) = batch.next();
            let line = match &mut self.rows {
                Input::Cells(cells) => cells.next(record)?,
                Input::Lines { reader, line } => next_line(reader, line, record)?.then_some(*line),
            };
            let Some(line) = line else { break };
            *at = line;
            bytes += record.as_slice().len();
            batch.len += 1;
        }
        Ok(())
    }

    /// How many bytes were taken so far.
    pub fn bytes(&self) -> u64 {
        match &self.rows {
            Input::Cells(cells) => cells.reader.get_ref().bytes,
            Input::Lines { reader, .. } => reader.get_ref().bytes,
        }
    }
}

impl<R: Read> Cells<R> {
    /// Reads the next record, and says on which line it begins.
    fn next(&mut self, record: &mut ByteRecord) -> Result<Option<u32>, Stopped> {
        let Cells {
            reader,
            ends_with_feed,
        } = self;
        let before = reader.position().line();
        reader.get_mut().in_row = 0;
        let is_there = reader
            .read_byte_record(record)
            .map_err(|error| stopped(error, before))?;
        // The record begins after the line feeds that came before it: blank lines, and that of a CRLF.
        let after = reader.position().line();
        let is_at_end = reader.position().byte() == reader.get_ref().bytes;
        let has_feed = *ends_with_feed && !(is_at_end && reader.get_ref().last != b'\n');
        let mut within = u64::from(has_feed);
        if after - before > within {
            let feeds = record.as_slice().iter().filter(|byte| **byte == b'\n');
            within += feeds.count() as u64;
        }
        let line = after.saturating_sub(within).max(before);
        // Only a closed quote can end a cell of several lines.
        let goes_on = |cell: &[u8]| cell.contains(&b'\n') && reader.get_ref().last_solid != b'"';
        if is_there && is_at_end && record.iter().next_back().is_some_and(goes_on) {
            let message = "a cell goes on to the end of the table";
            let problem = RowProblem::of_row(narrow(line), Code::Syntax, message);
            return Err(Stopped::Row(Box::new(
                problem.help("a quote in this row is not closed"),
            )));
        }
        Ok(is_there.then_some(narrow(line)))
    }
}

fn stopped(error: csv::Error, line: u64) -> Stopped {
    match error.into_kind() {
        csv::ErrorKind::Io(error) if error.kind() == io::ErrorKind::FileTooLarge => {
            let message = format!("a row is longer than {LONGEST_ROW} bytes");
            let problem = RowProblem::of_row(narrow(line), Code::Syntax, message);
            Stopped::Row(Box::new(
                problem.help("is a quote in it or before it not closed?"),
            ))
        }
        csv::ErrorKind::Io(error) => Stopped::Io(error),
        // Records of any length and of any bytes are read.
        other => Stopped::Io(io::Error::other(format!("{other:?}"))),
    }
}

fn narrow(line: u64) -> u32 {
    u32::try_from(line).unwrap_or(u32::MAX)
}

/// The next line that is not blank, as the only cell of a record.
fn next_line<R: Read>(
    reader: &mut BufReader<Counted<R>>,
    line: &mut u32,
    record: &mut ByteRecord,
) -> Result<bool, Stopped> {
    let mut text = Vec::new();
    loop {
        text.clear();
        *line = line.saturating_add(1);
        reader.get_mut().in_row = 0;
        reader
            .by_ref()
            .take(LONGEST_ROW as u64 + 1)
            .read_until(b'\n', &mut text)?;
        if text.is_empty() {
            return Ok(false);
        }
        if text.len() > LONGEST_ROW {
            let message = format!("a line is longer than {LONGEST_ROW} bytes");
            let problem = RowProblem::of_row(*line, Code::Syntax, message);
            return Err(Stopped::Row(Box::new(
                problem.help("each line holds one candidate"),
            )));
        }
        let bytes = match *line {
            1 => text.strip_prefix("\u{feff}".as_bytes()).unwrap_or(&text),
            _ => &text,
        };
        let bytes = bytes.trim_ascii_end();
        if !bytes.is_empty() {
            record.clear();
            record.push_field(bytes);
            return Ok(true);
        }
    }
}

/// Counts what is read, in all and in one row.
#[derive(Debug)]
struct Counted<R> {
    input: R,
    bytes: u64,
    /// The last byte that was read, and the last that ends no line.
    last: u8,
    last_solid: u8,
    in_row: usize,
}

impl<R: Read> Read for Counted<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        if self.in_row > LONGEST_ROW {
            return Err(io::ErrorKind::FileTooLarge.into());
        }
        let read = self.input.read(buffer)?;
        self.in_row += read;
        self.bytes += read as u64;
        let end = |is_meant: fn(&u8) -> bool| buffer[..read].iter().rev().copied().find(is_meant);
        self.last = end(|_| true).unwrap_or(self.last);
        self.last_solid = end(|byte| !matches!(byte, b'\r' | b'\n')).unwrap_or(self.last_solid);
        Ok(read)
    }
}
