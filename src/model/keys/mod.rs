//! The keys of a deal file: type, range and meaning of each.
//!
//! The reader checks every number against the range given here and offers these names as "did you
//! mean"; the JSON Schema, the template and the questionnaire are written from them.

mod candidate;
mod header;
mod map;
mod range;

pub use candidate::{CANDIDATE, CULTURE, OCAI, RATING, TRACK_RECORD};
pub use header::{
    COMPOSE, CRITERION, DEAL, FILE, HOUSE, NEED, ORGANIZATION, RESOURCE, RISK, WEIGHTS,
    criteria_and_dimensions,
};
pub use map::MAP_COLUMN;
pub use range::{LARGEST, Range, SMALLEST};

/// Every table of a deal file.
pub const ALL: [&Table; 13] = [
    &FILE,
    &DEAL,
    &ORGANIZATION,
    &NEED,
    &RISK,
    &RESOURCE,
    &WEIGHTS,
    &CRITERION,
    &COMPOSE,
    &CANDIDATE,
    &OCAI,
    &TRACK_RECORD,
    &RATING,
];

/// The ids that a key takes.
pub type Ids = fn() -> Vec<&'static str>;

/// What a key takes.
#[derive(Clone, Copy, Debug)]
pub enum Kind {
    /// Any text.
    Text,
    /// A text that is not empty.
    Name,
    /// One of a fixed list of ids.
    OneOf(Ids),
    /// A list of texts.
    Texts,
    /// A list of ids of a fixed list, each once.
    SomeOf(Ids),
    /// A list of ids of a fixed list or of the user's own, each once.
    IdsOrOwn(Ids),
    /// true or false.
    YesNo,
    /// A number.
    Number(Range),
    /// A whole number.
    Whole(Range),
    /// A table from names to numbers.
    Numbers(Range),
    /// A table from names to whole numbers.
    Counts(Range),
    /// A table from names to texts.
    NameTexts,
    /// A table from names to true or false.
    NameYesNo,
    /// A table from names to texts, numbers, true or false.
    Attributes,
    /// A table with fixed keys.
    Table(&'static Table),
    /// A list of such tables.
    Tables(&'static Table),
    /// A table from names to such tables.
    Named(&'static Table),
    /// The same, where a bare number stands for the first key of a table.
    NamedOr(&'static Table, Range),
    /// `[criteria]`: of the program's criteria the weight, of the user's own all of [`CRITERION`].
    Criteria,
    /// `[gates]`: minimums of the score, dimensions and criteria; 0 for a gate that can be removed.
    Gates,
    /// Ratings by criterion or dimension: a number, a list of them, or a table [`RATING`].
    Ratings,
    /// A list of lists that names every dimension once.
    Order,
    /// Ten comparisons `"a/b" = ratio`, each two dimensions once.
    Comparisons,
    /// A whole number, or a text "MIN..MAX".
    Size,
}

/// Who can answer a question about a candidate.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Who {
    /// The candidate.
    They,
    /// The organization that asks.
    We,
    /// The two together.
    Both,
}

impl Who {
    /// The word for it in running text.
    pub const fn word(self) -> &'static str {
        match self {
            Who::They => "they",
            Who::We => "we",
            Who::Both => "both",
        }
    }
}

/// A key of a table.
#[derive(Clone, Copy, Debug)]
pub struct Key {
    /// Its name.
    pub name: &'static str,
    /// What it takes.
    pub kind: Kind,
    /// Whether it must be there.
    pub required: bool,
    /// What it means.
    pub about: &'static str,
    /// Of a candidate's key: who answers it, and the question.
    pub asked: Option<(Who, &'static str)>,
}

impl Key {
    const fn asks(self, who: Who, question: &'static str) -> Self {
        Key {
            asked: Some((who, question)),
            ..self
        }
    }
}

/// What must hold between the keys of a table.
#[derive(Clone, Copy, Debug)]
pub enum Rule {
    /// One of these and no other.
    ExactlyOne(&'static [&'static str]),
    /// One of these, or more.
    OneAtLeast(&'static [&'static str]),
    /// The key stands without any of these.
    Excludes(&'static str, &'static [&'static str]),
    /// The key stands with all of these.
    Needs(&'static str, &'static [&'static str]),
}

/// A table with fixed keys.
#[derive(Debug)]
pub struct Table {
    /// How messages call it.
    pub name: &'static str,
    /// Its keys.
    pub keys: &'static [Key],
    /// What must hold between them, as far as it does not depend on values.
    pub rules: &'static [Rule],
}

impl Table {
    /// The key of that name.
    pub fn key(&self, name: &str) -> Option<&'static Key> {
        self.keys.iter().find(|key| key.name == name)
    }
}

const fn key(name: &'static str, kind: Kind, about: &'static str) -> Key {
    Key {
        name,
        kind,
        required: false,
        about,
        asked: None,
    }
}

const fn required(name: &'static str, kind: Kind, about: &'static str) -> Key {
    Key {
        required: true,
        ..key(name, kind, about)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rules_speak_of_keys_and_of_each_once() {
        for table in ALL {
            let mut heads: Vec<&str> = Vec::new();
            for rule in table.rules {
                let (head, keys) = match rule {
                    Rule::ExactlyOne(keys) | Rule::OneAtLeast(keys) => (None, keys),
                    Rule::Excludes(key, keys) | Rule::Needs(key, keys) => (Some(key), keys),
                };
                let named = head.into_iter().chain(keys.iter());
                assert!(
                    named.clone().all(|key| table.key(key).is_some()),
                    "{}",
                    table.name
                );
                heads.extend(head);
            }
            heads.sort_unstable();
            assert!(heads.is_sorted_by(|a, b| a < b), "{}", table.name);
        }
    }
}
