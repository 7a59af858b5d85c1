//! Takes the rows of a table in, some at a time: memory does not grow with the table.

use std::io::{self, ErrorKind, Read};
use std::sync::Arc;

use memchr::memchr2;

use super::find::Finder;
use super::form::{Form, Shape};
use super::left_out::LeftOut;
use super::split::{Row, Splitter};
use super::stopped::{LONGEST_ROW, Stopped, Why};
use super::text::{RawRow, RowPlace, Text, Unquoted};

/// How much of a table makes a batch.
pub const BATCH: usize = 1 << 16;

/// Where the rows of a table come from.
pub trait Rows {
    /// Fills a batch with the rows of the next `most` bytes or so, or with one that is longer; an empty one
    /// is the end, or, with an error, why nothing more can be read.
    fn read(&mut self, batch: &mut Batch, most: usize) -> Result<(), Stopped>;

    /// The rows of nothing but empty cells, which are left out; more come while it is read.
    fn left_out(&self) -> Arc<LeftOut>;

    /// How many bytes were taken so far.
    fn bytes(&self) -> u64;
}

impl<T: Rows + ?Sized> Rows for Box<T> {
    fn read(&mut self, batch: &mut Batch, most: usize) -> Result<(), Stopped> {
        (**self).read(batch, most)
    }

    fn left_out(&self) -> Arc<LeftOut> {
        (**self).left_out()
    }

    fn bytes(&self) -> u64 {
        (**self).bytes()
    }
}

/// A table of which rows are still to come.
#[derive(Debug)]
pub struct Reader<R> {
    input: R,
    /// Who finds the rows in what was read.
    finder: Finder,
    /// What was read and is part of no batch yet.
    rest: Vec<u8>,
    /// How much was read so far.
    bytes: u64,
    /// Why no more could be read, until it is said.
    failed: Option<io::Error>,
    /// How many rows were handed out so far.
    rows: u64,
}

/// Some rows, in order. The same one is filled again and again.
#[derive(Debug, Default)]
pub struct Batch {
    text: Vec<u8>,
    rows: Vec<RowPlace>,
    unquoted: Unquoted,
    before: u64,
}

impl Batch {
    /// The rows. Whether they are UTF-8 is looked at once for all of them.
    pub fn rows(&self) -> impl Iterator<Item = RawRow<'_>> {
        // After the last row stands what belongs to none yet, perhaps a part of a letter.
        let end = self.rows.last().map_or(0, |row| row.end);
        let text = Text::checked(&self.text[..end]);
        let unquoted = Text::checked(&self.unquoted.text);
        self.rows.iter().map(move |place| RawRow {
            place,
            text,
            unquoted,
            starts: &self.unquoted.starts,
        })
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// How many rows of the table come before them.
    pub fn before(&self) -> u64 {
        self.before
    }

    /// Forgets all rows and keeps their memory; for rows that stand apart from any text, behind so many others.
    pub(super) fn refill(&mut self, before: u64) -> (&mut Vec<RowPlace>, &mut Unquoted) {
        self.before = before;
        self.text.clear();
        self.rows.clear();
        self.unquoted.clear();
        (&mut self.rows, &mut self.unquoted)
    }
}

/// The names of the columns of a table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Header {
    /// The names; numbers where the table has none.
    pub names: Vec<String>,
    /// The line of the first row.
    pub line: u32,
}

impl<R: Read> Reader<R> {
    /// Opens a table, and reads the names of its columns; JSON lines have none.
    pub fn open(input: R, shape: impl Into<Shape>) -> Result<(Self, Option<Header>), Stopped> {
        let shape = shape.into();
        let form = shape.form;
        let mut reader = Self {
            input,
            finder: Finder::new(shape),
            rest: Vec::new(),
            bytes: 0,
            failed: None,
            rows: 0,
        };
        let mut unquoted = Unquoted::default();
        let first = reader.first(shape.lines_above, &mut unquoted)?;
        let text = first
            .as_ref()
            .map_or(&[][..], |(row, _)| &reader.rest[row.start..row.end]);
        let line = first.as_ref().map_or(1, |(row, _)| row.line);
        // With its mark or without: every other byte of plain letters is 0.
        if matches!(text, [0xFF, 0xFE, ..] | [0xFE, 0xFF, ..]) || text.contains(&0) {
            return Err(Stopped::at(line, Why::NoText));
        }
        match (form, first) {
            // Some lines of a list can be objects, and would be all that is seen of it.
            (Form::JsonLines, _) if text.trim_ascii_start().starts_with(b"[") => {
                Err(Stopped::at(line, Why::JsonList))
            }
            (Form::JsonLines, None) => Ok((reader, None)),
            (Form::JsonLines, Some((row, _))) => {
                reader.put_back(&row);
                Ok((reader, None))
            }
            (Form::Csv { .. }, None) => Err(Stopped::at(1, Why::Empty)),
            (Form::Csv { has_header, .. }, Some((row, after))) => {
                let raw = RawRow {
                    place: &row,
                    text: Text::unchecked(&reader.rest),
                    unquoted: Text::unchecked(&unquoted.text),
                    starts: &unquoted.starts,
                };
                let names = names(Splitter::default().split(raw), has_header)?;
                if has_header {
                    reader.rest.drain(..after);
                } else {
                    reader.put_back(&row);
                }
                Ok((reader, Some(Header { names, line })))
            }
        }
    }

    /// Finds the first row as soon as it is there, and where it ends; leaves it in `rest`.
    fn first(
        &mut self,
        lines_above: u32,
        unquoted: &mut Unquoted,
    ) -> Result<Option<(RowPlace, usize)>, Stopped> {
        let mark = "\u{feff}".as_bytes();
        let mut text = Vec::new();
        while mark.starts_with(&text) && text.len() < mark.len() && !self.is_over() {
            self.read_once(&mut text, BATCH);
        }
        if text.starts_with(mark) {
            text.drain(..mark.len());
        }
        for _ in 0..lines_above {
            self.skip_line(&mut text);
        }
        let mut looked = 0;
        loop {
            // A row that goes on and on is not looked at again for every byte.
            let is_line_break = |byte: &u8| matches!(byte, b'\r' | b'\n');
            let may_end = text[looked..].iter().any(is_line_break);
            if self.is_over() || may_end || text.len() > LONGEST_ROW {
                let mut at = 0;
                let found = self.finder.next(&text, &mut at, unquoted)?;
                if found.is_some() || self.finder.is_at_end {
                    self.rest = text;
                    return Ok(found.map(|row| (row, at)));
                }
                if let Some(error) = self.failed.take() {
                    return Err(Stopped::Io(error));
                }
                text.drain(..at);
            }
            looked = text.len();
            self.read_once(&mut text, BATCH);
        }
    }

    /// Takes a line off the start, as soon as it is there; what of it is in `text`, and all that comes before its end.
    fn skip_line(&mut self, text: &mut Vec<u8>) {
        loop {
            // A line feed may come behind a carriage return.
            let is_all_there =
                |end: &usize| text[*end] == b'\n' || end + 1 < text.len() || self.is_over();
            let line_break = memchr2(b'\r', b'\n', text);
            if let Some(end) = line_break.filter(is_all_there) {
                let length = if text[end..].starts_with(b"\r\n") {
                    2
                } else {
                    1
                };
                text.drain(..end + length);
                return self.finder.skip_line();
            }
            text.drain(..line_break.unwrap_or(text.len()));
            if self.is_over() {
                return;
            }
            self.read_once(text, BATCH);
        }
    }

    /// Makes the first row, which is in `rest`, the next one.
    fn put_back(&mut self, first: &RowPlace) {
        self.finder.go_back_to(first);
        self.rest.drain(..first.start);
    }

    /// Whether nothing more can be read.
    fn is_over(&self) -> bool {
        self.finder.is_at_end || self.failed.is_some()
    }

    /// Reads on until there is so much, if there is.
    fn fill(&mut self, text: &mut Vec<u8>, full: usize) {
        while text.len() < full && !self.is_over() {
            self.read_once(text, full - text.len());
        }
    }

    /// Reads what is there, so much at most.
    fn read_once(&mut self, text: &mut Vec<u8>, most: usize) {
        let before = text.len();
        text.resize(before + most, 0);
        let read = match self.input.read(&mut text[before..]) {
            Ok(read) => {
                self.finder.is_at_end = read == 0;
                read
            }
            Err(error) => {
                // Else it is to be tried again.
                if error.kind() != ErrorKind::Interrupted {
                    self.failed = Some(error);
                }
                0
            }
        };
        text.truncate(before + read);
        self.bytes += read as u64;
    }
}

impl<R: Read> Rows for Reader<R> {
    fn read(&mut self, batch: &mut Batch, most: usize) -> Result<(), Stopped> {
        let Batch {
            text,
            rows,
            unquoted,
            before,
        } = batch;
        *before = self.rows;
        rows.clear();
        unquoted.clear();
        std::mem::swap(text, &mut self.rest);
        self.rest.clear();
        let mut at = 0;
        self.fill(text, most);
        loop {
            while rows.is_empty() || at < most {
                match self.finder.next(text, &mut at, unquoted) {
                    Ok(Some(row)) => rows.push(row),
                    Ok(None) => break,
                    Err(stopped) if rows.is_empty() => return Err(stopped),
                    // It is found again, once these rows are handed out.
                    Err(_) => break,
                }
            }
            self.rows += rows.len() as u64;
            if !rows.is_empty() {
                break;
            }
            if let Some(error) = self.failed.take() {
                return Err(Stopped::Io(error));
            }
            if self.finder.is_at_end {
                break;
            }
            text.drain(..at);
            at = 0;
            // What is not all of a row is looked at again: it doubles, so that this stays a matter of twice.
            self.fill(text, most.max(2 * text.len()));
        }
        self.rest.extend_from_slice(&text[at..]);
        Ok(())
    }

    fn left_out(&self) -> Arc<LeftOut> {
        Arc::clone(&self.finder.left_out)
    }

    fn bytes(&self) -> u64 {
        self.bytes
    }
}

/// The names of the columns, from the first row if it holds them.
fn names(first: Row<'_>, has_header: bool) -> Result<Vec<String>, Stopped> {
    if let Some((cell, behind)) = first.goes_on() {
        // Cut at the wrong sign, it is one cell.
        let is_cut_elsewhere = matches!(behind.first(), Some(b',' | b';' | b'\t' | b'|' | b'^'));
        let [cell, behind] = [cell, behind].map(|text| String::from_utf8_lossy(text).into_owned());
        if is_cut_elsewhere && has_header {
            return Ok(vec![cell + &behind]);
        }
        return Err(Stopped::at(first.line, Why::GoesOn(cell, behind)));
    }
    if !has_header {
        return Ok((1..=first.len()).map(|number| number.to_string()).collect());
    }
    let names = first.iter().map(|name| match std::str::from_utf8(name) {
        Ok(name) => Ok(name.trim().to_owned()),
        Err(_) => Err(Stopped::at(first.line, Why::NoTextInHeader(name.to_vec()))),
    });
    names.collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    // The name is taken below.
    use super::Rows as _;
    use proptest::prelude::*;

    const CSV: Form = Form::Csv {
        delimiter: b',',
        has_header: false,
    };

    type Rows = Vec<(u32, Vec<Vec<u8>>)>;

    /// A text that comes so many bytes at a time, and how often it was read.
    struct Pieces<'a> {
        text: &'a [u8],
        most: usize,
        reads: u32,
    }

    impl<'a> Pieces<'a> {
        fn new(text: &'a [u8], most: usize) -> Self {
            Self {
                text,
                most,
                reads: 0,
            }
        }
    }

    impl Read for Pieces<'_> {
        fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
            self.reads += 1;
            let most = buffer.len().min(self.most);
            self.text.read(&mut buffer[..most])
        }
    }

    /// The rows with their lines, of a table that comes so many bytes at a time; whether it was read to its
    /// end.
    fn rows(text: &[u8], most: usize) -> (Rows, bool) {
        let mut rows = Vec::new();
        let Ok((mut reader, ..)) = Reader::open(Pieces::new(text, most), CSV) else {
            return (rows, false);
        };
        let (mut batch, mut splitter) = (Batch::default(), Splitter::default());
        loop {
            let read = reader.read(&mut batch, most);
            for raw in batch.rows() {
                let row = splitter.split(raw);
                rows.push((row.line, row.iter().map(<[u8]>::to_vec).collect()));
            }
            if read.is_err() || batch.is_empty() {
                return (rows, read.is_ok());
            }
        }
    }

    /// What the csv crate finds.
    fn expected(text: &[u8]) -> Rows {
        let mut reader = csv::ReaderBuilder::new()
            .has_headers(false)
            .flexible(true)
            .from_reader(text);
        let is_break = |byte: &&u8| matches!(byte, b'\r' | b'\n');
        let records = reader.byte_records().map(|record| {
            let record = record.expect("a record");
            // It begins after the line breaks before it.
            let start = record.position().map_or(0, |position| position.byte()) as usize;
            let breaks = text[start..].iter().take_while(is_break).count();
            let before = &text[..start + breaks];
            let both = before.windows(2).filter(|pair| *pair == b"\r\n").count();
            let line = 1 + before.iter().filter(is_break).count() - both;
            (line as u32, record.iter().map(<[u8]>::to_vec).collect())
        });
        records.collect()
    }

    proptest! {
        #[test]
        fn rows_are_those_of_the_csv_crate_however_they_are_read(
            text in "a([a,\"\n\r]|\r\n|\u{feff}|\"\"|,\"){0,40}",
            most in 1usize..20,
        ) {
            let text = text.as_bytes();
            let (found, is_whole) = rows(text, most);
            // Text behind a closing quote in the first row: the names cannot be told.
            if found.is_empty() {
                return Ok(());
            }
            let mut expected = expected(text);
            if !is_whole {
                // A quote is open, which the crate closes.
                expected.pop();
            }
            let is_blank = |cell: &Vec<u8>| cell.iter().all(|byte| *byte == b',' || byte.is_ascii_whitespace());
            expected.retain(|(_, cells)| !cells.iter().all(is_blank));
            prop_assert_eq!(found.len(), expected.len());
            for (found, expected) in found.into_iter().zip(expected) {
                prop_assert_eq!(found.0, expected.0);
                // The crate takes the text behind a closing quote as a part of the cell.
                if !found.1.is_empty() {
                    prop_assert_eq!(found.1, expected.1);
                }
            }
        }
    }

    /// An input that fails after some bytes.
    struct Failing<'a>(&'a [u8]);

    impl Read for Failing<'_> {
        fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
            match self.0.read(buffer)? {
                0 => Err(io::Error::other("gone")),
                read => Ok(read),
            }
        }
    }

    #[test]
    fn rows_before_a_failure_are_read() {
        let rest = "a,1\n".repeat(BATCH);
        let (mut reader, ..) = Reader::open(Failing(rest.as_bytes()), CSV).expect("opened");
        let (mut batch, mut count) = (Batch::default(), 0);
        let error = loop {
            let read = reader.read(&mut batch, BATCH);
            count += batch.rows().count();
            if let Err(error) = read {
                break error;
            }
        };
        assert!(matches!(error, Stopped::Io(error) if error.to_string() == "gone"));
        assert_eq!(count, BATCH);
    }

    #[test]
    fn blank_lines_take_no_memory() {
        let blanks = "\r\n".repeat(20 * BATCH);
        let text = format!("{blanks}a,1\n{blanks}b,2{blanks}");
        let (mut reader, ..) = Reader::open(text.as_bytes(), CSV).expect("opened");
        assert!(reader.rest.capacity() <= 4 * BATCH);
        let (mut batch, mut lines) = (Batch::default(), Vec::new());
        while reader.read(&mut batch, BATCH).is_ok() && !batch.is_empty() {
            lines.extend(batch.rows().map(|row| row.place.line));
            assert!(batch.text.capacity() <= 4 * BATCH);
        }
        let blanks = 20 * BATCH as u32;
        assert_eq!(lines, [blanks + 1, 2 * blanks + 2]);
    }

    #[test]
    fn a_long_row_is_looked_at_a_few_times() {
        let text = format!("a,b\n\"{}\",c\n", "\n".repeat(16 * BATCH - 10));
        let input = Pieces::new(text.as_bytes(), usize::MAX);
        let (mut reader, ..) = Reader::open(input, CSV).expect("opened");
        let (mut batch, mut count) = (Batch::default(), 0);
        while reader.read(&mut batch, BATCH).is_ok() && !batch.is_empty() {
            count += batch.rows().count();
        }
        assert_eq!(count, 2);
        // One for the first row, five that double, and the end.
        assert!(reader.input.reads <= 8, "{} times", reader.input.reads);
    }

    /// However long the row is that begins with it.
    #[test]
    fn one_byte_order_mark_is_taken_away() {
        let text = format!("\u{feff}\u{feff}{},b\n", "a".repeat(2 * BATCH));
        let (rows, is_whole) = rows(text.as_bytes(), BATCH);
        assert!(is_whole);
        let cell = &rows[0].1[0];
        assert_eq!(cell.len(), 3 + 2 * BATCH);
        assert!(cell.starts_with("\u{feff}a".as_bytes()));
    }

    /// No more is read than a batch needs, and a long row leaves no long batches after it.
    #[test]
    fn a_batch_takes_what_it_needs() {
        let text = format!("a,b\n{}\n{}", "x".repeat(8 * BATCH), "a,b\n".repeat(BATCH));
        let input = Pieces::new(text.as_bytes(), 7 * BATCH / 10);
        let (mut reader, ..) = Reader::open(input, CSV).expect("opened");
        let mut batch = Batch::default();
        let mut taken = Vec::new();
        while reader.read(&mut batch, BATCH).is_ok() && !batch.is_empty() {
            taken.push((batch.rows().count(), reader.bytes() as usize));
        }
        // The first row stands alone, as the next one is not all there.
        assert_eq!(taken[0], (1, BATCH));
        let rest = &taken[2..taken.len() - 1];
        assert!(rest.iter().all(|(rows, _)| *rows == BATCH / 4), "{taken:?}");
        assert_eq!(taken.iter().map(|(rows, _)| rows).sum::<usize>(), BATCH + 2);
    }

    #[test]
    fn quotes_are_taken_away() {
        let text = "\u{feff}\"a,b\",\"c \"\"d\"\"\"\n5\" pipe,\"\"\r\n\u{feff}\"e\",\"f\n\ng\"";
        let cells: Vec<Vec<String>> = rows(text.as_bytes(), 7)
            .0
            .into_iter()
            .map(|(_, cells)| {
                cells
                    .into_iter()
                    .map(|cell| String::from_utf8(cell).expect("text"))
                    .collect()
            })
            .collect();
        assert_eq!(
            cells,
            [
                ["a,b", "c \"d\""],
                ["5\" pipe", ""],
                // Only what comes first of all is a byte-order mark.
                ["\u{feff}\"e\"", "f\n\ng"]
            ]
        );
    }
}
