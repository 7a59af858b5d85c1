//! Numbers for people: as many digits as help, and no more.

/// A fact as it was given, or a factor to six significant digits, so that a result can be recomputed from what
/// is printed.
pub fn number(x: f64) -> String {
    // Without the sign of a zero.
    let x = x + 0.0;
    let exact = x.to_string();
    let leading = |c: char| matches!(c, '-' | '0' | '.');
    let significant = exact.trim_start_matches(leading);
    let digits = significant.chars().filter(char::is_ascii_digit).count();
    // What a person wrote is short; what a division left is not.
    if digits <= 8 && x.abs() < 1e15 {
        return grouped(&exact);
    }
    let rounded: f64 = format!("{x:.5e}").parse().unwrap_or(x);
    if (1e-6..1e15).contains(&rounded.abs()) {
        grouped(&rounded.to_string())
    } else {
        format!("{rounded:e}")
    }
}

/// A number with its whole part in groups of three digits from five digits on, so that years stay years:
/// `10,200,000.5`.
fn grouped(text: &str) -> String {
    let (sign, rest) = match text.strip_prefix('-') {
        Some(rest) => ("-", rest),
        None => ("", text),
    };
    let (whole, fraction) = rest.split_at(rest.find('.').unwrap_or(rest.len()));
    if whole.len() < 5 {
        return text.to_owned();
    }
    format!("{sign}{}{fraction}", in_threes(whole))
}

/// A whole number in groups of three digits.
pub fn thousands(number: u64) -> String {
    in_threes(&number.to_string())
}

fn in_threes(digits: &str) -> String {
    let groups: Vec<&str> = digits
        .as_bytes()
        .rchunks(3)
        .rev()
        .map(|group| std::str::from_utf8(group).unwrap_or_default())
        .collect();
    groups.join(",")
}

/// How many of something there are: `1 row`, `1,822 rows`.
pub fn count(number: u64, what: &str) -> String {
    let plural = if number == 1 { "" } else { "s" };
    format!("{} {what}{plural}", thousands(number))
}

/// A fraction as points of 100, to one decimal: the form of every score in a report.
pub fn points(fraction: f64) -> String {
    decimals(fraction * 100.0, 1)
}

/// A number with that many digits behind the point, rounded half away from zero on its decimal text, as
/// spreadsheets do: of 62.35, which no f64 is exactly, one digit is 62.4. Of the text fifteen digits count, since
/// what lies behind them comes from computing; a number so long that it has no such digit is shown with an exponent.
pub fn decimals(x: f64, places: usize) -> String {
    const MOST_PLACES: usize = 15;
    let places = places.min(MOST_PLACES);
    if !x.is_finite() || x.abs() >= 1e15 {
        return format!("{x:e}");
    }
    let kept = clearly_rounded(x.abs(), places).unwrap_or_else(|| rounded_text(x.abs(), places));
    let sign = if x < 0.0 && kept > 0 { "-" } else { "" };
    let unit = 10u128.pow(places as u32);
    match places {
        0 => format!("{sign}{kept}"),
        _ => format!("{sign}{}.{:0places$}", kept / unit, kept % unit),
    }
}

/// The number in units of its last place, where it is so far from a half of one that its text need not be asked:
/// most numbers of a report, at a tenth of the cost.
fn clearly_rounded(x: f64, places: usize) -> Option<u128> {
    // Up to here the product is off by far less than what counts as near.
    const LONGEST: f64 = 1e9;
    const NEAR: f64 = 1e-5;
    let scaled = x * 10f64.powi(places as i32);
    let is_clear = scaled < LONGEST && (scaled.fract() - 0.5).abs() > NEAR;
    is_clear.then(|| scaled.round() as u128)
}

/// The number in units of its last place, from its first fifteen digits.
fn rounded_text(x: f64, places: usize) -> u128 {
    const DIGITS: i32 = 15;
    let text = format!("{x:.14e}");
    let (digits, exponent) = text.split_once('e').unwrap_or((&text, "0"));
    let digits: u128 = digits.replace('.', "").parse().unwrap_or(0);
    let exponent: i32 = exponent.parse().unwrap_or(0);
    // The number is digits / 10^behind.
    let behind = DIGITS - 1 - exponent;
    let surplus = behind - places as i32;
    match u32::try_from(surplus) {
        // Of less than 10^-30 nothing is left.
        Ok(surplus) if surplus > 30 => 0,
        Ok(0) => digits,
        Ok(surplus) => (digits + 5 * 10u128.pow(surplus - 1)) / 10u128.pow(surplus),
        Err(_) => digits * 10u128.pow(surplus.unsigned_abs()),
    }
}

/// A fraction as a whole percentage.
pub fn percent(fraction: f64) -> String {
    format!("{}%", decimals(fraction * 100.0, 0))
}

/// A share, to a tenth of a per cent where that says more.
pub fn share(fraction: f64) -> String {
    let text = points(fraction);
    format!("{}%", text.strip_suffix(".0").unwrap_or(&text))
}

/// An amount of money, to two decimals at most.
pub fn money(amount: f64) -> String {
    number((amount * 100.0).round() / 100.0)
}

/// Two amounts of money, rounded unless that makes them one.
pub fn money_apart(a: f64, b: f64) -> (String, String) {
    match money(a) == money(b) && a != b {
        true => (number(a), number(b)),
        false => (money(a), money(b)),
    }
}

/// Two scores in as few decimals, from one up, as tell them apart.
pub fn apart(a: f64, b: f64) -> (String, String) {
    for decimals in 1..=9 {
        let of = |x: f64| self::decimals(x * 100.0, decimals);
        if of(a) != of(b) || a == b || decimals == 9 {
            return (of(a), of(b));
        }
    }
    (points(a), points(b))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn facts_are_as_given_and_factors_have_six_digits() {
        for (x, text) in [
            (0.0, "0"),
            (-0.0, "0"),
            (8.0, "8"),
            (2026.0, "2026"),
            (10182.0, "10,182"),
            (0.5, "0.5"),
            (0.93333, "0.93333"),
            (1.0 / 3.0, "0.333333"),
            (12.345678912, "12.3457"),
            (1234567.0, "1,234,567"),
            (-10200000.5, "-10,200,000"),
            (-2.5, "-2.5"),
            (2e-9, "0.000000002"),
            (1.0 / 3e9, "3.33333e-10"),
            (1e20, "1e20"),
        ] {
            assert_eq!(number(x), text);
        }
    }

    #[test]
    fn halves_are_rounded_away_from_zero_as_the_text_has_them() {
        for (x, places, text) in [
            (62.35, 1, "62.4"),
            (62.349999999999994, 1, "62.4"),
            (62.349999999, 1, "62.3"),
            (0.05, 1, "0.1"),
            (-0.05, 1, "-0.1"),
            (-0.04, 1, "0.0"),
            (2.5, 0, "3"),
            (99.95, 1, "100.0"),
            (0.285, 2, "0.29"),
            (1.005, 2, "1.01"),
            (100.0, 3, "100.000"),
            (1e-40, 2, "0.00"),
            (123456789012345.0, 15, "123456789012345.000000000000000"),
            (1e308, 1, "1e308"),
        ] {
            assert_eq!(decimals(x, places), text);
        }
        // Where the product tells clearly, it tells the same as the text.
        for step in 0..100_000u32 {
            let x = f64::from(step) * 0.000_731 + 0.05;
            let clear = clearly_rounded(x, 1);
            assert!(clear.is_none_or(|kept| kept == rounded_text(x, 1)), "{x}");
        }
        assert_eq!(points(0.6235), "62.4");
        assert_eq!(percent(0.625), "63%");
        assert_eq!(share(0.0725), "7.3%");
    }

    #[test]
    fn scores_show_the_digits_that_tell_them_apart() {
        assert_eq!(apart(0.64996, 0.65), ("64.996".into(), "65.000".into()));
        assert_eq!(apart(0.5, 0.65), ("50.0".into(), "65.0".into()));
        assert_eq!(apart(0.5, 0.5), ("50.0".into(), "50.0".into()));
    }
}
