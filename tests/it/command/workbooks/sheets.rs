//! Which sheet holds the candidates, and where in it their header stands.

use rust_xlsxwriter::{Format, Worksheet};

use super::super::tables::{RECORDS, record};
use super::{book, gives, rated, refuses, screen_all, sheet, texts};

fn notes(sheet: &mut Worksheet) {
    texts(sheet, 0, &["How we asked"]);
}

fn bids(sheet: &mut Worksheet) {
    rated(sheet, &[("Alpha", 8.0)]);
}

fn empty(_: &mut Worksheet) {}

#[test]
fn the_sheet_with_the_header() {
    let alpha = [record("Alpha", 80.0)];
    gives(&[], book(&[("Bids", &bids)]), &alpha);
    gives(&[], book(&[("Empty", &empty), ("Bids", &bids)]), &alpha);
    gives(
        &[],
        book(&[("Notes", &notes), ("Bids", &bids), ("Empty", &empty)]),
        &alpha,
    );
    let hidden = |sheet: &mut Worksheet| {
        rated(sheet, &[("Beta", 8.0)]);
        sheet.set_hidden(true);
    };
    gives(
        &[],
        book(&[("Notes", &notes), ("Old", &hidden), ("Bids", &bids)]),
        &alpha,
    );
    gives(
        &["--sheet", "Old"],
        book(&[("Bids", &bids), ("Old", &hidden)]),
        &[record("Beta", 80.0)],
    );
}

#[test]
fn a_sheet_that_nobody_can_tell() {
    refuses(
        &[],
        book(&[("Bids", &bids), ("Notes", &notes), ("Last year", &bids)]),
        "error: bids.xlsx has a `name` column in several sheets, `Bids`, `Last year`: say with --sheet which is meant\n",
    );
    refuses(
        &["--sheet", "Last yaer"],
        book(&[("Bids", &bids), ("Last year", &bids)]),
        "error: bids.xlsx has no sheet `Last yaer`; did you mean `Last year`?\n",
    );
    refuses(
        &["--sheet", "Offers"],
        book(&[("Bids", &bids), ("Last year", &bids)]),
        "error: bids.xlsx has no sheet `Offers`; its sheets: `Bids`, `Last year`\n",
    );
    refuses(
        &[],
        book(&[("Notes", &notes), ("More", &notes)]),
        "error: bids.xlsx has a `name` column in the first rows of none of its sheets, `Notes`, `More`: say with --sheet \
         which is meant\n",
    );
    refuses(
        &["--no-header"],
        book(&[("Notes", &notes), ("More", &notes)]),
        "error: bids.xlsx has several sheets, `Notes`, `More`: say with --sheet which is meant\n",
    );
    refuses(
        &["--sheet", "Empty"],
        book(&[("Bids", &bids), ("Empty", &empty)]),
        "error: bids.xlsx has no rows in its sheet `Empty`\n",
    );
    refuses(
        &["--skip-rows", "9"],
        book(&[("Bids", &bids)]),
        "error: bids.xlsx has no rows below row 9 in its sheet `Bids`\n",
    );
}

/// Titles, merged or not, empty rows, a margin at the left, remarks at the right, formats below: all of it does no harm.
#[test]
fn the_header_below_titles() {
    let book = sheet(|sheet| {
        let format = Format::new().set_bold();
        sheet
            .merge_range(0, 0, 0, 5, "Bids of the spring", &format)
            .unwrap();
        texts(sheet, 1, &["Name", "of the tender:", "Depot"]);
        texts(sheet, 4, &["", "Name", "notes", "ratings.compatibility"]);
        texts(sheet, 5, &["", "Alpha", "", "8", "", "late!"]);
        texts(sheet, 7, &["", " ", ""]);
        texts(sheet, 8, &["", "Beta", "", "9"]);
        sheet.write_blank(20, 1, &format).unwrap();
    });
    screen_all(&[], book)
        .stdout(&format!(
            "{RECORDS}{}{}",
            record("Alpha", 80.0),
            record("Beta", 90.0)
        ))
        .stderr("bids.xlsx: 1 row of nothing but empty cells left out: line 8\n")
        .check();
}

#[test]
fn the_header_that_a_map_means() {
    let offers = |sheet: &mut Worksheet| {
        texts(sheet, 0, &["Bidder"]);
        texts(sheet, 2, &["Bidder", "Mark", "name"]);
        texts(sheet, 3, &["Alpha", "8", "x"]);
    };
    let others = |sheet: &mut Worksheet| rated(sheet, &[("Beta", 9.0)]);
    let map = "name = 'Bidder'\nratings.compatibility = 'Mark'\n";
    screen_all(
        &["--map", "map.toml"],
        book(&[("Others", &others), ("Bids", &offers)]),
    )
    .file("map.toml", map)
    .stdout(&format!("{RECORDS}{}", record("Alpha", 80.0)))
    .check();
    screen_all(&["--map", "map.toml"], sheet(offers))
        .file(
            "map.toml",
            "name = 'Bidder'\nratings.compatibility = 'Marks'\n",
        )
        .stderr(
            r#"
error[PE003]: the table has no column `Marks` (line 2 of the map)
  --> bids.xlsx, Bids!A3
  = help: did you mean `Mark`?; rows 1 to 4 of Bids were looked at

"#,
        )
        .status(2)
        .check();
}

#[test]
fn no_header_at_all() {
    let book = || {
        sheet(|sheet| {
            texts(sheet, 0, &["Bids"]);
            texts(sheet, 2, &["Supplier", "Mark"]);
            texts(sheet, 3, &["Alpha", "8"]);
        })
    };
    refuses(
        &[],
        book(),
        r#"
error[PE006]: no column says the `name` of the candidates
  --> bids.xlsx, Bids!A3
  = help: a table from elsewhere needs a --map FILE.toml with a line name = "COLUMN"; if its first row is a candidate, pass --no-header as well; the columns: Supplier, Mark; rows 1 to 4 of Bids were looked at

"#,
    );
    screen_all(
        &["--no-header", "--skip-rows", "3", "--map", "map.toml"],
        book(),
    )
    .file("map.toml", "name = '1'\nratings.compatibility = '2'\n")
    .stdout(&format!("{RECORDS}{}", record("Alpha", 80.0)))
    .check();
}
