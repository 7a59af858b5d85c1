//! Checks the columns of a table against a deal, before any row is read.

use super::columns::{CellSource, Column, Columns};
use super::dialect::Dialect;
use super::map;
use super::path::Leaf;
use super::row::{RowProblem, Rows};
use super::split::Record;
use crate::deal::facts::Candidate;
use crate::deal::read::Answers;
use crate::model::Code;

impl Answers<'_> {
    /// What is wrong with the columns whatever the rows say: names that the deal does not have, ratings
    /// that it does not ask. With it the candidate who answers all that the columns can answer.
    ///
    /// The reader of rows finds it out from a row that leaves nothing blank.
    pub fn check(&self, columns: &Columns) -> (Vec<RowProblem>, Vec<Candidate>) {
        // A cell for each, because a map can use one for several keys.
        let plain = |(place, column): (usize, &Column)| Column {
            path: column.path.clone(),
            source: match column.source {
                CellSource::Cell(_) => CellSource::Cell(place),
                constant => constant,
            },
            reading: map::Reading::default(),
        };
        let plain = Columns {
            header: Vec::new(),
            line: columns.line,
            answering: columns.answering.iter().enumerate().map(plain).collect(),
        };
        let record = Record::new(columns.line, plain.answering.iter().map(sample));
        let mut rows = Rows::default();
        if let Err(problems) = rows.push_cells(&plain, &Dialect::default(), record.row()) {
            return (problems, Vec::new());
        }
        let (source, places) = rows.finish("");
        let reading = self.read(&source, &[]);
        let of_columns = reading.problems.into_iter().filter(|problem| {
            // What goes together, such as facts or a rating, is for the rows to decide.
            matches!(
                problem.code,
                Code::UnknownName
                    | Code::UnknownKey
                    | Code::NotAsked
                    | Code::NoEffect
                    | Code::NearMatch
                    | Code::Missing
                    | Code::WrongType
                    | Code::OutOfRange
            )
        });
        let problems = of_columns.map(|problem| {
            let located = places.locate(&source, problem, None);
            let place =
                located
                    .column
                    .and_then(|cell| match columns.answering[cell as usize - 1].source {
                        CellSource::Cell(place) => Some(place),
                        _ => None,
                    });
            RowProblem::of_header(columns.line, place, located.problem)
        });
        (problems.collect(), reading.candidates)
    }
}

/// A cell that is right in every deal.
fn sample(column: &Column) -> &'static str {
    match column.path.leaf {
        Leaf::YesNo => "true",
        Leaf::Number if column.path.keys[0] == "culture" => "25",
        Leaf::Number | Leaf::Rating => "1",
        // Too short to be nearly like any other name.
        Leaf::Text | Leaf::List | Leaf::Attribute => "-",
    }
}
