//! One file an output format.

mod assessments;
mod blanks;
pub mod composition;
pub mod csv;
pub mod definition;
pub mod diff;
pub mod difference;
pub mod explanation;
pub mod fit;
pub mod github;
pub mod junit;
mod lead;
pub mod markdown;
pub mod problems;
pub mod questionnaire;
pub mod record;
mod report;
pub mod rows;
mod sanitize;
pub mod schema;
pub mod table;
pub mod template;
mod terms;
pub mod text;
mod words;

pub use assessments::{Assessed, Assessments};
pub use report::{BestRows, BestSets, Explanation, Fit, Format, Problems, Report, Writer, render};
pub use sanitize::sanitize;
pub use text::{Page, shell_word};
