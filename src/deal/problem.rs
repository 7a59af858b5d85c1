//! What is wrong with a file, and where.

use std::error::Error;
use std::fmt;
use std::ops::Range;

use crate::model::Code;
use crate::model::text::cut;

/// A problem found in a file: an error, or a warning, by its code.
#[derive(Clone, Debug, PartialEq)]
pub struct Problem {
    /// Its kind.
    pub code: Code,
    /// The bytes of the source that it is about.
    pub span: Range<usize>,
    /// The review file that it is about, by its place among them; `None` for the file that was read.
    pub review: Option<u16>,
    /// What is wrong, in one sentence without a full stop.
    pub message: String,
    /// What to do about it.
    pub help: Option<String>,
    /// How many further problems, which are not kept, it stands for.
    pub more: usize,
}

impl fmt::Display for Problem {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let level = match self.is_warning() {
            true => "warning",
            false => "error",
        };
        write!(out, "{level}[{}]: {}", self.code.id(), self.message)
    }
}

impl Error for Problem {}

impl Problem {
    /// A problem without advice.
    pub fn new(code: Code, span: Range<usize>, message: impl Into<String>) -> Self {
        Self {
            code,
            span,
            review: None,
            message: readable(message.into()),
            help: None,
            more: 0,
        }
    }

    /// The same problem with advice.
    pub fn help(self, help: impl Into<String>) -> Self {
        Self {
            help: Some(readable(help.into())),
            ..self
        }
    }

    /// The same problem at a place of a review file.
    pub fn in_review(self, file: usize, span: Range<usize>) -> Self {
        Self {
            span,
            // Small, because problems are returned where rows are read.
            review: Some(file.try_into().unwrap_or(u16::MAX)),
            ..self
        }
    }

    /// Whether the file can still be used.
    pub fn is_warning(&self) -> bool {
        self.code.is_warning()
    }
}

/// So many problems of a file are kept; who has more begins with these.
const MOST_KEPT: usize = 10_000;

/// Problems in the order of their places: the first are kept, the others counted.
#[derive(Debug, Default)]
pub struct FirstProblems {
    kept: Vec<Problem>,
    more: usize,
}

impl FirstProblems {
    /// Adds a problem.
    pub fn add(&mut self, problem: Problem) {
        self.kept.push(problem);
        if self.kept.len() >= 2 * MOST_KEPT {
            self.cut();
        }
    }

    fn cut(&mut self) {
        sort(&mut self.kept);
        self.more += self.kept.len().saturating_sub(MOST_KEPT);
        self.kept.truncate(MOST_KEPT);
    }

    /// Those that are kept; the last of them stands for the others.
    pub fn finish(mut self) -> Vec<Problem> {
        if self.more > 0 {
            self.cut();
            if let Some(last) = self.kept.last_mut() {
                last.more += self.more;
            }
        }
        self.kept
    }
}

/// By place, those of review files last; stable, so that problems of one place stay in the order in which they were
/// found.
pub fn sort(problems: &mut Vec<Problem>) {
    problems.sort_by_key(|problem| (problem.review, problem.span.start, problem.span.end));
    problems.dedup();
}

/// How many problems these are, with those that are not kept.
pub fn how_many<'a>(problems: impl IntoIterator<Item = &'a Problem>) -> usize {
    problems.into_iter().map(|problem| 1 + problem.more).sum()
}

/// The longest name or value that a message shows in full, in characters.
const LONGEST_QUOTE: usize = 120;
/// The longest message.
const LONGEST_MESSAGE: usize = 1200;

/// A message of a length that can be read: long names and values in it are cut, and so is what is still too long.
pub fn readable(message: String) -> String {
    if message.len() <= LONGEST_QUOTE {
        return message;
    }
    let parts = message.split('`').map(|part| cut(part, LONGEST_QUOTE));
    // Between quotes stand sentences, which are long only as a whole.
    let quotes = message.split('`').enumerate().zip(parts);
    let parts = quotes.map(|((at, part), cut)| if at % 2 == 1 { cut } else { part.into() });
    let message = parts.collect::<Vec<_>>().join("`");
    cut(&message, LONGEST_MESSAGE).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_are_kept_and_all_are_counted() {
        let mut found = FirstProblems::default();
        for at in (0..45_000).rev() {
            found.add(Problem::new(Code::Syntax, at..at, "x"));
        }
        let kept = found.finish();
        assert_eq!((kept[0].span.start, kept.len()), (0, MOST_KEPT));
        assert_eq!(how_many(&kept), 45_000);
    }

    #[test]
    fn long_names_and_values_are_cut() {
        let name = "x".repeat(1_000_000);
        let message = readable(format!("unknown market `{name}` in `{name}`"));
        let shown = format!("{}…", "x".repeat(LONGEST_QUOTE));
        assert_eq!(message, format!("unknown market `{shown}` in `{shown}`"));
        let listed = readable(format!("one of: {}", "é, ".repeat(10_000)));
        assert_eq!(listed.chars().count(), LONGEST_MESSAGE + 1);
        let short = format!("`a` {}", "sentence ".repeat(20));
        assert_eq!(readable(short.clone()), short);
    }
}
