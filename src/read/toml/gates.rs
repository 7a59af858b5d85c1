//! Reads `[gates]`: of a deal, and of an organization that sets them for all its deals.

use std::ops::Range as Span;

use super::rules::rules;
use super::section::{Context, Section};
use super::syntax;
use super::tables::what;
use super::tree::Entry;
use crate::deal::{Deal, GateOn, GateTable, HouseGates, Names, Problem};
use crate::model::gate::KNOWN_MINIMUM;
use crate::model::keys::{self, Range};
use crate::model::number::{number, typed};
use crate::model::{Code, PassFail, Relationship};
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
#[derive(Default)]
pub(super) struct StatedGates {
    pub minimums: Vec<StatedGate>,
    /// All of it but the minimums.
    pub table: GateTable,
    /// Where the pass/fail gates stand.
    pub spans: Vec<(PassFail, Span<usize>)>,
}

/// What one entry of a table of gates says.
enum Says {
    Minimum(f64),
    PassFail(PassFail, bool),
    Known(f64),
    Defaults(bool),
}

/// `[gates]` of a deal.
pub(super) fn read(context: &Context<'_>, entries: Vec<Entry<'_>>, deal: &Deal) -> StatedGates {
    let mut stated = StatedGates::default();
    for entry in entries {
        let says = says(context, &entry);
        match says {
            Some(Says::Defaults(are_in_force)) => stated.table.defaults = Some(are_in_force),
            Some(Says::Known(minimum)) => {
                stated.table.known = Some(minimum);
                stated.spans.push((PassFail::Known, entry.span));
            }
            Some(Says::PassFail(gate, is_demanded)) => {
                stated.table.pass_fail.push((gate, is_demanded));
                stated.spans.push((gate, entry.span));
            }
            // One that could not be read was reported, and names what it is set on all the same.
            Some(Says::Minimum(_)) | None => {
                if PassFail::from_id(entry.name).is_some() || entry.name == DEFAULTS {
                    continue;
                }
                let Some(on) = deal.gate_on(entry.name) else {
                    let known = known(deal.criterion_ids());
                    context.unknown_name("gate", entry.name, entry.span, known);
                    continue;
                };
                stated.minimums.push(StatedGate {
                    on,
                    minimum: match says {
                        Some(Says::Minimum(minimum)) => minimum,
                        _ => 50.0,
                    },
                    span: entry.span,
                });
            }
        }
    }
    stated
}

/// The key that takes the minimums of the model out.
const DEFAULTS: &str = "defaults";

fn known<'i>(ids: Vec<&'i str>) -> Vec<&'i str> {
    let removable = PassFail::ALL.into_iter().filter(|gate| gate.is_removable());
    let removable = removable.map(|gate| -> &'i str { gate.id() });
    let others: [&'i str; 2] = ["score", DEFAULTS];
    ids.into_iter().chain(others).chain(removable).collect()
}

fn says(context: &Context<'_>, entry: &Entry<'_>) -> Option<Says> {
    let label = what("gate", entry.name);
    let answer = entry.value.get_ref().as_bool();
    if entry.name == DEFAULTS {
        return context.yes_no(&label, entry.value).map(Says::Defaults);
    }
    let Some(gate) = PassFail::from_id(entry.name) else {
        return minimum(context, &label, entry).map(Says::Minimum);
    };
    if gate == PassFail::Known {
        return Some(Says::Known(match answer {
            Some(true) => KNOWN_MINIMUM,
            Some(false) => 0.0,
            None => minimum(context, &label, entry)?,
        }));
    }
    let problem = |message: String, help: String| {
        let problem = Problem::new(Code::OutOfRange, entry.value.span(), message);
        context.report(problem.help(help));
        None
    };
    if !gate.is_removable() {
        let removable = PassFail::ALL.into_iter().filter(|gate| gate.is_removable());
        let names: Vec<String> = removable.map(|gate| format!("`{}`", gate.id())).collect();
        return problem(
            format!("the gate `{}` cannot be changed", entry.name),
            format!("only {} can be removed, with false", names.join(", ")),
        );
    }
    if let Some(answer) = answer {
        return Some(Says::PassFail(gate, answer));
    }
    match context.number(&label, entry.value, Range::MINIMUM)? {
        0.0 => Some(Says::PassFail(gate, false)),
        _ => problem(
            format!(
                "the gate `{}` is passed or failed and has no minimum",
                entry.name
            ),
            "false removes it, true keeps it".to_owned(),
        ),
    }
}

/// A minimum of 100. One of up to 1 would hold nearly always, and is meant as a fraction.
fn minimum(context: &Context<'_>, label: &str, entry: &Entry<'_>) -> Option<f64> {
    if entry.value.get_ref().as_bool() == Some(false) {
        return Some(0.0);
    }
    let minimum = context.number(label, entry.value, Range::MINIMUM)?;
    if let Some(message) = too_small(minimum) {
        let problem = Problem::new(
            Code::OutOfRange,
            entry.value.span(),
            format!("the gate `{}` {message}", entry.name),
        );
        context.report(problem.help(format!("write {}", typed(hundredfold(minimum)))));
        return None;
    }
    Some(minimum)
}

/// Why a minimum cannot be meant that is not 0 and lies between 0 and 1.
pub fn too_small(minimum: f64) -> Option<String> {
    let is_fraction = minimum > 0.0 && minimum <= 1.0;
    is_fraction.then(|| format!("is of 100, and is {}: a fraction?", number(minimum)))
}

/// A fraction as a part of 100, without the rounding of the product.
pub fn hundredfold(minimum: f64) -> f64 {
    (minimum * 1e8).round() / 1e6
}

/// Reads a file with a table of gates and nothing else; `None` if it has an error.
pub fn read_house(source: &Source) -> (Option<HouseGates>, Vec<Problem>) {
    let document = match syntax::parse(source) {
        Ok(document) => document,
        Err(problem) => return (None, vec![problem]),
    };
    let options = ReadOptions::default();
    let names = Names::of(syntax::names(&document));
    let context = Context::new(source, names, &options);
    let mut file = Section::new(&context, &keys::HOUSE, &document, 0..0);
    let mut house = HouseGates {
        rules: rules(&document),
        ..HouseGates::default()
    };
    for entry in file.entries("gates") {
        let Some(table) = entry.value.get_ref().as_table() else {
            add(&context, &entry, &mut house.general);
            continue;
        };
        let mut inner = GateTable::default();
        for (key, value) in table {
            let entry = Entry {
                name: key.get_ref(),
                span: key.span(),
                value,
            };
            add(&context, &entry, &mut inner);
        }
        inner.minimums.sort_by(|(a, _), (b, _)| a.cmp(b));
        match Relationship::from_id(entry.name) {
            Some(relationship) => house.by_type.push((relationship, inner)),
            None if entry.name == BY_CRITERIA => house.by_criteria = Some(inner),
            None => {
                let known = Relationship::ids().into_iter().chain([BY_CRITERIA]);
                context.unknown_name("type of deals", entry.name, entry.span, known);
            }
        }
    }
    house.general.minimums.sort_by(|(a, _), (b, _)| a.cmp(b));
    file.finish();
    let has_error = context.has_error();
    let (_, mut problems) = context.finish();
    problems.sort_by_key(|problem| (problem.span.start, problem.span.end));
    ((!has_error).then_some(house), problems)
}

/// The table of gates for deals that are weighed by criteria.
pub const BY_CRITERIA: &str = "by-criteria";

fn add(context: &Context<'_>, entry: &Entry<'_>, table: &mut GateTable) {
    match says(context, entry) {
        Some(Says::Minimum(minimum)) => table.minimums.push((entry.name.to_owned(), minimum)),
        Some(Says::PassFail(gate, is_demanded)) => table.pass_fail.push((gate, is_demanded)),
        Some(Says::Known(minimum)) => table.known = Some(minimum),
        Some(Says::Defaults(are_in_force)) => table.defaults = Some(are_in_force),
        None => {}
    }
}

/// A gate on something that none of the deals could ask, and what was probably meant: the house may set
/// gates on criteria that some deals define, but not on those of none.
pub fn unknown_gate<'a>(
    house: &'a HouseGates,
    deals: &[&Deal],
) -> Option<(&'a str, Option<String>)> {
    let is_known = |name: &str| deals.iter().any(|deal| deal.gate_on(name).is_some());
    let name = house.names().find(|name| !is_known(name))?;
    let ids = deals.iter().flat_map(|deal| known(deal.criterion_ids()));
    Some((name, suggest::closest(name, ids).map(str::to_owned)))
}
