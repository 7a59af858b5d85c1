//! Nests what columns say under their keys, as it would stand in the deal file.

use super::cell::{self, ABSTAINS, Value};
use super::column::Column;
use super::columns::Columns;
use super::dialect::Dialect;
use super::path::Leaf;
use crate::read::builder::{Span, Tree, Value as TreeValue};

/// The columns of a table, by key.
#[derive(Debug)]
pub struct Nest {
    /// The columns, in the order of their keys.
    pub columns: Vec<Column>,
    /// Of each the first one with the same first key.
    first_of_key: Vec<usize>,
}

/// A column, by place, and what it says.
pub type Said<'a> = (usize, Value<'a>);

impl Nest {
    /// The columns of a table, with ratings on this scale.
    pub fn new(columns: &Columns, rating_scale: (f64, f64)) -> Self {
        let mut columns = columns.answering.clone();
        let ratings = columns
            .iter_mut()
            .filter(|column| column.path.keys[0] == "ratings");
        ratings.for_each(|column| column.reading.onto = rating_scale);
        let first = |column: &Column| {
            let mut same = columns.iter();
            same.position(|other| other.path.keys[0] == column.path.keys[0])
        };
        Self {
            first_of_key: columns.iter().filter_map(first).collect(),
            columns,
        }
    }

    /// Where problems of a cell stand: the number of its column from 1, or 0 where every row says the same; then its place
    /// among the keys, in whose order problems of one column are told. Those of the key itself come before.
    pub fn at(&self, place: usize) -> Span {
        let column = self.columns[place].place().map_or(0, |place| place + 1);
        Span::from(column..2 * place + 3)
    }

    /// Where problems of a key stand that leads to a column: in no column, if it is a table.
    pub fn key_at(&self, place: usize, depth: usize) -> Span {
        let at = self.at(place).of_key();
        match self.columns[place].path.keys.len() - depth {
            1 => at,
            _ if depth == 0 => Span::from(0..2 * self.first_of_key[place] + 2),
            _ => at.of_no_column(),
        }
    }

    /// Whether a column says anything. Evidence or a weight alone is nothing, without the number that it is about.
    pub fn is_said(&self, place: usize, says_anything: impl Fn(&Column) -> bool) -> bool {
        let column = &self.columns[place];
        let is_about = |other: &&Column| {
            !other.is_beside() && other.path.keys.starts_with(&column.path.keys[..2])
        };
        says_anything(column)
            && (!column.is_beside() || self.columns.iter().filter(is_about).any(says_anything))
    }

    /// Whether a column is the score of a rating of which no other column says more than what it rests on.
    pub fn is_score_with_evidence(&self, place: usize) -> bool {
        let keys = &self.columns[place].path.keys;
        let mut others = self
            .columns
            .iter()
            .filter(|other| other.path.keys.starts_with(&keys[..2]));
        others.all(|other| other.is_beside() || other.path.keys == *keys)
    }

    /// Makes a tree of what columns say, which stand in their order.
    pub fn fill(&self, tree: &mut Tree, said: &[Said<'_>], dialect: &Dialect) {
        tree.clear();
        tree.open(TreeValue::Table, Span::default());
        let (mut open, mut before): (usize, &[String]) = (0, &[]);
        for (place, value) in said {
            let keys = &self.columns[*place].path.keys;
            let same = keys.iter().zip(before).take_while(|(a, b)| a == b).count();
            for _ in same..open {
                tree.close();
            }
            open = open.min(same);
            let outer = keys.iter().enumerate().take(keys.len() - 1);
            for (depth, key) in outer.skip(open) {
                let at = self.key_at(*place, depth);
                tree.key(key, at);
                tree.open(TreeValue::Table, at);
            }
            (open, before) = (keys.len() - 1, keys);
            self.leaf(tree, *place, value, dialect);
        }
        for _ in 0..=open {
            tree.close();
        }
    }

    fn leaf(&self, tree: &mut Tree, place: usize, value: &Value<'_>, dialect: &Dialect) {
        let (column, at) = (&self.columns[place], self.at(place));
        let keys = &column.path.keys;
        tree.key(&keys[keys.len() - 1], at.of_key());
        match value {
            Value::Text(text) if column.path.leaf == Leaf::List => {
                tree.open(TreeValue::List, at);
                cell::each_name(column, dialect, text, |name| {
                    tree.value(TreeValue::Text(name), at);
                });
                tree.close();
            }
            Value::Text(text) => tree.value(TreeValue::Text(text), at),
            Value::Number(number) => tree.value(TreeValue::Number(*number), at),
            Value::YesNo(answer) => tree.value(TreeValue::YesNo(*answer), at),
            Value::Marks(marks) if keys.len() == 2 => list(tree, marks, at),
            // Beside evidence the reviewers of a panel have no names either.
            Value::Marks(marks) => {
                tree.key("by", at.of_key());
                list(tree, marks, at);
            }
        }
    }
}

/// The marks of a panel.
fn list(tree: &mut Tree, marks: &[Option<f64>], at: Span) {
    tree.open(TreeValue::List, at);
    for mark in marks {
        let value = mark.map_or(TreeValue::Text(ABSTAINS), TreeValue::Number);
        tree.value(value, at);
    }
    tree.close();
}
