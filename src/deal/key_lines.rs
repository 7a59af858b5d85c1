//! Where the keys of a table stand in the file.

/// Where each key of a table stands.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct KeyLines(Vec<(&'static str, u32)>);

impl KeyLines {
    /// Adds a key with its line.
    pub(crate) fn push(&mut self, key: &'static str, line: u32) {
        self.0.push((key, line));
    }

    /// Gives back the memory that is not used: of many candidates it is much.
    pub(crate) fn shrink(&mut self) {
        self.0.shrink_to_fit();
    }

    /// The line of a key, from 1.
    pub fn get(&self, key: &str) -> Option<u32> {
        self.0
            .iter()
            .find(|(name, _)| *name == key)
            .map(|(_, line)| *line)
    }
}
