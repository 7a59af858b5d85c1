//! `--format`: which formats a command has.

use clap::ValueEnum;
use clap::builder::{PossibleValuesParser, TypedValueParser};

use crate::render::{Format, Report};

/// The parser of the formats of a report, each with what the help says of it.
pub fn parser<R: Report>() -> impl TypedValueParser<Value = Format> {
    let values = R::writers().into_iter().filter_map(|writer| {
        let value = writer.format.to_possible_value()?;
        Some(value.help(writer.about))
    });
    PossibleValuesParser::new(values).try_map(|name| Format::from_str(&name, false))
}

/// The names of the formats of a report.
pub fn names<R: Report>() -> Vec<String> {
    let writers = R::writers().into_iter();
    writers.map(|writer| writer.format.to_string()).collect()
}

/// The format of a report that has this name.
pub fn named<R: Report>(name: &str) -> Option<Format> {
    let format = Format::from_str(name, false).ok()?;
    let writers = R::writers();
    let has_it = writers.iter().any(|writer| writer.format == format);
    has_it.then_some(format)
}
