//! The five dimensions on which every partner is rated.

use std::ops::{Index, IndexMut};

use super::table::table;

table! {
    /// One of the five things that a partnership stands on.
    pub enum Dimension: ALL {
        /// What the dimension asks, and what a reviewer rates who rates it as a whole.
        question: &'static str,
        /// The stable id, as files and machine output spell it.
        id: &'static str,
        /// The name in running text.
        title: &'static str,
        /// The head of a narrow column.
        short: &'static str,
    }

    Compatibility {
        question: "how well goals, culture, ways of working and trust fit (10: as one house; 0: at \
                   odds)",
        id: "compatibility",
        title: "compatibility",
        short: "Compat",
    }
    Complementarity {
        question: "how much of what we lack they bring (10: every gap filled; 0: nothing we lack)",
        id: "complementarity",
        title: "complementarity",
        short: "Compl",
    }
    RiskSharing {
        question: "how well each risk lies with the party that can control and carry it (10: \
                   fully; 0: all with us)",
        id: "risk_sharing",
        title: "risk sharing",
        short: "Risk",
    }
    CostSharing {
        question: "how much every party saves, and how fairly (10: all gain alike; 0: somebody \
                   pays more than alone)",
        id: "cost_sharing",
        title: "cost sharing",
        short: "Cost",
    }
    Commitment {
        question: "how surely they will put in what they promise, and stay (10: proven; 0: words \
                   only)",
        id: "commitment",
        title: "commitment",
        short: "Commit",
    }
}

/// A value for each of the five dimensions.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct ByDimension<T>(pub [T; 5]);

impl<T> ByDimension<T> {
    /// Builds each value from its dimension.
    pub fn of(f: impl FnMut(Dimension) -> T) -> Self {
        Self(Dimension::ALL.map(f))
    }

    /// The values with their dimensions, in the listing order.
    pub fn iter(&self) -> impl Iterator<Item = (Dimension, &T)> {
        Dimension::ALL.into_iter().zip(&self.0)
    }
}

impl<T> Index<Dimension> for ByDimension<T> {
    type Output = T;
    fn index(&self, d: Dimension) -> &T {
        &self.0[d as usize]
    }
}

impl<T> IndexMut<Dimension> for ByDimension<T> {
    fn index_mut(&mut self, d: Dimension) -> &mut T {
        &mut self.0[d as usize]
    }
}
