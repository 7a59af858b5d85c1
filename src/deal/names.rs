//! The names of a deal, each as a number that compares like the name.

use std::collections::HashSet;
use std::sync::Arc;

/// A name of the file: a need, a goal, a market, a risk and so on.
///
/// Symbols compare as their names do, so sums over facts run in the order of the names whatever
/// else the file holds: a candidate more or less changes no rounding.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Symbol(u64);

/// All names that can occur in a deal, by Unicode code point.
#[derive(Clone, Debug, Default)]
pub struct Names {
    /// Those of the deal file. The symbol of the name at place i is (i + 1) << 32.
    known: Arc<[Box<str>]>,
    /// Those that only rows of a table use. Their symbols lie between those of the known names around
    /// them, so that no symbol of the deal changes when a row brings a name of its own.
    further: Vec<(Symbol, Box<str>)>,
}

/// The names in their order, each once.
fn sorted<'a>(names: impl Iterator<Item = &'a str>) -> Vec<&'a str> {
    let found: HashSet<&str> = names.collect();
    let mut found: Vec<&str> = found.into_iter().collect();
    found.sort_unstable();
    found
}

impl Names {
    /// All of these names.
    pub(crate) fn of<'a>(names: impl IntoIterator<Item = &'a str>) -> Self {
        let known = sorted(names.into_iter());
        Self {
            known: known.into_iter().map(Box::from).collect(),
            further: Vec::new(),
        }
    }

    /// These names and others, whose symbols go between.
    pub(crate) fn with<'a>(&self, names: impl IntoIterator<Item = &'a str>) -> Self {
        let names = names.into_iter();
        let found = sorted(names.filter(|name| self.place(name).is_err()));
        let further = (1..).zip(found).map(|(count, name)| {
            let before = self.place(name).unwrap_or_else(|place| place) as u64;
            (Symbol((before << 32) | count), Box::from(name))
        });
        Self {
            known: Arc::clone(&self.known),
            further: further.collect(),
        }
    }

    fn place(&self, name: &str) -> Result<usize, usize> {
        self.known
            .binary_search_by(|known| known.as_ref().cmp(name))
    }

    /// The symbol of a name, if the deal has it.
    pub fn find(&self, name: &str) -> Option<Symbol> {
        match self.place(name) {
            Ok(place) => Some(Symbol((place as u64 + 1) << 32)),
            Err(_) => {
                let further = self
                    .further
                    .binary_search_by(|(_, other)| other.as_ref().cmp(name));
                further.ok().map(|place| self.further[place].0)
            }
        }
    }

    /// The name of a symbol.
    pub fn get(&self, symbol: Symbol) -> &str {
        match self
            .further
            .binary_search_by_key(&symbol, |(symbol, _)| *symbol)
        {
            Ok(place) => &self.further[place].1,
            Err(_) => &self.known[(symbol.0 >> 32) as usize - 1],
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn symbols_compare_as_names_do() {
        let names = Names::of(["m", "b", "d", "f", "h", "column"]);
        let names = names.with(["c", "a", "z", "cc", "b", "e"]);
        let mut all = ["b", "d", "f", "h", "column", "c", "a", "z", "cc", "e", "m"];
        all.sort_unstable();
        let symbols: Vec<Symbol> = all.iter().filter_map(|name| names.find(name)).collect();
        assert_eq!(symbols.len(), all.len());
        assert!(symbols.is_sorted_by(|a, b| a < b));
        assert!(symbols.iter().map(|&symbol| names.get(symbol)).eq(all));
        assert_eq!(names.find("x"), None);
    }
}
