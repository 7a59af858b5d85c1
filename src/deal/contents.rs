//! A deal after reading: every fact checked, every name resolved, nothing scored.

use super::candidate::Candidate;
use super::criterion::{CriterionId, OwnCriterion};
use super::facts::Facts;
use super::header::{Compose, Need, Requirement, Risk};
use super::names::Names;
use super::party::Organization;
use super::plan::{GateOn, Plan};
use crate::model::{Aggregation, Builtin, Dimension, Relationship};

/// A deal: who asks, what is proposed, what is needed, who could be partner.
#[derive(Clone, Debug)]
#[allow(missing_docs, reason = "model::keys documents the keys of the file")]
pub struct Deal {
    /// Every name that occurs.
    pub names: Names,
    pub name: String,
    pub relationship: Relationship,
    pub objectives: Vec<String>,
    pub horizon_years: Option<f64>,
    pub cost: Option<f64>,
    pub benefit: Option<f64>,
    pub target_saving: f64,
    pub currency: Option<String>,
    pub aggregation: Aggregation,
    pub organization: Organization,
    pub needs: Vec<Need>,
    pub standards: Facts,
    pub target_markets: Facts,
    /// The target markets that the organization does not serve.
    pub unserved: Facts,
    pub risks: Vec<Risk>,
    pub resources: Vec<Need>,
    pub requirements: Vec<Requirement>,
    pub own_criteria: Vec<OwnCriterion>,
    pub compose: Compose,
    /// What the header asks, with which weights and gates.
    pub plan: Plan,
    pub candidates: Vec<Candidate>,
}

impl Deal {
    /// The id of a criterion, as files and machine output spell it.
    pub fn criterion_id(&self, id: CriterionId) -> &str {
        match id {
            CriterionId::Builtin(builtin) => builtin.id(),
            CriterionId::Own(place) => &self.own_criteria[place as usize].id,
            CriterionId::Whole(dimension) => dimension.id(),
        }
    }

    /// The name of a criterion in running text.
    pub fn criterion_title(&self, id: CriterionId) -> &str {
        match id {
            CriterionId::Builtin(builtin) => builtin.title(),
            CriterionId::Own(place) => &self.own_criteria[place as usize].id,
            CriterionId::Whole(dimension) => dimension.title(),
        }
    }

    /// The criterion or dimension of that id, among those that the deal could ask.
    pub fn find_criterion(&self, id: &str) -> Option<CriterionId> {
        Builtin::from_id(id)
            .map(CriterionId::Builtin)
            .or_else(|| Dimension::from_id(id).map(CriterionId::Whole))
            .or_else(|| {
                let place = self.own_criteria.iter().position(|own| own.id == id)?;
                Some(CriterionId::Own(place as u32))
            })
    }

    /// Every id that [`Deal::find_criterion`] knows.
    pub fn criterion_ids(&self) -> Vec<&str> {
        let own = self.own_criteria.iter().map(|own| own.id.as_str());
        let known = Builtin::ids().into_iter().chain(Dimension::ids());
        known.chain(own).collect()
    }

    /// What a minimum of that name is set on.
    pub(crate) fn gate_on(&self, name: &str) -> Option<GateOn> {
        match self.find_criterion(name) {
            _ if name == "score" => Some(GateOn::Score),
            Some(CriterionId::Whole(dimension)) => Some(GateOn::Dimension(dimension)),
            Some(id) => Some(GateOn::Criterion(id)),
            None => None,
        }
    }
}
