//! Marks between thousands: `1.200.000`, `1,200,000`, `1 200 000`, `1'200'000`, `12,00,000`.

use std::borrow::Cow;

/// What may stand between thousands beside points and commas: blanks of many widths, apostrophes.
const OTHER_MARKS: [char; 6] = [' ', '\u{a0}', '\u{2009}', '\u{202f}', '\'', '’'];

/// A number can be read in two ways: its only mark may stand before a fraction of three digits or between thousands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Ambiguous;

/// A number without the marks between its thousands and with a point before its fraction; a text that is none comes back
/// as it is. `decimal`: what stands before fractions, if that is stated; else what is certain by itself is taken, and a
/// single comma before less or more than three digits is left to the caller.
pub fn plain(text: &str, decimal: Option<char>) -> Result<Cow<'_, str>, Ambiguous> {
    // `1.200,-` has no cents.
    let text = match text.trim_end_matches(['-', '–', '—']) {
        whole if whole.len() < text.len() => whole.strip_suffix(['.', ',']).unwrap_or(text),
        _ => text,
    };
    let decimal = match decimal {
        Some(decimal) => Some(decimal),
        None => certain_decimal(text)?,
    };
    let (whole, fraction) = match decimal.and_then(|decimal| text.split_once(decimal)) {
        Some((whole, fraction)) => (whole, Some(fraction)),
        None => (text, None),
    };
    let mark = whole.chars().find(|c| is_mark(*c) && Some(*c) != decimal);
    let whole = match mark {
        Some(mark) if groups(whole, mark) > 0 => Cow::Owned(whole.replace(mark, "")),
        Some(_) => return Ok(Cow::Borrowed(text)),
        None => Cow::Borrowed(whole),
    };
    Ok(match fraction {
        Some(fraction) => Cow::Owned(format!("{whole}.{fraction}")),
        None => whole,
    })
}

fn is_mark(c: char) -> bool {
    matches!(c, '.' | ',') || OTHER_MARKS.contains(&c)
}

/// What stands before the fraction, where the text shows it; none where nothing does.
fn certain_decimal(text: &str) -> Result<Option<char>, Ambiguous> {
    let count = |mark: char| text.matches(mark).count();
    let has_others = text.contains(OTHER_MARKS);
    match (count('.'), count(',')) {
        // Of both the last one; of two of a kind none.
        (1.., 1..) => Ok(text.chars().rev().find(|c| matches!(c, '.' | ','))),
        (1, 0) if !has_others && groups(text, '.') == 1 => Err(Ambiguous),
        (0, 1) if !has_others && groups(text, ',') == 1 => Err(Ambiguous),
        (1, 0) => Ok(Some('.')),
        // Numbers have a point before their fraction where nothing else is stated.
        (0, 1) if has_others => Ok(Some(',')),
        _ => Ok(None),
    }
}

/// How often a mark stands between thousands: one to three digits before the first, three behind each, or two behind each
/// but the last as in India. None if it stands elsewhere.
pub fn groups(text: &str, mark: char) -> usize {
    let text = text.strip_prefix(['-', '+']).unwrap_or(text);
    let is_digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    let mut groups = text.split(mark);
    let is_first =
        |group: &str| (1..=3).contains(&group.len()) && !group.starts_with('0') && is_digits(group);
    if !groups.next().is_some_and(is_first) {
        return 0;
    }
    let behind: Vec<&str> = groups.collect();
    let Some((last, others)) = behind.split_last() else {
        return 0;
    };
    let all_have = |length: usize| others.iter().all(|group| group.len() == length);
    let is_right = last.len() == 3 && (all_have(3) || mark == ',' && all_have(2));
    match is_right && behind.iter().all(|group| is_digits(group)) {
        true => behind.len(),
        false => 0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_between_thousands_are_taken_off() {
        for (text, decimal, number) in [
            ("1.200.000", None, "1200000"),
            ("1,200,000", None, "1200000"),
            ("1 200 000", None, "1200000"),
            ("1\u{a0}200\u{202f}000", None, "1\u{a0}200\u{202f}000"),
            ("1\u{202f}200\u{202f}000,5", None, "1200000.5"),
            ("1'200'000.50", None, "1200000.50"),
            ("1.200,50", None, "1200.50"),
            ("1,200.50", None, "1200.50"),
            ("12,00,000", None, "1200000"),
            ("-1,200,000", None, "-1200000"),
            ("1.200.000,-", None, "1200000"),
            ("1’200.–", None, "1200"),
            ("1.200", Some(','), "1200"),
            ("1.200", Some('.'), "1.200"),
            ("1,200", Some('.'), "1200"),
            ("1,5", Some(','), "1.5"),
            ("1.5", None, "1.5"),
            ("0.125", None, "0.125"),
            ("1234.125", None, "1234.125"),
            ("1,5", None, "1,5"),
            ("1.20.000", None, "1.20.000"),
            ("1.2", Some(','), "1.2"),
            ("n/a", None, "n/a"),
            ("-", None, "-"),
        ] {
            assert_eq!(
                plain(text, decimal).as_deref(),
                Ok(number),
                "{text} {decimal:?}"
            );
        }
        for text in ["1.200", "950,000", "-12.500"] {
            assert_eq!(plain(text, None), Err(Ambiguous), "{text}");
        }
    }
}
