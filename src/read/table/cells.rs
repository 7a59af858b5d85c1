//! Takes in rows of cells: the front end of a table with columns.
//!
//! Where only scores are asked for, plain numbers, names and lists go straight where they belong; all other cells go
//! through a tree, as the keys of the deal file and of JSON lines do.

use super::cell;
use super::column::Column;
use super::columns::Columns;
use super::dialect::Dialect;
use super::fault::Faults;
use super::nest::{Nest, Said};
use super::numbers::NumberColumns;
use super::respell::respelt;
use crate::deal::{CriterionId, Problem, Symbol};
use crate::model::keys::{CANDIDATE, Range};
use crate::read::builder::{
    CandidateBuilder, FactsSlot, Keep, Lines, NumberSlot, ProblemList, Span, Standing, Takes, Tree,
};
use crate::read::rows::{CellKind, Row};

/// Reads rows of cells of one table against one deal.
#[derive(Debug)]
pub struct CellReader {
    nest: Nest,
    slots: NumberColumns<NumberSlot>,
    facts: NumberColumns<(FactsSlot, Symbol)>,
    /// Ratings that are a number and no more, each with its place in the plan and whether facts can answer it too.
    ratings: NumberColumns<(CriterionId, (usize, bool))>,
    /// The columns of texts, by place among all columns.
    texts: Vec<(usize, Text)>,
    /// All other columns.
    others: Vec<usize>,
    /// Of each column the place of its first key.
    keys: Vec<usize>,
    /// The columns of this row that go through the tree.
    odd: Vec<usize>,
    faults: Faults,
    tree: Tree,
}

/// What becomes of a text where only scores are asked for.
#[derive(Clone, Copy, Debug)]
enum Text {
    Name,
    List {
        is_markets: bool,
    },
    /// Nothing, if it is text.
    Idle,
}

impl CellReader {
    /// A reader of rows with these columns.
    pub fn new(columns: &Columns, dialect: &Dialect, builder: &mut CandidateBuilder<'_>) -> Self {
        let columns = &respelt(columns, builder);
        let mut reader = Self {
            nest: Nest::new(columns, builder.deal.rating_scale),
            slots: NumberColumns::default(),
            facts: NumberColumns::default(),
            ratings: NumberColumns::default(),
            texts: Vec::new(),
            others: Vec::new(),
            keys: Vec::new(),
            odd: Vec::new(),
            faults: Faults::new(dialect),
            tree: Tree::default(),
        };
        let needs_evidence = builder.needs_evidence();
        let mut ratings = Vec::new();
        for (place, column) in columns.answering.iter().enumerate() {
            let keys: Vec<&str> = column.path.keys.iter().map(String::as_str).collect();
            let key = builder.place_key(keys[0], reader.nest.key_at(place, 0));
            reader.keys.push(key.unwrap_or_default());
            if let Some(slot) = NumberSlot::of(&keys)
                && let Some(takes) = Takes::of(&CANDIDATE, &keys)
            {
                reader.slots.push(slot, takes, column, place, dialect);
            } else if let Some((fact, takes)) = fact(&keys, builder) {
                reader.facts.push(fact, takes, column, place, dialect);
            } else if let Some((id, asked)) = rating(&keys, builder)
                && (keys.len() == 2 || reader.nest.is_score_with_evidence(place) && !needs_evidence)
            {
                ratings.push((id, asked, column, place));
            } else {
                match keys[..] {
                    _ if !dialect.nulls.is_empty() => reader.others.push(place),
                    ["notes"] => reader.texts.push((place, Text::Idle)),
                    ["ratings", _, "evidence"] | ["sources", _] if !needs_evidence => {
                        reader.texts.push((place, Text::Idle));
                    }
                    ["name"] => reader.texts.push((place, Text::Name)),
                    ["markets" | "standards"] => {
                        let is_markets = keys[0] == "markets";
                        reader.texts.push((place, Text::List { is_markets }));
                    }
                    _ => reader.others.push(place),
                }
            }
        }
        // Ratings stand by id.
        ratings.sort_by_key(|(id, ..)| *id);
        let takes = Takes::any(Range::rating(builder.deal.rating_scale));
        for (id, asked, column, place) in ratings {
            reader
                .ratings
                .push((id, asked), takes, column, place, dialect);
        }
        reader
    }

    /// What is wrong with cells of the row that was read last.
    pub fn faults(&self) -> &[Problem] {
        &self.faults.problems
    }

    /// Takes a row in; whether all of its cells can be read.
    pub fn read(&mut self, row: Row<'_>, keep: Keep, builder: &mut CandidateBuilder<'_>) -> bool {
        self.faults.problems.clear();
        self.odd.clear();
        builder.lines = Lines::Row(row.line);
        builder.begin(keep, Span::default());
        match keep {
            Keep::All => self.read_plain::<true>(row, builder),
            Keep::Scores => self.read_plain::<false>(row, builder),
        }
        self.odd.extend_from_slice(&self.others);
        if self.odd.is_empty() {
            return true;
        }
        self.odd.sort_unstable();
        let Self {
            nest, odd, faults, ..
        } = self;
        let is_said = |column: &Column| cell::says_anything(column, &faults.dialect, row);
        odd.retain(|place| nest.is_said(*place, is_said));
        let said: Vec<Said<'_>> = odd
            .iter()
            .filter_map(|place| {
                let (column, at) = (&nest.columns[*place], nest.at(*place));
                let value = faults.value(column, row, at, builder)?;
                Some((*place, value))
            })
            .collect();
        if faults.finish() {
            nest.fill(&mut self.tree, &said, &faults.dialect);
            builder.read(&self.tree);
        }
        self.faults.problems.is_empty()
    }

    /// Takes in plain numbers and texts, and notes the columns whose cells need a closer look. `ALL`: not only what scores
    /// need is kept.
    #[inline]
    fn read_plain<const ALL: bool>(&mut self, row: Row<'_>, builder: &mut CandidateBuilder<'_>) {
        let (odd, nest, keys) = (&mut self.odd, &self.nest, &self.keys);
        let says = ALL || builder.needs_evidence();
        let say = |builder: &mut CandidateBuilder<'_>, place: usize| {
            if says {
                builder.say_key(keys[place]);
            }
        };
        self.slots.read(row, |slot, number, place| match number {
            Some(number) => {
                say(builder, place);
                builder.number(slot, number);
            }
            None => odd.push(place),
        });
        self.facts
            .read(row, |(slot, name), number, place| match number {
                Some(number) => {
                    say(builder, place);
                    builder.fact(slot, name, number, row.line);
                }
                None => odd.push(place),
            });
        self.ratings
            .read(row, |(id, asked), number, place| match number {
                Some(number) if !ALL || nest.columns[place].path.keys.len() == 2 => {
                    say(builder, place);
                    let score = builder.deal.on_scale(number);
                    let rating = Some(builder.plain_rating(score, row.line));
                    builder.rate(id, asked, rating, nest.key_at(place, 1));
                }
                _ => odd.push(place),
            });
        for (place, text) in &self.texts {
            let column = &nest.columns[*place];
            let Some(found) = column.place().and_then(|place| row.text(place)) else {
                odd.push(*place);
                continue;
            };
            let at = nest.at(*place);
            match text {
                _ if found.is_empty() => {}
                _ if is_error(column, row) => odd.push(*place),
                Text::Idle if ALL => odd.push(*place),
                Text::Idle => {}
                Text::Name => builder.name(found, at),
                // Blanks say nothing, not even that there are none.
                Text::List { .. } if cell::trim(found).is_empty() => {}
                Text::List { is_markets } => {
                    say(builder, *place);
                    let mut list = builder.list(*is_markets);
                    cell::each_name(column, &self.faults.dialect, found, |name| {
                        builder.listed(*is_markets, name, at, &mut list);
                    });
                    builder.set_list(*is_markets, list);
                }
            }
        }
    }
}

/// Whether a spreadsheet says of the cell of a column that it failed.
fn is_error(column: &Column, row: Row<'_>) -> bool {
    let kind = column.place().map(|place| row.kind(place));
    kind == Some(CellKind::Error)
}

/// The table and the name in it to which a column leads, and the numbers that it takes; `None` if there is any doubt
/// about the name.
fn fact(keys: &[&str], builder: &CandidateBuilder<'_>) -> Option<((FactsSlot, Symbol), Takes)> {
    let [key, name] = keys else {
        return None;
    };
    let slot = FactsSlot::of(key)?;
    let mut report = ProblemList::warning();
    builder
        .known
        .check(slot, name, Span::default(), &mut report);
    if !report.problems.is_empty() {
        return None;
    }
    let range = Takes::of(&CANDIDATE, &[key])?.range;
    let takes = Takes::any(builder.known.range(slot, name, range));
    Some(((slot, builder.names.find(name)?), takes))
}

/// The criterion whose plain ratings a column holds, if it is asked.
fn rating(keys: &[&str], builder: &CandidateBuilder<'_>) -> Option<(CriterionId, (usize, bool))> {
    let (["ratings", name] | ["ratings", name, "score"]) = keys else {
        return None;
    };
    let id = builder.deal.find_criterion(name)?;
    match builder.standing(id) {
        Standing::Asked(place, has_formula) => Some((id, (place, has_formula))),
        _ => None,
    }
}
