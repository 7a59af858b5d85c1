//! Finds what raises a flag beside the gates.

use super::concern::{Concern, Whole};
use super::gates::{Gate, GateKind};
use super::outcome::Outcome;
use super::scores::Scores;
use super::sharing;
use crate::criteria::{Covers, Relation, exceeds, gaps};
use crate::deal::{Asked, Candidate, CriterionId};
use crate::model::{Builtin, PassFail, Relationship, SLACK};

/// Shares further apart than this invite disputes.
const SHARE_DIFFERENCE: f64 = 0.10;
/// Depending on a partner this much more than it on us is risky.
const DEPENDENCE_DIFFERENCE: f64 = 0.30;
/// Depending on a partner more than this locks us in.
const LOCKED_IN: f64 = 0.50;
/// Rivalry that scores below this makes a rival.
const RIVAL: f64 = 0.50;
/// Bearing more than this of the expected loss is one-sided.
const ONE_SIDED: f64 = 0.80;
/// A consortium of more parties than this is large.
const LARGE: usize = 16;
/// Reviewers this far apart, on 0..1, disagree.
pub const DISAGREEMENT: f64 = 0.4;

/// Adds what raises a flag beside the gates, in the order of the flags.
pub(super) fn raised(
    relation: &Relation<'_>,
    scores: &Scores,
    gates: &[Gate],
    found: &mut Vec<Concern>,
) {
    let deal = relation.deal;
    let parties = 0..relation.parties();
    let members = || relation.members.iter().enumerate();
    if let Some(years) = deal.horizon_years
        && !deal.relationship.suits(years)
    {
        let is_short = deal.relationship == Relationship::StrategicAlliance;
        found.push(match is_short {
            true => Concern::ShortHorizon { years },
            false => Concern::LongHorizon { years },
        });
    }
    if deal.relationship == Relationship::StrategicAlliance
        && !deal.needs.is_empty()
        && deal.needs.iter().all(|need| need.gap == 0.0)
    {
        found.push(Concern::NoGap);
    }
    if deal.relationship == Relationship::JointVenture && deal.cost.is_some() {
        found.extend(parties.clone().filter_map(|party| {
            let (cost, benefit) = (relation.cost_share(party)?, relation.benefit_share(party)?);
            are_apart(cost, benefit).then_some(Concern::Shareholding {
                party,
                cost,
                benefit,
            })
        }));
    }
    if deal.relationship == Relationship::Consortium {
        let members = redundant(relation).into_iter();
        found.extend(members.map(|member| Concern::Redundant { member }));
        if relation.parties() > LARGE {
            found.push(Concern::Large {
                parties: relation.parties(),
            });
        }
    }
    if adds_nothing(relation, scores) {
        found.push(Concern::AddsNothing);
    }
    if !deal.risks.is_empty() {
        found.extend(over_exposed(relation));
        let all_loss: f64 = deal.risks.iter().map(|risk| risk.expected_loss()).sum();
        found.extend(parties.clone().filter_map(|party| {
            let share = relation.expected_loss(party)? / all_loss;
            (share > ONE_SIDED + SLACK).then_some(Concern::OneSided { party, share })
        }));
    }
    let is_unprofitable = |gate: &Gate| {
        gate.outcome == Outcome::Fail
            && matches!(gate.kind, GateKind::PassFail(PassFail::Unprofitable, _))
    };
    if deal.benefit.is_some() && deal.cost.is_some() && !gates.iter().any(is_unprofitable) {
        found.extend(sharing::expected_losses(relation));
    }
    for (member, candidate) in members() {
        found.extend(dependence(member, candidate));
    }
    let rivalry = scores.criterion(deal, CriterionId::Builtin(Builtin::Rivalry));
    if let Some(rivalry) = rivalry.filter(|rivalry| rivalry.known > 0.0)
        && rivalry.score.value < RIVAL - SLACK
    {
        let score = rivalry.score.value;
        found.push(Concern::Rival { score });
    }
    if let Some(of) = deal.horizon_years {
        found.extend(members().filter_map(|(member, candidate)| {
            let years = candidate.horizon_years?;
            exceeds(of, years).then_some(Concern::LeavesEarly { member, years, of })
        }));
    }
    contributions(relation, found);
    divisions(relation, found);
    panels(relation, found);
    let expired = members().filter(|(_, candidate)| candidate.has_expired);
    found.extend(expired.map(|(member, _)| Concern::Expired { member }));
}

fn are_apart(a: f64, b: f64) -> bool {
    (a - b).abs() > SHARE_DIFFERENCE + SLACK
}

fn dependence(member: usize, candidate: &Candidate) -> impl Iterator<Item = Concern> {
    let (ours, theirs) = (candidate.our_dependence, candidate.their_dependence);
    let ahead = ours
        .zip(theirs)
        .filter(|(ours, theirs)| ours - theirs > DEPENDENCE_DIFFERENCE + SLACK);
    let ahead = ahead.map(|(ours, theirs)| Concern::Dependence {
        member,
        ours,
        theirs,
    });
    let locked = ours.filter(|ours| *ours > LOCKED_IN + SLACK);
    let locked = locked.map(|ours| Concern::LockedIn { member, ours });
    ahead.into_iter().chain(locked)
}

/// Whether a single member of a set to be brings nothing of what is missing.
fn adds_nothing(relation: &Relation<'_>, scores: &Scores) -> bool {
    let deal = relation.deal;
    if relation.members.len() != 1 || !deal.relationship.is_many_sided() {
        return false;
    }
    let coverage = [Builtin::Capabilities, Builtin::Reach, Builtin::Resources];
    let coverage = coverage.map(|builtin| scores.criterion(deal, CriterionId::Builtin(builtin)));
    let mut coverage = coverage.into_iter().flatten().peekable();
    coverage.peek().is_some() && coverage.all(|criterion| criterion.score.high <= SLACK)
}

/// The members of a set without which it covers just as much, of needs, markets and resources; none where ratings or
/// something not stated leave that open.
pub fn redundant(relation: &Relation<'_>) -> Vec<usize> {
    let deal = relation.deal;
    let whole = if relation.members.len() < 2 {
        None
    } else {
        coverage(relation)
    };
    // Where nothing is missing, nobody can add anything.
    let Some(whole) = whole.filter(|whole| !whole.is_empty()) else {
        return Vec::new();
    };
    (0..relation.members.len())
        .filter(|&left_out| {
            let mut rest = relation.members.to_vec();
            let member = rest.remove(left_out);
            let own = coverage(&Relation::new(deal, &[member]));
            let rest = gaps_filled(&Relation::new(deal, &rest));
            own.is_some()
                && whole
                    .iter()
                    .zip(rest)
                    .all(|(with, (without, _))| with - without <= SLACK)
        })
        .collect()
}

/// The fraction that is filled of each gap; `None` where a rating counts, or a member of one does not state what it
/// offers.
fn coverage(relation: &Relation<'_>) -> Option<Vec<f64>> {
    let plan = &relation.deal.plan;
    let builtins = [Builtin::Capabilities, Builtin::Reach, Builtin::Resources];
    let asked = builtins.map(|builtin| plan.find(CriterionId::Builtin(builtin)));
    let asked = asked.into_iter().flatten();
    let mut asked = asked.filter(|asked| !asked.rated_only).peekable();
    asked.peek()?;
    let is_rated = |asked: &Asked| {
        let mut members = relation.members.iter();
        members.any(|member| member.rating(asked.id).is_some())
    };
    if asked.any(is_rated) {
        return None;
    }
    let is_alone = relation.members.len() == 1;
    let filled = gaps_filled(relation).into_iter();
    filled
        .map(|(fraction, is_stated)| (is_stated || !is_alone).then_some(fraction))
        .collect()
}

fn gaps_filled(relation: &Relation<'_>) -> Vec<(f64, bool)> {
    let mut fractions = Vec::new();
    let plan = &relation.deal.plan;
    for (covers, builtin) in [
        (Covers::Needs, Builtin::Capabilities),
        (Covers::Markets, Builtin::Reach),
        (Covers::Resources, Builtin::Resources),
    ] {
        let asked = plan.find(CriterionId::Builtin(builtin));
        if asked.is_some_and(|asked| !asked.rated_only) {
            gaps(covers, relation, |gap| {
                fractions.push((gap.fraction, gap.stated > 0))
            });
        }
    }
    fractions
}

/// The parties whose stress loss is above their capacity.
fn over_exposed(relation: &Relation<'_>) -> impl Iterator<Item = Concern> {
    (0..relation.parties()).filter_map(|party| {
        let (loss, capacity) = (relation.stress_loss(party)?, relation.risk_capacity(party)?);
        exceeds(loss, capacity).then_some(Concern::OverExposed {
            party,
            loss,
            capacity,
        })
    })
}

/// The parties whose part of what all bring in is not what they get of the benefit.
fn contributions(relation: &Relation<'_>, found: &mut Vec<Concern>) {
    let all = (0..relation.parties()).map(|party| relation.contribution(party));
    let Some(all) = all.collect::<Option<Vec<f64>>>() else {
        return;
    };
    let sum: f64 = all.iter().sum();
    if sum <= 0.0 {
        return;
    }
    found.extend(all.iter().enumerate().filter_map(|(party, brought)| {
        let (part, benefit) = (brought / sum, relation.benefit_share(party)?);
        are_apart(part, benefit).then_some(Concern::Contribution {
            party,
            part,
            benefit,
        })
    }));
}

/// Stated shares that sum to more or less than the whole.
fn divisions(relation: &Relation<'_>, found: &mut Vec<Concern>) {
    let deal = relation.deal;
    let divisions = || {
        let risks = deal.risks.iter().enumerate();
        let risks = risks.map(|(at, risk)| (Whole::Risk(at), relation.risk_division(risk)));
        let wholes = [
            (Whole::Cost, relation.cost),
            (Whole::Benefit, relation.benefit),
        ];
        let divisions = wholes.into_iter().chain(risks);
        divisions.filter_map(|(what, division)| Some((what, division?)))
    };
    let above = divisions().filter(|(_, division)| division.is_above_one());
    found.extend(above.map(|(what, division)| Concern::SharesAboveOne {
        what,
        sum: division.sum,
    }));
    // In a network or a consortium others hold the rest.
    if deal.relationship.is_many_sided() {
        return;
    }
    let below = divisions().filter(|(_, division)| division.leaves_a_rest());
    found.extend(below.map(|(what, division)| Concern::Unallocated {
        what,
        sum: division.sum,
    }));
    let own = &deal.organization.shares;
    if [own.cost, own.benefit, own.risk]
        .iter()
        .all(|share| *share != Some(0.0))
    {
        return;
    }
    let members = || relation.members.iter();
    let are_nothing = |own: Option<f64>, share: &dyn Fn(&Candidate) -> Option<f64>| {
        own == Some(0.0) && members().all(|member| share(member) == Some(0.0))
    };
    let risks = deal.risks.iter().enumerate();
    let nothing = [
        (Whole::Cost, are_nothing(own.cost, &|m| m.shares.cost)),
        (
            Whole::Benefit,
            are_nothing(own.benefit, &|m| m.shares.benefit),
        ),
    ];
    let nothing = nothing.into_iter().chain(risks.map(|(at, risk)| {
        let share = |member: &Candidate| member.risk_share(risk.name);
        (Whole::Risk(at), are_nothing(own.risk, &share))
    }));
    let nothing = nothing.filter(|(_, is_nothing)| *is_nothing);
    found.extend(nothing.map(|(what, _)| Concern::Unallocated { what, sum: 0.0 }));
}

/// Panels that lack a mark, and panels that are not of one mind.
fn panels(relation: &Relation<'_>, found: &mut Vec<Concern>) {
    let deal = relation.deal;
    let members = || relation.members.iter().enumerate();
    let across = deal.across.get();
    for (criterion, marked) in across.iter().flat_map(|across| &across.marked) {
        found.extend(members().filter_map(|(member, candidate)| {
            let panel = candidate.ratings.panel(*criterion)?;
            let has_named = panel.is_named();
            let missing = marked
                .iter()
                .filter(|name| panel.by(name).is_none())
                .count();
            (has_named && missing > 0).then_some(Concern::UnevenPanel {
                member,
                criterion: *criterion,
                missing,
            })
        }));
    }
    for (member, candidate) in members() {
        for (criterion, rating) in candidate.ratings.iter() {
            if rating.apart >= DISAGREEMENT - SLACK && deal.plan.find(*criterion).is_some() {
                found.push(Concern::Disagreement {
                    member,
                    criterion: *criterion,
                    apart: rating.apart,
                });
            }
        }
    }
}
