//! Finds the rows in a part of a table.

use std::sync::Arc;

use csv_core::ReadFieldResult::{Field, InputEmpty};
use memchr::{memchr, memchr2, memchr3};

use super::bytes::each_place;
use super::form::{Form, Quotes, Shape};
use super::left_out::LeftOut;
use super::quotes::{Quoted, goes_on, quoted, unquote};
use super::stopped::{LONGEST_ROW, Stopped, Why};
use super::text::{Layout, RowPlace, Unquoted};

/// Room for this many bytes of a cell is made before it is read.
const MORE_BYTES: usize = 256;

/// What a text begins with.
enum Found {
    /// A row of this length.
    Row { length: usize, layout: Layout },
    /// A row of which more must be read.
    Part,
    /// A row with a quote that is not closed, at the end of the table.
    Open,
}

/// Finds one row after the other.
#[derive(Debug)]
pub struct Finder {
    form: Form,
    quotes: Quotes,
    parser: Box<csv_core::Reader>,
    /// The line on which the next row begins, or blank lines before it.
    line: u32,
    /// Whether the last byte was a carriage return, with which a line feed makes one line break.
    is_after_return: bool,
    /// The rows of nothing so far.
    pub left_out: Arc<LeftOut>,
    /// Whether nothing comes after the text.
    pub is_at_end: bool,
}

impl Finder {
    /// A finder at the start of a table.
    pub fn new(shape: Shape) -> Self {
        let Shape { form, quotes, .. } = shape;
        let mut parser = csv_core::ReaderBuilder::new();
        if let Form::Csv { delimiter, .. } = form {
            parser.delimiter(delimiter);
        }
        Self {
            form,
            quotes,
            left_out: Arc::default(),
            parser: Box::new(parser.build()),
            line: 1,
            is_after_return: false,
            is_at_end: false,
        }
    }

    /// Makes a row the next one once more.
    pub fn go_back_to(&mut self, row: &RowPlace) {
        self.line = row.line;
        self.is_after_return = false;
    }

    /// Goes on to the next line.
    pub fn skip_line(&mut self) {
        self.line = self.line.saturating_add(1);
    }

    /// The next row of a text from `at` on, which goes on after it; `None` if the text does not hold all of
    /// it.
    pub fn next(
        &mut self,
        text: &[u8],
        at: &mut usize,
        unquoted: &mut Unquoted,
    ) -> Result<Option<RowPlace>, Stopped> {
        loop {
            // A blank line is no row.
            let blank = text[*at..].iter();
            let blank = blank.take_while(|byte| matches!(byte, b'\r' | b'\n'));
            let after = *at + blank.count();
            self.count_lines(&text[*at..after]);
            *at = after;
            let (start, line) = (*at, self.line);
            let found = self.find(&text[start..], unquoted);
            let length = match found {
                Found::Row { length, .. } => length,
                Found::Part | Found::Open => text.len() - start,
            };
            if length > LONGEST_ROW {
                let why = match self.form {
                    Form::Csv { .. } => Why::LongRow(LONGEST_ROW),
                    Form::JsonLines => Why::LongLine(LONGEST_ROW),
                };
                return Err(Stopped::at(line, why));
            }
            let layout = match found {
                Found::Row { layout, .. } => layout,
                Found::Part => return Ok(None),
                Found::Open => return Err(Stopped::at(line, Why::OpenQuote)),
            };
            *at = start + length;
            self.is_after_return = false;
            // Few rows with quotes go on on another line.
            if matches!(layout, Layout::Unquoted(..) | Layout::GoesOn(..))
                && memchr2(b'\r', b'\n', &text[start..*at]).is_some()
            {
                self.count_lines(&text[start..*at]);
            }
            if self.is_nothing(&text[start..*at], &layout, unquoted) {
                self.left_out.add(line);
                continue;
            }
            let layout = match layout {
                Layout::GoesOn(cell, behind) => Layout::GoesOn(start + cell, start + behind),
                layout => layout,
            };
            let end = match self.form {
                Form::Csv { .. } => *at,
                Form::JsonLines => start + text[start..*at].trim_ascii_end().len(),
            };
            // Blanks alone are no JSON.
            if end > start {
                return Ok(Some(RowPlace {
                    line,
                    start,
                    end,
                    layout,
                }));
            }
        }
    }

    /// Whether a row has nothing but empty cells, as spreadsheets leave at the end of a table; its memory is then given
    /// back. The first byte tells of nearly all that they have more.
    fn is_nothing(&self, row: &[u8], layout: &Layout, unquoted: &mut Unquoted) -> bool {
        let Form::Csv { delimiter, .. } = self.form else {
            return false;
        };
        let is_blank = |byte: &u8| *byte == delimiter || byte.is_ascii_whitespace();
        match layout {
            Layout::Unquoted(own) => {
                let start = unquoted.starts[own.start];
                let is_nothing = unquoted.text[start..].iter().all(is_blank);
                if is_nothing {
                    unquoted.text.truncate(start);
                    unquoted.starts.truncate(own.start);
                }
                is_nothing
            }
            _ => row.iter().all(is_blank),
        }
    }

    /// Counts line breaks: a line feed, a carriage return, or both; of JSON lines, line feeds alone.
    fn count_lines(&mut self, text: &[u8]) {
        for byte in text {
            let is_break = match byte {
                b'\n' => !self.is_after_return,
                b'\r' => matches!(self.form, Form::Csv { .. }),
                _ => false,
            };
            self.line = self.line.saturating_add(u32::from(is_break));
            self.is_after_return = is_break && *byte == b'\r';
        }
    }

    /// The row with which a text begins, without the line break after it.
    fn find(&mut self, text: &[u8], unquoted: &mut Unquoted) -> Found {
        let (end, layout) = match self.form {
            Form::JsonLines => (memchr(b'\n', text), Layout::OneCell),
            Form::Csv { delimiter, .. } if self.quotes == Quotes::Text => {
                let end = memchr2(b'\r', b'\n', text);
                (end, Layout::Delimited(delimiter))
            }
            Form::Csv { delimiter, .. } => match memchr3(b'"', b'\r', b'\n', text) {
                Some(place) if text[place] == b'"' => {
                    return self.parse(text, place, delimiter, unquoted);
                }
                end => (end, Layout::Delimited(delimiter)),
            },
        };
        match end {
            Some(length) => Found::Row { length, layout },
            None if self.is_at_end && !text.is_empty() => Found::Row {
                length: text.len(),
                layout,
            },
            None => Found::Part,
        }
    }

    /// The same of a row with a quote, the first of which stands there.
    fn parse(
        &mut self,
        text: &[u8],
        quote: usize,
        delimiter: u8,
        unquoted: &mut Unquoted,
    ) -> Found {
        let (start, first) = (unquoted.text.len(), unquoted.starts.len());
        unquoted.starts.push(start);
        let parsed = match self.quotes {
            Quotes::AroundCellsOrText => self.cut(text, delimiter, unquoted),
            Quotes::AroundCells | Quotes::Text => {
                self.parse_cells(text, quote, delimiter, unquoted)
            }
        };
        let found = match parsed {
            Ok(length) if self.quotes == Quotes::AroundCells => {
                match goes_on(&text[..length], delimiter) {
                    None => Ok(length),
                    Some((cell, behind)) => Err(Found::Row {
                        length,
                        layout: Layout::GoesOn(cell, behind),
                    }),
                }
            }
            parsed => parsed,
        };
        match found {
            Ok(length) => Found::Row {
                length,
                layout: Layout::Unquoted(first..unquoted.starts.len()),
            },
            Err(found) => {
                unquoted.text.truncate(start);
                unquoted.starts.truncate(first);
                found
            }
        }
    }

    /// Cuts a row into cells, of which those lose their quotes that stand in them from start to end. How long the row
    /// is.
    fn cut(&self, text: &[u8], delimiter: u8, unquoted: &mut Unquoted) -> Result<usize, Found> {
        let mut start = 0;
        loop {
            let quoted = match text.get(start) {
                Some(b'"') => quoted(text, start, delimiter),
                _ => Quoted::GoesOn(start),
            };
            let end = match quoted {
                Quoted::Ends(end) => Some(end),
                Quoted::AtEnd if self.is_at_end => Some(text.len()),
                // More may close it, but a cell longer than any row can be is none in quotes.
                Quoted::AtEnd | Quoted::Open if !self.is_at_end && text.len() <= LONGEST_ROW => {
                    return Err(Found::Part);
                }
                _ => None,
            };
            let end = if let Some(end) = end {
                unquote(&text[start..end], &mut unquoted.text);
                end
            } else {
                let rest = text.get(start..).unwrap_or_default();
                let end = match memchr3(delimiter, b'\r', b'\n', rest) {
                    Some(length) => start + length,
                    None if self.is_at_end => text.len(),
                    None => return Err(Found::Part),
                };
                unquoted.text.extend_from_slice(&text[start..end]);
                end
            };
            unquoted.text.push(delimiter);
            unquoted.starts.push(unquoted.text.len());
            if text.get(end) != Some(&delimiter) {
                return Ok(end);
            }
            start = end + 1;
        }
    }

    /// Parses the cells of a row, up to the last quote by the crate's parser, which knows them, and from there as
    /// any others. How long the row is.
    fn parse_cells(
        &mut self,
        text: &[u8],
        mut quote: usize,
        delimiter: u8,
        unquoted: &mut Unquoted,
    ) -> Result<usize, Found> {
        let (mut length, mut end) = (0, unquoted.text.len());
        // A blank line first: the parser would take away a byte-order mark at the very start.
        self.parser.reset();
        self.parser.read_record(b"\n", &mut [], &mut []);
        loop {
            unquoted.text.resize(end + MORE_BYTES, 0);
            // At the end of the input, feed a final newline, unless a quote is open. To the parser no input at all is the end.
            let rest = text.get(length..).unwrap_or_default();
            let is_after = rest.is_empty();
            let input = if is_after && self.is_at_end {
                b"\n"
            } else {
                rest
            };
            let (result, read, written) = self.parser.read_field(input, &mut unquoted.text[end..]);
            (length, end) = (length + read, end + written);
            match result {
                Field { record_end } => {
                    unquoted.text.truncate(end);
                    unquoted.text.push(delimiter);
                    end += 1;
                    unquoted.starts.push(end);
                    if record_end {
                        // It was read to the line break, and that too.
                        return Ok(length - 1);
                    }
                }
                InputEmpty if is_after && self.is_at_end => return Err(Found::Open),
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
                    unquoted.text.extend_from_slice(rest);
                    unquoted.text.push(delimiter);
                    each_place(delimiter, rest, |at| unquoted.starts.push(end + at + 1));
                    unquoted.starts.push(unquoted.text.len());
                    return Ok(length + rest.len());
                }
            }
        }
    }
}
