//! A deal after reading: every fact checked, every name resolved, nothing scored.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::names::{Names, Symbol};
use super::plan::Plan;
use super::ratings::Ratings;
use super::section::KeyLines;
use crate::model::{Builtin, Dimension, Relationship, SLACK};

/// A named number of the file.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Fact {
    /// What it is about.
    pub name: Symbol,
    /// The number.
    pub value: f64,
    /// Its line in the file, from 1.
    pub line: u32,
}

/// Named numbers, in the order of the names.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Facts(Vec<Fact>);

impl Facts {
    /// Sorts the facts; names are unique, as keys of a table are.
    pub fn new(facts: impl IntoIterator<Item = Fact>) -> Self {
        let mut facts: Vec<Fact> = facts.into_iter().collect();
        facts.sort_unstable_by_key(|fact| fact.name);
        Self(facts)
    }

    /// Forgets all facts and keeps their memory.
    pub(super) fn clear(&mut self) {
        self.0.clear();
    }

    /// Adds a fact whose name comes after all others.
    pub(super) fn push(&mut self, fact: Fact) {
        debug_assert!(self.0.last().is_none_or(|last| last.name < fact.name));
        self.0.push(fact);
    }

    /// Adds a fact, to be sorted in.
    pub(super) fn add(&mut self, fact: Fact) {
        self.0.push(fact);
    }

    /// Sorts what was added.
    pub(super) fn sort(&mut self) {
        self.0.sort_unstable_by_key(|fact| fact.name);
    }

    /// The fact of that name.
    pub fn fact(&self, name: Symbol) -> Option<&Fact> {
        self.0
            .binary_search_by_key(&name, |fact| fact.name)
            .ok()
            .map(|at| &self.0[at])
    }

    /// The number of that name.
    pub fn get(&self, name: Symbol) -> Option<f64> {
        self.fact(name).map(|fact| fact.value)
    }

    /// All facts, by name.
    pub fn iter(&self) -> std::slice::Iter<'_, Fact> {
        self.0.iter()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The sum of the numbers.
    pub fn sum(&self) -> f64 {
        self.0.iter().map(|fact| fact.value).sum()
    }

    /// The numbers divided by their sum; `None` where that is 0.
    pub(super) fn normalised(mut self) -> Option<Facts> {
        self.normalise().then_some(self)
    }

    /// Divides the numbers by their sum, unless that is 0; whether it is not.
    pub(super) fn normalise(&mut self) -> bool {
        let sum = self.sum();
        let has_parts = sum > 0.0;
        if has_parts {
            self.0.iter_mut().for_each(|fact| fact.value /= sum);
        }
        has_parts
    }

    /// How much two lists share: the sum of the lesser number of each name.
    pub fn overlap(&self, other: &Facts) -> f64 {
        self.0
            .iter()
            .filter_map(|fact| Some(fact.value.min(other.get(fact.name)?)))
            .sum()
    }
}

/// How the dimensions make the total.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Aggregation {
    /// The weighted mean: points add up.
    #[default]
    Arithmetic,
    /// The weighted product: a poor dimension cannot be bought off by a good one.
    Geometric,
}

impl Aggregation {
    /// The stable id.
    pub const fn id(self) -> &'static str {
        match self {
            Aggregation::Arithmetic => "arithmetic",
            Aggregation::Geometric => "geometric",
        }
    }
}

/// Whether a need is of knowledge or of capacity.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Measure {
    /// Knowledge, 0..10: the best party counts.
    Level,
    /// Capacity: the parties add up.
    Amount,
}

/// Something that is needed.
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

/// Something that the parties must put in.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Resource {
    /// What.
    pub name: Symbol,
    /// How much.
    pub required: f64,
    /// How important it is beside the others.
    pub weight: f64,
    /// How much of it the organization does not pledge; 0 where next to nothing.
    pub gap: f64,
}

impl Resource {
    /// What filling the gap counts beside other resources: weight x gap / required.
    pub fn worth(&self) -> f64 {
        self.weight * (self.gap / self.required)
    }
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

/// A criterion, among those a deal can ask.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum CriterionId {
    /// One that the program knows.
    Builtin(Builtin),
    /// The user's own, by its place in [`Deal::own_criteria`].
    Own(u32),
    /// A dimension that is rated as a whole.
    Whole(Dimension),
}

/// A criterion that the deal defines.
#[derive(Clone, Debug, PartialEq)]
pub struct OwnCriterion {
    /// Its id.
    pub id: String,
    /// The same as a name of the deal.
    pub name: Symbol,
    /// Where it belongs.
    pub dimension: Dimension,
    /// What it asks.
    pub about: Option<String>,
    /// The measures that earn 0 and 1; rated where there are none.
    pub scale: Option<(f64, f64)>,
}

/// The parts of cost, benefit and risk that a party is to take.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Shares {
    /// Part of the cost; the stake where none is given.
    pub cost: Option<f64>,
    /// Part of the benefit; the stake where none is given.
    pub benefit: Option<f64>,
    /// Part of each risk; the stake where none is given.
    pub risk: Option<f64>,
}

/// An answer by judgement, on 0..1.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Rating {
    /// The rating.
    pub score: f64,
    /// The lowest it may be.
    pub low: f64,
    /// The highest it may be.
    pub high: f64,
    /// Whether several reviewers gave it.
    pub is_panel: bool,
    /// Its line in the file.
    pub line: u32,
}

impl Rating {
    /// A single rating on 0..1, without a range.
    pub(super) fn plain(score: f64) -> Self {
        Self {
            score,
            low: score,
            high: score,
            is_panel: false,
            line: 0,
        }
    }
}

/// A value of a free attribute.
#[derive(Clone, Debug, PartialEq)]
pub enum Attribute {
    /// A text.
    Text(String),
    /// A number.
    Number(f64),
    /// true or false.
    YesNo(bool),
}

/// Who is asking.
#[derive(Clone, Debug, Default, PartialEq)]
#[allow(missing_docs, reason = "model::keys::ORGANIZATION documents each")]
pub struct Organization {
    pub name: String,
    /// Divided by their sum.
    pub goals: Option<Facts>,
    /// Divided by their sum.
    pub culture: Option<[f64; 4]>,
    pub sales: Option<Facts>,
    pub capabilities: Facts,
    pub risk_control: Facts,
    pub pledges: Facts,
    pub markets: Vec<Symbol>,
    pub stand_alone_cost: Option<f64>,
    pub risk_capacity: Option<f64>,
    pub attributes: BTreeMap<String, Attribute>,
    pub shares: Shares,
    pub lines: KeyLines,
}

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
    pub resources: Vec<Resource>,
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
            CriterionId::Builtin(builtin) => builtin.doc().title,
            CriterionId::Own(place) => &self.own_criteria[place as usize].id,
            CriterionId::Whole(dimension) => dimension.title(),
        }
    }
}
