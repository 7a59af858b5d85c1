//! Numbers as tables mostly have them: a few digits, perhaps a point.

/// What the digits are divided by, by the place of the point among eight bytes; the last without one.
const DIVISORS: [f64; 9] = [1e8, 1e7, 1e6, 1e5, 1e4, 1e3, 1e2, 1e1, 1e0];

/// A number of up to 8 characters, which are digits and at most one point; NaN for all others. It stands in
/// `text` from `start` to `end`.
///
/// Digits and power of ten are whole numbers below 2^53, so both are exact, and the one division rounds as
/// the standard library does (Clinger 1990, the fast path). All bytes are looked at together, in one
/// word, without a step that depends on them: a million rows have twenty million numbers of ever
/// other lengths, and a processor that guesses wrong waits longer than the sum takes.
#[inline]
pub fn parse(text: &[u8], start: usize, end: usize) -> f64 {
    const LOW: u64 = 0x0101_0101_0101_0101;
    const HIGH: u64 = 0x8080_8080_8080_8080;
    /// A point where `0` is 0.
    const POINT: u64 = (b'.' ^ b'0') as u64;
    let length = end.wrapping_sub(start);
    let word = end.checked_sub(8).and_then(|from| text.get(from..end));
    let (Some(word), 1..=8) = (word, length) else {
        return f64::NAN;
    };
    let word = word.try_into().map_or(0, u64::from_le_bytes);
    // The last character is the highest byte; what stands before the first one becomes zeros.
    let before = 64 - 8 * length as u32;
    let bytes = ((word ^ (LOW * u64::from(b'0'))) >> before) << before;
    // What is no digit is above 9, and reaches the highest bit of its byte when 0x76 is added, or has it already;
    // what carries over then only meets a text that is wrong.
    let others = (bytes | bytes.wrapping_add(LOW * 0x76)) & HIGH;
    let point = others >> 7;
    let digits = bytes ^ (point * POINT);
    // More than one, or one that is no point. A point after nothing but zeros may be a point alone.
    let its_byte = (others << 1).wrapping_sub(point);
    let is_wrong = (others & others.wrapping_sub(1)) | (digits & its_byte) != 0;
    if is_wrong || bytes == POINT << 56 {
        return f64::NAN;
    }
    // The digits after the point move over it, and the last becomes a 0. Without one none is after it.
    let before_point = digits & point.wrapping_sub(1);
    let moved = before_point | ((digits ^ before_point) >> 8);
    // Pairs, fours, all eight: the lowest byte is the first digit, and each product adds ten, a hundred, ten
    // thousand times the lower half to the upper one.
    let pairs = moved.wrapping_mul(1 + (10 << 8)) >> 8;
    let fours = (pairs & 0x00FF_00FF_00FF_00FF).wrapping_mul(1 + (100 << 16)) >> 16;
    let all = (fours & 0x0000_FFFF_0000_FFFF).wrapping_mul(1 + (10_000 << 32)) >> 32;
    all as f64 / DIVISORS[(point.trailing_zeros() / 8) as usize]
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    /// With other cells around it.
    fn parse(text: &str) -> Option<f64> {
        let row = format!("Name 1.5{text}23.4");
        let number = super::parse(row.as_bytes(), 8, 8 + text.len());
        (!number.is_nan()).then_some(number)
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
            "a",
        ] {
            assert_eq!(parse(text), None, "{text}");
        }
        let is_nan = super::parse(b"1234", 2, 4).is_nan();
        assert!(is_nan, "too near to the start of the row");
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
                prop_assert!(text.len() > 8 || text.is_empty() || text.trim_start_matches('0') == ".");
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
