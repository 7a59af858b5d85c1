//! Fills the plan: which criteria count, with which weight, and the minimums in force.

use crate::deal::{Asked, CriterionId, Deal, GateOn, Minimum, NotApplicable};
use crate::model::gate::{RESOURCES_MINIMUM, SCORE_MINIMUM, TRUST_MINIMUM, dimension_minimum};
use crate::model::{Builtin, Dimension};

/// Decides what is asked. `possible` holds what the header, `deal.rated` or the user asks for, and why it is
/// meaningless, if the header makes it so; `whole` the dimensions that `deal.rated` names; `gated` the criteria that
/// `[gates]` names.
pub(crate) fn asked(
    possible: Vec<(Asked, Option<&'static str>)>,
    whole: &[Dimension],
    gated: impl Fn(CriterionId) -> bool,
) -> (Vec<Asked>, Vec<NotApplicable>) {
    let mut asked = Vec::new();
    let mut not_applicable = Vec::new();
    for (criterion, meaningless) in possible {
        let is_idle = criterion.weight == 0.0 && !gated(criterion.id);
        if whole.contains(&criterion.dimension) || is_idle {
            continue;
        }
        match (meaningless, criterion.id) {
            (Some(reason), CriterionId::Builtin(criterion)) => {
                not_applicable.push(NotApplicable { criterion, reason });
            }
            _ => asked.push(criterion),
        }
    }
    for dimension in Dimension::ALL {
        let total: f64 = asked
            .iter()
            .filter(|asked| asked.dimension == dimension)
            .map(|asked| asked.weight)
            .sum();
        if total > 0.0 {
            let of_it = asked
                .iter_mut()
                .filter(|asked| asked.dimension == dimension);
            of_it.for_each(|asked| asked.fraction = asked.weight / total);
        } else {
            asked.push(Asked {
                id: CriterionId::Whole(dimension),
                dimension,
                weight: 1.0,
                fraction: 1.0,
                rated_only: true,
            });
        }
    }
    asked.sort_by_key(|asked| (asked.dimension, asked.id));
    (asked, not_applicable)
}

/// Everything that a minimum can be set on in a deal.
pub(crate) fn gates_on(deal: &Deal) -> impl Iterator<Item = GateOn> {
    let dimensions = Dimension::ALL.into_iter().map(GateOn::Dimension);
    let criteria = deal
        .plan
        .asked
        .iter()
        .filter(|asked| !matches!(asked.id, CriterionId::Whole(_)));
    let criteria = criteria.map(|asked| GateOn::Criterion(asked.id));
    std::iter::once(GateOn::Score)
        .chain(dimensions)
        .chain(criteria)
}

/// The minimums where nobody states any.
pub(crate) fn default_minimums(deal: &Deal) -> Vec<(GateOn, f64)> {
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

/// The minimums in force: the defaults, overridden key by key by `stated`, where 0 removes one.
pub(crate) fn minimums(
    deal: &Deal,
    defaults: Vec<(GateOn, f64)>,
    stated: &[(GateOn, f64)],
) -> Vec<Minimum> {
    let is_stated = |on: &GateOn| stated.iter().any(|(other, _)| other == on);
    let defaults = defaults.into_iter().filter(|(on, _)| !is_stated(on));
    let defaults = defaults.map(|(on, minimum)| (on, minimum, false));
    let stated = stated.iter().map(|&(on, minimum)| (on, minimum, true));
    let minimums = defaults
        .chain(stated)
        .map(|(on, minimum, explicit)| Minimum {
            on,
            minimum,
            explicit,
        });
    let mut minimums: Vec<Minimum> = minimums.filter(|on| on.minimum > 0.0).collect();
    let order: Vec<GateOn> = gates_on(deal).collect();
    minimums.sort_by_key(|minimum| order.iter().position(|on| *on == minimum.on));
    minimums
}
