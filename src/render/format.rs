//! The formats in which reports are printed.

use std::fmt;

/// A format of a report; which report has which stands in `report.rs`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs, reason = "each is the format of its name")]
pub enum Format {
    Table,
    Text,
    Json,
    JsonLines,
    Csv,
    CsvLong,
    Markdown,
    Github,
    Junit,
}

impl Format {
    /// Its name on the command line.
    pub const fn id(self) -> &'static str {
        match self {
            Format::Table => "table",
            Format::Text => "text",
            Format::Json => "json",
            Format::JsonLines => "json-lines",
            Format::Csv => "csv",
            Format::CsvLong => "csv-long",
            Format::Markdown => "markdown",
            Format::Github => "github",
            Format::Junit => "junit",
        }
    }

    /// Other names on the command line.
    pub const fn aliases(self) -> &'static [&'static str] {
        match self {
            Format::JsonLines => &["jsonl", "ndjson"],
            _ => &[],
        }
    }

    /// Whether people read it: then it has colour, and the width of their terminal.
    pub const fn is_for_people(self) -> bool {
        matches!(self, Format::Table | Format::Text)
    }
}

impl fmt::Display for Format {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(self.id())
    }
}
