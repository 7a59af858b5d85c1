//! A relation: the organization and the members it would work with, and how they divide cost,
//! benefit and risk.

use crate::deal::{Candidate, Deal, Risk, Symbol};
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
    joint_benefit: Option<f64>,
    instead: Instead<'a>,
}

/// Shares that are tried in place of the proposed ones, the organization's first; they sum to 1.
#[derive(Clone, Copy, Default)]
struct Instead<'a> {
    cost: Option<&'a [f64]>,
    /// Of one risk, by name.
    risk: Option<(Symbol, &'a [f64])>,
}

/// How a whole is divided among the parties.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Division {
    /// The organization's share.
    own: f64,
    /// What the members' stated shares are divided by.
    divisor: f64,
    /// What the stated shares sum to, the organization's with them if it states one.
    pub sum: f64,
    /// Whether the organization states its share; else it takes what is left.
    pub states_own: bool,
}

/// Below this, what is left for the organization is rounding.
const NO_REMAINDER: f64 = 1e-12;
/// Stated shares that sum to this much more are scaled, if all parties state theirs.
const OVER_SUBSCRIBED: f64 = 1.05;
/// A whole this far from 1 is said.
const NOT_A_WHOLE: f64 = 0.005;

impl Division {
    /// Divides a whole by the organization's stated share, if it states one, and the members'.
    /// Nothing can be said while a member's share is missing, or if all sum to 0.
    pub fn new(own: Option<f64>, members: impl Iterator<Item = Option<f64>>) -> Option<Self> {
        let stated = members.sum::<Option<f64>>()?;
        let of = |own_share, divisor, sum| Self {
            own: own_share,
            divisor,
            sum,
            states_own: own.is_some(),
        };
        match own {
            Some(own) => {
                let sum = own + stated;
                (sum > 0.0).then(|| of(own / sum, sum, sum))
            }
            None if stated > 1.0 + SLACK => Some(of(0.0, stated, stated)),
            None => {
                let rest = 1.0 - stated;
                let own = if rest < NO_REMAINDER { 0.0 } else { rest };
                Some(of(own, 1.0, stated))
            }
        }
    }

    /// Whether more is promised than there is.
    pub fn is_over_subscribed(&self) -> bool {
        let most = if self.states_own {
            OVER_SUBSCRIBED
        } else {
            1.0
        };
        self.sum > most + SLACK
    }

    /// Whether the stated shares sum to more than the whole.
    pub fn is_above_one(&self) -> bool {
        self.sum > 1.0 + NOT_A_WHOLE + SLACK
    }

    /// Whether the stated shares sum to less than the whole, and nobody takes the rest.
    pub fn leaves_a_rest(&self) -> bool {
        self.states_own && self.sum < 1.0 - NOT_A_WHOLE - SLACK
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
            joint_benefit: deal.benefit.and_then(|benefit| {
                let extra = members.iter().map(|member| member.extra_benefit);
                Some(benefit + extra.sum::<Option<f64>>()?)
            }),
            instead: Instead::default(),
        }
    }

    /// The same relation with other shares of the cost.
    pub fn with_cost(self, shares: &'a [f64]) -> Self {
        let cost = Division::new(
            shares.first().copied(),
            shares[1..].iter().map(|s| Some(*s)),
        );
        Self {
            cost,
            instead: Instead {
                cost: Some(shares),
                ..self.instead
            },
            ..self
        }
    }

    /// The same relation with other shares of a risk.
    pub fn with_risk(self, risk: Symbol, shares: &'a [f64]) -> Self {
        Self {
            instead: Instead {
                risk: Some((risk, shares)),
                ..self.instead
            },
            ..self
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
        if let Some(shares) = self.risk_instead(risk) {
            let members = shares[1..].iter().map(|share| Some(*share));
            return Division::new(shares.first().copied(), members);
        }
        let members = self.members.iter().map(|c| c.risk_share(risk.name));
        Division::new(self.deal.organization.shares.risk, members)
    }

    fn risk_instead(&self, risk: &Risk) -> Option<&'a [f64]> {
        let (name, shares) = self.instead.risk?;
        (name == risk.name).then_some(shares)
    }

    /// A party's share of the cost.
    pub fn cost_share(&self, party: usize) -> Option<f64> {
        Self::part(self.cost?, party, |at| match self.instead.cost {
            Some(shares) => Some(shares[at + 1]),
            None => self.members[at].shares.cost,
        })
    }

    /// A party's share of the benefit.
    pub fn benefit_share(&self, party: usize) -> Option<f64> {
        Self::part(self.benefit?, party, |at| self.members[at].shares.benefit)
    }

    /// A party's share of a risk that is divided like this.
    pub fn risk_share(&self, division: Division, risk: &Risk, party: usize) -> Option<f64> {
        Self::part(division, party, |at| match self.risk_instead(risk) {
            Some(shares) => Some(shares[at + 1]),
            None => self.members[at].risk_share(risk.name),
        })
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

    /// The joint benefit: that of the deal and what each member's joining adds.
    pub fn joint_benefit(&self) -> Option<f64> {
        self.joint_benefit
    }

    /// A party's part of the joint cost.
    pub fn cost_part(&self, party: usize) -> Option<f64> {
        Some(self.cost_share(party)? * self.joint_cost()?)
    }

    /// A party's part of the joint benefit.
    pub fn benefit_part(&self, party: usize) -> Option<f64> {
        Some(self.benefit_share(party)? * self.joint_benefit()?)
    }

    /// What a party brings in, in money; 0 where it states nothing.
    pub fn contribution(&self, party: usize) -> Option<f64> {
        let stated = match party {
            0 => self.deal.organization.contributions.as_ref(),
            _ => self.members[party - 1].contributions.as_ref(),
        };
        stated.map(|contributions| contributions.sum())
    }

    /// Whether a party states a part of cost, benefit or risk.
    pub fn states_share(&self, party: usize) -> bool {
        let stated = match party {
            0 => &self.deal.organization.shares,
            _ => {
                let member = self.members[party - 1];
                let keys = [
                    "stake",
                    "cost_share",
                    "benefit_share",
                    "risk_share",
                    "risk_shares",
                ];
                if !member.risk_shares.is_empty() || keys.iter().any(|key| member.withholds(key)) {
                    return true;
                }
                &member.shares
            }
        };
        stated.cost.is_some() || stated.benefit.is_some() || stated.risk.is_some()
    }

    /// What is known of what the members say of their parts.
    pub fn cost_stated(&self) -> Stated {
        self.stated("cost_share", |member| member.shares.cost)
    }

    /// The same of the benefit.
    pub fn benefit_stated(&self) -> Stated {
        self.stated("benefit_share", |member| member.shares.benefit)
    }

    /// The same of a risk.
    pub fn risk_stated(&self, risk: &Risk) -> Stated {
        let member = |member: &Candidate| match member.withholds("risk_shares") {
            true => Stated::Withheld,
            false => stated(member, "risk_share", member.risk_share(risk.name)),
        };
        Stated::of_all(self.members.iter().map(|one| member(one)))
    }

    fn stated(&self, key: &str, share: impl Fn(&Candidate) -> Option<f64>) -> Stated {
        Stated::of_all(
            self.members
                .iter()
                .map(|member| stated(member, key, share(member))),
        )
    }

    /// Whether a member states a key that is taken for unknown; the organization has none.
    pub fn withholds(&self, party: usize, key: &str) -> bool {
        party > 0 && self.members[party - 1].withholds(key)
    }

    /// What a party must expect to lose after its own control of the risks; a control that is not stated counts as
    /// `absent`.
    pub fn loss_after_control(&self, party: usize, absent: f64) -> Option<f64> {
        self.loss(party, |risk| self.left_of(risk, party, absent))
    }

    /// What a party that bears a whole risk must expect to lose after its own control of it.
    pub fn left_of(&self, risk: &Risk, party: usize, absent: f64) -> f64 {
        let control = self.risk_control(party, risk).unwrap_or(absent);
        risk.expected_loss() * (1.0 - control)
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
        // The sum of none is -0.
        losses.sum::<Option<f64>>().map(|loss| loss + 0.0)
    }
}

/// What is known of a fact.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Stated {
    /// It is stated and counts.
    Known,
    /// It is stated and taken for unknown.
    Withheld,
    /// It is not stated.
    Absent,
}

impl Stated {
    /// What is known of a sum of facts, or of a comparison: one that is absent leaves nothing to decide.
    pub fn of_all(facts: impl IntoIterator<Item = Stated>) -> Self {
        facts.into_iter().max().unwrap_or(Stated::Known)
    }

    /// Of a fact of a member.
    pub fn of(is_there: bool, is_withheld: bool) -> Self {
        match (is_there, is_withheld) {
            (true, _) => Stated::Known,
            (false, true) => Stated::Withheld,
            (false, false) => Stated::Absent,
        }
    }
}

/// What is known of a share of a member, for which its stake may stand.
fn stated(member: &Candidate, key: &str, share: Option<f64>) -> Stated {
    let is_withheld = member.withholds(key) || member.withholds("stake");
    Stated::of(share.is_some(), is_withheld)
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
        let of = |own, members: &[Option<f64>]| divide(own, members).expect("known");
        let division = of(None, &[Some(0.7), Some(0.5)]);
        assert_eq!((division.own, division.sum), (0.0, 1.2));
        assert!(division.is_over_subscribed());
        assert!(!of(None, &[Some(1.0 + 1e-10)]).is_over_subscribed());
        // Where all state theirs, rounding to 105 % is forgiven, and said.
        let stated = of(Some(0.5), &[Some(0.55)]);
        assert!(!stated.is_over_subscribed() && stated.is_above_one());
        assert!(of(Some(0.5), &[Some(0.5501)]).is_over_subscribed());
    }

    #[test]
    fn a_whole_further_than_half_a_percent_from_one_is_said() {
        let of = |own, members: &[Option<f64>]| divide(own, members).expect("known");
        assert!(!of(Some(0.505), &[Some(0.5)]).is_above_one());
        assert!(of(Some(0.506), &[Some(0.5)]).is_above_one());
        assert!(!of(Some(0.495), &[Some(0.5)]).leaves_a_rest());
        assert!(of(Some(0.494), &[Some(0.5)]).leaves_a_rest());
        assert!(!of(None, &[Some(0.5)]).leaves_a_rest(), "we take it");
    }

    #[test]
    fn one_missing_share_leaves_all_unknown() {
        assert_eq!(divide(None, &[Some(0.7), None]), None);
    }
}
