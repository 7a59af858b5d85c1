//! The common row of cells.

use super::numbers::NumberColumns;
use super::{Named, Place, Sheet, fact};
use crate::deal::Symbol;
use crate::deal::{CriterionId, Deal};
use crate::model::keys::Range;
use crate::read::table::cell;
use crate::read::table::columns::{CellSource, Column, Columns};
use crate::read::table::dialect::Dialect;
use crate::read::table::split::Row;

/// Reads rows of cells of one table against one deal.
#[derive(Debug)]
pub struct QuickCells {
    places: NumberColumns<Place>,
    facts: NumberColumns<(Named, Symbol)>,
    ratings: NumberColumns<CriterionId>,
    /// The columns that hold no numbers.
    others: Vec<Other>,
    width: usize,
    dialect: Dialect,
}

/// A column that holds no numbers, and of a list the names that the deal asks for.
#[derive(Debug)]
struct Other {
    to: To,
    column: Column,
    wanted: Vec<(Box<str>, Symbol)>,
}

/// Where a cell goes that is no number.
#[derive(Clone, Copy, Debug, PartialEq)]
enum To {
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

impl QuickCells {
    /// A reader of rows with these columns, whose names the deal has.
    pub fn new(deal: &Deal, columns: &Columns, dialect: &Dialect) -> Self {
        let mut cells = Self {
            places: NumberColumns::default(),
            facts: NumberColumns::default(),
            ratings: NumberColumns::default(),
            others: Vec::new(),
            width: columns.header.len(),
            dialect: dialect.clone(),
        };
        let mut ratings = Vec::new();
        // Facts stand by name, as the columns do.
        for column in &columns.answering {
            let keys: Vec<&str> = column.path.keys.iter().map(String::as_str).collect();
            let leaf = column.path.leaf;
            if let Some((place, takes)) = super::place_of(&keys) {
                cells.places.push(place, takes, column, dialect);
            } else if let Some((fact, takes)) = super::fact_of(deal, &keys, leaf) {
                cells.facts.push(fact, takes, column, dialect);
            } else if let Some((id, takes)) = super::rating_of(deal, &keys) {
                ratings.push((id, takes, column));
            } else {
                cells.others.push(Other::new(deal, &keys, column));
            }
        }
        // Ratings stand by id.
        ratings.sort_by_key(|(id, ..)| *id);
        for (id, takes, column) in ratings {
            cells.ratings.push(id, takes, column, dialect);
        }
        cells
    }

    /// The criteria that have a column of ratings.
    pub fn rated(&self) -> impl Iterator<Item = CriterionId> {
        self.ratings.slots()
    }

    /// Takes a row in; `None` where this reader is not sure of it.
    pub fn read(&mut self, row: Row<'_>, sheet: &mut Sheet) -> Option<()> {
        if row.len() != self.width {
            return None;
        }
        let dialect = &self.dialect;
        self.places.read(row, dialect, |place, number| {
            sheet.numbers.set(place, number)
        })?;
        self.facts.read(row, dialect, |(map, name), number| {
            sheet.facts(map).push(fact(name, number))
        })?;
        self.ratings
            .read(row, dialect, |id, number| sheet.rate(id, number))?;
        for other in &self.others {
            let cell = Cell {
                row,
                other,
                dialect,
            };
            if !cell.is_nothing() {
                cell.take(sheet)?;
            }
        }
        Some(())
    }
}

impl Other {
    fn new(deal: &Deal, keys: &[&str], column: &Column) -> Self {
        let to = to(deal, keys).unwrap_or(To::Slow);
        let facts = match to {
            To::List { is_markets: true } => deal.target_markets.iter(),
            To::List { is_markets: false } => deal.standards.iter(),
            _ => [].iter(),
        };
        let wanted = facts.map(|fact| (deal.names.get(fact.name).into(), fact.name));
        Self {
            to,
            column: column.clone(),
            wanted: wanted.collect(),
        }
    }
}

/// Where the cells of a column go that is no number; `None` where this reader does not know.
fn to(deal: &Deal, keys: &[&str]) -> Option<To> {
    Some(match keys {
        ["name"] => To::Name,
        ["veto"] => To::Veto,
        ["markets"] => To::List { is_markets: true },
        ["standards"] => To::List { is_markets: false },
        // Evidence is asked for only by --require-evidence, which does without this reader.
        ["notes"] | ["sources", _] | ["ratings", _, "evidence"] => To::Text,
        ["attributes", _] => To::Attribute,
        ["meets", name] => To::Meets(deal.names.find(name)?),
        _ => return None,
    })
}

/// A cell that holds no number.
struct Cell<'a> {
    row: Row<'a>,
    other: &'a Other,
    dialect: &'a Dialect,
}

impl Cell<'_> {
    /// Takes the cell in; `None` where this reader is not sure of it.
    fn take(&self, sheet: &mut Sheet) -> Option<()> {
        let column = &self.other.column;
        match self.other.to {
            To::Name => sheet.candidate.name.push_str(self.text()?),
            To::Veto => sheet.candidate.veto = Some(self.text()?.to_owned()),
            To::Text => {
                self.text()?;
            }
            To::Attribute => match cell::read(column, self.dialect, self.bytes()).ok()? {
                Some(cell::Value::Number(number)) if !Range::MEASURE.holds(number) => {
                    return None;
                }
                _ => {}
            },
            To::List { is_markets } => {
                let text = self.text()?;
                // Blanks say nothing, not even that there are none.
                if cell::trim(text).is_empty() {
                    return Some(());
                }
                let mut names = sheet.list(is_markets);
                cell::each_name(column, self.dialect, text, |name| {
                    let known = self.other.wanted.iter().find(|(known, _)| **known == *name);
                    names.extend(known.map(|(_, symbol)| *symbol));
                });
                sheet.set_list(is_markets, names);
            }
            To::Meets(name) => sheet.candidate.meets.push((name, self.answer()?)),
            To::Slow => return None,
        }
        Some(())
    }

    /// What stands there; nothing where the map says the same for all rows.
    fn bytes(&self) -> &[u8] {
        let place = self.other.column.place();
        place
            .and_then(|place| self.row.get(place))
            .unwrap_or_default()
    }

    fn text(&self) -> Option<&str> {
        match self.other.column.place() {
            Some(place) => self.row.text(place),
            None => Some(""),
        }
    }

    /// Whether the cell stands for nothing. What the map says for all rows does not.
    fn is_nothing(&self) -> bool {
        let is_cell = self.other.column.place().is_some();
        is_cell && cell::is_nothing(self.dialect, self.bytes())
    }

    fn answer(&self) -> Option<bool> {
        let column = &self.other.column;
        if let CellSource::YesNo(answer) = column.source {
            return Some(answer);
        }
        match cell::read(column, self.dialect, self.bytes()) {
            Ok(Some(cell::Value::YesNo(answer))) => Some(answer),
            _ => None,
        }
    }
}
