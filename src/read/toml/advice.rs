//! What to write instead of what is no TOML, as people write it.

use crate::model::number::typed;
use crate::read::spelled::{self, plain, rounded, times};

/// How many lines after that byte hold a blank, `?` in the place of a value, as `init` writes them, if one stands there.
pub(super) fn blanks_after(text: &str, at: usize) -> Option<usize> {
    let rest = text.get(at..)?.strip_prefix('?')?;
    let lines = rest.lines().skip(1).map(str::trim_start);
    Some(
        lines
            .filter(|line| !line.starts_with('#') && has_blank(line))
            .count(),
    )
}

/// Whether a `?` stands where a value begins, and in no text.
pub fn has_blank(line: &str) -> bool {
    line.match_indices('?').any(|(at, _)| {
        let before = line[..at].trim_end();
        let is_in_text = before.matches('"').count() % 2 == 1;
        before.ends_with(['=', '[', ',']) && !is_in_text
    })
}

/// What to write instead of the value in which a line stops being TOML; `at` is the byte of the line where it does.
pub(super) fn of_value(line: &str, at: usize) -> Option<String> {
    let before = line.get(..at.min(line.len()))?;
    let key_end = before.rfind('=').or_else(|| line.find('='))?;
    let rest = &line[key_end + 1..];
    let value = rest.split(" #").next().unwrap_or(rest).trim();
    let is_inner = line[..key_end].contains('{');
    if let Some(next) = next_key(rest).filter(|_| is_inner) {
        return Some(format!("put a comma before `{next}`"));
    }
    let value = match is_inner {
        true => inner_value(value),
        false => value,
    };
    instead_of(value)
}

/// The key behind a value of an inline table that no comma parts from it: `b` of `7 b = 8`.
fn next_key(rest: &str) -> Option<&str> {
    let before = &rest[..rest.find('=')?];
    let is_parted = before.contains([',', '}', ']', '#']);
    let (value, key) = before.trim_end().rsplit_once(char::is_whitespace)?;
    (!is_parted && !value.trim().is_empty()).then_some(key)
}

/// The value of a key in an inline table: up to the next key, or to the end of the table. The comma of a number belongs
/// to it.
fn inner_value(value: &str) -> &str {
    let value = value.split(['}', ']']).next().unwrap_or(value);
    let is_key = |rest: &str| {
        let next = rest.split(',').next().unwrap_or_default();
        next.contains('=')
    };
    let mut commas = value.match_indices(',').map(|(at, _)| at);
    let end = commas.find(|at| is_key(&value[at + 1..]));
    value[..end.unwrap_or(value.len())]
        .trim()
        .trim_end_matches(',')
}

/// What to write where a line is one of JSON, YAML or XML.
pub(super) fn of_other_form(line: &str) -> Option<String> {
    let line = line.trim();
    if line == "{" || line.starts_with('<') {
        return Some(
            "this looks like JSON or XML: a deal is TOML, with lines as `name = \"North\"`"
                .to_owned(),
        );
    }
    let inner = line.trim_start_matches(['{', ' ', '-']);
    let (key, value) = inner.split_once(':')?;
    let key = key.trim().trim_matches('"');
    let is_key = !key.is_empty()
        && key
            .chars()
            .all(|c| c.is_alphanumeric() || matches!(c, '_' | '-' | ' '));
    if !is_key || inner.split(':').next()?.contains('=') {
        return None;
    }
    let value = value.trim().trim_end_matches(',');
    let instead = match value {
        "" | "{" => format!("[{key}]"),
        value if value.starts_with('{') => format!("[{key}]"),
        value => format!("{key} = {value}"),
    };
    Some(format!(
        "this looks like YAML or JSON: write it in TOML, as `{instead}`"
    ))
}

/// What to write where a key holds letters that no bare key may.
pub(super) fn of_key(line: &str, at: usize) -> Option<String> {
    let start = line.get(..at)?.rfind(['{', ',']).map_or(0, |at| at + 1);
    let key = line[start..].split('=').next()?.trim();
    (!key.is_empty() && !key.contains('"'))
        .then(|| format!("write a name with such letters in quotes: `\"{key}\" = ...`"))
}

fn instead_of(value: &str) -> Option<String> {
    let lower = value.to_lowercase();
    if value.is_empty() {
        return Some("put a value behind the `=`, or leave the key out".to_owned());
    }
    if spelled::is_nothing(value) {
        return Some("leave the key out where nothing is known".to_owned());
    }
    if YES.contains(&lower.as_str()) || NO.contains(&lower.as_str()) {
        let answer = YES.contains(&lower.as_str());
        return Some(format!("write `{answer}`, in small letters"));
    }
    if value.starts_with(CURLY) {
        let text = value.trim_matches(CURLY).replace('"', "'");
        return Some(format!("write straight quotes: \"{text}\""));
    }
    let is_closed = |quote: char| value.matches(quote).count() > 1;
    if let Some(quote) = value.chars().next().filter(|c| matches!(c, '"' | '\''))
        && is_closed(quote)
    {
        let other = if quote == '"' { "single" } else { "double" };
        return Some(format!(
            "nothing stands behind the closing quote; a text with such a quote in it stands in {other} ones"
        ));
    }
    if value.starts_with(['"', '\'']) {
        return Some("close the quote at the end of the text".to_owned());
    }
    if let Some(share) = value.strip_suffix('%').and_then(|rest| plain(rest.trim())) {
        return Some(format!(
            "write a share as `{}`, and other numbers without the sign, as `{}`",
            typed(rounded(share / 100.0)),
            typed(share)
        ));
    }
    if let Some((over, under)) = value.split_once('/')
        && let (Ok(over), Ok(under)) = (over.trim().parse::<f64>(), under.trim().parse::<f64>())
        && under > 0.0
    {
        return Some(format!(
            "write the number: `{}`",
            typed(rounded(over / under))
        ));
    }
    if is_date(value) {
        return Some("write a day as year-month-day: `2026-12-31`".to_owned());
    }
    if let Some((number, unit)) = times(value) {
        return Some(format!(
            "write the number in full: `{}` (if {unit} is meant)",
            typed(number)
        ));
    }
    if let Some(number) = plain(value) {
        return spelled::thousands_or_fraction(value).or_else(|| {
            let number = typed(number);
            Some(format!(
                "write the number alone, with a point before its fraction: `{number}`"
            ))
        });
    }
    if let Some(help) = spelled::range(value) {
        return Some(help);
    }
    (!value.starts_with(['[', '{']))
        .then(|| format!("write text in quotes: \"{}\"", value.replace('"', "'")))
}

const YES: [&str; 8] = ["true", "yes", "y", "ja", "oui", "si", "sí", "tak"];
const NO: [&str; 5] = ["false", "no", "nein", "non", "nie"];

/// Quotes that no keyboard types and every word processor makes.
const CURLY: [char; 9] = ['“', '”', '„', '‟', '‘', '’', '‚', '«', '»'];

/// Three digits of a day, month and year in any order but the one that TOML reads.
fn is_date(value: &str) -> bool {
    let parts: Vec<&str> = value.split(['.', '/', '-']).collect();
    let are_numbers =
        |part: &&str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    parts.len() == 3
        && parts.iter().all(are_numbers)
        && parts[0].len() <= 4
        && parts[1].len() <= 2
        && (parts[2].len() == 4 || parts[0].len() == 4 || parts[2].len() == 2)
}

/// The line, from 1, on which a key or a table stands first that stands again on the line `again`.
pub(super) fn first_line(text: &str, again: u32) -> Option<u32> {
    let key = |line: &str| {
        let line = line.trim();
        match line.starts_with('[') {
            true => line.split('#').next().map(|line| line.trim().to_owned()),
            // In quotes or not, a key is the same.
            false => line
                .split_once('=')
                .map(|(key, _)| key.trim().replace(['"', '\''], "")),
        }
    };
    let lines: Vec<&str> = text.lines().take(again as usize).collect();
    let (last, before) = lines.split_last()?;
    let wanted = key(last)?;
    let is_table = wanted.starts_with('[');
    // Keys of one name stand in other tables too: only those of this one are the same.
    let table = before.iter().rposition(|line| line.trim().starts_with('['));
    let from = match is_table {
        true => 0,
        false => table.map_or(0, |at| at + 1),
    };
    let found = before[from..]
        .iter()
        .position(|line| key(line).as_deref() == Some(wanted.as_str()))?;
    u32::try_from(from + found + 1).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_people_write_and_what_to_write() {
        for (line, advice) in [
            ("name = North", "write text in quotes: \"North\""),
            (
                "name = North Sea Ltd # us",
                "write text in quotes: \"North Sea Ltd\"",
            ),
            ("x = @Home", "write text in quotes: \"@Home\""),
            (
                "x = 'O'Neill'",
                "nothing stands behind the closing quote; a text with such a quote in it stands in double ones",
            ),
            ("x = n/a", "leave the key out where nothing is known"),
            ("x =", "put a value behind the `=`, or leave the key out"),
            ("x = TRUE", "write `true`, in small letters"),
            ("x = nein", "write `false`, in small letters"),
            (
                "x = 7,5",
                "write the number alone, with a point before its fraction: `7.5`",
            ),
            (
                "x = { a = 7,5 }",
                "write the number alone, with a point before its fraction: `7.5`",
            ),
            ("x = 7,500", "write a point or nothing: `7.500` or `7500`"),
            (
                "x = R$ 5.000",
                "write a point or nothing: `5.000` or `5000`",
            ),
            (
                "x = 12 Mio. €",
                "write the number in full: `12000000` (if million is meant)",
            ),
            (
                "x = ７",
                "write the number alone, with a point before its fraction: `7`",
            ),
            (
                "x = 1½",
                "write the number alone, with a point before its fraction: `1.5`",
            ),
            (
                "x = ~5",
                "write the number alone, with a point before its fraction: `5`",
            ),
            (
                "x = 5-7",
                "write one number; a rating takes a range as well: { score = 6, low = 5, high = 7 }",
            ),
            (
                "x = 50%",
                "write a share as `0.5`, and other numbers without the sign, as `50`",
            ),
            (
                "x = 12,5 %",
                "write a share as `0.125`, and other numbers without the sign, as `12.5`",
            ),
            ("x = 1/3", "write the number: `0.3333`"),
            (
                "x = 12.000.000 €",
                "write the number alone, with a point before its fraction: `12000000`",
            ),
            (
                "x = EUR 12 000 000",
                "write the number alone, with a point before its fraction: `12000000`",
            ),
            (
                "x = $1,250.50",
                "write the number alone, with a point before its fraction: `1250.5`",
            ),
            (
                "x = 1.250,50",
                "write the number alone, with a point before its fraction: `1250.5`",
            ),
            (
                "x = 12'000",
                "write the number alone, with a point before its fraction: `12000`",
            ),
            (
                "x = .5",
                "write the number alone, with a point before its fraction: `0.5`",
            ),
            (
                "x = 5.",
                "write the number alone, with a point before its fraction: `5`",
            ),
            (
                "x = 31.12.2026",
                "write a day as year-month-day: `2026-12-31`",
            ),
            (
                "x = 12/31/2026",
                "write a day as year-month-day: `2026-12-31`",
            ),
            ("name = “North”", "write straight quotes: \"North\""),
            ("name = „Nord“", "write straight quotes: \"Nord\""),
            ("name = «Nord»", "write straight quotes: \"Nord\""),
            ("x = { a = 7 b = 8 }", "put a comma before `b`"),
            ("x = { a = { b = 7 low = 8 } }", "put a comma before `low`"),
            ("name = 'North", "close the quote at the end of the text"),
        ] {
            let at = match line.find("b =") {
                Some(_) => line.find("7").expect("a number"),
                None => line.rfind('=').expect("a key") + 1,
            };
            assert_eq!(of_value(line, at).as_deref(), Some(advice), "{line}");
        }
    }

    #[test]
    fn blanks_are_counted() {
        let text =
            "a = ?\nb = { x = ?, y = 1 }\n# c = ?\nd = [?]\ne = \"why, ?\"\nf = 1 # = 2, ok?\n";
        assert_eq!(blanks_after(text, 4), Some(2));
        assert_eq!(blanks_after(text, 16), Some(1));
        assert_eq!(blanks_after(text, 0), None);
    }

    #[test]
    fn lines_of_other_forms_and_what_to_write() {
        for (line, instead) in [
            ("deal:", Some("`[deal]`")),
            ("  name: \"x\"", Some("`name = \"x\"`")),
            ("- cost: 5", Some("`cost = 5`")),
            ("{ \"deal\": { \"name\": \"x\" } }", Some("`[deal]`")),
            ("\"cost\": 5,", Some("`cost = 5`")),
            ("<deal/>", Some("`name = \"North\"`")),
            ("{", Some("`name = \"North\"`")),
            ("name = \"a: b\" c", None),
            ("url = http://x", None),
            ("[deal", None),
        ] {
            let said = of_other_form(line);
            assert_eq!(said.is_some(), instead.is_some(), "{line}: {said:?}");
            assert!(
                said.unwrap_or_default()
                    .ends_with(instead.unwrap_or_default()),
                "{line}"
            );
        }
    }

    #[test]
    fn a_key_that_stands_twice_stands_first_somewhere() {
        let text = "[a]\nx = 1\n[b]\nx = 1\ny = 2\nx = 3\n[a]\n";
        assert_eq!(first_line(text, 6), Some(4));
        assert_eq!(first_line(text, 7), Some(1));
        assert_eq!(first_line(text, 1), None);
        assert_eq!(first_line("\"x\" = 1\nx = 2\n", 2), Some(1));
    }
}
