//! Reads the common row, of plain numbers and names, straight into a candidate.
//!
//! A table of a million rows has few that need more. These readers know only them: whatever they are not
//! sure about, an error above all, they leave to the reader of deals, whose answer they must not differ
//! from in any score (tests/properties).

mod cells;
mod json;

pub use cells::QuickCells;
pub use json::QuickLines;

use csv::ByteRecord;

use crate::deal::answers;
use crate::deal::facts::{Candidate, CriterionId, Deal, Fact, Facts, Measure, Need, Rating};
use crate::deal::names::Symbol;
use crate::deal::parties;
use crate::model::keys::{self, Kind, Range};

/// Reads rows of one table against one deal.
#[derive(Debug)]
pub enum Quick {
    /// Of cells.
    Cells(QuickCells),
    /// JSON lines.
    Lines(QuickLines),
}

impl Quick {
    /// The candidate of a row, as far as scores and gates go; `None` where the reader of deals is asked.
    pub fn read(&mut self, deal: &Deal, record: &ByteRecord) -> Option<&Candidate> {
        match self {
            Quick::Cells(cells) => cells.read(deal, record),
            Quick::Lines(lines) => lines.read(deal, record.get(0)?),
        }
    }
}

/// A candidate that is filled in row after row.
#[derive(Debug)]
struct Sheet {
    candidate: Candidate,
    partial: Partial,
    /// The ratings beside which facts would be a contradiction, each with its place in the plan.
    contradictable: Vec<(CriterionId, usize)>,
}

/// What is put together only once all cells are read.
#[derive(Debug, Default)]
struct Partial {
    shares: [Option<f64>; 4],
    culture: [Option<f64>; 4],
    record: [Option<f64>; 2],
    goals: Facts,
    sales: Facts,
    has_sales: bool,
    markets: Vec<Symbol>,
    standards: Vec<Symbol>,
}

/// A number of a candidate.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Place {
    Share(usize),
    Culture(usize),
    Record(usize),
    StandAloneCost,
    ExtraJointCost,
    RiskCapacity,
    OurDependence,
    TheirDependence,
    HorizonYears,
    JointProjects,
}

/// A table of a candidate from names to numbers.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Named {
    Goals,
    Sales,
    Capabilities,
    RiskControl,
    Pledges,
    Measures,
    RiskShares,
}

const SHARES: [&str; 4] = ["stake", "cost_share", "benefit_share", "risk_share"];
const RECORD: [&str; 2] = ["kept", "total"];

/// The place of a key that takes a number, and the numbers that it takes.
fn number_of(key: &str) -> Option<(Place, Range)> {
    let place = match key {
        "stand_alone_cost" => Place::StandAloneCost,
        "extra_joint_cost" => Place::ExtraJointCost,
        "risk_capacity" => Place::RiskCapacity,
        "our_dependence" => Place::OurDependence,
        "their_dependence" => Place::TheirDependence,
        "horizon_years" => Place::HorizonYears,
        "joint_projects" => Place::JointProjects,
        share => Place::Share(SHARES.iter().position(|other| *other == share)?),
    };
    Some((place, range_of(key)?))
}

/// The table of a key from names to numbers, and the numbers that it takes, those of capabilities by need.
fn map_of(key: &str) -> Option<(Named, Range)> {
    let map = match key {
        "goals" => Named::Goals,
        "sales" => Named::Sales,
        "capabilities" => Named::Capabilities,
        "risk_control" => Named::RiskControl,
        "pledges" => Named::Pledges,
        "measures" => Named::Measures,
        "risk_shares" => Named::RiskShares,
        _ => return None,
    };
    Some((map, range_of(key)?))
}

fn range_of(key: &str) -> Option<Range> {
    match keys::CANDIDATE.key(key)?.kind {
        Kind::Number(range) | Kind::Whole(range) | Kind::Numbers(range) => Some(range),
        _ => None,
    }
}

/// The numbers of a capability: a level if the deal needs it as one.
fn capability(deal: &Deal, name: Symbol) -> Range {
    let is_level = |need: &&Need| need.name == name && need.measure == Measure::Level;
    match deal.needs.iter().find(is_level) {
        Some(_) => Range::LEVEL,
        None => Range::AMOUNT,
    }
}

impl Sheet {
    /// An empty sheet. `rated`: the criteria that can be rated.
    fn new(deal: &Deal, rated: impl IntoIterator<Item = CriterionId>) -> Self {
        let asked = |id: CriterionId| {
            let place = deal.plan.asked.iter().position(|asked| asked.id == id)?;
            answers::has_formula(&deal.plan.asked[place]).then_some((id, place))
        };
        Self {
            candidate: Candidate::default(),
            partial: Partial::default(),
            contradictable: rated.into_iter().filter_map(asked).collect(),
        }
    }

    /// Forgets the last row and keeps its memory.
    fn clear(&mut self) {
        let candidate = &mut self.candidate;
        candidate.name.clear();
        candidate.veto = None;
        for facts in [
            &mut candidate.capabilities,
            &mut candidate.risk_control,
            &mut candidate.pledges,
            &mut candidate.measures,
            &mut candidate.risk_shares,
            &mut self.partial.goals,
            &mut self.partial.sales,
        ] {
            facts.clear();
        }
        candidate.extra_joint_cost = 0.0;
        for number in [
            &mut candidate.stand_alone_cost,
            &mut candidate.risk_capacity,
            &mut candidate.our_dependence,
            &mut candidate.their_dependence,
            &mut candidate.horizon_years,
            &mut candidate.joint_projects,
        ] {
            *number = None;
        }
        // The lists keep their memory as well.
        if let Some(markets) = candidate.markets.take() {
            self.partial.markets = markets;
        }
        if let Some(standards) = candidate.standards.take() {
            self.partial.standards = standards;
        }
        candidate.ratings.clear();
        candidate.meets.clear();
        self.partial.has_sales = false;
        self.partial.shares = [None; 4];
        self.partial.culture = [None; 4];
        self.partial.record = [None; 2];
    }

    /// Puts together what several cells make, and checks what they must agree in.
    fn finish(&mut self, deal: &Deal) -> Option<&Candidate> {
        let (candidate, partial) = (&mut self.candidate, &mut self.partial);
        if candidate.name.trim().is_empty() {
            return None;
        }
        let [stake, cost, benefit, risk] = partial.shares;
        candidate.shares.cost = cost.or(stake);
        candidate.shares.benefit = benefit.or(stake);
        candidate.shares.risk = risk.or(stake);
        candidate.culture = match partial.culture {
            [None, None, None, None] => None,
            [Some(a), Some(b), Some(c), Some(d)] => Some(parties::profile([a, b, c, d])?),
            _ => return None,
        };
        candidate.track_record = match partial.record {
            [None, None] => None,
            [Some(kept), Some(total)] if kept <= total => Some((kept, total)),
            _ => return None,
        };
        candidate.goals = partial.goals.normalised();
        candidate.sales = partial.has_sales.then(|| partial.sales.clone());
        for (id, place) in &self.contradictable {
            let asked = &deal.plan.asked[*place];
            if candidate.rating(*id).is_some() && answers::has_all_facts(deal, candidate, asked) {
                return None;
            }
        }
        Some(candidate)
    }

    fn set(&mut self, place: Place, number: f64) {
        let (candidate, partial) = (&mut self.candidate, &mut self.partial);
        let slot = match place {
            Place::ExtraJointCost => {
                candidate.extra_joint_cost = number;
                return;
            }
            Place::Share(place) => &mut partial.shares[place],
            Place::Culture(place) => &mut partial.culture[place],
            Place::Record(place) => &mut partial.record[place],
            Place::StandAloneCost => &mut candidate.stand_alone_cost,
            Place::RiskCapacity => &mut candidate.risk_capacity,
            Place::OurDependence => &mut candidate.our_dependence,
            Place::TheirDependence => &mut candidate.their_dependence,
            Place::HorizonYears => &mut candidate.horizon_years,
            Place::JointProjects => &mut candidate.joint_projects,
        };
        *slot = Some(number);
    }

    /// The facts of a table, to add to.
    fn facts(&mut self, map: Named) -> &mut Facts {
        let (candidate, partial) = (&mut self.candidate, &mut self.partial);
        match map {
            Named::Goals => &mut partial.goals,
            Named::Sales => {
                partial.has_sales = true;
                &mut partial.sales
            }
            Named::Capabilities => &mut candidate.capabilities,
            Named::RiskControl => &mut candidate.risk_control,
            Named::Pledges => &mut candidate.pledges,
            Named::Measures => &mut candidate.measures,
            Named::RiskShares => &mut candidate.risk_shares,
        }
    }

    fn rate(&mut self, id: CriterionId, rating: f64) {
        self.candidate
            .ratings
            .push((id, Rating::plain(rating / 10.0)));
    }

    /// The memory of a list of markets or standards, empty.
    fn list(&mut self, is_markets: bool) -> Vec<Symbol> {
        let partial = &mut self.partial;
        let list = if is_markets {
            &mut partial.markets
        } else {
            &mut partial.standards
        };
        let mut list = std::mem::take(list);
        list.clear();
        list
    }

    fn set_list(&mut self, is_markets: bool, mut names: Vec<Symbol>) {
        names.sort_unstable();
        names.dedup();
        let list = if is_markets {
            &mut self.candidate.markets
        } else {
            &mut self.candidate.standards
        };
        *list = Some(names);
    }
}

fn fact(name: Symbol, value: f64) -> Fact {
    Fact {
        name,
        value,
        line: 0,
    }
}
