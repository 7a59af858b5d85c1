//! Reads a deal file: every key, every problem with its place, in one run.

use std::cell::RefCell;
use std::ops::Range as Span;

use toml::de::DeTable;

use super::facts::Deal;
use super::gates::HouseGates;
use super::names::Names;
use super::problem::Problem;
use super::section::{Context, Section};
use super::source::Source;
use super::{candidate, header, warn};
use crate::model::{Code, Relationship, keys};

/// What came of reading a file.
#[derive(Debug)]
pub struct Reading {
    /// The deal, unless the file has an error.
    pub deal: Option<Deal>,
    /// Errors and warnings, in the order of their places.
    pub problems: Vec<Problem>,
}

/// What a caller asks of the reading beside the file itself.
#[derive(Clone, Debug, Default)]
pub struct ReadOptions {
    /// Read the deal as if it proposed this relationship; what that type does not ask is left out.
    pub read_as: Option<Relationship>,
    /// The gates of the organization, which the deal can tighten and not loosen.
    pub house: Option<HouseGates>,
    /// The minimum of the total score, whatever the deal says.
    pub fail_under: Option<f64>,
    /// Take a rating without evidence for unknown.
    pub require_evidence: bool,
}

/// Reads a deal.
pub fn read(source: &Source) -> Reading {
    read_with(source, &ReadOptions::default())
}

/// The first syntax error, if there is one: an unclosed bracket makes all that follows look wrong.
pub(super) fn syntax(source: &Source, errors: &[toml::de::Error]) -> Option<Problem> {
    let first = errors
        .iter()
        .min_by_key(|error| error.span().map_or(usize::MAX, |span| span.start))?;
    let end = source.text.len();
    let span = first.span().unwrap_or(end..end);
    Some(Problem::new(Code::Syntax, span, first.message().to_owned()))
}

/// Reads a deal with options.
pub fn read_with(source: &Source, options: &ReadOptions) -> Reading {
    let (document, errors) = DeTable::parse_recoverable(&source.text);
    if let Some(problem) = syntax(source, &errors) {
        return Reading {
            deal: None,
            problems: vec![problem],
        };
    }
    let context = Context {
        source,
        names: Names::of(document.get_ref()),
        options,
        problems: RefCell::default(),
        has_error: Default::default(),
    };
    let deal = file(&context, document.get_ref());
    let mut problems = context.problems.into_inner();
    // Stable: problems of one place stay in the order in which they were found.
    problems.sort_by_key(|problem| (problem.span.start, problem.span.end));
    problems.dedup();
    let deal = deal.map(|deal| Deal {
        names: context.names,
        ..deal
    });
    Reading { deal, problems }
}

fn file(context: &Context<'_>, document: &DeTable<'_>) -> Option<Deal> {
    let start: Span<usize> = 0..0;
    let mut section = Section::new(context, &keys::FILE, document, start);
    let mut header = header::read(&mut section);
    header.deal.candidates = candidate::read_all(&mut section, &header);
    section.finish();
    if context.has_error() || !header.is_typed {
        return None;
    }
    warn::all(context, &header);
    Some(header.deal)
}
