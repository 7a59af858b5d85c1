//! Reads assessments stored as JSON: one or a list by `assess --format json`, or a line each.
//!
//! Keys of the contract are only ever added: what is not known here is passed over, what is missing or
//! out of its range is an error.

use std::collections::HashSet;

use anyhow::{Context, bail};
use serde::Deserialize;
use serde_json::value::RawValue;

use super::side::Side;
use crate::contract::{AssessmentV2, ProblemsV2, UnreadV2};
use crate::read::Source;

/// What a stored document says of a deal.
#[derive(Clone, Debug, PartialEq)]
pub enum Stored {
    /// Its assessment.
    Assessment(Box<Side>),
    /// That it could not be read.
    Unread(UnreadV2),
}

/// Whether a text is JSON, not a deal: no TOML begins with `{`, nor with `[` and then `{` or the end of a list.
pub fn is_stored(text: &str) -> bool {
    let text = unmarked(text).trim_start();
    let inside = text.strip_prefix('[').map(str::trim_start);
    text.starts_with('{') || inside.is_some_and(|inside| inside.starts_with(['{', ']']))
}

fn unmarked(text: &str) -> &str {
    text.trim_start_matches('\u{feff}')
}

#[derive(Deserialize)]
struct Head {
    schema: Option<serde_json::Value>,
}

/// A document as the contract has it.
pub enum Document {
    /// An assessment, and its text.
    Assessment(Box<AssessmentV2>, Box<RawValue>),
    /// A deal that could not be read.
    Unread(UnreadV2),
}

/// Reads stored assessments, and whether they are a list: then each is of another deal.
pub fn read(source: &Source) -> anyhow::Result<(Vec<Stored>, bool)> {
    let name = &source.name;
    let (documents, is_list) = read_documents(source, "diff takes deals and")?;
    let stored = documents.into_iter().map(|document| match document {
        Document::Assessment(document, _) => {
            // How the document calls the deal's file, whatever its own is called.
            let path = document.header.deal.source.clone();
            Stored::Assessment(Box::new(Side::stored(source, path, *document)))
        }
        Document::Unread(unread) => Stored::Unread(unread),
    });
    let stored: Vec<Stored> = stored.collect();
    let mut seen = HashSet::new();
    if let Some(twice) = stored
        .iter()
        .map(Stored::path)
        .find(|path| !seen.insert(*path))
    {
        bail!("{name} has two assessments of {twice}: keep one");
    }
    Ok((stored, is_list))
}

/// Reads stored assessments as steps of a history: of a list each is one, called by its place in it.
pub fn read_steps(source: &Source) -> anyhow::Result<Vec<Side>> {
    let name = &source.name;
    if !is_stored(&source.text) {
        bail!("{name} is no stored assessment: {HISTORY_TAKES} what `assess --format json` writes");
    }
    let (documents, is_list) = read_documents(source, HISTORY_TAKES)?;
    let steps = documents.into_iter().enumerate().map(|(at, document)| {
        let label = label(name, is_list, at);
        match document {
            Document::Assessment(document, _) => Ok(Side::stored(source, label, *document)),
            Document::Unread(unread) => bail!(
                "{label} holds no assessment: {} could not be read when it was written",
                unread.deal.source
            ),
        }
    });
    steps.collect()
}

const HISTORY_TAKES: &str = "history takes";

/// How messages call a document: by its file, of a list with the place in it.
fn label(file: &str, is_list: bool, at: usize) -> String {
    match is_list {
        true => format!("entry {} of {file}", at + 1),
        false => file.to_owned(),
    }
}

/// Reads stored documents, and whether they are a list. `takes` begins the sentence that says what the command takes.
pub fn read_documents(source: &Source, takes: &str) -> anyhow::Result<(Vec<Document>, bool)> {
    let name = &source.name;
    let (documents, is_list) = documents(&source.text).with_context(|| {
        format!("{name} is not readable as JSON, and {takes} what `assess --format json` writes")
    })?;
    if documents.is_empty() {
        bail!("{name} is an empty list: {takes} what `assess --format json` writes");
    }
    let read = documents
        .iter()
        .enumerate()
        .map(|(at, document)| read_one(&label(name, is_list, at), document, takes));
    Ok((read.collect::<anyhow::Result<_>>()?, is_list))
}

/// The documents of a text: an object, those of a list, or several one behind the other.
fn documents(text: &str) -> serde_json::Result<(Vec<&RawValue>, bool)> {
    let text = unmarked(text);
    if text.trim_start().starts_with('[') {
        return Ok((serde_json::from_str(text)?, true));
    }
    let documents = serde_json::Deserializer::from_str(text).into_iter();
    let documents: Vec<&RawValue> = documents.collect::<serde_json::Result<_>>()?;
    let is_list = documents.len() > 1;
    Ok((documents, is_list))
}

fn read_one(name: &str, raw: &RawValue, takes: &str) -> anyhow::Result<Document> {
    const SCHEMA: &str = AssessmentV2::SCHEMA;
    let text = raw.get();
    let head: Head =
        serde_json::from_str(text).with_context(|| format!("{name} is not readable as JSON"))?;
    match head.schema.as_ref().and_then(|schema| schema.as_str()) {
        Some(SCHEMA) => {}
        Some(ProblemsV2::SCHEMA) => {
            let unread = serde_json::from_str(text)
                .with_context(|| format!("{name} holds problems, and no deal that they are of"))?;
            return Ok(Document::Unread(unread));
        }
        Some(other) => bail!(
            "{name} has the schema `{other}`, not `{SCHEMA}`: {takes} what `assess --format json` writes"
        ),
        None => bail!(
            "{name} is JSON without a `schema`, so no assessment: {takes} what `assess --format json` writes"
        ),
    }
    let document: AssessmentV2 = serde_json::from_str(text)
        .with_context(|| format!("{name} is not a complete assessment"))?;
    let mut seen = HashSet::new();
    if let Some(twice) = document.candidates.iter().find(|c| !seen.insert(&c.name)) {
        bail!("{name} has two candidates named `{}`", twice.name);
    }
    Ok(Document::Assessment(Box::new(document), raw.to_owned()))
}

impl Stored {
    /// How the document calls the deal's file.
    pub fn path(&self) -> &str {
        match self {
            Stored::Assessment(side) => &side.path,
            Stored::Unread(unread) => &unread.deal.source,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn json_shows_in_the_first_characters() {
        for json in ["\u{feff} \n{", "[\n  {", "[ ]"] {
            assert!(is_stored(json), "{json}");
        }
        for deal in ["[[candidates]]", "# {\n[deal]", "", "[deal]"] {
            assert!(!is_stored(deal), "{deal}");
        }
    }

    #[test]
    fn documents_stand_in_lists_and_lines() {
        for (text, number, is_list) in [
            ("\u{feff}{}", 1, false),
            ("{}\n", 1, false),
            ("{}\n{}\n", 2, true),
            ("[{}, {}]", 2, true),
            ("[{}]", 1, true),
            ("[]", 0, true),
        ] {
            let (documents, found) = documents(text).expect(text);
            assert_eq!((documents.len(), found), (number, is_list), "{text}");
        }
        assert!(documents("{}\n{").is_err() && documents("[{}] x").is_err());
    }
}
