//! `--format xlsx`: the report as a workbook, for people who change a weight and look.
//!
//! What is arithmetic is a formula: scores of ratings, marks and measures, dimensions, totals, ranks, gates, verdicts. The
//! result that each formula has cached is the number of the report, so that viewers that do not compute show it too. What a
//! workbook cannot compute again is a value: criteria by built-in formulas, draws, claims about other weights.
//!
//! Formulas name cells, never texts of the deal: no name can become a part of one.

mod ask_next;
mod cells;
mod columns;
mod criteria;
mod follows;
mod gates;
mod half;
mod layout;
mod places;
mod scores;
mod sheet;
mod signs;
mod sources;
mod style;
mod summary;
mod weights;

use anyhow::{Context, bail};
use rust_xlsxwriter::{DocProperties, ExcelDateTime, Workbook};

use super::assessments::Assessments;
use layout::Layout;
use sheet::Sheet;
use style::Styles;

/// A workbook of the only deal.
pub fn render(all: &Assessments<'_>) -> anyhow::Result<Vec<u8>> {
    let [assessed] = &all.deals[..] else {
        bail!("a workbook holds one deal: call the program once for each");
    };
    let layout = Layout::of(all, assessed)?;
    write(&layout).context("cannot make the workbook")
}

fn write(layout: &Layout<'_>) -> anyhow::Result<Vec<u8>> {
    let styles = Styles::default();
    let sheets: [fn(&Layout<'_>, &mut Sheet<'_>) -> anyhow::Result<()>; 7] = [
        summary::write,
        weights::write,
        scores::write,
        criteria::write,
        gates::write,
        ask_next::write,
        sources::write,
    ];
    let mut workbook = Workbook::new();
    workbook.set_properties(&properties(layout)?);
    for (name, write) in columns::SHEETS.into_iter().zip(sheets) {
        let mut sheet = Sheet::new(name, &styles)?;
        write(layout, &mut sheet)?;
        workbook.push_worksheet(sheet.finish()?);
    }
    Ok(workbook.save_to_buffer()?)
}

/// The day of every workbook: the same input gives the same bytes, whatever the clock says.
const CREATED: (u16, u8, u8) = (2000, 1, 1);

fn properties(layout: &Layout<'_>) -> anyhow::Result<DocProperties> {
    let (year, month, day) = CREATED;
    let title = sheet::safe(&layout.deal.name);
    Ok(DocProperties::new()
        .set_title(title)
        .set_author("partner-eval")
        .set_creation_datetime(&ExcelDateTime::from_ymd(year, month, day)?))
}
