//! Reads one table of the file: each key once, its type and range from the registry, every problem
//! with its place; what is left over at the end is unknown.

use std::cell::{Cell, RefCell};
use std::ops::Range as Span;

use toml::de::{DeArray, DeTable};

use super::tree::{self, Entry, Value};
use crate::deal::{Day, Fact, Facts, FirstProblems, Names, Problem, Symbol};
use crate::model::Code;
use crate::model::keys::{KeyTable, Range, ValueKind};
use crate::model::names::clean;
use crate::read::builder::{self, PLACEHOLDER, ProblemList, Takes};
use crate::read::options::ReadOptions;
use crate::read::slips::{of_sum, sum_near_100};
use crate::read::source::Source;

/// What all sections of one file share.
pub(in crate::read) struct Context<'a> {
    pub source: &'a Source,
    pub names: Names,
    pub options: &'a ReadOptions,
    pub problems: RefCell<FirstProblems>,
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
        (self.names, self.problems.into_inner().finish())
    }
}

impl Context<'_> {
    pub fn report(&self, problem: Problem) {
        self.has_error
            .set(self.has_error.get() || !problem.is_warning());
        self.problems.borrow_mut().add(problem);
    }

    pub fn report_all(&self, problems: impl IntoIterator<Item = Problem>) {
        problems
            .into_iter()
            .for_each(|problem| self.report(problem));
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
        self.report(builder::unknown_name(what, name, span.into(), known));
    }

    fn wrong_type(&self, what: &str, expected: &str, value: &Value<'_>) {
        let (found, at) = (tree::value(value.get_ref()), value.span().into());
        self.report(builder::wrong_type(what, expected, found, at));
    }

    /// A finite number within its range.
    pub fn number(&self, what: &str, value: &Value<'_>, range: Range) -> Option<f64> {
        self.number_of(what, value, Takes::any(range))
    }

    /// A whole number within its range.
    pub fn whole(&self, what: &str, value: &Value<'_>, range: Range) -> Option<f64> {
        let is_whole = true;
        self.number_of(what, value, Takes { range, is_whole })
    }

    fn number_of(&self, what: &str, value: &Value<'_>, takes: Takes) -> Option<f64> {
        match tree::value(value.get_ref()) {
            builder::Value::Number(number) if takes.holds(number) => Some(number),
            found => {
                self.report(builder::no_number(what, found, takes, value.span().into()));
                None
            }
        }
    }

    pub fn text(&self, what: &str, value: &Value<'_>) -> Option<String> {
        let text = value.get_ref().as_str();
        if text.is_none() {
            self.wrong_type(what, "a text in quotes", value);
        }
        text.map(str::to_owned)
    }

    /// A day: a date, or a text.
    pub fn day(&self, what: &str, value: &Value<'_>) -> Option<Day> {
        let (mut tree, mut report) = (builder::Tree::default(), ProblemList::default());
        tree::fill_value(&mut tree, value);
        let day = builder::day(tree.root()?, what, &mut report);
        self.report_all(report.problems);
        day
    }

    /// A weight, or a list of the least and the greatest; `None` if it cannot be read.
    pub fn weight(&self, what: &str, value: &Value<'_>) -> Option<(f64, f64)> {
        let Some(ends) = value.get_ref().as_array() else {
            let weight = self.number(what, value, Range::WEIGHT)?;
            return Some((weight, weight));
        };
        let ends: Vec<Option<f64>> = ends
            .iter()
            .map(|end| self.number(what, end, Range::WEIGHT))
            .collect();
        match ends[..] {
            [Some(low), Some(high)] if low <= high => Some((low, high)),
            [None, _] | [_, None] => None,
            _ => {
                let message = format!("`{what}` takes a weight, or [low, high] with low <= high");
                self.report(Problem::new(Code::Weights, value.span(), message));
                None
            }
        }
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

    /// A table from names to numbers.
    pub fn numbers(&self, what: &str, value: &Value<'_>, range: Range) -> Facts {
        let Some(table) = self.table(what, value) else {
            return Facts::default();
        };
        let facts = Facts::new(table.iter().filter_map(|(key, value)| {
            let name: &str = key.get_ref();
            let number = self.number(&format!("{what}.{name}"), value, range);
            Some(Fact {
                name: self.symbol(name)?,
                value: number.unwrap_or(PLACEHOLDER),
                line: self.line(&key.span()),
            })
        }));
        if range == Range::WEIGHT
            && let Some(sum) = sum_near_100(facts.iter().map(|fact| fact.value))
        {
            let first = table.iter().next().map_or(0..0, |(key, _)| key.span());
            self.report(of_sum(&format!("the numbers of `{what}`"), sum, first));
        }
        facts
    }
}

/// One table while it is read.
pub(in crate::read) struct Section<'c, 'a> {
    pub context: &'c Context<'c>,
    pub span: Span<usize>,
    table: &'static KeyTable,
    entries: &'a DeTable<'a>,
    taken: Vec<&'static str>,
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
        if clean(&text).is_empty() {
            let message = format!("`{name}` is empty");
            self.context
                .report(Problem::new(Code::Empty, value.span(), message));
            return None;
        }
        Some((clean(&text).into_owned(), value.span()))
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

    /// A weight or a range; `Some(None)` if it cannot be read.
    pub fn try_weight(&mut self, name: &'static str) -> Option<Option<(f64, f64)>> {
        let (_, value) = self.take(name)?;
        Some(self.context.weight(name, value))
    }

    pub fn day(&mut self, name: &'static str) -> Option<Day> {
        let (_, value) = self.take(name)?;
        self.context.day(name, value)
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

    /// Where a key stands, if it is there.
    pub fn span_of(&self, name: &str) -> Option<Span<usize>> {
        let (key, _) = self.entries.get_key_value(name)?;
        Some(key.span())
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
    pub fn finish(self) {
        let span = self.span.clone().into();
        for problem in builder::missing_keys(self.table, span, |key| self.has(key)) {
            self.context.report(problem);
        }
        for (key, _) in self.entries {
            let name: &str = key.get_ref();
            if !self.taken.contains(&name) {
                let span = key.span().into();
                self.context
                    .report(builder::unknown_key(self.table, name, span));
            }
        }
    }
}
