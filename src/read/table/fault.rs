//! Cells that cannot be read.

use super::cell::{self, Value};
use super::column::Column;
use super::dialect::Dialect;
use crate::deal::Problem;
use crate::model::Code;
use crate::model::number::typed;
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
        builder: &mut CandidateBuilder<'_>,
    ) -> Option<Value<'a>> {
        match cell::value(column, &self.dialect, row) {
            Ok(value) => {
                if let Some((text, number)) = cell::fraction_among_per_cent(column, row, &value) {
                    let problem = || fraction(column, text, number, at);
                    builder.report.say(Code::Slip, at, problem);
                }
                value
            }
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

/// What is said of a fraction in a column of per cent, which would count a hundredth of what was meant.
fn fraction(column: &Column, text: &str, number: f64, at: Span) -> Problem {
    let message = format!("`{text}` in a column of per cent counts as {text} %");
    // Of 0.07 a hundred times is 7.000000000000001.
    let whole = typed((number * 1e12).round() / 1e10);
    let problem = Problem::new(Code::Slip, at.into(), message);
    problem.help(match column.reading.unit {
        Some(_) => format!("write `{whole}` if it is a part of 1, or `{text} %` if this is meant"),
        None => {
            format!("write `{whole}` if it is a part of 1; the `factor` of the map makes parts of 1 of per cent")
        }
    })
}
