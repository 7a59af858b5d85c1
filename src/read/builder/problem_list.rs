//! What is wrong with one candidate.

use super::name_list::NameList;
use super::slots::Takes;
use super::tree::{Entry, Span, Value};
use super::words;
use crate::deal::Problem;
use crate::model::Code;
use crate::model::keys::KeyTable;

/// What was found wrong with one candidate so far.
#[derive(Debug, Default)]
pub struct ProblemList {
    /// Errors and warnings.
    pub problems: Vec<Problem>,
    /// Whether names that are nearly right and doubtful sums are looked for.
    pub warns: bool,
    /// What nobody lists any more, by start of the span where that is a column: it is counted without words.
    muted: Vec<(Option<u32>, Code)>,
}

impl ProblemList {
    /// A report with warnings.
    pub fn warning() -> Self {
        Self {
            warns: true,
            ..Self::default()
        }
    }

    /// Adds a problem.
    pub fn add(&mut self, problem: Problem) {
        self.problems.push(problem);
    }

    /// Adds a problem of that code and place, with words only if anybody reads them.
    pub fn say(&mut self, code: Code, at: Span, problem: impl FnOnce() -> Problem) {
        let is_muted = self.is_muted(code, at);
        self.problems.push(if is_muted {
            Problem::new(code, at.into(), String::new())
        } else {
            problem()
        });
    }

    /// Whether nobody lists problems of that code and place.
    pub fn is_muted(&self, code: Code, at: Span) -> bool {
        let mut muted = self.muted.iter();
        muted
            .any(|(column, other)| *other == code && column.is_none_or(|column| column == at.start))
    }

    /// From now on, counts such problems of a column, or of any place, without words.
    pub fn mute(&mut self, column: Option<u32>, code: Code) {
        self.muted.push((column, code));
    }

    /// Words for all problems again.
    pub fn unmute(&mut self) {
        self.muted.clear();
    }

    /// Whether there is an error.
    pub fn has_error(&self) -> bool {
        self.problems.iter().any(|problem| !problem.is_warning())
    }

    /// The number of an entry, if its key takes it.
    pub fn number(
        &mut self,
        what: impl FnOnce() -> String,
        entry: Entry<'_>,
        takes: Takes,
    ) -> Option<f64> {
        self.number_of(what, entry.value(), entry.at(), takes)
    }

    /// A number, if its key takes it.
    #[inline]
    pub fn number_of(
        &mut self,
        what: impl FnOnce() -> String,
        value: Value<&str>,
        at: Span,
        takes: Takes,
    ) -> Option<f64> {
        match value {
            Value::Number(number) if takes.holds(number) => Some(number),
            _ => {
                let problem = || words::no_number(&what(), value, takes, at);
                self.say(words::number_code(value), at, problem);
                None
            }
        }
    }

    /// The text of an entry.
    pub fn text<'t>(&mut self, what: impl FnOnce() -> String, entry: Entry<'t>) -> Option<&'t str> {
        if let Value::Text(text) = entry.value() {
            return Some(text);
        }
        self.wrong_type(what, "a text in quotes", entry);
        None
    }

    /// The answer of an entry.
    pub fn yes_no(&mut self, what: impl FnOnce() -> String, entry: Entry<'_>) -> Option<bool> {
        if let Value::YesNo(answer) = entry.value() {
            return Some(answer);
        }
        self.wrong_type(what, "true or false", entry);
        None
    }

    /// Whether an entry is a table.
    pub fn is_table(&mut self, entry: Entry<'_>) -> bool {
        let is_table = entry.value() == Value::Table;
        if !is_table {
            self.wrong_type(|| entry.name().to_owned(), "a table", entry);
        }
        is_table
    }

    /// Reports a value of another type.
    pub fn wrong_type(&mut self, what: impl FnOnce() -> String, expected: &str, entry: Entry<'_>) {
        let (value, at) = (entry.value(), entry.at());
        self.say(Code::WrongType, at, || {
            words::wrong_type(&what(), expected, value, at)
        });
    }

    /// Warns of a name that is nearly one of these.
    pub fn near(&mut self, what: &str, name: &str, at: Span, known: &NameList<'_>) {
        if self.warns && !known.has(name) {
            self.problems
                .extend(words::near_name(what, name, at, known));
        }
    }

    /// Checks the keys of a table with fixed ones.
    pub fn fixed_keys(&mut self, entry: Entry<'_>, table: &'static KeyTable) {
        let has = |key: &str| entry.get(key).is_some();
        self.problems
            .extend(words::missing_keys(table, entry.key_at(), has));
        for inner in entry
            .inner()
            .filter(|inner| table.key(inner.name()).is_none())
        {
            let at = inner.key_at();
            self.say(Code::UnknownKey, at, || {
                words::unknown_key(table, inner.name(), at)
            });
        }
    }
}
