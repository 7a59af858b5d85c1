//! Candidates from workbooks: which sheet and row, what cells say, and what is no workbook that can be read.

mod cells;
mod files;
mod hostile;
mod sheets;

use std::io::{Cursor, Read, Write};

use rust_xlsxwriter::{Workbook, Worksheet};
use zip::write::SimpleFileOptions;
use zip::{ZipArchive, ZipWriter};

use super::tables::{DEAL, RECORDS};
use crate::harness::Run;

/// What fills a sheet.
type Fill<'a> = &'a dyn Fn(&mut Worksheet);

/// A workbook of sheets of these names.
fn book(sheets: &[(&str, Fill<'_>)]) -> Vec<u8> {
    let mut book = Workbook::new();
    for (name, fill) in sheets {
        fill(book.add_worksheet().set_name(*name).unwrap());
    }
    book.save_to_buffer().unwrap()
}

/// A workbook of one sheet.
fn sheet(fill: impl Fn(&mut Worksheet)) -> Vec<u8> {
    book(&[("Bids", &fill)])
}

/// A row of texts.
fn texts(sheet: &mut Worksheet, row: u32, texts: &[&str]) {
    for (column, text) in (0..).zip(texts).filter(|(_, text)| !text.is_empty()) {
        sheet.write(row, column, *text).unwrap();
    }
}

/// A row with a name and a rating, below a header in the first row.
fn rated(sheet: &mut Worksheet, rows: &[(&str, f64)]) {
    texts(sheet, 0, &["name", "ratings.compatibility"]);
    for (row, (name, rating)) in (1..).zip(rows) {
        sheet.write(row, 0, *name).unwrap();
        sheet.write(row, 1, *rating).unwrap();
    }
}

/// The parts of an archive, in order.
fn parts(archive: &[u8]) -> Vec<(String, Vec<u8>)> {
    let mut zip = ZipArchive::new(Cursor::new(archive)).unwrap();
    let mut parts = Vec::new();
    for place in 0..zip.len() {
        let mut part = zip.by_index(place).unwrap();
        let mut bytes = Vec::new();
        part.read_to_end(&mut bytes).unwrap();
        parts.push((part.name().unwrap().into_owned(), bytes));
    }
    parts
}

/// An archive of these parts.
fn archive(parts: &[(impl AsRef<str>, impl AsRef<[u8]>)]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in parts {
        zip.start_file(name.as_ref(), SimpleFileOptions::default())
            .unwrap();
        zip.write_all(bytes.as_ref()).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

/// The same workbook with another text in one of its parts, where it stands.
fn edited(book: &[u8], part: &str, old: &str, new: &str) -> Vec<u8> {
    let mut parts = parts(book);
    let (_, bytes) = parts.iter_mut().find(|(name, _)| name == part).unwrap();
    let text = std::str::from_utf8(bytes).unwrap();
    assert!(text.contains(old), "{text}");
    *bytes = text.replace(old, new).into_bytes();
    archive(&parts)
}

/// A spreadsheet of OpenDocument with these tables.
fn ods(tables: &str) -> Vec<u8> {
    let content = format!(
        "<?xml version='1.0' encoding='UTF-8'?><office:document-content><office:body><office:spreadsheet>{tables}\
         </office:spreadsheet></office:body></office:document-content>"
    );
    let mimetype = "application/vnd.oasis.opendocument.spreadsheet";
    archive(&[
        ("mimetype", mimetype),
        ("META-INF/manifest.xml", "<manifest:manifest/>"),
        ("content.xml", content.as_str()),
    ])
}

/// `screen --all` with these arguments, on a file `bids.xlsx`.
fn screen_all(arguments: &[&str], book: impl AsRef<[u8]>) -> Run {
    let always = ["screen", "deal.toml", "--candidates", "bids.xlsx", "--all"];
    Run::new(&[&always, arguments].concat())
        .file("deal.toml", DEAL)
        .file("bids.xlsx", book)
}

/// Expects these records and nothing else.
#[track_caller]
fn gives(arguments: &[&str], book: impl AsRef<[u8]>, records: &[String]) {
    screen_all(arguments, book)
        .stdout(&format!("{RECORDS}{}", records.concat()))
        .check();
}

/// Expects that a workbook is refused before anything is printed, with exactly these words.
#[track_caller]
fn refuses(arguments: &[&str], book: impl AsRef<[u8]>, words: &str) {
    screen_all(arguments, book).stderr(words).status(2).check();
}
