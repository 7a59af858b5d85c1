//! Reads an assessment stored as JSON by `assess --format json`.
//!
//! Keys of the contract are only ever added: what is not known here is passed over, what is missing or
//! out of its range is an error.

use std::collections::HashSet;

use anyhow::{Context, bail};
use serde::Deserialize;

use super::side::Side;
use crate::contract::AssessmentV2;
use crate::read::Source;

/// What a text holds, told from its first characters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Content {
    /// A deal: TOML.
    Deal,
    /// A JSON object.
    Assessment,
    /// A JSON array, which `assess` writes of several deals.
    Several,
}

/// What a text holds. No TOML begins with `{`, nor with `[` and then `{` or the end of a list.
pub fn content(text: &str) -> Content {
    let text = text.trim_start_matches('\u{feff}').trim_start();
    if text.starts_with('{') {
        return Content::Assessment;
    }
    let inside = text.strip_prefix('[').map(str::trim_start);
    match inside {
        Some(inside) if inside.starts_with(['{', ']']) => Content::Several,
        _ => Content::Deal,
    }
}

#[derive(Deserialize)]
struct Head {
    schema: Option<serde_json::Value>,
}

/// Reads a stored assessment.
pub fn read(source: &Source) -> anyhow::Result<Side> {
    const SCHEMA: &str = AssessmentV2::SCHEMA;
    let name = &source.name;
    let text = source.text.trim_start_matches('\u{feff}');
    let head: Head =
        serde_json::from_str(text).with_context(|| format!("{name} is not readable as JSON"))?;
    match head.schema.as_ref().and_then(|schema| schema.as_str()) {
        Some(SCHEMA) => {}
        Some(other) => bail!(
            "{name} has the schema `{other}`, not `{SCHEMA}`: diff takes deals and what \
             `assess --format json` writes"
        ),
        None => bail!(
            "{name} is JSON without a `schema`, so no assessment: diff takes deals and what \
             `assess --format json` writes"
        ),
    }
    let document: AssessmentV2 = serde_json::from_str(text)
        .with_context(|| format!("{name} is not a complete assessment"))?;
    let mut seen = HashSet::new();
    if let Some(twice) = document.candidates.iter().find(|c| !seen.insert(&c.name)) {
        bail!("{name} has two candidates named `{}`", twice.name);
    }
    Ok(Side::stored(source, document))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn content_shows_in_the_first_characters() {
        assert_eq!(content("\u{feff} \n{"), Content::Assessment);
        assert_eq!(content("[\n  {"), Content::Several);
        assert_eq!(content("[[candidates]]"), Content::Deal);
        assert_eq!(content("# {\n[deal]"), Content::Deal);
        assert_eq!(content(""), Content::Deal);
    }
}
