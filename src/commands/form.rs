//! How a table of candidates is written, and its opening.

use std::fs::File;
use std::io::{self, BufReader, Cursor, ErrorKind, Read};
use std::path::Path;
use std::sync::Arc;

use anyhow::{Context, anyhow, bail};

use super::input;
use super::output::Output;
use crate::explain::count;
use crate::read::rows::workbook::{self, Fault, Workbook, of_before_2007};
use crate::read::rows::{Decoder, Encoding, Form, LeftOut, Quotes, Rows, Shape, Stopped};
use crate::read::table::{
    self, Columns, Dialect, FoundSheet, Map, NoTable, RowProblem, SheetForm, TableLayout, TableName,
};
use crate::read::{FIRST_LOOK, Packed, may_be_packed, packed};
use crate::render::shell_word;

/// The options that say how a table is written.
#[derive(Debug, clap::Args)]
#[command(next_help_heading = "The table of candidates")]
pub struct FormArgs {
    /// The form of the table, where its name does not say it (.csv, .tsv, .jsonl, .ndjson).
    #[arg(long, value_enum, value_name = "FORMAT")]
    input_format: Option<InputFormat>,
    /// What stands between cells: a sign, or tab.
    #[arg(long, value_name = "SIGN", value_parser = parse_delimiter)]
    delimiter: Option<u8>,
    /// Quotes are text; else a cell that begins with one ends with one, and in tab-separated tables one that does not
    /// is text.
    #[arg(long)]
    no_quotes: bool,
    /// How the table is coded; a byte-order mark says it too.
    #[arg(long, value_parser = parse_encoding, value_name = "NAME", default_value = "utf-8")]
    encoding: TextEncoding,
    /// The sheet of a workbook (.xlsx, .ods); by default the only one, or the one that has the header.
    #[arg(long, value_name = "NAME")]
    sheet: Option<String>,
    /// How many lines stand above the table, such as titles; of a workbook, rows.
    #[arg(long, value_name = "N", default_value_t = 0)]
    skip_rows: u32,
    /// Numbers have a comma before their fraction.
    #[arg(long)]
    decimal_comma: bool,
    /// What stands between the names of a list in a cell.
    #[arg(long, value_name = "TEXT", default_value = ";", value_parser = clap::builder::NonEmptyStringValueParser::new())]
    list_separator: String,
    /// A text that stands for an empty cell (repeatable), for example NULL, \N or N/A.
    #[arg(long, value_name = "TEXT", allow_hyphen_values = true)]
    null: Vec<String>,
    /// The first row is a candidate; the columns are called 1, 2, 3 and on.
    #[arg(long)]
    no_header: bool,
    /// A TOML file that says which column answers which key, for a table from elsewhere.
    #[arg(long, value_name = "FILE")]
    map: Option<String>,
}

/// The forms of a table.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
enum InputFormat {
    /// A row a line, cells between delimiters, names in the first row.
    Csv,
    /// An object a line, of the shape of [[candidates]].
    #[value(alias = "jsonl", alias = "ndjson", alias = "json")]
    JsonLines,
}

/// How a table is coded.
#[derive(Clone, Debug, PartialEq, Eq)]
struct TextEncoding {
    /// Its name as typed, in lower case.
    name: String,
    /// How what is not UTF-8 is read.
    decoding: Option<Encoding>,
}

fn parse_encoding(text: &str) -> Result<TextEncoding, String> {
    let name = text.trim().to_ascii_lowercase();
    let decoding = match name.as_str() {
        "utf-8" | "utf8" => None,
        name => Some(Encoding::named(name).ok_or(
            "there are utf-8, utf-16 and all that browsers know, such as windows-1252, windows-1250, windows-1251, \
             iso-8859-15, shift_jis, gb18030",
        )?),
    };
    Ok(TextEncoding { name, decoding })
}

impl TextEncoding {
    /// Its name, if it is not the usual one.
    fn unusual(&self) -> Option<String> {
        self.decoding.is_some().then(|| self.name.clone())
    }
}

fn parse_delimiter(text: &str) -> Result<u8, String> {
    match text.as_bytes() {
        _ if text == "tab" || text == "\\t" => Ok(b'\t'),
        [b'"' | b'\r' | b'\n'] => Err("a quote or a line break cannot stand between cells".into()),
        [byte] if byte.is_ascii() => Ok(*byte),
        _ => Err("give a single ASCII sign, or tab".into()),
    }
}

/// A table that is open for reading.
pub struct OpenTable {
    /// Where the rows come from.
    pub reader: Box<dyn Rows + Send>,
    /// What they say, and how.
    pub layout: TableLayout,
    /// Whether there was a warning about its columns.
    pub has_warnings: bool,
    /// The size of the file in bytes, where it is known.
    pub size: Option<u64>,
}

/// A table whose columns are known.
struct Table {
    name: TableName,
    reader: Box<dyn Rows + Send>,
    columns: Option<Columns>,
    size: Option<u64>,
}

/// Standard input holds the table or a deal, once.
pub fn check_stdin(table: &str, deals: &[&str]) -> anyhow::Result<()> {
    if table == "-" && (deals.len() > 1 || deals.contains(&"-")) {
        bail!("standard input can be read only once: give the table, or the deal, as a file");
    }
    Ok(())
}

impl FormArgs {
    /// The options that change how a table is read, by name.
    pub fn options(&self) -> Vec<(String, String)> {
        let form = self.input_format.map(|form| match form {
            InputFormat::Csv => "csv".to_owned(),
            InputFormat::JsonLines => "json-lines".to_owned(),
        });
        let delimiter = self.delimiter.map(|byte| char::from(byte).to_string());
        let flag = |is_set: bool| is_set.then(|| "true".to_owned());
        let separator = Some(self.list_separator.clone()).filter(|text| text != ";");
        let null = Some(self.null.join("\n")).filter(|_| !self.null.is_empty());
        let lines_above = Some(self.skip_rows.to_string()).filter(|_| self.skip_rows > 0);
        let options = [
            ("input-format", form),
            ("delimiter", delimiter),
            ("no-quotes", flag(self.no_quotes)),
            ("encoding", self.encoding.unusual()),
            ("sheet", self.sheet.clone()),
            ("skip-rows", lines_above),
            ("decimal-comma", flag(self.decimal_comma)),
            ("list-separator", separator),
            ("null", null),
            ("no-header", flag(self.no_header)),
            ("map", self.map.clone()),
        ];
        let options = options.into_iter();
        options
            .filter_map(|(name, value)| Some((name.to_owned(), value?)))
            .collect()
    }

    /// The file that says which column answers which key.
    pub fn map(&self) -> Option<&str> {
        self.map.as_deref()
    }

    /// Opens a table; `None` if something is wrong with it, which is reported.
    pub fn open(&self, path: &str, output: &mut Output) -> anyhow::Result<Option<OpenTable>> {
        let map = match &self.map {
            None => None,
            Some(map) => match read_map(map, output) {
                None => return Ok(None),
                map => map,
            },
        };
        let name = TableName::from(if path == "-" { "<stdin>" } else { path });
        let (input, size) = open(path, self.encoding.decoding)?;
        if let Some(packed) = input.packed {
            let found = self.find_sheet(path, packed, input.text, map.as_ref())?;
            let sheet = Some(Arc::from(found.sheet));
            let table = Table {
                name: TableName { sheet, ..name },
                reader: Box::new(found.rows),
                columns: Some(found.columns),
                size: None,
            };
            return Ok(self.opened(table, &found.problems, output));
        }
        if self.sheet.is_some() {
            bail!("--sheet is for workbooks, and {name} is text");
        }
        let mut input = BufReader::with_capacity(SNIFFED, input.text);
        let (format, start) = match self.format(path)? {
            Some(format) => (format, Vec::new()),
            None => sniff(&mut input).with_context(|| format!("cannot read {name}"))?,
        };
        if format == InputFormat::JsonLines {
            let only_cells = [
                (self.delimiter.is_some(), "--delimiter"),
                (self.no_quotes, "--no-quotes"),
                (self.skip_rows > 0, "--skip-rows"),
                (self.decimal_comma, "--decimal-comma"),
                (!self.null.is_empty(), "--null"),
                (self.no_header, "--no-header"),
                (self.list_separator != ";", "--list-separator"),
                (self.map.is_some(), "--map"),
            ];
            if let Some((_, option)) = only_cells.iter().find(|(is_given, _)| *is_given) {
                bail!("{option} is for tables of cells, and {name} is read as JSON lines");
            }
        }
        let tab = Path::new(path)
            .extension()
            .is_some_and(|e| e.eq_ignore_ascii_case("tsv"));
        let delimiter = self.delimiter.unwrap_or(if tab { b'\t' } else { b',' });
        let form = match format {
            InputFormat::Csv => Form::Csv {
                delimiter,
                has_header: !self.no_header,
            },
            InputFormat::JsonLines => Form::JsonLines,
        };
        let shape = Shape {
            form,
            quotes: match delimiter {
                _ if self.no_quotes => Quotes::Text,
                b'\t' => Quotes::AroundCellsOrText,
                _ => Quotes::AroundCells,
            },
            lines_above: self.skip_rows,
        };
        let input: Box<dyn Read + Send> = Box::new(Cursor::new(start).chain(input));
        let (reader, columns, problems) = match table::open(input, shape, map.as_ref()) {
            Ok(opened) => opened,
            Err(stopped) => {
                report_stopped(&name, stopped, output);
                return Ok(None);
            }
        };
        let table = Table {
            name,
            reader: Box::new(reader),
            columns,
            size,
        };
        Ok(self.opened(table, &problems, output))
    }

    /// The table, if it is right, with how its cells are written; what is wrong with its columns is reported.
    fn opened(
        &self,
        table: Table,
        problems: &[RowProblem],
        output: &mut Output,
    ) -> Option<OpenTable> {
        let layout = TableLayout {
            name: table.name,
            columns: table.columns,
            dialect: Dialect {
                decimal_comma: self.decimal_comma,
                nulls: self.null.clone(),
                list_separator: self.list_separator.clone(),
            },
        };
        output.row_problems(&layout, problems);
        let is_open = problems.iter().all(|located| located.problem.is_warning());
        is_open.then_some(OpenTable {
            reader: table.reader,
            layout,
            has_warnings: !problems.is_empty(),
            size: table.size,
        })
    }

    /// Finds the table in a workbook. `raw`: all of the file, which begins so.
    fn find_sheet(
        &self,
        path: &str,
        packed: Packed,
        raw: Box<dyn Read + Send>,
        map: Option<&Map>,
    ) -> anyhow::Result<FoundSheet> {
        let name = if path == "-" { "<stdin>" } else { path };
        let book = match packed {
            Packed::OldWorkbook => bail!("{name} {}", of_before_2007(raw)),
            Packed::Workbook | Packed::Zip => match Workbook::open(seekable(path, raw)?) {
                Ok(book) => book,
                // Nothing says that it was meant as a workbook.
                Err(Fault::Broken(_)) if packed == Packed::Zip => None,
                Err(fault) => bail!("{name} {fault}"),
            },
            Packed::Gzip
            | Packed::Bzip2
            | Packed::Xz
            | Packed::Zstandard
            | Packed::Lz4
            | Packed::SevenZip
            | Packed::Parquet
            | Packed::Pdf => None,
        };
        let Some(mut book) = book else {
            let help = packed.help(name, "csv");
            bail!("{name} is {}, and no text: {help}", packed.what());
        };
        let only_text = [
            (self.input_format.is_some(), "--input-format"),
            (self.delimiter.is_some(), "--delimiter"),
            (self.no_quotes, "--no-quotes"),
            (self.encoding.unusual().is_some(), "--encoding"),
        ];
        if let Some((_, option)) = only_text.iter().find(|(is_given, _)| *is_given) {
            bail!("{option} is for text, and {name} is a workbook");
        }
        let form = SheetForm {
            sheet: self.sheet.as_deref(),
            rows_above: self.skip_rows,
            has_header: !self.no_header,
        };
        table::find_sheet(&mut book, form, map).map_err(|why| match why {
            NoTable::Fault(fault) => anyhow!("{name} {fault}"),
            NoTable::Unclear(words) => anyhow!("{name} {words}"),
        })
    }

    /// The options as they are typed, for a table.
    pub fn words(&self, path: &str) -> String {
        let mut words = vec!["--candidates".to_owned(), shell_word(path)];
        if let Some(format) = self.input_format {
            let value = clap::ValueEnum::to_possible_value(&format);
            let name = value
                .as_ref()
                .map_or("", |value| value.get_name())
                .to_owned();
            words.extend(["--input-format".to_owned(), name]);
        }
        match self.delimiter {
            Some(b'\t') => words.extend(["--delimiter".to_owned(), "tab".to_owned()]),
            Some(delimiter) => {
                let delimiter = char::from(delimiter).to_string();
                words.extend(["--delimiter".to_owned(), shell_word(&delimiter)]);
            }
            None => {}
        }
        let mut option =
            |name: &str, value: &str| words.extend([name.to_owned(), shell_word(value)]);
        if self.list_separator != ";" {
            option("--list-separator", &self.list_separator);
        }
        if let Some(encoding) = self.encoding.unusual() {
            option("--encoding", &encoding);
        }
        if let Some(sheet) = &self.sheet {
            option("--sheet", sheet);
        }
        if self.skip_rows > 0 {
            option("--skip-rows", &self.skip_rows.to_string());
        }
        for null in &self.null {
            option("--null", null);
        }
        if let Some(map) = &self.map {
            option("--map", map);
        }
        for (is_given, name) in [
            (self.no_quotes, "--no-quotes"),
            (self.decimal_comma, "--decimal-comma"),
            (self.no_header, "--no-header"),
        ] {
            if is_given {
                words.push(name.to_owned());
            }
        }
        words.join(" ")
    }

    /// The form of the table as far as the options and its name say it.
    fn format(&self, path: &str) -> anyhow::Result<Option<InputFormat>> {
        let is_cells = self.delimiter.is_some()
            || self.no_header
            || self.map.is_some()
            || self.no_quotes
            || self.skip_rows > 0;
        let extension = Path::new(path)
            .extension()
            .and_then(|extension| extension.to_str());
        let extension = extension.unwrap_or_default().to_ascii_lowercase();
        Ok(match (self.input_format, extension.as_str()) {
            (Some(format), _) => Some(format),
            (None, "csv" | "tsv") => Some(InputFormat::Csv),
            (None, "jsonl" | "ndjson" | "json") => Some(InputFormat::JsonLines),
            (None, _) if is_cells => Some(InputFormat::Csv),
            (None, _) if path == "-" => None,
            (None, _) => bail!(
                "the name of {path} does not say its form: pass --input-format csv (and --no-header if its first row \
                 is a candidate), or json-lines"
            ),
        })
    }
}

/// JSON lines begin with a brace, which no sensible header does, nor does a header begin like a list. What is read
/// of the table for that is returned too.
fn sniff(input: &mut Input) -> std::io::Result<(InputFormat, Vec<u8>)> {
    const MOST_BLANKS: usize = 1 << 20;
    let mark = "\u{feff}".as_bytes();
    let mut start = Vec::new();
    for byte in input.bytes() {
        let byte = byte?;
        start.push(byte);
        if matches!(byte, b'{' | b'[') {
            return Ok((InputFormat::JsonLines, start));
        }
        if !mark.starts_with(&start) && !byte.is_ascii_whitespace() || start.len() > MOST_BLANKS {
            break;
        }
    }
    Ok((InputFormat::Csv, start))
}

type Input = BufReader<Box<dyn Read + Send>>;

/// The reader of the table has a buffer of its own, and goes past the one in which its form is looked for.
const SNIFFED: usize = 1 << 12;

/// What can be read of a file or of standard input.
struct Opened {
    /// Its text as UTF-8; as it is, if it is none.
    text: Box<dyn Read + Send>,
    /// Whether it is not so by itself.
    is_decoded: bool,
    /// What it is, if it is no text.
    packed: Option<Packed>,
}

fn open(path: &str, encoding: Option<Encoding>) -> anyhow::Result<(Opened, Option<u64>)> {
    if path == "-" {
        let stdin = decoded(Box::new(std::io::stdin()), encoding);
        return Ok((stdin.context("cannot read <stdin>")?, None));
    }
    let cannot = || format!("cannot read {path}");
    let file = File::open(path).with_context(cannot)?;
    let metadata = file.metadata().with_context(cannot)?;
    if metadata.is_dir() {
        bail!("cannot read {path}: it is a directory");
    }
    let size = metadata.is_file().then_some(metadata.len());
    let opened = decoded(Box::new(file), encoding).with_context(cannot)?;
    // What is read of it is then counted in other bytes.
    let size = size.filter(|_| !opened.is_decoded);
    Ok((opened, size))
}

/// A file of which any part can be read; what comes as a stream is kept, up to a limit.
fn seekable(path: &str, raw: Box<dyn Read + Send>) -> anyhow::Result<Box<dyn workbook::Input>> {
    const MOST: u64 = 256 << 20;
    let cannot = || format!("cannot read {}", if path == "-" { "<stdin>" } else { path });
    if path != "-" && Path::new(path).is_file() {
        let file = File::open(path).with_context(cannot)?;
        return Ok(Box::new(BufReader::new(file)));
    }
    let mut bytes = Vec::new();
    raw.take(MOST + 1)
        .read_to_end(&mut bytes)
        .with_context(cannot)?;
    if bytes.len() as u64 > MOST {
        bail!(
            "{}: as a stream it is longer than {} MiB; pass a file",
            cannot(),
            MOST >> 20
        );
    }
    Ok(Box::new(Cursor::new(bytes)))
}

/// Looks at the start of a file, and reads it as UTF-8. That it is UTF-16 can be told by its byte-order mark.
fn decoded(mut input: Box<dyn Read + Send>, encoding: Option<Encoding>) -> io::Result<Opened> {
    let (mut start, mut read) = (vec![0; FIRST_LOOK], 0);
    while matches!(start[..read], [] | [0xFE | 0xFF]) || may_be_packed(&start[..read]) {
        match input.read(&mut start[read..]) {
            Ok(0) => break,
            Ok(more) => read += more,
            Err(error) if error.kind() == ErrorKind::Interrupted => {}
            Err(error) => return Err(error),
        }
    }
    start.truncate(read);
    let packed = packed(&start);
    let is_utf16 = matches!(start[..], [0xFF, 0xFE, ..] | [0xFE, 0xFF, ..]);
    let input = Cursor::new(start).chain(input);
    let encoding = encoding.or(is_utf16.then_some(Encoding::Utf16));
    let encoding = encoding.filter(|_| packed.is_none());
    Ok(Opened {
        is_decoded: encoding.is_some(),
        packed,
        text: match encoding {
            None => Box::new(input),
            Some(encoding) => Box::new(Decoder::new(input, encoding)),
        },
    })
}

/// Says how many rows of a table were left out, as nothing stands in them.
pub fn note_left_out(left_out: &LeftOut, name: &str, output: &mut Output) {
    let (rows, line) = (left_out.count(), left_out.first());
    if rows > 0 {
        let first = if rows == 1 { "" } else { "the first in " };
        let words = format!(
            "{} of nothing but empty cells left out: {first}line {line}",
            count(rows, "row")
        );
        output.note(name, &words);
    }
}

fn read_map(path: &str, output: &mut Output) -> Option<Map> {
    let source = input::readable(path, output)?;
    let (map, problems) = Map::read(&source);
    output.problems(&source, &problems);
    map
}

/// Reports why a table cannot be read on.
pub fn report_stopped(name: &TableName, stopped: Stopped, output: &mut Output) {
    match stopped {
        Stopped::Broken(broken) => output.row_problem(name, &RowProblem::of_broken(broken)),
        Stopped::Io(error) => {
            output.error(&anyhow::Error::new(error).context(format!("cannot read {name}")))
        }
    }
}
