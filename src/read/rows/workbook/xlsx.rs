//! Sheets of Excel's workbooks.

use std::io::{Read, Seek};

use calamine::{
    CellErrorType, DataRef, ExcelDateTime, Reader, SheetType, SheetVisible, Style, Xlsx, XlsxError,
};

use super::super::cell_kind::CellKind;
use super::fault::Fault;
use super::limits::Limits;
use super::sheet::{Sheet, SheetName};

/// A workbook of Excel's.
pub struct XlsxBook<R: Read + Seek> {
    book: Xlsx<R>,
    has_formulas: bool,
    limits: Limits,
}

impl<R: Read + Seek> XlsxBook<R> {
    /// Opens a workbook that was looked through.
    pub fn open(input: R, has_formulas: bool, limits: Limits) -> Result<Self, Fault> {
        Ok(Self {
            book: Xlsx::new(input).map_err(fault)?,
            has_formulas,
            limits,
        })
    }

    /// Its sheets of cells.
    pub fn sheets(&self) -> Vec<SheetName> {
        let sheets = self.book.sheets_metadata().iter();
        let sheets = sheets.filter(|sheet| sheet.typ == SheetType::WorkSheet);
        let sheets = sheets.map(|sheet| SheetName {
            name: sheet.name.clone(),
            is_hidden: sheet.visible != SheetVisible::Visible,
        });
        sheets.collect()
    }

    /// The rows of a sheet that hold anything, so many of them at most.
    pub fn sheet(&mut self, name: &str, most: usize) -> Result<Sheet, Fault> {
        let mut sheet = Sheet::new(self.limits);
        let mut has_blanks = false;
        let mut cells = self.book.worksheet_cells_reader(name).map_err(fault)?;
        let per_cent: Vec<bool> = cells.styles().iter().map(is_per_cent).collect();
        while let Some((cell, style)) = cells.next_cell_with_style_id().map_err(fault)? {
            let (row, column) = cell.get_position();
            let is_per_cent = || per_cent.get(style) == Some(&true);
            match cell.get_value() {
                DataRef::Empty => has_blanks = true,
                DataRef::Int(number) => {
                    sheet.push_number(row, column, CellKind::Number, *number as f64)?
                }
                DataRef::Float(number) if is_per_cent() => {
                    sheet.push_number(row, column, CellKind::PerCent, *number)?;
                }
                DataRef::Float(number) => {
                    sheet.push_number(row, column, CellKind::Number, *number)?
                }
                DataRef::String(text) => sheet.push(row, column, CellKind::Text, text)?,
                DataRef::SharedString(text) => sheet.push(row, column, CellKind::Text, text)?,
                DataRef::Bool(answer) => {
                    sheet.push(
                        row,
                        column,
                        CellKind::Untold,
                        if *answer { "true" } else { "false" },
                    )?;
                }
                DataRef::DateTime(moment) => {
                    sheet.push(row, column, CellKind::Text, &words(*moment))?
                }
                DataRef::DateTimeIso(moment) | DataRef::DurationIso(moment) => {
                    sheet.push(row, column, CellKind::Text, without_midnight(moment))?;
                }
                DataRef::Error(CellErrorType::NA) => {
                    sheet.push(row, column, CellKind::NotAvailable, "")?;
                }
                DataRef::Error(error) => {
                    sheet.push(row, column, CellKind::Error, &error.to_string())?;
                }
            }
            if sheet.len() > most {
                return Ok(sheet);
            }
        }
        drop(cells);
        // Whether a cell without a value has a formula only another reading tells.
        if has_blanks && self.has_formulas && most == usize::MAX {
            sheet.uncomputed = self.uncomputed(name)?;
        }
        Ok(sheet)
    }

    /// The formulas without a value, some of them: they are one mistake.
    fn uncomputed(&mut self, name: &str) -> Result<Vec<(u32, u32)>, Fault> {
        const MOST: usize = 1 << 20;
        let mut found = Vec::new();
        let mut cells = self.book.worksheet_cells_reader(name).map_err(fault)?;
        while let Some(cell) = cells.next_cell_with_formula_metadata().map_err(fault)? {
            if cell.value == DataRef::Empty && cell.formula.is_some() && found.len() < MOST {
                found.push(cell.pos);
            }
        }
        Ok(found)
    }
}

fn fault(error: XlsxError) -> Fault {
    match error {
        XlsxError::Password => Fault::Encrypted,
        error => Fault::broken(error),
    }
}

/// Whether numbers of a style are shown times 100, with a sign for it.
fn is_per_cent(style: &Style) -> bool {
    let format = style.number_format.as_ref();
    format.is_some_and(|format| has_per_cent_sign(&format.format_code))
}

/// Whether a format shows numbers per cent: what is quoted or escaped is text.
fn has_per_cent_sign(format: &str) -> bool {
    let mut is_quoted = false;
    let mut signs = format.chars();
    while let Some(sign) = signs.next() {
        match sign {
            '"' => is_quoted = !is_quoted,
            _ if is_quoted => {}
            '\\' | '_' | '*' => drop(signs.next()),
            '%' => return true,
            _ => {}
        }
    }
    false
}

/// A day as ISO 8601 writes it, with the time if it has one; a time alone, or how long something takes, in hours.
fn words(moment: ExcelDateTime) -> String {
    let days = moment.as_f64();
    let (year, month, day, hours, minutes, seconds, _) = moment.to_ymd_hms_milli();
    if moment.is_duration() || (0.0..1.0).contains(&days) {
        let seconds = (days * 86_400.0).round() as i64;
        let sign = if seconds < 0 { "-" } else { "" };
        let seconds = seconds.unsigned_abs();
        let (hours, minutes, seconds) = (seconds / 3600, seconds / 60 % 60, seconds % 60);
        return format!("{sign}{hours:02}:{minutes:02}:{seconds:02}");
    }
    let date = format!("{year:04}-{month:02}-{day:02}");
    match (hours, minutes, seconds) {
        (0, 0, 0) => date,
        _ => format!("{date}T{hours:02}:{minutes:02}:{seconds:02}"),
    }
}

/// A moment as ISO 8601 writes it, without its time if that is midnight.
pub fn without_midnight(moment: &str) -> &str {
    match moment.split_once('T') {
        Some((date, time)) if time.bytes().all(|b| matches!(b, b'0' | b':' | b'.' | b'Z')) => date,
        _ => moment,
    }
}

#[cfg(test)]
mod tests {
    use calamine::ExcelDateTimeType::{DateTime, TimeDelta};

    use super::*;

    #[test]
    fn formats_show_per_cent() {
        for (format, is) in [
            ("0%", true),
            ("0.00%;[Red]-0.00%", true),
            ("General", false),
            ("0.0\"%\"", false),
            ("0\\%", false),
            ("\"100 %: \"0%", true),
        ] {
            assert_eq!(has_per_cent_sign(format), is, "{format}");
        }
    }

    #[test]
    fn days_and_times_are_iso_8601() {
        for (days, kind, is_1904, text) in [
            (46112.0, DateTime, false, "2026-03-31"),
            (46112.5, DateTime, false, "2026-03-31T12:00:00"),
            (44650.0, DateTime, true, "2026-03-31"),
            (0.75, DateTime, false, "18:00:00"),
            (1.5, TimeDelta, false, "36:00:00"),
        ] {
            assert_eq!(words(ExcelDateTime::new(days, kind, is_1904)), text);
        }
        assert_eq!(without_midnight("2026-03-31T00:00:00"), "2026-03-31");
        assert_eq!(
            without_midnight("2026-03-31T08:00:00"),
            "2026-03-31T08:00:00"
        );
        assert_eq!(without_midnight("2026-03-31"), "2026-03-31");
    }
}
