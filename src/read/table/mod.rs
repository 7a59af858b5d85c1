//! Candidates from tables: CSV and JSON lines.

mod answer;
mod cell;
mod check;
mod columns;
mod decimal;
mod dialect;
mod find;
mod json;
mod map;
mod path;
mod quick;
mod reader;
mod row;
mod signs;
mod split;

pub use answer::Shape;
pub use columns::Columns;
pub use dialect::{Dialect, Form};
pub use find::Stopped;
pub use map::Map;
pub use quick::Quick;
pub use reader::{BATCH, Batch, Reader};
pub use row::{RowProblem, Rows};
pub use split::{Record, Row, Splitter};
