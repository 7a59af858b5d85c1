//! Reads the common row, of plain numbers and names, straight into a candidate.
//!
//! A table of a million rows has few that need more. These readers know only them: whatever they are not
//! sure about, an error above all, they leave to the reader of deals, whose answer they must not differ
//! from in any score (tests/properties).

mod cells;
mod json;

use cells::QuickCells;
use csv::ByteRecord;

use super::columns::Columns;
use super::dialect::Dialect;
use crate::deal::answers;
use crate::deal::facts::{Candidate, CriterionId, Deal, Fact, Facts, Measure, Need, Rating};
use crate::deal::names::Symbol;
use crate::deal::parties;
use crate::model::keys::{self, Kind, Range};

/// Reads rows of one table against one deal, each into the same candidate.
#[derive(Debug)]
pub struct Quick {
    /// How cells are read; JSON lines without.
    cells: Option<QuickCells>,
    /// The ratings beside which facts would be a contradiction, each with its place in the plan.
    contradictable: Vec<(CriterionId, usize)>,
    sheet: Sheet,
}

impl Quick {
    /// A reader of rows of cells with these columns, whose names the deal has.
    pub fn cells(deal: &Deal, columns: &Columns, dialect: &Dialect) -> Self {
        let cells = QuickCells::new(deal, columns, dialect);
        Self {
            contradictable: contradictable(deal, cells.rated()),
            cells: Some(cells),
            sheet: Sheet::default(),
        }
    }

    /// A reader of JSON lines.
    pub fn lines(deal: &Deal) -> Self {
        let rated = deal.plan.asked.iter().map(|asked| asked.id);
        Self {
            contradictable: contradictable(deal, rated),
            cells: None,
            sheet: Sheet::default(),
        }
    }

    /// The candidate of a row, as far as scores and gates go; `None` where the reader of deals is asked.
    pub fn read(&mut self, deal: &Deal, record: &ByteRecord) -> Option<&Candidate> {
        let sheet = &mut self.sheet;
        sheet.clear();
        match &mut self.cells {
            Some(cells) => cells.read(record, sheet)?,
            None => json::read(sheet, deal, record.get(0)?)?,
        }
        sheet.finish(deal, &self.contradictable)?;
        Some(&sheet.candidate)
    }
}

/// Of the criteria that can be rated: those that facts can answer too.
fn contradictable(
    deal: &Deal,
    rated: impl Iterator<Item = CriterionId>,
) -> Vec<(CriterionId, usize)> {
    let asked = |id: CriterionId| {
        let place = deal.plan.asked.iter().position(|asked| asked.id == id)?;
        answers::has_formula(&deal.plan.asked[place]).then_some((id, place))
    };
    rated.filter_map(asked).collect()
}

/// A candidate that is filled in row after row.
#[derive(Debug, Default)]
struct Sheet {
    candidate: Candidate,
    partial: Partial,
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
    /// How many ratings there are.
    rated: usize,
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
    /// Forgets the last row and keeps its memory.
    fn clear(&mut self) {
        let (candidate, partial) = (&mut self.candidate, &mut self.partial);
        // What was taken over keeps its memory as well.
        give_back(&mut candidate.markets, &mut partial.markets);
        give_back(&mut candidate.standards, &mut partial.standards);
        give_back(&mut candidate.goals, &mut partial.goals);
        give_back(&mut candidate.sales, &mut partial.sales);
        candidate.name.clear();
        candidate.veto = None;
        for facts in [
            &mut candidate.capabilities,
            &mut candidate.risk_control,
            &mut candidate.pledges,
            &mut candidate.measures,
            &mut candidate.risk_shares,
            &mut partial.goals,
            &mut partial.sales,
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
        candidate.meets.clear();
        partial.rated = 0;
        partial.has_sales = false;
        partial.shares = [None; 4];
        partial.culture = [None; 4];
        partial.record = [None; 2];
    }

    /// Puts together what several cells make, and checks what they must agree in.
    fn finish(&mut self, deal: &Deal, contradictable: &[(CriterionId, usize)]) -> Option<()> {
        let (candidate, partial) = (&mut self.candidate, &mut self.partial);
        if candidate.name.trim_start().is_empty() {
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
        candidate.ratings.truncate(partial.rated);
        if partial.goals.normalise() {
            candidate.goals = Some(std::mem::take(&mut partial.goals));
        }
        if partial.has_sales {
            candidate.sales = Some(std::mem::take(&mut partial.sales));
        }
        let is_contradicted = |(id, place): &(CriterionId, usize)| {
            let asked = &deal.plan.asked[*place];
            candidate.rating(*id).is_some() && answers::has_all_facts(deal, candidate, asked)
        };
        (!contradictable.iter().any(is_contradicted)).then_some(())
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
        let score = rating / 10.0;
        let ratings = &mut self.candidate.ratings;
        // What is left of the last row has all but these.
        if let Some((other, rating)) = ratings.get_mut(self.partial.rated) {
            *other = id;
            (rating.score, rating.low, rating.high) = (score, score, score);
        } else {
            ratings.push((id, Rating::plain(score)));
        }
        self.partial.rated += 1;
    }

    /// Sorts the ratings of this row, which came in any order.
    fn sort_ratings(&mut self) {
        let ratings = &mut self.candidate.ratings;
        ratings.truncate(self.partial.rated);
        ratings.sort_by_key(|(id, _)| *id);
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

fn give_back<T>(taken: &mut Option<T>, memory: &mut T) {
    if let Some(taken) = taken.take() {
        *memory = taken;
    }
}

fn fact(name: Symbol, value: f64) -> Fact {
    Fact {
        name,
        value,
        line: 0,
    }
}
