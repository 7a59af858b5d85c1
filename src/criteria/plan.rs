//! Fills the plan: which criteria count, with which weight, and the gates in force.

use super::asks::{Possible, could_be_asked};
use crate::deal::{
    Asked, CriterionId, Deal, GateFrom, GateOn, GateTable, HouseGates, HousePlan, Minimum,
    NotApplicable, PassFailPlan, WeightSource, Weights,
};
use crate::model::gate::{
    KNOWN_MINIMUM, RESOURCES_MINIMUM, SCORE_MINIMUM, TRUST_MINIMUM, dimension_minimum,
};
use crate::model::weighting::{self, Spread, Vary};
use crate::model::{Builtin, ByDimension, Dimension, PassFail, Relationship};

/// Decides what is asked. `possible` holds what the header, `deal.rated` or the user asks for; `whole` the dimensions
/// that `deal.rated` names; `gated` the criteria that `[gates]` names.
pub(crate) fn asked(
    possible: Vec<Possible>,
    whole: &[Dimension],
    gated: impl Fn(CriterionId) -> bool,
) -> AskedPlan {
    let mut counted: Vec<Possible> = Vec::new();
    let mut idle = Vec::new();
    let mut asked = Vec::new();
    let mut not_applicable = Vec::new();
    for criterion in possible {
        let id = criterion.asked.id;
        let is_idle = criterion.weight.1 == 0.0 && !gated(id);
        if is_idle {
            idle.push(id);
        }
        if whole.contains(&criterion.asked.dimension) || is_idle {
            continue;
        }
        match (criterion.meaningless, id) {
            (Some(reason), CriterionId::Builtin(criterion)) => {
                not_applicable.push(NotApplicable { criterion, reason });
            }
            _ if criterion.weight.1 == 0.0 => asked.push(criterion.asked),
            _ => counted.push(criterion),
        }
    }
    for dimension in Dimension::ALL {
        let of_it: Vec<&Possible> = counted
            .iter()
            .filter(|criterion| criterion.asked.dimension == dimension)
            .collect();
        let weights: Vec<(f64, f64)> = of_it.iter().map(|criterion| criterion.weight).collect();
        let Some(spread) = weighting::spread(&weights) else {
            asked.push(whole_dimension(dimension));
            continue;
        };
        asked.extend(of_it.iter().enumerate().map(|(at, criterion)| Asked {
            weight: match spread.ranges {
                Some(_) => spread.shares[at],
                None => criterion.weight.0,
            },
            fraction: spread.shares[at],
            range: spread.ranges.as_ref().map(|ranges| ranges[at]),
            ..criterion.asked
        }));
    }
    asked.sort_by_key(|asked| (asked.dimension, asked.id));
    AskedPlan {
        asked,
        not_applicable,
        idle,
    }
}

/// What a deal asks, and what not.
pub(crate) struct AskedPlan {
    /// What is asked, in the order of the model.
    pub asked: Vec<Asked>,
    /// What the header makes meaningless.
    pub not_applicable: Vec<NotApplicable>,
    /// What weighs 0 and is not asked.
    pub idle: Vec<CriterionId>,
}

fn whole_dimension(dimension: Dimension) -> Asked {
    Asked {
        id: CriterionId::Whole(dimension),
        dimension,
        weight: 1.0,
        fraction: 1.0,
        range: None,
        rated_only: true,
    }
}

/// What a deal by criteria asks, with the weights of the dimensions that follow from it; `None` if all weights are 0.
pub(crate) fn asked_by_criteria(
    possible: &[Possible],
    vary: Vary,
) -> Option<(Vec<Asked>, Weights)> {
    let counted = || possible.iter().filter(|criterion| criterion.weight.1 > 0.0);
    let weights: Vec<(f64, f64)> = counted().map(|criterion| criterion.weight).collect();
    let Spread { shares, ranges } = weighting::spread(&weights)?;
    let mut fractions = ByDimension::<f64>::default();
    for (criterion, share) in counted().zip(&shares) {
        fractions[criterion.asked.dimension] += share;
    }
    let asked = counted().enumerate().map(|(at, criterion)| {
        let whole = fractions[criterion.asked.dimension];
        let fraction = if whole > 0.0 { shares[at] / whole } else { 0.0 };
        Asked {
            weight: fraction,
            fraction,
            range: ranges.as_ref().map(|ranges| ranges[at]),
            ..criterion.asked
        }
    });
    let mut asked: Vec<Asked> = asked.collect();
    asked.sort_by_key(|asked| (asked.dimension, asked.id));
    let weights = Weights {
        order: weighting::to_order(&fractions),
        fractions,
        source: WeightSource::Criteria,
        ranges: None,
        vary,
    };
    Some((asked, weights))
}

/// Everything that a minimum can be set on in a deal.
fn gates_on(deal: &Deal) -> impl Iterator<Item = GateOn> {
    let dimensions = Dimension::ALL.into_iter().map(GateOn::Dimension);
    let criteria = deal.plan.asked.iter();
    let criteria = criteria.filter(|asked| !matches!(asked.id, CriterionId::Whole(_)));
    let criteria = criteria.map(|asked| GateOn::Criterion(asked.id));
    std::iter::once(GateOn::Score)
        .chain(dimensions)
        .chain(criteria)
}

/// Whether a deal asks what a minimum would be set on.
pub(crate) fn asks(deal: &Deal, on: GateOn) -> bool {
    match on {
        GateOn::Score => true,
        // Of a deal by criteria some dimensions have none.
        GateOn::Dimension(dimension) => deal.plan.of(dimension).next().is_some(),
        GateOn::Criterion(id) => deal.plan.find(id).is_some(),
    }
}

/// The minimums where nobody states any.
fn default_minimums(deal: &Deal) -> Vec<(GateOn, f64)> {
    if deal.plan.weights.is_by_criteria() {
        return Vec::new();
    }
    let matters = |dimension: Dimension| deal.plan.weights.fractions[dimension] > 0.0;
    let mut minimums = vec![(GateOn::Score, SCORE_MINIMUM)];
    for dimension in Dimension::ALL.into_iter().filter(|&d| matters(d)) {
        let minimum = dimension_minimum(deal.relationship, dimension);
        minimums.push((GateOn::Dimension(dimension), minimum));
    }
    for (builtin, minimum) in [
        (Builtin::Trust, TRUST_MINIMUM),
        (Builtin::Resources, RESOURCES_MINIMUM),
    ] {
        let id = CriterionId::Builtin(builtin);
        let asked = deal.plan.find(id);
        if asked.is_some_and(|asked| asked.weight > 0.0 && matters(asked.dimension)) {
            minimums.push((GateOn::Criterion(id), minimum));
        }
    }
    minimums
}

/// A minimum of the deal that does nothing, since the house asks for more.
pub(crate) struct Outdone {
    /// Its place among those that the deal states.
    pub place: usize,
    /// What holds instead.
    pub floor: f64,
}

/// Sets the gates in force: the defaults, overridden key by key by what the deal states; of what the house names the
/// greatest holds. `stated` are minimums on what the deal asks. Returns what the deal states in vain.
pub(crate) fn set_gates(
    deal: &mut Deal,
    stated: &[(GateOn, f64)],
    own: &GateTable,
    house: Option<&HouseGates>,
    fail_under: Option<f64>,
) -> Vec<Outdone> {
    let by_criteria = deal.plan.weights.is_by_criteria();
    let applied = house.map(|house| house.of(deal.relationship, by_criteria));
    let none = GateTable::default();
    let of_house = applied.as_ref().unwrap_or(&none);
    let defaults = match of_house.defaults {
        Some(false) => Vec::new(),
        _ => default_minimums(deal),
    };
    let default = |on| defaults.iter().find(|(other, _)| *other == on);
    let (mut minimums, mut minimums_alone) = (Vec::new(), Vec::new());
    let mut outdone = Vec::new();
    for on in gates_on(deal) {
        let by_default = default(on).map(|(_, minimum)| (*minimum, GateFrom::Default));
        let place = stated.iter().position(|(other, _)| *other == on);
        let by_deal = place.map(|place| (stated[place].1, GateFrom::Deal));
        let by_house = of_house.minimum(deal, on).filter(|_| asks(deal, on));
        let by_house = by_house.map(|minimum| (minimum, GateFrom::House));
        let by_command = fail_under.filter(|_| on == GateOn::Score);
        let by_command = by_command.map(|minimum| (minimum, GateFrom::Command));
        // The last of the greatest.
        let greatest = |minimums: [Option<(f64, GateFrom)>; 3]| {
            minimums
                .into_iter()
                .flatten()
                .max_by(|a, b| a.0.total_cmp(&b.0))
        };
        let chosen = match by_house {
            Some(_) => greatest([by_default, by_deal, by_house]),
            None => by_deal.or(by_default.filter(|_| own.defaults != Some(false))),
        };
        if let (Some(place), Some((floor, from))) = (place, chosen)
            && by_house.is_some()
            && from != GateFrom::Deal
            && stated[place].1 < floor
        {
            outdone.push(Outdone { place, floor });
        }
        let chosen = greatest([chosen, by_command, None]);
        let set_minimum = |chosen: Option<(f64, GateFrom)>| {
            let (minimum, from) = chosen.filter(|(minimum, _)| *minimum > 0.0)?;
            Some(Minimum {
                on,
                minimum,
                from,
                is_asked: true,
            })
        };
        minimums.extend(set_minimum(chosen));
        minimums_alone.extend(set_minimum(match (is_coverage(on), by_house) {
            (false, _) => chosen,
            (true, Some(_)) => greatest([by_deal, by_house, None]),
            (true, None) => by_deal,
        }));
    }
    let plan = match (house, &applied) {
        (Some(house), Some(applied)) => {
            for minimums in [&mut minimums, &mut minimums_alone] {
                minimums.extend(not_asked(deal, applied));
                minimums.sort_by_key(|minimum| order(deal, minimum.on));
            }
            Some(house_plan(deal, house, applied, by_criteria))
        }
        _ => None,
    };
    deal.plan.minimums = minimums;
    deal.plan.minimums_alone = minimums_alone;
    deal.plan.house = plan;
    deal.plan.pass_fail = pass_fail(deal, own, of_house, by_criteria);
    outdone
}

/// The minimums of a house on what the deal's type asks, or whose facts its header gives, and the deal took out.
fn not_asked(deal: &Deal, house: &GateTable) -> Vec<Minimum> {
    let minimums = house.minimums.iter().filter(|(_, minimum)| *minimum > 0.0);
    let not_asked = minimums.filter_map(|(name, minimum)| {
        let on = deal.gate_on(name)?;
        is_taken_out(deal, on).then_some(Minimum {
            on,
            minimum: *minimum,
            from: GateFrom::House,
            is_asked: false,
        })
    });
    not_asked.collect()
}

/// Whether a minimum is on what a whole set brings, and not each member of it.
fn is_coverage(on: GateOn) -> bool {
    matches!(
        on,
        GateOn::Dimension(Dimension::Complementarity)
            | GateOn::Criterion(CriterionId::Builtin(Builtin::Resources))
    )
}

/// Where a minimum stands among others: the score, the dimensions, the criteria in the order of the model.
fn order(deal: &Deal, on: GateOn) -> (usize, Option<CriterionId>) {
    match on {
        GateOn::Score => (0, None),
        GateOn::Dimension(dimension) => (1 + dimension as usize, None),
        GateOn::Criterion(id) => (10 + deal.dimension_of(id) as usize, Some(id)),
    }
}

/// Whether a deal could be expected to ask what a house sets a minimum on, and does not.
fn is_taken_out(deal: &Deal, on: GateOn) -> bool {
    if asks(deal, on) || deal.plan.weights.is_by_criteria() {
        return false;
    }
    match on {
        GateOn::Criterion(id @ CriterionId::Builtin(builtin)) => {
            !deal.plan.is_not_applicable(id)
                && (deal.plan.is_whole(builtin.dimension()) || deal.plan.idle.contains(&id))
                && could_be_asked(deal, builtin)
        }
        // The deal has it, and yet asks it not: its weight is 0, or its dimension is rated as a whole.
        GateOn::Criterion(CriterionId::Own(_)) => true,
        GateOn::Criterion(CriterionId::Whole(_)) | GateOn::Score | GateOn::Dimension(_) => false,
    }
}

/// Whether a deal has what a pass/fail gate judges, as far as its header and its candidates say.
fn has_what_it_judges(deal: &Deal, gate: PassFail) -> bool {
    match gate {
        PassFail::Veto | PassFail::Known | PassFail::OverSubscribed => true,
        PassFail::Requirement => !deal.requirements.is_empty(),
        PassFail::CriticalNeed => {
            let mut needs = deal.needs.iter();
            needs.any(|need| need.critical && need.gap > 0.0)
        }
        PassFail::WorseOff => deal.cost.is_some() || deal.plan.asks(Builtin::Savings),
        PassFail::Unprofitable => {
            (deal.cost.is_some() && deal.benefit.is_some()) || deal.plan.asks(Builtin::Equity)
        }
        // What no header says a candidate's shares may.
        PassFail::NothingShared => deal.relationship == Relationship::JointVenture,
        PassFail::Measure => deal.asked_relative().next().is_some(),
    }
}

/// What became of the gates of a house.
fn house_plan(
    deal: &Deal,
    house: &HouseGates,
    applied: &GateTable,
    by_criteria: bool,
) -> HousePlan {
    let mut gates = applied.named();
    gates.sort_by(|(a, _), (b, _)| a.cmp(b));
    let applies = |name: &str| match PassFail::from_id(name) {
        Some(gate) => has_what_it_judges(deal, gate),
        None => deal
            .gate_on(name)
            .is_some_and(|on| asks(deal, on) || is_taken_out(deal, on)),
    };
    let mut not_applicable: Vec<String> = gates
        .iter()
        .filter(|(name, _)| !applies(name))
        .map(|(name, _)| name.clone())
        .collect();
    if by_criteria {
        let left = house.general.named();
        let left = left.into_iter().map(|(name, _)| name);
        not_applicable.extend(left.filter(|name| gates.iter().all(|(other, _)| other != name)));
    }
    not_applicable.sort_unstable();
    gates.retain(|(name, _)| !not_applicable.contains(name));
    HousePlan {
        gates,
        not_applicable,
    }
}

/// The pass/fail gates in force.
fn pass_fail(deal: &Deal, own: &GateTable, house: &GateTable, by_criteria: bool) -> PassFailPlan {
    let by_whom = |gate: PassFail| match (house.pass_fail(gate), own.pass_fail(gate)) {
        _ if !gate.is_removable() => Some(GateFrom::Rule),
        (Some(true), _) => Some(GateFrom::House),
        (_, Some(true)) => Some(GateFrom::Deal),
        (Some(false), None) | (_, Some(false)) => None,
        (None, None) => (!by_criteria).then_some(GateFrom::Rule),
    };
    let gates = PassFail::ALL.into_iter();
    let gates = gates.filter(|gate| *gate != PassFail::Known && has_what_it_judges(deal, *gate));
    let in_force = gates.filter_map(|gate| Some((gate, by_whom(gate)?)));
    let in_force = in_force.collect();
    let by_house = house.known.filter(|known| *known > 0.0);
    let known = match (by_house, own.known) {
        (Some(house), own) => {
            let own = own.unwrap_or(0.0);
            let greatest = house.max(own).max(KNOWN_MINIMUM);
            let from = if house >= greatest {
                GateFrom::House
            } else if own >= greatest {
                GateFrom::Deal
            } else {
                GateFrom::Default
            };
            Some((greatest, from))
        }
        (None, Some(own)) => (own > 0.0).then_some((own, GateFrom::Deal)),
        (None, None) => Some((KNOWN_MINIMUM, GateFrom::Default)),
    };
    PassFailPlan { in_force, known }
}
