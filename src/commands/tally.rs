//! What `screen` says while it reads a table.

use std::collections::{BTreeMap, HashSet};
use std::io::IsTerminal;
use std::ops::ControlFlow;
use std::time::{Duration, Instant};

use super::ExitStatus;
use super::form::report_stopped;
use super::output::Output;
use crate::deal::table::{RowProblem, Shape, Stopped};
use crate::explain::{count, thousands};
use crate::model::Code;
use crate::screen::Count;

/// More problems of one kind in one column than these are counted, not listed: they are one mistake.
const MOST_ALIKE: u64 = 20;

/// Counts rows, reports the bad ones, and says on a terminal how far it is.
pub struct Tally<'a> {
    shape: &'a Shape,
    size: Option<u64>,
    is_strict: bool,
    shows_progress: bool,
    start: Instant,
    shown: Option<Instant>,
    /// How many rows there were so far.
    pub rows: u64,
    /// How many of them could not be read.
    pub bad: u64,
    /// How many problems there are of each kind, by column.
    alike: BTreeMap<(Option<u32>, Code), (u64, Option<String>)>,
    /// Whether there was a warning about a row.
    pub has_warnings: bool,
    /// The warnings that were given.
    said: HashSet<String>,
    /// Whether rows were left unread.
    pub is_cut_short: bool,
}

/// How often the line of progress changes; shorter runs need none.
const TICK: Duration = Duration::from_millis(500);

impl<'a> Tally<'a> {
    /// A count of the rows of a table of that size in bytes, if it is known.
    pub fn new(shape: &'a Shape, size: Option<u64>, is_strict: bool, is_quiet: bool) -> Self {
        Self {
            shape,
            size,
            is_strict,
            shows_progress: !is_quiet && std::io::stderr().is_terminal(),
            start: Instant::now(),
            shown: None,
            rows: 0,
            bad: 0,
            alike: BTreeMap::new(),
            has_warnings: false,
            said: HashSet::new(),
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
        if !count.problems.is_empty() {
            self.clear();
        }
        for problem in &count.problems {
            if problem.problem.is_warning() {
                self.doubt(problem, output);
                continue;
            }
            let kind = (
                problem.column.filter(|_| problem.name.is_some()),
                problem.problem.code,
            );
            let (alike, _) = self.alike.entry(kind).or_insert((0, problem.name.clone()));
            *alike += 1;
            if *alike <= MOST_ALIKE {
                output.row_problem(&self.shape.name, problem);
            }
        }
        self.bad += count.bad;
        self.is_cut_short |= self.is_strict && self.bad > 0;
        // Behind the row at which to stop, nothing was looked at.
        if let Some(stopped) = stopped
            && !self.is_cut_short
        {
            self.clear();
            report_stopped(&self.shape.name, stopped, output);
            self.is_cut_short = true;
        }
        if self.is_cut_short {
            return ControlFlow::Break(());
        }
        self.show(bytes);
        ControlFlow::Continue(())
    }

    /// Reports a warning about a row, the same words only once.
    pub fn doubt(&mut self, located: &RowProblem, output: &mut Output) {
        if self.said.insert(located.problem.message.clone()) {
            self.clear();
            self.has_warnings = true;
            output.row_problem(&self.shape.name, located);
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
        for ((column, code), (alike, name)) in &self.alike {
            let Some(more) = alike.checked_sub(MOST_ALIKE).filter(|more| *more > 0) else {
                continue;
            };
            let mut words = format!("{} more like these: {}", thousands(more), code.id());
            if let (Some(column), Some(name)) = (column, name) {
                words.push_str(&format!(", column {column} ({name})"));
            }
            output.note(&self.shape.name, &words);
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
            output.note(&self.shape.name, &words);
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
