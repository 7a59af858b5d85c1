//! `fit --format json`.

use serde::{Deserialize, Serialize};

use super::value;
use crate::deal::Deal;
use crate::explain;
use crate::fit::{Form, StoppingGate, pointed_to};
use crate::score::Verdict;

/// How the forms of relationship suit a deal.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct FitV2 {
    /// [`FitV2::SCHEMA`].
    pub schema: String,
    /// The version of the program.
    pub tool_version: String,
    /// The name of the deal.
    pub deal: String,
    /// The id of the relationship type that the deal proposes.
    pub relationship: String,
    /// The ids of the types that the deal's objectives and horizon point to.
    pub points_to: Vec<String>,
    /// The same in words.
    pub reading: String,
    /// Every type that the deal can be read as.
    pub forms: Vec<FormV2>,
}

/// How a form suits.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct FormV2 {
    /// The id of the relationship type.
    pub relationship: String,
    /// The deal's objectives that it is best for.
    pub objectives: Vec<String>,
    /// Whether the horizon suits; null where the deal states none.
    pub suits_horizon: Option<bool>,
    /// Those who would lead, by name; several where they tie.
    pub leaders: Vec<String>,
    /// The id of the verdict on the first of them.
    #[serde(with = "value::verdict")]
    pub verdict: Verdict,
    /// The ids of the gates that the first of them cannot pass, hardest first.
    pub fails: Vec<String>,
    /// The ids of the gates that it could still pass, hardest first.
    pub open: Vec<String>,
    /// The ids of the drawbacks that it would have.
    pub flags: Vec<String>,
}

impl FitV2 {
    /// The id of the contract.
    pub const SCHEMA: &str = "partner-eval/fit/2";

    /// The forms as a document.
    pub fn of(deal: &Deal, forms: &[Form]) -> Self {
        let id = |form: &Form| form.relationship.id().to_owned();
        Self {
            schema: Self::SCHEMA.to_owned(),
            tool_version: env!("CARGO_PKG_VERSION").to_owned(),
            deal: deal.name.clone(),
            relationship: deal.relationship.id().to_owned(),
            points_to: pointed_to(forms).into_iter().map(id).collect(),
            reading: explain::fit_reading(deal, forms),
            forms: forms.iter().map(FormV2::of).collect(),
        }
    }
}

impl FormV2 {
    fn of(form: &Form) -> Self {
        let ids = |gates: &[StoppingGate]| gates.iter().map(|gate| gate.id.clone()).collect();
        Self {
            relationship: form.relationship.id().to_owned(),
            objectives: form.objectives.clone(),
            suits_horizon: form.suits_horizon,
            leaders: form.leaders.clone(),
            verdict: form.verdict,
            fails: ids(&form.fails),
            open: ids(&form.open),
            flags: form.flags.iter().map(|flag| flag.id().to_owned()).collect(),
        }
    }
}
