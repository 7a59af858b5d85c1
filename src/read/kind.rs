//! What a TOML file is, told by its keys: deals, the gates of a house and maps stand in one folder.

use std::collections::BTreeSet;

use toml::de::{DeTable, DeValue};

use super::toml::size::is_bearable;
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
    /// What a reviewer says: it has `[review]` and no `[deal]`, or marks of candidates and no `[deal]`.
    Review,
    /// What a meeting agreed on: it has `[consensus]` and no `[deal]`.
    Consensus,
    /// A seal of rules: it has `[seal]`, and no key of a deal.
    Seal,
}

impl FileKind {
    /// What a file of this text is. What is no TOML counts as a deal.
    pub fn of(text: &str) -> Self {
        let text = text.trim_start_matches('\u{feff}');
        // Reviews are told apart from others before they are read, and can be long.
        match first_line(text) {
            Some("[review]") if !has_deal(text) => return FileKind::Review,
            Some("[consensus]") if !has_deal(text) => return FileKind::Consensus,
            Some(_) | None => {}
        }
        // The reader says of it that it is too much to parse.
        if !is_bearable(text) {
            return FileKind::Deal;
        }
        let (document, errors) = DeTable::parse_recoverable(text);
        if !errors.is_empty() {
            return FileKind::Deal;
        }
        if let Some(kind) = review(document.get_ref()) {
            return kind;
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
        } else if words.contains("seal") && !has(is_known) {
            FileKind::Seal
        } else {
            FileKind::Deal
        }
    }
}

/// The first line that says something.
fn first_line(text: &str) -> Option<&str> {
    let mut lines = text.lines().map(str::trim);
    lines.find(|line| !line.is_empty() && !line.starts_with('#'))
}

/// Whether a line begins the table of a deal, told without a parser.
fn has_deal(text: &str) -> bool {
    let mut lines = text.lines().map(str::trim_start);
    lines.any(|line| line.starts_with("[deal]") || line.starts_with("deal."))
}

/// Whether it is a review, and of whom.
fn review(document: &DeTable<'_>) -> Option<FileKind> {
    let has = |word: &str| document.contains_key(word);
    let [by_one, by_all] = ["review", "consensus"].map(has);
    let candidates = document.get("candidates").map(|all| all.get_ref());
    let candidates = candidates.and_then(DeValue::as_array);
    let mut candidates = candidates.into_iter().flat_map(|all| all.iter());
    let has_marks = candidates.any(|one| {
        let one = one.get_ref().as_table();
        one.is_some_and(|one| one.contains_key("marks"))
    });
    match has("deal") {
        true => None,
        false if by_one => Some(FileKind::Review),
        false if by_all => Some(FileKind::Consensus),
        false => has_marks.then_some(FileKind::Review),
    }
}

/// Whether a text may hold marks that a reviewer gave, whatever else it holds: it says so, or cannot be read.
pub fn may_hold_marks(text: &str) -> bool {
    let text = text.trim_start_matches('\u{feff}');
    if !is_bearable(text) {
        return true;
    }
    let (document, errors) = DeTable::parse_recoverable(text);
    let has = |word: &str| document.get_ref().contains_key(word);
    !errors.is_empty() || has("review") || has("consensus")
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
            (
                "[seal]\ndigest = 'x'\n[rules]\ndeal.name = 'x'",
                FileKind::Seal,
            ),
            ("[review]\nreviewer = 'Ana'\n[marks]", FileKind::Review),
            (
                "# x\n[review]\nreviewer = 'Ana'\n[deal]\nname = 'x'",
                FileKind::Deal,
            ),
            ("[consensus]\nx = 1\n  [deal] # y", FileKind::Deal),
            ("seal.digest = 'x'\n[needs]\nwelding = 8", FileKind::Deal),
            ("deal.name = 'x'\n[gates]\nscore = 60", FileKind::Deal),
            (
                "[gates]\nscore = 60\n[[candidates]]\nname = 'A'",
                FileKind::Deal,
            ),
            // The headers of tables are missing.
            ("name = 'x'\nrelationship = 'network'", FileKind::Deal),
            ("name = 'x'\n[gates]\nscore = 60", FileKind::Deal),
            ("[review]\nreviewer = 'A'", FileKind::Review),
            ("# ours\n\n [consensus] \nx = ?", FileKind::Consensus),
            ("consensus.deal = 'x'", FileKind::Consensus),
            (
                "[reveiw]\n[[candidates]]\nname = 'A'\nmarks.trust = 7",
                FileKind::Review,
            ),
            ("[deal]\nname = 'x'\n[review]", FileKind::Deal),
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
