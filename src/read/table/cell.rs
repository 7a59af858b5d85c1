//! Reads one cell.

use std::borrow::Cow;

use super::column::{CellSource, Column};
use super::dialect::Dialect;
use super::path::Leaf;
use super::problem::{not_utf8, shown};
use crate::deal::Problem;
use crate::model::Code;
use crate::model::number::number as shown_number;
use crate::read::builder::Span;
use crate::read::rows::{CellKind, Row, each_place};
use crate::read::thousands::{self, Ambiguous, groups};

/// The word for a mark that a reviewer does not give.
pub const ABSTAINS: &str = "abstains";

/// What a cell says.
#[derive(Clone, Debug, PartialEq)]
pub enum Value<'a> {
    /// A number, finite or not.
    Number(f64),
    /// Several numbers: a panel, of which some may abstain.
    Marks(Vec<Option<f64>>),
    /// A text, or names one after the other.
    Text(&'a str),
    /// true or false.
    YesNo(bool),
}

/// Why a cell cannot be read, and the text of which that is true.
#[derive(Clone, Copy, Debug)]
pub enum CellError<'a> {
    /// It is not UTF-8 text, from this byte on.
    NoText(&'a [u8], usize),
    /// The number is too large to be meant.
    TooLarge(&'a str),
    /// It is no number.
    NoNumber(&'a str),
    /// It has a mark that numbers here do not have: a comma where there are decimal points, or a point where there are
    /// decimal commas.
    WrongMark(&'a str),
    /// Its only mark stands between thousands or before a fraction, and nothing says which.
    Ambiguous(&'a str),
    /// The number lies outside the scale that the map gives.
    OffScale(&'a str),
    /// It is neither true nor false.
    NoAnswer(&'a str),
    /// It is the word for an error, as spreadsheets have it.
    Failed(&'a str),
}

impl CellError<'_> {
    /// The code of the problem.
    pub fn code(self) -> Code {
        match self {
            CellError::NoText(..) | CellError::Failed(_) => Code::Unreadable,
            CellError::TooLarge(_) | CellError::OffScale(_) => Code::OutOfRange,
            _ => Code::WrongType,
        }
    }

    /// The problem in words.
    pub fn problem(self, column: &Column, dialect: &Dialect, at: Span) -> Problem {
        let (message, help) = match self {
            CellError::NoText(text, at) => {
                let byte = text.get(at).copied().unwrap_or_default();
                let message = format!("not UTF-8 text: here comes byte 0x{byte:02X}");
                (message, Some(not_utf8(text)))
            }
            CellError::TooLarge(text) => {
                (format!("`{}` is too large to be meant", shown(text)), None)
            }
            CellError::NoNumber(text) => {
                let message = format!("`{}` is not a number", shown(text));
                (message, Some(no_number_help(column, dialect, text)))
            }
            CellError::WrongMark(text) => wrong_mark(column, dialect, text),
            CellError::Ambiguous(text) => ambiguous(column, text),
            CellError::OffScale(text) => {
                let (worst, best) = column.reading.scale.unwrap_or_default();
                let message = format!(
                    "`{}` lies outside the scale of the --map, from {} to {}",
                    shown(text),
                    shown_number(worst),
                    shown_number(best)
                );
                let help = "where what lies beyond counts as the end of the scale, the map says `clamp = true`";
                (message, Some(help.to_owned()))
            }
            CellError::NoAnswer(text) => {
                let message = format!("`{}` is neither true nor false", shown(text));
                (message, Some(no_answer_help(column, text)))
            }
            CellError::Failed(text) => {
                let message = format!("the cell holds the error `{}`", shown(text));
                (
                    message,
                    Some("mend its formula, or empty the cell".to_owned()),
                )
            }
        };
        Problem {
            help,
            ..Problem::new(self.code(), at.into(), message)
        }
    }
}

/// What a column says in a row; `None` where it says nothing.
pub fn value<'a>(
    column: &Column,
    dialect: &Dialect,
    row: Row<'a>,
) -> Result<Option<Value<'a>>, CellError<'a>> {
    let place = match column.source {
        CellSource::Number(number) => return Ok(Some(Value::Number(number))),
        CellSource::YesNo(answer) => return Ok(Some(Value::YesNo(answer))),
        CellSource::Cell(place) => place,
    };
    let cell = row.get(place).unwrap_or_default();
    if is_nothing(dialect, cell) {
        return Ok(abstains(column, cell).then_some(Value::Text(ABSTAINS)));
    }
    let Some(text) = row.text(place) else {
        let start = std::str::from_utf8(cell).map_or_else(|error| error.valid_up_to(), str::len);
        return Err(CellError::NoText(cell, start));
    };
    told(column, dialect, row.kind(place), text)
}

/// What a text says in a column; `None` if it says nothing.
pub fn of_text<'a>(
    column: &Column,
    dialect: &Dialect,
    text: &'a str,
) -> Result<Option<Value<'a>>, CellError<'a>> {
    told(column, dialect, CellKind::Untold, text)
}

/// What the text of a cell says in a column, by what the cell was.
fn told<'a>(
    column: &Column,
    dialect: &Dialect,
    kind: CellKind,
    text: &'a str,
) -> Result<Option<Value<'a>>, CellError<'a>> {
    let trimmed = trim(text);
    if kind == CellKind::Error {
        return Err(CellError::Failed(trimmed));
    }
    let number = |text: &'a str| match kind {
        CellKind::Number => number_cell(column, text, false),
        CellKind::PerCent => number_cell(column, text, true),
        _ => number(column, dialect, text),
    };
    // Blanks are nothing, but for texts, which come through as they are.
    if trimmed.is_empty() && column.path.leaf != Leaf::Text {
        return Ok(None);
    }
    let value = match column.path.leaf {
        Leaf::Text | Leaf::List => Value::Text(text),
        Leaf::Number => Value::Number(number(trimmed)?),
        Leaf::Mark if trimmed.eq_ignore_ascii_case(ABSTAINS) => Value::Text(ABSTAINS),
        Leaf::Mark => Value::Number(number(trimmed)?),
        Leaf::YesNo => Value::YesNo(yes_no(column, trimmed)?),
        Leaf::Rating => {
            let separator = column.separator(dialect);
            let is_number = matches!(kind, CellKind::Number | CellKind::PerCent);
            if is_number || !trimmed.contains(separator) {
                return number(trimmed).map(|number| Some(Value::Number(number)));
            }
            let parts = trimmed.split(separator).map(str::trim);
            let is_no_mark = |part: &str| {
                part.eq_ignore_ascii_case(ABSTAINS) || is_nothing(dialect, part.as_bytes())
            };
            let marks = parts.filter(|part| !part.is_empty()).map(|part| {
                let mark = (!is_no_mark(part)).then(|| number(part));
                mark.transpose()
            });
            Value::Marks(marks.collect::<Result<_, _>>()?)
        }
        Leaf::Attribute if kind == CellKind::Text => Value::Text(text),
        Leaf::Attribute => {
            if let Ok(answer) = yes_no(column, trimmed) {
                Value::YesNo(answer)
            } else {
                match number(trimmed) {
                    Ok(number) => Value::Number(number),
                    Err(error @ CellError::OffScale(_)) => return Err(error),
                    Err(_) => Value::Text(text),
                }
            }
        }
    };
    Ok(Some(value))
}

/// The text and the number of a cell that is a part of 1 beside others of 100: a number below 1 without a sign where the
/// map makes shares or ratings of per cent.
pub fn fraction_among_per_cent<'a>(
    column: &Column,
    row: Row<'a>,
    value: &Option<Value<'a>>,
) -> Option<(&'a str, f64)> {
    let reading = &column.reading;
    let of_ratings = reading.scale.map(|(worst, best)| (best - worst).abs());
    let is_of_hundred = match reading.unit.as_deref() {
        Some("%") => reading.is_percent || of_ratings == Some(100.0),
        Some(_) => false,
        None => reading.factor == Some(0.01) && column.path.is_share(),
    };
    if !is_of_hundred || !matches!(value, Some(Value::Number(_))) {
        return None;
    }
    let text = trim(row.text(column.place()?)?);
    let number: f64 = text.replacen(',', ".", 1).parse().ok()?;
    (number > 0.0 && number < 1.0).then_some((text, number))
}

/// Whether a column says anything in a row, readable or not.
pub fn says_anything(column: &Column, dialect: &Dialect, row: Row<'_>) -> bool {
    let Some(place) = column.place() else {
        return true;
    };
    let cell = row.get(place).unwrap_or_default();
    let is_blank = || row.text(place).is_some_and(|text| trim(text).is_empty());
    if is_nothing(dialect, cell) {
        return abstains(column, cell);
    }
    column.path.leaf == Leaf::Text || !is_blank()
}

/// Whether a cell that stands for nothing says that a reviewer gives no mark: somebody wrote that, and did not leave it
/// empty.
fn abstains(column: &Column, cell: &[u8]) -> bool {
    column.path.leaf == Leaf::Mark && !cell.trim_ascii().is_empty()
}

/// Whether a cell stands for nothing.
pub fn is_nothing(dialect: &Dialect, cell: &[u8]) -> bool {
    let is = |null: &String| null.as_bytes() == cell || null.as_bytes() == cell.trim_ascii();
    cell.is_empty() || dialect.nulls.iter().any(is)
}

/// The number of a cell as it counts.
fn number<'a>(column: &Column, dialect: &Dialect, text: &'a str) -> Result<f64, CellError<'a>> {
    let comma = column.has_decimal_comma(dialect);
    let bare = without_unit(column, text);
    if column.reading.unit.is_some() {
        let is_stated = column.reading.decimal_comma.is_some() || dialect.decimal_comma;
        let decimal = is_stated.then_some(if comma { ',' } else { '.' });
        let plain =
            thousands::plain(&bare, decimal).map_err(|Ambiguous| CellError::Ambiguous(text))?;
        if let Ok(number) = plain.parse() {
            return counted(column, text, number);
        }
    }
    let parsed = match (comma, bare.contains('.'), bare.contains(',')) {
        (true, true, _) => return Err(CellError::WrongMark(text)),
        (true, false, true) => bare.replacen(',', ".", 1).parse().ok(),
        (false, _, true) => return Err(CellError::WrongMark(text)),
        _ => bare.parse().ok(),
    };
    parsed.map_or(Err(CellError::NoNumber(text)), |number| {
        counted(column, text, number)
    })
}

/// The number of a cell that holds one, as it counts; where the map takes the sign for per cent off, one that is shown
/// with it stands for what is shown.
fn number_cell<'a>(
    column: &Column,
    text: &'a str,
    is_per_cent: bool,
) -> Result<f64, CellError<'a>> {
    let has_sign = is_per_cent && column.reading.unit.as_deref() == Some("%");
    let number = match has_sign {
        // Read as decimals, so that 0.57 is 57 and nothing beside it.
        true => format!("{text}e2").parse(),
        false => text.parse(),
    };
    counted(column, text, number.unwrap_or(f64::NAN))
}

/// A number that was read of a text, as it counts.
fn counted<'a>(column: &Column, text: &'a str, number: f64) -> Result<f64, CellError<'a>> {
    match number.is_finite() {
        true => scaled(column, number).ok_or(CellError::OffScale(text)),
        // `nan` and `inf` are numbers to Rust; in a table they are words.
        false if !text.contains(|c: char| c.is_ascii_digit()) => Err(CellError::NoNumber(text)),
        false => Err(CellError::TooLarge(text)),
    }
}

/// Signs that stand for the same unit.
const SAME_UNITS: [[&str; 2]; 4] = [["EUR", "€"], ["USD", "$"], ["GBP", "£"], ["JPY", "¥"]];

/// A number without the unit that the map names, before it or behind it, with blanks between them.
fn without_unit<'a>(column: &Column, text: &'a str) -> Cow<'a, str> {
    let Some(unit) = &column.reading.unit else {
        return Cow::Borrowed(text);
    };
    let is_unit = |sign: &str| sign.eq_ignore_ascii_case(unit);
    let same = SAME_UNITS
        .iter()
        .find(|signs| signs.iter().any(|sign| is_unit(sign)));
    for unit in same.map_or(&[unit.as_str()][..], |signs| signs) {
        let behind = |text: &'a str| {
            let (first, rest) = text.split_at_checked(unit.len())?;
            first.eq_ignore_ascii_case(unit).then(|| rest.trim_start())
        };
        let end = text.len().saturating_sub(unit.len());
        if let Some((number, last)) = text.split_at_checked(end)
            && last.eq_ignore_ascii_case(unit)
        {
            return Cow::Borrowed(number.trim_end());
        }
        if let Some(number) = behind(text) {
            return Cow::Borrowed(number);
        }
        // -€5
        if let Some(number) = text
            .strip_prefix('-')
            .and_then(|rest| behind(rest.trim_start()))
        {
            return Cow::Owned(format!("-{number}"));
        }
    }
    Cow::Borrowed(text)
}

fn no_number_help(column: &Column, dialect: &Dialect, text: &str) -> String {
    let has_digit = text.contains(|c: char| c.is_ascii_digit());
    if has_digit && text.ends_with('%') && column.reading.unit.is_none() {
        "a --map takes the sign off: { column = …, unit = \"%\" }, and makes 0.45 of 45% where a share is asked for; \
         a rating has worst and best beside it"
            .to_owned()
    } else if has_digit && column.path.leaf == Leaf::Rating && text.contains([';', '|', '/']) {
        panel_help(column, dialect)
    } else if groups(text, '.').max(groups(text, ',')) > 1 {
        TAKE_AWAY.to_owned()
    } else if has_digit {
        match &column.reading.unit {
            Some(unit) => format!("the --map takes `{unit}` off, with marks between thousands, and nothing else"),
            None => "a number stands without blanks, units or currency signs; a --map takes one off: { column = …, \
                     unit = \"EUR\" }"
                .to_owned(),
        }
    } else {
        format!("if it stands for nothing, pass --null '{}'", shown(text))
    }
}

/// What a number counts after the map has had its say; `None` if it lies outside the map's scale.
fn scaled(column: &Column, number: f64) -> Option<f64> {
    let reading = &column.reading;
    if let Some((worst, best)) = reading.scale {
        let (from, to) = reading.onto;
        let part = (number - worst) / (best - worst);
        let is_on_scale = reading.clamp || (0.0..=1.0).contains(&part);
        return is_on_scale.then(|| from + part.clamp(0.0, 1.0) * (to - from));
    }
    let number = if reading.is_percent {
        number / 100.0
    } else {
        number
    };
    Some(reading.factor.map_or(number, |factor| number * factor))
}

const TAKE_AWAY: &str = "nothing may stand between thousands: take it away, or let a --map do it: { column = …, unit = \
                         \"EUR\" }";

/// What is said of a number with a mark that numbers here do not have, and what to do.
fn wrong_mark(column: &Column, dialect: &Dialect, text: &str) -> (String, Option<String>) {
    let comma = column.has_decimal_comma(dialect);
    let (mark, name, reason) = if comma {
        ('.', "point", ", and numbers here have a decimal comma")
    } else {
        (',', "comma", "")
    };
    let for_fraction = if comma {
        "if it stands before a fraction, say so in the --map: { column = …, decimal_comma = false }"
    } else {
        "for a decimal comma pass --decimal-comma"
    };
    let has_both = text.contains('.') && text.contains(',');
    let is_panel = column.path.leaf == Leaf::Rating && text.matches(mark).count() > 1;
    let help = match groups(&without_unit(column, text), mark) {
        groups if has_both || groups > 1 => TAKE_AWAY.to_owned(),
        // Taken for a fraction, it would count a thousandth.
        1 => format!(
            "if the {name} stands between thousands, take it away, or let a --map do it: {{ column = …, unit = \"EUR\" }}; {for_fraction}"
        ),
        _ if is_panel => panel_help(column, dialect),
        _ if comma => for_fraction.to_owned(),
        _ => format!(
            "numbers have a point before their fraction and nothing between thousands; {for_fraction}"
        ),
    };
    let text = shown(text);
    let message = if has_both {
        format!("`{text}` has a point and a comma")
    } else {
        format!("`{text}` has a {name}{reason}")
    };
    (message, Some(help))
}

/// What is said of a number that may be a thousand times another, and what to write.
fn ambiguous(column: &Column, text: &str) -> (String, Option<String>) {
    let bare = without_unit(column, text).into_owned();
    let mark = if bare.contains(',') { ',' } else { '.' };
    let message = format!(
        "`{}` is {} or {}",
        shown(text),
        bare.replace(mark, ""),
        bare.replace(mark, ".")
    );
    let (thousands, fraction) = match mark {
        ',' => ("false", "true"),
        _ => ("true", "false"),
    };
    let help = format!(
        "say in the --map beside `unit` which: decimal_comma = {thousands} if the mark stands between thousands, \
         decimal_comma = {fraction} if it stands before a fraction"
    );
    (message, Some(help))
}

fn panel_help(column: &Column, dialect: &Dialect) -> String {
    let separator = column.separator(dialect);
    format!("for the ratings of a panel: `{separator}` stands between them, or --list-separator")
}

fn yes_no<'a>(column: &Column, text: &'a str) -> Result<bool, CellError<'a>> {
    let is = |texts: &[String]| {
        let folded = text.to_lowercase();
        texts.iter().any(|other| other.to_lowercase() == folded)
    };
    let answer = match &column.reading.yes_no {
        Some((yes, _)) if is(yes) => Some(true),
        Some((_, no)) if is(no) => Some(false),
        Some(_) => None,
        None if text.eq_ignore_ascii_case("true") => Some(true),
        None if text.eq_ignore_ascii_case("false") => Some(false),
        None => None,
    };
    answer.ok_or(CellError::NoAnswer(text))
}

/// true and false as spreadsheets of other languages write them.
const TRUE: [&str; 10] = [
    "wahr",
    "vrai",
    "vero",
    "verdadero",
    "verdadeiro",
    "waar",
    "prawda",
    "pravda",
    "sant",
    "sand",
];
const FALSE: [&str; 8] = [
    "falsch", "faux", "falso", "onwaar", "fałsz", "nepravda", "falskt", "falsk",
];

fn no_answer_help(column: &Column, text: &str) -> String {
    let folded = text.to_lowercase();
    let is_one_of = |words: &[&str]| words.contains(&folded.as_str());
    let map = "say in the --map what stands for each: { column = …, yes = [\"Y\"], no = [\"N\"] }";
    match &column.reading.yes_no {
        Some((yes, no)) => format!("the --map takes {yes:?} for true and {no:?} for false"),
        None if is_one_of(&TRUE) => format!("write `true`, or {map}"),
        None if is_one_of(&FALSE) => format!("write `false`, or {map}"),
        None => map.to_owned(),
    }
}

/// Finds the names of a list, without blanks around them and without empty ones.
pub fn each_name<'a>(
    column: &Column,
    dialect: &Dialect,
    text: &'a str,
    mut found: impl FnMut(&'a str),
) {
    let until = column.reading.until.as_deref();
    let mut found = |part: &'a str| {
        let end = until.and_then(|until| part.find(until));
        let name = trim(end.map_or(part, |end| &part[..end]));
        if !name.is_empty() {
            found(name);
        }
    };
    let separator = column.separator(dialect);
    match separator.as_bytes() {
        [byte] => {
            let mut start = 0;
            each_place(*byte, text.as_bytes(), |end| {
                found(&text[start..end]);
                start = end + 1;
            });
            found(&text[start..]);
        }
        _ => text.split(separator).for_each(found),
    }
}

/// A text without the blanks around it; most have none, which two bytes tell.
#[inline]
pub fn trim(text: &str) -> &str {
    let bytes = text.as_bytes();
    match (bytes.first(), bytes.last()) {
        (Some(b'!'..=b'~'), Some(b'!'..=b'~')) => text,
        _ => text.trim(),
    }
}

#[cfg(test)]
mod tests {
    use super::super::map::Reading;
    use super::super::path::Path;
    use super::*;

    fn column(key: &str, unit: Option<&str>) -> Column {
        let path = Path::parse(key).expect("a key");
        let is_percent = unit == Some("%") && path.is_share();
        Column {
            reading: Reading {
                unit: unit.map(str::to_owned),
                is_percent,
                ..Reading::default()
            },
            ..Column::cell(path, 0)
        }
    }

    /// A text stays one where texts and numbers may stand; a number is one, whatever mark texts have before a fraction.
    #[test]
    fn a_cell_of_a_sheet_is_what_it_was() {
        let dialect = Dialect {
            decimal_comma: true,
            ..Dialect::default()
        };
        for (key, unit, kind, text, value) in [
            (
                "attributes.x",
                None,
                CellKind::Text,
                "007",
                Value::Text("007"),
            ),
            (
                "attributes.x",
                None,
                CellKind::Text,
                "TRUE",
                Value::Text("TRUE"),
            ),
            (
                "attributes.x",
                None,
                CellKind::Untold,
                "true",
                Value::YesNo(true),
            ),
            (
                "attributes.x",
                None,
                CellKind::Untold,
                "007",
                Value::Number(7.0),
            ),
            (
                "attributes.x",
                None,
                CellKind::Number,
                "7.5",
                Value::Number(7.5),
            ),
            ("notes", None, CellKind::Number, "7.5", Value::Text("7.5")),
            ("stake", None, CellKind::Number, "0.5", Value::Number(0.5)),
            ("stake", None, CellKind::Text, "0,5", Value::Number(0.5)),
            (
                "stake",
                None,
                CellKind::PerCent,
                "0.57",
                Value::Number(0.57),
            ),
            (
                "stake",
                Some("%"),
                CellKind::PerCent,
                "0.57",
                Value::Number(0.57),
            ),
            (
                "stake",
                Some("%"),
                CellKind::Text,
                "57 %",
                Value::Number(0.57),
            ),
            (
                "measures.x",
                None,
                CellKind::PerCent,
                "0.57",
                Value::Number(0.57),
            ),
            (
                "measures.x",
                Some("%"),
                CellKind::PerCent,
                "0.57",
                Value::Number(57.0),
            ),
            (
                "measures.x",
                Some("%"),
                CellKind::Number,
                "57",
                Value::Number(57.0),
            ),
            (
                "measures.x",
                Some("EUR"),
                CellKind::Number,
                "1.2",
                Value::Number(1.2),
            ),
        ] {
            let said = told(&column(key, unit), &dialect, kind, text);
            assert_eq!(
                said.expect("readable"),
                Some(value),
                "{key} {unit:?} {kind:?} {text}"
            );
        }
    }
}
