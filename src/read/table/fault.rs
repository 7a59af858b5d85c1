//! Cells that cannot be read.

use super::cell::{self, Value};
use super::column::Column;
use super::dialect::Dialect;
use crate::deal::Problem;
use crate::read::builder::{CandidateBuilder, Span};
use crate::read::rows::Row;

/// What is wrong with cells of a row, which then is no candidate.
#[derive(Debug)]
pub struct Faults {
    /// How cells are written.
    pub dialect: Dialect,
    /// What is wrong.
    pub problems: Vec<Problem>,
}

impl Faults {
    /// None yet.
    pub fn new(dialect: &Dialect) -> Self {
        Self {
            dialect: dialect.clone(),
            problems: Vec::new(),
        }
    }

    /// What a column says in a row, if it says anything that can be read; else what is wrong is added, with words only
    /// if anybody reads them.
    pub fn value<'a>(
        &mut self,
        column: &Column,
        row: Row<'a>,
        at: Span,
        builder: &CandidateBuilder<'_>,
    ) -> Option<Value<'a>> {
        match cell::value(column, &self.dialect, row) {
            Ok(value) => value,
            Err(error) => {
                let is_muted = builder.report.is_muted(error.code(), at);
                self.problems.push(if is_muted {
                    Problem::new(error.code(), at.into(), String::new())
                } else {
                    error.problem(column, &self.dialect, at)
                });
                None
            }
        }
    }

    /// Puts them in order; whether there are none.
    pub fn finish(&mut self) -> bool {
        let place = |fault: &Problem| (fault.span.start, fault.span.end);
        self.problems.sort_by_key(place);
        self.problems.is_empty()
    }
}
