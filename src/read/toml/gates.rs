//! Reads `[gates]`: of a deal, and of an organization that sets them for all its deals.

use std::ops::Range as Span;

use toml::de::DeTable;

use super::section::{Context, Section};
use super::syntax;
use super::tables::what;
use super::tree::Entry;
use crate::deal::{Deal, GateOn, HouseGates, Names, Problem};
use crate::model::keys::{self, Range};
use crate::model::{Code, PassFail};
use crate::read::options::ReadOptions;
use crate::read::source::Source;
use crate::read::suggest;

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
        let Some(on) = deal.gate_on(entry.name) else {
            context.unknown_name("gate", entry.name, entry.span, known(deal.criterion_ids()));
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

/// Reads a file with a `[gates]` table and nothing else; `None` if it has an error.
pub fn read_house(source: &Source) -> (Option<HouseGates>, Vec<Problem>) {
    let (document, errors) = DeTable::parse_recoverable(&source.text);
    if let Some(problem) = syntax::syntax(source, &errors) {
        return (None, vec![problem]);
    }
    let options = ReadOptions::default();
    let names = Names::of(syntax::names(document.get_ref()));
    let context = Context::new(source, names, &options);
    let mut file = Section::new(&context, &keys::HOUSE, document.get_ref(), 0..0);
    let mut gates = HouseGates::default();
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
pub fn unknown_gate<'a>(
    house: &'a HouseGates,
    deals: &[&Deal],
) -> Option<(&'a str, Option<String>)> {
    let is_known = |name: &str| deals.iter().any(|deal| deal.gate_on(name).is_some());
    let (name, _) = house.minimums.iter().find(|(name, _)| !is_known(name))?;
    let ids = deals.iter().flat_map(|deal| known(deal.criterion_ids()));
    Some((name, suggest::closest(name, ids).map(str::to_owned)))
}
