//! `--format`: which formats a command has.

use clap::builder::{PossibleValue, PossibleValuesParser, TypedValueParser};

use crate::render::{Format, Report};

/// The parser of the formats of a report.
pub fn parser<R: Report>() -> impl TypedValueParser<Value = Format> {
    let values = R::writers().into_iter().map(|writer| {
        PossibleValue::new(writer.format.id())
            .aliases(writer.format.aliases())
            .help(writer.about)
    });
    // Nothing else comes through the parser.
    PossibleValuesParser::new(values).try_map(|name| named::<R>(&name).ok_or("no such format"))
}

/// The format of a report that has this name.
pub fn named<R: Report>(name: &str) -> Option<Format> {
    let mut formats = R::writers().into_iter().map(|writer| writer.format);
    formats.find(|format| format.id() == name || format.aliases().contains(&name))
}
