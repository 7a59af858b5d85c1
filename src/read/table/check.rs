//! Checks the columns of a table against a deal, before any row is read.

use super::columns::{CellSource, Column, Columns};
use super::dialect::Dialect;
use super::map;
use super::path::Leaf;
use super::row::{RowProblem, Rows};
use super::split::Record;
use crate::deal::Problem;
use crate::deal::{Candidate, Measure, Need};
use crate::model::Code;
use crate::read::toml::file::Answers;

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
            let column = located
                .column
                .map(|cell| &columns.answering[cell as usize - 1]);
            RowProblem::of_header(
                columns.line,
                column.and_then(Column::place),
                located.problem,
            )
        });
        let scaled = columns
            .answering
            .iter()
            .filter(|column| self.scales_amounts(column));
        let scaled = scaled.map(|column| {
            let message = format!(
                "`worst` and `best` bring `{}` onto 0..10, and the deal needs an amount of it",
                column.path.name()
            );
            let problem = Problem::new(Code::OutOfRange, 0..0, message);
            let help = "in the --map, `factor` multiplies amounts";
            RowProblem::of_header(columns.line, column.place(), problem.help(help))
        });
        (problems.chain(scaled).collect(), reading.candidates)
    }

    /// Whether a column makes levels of what the deal needs an amount of.
    fn scales_amounts(&self, column: &Column) -> bool {
        let deal = self.deal();
        let [first, name] = &column.path.keys[..] else {
            return false;
        };
        let is_amount =
            |need: &Need| deal.names.get(need.name) == name && need.measure == Measure::Amount;
        column.reading.scale.is_some()
            && first == "capabilities"
            && deal.needs.iter().any(is_amount)
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
