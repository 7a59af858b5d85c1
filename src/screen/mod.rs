//! Scores the rows of a table one by one: a score depends on the deal and the row alone, so memory does not
//! grow with the table, and rows can be scored in any order and place.

mod best;
mod pipeline;

pub use best::{Best, Kept};
pub use pipeline::{Batches, Commit, run};

use std::collections::HashSet;

use csv::ByteRecord;

use crate::deal::table::{Batch, Quick, RowProblem, Rows, Shape};
use crate::deal::{Answers, Candidate, OpenDeal};
use crate::model::Code;
use crate::score::{Ceiling, Evaluation, Relation, Scores};

/// How many rows of a table are looked at for names that are nearly right.
const FIRST_ROWS: usize = 100;

/// Scores rows of one table against one deal. Each thread has its own.
pub struct Scorer<'a> {
    open: &'a OpenDeal,
    shape: &'a Shape,
    answers: Answers<'a>,
    quick: Option<Quick>,
    ceiling: Ceiling,
}

/// What came of a batch of rows.
#[derive(Debug, Default)]
pub struct Count {
    /// How many rows there were.
    pub rows: u64,
    /// How many of them could not be read.
    pub bad: u64,
    /// Why not, in order.
    pub problems: Vec<RowProblem>,
    /// Of the first rows of the table: names that are nearly those of the deal.
    pub near: Vec<RowProblem>,
}

impl<'a> Scorer<'a> {
    /// A scorer of the rows of a table.
    pub fn new(open: &'a OpenDeal, shape: &'a Shape) -> Self {
        Self {
            open,
            shape,
            answers: open.answers(),
            quick: shape.quick(open),
            ceiling: Ceiling::of(open.deal()),
        }
    }

    fn each(
        &mut self,
        batch: &Batch,
        is_strict: bool,
        mut take: impl FnMut(&Candidate, u32, &ByteRecord),
    ) -> Count {
        let mut count = Count {
            near: self.near(batch),
            ..Count::default()
        };
        for (line, record) in batch.rows() {
            count.rows += 1;
            let deal = self.open.deal();
            if let Some(candidate) = self
                .quick
                .as_mut()
                .and_then(|quick| quick.read(deal, record))
            {
                take(candidate, *line, record);
                continue;
            }
            match self.shape.read_one(&self.answers, *line, record) {
                Ok(candidate) => take(&candidate, *line, record),
                Err(problems) => {
                    count.problems.extend(problems);
                    count.bad += 1;
                    if is_strict {
                        break;
                    }
                }
            }
        }
        count
    }

    /// Names in the first rows of a table that are nearly those of the deal, and so count for nothing. The
    /// common reader does not look for them, and what is misspelt once is mostly misspelt often.
    fn near(&self, batch: &Batch) -> Vec<RowProblem> {
        let first = batch
            .rows()
            .iter()
            .take(if batch.is_first() { FIRST_ROWS } else { 0 });
        let mut rows = Rows::default();
        for (line, record) in first {
            // What cannot be read is reported as it is scored.
            let _ = self.shape.push(&mut rows, *line, record);
        }
        if rows.is_empty() {
            return Vec::new();
        }
        let (_, mut problems) = self.shape.read(&self.answers, rows, &[]);
        problems.retain(|located| located.problem.code == Code::NearMatch);
        let mut seen = HashSet::new();
        problems.retain(|located| seen.insert(located.problem.message.clone()));
        problems
    }

    /// Evaluates each row of a batch and hands on the good ones, in order. If strict, the first bad row is
    /// the last one.
    pub fn evaluate(
        &mut self,
        batch: &Batch,
        is_strict: bool,
        mut take: impl FnMut(&Candidate, &Evaluation),
    ) -> Count {
        let deal = self.open.deal();
        self.each(batch, is_strict, |candidate, _, _| {
            take(candidate, &Evaluation::of(deal, &[candidate]));
        })
    }

    /// Scores each row of a batch, and hands on those of at least this total.
    pub fn select(
        &mut self,
        batch: &Batch,
        is_strict: bool,
        least: f64,
        mut take: impl FnMut(Kept),
    ) -> Count {
        let deal = self.open.deal();
        let ceiling = self.ceiling.clone();
        self.each(batch, is_strict, |candidate, line, record| {
            let members = [candidate];
            let relation = Relation::new(deal, &members);
            if !ceiling.may_reach(&relation, least) {
                return;
            }
            let value = Scores::of(&relation).total.score.value;
            if value >= least {
                take(Kept {
                    value,
                    name: candidate.name.clone(),
                    line,
                    record: record.clone(),
                });
            }
        })
    }
}
