//! How the scores of the dimensions make the total.

use super::table::table;

table! {
    /// The mean of the dimensions that makes the total.
    #[derive(Default)]
    pub enum Aggregation: ALL {
        /// What it says.
        about: &'static str,
        /// The stable id.
        id: &'static str,
    }

    #[default]
    Arithmetic { about: "The weighted mean: points add up.", id: "arithmetic" }
    Geometric {
        about: "The weighted product: a poor dimension cannot be bought off by a good one.",
        id: "geometric",
    }
}
