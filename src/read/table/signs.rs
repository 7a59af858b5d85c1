//! Finds signs in a text.

/// Every place of a sign in a text, found eight bytes at a time: cells are so short that for each of them the
/// memchr crate starts anew, which takes half as long again.
pub fn each_place(sign: u8, text: &[u8], mut found: impl FnMut(usize)) {
    const HIGH: u64 = 0x8080_8080_8080_8080;
    let signs = u64::from_le_bytes([sign; 8]);
    let (words, rest) = text.as_chunks::<8>();
    for (at, word) in words.iter().enumerate() {
        let other = u64::from_le_bytes(*word) ^ signs;
        // The highest bit of each byte that is 0 now, and of no other: no byte carries over.
        let mut hits = !(((other & !HIGH) + !HIGH) | other) & HIGH;
        while hits != 0 {
            found(8 * at + hits.trailing_zeros() as usize / 8);
            hits &= hits - 1;
        }
    }
    let before = text.len() - rest.len();
    for (at, byte) in rest.iter().enumerate() {
        if *byte == sign {
            found(before + at);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::each_place;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn every_place_is_found(text: Vec<u8>, sign: u8) {
            let mut found = Vec::new();
            each_place(sign, &text, |place| found.push(place));
            let places = (0..text.len()).filter(|place| text[*place] == sign);
            prop_assert_eq!(found, places.collect::<Vec<_>>());
        }
    }
}
