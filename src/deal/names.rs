//! The names of a deal, each as a small number that compares like the name.

use std::collections::HashSet;

use toml::de::{DeTable, DeValue};

/// A name of the file: a need, a goal, a market, a risk and so on.
///
/// Symbols compare as their names do, so sums over facts run in the order of the names whatever
/// else the file holds: a candidate more or less changes no rounding.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Symbol(u32);

/// All names that can occur in a deal, by Unicode code point.
#[derive(Clone, Debug, Default)]
pub struct Names(Vec<Box<str>>);

impl Names {
    /// Gathers every key of the document and every text in its lists.
    pub(super) fn of(document: &DeTable<'_>) -> Self {
        let mut found = HashSet::new();
        gather(document, &mut found);
        let mut found: Vec<&str> = found.into_iter().collect();
        found.sort_unstable();
        Self(found.into_iter().map(Box::from).collect())
    }

    /// The symbol of a name, if the deal has it.
    pub fn find(&self, name: &str) -> Option<Symbol> {
        self.0
            .binary_search_by(|known| known.as_ref().cmp(name))
            .ok()
            .map(|at| Symbol(at as u32))
    }

    /// The name of a symbol.
    pub fn get(&self, symbol: Symbol) -> &str {
        &self.0[symbol.0 as usize]
    }
}

fn gather<'a>(table: &'a DeTable<'_>, found: &mut HashSet<&'a str>) {
    for (key, value) in table {
        found.insert(key.get_ref());
        gather_value(value.get_ref(), found);
    }
}

fn gather_value<'a>(value: &'a DeValue<'_>, found: &mut HashSet<&'a str>) {
    match value {
        DeValue::Table(table) => gather(table, found),
        DeValue::Array(values) => {
            for value in values.iter() {
                match value.get_ref() {
                    DeValue::String(text) => {
                        found.insert(text);
                    }
                    other => gather_value(other, found),
                }
            }
        }
        _ => {}
    }
}
