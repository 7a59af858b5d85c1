//! A deal after reading: every fact checked, every name resolved, nothing scored.

use std::sync::{Arc, OnceLock};

use super::candidate::Candidate;
use super::criterion::{CriterionId, OwnCriterion};
use super::evidence::EvidenceRule;
use super::facts::Facts;
use super::header::{Coalition, Compose, Need, Requirement, Reviewer, Risk};
use super::names::Names;
use super::party::Organization;
use super::plan::{GateOn, Plan};
use super::reviews::FiledReviews;
use super::rules::Rules;
use crate::model::{Aggregation, Builtin, ByDimension, Dimension, Relationship};

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
    pub target_return: f64,
    /// The day of the assessment, and which evidence counts on it.
    pub evidence: EvidenceRule,
    /// The worst and the best rating.
    pub rating_scale: (f64, f64),
    pub reviewers: Vec<Reviewer>,
    /// The marks of review files; `None` without any.
    pub reviews: Option<Arc<FiledReviews>>,
    /// The reviewers whose review files are missing, where that is allowed.
    pub missing_reviews: Vec<String>,
    /// The true names of the reviewers, where letters stand in their place: no report may say them. `None` where
    /// reviewers have their names.
    pub hidden_reviewers: Option<Vec<String>>,
    /// What reports call the dimensions, if not by their names.
    pub labels: ByDimension<Option<String>>,
    pub coalitions: Vec<Coalition>,
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
    /// The criteria that the deal does not ask, and would if it proposed another type.
    pub asked_by_others: Vec<CriterionId>,
    /// What the header asks, with which weights and gates.
    pub plan: Plan,
    /// All of the header that counts, and the gates of the house, as they are stated.
    pub rules: Rules,
    pub candidates: Vec<Candidate>,
    /// What of one candidate's evaluation depends on the others. It follows from the candidates; `score` fills it.
    pub across: OnceLock<Across>,
}

/// What depends on all candidates.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Across {
    /// What relative criteria are set against, by place of the user's own criteria.
    pub references: Vec<Reference>,
    /// Who marked anybody on a criterion that panels rate, by criterion; names in their order.
    pub marked: Vec<(CriterionId, Vec<String>)>,
}

/// What a relative criterion is set against.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Reference {
    /// The best measure among the candidates that nothing else rules out.
    pub best: Option<f64>,
    /// The only one that has it, by place; `None` where several do.
    pub holder: Option<usize>,
    /// The first two of these that state none, by place: their measures could be better still.
    pub silent: [Option<usize>; 2],
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
            CriterionId::Own(place) => {
                let own = &self.own_criteria[place as usize];
                own.label.as_deref().unwrap_or(&own.id)
            }
            CriterionId::Whole(dimension) => self.dimension_title(dimension),
        }
    }

    /// The name of a dimension in running text: the label that the deal gives it, or its own.
    pub fn dimension_title(&self, dimension: Dimension) -> &str {
        let label = self.labels[dimension].as_deref();
        label.unwrap_or(dimension.title())
    }

    /// The dimension of a criterion.
    pub fn dimension_of(&self, id: CriterionId) -> Dimension {
        match id {
            CriterionId::Builtin(builtin) => builtin.dimension(),
            CriterionId::Own(place) => self.own_criteria[place as usize].dimension,
            CriterionId::Whole(dimension) => dimension,
        }
    }

    /// The relative criteria that are asked.
    pub fn asked_relative(&self) -> impl Iterator<Item = (CriterionId, &OwnCriterion)> {
        self.plan.asked.iter().filter_map(|asked| match asked.id {
            CriterionId::Own(place) => {
                let own = &self.own_criteria[place as usize];
                own.relative().map(|_| (asked.id, own))
            }
            CriterionId::Builtin(_) | CriterionId::Whole(_) => None,
        })
    }

    /// A rating of this deal's scale on 0..1.
    pub fn on_scale(&self, rating: f64) -> f64 {
        let (worst, best) = self.rating_scale;
        ((rating - worst) / (best - worst)).clamp(0.0, 1.0) + 0.0
    }

    /// A rating of 0..1 on this deal's scale.
    pub fn rating_words(&self, score: f64) -> f64 {
        let (worst, best) = self.rating_scale;
        worst + score * (best - worst)
    }

    /// Whether reviewers stand as letters, and what tells of them is left out.
    pub fn is_anonymous(&self) -> bool {
        self.hidden_reviewers.is_some()
    }

    /// What a reviewer's marks count: what `[reviewers]` says, or 1 where there is no such table.
    pub fn reviewer_weight(&self, name: &str) -> Option<f64> {
        if self.reviewers.is_empty() {
            return Some(1.0);
        }
        let reviewer = self.reviewers.iter().find(|other| other.name == name)?;
        Some(reviewer.weight)
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
