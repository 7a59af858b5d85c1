//! A relation: the organization and the members it would work with, and how they divide cost,
//! benefit and risk.

use crate::deal::{Candidate, Deal, Risk};
use crate::model::SLACK;

/// The organization and a set of candidates.
#[derive(Clone, Copy)]
pub struct Relation<'a> {
    /// The deal.
    pub deal: &'a Deal,
    /// The members besides the organization.
    pub members: &'a [&'a Candidate],
    /// How the cost is divided.
    pub cost: Option<Division>,
    /// How the benefit is divided.
    pub benefit: Option<Division>,
    joint_cost: Option<f64>,
}

/// How a whole is divided among the parties.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Division {
    /// The organization's share.
    own: f64,
    /// What the members' stated shares are divided by.
    divisor: f64,
    /// What the stated shares sum to, if to more than the whole with nothing left for the
    /// organization.
    pub over_subscribed: Option<f64>,
}

/// Below this, what is left for the organization is rounding.
const NO_REMAINDER: f64 = 1e-12;

impl Division {
    /// Divides a whole by the organization's stated share, if it states one, and the members'.
    /// Nothing can be said while a member's share is missing, or if all sum to 0.
    pub fn new(own: Option<f64>, members: impl Iterator<Item = Option<f64>>) -> Option<Self> {
        let stated = members.sum::<Option<f64>>()?;
        let of = |own, divisor, over_subscribed| Self {
            own,
            divisor,
            over_subscribed,
        };
        match own {
            Some(own) => {
                let sum = own + stated;
                (sum > 0.0).then(|| of(own / sum, sum, None))
            }
            None if stated > 1.0 + SLACK => Some(of(0.0, stated, Some(stated))),
            None => {
                let rest = 1.0 - stated;
                let own = if rest < NO_REMAINDER { 0.0 } else { rest };
                Some(of(own, 1.0, None))
            }
        }
    }
}

impl<'a> Relation<'a> {
    /// The relation of the organization with these members; without any it stands alone.
    pub fn new(deal: &'a Deal, members: &'a [&'a Candidate]) -> Self {
        let own = &deal.organization.shares;
        Self {
            deal,
            members,
            cost: Division::new(own.cost, members.iter().map(|c| c.shares.cost)),
            benefit: Division::new(own.benefit, members.iter().map(|c| c.shares.benefit)),
            joint_cost: deal.cost.map(|cost| {
                let extra: f64 = members.iter().map(|member| member.extra_joint_cost).sum();
                cost + extra
            }),
        }
    }

    /// The number of parties.
    pub fn parties(&self) -> usize {
        self.members.len() + 1
    }

    /// The name of a party; 0 is the organization.
    pub fn party_name(&self, party: usize) -> &'a str {
        match party {
            0 => &self.deal.organization.name,
            _ => &self.members[party - 1].name,
        }
    }

    /// How a risk is divided.
    pub fn risk_division(&self, risk: &Risk) -> Option<Division> {
        let members = self.members.iter().map(|c| c.risk_share(risk.name));
        Division::new(self.deal.organization.shares.risk, members)
    }

    /// A party's share of the cost.
    pub fn cost_share(&self, party: usize) -> Option<f64> {
        Self::part(self.cost?, party, |at| self.members[at].shares.cost)
    }

    /// A party's share of the benefit.
    pub fn benefit_share(&self, party: usize) -> Option<f64> {
        Self::part(self.benefit?, party, |at| self.members[at].shares.benefit)
    }

    /// A party's share of a risk that is divided like this.
    pub fn risk_share(&self, division: Division, risk: &Risk, party: usize) -> Option<f64> {
        Self::part(division, party, |at| self.members[at].risk_share(risk.name))
    }

    fn part(
        division: Division,
        party: usize,
        stated: impl Fn(usize) -> Option<f64>,
    ) -> Option<f64> {
        match party {
            0 => Some(division.own),
            _ => Some(stated(party - 1)? / division.divisor),
        }
    }

    /// The joint cost: that of the deal and what each member's joining adds.
    pub fn joint_cost(&self) -> Option<f64> {
        self.joint_cost
    }

    /// What it would cost a party alone.
    pub fn stand_alone_cost(&self, party: usize) -> Option<f64> {
        match party {
            0 => self.deal.organization.stand_alone_cost,
            _ => self.members[party - 1].stand_alone_cost,
        }
    }

    /// The loss that a party could bear.
    pub fn risk_capacity(&self, party: usize) -> Option<f64> {
        match party {
            0 => self.deal.organization.risk_capacity,
            _ => self.members[party - 1].risk_capacity,
        }
    }

    /// How far a party controls a risk, 0..1, where it says so.
    pub fn risk_control(&self, party: usize, risk: &Risk) -> Option<f64> {
        match party {
            0 => Some(risk.own_control),
            _ => {
                let control = self.members[party - 1].risk_control.get(risk.name)?;
                Some(control / 10.0)
            }
        }
    }

    /// A party's loss if every listed risk comes true.
    pub fn stress_loss(&self, party: usize) -> Option<f64> {
        self.loss(party, |risk| risk.impact)
    }

    /// A party's expected loss from all listed risks.
    pub fn expected_loss(&self, party: usize) -> Option<f64> {
        self.loss(party, Risk::expected_loss)
    }

    fn loss(&self, party: usize, size: impl Fn(&Risk) -> f64) -> Option<f64> {
        let risks = self.deal.risks.iter();
        let losses = risks.map(|risk| {
            let division = self.risk_division(risk)?;
            Some(self.risk_share(division, risk, party)? * size(risk))
        });
        losses.sum()
    }
}

/// Whether an amount is above another by more than rounding.
pub fn exceeds(amount: f64, limit: f64) -> bool {
    amount - limit > SLACK * amount.abs().max(limit.abs())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn divide(own: Option<f64>, members: &[Option<f64>]) -> Option<Division> {
        Division::new(own, members.iter().copied())
    }

    #[test]
    fn the_organization_takes_what_is_left() {
        let division = divide(None, &[Some(0.2), Some(0.3)]).expect("known");
        assert!((division.own - 0.5).abs() < 1e-15);
        assert_eq!(division.divisor, 1.0);
        assert_eq!(divide(None, &[Some(1.0 - 1e-13)]).expect("known").own, 0.0);
    }

    #[test]
    fn stated_shares_are_divided_by_their_sum() {
        let division = divide(Some(0.5), &[Some(0.3), Some(0.2), Some(0.25)]).expect("known");
        assert_eq!(division.own, 0.5 / 1.25);
        assert_eq!(division.divisor, 1.25);
        assert_eq!(
            divide(Some(0.0), &[Some(0.0)]),
            None,
            "a sum of 0 divides nothing"
        );
    }

    #[test]
    fn more_than_the_whole_is_over_subscribed() {
        let division = divide(None, &[Some(0.7), Some(0.5)]).expect("known");
        assert_eq!((division.own, division.over_subscribed), (0.0, Some(1.2)));
        assert_eq!(
            divide(None, &[Some(1.0 + 1e-10)])
                .expect("known")
                .over_subscribed,
            None
        );
    }

    #[test]
    fn one_missing_share_leaves_all_unknown() {
        assert_eq!(divide(None, &[Some(0.7), None]), None);
    }
}
