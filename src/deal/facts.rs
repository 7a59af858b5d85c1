//! Named numbers.

use super::names::Symbol;

/// A named number of the file.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Fact {
    /// What it is about.
    pub name: Symbol,
    /// The number.
    pub value: f64,
    /// Its line in the file, from 1.
    pub line: u32,
}

/// Named numbers, in the order of the names.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Facts(Vec<Fact>);

impl Facts {
    /// Sorts the facts; names are unique, as keys of a table are.
    pub fn new(facts: impl IntoIterator<Item = Fact>) -> Self {
        let mut facts: Vec<Fact> = facts.into_iter().collect();
        facts.sort_unstable_by_key(|fact| fact.name);
        Self(facts)
    }

    /// Forgets all facts and keeps their memory.
    pub(crate) fn clear(&mut self) {
        self.0.clear();
    }

    /// Adds a fact, to be sorted in.
    pub(crate) fn add(&mut self, fact: Fact) {
        self.0.push(fact);
    }

    /// Sorts what was added.
    pub(crate) fn sort(&mut self) {
        self.0.sort_unstable_by_key(|fact| fact.name);
    }

    /// The fact of that name.
    pub fn fact(&self, name: Symbol) -> Option<&Fact> {
        self.0
            .binary_search_by_key(&name, |fact| fact.name)
            .ok()
            .map(|at| &self.0[at])
    }

    /// The number of that name.
    pub fn get(&self, name: Symbol) -> Option<f64> {
        self.fact(name).map(|fact| fact.value)
    }

    /// All facts, by name.
    pub fn iter(&self) -> std::slice::Iter<'_, Fact> {
        self.0.iter()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The sum of the numbers.
    pub fn sum(&self) -> f64 {
        self.0.iter().map(|fact| fact.value).sum()
    }

    /// Divides the numbers by their sum, unless that is 0; whether it is not.
    pub(crate) fn normalise(&mut self) -> bool {
        let sum = self.sum();
        let has_parts = sum > 0.0;
        if has_parts {
            self.0.iter_mut().for_each(|fact| fact.value /= sum);
        }
        has_parts
    }

    /// How much two lists share: the sum of the lesser number of each name.
    pub fn overlap(&self, other: &Facts) -> f64 {
        self.0
            .iter()
            .filter_map(|fact| Some(fact.value.min(other.get(fact.name)?)))
            .sum()
    }
}
