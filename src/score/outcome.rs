//! What came of a gate.

use crate::model::table::table;

table! {
    /// What came of a gate; the harder, the later.
    #[derive(Default)]
    pub enum Outcome: ALL {
        /// What it says.
        about: &'static str,
        /// The stable id.
        id: &'static str,
    }

    #[default]
    Pass { about: "It holds on what is proven.", id: "pass" }
    Undecided { about: "It may hold once more is known.", id: "undecided" }
    Fail { about: "It cannot hold, whatever else becomes known.", id: "fail" }
}
