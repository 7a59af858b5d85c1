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
        return exact;
    }
    let rounded: f64 = format!("{x:.5e}").parse().unwrap_or(x);
    if (1e-6..1e15).contains(&rounded.abs()) {
        rounded.to_string()
    } else {
        format!("{rounded:e}")
    }
}

/// A whole number in groups of three digits.
pub fn thousands(number: u64) -> String {
    let digits = number.to_string();
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
    let text = format!("{:.1}", fraction * 100.0);
    if text == "-0.0" {
        "0.0".to_owned()
    } else {
        text
    }
}

/// A fraction as a whole percentage.
pub fn percent(fraction: f64) -> String {
    format!("{:.0}%", (fraction * 100.0).round() + 0.0)
}

/// A share, to a tenth of a per cent where that says more.
pub fn share(fraction: f64) -> String {
    format!("{}%", number((fraction * 1000.0).round() / 10.0))
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
        let of = |x: f64| format!("{:.decimals$}", x * 100.0);
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
            (10182.0, "10182"),
            (0.5, "0.5"),
            (0.93333, "0.93333"),
            (1.0 / 3.0, "0.333333"),
            (12.345678912, "12.3457"),
            (1234567.0, "1234567"),
            (-2.5, "-2.5"),
            (2e-9, "0.000000002"),
            (1.0 / 3e9, "3.33333e-10"),
            (1e20, "1e20"),
        ] {
            assert_eq!(number(x), text);
        }
    }

    #[test]
    fn scores_show_the_digits_that_tell_them_apart() {
        assert_eq!(apart(0.64996, 0.65), ("64.996".into(), "65.000".into()));
        assert_eq!(apart(0.5, 0.65), ("50.0".into(), "65.0".into()));
        assert_eq!(apart(0.5, 0.5), ("50.0".into(), "50.0".into()));
    }
}
