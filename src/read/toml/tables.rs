//! Reads the tables of the header whose names the user chooses: needs, risks, resources, requirements,
//! and what a set must satisfy.

use std::collections::BTreeMap;

use super::section::{Context, Section};
use super::tree::{self, Entry, Value};
use crate::deal::{Compose, Facts, Measure, Need, Organization, Problem, Requirement, Risk, gap};
use crate::model::Code;
use crate::model::keys::{self, Range};
use crate::read::builder::{self, Known, NameList, ProblemList, Tree};

/// The tables whose names other tables refer to.
pub(super) struct Tables<'a> {
    pub needs: Vec<Entry<'a>>,
    pub risks: Vec<Entry<'a>>,
    pub resources: Vec<Entry<'a>>,
}

impl<'a> Tables<'a> {
    /// The names that the organization refers to, and the markets to which its own may be near.
    pub fn known(&self, markets: Vec<&'a str>) -> Known<'a> {
        let names = |entries: &[Entry<'a>]| -> NameList<'a> {
            entries.iter().map(|entry| entry.name).collect()
        };
        let levels = self.needs.iter().filter(|need| is_level(need.value));
        Known {
            needs: names(&self.needs),
            levels: levels.map(|need| need.name).collect(),
            risks: names(&self.risks),
            resources: names(&self.resources),
            markets: markets.into_iter().collect(),
            ..Known::default()
        }
    }
}

/// Whether a need is one of knowledge.
fn is_level(value: &Value<'_>) -> bool {
    match value.get_ref().as_table() {
        Some(table) => !table.contains_key("amount"),
        None => true,
    }
}

/// `[needs]`; the gap is against `own`.
pub(super) fn needs(context: &Context<'_>, entries: &[Entry<'_>], own: &Facts) -> Vec<Need> {
    let (mut tree, mut report) = (Tree::default(), ProblemList::default());
    tree::fill_entries(&mut tree, entries);
    let found = tree.root().into_iter().flat_map(builder::Entry::inner);
    let need = |(entry, found): (&Entry<'_>, builder::Entry<'_>)| {
        let name = context.symbol(entry.name)?;
        let (own, line) = (own.get(name).unwrap_or(0.0), context.line(&entry.span));
        Some(builder::need(found, name, own, line, &mut report))
    };
    let needs = entries.iter().zip(found).filter_map(need).collect();
    context.report_all(report.problems);
    needs
}

pub(super) fn what(kind: &str, name: &str) -> String {
    format!("{kind} {name}")
}

/// `[risks]`.
pub(super) fn risks(context: &Context<'_>, entries: &[Entry<'_>], own: &Organization) -> Vec<Risk> {
    let risk = |entry: &Entry<'_>| {
        let name = context.symbol(entry.name)?;
        let own_control = own.risk_control.get(name).unwrap_or(0.0) / 10.0;
        let table = context.table(&what("risk", entry.name), entry.value);
        let (mut probability, mut impact) = (None, None);
        if let Some(table) = table {
            let mut section = Section::new(context, &keys::RISK, table, entry.span.clone());
            (probability, impact) = (section.number("probability"), section.number("impact"));
            section.finish();
        }
        let (probability, impact) = (probability.unwrap_or(1.0), impact.unwrap_or(1.0));
        Some(Risk {
            name,
            probability,
            impact,
            own_control,
        })
    };
    entries.iter().filter_map(risk).collect()
}

/// `[resources]`.
pub(super) fn resources(
    context: &Context<'_>,
    entries: &[Entry<'_>],
    own: &Organization,
) -> Vec<Need> {
    let resource = |entry: &Entry<'_>| {
        let name = context.symbol(entry.name)?;
        let (required, weight) = match entry.value.get_ref().as_table() {
            Some(table) => {
                let mut section = Section::new(context, &keys::RESOURCE, table, entry.span.clone());
                let read = (section.number("required"), section.number("weight"));
                section.finish();
                read
            }
            None => {
                let what = what("resource", entry.name);
                (context.number(&what, entry.value, Range::SOME_AMOUNT), None)
            }
        };
        let (required, weight) = (required.unwrap_or(1.0), weight.unwrap_or(1.0));
        let own = own.pledges.get(name).unwrap_or(0.0);
        Some(Need {
            name,
            measure: Measure::Amount,
            required,
            weight,
            critical: false,
            own,
            gap: gap(required, own),
            line: context.line(&entry.span),
        })
    };
    entries.iter().filter_map(resource).collect()
}

/// `[requirements]`.
pub(super) fn requirements(context: &Context<'_>, entries: Vec<Entry<'_>>) -> Vec<Requirement> {
    let requirement = |entry: Entry<'_>| {
        Some(Requirement {
            name: context.symbol(entry.name)?,
            about: context
                .text(&what("requirement", entry.name), entry.value)
                .unwrap_or_default(),
            line: context.line(&entry.span),
        })
    };
    entries.into_iter().filter_map(requirement).collect()
}

/// `[compose]`.
pub(super) fn compose(mut section: Section<'_, '_>) -> Compose {
    let context = section.context;
    let mut counts = |name: &'static str| -> BTreeMap<String, u32> {
        let entries = section.entries(name);
        let count = |entry: Entry<'_>| {
            let what = format!("{name}.{}", entry.name);
            let count = context.whole(&what, entry.value, Range::SOME_COUNT)?;
            Some((entry.name.to_owned(), count as u32))
        };
        entries.into_iter().filter_map(count).collect()
    };
    let (distinct, at_least) = (counts("distinct"), counts("at_least"));
    let size = section
        .take("size")
        .and_then(|(_, value)| size(context, value));
    let compose = Compose {
        size,
        distinct,
        at_least,
        max_cost: section.number("max_cost"),
    };
    section.finish();
    compose
}

/// The size of a set: a number, or two as "3..5".
fn size(context: &Context<'_>, value: &Value<'_>) -> Option<(u32, u32)> {
    let Some(text) = value.get_ref().as_str() else {
        let size = context.whole("size", value, Range::SOME_COUNT)? as u32;
        return Some((size, size));
    };
    let parsed = text.split_once("..").map_or_else(
        || text.trim().parse().ok().map(|size| (size, size)),
        |(least, most)| Some((least.trim().parse().ok()?, most.trim().parse().ok()?)),
    );
    let valid = parsed.filter(|&(least, most): &(u32, u32)| 1 <= least && least <= most);
    if valid.is_none() {
        let message = format!("`size` is a number or a range, and is \"{text}\"");
        let problem = Problem::new(Code::OutOfRange, value.span(), message);
        context.report(problem.help("for example 3, or \"3..5\" for three to five members"));
    }
    valid
}
