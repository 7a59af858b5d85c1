//! From bytes to rows and cells: CSV, JSON lines and workbooks, whatever they are about. Knows no deal and no other module.

mod bytes;
mod cell_kind;
mod decimal;
mod decode;
mod find;
mod form;
mod guess;
mod json;
mod left_out;
mod quotes;
mod reader;
mod record;
mod split;
mod stopped;
mod text;
pub mod workbook;

pub use bytes::each_place;
pub use cell_kind::CellKind;
pub use decimal::parse as parse_decimal;
pub use decode::{Decoder, Encoding};
pub use form::{Form, Quotes, Shape};
pub use guess::in_windows_1252;
pub use json::{Event, JsonError, JsonFault, scan};
pub use left_out::LeftOut;
pub use reader::{BATCH, Batch, Header, Reader, Rows};
pub use record::Record;
pub use split::{Row, Splitter};
pub use stopped::{Broken, Stopped, Why};
