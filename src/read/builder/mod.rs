//! One builder of candidates, which the front ends of all forms fill: the deal file, cells, JSON lines.

mod candidate;
mod checks;
mod entries;
mod evidence;
mod known;
mod lines;
mod name_list;
mod need;
mod problem_list;
mod rating;
mod review;
mod seen;
mod slots;
pub(in crate::read) mod tree;
mod words;

pub use candidate::{CandidateBuilder, Keep, Standing};
pub use evidence::day;
pub use known::Known;
pub use lines::Lines;
pub use name_list::NameList;
pub use need::need;
pub use problem_list::ProblemList;
pub use rating::single as single_rating;
pub use review::{StatedMark, stated_mark};
pub use seen::Seen;
pub use slots::{FactsSlot, NumberSlot, PLACEHOLDER, Takes};
pub use tree::{Entry, Span, Tree, Value};
pub use words::{missing_keys, no_number, unknown_key, unknown_name, wrong_type};
