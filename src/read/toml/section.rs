//! Reads one table of the file: each key once, its type and range from the registry, every problem
//! with its place; what is left over at the end is unknown.

use std::cell::{Cell, RefCell};
use std::ops::Range as Span;

use toml::Spanned;
use toml::de::{DeArray, DeTable, DeValue};

use crate::deal::{Fact, Facts, KeyLines, Names, Problem, Symbol};
use crate::model::Code;
use crate::model::keys::{self, KeyTable, Range, ValueKind};
use crate::read::options::ReadOptions;
use crate::read::source::Source;
use crate::read::suggest;

/// Stands for a number that was reported as wrong, so that the checks that come after it see a fact
/// and not a gap. It lies in every range, and no deal with an error leaves the reader.
const PLACEHOLDER: f64 = 1.0;

/// What all sections of one file share.
pub(in crate::read) struct Context<'a> {
    pub source: &'a Source,
    pub names: Names,
    pub options: &'a ReadOptions,
    pub problems: RefCell<Vec<Problem>>,
    pub has_error: Cell<bool>,
}

impl<'a> Context<'a> {
    pub fn new(source: &'a Source, names: Names, options: &'a ReadOptions) -> Self {
        Self {
            source,
            names,
            options,
            problems: RefCell::default(),
            has_error: Cell::default(),
        }
    }

    /// The names, and what was found wrong.
    pub fn finish(self) -> (Names, Vec<Problem>) {
        (self.names, self.problems.into_inner())
    }
}

impl Context<'_> {
    pub fn report(&self, problem: Problem) {
        self.has_error
            .set(self.has_error.get() || !problem.is_warning());
        self.problems.borrow_mut().push(problem);
    }

    /// Whether an error was found so far.
    pub fn has_error(&self) -> bool {
        self.has_error.get()
    }

    pub fn line(&self, span: &Span<usize>) -> u32 {
        self.source.line(span.start)
    }

    /// The symbol of a name that stands in the file.
    pub fn symbol(&self, name: &str) -> Option<Symbol> {
        self.names.find(name)
    }

    /// Reports a name that refers to nothing.
    pub fn unknown_name<'k>(
        &self,
        what: &str,
        name: &str,
        span: Span<usize>,
        known: impl IntoIterator<Item = &'k str> + Clone,
    ) {
        // "risk in `risk_control`": the name stands beside what it is.
        let message = match what.split_once(" in ") {
            Some((what, key)) => format!("unknown {what} `{name}` in {key}"),
            None => format!("unknown {what} `{name}`"),
        };
        let problem = Problem::new(Code::UnknownName, span, message);
        let help = match suggest::closest(name, known.clone()) {
            Some(meant) => format!("did you mean `{meant}`?"),
            None => one_of(&known.into_iter().collect::<Vec<_>>(), what),
        };
        self.report(problem.help(help));
    }

    fn wrong_type(&self, what: &str, expected: &str, value: &Value<'_>) {
        let found = kind_of(value.get_ref());
        self.report(Problem::new(
            Code::WrongType,
            value.span(),
            format!("`{what}` takes {expected}, not {found}"),
        ));
    }

    /// A finite number within its range.
    pub fn number(&self, what: &str, value: &Value<'_>, range: Range) -> Option<f64> {
        let number = match value.get_ref() {
            // An integer too long for 64 bits is still a number.
            DeValue::Integer(integer) if integer.radix() == 10 => integer.as_str().parse().ok(),
            DeValue::Integer(integer) => i128::from_str_radix(integer.as_str(), integer.radix())
                .ok()
                .map(|i| i as f64),
            DeValue::Float(float) => float.as_str().parse().ok(),
            _ => {
                self.wrong_type(what, "a number", value);
                return None;
            }
        };
        let problem = |message: String| Problem::new(Code::OutOfRange, value.span(), message);
        match number {
            Some(number) if !f64::is_finite(number) => {
                let message = format!("`{what}` must be a finite number");
                self.report(problem(message).help("leave the key out if it is not known"));
                None
            }
            Some(number) if range.holds(number) => Some(number),
            Some(number) => {
                let words = if number.abs() > keys::LARGEST {
                    "is too large to be meant".to_owned()
                } else if number != 0.0 && number.abs() < keys::SMALLEST {
                    "is too small to be meant".to_owned()
                } else {
                    format!("must be {}", range.words())
                };
                let mut problem = problem(format!("`{what}` {words}, and is {number}"));
                if range == Range::SHARE && (2.0..=100.0).contains(&number) {
                    problem = problem.help(format!("for {number} % write {}", number / 100.0));
                } else if range == Range::RATIO && number > 0.0 && number < range.low {
                    problem = problem.help("name the two dimensions the other way round");
                }
                self.report(problem);
                None
            }
            None => {
                self.report(problem(format!(
                    "`{what}` is not a number that can be read"
                )));
                None
            }
        }
    }

    /// A whole number within its range.
    pub fn whole(&self, what: &str, value: &Value<'_>, range: Range) -> Option<f64> {
        let number = self.number(what, value, range)?;
        if number.fract() == 0.0 {
            return Some(number);
        }
        self.report(Problem::new(
            Code::OutOfRange,
            value.span(),
            format!("`{what}` counts things and must be a whole number, and is {number}"),
        ));
        None
    }

    pub fn text(&self, what: &str, value: &Value<'_>) -> Option<String> {
        let text = value.get_ref().as_str();
        if text.is_none() {
            self.wrong_type(what, "a text in quotes", value);
        }
        text.map(str::to_owned)
    }

    pub fn yes_no(&self, what: &str, value: &Value<'_>) -> Option<bool> {
        let answer = value.get_ref().as_bool();
        if answer.is_none() {
            self.wrong_type(what, "true or false", value);
        }
        answer
    }

    pub fn table<'v>(&self, what: &str, value: &'v Value<'_>) -> Option<&'v DeTable<'v>> {
        let table = value.get_ref().as_table();
        if table.is_none() {
            self.wrong_type(what, "a table", value);
        }
        table
    }

    pub fn array<'v>(
        &self,
        what: &str,
        form: &str,
        value: &'v Value<'_>,
    ) -> Option<&'v DeArray<'v>> {
        let array = value.get_ref().as_array();
        if array.is_none() {
            self.wrong_type(what, form, value);
        }
        array
    }

    /// The texts of a list, each with its place.
    pub fn texts(&self, what: &str, value: &Value<'_>) -> Vec<(String, Span<usize>)> {
        let Some(values) = self.array(what, "a list of texts", value) else {
            return Vec::new();
        };
        values
            .iter()
            .filter_map(|value| Some((self.text(what, value)?, value.span())))
            .collect()
    }

    /// Reports names that refer to nothing in the header.
    pub fn check_names(&self, what: &str, table: &DeTable<'_>, known: &[&str]) {
        for (key, _) in table
            .iter()
            .filter(|(key, _)| !known.contains(&&**key.get_ref()))
        {
            self.unknown_name(what, key.get_ref(), key.span(), known.iter().copied());
        }
    }

    /// Warns of a name that the deal does not ask for, but nearly.
    pub fn warn_near<'k>(
        &self,
        what: &str,
        name: &str,
        span: Span<usize>,
        known: impl IntoIterator<Item = &'k str> + Clone,
    ) {
        if known.clone().into_iter().any(|known| known == name) {
            return;
        }
        if let Some(meant) = suggest::near(name, known) {
            let message = format!("{what} `{name}` is not one that the deal names, but nearly");
            let help = if suggest::look_the_same(name, meant) {
                "they look the same, and their accents are coded in two ways: `uconv -x nfc` on both files makes them one".to_owned()
            } else {
                format!("if `{meant}` is meant, write it so; else nothing is wrong")
            };
            self.report(Problem::new(Code::NearMatch, span, message).help(help));
        }
    }

    /// A table from names to numbers.
    pub fn numbers(&self, what: &str, value: &Value<'_>, range: Range) -> Facts {
        let Some(table) = self.table(what, value) else {
            return Facts::default();
        };
        Facts::new(table.iter().filter_map(|(key, value)| {
            let entry = Entry {
                name: key.get_ref(),
                span: key.span(),
                value,
            };
            self.fact(what, &entry, range)
        }))
    }

    /// One entry of such a table.
    pub fn fact(&self, what: &str, entry: &Entry<'_>, range: Range) -> Option<Fact> {
        let number = self.number(&format!("{what}.{}", entry.name), entry.value, range);
        Some(Fact {
            name: self.symbol(entry.name)?,
            value: number.unwrap_or(PLACEHOLDER),
            line: self.line(&entry.span),
        })
    }
}

/// A value of the file with its place.
pub(in crate::read) type Value<'a> = Spanned<DeValue<'a>>;

/// One table while it is read.
pub(in crate::read) struct Section<'c, 'a> {
    pub context: &'c Context<'c>,
    pub span: Span<usize>,
    table: &'static KeyTable,
    entries: &'a DeTable<'a>,
    taken: Vec<&'static str>,
    /// The keys that were there, with their lines.
    pub lines: KeyLines,
}

impl<'c, 'a> Section<'c, 'a> {
    pub fn new(
        context: &'c Context<'c>,
        table: &'static KeyTable,
        entries: &'a DeTable<'a>,
        span: Span<usize>,
    ) -> Self {
        Self {
            context,
            span,
            table,
            entries,
            taken: Vec::new(),
            lines: KeyLines::default(),
        }
    }

    /// The value of a key with the key's own place.
    pub fn take(&mut self, name: &'static str) -> Option<(Span<usize>, &'a Value<'a>)> {
        debug_assert!(
            self.table.key(name).is_some(),
            "{name} is no key of {}",
            self.table.name
        );
        self.taken.push(name);
        let (key, value) = self.entries.get_key_value(name)?;
        self.lines.push(name, self.context.line(&key.span()));
        Some((key.span(), value))
    }

    fn value(&mut self, name: &'static str) -> Option<(ValueKind, &'a Value<'a>)> {
        let kind = self.table.key(name)?.kind;
        self.take(name).map(|(_, value)| (kind, value))
    }

    /// Whether the key is there, whatever its value.
    pub fn has(&self, name: &str) -> bool {
        self.entries.contains_key(name)
    }

    /// A number or a whole number, as the registry says; `None` only where the key is not there.
    pub fn number(&mut self, name: &'static str) -> Option<f64> {
        self.try_number(name)
            .map(|number| number.unwrap_or(PLACEHOLDER))
    }

    /// The same, where it matters whether the number could be read: `Some(None)` if not.
    pub fn try_number(&mut self, name: &'static str) -> Option<Option<f64>> {
        match self.value(name)? {
            (ValueKind::Number(range), value) => Some(self.context.number(name, value, range)),
            (ValueKind::Whole(range), value) => Some(self.context.whole(name, value, range)),
            _ => None,
        }
    }

    pub fn text(&mut self, name: &'static str) -> Option<String> {
        let (_, value) = self.value(name)?;
        self.context.text(name, value)
    }

    /// A text that says something, with its place. Whether it must be there is the registry's.
    pub fn name(&mut self, name: &'static str) -> Option<(String, Span<usize>)> {
        let (_, value) = self.value(name)?;
        let text = self.context.text(name, value)?;
        if text.trim().is_empty() {
            let message = format!("`{name}` is empty");
            self.context
                .report(Problem::new(Code::Empty, value.span(), message));
            return None;
        }
        Some((text, value.span()))
    }

    /// One of the ids that the registry lists.
    pub fn one_of<T>(
        &mut self,
        name: &'static str,
        parse: impl Fn(&str) -> Option<T>,
    ) -> Option<T> {
        let (kind, value) = self.value(name)?;
        let text = self.context.text(name, value)?;
        let parsed = parse(&text);
        if let (None, ValueKind::OneOf(known)) = (&parsed, kind) {
            self.context
                .unknown_name(name, &text, value.span(), known());
        }
        parsed
    }

    pub fn yes_no(&mut self, name: &'static str) -> Option<bool> {
        let (_, value) = self.value(name)?;
        self.context.yes_no(name, value)
    }

    pub fn texts(&mut self, name: &'static str) -> Option<Vec<(String, Span<usize>)>> {
        let (_, value) = self.value(name)?;
        Some(self.context.texts(name, value))
    }

    /// A table from names to numbers; `None` only where the key is not there.
    pub fn numbers(&mut self, name: &'static str) -> Option<Facts> {
        match self.value(name)? {
            (ValueKind::Numbers(range), value) => Some(self.context.numbers(name, value, range)),
            _ => None,
        }
    }

    /// The same, where the names must be among `known`.
    pub fn numbers_of(&mut self, name: &'static str, what: &str, known: &[&str]) -> Facts {
        if let Some(table) = self
            .entries
            .get(name)
            .and_then(|value| value.get_ref().as_table())
        {
            self.context
                .check_names(&format!("{what} in `{name}`"), table, known);
        }
        self.numbers(name).unwrap_or_default()
    }

    /// Where a key stands.
    pub fn key_span(&self, name: &str) -> Option<Span<usize>> {
        self.entries.get_key_value(name).map(|(key, _)| key.span())
    }

    /// The keys of a table inside this one, each with its place.
    pub fn keys_of(&self, name: &str) -> Vec<(&'a str, Span<usize>)> {
        let table = self
            .entries
            .get(name)
            .and_then(|value| value.get_ref().as_table());
        table.map_or_else(Vec::new, |table| {
            table
                .iter()
                .map(|(key, _)| (&**key.get_ref(), key.span()))
                .collect()
        })
    }

    /// The entries of a table with names of the user's; none where the key is not there.
    pub fn entries(&mut self, name: &'static str) -> Vec<Entry<'a>> {
        let Some((_, value)) = self.take(name) else {
            return Vec::new();
        };
        let Some(table) = self.context.table(name, value) else {
            return Vec::new();
        };
        table
            .iter()
            .map(|(key, value)| Entry {
                name: key.get_ref(),
                span: key.span(),
                value,
            })
            .collect()
    }

    /// Reports the required keys that are not there and the keys that nobody took.
    pub fn finish(self) -> KeyLines {
        for key in self.table.keys {
            if key.required && !self.has(key.name) {
                let message = format!("{} lacks `{}`", self.table.name, key.name);
                let help = match key.kind {
                    ValueKind::OneOf(known) => one_of(&known(), key.name),
                    _ => format!("`{}` says {}", key.name, key.about),
                };
                let problem = Problem::new(Code::Missing, self.span.clone(), message);
                self.context.report(problem.help(help));
            }
        }
        for (key, _) in self.entries {
            let name: &str = key.get_ref();
            if self.taken.contains(&name) {
                continue;
            }
            let message = format!("{} has no key `{name}`", self.table.name);
            let known = || self.table.keys.iter().map(|key| key.name);
            let help = match suggest::closest(name, known()) {
                Some(meant) => format!("did you mean `{meant}`?"),
                None => one_of(&known().collect::<Vec<_>>(), "key"),
            };
            self.context
                .report(Problem::new(Code::UnknownKey, key.span(), message).help(help));
        }
        self.lines
    }
}

/// An entry of a table with names of the user's.
pub(in crate::read) struct Entry<'a> {
    pub name: &'a str,
    pub span: Span<usize>,
    pub value: &'a Value<'a>,
}

fn one_of(known: &[&str], what: &str) -> String {
    match known {
        [] => format!("the deal lists no {what}"),
        known => format!("one of: {}", known.join(", ")),
    }
}

fn kind_of(value: &DeValue<'_>) -> &'static str {
    match value {
        DeValue::String(_) => "a text",
        DeValue::Integer(_) | DeValue::Float(_) => "a number",
        DeValue::Boolean(_) => "true or false",
        DeValue::Datetime(_) => "a date",
        DeValue::Array(_) => "a list",
        DeValue::Table(_) => "a table",
    }
}
