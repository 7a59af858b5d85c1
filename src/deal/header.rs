//! What the header of a deal lists: needs, risks, resources, requirements.

use std::collections::BTreeMap;

use super::criterion::CriterionId;
use super::names::Symbol;
use crate::model::SLACK;

/// Whether a need is of knowledge or of capacity.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Measure {
    /// Knowledge, 0..10: the best party counts.
    Level,
    /// Capacity: the parties add up.
    Amount,
}

/// Something that is needed, or a resource that the parties must put in, which is needed as an amount.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Need {
    /// What.
    pub name: Symbol,
    /// Knowledge or capacity.
    pub measure: Measure,
    /// How much.
    pub required: f64,
    /// How important it is beside the others.
    pub weight: f64,
    /// Whether the deal makes no sense without it.
    pub critical: bool,
    /// How much of it the party that needs it has itself.
    pub own: f64,
    /// How much of it that party lacks; 0 where next to nothing.
    pub gap: f64,
    /// Its line in the file.
    pub line: u32,
}

impl Need {
    /// What filling the gap counts beside other needs: weight x gap / required.
    pub fn worth(&self) -> f64 {
        self.weight * (self.gap / self.required)
    }
}

/// Something that can go wrong.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Risk {
    /// What.
    pub name: Symbol,
    /// How likely, above 0 and at most 1.
    pub probability: f64,
    /// What it would cost.
    pub impact: f64,
    /// How far the organization controls it, 0..1.
    pub own_control: f64,
}

impl Risk {
    /// The expected loss.
    pub fn expected_loss(&self) -> f64 {
        self.probability * self.impact
    }
}

/// What is missing between `required` and `own`; a gap of at most the slack is none.
pub fn gap(required: f64, own: f64) -> f64 {
    let gap = (required - own).max(0.0);
    if gap <= SLACK * required { 0.0 } else { gap }
}

/// A condition that is met or not.
#[derive(Clone, Debug, PartialEq)]
pub struct Requirement {
    /// Its name.
    pub name: Symbol,
    /// What must be shown.
    pub about: String,
    /// Its line in the file.
    pub line: u32,
}

/// Somebody who rates.
#[derive(Clone, Debug, PartialEq)]
pub struct Reviewer {
    /// The name.
    pub name: String,
    /// What the marks count beside those of others.
    pub weight: f64,
    /// Who it is.
    pub role: Option<String>,
    /// What may be rated; `None`: everything.
    pub rates: Option<Vec<CriterionId>>,
}

/// What some of the parties would pay without the others.
#[derive(Clone, Debug, PartialEq)]
pub struct Coalition {
    /// Their names, the organization's among them.
    pub members: Vec<String>,
    /// The cost together.
    pub cost: f64,
    /// Its line in the file.
    pub line: u32,
}

/// What a set of members must satisfy; no part of any score.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Compose {
    /// The least and the greatest number of members besides the organization.
    pub size: Option<(u32, u32)>,
    /// How many different values of an attribute at least, over all parties.
    pub distinct: BTreeMap<String, u32>,
    /// How many members at least have an attribute that is true.
    pub at_least: BTreeMap<String, u32>,
    /// The highest joint cost.
    pub max_cost: Option<f64>,
}
