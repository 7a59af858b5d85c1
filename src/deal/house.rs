//! The gates that an organization sets for all its deals.

use super::contents::Deal;
use super::plan::GateOn;
use crate::model::PassFail;

/// An organization's gates: the floor below which no deal can go.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct HouseGates {
    /// Minimums by the name of what they are set on.
    pub minimums: Vec<(String, f64)>,
    /// The conditions that the organization removes for all.
    pub removed: Vec<PassFail>,
}

impl HouseGates {
    /// The minimum that the house sets on what a gate of a deal is set on.
    pub(crate) fn minimum(&self, deal: &Deal, on: GateOn) -> Option<f64> {
        let of = self
            .minimums
            .iter()
            .find(|(name, _)| deal.gate_on(name) == Some(on));
        of.map(|(_, minimum)| *minimum)
    }
}
