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

/// What quotes are in a table of cells.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Quotes {
    /// A cell that begins with one ends with one (RFC 4180).
    AroundCells,
    /// The same, but where it does not, the quote is text, as in most tab-separated files.
    AroundCellsOrText,
    /// A sign as any other.
    Text,
}

/// A form, and what some files of that form need.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Shape {
    /// The form.
    pub form: Form,
    /// What quotes are in it.
    pub quotes: Quotes,
    /// How many lines stand above the table.
    pub lines_above: u32,
}

impl From<Form> for Shape {
    fn from(form: Form) -> Self {
        Self {
            form,
            quotes: Quotes::AroundCells,
            lines_above: 0,
        }
    }
}
