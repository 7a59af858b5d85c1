//! Checks the columns of a table against a deal, before any row is read.

use super::cell::Value;
use super::column::{CellSource, Column};
use super::columns::Columns;
use super::dialect::Dialect;
use super::nest::{Nest, Said};
use super::path::Leaf;
use super::problem::RowProblem;
use super::respell::respelt;
use crate::deal::{Candidate, Measure, Need, Problem};
use crate::model::Code::*;
use crate::read::builder::{CandidateBuilder, Keep, Span, Tree};
use crate::read::toml::file::DealHeader;

/// What is wrong with the columns whatever the rows say: names that the deal does not have, ratings that it does not
/// ask. With it the candidate who answers all that the columns can answer.
pub fn check(header: &DealHeader, columns: &Columns) -> (Vec<RowProblem>, Candidate) {
    let mut builder = CandidateBuilder::of_rows(header.deal(), header.options());
    let columns = &respelt(columns, &builder);
    let (nest, mut tree) = (
        Nest::new(columns, header.deal().rating_scale),
        Tree::default(),
    );
    let places = (0..nest.columns.len()).filter(|place| nest.is_said(*place, |_| true));
    let said: Vec<Said<'_>> = places
        .map(|place| (place, answer(&nest.columns[place])))
        .collect();
    nest.fill(&mut tree, &said, &Dialect::default());
    builder.begin(Keep::All, Span::default());
    builder.read(&tree);
    builder.finish();
    let mut problems = std::mem::take(&mut builder.report.problems);
    // What goes together, such as facts or the parts of a rating, is for the rows to say.
    problems.retain(|problem| {
        let code = problem.code;
        matches!(
            code,
            UnknownName | NotAsked | NoEffect | NearMatch | Missing | OutOfRange
        )
    });
    problems.sort_by_key(|problem| problem.span.end);
    let problems = problems.into_iter().map(|problem| {
        let place = problem.span.start.checked_sub(1);
        RowProblem::of_header(columns.line, place, problem)
    });
    let scaled = columns
        .answering
        .iter()
        .filter(|column| scales_amounts(header, column));
    let scaled = scaled.map(|column| {
        let message = format!(
            "`worst` and `best` bring `{}` onto 0..10, and the deal needs an amount of it",
            column.path.name()
        );
        let problem = Problem::new(OutOfRange, 0..0, message);
        let help = "in the --map, `factor` multiplies amounts";
        RowProblem::of_header(columns.line, column.place(), problem.help(help))
    });
    (problems.chain(scaled).collect(), builder.candidate)
}

/// What a column says in every row, or an answer that is right in every deal.
fn answer(column: &Column) -> Value<'static> {
    match (column.source, column.path.leaf) {
        (CellSource::Number(number), _) => Value::Number(number),
        (CellSource::YesNo(answer), _) => Value::YesNo(answer),
        (_, Leaf::YesNo) => Value::YesNo(true),
        (_, Leaf::Number) if column.path.keys[0] == "culture" => Value::Number(25.0),
        (_, Leaf::Rating | Leaf::Mark) => Value::Number(column.reading.onto.0),
        (_, Leaf::Number) if column.path.keys[0] == "ratings" => {
            Value::Number(column.reading.onto.0)
        }
        (_, Leaf::Number) => Value::Number(1.0),
        (_, Leaf::List) => Value::Text(""),
        // A text that says something: evidence and vetoes have to.
        (_, Leaf::Text | Leaf::Attribute) => Value::Text("given"),
    }
}

/// Whether a column makes levels of what the deal needs an amount of.
fn scales_amounts(header: &DealHeader, column: &Column) -> bool {
    let deal = header.deal();
    let [first, name] = &column.path.keys[..] else {
        return false;
    };
    let is_amount =
        |need: &Need| deal.names.get(need.name) == name && need.measure == Measure::Amount;
    column.reading.scale.is_some() && first == "capabilities" && deal.needs.iter().any(is_amount)
}
