//! The assessment of a deal: every candidate evaluated, ranked, and how sure that is. No presentation.

use crate::confidence::{Confidence, DrawOn, NextEvidence, Sampling, next_evidence};
use crate::deal::{Candidate, Day, Deal};
use crate::model::Grade;
use crate::score::{Evaluation, rank};

/// A candidate in the ranking.
#[derive(Clone, Debug, PartialEq)]
pub struct Row {
    /// Its place in the deal.
    pub candidate: usize,
    /// Its rank, from 1; those that tie share one.
    pub rank: usize,
    /// What the core says of it.
    pub evaluation: Evaluation,
}

/// The assessment of a deal.
#[derive(Clone, Debug)]
pub struct Assessment<'a> {
    /// The deal.
    pub deal: &'a Deal,
    /// Its candidates by rank, then name.
    pub rows: Vec<Row>,
    /// How sure the ranking is; candidates in it are places in `rows`.
    pub confidence: Confidence,
    /// The options with which a command reads the same candidates; empty if they stand in the deal.
    pub options: String,
    /// The options with which a command reads as strictly, beside the same reviews; empty without any.
    pub reading: String,
    /// Where the candidates were chosen from, if they are the best of a longer table.
    pub screened: Option<Screened>,
    /// How the command was called.
    pub run: Run,
}

/// How a command was called: everything but the deal that its result rests on.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Run {
    /// The day of the assessment, if it is given there.
    pub as_of: Option<Day>,
    /// The least grade of evidence that counts.
    pub min_grade: Option<Grade>,
    /// Whether what has no evidence is taken for unknown.
    pub require_evidence: bool,
    /// The candidates that are shown; all, if there are none.
    pub candidates: Vec<String>,
    /// The score that is asked for.
    pub fail_under: Option<f64>,
    /// Who must be recommended.
    pub require: Option<String>,
    /// How a table is read, by option.
    pub table: Vec<(String, String)>,
    /// How often weights are drawn.
    pub draws: u64,
    /// From which seed.
    pub seed: u64,
    /// The files that were read beside the deal.
    pub files: Vec<InputFile>,
    /// The gates that were asked for.
    pub required: Vec<Required>,
}

impl Run {
    /// What was asked and what was found, of each gate asked for that does not hold.
    pub fn not_met(&self) -> impl Iterator<Item = &str> {
        let required = self.required.iter();
        required.filter_map(|required| required.message.as_deref())
    }
}

/// A file that a result rests on.
#[derive(Clone, Debug, PartialEq)]
pub struct InputFile {
    /// What it is.
    pub kind: &'static str,
    /// Its name as given.
    pub source: String,
    /// The fingerprint of its bytes; `None` where it was read as a stream.
    pub sha256: Option<String>,
}

/// A gate that was asked for on the command line.
#[derive(Clone, Debug, PartialEq)]
pub struct Required {
    /// The option that asks for it.
    pub id: &'static str,
    /// What was asked and what was found, if it does not hold.
    pub message: Option<String>,
}

/// A table of which only the best rows are assessed.
#[derive(Clone, Debug, PartialEq)]
pub struct Screened {
    /// Its name.
    pub table: String,
    /// How many rows it has.
    pub rows: u64,
    /// How many of them could not be read.
    pub bad: u64,
    /// Of the rows that are not among the best the one that could score most, if that is as much as the leader
    /// scores.
    pub rival: Option<Rival>,
}

/// A row that could still lead.
#[derive(Clone, Debug, PartialEq)]
pub struct Rival {
    /// Its name.
    pub name: String,
    /// The line of the table on which it stands.
    pub line: u32,
    /// The high end of its range, 0..1.
    pub high: f64,
}

/// Every candidate with its rank, in the order of the ranks. In one list from the first to the last, as evaluations of
/// many candidates are large.
fn ranked_rows(deal: &Deal) -> Vec<Row> {
    let candidates = deal.candidates.iter().enumerate();
    let mut rows: Vec<Row> = candidates
        .map(|(candidate, stated)| Row {
            candidate,
            rank: 0,
            evaluation: Evaluation::of(deal, &[stated]).shrunk(),
        })
        .collect();
    let values: Vec<(&str, f64)> = rows
        .iter()
        .zip(&deal.candidates)
        .map(|(row, stated)| {
            let value = row.evaluation.scores.total.score.value;
            (stated.name.as_str(), value)
        })
        .collect();
    let mut places = vec![0; rows.len()];
    for (place, (candidate, rank)) in rank(&values).into_iter().enumerate() {
        rows[candidate].rank = rank;
        places[candidate] = place;
    }
    rows.sort_unstable_by_key(|row| places[row.candidate]);
    rows
}

impl<'a> Assessment<'a> {
    /// Assesses every candidate of a deal.
    pub fn of(deal: &'a Deal, sampling: Sampling) -> Self {
        Self::stoppable(deal, sampling, &|_, _| true)
    }

    /// The same, with draws only while somebody says so.
    pub fn stoppable(deal: &'a Deal, sampling: Sampling, draw_on: &DrawOn<'_>) -> Self {
        let rows = ranked_rows(deal);
        let ranked = rows
            .iter()
            .map(|row| (row.candidate, row.rank, &row.evaluation));
        let ranked: Vec<(usize, usize, &Evaluation)> = ranked.collect();
        let confidence = Confidence::stoppable(deal, &ranked, sampling, draw_on);
        let confidence_draws = confidence.draws;
        Self {
            deal,
            rows,
            confidence,
            options: String::new(),
            reading: String::new(),
            screened: None,
            run: Run {
                draws: confidence_draws,
                seed: sampling.seed,
                ..Run::default()
            },
        }
    }

    /// Whether the candidates were chosen from a longer table.
    pub fn leaves_rows_out(&self) -> bool {
        let rows = |screened: &Screened| screened.rows - screened.bad;
        let shown = self.rows.len() as u64;
        self.screened
            .as_ref()
            .is_some_and(|screened| rows(screened) > shown)
    }

    /// Who leads; `None` where there is nobody.
    pub fn leader(&self) -> Option<&Row> {
        self.rows.get(self.confidence.leader)
    }

    /// The total of the leader, 0..1; 0 where there is nobody.
    pub fn leading_score(&self) -> f64 {
        let total = |leader: &Row| leader.evaluation.scores.total.score.value;
        self.leader().map_or(0.0, total)
    }

    /// The candidate of a row.
    pub fn candidate(&self, row: &Row) -> &'a Candidate {
        &self.deal.candidates[row.candidate]
    }

    /// The name of the candidate at a place of the ranking.
    pub fn name(&self, place: usize) -> &'a str {
        &self.candidate(&self.rows[place]).name
    }

    /// What to find out next about a row.
    pub fn next_evidence(&self, row: &Row) -> Vec<NextEvidence> {
        next_evidence(self.deal, &row.evaluation.scores)
    }
}
