//! Numbers as tables mostly have them: a few digits, perhaps a point.

const POWERS: [f64; 9] = [1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8];

/// A number of up to 8 signs, which are digits and at most one point; `None` for all others. It stands
/// in `text` up to `end`.
///
/// Digits and power of ten are whole numbers below 2^53, so both are exact, and the one division rounds as
/// the standard library does (Clinger 1990, the fast path). All signs are looked at together, as the bytes
/// of one word, without a step that depends on them: a million rows have twenty million numbers of ever
/// other lengths, and a processor that guesses wrong waits longer than the sum takes.
#[inline]
pub fn parse(text: &[u8], start: usize, end: usize) -> Option<f64> {
    const LOW: u64 = 0x0101_0101_0101_0101;
    const HIGH: u64 = 0x8080_8080_8080_8080;
    const ZEROS: u64 = LOW * b'0' as u64;
    let length = end
        .checked_sub(start)
        .filter(|length| (1..=8).contains(length))?;
    // The last sign is the highest byte; what stands before the first one becomes zeros.
    let word = text.get(end.checked_sub(8)?..end)?;
    let word = u64::from_le_bytes(word.try_into().ok()?);
    let before = 64 - 8 * length as u32;
    let outside = (1u64 << before) - 1;
    let word = (word & !outside) | (ZEROS & outside);
    // The highest bit of the lowest byte that is a point.
    let points = word ^ (LOW * u64::from(b'.'));
    let points = points.wrapping_sub(LOW) & !points & HIGH;
    let has_point = points != 0;
    let at = (points.trailing_zeros() / 8).min(7);
    // The bytes before the point move over it. That there is no other one shows below.
    let after = word & (u64::MAX << (8 * at) << 8);
    let moved = after | (word & ((1 << (8 * at)) - 1)) << 8 | u64::from(b'0');
    let word = if has_point { moved } else { word };
    let decimals = if has_point { 7 - at } else { 0 };
    let digits = word.wrapping_sub(ZEROS);
    // A byte below `0` borrows, one above `9` reaches the highest bit when 0x76 is added.
    let is_wrong = (digits | digits.wrapping_add(LOW * 0x76)) & HIGH != 0;
    if is_wrong || (has_point && length == 1) {
        return None;
    }
    // Pairs, fours, all eight: the lowest byte is the first digit.
    let pairs = (digits * 10 + (digits >> 8)) & 0x00FF_00FF_00FF_00FF;
    let fours = (pairs * 100 + (pairs >> 16)) & 0x0000_FFFF_0000_FFFF;
    let all = (fours * 10_000 + (fours >> 32)) & 0xFFFF_FFFF;
    Some(all as f64 / POWERS[decimals as usize])
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    /// With other cells around it.
    fn parse(text: &str) -> Option<f64> {
        let row = format!("Name 1.5{text}23.4");
        super::parse(row.as_bytes(), 8, 8 + text.len())
    }

    #[test]
    fn what_is_not_so_simple_is_left_to_others() {
        for text in [
            "",
            ".",
            "-1",
            "1e5",
            "1.2.3",
            "123456789",
            "1,5",
            "nan",
            "..",
            "1..",
            "1:2",
            "/",
        ] {
            assert_eq!(parse(text), None, "{text}");
        }
        assert_eq!(
            super::parse(b"1234", 2, 4),
            None,
            "too near to the start of the row"
        );
        assert_eq!(parse("12345678"), Some(12_345_678.0));
        assert_eq!(
            (parse("5."), parse(".5"), parse("0.1")),
            (Some(5.0), Some(0.5), Some(0.1))
        );
    }

    proptest! {
        #[test]
        fn it_agrees_with_the_standard_library(text in "[0-9]{0,5}[.]?[0-9]{0,4}") {
            if let Some(number) = parse(&text) {
                let standard: f64 = text.parse().expect("a number");
                prop_assert_eq!(number.to_bits(), standard.to_bits());
            } else {
                prop_assert!(text.len() > 8 || text.is_empty() || text == ".");
            }
        }

        /// Whatever stands in a cell: what is read is a number of digits and a point.
        #[test]
        fn nothing_else_is_a_number(text in "[ -~é]{0,8}") {
            if parse(&text).is_some() {
                prop_assert!(text.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.'));
                prop_assert!(text.parse::<f64>().is_ok());
            }
        }
    }
}
