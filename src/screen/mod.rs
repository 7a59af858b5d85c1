//! Scores the rows of a table one by one: a score depends on the deal and the row alone, so memory does not
//! grow with the table, and rows can be scored in any order and place.

mod best;
mod pipeline;
mod problems;

pub use best::{Best, Kept};
pub use pipeline::{Commit, run};
pub use problems::Problems;

use crate::criteria::Relation;
use crate::deal::Candidate;
use crate::model::Code;
use crate::read::table::{Batch, Quick, Record, Row, Shape, Splitter};
use crate::read::{Answers, OpenDeal};
use crate::score::{Ceiling, Evaluation};

/// How many rows of a table are looked at for names that are nearly right.
const FIRST_ROWS: u64 = 100;

/// Scores rows of one table against one deal. Each thread has its own.
pub struct Scorer<'a> {
    rows: RowReader<'a>,
    ceiling: Ceiling,
    /// That of the last row, whose memory the next one uses.
    evaluation: Evaluation,
}

/// Reads rows as candidates.
struct RowReader<'a> {
    open: &'a OpenDeal,
    shape: &'a Shape,
    splitter: Splitter,
    answers: Answers<'a>,
    quick: Option<Quick>,
}

/// What came of a batch of rows.
#[derive(Debug, Default)]
pub struct Count {
    /// How many rows there were.
    pub rows: u64,
    /// How many of them could not be read.
    pub bad: u64,
    /// Why not, and of the first rows of the table names that are nearly those of the deal; in order.
    pub problems: Problems,
}

/// What a row must reach.
#[derive(Clone, Copy, Debug)]
pub struct Least {
    /// With its total, to be one of the best.
    pub value: f64,
    /// With the high end of its range, to be one of those that could reach most.
    pub high: f64,
}

/// What is chosen from a batch.
#[derive(Debug, Default)]
pub struct Chosen {
    /// By what the rows score.
    pub best: Vec<Kept>,
    /// By what they could still score.
    pub open: Vec<Kept>,
}

impl<'a> Scorer<'a> {
    /// A scorer of the rows of a table.
    pub fn new(open: &'a OpenDeal, shape: &'a Shape) -> Self {
        Self {
            rows: RowReader {
                open,
                shape,
                splitter: Splitter::default(),
                answers: open.answers(),
                quick: shape.quick(open),
            },
            ceiling: Ceiling::of(open.deal()),
            evaluation: Evaluation::default(),
        }
    }

    /// Evaluates each row of a batch and hands on the good ones, in order. If strict, the first bad row is
    /// the last one.
    pub fn evaluate(
        &mut self,
        batch: &Batch,
        is_strict: bool,
        mut take: impl FnMut(&Candidate, &Evaluation),
    ) -> Count {
        let deal = self.rows.open.deal();
        self.rows.each(batch, is_strict, |candidate, _| {
            self.evaluation.recompute(deal, &[candidate]);
            take(candidate, &self.evaluation);
        })
    }

    /// Scores each row of a batch, and hands on those that reach what is needed.
    pub fn select(&mut self, batch: &Batch, is_strict: bool, least: Least) -> (Chosen, Count) {
        let deal = self.rows.open.deal();
        let mut chosen = Chosen::default();
        let count = self.rows.each(batch, is_strict, |candidate, row| {
            let members = [candidate];
            let relation = Relation::new(deal, &members);
            if !self.ceiling.may_reach(&relation, least.value, least.high) {
                return;
            }
            let scores = &mut self.evaluation.scores;
            scores.recompute(&relation);
            let total = scores.total.score;
            let kept = |value, record| Kept {
                value,
                name: candidate.name.clone(),
                record,
            };
            if total.value >= least.value {
                chosen.best.push(kept(total.value, row.into()));
            }
            if total.high >= least.high {
                // It is named and not shown, so nothing of it is needed but where it stands.
                let record = Record::new(row.line, [[]; 0]);
                chosen.open.push(kept(total.high, record));
            }
        });
        (chosen, count)
    }
}

impl RowReader<'_> {
    /// Reads each row of a batch and hands on the good ones, in order.
    fn each(
        &mut self,
        batch: &Batch,
        is_strict: bool,
        mut take: impl FnMut(&Candidate, Row<'_>),
    ) -> Count {
        let mut count = Count::default();
        for (number, raw) in (batch.before()..).zip(batch.rows()) {
            count.rows += 1;
            let deal = self.open.deal();
            let row = self.splitter.split(raw);
            let is_early = number < FIRST_ROWS;
            if !is_early
                && let Some(candidate) = self.quick.as_mut().and_then(|quick| quick.read(deal, row))
            {
                take(candidate, row);
                continue;
            }
            // The common reader does not look for names that are nearly right, and what is misspelt once is
            // mostly misspelt often.
            let (candidate, problems) = self.shape.read_alone(&self.answers, row);
            for located in problems {
                let is_near = is_early && located.problem.code == Code::NearMatch;
                if is_near || !located.problem.is_warning() {
                    count.problems.push(located);
                }
            }
            if let Some(candidate) = candidate {
                take(&candidate, row);
                continue;
            }
            count.bad += 1;
            if is_strict {
                break;
            }
        }
        count
    }
}
