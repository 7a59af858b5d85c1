//! Reads rows against a deal, one by one or all together.

use std::borrow::Cow;
use std::sync::Arc;

use super::columns::{CellSource, Columns};
use super::dialect::Dialect;
use super::quick::Quick;
use super::row::{RowProblem, Rows};
use super::split::Row;
use crate::deal::Candidate;
use crate::model::Code;
use crate::read::toml::file::{Answers, OpenDeal, RowsReading};

/// What the rows of a table say, and how.
#[derive(Clone, Debug)]
pub struct Shape {
    /// The name of the table.
    pub name: Arc<str>,
    /// Its columns; none of JSON lines.
    pub columns: Option<Columns>,
    /// How its cells are written.
    pub dialect: Dialect,
}

impl Shape {
    /// The reader of common rows, where there is one.
    pub fn quick(&self, open: &OpenDeal) -> Option<Quick> {
        // A rating without evidence counts only as far as the reader of deals says.
        if open.requires_evidence() {
            return None;
        }
        Some(match &self.columns {
            Some(columns) => Quick::cells(open.deal(), columns, &self.dialect),
            None => Quick::lines(open.deal()),
        })
    }

    /// The name in a row, as far as it can be told.
    pub fn name_of<'a>(&self, row: Row<'a>) -> Option<Cow<'a, str>> {
        #[derive(serde::Deserialize)]
        struct Named<'a> {
            #[serde(borrow)]
            name: Cow<'a, str>,
        }
        let Some(columns) = &self.columns else {
            let named: Named<'_> = serde_json::from_slice(row.get(0)?).ok()?;
            return Some(named.name);
        };
        let mut answering = columns.answering.iter();
        let column = answering.find(|column| column.path.keys == ["name"])?;
        match column.source {
            CellSource::Cell(place) => Some(String::from_utf8_lossy(row.get(place)?)),
            _ => None,
        }
    }

    /// Takes a row in; one that has a problem leaves no trace.
    pub fn push(&self, rows: &mut Rows, row: Row<'_>) -> Result<(), Vec<RowProblem>> {
        let Some(columns) = &self.columns else {
            return rows.push_json(row.get(0).unwrap_or_default(), row.line);
        };
        let (cells, names) = (row.len(), columns.header.len());
        if cells != names {
            let message = format!("the row has {cells} cells, and the header {names}");
            let problem = RowProblem::of_row(row.line, Code::Sum, message);
            let help = if row.iter().any(|cell| cell.contains(&b'\n')) {
                "is a quote not closed? A cell of this row goes over several lines"
            } else if cells > names {
                "a cell with a delimiter in it stands in quotes"
            } else {
                "empty cells at its end have their delimiters too"
            };
            return Err(vec![problem.help(help)]);
        }
        if row.iter().all(|cell| cell.trim_ascii().is_empty()) {
            let problem = RowProblem::of_row(
                row.line,
                Code::Missing,
                "the row has nothing but empty cells",
            );
            let help = "take it away; spreadsheets leave such rows at the end of a table";
            return Err(vec![problem.help(help)]);
        }
        rows.push_cells(columns, &self.dialect, row)
    }

    /// Reads rows together. `taken`: candidates whose names no row may have.
    pub fn read(
        &self,
        answers: &Answers<'_>,
        rows: Rows,
        taken: &[Candidate],
    ) -> (RowsReading, Vec<RowProblem>) {
        let (source, places) = rows.finish(&self.name);
        let mut reading = answers.read(&source, taken);
        for candidate in &mut reading.candidates {
            candidate.table = Some(Arc::clone(&self.name));
        }
        let problems = std::mem::take(&mut reading.problems);
        let columns = self.columns.as_ref();
        let problems = problems
            .into_iter()
            .map(|problem| {
                let mut located = places.locate(&source, problem, columns);
                let problem = &mut located.problem;
                if columns.is_some() && problem.code == Code::OutOfRange {
                    let help = problem.help.take().map_or(String::new(), |help| help + "; ");
                    problem.help = Some(format!(
                        "{help}a --map can bring a whole column into its range: for ratings \
                         {{ column = …, worst = 0, best = 100 }}, for shares {{ column = …, factor = 0.01 }}"
                    ));
                }
                located
            })
            .collect();
        (reading, problems)
    }

    /// Reads a single row; warnings are left out.
    pub fn read_one(
        &self,
        answers: &Answers<'_>,
        row: Row<'_>,
    ) -> Result<Candidate, Vec<RowProblem>> {
        let (candidate, mut problems) = self.read_alone(answers, row);
        problems.retain(|located| !located.problem.is_warning());
        candidate.ok_or(problems)
    }

    /// Reads a single row, and says all about it; there is no candidate if it has an error.
    pub fn read_alone(
        &self,
        answers: &Answers<'_>,
        row: Row<'_>,
    ) -> (Option<Candidate>, Vec<RowProblem>) {
        let mut rows = Rows::default();
        let (candidate, mut problems) = match self.push(&mut rows, row) {
            Err(problems) => (None, problems),
            Ok(()) => {
                let (mut reading, problems) = self.read(answers, rows, &[]);
                (reading.candidates.pop(), problems)
            }
        };
        // They stand by key.
        problems.sort_by_key(|located| located.column);
        let is_right = problems.iter().all(|located| located.problem.is_warning());
        (candidate.filter(|_| is_right), problems)
    }
}
