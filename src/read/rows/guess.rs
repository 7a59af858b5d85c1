//! Whether text that is not UTF-8 can be windows-1252, the usual code page of western Europe and America.

use encoding_rs::WINDOWS_1252;

/// The first word with letters beyond ASCII, as windows-1252 has it, and whether the text can be windows-1252 at all.
/// Whoever knows the word sees whether it is, which no byte tells: `Řezáč` in the code page of central Europe reads
/// `Øezáè`.
pub fn in_windows_1252(text: &[u8]) -> (String, bool) {
    let ends = |byte: &u8| byte.is_ascii() && !byte.is_ascii_alphanumeric();
    let mut words = text.split(ends);
    let word = words.find(|word| !word.is_ascii()).unwrap_or_default();
    let (word, _) = WINDOWS_1252.decode_without_bom_handling(word);
    (word.into_owned(), can_be_windows_1252(text))
}

/// Bytes that have no character there, runs of letters beyond ASCII, as Cyrillic and Japanese have, and signs such as £,
/// ³ and † right before a letter, where other code pages have letters, tell that it is another.
fn can_be_windows_1252(text: &[u8]) -> bool {
    const LONGEST_RUN: usize = 3;
    // Dashes, quotes and dots, which all code pages of Windows have there, are no letters.
    let is_mark = |byte: &u8| {
        matches!(
            byte,
            0x80 | 0x82 | 0x84 | 0x85 | 0x91..=0x97 | 0x99 | 0xa0 | 0xb0 | 0xb7
        )
    };
    let mut runs = text.split(|byte| byte.is_ascii() || is_mark(byte));
    let mut pairs = text.windows(2);
    !text.iter().any(|&byte| has_no_character(byte))
        && runs.all(|run| run.len() <= LONGEST_RUN)
        && !pairs.any(|pair| {
            let is_sign = matches!(
                pair[0],
                0x83 | 0x86..=0x89 | 0x98 | 0xa2..=0xa6 | 0xac | 0xaf | 0xb2 | 0xb3 | 0xb8 | 0xb9 | 0xbc..=0xbe | 0xd7 | 0xf7
            );
            // `£m`, `½kg`: an amount and what it counts.
            let is_amount = matches!(pair[0], 0xa2..=0xa5 | 0xbc..=0xbe);
            is_sign && (pair[1].is_ascii_alphabetic() && !is_amount || pair[1] >= 0xc0)
        })
}

/// Whether windows-1252 leaves a byte undefined.
pub(super) fn has_no_character(byte: u8) -> bool {
    matches!(byte, 0x81 | 0x8d | 0x8f | 0x90 | 0x9d)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn other_code_pages_are_told_where_they_can_be() {
        for (encoding, text, can_be) in [
            (
                "windows-1252",
                "Øre, Müller’s “Café” 5 €, m³, ¿Qué?, ÅÄÖ, £m, ½kg, ——————",
                true,
            ),
            ("windows-1250", "Łódź", false),
            ("windows-1250", "źródło", false),
            ("windows-1250", "Řezáč", true),
            ("windows-1251", "Газпром", false),
            ("windows-1253", "Αθήνα", false),
            ("shift_jis", "トヨタ", false),
            ("gbk", "华为", false),
            ("euc-kr", "삼성", false),
        ] {
            let encoding = encoding_rs::Encoding::for_label(encoding.as_bytes()).expect("known");
            let (bytes, _, is_lossy) = encoding.encode(text);
            assert!(!is_lossy, "{text}");
            assert_eq!(can_be_windows_1252(&bytes), can_be, "{text}");
        }
        assert_eq!(
            in_windows_1252(b"Skoda \xD8ez\xE1\xE8, x"),
            ("Øezáè".to_owned(), true)
        );
    }
}
