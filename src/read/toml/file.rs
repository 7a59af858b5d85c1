//! Reads a deal file: every key, every problem with its place, in one run.

use std::sync::Arc;

use super::header::Header;
use super::rules::rules;
use super::section::{Context, Section};
use super::syntax;
use super::{candidates, header, reviews, scheme, warn};
use crate::deal::{Candidate, Deal, Names, Problem, sort};
use crate::model::{Code, keys};
use crate::read::anonymous::hide_reviewers;
use crate::read::options::ReadOptions;
use crate::read::slips::{Doubts, slips, slips_in_names};
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
    read_expecting(source, options, Expects::Candidates)
}

/// Reads a deal to which nobody need have applied yet.
pub fn read_scheme_with(source: &Source, options: &ReadOptions) -> Reading {
    read_expecting(source, options, Expects::Nothing)
}

fn read_expecting(source: &Source, options: &ReadOptions, expects: Expects<'_>) -> Reading {
    let (open, mut problems) = open_file(source, options, expects);
    let deal = open.and_then(|open| {
        if !open.header.deal.candidates.is_empty() {
            problems.extend(warn::unanswered(&open.header));
        }
        problems.extend(slips(&open.header.deal, &open.header.span, source).deal);
        let mut deal = open.header.deal;
        let named = hide_reviewers(&mut deal, source, options).deal;
        let is_hidden = named.is_empty();
        problems.extend(named);
        is_hidden.then_some(deal)
    });
    sort(&mut problems);
    Reading { deal, problems }
}

/// What a deal file must hold of candidates.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Expects<'a> {
    /// One at least.
    Candidates,
    /// None; those that it holds are all.
    Nothing,
    /// None; rows of a table come to them, whose columns use these names and hold the marks of these reviewers.
    Rows {
        names: &'a [&'a str],
        reviewers: &'a [&'a str],
    },
}

/// What a deal asks: all of it but the rows of tables that are to answer.
#[derive(Debug)]
pub struct DealHeader {
    header: Header,
    options: ReadOptions,
}

/// Reads a deal that needs no candidates of its own. `names` are those that the columns of a table use, `reviewers`
/// those who mark in columns.
pub fn open(
    source: &Source,
    options: &ReadOptions,
    names: &[&str],
    reviewers: &[&str],
) -> (Option<DealHeader>, Vec<Problem>) {
    let expects = Expects::Rows { names, reviewers };
    let (open, mut problems) = open_file(source, options, expects);
    sort(&mut problems);
    (open, problems)
}

fn open_file(
    source: &Source,
    options: &ReadOptions,
    expects: Expects<'_>,
) -> (Option<DealHeader>, Vec<Problem>) {
    let document = match syntax::parse(source) {
        Ok(document) => document,
        Err(problem) => return (None, vec![problem]),
    };
    let (names, reviewers) = match expects {
        Expects::Rows { names, reviewers } => (names, reviewers),
        Expects::Candidates | Expects::Nothing => Default::default(),
    };
    let has_rows = matches!(expects, Expects::Rows { .. });
    let names = Names::of(names.iter().copied().chain(syntax::names(&document)));
    let context = Context::new(source, names, options);
    let mut file = Section::new(&context, &keys::FILE, &document, 0..0);
    let mut header = header::read(&mut file);
    header.deal.rules = rules(&document);
    if let Some(house) = &options.house {
        let house = house.rules.clone();
        header.deal.rules.insert("house".to_owned(), house.into());
    }
    if let Some(files) = options.reviews.as_ref().filter(|_| !context.has_error()) {
        let (found, problems) = reviews::check(files, &header.deal, options.under_any_rules);
        context.report_all(problems);
        header.deal.reviews = Some(Arc::new(found));
    }
    header.deal.candidates = candidates::read_all(&mut file, &header.deal, header.is_typed);
    if let (Some(files), true) = (&options.reviews, header.deal.reviews.is_some()) {
        if !has_rows {
            context.report_all(reviews::strangers(&header.deal));
            context.report_all(reviews::forgotten(&header.deal, source));
        }
        let mut missing = reviews::missing(files, &header.deal);
        missing.retain(|name| !reviewers.contains(name));
        if !files.is_incomplete {
            report_missing(&file, &missing, options.anonymous);
        }
        header.deal.missing_reviews = missing.into_iter().map(str::to_owned).collect();
    }
    let coalitions = file.take("coalitions");
    let is_whole = !has_rows && file.has("candidates");
    header.deal.coalitions = scheme::coalitions(&context, coalitions, &header.deal, is_whole);
    let is_lacking = expects == Expects::Candidates && !file.has("candidates");
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
    let open = is_read.then(|| DealHeader {
        header,
        options: options.clone(),
    });
    (open, problems)
}

/// Reports the reviewers whose reviews are missing: each at its place, or where none may be named, how many.
fn report_missing(file: &Section<'_, '_>, missing: &[&str], is_anonymous: bool) {
    let report = |at, message: String, help: &str| {
        let problem = Problem::new(Code::Missing, at, message);
        file.context.report(problem.help(help));
    };
    if is_anonymous {
        let who = match missing.len() {
            0 => return,
            1 => "a reviewer".to_owned(),
            many => format!("{many} reviewers"),
        };
        let help = "pass all with --reviews; --incomplete reports without; a call without --anonymous names them";
        return report(0..0, format!("there is no review file of {who}"), help);
    }
    let places = file.keys_of("reviewers");
    for name in missing {
        let at = places.iter().find(|(known, _)| known == name);
        let at = at.map_or(0..0, |(_, at)| at.clone());
        let help = "pass it with --reviews; --incomplete reports without";
        report(at, format!("there is no review file of `{name}`"), help);
    }
}

impl DealHeader {
    /// The deal, with the candidates that it has itself.
    pub fn deal(&self) -> &Deal {
        &self.header.deal
    }

    /// How it is read.
    pub fn options(&self) -> &ReadOptions {
        &self.options
    }

    /// What is wrong with reviews of candidates that are in no row that was read.
    pub fn strangers(&self) -> Vec<Problem> {
        let strangers = reviews::strangers(&self.header.deal).into_iter();
        strangers
            .map(|problem| problem.help("no row has that name"))
            .collect()
    }

    /// The ids of the criteria that count and that these candidates do not answer.
    pub fn unanswered(&self, candidates: &[Candidate]) -> Vec<&str> {
        warn::unanswered_by(&self.header, candidates)
    }

    /// The deal with the candidates of these rows only, which of their names look like slips, and what must not name a
    /// reviewer and does. `source`: the file of the deal.
    pub fn with_rows_only(mut self, rows: RowsReading, source: &Source) -> (Deal, Doubts) {
        self.header.deal.candidates = rows.candidates;
        self.header.deal.names = rows.names;
        let mut doubts = slips_in_names(&self.header.deal, &self.header.span, source);
        doubts.extend(hide_reviewers(&mut self.header.deal, source, &self.options));
        (self.header.deal, doubts)
    }

    /// The deal with the candidates of these rows beside its own, and what is doubtful about the whole. `source`: the file
    /// of the deal.
    pub fn with_rows(mut self, rows: RowsReading, source: &Source) -> (Deal, Doubts) {
        let mut candidates = rows.candidates;
        candidates.splice(..0, self.header.deal.candidates);
        self.header.deal.candidates = candidates;
        self.header.deal.names = rows.names;
        let mut doubts = slips(&self.header.deal, &self.header.span, source);
        doubts.deal.extend(warn::unanswered(&self.header));
        doubts.deal.extend(reviews::strangers(&self.header.deal));
        doubts.extend(hide_reviewers(&mut self.header.deal, source, &self.options));
        sort(&mut doubts.deal);
        doubts.rows.sort_by_key(|(line, _)| *line);
        (self.header.deal, doubts)
    }
}

/// What came of reading rows.
#[derive(Debug)]
pub struct RowsReading {
    /// The candidates that could be read; all, unless a problem is an error.
    pub candidates: Vec<Candidate>,
    /// The names of the deal and of these rows.
    pub names: Names,
}
