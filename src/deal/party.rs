//! The organization, and what it has in common with a candidate.

use std::collections::BTreeMap;

use super::facts::Facts;
use super::key_lines::KeyLines;
use super::names::Symbol;

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
    pub contributions: Option<Facts>,
    pub attributes: BTreeMap<String, Attribute>,
    pub shares: Shares,
    pub lines: KeyLines,
}
