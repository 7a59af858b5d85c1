//! Risk sharing: does each party bear the risks that it can control and carry?

use super::concerns::Concern;
use super::relation::{Relation, exceeds};
use super::triple::{Triple, clamp};
use crate::deal::{Candidate, Risk};

/// Allocation: how much better off the parties are with the risks divided than the organization
/// alone, against what n equal parties would reach.
///
/// What is left of a risk after its bearer's control m is the exposure s (1 - m). The premium that a
/// party asks for bearing it is in proportion to exposure^2 / capacity (Borch 1962, Econometrica
/// 30:424-444; Wilson 1968, Econometrica 36:119-132). Relief = 1 - premiums of all / premium of the
/// organization alone; q = relief / (1 - 1/n) within 0..1. The mean over risks is weighted by
/// expected loss x (1 - own control)^2. A control that a member does not state counts 0, and 1 for
/// the high end.
pub(super) fn allocation(relation: &Relation<'_>) -> Option<Triple> {
    let value = allocation_at(relation, 0.0)?;
    let high = allocation_at(relation, 1.0)?;
    Some(Triple {
        value,
        low: value,
        high: high.max(value),
    })
}

fn allocation_at(relation: &Relation<'_>, unstated_control: f64) -> Option<f64> {
    let (mut sum, mut weights) = (0.0, 0.0);
    for risk in relation
        .deal
        .risks
        .iter()
        .filter(|risk| risk.own_control < 1.0)
    {
        let weight = risk.expected_loss() * (1.0 - risk.own_control).powi(2);
        sum += weight * relief(relation, risk, unstated_control)?;
        weights += weight;
    }
    Some(clamp(sum / weights))
}

/// How much better off the parties are with one risk divided, 0..1 (q of the formula above).
pub fn relief(relation: &Relation<'_>, risk: &Risk, unstated_control: f64) -> Option<f64> {
    let division = relation.risk_division(risk)?;
    let own_capacity = relation.risk_capacity(0)?;
    // The premiums of all, in units of the organization's capacity.
    let mut premiums = 0.0;
    let mut is_borne = true;
    for party in 0..relation.parties() {
        let control = match party {
            0 => risk.own_control,
            _ => relation.members[party - 1]
                .risk_control
                .get(risk.name)
                .map_or(unstated_control, |control| control / 10.0),
        };
        let exposure = relation.risk_share(division, risk, party)? * (1.0 - control);
        let capacity = relation.risk_capacity(party)?;
        if exposure > 0.0 && capacity == 0.0 {
            is_borne = false;
        } else if exposure > 0.0 {
            premiums += exposure * exposure * (own_capacity / capacity);
        }
    }
    if !is_borne {
        return Some(0.0);
    }
    let relief = 1.0 - premiums / (1.0 - risk.own_control).powi(2);
    Some(clamp(relief / (1.0 - 1.0 / relation.parties() as f64)))
}

/// Capacity: the least over parties of min(1, capacity / stress loss), the loss if everything happens;
/// nothing at stake counts 1.
pub(super) fn capacity(relation: &Relation<'_>) -> Option<Triple> {
    let mut least: f64 = 1.0;
    for party in 0..relation.parties() {
        let capacity = relation.risk_capacity(party)?;
        let loss = relation.stress_loss(party)?;
        if loss > 0.0 {
            least = least.min(clamp(capacity / loss));
        }
    }
    Some(Triple::exact(least))
}

/// Little dependence: 1 - max(0, our dependence - their dependence).
pub(super) fn dependence(_: &Relation<'_>, member: &Candidate) -> Option<Triple> {
    let ahead = member.our_dependence? - member.their_dependence?;
    Some(Triple::exact(clamp(1.0 - ahead.max(0.0))))
}

/// The parties whose stress loss is above their capacity.
pub(super) fn over_exposed(relation: &Relation<'_>) -> impl Iterator<Item = Concern> {
    (0..relation.parties()).filter_map(|party| {
        let (loss, capacity) = (relation.stress_loss(party)?, relation.risk_capacity(party)?);
        exceeds(loss, capacity).then_some(Concern::OverExposed {
            party,
            loss,
            capacity,
        })
    })
}

#[cfg(test)]
mod tests {
    use crate::score::testing::{criterion, deal};

    /// Two parties of equal capacity that control nothing and share evenly reach all that two equal
    /// parties can; `risk_01` of the published cases: with tolerances 1 and 9 an even split is 0.36 as
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
