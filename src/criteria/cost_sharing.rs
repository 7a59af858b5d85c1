//! Cost sharing: does every party save, and get benefits in proportion to its costs?

use super::relation::{Relation, exceeds};
use super::score::{Line, PartyWorking, Working};
use super::triple::{clamp, reached};

/// Savings: what the party that saves least saves, against the target: (1 - x / c) / target, where x is
/// its part of the joint cost and c what it would pay alone.
///
/// No party may be worse off than alone: H. P. Young, "Monotonic solutions of cooperative games",
/// International Journal of Game Theory 14 (1985), 65-72. How much saving earns full points is a judgement.
pub(super) fn savings(relation: &Relation<'_>, party: usize) -> Option<PartyWorking> {
    let part = relation.cost_part(party)?;
    let alone = relation.stand_alone_cost(party)?;
    let target = relation.deal.target_saving;
    Some(PartyWorking {
        value: saving(part, alone, target),
        opening: match target == 0.0 {
            true => Line::new(1, []),
            false => Line::new(0, [target]),
        },
        line: match (alone == 0.0, part == 0.0) {
            (true, true) => Line::new(3, []),
            (true, false) => Line::new(4, [part]),
            (false, _) => Line::new(2, [part, alone]),
        },
    })
}

/// What a party's saving is worth, 0..1, against the target.
pub fn saving(part: f64, alone: f64, target: f64) -> f64 {
    if alone == 0.0 {
        f64::from(part == 0.0)
    } else if target == 0.0 {
        f64::from(!exceeds(part, alone))
    } else {
        clamp((1.0 - part / alone) / target)
    }
}

/// Return: what the whole brings beyond its cost, against the target: (B / C - 1) / target.
pub(super) fn return_on_cost(relation: &Relation<'_>) -> Option<Working> {
    let (benefit, cost) = (relation.joint_benefit()?, relation.joint_cost()?);
    let target = relation.deal.target_return;
    let value = clamp((benefit / cost - 1.0) / target);
    Some(Working::exact(value, [benefit, cost, target]))
}

/// Equity: the worst-treated party's share of the benefit against its share of the cost, at most 1
/// (J. S. Adams, "Inequity in social exchange", Advances in Experimental Social Psychology 2 (1965), 267-299).
pub(super) fn equity(relation: &Relation<'_>, party: usize) -> Option<PartyWorking> {
    // Asked only where the deal states its cost.
    relation.joint_cost()?;
    let (cost, benefit) = (relation.cost_share(party)?, relation.benefit_share(party)?);
    Some(PartyWorking {
        value: reached(benefit, cost),
        opening: Line::new(0, []),
        line: match cost == 0.0 {
            true => Line::new(2, []),
            false => Line::new(1, [benefit, cost]),
        },
    })
}

#[cfg(test)]
mod tests {
    use crate::criteria::testing::{criterion, deal};

    /// Young's two towns: 11 and 7 alone, 15 together, as in Young (1985).
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

    /// 130 of benefit for 100 of cost bring 0.3, and 0.5 earns full points.
    #[test]
    fn the_return_is_set_against_its_target() {
        let header =
            "deal.cost = 90\ndeal.benefit = 120\norganization.name = 'o'\n[criteria.return]\n";
        let score = |them: &str| {
            criterion(&deal("network", header, them), "return")
                .score
                .value
        };
        let them = "extra_joint_cost = 10\nextra_benefit = 10\n";
        assert!((score(them) - 0.3 / 0.5).abs() < 1e-12);
        // 120 / 160 loses.
        assert_eq!(score("extra_joint_cost = 70\n"), 0.0);
    }
}
