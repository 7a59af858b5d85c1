//! One file an output format.

mod assessments;
mod blanks;
pub mod composition;
pub mod csv;
pub mod definition;
pub mod diff;
pub mod difference;
pub mod explanation;
mod findings;
mod fingerprint;
pub mod fit;
pub mod github;
mod gitlab;
mod json;
pub mod junit;
mod lead;
pub mod markdown;
pub mod problems;
pub mod questionnaire;
pub mod record;
mod report;
mod room;
pub mod rows;
mod sanitize;
mod sarif;
pub mod schema;
pub mod table;
pub mod template;
mod terms;
pub mod text;
mod words;

pub use assessments::{AssessReport, Assessed, Assessments, CsvForm, Spent, Unread};
pub use lead::stopped_draws;
pub use report::{BestRows, BestSets, Explanation, Fit, Format, Problems, Report, Writer, render};
pub use sanitize::{harmless, sanitize};
pub use text::{Page, shell_word};
