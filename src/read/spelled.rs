//! Numbers and nothing, as people spell them and no format reads them.

use crate::model::number::typed;
use crate::read::thousands::groups;

/// What people write where nothing is known.
const NOTHING: [&str; 14] = [
    "n/a", "na", "n.a.", "-", "--", "?", "none", "null", "nil", "tbd", "tbc", "unknown", "k.a.",
    "—",
];

/// Whether a text says that nothing is known.
pub fn is_nothing(text: &str) -> bool {
    NOTHING.contains(&text.to_lowercase().as_str())
}

/// What to write instead of a text where a number belongs, if it shows which is meant.
pub fn number_instead_of(text: &str) -> Option<String> {
    let text = text.trim();
    if text.is_empty() || is_nothing(text) {
        return Some("leave the key out where nothing is known".to_owned());
    }
    if let Ok(number) = text.parse::<f64>() {
        return number
            .is_finite()
            .then(|| format!("write the number without quotes: `{text}`"));
    }
    if let Some(help) = range(text) {
        return Some(help);
    }
    if let Some(share) = text.strip_suffix('%').and_then(plain) {
        return Some(format!(
            "write a share as `{}`, without quotes",
            typed(rounded(share / 100.0))
        ));
    }
    if let Some(help) = thousands_or_fraction(text).filter(|_| plain(text).is_some()) {
        return Some(format!("{help}, without quotes"));
    }
    let (number, _) = times(text)
        .or_else(|| plain(text).map(|number| (number, "")))
        .or_else(|| {
            text.split_whitespace()
                .next()
                .and_then(plain)
                .map(|number| (number, ""))
        })?;
    Some(format!(
        "write the number alone, without quotes: `{}`",
        typed(number)
    ))
}

/// What to write instead of a number with one group of three digits behind its mark: taken for thousands or for a
/// fraction, one of the two would be a thousand times too much.
pub fn thousands_or_fraction(value: &str) -> Option<String> {
    let bare = value.trim_matches(|c: char| !c.is_ascii_digit());
    let mark = ['.', ',']
        .into_iter()
        .find(|mark| groups(bare, *mark) == 1)?;
    Some(format!(
        "write a point or nothing: `{}` or `{}`",
        bare.replace(mark, "."),
        bare.replace(mark, "")
    ))
}

const CURRENCIES: [char; 5] = ['€', '$', '£', '¥', '₣'];

/// Signs for nearly, less and more.
const ABOUT: [char; 7] = ['~', '≈', '±', '<', '>', '≤', '≥'];

/// Two numbers with a dash or points between them, the lesser first.
pub fn range(text: &str) -> Option<String> {
    let (low, high) = text
        .split_once(['-', '–'])
        .or_else(|| text.split_once(".."))?;
    let [low, high] = [low, high].map(|end| end.trim().parse::<f64>().ok());
    let (low, high) = (low?, high?);
    (low < high).then(|| {
        format!(
            "write one number; a rating takes a range as well: {{ score = {}, low = {low}, high = {high} }}",
            typed(rounded((low + high) / 2.0))
        )
    })
}

/// The parts of a number that some keyboards have a letter for.
fn fraction(c: char) -> Option<f64> {
    Some(match c {
        '½' => 0.5,
        '⅓' => 1.0 / 3.0,
        '⅔' => 2.0 / 3.0,
        '¼' => 0.25,
        '¾' => 0.75,
        _ => return None,
    })
}

/// The number that is meant by `12m` or `3.5 million`, and what the letters stand for.
pub fn times(value: &str) -> Option<(f64, &'static str)> {
    let end = value.rfind(|c: char| c.is_ascii_digit())? + 1;
    let (number, unit) = value.split_at(end);
    // A currency may stand behind.
    let unit = unit.split_whitespace().next().unwrap_or_default();
    let unit = unit.trim_end_matches(CURRENCIES);
    let (factor, unit) = match unit.trim().trim_end_matches('.').to_lowercase().as_str() {
        "k" | "tsd" | "thousand" | "mille" | "tausend" => (1e3, "thousand"),
        "m" | "mn" | "mio" | "million" | "millions" | "millionen" => (1e6, "million"),
        "bn" | "mrd" | "billion" | "milliarden" => (1e9, "a thousand million"),
        _ => return None,
    };
    Some((plain(number)? * factor, unit))
}

/// The number that is meant by one with a currency, groups of thousands or a comma before its fraction.
pub fn plain(value: &str) -> Option<f64> {
    let value = value.trim_start_matches(ABOUT).trim();
    if let Some(part) = value.chars().last().and_then(fraction) {
        let whole = value.trim_end_matches(|c: char| !c.is_ascii_digit());
        return match whole {
            "" => Some(rounded(part)),
            whole => whole.parse::<f64>().ok().map(|whole| whole + rounded(part)),
        };
    }
    // As keyboards of China and Japan write digits.
    let value: String = value
        .chars()
        .map(|c| match c {
            '０'..='９' => char::from(b'0' + (c as u32 - '０' as u32) as u8),
            c => c,
        })
        .collect();
    let value = value.as_str();
    let is_sign = |c: char| c.is_alphabetic() || CURRENCIES.contains(&c);
    let number = value.trim_matches(|c: char| is_sign(c) || c.is_whitespace());
    let has_words = number.chars().any(is_sign);
    if has_words
        || !number.starts_with(|c: char| c.is_ascii_digit() || c == '.' || c == '-' || c == ',')
    {
        return None;
    }
    let kept: String = number
        .chars()
        .filter(|c| !c.is_whitespace() && *c != '\'' && *c != '’' && *c != '_')
        .collect();
    // Of point and comma the last one stands before the fraction, unless it stands before three digits.
    let (points, commas) = (kept.matches('.').count(), kept.matches(',').count());
    let last = kept.rfind(['.', ',']);
    let has_groups = |sign: char| {
        let mut parts = kept.split(sign).skip(1);
        parts.all(|part| part.len() == 3)
    };
    let fraction = match (points, commas, last) {
        (0, 0, _) | (_, _, None) => None,
        (1, 0, at) | (0, 1, at) if !(points == 1 && value.contains(' ')) => at,
        (_, 0, _) if points > 1 && has_groups('.') => None,
        (0, _, _) if commas > 1 && has_groups(',') => None,
        (_, _, at) => at,
    };
    let digits: String = kept
        .char_indices()
        .filter_map(|(at, c)| match c {
            '.' | ',' => (Some(at) == fraction).then_some('.'),
            c => Some(c),
        })
        .collect();
    digits.trim_end_matches('.').parse().ok()
}

/// A fraction as a person would write it.
pub fn rounded(x: f64) -> f64 {
    (x * 1e4).round() / 1e4
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_shows_the_number_that_is_meant() {
        for (text, help) in [
            ("7", Some("write the number without quotes: `7`")),
            ("7,5", Some("write the number alone, without quotes: `7.5`")),
            (
                "3 years",
                Some("write the number alone, without quotes: `3`"),
            ),
            (
                "1.200.000 €",
                Some("write the number alone, without quotes: `1200000`"),
            ),
            (
                "12 Mio",
                Some("write the number alone, without quotes: `12000000`"),
            ),
            (
                "950,000",
                Some("write a point or nothing: `950.000` or `950000`, without quotes"),
            ),
            ("45 %", Some("write a share as `0.45`, without quotes")),
            (
                "6-8",
                Some(
                    "write one number; a rating takes a range as well: { score = 7, low = 6, high = 8 }",
                ),
            ),
            ("n/a", Some("leave the key out where nothing is known")),
            (
                "12 Mio. €",
                Some("write the number alone, without quotes: `12000000`"),
            ),
            ("７", Some("write the number alone, without quotes: `7`")),
            ("1½", Some("write the number alone, without quotes: `1.5`")),
            (">5", Some("write the number alone, without quotes: `5`")),
            ("high", None),
            ("inf", None),
        ] {
            assert_eq!(number_instead_of(text).as_deref(), help, "{text}");
        }
    }
}
