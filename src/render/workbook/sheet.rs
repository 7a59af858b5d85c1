//! One sheet as it is filled: texts that stay texts, formulas with their results, and what makes it fit for reading and
//! for paper.

use std::borrow::Cow;
use std::collections::BTreeMap;

use rust_xlsxwriter::{
    ConditionalFormat, ConditionalFormatDataBar, ConditionalFormatText, ConditionalFormatTextRule,
    ConditionalFormatType, DataValidation, DataValidationRule, Format, Formula, IgnoreError,
    Worksheet,
};

use super::cells::{At, Range};
use super::signs::SIGNS;
use super::style::{SKY, Styles};
use crate::model::text::cut;
use crate::render::sanitize::sanitize;

/// What a cell of text may hold at most, in UTF-16 code units, of which a character takes two at most.
const LONGEST: usize = 32_767;
/// The height of a line of text, in points.
const LINE_HEIGHT: f64 = 15.0;
/// Lines that a row shows at most.
const MOST_LINES: usize = 12;
const DEFAULT_WIDTH: f64 = 8.0;
/// The paper: A4.
const A4: u8 = 9;

/// A text of a file as a cell shows it: without characters that hide or reorder, and no longer than a cell.
pub(super) fn safe(text: &str) -> String {
    let text = sanitize(text);
    match text.len() > LONGEST {
        true => cut(&text, LONGEST / 2 - 1).into_owned(),
        false => text.into_owned(),
    }
}

/// The result of a formula at the time of writing.
pub(super) enum Result<'t> {
    Number(f64),
    /// No text that a number could be taken for.
    Text(Cow<'t, str>),
}

impl From<f64> for Result<'_> {
    fn from(number: f64) -> Self {
        // A minus before nothing is none.
        Result::Number(number + 0.0)
    }
}

impl<'t> From<&'t str> for Result<'t> {
    fn from(text: &'t str) -> Self {
        Result::Text(text.into())
    }
}

impl From<String> for Result<'_> {
    fn from(text: String) -> Self {
        Result::Text(text.into())
    }
}

/// A sheet.
pub(super) struct Sheet<'s> {
    sheet: Worksheet,
    /// Of columns, in characters.
    widths: Vec<f64>,
    /// How many lines the tallest text of a row takes, where that is more than one.
    lines: BTreeMap<u32, usize>,
    pub styles: &'s Styles,
}

impl<'s> Sheet<'s> {
    /// An empty sheet, landscape on A4 and as wide as a page.
    pub fn new(name: &str, styles: &'s Styles) -> anyhow::Result<Self> {
        let mut sheet = Worksheet::new();
        sheet.set_name(name)?;
        sheet.set_landscape().set_paper_size(A4);
        sheet.set_print_fit_to_pages(1, 0);
        sheet.set_margins(0.4, 0.4, 0.6, 0.6, 0.3, 0.3);
        sheet.set_footer("&L&A&RPage &P of &N");
        Ok(Self {
            sheet,
            widths: Vec::new(),
            lines: BTreeMap::new(),
            styles,
        })
    }

    /// The filled sheet. Not every spreadsheet finds the height of a row by itself.
    pub fn finish(mut self) -> anyhow::Result<Worksheet> {
        for (row, lines) in self.lines {
            let height = LINE_HEIGHT * lines.min(MOST_LINES) as f64;
            self.sheet.set_row_height(row, height)?;
        }
        Ok(self.sheet)
    }

    /// A text, which never becomes a number, a formula or a link.
    pub fn text(&mut self, at: At, text: &str, format: &Format) -> anyhow::Result<()> {
        self.sheet
            .write_string_with_format(at.row, at.column, safe(text), format)?;
        Ok(())
    }

    /// A text in as many lines as it needs.
    pub fn long(&mut self, at: At, text: &str, format: &Format) -> anyhow::Result<()> {
        self.text(at, text, format)?;
        let width = self.widths.get(usize::from(at.column)).copied();
        self.grow(at.row, text, width.unwrap_or(DEFAULT_WIDTH));
        Ok(())
    }

    /// Makes room for a text in a row.
    fn grow(&mut self, row: u32, text: &str, width: f64) {
        let lines = (text.chars().count() as f64 / width).ceil() as usize;
        if lines > 1 {
            let tallest = self.lines.entry(row).or_default();
            *tallest = lines.max(*tallest);
        }
    }

    pub fn number(&mut self, at: At, number: f64, format: &Format) -> anyhow::Result<()> {
        self.sheet
            .write_number_with_format(at.row, at.column, number + 0.0, format)?;
        Ok(())
    }

    /// A number, or an empty cell.
    pub fn maybe(&mut self, at: At, number: Option<f64>, format: &Format) -> anyhow::Result<()> {
        match number {
            Some(number) => self.number(at, number, format),
            None => {
                self.sheet.write_blank(at.row, at.column, format)?;
                Ok(())
            }
        }
    }

    /// A formula with the result that it has now.
    pub fn formula<'t>(
        &mut self,
        at: At,
        formula: &str,
        result: impl Into<Result<'t>>,
        format: &Format,
    ) -> anyhow::Result<()> {
        let result = match result.into() {
            Result::Number(number) => number.to_string(),
            Result::Text(text) => text.into_owned(),
        };
        let formula = Formula::new(formula).set_result(result);
        self.sheet
            .write_formula_with_format(at.row, at.column, formula, format)?;
        Ok(())
    }

    /// The title of the sheet and the lines that explain it.
    pub fn opening(&mut self, title: &str, notes: &[&str]) -> anyhow::Result<()> {
        let styles = self.styles;
        self.text(At::new(0, 0), title, &styles.title)?;
        for (row, note) in (1..).zip(notes) {
            self.text(At::new(row, 0), note, &styles.note)?;
        }
        Ok(())
    }

    /// A text over several columns, in as many lines as it needs.
    pub fn paragraph(&mut self, cells: Range, text: &str) -> anyhow::Result<()> {
        let text = safe(text);
        let Range { first, last } = cells;
        self.sheet.merge_range(
            first.row,
            first.column,
            last.row,
            last.column,
            &text,
            &self.styles.paragraph,
        )?;
        let width: f64 = self.widths[..usize::from(last.column) + 1].iter().sum();
        self.grow(first.row, &text, width);
        Ok(())
    }

    /// The names of columns, from one on.
    pub fn head<'t>(
        &mut self,
        from: At,
        names: impl IntoIterator<Item = &'t str>,
    ) -> anyhow::Result<()> {
        let styles = self.styles;
        for (column, name) in (from.column..).zip(names) {
            self.long(At::new(from.row, column), name, &styles.head)?;
        }
        Ok(())
    }

    /// The widths of columns in characters, from the first.
    pub fn widths(&mut self, widths: impl IntoIterator<Item = f64>) -> anyhow::Result<()> {
        self.widths = widths.into_iter().collect();
        for (column, width) in (0..).zip(&self.widths) {
            self.sheet.set_column_width(column, *width)?;
        }
        Ok(())
    }

    /// Keeps what is above a row and left of a column in sight; the row above stands on every page.
    pub fn freeze(&mut self, at: At) -> anyhow::Result<()> {
        self.sheet.set_freeze_panes(at.row, at.column)?;
        if at.row > 0 {
            self.sheet.set_repeat_rows(at.row - 1, at.row - 1)?;
        }
        Ok(())
    }

    /// Filters over a table whose first row names its columns.
    pub fn filter(&mut self, table: Range) -> anyhow::Result<()> {
        self.sheet.autofilter(
            table.first.row,
            table.first.column,
            table.last.row,
            table.last.column,
        )?;
        Ok(())
    }

    /// Texts that look like numbers are meant: no spreadsheet need warn.
    pub fn names(&mut self, cells: Range) -> anyhow::Result<()> {
        let Range { first, last } = cells;
        let warning = IgnoreError::NumberStoredAsText;
        self.sheet
            .ignore_error_range(first.row, first.column, last.row, last.column, warning)?;
        Ok(())
    }

    /// What is printed, where not all is.
    pub fn print(&mut self, cells: Range) -> anyhow::Result<()> {
        let Range { first, last } = cells;
        self.sheet
            .set_print_area(first.row, first.column, last.row, last.column)?;
        Ok(())
    }

    /// Columns that few people need, folded.
    pub fn fold(&mut self, first: u16, last: u16) -> anyhow::Result<()> {
        self.sheet.group_columns_collapsed(first, last)?;
        Ok(())
    }

    /// Bars of 0 to 100.
    pub fn bars(&mut self, cells: Range) -> anyhow::Result<()> {
        let bar = ConditionalFormatDataBar::new()
            .set_fill_color(SKY)
            .set_solid_fill(true)
            .set_minimum(ConditionalFormatType::Number, 0)
            .set_maximum(ConditionalFormatType::Number, 100);
        self.conditional(cells, &bar)
    }

    /// Colours for cells that begin with a sign of [`SIGNS`].
    pub fn signs(&mut self, cells: Range) -> anyhow::Result<()> {
        // Dark letters on a light ground, of green, sky blue, orange and vermilion.
        let colours = [
            (0x00543D, 0xDDF2EC),
            (0x123E58, 0xE3F2FC),
            (0x6B4A00, 0xFCF0D6),
            (0x8A3B00, 0xFBE3D6),
        ];
        for (sign, (ink, ground)) in SIGNS.into_iter().zip(colours) {
            let format = Format::new()
                .set_font_color(ink)
                .set_background_color(ground);
            let rule = ConditionalFormatText::new()
                .set_rule(ConditionalFormatTextRule::BeginsWith(sign.to_owned()))
                .set_format(format);
            self.conditional(cells, &rule)?;
        }
        Ok(())
    }

    fn conditional<T: ConditionalFormat + Send + Sync>(
        &mut self,
        cells: Range,
        rule: &T,
    ) -> anyhow::Result<()> {
        let Range { first, last } = cells;
        self.sheet
            .add_conditional_format(first.row, first.column, last.row, last.column, rule)?;
        Ok(())
    }

    /// Lets cells take numbers of a range alone.
    pub fn between(
        &mut self,
        cells: Range,
        (least, most): (f64, f64),
        what: &str,
    ) -> anyhow::Result<()> {
        let rule = DataValidationRule::Between(least, most);
        self.allow(cells, rule, what)
    }

    /// Lets cells take numbers of 0 or more alone.
    pub fn at_least_zero(&mut self, cells: Range, what: &str) -> anyhow::Result<()> {
        self.allow(cells, DataValidationRule::GreaterThanOrEqualTo(0.0), what)
    }

    fn allow(
        &mut self,
        cells: Range,
        rule: DataValidationRule<f64>,
        what: &str,
    ) -> anyhow::Result<()> {
        let allowed = DataValidation::new()
            .allow_decimal_number(rule)
            .set_error_title("Not possible here")?
            .set_error_message(what)?;
        let Range { first, last } = cells;
        self.sheet
            .add_data_validation(first.row, first.column, last.row, last.column, &allowed)?;
        Ok(())
    }
}
