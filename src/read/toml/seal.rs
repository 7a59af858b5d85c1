//! Reads a file of sealed rules, as far as it is one; whether its digests are those of its rules `seal` says.

use std::ops::Range as Span;

use serde_json::Value;

use super::header::sub;
use super::plain::plain;
use super::section::{Context, Section};
use super::syntax;
use crate::deal::{Names, Problem, Rules, sort};
use crate::model::{Code, MODEL_VERSION, keys};
use crate::read::options::ReadOptions;
use crate::read::source::Source;

/// What a file of sealed rules says.
#[derive(Clone, Debug, PartialEq)]
pub struct SealFile {
    /// The digest of all parts.
    pub digest: Digest,
    /// The digest of each part, by name.
    pub parts: Vec<(String, Digest)>,
    /// The rules, and where they stand.
    pub rules: (Rules, Span<usize>),
}

/// A digest with its place.
#[derive(Clone, Debug, PartialEq)]
pub struct Digest {
    /// In hexadecimal.
    pub text: String,
    /// The bytes of the source that state it.
    pub span: Span<usize>,
}

/// Reads a file of sealed rules; none if it has an error.
pub fn read_seal(source: &Source) -> (Option<SealFile>, Vec<Problem>) {
    let document = match syntax::parse(source) {
        Ok(document) => document,
        Err(problem) => return (None, vec![problem]),
    };
    let options = ReadOptions::default();
    if !document.contains_key("seal") {
        let message = "the file lacks `seal`, and seals no rules";
        let problem = Problem::new(Code::Missing, 0..0, message);
        return (
            None,
            vec![problem.help("`partner-eval seal` writes such a file")],
        );
    }
    let context = Context::new(source, Names::default(), &options);
    let mut file = Section::new(&context, &keys::SEALED, &document, 0..0);
    let digest = head(&mut file);
    let parts = file.entries("parts").into_iter();
    let parts = parts.filter_map(|entry| {
        let text = context.text(entry.name, entry.value)?;
        let span = entry.value.span();
        Some((entry.name.to_owned(), Digest { text, span }))
    });
    let parts: Vec<_> = parts.collect();
    let rules = file.take("rules").and_then(|(span, value)| {
        context.table("rules", value)?;
        match plain(value.get_ref()) {
            Value::Object(rules) => Some((rules, span)),
            _ => None,
        }
    });
    file.finish();
    let has_error = context.has_error();
    let (_, mut problems) = context.finish();
    sort(&mut problems);
    let read = digest.zip(rules).filter(|_| !has_error);
    let read = read.map(|(digest, rules)| SealFile {
        digest,
        parts,
        rules,
    });
    (read, problems)
}

/// `[seal]`: its digest.
fn head(file: &mut Section<'_, '_>) -> Option<Digest> {
    let context = file.context;
    let mut section = sub(file, "seal", &keys::SEAL)?;
    let version = section.span_of("model_version");
    if let Some(number) = section.number("model_version")
        && number != f64::from(MODEL_VERSION)
    {
        let message = format!(
            "the rules were sealed for version {number} of the model, and this program computes version {MODEL_VERSION}"
        );
        let problem = Problem::new(Code::OutOfRange, version.unwrap_or_default(), message);
        context.report(problem.help("use the program that sealed them, or seal the rules again"));
    }
    section.day("date");
    let digest = section.name("digest");
    section.finish();
    digest.map(|(text, span)| Digest { text, span })
}
