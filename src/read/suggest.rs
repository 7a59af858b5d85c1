//! "Did you mean".

use unicode_normalization::UnicodeNormalization;

/// Known names that a name is compared with: all that anybody lists, and few enough for a long list of wrong names.
const MOST_COMPARED: usize = 300;

/// The known name closest to a misspelt one, if any is close.
pub fn closest<'a>(name: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let folded = fold(name);
    // All names without letters fold to the same.
    if folded.is_empty() {
        return None;
    }
    let similarity = |candidate: &str| {
        let other = fold(candidate);
        // A part of the name, as in "alliance", is close however long the rest is.
        let is_part = folded.chars().count() >= 4 && other.contains(&folded);
        strsim::jaro_winkler(&folded, &other).max(if is_part { 0.9 } else { 0.0 })
    };
    known
        .into_iter()
        .take(MOST_COMPARED)
        .map(|candidate| (similarity(candidate), candidate))
        .filter(|(similarity, _)| *similarity >= 0.82)
        // The first of equals, so that the answer does not depend on the sort.
        .fold(None, |best: Option<(f64, &str)>, next| match best {
            Some(best) if best.0 >= next.0 => Some(best),
            _ => Some(next),
        })
        .map(|(_, candidate)| candidate)
}

/// Whether two names are the same letters, only that some are coded as one character here and as two there.
pub fn look_the_same(name: &str, other: &str) -> bool {
    name != other && name.nfc().eq(other.nfc())
}

/// The known name that was probably meant by another one, where both could be right: much closer
/// than [`closest`], because names of markets and skills are often alike and still differ.
pub fn near<'a>(name: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let folded = fold(name);
    // All names without letters fold to the same.
    let first = Some(folded.chars().next()?);
    known.into_iter().take(MOST_COMPARED).find(|candidate| {
        // Numbered names are alike and never mean each other.
        if *candidate == name || !digits(name).eq(digits(candidate)) {
            return false;
        }
        // Most of many names begin otherwise.
        if letters(candidate).next() != first {
            return false;
        }
        let other = fold(candidate);
        let slips = match folded.chars().count().min(other.chars().count()) {
            0..5 => 0,
            5..9 => 1,
            _ => 2,
        };
        folded == other || strsim::damerau_levenshtein(&folded, &other) <= slips
    })
}

fn fold(name: &str) -> String {
    match name.is_ascii() {
        // The same in a tenth of the time.
        true => {
            let letters = name.bytes().filter(u8::is_ascii_alphanumeric);
            letters
                .map(|letter| char::from(letter.to_ascii_lowercase()))
                .collect()
        }
        false => letters(name).collect(),
    }
}

/// Letters and digits alone, in lower case and without accents.
fn letters(name: &str) -> impl Iterator<Item = char> {
    // What is taken apart leaves the accents as characters of their own, which are no letters.
    name.nfd()
        .filter(|c| c.is_alphanumeric())
        .flat_map(char::to_lowercase)
}

fn digits(name: &str) -> impl Iterator<Item = u8> {
    name.bytes().filter(u8::is_ascii_digit)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn misspelt_names_find_the_closest() {
        let known = ["capabilities", "capacity", "culture"];
        assert_eq!(closest("capabilites", known), Some("capabilities"));
        assert_eq!(closest("Culture", known), Some("culture"));
        assert_eq!(closest("zebra", known), None);
        assert_eq!(
            closest("alliance", ["network", "strategic-alliance"]),
            Some("strategic-alliance")
        );
    }

    #[test]
    fn an_accent_is_one_character_or_two() {
        assert!(look_the_same("E\u{301}vora", "Évora"));
        assert!(!look_the_same("Évora", "Évora") && !look_the_same("Evora", "Évora"));
    }

    #[test]
    fn near_names_differ_by_a_slip_of_the_pen() {
        assert_eq!(
            near("arctic driling", ["arctic drilling"]),
            Some("arctic drilling")
        );
        assert_eq!(
            near("Cell-Chemistry", ["cell chemistry"]),
            Some("cell chemistry")
        );
        assert_eq!(
            near("cell chemistry", ["cell chemistry"]),
            None,
            "the same is not near"
        );
        for name in ["Evora", "evora", "E\u{301}vora"] {
            assert_eq!(near(name, ["Évora"]), Some("Évora"), "{name}");
        }
        assert_eq!(near("Gdánsk", ["Gdańsk"]), Some("Gdańsk"));
        assert_eq!(near("-", ["*"]), None, "without letters nothing is alike");
        assert_eq!(closest("-", ["*"]), None);
        assert_eq!(near("Gambia", ["Zambia"]), None);
        assert_eq!(near("zone 3", ["zone 1", "zone 2"]), None);
        assert_eq!(near("Slovenia", ["Slovakia"]), None);
    }
}
