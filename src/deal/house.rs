//! The gates that an organization sets for all its deals.

use super::contents::Deal;
use super::plan::GateOn;
use super::rules::Rules;
use crate::model::{PassFail, Relationship};

/// A table of gates: what a house says of all deals, of a type, or of deals by criteria.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct GateTable {
    /// Minimums by name, in the order of the names; 0 is none.
    pub minimums: Vec<(String, f64)>,
    /// Pass/fail gates, and whether they are demanded or removed.
    pub pass_fail: Vec<(PassFail, bool)>,
    /// How much must be known, of 100.
    pub known: Option<f64>,
    /// Whether the minimums of the model are in force, if it says so.
    pub defaults: Option<bool>,
}

/// The gates of a house.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct HouseGates {
    /// Of all deals but those by criteria.
    pub general: GateTable,
    /// Of single types, which go before, key by key.
    pub by_type: Vec<(Relationship, GateTable)>,
    /// Of deals by criteria.
    pub by_criteria: Option<GateTable>,
    /// All of the file, as it is stated.
    pub rules: Rules,
}

impl GateTable {
    /// This table with the keys of another in front.
    fn beneath(&self, front: &GateTable) -> Self {
        fn merged<K: Clone + PartialEq, V: Clone>(
            back: &[(K, V)],
            front: &[(K, V)],
        ) -> Vec<(K, V)> {
            let is_new = |(key, _): &&(K, V)| front.iter().all(|(other, _)| other != key);
            back.iter().filter(is_new).chain(front).cloned().collect()
        }
        let mut minimums = merged(&self.minimums, &front.minimums);
        minimums.sort_by(|(a, _), (b, _)| a.cmp(b));
        Self {
            minimums,
            pass_fail: merged(&self.pass_fail, &front.pass_fail),
            known: front.known.or(self.known),
            defaults: front.defaults.or(self.defaults),
        }
    }

    /// Its gates by name, with the minimum of those that have one; `false` and 0 are none.
    pub fn named(&self) -> Vec<(String, Option<f64>)> {
        let minimums = self.minimums.iter().filter(|(_, minimum)| *minimum > 0.0);
        let minimums = minimums.map(|(name, minimum)| (name.clone(), Some(*minimum)));
        let known = self.known.filter(|known| *known > 0.0);
        let known = known.map(|known| (PassFail::Known.id().to_owned(), Some(known)));
        let pass_fail = self
            .pass_fail
            .iter()
            .filter(|(_, is_demanded)| *is_demanded);
        let pass_fail = pass_fail.map(|(gate, _)| (gate.id().to_owned(), None));
        minimums.chain(known).chain(pass_fail).collect()
    }

    /// The minimum on something, if the table names one.
    pub fn minimum(&self, deal: &Deal, on: GateOn) -> Option<f64> {
        let named = self.minimums.iter().filter(|(_, minimum)| *minimum > 0.0);
        let mut found = named.filter(|(name, _)| deal.gate_on(name) == Some(on));
        found.next().map(|(_, minimum)| *minimum)
    }

    /// What the table says of a pass/fail gate.
    pub fn pass_fail(&self, gate: PassFail) -> Option<bool> {
        let found = self.pass_fail.iter().find(|(other, _)| *other == gate);
        found.map(|(_, is_demanded)| *is_demanded)
    }
}

impl HouseGates {
    /// What applies to a deal of that type, weighed by criteria or not.
    pub fn of(&self, relationship: Relationship, by_criteria: bool) -> GateTable {
        if by_criteria {
            return self.by_criteria.clone().unwrap_or_default();
        }
        let of_type = self
            .by_type
            .iter()
            .find(|(other, _)| *other == relationship);
        match of_type {
            Some((_, front)) => self.general.beneath(front),
            None => self.general.clone(),
        }
    }

    /// Every name on which some table sets a minimum.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        let by_type = self.by_type.iter().map(|(_, table)| table);
        let tables = std::iter::once(&self.general)
            .chain(by_type)
            .chain(&self.by_criteria);
        tables.flat_map(|table| table.minimums.iter().map(|(name, _)| name.as_str()))
    }
}
