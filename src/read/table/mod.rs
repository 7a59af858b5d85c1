//! Candidates from tables: CSV and JSON lines.

mod cell;
mod cells;
mod check;
mod column;
mod columns;
mod dialect;
mod dotted;
mod fault;
mod layout;
mod lines;
mod map;
mod nest;
mod numbers;
mod path;
mod problem;
mod reader;
mod respell;

pub use check::check;
pub use columns::Columns;
pub use dialect::Dialect;
pub use layout::{TableLayout, open};
pub use map::Map;
pub use problem::RowProblem;
pub use reader::RowReader;
