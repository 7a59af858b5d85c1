//! The common row of cells.

use csv::ByteRecord;

use super::{Named, Place, RECORD, Sheet, capability, fact, map_of, number_of};
use crate::deal::criteria;
use crate::deal::facts::{CriterionId, Deal};
use crate::deal::names::Symbol;
use crate::deal::table::columns::{CellSource, Column, Columns};
use crate::deal::table::dialect::Dialect;
use crate::deal::table::path::Leaf;
use crate::deal::table::{cell, decimal};
use crate::model::keys::{self, Range};

/// Reads rows of cells of one table against one deal.
#[derive(Debug)]
pub struct QuickCells {
    steps: Vec<Step>,
    /// Of each step the number in its cell, if it is one of a few digits; else NaN.
    numbers: Vec<f64>,
    /// The columns of the steps, and of each list the names that earn something.
    columns: Vec<(Column, Wanted)>,
    width: usize,
    dialect: Dialect,
}

/// Of a list, the names that the deal asks for.
type Wanted = Vec<(Box<str>, Symbol)>;

#[derive(Clone, Copy, Debug)]
struct Step {
    source: CellSource,
    /// Whether a number of a few digits counts as it stands there, without anything done to it.
    is_plain: bool,
    to: To,
}

/// Where a cell goes.
#[derive(Clone, Copy, Debug, PartialEq)]
enum To {
    /// A number, and the numbers that may stand there.
    Number(Slot, Range),
    Name,
    Veto,
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

/// Where a number goes.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Slot {
    Number(Place),
    Count(Place),
    Fact(Named, Symbol),
    Rating(CriterionId),
}

impl To {
    fn rated(self) -> Option<CriterionId> {
        match self {
            To::Number(Slot::Rating(id), _) => Some(id),
            _ => None,
        }
    }
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
        steps.sort_by_key(|(step, _)| step.to.rated());
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
        Self {
            numbers: vec![f64::NAN; steps.len()],
            columns: steps
                .iter()
                .map(|(step, column)| ((*column).clone(), names(step.to)))
                .collect(),
            steps: steps.into_iter().map(|(step, _)| step).collect(),
            width: columns.header.len(),
            dialect: dialect.clone(),
        }
    }

    /// The criteria that have a column of ratings.
    pub fn rated(&self) -> impl Iterator<Item = CriterionId> {
        self.steps.iter().filter_map(|step| step.to.rated())
    }

    /// Takes a row in; `None` where this reader is not sure of it.
    pub fn read(&mut self, record: &ByteRecord, sheet: &mut Sheet) -> Option<()> {
        if record.len() != self.width {
            return None;
        }
        let row = record.as_slice();
        // First all numbers: none of them has to wait for what becomes of the one before it.
        for (step, number) in self.steps.iter().zip(&mut self.numbers) {
            if let CellSource::Cell(cell) = step.source {
                let range = record.range(cell)?;
                *number = decimal::parse(row, range.start, range.end);
            }
        }
        for (place, (step, number)) in self.steps.iter().zip(&self.numbers).enumerate() {
            let cell = Cell {
                record,
                source: step.source,
                column: &self.columns[place],
                dialect: &self.dialect,
            };
            // By reference: a copy costs more than what is done here.
            match &step.to {
                To::Number(slot, range) => {
                    let number = if step.is_plain && !number.is_nan() {
                        *number
                    } else if cell.is_nothing() {
                        continue;
                    } else {
                        cell.number()?
                    };
                    if !range.holds(number) {
                        return None;
                    }
                    sheet.put(slot, number)?;
                }
                _ if cell.is_nothing() => {}
                to => cell.take(to, sheet)?,
            }
        }
        Some(())
    }
}

fn step(deal: &Deal, dialect: &Dialect, column: &Column) -> Step {
    let reading = &column.reading;
    Step {
        source: column.source,
        is_plain: !reading.decimal_comma.unwrap_or(dialect.decimal_comma)
            && reading.scale.is_none()
            && reading.factor.is_none()
            && dialect.nulls.is_empty(),
        to: to(deal, column).unwrap_or(To::Slow),
    }
}

/// Where the cells of a column go; `None` where this reader does not know.
fn to(deal: &Deal, column: &Column) -> Option<To> {
    let keys: Vec<&str> = column.path.keys.iter().map(String::as_str).collect();
    let place = |all: &[&str], key: &str| all.iter().position(|other| *other == key);
    Some(match (keys.as_slice(), column.path.leaf) {
        (["name"], _) => To::Name,
        (["veto"], _) => To::Veto,
        (["markets"], _) => To::List { is_markets: true },
        (["standards"], _) => To::List { is_markets: false },
        // Evidence is asked for only by --require-evidence, which does without this reader.
        (["notes"] | ["sources", _] | ["ratings", _, "evidence"], _) => To::Text,
        (["attributes", _], _) => To::Attribute,
        (["meets", name], _) => To::Meets(deal.names.find(name)?),
        (["culture", kind], _) => {
            let place = Place::Culture(place(&keys::CULTURE, kind)?);
            To::Number(Slot::Number(place), Range::OCAI)
        }
        (["track_record", part], _) => {
            let place = Place::Record(place(&RECORD, part)?);
            To::Number(Slot::Count(place), Range::COUNT)
        }
        (["ratings", id] | ["ratings", id, "score"], _) => {
            let id = criteria::criterion(deal, id)?;
            deal.plan.find(id)?;
            To::Number(Slot::Rating(id), Range::RATING)
        }
        ([key], Leaf::Number) => match number_of(key)? {
            (Place::JointProjects, range) => To::Number(Slot::Count(Place::JointProjects), range),
            (place, range) => To::Number(Slot::Number(place), range),
        },
        ([key, name], Leaf::Number) => {
            let (map, range) = map_of(key)?;
            let name = deal.names.find(name)?;
            let range = match map {
                Named::Capabilities => capability(deal, name),
                _ => range,
            };
            To::Number(Slot::Fact(map, name), range)
        }
        _ => return None,
    })
}

impl Sheet {
    /// Takes a number in; `None` where it has a fraction and may not.
    #[inline]
    fn put(&mut self, slot: &Slot, number: f64) -> Option<()> {
        match slot {
            Slot::Number(place) => self.set(*place, number),
            Slot::Count(place) if number.fract() == 0.0 => self.set(*place, number),
            Slot::Count(_) => return None,
            Slot::Fact(map, name) => self.facts(*map).push(fact(*name, number)),
            Slot::Rating(id) => self.rate(*id, number),
        }
        Some(())
    }
}

/// A cell that is no plain number.
struct Cell<'a> {
    record: &'a ByteRecord,
    source: CellSource,
    column: &'a (Column, Wanted),
    dialect: &'a Dialect,
}

impl Cell<'_> {
    /// Takes the cell in; `None` where this reader is not sure of it.
    fn take(&self, to: &To, sheet: &mut Sheet) -> Option<()> {
        match to {
            To::Name => sheet.candidate.name.push_str(self.text()?),
            To::Veto => sheet.candidate.veto = Some(self.text()?.to_owned()),
            To::Text => {
                self.text()?;
            }
            To::Attribute => match cell::read(&self.column.0, self.dialect, self.bytes()).ok()? {
                Some(cell::Value::Number(number)) if !Range::MEASURE.holds(number) => {
                    return None;
                }
                _ => {}
            },
            To::List { is_markets } => {
                let text = self.text()?;
                // Blanks say nothing, not even that there are none.
                if text.trim_start().is_empty() {
                    return Some(());
                }
                let mut names = sheet.list(*is_markets);
                for name in cell::list(&self.column.0, self.dialect, text) {
                    let known = self.column.1.iter().find(|(known, _)| **known == *name);
                    names.extend(known.map(|(_, symbol)| *symbol));
                }
                sheet.set_list(*is_markets, names);
            }
            To::Meets(name) => sheet.candidate.meets.push((*name, self.answer()?)),
            To::Number(..) | To::Slow => return None,
        }
        Some(())
    }

    fn bytes(&self) -> &[u8] {
        match self.source {
            CellSource::Cell(place) => self.record.get(place).unwrap_or_default(),
            _ => &[],
        }
    }

    fn text(&self) -> Option<&str> {
        std::str::from_utf8(self.bytes()).ok()
    }

    /// Whether the cell stands for nothing. What the map says for all rows does not.
    fn is_nothing(&self) -> bool {
        matches!(self.source, CellSource::Cell(_)) && cell::is_nothing(self.dialect, self.bytes())
    }

    /// The number, as it counts.
    fn number(&self) -> Option<f64> {
        match self.source {
            CellSource::Cell(_) => {
                let text = self.text()?.trim();
                cell::number(&self.column.0, self.dialect, text).ok()
            }
            CellSource::Number(number) => Some(number),
            CellSource::YesNo(_) => None,
        }
    }

    fn answer(&self) -> Option<bool> {
        if let CellSource::YesNo(answer) = self.source {
            return Some(answer);
        }
        match cell::read(&self.column.0, self.dialect, self.bytes()) {
            Ok(Some(cell::Value::YesNo(answer))) => Some(answer),
            _ => None,
        }
    }
}
