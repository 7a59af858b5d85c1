//! Where commands write: data to standard output, everything else to standard error.

use std::io::{ErrorKind, IsTerminal, Write};

use anstream::{AutoStream, ColorChoice};

use super::status::ExitStatus;
use crate::deal::Problem;
use crate::read::Source;
use crate::read::table::{RowProblem, TableLayout};
use crate::render::{Format, Page, Report, github, problems, render, rows, sanitize};

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

/// The two standard streams, with or without colour.
pub struct Output {
    out: AutoStream<std::io::Stdout>,
    err: AutoStream<std::io::Stderr>,
    annotates: bool,
}

impl Output {
    /// The standard streams; colour as asked, else as `NO_COLOR` and the terminal say.
    pub(super) fn new(color: Color) -> Self {
        let choice = match color {
            Color::Auto => ColorChoice::Auto,
            Color::Always => ColorChoice::Always,
            Color::Never => ColorChoice::Never,
        };
        Self {
            out: AutoStream::new(std::io::stdout(), choice),
            err: AutoStream::new(std::io::stderr(), choice),
            annotates: false,
        }
    }

    /// From now on, reports problems as workflow annotations, which GitHub reads on either stream.
    pub fn annotate_problems(&mut self) {
        self.annotates = true;
    }

    /// The page that reports for people are set for.
    pub fn page(&self) -> Page {
        let is_terminal = std::io::stdout().is_terminal();
        let size = is_terminal.then(terminal_size::terminal_size).flatten();
        Page::new(size.map(|(width, _)| usize::from(width.0)))
    }

    /// Prints a report, which is all that most commands do.
    pub fn print<R: Report>(&mut self, report: &R, format: Format) -> anyhow::Result<ExitStatus> {
        let text = render(report, format, self.page())?;
        if !format.is_for_people() {
            return self.data(&text);
        }
        // Colour codes and all.
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

    /// Reports what is wrong with a file.
    pub fn problems(&mut self, source: &Source, found: &[Problem]) {
        let text = if self.annotates {
            found
                .iter()
                .map(|problem| github::problem(source, problem))
                .collect()
        } else {
            problems::render(source, found)
        };
        self.raw(&text);
    }

    /// Reports what is wrong with the rows of a table.
    pub fn row_problems(&mut self, layout: &TableLayout, found: &[RowProblem]) {
        let text = if self.annotates {
            found
                .iter()
                .map(|located| github::row_problem(&layout.name, located))
                .collect()
        } else {
            rows::render(&layout.name, found)
        };
        self.raw(&text);
    }

    /// Reports what is wrong with one row.
    pub fn row_problem(&mut self, table: &str, located: &RowProblem) {
        let text = if self.annotates {
            github::row_problem(table, located)
        } else {
            rows::render_one(table, located)
        };
        self.raw(&text);
    }

    /// Writes a text that is safe as it is to standard error.
    pub(super) fn raw(&mut self, text: &str) {
        // Standard error that cannot be written to leaves nobody to tell.
        let _ = self.err.write_all(text.as_bytes());
    }

    /// Says something beside the data.
    pub fn note(&mut self, what: &str, words: &str) {
        let _ = writeln!(self.err, "{what}: {}", sanitize(words));
    }

    /// Reports why a command cannot go on.
    pub fn error(&mut self, error: &anyhow::Error) {
        let _ = writeln!(self.err, "error: {}", sanitize(&format!("{error:#}")));
    }
}

/// A reader that went away, as `head` does, is no error: the exit status still tells the verdict.
fn finish(result: std::io::Result<()>) -> anyhow::Result<ExitStatus> {
    is_read(result).map(|_| ExitStatus::Success)
}

fn is_read(result: std::io::Result<()>) -> anyhow::Result<bool> {
    match result {
        Err(error) if error.kind() == ErrorKind::BrokenPipe => Ok(false),
        other => Ok(other.map(|()| true)?),
    }
}
