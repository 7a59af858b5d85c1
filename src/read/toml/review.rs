//! Reads a review file: what one reviewer says of the candidates, or what a meeting agreed on.

use std::collections::BTreeMap;
use std::ops::Range as Span;

use toml::de::DeTable;

use super::section::{Context, Section};
use super::{syntax, tree};
use crate::deal::{EvidenceRule, Names, Problem, sort};
use crate::model::Code;
use crate::model::keys::{self, KeyTable, Range};
use crate::read::builder::{ProblemList, Takes, Tree, stated_mark};
use crate::read::options::ReadOptions;
use crate::read::reviews::{By, MadeFor, Marked, ReviewFile};
use crate::read::source::Source;

/// Reads a review file as far as it can be read without its deal; `None` if it has an error.
pub fn read_review(source: Source) -> Result<(ReviewFile, Vec<Problem>), (Source, Vec<Problem>)> {
    let (found, problems) = parts(&source);
    match found {
        Some((Head { by, deal, seal }, candidates)) => {
            let file = ReviewFile {
                source,
                by,
                deal,
                seal,
                candidates,
            };
            Ok((file, problems))
        }
        None => Err((source, problems)),
    }
}

/// Whose marks stand in a review file, and of which deal.
struct Head {
    by: By,
    deal: (String, Span<usize>),
    seal: Option<MadeFor>,
}

fn parts(source: &Source) -> (Option<(Head, Vec<Marked>)>, Vec<Problem>) {
    let document = match syntax::parse(source) {
        Ok(document) => document,
        Err(problem) => return (None, vec![problem]),
    };
    let options = ReadOptions::default();
    let names = Names::of(std::iter::empty());
    let context = Context::new(source, names, &options);
    let mut file = Section::new(&context, &keys::REVIEW_FILE, &document, 0..0);
    let head = head(&mut file);
    let is_consensus = head.as_ref().is_some_and(|head| head.by == By::Meeting);
    let candidates = candidates(&mut file, is_consensus);
    file.finish();
    let is_read = !context.has_error();
    let (_, mut problems) = context.finish();
    sort(&mut problems);
    let head = head.filter(|_| is_read);
    (head.map(|head| (head, candidates)), problems)
}

fn head(file: &mut Section<'_, '_>) -> Option<Head> {
    let context = file.context;
    let review = file.take("review");
    let consensus = file.take("consensus");
    let (name, table, (key, value)): (_, &'static KeyTable, _) = match (review, consensus) {
        (Some(_), Some((key, _))) => {
            let message = "a review file holds [review] or [consensus], not both";
            context.report(Problem::new(Code::Conflict, key, message));
            return None;
        }
        (Some(review), None) => ("review", &keys::REVIEW, review),
        (None, Some(consensus)) => ("consensus", &keys::CONSENSUS, consensus),
        (None, None) => {
            let message = "the review file lacks `review`";
            let problem = Problem::new(Code::Missing, 0..0, message);
            context.report(problem.help("`partner-eval init --review NAME DEAL.toml` writes one"));
            return None;
        }
    };
    let entries = context.table(name, value)?;
    let mut section = Section::new(context, table, entries, key);
    let by = match name {
        "review" => section
            .name("reviewer")
            .map(|(name, at)| By::Reviewer(name, at)),
        _ => Some(By::Meeting),
    };
    let deal = section.name("deal");
    let seal = section.name("seal");
    let parts = section.entries("parts").into_iter();
    let parts = parts.filter_map(|entry| {
        let digest = context.text(entry.name, entry.value)?;
        Some((entry.name.to_owned(), digest))
    });
    let parts = parts.collect();
    let parts: BTreeMap<String, String> = parts;
    if seal.is_none() && !parts.is_empty() {
        let message = format!("[{name}.parts] without `seal`");
        let problem = Problem::new(Code::Missing, section.span.clone(), message);
        context.report(problem.help("take both out, or neither: the parts are those of the seal"));
    }
    section.finish();
    let (by, deal) = by.zip(deal)?;
    let seal = seal.map(|digest| MadeFor { digest, parts });
    Some(Head { by, deal, seal })
}

fn candidates(file: &mut Section<'_, '_>, is_consensus: bool) -> Vec<Marked> {
    let context = file.context;
    const FORM: &str = "a list of tables, each under [[candidates]]";
    let Some((_, value)) = file.take("candidates") else {
        return Vec::new();
    };
    let Some(items) = context.array("candidates", FORM, value) else {
        return Vec::new();
    };
    let mut first: BTreeMap<String, u32> = BTreeMap::new();
    let mut all = Vec::new();
    for item in items.iter() {
        let Some(entries) = context.table("candidates", item) else {
            continue;
        };
        let mut section = Section::new(context, &keys::REVIEWED, entries, item.span());
        let name = section.name("name");
        let marks = section.take("marks");
        section.finish();
        let marks = marks.map_or_else(Tree::default, |(_, value)| {
            let table = context.table("marks", value);
            table.map_or_else(Tree::default, |table| {
                marks_of(context, table, value.span(), is_consensus)
            })
        });
        let Some((name, span)) = name else {
            continue;
        };
        if let Some(line) = first.get(&name) {
            let message = format!("`{name}` stands in line {line} already");
            let problem = Problem::new(Code::Duplicate, span, message);
            context.report(problem.help("put all marks of a candidate into one table"));
            continue;
        }
        first.insert(name.clone(), context.line(&span));
        all.push(Marked { name, span, marks });
    }
    all
}

/// The marks of a candidate, each of which could be one of some deal.
fn marks_of(
    context: &Context<'_>,
    table: &DeTable<'_>,
    span: Span<usize>,
    is_consensus: bool,
) -> Tree {
    let mut marks = Tree::default();
    tree::fill(&mut marks, table, span.into());
    let mut report = ProblemList::default();
    let takes = Takes::any(Range::MEASURE);
    for entry in marks.root().iter().flat_map(|root| root.inner()) {
        stated_mark(
            entry,
            is_consensus,
            takes,
            EvidenceRule::default(),
            &mut report,
        );
    }
    context.report_all(report.problems);
    marks
}
