//! What `screen` says while it reads a table.

use std::io::IsTerminal;
use std::ops::ControlFlow;
use std::time::{Duration, Instant};

use super::form::report_stopped;
use super::output::Output;
use super::status::ExitStatus;
use crate::explain::{count, thousands};
use crate::read::rows::Stopped;
use crate::read::table::{RowProblem, TableLayout};
use crate::screen::{Count, Problems};

/// Counts rows, reports the bad ones, and says on a terminal how far it is.
pub struct Tally<'a> {
    layout: &'a TableLayout,
    size: Option<u64>,
    is_strict: bool,
    shows_progress: bool,
    start: Instant,
    shown: Option<Instant>,
    /// How many rows there were so far.
    pub rows: u64,
    /// How many of them could not be read.
    pub bad: u64,
    problems: Problems,
    /// Whether there was a warning about a row.
    pub has_warnings: bool,
    /// Whether rows were left unread.
    pub is_cut_short: bool,
}

/// How often the line of progress changes; shorter runs need none.
const TICK: Duration = Duration::from_millis(500);

impl<'a> Tally<'a> {
    /// A count of the rows of a table of that size in bytes, if it is known.
    pub fn new(
        layout: &'a TableLayout,
        size: Option<u64>,
        is_strict: bool,
        is_quiet: bool,
    ) -> Self {
        Self {
            layout,
            size,
            is_strict,
            shows_progress: !is_quiet && std::io::stderr().is_terminal(),
            start: Instant::now(),
            shown: None,
            rows: 0,
            bad: 0,
            problems: Problems::default(),
            has_warnings: false,
            is_cut_short: false,
        }
    }

    /// Takes what came of a batch; whether to go on.
    pub fn take(
        &mut self,
        count: Count,
        bytes: u64,
        stopped: Option<Stopped>,
        output: &mut Output,
    ) -> ControlFlow<()> {
        self.rows += count.rows;
        self.problems.append(count.problems);
        self.list(output);
        self.bad += count.bad;
        self.is_cut_short |= self.is_strict && self.bad > 0;
        // Behind the row at which to stop, nothing was looked at.
        if let Some(stopped) = stopped
            && !self.is_cut_short
        {
            self.clear();
            report_stopped(&self.layout.name, stopped, output);
            self.is_cut_short = true;
        }
        if self.is_cut_short {
            return ControlFlow::Break(());
        }
        self.show(bytes);
        ControlFlow::Continue(())
    }

    /// Reports a problem with a row; a warning that was given is not given again.
    pub fn report(&mut self, located: RowProblem, output: &mut Output) {
        self.problems.push(located);
        self.list(output);
    }

    fn list(&mut self, output: &mut Output) {
        for located in self.problems.take_listed() {
            self.clear();
            self.has_warnings |= located.problem.is_warning();
            output.row_problem(&self.layout.name, &located);
        }
    }

    fn show(&mut self, bytes: u64) {
        let last = self.shown.unwrap_or(self.start);
        if !self.shows_progress || last.elapsed() < TICK {
            return;
        }
        self.shown = Some(Instant::now());
        let seconds = self.start.elapsed().as_secs_f64();
        let rate = thousands((self.rows as f64 / seconds) as u64);
        let left = self
            .size
            .filter(|size| bytes > 0 && *size >= bytes)
            .map(|size| {
                let left = seconds * (size - bytes) as f64 / bytes as f64;
                format!(", {} s left", thousands(left.ceil() as u64))
            });
        let rows = thousands(self.rows);
        Output::progress(&format!(
            "{rows} rows, {rate} a second{}",
            left.unwrap_or_default()
        ));
    }

    fn clear(&mut self) {
        if self.shown.is_some() {
            Output::progress("");
        }
    }

    /// Says how it ended.
    pub fn finish(&mut self, output: &mut Output) {
        self.clear();
        for more in self.problems.more() {
            let count = more
                .count
                .map_or(String::new(), |count| thousands(count) + " ");
            let mut words = format!("{count}more like these: {}", more.code.id());
            if let Some((column, name)) = more.column {
                words.push_str(&format!(", {} ({name})", self.layout.name.column(column)));
            }
            output.note(&self.layout.name.file, &words);
        }
        if self.bad > 0 {
            let mut words = format!(
                "{} of {} could not be read",
                thousands(self.bad),
                count(self.rows, "row")
            );
            if self.is_cut_short {
                words.push_str("; the rows after are left out");
            }
            output.note(&self.layout.name.file, &words);
        }
    }

    /// The exit status: an error if any row is missing.
    pub fn status(&self) -> ExitStatus {
        if self.bad > 0 || self.is_cut_short {
            ExitStatus::Error
        } else {
            ExitStatus::Success
        }
    }
}
