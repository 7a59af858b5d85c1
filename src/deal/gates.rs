//! Reads `[gates]`: of a deal, and of an organization that sets them for all its deals.

use std::ops::Range as Span;

use toml::de::DeTable;

use super::criteria::{criterion, criterion_ids};
use super::facts::{CriterionId, Deal};
use super::names::Names;
use super::plan::GateOn;
use super::problem::Problem;
use super::read::ReadOptions;
use super::section::{Context, Entry, Section};
use super::source::Source;
use super::suggest;
use super::tables::what;
use crate::model::keys::{self, Range};
use crate::model::{Code, PassFail};

/// A minimum that a file states.
pub(super) struct StatedGate {
    pub on: GateOn,
    pub minimum: f64,
    pub span: Span<usize>,
}

/// What a deal's `[gates]` says.
pub(super) struct StatedGates {
    pub minimums: Vec<StatedGate>,
    pub removed: Vec<(PassFail, Span<usize>)>,
}

/// `[gates]` of a deal.
pub(super) fn read(context: &Context<'_>, entries: Vec<Entry<'_>>, deal: &Deal) -> StatedGates {
    let mut stated = StatedGates {
        minimums: Vec::new(),
        removed: Vec::new(),
    };
    for entry in entries {
        let minimum = context.number(&what("gate", entry.name), entry.value, Range::MINIMUM);
        if let Some(gate) = PassFail::from_id(entry.name) {
            if is_removal(context, gate, &entry, minimum) {
                stated.removed.push((gate, entry.span));
            }
            continue;
        }
        let Some(on) = gate_on(deal, entry.name) else {
            context.unknown_name("gate", entry.name, entry.span, known(criterion_ids(deal)));
            continue;
        };
        let minimum = minimum.unwrap_or(1.0);
        stated.minimums.push(StatedGate {
            on,
            minimum,
            span: entry.span,
        });
    }
    stated
}

/// What a gate of that name is set on.
fn gate_on(deal: &Deal, name: &str) -> Option<GateOn> {
    match criterion(deal, name) {
        _ if name == "score" => Some(GateOn::Score),
        Some(CriterionId::Whole(dimension)) => Some(GateOn::Dimension(dimension)),
        Some(id) => Some(GateOn::Criterion(id)),
        None => None,
    }
}

fn known(mut ids: Vec<&str>) -> Vec<&str> {
    ids.extend([
        "score",
        PassFail::WorseOff.id(),
        PassFail::Unprofitable.id(),
    ]);
    ids
}

/// Whether an entry removes a condition; else it is reported.
fn is_removal(
    context: &Context<'_>,
    gate: PassFail,
    entry: &Entry<'_>,
    minimum: Option<f64>,
) -> bool {
    let problem = |message: String, help: &str| {
        let problem = Problem::new(Code::OutOfRange, entry.value.span(), message);
        context.report(problem.help(help));
        false
    };
    match minimum {
        _ if !gate.is_removable() => problem(
            format!("the gate `{}` cannot be changed", entry.name),
            "only `worse-off` and `unprofitable` can be removed, by setting them to 0",
        ),
        Some(minimum) if minimum != 0.0 => problem(
            format!(
                "the gate `{}` is passed or failed and has no minimum",
                entry.name
            ),
            "0 removes it; leave it out to keep it",
        ),
        _ => true,
    }
}

/// An organization's gates: the floor below which no deal can go.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct HouseGates {
    /// Minimums by the name of what they are set on.
    pub minimums: Vec<(String, f64)>,
    /// The conditions that the organization removes for all.
    pub removed: Vec<PassFail>,
}

impl HouseGates {
    /// Reads a file with a `[gates]` table and nothing else; `None` if it has an error.
    pub fn read(source: &Source) -> (Option<Self>, Vec<Problem>) {
        let (document, errors) = DeTable::parse_recoverable(&source.text);
        if let Some(problem) = super::read::syntax(source, &errors) {
            return (None, vec![problem]);
        }
        let options = ReadOptions::default();
        let names = Names::of(document.get_ref(), []);
        let context = Context::new(source, names, &options);
        let mut file = Section::new(&context, &keys::HOUSE, document.get_ref(), 0..0);
        let mut gates = Self::default();
        for entry in file.entries("gates") {
            let minimum = context.number(&what("gate", entry.name), entry.value, Range::MINIMUM);
            match PassFail::from_id(entry.name) {
                Some(gate) if is_removal(&context, gate, &entry, minimum) => {
                    gates.removed.push(gate);
                }
                Some(_) => {}
                None => gates
                    .minimums
                    .extend(minimum.map(|minimum| (entry.name.to_owned(), minimum))),
            }
        }
        file.finish();
        let has_error = context.has_error();
        let (_, mut problems) = context.finish();
        problems.sort_by_key(|problem| (problem.span.start, problem.span.end));
        ((!has_error).then_some(gates), problems)
    }

    /// A gate on something that none of the deals could ask, and what was probably meant: the house may set
    /// gates on criteria that some deals define, but not on those of none.
    pub fn unknown<'a>(&'a self, deals: &[&Deal]) -> Option<(&'a str, Option<String>)> {
        let is_known = |name: &str| deals.iter().any(|deal| gate_on(deal, name).is_some());
        let (name, _) = self.minimums.iter().find(|(name, _)| !is_known(name))?;
        let ids = deals.iter().flat_map(|deal| known(criterion_ids(deal)));
        Some((name, suggest::closest(name, ids).map(str::to_owned)))
    }

    /// The minimum that the house sets on what a gate of a deal is set on.
    pub(super) fn minimum(&self, deal: &Deal, on: GateOn) -> Option<f64> {
        let of = self
            .minimums
            .iter()
            .find(|(name, _)| gate_on(deal, name) == Some(on));
        of.map(|(_, minimum)| *minimum)
    }
}
