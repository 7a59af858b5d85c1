//! Reads the common row, of plain numbers and names, straight into a candidate.
//!
//! A table of a million rows has few that need more. These readers know only them: whatever they are not
//! sure about, an error above all, they leave to the reader of deals, whose answer they must not differ
//! from in any score (tests/properties).

mod cells;
mod json;
mod numbers;

use cells::QuickCells;

use super::cell;
use super::columns::Columns;
use super::dialect::Dialect;
use super::path::Leaf;
use super::split::Row;
use crate::criteria::answers;
use crate::deal::Symbol;
use crate::deal::{Candidate, CriterionId, Deal, Fact, Facts, Measure, Need, Rating};
use crate::model::keys::{self, KeyTable, Range, ValueKind};
use crate::read::toml::parties;

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
    pub fn read(&mut self, deal: &Deal, row: Row<'_>) -> Option<&Candidate> {
        let sheet = &mut self.sheet;
        sheet.clear();
        match &mut self.cells {
            Some(cells) => cells.read(row, sheet)?,
            None => json::read(sheet, deal, row.text(0)?)?,
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
        let place = deal.plan.place(id)?;
        answers::has_formula(&deal.plan.asked[place]).then_some((id, place))
    };
    rated.filter_map(asked).collect()
}

/// A candidate that is filled in row after row.
#[derive(Debug, Default)]
struct Sheet {
    candidate: Candidate,
    numbers: Numbers,
    goals: Facts,
    sales: Facts,
    has_sales: bool,
    markets: Vec<Symbol>,
    standards: Vec<Symbol>,
}

/// The numbers of a candidate that have a place of their own.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Place {
    Stake,
    CostShare,
    BenefitShare,
    RiskShare,
    Clan,
    Adhocracy,
    Market,
    Hierarchy,
    Kept,
    Total,
    StandAloneCost,
    ExtraJointCost,
    RiskCapacity,
    OurDependence,
    TheirDependence,
    HorizonYears,
    JointProjects,
}

use Place::*;

const CULTURE: [Place; 4] = [Clan, Adhocracy, Market, Hierarchy];
const RECORD: [Place; 2] = [Kept, Total];

/// Every place with the keys that lead to it.
const PLACES: [(&[&str], Place); 17] = [
    (&["stake"], Stake),
    (&["cost_share"], CostShare),
    (&["benefit_share"], BenefitShare),
    (&["risk_share"], RiskShare),
    (&["culture", "clan"], Clan),
    (&["culture", "adhocracy"], Adhocracy),
    (&["culture", "market"], Market),
    (&["culture", "hierarchy"], Hierarchy),
    (&["track_record", "kept"], Kept),
    (&["track_record", "total"], Total),
    (&["stand_alone_cost"], StandAloneCost),
    (&["extra_joint_cost"], ExtraJointCost),
    (&["risk_capacity"], RiskCapacity),
    (&["our_dependence"], OurDependence),
    (&["their_dependence"], TheirDependence),
    (&["horizon_years"], HorizonYears),
    (&["joint_projects"], JointProjects),
];

/// What stands in each place; NaN where nothing does.
#[derive(Debug)]
struct Numbers([f64; PLACES.len()]);

impl Default for Numbers {
    fn default() -> Self {
        Self([f64::NAN; PLACES.len()])
    }
}

impl Numbers {
    fn set(&mut self, place: Place, number: f64) {
        self.0[place as usize] = number;
    }

    fn get(&self, place: Place) -> Option<f64> {
        let number = self.0[place as usize];
        (!number.is_nan()).then_some(number)
    }

    /// All of these numbers, or that there is none of them; `None` where some are missing.
    #[allow(clippy::option_option, reason = "that there is none is an answer")]
    fn all_or_none<const N: usize>(&self, places: [Place; N]) -> Option<Option<[f64; N]>> {
        let numbers = places.map(|place| self.0[place as usize]);
        match numbers.iter().filter(|number| number.is_nan()).count() {
            0 => Some(Some(numbers)),
            missing => (missing == N).then_some(None),
        }
    }
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

/// The place to which keys lead, and the numbers that it takes.
fn place_of(keys: &[&str]) -> Option<(Place, Numbered)> {
    let (_, place) = PLACES.iter().find(|(path, _)| *path == keys)?;
    Some((*place, numbered(&keys::CANDIDATE, keys)?))
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
    Some((map, numbered(&keys::CANDIDATE, &[key])?.range))
}

/// The table and the name in it to which a column leads, and the numbers that it takes.
fn fact_of(deal: &Deal, keys: &[&str], leaf: Leaf) -> Option<((Named, Symbol), Numbered)> {
    let ([key, name], Leaf::Number) = (keys, leaf) else {
        return None;
    };
    let (map, range) = map_of(key)?;
    let name = deal.names.find(name)?;
    let range = match map {
        Named::Capabilities => capability(deal, name),
        _ => range,
    };
    Some(((map, name), Numbered::any(range)))
}

/// The asked criterion whose ratings a column holds.
fn rating_of(deal: &Deal, keys: &[&str]) -> Option<(CriterionId, Numbered)> {
    let (["ratings", id] | ["ratings", id, "score"]) = keys else {
        return None;
    };
    let id = deal.find_criterion(id)?;
    deal.plan.find(id)?;
    Some((id, Numbered::any(Range::RATING)))
}

/// The numbers that a key takes.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Numbered {
    range: Range,
    is_whole: bool,
}

impl Numbered {
    /// Any number of a range.
    fn any(range: Range) -> Self {
        Self {
            range,
            is_whole: false,
        }
    }

    fn holds(&self, number: f64) -> bool {
        self.range.holds(number) && (!self.is_whole || number.fract() == 0.0)
    }
}

fn numbered(table: &KeyTable, keys: &[&str]) -> Option<Numbered> {
    let (key, inner) = keys.split_first()?;
    let (range, is_whole) = match table.key(key)?.kind {
        ValueKind::Number(range) | ValueKind::Numbers(range) => (range, false),
        ValueKind::Whole(range) => (range, true),
        ValueKind::Table(table) => return numbered(table, inner),
        _ => return None,
    };
    Some(Numbered { range, is_whole })
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
        let candidate = &mut self.candidate;
        // What was taken over keeps its memory as well.
        give_back(&mut candidate.markets, &mut self.markets);
        give_back(&mut candidate.standards, &mut self.standards);
        give_back(&mut candidate.goals, &mut self.goals);
        give_back(&mut candidate.sales, &mut self.sales);
        candidate.name.clear();
        candidate.veto = None;
        for facts in [
            &mut candidate.capabilities,
            &mut candidate.risk_control,
            &mut candidate.pledges,
            &mut candidate.measures,
            &mut candidate.risk_shares,
            &mut self.goals,
            &mut self.sales,
        ] {
            facts.clear();
        }
        candidate.ratings.clear();
        candidate.meets.clear();
        self.has_sales = false;
        self.numbers = Numbers::default();
    }

    /// Puts together what several cells make, and checks what they must agree in.
    fn finish(&mut self, deal: &Deal, contradictable: &[(CriterionId, usize)]) -> Option<()> {
        let candidate = &mut self.candidate;
        if cell::trim(&candidate.name).is_empty() {
            return None;
        }
        let get = |place| self.numbers.get(place);
        let stake = get(Stake);
        candidate.shares.cost = get(CostShare).or(stake);
        candidate.shares.benefit = get(BenefitShare).or(stake);
        candidate.shares.risk = get(RiskShare).or(stake);
        candidate.stand_alone_cost = get(StandAloneCost);
        candidate.extra_joint_cost = get(ExtraJointCost).unwrap_or(0.0);
        candidate.risk_capacity = get(RiskCapacity);
        candidate.our_dependence = get(OurDependence);
        candidate.their_dependence = get(TheirDependence);
        candidate.horizon_years = get(HorizonYears);
        candidate.joint_projects = get(JointProjects);
        candidate.culture = match self.numbers.all_or_none(CULTURE)? {
            Some(points) => Some(parties::profile(points)?),
            None => None,
        };
        candidate.track_record = match self.numbers.all_or_none(RECORD)? {
            Some([kept, total]) if kept > total => return None,
            record => record.map(|[kept, total]| (kept, total)),
        };
        if self.goals.normalise() {
            candidate.goals = Some(std::mem::take(&mut self.goals));
        }
        if self.has_sales {
            candidate.sales = Some(std::mem::take(&mut self.sales));
        }
        let is_contradicted = |(id, place): &(CriterionId, usize)| {
            let asked = &deal.plan.asked[*place];
            candidate.rating(*id).is_some() && answers::has_all_facts(deal, candidate, asked)
        };
        (!contradictable.iter().any(is_contradicted)).then_some(())
    }

    /// The facts of a table, to add to.
    fn facts(&mut self, map: Named) -> &mut Facts {
        let candidate = &mut self.candidate;
        match map {
            Named::Goals => &mut self.goals,
            Named::Sales => {
                self.has_sales = true;
                &mut self.sales
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
            .push(id, Rating::plain(rating / 10.0));
    }

    /// The memory of a list of markets or standards, empty.
    fn list(&mut self, is_markets: bool) -> Vec<Symbol> {
        let list = if is_markets {
            &mut self.markets
        } else {
            &mut self.standards
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_place_is_a_number_of_a_candidate() {
        for (at, (keys, place)) in PLACES.iter().enumerate() {
            assert_eq!(*place as usize, at);
            assert!(numbered(&keys::CANDIDATE, keys).is_some(), "{keys:?}");
        }
        for (place, is_whole) in [("joint_projects", true), ("stake", false)] {
            assert_eq!(
                place_of(&[place]).map(|(_, taken)| taken.is_whole),
                Some(is_whole)
            );
        }
    }
}
