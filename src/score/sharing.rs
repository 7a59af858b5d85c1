//! Who pays, gets and bears how much: the reasons why the gates on it do not pass.

use super::concern::Concern;
use crate::criteria::{Relation, Stated, exceeds};
use crate::deal::{Candidate, Risk};
use crate::model::{Relationship, SLACK};

/// The parties that would pay more than alone.
pub(super) fn worse_off(relation: &Relation<'_>) -> impl Iterator<Item = Concern> {
    (0..relation.parties()).filter_map(|party| {
        let part = relation.cost_part(party)?;
        let alone = relation.stand_alone_cost(party)?;
        exceeds(part, alone).then_some(Concern::WorseOff { party, part, alone })
    })
}

/// The first key of a member among these that is taken for unknown.
fn withheld_key(relation: &Relation<'_>, keys: &[&'static str]) -> Option<(usize, &'static str)> {
    let members = relation.members.iter().enumerate();
    let mut found = members.flat_map(|(member, candidate)| {
        let keys = keys.iter().filter(|key| candidate.withholds(key));
        keys.map(move |key| (member, *key))
    });
    found.next()
}

fn stand_alone_stated(relation: &Relation<'_>, party: usize) -> Stated {
    let is_withheld = relation.withholds(party, "stand_alone_cost");
    Stated::of(relation.stand_alone_cost(party).is_some(), is_withheld)
}

/// A fact that could make a party worse off, and is taken for unknown.
pub(super) fn worse_off_withheld(relation: &Relation<'_>) -> Option<Concern> {
    relation.joint_cost()?;
    let cost = relation.cost_stated();
    let is_open = |party: usize| {
        Stated::of_all([cost, stand_alone_stated(relation, party)]) == Stated::Withheld
    };
    if !(0..relation.parties()).any(is_open) {
        return None;
    }
    let keys = ["stand_alone_cost", "cost_share", "stake"];
    let (member, key) = withheld_key(relation, &keys)?;
    Some(Concern::WorseOffWithheld { member, key })
}

/// What a party must expect to lose, as far as a gate on its profit counts it; as much of it as is known.
fn counted_loss(relation: &Relation<'_>, party: usize, absent: f64) -> f64 {
    if relation.deal.relationship != Relationship::JointVenture {
        return 0.0;
    }
    let risks = relation.deal.risks.iter();
    let losses = risks.filter_map(|risk| {
        let share = relation.risk_share(relation.risk_division(risk)?, risk, party)?;
        Some(share * relation.left_of(risk, party, absent))
    });
    losses.sum()
}

/// The parties that would pay, and in a joint venture must expect to lose, more than they get, whatever they control of
/// what they do not say.
pub(super) fn unprofitable(relation: &Relation<'_>) -> impl Iterator<Item = Concern> {
    (0..relation.parties()).filter_map(|party| {
        let (benefit, part, loss) = balance(relation, party, 1.0)?;
        exceeds(part + loss, benefit).then_some(Concern::Unprofitable {
            party,
            benefit,
            part,
            loss,
        })
    })
}

fn balance(relation: &Relation<'_>, party: usize, absent: f64) -> Option<(f64, f64, f64)> {
    let (benefit, part) = (relation.benefit_part(party)?, relation.cost_part(party)?);
    Some((benefit, part, counted_loss(relation, party, absent)))
}

/// Adds why it is open whether a party gets less than it pays.
pub(super) fn unprofitable_open(relation: &Relation<'_>, concerns: &mut Vec<Concern>) {
    let deal = relation.deal;
    let (Some(_), Some(_)) = (deal.cost, deal.benefit) else {
        return;
    };
    let is_venture = deal.relationship == Relationship::JointVenture;
    let parties = (0..relation.parties()).filter(|_| is_venture);
    concerns.extend(parties.filter_map(|party| {
        let (benefit, part, loss) = balance(relation, party, 0.0)?;
        exceeds(part + loss, benefit).then_some(Concern::UnprofitableUncontrolled {
            party,
            benefit,
            part,
            loss,
        })
    }));
    let is_unknown = |risk: &Risk| relation.risk_division(risk).is_none();
    if is_venture && deal.risks.iter().any(is_unknown) {
        concerns.push(Concern::RiskSharesUnknown);
    }
    let has_extra = |member: &&&Candidate| member.withholds("extra_benefit");
    let benefit = match relation.members.iter().find(has_extra) {
        Some(_) => Stated::Withheld,
        None => Stated::Known,
    };
    let stated = [relation.cost_stated(), relation.benefit_stated(), benefit];
    if Stated::of_all(stated) == Stated::Withheld {
        let keys = ["cost_share", "benefit_share", "stake", "extra_benefit"];
        let found = withheld_key(relation, &keys);
        concerns.extend(found.map(|(member, key)| Concern::UnprofitableWithheld { member, key }));
    }
}

/// The parties that must expect a loss, all facts being known; a control that is not stated counts in full.
pub(super) fn expected_losses(relation: &Relation<'_>) -> impl Iterator<Item = Concern> {
    (0..relation.parties()).filter_map(|party| {
        let (benefit, part) = (relation.benefit_part(party)?, relation.cost_part(party)?);
        let loss = relation.loss_after_control(party, 1.0)?;
        exceeds(part + loss, benefit).then_some(Concern::ExpectedLoss {
            party,
            benefit,
            part,
            loss,
        })
    })
}

/// Below this part of its share of the benefit, a party's share of the expected loss is next to none (a judgement).
const LITTLE_RISK: f64 = 0.1;

/// Adds the parties of a venture that have nothing at stake, and those of which that is not known.
pub(super) fn nothing_shared(relation: &Relation<'_>, concerns: &mut Vec<Concern>) {
    for party in 0..relation.parties() {
        let found = stake_of(relation, party);
        concerns.extend(found);
    }
}

fn stake_of(relation: &Relation<'_>, party: usize) -> Option<Concern> {
    let benefit = relation.benefit_share(party);
    let cost = relation.cost_share(party);
    let brings = relation
        .contribution(party)
        .is_some_and(|brought| brought > 0.0);
    let is_nothing = |share: f64| share <= 0.0;
    if benefit.is_some_and(is_nothing) {
        return Some(Concern::NoBenefit { party });
    }
    let may_bring = relation.withholds(party, "contributions");
    if cost.is_some_and(is_nothing) && !brings && !may_bring {
        return Some(Concern::NothingPaid { party });
    }
    let (least, most) = risk_part(relation, party);
    let has_risks = !relation.deal.risks.is_empty();
    if let Some(benefit) = benefit.filter(|_| has_risks)
        && most < LITTLE_RISK * benefit - SLACK
    {
        let risk = most;
        return Some(Concern::LittleRisk {
            party,
            risk,
            benefit,
        });
    }
    let turns_on_risk = has_risks && least < LITTLE_RISK * benefit.unwrap_or(1.0) - SLACK;
    let turns_on_cost = !brings && cost.is_none_or(is_nothing);
    let is_open = benefit.is_none() || turns_on_cost || turns_on_risk;
    is_open.then_some(Concern::SharesNotSaid { party })
}

/// The least and the most that a party may bear of the expected loss of all risks, before its own control.
fn risk_part(relation: &Relation<'_>, party: usize) -> (f64, f64) {
    let (mut least, mut most, mut all) = (0.0, 0.0, 0.0);
    for risk in &relation.deal.risks {
        let division = relation.risk_division(risk);
        let share = division.and_then(|division| relation.risk_share(division, risk, party));
        let loss = risk.expected_loss();
        all += loss;
        least += share.unwrap_or(0.0) * loss;
        most += share.unwrap_or(1.0) * loss;
    }
    (least / all, most / all)
}

/// A share that is taken for unknown, and with it a sum that would be known.
pub(super) fn over_subscribed_withheld(relation: &Relation<'_>) -> Option<Concern> {
    let risks = relation.deal.risks.iter();
    let mut sums = risks
        .map(|risk| relation.risk_stated(risk))
        .chain([relation.cost_stated(), relation.benefit_stated()]);
    if !sums.any(|stated| stated == Stated::Withheld) {
        return None;
    }
    let keys = [
        "cost_share",
        "benefit_share",
        "risk_share",
        "risk_shares",
        "stake",
    ];
    let (member, key) = withheld_key(relation, &keys)?;
    Some(Concern::OverSubscribedWithheld { member, key })
}

#[cfg(test)]
mod tests {
    use crate::criteria::testing;
    use crate::model::PassFail;
    use crate::score::{Evaluation, GateKind, Outcome};

    fn outcome(gate: PassFail, relationship: &str, header: &str, candidate: &str) -> Outcome {
        let header = format!("organization.name = 'o'\n{header}\n");
        let deal = testing::deal(relationship, &header, candidate);
        let evaluation = Evaluation::of(&deal, &[&deal.candidates[0]]);
        let gates = evaluation.gates.iter();
        let mut found =
            gates.filter(|one| matches!(one.kind, GateKind::PassFail(of, _) if of == gate));
        found.next().expect("it applies").outcome
    }

    /// Half of 120 is 60; half of 100 is 50, and of a loss of 20 that is expected 10 are theirs: just even.
    #[test]
    fn in_a_venture_the_loss_that_must_be_expected_is_a_cost() {
        let with_impact = |relationship, impact: f64| {
            let header = format!(
                "deal.cost = 100\ndeal.benefit = 120\norganization.risk_control.fire = 0\n\
                 risks.fire = {{ probability = 0.5, impact = {impact} }}"
            );
            let them = "stake = 0.5\nrisk_control.fire = 0";
            outcome(PassFail::Unprofitable, relationship, &header, them)
        };
        assert_eq!(with_impact("joint-venture", 40.0), Outcome::Pass);
        assert_eq!(with_impact("joint-venture", 41.0), Outcome::Fail);
        assert_eq!(with_impact("network", 41.0), Outcome::Pass);
    }

    /// Of two risks of 10 each a party with half of the benefit must bear a twentieth of both: 1 of 20.
    #[test]
    fn a_venture_is_shared_by_both_sides() {
        let shared = |them: &str| {
            let header = "deal.cost = 100\ndeal.benefit = 120\n\
                          risks.a = { probability = 0.5, impact = 20 }\n\
                          risks.b = { probability = 0.1, impact = 100 }";
            outcome(PassFail::NothingShared, "joint-venture", header, them)
        };
        let with_risks = |a: f64, b: f64| {
            shared(&format!(
                "cost_share = 0.5\nbenefit_share = 0.5\nrisk_shares = {{ a = {a}, b = {b} }}"
            ))
        };
        assert_eq!(with_risks(0.1, 0.0), Outcome::Pass);
        assert_eq!(with_risks(0.04, 0.05), Outcome::Fail);
        let pays_nothing = "cost_share = 0\nbenefit_share = 0.5\nrisk_share = 0.5";
        assert_eq!(shared(pays_nothing), Outcome::Fail);
        let brings = format!("{pays_nothing}\ncontributions.site = 5");
        assert_eq!(shared(&brings), Outcome::Pass);
        assert_eq!(
            shared("cost_share = 0.5\nrisk_share = 0.5"),
            Outcome::Undecided
        );
    }
}
