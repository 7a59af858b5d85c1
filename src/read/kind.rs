//! What a TOML file is, told by its keys: deals, the gates of a house and maps stand in one folder.

use std::collections::BTreeSet;

use toml::de::DeTable;

use crate::model::keys::{CANDIDATE, DEAL, FILE, HOUSE, KeyTable};

/// What a TOML file is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FileKind {
    /// A deal, and whatever is not clearly something else, so that no deal is passed over in silence.
    Deal,
    /// The gates of a house: it has `[gates]`, and no other key of a deal, an organization or a candidate.
    House,
    /// A map: it has keys of `[[candidates]]`, such as `name` or `ratings`, and none that only a deal has.
    Map,
}

impl FileKind {
    /// What a file of this text is. What is no TOML counts as a deal.
    pub fn of(text: &str) -> Self {
        let text = text.trim_start_matches('\u{feff}');
        let (document, errors) = DeTable::parse_recoverable(text);
        if !errors.is_empty() {
            return FileKind::Deal;
        }
        // `"ratings.trust" = …` and `ratings.trust = …` are one key to a map.
        let keys = document.get_ref().keys();
        let words = keys.map(|key| key.get_ref().split('.').next().unwrap_or_default());
        let words: BTreeSet<&str> = words.collect();
        let has = |is_such: fn(&str) -> bool| words.iter().any(|word| is_such(word));
        if has(|word| knows(&HOUSE, word)) && !has(|word| !knows(&HOUSE, word) && is_known(word)) {
            FileKind::House
        } else if has(|word| knows(&CANDIDATE, word) && !knows(&FILE, word))
            && !has(|word| !knows(&CANDIDATE, word) && is_known(word))
        {
            FileKind::Map
        } else {
            FileKind::Deal
        }
    }
}

fn knows(table: &KeyTable, word: &str) -> bool {
    table.key(word).is_some()
}

/// Whether a deal, its first table or a candidate has such a key.
fn is_known(word: &str) -> bool {
    [&FILE, &DEAL, &CANDIDATE]
        .iter()
        .any(|table| knows(table, word))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_tell_what_a_file_is() {
        for (text, kind) in [
            ("[gates]\ntrust = 60", FileKind::House),
            (
                "\u{feff}gates.network.trust = 60\ngate.x = 1",
                FileKind::House,
            ),
            (
                "name = 'Supplier'\n'ratings.trust' = 'T'\nstaek = 1",
                FileKind::Map,
            ),
            ("[measures]\nprice = 'EUR'", FileKind::Map),
            ("deal.name = 'x'\n[gates]\nscore = 60", FileKind::Deal),
            (
                "[gates]\nscore = 60\n[[candidates]]\nname = 'A'",
                FileKind::Deal,
            ),
            // The headers of tables are missing.
            ("name = 'x'\nrelationship = 'network'", FileKind::Deal),
            ("name = 'x'\n[gates]\nscore = 60", FileKind::Deal),
            // Keys that deals and candidates share say nothing.
            ("[needs]\nwelding = 8", FileKind::Deal),
            ("[package]\nname = 'x'", FileKind::Deal),
            ("", FileKind::Deal),
            // A deal whose first line is broken.
            ("[deal\nname = 'x'", FileKind::Deal),
            ("name = 'x'\nname = 'y'", FileKind::Deal),
        ] {
            assert_eq!(FileKind::of(text), kind, "{text}");
        }
    }
}
