//! The terms that the model would propose beside the proposed ones.

use crate::criteria::Relation;
use crate::model::SLACK;

/// Shares of the parties, the organization first.
pub type PartyShares = Vec<f64>;

/// Proposed terms and those that three rules would give.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Terms {
    /// The proposed shares of the cost.
    pub cost: Option<PartyShares>,
    /// The shares of the cost that split the gain evenly: (c - G/n) / C with G the sum of the
    /// stand-alone costs less the joint cost C (for two parties the Shapley value; H. P.
    /// Young, "Monotonic solutions of cooperative games", International Journal of Game Theory 14 (1985), 65-72).
    pub equal_gain: Option<PartyShares>,
    /// Whether a share of `equal_gain` was negative, made 0, and the rest scaled.
    pub is_scaled: bool,
    /// The shares of the cost in proportion to the benefit.
    pub by_benefit: Option<PartyShares>,
    /// The proposed shares of the risks; where they differ by risk, of the expected loss.
    pub risk: Option<PartyShares>,
    /// The shares of the risks in proportion to capacity (K. Borch, "Equilibrium in a reinsurance
    /// market", Econometrica 30 (1962), 424-444).
    pub by_tolerance: Option<PartyShares>,
}

impl Terms {
    /// The terms of a relation, as far as its facts allow.
    pub fn of(relation: &Relation<'_>) -> Self {
        let all =
            |share: &dyn Fn(usize) -> Option<f64>| (0..relation.parties()).map(share).collect();
        let (equal_gain, is_scaled) = equal_gain(relation).unzip();
        let risks = &relation.deal.risks;
        let loss: f64 = risks.iter().map(|risk| risk.expected_loss()).sum();
        let has_risks = !risks.is_empty();
        let capacities: Option<Vec<f64>> = all(&|party| relation.risk_capacity(party));
        Self {
            cost: all(&|party| relation.cost_share(party)),
            equal_gain,
            is_scaled: is_scaled.unwrap_or(false),
            by_benefit: all(&|party| relation.benefit_share(party)),
            risk: all(&|party| Some(relation.expected_loss(party)? / loss)).filter(|_| has_risks),
            by_tolerance: capacities.and_then(|capacities| {
                let sum: f64 = capacities.iter().sum();
                (sum > 0.0).then(|| capacities.iter().map(|capacity| capacity / sum).collect())
            }),
        }
    }
}

/// The even split of the gain, and whether a negative share was scaled away; none without a gain.
fn equal_gain(relation: &Relation<'_>) -> Option<(PartyShares, bool)> {
    let joint = relation.joint_cost()?;
    let alone: Option<Vec<f64>> = (0..relation.parties())
        .map(|party| relation.stand_alone_cost(party))
        .collect();
    let alone = alone?;
    let gain = alone.iter().sum::<f64>() - joint;
    if gain <= SLACK * joint {
        return None;
    }
    let each = gain / alone.len() as f64;
    let shares: Vec<f64> = alone.iter().map(|cost| (cost - each) / joint).collect();
    if shares.iter().all(|&share| share >= 0.0) {
        return Some((shares, false));
    }
    let positive: Vec<f64> = shares.iter().map(|share| share.max(0.0)).collect();
    let sum: f64 = positive.iter().sum();
    Some((positive.iter().map(|share| share / sum).collect(), true))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::criteria::testing::deal;

    fn two_towns(alone: (f64, f64), joint: f64) -> Terms {
        let header = format!(
            "deal.cost = {joint}\norganization.name = 'A'\norganization.stand_alone_cost = {}\n",
            alone.0
        );
        let town = format!("stand_alone_cost = {}\nstake = 0.5\n", alone.1);
        let deal = deal("network", &header, &town);
        Terms::of(&Relation::new(&deal, &[&deal.candidates[0]]))
    }

    /// Young's two towns: 11 and 7 alone, 15 together; equal savings charge 9.5 and 5.5.
    #[test]
    fn the_gain_is_split_evenly() {
        let terms = two_towns((11.0, 7.0), 15.0);
        let shares = terms.equal_gain.expect("a gain");
        assert!((shares[0] - 9.5 / 15.0).abs() < 1e-12 && (shares[1] - 5.5 / 15.0).abs() < 1e-12);
        assert_eq!(terms.cost, Some(vec![0.5, 0.5]));
        assert_eq!(
            two_towns((8.0, 7.0), 15.0).equal_gain,
            None,
            "nothing gained"
        );
    }

    #[test]
    fn nobody_is_paid_to_join() {
        // Gain 8: 4 each; B would pay 2 - 4 < 0.
        let terms = two_towns((16.0, 2.0), 10.0);
        assert_eq!(terms.equal_gain, Some(vec![1.0, 0.0]));
        assert!(terms.is_scaled);
    }
}
