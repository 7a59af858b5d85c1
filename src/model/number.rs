//! Numbers for people: as many digits as help, and no more. All that reports and messages show of a number is written
//! here.

/// Numbers from here on are shown with an exponent: nobody counts so many digits.
const LONG: f64 = 1e15;

/// A fact as it was given, or a factor to six significant digits, so that a result can be recomputed from what
/// is printed: `10,200,000`, `0.333333`, `1e308`. No digit before the point is lost below 1e15.
pub fn number(x: f64) -> String {
    const GIVEN: usize = 8;
    // Without the sign of a zero.
    let x = x + 0.0;
    if x != 0.0 && !(1e-9..LONG).contains(&x.abs()) {
        return with_exponent(x);
    }
    let exact = x.to_string();
    let leading = |c: char| matches!(c, '-' | '0' | '.');
    let significant = exact.trim_start_matches(leading);
    let digits = significant.chars().filter(char::is_ascii_digit).count();
    // What a person wrote is short; what a division left is not.
    if digits <= GIVEN {
        grouped(&exact)
    } else if x.abs() < 1e-6 {
        with_exponent(x)
    } else {
        let whole = libm::floor(libm::log10(x.abs())) as i32;
        grouped(&without_zeros(decimals(x, (5 - whole).max(0) as usize)))
    }
}

/// Six significant digits and an exponent.
fn with_exponent(x: f64) -> String {
    let text = format!("{x:.5e}");
    match text.split_once('e') {
        Some((digits, exponent)) => format!("{}e{exponent}", without_zeros(digits.to_owned())),
        None => text,
    }
}

/// A decimal without the zeros that end its fraction.
fn without_zeros(text: String) -> String {
    match text.contains('.') {
        true => text.trim_end_matches('0').trim_end_matches('.').to_owned(),
        false => text,
    }
}

/// A number as a file takes it: in full, without groups of thousands.
pub fn typed(x: f64) -> String {
    match x == 0.0 || (1e-9..LONG).contains(&x.abs()) {
        true => x.to_string(),
        false => format!("{x:e}"),
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
    if !x.is_finite() || x.abs() >= LONG {
        return with_exponent(x);
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

/// [`decimals`] with its sign, unless it rounds to nothing: `+0.1`, `-2.5`, `0.0`.
pub fn signed(x: f64, places: usize) -> String {
    let text = decimals(x, places);
    let is_nothing = text.chars().all(|c| matches!(c, '0' | '.'));
    match is_nothing || x < 0.0 {
        true => text,
        false => format!("+{text}"),
    }
}

/// A fraction as a whole percentage. A part is never rounded to nothing or to all.
pub fn percent(fraction: f64) -> String {
    // What sums of parts are off by is no part.
    const NOISE: f64 = 1e-9;
    match fraction {
        x if x > NOISE && x < 0.005 => "<1%".to_owned(),
        x if (0.995..1.0 - NOISE).contains(&x) => ">99%".to_owned(),
        x => decimals(x * 100.0, 0) + "%",
    }
}

/// A share, to a tenth of a per cent where that says more.
pub fn share(fraction: f64) -> String {
    format!("{}%", rounded(fraction * 100.0, 1))
}

/// A number with at most that many digits behind the point, and its thousands in groups.
pub fn rounded(x: f64, places: usize) -> String {
    match x.abs() < LONG {
        true => grouped(&without_zeros(decimals(x, places))),
        false => with_exponent(x),
    }
}

/// An amount of money, to two decimals at most, and from 10,000 on in whole units; to more only if nothing else would
/// be left of it.
pub fn money(amount: f64) -> String {
    let places = if amount.abs() < 1e4 { 2 } else { 0 };
    match rounded(amount, places) {
        nothing if nothing == "0" => number(amount),
        text => text,
    }
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
            (-10200000.5, "-10,200,001"),
            (123456789.0, "123,456,789"),
            (-2.5, "-2.5"),
            (2e-9, "0.000000002"),
            (1.0 / 3e9, "3.33333e-10"),
            (0.1234565, "0.1234565"),
            (123.45649999999999, "123.457"),
            (999_999.999_999, "1,000,000"),
            (1e20, "1e20"),
            (1e308, "1e308"),
            (-1.234_567_890_123e200, "-1.23457e200"),
            (1e-300, "1e-300"),
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
        assert_eq!(signed(0.05, 1), "+0.1");
        assert_eq!(signed(-0.04, 1), "0.0");
        assert_eq!(signed(-0.05, 1), "-0.1");
        assert_eq!(money(1.005), "1.01");
        assert_eq!(money(1_234.567), "1234.57");
        assert_eq!(money(2_863_636.5), "2,863,637");
        assert_eq!(money(0.001), "0.001");
        assert_eq!(money(2e99), "2e99");
        assert_eq!(points(0.6235), "62.4");
        assert_eq!(percent(0.625), "63%");
        let of_parts = [0.0, 1e-17, 0.004, 0.005, 0.994, 0.996, 1.0 - 1e-16, 1.0];
        assert_eq!(
            of_parts.map(percent),
            ["0%", "0%", "<1%", "1%", "99%", ">99%", "100%", "100%"]
        );
        assert_eq!(share(0.0725), "7.3%");
    }

    #[test]
    fn scores_show_the_digits_that_tell_them_apart() {
        assert_eq!(apart(0.64996, 0.65), ("64.996".into(), "65.000".into()));
        assert_eq!(apart(0.5, 0.65), ("50.0".into(), "65.0".into()));
        assert_eq!(apart(0.5, 0.5), ("50.0".into(), "50.0".into()));
    }
}
