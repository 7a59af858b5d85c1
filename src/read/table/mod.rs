//! Candidates from tables: CSV, JSON lines and sheets of workbooks.

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
mod name;
mod nest;
mod numbers;
mod path;
mod problem;
mod reader;
mod respell;
mod sheets;

pub use check::check;
pub use columns::Columns;
pub use dialect::Dialect;
pub use layout::{TableLayout, open};
pub use map::Map;
pub use name::TableName;
pub use problem::RowProblem;
pub use reader::RowReader;
pub use sheets::{FoundSheet, NoTable, SheetForm, find_sheet};
