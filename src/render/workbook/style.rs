//! How cells look. The colours are those of Okabe and Ito, which people who see few colours tell apart (M. Okabe and
//! K. Ito, "Color universal design", 2008); where a colour says something, a sign and a word stand beside it.

use rust_xlsxwriter::{Format, FormatAlign, FormatBorder};

const BLUE: u32 = 0x0072B2;
pub(super) const SKY: u32 = 0x56B4E9;
/// Beneath what may be changed.
const INPUT: u32 = 0xFFF7D1;
/// Beneath the names of columns.
const HEAD: u32 = 0xE8EDF2;
const GREY: u32 = 0x595959;
const LINE: u32 = 0xBFC7CF;

/// Points: one digit is shown, all are kept.
const POINTS: &str = "0.0";
const PERCENT: &str = "0%";
const WEIGHT: &str = "0.0%";
const COUNT: &str = "0";
/// As many digits as there are.
const NUMBER: &str = "General";

/// The formats of cells.
pub(super) struct Styles {
    pub title: Format,
    /// The answer.
    pub sentence: Format,
    /// What explains a sheet.
    pub note: Format,
    /// A text over several columns.
    pub paragraph: Format,
    /// The heading of a part of a sheet.
    pub part: Format,
    /// The name of a column.
    pub head: Format,
    pub text: Format,
    /// Text of several lines.
    pub long: Format,
    pub strong: Format,
    pub points: Format,
    pub strong_points: Format,
    pub percent: Format,
    pub share: Format,
    pub count: Format,
    pub number: Format,
    /// What does not follow: a value as of the time of writing.
    pub fixed_points: Format,
    pub fixed_percent: Format,
    pub fixed_text: Format,
    /// What may be changed.
    pub input_share: Format,
    pub input_number: Format,
    pub input_text: Format,
}

impl Default for Styles {
    fn default() -> Self {
        let cell = || {
            let format = Format::new().set_align(FormatAlign::Top);
            format.set_border(FormatBorder::Thin).set_border_color(LINE)
        };
        let text = || cell().set_align(FormatAlign::Left).set_indent(1);
        let long = || text().set_text_wrap();
        let of = |digits: &str| cell().set_num_format(digits);
        let fixed = |format: Format| format.set_font_color(GREY).set_italic();
        let input = |format: Format| format.set_font_color(BLUE).set_background_color(INPUT);
        Self {
            title: Format::new().set_bold().set_font_size(16),
            sentence: Format::new().set_bold().set_font_size(13),
            note: Format::new().set_font_color(GREY),
            paragraph: Format::new().set_text_wrap().set_align(FormatAlign::Top),
            part: Format::new().set_bold().set_font_size(12),
            head: long().set_bold().set_background_color(HEAD),
            text: text(),
            long: long(),
            strong: text().set_bold(),
            points: of(POINTS),
            strong_points: of(POINTS).set_bold(),
            percent: of(PERCENT),
            share: of(WEIGHT),
            count: of(COUNT),
            number: of(NUMBER),
            fixed_points: fixed(of(POINTS)),
            fixed_percent: fixed(of(PERCENT)),
            fixed_text: fixed(long()),
            input_share: input(of(WEIGHT)),
            input_number: input(of(NUMBER)),
            input_text: input(text()),
        }
    }
}
