//! The formats in which reports are printed.

use std::fmt;

use clap::ValueEnum;

/// A format; which report has which stands in `report.rs`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// Columns for people.
    Table,
    /// Sentences for people.
    Text,
    /// A document of the contract, for programs.
    Json,
    /// A record a line, for programs.
    #[value(alias = "jsonl", alias = "ndjson")]
    JsonLines,
    /// A row a candidate or set, for spreadsheets.
    Csv,
    /// A row a candidate and criterion, for spreadsheets.
    CsvLong,
    /// A comment on a pull request.
    Markdown,
    /// Annotations of a GitHub workflow.
    Github,
    /// A test report of a CI server.
    Junit,
}

impl Format {
    /// Whether people read it: then it has colour, and the width of their terminal.
    pub const fn is_for_people(self) -> bool {
        matches!(self, Format::Table | Format::Text)
    }
}

impl fmt::Display for Format {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let value = self.to_possible_value();
        out.write_str(value.as_ref().map_or("", |value| value.get_name()))
    }
}
