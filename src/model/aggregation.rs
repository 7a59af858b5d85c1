//! How the scores of the dimensions make the total.

use super::table::table;

table! {
    /// The mean of the dimensions that makes the total.
    #[derive(Default)]
    pub enum Aggregation: ALL {
        /// The stable id.
        id: &'static str,
    }

    /// The weighted mean: points add up.
    #[default]
    Arithmetic { id: "arithmetic" }
    /// The weighted product: a poor dimension cannot be bought off by a good one.
    Geometric { id: "geometric" }
}
