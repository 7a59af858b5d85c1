//! The keys of a map from the columns of a table to the keys of candidates.

use super::key::{Key, KeyTable, ValueKind, key_tables};
use super::range::Range;

key_tables! {
    /// Where a key of a candidate comes from, in its long form.
    MAP_COLUMN = "an entry of the map" {
        "column" required: Name, "the name in the table's header";
        "worst": Number(Range::MEASURE), "the number that stands for 0";
        "best": Number(Range::MEASURE), "the number that stands for 10";
        "clamp": YesNo, "whether numbers beyond them count as the nearer one";
        "factor": Number(Range::MEASURE), "what numbers are multiplied by";
        "unit": Text, "what stands before or behind the numbers, such as % or EUR; it goes, with marks between thousands";
        "decimal_comma": YesNo, "whether numbers have a decimal comma";
        "separator": Text, "what stands between the names of a list";
        "until": Text, "where each name of a list ends, if before the separator";
        "yes": Texts, "what stands for true";
        "no": Texts, "what stands for false";
    }
}
