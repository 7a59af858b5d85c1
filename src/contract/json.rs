//! How a document is written.

use serde::Serialize;

/// A document on one line, with a line break at its end.
pub fn line(document: &impl Serialize) -> serde_json::Result<String> {
    Ok(serde_json::to_string(document)? + "\n")
}

/// A document as indented JSON, with a line break at its end.
pub fn pretty(document: &impl Serialize) -> serde_json::Result<String> {
    Ok(serde_json::to_string_pretty(document)? + "\n")
}
