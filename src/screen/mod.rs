//! Scores the rows of a table one by one: a score depends on the deal and the row alone, so memory does not
//! grow with the table, and rows can be scored in any order and place.

mod best;
mod pipeline;
mod problems;

pub use best::{Best, Kept};
pub use pipeline::{Commit, run};
pub use problems::Problems;

use crate::criteria::Relation;
use crate::deal::{Candidate, Deal};
use crate::model::Code;
use crate::read::DealHeader;
use crate::read::builder::Keep;
use crate::read::rows::{Batch, Record, Row, Splitter};
use crate::read::table::{RowReader, TableLayout};
use crate::score::{Ceiling, Evaluation};

/// How many rows of a table are looked at for names that are nearly right.
const FIRST_ROWS: u64 = 100;

/// Scores rows of one table against one deal. Each thread has its own.
pub struct Scorer<'a> {
    deal: &'a Deal,
    rows: Rows<'a>,
    ceiling: Ceiling,
    /// That of the last row, whose memory the next one uses.
    evaluation: Evaluation,
}

/// Reads the rows of batches as candidates.
struct Rows<'a> {
    splitter: Splitter,
    reader: RowReader<'a>,
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
    pub fn new(header: &'a DealHeader, layout: &'a TableLayout) -> Self {
        Self {
            deal: header.deal(),
            rows: Rows {
                splitter: Splitter::default(),
                reader: RowReader::new(header, layout),
            },
            ceiling: Ceiling::of(header.deal()),
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
        let deal = self.deal;
        self.rows.each(batch, is_strict, |candidate, _| {
            self.evaluation.recompute(deal, &[candidate]);
            take(candidate, &self.evaluation);
        })
    }

    /// Scores each row of a batch, and hands on those that reach what is needed.
    pub fn select(&mut self, batch: &Batch, is_strict: bool, least: Least) -> (Chosen, Count) {
        let deal = self.deal;
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

impl Rows<'_> {
    /// Reads each row of a batch and hands on the good ones, in order.
    fn each(
        &mut self,
        batch: &Batch,
        is_strict: bool,
        mut take: impl FnMut(&Candidate, Row<'_>),
    ) -> Count {
        let mut count = Count::default();
        self.reader.unmute();
        for (number, raw) in (batch.before()..).zip(batch.rows()) {
            count.rows += 1;
            let row = self.splitter.split(raw);
            // Names that are nearly right are looked for in the first rows only: what is misspelt once is mostly
            // misspelt often.
            let is_early = number < FIRST_ROWS;
            let keep = if is_early { Keep::All } else { Keep::Scores };
            let candidate = self.reader.read(row, keep);
            let is_bad = candidate.is_none();
            if let Some(candidate) = candidate {
                take(candidate, row);
            }
            if is_bad || is_early {
                report(&mut self.reader, row, &mut count.problems);
            }
            count.bad += u64::from(is_bad);
            if is_bad && is_strict {
                break;
            }
        }
        count
    }
}

/// Adds what is wrong with the row that was read last.
fn report(reader: &mut RowReader<'_>, row: Row<'_>, problems: &mut Problems) {
    for located in reader.problems(row) {
        let (code, column) = (located.problem.code, located.column);
        if code.is_warning() && code != Code::NearMatch {
            continue;
        }
        if problems.push(located) {
            reader.mute(column, code);
        }
    }
}
