//! Numbers for people: as many digits as help, and no more.

/// A fact or a factor: whole numbers as they are, others to four significant digits.
pub fn number(x: f64) -> String {
    if x.fract() == 0.0 && x.abs() < 1e15 {
        return format!("{}", x as i64);
    }
    let mut decimals = 3;
    let mut magnitude = x.abs();
    while magnitude >= 10.0 && decimals > 1 {
        magnitude /= 10.0;
        decimals -= 1;
    }
    while magnitude < 1.0 && magnitude > 0.0 && decimals < 12 {
        magnitude *= 10.0;
        decimals += 1;
    }
    if x.abs() >= 1e15 || decimals == 12 {
        return format!("{x:e}");
    }
    let text = format!("{x:.decimals$}");
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
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
    format!("{:.0}%", fraction * 100.0)
}

/// A share, to a tenth of a per cent where that says more.
pub fn share(fraction: f64) -> String {
    format!("{}%", number((fraction * 1000.0).round() / 10.0))
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
    fn numbers_show_four_significant_digits() {
        for (x, text) in [
            (0.0, "0"),
            (8.0, "8"),
            (10182.0, "10182"),
            (0.5, "0.5"),
            (1.0 / 3.0, "0.3333"),
            (0.0416666, "0.04167"),
            (12.3456, "12.35"),
            (1234.567, "1234.6"),
            (-2.5, "-2.5"),
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
