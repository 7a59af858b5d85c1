//! How a table writes what it says, where that can differ from table to table.

/// How cells are written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Dialect {
    /// Whether numbers have a comma before their fraction.
    pub decimal_comma: bool,
    /// The texts that stand for nothing, beside the empty one.
    pub nulls: Vec<String>,
    /// What stands between the names of a list.
    pub list_separator: String,
}

impl Default for Dialect {
    fn default() -> Self {
        Self {
            decimal_comma: false,
            nulls: Vec::new(),
            list_separator: ";".to_owned(),
        }
    }
}
