//! What there is to say of a key, and of a table with fixed keys.

use super::range::Range;

/// The ids that a key takes.
pub type Ids = fn() -> Vec<&'static str>;

/// What a key takes.
#[derive(Clone, Copy, Debug)]
pub enum ValueKind {
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
    /// A day: a date, or a text like "2026-03-31".
    Day,
    /// Two different numbers, the worst and the best of a scale.
    Scale,
    /// A weight, or a list of two between which it lies.
    WeightOrRange,
    /// A text, or a table [`EVIDENCE`](super::EVIDENCE).
    Evidence,
    /// A table from names to such evidence.
    NameEvidence,
    /// A mark: a number, a table [`MARK`](super::MARK), or "abstains".
    Mark,
    /// A table from reviewers to marks.
    Marks,
    /// A table from ratings to what they mean.
    Levels,
    /// A table from dimensions to tables.
    ByDimension(&'static KeyTable),
    /// A table with any keys and values.
    Anything,
    /// A table from names to true or false.
    NameYesNo,
    /// A table from names to texts, numbers, true or false.
    Attributes,
    /// A table with fixed keys.
    Table(&'static KeyTable),
    /// A list of such tables.
    Tables(&'static KeyTable),
    /// A table from names to such tables.
    Named(&'static KeyTable),
    /// The same, where a bare number stands for the first key of a table.
    NamedOr(&'static KeyTable, Range),
    /// `[criteria]`: of the program's criteria the weight, of the user's own all of
    /// [`CRITERION`](super::CRITERION).
    Criteria,
    /// `[gates]`: minimums of the score, of what is known, of dimensions and criteria; true or false for gates that
    /// pass or fail.
    Gates,
    /// The same, and a table of such gates for each relationship type.
    HouseGates,
    /// Ratings by criterion or dimension: a number, a list of them, or a table
    /// [`RATING`](super::RATING).
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

/// A key of a table.
#[derive(Clone, Copy, Debug)]
pub struct Key {
    /// Its name.
    pub name: &'static str,
    /// What it takes.
    pub kind: ValueKind,
    /// Whether it must be there.
    pub required: bool,
    /// What it means.
    pub about: &'static str,
    /// Of a candidate's key: who answers it, and the question.
    pub question: Option<(Who, &'static str)>,
}

impl Key {
    pub(super) const fn new(name: &'static str, kind: ValueKind, about: &'static str) -> Self {
        Key {
            name,
            kind,
            required: false,
            about,
            question: None,
        }
    }

    pub(super) const fn required(self) -> Self {
        Key {
            required: true,
            ..self
        }
    }

    pub(super) const fn asks(self, who: Who, question: &'static str) -> Self {
        Key {
            question: Some((who, question)),
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
    /// All of these, or none.
    Together(&'static [&'static str]),
    /// The key stands without any of these.
    Excludes(&'static str, &'static [&'static str]),
    /// The key stands with all of these.
    Needs(&'static str, &'static [&'static str]),
}

/// A table with fixed keys.
#[derive(Debug)]
pub struct KeyTable {
    /// How messages call it.
    pub name: &'static str,
    /// Its keys.
    pub keys: &'static [Key],
    /// What must hold between them, as far as it does not depend on values.
    pub rules: &'static [Rule],
}

impl KeyTable {
    /// The key of that name.
    pub fn key(&self, name: &str) -> Option<&'static Key> {
        self.keys.iter().find(|key| key.name == name)
    }

    /// The names of its keys, in their order.
    pub fn names(&self) -> Vec<&'static str> {
        self.keys.iter().map(|key| key.name).collect()
    }
}

/// Defines tables of keys, a line a key: its name, whether it is required, what it takes, what it means.
/// A candidate's key adds who answers it and the question. The file that uses it imports the types.
macro_rules! key_tables {
    ($(
        $(#[$doc:meta])+
        $TABLE:ident = $title:literal {
            $(
                $name:literal $($required:ident)?: $kind:ident $(($($arg:expr),*))?, $about:literal
                $(=> $who:ident, $question:literal)?;
            )*
        }
        $(rules { $( $rule:ident($($of:expr),*); )* })?
    )*) => {$(
        $(#[$doc])+
        pub const $TABLE: KeyTable = KeyTable {
            name: $title,
            keys: &[$(
                Key::new($name, ValueKind::$kind $(($($arg),*))?, $about)
                    $(.$required())?
                    $(.asks(Who::$who, $question))?
            ),*],
            rules: &[$($( Rule::$rule($($of),*) ),*)?],
        };
    )*};
}

pub(super) use key_tables;
