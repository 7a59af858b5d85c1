//! What cells say.

use rust_xlsxwriter::{ExcelDateTime, Format, Formula};

use super::super::tables::{RECORDS, record, unknown};
use super::{edited, gives, ods, rated, refuses, screen_all, sheet, texts};

#[test]
fn numbers_count_as_they_are_and_texts_as_in_csv() {
    let book = sheet(|sheet| {
        texts(sheet, 0, &["name", "ratings.compatibility"]);
        sheet.write(1, 0, "Whole").unwrap();
        sheet.write(1, 1, 8).unwrap();
        sheet.write(2, 0, "Part").unwrap();
        sheet.write(2, 1, 7.5).unwrap();
        texts(sheet, 3, &["Text", "7.5"]);
        texts(sheet, 4, &["Panel", "7;8"]);
        texts(sheet, 5, &["007", "8"]);
        sheet.write(6, 0, 42).unwrap();
        sheet.write(6, 1, 8).unwrap();
        texts(sheet, 7, &["TRUE", "8"]);
        texts(sheet, 8, &["3/4", "8"]);
    });
    gives(
        &[],
        book,
        &[
            record("Whole", 80.0),
            record("Part", 75.0),
            record("Text", 75.0),
            record("Panel", 75.0),
            record("007", 80.0),
            record("42", 80.0),
            record("TRUE", 80.0),
            record("3/4", 80.0),
        ],
    );
}

/// A number cell has no mark before its fraction, whatever texts have.
#[test]
fn a_decimal_comma_is_for_texts() {
    let book = || {
        sheet(|sheet| {
            texts(sheet, 0, &["name", "ratings.compatibility"]);
            texts(sheet, 1, &["Text", "7,5"]);
            sheet.write(2, 0, "Number").unwrap();
            sheet.write(2, 1, 7.5).unwrap();
        })
    };
    let records = [record("Text", 75.0), record("Number", 75.0)];
    gives(&["--decimal-comma"], book(), &records);
    screen_all(&[], book())
        .stdout(&format!("{RECORDS}{}", record("Number", 75.0)))
        .stderr(
            r#"
error[PE004]: `7,5` has a comma
  --> bids.xlsx, Bids!B2 (ratings.compatibility)
  = help: numbers have a point before their fraction and nothing between thousands; for a decimal comma pass --decimal-comma

bids.xlsx: 1 of 2 rows could not be read
"#,
        )
        .status(2)
        .check();
}

/// A map that takes the sign off means what people see; without one the cell counts as what it holds.
#[test]
fn per_cent() {
    let book = || {
        sheet(|sheet| {
            texts(sheet, 0, &["Bidder", "Mark"]);
            let format = Format::new().set_num_format("0.0%");
            texts(sheet, 1, &["Shown", ""]);
            sheet.write_with_format(1, 1, 0.7, &format).unwrap();
            texts(sheet, 2, &["Typed", "70%"]);
            sheet.write(3, 0, "Number").unwrap();
            sheet.write(3, 1, 70).unwrap();
        })
    };
    screen_all(&["--map", "map.toml"], book())
        .file(
            "map.toml",
            "name = 'Bidder'\nratings.compatibility = { column = 'Mark', unit = '%', worst = 0, best = 100 }\n",
        )
        .stdout(&format!(
            "{RECORDS}{}{}{}",
            record("Shown", 70.0),
            record("Typed", 70.0),
            record("Number", 70.0)
        ))
        .check();
    let fraction = sheet(|sheet| {
        texts(sheet, 0, &["Bidder", "Mark"]);
        texts(sheet, 1, &["Shown", ""]);
        let format = Format::new().set_num_format("0%");
        sheet.write_with_format(1, 1, 0.7, &format).unwrap();
    });
    screen_all(&["--map", "map.toml"], fraction)
        .file(
            "map.toml",
            "name = 'Bidder'\nratings.compatibility = { column = 'Mark', worst = 0, best = 1 }\n",
        )
        .stdout(&format!("{RECORDS}{}", record("Shown", 70.0)))
        .check();
}

#[test]
fn days_and_answers_as_texts() {
    let book = sheet(|sheet| {
        texts(sheet, 0, &["name", "ratings.compatibility"]);
        let day = ExcelDateTime::from_ymd(2026, 3, 31).unwrap();
        let noon = ExcelDateTime::from_ymd(2026, 3, 31)
            .unwrap()
            .and_hms(12, 0, 0)
            .unwrap();
        let format = Format::new().set_num_format("d mmm yyyy");
        sheet.write_with_format(1, 0, &day, &format).unwrap();
        sheet.write_with_format(2, 0, &noon, &format).unwrap();
        sheet.write(3, 0, true).unwrap();
        for row in 1..4 {
            sheet.write(row, 1, 8).unwrap();
        }
    });
    let names = ["2026-03-31", "2026-03-31T12:00:00", "true"];
    gives(&[], book, &names.map(|name| record(name, 80.0)));
}

#[test]
fn a_value_that_is_not_available_is_none() {
    let book = sheet(|sheet| {
        rated(sheet, &[("Alpha", 8.0), ("Beta", 0.0), ("Gamma", 0.0)]);
        sheet.write(0, 2, "Remark").unwrap();
        for row in [2, 3] {
            sheet
                .write(row, 1, Formula::new("=NA()").set_result("#N/A"))
                .unwrap();
            sheet
                .write(row, 2, Formula::new("=1/0").set_result("#DIV/0!"))
                .unwrap();
        }
    });
    screen_all(&["--map", "map.toml"], book)
        .file("map.toml", "name = 'name'\n")
        .stdout(&format!(
            "{RECORDS}{}{}{}",
            record("Alpha", 80.0),
            unknown("Beta"),
            unknown("Gamma")
        ))
        .stderr(
            r#"
warning[PE022]: 2 cells hold `#N/A`, and count as empty; this is the first
  --> bids.xlsx, Bids!B3 (ratings.compatibility)
  = help: mend the look-up, or empty the cell

"#,
        )
        .check();
}

#[test]
fn an_error_is_no_value() {
    let book = || {
        sheet(|sheet| {
            rated(sheet, &[("Alpha", 8.0), ("Beta", 0.0), ("Gamma", 8.0)]);
            sheet
                .write(2, 1, Formula::new("=1/0").set_result("#DIV/0!"))
                .unwrap();
            sheet
                .write(3, 0, Formula::new("=Z9").set_result("#REF!"))
                .unwrap();
        })
    };
    let problems = r#"
error[PE015]: the cell holds the error `#DIV/0!`
  --> bids.xlsx, Bids!B3 (ratings.compatibility)
  = help: mend its formula, or empty the cell

error[PE015]: the cell holds the error `#REF!`
  --> bids.xlsx, Bids!A4 (name)
  = help: mend its formula, or empty the cell

"#;
    screen_all(&[], book())
        .stdout(&format!("{RECORDS}{}", record("Alpha", 80.0)))
        .stderr(&format!(
            "{problems}bids.xlsx: 2 of 3 rows could not be read\n"
        ))
        .status(2)
        .check();
    let assess = ["assess", "deal.toml", "--candidates", "bids.xlsx"];
    crate::harness::Run::new(&assess)
        .file("deal.toml", super::DEAL)
        .file("bids.xlsx", book())
        .stderr(problems)
        .status(2)
        .check();
}

#[test]
fn a_formula_counts_by_its_value() {
    let book = sheet(|sheet| {
        texts(sheet, 0, &["name", "ratings.compatibility"]);
        sheet
            .write(1, 0, Formula::new("=\"Al\"&\"pha\"").set_result("Alpha"))
            .unwrap();
        sheet
            .write(1, 1, Formula::new("=4+4").set_result("8"))
            .unwrap();
    });
    gives(&[], &book, &[record("Alpha", 80.0)]);
    let uncomputed = edited(&book, "xl/worksheets/sheet1.xml", "<v>8</v>", "");
    refuses(
        &[],
        &uncomputed,
        r#"
error[PE015]: the formula has no value yet
  --> bids.xlsx, Bids!B2 (ratings.compatibility)
  = help: open the workbook in a spreadsheet program, which computes them, and save it

"#,
    );
}

/// As LibreOffice writes them, and with its sign for what a program of another language calls `#N/A`.
#[test]
fn cells_of_opendocument() {
    let text = |text: &str| {
        format!(
            "<table:table-cell office:value-type='string'><text:p>{text}</text:p></table:table-cell>"
        )
    };
    let row =
        |name: &str, cell: &str| format!("<table:table-row>{}{cell}</table:table-row>", text(name));
    let rows = [
        row("Bidder", &text("Mark")),
        row(
            "Number",
            "<table:table-cell office:value-type='float' office:value='70'><text:p>70</text:p></table:table-cell>",
        ),
        row(
            "Shown",
            "<table:table-cell office:value-type='percentage' office:value='0.7'><text:p>70 %</text:p></table:table-cell>",
        ),
        row("Typed", &text("70%")),
        row(
            "Late",
            "<table:table-cell table:formula='of:=NA()' office:value-type='string' office:string-value='' \
                     calcext:value-type='error'><text:p>#NV</text:p></table:table-cell>",
        ),
        row(
            "Broken",
            "<table:table-cell table:formula='of:=1/0' office:value-type='string' office:string-value='' \
                       calcext:value-type='error'><text:p>#DIV/0!</text:p></table:table-cell>",
        ),
    ];
    let book = ods(&format!(
        "<table:table table:name='Våre bud'>{}</table:table>",
        rows.concat()
    ));
    screen_all(&["--map", "map.toml"], book)
        .file(
            "map.toml",
            "name = 'Bidder'\nratings.compatibility = { column = 'Mark', unit = '%', worst = 0, best = 100 }\n",
        )
        .stdout(&format!(
            "{RECORDS}{}{}{}{}",
            record("Number", 70.0),
            record("Shown", 70.0),
            record("Typed", 70.0),
            unknown("Late")
        ))
        .stderr(
            r#"
warning[PE022]: the cell holds `#N/A`, and counts as empty
  --> bids.xlsx, 'Våre bud'!B5 (Mark)
  = help: mend the look-up, or empty the cell

error[PE015]: the cell holds the error `#DIV/0!`
  --> bids.xlsx, 'Våre bud'!B6 (Mark)
  = help: mend its formula, or empty the cell

bids.xlsx: 1 of 5 rows could not be read
"#,
        )
        .status(2)
        .check();
}
