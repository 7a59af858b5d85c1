//! Lists of names in which each is found at once.

use std::collections::HashMap;
use std::ops::Deref;

/// Names in their order, each of which is found at once however many there are.
#[derive(Debug, Default)]
pub struct NameList<'a> {
    names: Vec<&'a str>,
    /// Of few names none: looking at all of them is faster.
    places: HashMap<&'a str, usize>,
}

impl<'a> FromIterator<&'a str> for NameList<'a> {
    fn from_iter<I: IntoIterator<Item = &'a str>>(names: I) -> Self {
        const FEW: usize = 16;
        let names: Vec<&str> = names.into_iter().collect();
        let places = match names.len() {
            ..=FEW => HashMap::new(),
            _ => names.iter().copied().zip(0..).collect(),
        };
        Self { names, places }
    }
}

impl<'a> Deref for NameList<'a> {
    type Target = [&'a str];

    fn deref(&self) -> &Self::Target {
        &self.names
    }
}

impl NameList<'_> {
    /// The place of a name.
    pub fn place(&self, name: &str) -> Option<usize> {
        match self.places.is_empty() {
            true => self.names.iter().position(|known| *known == name),
            false => self.places.get(name).copied(),
        }
    }

    /// Whether a name is one of them.
    pub fn has(&self, name: &str) -> bool {
        self.place(name).is_some()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_found_among_few_and_many() {
        for count in [0, 16, 17, 1000] {
            let names: Vec<String> = (0..count).map(|at| format!("n{at}")).collect();
            let list: NameList<'_> = names.iter().map(String::as_str).collect();
            for (at, name) in names.iter().enumerate() {
                assert_eq!(list.place(name), Some(at));
            }
            assert!(!list.has("n") && list.len() == count);
        }
    }
}
