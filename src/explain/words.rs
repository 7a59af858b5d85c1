//! Names in running text.

use crate::model::{Builtin, Dimension};

/// The name of a criterion or a dimension in running text; the user's own by its id.
pub fn title(id: &str) -> String {
    let builtin = Builtin::from_id(id).map(|builtin| builtin.title());
    let known = builtin.or_else(|| Dimension::from_id(id).map(Dimension::title));
    known.unwrap_or(id).to_owned()
}

/// Names in running text: "A", "A and B", "A, B and C".
pub fn list(names: &[&str], last: &str) -> String {
    match names {
        [] => String::new(),
        [one] => (*one).to_owned(),
        [first @ .., end] => format!("{} {last} {end}", first.join(", ")),
    }
}
