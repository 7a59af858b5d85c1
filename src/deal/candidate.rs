//! A candidate: what it states of itself, and how it is rated.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::criterion::CriterionId;
use super::facts::Facts;
use super::header::Need;
use super::key_lines::KeyLines;
use super::names::Symbol;
use super::party::{Attribute, Shares};
use super::ratings::{Rating, Ratings};

/// Who could be partner.
#[derive(Clone, Debug, Default, PartialEq)]
#[allow(missing_docs, reason = "model::keys::CANDIDATE documents each")]
pub struct Candidate {
    pub name: String,
    /// The line of the name.
    pub line: u32,
    /// Divided by their sum; `None` also where that is 0.
    pub goals: Option<Facts>,
    /// Divided by their sum.
    pub culture: Option<[f64; 4]>,
    pub sales: Option<Facts>,
    pub capabilities: Facts,
    pub needs: Option<Vec<Need>>,
    pub risk_control: Facts,
    pub pledges: Facts,
    pub measures: Facts,
    /// Sorted.
    pub markets: Option<Vec<Symbol>>,
    /// Sorted.
    pub standards: Option<Vec<Symbol>>,
    pub stand_alone_cost: Option<f64>,
    pub extra_joint_cost: f64,
    pub shares: Shares,
    pub risk_shares: Facts,
    pub risk_capacity: Option<f64>,
    pub our_dependence: Option<f64>,
    pub their_dependence: Option<f64>,
    pub horizon_years: Option<f64>,
    /// Kept, of how many.
    pub track_record: Option<(f64, f64)>,
    pub joint_projects: Option<f64>,
    pub ratings: Ratings,
    /// Sorted by name.
    pub meets: Vec<(Symbol, bool)>,
    pub veto: Option<String>,
    pub sources: BTreeMap<String, String>,
    pub attributes: BTreeMap<String, Attribute>,
    pub notes: Option<String>,
    pub lines: KeyLines,
    /// The table that it stands in, and its lines with it; `None` for the deal file.
    pub table: Option<Arc<str>>,
}

impl Candidate {
    /// The rating of a criterion.
    pub fn rating(&self, id: CriterionId) -> Option<&Rating> {
        self.ratings.get(id)
    }

    /// The part of a risk that the candidate takes.
    pub fn risk_share(&self, risk: Symbol) -> Option<f64> {
        self.risk_shares.get(risk).or(self.shares.risk)
    }

    /// Whether it says that a requirement is met.
    pub fn meets(&self, requirement: Symbol) -> Option<bool> {
        self.meets
            .binary_search_by_key(&requirement, |(name, _)| *name)
            .ok()
            .map(|at| self.meets[at].1)
    }
}
