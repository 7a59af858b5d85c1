//! What is no workbook that can be read: each a clear error, in bounded time and memory.

use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use super::super::tables::{DEAL, RECORDS, record};
use super::{archive, edited, gives, ods, parts, rated, refuses, screen_all, sheet};
use crate::harness::{Directory, PROGRAM, text};

const SAVE_AGAIN: &str = "open it in a spreadsheet program and save it again";
const TOO_MUCH: &str = "is a workbook that holds too much for its size";
const AS_CSV: &str = "save the sheet with the candidates as CSV";

fn alpha() -> Vec<u8> {
    sheet(|sheet| rated(sheet, &[("Alpha", 8.0)]))
}

/// The same workbook with other bytes for one of its parts.
fn with_part(book: &[u8], part: &str, bytes: Vec<u8>) -> Vec<u8> {
    let mut parts = parts(book);
    parts.iter_mut().find(|(name, _)| name == part).unwrap().1 = bytes;
    archive(&parts)
}

/// The first sheet with this in place of its cells.
fn with_cells(cells: &str) -> Vec<u8> {
    let sheet = format!("<worksheet><sheetData>{cells}</sheetData></worksheet>");
    with_part(&alpha(), "xl/worksheets/sheet1.xml", sheet.into_bytes())
}

/// Expects that a workbook is refused with these words, in the memory and the time that it may take: 64 MiB and 50 times
/// its size.
#[track_caller]
fn refuses_in_bounds(book: &[u8], words: &str) {
    let directory = Directory::with(&[("deal.toml", DEAL)]);
    directory.write("bids.xlsx", book);
    let start = Instant::now();
    let child = Command::new(PROGRAM)
        .current_dir(directory.path())
        .args(["assess", "deal.toml", "--candidates", "bids.xlsx"])
        .stderr(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let id = child.id();
    let peak = std::thread::spawn(move || peak_memory(id));
    let output = child.wait_with_output().unwrap();
    assert_eq!(text(&output.stderr), words);
    assert_eq!(output.status.code(), Some(2));
    assert!(
        start.elapsed() < Duration::from_secs(60),
        "{:?}",
        start.elapsed()
    );
    if let Some(peak) = peak.join().unwrap() {
        let most = (64 << 20) + 50 * book.len() as u64 + PROGRAM_ITSELF;
        assert!(peak < most, "{peak} of {most} bytes");
    }
}

/// What the program takes before it reads anything.
const PROGRAM_ITSELF: u64 = 16 << 20;

/// The most memory of a process, as far as Linux tells before it ends.
fn peak_memory(id: u32) -> Option<u64> {
    let mut peak = None;
    while let Ok(status) = std::fs::read_to_string(format!("/proc/{id}/status")) {
        let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
        let Some(line) = line else {
            break;
        };
        let kib: u64 = line.trim().trim_end_matches(" kB").parse().unwrap();
        peak = Some(kib << 10).max(peak);
        std::thread::sleep(Duration::from_millis(1));
    }
    peak
}

#[test]
fn a_bomb() {
    let blanks = vec![b' '; 100 << 20];
    let unpacks = format!(
        "error: bids.xlsx {TOO_MUCH}: it unpacks to more than fifty times its size; {AS_CSV}\n"
    );
    let too_long = format!(
        "error: bids.xlsx {TOO_MUCH}: a part of it that holds no cells is too long; {AS_CSV}\n"
    );
    for (part, words) in [
        ("xl/worksheets/sheet1.xml", &unpacks),
        ("xl/sharedStrings.xml", &too_long),
        ("xl/theme/theme1.xml", &too_long),
    ] {
        refuses_in_bounds(&with_part(&alpha(), part, blanks.clone()), words);
    }
    let mut spreadsheet = parts(&ods(""));
    spreadsheet[2].1 = blanks;
    refuses_in_bounds(&archive(&spreadsheet), &unpacks);
}

#[test]
fn a_text_without_end() {
    let goes_on =
        format!("error: bids.xlsx {TOO_MUCH}: a text in it goes on for megabytes; {AS_CSV}\n");
    let blanks = " ".repeat(40 << 20);
    refuses_in_bounds(&with_cells(&blanks), &goes_on);
    refuses_in_bounds(
        &with_cells(&format!("<!--{}-->", "<>".repeat(20 << 20))),
        &goes_on,
    );
    refuses_in_bounds(
        &ods(&format!(
            "<table:table table:name='{blanks}'></table:table>"
        )),
        &goes_on,
    );
}

/// Small when packed and when unpacked, and vast as a table.
#[test]
fn cells_that_repeat() {
    let vast =
        format!("error: bids.xlsx {TOO_MUCH}: its cells repeat, or are mostly empty; {AS_CSV}\n");
    let text = "office:value-type='string'><text:p>name</text:p></table:table-cell>";
    let rows = "<table:table-row table:number-rows-repeated='1048576'>";
    for row in [
        format!("<table:table-cell table:number-columns-repeated='16000' {text}"),
        format!(
            "<table:table-cell {text}<table:table-cell table:number-columns-repeated='16000'/><table:table-cell {text}"
        ),
    ] {
        let many = format!("<table:table-row>{row}</table:table-row>{rows}{row}</table:table-row>");
        refuses_in_bounds(
            &ods(&format!("<table:table table:name='A'>{many}</table:table>")),
            &vast,
        );
    }
    let formula = "<table:table-cell table:formula='of:=1' table:number-columns-repeated='16000'/>";
    let rows = format!("<table:table-row>{formula}</table:table-row>").repeat(1000);
    refuses_in_bounds(
        &ods(&format!("<table:table table:name='A'>{rows}</table:table>")),
        &vast,
    );
    let header = "<row r=\"1\"><c r=\"A1\" t=\"str\"><v>name</v></c><c r=\"XFD1\" t=\"str\"><v>stake</v></c></row>";
    let mut cells = header.to_owned();
    for row in 2..100_000 {
        cells.push_str(&format!(
            "<row r=\"{row}\"><c r=\"A{row}\"><v>1</v></c></row>"
        ));
    }
    refuses_in_bounds(&with_cells(&cells), &vast);
    let values = "<row><c><v>1</v></c></row>".repeat(2_500_000);
    refuses_in_bounds(&with_cells(&values), &vast);
}

/// Room for texts is made by what a workbook states of them.
#[test]
fn more_texts_than_it_holds() {
    let book = sheet(|sheet| rated(sheet, &[("Alpha", 8.0)]));
    for count in ["99999999999999999", "1000000", "+99999999999999999"] {
        let lying = edited(
            &book,
            "xl/sharedStrings.xml",
            "uniqueCount=\"3\"",
            &format!("uniqueCount=\"{count}\""),
        );
        refuses_in_bounds(
            &lying,
            &format!(
                "error: bids.xlsx is a broken workbook: it states more texts than it has room for; {SAVE_AGAIN}\n"
            ),
        );
    }
}

/// Each style gets a copy of the format that it names, and each sheet one of its name.
#[test]
fn styles_and_sheets_without_end() {
    let styles = |format: usize, count: usize| {
        let styles = format!(
            "<styleSheet><numFmts><numFmt numFmtId='200' formatCode='{}'/></numFmts><cellXfs>{}</cellXfs></styleSheet>",
            "0".repeat(format),
            "<xf numFmtId='200'/>".repeat(count)
        );
        with_part(&alpha(), "xl/styles.xml", styles.into_bytes())
    };
    let too_many =
        format!("error: bids.xlsx {TOO_MUCH}: its cells have too many styles; {AS_CSV}\n");
    refuses_in_bounds(&styles(1_000_000, 10_000), &too_many);
    refuses_in_bounds(&styles(1, 200_000), &too_many);
    gives(&[], styles(1, 2000), &[record("Alpha", 80.0)]);
    let sheet = "<sheet name=\"Bids\" sheetId=\"1\" r:id=\"rId1\"/>";
    let sheets = edited(&alpha(), "xl/workbook.xml", sheet, &sheet.repeat(200_000));
    let too_long = format!(
        "error: bids.xlsx {TOO_MUCH}: a part of it that holds no cells is too long; {AS_CSV}\n"
    );
    refuses_in_bounds(&sheets, &too_long);
    let names = |old, new| edited(&alpha(), "xl/_rels/workbook.xml.rels", old, new);
    refuses(
        &[],
        names("worksheets/sheet1.xml", "worksheets/sheet1.png"),
        &format!(
            "error: bids.xlsx is a broken workbook: it names a part as no workbook does; {SAVE_AGAIN}\n"
        ),
    );
}

/// Sheets that share one part, each of which would be read.
#[test]
fn one_part_again_and_again() {
    let mut cells = "<row><c r=\"A1\" t=\"str\"><v>x</v></c></row>".to_owned();
    // What does not pack well is read a few times only before it is enough.
    for number in 0..20_000_u32 {
        cells.push_str(&format!(
            "<c x=\"{}\"/>",
            number.wrapping_mul(2_654_435_761)
        ));
    }
    let sheets: Vec<String> = (1..200)
        .map(|number| format!("<sheet name=\"S{number}\" sheetId=\"{number}\" r:id=\"rId1\"/>"))
        .collect();
    let book = with_cells(&cells);
    let book = edited(
        &book,
        "xl/workbook.xml",
        "<sheet name=\"Bids\" sheetId=\"1\" r:id=\"rId1\"/>",
        &sheets.concat(),
    );
    refuses_in_bounds(
        &book,
        &format!(
            "error: bids.xlsx is a broken workbook: Xml error: I/O error: its sheets share a part again and again; {SAVE_AGAIN}\n"
        ),
    );
}

#[test]
fn workbooks_of_other_kinds() {
    let old = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1".to_vec();
    refuses(
        &[],
        &old,
        "error: bids.xlsx is a workbook of before 2007 (.xls): open it in a spreadsheet program and save it as .xlsx\n",
    );
    let encrypted = "error: bids.xlsx is an encrypted workbook: open it in a spreadsheet program and save it without a \
                     password\n";
    let name = "EncryptedPackage".encode_utf16().flat_map(u16::to_le_bytes);
    refuses(
        &[],
        old.into_iter()
            .chain([0; 600])
            .chain(name)
            .collect::<Vec<_>>(),
        encrypted,
    );
    let mut spreadsheet = parts(&ods(""));
    spreadsheet[1].1 = b"<manifest:manifest><manifest:file-entry manifest:full-path='content.xml'>\
        <manifest:encryption-data/></manifest:file-entry></manifest:manifest>"
        .to_vec();
    refuses(&[], archive(&spreadsheet), encrypted);
    refuses(
        &[],
        archive(&[("[Content_Types].xml", ""), ("xl/workbook.bin", "")]),
        "error: bids.xlsx is a binary workbook (.xlsb): open it in a spreadsheet program and save it as .xlsx\n",
    );
    refuses(
        &[],
        archive(&[("word/document.xml", "<document/>")]),
        "error: bids.xlsx is a zip archive, and no text: `unzip -p 'bids.xlsx' > unpacked.csv` makes a file that can be \
         read\n",
    );
}

#[test]
fn workbooks_without_cells() {
    let none = "error: bids.xlsx is a workbook without a sheet of cells\n";
    refuses(&[], ods(""), none);
    let charts = edited(
        &alpha(),
        "xl/_rels/workbook.xml.rels",
        "relationships/worksheet\"",
        "relationships/chartsheet\"",
    );
    refuses(&[], charts, none);
    refuses(
        &[],
        with_cells(""),
        "error: bids.xlsx has no rows in its sheet `Bids`\n",
    );
}

#[test]
fn broken_workbooks() {
    let book = alpha();
    refuses(
        &[],
        &book[..book.len() / 2],
        &format!(
            "error: bids.xlsx is a broken workbook: it is cut short, or no whole archive; {SAVE_AGAIN}\n"
        ),
    );
    for (part, old, new, why) in [
        (
            "xl/worksheets/sheet1.xml",
            "</sheetData>",
            "",
            "Unexpected end of xml, expecting '</sheetData>'",
        ),
        (
            "xl/worksheets/sheet1.xml",
            "r=\"A2\"",
            "r=\"A1\"",
            "its cells are not in order",
        ),
        (
            "xl/worksheets/sheet1.xml",
            "r=\"A2\"",
            "r=\"A9999999\"",
            "a cell stands beyond the last row or column",
        ),
    ] {
        refuses(
            &[],
            edited(&book, part, old, new),
            &format!("error: bids.xlsx is a broken workbook: {why}; {SAVE_AGAIN}\n"),
        );
    }
}

/// However a workbook is cut or bent, the program ends as it should, and never in a panic.
#[test]
fn bent_workbooks_end_well() {
    let spreadsheet = ods(
        "<table:table table:name='A'><table:table-row><table:table-cell office:value-type='string'><text:p>name</text:p>\
         </table:table-cell></table:table-row></table:table>",
    );
    let mut random = 7_u64;
    let mut next = move |below: usize| {
        random = random
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        (random >> 33) as usize % below
    };
    for book in [alpha(), spreadsheet] {
        gives_or_refuses(&book);
        for _ in 0..30 {
            gives_or_refuses(&book[..next(book.len())]);
            let mut bent = book.clone();
            for _ in 0..1 + next(8) {
                let at = next(bent.len());
                bent[at] ^= 1 << next(8);
            }
            gives_or_refuses(&bent);
            // What unpacks as it should, and means nothing.
            let mut parts = parts(&book);
            let place = next(parts.len());
            let bytes = &mut parts[place].1;
            for _ in 0..1 + next(4) {
                let at = next(bytes.len().max(1));
                if let Some(byte) = bytes.get_mut(at) {
                    *byte = b"<>/\"=&;!A9 \0"[next(12)];
                }
            }
            gives_or_refuses(&archive(&parts));
        }
    }
}

#[track_caller]
fn gives_or_refuses(book: &[u8]) {
    let output = screen_all(&[], book).output();
    let error = text(&output.stderr);
    assert!(
        matches!(output.status.code(), Some(0 | 2)),
        "{:?} {error}",
        output.status
    );
    assert!(!error.contains("panicked"), "{error}");
}

/// What other programs write, and calamine and we read all the same.
#[test]
fn odd_workbooks_that_are_read() {
    let alpha_alone = [record("Alpha", 80.0)];
    let cells = |name: &str, alpha: &str| {
        format!(
            "<row><c t=\"inlineStr\"><is><t>{name}</t></is></c><c t=\"inlineStr\"><is><r><t>ratings.</t></r><r>\
             <t>compatibility</t></r></is></c></row><row><c t=\"str\"><v>{alpha}</v></c><c><v>8</v></c></row>"
        )
    };
    gives(&[], with_cells(&cells("name", "Alpha")), &alpha_alone);
    gives(
        &[],
        with_cells(&cells("NAME", "A&amp;B")),
        &[record("A&B", 80.0)],
    );
    let upper: Vec<(String, Vec<u8>)> = parts(&alpha())
        .into_iter()
        .map(|(name, bytes)| (name.replace("sharedStrings", "SharedStrings"), bytes))
        .collect();
    screen_all(&[], archive(&upper))
        .stdout(&format!("{RECORDS}{}", alpha_alone.concat()))
        .check();
}
