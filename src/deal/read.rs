//! Reads a deal file: every key, every problem with its place, in one run.

use std::cell::RefCell;
use std::ops::Range as Span;

use toml::de::DeTable;

use super::facts::Deal;
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

/// Reads a deal.
pub fn read(source: &Source) -> Reading {
    read_with(source, None)
}

/// Reads a deal as if it proposed another relationship; what that type does not ask is left out.
/// `None` if the file has an error.
pub fn read_as(source: &Source, relationship: Relationship) -> Option<Deal> {
    read_with(source, Some(relationship)).deal
}

fn read_with(source: &Source, read_as: Option<Relationship>) -> Reading {
    let (document, errors) = DeTable::parse_recoverable(&source.text);
    // One unclosed bracket makes all that follows look wrong: the first place is the one to mend.
    let first = errors
        .iter()
        .min_by_key(|error| error.span().map_or(usize::MAX, |span| span.start));
    if let Some(error) = first {
        let end = source.text.len();
        let problem = Problem::new(
            Code::Syntax,
            error.span().unwrap_or(end..end),
            error.message().to_owned(),
        );
        return Reading {
            deal: None,
            problems: vec![problem],
        };
    }
    let context = Context {
        source,
        names: Names::of(document.get_ref()),
        read_as,
        problems: RefCell::default(),
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
