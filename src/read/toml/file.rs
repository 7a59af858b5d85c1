//! Reads a deal file: every key, every problem with its place, in one run.

use toml::de::DeTable;

use super::candidate::Known;
use super::header::Header;
use super::section::{Context, Section};
use super::syntax::{self, syntax};
use super::{candidate, header, warn};
use crate::deal::{Candidate, Deal, Names, Problem};
use crate::model::{Code, keys};
use crate::read::options::ReadOptions;
use crate::read::source::Source;

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
    read_with(source, &ReadOptions::default())
}

/// Reads a deal with options.
pub fn read_with(source: &Source, options: &ReadOptions) -> Reading {
    let (open, mut problems) = open_file(source, options, &[], true);
    let deal = open.map(|open| {
        problems.extend(warn::unanswered(&open.header));
        open.header.deal
    });
    sort(&mut problems);
    Reading { deal, problems }
}

/// A deal that has been read, and waits for the rows of tables to answer what it asks.
#[derive(Debug)]
pub struct OpenDeal {
    header: Header,
    options: ReadOptions,
}

/// Reads a deal that needs no candidates of its own. `names` are those that the columns of a table use.
pub fn open(
    source: &Source,
    options: &ReadOptions,
    names: &[&str],
) -> (Option<OpenDeal>, Vec<Problem>) {
    let (open, mut problems) = open_file(source, options, names, false);
    sort(&mut problems);
    (open, problems)
}

fn open_file(
    source: &Source,
    options: &ReadOptions,
    names: &[&str],
    needs_candidates: bool,
) -> (Option<OpenDeal>, Vec<Problem>) {
    let (document, errors) = DeTable::parse_recoverable(&source.text);
    if let Some(problem) = syntax(source, &errors) {
        return (None, vec![problem]);
    }
    let document = document.get_ref();
    let names = Names::of(names.iter().copied().chain(syntax::names(document)));
    let context = Context::new(source, names, options);
    let mut file = Section::new(&context, &keys::FILE, document, 0..0);
    let mut header = header::read(&mut file);
    let known = Known::of(&context.names, &header.deal);
    let candidates = candidate::read_all(&mut file, &header, &known, &[]);
    drop(known);
    header.deal.candidates = candidates;
    let is_lacking = needs_candidates && !file.has("candidates");
    file.finish();
    if is_lacking {
        let message = format!("{} lacks `candidates`", keys::FILE.name);
        let problem = Problem::new(Code::Missing, 0..0, message);
        context.report(problem.help(
            "add a [[candidates]] table for each; rows of a table come with `screen` or `assess \
             --candidates FILE`",
        ));
    }
    let is_read = header.is_typed && !context.has_error();
    let (names, mut problems) = context.finish();
    header.deal.names = names;
    if is_read {
        problems.extend(warn::header(&header));
    }
    let open = is_read.then(|| OpenDeal {
        header,
        options: options.clone(),
    });
    (open, problems)
}

/// By place; stable, so that problems of one place stay in the order in which they were found.
fn sort(problems: &mut Vec<Problem>) {
    problems.sort_by_key(|problem| (problem.span.start, problem.span.end));
    problems.dedup();
}

impl OpenDeal {
    /// The deal, with the candidates that it has itself.
    pub fn deal(&self) -> &Deal {
        &self.header.deal
    }

    /// Whether a rating without evidence counts for nothing.
    pub fn requires_evidence(&self) -> bool {
        self.options.require_evidence
    }

    /// Reads rows of tables against it.
    pub fn answers(&self) -> Answers<'_> {
        Answers {
            open: self,
            known: Known::of(&self.header.deal.names, &self.header.deal),
        }
    }

    /// The ids of the criteria that count and that these candidates do not answer.
    pub fn unanswered(&self, candidates: &[Candidate]) -> Vec<&str> {
        warn::unanswered_by(&self.header, candidates)
    }

    /// The deal with these candidates only.
    pub fn answered_by(mut self, rows: RowsReading) -> Deal {
        self.header.deal.candidates = rows.candidates;
        self.header.deal.names = rows.names;
        self.header.deal
    }

    /// The deal with these candidates beside its own, and what is doubtful about the whole.
    pub fn close(mut self, rows: Option<RowsReading>) -> (Deal, Vec<Problem>) {
        if let Some(rows) = rows {
            self.header.deal.candidates.extend(rows.candidates);
            self.header.deal.names = rows.names;
        }
        let problems = warn::unanswered(&self.header).into_iter().collect();
        (self.header.deal, problems)
    }
}

/// Reads rows of tables against one deal.
pub struct Answers<'a> {
    open: &'a OpenDeal,
    known: Known<'a>,
}

/// What came of reading rows.
#[derive(Debug)]
pub struct RowsReading {
    /// The candidates that could be read; all, unless a problem is an error.
    pub candidates: Vec<Candidate>,
    /// The names of the deal and of these rows.
    pub names: Names,
    /// Errors and warnings, in the order of their places in the text of the rows.
    pub problems: Vec<Problem>,
}

impl Answers<'_> {
    /// The deal that is answered.
    pub(crate) fn deal(&self) -> &Deal {
        self.open.deal()
    }

    /// Reads rows, which stand in `source` as a list `candidates`. `taken`: names that no row may have.
    pub fn read(&self, source: &Source, taken: &[Candidate]) -> RowsReading {
        let header = &self.open.header;
        let (document, errors) = DeTable::parse_recoverable(&source.text);
        let document = document.get_ref();
        let names = header.deal.names.with(syntax::names(document));
        let context = Context::new(source, names, &self.open.options);
        let mut candidates = Vec::new();
        match syntax(source, &errors) {
            Some(problem) => context.report(problem),
            None => {
                let mut file = Section::new(&context, &keys::FILE, document, 0..0);
                candidates = candidate::read_all(&mut file, header, &self.known, taken);
            }
        }
        let (names, mut problems) = context.finish();
        sort(&mut problems);
        RowsReading {
            candidates,
            names,
            problems,
        }
    }
}
