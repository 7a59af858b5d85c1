//! The keys of a map from the columns of a table to the keys of candidates.

use super::{Kind, Range, Table, key, required};

/// Where a key of a candidate comes from, in its long form.
pub const MAP_COLUMN: Table = Table {
    name: "the column",
    keys: &[
        required("column", Kind::Name, "the name in the table's header"),
        key(
            "worst",
            Kind::Number(Range::MEASURE),
            "the number that stands for 0",
        ),
        key(
            "best",
            Kind::Number(Range::MEASURE),
            "the number that stands for 10",
        ),
        key(
            "factor",
            Kind::Number(Range::MEASURE),
            "what numbers are multiplied by",
        ),
        key(
            "decimal_comma",
            Kind::YesNo,
            "whether numbers have a decimal comma",
        ),
        key(
            "separator",
            Kind::Text,
            "what stands between the names of a list",
        ),
        key(
            "until",
            Kind::Text,
            "where each name of a list ends, if before the separator",
        ),
        key("yes", Kind::Texts, "what stands for true"),
        key("no", Kind::Texts, "what stands for false"),
    ],
    rules: &[],
};
