//! Takes the rows of a table in, some at a time: memory does not grow with the table.

use std::io::{self, ErrorKind, Read};

use super::columns::Columns;
use super::dialect::Form;
use super::find::{Finder, Parsed, Place, Stopped, line_feeds};
use super::map::Map;
use super::row::RowProblem;
use super::split::{RawRow, Row, Splitter};
use crate::model::Code;

/// How much of a table makes a batch.
pub const BATCH: usize = 1 << 16;

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

impl<R: Read> Reader<R> {
    /// Opens a table, and reads the names of its columns if it has any.
    pub fn open(
        input: R,
        form: Form,
        map: Option<&Map>,
    ) -> Result<(Self, Option<Columns>, Vec<RowProblem>), Stopped> {
        let mut reader = Self {
            input,
            finder: Finder::new(form),
            rest: Vec::new(),
            bytes: 0,
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
            reader.finder.line += line_feeds(&reader.rest[..first.end]);
            reader.rest.drain(..first.end);
        }
        let (columns, mut problems) = Columns::of(header, map);
        for problem in &mut problems {
            problem.line = first.line;
        }
        Ok((reader, Some(columns), problems))
    }

    /// Finds the first row, and leaves it where it is.
    fn first(&mut self, parsed: &mut Parsed) -> Result<Option<Place>, Stopped> {
        let mut text = Vec::new();
        self.fill(&mut text, BATCH);
        if text.starts_with("\u{feff}".as_bytes()) {
            text.drain(..3);
        }
        loop {
            let found = self.finder.next(&text, &mut 0, parsed);
            self.finder.line = 1;
            if let Some(error) = self.failed.take() {
                return Err(Stopped::Io(error));
            }
            match found? {
                None if !self.finder.is_at_end => self.fill(&mut text, BATCH),
                found => {
                    self.rest = text;
                    return Ok(found);
                }
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
        parsed.clear();
        std::mem::swap(text, &mut self.rest);
        self.rest.clear();
        let mut at = 0;
        while rows.is_empty() {
            self.fill(text, most);
            while let Some(row) = self.finder.next(text, &mut at, parsed)? {
                rows.push(row);
            }
            if let Some(error) = self.failed.take() {
                return Err(Stopped::Io(error));
            }
            if self.finder.is_at_end {
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
        while filled < text.len() && !self.finder.is_at_end && self.failed.is_none() {
            match self.input.read(&mut text[filled..]) {
                Ok(0) => self.finder.is_at_end = true,
                Ok(read) => filled += read,
                Err(error) if error.kind() == ErrorKind::Interrupted => {}
                Err(error) => self.failed = Some(error),
            }
        }
        text.truncate(filled);
        self.bytes += (filled - before) as u64;
    }
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

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const CSV: Form = Form::Csv {
        delimiter: b',',
        has_header: false,
    };

    type Rows = Vec<(u32, Vec<Vec<u8>>)>;

    /// The rows with their lines, of a table that is read so many bytes at a time; whether it was read to its
    /// end.
    fn rows(text: &[u8], most: usize) -> (Rows, bool) {
        let mut rows = Vec::new();
        let Ok((mut reader, ..)) = Reader::open(text, CSV, None) else {
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
        let records = reader.byte_records().map(|record| {
            let record = record.expect("a record");
            // It begins behind the line breaks before it.
            let start = record.position().map_or(0, |position| position.byte()) as usize;
            let is_break = |byte: &&u8| matches!(byte, b'\r' | b'\n');
            let breaks = text[start..].iter().take_while(is_break).count();
            let line = 1 + line_feeds(&text[..start + breaks]);
            (line, record.iter().map(<[u8]>::to_vec).collect())
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
            let mut expected = expected(text);
            if !is_whole {
                // A quote is open, which the crate closes.
                expected.pop();
            }
            prop_assert_eq!(found, expected);
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
        let (mut reader, ..) = Reader::open(Failing(rest.as_bytes()), CSV, None).expect("opened");
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
