//! Sheets of OpenDocument's spreadsheets (ODF 1.3, part 3, section 9).
//!
//! Rows that repeat are kept once. A style with `table:display="false"` hides its sheets.

use std::collections::HashSet;
use std::io::{BufRead, BufReader, Read, Seek};

use quick_xml::Reader as XmlReader;
use quick_xml::XmlVersion;
use quick_xml::escape::resolve_xml_entity;
use quick_xml::events::attributes::Attribute;
use quick_xml::events::{BytesRef, BytesStart, Event};
use zip::ZipArchive;
use zip::result::ZipError;

use super::super::cell_kind::CellKind;
use super::archive;
use super::fault::Fault;
use super::limits::{LONGEST_PIECE, Limits};
use super::sheet::{Sheet, SheetName};
use super::xlsx::without_midnight;

/// The sheets of a spreadsheet that was looked through, in order.
pub fn sheets<R: Read + Seek>(input: R, limits: Limits) -> Result<Vec<(SheetName, Sheet)>, Fault> {
    let mut zip = ZipArchive::new(input).map_err(archive::fault)?;
    if is_encrypted(&mut zip)? {
        return Err(Fault::Encrypted);
    }
    let content = zip.by_name("content.xml").map_err(archive::fault)?;
    Content::new(BufReader::new(content), limits).read()
}

/// Whether the list of parts says of one how it was encrypted.
fn is_encrypted<R: Read + Seek>(zip: &mut ZipArchive<R>) -> Result<bool, Fault> {
    let part = match zip.by_name("META-INF/manifest.xml") {
        Ok(part) => part,
        Err(ZipError::FileNotFound) => return Ok(false),
        Err(error) => return Err(archive::fault(error)),
    };
    let mut xml = XmlReader::from_reader(BufReader::new(part));
    let mut buffer = Vec::new();
    loop {
        buffer.clear();
        match xml.read_event_into(&mut buffer).map_err(Fault::broken)? {
            Event::Start(start) | Event::Empty(start)
                if start.local_name().as_ref() == "encryption-data" =>
            {
                return Ok(true);
            }
            Event::Eof => return Ok(false),
            _ => {}
        }
    }
}

/// Reads `content.xml`.
struct Content<R> {
    xml: XmlReader<R>,
    buffer: Vec<u8>,
    limits: Limits,
    /// How many bytes all sheets keep so far.
    kept: usize,
}

/// A cell, and how often it stands there side by side.
#[derive(Default)]
struct OdsCell {
    kind: Option<String>,
    value: Option<String>,
    has_formula: bool,
    is_error: bool,
    repeats: u32,
}

impl<R: BufRead> Content<R> {
    fn new(input: R, limits: Limits) -> Self {
        let mut xml = XmlReader::from_reader(input);
        let config = xml.config_mut();
        config.expand_empty_elements = true;
        config.check_end_names = false;
        Self {
            xml,
            buffer: Vec::new(),
            limits,
            kept: 0,
        }
    }

    /// The next event; the text of the last one is gone.
    fn next(&mut self) -> Result<Event<'_>, Fault> {
        self.buffer.clear();
        self.xml
            .read_event_into(&mut self.buffer)
            .map_err(Fault::broken)
    }

    fn read(&mut self) -> Result<Vec<(SheetName, Sheet)>, Fault> {
        let mut sheets = Vec::new();
        let mut hidden = HashSet::new();
        let mut style = None;
        loop {
            let table = match self.next()? {
                Event::Start(start) => match start.name().as_ref() {
                    "style:style" => {
                        style = attribute(&start, "style:name")?;
                        None
                    }
                    "style:table-properties" => {
                        let display = attribute(&start, "table:display")?;
                        if display.as_deref() == Some("false") {
                            hidden.extend(style.take());
                        }
                        None
                    }
                    "table:table" => Some((
                        attribute(&start, "table:name")?.unwrap_or_default(),
                        attribute(&start, "table:style-name")?,
                    )),
                    _ => None,
                },
                Event::Eof => return Ok(sheets),
                _ => None,
            };
            if let Some((name, style)) = table {
                let is_hidden = style.is_some_and(|style| hidden.contains(&style));
                sheets.push((SheetName { name, is_hidden }, self.table()?));
            }
        }
    }

    fn table(&mut self) -> Result<Sheet, Fault> {
        let limits = Limits {
            kept: self.limits.kept.saturating_sub(self.kept),
            ..self.limits
        };
        let mut sheet = Sheet::new(limits);
        let mut row = 0_u32;
        loop {
            let repeats = match self.next()? {
                Event::Start(start) if start.name().as_ref() == "table:table-row" => {
                    repeats(&start, "table:number-rows-repeated")?
                }
                Event::End(end) if end.name().as_ref() == "table:table" => {
                    self.kept += sheet.kept();
                    return Ok(sheet);
                }
                Event::Eof => return Err(cut_short()),
                _ => continue,
            };
            let rows = sheet.len();
            self.row(&mut sheet, row)?;
            if sheet.len() > rows {
                sheet.repeat_last(repeats);
            }
            row = row.saturating_add(repeats);
        }
    }

    fn row(&mut self, sheet: &mut Sheet, row: u32) -> Result<(), Fault> {
        let mut column = 0_u32;
        loop {
            let cell = match self.next()? {
                Event::Start(start)
                    if matches!(
                        start.name().as_ref(),
                        "table:table-cell" | "table:covered-table-cell"
                    ) =>
                {
                    OdsCell::of(&start)?
                }
                Event::End(end) if end.name().as_ref() == "table:table-row" => return Ok(()),
                Event::Eof => return Err(cut_short()),
                _ => continue,
            };
            let text = self.text()?;
            if !cell.says_nothing(&text) {
                for place in 0..cell.repeats {
                    cell.push(sheet, row, column.saturating_add(place), &text)?;
                }
            }
            column = column.saturating_add(cell.repeats);
        }
    }

    /// The text of a cell, up to its end: its paragraphs, without notes and what is drawn over it.
    fn text(&mut self) -> Result<String, Fault> {
        let (mut text, mut paragraphs) = (String::new(), 0);
        // How deep within something that is no text of the cell.
        let mut aside = 0_u32;
        loop {
            if text.len() as u64 > LONGEST_PIECE {
                return Err(Fault::TooLarge("a text in it goes on for megabytes"));
            }
            match self.next()? {
                Event::Start(start) => match start.name().as_ref() {
                    _ if aside > 0 => aside += 1,
                    "office:annotation" | "draw:frame" | "text:note" => aside = 1,
                    "text:p" | "text:h" => {
                        if paragraphs > 0 {
                            text.push('\n');
                        }
                        paragraphs += 1;
                    }
                    "text:s" => {
                        let blanks = repeats(&start, "text:c")?.min(MOST_BLANKS);
                        text.extend(std::iter::repeat_n(' ', blanks as usize));
                    }
                    "text:tab" => text.push('\t'),
                    "text:line-break" => text.push('\n'),
                    _ => {}
                },
                Event::End(end) => match end.name().as_ref() {
                    _ if aside > 0 => aside -= 1,
                    "table:table-cell" | "table:covered-table-cell" => return Ok(text),
                    _ => {}
                },
                Event::Text(part) if aside == 0 && paragraphs > 0 => {
                    text.push_str(&part.xml10_content())
                }
                Event::GeneralRef(part) if aside == 0 && paragraphs > 0 => {
                    push_entity(&part, &mut text)?
                }
                Event::Eof => return Err(cut_short()),
                _ => {}
            }
        }
    }
}

impl OdsCell {
    fn of(start: &BytesStart<'_>) -> Result<Self, Fault> {
        let mut cell = Self {
            repeats: repeats(start, "table:number-columns-repeated")?,
            ..Self::default()
        };
        for found in start.attributes() {
            let found = found.map_err(Fault::broken)?;
            match found.key.as_ref() {
                "office:value-type" => cell.kind = Some(plain(&found)?),
                "calcext:value-type" => cell.is_error = found.value == "error",
                "table:formula" => cell.has_formula = true,
                "office:value"
                | "office:date-value"
                | "office:time-value"
                | "office:boolean-value"
                | "office:string-value" => cell.value = Some(plain(&found)?),
                _ => {}
            }
        }
        Ok(cell)
    }

    fn says_nothing(&self, text: &str) -> bool {
        self.kind.is_none() && text.is_empty() && !self.has_formula
    }

    /// Adds the cell once.
    fn push(&self, sheet: &mut Sheet, row: u32, column: u32, text: &str) -> Result<(), Fault> {
        let value = self.value.as_deref();
        let number = value.and_then(|value| value.parse::<f64>().ok());
        let mut add = |kind, text: &str| sheet.push(row, column, kind, text);
        if self.is_error || self.has_formula && is_error(text) {
            return match text {
                // As German and French programs call it too.
                "#N/A" | "#NV" | "#N/D" => add(CellKind::NotAvailable, ""),
                text => add(CellKind::Error, text),
            };
        }
        match (self.kind.as_deref(), number) {
            (Some("percentage"), Some(number)) => {
                sheet.push_number(row, column, CellKind::PerCent, number)
            }
            (Some("float" | "currency"), Some(number)) => {
                sheet.push_number(row, column, CellKind::Number, number)
            }
            (Some("boolean"), _) => add(CellKind::Untold, value.unwrap_or(text)),
            (Some("date"), _) => add(CellKind::Text, without_midnight(value.unwrap_or(text))),
            (Some("time"), _) => add(CellKind::Text, &clock(value.unwrap_or(text))),
            (Some("string"), _) => add(
                CellKind::Text,
                value.filter(|value| !value.is_empty()).unwrap_or(text),
            ),
            // Nobody computed it yet.
            _ if self.has_formula && text.is_empty() => sheet.push_uncomputed(row, column),
            _ => add(CellKind::Text, text),
        }
    }
}

/// Whether a formula says that it has no result.
fn is_error(text: &str) -> bool {
    text.starts_with("Err:")
        || text.starts_with('#') && (text.ends_with(['!', '?']) || text.len() <= 4)
}

/// `PT36H30M00S` as hours, minutes and seconds; any other text as it is.
fn clock(time: &str) -> String {
    let parts = || -> Option<[f64; 3]> {
        let (hours, rest) = time.strip_prefix("PT")?.split_once('H')?;
        let (minutes, rest) = rest.split_once('M')?;
        let seconds = rest.strip_suffix('S')?.replace(',', ".");
        Some([
            hours.parse().ok()?,
            minutes.parse().ok()?,
            seconds.parse().ok()?,
        ])
    };
    match parts() {
        Some([hours, minutes, seconds]) => {
            format!("{hours:02}:{minutes:02}:{:02}", seconds.round())
        }
        None => time.to_owned(),
    }
}

/// More blanks side by side than anybody writes.
const MOST_BLANKS: u32 = 1 << 10;

/// How often something stands there; once, unless it says so.
fn repeats(start: &BytesStart<'_>, name: &str) -> Result<u32, Fault> {
    let stated = attribute(start, name)?;
    let Some(stated) = stated else {
        return Ok(1);
    };
    let stated = stated.trim().parse();
    stated.map_err(|_| Fault::broken(format!("{name} is no number")))
}

fn attribute(start: &BytesStart<'_>, name: &str) -> Result<Option<String>, Fault> {
    let found = start.try_get_attribute(name).map_err(Fault::broken)?;
    found.map(|found| plain(&found)).transpose()
}

fn plain(found: &Attribute<'_>) -> Result<String, Fault> {
    let value = found.normalized_value(XmlVersion::Explicit1_0);
    value.map(|value| value.into_owned()).map_err(Fault::broken)
}

/// Adds what stands between `&` and `;`.
fn push_entity(entity: &BytesRef<'_>, text: &mut String) -> Result<(), Fault> {
    if let Some(known) = resolve_xml_entity(entity) {
        text.push_str(known);
        return Ok(());
    }
    match entity.resolve_char_ref().map_err(Fault::broken)? {
        Some(character) => text.push(character),
        None => {
            return Err(Fault::broken(format!(
                "`&{};` stands for nothing",
                &**entity
            )));
        }
    }
    Ok(())
}

fn cut_short() -> Fault {
    Fault::broken("content.xml ends in the middle")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn content(table: &str) -> Result<Vec<(SheetName, Sheet)>, Fault> {
        let text = format!("<office:document-content>{table}</office:document-content>");
        Content::new(text.as_bytes(), Limits::of(1000)).read()
    }

    /// The cells of a table, each with where it stands and what it is.
    fn cells(rows: &str) -> Vec<(u32, usize, CellKind, String)> {
        let sheets = content(&format!("<table:table table:name='A'>{rows}</table:table>"));
        let sheets = sheets.expect("a sheet");
        let rows = sheets[0].1.rows();
        let cells = rows.flat_map(|row| row.cells().map(move |cell| (row.number, cell)));
        cells
            .map(|(row, cell)| (row, cell.column, cell.kind, cell.text.to_owned()))
            .collect()
    }

    #[test]
    fn a_cell_says_what_it_holds() {
        for (cell, kind, text) in [
            (
                "office:value-type='float' office:value='0.5'><text:p>0,5</text:p>",
                CellKind::Number,
                "0.5",
            ),
            (
                "office:value-type='percentage' office:value='0.5'><text:p>50%</text:p>",
                CellKind::PerCent,
                "0.5",
            ),
            (
                "office:value-type='currency' office:value='7'><text:p>7 kr</text:p>",
                CellKind::Number,
                "7",
            ),
            (
                "office:value-type='boolean' office:boolean-value='true'><text:p>WAHR</text:p>",
                CellKind::Untold,
                "true",
            ),
            (
                "office:value-type='date' office:date-value='2026-03-31T00:00:00'>",
                CellKind::Text,
                "2026-03-31",
            ),
            (
                "office:value-type='time' office:time-value='PT36H05M00S'>",
                CellKind::Text,
                "36:05:00",
            ),
            (
                "office:value-type='string'><text:p>a &amp; <text:span>b</text:span></text:p><text:p>c<text:s text:c='2'/>d</text:p>",
                CellKind::Text,
                "a & b\nc  d",
            ),
            (
                "office:value-type='string'><office:annotation><text:p>note</text:p></office:annotation><text:p>x</text:p>",
                CellKind::Text,
                "x",
            ),
            (
                "table:formula='of:=1/0' office:value-type='string' office:string-value='' calcext:value-type='error'><text:p>#DIV/0!</text:p>",
                CellKind::Error,
                "#DIV/0!",
            ),
            (
                "table:formula='of:=NA()' office:value-type='string' calcext:value-type='error'><text:p>#NV</text:p>",
                CellKind::NotAvailable,
                "",
            ),
        ] {
            let rows = format!(
                "<table:table-row><table:table-cell {cell}</table:table-cell></table:table-row>"
            );
            assert_eq!(cells(&rows), [(1, 0, kind, text.to_owned())], "{cell}");
        }
    }

    #[test]
    fn what_repeats_takes_its_places() {
        let value = "office:value-type='string'><text:p>x</text:p></table:table-cell>";
        let rows = format!(
            "<table:table-row table:number-rows-repeated='3'><table:table-cell table:number-columns-repeated='5'/></table:table-row>\
             <table:table-row><table:table-cell table:number-columns-repeated='2'/><table:table-cell table:number-columns-repeated='2' {value}\
             <table:covered-table-cell/><table:table-cell {value}</table:table-row>"
        );
        let places: Vec<(u32, usize)> = cells(&rows)
            .iter()
            .map(|(row, column, ..)| (*row, *column))
            .collect();
        assert_eq!(places, [(4, 2), (4, 3), (4, 5)]);
    }

    #[test]
    fn a_formula_that_nobody_computed_is_noted() {
        let sheets = content(
            "<style:style style:name='h'><style:table-properties table:display='false'/></style:style>\
             <table:table table:name='A' table:style-name='h'><table:table-row><table:table-cell/>\
             <table:table-cell table:formula='of:=1'/></table:table-row></table:table>",
        );
        let sheets = sheets.expect("a sheet");
        assert!(sheets[0].0.is_hidden);
        assert_eq!(sheets[0].1.uncomputed, [(0, 1)]);
    }

    #[test]
    fn nonsense_is_an_error() {
        for table in [
            "<table:table>",
            "<table:table><table:table-row><table:table-cell>",
            "<table:table><table:table-row table:number-rows-repeated='x'></table:table-row></table:table>",
            "<table:table><table:table-row><table:table-cell table:number-columns-repeated='99999999' office:value-type='string'>\
             <text:p>x</text:p></table:table-cell></table:table-row></table:table>",
            "<table:table><table:table-row><table:table-cell office:value-type='string'><text:p>&x;</text:p>",
        ] {
            assert!(content(table).is_err(), "{table}");
        }
    }
}
