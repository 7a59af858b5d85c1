//! What a deal asks: the criteria with their weights, the gates, the weights of the dimensions.
//!
//! All of it follows from the header alone, never from what candidates answer (model, section 3).

use super::facts::{CriterionId, Deal};
use crate::model::gate::{RESOURCES_MINIMUM, SCORE_MINIMUM, TRUST_MINIMUM, dimension_minimum};
use crate::model::weighting::{Judgement, Method};
use crate::model::{Builtin, ByDimension, Dimension, PassFail, REGISTRY};

/// Where the weights of the dimensions come from.
#[derive(Clone, Debug, PartialEq)]
pub enum WeightSource {
    /// The order of the relationship type.
    Type,
    /// `order` in `[weights]`, by this method.
    Order(Method),
    /// Five numbers in `[weights]`.
    Numbers,
    /// `pairwise` in `[weights]`.
    Pairwise(Judgement),
}

/// The weights of the dimensions.
#[derive(Clone, Debug, PartialEq)]
pub struct Weights {
    /// Fractions that sum to 1.
    pub fractions: ByDimension<f64>,
    /// Most important first, ties together; without the dimensions of weight 0.
    pub order: Vec<Vec<Dimension>>,
    /// Where they come from.
    pub source: WeightSource,
}

/// A criterion that the deal asks.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Asked {
    /// Which.
    pub id: CriterionId,
    /// Where it belongs.
    pub dimension: Dimension,
    /// Its weight inside the dimension, as given.
    pub weight: f64,
    /// Its weight as a fraction of all weights inside the dimension.
    pub fraction: f64,
    /// Whether it is rated only, whatever facts there are.
    pub rated_only: bool,
}

/// What a minimum is set on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum GateOn {
    /// The total.
    Score,
    /// A dimension.
    Dimension(Dimension),
    /// An asked criterion.
    Criterion(CriterionId),
}

/// A minimum that a score must reach.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Minimum {
    /// On what.
    pub on: GateOn,
    /// The minimum, 0..100.
    pub minimum: f64,
    /// Whether `[gates]` states it; else it is a default.
    pub explicit: bool,
}

/// A criterion that the header asks and makes meaningless.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct NotApplicable {
    /// Which.
    pub criterion: Builtin,
    /// Why.
    pub reason: &'static str,
}

/// What a deal asks.
#[derive(Clone, Debug, PartialEq)]
pub struct Plan {
    /// The weights of the dimensions.
    pub weights: Weights,
    /// The criteria by dimension, then in the order of the registry, then the user's own by id.
    pub asked: Vec<Asked>,
    /// What the header asks and makes meaningless.
    pub not_applicable: Vec<NotApplicable>,
    /// The minimums: the score, then dimensions, then criteria.
    pub minimums: Vec<Minimum>,
    /// The pass/fail gates that `[gates]` removes.
    pub removed: Vec<PassFail>,
    /// The place of each criterion of the program, if it is asked: rows of tables look for three.
    places: [Option<u32>; REGISTRY.len()],
}

impl Plan {
    /// A plan without gates.
    pub(super) fn new(
        weights: Weights,
        asked: Vec<Asked>,
        not_applicable: Vec<NotApplicable>,
    ) -> Self {
        let mut places = [None; REGISTRY.len()];
        for (place, asked) in (0..).zip(&asked) {
            if let CriterionId::Builtin(builtin) = asked.id {
                places[builtin as usize] = Some(place);
            }
        }
        Self {
            weights,
            asked,
            not_applicable,
            minimums: Vec::new(),
            removed: Vec::new(),
            places,
        }
    }

    /// The asked criteria of a dimension.
    pub fn of(&self, dimension: Dimension) -> impl Iterator<Item = &Asked> {
        self.asked
            .iter()
            .filter(move |asked| asked.dimension == dimension)
    }

    /// The place of an asked criterion.
    pub fn place(&self, id: CriterionId) -> Option<usize> {
        match id {
            CriterionId::Builtin(builtin) => {
                self.places[builtin as usize].map(|place| place as usize)
            }
            _ => self.asked.iter().position(|asked| asked.id == id),
        }
    }

    /// The asked criterion of that id.
    pub fn find(&self, id: CriterionId) -> Option<&Asked> {
        Some(&self.asked[self.place(id)?])
    }

    /// Whether the criterion is asked and applicable.
    pub fn asks(&self, builtin: Builtin) -> bool {
        self.find(CriterionId::Builtin(builtin)).is_some()
    }

    /// Whether a dimension is rated as a whole.
    pub fn is_whole(&self, dimension: Dimension) -> bool {
        self.find(CriterionId::Whole(dimension)).is_some()
    }

    /// Whether the header asks the criterion and makes it meaningless.
    pub fn is_not_applicable(&self, id: CriterionId) -> bool {
        self.not_applicable
            .iter()
            .any(|not| id == CriterionId::Builtin(not.criterion))
    }
}

/// One criterion that the deal could ask, before weights and rated dimensions have their say.
pub(super) struct Possible {
    pub id: CriterionId,
    pub dimension: Dimension,
    pub weight: f64,
    pub rated_only: bool,
    /// Why it is meaningless, if the header makes it so.
    pub meaningless: Option<&'static str>,
}

/// Decides what is asked. `possible` holds what the header, `deal.rated` or the user asks for;
/// `whole` the dimensions that `deal.rated` names; `gated` the criteria that `[gates]` names.
pub(super) fn asked(
    possible: Vec<Possible>,
    whole: &[Dimension],
    gated: impl Fn(CriterionId) -> bool,
) -> (Vec<Asked>, Vec<NotApplicable>) {
    let mut asked = Vec::new();
    let mut not_applicable = Vec::new();
    for possible in possible {
        if whole.contains(&possible.dimension) || (possible.weight == 0.0 && !gated(possible.id)) {
            continue;
        }
        match (possible.meaningless, possible.id) {
            (Some(reason), CriterionId::Builtin(criterion)) => {
                not_applicable.push(NotApplicable { criterion, reason });
            }
            _ => asked.push(Asked {
                id: possible.id,
                dimension: possible.dimension,
                weight: possible.weight,
                fraction: 0.0,
                rated_only: possible.rated_only,
            }),
        }
    }
    for dimension in Dimension::ALL {
        let total: f64 = asked
            .iter()
            .filter(|asked| asked.dimension == dimension)
            .map(|asked| asked.weight)
            .sum();
        if total > 0.0 {
            for asked in asked
                .iter_mut()
                .filter(|asked| asked.dimension == dimension)
            {
                asked.fraction = asked.weight / total;
            }
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
pub(super) fn gates_on(deal: &Deal) -> impl Iterator<Item = GateOn> {
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
pub(super) fn default_minimums(deal: &Deal) -> Vec<(GateOn, f64)> {
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
pub(super) fn minimums(
    deal: &Deal,
    defaults: Vec<(GateOn, f64)>,
    stated: &[(GateOn, f64)],
) -> Vec<Minimum> {
    let is_stated = |on: &GateOn| stated.iter().any(|(other, _)| other == on);
    let defaults = defaults.into_iter().filter(|(on, _)| !is_stated(on));
    let mut minimums: Vec<Minimum> = defaults
        .map(|(on, minimum)| Minimum {
            on,
            minimum,
            explicit: false,
        })
        .chain(stated.iter().map(|&(on, minimum)| Minimum {
            on,
            minimum,
            explicit: true,
        }))
        .filter(|minimum| minimum.minimum > 0.0)
        .collect();
    let order: Vec<GateOn> = gates_on(deal).collect();
    minimums.sort_by_key(|minimum| order.iter().position(|on| *on == minimum.on));
    minimums
}
