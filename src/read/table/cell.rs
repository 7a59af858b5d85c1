//! Reads one cell.

use super::columns::Column;
use super::dialect::Dialect;
use super::path::Leaf;
use super::row::AS_UTF8;
use super::signs::each_place;
use crate::deal::Problem;
use crate::model::Code;

/// What a cell says.
#[derive(Clone, Debug, PartialEq)]
pub enum Value<'a> {
    /// A number, finite or not.
    Number(f64),
    /// Several numbers: a panel.
    Numbers(Vec<f64>),
    /// A text.
    Text(&'a str),
    /// Names.
    List(Vec<&'a str>),
    /// true or false.
    YesNo(bool),
}

/// Reads a cell of a column; `None` where it says nothing.
pub fn read<'a>(
    column: &'a Column,
    dialect: &'a Dialect,
    cell: &'a [u8],
) -> Result<Option<Value<'a>>, Problem> {
    if is_nothing(dialect, cell) {
        return Ok(None);
    }
    let text = std::str::from_utf8(cell).map_err(|error| {
        let byte = cell[error.valid_up_to()];
        let message = format!("not UTF-8 text: here comes byte 0x{byte:02X}");
        problem(Code::Unreadable, message).help(AS_UTF8)
    })?;
    let trimmed = trim(text);
    // Blanks are nothing, but for texts, which come through as they are.
    if trimmed.is_empty() && column.path.leaf != Leaf::Text {
        return Ok(None);
    }
    match column.path.leaf {
        Leaf::Text => Ok(Some(Value::Text(text))),
        Leaf::Number => number(column, dialect, trimmed).map(|number| Some(Value::Number(number))),
        Leaf::YesNo => yes_no(column, trimmed).map(|answer| Some(Value::YesNo(answer))),
        Leaf::List => {
            let mut names = Vec::new();
            each_name(column, dialect, text, |name| names.push(name));
            Ok(Some(Value::List(names)))
        }
        Leaf::Rating => {
            let separator = column.separator(dialect);
            if !trimmed.contains(separator) {
                return number(column, dialect, trimmed).map(|number| Some(Value::Number(number)));
            }
            let parts = trimmed.split(separator).map(str::trim);
            let numbers: Result<Vec<f64>, Problem> = parts
                .filter(|part| !part.is_empty())
                .map(|part| number(column, dialect, part))
                .collect();
            Ok(Some(Value::Numbers(numbers?)))
        }
        Leaf::Attribute => Ok(Some(if let Ok(answer) = yes_no(column, trimmed) {
            Value::YesNo(answer)
        } else if let Ok(number) = number(column, dialect, trimmed) {
            Value::Number(number)
        } else {
            Value::Text(text)
        })),
    }
}

/// Whether a cell stands for nothing.
pub fn is_nothing(dialect: &Dialect, cell: &[u8]) -> bool {
    let is = |null: &String| null.as_bytes() == cell || null.as_bytes() == cell.trim_ascii();
    cell.is_empty() || dialect.nulls.iter().any(is)
}

/// The number of a cell as it counts.
pub fn number(column: &Column, dialect: &Dialect, text: &str) -> Result<f64, Problem> {
    let comma = column
        .reading
        .decimal_comma
        .unwrap_or(dialect.decimal_comma);
    let parsed = match (comma, text.contains('.'), text.contains(',')) {
        (true, true, _) => return Err(wrong_mark(column, dialect, text, comma)),
        (true, false, true) => text.replacen(',', ".", 1).parse().ok(),
        (false, _, true) => return Err(wrong_mark(column, dialect, text, comma)),
        _ => text.parse().ok(),
    };
    // `nan` and `inf` are numbers to Rust; in a table they are words.
    let parsed = parsed
        .filter(|number: &f64| number.is_finite() || text.contains(|c: char| c.is_ascii_digit()));
    match parsed {
        Some(number) if number.is_finite() => Ok(scaled(column, number)),
        Some(_) => {
            let message = format!("`{}` is too large to be meant", shown(text));
            Err(problem(Code::OutOfRange, message))
        }
        None => Err(no_number(column, dialect, text)),
    }
}

fn no_number(column: &Column, dialect: &Dialect, text: &str) -> Problem {
    let shown = shown(text);
    let has_digit = text.contains(|c: char| c.is_ascii_digit());
    let help = if has_digit && text.ends_with('%') {
        "take the sign away; what is left becomes a share with { column = …, factor = 0.01 } in a --map, and \
         a rating with worst and best"
            .to_owned()
    } else if has_digit && column.path.leaf == Leaf::Rating && text.contains([';', '|', '/']) {
        panel_help(column, dialect)
    } else if thousands(text, '.').max(thousands(text, ',')) > 1 {
        TAKE_AWAY.to_owned()
    } else if has_digit {
        "a number stands without blanks, units or currency signs".to_owned()
    } else {
        format!("if it stands for nothing, pass --null '{shown}'")
    };
    problem(Code::WrongType, format!("`{shown}` is not a number")).help(help)
}

/// What a number counts after the map has had its say.
pub fn scaled(column: &Column, number: f64) -> f64 {
    if let Some((worst, best)) = column.reading.scale {
        ((number - worst) / (best - worst)).clamp(0.0, 1.0) * 10.0
    } else if let Some(factor) = column.reading.factor {
        number * factor
    } else {
        number
    }
}

const TAKE_AWAY: &str = "nothing may stand between thousands: take it away first";

/// A number with a mark that numbers here do not have: a comma where there are decimal points, or a point where
/// there are decimal commas.
fn wrong_mark(column: &Column, dialect: &Dialect, text: &str, comma: bool) -> Problem {
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
    let help = match thousands(text, mark) {
        groups if has_both || groups > 1 => TAKE_AWAY.to_owned(),
        // Taken for a fraction, it would count a thousandth.
        1 => format!("if the {name} stands between thousands, take it away first; {for_fraction}"),
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
    problem(Code::WrongType, message).help(help)
}

/// How often a mark stands between thousands: one to three digits before the first, three behind each. None if
/// it stands elsewhere.
fn thousands(text: &str, mark: char) -> usize {
    let text = text.strip_prefix(['-', '+']).unwrap_or(text);
    let mut groups = text.split(mark);
    let is_first =
        |group: &str| (1..=3).contains(&group.len()) && !group.starts_with('0') && is_digits(group);
    if !groups.next().is_some_and(is_first) {
        return 0;
    }
    let behind: Vec<&str> = groups.collect();
    let is_right = behind
        .iter()
        .all(|group| group.len() == 3 && is_digits(group));
    if is_right { behind.len() } else { 0 }
}

fn is_digits(text: &str) -> bool {
    text.bytes().all(|byte| byte.is_ascii_digit())
}

fn panel_help(column: &Column, dialect: &Dialect) -> String {
    let separator = column.separator(dialect);
    format!("for the ratings of a panel: `{separator}` stands between them, or --list-separator")
}

fn yes_no(column: &Column, text: &str) -> Result<bool, Problem> {
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
    answer.ok_or_else(|| {
        let message = format!("`{}` is neither true nor false", shown(text));
        let help = match &column.reading.yes_no {
            Some((yes, no)) => format!("the --map takes {yes:?} for true and {no:?} for false"),
            None => {
                "say in the --map what stands for each: { column = …, yes = [\"Y\"], no = [\"N\"] }"
                    .to_owned()
            }
        };
        problem(Code::WrongType, message).help(help)
    })
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
        [sign] => {
            let mut start = 0;
            each_place(*sign, text.as_bytes(), |end| {
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

/// A problem whose place is the cell.
pub fn problem(code: Code, message: impl Into<String>) -> Problem {
    Problem::new(code, 0..0, message)
}

/// A cell as messages show it; a quote that is not closed makes cells of megabytes.
pub fn shown(text: &str) -> String {
    const LONGEST: usize = 60;
    match text.char_indices().nth(LONGEST) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text.to_owned(),
    }
}
