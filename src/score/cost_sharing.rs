//! Cost sharing: does every party save, and get benefits in proportion to its costs?

use super::concerns::Concern;
use super::relation::{Relation, exceeds};
use super::triple::{Triple, clamp};

/// Savings: what the party that saves least saves, against the target: (1 - x / c) / target, where x is
/// its part of the joint cost and c what it would pay alone. No party may be worse off than alone
/// (Young 1985, IJGT 14:65-72); how much saving earns full points is a judgement.
pub(super) fn savings(relation: &Relation<'_>) -> Option<Triple> {
    let joint_cost = relation.joint_cost()?;
    let target = relation.deal.target_saving;
    let mut least: f64 = 1.0;
    for party in 0..relation.parties() {
        let part = relation.cost_share(party)? * joint_cost;
        let alone = relation.stand_alone_cost(party)?;
        let worth = if alone == 0.0 {
            if part == 0.0 { 1.0 } else { 0.0 }
        } else if target == 0.0 {
            if exceeds(part, alone) { 0.0 } else { 1.0 }
        } else {
            clamp((1.0 - part / alone) / target)
        };
        least = least.min(worth);
    }
    Some(Triple::exact(least))
}

/// Equity: the worst-treated party's share of the benefit against its share of the cost, at most 1
/// (Adams 1965); who pays nothing counts 1.
pub(super) fn equity(relation: &Relation<'_>) -> Option<Triple> {
    // Asked only where the deal states its cost.
    relation.joint_cost()?;
    let mut least: f64 = 1.0;
    for party in 0..relation.parties() {
        let (cost, benefit) = (relation.cost_share(party)?, relation.benefit_share(party)?);
        if cost > 0.0 {
            least = least.min(clamp(benefit / cost));
        }
    }
    Some(Triple::exact(least))
}

/// The parties that would pay more than alone.
pub(super) fn worse_off(relation: &Relation<'_>) -> impl Iterator<Item = Concern> {
    (0..relation.parties()).filter_map(|party| {
        let part = relation.cost_share(party)? * relation.joint_cost()?;
        let alone = relation.stand_alone_cost(party)?;
        exceeds(part, alone).then_some(Concern::WorseOff { party, part, alone })
    })
}

/// The parties that would pay more than they get.
pub(super) fn unprofitable(relation: &Relation<'_>) -> impl Iterator<Item = Concern> {
    (0..relation.parties()).filter_map(|party| {
        let part = relation.cost_share(party)? * relation.joint_cost()?;
        let benefit = relation.benefit_share(party)? * relation.deal.benefit?;
        exceeds(part, benefit).then_some(Concern::Unprofitable {
            party,
            benefit,
            part,
        })
    })
}

#[cfg(test)]
mod tests {
    use crate::score::testing::{criterion, deal};

    /// Young's two towns: 11 and 7 alone, 15 together (`cost_07` of the published cases).
    fn two_towns(their_share: f64, target: f64) -> f64 {
        let header = format!(
            "deal.cost = 15\ndeal.target_saving = {target}\norganization.name = 'A'\n\
             organization.stand_alone_cost = 11\n"
        );
        let town = format!("stand_alone_cost = 7\ncost_share = {their_share}\n");
        criterion(&deal("network", &header, &town), "savings")
            .score
            .value
    }

    #[test]
    fn savings_are_those_of_the_party_that_saves_least() {
        // Equal savings of 1.5: 9.5 and 5.5. A saves 1.5 / 11 = 0.1364, B 1.5 / 7.
        assert!((two_towns(5.5 / 15.0, 0.2) - 1.5 / 11.0 / 0.2).abs() < 1e-12);
        // An equal split makes B pay 7.5, more than alone.
        assert_eq!(two_towns(0.5, 0.2), 0.0);
        assert_eq!(two_towns(0.5, 0.0), 0.0);
        assert_eq!(
            two_towns(7.0 / 15.0, 0.0),
            1.0,
            "as much as alone is not more"
        );
    }
}
