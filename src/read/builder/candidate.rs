//! Builds one candidate after the other from what front ends find, and checks it.
//!
//! A front end gives values and places; which keys there are, what they take and what must agree is decided here, for
//! the deal file, for cells and for JSON lines alike.

use std::collections::BTreeSet;

use super::known::Known;
use super::lines::Lines;
use super::problem_list::ProblemList;
use super::rating;
use super::slots::{FactsSlot, NumberSlot, Numbers, Takes};
use super::tree::{Span, Value};
use crate::criteria::answers;
use crate::criteria::asks::how_to_ask;
use crate::deal::{
    Candidate, CriterionId, Deal, Fact, Facts, Names, Problem, Rating, Ratings, Symbol,
};
use crate::model::Code;
use crate::model::keys::{self, KeyTable};
use crate::model::names::{clean, is_plainly_clean};
use crate::read::options::ReadOptions;

/// How much of a candidate is kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Keep {
    /// What scores and gates depend on, and errors.
    Scores,
    /// Everything, and warnings too.
    All,
}

/// Builds candidates, each in the memory of the one before.
#[derive(Debug)]
pub struct CandidateBuilder<'a> {
    pub(super) table: &'static KeyTable,
    /// The deal that candidates answer.
    pub deal: &'a Deal,
    pub(super) options: &'a ReadOptions,
    /// The names that candidates refer to.
    pub known: Known<'a>,
    /// The names that have symbols.
    pub names: Names,
    /// Where lines are counted.
    pub lines: Lines<'a>,
    /// What is wrong with the candidate.
    pub report: ProblemList,
    /// Whether a candidate before it had an error: then no sums are doubted.
    pub has_error: bool,
    /// Whether the deal could be read as far as to know what it asks.
    pub knows_what_is_asked: bool,
    /// Names that have no symbol yet.
    pub strangers: BTreeSet<String>,
    /// The candidate.
    pub candidate: Candidate,
    keep: Keep,
    pub(super) numbers: Numbers,
    pub(super) goals: Facts,
    pub(super) sales: Option<Facts>,
    /// Memory for lists.
    spare: [Vec<Symbol>; 2],
    spare_sales: Facts,
    pub(super) has_culture: bool,
    pub(super) has_record: bool,
    /// Whether `culture` holds a key that it does not have.
    pub(super) has_foreign_culture: bool,
    /// Keys that the table does not have. No sum is doubtful because of them.
    pub(super) foreign_keys: Vec<Problem>,
    pub(super) rated: Vec<Rated>,
    /// Where the candidate stands.
    pub(super) at: Span,
    /// Where its name stands, if it has one.
    pub(super) name_at: Option<Span>,
    /// The ratings as they are stated, where evidence matters.
    pub(super) stated_ratings: Ratings,
    /// Where the sources stand, by the key that they are about.
    pub(super) sources_at: Vec<(String, Span)>,
    /// The keys of the table that are there, a bit for each.
    pub(super) said: u64,
    /// Where they stand.
    pub(super) key_at: Vec<Span>,
    needs_evidence: bool,
}

/// A rating beside which facts would be a contradiction.
#[derive(Clone, Copy, Debug)]
pub(super) struct Rated {
    pub id: CriterionId,
    /// Its place in the plan.
    pub place: usize,
    pub at: Span,
    /// The place of the review file, and the place in it, if the rating comes from there.
    pub review: Option<(usize, Span)>,
}

/// What a deal makes of the rating of a criterion.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Standing {
    /// It is asked, in that place of the plan; whether facts can answer it too.
    Asked(usize, bool),
    /// It does not apply.
    NotApplicable,
    /// It is not asked, and no relationship type would ask it of this deal.
    NotAsked,
    /// It is not asked, and another relationship type would ask it.
    OfOtherType,
    /// It is not asked, because the deal is read as another type, or its own is not known.
    LeftOut,
}

/// The place of `name` among the keys.
pub(super) const NAME: usize = 0;

impl<'a> CandidateBuilder<'a> {
    /// A builder of candidates, or of an organization, whose keys are those of the table.
    pub fn new(
        table: &'static KeyTable,
        deal: &'a Deal,
        names: Names,
        options: &'a ReadOptions,
        known: Known<'a>,
        lines: Lines<'a>,
    ) -> Self {
        debug_assert_eq!(table.keys[NAME].name, "name");
        Self {
            table,
            deal,
            options,
            known,
            names,
            lines,
            report: ProblemList::default(),
            has_error: false,
            knows_what_is_asked: true,
            strangers: BTreeSet::new(),
            candidate: Candidate::default(),
            keep: Keep::All,
            numbers: Numbers::default(),
            goals: Facts::default(),
            sales: None,
            spare: Default::default(),
            spare_sales: Facts::default(),
            has_culture: false,
            has_record: false,
            has_foreign_culture: false,
            foreign_keys: Vec::new(),
            rated: Vec::new(),
            at: Span::default(),
            name_at: None,
            stated_ratings: Ratings::default(),
            sources_at: Vec::new(),
            said: 0,
            key_at: vec![Span::default(); table.keys.len()],
            needs_evidence: !deal.evidence.is_idle() && table.key("sources").is_some(),
        }
    }

    /// A builder of candidates that are rows of a table.
    pub fn of_rows(deal: &'a Deal, options: &'a ReadOptions) -> Self {
        let known = Known::of(&deal.names, deal);
        let names = deal.names.clone();
        Self::new(&keys::CANDIDATE, deal, names, options, known, Lines::Row(0))
    }

    /// Begins a candidate that stands there.
    pub fn begin(&mut self, keep: Keep, at: Span) {
        (self.keep, self.at) = (keep, at);
        self.report.problems.clear();
        self.report.warns = keep == Keep::All;
        let candidate = &mut self.candidate;
        for (list, spare) in [&mut candidate.markets, &mut candidate.standards]
            .into_iter()
            .zip(&mut self.spare)
        {
            give_back(list, spare);
        }
        give_back(&mut candidate.goals, &mut self.goals);
        give_back(&mut candidate.sales, &mut self.spare_sales);
        give_back(&mut self.sales, &mut self.spare_sales);
        candidate.name.clear();
        for facts in [
            &mut candidate.capabilities,
            &mut candidate.risk_control,
            &mut candidate.pledges,
            &mut candidate.measures,
            &mut candidate.risk_shares,
            &mut self.goals,
            &mut self.spare_sales,
        ] {
            facts.clear();
        }
        candidate.ratings.clear();
        candidate.meets.clear();
        candidate.needs = None;
        candidate.veto = None;
        candidate.contributions = None;
        candidate.withheld.clear();
        candidate.has_expired = false;
        candidate.unused.clear();
        candidate.as_stated = None;
        candidate.notes = None;
        if !candidate.sources.is_empty() {
            candidate.sources.clear();
        }
        candidate.attributes.clear();
        self.numbers = Numbers::default();
        (self.has_culture, self.has_record) = (false, false);
        self.has_foreign_culture = false;
        self.foreign_keys.clear();
        self.rated.clear();
        self.name_at = None;
        self.stated_ratings.clear();
        self.sources_at.clear();
        self.said = 0;
    }

    /// Whether everything is kept.
    pub fn keeps_all(&self) -> bool {
        self.keep == Keep::All
    }

    /// Says where a key stands, if it is there; its place in the table.
    pub fn place_key(&mut self, key: &str, at: Span) -> Option<usize> {
        let place = self.place(key)?;
        self.key_at[place] = at;
        Some(place)
    }

    /// Says that the key in that place of the table is there.
    #[inline]
    pub fn say_key(&mut self, place: usize) {
        self.said |= 1 << place;
    }

    /// Whether it matters what things rest on; the organization knows its own facts.
    pub fn needs_evidence(&self) -> bool {
        self.needs_evidence
    }

    /// The place of a key in the table.
    pub fn place(&self, key: &str) -> Option<usize> {
        self.table.keys.iter().position(|known| known.name == key)
    }

    pub(super) fn key_at(&self, key: &str) -> Span {
        self.place(key).map_or(self.at, |place| self.key_at[place])
    }

    pub(super) fn has(&self, slot: NumberSlot) -> bool {
        self.numbers.get(slot).is_some()
    }

    pub(super) fn line(&self, at: Span) -> u32 {
        self.lines.line(at)
    }

    /// The symbol of a name. Of names that no score depends on, some have none.
    pub(super) fn symbol(&mut self, name: &str, counts: bool) -> Option<Symbol> {
        let symbol = self.names.find(name);
        if symbol.is_none() && (counts || self.keeps_all()) {
            self.strangers.insert(name.to_owned());
        }
        symbol
    }

    /// Takes the name in.
    pub fn name(&mut self, name: &str, at: Span) {
        self.said |= 1 << NAME;
        if is_plainly_clean(name) {
            self.candidate.name.push_str(name);
            self.name_at = Some(at);
            return;
        }
        let name = clean(name);
        if name.is_empty() {
            self.report
                .add(Problem::new(Code::Empty, at.into(), "`name` is empty"));
        } else if name.as_bytes().contains(&0) {
            let message = "`name` holds a character of number 0, which is no text";
            let problem = Problem::new(Code::Unreadable, at.into(), message);
            self.report
                .add(problem.help("take it out; programs end a text there"));
        } else {
            self.candidate.name.push_str(&name);
            self.name_at = Some(at);
        }
    }

    /// Takes in a number that its slot takes.
    #[inline]
    pub fn number(&mut self, slot: NumberSlot, number: f64) {
        self.numbers.set(slot, number);
    }

    /// Takes in a value for a slot of a number.
    pub fn number_value(&mut self, slot: NumberSlot, value: Value<&str>, at: Span, takes: Takes) {
        let number = self.report.number_of(|| slot.what(), value, at, takes);
        self.numbers.set_read(slot, number);
    }

    /// Takes in a fact. Those of a table come sorted, or are sorted afterwards.
    #[inline]
    pub fn fact(&mut self, slot: FactsSlot, name: Symbol, value: f64, line: u32) {
        let fact = Fact { name, value, line };
        self.facts(slot).add(fact);
    }

    /// The facts of a table; it is there from now on.
    pub(super) fn facts(&mut self, slot: FactsSlot) -> &mut Facts {
        let candidate = &mut self.candidate;
        match slot {
            FactsSlot::Goals => &mut self.goals,
            FactsSlot::Sales => {
                let spare = &mut self.spare_sales;
                self.sales.get_or_insert_with(|| std::mem::take(spare))
            }
            FactsSlot::Capabilities => &mut candidate.capabilities,
            FactsSlot::RiskControl => &mut candidate.risk_control,
            FactsSlot::Pledges => &mut candidate.pledges,
            FactsSlot::Measures => &mut candidate.measures,
            FactsSlot::RiskShares => &mut candidate.risk_shares,
            FactsSlot::Contributions => candidate.contributions.get_or_insert_default(),
        }
    }

    /// The memory of the list of markets, or of standards.
    pub fn list(&mut self, is_markets: bool) -> Vec<Symbol> {
        let mut list = std::mem::take(&mut self.spare[usize::from(!is_markets)]);
        list.clear();
        list
    }

    /// Takes a list in; a name that stands twice counts once.
    pub fn set_list(&mut self, is_markets: bool, mut names: Vec<Symbol>) {
        names.sort_unstable();
        names.dedup();
        let candidate = &mut self.candidate;
        *if is_markets {
            &mut candidate.markets
        } else {
            &mut candidate.standards
        } = Some(names);
    }

    /// Takes in a name of a list, which may be one of the deal's, or nearly.
    pub fn listed(&mut self, is_markets: bool, name: &str, at: Span, list: &mut Vec<Symbol>) {
        let (what, known, facts) = if is_markets {
            ("the market", &self.known.markets, &self.deal.target_markets)
        } else {
            ("the standard", &self.known.standards, &self.deal.standards)
        };
        let place = known.place(name);
        if let Some(fact) = place.and_then(|place| facts.iter().nth(place)) {
            list.push(fact.name);
        } else if self.keeps_all() {
            self.report.near(what, name, at, known);
            list.extend(self.symbol(name, false));
        }
    }

    /// What the deal makes of the rating of a criterion.
    pub fn standing(&self, id: CriterionId) -> Standing {
        let plan = &self.deal.plan;
        match plan.place(id) {
            Some(place) => Standing::Asked(place, answers::has_formula(&plan.asked[place])),
            None if plan.is_not_applicable(id) => Standing::NotApplicable,
            None if self.options.read_as.is_some() || !self.knows_what_is_asked => {
                Standing::LeftOut
            }
            None if self.deal.asked_by_others.contains(&id) => Standing::OfOtherType,
            None => Standing::NotAsked,
        }
    }

    /// Takes in the rating of a criterion that may be asked, or the fact that it could not be read.
    pub fn rate_standing(
        &mut self,
        id: CriterionId,
        standing: Standing,
        rating: Option<rating::Read>,
        at: Span,
    ) {
        let mut rating = rating;
        if let Some(read) = &mut rating {
            self.candidate.has_expired |= read.has_expired;
            // Review files add marks to a panel.
            let is_kept = self.keeps_all() || self.deal.reviews.is_some();
            let ratings = &mut self.candidate.ratings;
            if let Some(evidence) = read.evidence.take().filter(|_| is_kept) {
                ratings.rest_on(id, evidence);
            }
            if let Some(panel) = read.panel.take().filter(|_| is_kept) {
                ratings.keep_panel(id, panel);
            }
        }
        if let (Some(read), true) = (&rating, self.needs_evidence()) {
            self.stated_ratings.push(id, read.stated);
        }
        let rating = rating.map(|read| read.rating);
        match standing {
            Standing::Asked(place, has_formula) => self.rate(id, (place, has_formula), rating, at),
            standing => {
                if standing == Standing::OfOtherType && self.keeps_all() {
                    self.candidate.unused.push(id);
                }
                let problem = self.idle_rating(id, standing, at);
                self.report.problems.extend(problem);
            }
        }
    }

    /// What is wrong with a rating that the deal does not ask.
    fn idle_rating(&self, id: CriterionId, standing: Standing, at: Span) -> Option<Problem> {
        let name = self.deal.criterion_id(id);
        let (code, message, help) = match standing {
            Standing::Asked(..) | Standing::LeftOut | Standing::OfOtherType => return None,
            Standing::NotApplicable => (
                Code::NoEffect,
                format!("`{name}` is rated and does not apply to this deal"),
                "the rating changes nothing; the report says why".to_owned(),
            ),
            Standing::NotAsked => (
                Code::NotAsked,
                format!("`{name}` is rated, and this deal does not ask it"),
                how_to_ask(self.deal, id),
            ),
        };
        Some(Problem::new(code, at.into(), message).help(help))
    }

    /// The same of a criterion that is asked, in that place of the plan, and that facts can answer or not.
    #[inline]
    pub fn rate(
        &mut self,
        id: CriterionId,
        (place, has_formula): (usize, bool),
        rating: Option<Rating>,
        at: Span,
    ) {
        if has_formula {
            self.rated.push(Rated {
                id,
                place,
                at,
                review: None,
            });
        }
        if let Some(rating) = rating {
            self.candidate.ratings.push(id, rating);
        }
    }

    /// A plain number of 0..1 as a rating, which rests on nothing.
    pub fn plain_rating(&self, score: f64, line: u32) -> Rating {
        let rating = rating::single(score, line);
        match self.deal.evidence.withholds(None) {
            Some(_) => Rating {
                line,
                ..Rating::nothing()
            },
            None => rating,
        }
    }
}

fn give_back<T>(taken: &mut Option<T>, memory: &mut T) {
    if let Some(taken) = taken.take() {
        *memory = taken;
    }
}
