//! Reads rows against a deal, one by one or all together.

use std::sync::Arc;

use super::cells::CellReader;
use super::layout::TableLayout;
use super::lines;
use super::problem::RowProblem;
use crate::deal::{Candidate, Problem};
use crate::model::Code;
use crate::read::builder::{CandidateBuilder, Keep, Lines, Seen, Span, Tree};
use crate::read::rows::{Record, Row};
use crate::read::toml::file::{DealHeader, RowsReading};

/// Reads rows of one table against one deal, each into the same candidate. Each thread has its own.
#[derive(Debug)]
pub struct RowReader<'a> {
    layout: &'a TableLayout,
    front: FrontEnd,
    builder: CandidateBuilder<'a>,
    /// What is wrong with the row as a whole, or as a line of JSON.
    of_row: Option<RowProblem>,
    /// Whether names of the last row are among those of the builder.
    has_strangers: bool,
}

#[derive(Debug)]
enum FrontEnd {
    Cells(Box<CellReader>),
    Lines(Tree),
}

impl<'a> RowReader<'a> {
    /// A reader of the rows of a table.
    pub fn new(header: &'a DealHeader, layout: &'a TableLayout) -> Self {
        let mut builder = CandidateBuilder::of_rows(header.deal(), header.options());
        let front = match &layout.columns {
            Some(columns) => {
                let cells = CellReader::new(columns, &layout.dialect, &mut builder);
                FrontEnd::Cells(Box::new(cells))
            }
            None => FrontEnd::Lines(Tree::default()),
        };
        Self {
            layout,
            front,
            builder,
            of_row: None,
            has_strangers: false,
        }
    }

    /// Reads a row; `None` if it has an error.
    pub fn read(&mut self, row: Row<'_>, keep: Keep) -> Option<&Candidate> {
        if std::mem::take(&mut self.has_strangers) {
            self.builder.names = self.builder.deal.names.clone();
        }
        self.builder.has_error = false;
        let mut is_right = self.fill(row, keep);
        if !self.builder.strangers.is_empty() {
            let strangers = std::mem::take(&mut self.builder.strangers);
            self.add_names(strangers.iter().map(String::as_str));
            self.has_strangers = true;
            is_right = self.fill(row, keep);
        }
        is_right.then_some(&self.builder.candidate)
    }

    /// What is wrong with the row that was read last, and where.
    pub fn problems(&mut self, row: Row<'_>) -> Vec<RowProblem> {
        if let Some(problem) = self.of_row.take() {
            return vec![problem];
        }
        let faults = self.faults();
        let (problems, is_fault) = match faults {
            [] => (self.builder.report.problems.as_slice(), false),
            faults => (faults, true),
        };
        let located = problems
            .iter()
            .map(|problem| self.locate(row, problem.clone(), is_fault));
        located.collect()
    }

    /// From now on, counts such problems of a column without words; of JSON lines, of any place.
    pub fn mute(&mut self, column: Option<u32>, code: Code) {
        let is_cells = self.layout.columns.is_some();
        let column = is_cells.then(|| column.unwrap_or(0));
        self.builder.report.mute(column, code);
    }

    /// Words for all problems again.
    pub fn unmute(&mut self) {
        self.builder.report.unmute();
    }

    /// Takes a row in; whether it has no error.
    fn fill(&mut self, row: Row<'_>, keep: Keep) -> bool {
        self.of_row = None;
        let is_read = match &mut self.front {
            FrontEnd::Cells(cells) => {
                let names = self
                    .layout
                    .columns
                    .as_ref()
                    .map_or(0, |columns| columns.header.len());
                if row.len() != names {
                    self.of_row = Some(other_width(row, names));
                    return false;
                }
                cells.read(row, keep, &mut self.builder)
            }
            FrontEnd::Lines(tree) => {
                let filled = lines::fill(tree, row.get(0).unwrap_or_default(), row.line);
                if let Err(problem) = filled {
                    self.of_row = Some(problem);
                    return false;
                }
                self.builder.lines = Lines::Row(row.line);
                self.builder.begin(keep, Span::default());
                self.builder.read(tree);
                true
            }
        };
        let is_blank = |cell: &[u8]| cell.trim_ascii().is_empty();
        if self.builder.candidate.name.is_empty() && row.iter().all(is_blank) {
            let message = "the row has nothing but empty cells";
            let help = "take it away; spreadsheets leave such rows at the end of a table";
            self.of_row = Some(RowProblem::of_row(row.line, Code::Missing, message).help(help));
            return false;
        }
        is_read && self.builder.finish()
    }

    fn faults(&self) -> &[Problem] {
        match &self.front {
            FrontEnd::Cells(cells) => cells.faults(),
            FrontEnd::Lines(_) => &[],
        }
    }

    /// A problem with its line and column.
    fn locate(&self, row: Row<'_>, mut problem: Problem, is_fault: bool) -> RowProblem {
        let start = problem.span.start;
        let Some(columns) = &self.layout.columns else {
            let text = row.get(0).unwrap_or_default();
            return RowProblem {
                line: row.line,
                column: (start > 0).then(|| lines::column(text, start)),
                name: None,
                problem,
            };
        };
        if problem.code == Code::OutOfRange && !is_fault && !problem.message.is_empty() {
            let help = problem
                .help
                .take()
                .map_or(String::new(), |help| help + "; ");
            problem.help = Some(format!(
                "{help}a --map can bring a whole column into its range: for ratings \
                 {{ column = …, worst = 0, best = 100 }}, for shares {{ column = …, factor = 0.01 }}"
            ));
        }
        let name = start
            .checked_sub(1)
            .and_then(|place| columns.header.get(place));
        RowProblem {
            line: row.line,
            column: (start > 0).then_some(start as u32),
            name: name.cloned(),
            problem,
        }
    }

    fn add_names<'n>(&mut self, names: impl IntoIterator<Item = &'n str>) {
        self.builder.names = self.builder.deal.names.with(names);
    }

    /// Reads rows together. `taken`: candidates whose names no row may have.
    pub fn read_all(
        mut self,
        rows: &[Record],
        taken: &[Candidate],
    ) -> (RowsReading, Vec<RowProblem>) {
        loop {
            let (candidates, problems) = self.read_once(rows, taken);
            let strangers = std::mem::take(&mut self.builder.strangers);
            if strangers.is_empty() {
                let names = self.builder.names;
                return (RowsReading { candidates, names }, problems);
            }
            // Once more, with the names that the deal does not have.
            self.add_names(strangers.iter().map(String::as_str));
        }
    }

    fn read_once(
        &mut self,
        rows: &[Record],
        taken: &[Candidate],
    ) -> (Vec<Candidate>, Vec<RowProblem>) {
        let mut candidates = Vec::with_capacity(rows.len());
        let mut problems = FirstRows::default();
        let mut seen = Seen::of(taken);
        self.builder.has_error = false;
        for record in rows {
            let row = record.row();
            self.fill(row, Keep::All);
            if self.of_row.is_none() && self.faults().is_empty() {
                let mut candidate = self.builder.take(&mut seen);
                candidate.table = Some(Arc::clone(&self.layout.name.file));
                candidates.push(candidate);
            }
            problems.add(self.problems(row));
        }
        (candidates, problems.finish())
    }
}

/// What is wrong with rows, which come in their order: that of the first is kept, all else counted.
#[derive(Default)]
struct FirstRows {
    kept: Vec<RowProblem>,
    has_error: bool,
}

impl FirstRows {
    fn add(&mut self, found: Vec<RowProblem>) {
        const MOST_KEPT: usize = 10_000;
        for located in found {
            let is_error = !located.problem.is_warning();
            let is_first_error = is_error && !self.has_error;
            self.has_error |= is_error;
            let is_full = self.kept.len() >= MOST_KEPT;
            match self.kept.last_mut() {
                // An error among warnings must not be lost.
                Some(last) if is_full && !is_first_error => {
                    last.problem.more += 1;
                }
                _ => self.kept.push(located),
            }
        }
    }

    fn finish(mut self) -> Vec<RowProblem> {
        self.kept
            .sort_by_key(|located| (located.line, located.column));
        self.kept
    }
}

fn other_width(row: Row<'_>, names: usize) -> RowProblem {
    if let Some((cell, behind)) = row.goes_on() {
        return RowProblem::goes_on(row.line, cell, behind);
    }
    let cells = row.len();
    let message = format!("the row has {cells} cells, and the header {names}");
    let problem = RowProblem::of_row(row.line, Code::Sum, message);
    problem.help(if row.iter().any(|cell| cell.contains(&b'\n')) {
        "is a quote not closed? A cell of this row goes over several lines; where quotes are text, pass --no-quotes"
    } else if row.iter().any(|cell| cell.ends_with(b"\\")) {
        "a quote inside a quoted cell is doubled, `\"\"`, and not written `\\\"`; where quotes are text, pass \
         --no-quotes"
    } else if cells > names {
        "a cell with a delimiter in it stands in quotes"
    } else {
        "empty cells at its end have their delimiters too"
    })
}
