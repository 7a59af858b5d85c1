//! `explain ID --format json`: a list of definitions.

use serde::{Deserialize, Serialize};

use crate::explain::Definition;

/// What an id means.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct DefinitionV1 {
    /// The id.
    pub id: String,
    /// What it is: `criterion`, `dimension` and so on.
    pub kind: String,
    /// What it is called.
    pub title: String,
    /// What there is to say: a label and words.
    pub says: Vec<(String, String)>,
}

impl From<&Definition> for DefinitionV1 {
    fn from(definition: &Definition) -> Self {
        let says = definition.says.iter();
        Self {
            id: definition.id.clone(),
            kind: definition.kind.to_owned(),
            title: definition.title.clone(),
            says: says
                .map(|(label, words)| ((*label).to_owned(), words.clone()))
                .collect(),
        }
    }
}
