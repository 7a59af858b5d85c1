//! Where the numbers of a candidate go, by the keys of the registry, and which numbers these keys take.

use crate::model::keys::{KeyTable, Range, ValueKind};

/// The numbers that a key takes.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Takes {
    /// From where to where.
    pub range: Range,
    /// Whether whole numbers alone.
    pub is_whole: bool,
}

impl Takes {
    /// Any number of a range.
    pub fn any(range: Range) -> Self {
        Self {
            range,
            is_whole: false,
        }
    }

    /// Whether a key takes a number.
    pub fn holds(&self, number: f64) -> bool {
        self.range.holds(number) && (!self.is_whole || number.fract() == 0.0)
    }

    /// What keys that lead to a number, or to a table of numbers, take.
    pub fn of(table: &KeyTable, keys: &[&str]) -> Option<Self> {
        let (key, inner) = keys.split_first()?;
        match table.key(key)?.kind {
            ValueKind::Table(table) => Self::of(table, inner),
            kind => Self::of_kind(kind),
        }
    }

    /// What a key of that kind takes.
    pub fn of_kind(kind: ValueKind) -> Option<Self> {
        match kind {
            ValueKind::Number(range) | ValueKind::Numbers(range) => Some(Self::any(range)),
            ValueKind::Whole(range) => Some(Self {
                range,
                is_whole: true,
            }),
            _ => None,
        }
    }
}

/// A number of a candidate that has a slot of its own.
#[derive(Clone, Copy, Debug, PartialEq)]
#[allow(
    missing_docs,
    reason = "named like the keys, which the registry documents"
)]
pub enum NumberSlot {
    Stake,
    CostShare,
    BenefitShare,
    RiskShare,
    Clan,
    Adhocracy,
    Market,
    Hierarchy,
    Kept,
    Total,
    StandAloneCost,
    ExtraJointCost,
    ExtraBenefit,
    RiskCapacity,
    OurDependence,
    TheirDependence,
    HorizonYears,
    JointProjects,
}

use NumberSlot::*;

/// The slots of the OCAI profile, in its own order.
pub const CULTURE: [NumberSlot; 4] = [Clan, Adhocracy, Market, Hierarchy];

/// The slots of the track record.
pub const RECORD: [NumberSlot; 2] = [Kept, Total];

/// Every slot with the keys that lead to it.
const SLOTS: [(&[&str], NumberSlot); 18] = [
    (&["stake"], Stake),
    (&["cost_share"], CostShare),
    (&["benefit_share"], BenefitShare),
    (&["risk_share"], RiskShare),
    (&["culture", "clan"], Clan),
    (&["culture", "adhocracy"], Adhocracy),
    (&["culture", "market"], Market),
    (&["culture", "hierarchy"], Hierarchy),
    (&["track_record", "kept"], Kept),
    (&["track_record", "total"], Total),
    (&["stand_alone_cost"], StandAloneCost),
    (&["extra_joint_cost"], ExtraJointCost),
    (&["extra_benefit"], ExtraBenefit),
    (&["risk_capacity"], RiskCapacity),
    (&["our_dependence"], OurDependence),
    (&["their_dependence"], TheirDependence),
    (&["horizon_years"], HorizonYears),
    (&["joint_projects"], JointProjects),
];

impl NumberSlot {
    /// The slot to which keys lead.
    pub fn of(keys: &[&str]) -> Option<Self> {
        let slot = SLOTS.iter().find(|(path, _)| *path == keys);
        slot.map(|(_, slot)| *slot)
    }

    /// How messages call it.
    pub fn what(self) -> String {
        match self.keys() {
            // A track record is a table of its own in messages.
            ["track_record", part] => (*part).to_owned(),
            keys => keys.join("."),
        }
    }

    /// The keys that lead to it.
    pub fn keys(self) -> &'static [&'static str] {
        SLOTS[self as usize].0
    }

    fn bit(self) -> u32 {
        1 << self as u32
    }
}

/// What stands in each slot; NaN where nothing does.
#[derive(Debug)]
pub struct Numbers {
    numbers: [f64; SLOTS.len()],
    /// The slots of which the number was reported as wrong.
    wrong: u32,
}

/// Stands for a number that was reported as wrong, so that the checks that come after it see a fact and not a gap. It
/// lies in every range, and no candidate with an error leaves the reader.
pub const PLACEHOLDER: f64 = 1.0;

impl Default for Numbers {
    fn default() -> Self {
        Self {
            numbers: [f64::NAN; SLOTS.len()],
            wrong: 0,
        }
    }
}

impl Numbers {
    /// Fills a slot.
    #[inline]
    pub fn set(&mut self, slot: NumberSlot, number: f64) {
        self.numbers[slot as usize] = number;
    }

    /// Fills a slot with a number, or with a placeholder for one that was reported as wrong.
    pub fn set_read(&mut self, slot: NumberSlot, number: Option<f64>) {
        if number.is_none() {
            self.wrong |= slot.bit();
        }
        self.set(slot, number.unwrap_or(PLACEHOLDER));
    }

    /// The number of a slot.
    pub fn get(&self, slot: NumberSlot) -> Option<f64> {
        let number = self.numbers[slot as usize];
        (!number.is_nan()).then_some(number)
    }

    /// The numbers of these slots; NaN where there is none.
    pub fn all<const N: usize>(&self, slots: [NumberSlot; N]) -> [f64; N] {
        slots.map(|slot| self.numbers[slot as usize])
    }

    /// Whether the number of any of these slots was reported as wrong.
    pub fn is_wrong(&self, slots: &[NumberSlot]) -> bool {
        slots.iter().any(|slot| self.wrong & slot.bit() != 0)
    }
}

/// A table of a candidate from names to numbers.
#[derive(Clone, Copy, Debug, PartialEq)]
#[allow(
    missing_docs,
    reason = "named like the keys, which the registry documents"
)]
pub enum FactsSlot {
    Goals,
    Sales,
    Capabilities,
    RiskControl,
    Pledges,
    Measures,
    RiskShares,
    Contributions,
}

impl FactsSlot {
    /// The table of a key.
    pub fn of(key: &str) -> Option<Self> {
        Some(match key {
            "goals" => FactsSlot::Goals,
            "sales" => FactsSlot::Sales,
            "capabilities" => FactsSlot::Capabilities,
            "risk_control" => FactsSlot::RiskControl,
            "pledges" => FactsSlot::Pledges,
            "measures" => FactsSlot::Measures,
            "risk_shares" => FactsSlot::RiskShares,
            "contributions" => FactsSlot::Contributions,
            _ => return None,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::keys;

    #[test]
    fn every_slot_is_a_number_of_a_candidate() {
        for (at, (keys, slot)) in SLOTS.iter().enumerate() {
            assert_eq!(*slot as usize, at);
            assert!(Takes::of(&keys::CANDIDATE, keys).is_some(), "{keys:?}");
        }
        for (key, is_whole) in [("joint_projects", true), ("stake", false)] {
            let takes = Takes::of(&keys::CANDIDATE, &[key]);
            assert_eq!(takes.map(|takes| takes.is_whole), Some(is_whole));
        }
    }
}
