//! The five dimensions on which every partner is rated.

use std::ops::{Index, IndexMut};

/// One of the five things that a partnership stands on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Dimension {
    /// Do the parties want the same, and can they work together?
    Compatibility,
    /// Does the partner bring what is missing?
    Complementarity,
    /// Does each party bear the risks that it can control and carry?
    RiskSharing,
    /// Does every party save, and get benefits in proportion to its costs?
    CostSharing,
    /// Will the partner put in what it promises, and stay?
    Commitment,
}

use Dimension::*;

impl Dimension {
    /// All five, in the order in which every report lists them.
    pub const ALL: [Dimension; 5] = [
        Compatibility,
        Complementarity,
        RiskSharing,
        CostSharing,
        Commitment,
    ];

    /// The stable id, as files and machine output spell it.
    pub const fn id(self) -> &'static str {
        match self {
            Compatibility => "compatibility",
            Complementarity => "complementarity",
            RiskSharing => "risk_sharing",
            CostSharing => "cost_sharing",
            Commitment => "commitment",
        }
    }

    /// The name in running text.
    pub const fn title(self) -> &'static str {
        match self {
            Compatibility => "compatibility",
            Complementarity => "complementarity",
            RiskSharing => "risk sharing",
            CostSharing => "cost sharing",
            Commitment => "commitment",
        }
    }

    /// The head of a narrow column.
    pub const fn short(self) -> &'static str {
        match self {
            Compatibility => "Compat",
            Complementarity => "Compl",
            RiskSharing => "Risk",
            CostSharing => "Cost",
            Commitment => "Commit",
        }
    }

    /// The question that the dimension answers; also what a reviewer rates who rates it as a whole.
    pub const fn question(self) -> &'static str {
        match self {
            Compatibility => {
                "how well goals, culture, ways of working and trust fit (10: as one house; 0: at odds)"
            }
            Complementarity => {
                "how much of what we lack they bring (10: every gap filled; 0: nothing we lack)"
            }
            RiskSharing => {
                "how well each risk lies with the party that can control and carry it (10: fully; 0: all with us)"
            }
            CostSharing => {
                "how much every party saves, and how fairly (10: all gain alike; 0: somebody pays more than alone)"
            }
            Commitment => {
                "how surely they will put in what they promise, and stay (10: proven; 0: words only)"
            }
        }
    }

    /// The dimension of that id.
    pub fn from_id(id: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|d| d.id() == id)
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
