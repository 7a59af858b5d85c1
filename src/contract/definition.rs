//! `explain ID --format json`: what ids and words mean.

use serde::{Deserialize, Serialize};

use crate::explain::Definition;

/// What ids and words mean.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct DefinitionsV2 {
    /// The id of the contract.
    pub schema: String,
    /// The definitions; an id may have several.
    pub definitions: Vec<DefinitionV2>,
}

impl DefinitionsV2 {
    /// The id of the contract.
    pub const SCHEMA: &str = "partner-eval/definitions/2";

    /// These definitions.
    pub fn of(definitions: &[Definition]) -> Self {
        Self {
            schema: Self::SCHEMA.to_owned(),
            definitions: definitions.iter().map(DefinitionV2::from).collect(),
        }
    }
}

/// What an id means.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct DefinitionV2 {
    /// The id.
    pub id: String,
    /// What it is: `criterion`, `dimension` and so on.
    pub kind: String,
    /// What it is called.
    pub title: String,
    /// What there is to say: a label and words.
    pub says: Vec<(String, String)>,
}

impl From<&Definition> for DefinitionV2 {
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
