//! What a deal asks: the criteria with their weights, the gates, the weights of the dimensions.
//!
//! All of it follows from the header alone, never from what candidates answer.

use super::criterion::CriterionId;
use crate::model::gate::KNOWN_MINIMUM;
use crate::model::weighting::{Judgement, Method, Vary};
use crate::model::{Builtin, ByDimension, Dimension, PassFail};

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
    /// The weights of `[criteria]`, each a part of the whole.
    Criteria,
}

impl WeightSource {
    /// The stable id.
    pub fn id(&self) -> &'static str {
        match self {
            WeightSource::Type => "type",
            WeightSource::Order(_) => "order",
            WeightSource::Numbers => "numbers",
            WeightSource::Pairwise(_) => "pairwise",
            WeightSource::Criteria => "criteria",
        }
    }
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
    /// The least and the greatest of each as a fraction, if any is a range.
    pub ranges: Option<ByDimension<(f64, f64)>>,
    /// What claims about other weights may change, where nothing is a range.
    pub vary: Vary,
}

impl Weights {
    /// Whether the criteria are weighed as parts of the whole.
    pub fn is_by_criteria(&self) -> bool {
        self.source == WeightSource::Criteria
    }
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
    /// The least and the greatest of that fraction, if any weight of its group is a range. By criteria the group is
    /// all of them, and these are parts of the whole.
    pub range: Option<(f64, f64)>,
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
    /// Who sets it.
    pub from: GateFrom,
    /// Whether the deal asks what it is set on: a house's minimum on what this deal took out leaves every candidate
    /// undecided.
    pub is_asked: bool,
}

/// Who sets a gate.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum GateFrom {
    /// The model.
    Default,
    /// The deal's `[gates]`.
    Deal,
    /// The house's.
    House,
    /// The command line.
    Command,
    /// The model, whatever anybody says.
    Rule,
}

impl GateFrom {
    /// The stable id.
    pub fn id(self) -> &'static str {
        match self {
            GateFrom::Default => "default",
            GateFrom::Deal => "deal",
            GateFrom::House => "house",
            GateFrom::Command => "command",
            GateFrom::Rule => "rule",
        }
    }
}

/// Which pass/fail gates are in force.
#[derive(Clone, Debug, PartialEq)]
pub struct PassFailPlan {
    /// The gates that are not removed and have something to judge, in the order of the model, and who sets each.
    pub in_force: Vec<(PassFail, GateFrom)>,
    /// How much must be known, of 100, and who says so; `None` where it is removed.
    pub known: Option<(f64, GateFrom)>,
}

impl Default for PassFailPlan {
    fn default() -> Self {
        Self {
            in_force: Vec::new(),
            known: Some((KNOWN_MINIMUM, GateFrom::Default)),
        }
    }
}

/// What became of the gates of a house.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct HousePlan {
    /// Its gates, with the minimum of those that have one.
    pub gates: Vec<(String, Option<f64>)>,
    /// Those that did not apply to the deal.
    pub not_applicable: Vec<String>,
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
    /// What weighs 0 and is not asked.
    pub idle: Vec<CriterionId>,
    /// The minimums: the score, then dimensions, then criteria.
    pub minimums: Vec<Minimum>,
    /// Those that hold for a single member of a network or a consortium, where coverage is the set's business: no
    /// default on it.
    pub minimums_alone: Vec<Minimum>,
    /// The pass/fail gates in force.
    pub pass_fail: PassFailPlan,
    /// What became of the gates of the house.
    pub house: Option<HousePlan>,
    /// The place of each criterion of the program, if it is asked: rows of tables look for three.
    places: [Option<u32>; Builtin::ALL.len()],
}

impl Plan {
    /// A plan without gates.
    pub(crate) fn new(
        weights: Weights,
        asked: Vec<Asked>,
        not_applicable: Vec<NotApplicable>,
    ) -> Self {
        let mut places = [None; Builtin::ALL.len()];
        for (place, asked) in (0..).zip(&asked) {
            if let CriterionId::Builtin(builtin) = asked.id {
                places[builtin as usize] = Some(place);
            }
        }
        Self {
            weights,
            asked,
            not_applicable,
            idle: Vec::new(),
            minimums: Vec::new(),
            minimums_alone: Vec::new(),
            pass_fail: PassFailPlan::default(),
            house: None,
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
            CriterionId::Own(_) | CriterionId::Whole(_) => {
                self.asked.iter().position(|asked| asked.id == id)
            }
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
