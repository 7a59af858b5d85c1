//! The forms of a table.

/// The form of a table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// Cells between delimiters, a row a record, names in the first.
    Csv {
        /// What stands between cells.
        delimiter: u8,
        /// Whether the first record holds the names of the columns; else they are called 1, 2, 3 and on.
        has_header: bool,
    },
    /// An object a line.
    JsonLines,
}
