//! A candidate: what it states of itself, and how it is rated.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::criterion::CriterionId;
use super::evidence::{Evidence, Withheld};
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
    /// Empty where it states none, or none that count.
    pub capabilities: Facts,
    /// Whether it states any capabilities that count, though the table may be empty.
    pub states_capabilities: bool,
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
    /// `None` where it is taken for unknown.
    pub extra_benefit: Option<f64>,
    pub contributions: Option<Facts>,
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
    /// What is rated and only another type of relationship asks.
    pub unused: Vec<CriterionId>,
    /// Sorted by name.
    pub meets: Vec<(Symbol, bool)>,
    pub veto: Option<String>,
    pub sources: BTreeMap<String, Evidence>,
    /// The keys that are stated and taken for unknown, for want of evidence that counts.
    pub withheld: Withholdings,
    /// Whether evidence of any fact, rating or mark ran out.
    pub has_expired: bool,
    /// The candidate as it states itself, if anything is taken for unknown and another may be set against it.
    pub as_stated: Option<Box<Candidate>>,
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

    /// Whether a key is stated and taken for unknown.
    pub fn withholds(&self, key: &str) -> bool {
        self.withheld.of_key(key).is_some()
    }

    /// What a fact rests on, by the key that states it.
    pub fn source(&self, key: &str) -> Option<&Evidence> {
        self.sources.get(key)
    }

    /// Whether it says that a requirement is met.
    pub fn meets(&self, requirement: Symbol) -> Option<bool> {
        self.meets
            .binary_search_by_key(&requirement, |(name, _)| *name)
            .ok()
            .map(|at| self.meets[at].1)
    }
}

/// Keys that are stated and taken for unknown, each with why.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Withholdings(Vec<(&'static str, Withheld)>);

impl Withholdings {
    /// Adds a key.
    pub(crate) fn push(&mut self, key: &'static str, why: Withheld) {
        self.0.push((key, why));
    }

    /// Forgets all keys and keeps their memory.
    pub(crate) fn clear(&mut self) {
        self.0.clear();
    }

    /// Why a key is taken for unknown, if it is.
    pub fn of_key(&self, key: &str) -> Option<Withheld> {
        let found = self.0.iter().find(|(withheld, _)| *withheld == key);
        found.map(|(_, why)| *why)
    }

    /// All keys.
    pub fn iter(&self) -> std::slice::Iter<'_, (&'static str, Withheld)> {
        self.0.iter()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}
