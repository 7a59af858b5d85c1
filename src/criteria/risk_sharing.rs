//! Risk sharing: does each party bear the risks that it can control and carry?

use super::relation::Relation;
use super::score::{Line, PartyWorking, Working};
use super::triple::{Triple, clamp, reached};
use crate::deal::{Candidate, Deal, Risk};

/// Allocation: how much better off the parties are with the risks divided than the organization
/// alone, against what n equal parties would reach.
///
/// What is left of a risk after its bearer's control m is the exposure s (1 - m). The premium that a
/// party asks for bearing it is in proportion to exposure^2 / capacity. Relief = 1 - premiums of all /
/// premium of the organization alone; q = relief / (1 - 1/n) within 0..1. The mean over risks is weighted
/// by expected loss x (1 - own control)^2. A control that a member does not state counts 0, and 1 for
/// the high end.
///
/// K. Borch, "Equilibrium in a reinsurance market", Econometrica 30 (1962), 424-444; R. Wilson, "The theory of
/// syndicates", Econometrica 36 (1968), 119-132.
pub(super) fn allocation(relation: &Relation<'_>) -> Option<Triple> {
    let mut members = relation.members.iter();
    if members.any(|member| member.withholds("risk_control")) {
        return None;
    }
    let at = |unstated_control: f64| {
        mean_relief(relation.deal, |_, risk| {
            relief(relation, risk, unstated_control)
        })
    };
    Some(Triple::up_to(at(0.0)?, at(1.0)?))
}

/// The risks that the organization does not fully control: the place of each, and what it counts.
pub fn uncontrolled(deal: &Deal) -> impl Iterator<Item = (usize, &Risk, f64)> {
    let risks = deal.risks.iter().enumerate();
    let risks = risks.filter(|(_, risk)| risk.own_control < 1.0);
    risks.map(|(at, risk)| {
        let weight = risk.expected_loss() * (1.0 - risk.own_control).powi(2);
        (at, risk, weight)
    })
}

/// The mean of what is reached of each risk, which is given with its place.
pub fn mean_relief(deal: &Deal, relief: impl Fn(usize, &Risk) -> Option<f64>) -> Option<f64> {
    let (mut sum, mut weights) = (0.0, 0.0);
    for (at, risk, weight) in uncontrolled(deal) {
        sum += weight * relief(at, risk)?;
        weights += weight;
    }
    Some(clamp(sum / weights))
}

/// How much better off the parties are with one risk divided, 0..1 (q of the formula above).
pub fn relief(relation: &Relation<'_>, risk: &Risk, unstated_control: f64) -> Option<f64> {
    let premiums = premiums(relation, risk, unstated_control)?;
    Some(premiums.relief(risk, relation.parties()))
}

/// By what part the premiums of all are less than that of the organization alone, of all risks together: at most 1,
/// below 0 where they are more.
pub fn saved(relation: &Relation<'_>) -> Option<f64> {
    let (mut sum, mut weights) = (0.0, 0.0);
    for (_, risk, weight) in uncontrolled(relation.deal) {
        sum += weight * premiums(relation, risk, 0.0)?.saved(risk);
        weights += weight;
    }
    Some(sum / weights)
}

fn premiums(relation: &Relation<'_>, risk: &Risk, unstated_control: f64) -> Option<Premiums> {
    let division = relation.risk_division(risk)?;
    let own_capacity = relation.risk_capacity(0)?;
    let mut premiums = Premiums::default();
    for party in 0..relation.parties() {
        let control = relation.risk_control(party, risk);
        let exposure = relation.risk_share(division, risk, party)?
            * (1.0 - control.unwrap_or(unstated_control));
        premiums.add(exposure, relation.risk_capacity(party)?, own_capacity);
    }
    Some(premiums)
}

/// The premiums of all parties, in units of the organization's capacity.
#[derive(Default)]
pub struct Premiums {
    sum: f64,
    is_unbearable: bool,
}

impl Premiums {
    /// Adds the premium of a party; without capacity it can bear nothing.
    pub fn add(&mut self, exposure: f64, capacity: f64, own_capacity: f64) {
        if exposure > 0.0 && capacity == 0.0 {
            self.is_unbearable = true;
        } else if exposure > 0.0 {
            self.sum += exposure * exposure * (own_capacity / capacity);
        }
    }

    /// What they reach of what so many equal parties would.
    pub fn relief(&self, risk: &Risk, parties: usize) -> f64 {
        clamp(self.saved(risk) / (1.0 - 1.0 / parties as f64))
    }

    /// By what part they are less than that of the organization alone.
    fn saved(&self, risk: &Risk) -> f64 {
        match self.is_unbearable {
            true => 0.0,
            false => 1.0 - self.sum / (1.0 - risk.own_control).powi(2),
        }
    }
}

/// Capacity: the least over parties of min(1, capacity / stress loss), the loss if everything happens.
pub(super) fn capacity(relation: &Relation<'_>, party: usize) -> Option<PartyWorking> {
    let capacity = relation.risk_capacity(party)?;
    let loss = relation.stress_loss(party)?;
    Some(PartyWorking {
        value: reached(capacity, loss),
        opening: Line::new(0, []),
        line: match loss == 0.0 {
            true => Line::new(2, []),
            false => Line::new(1, [capacity, loss]),
        },
    })
}

/// Little dependence: 1 - max(0, our dependence - their dependence) (R. M. Emerson, "Power-dependence
/// relations", American Sociological Review 27 (1962), 31-41).
pub(super) fn dependence(_: &Relation<'_>, member: &Candidate) -> Option<Working> {
    let (ours, theirs) = (member.our_dependence?, member.their_dependence?);
    let value = clamp(1.0 - (ours - theirs).max(0.0));
    Some(Working::exact(value, [ours, theirs]))
}

/// Whether a candidate states what `allocation` needs of it, its control of risks included, without which a
/// rating may stand in.
pub(super) fn states_allocation(deal: &Deal, candidate: &Candidate) -> bool {
    let mut shares = uncontrolled(deal).map(|(_, risk, _)| candidate.risk_share(risk.name));
    candidate.risk_capacity.is_some()
        && shares.all(|share| share.is_some())
        && !candidate.risk_control.is_empty()
}

#[cfg(test)]
mod tests {
    use crate::criteria::testing::{criterion, deal};

    /// Two parties of equal capacity that control nothing and share evenly reach all that two equal
    /// parties can; with tolerances 1 and 9 an even split is 0.36 as
    /// efficient as the best one, whose premium is 0.1 of what the organization bears alone.
    #[test]
    fn allocation_follows_borch() {
        let header = |own: f64| {
            format!(
                "organization.name = 'us'\norganization.risk_capacity = {own}\n\
                 risks.fire = {{ probability = 0.5, impact = 10 }}\n"
            )
        };
        let candidate = |share: f64, capacity: f64| {
            format!("risk_share = {share}\nrisk_capacity = {capacity}\n")
        };
        let value = |own, share, capacity| {
            criterion(
                &deal("joint-venture", &header(own), &candidate(share, capacity)),
                "allocation",
            )
            .score
            .value
        };
        assert!((value(1.0, 0.5, 1.0) - 1.0).abs() < 1e-12);
        // Relief 1 - (0.25 + 0.25 / 9) = 0.7222 is more than two equal parties reach.
        assert_eq!(value(1.0, 0.5, 9.0), 1.0);
        // Relief 1 - (0.25 + 0.25 x 9) < 0: worse than alone.
        assert_eq!(value(9.0, 0.5, 1.0), 0.0);
        // Relief 1 - (0.81 + 0.01) = 0.18 against 0.5.
        assert!((value(1.0, 0.1, 1.0) - 0.36).abs() < 1e-12);
        assert_eq!(value(1.0, 0.1, 0.0), 0.0, "no capacity, yet exposed");
    }
}
