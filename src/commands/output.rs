//! Where commands write: data to standard output, everything else to standard error.

use std::collections::{BTreeSet, HashSet};
use std::io::{ErrorKind, IsTerminal, Write};
use std::sync::Arc;

use anstream::{AutoStream, ColorChoice};
use anyhow::{Context, bail};

use super::status::ExitStatus;
use crate::contract::ProblemV2;
use crate::deal::{Problem, readable};
use crate::model::Code;
use crate::read::Source;
use crate::read::reviews::ReviewFiles;
use crate::read::table::{RowProblem, TableLayout, TableName};
use crate::render::{
    Format, Page, Report, Spent, github, harmless, problems, rows, sanitize, write,
};

/// What review files are called where nothing may tell whose they are.
pub const HIDDEN_REVIEWS: &str = "<anonymous>";

/// When to use colour.
#[derive(Clone, Copy, Debug, Default, clap::ValueEnum)]
pub enum Color {
    /// On a terminal, unless NO_COLOR is set.
    #[default]
    Auto,
    /// Always.
    Always,
    /// Never.
    Never,
}

impl Color {
    /// Whether a stream gets colour. That `CLICOLOR_FORCE=0` forces nothing (<https://bixense.com/clicolors/>)
    /// anstream does not know, which takes any value for yes.
    fn choice(self, stream: &impl IsTerminal) -> ColorChoice {
        match self {
            Color::Auto if std::env::var_os("CLICOLOR_FORCE").is_none_or(|force| force != "0") => {
                ColorChoice::Auto
            }
            Color::Auto => {
                let is_wanted = !anstyle_query::no_color()
                    && anstyle_query::clicolor().unwrap_or(true)
                    && anstyle_query::term_supports_color();
                match is_wanted && stream.is_terminal() {
                    true => ColorChoice::Always,
                    false => ColorChoice::Never,
                }
            }
            Color::Always => ColorChoice::Always,
            Color::Never => ColorChoice::Never,
        }
    }
}

/// The two standard streams, with or without colour.
pub struct Output {
    out: AutoStream<std::io::Stdout>,
    err: AutoStream<std::io::Stderr>,
    /// What is to be annotated, where problems are.
    annotations: Option<Vec<ProblemV2>>,
    /// What was reported since it was asked for last, if anybody will ask.
    kept: Option<Vec<ProblemV2>>,
    /// What need not be said again, as of a table that several deals read.
    said: HashSet<String>,
    /// The review files that problems of a deal can be about.
    reviews: Option<Arc<ReviewFiles>>,
    /// Whether reports may not tell who the reviewers are.
    hides_reviewers: bool,
}

impl Output {
    /// The standard streams; colour as asked, else as `NO_COLOR` and the terminal say.
    pub(super) fn new(color: Color) -> Self {
        let (out, err) = (std::io::stdout(), std::io::stderr());
        let choices = [color.choice(&out), color.choice(&err)];
        Self {
            out: AutoStream::new(out, choices[0]),
            err: AutoStream::new(err, choices[1]),
            annotations: None,
            kept: None,
            said: HashSet::new(),
            reviews: None,
            hides_reviewers: false,
        }
    }

    /// From now on, reports problems as workflow annotations, which GitHub reads on either stream.
    pub fn annotate_problems(&mut self) {
        self.annotations = Some(Vec::new());
    }

    /// Writes the annotations of all problems so far, of which there is room for a few; how many of each kind there
    /// are. The last of the room is left for gates.
    pub fn annotate(&mut self) -> Spent {
        let Some(mut found) = self.annotations.as_mut().map(std::mem::take) else {
            return Spent::default();
        };
        let mut said = HashSet::new();
        let is_new =
            |p: &ProblemV2| said.insert((p.source.clone(), p.line, p.column, p.message.clone()));
        found.retain(is_new);
        let (text, spent) = github::problems(&found, github::MOST - 1);
        let _ = self.err.write_all(text.as_bytes());
        spent
    }

    /// From now on, keeps what is reported for [`Output::take_kept`].
    pub fn keep_problems(&mut self) {
        self.kept = Some(Vec::new());
    }

    /// What was reported since the last call, of the file of that name where it has no other.
    pub fn take_kept(&mut self, source: &str) -> Vec<ProblemV2> {
        let mut kept = self.kept.as_mut().map(std::mem::take).unwrap_or_default();
        for problem in &mut kept {
            if problem.source.is_empty() {
                source.clone_into(&mut problem.source);
                if let Some(annotations) = &mut self.annotations {
                    annotations.push(problem.clone());
                }
            }
        }
        kept
    }

    /// Keeps problems for whoever asks; whether they need not be said now, because they will be annotated.
    fn keep(&mut self, problems: impl Iterator<Item = ProblemV2> + Clone) -> bool {
        if let Some(kept) = &mut self.kept {
            kept.extend(problems.clone());
        }
        if let Some(annotations) = &mut self.annotations {
            annotations.extend(problems);
        }
        self.annotations.is_some()
    }

    /// The page that reports for people are set for.
    pub fn page(&self) -> Page {
        let is_terminal = std::io::stdout().is_terminal();
        let size = is_terminal.then(terminal_size::terminal_size).flatten();
        Page::new(size.map(|(width, _)| usize::from(width.0)))
    }

    /// Prints a report, which is all that most commands do.
    pub fn print<R: Report>(&mut self, report: &R, format: Format) -> anyhow::Result<ExitStatus> {
        let page = self.page();
        let written = if format.is_for_people() {
            // Colour codes go where there is no colour.
            write(report, format, page, &mut self.out).and_then(|()| Ok(self.out.flush()?))
        } else {
            let mut out = std::io::stdout().lock();
            write(report, format, page, &mut out).and_then(|()| Ok(out.flush()?))
        };
        match written.map_err(anyhow::Error::downcast) {
            Ok(()) => Ok(ExitStatus::Success),
            Err(Ok(error)) => finish(Err(error)),
            Err(Err(error)) => Err(error),
        }
    }

    /// Checks that standard output takes a format: a terminal shows no bytes.
    pub fn check_format(&self, format: Format) -> anyhow::Result<()> {
        if format.is_binary() && std::io::stdout().is_terminal() {
            bail!(
                "{format} is no text for a terminal: give --write {format}=PATH, or send it to a file with >"
            );
        }
        Ok(())
    }

    /// Writes a text with colour codes, which go where there is no colour.
    pub(super) fn colored(&mut self, text: &str) -> anyhow::Result<ExitStatus> {
        let written = self.out.write_all(text.as_bytes());
        finish(written.and_then(|()| self.out.flush()))
    }

    /// Writes data for machines, byte for byte.
    pub fn data(&mut self, text: &str) -> anyhow::Result<ExitStatus> {
        let mut out = std::io::stdout().lock();
        finish(out.write_all(text.as_bytes()).and_then(|()| out.flush()))
    }

    /// Writes a part of a long stream of data; whether somebody still reads it.
    pub fn stream(&mut self, bytes: &[u8]) -> anyhow::Result<bool> {
        is_read(std::io::stdout().lock().write_all(bytes))
    }

    /// Replaces the line of progress on standard error, which is a terminal.
    pub fn progress(line: &str) {
        let mut err = std::io::stderr().lock();
        // Back to the start of the line, and clear it.
        let _ = write!(err, "\r\u{1b}[2K{line}").and_then(|()| err.flush());
    }

    /// From now on, problems of a deal can be about these review files.
    pub fn show_reviews(&mut self, reviews: Arc<ReviewFiles>) {
        self.reviews = Some(reviews);
    }

    /// From now on, tells nothing of reviewers: of warnings, and of all problems in reports, only their kind. Errors are
    /// said in full beside, for whoever is to mend them.
    pub fn hide_reviewers(&mut self) {
        self.hides_reviewers = true;
    }

    /// Whether nothing may be told of reviewers.
    pub fn hides_reviewers(&self) -> bool {
        self.hides_reviewers
    }

    /// Reports what is wrong with a file, and with the review files beside it.
    pub fn problems(&mut self, source: &Source, found: &[Problem]) {
        if self.hides_reviewers {
            return self.hidden_problems(&source.name, source, found);
        }
        self.by_file(source, found, Self::problems_of);
    }

    /// Reports what is wrong with a review file in itself.
    pub fn problems_of_review(&mut self, source: &Source, found: &[Problem]) {
        match self.hides_reviewers {
            true => self.hidden_problems(HIDDEN_REVIEWS, source, found),
            false => self.problems_of(source, found),
        }
    }

    /// Reports problems by their kinds, as of a file called so, and errors in full where no report shows them.
    fn hidden_problems(&mut self, called: &str, source: &Source, found: &[Problem]) {
        self.kinds(called, found.iter());
        let is_error = |problem: &&Problem| !problem.is_warning();
        let errors: Vec<Problem> = found.iter().filter(is_error).cloned().collect();
        self.by_file(source, &errors, |output, source, found| {
            output.say(problems::render(source, found));
        });
    }

    /// Reports problems with a file by their kinds alone.
    fn kinds<'p>(&mut self, source: &str, found: impl Iterator<Item = &'p Problem>) {
        let codes: BTreeSet<Code> = found.map(|problem| problem.code).collect();
        let kinds = codes.iter().map(|code| ProblemV2::of_kind(source, *code));
        if self.keep(kinds.clone()) {
            return;
        }
        for ProblemV2 { code, message, .. } in kinds.filter(|kind| !kind.is_error()) {
            self.say(format!(
                "warning[{code}]: {}: {message}\n",
                sanitize(source)
            ));
        }
    }

    /// Reports problems with a file and with the review files beside it, each file's in turn.
    fn by_file(
        &mut self,
        source: &Source,
        found: &[Problem],
        report: impl Fn(&mut Self, &Source, &[Problem]),
    ) {
        let Some(reviews) = self.reviews.clone() else {
            return report(self, source, found);
        };
        let of = |place: Option<usize>| -> Vec<Problem> {
            let found = found
                .iter()
                .filter(|problem| problem.review.map(usize::from) == place);
            found.cloned().collect()
        };
        report(self, source, &of(None));
        for (place, file) in reviews.files.iter().enumerate() {
            report(self, &file.source, &of(Some(place)));
        }
    }

    fn problems_of(&mut self, source: &Source, found: &[Problem]) {
        let is_kept = self.keep(found.iter().map(|problem| ProblemV2::of(source, problem)));
        if !is_kept {
            self.say(problems::render(source, found));
        }
    }

    /// Reports what is wrong with the rows of a table.
    pub fn row_problems(&mut self, layout: &TableLayout, found: &[RowProblem]) {
        let table = &layout.name;
        if self.hides_reviewers {
            self.kinds(&table.file, found.iter().map(|located| &located.problem));
            let is_error = |located: &&RowProblem| !located.problem.is_warning();
            let errors: Vec<RowProblem> = found.iter().filter(is_error).cloned().collect();
            return self.say(rows::render(table, &errors));
        }
        let is_kept = self.keep(
            found
                .iter()
                .map(|located| ProblemV2::of_row(table, located)),
        );
        if !is_kept {
            self.say(rows::render(table, found));
        }
    }

    /// Reports what is wrong with one row.
    pub fn row_problem(&mut self, table: &TableName, located: &RowProblem) {
        if self.hides_reviewers {
            self.kinds(&table.file, std::iter::once(&located.problem));
            if !located.problem.is_warning() {
                self.say(rows::render_one(table, located));
            }
            return;
        }
        if !self.keep(std::iter::once(ProblemV2::of_row(table, located))) {
            self.say(rows::render_one(table, located));
        }
    }

    /// Writes a text, once where it would come again.
    fn say(&mut self, text: String) {
        if self.kept.is_none() {
            self.raw(&text);
        } else if !self.said.contains(&text) {
            self.raw(&text);
            self.said.insert(text);
        }
    }

    /// Writes a text to standard error that is safe as it is, but that its lines may begin like commands.
    pub(super) fn raw(&mut self, text: &str) {
        // Standard error that cannot be written to leaves nobody to tell.
        let _ = self.err.write_all(harmless(text).as_bytes());
    }

    /// Says something beside the data.
    pub fn note(&mut self, what: &str, words: &str) {
        let line = format!("{what}: {}\n", sanitize(&readable(words.to_owned())));
        self.raw(&line);
    }

    /// Reports why a command cannot go on.
    pub fn error(&mut self, error: &anyhow::Error) {
        let words = readable(format!("{error:#}"));
        self.say(format!("error: {}\n", sanitize(&words)));
        if let Some(kept) = &mut self.kept {
            kept.push(ProblemV2::of_file("", words));
        }
    }
}

/// A reader that went away, as `head` does, is no error: the exit status still tells the verdict.
fn finish(result: std::io::Result<()>) -> anyhow::Result<ExitStatus> {
    is_read(result).map(|_| ExitStatus::Success)
}

fn is_read(result: std::io::Result<()>) -> anyhow::Result<bool> {
    match result {
        Err(error) if error.kind() == ErrorKind::BrokenPipe => Ok(false),
        other => other
            .map(|()| true)
            .context("cannot write to standard output"),
    }
}
