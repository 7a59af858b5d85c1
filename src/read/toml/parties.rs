//! Reads what the organization and the candidates say of themselves.

use std::collections::BTreeMap;
use std::ops::Range as Span;

use super::section::{Context, Entry, Section};
use super::tables::{Tables, is_level, names_of};
use crate::deal::{Attribute, Facts, Organization, Problem, Shares, Symbol};
use crate::model::keys::{self, Range};
use crate::model::{Code, SLACK};

/// `[organization]`.
pub(super) fn organization(section: &mut Section<'_, '_>, tables: &Tables<'_>) -> Organization {
    let context = section.context;
    let name = section
        .name("name")
        .map(|(name, _)| name)
        .unwrap_or_default();
    let needs = names_of(&tables.needs);
    let levels: Vec<&str> = tables
        .needs
        .iter()
        .filter(|need| is_level(need.value))
        .map(|need| need.name)
        .collect();
    Organization {
        name,
        goals: section.numbers("goals").and_then(Facts::normalised),
        culture: culture(section),
        sales: section.numbers("sales"),
        capabilities: capabilities(section, &needs, &levels),
        risk_control: section.numbers_of("risk_control", "risk", &names_of(&tables.risks)),
        pledges: section.numbers_of("pledges", "resource", &names_of(&tables.resources)),
        markets: symbols(context, section.texts("markets").unwrap_or_default()),
        stand_alone_cost: section.number("stand_alone_cost"),
        risk_capacity: section.number("risk_capacity"),
        attributes: attributes(section),
        shares: shares(section),
        lines: std::mem::take(&mut section.lines),
    }
}

/// The parts of cost, benefit and risk; each defaults to the stake.
pub(in crate::read) fn shares(section: &mut Section<'_, '_>) -> Shares {
    let stake = section.number("stake");
    Shares {
        cost: section.number("cost_share").or(stake),
        benefit: section.number("benefit_share").or(stake),
        risk: section.number("risk_share").or(stake),
    }
}

/// The names of a list as sorted symbols; a name that stands twice counts once.
pub(in crate::read) fn symbols(
    context: &Context<'_>,
    texts: Vec<(String, Span<usize>)>,
) -> Vec<Symbol> {
    let mut symbols: Vec<_> = texts
        .iter()
        .filter_map(|(text, _)| context.symbol(text))
        .collect();
    symbols.sort_unstable();
    symbols.dedup();
    symbols
}

/// The OCAI profile, divided by its sum.
pub(in crate::read) fn culture(section: &mut Section<'_, '_>) -> Option<[f64; 4]> {
    let context = section.context;
    let (key, value) = section.take("culture")?;
    let table = context.table("culture", value)?;
    let mut profile = [0.0; 4];
    let mut is_whole = true;
    for (place, kind) in profile.iter_mut().zip(keys::CULTURE) {
        let number = table
            .get(kind)
            .and_then(|value| context.number(&format!("culture.{kind}"), value, Range::OCAI));
        is_whole &= number.is_some();
        *place = number.unwrap_or(0.0);
        if !table.contains_key(kind) {
            let message = format!("`culture` lacks `{kind}`");
            context.report(
                Problem::new(Code::Missing, key.clone(), message)
                    .help("OCAI asks for clan, adhocracy, market and hierarchy, summing to 100"),
            );
        }
    }
    for (name, _) in table
        .iter()
        .filter(|(name, _)| !keys::CULTURE.contains(&&**name.get_ref()))
    {
        let known = keys::CULTURE;
        context.unknown_name("kind of culture", name.get_ref(), name.span(), known);
        is_whole = false;
    }
    let sum: f64 = profile.iter().sum();
    if is_whole && !is_profile(sum) {
        context.report(
            Problem::new(
                Code::Sum,
                key,
                format!(
                    "the four numbers of `culture` must sum to 100, and sum to {}",
                    (sum * 1e6).round() / 1e6
                ),
            )
            .help("OCAI divides 100 points over clan, adhocracy, market and hierarchy"),
        );
    }
    Some(profile.map(|points| points / sum))
}

/// Whether the four numbers of an OCAI profile sum to 100, as people round.
fn is_profile(sum: f64) -> bool {
    (sum - 100.0).abs() <= 0.5 + SLACK
}

/// The OCAI profile of four numbers, divided by its sum; `None` if that is not 100.
pub(in crate::read) fn profile(points: [f64; 4]) -> Option<[f64; 4]> {
    let sum: f64 = points.iter().sum();
    is_profile(sum).then(|| points.map(|points| points / sum))
}

/// Capabilities; those that the deal needs as levels run from 0 to 10.
pub(in crate::read) fn capabilities<S: AsRef<str>>(
    section: &mut Section<'_, '_>,
    needs: &[S],
    levels: &[S],
) -> Facts {
    let context = section.context;
    for (name, span) in section.keys_of("capabilities") {
        context.warn_near(
            "the capability",
            name,
            span,
            needs.iter().map(AsRef::as_ref),
        );
    }
    let is_level = |name: &str| levels.iter().any(|level| level.as_ref() == name);
    let entry = |entry: Entry<'_>| {
        let range = if is_level(entry.name) {
            Range::LEVEL
        } else {
            Range::AMOUNT
        };
        context.fact("capabilities", &entry, range)
    };
    Facts::new(
        section
            .entries("capabilities")
            .into_iter()
            .filter_map(entry),
    )
}

/// Free attributes.
pub(in crate::read) fn attributes(section: &mut Section<'_, '_>) -> BTreeMap<String, Attribute> {
    let context = section.context;
    let mut attributes = BTreeMap::new();
    for entry in section.entries("attributes") {
        let value = entry.value.get_ref();
        let attribute = if let Some(text) = value.as_str() {
            Attribute::Text(text.to_owned())
        } else if let Some(answer) = value.as_bool() {
            Attribute::YesNo(answer)
        } else if let Some(number) = context.number(entry.name, entry.value, Range::MEASURE) {
            Attribute::Number(number)
        } else {
            continue;
        };
        attributes.insert(entry.name.to_owned(), attribute);
    }
    attributes
}
