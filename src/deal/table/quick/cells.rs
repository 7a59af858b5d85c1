//! The common row of cells.

use csv::ByteRecord;

use super::{Named, Place, RECORD, Sheet, capability, fact, map_of, number_of};
use crate::deal::criteria;
use crate::deal::facts::{Candidate, CriterionId, Deal};
use crate::deal::names::Symbol;
use crate::deal::table::columns::{CellSource, Column, Columns};
use crate::deal::table::dialect::Dialect;
use crate::deal::table::path::Leaf;
use crate::deal::table::{cell, decimal};
use crate::model::keys::{self, Range};

/// Reads rows of cells of one table against one deal, each into the same candidate.
#[derive(Debug)]
pub struct QuickCells {
    steps: Vec<Step>,
    /// The columns of the steps, and of each list the names that earn something.
    columns: Vec<(Column, Wanted)>,
    width: usize,
    dialect: Dialect,
    sheet: Sheet,
}

/// Of a list, the names that the deal asks for.
type Wanted = Vec<(Box<str>, Symbol)>;

#[derive(Clone, Copy, Debug)]
struct Step {
    source: CellSource,
    /// Whether its number is that of the cell, without anything done to it.
    is_plain: bool,
    /// The numbers that it takes, if it takes any.
    range: Option<Range>,
    to: To,
}

/// Where a cell goes.
#[derive(Clone, Copy, Debug, PartialEq)]
enum To {
    Name,
    Veto,
    Number(Place),
    Count(Place),
    Fact(Named, Symbol),
    Rating(CriterionId),
    List {
        is_markets: bool,
    },
    Meets(Symbol),
    /// Text that no score depends on.
    Text,
    /// A text, a number, or true or false, on which no score depends.
    Attribute,
    /// Nowhere that this reader knows.
    Slow,
}

impl QuickCells {
    /// A reader of rows with these columns, whose names the deal has.
    pub fn new(deal: &Deal, columns: &Columns, dialect: &Dialect) -> Self {
        let mut steps: Vec<(Step, &Column)> = columns
            .answering
            .iter()
            .map(|column| (step(deal, dialect, column), column))
            .collect();
        // Facts stand by name and ratings by id, as in a candidate that was read from a deal.
        steps.sort_by_key(|(step, _)| match step.to {
            To::Rating(id) => Some(id),
            _ => None,
        });
        let names = |to: To| {
            let facts = match to {
                To::List { is_markets: true } => deal.target_markets.iter(),
                To::List { is_markets: false } => deal.standards.iter(),
                _ => [].iter(),
            };
            facts
                .map(|fact| (deal.names.get(fact.name).into(), fact.name))
                .collect()
        };
        let rated = steps.iter().filter_map(|(step, _)| match step.to {
            To::Rating(id) => Some(id),
            _ => None,
        });
        Self {
            sheet: Sheet::new(deal, rated),
            columns: steps
                .iter()
                .map(|(step, column)| ((*column).clone(), names(step.to)))
                .collect(),
            steps: steps.into_iter().map(|(step, _)| step).collect(),
            width: columns.header.len(),
            dialect: dialect.clone(),
        }
    }

    /// The candidate of a row, as far as scores and gates go; `None` where the reader of deals is asked.
    pub fn read(&mut self, deal: &Deal, record: &ByteRecord) -> Option<&Candidate> {
        if record.len() != self.width {
            return None;
        }
        // Once for all cells; a letter that lies in two of them cannot be cut out.
        let text = std::str::from_utf8(record.as_slice()).ok()?;
        self.sheet.clear();
        for (place, step) in self.steps.iter().enumerate() {
            let mut range = 0..0;
            if let CellSource::Cell(cell) = step.source {
                range = record.range(cell)?;
                if cell::is_nothing(&self.dialect, &text.as_bytes()[range.clone()]) {
                    continue;
                }
            }
            let cell = Cell {
                text,
                range,
                step,
                column: &self.columns[place],
                dialect: &self.dialect,
            };
            cell.take(&mut self.sheet)?;
        }
        self.sheet.finish(deal)
    }
}

fn step(deal: &Deal, dialect: &Dialect, column: &Column) -> Step {
    let reading = &column.reading;
    let (to, range) = to(deal, column).unwrap_or((To::Slow, None));
    Step {
        source: column.source,
        is_plain: !reading.decimal_comma.unwrap_or(dialect.decimal_comma)
            && reading.scale.is_none()
            && reading.factor.is_none(),
        range,
        to,
    }
}

/// Where the cells of a column go, and which numbers they may hold; `None` where this reader does not know.
fn to(deal: &Deal, column: &Column) -> Option<(To, Option<Range>)> {
    let keys: Vec<&str> = column.path.keys.iter().map(String::as_str).collect();
    let place = |all: &[&str], key: &str| all.iter().position(|other| *other == key);
    Some(match (keys.as_slice(), column.path.leaf) {
        (["name"], _) => (To::Name, None),
        (["veto"], _) => (To::Veto, None),
        (["markets"], _) => (To::List { is_markets: true }, None),
        (["standards"], _) => (To::List { is_markets: false }, None),
        // Evidence is asked for only by --require-evidence, which does without this reader.
        (["notes"] | ["sources", _] | ["ratings", _, "evidence"], _) => (To::Text, None),
        (["attributes", _], _) => (To::Attribute, Some(Range::MEASURE)),
        (["meets", name], _) => (To::Meets(deal.names.find(name)?), None),
        (["culture", kind], _) => {
            let place = Place::Culture(place(&keys::CULTURE, kind)?);
            (To::Number(place), Some(Range::OCAI))
        }
        (["track_record", part], _) => {
            let place = Place::Record(place(&RECORD, part)?);
            (To::Count(place), Some(Range::COUNT))
        }
        (["joint_projects"], _) => (To::Count(Place::JointProjects), Some(number_of(keys[0])?.1)),
        (["ratings", id] | ["ratings", id, "score"], _) => {
            let id = criteria::criterion(deal, id)?;
            deal.plan.find(id)?;
            (To::Rating(id), Some(Range::RATING))
        }
        ([key], Leaf::Number) => {
            let (place, range) = number_of(key)?;
            (To::Number(place), Some(range))
        }
        ([key, name], Leaf::Number) => {
            let (map, range) = map_of(key)?;
            let name = deal.names.find(name)?;
            let range = match map {
                Named::Capabilities => capability(deal, name),
                _ => range,
            };
            (To::Fact(map, name), Some(range))
        }
        _ => return None,
    })
}

/// A cell that says something, on its way into the candidate.
struct Cell<'a> {
    /// The text of the whole row.
    text: &'a str,
    range: std::ops::Range<usize>,
    step: &'a Step,
    column: &'a (Column, Wanted),
    dialect: &'a Dialect,
}

impl Cell<'_> {
    /// Takes the cell in; `None` where this reader is not sure of it.
    fn take(&self, sheet: &mut Sheet) -> Option<()> {
        match self.step.to {
            To::Number(place) => sheet.set(place, self.number()?),
            To::Rating(id) => sheet.rate(id, self.number()?),
            To::Fact(map, name) => {
                let value = self.number()?;
                sheet.facts(map).push(fact(name, value));
            }
            To::Count(place) => {
                let count = self.number()?;
                if count.fract() != 0.0 {
                    return None;
                }
                sheet.set(place, count);
            }
            To::Name => sheet.candidate.name.push_str(self.text()?),
            To::Veto => sheet.candidate.veto = Some(self.text()?.to_owned()),
            To::Text => {
                self.text()?;
            }
            To::Attribute => {
                let cell = self.text()?.as_bytes();
                match cell::read(&self.column.0, self.dialect, cell).ok()? {
                    Some(cell::Value::Number(number)) if !self.is_in_range(number) => {
                        return None;
                    }
                    _ => {}
                }
            }
            // Blanks say nothing, not even that there are none.
            To::List { .. } if self.text()?.trim().is_empty() => {}
            To::List { is_markets } => {
                let mut names = sheet.list(is_markets);
                for name in cell::list(&self.column.0, self.dialect, self.text()?) {
                    let known = self.column.1.iter().find(|(known, _)| **known == *name);
                    names.extend(known.map(|(_, symbol)| *symbol));
                }
                sheet.set_list(is_markets, names);
            }
            To::Meets(name) => sheet.candidate.meets.push((name, self.answer()?)),
            To::Slow => return None,
        }
        Some(())
    }

    fn text(&self) -> Option<&str> {
        self.text.get(self.range.clone())
    }

    /// The number, as it counts, if it lies in its range.
    #[inline]
    fn number(&self) -> Option<f64> {
        let number = match self.step.source {
            CellSource::Cell(_) if self.step.is_plain => {
                match decimal::parse(self.text.as_bytes(), self.range.start, self.range.end) {
                    Some(number) => number,
                    None => self.text()?.parse().ok()?,
                }
            }
            CellSource::Cell(_) => {
                cell::number(&self.column.0, self.dialect, self.text()?.trim()).ok()?
            }
            CellSource::Number(number) => number,
            CellSource::YesNo(_) => return None,
        };
        self.is_in_range(number).then_some(number)
    }

    fn is_in_range(&self, number: f64) -> bool {
        let range = &self.step.range;
        range.as_ref().is_some_and(|range| range.holds(number))
    }

    fn answer(&self) -> Option<bool> {
        if let CellSource::YesNo(answer) = self.step.source {
            return Some(answer);
        }
        match cell::read(&self.column.0, self.dialect, self.text()?.as_bytes()) {
            Ok(Some(cell::Value::YesNo(answer))) => Some(answer),
            _ => None,
        }
    }
}
