//! Reads everything of a deal but the candidates, and decides what the deal asks.

use std::collections::BTreeMap;
use std::ops::Range as Span;

use super::asks::{self, CriterionTable};
use super::facts::{
    Aggregation, Attribute, Compose, CriterionId, Deal, Facts, Measure, Need, Organization,
    OwnCriterion, Requirement, Resource, Risk, Shares, gap,
};
use super::names::Names;
use super::plan::{self, GateOn, Plan};
use super::problem::Problem;
use super::section::{Context, Entry, Section, Value};
use super::{suggest, weights};
use crate::model::keys::{self, Range};
use crate::model::{Builtin, Code, Dimension, PassFail, REGISTRY, Relationship};

/// The tables whose names other tables refer to.
struct Tables<'a> {
    needs: Vec<Entry<'a>>,
    risks: Vec<Entry<'a>>,
    resources: Vec<Entry<'a>>,
}

fn names_of<'a>(entries: &[Entry<'a>]) -> Vec<&'a str> {
    entries.iter().map(|entry| entry.name).collect()
}

/// The header of a deal.
pub(super) struct Header {
    /// The deal without its candidates; where the file has errors, as far as it can be told.
    pub deal: Deal,
    /// Whether the relationship could be read, without which nobody knows what is asked.
    pub is_typed: bool,
    /// What `deal.rated` names.
    pub rated: Vec<CriterionId>,
    /// What `[criteria]` says.
    pub criteria: BTreeMap<CriterionId, CriterionTable>,
    /// Where `[deal]` stands.
    pub span: Span<usize>,
}

/// Reads the header.
pub(super) fn read(file: &mut Section<'_, '_>) -> Header {
    let context = file.context;
    let mut deal = empty();
    let mut is_typed = false;
    let mut rated_names = Vec::new();
    let mut span = 0..0;
    if let Some(mut section) = sub(file, "deal", &keys::DEAL) {
        if let Some((name, _)) = section.name("name") {
            deal.name = name;
        }
        if let Some(relationship) = section.one_of("relationship", Relationship::from_id) {
            deal.relationship = context.read_as.unwrap_or(relationship);
            is_typed = true;
        }
        deal.objectives = objectives(&mut section);
        deal.horizon_years = section.number("horizon_years");
        deal.cost = section.number("cost");
        deal.benefit = section.number("benefit");
        deal.target_saving = section
            .number("target_saving")
            .unwrap_or(DEFAULT_TARGET_SAVING);
        deal.currency = section.text("currency");
        deal.aggregation = section
            .one_of("aggregation", |id| match id {
                "arithmetic" => Some(Aggregation::Arithmetic),
                "geometric" => Some(Aggregation::Geometric),
                _ => None,
            })
            .unwrap_or_default();
        rated_names = section.texts("rated").unwrap_or_default();
        span = section.span.clone();
        section.finish();
    }
    let tables = Tables {
        needs: file.entries("needs"),
        risks: file.entries("risks"),
        resources: file.entries("resources"),
    };
    if let Some(mut section) = sub(file, "organization", &keys::ORGANIZATION) {
        deal.organization = organization(&mut section, &tables);
        let markets = file.keys_of("target_markets");
        for (market, span) in section.texts("markets").unwrap_or_default() {
            let known = markets.iter().map(|(known, _)| *known);
            context.warn_near("the market", &market, span, known);
        }
        section.finish();
    }
    let own = &deal.organization;
    deal.needs = needs(context, &tables.needs, &own.capabilities);
    deal.standards = file.numbers("standards").unwrap_or_default();
    deal.target_markets = file.numbers("target_markets").unwrap_or_default();
    deal.unserved = Facts::new(
        deal.target_markets
            .iter()
            .filter(|market| own.markets.binary_search(&market.name).is_err())
            .copied(),
    );
    deal.risks = risks(context, &tables.risks, own);
    deal.resources = resources(context, &tables.resources, own);
    deal.requirements = requirements(context, file.entries("requirements"));
    deal.compose = compose(file);
    let criteria = criteria(context, file.entries("criteria"), &mut deal);
    let rated = rated(context, &rated_names, &deal);
    let weights = weights::read(file, deal.relationship);

    let whole: Vec<Dimension> = rated
        .iter()
        .filter_map(|id| match id {
            CriterionId::Whole(dimension) => Some(*dimension),
            _ => None,
        })
        .collect();
    let stated = gates(context, file.entries("gates"), &deal);
    let possible = asks::possible(&deal, &rated, &criteria);
    let (asked, not_applicable) = plan::asked(possible, &whole, |id| {
        stated
            .minimums
            .iter()
            .any(|gate| gate.on == GateOn::Criterion(id))
    });
    deal.plan = Plan {
        weights,
        asked,
        not_applicable,
        minimums: Vec::new(),
        removed: stated.removed,
    };
    let mut minimums = Vec::new();
    for gate in &stated.minimums {
        if let GateOn::Criterion(id) = gate.on
            && deal.plan.find(id).is_none()
        {
            if deal.plan.is_not_applicable(id) || gate.minimum == 0.0 {
                continue;
            }
            if is_typed && context.read_as.is_none() {
                let message = format!(
                    "a gate on `{}`, which this deal does not ask",
                    deal.criterion_id(id)
                );
                context.report(
                    Problem::new(Code::NotAsked, gate.span.clone(), message)
                        .help(asks::how_to_ask(&deal, id)),
                );
            }
            continue;
        }
        minimums.push((gate.on, gate.minimum));
    }
    deal.plan.minimums = plan::minimums(
        deal.relationship,
        &deal.plan.weights,
        &deal.plan.asked,
        &minimums,
    );
    Header {
        deal,
        is_typed,
        rated,
        criteria,
        span,
    }
}

/// The saving that earns full points where the deal does not say (a judgement).
const DEFAULT_TARGET_SAVING: f64 = 0.20;

fn empty() -> Deal {
    let relationship = Relationship::StrategicAlliance;
    Deal {
        names: Names::default(),
        name: String::new(),
        relationship,
        objectives: Vec::new(),
        horizon_years: None,
        cost: None,
        benefit: None,
        target_saving: DEFAULT_TARGET_SAVING,
        currency: None,
        aggregation: Aggregation::default(),
        organization: Organization::default(),
        needs: Vec::new(),
        standards: Facts::default(),
        target_markets: Facts::default(),
        unserved: Facts::default(),
        risks: Vec::new(),
        resources: Vec::new(),
        requirements: Vec::new(),
        own_criteria: Vec::new(),
        compose: Compose::default(),
        plan: Plan {
            weights: weights::by_type(relationship),
            asked: Vec::new(),
            not_applicable: Vec::new(),
            minimums: Vec::new(),
            removed: Vec::new(),
        },
        candidates: Vec::new(),
    }
}

/// The section of a table of the file, if it is there and a table.
fn sub<'c, 'a>(
    file: &mut Section<'c, 'a>,
    name: &'static str,
    table: &'static keys::Table,
) -> Option<Section<'c, 'a>> {
    let (_, value) = file.take(name)?;
    let entries = file.context.table(name, value)?;
    Some(Section::new(file.context, table, entries, value.span()))
}

fn objectives(section: &mut Section<'_, '_>) -> Vec<String> {
    let known = Relationship::all_objectives();
    let context = section.context;
    let mut objectives = Vec::new();
    for (objective, span) in section.texts("objectives").unwrap_or_default() {
        if !known.contains(&objective.as_str()) {
            context.unknown_name("objective", &objective, span, known.iter().copied());
        } else if objectives.contains(&objective) {
            let message = format!("the objective `{objective}` stands twice");
            context.report(Problem::new(Code::Duplicate, span, message));
        } else {
            objectives.push(objective);
        }
    }
    objectives
}

fn organization(section: &mut Section<'_, '_>, tables: &Tables<'_>) -> Organization {
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
        goals: section
            .numbers("goals")
            .as_ref()
            .and_then(Facts::normalised),
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
pub(super) fn shares(section: &mut Section<'_, '_>) -> Shares {
    let stake = section.number("stake");
    Shares {
        cost: section.number("cost_share").or(stake),
        benefit: section.number("benefit_share").or(stake),
        risk: section.number("risk_share").or(stake),
    }
}

/// The names of a list as sorted symbols; a name that stands twice counts once.
pub(super) fn symbols(
    context: &Context<'_>,
    texts: Vec<(String, Span<usize>)>,
) -> Vec<super::names::Symbol> {
    let mut symbols: Vec<_> = texts
        .iter()
        .filter_map(|(text, _)| context.symbol(text))
        .collect();
    symbols.sort_unstable();
    symbols.dedup();
    symbols
}

/// The OCAI profile, divided by its sum.
pub(super) fn culture(section: &mut Section<'_, '_>) -> Option<[f64; 4]> {
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
    if is_whole && (sum - 100.0).abs() > 0.5 {
        context.report(
            Problem::new(
                Code::Sum,
                key,
                format!("the four numbers of `culture` must sum to 100, and sum to {sum}"),
            )
            .help("OCAI divides 100 points over clan, adhocracy, market and hierarchy"),
        );
    }
    Some(profile.map(|points| points / sum))
}

/// Capabilities; those that the deal needs as levels run from 0 to 10.
pub(super) fn capabilities<S: AsRef<str>>(
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
pub(super) fn attributes(section: &mut Section<'_, '_>) -> BTreeMap<String, Attribute> {
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

fn is_level(value: &Value<'_>) -> bool {
    match value.get_ref().as_table() {
        Some(table) => !table.contains_key("amount"),
        None => true,
    }
}

/// Needs of the deal, or of a candidate; the gap is against `own`.
pub(super) fn needs(context: &Context<'_>, entries: &[Entry<'_>], own: &Facts) -> Vec<Need> {
    entries
        .iter()
        .filter_map(|entry| need(context, entry, own))
        .collect()
}

fn need(context: &Context<'_>, entry: &Entry<'_>, own: &Facts) -> Option<Need> {
    let name = context.symbol(entry.name)?;
    let line = context.line(&entry.span);
    let of = |measure, required, weight, critical| {
        let gap = gap(required, own.get(name).unwrap_or(0.0));
        Some(Need {
            name,
            measure,
            required,
            weight,
            critical,
            gap,
            line,
        })
    };
    let Some(table) = entry.value.get_ref().as_table() else {
        let level = context.number(&what("need", entry.name), entry.value, Range::SOME_LEVEL);
        return of(Measure::Level, level.unwrap_or(1.0), 1.0, false);
    };
    let mut section = Section::new(context, &keys::NEED, table, entry.span.clone());
    let (level, amount) = (section.number("level"), section.number("amount"));
    let weight = section.number("weight").unwrap_or(1.0);
    let critical = section.yes_no("critical").unwrap_or(false);
    section.finish();
    match (level, amount) {
        (Some(_), Some(_)) => {
            let message = format!("the need `{}` has a level and an amount", entry.name);
            let problem = Problem::new(Code::Conflict, entry.span.clone(), message);
            context.report(problem.help("a level is knowledge, an amount capacity: keep one"));
        }
        (None, None) => {
            let message = format!("the need `{}` lacks a level or an amount", entry.name);
            let problem = Problem::new(Code::Missing, entry.span.clone(), message);
            context.report(problem.help("for example { level = 7 } or { amount = 200 }"));
        }
        _ => {}
    }
    let measure = if amount.is_some() {
        Measure::Amount
    } else {
        Measure::Level
    };
    of(measure, level.or(amount).unwrap_or(1.0), weight, critical)
}

fn what(kind: &str, name: &str) -> String {
    format!("{kind} {name}")
}

fn risks(context: &Context<'_>, entries: &[Entry<'_>], own: &Organization) -> Vec<Risk> {
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

fn resources(context: &Context<'_>, entries: &[Entry<'_>], own: &Organization) -> Vec<Resource> {
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
        let gap = gap(required, own.pledges.get(name).unwrap_or(0.0));
        Some(Resource {
            name,
            required,
            weight,
            gap,
        })
    };
    entries.iter().filter_map(resource).collect()
}

fn requirements(context: &Context<'_>, entries: Vec<Entry<'_>>) -> Vec<Requirement> {
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

fn compose(file: &mut Section<'_, '_>) -> Compose {
    let context = file.context;
    let Some(mut section) = sub(file, "compose", &keys::COMPOSE) else {
        return Compose::default();
    };
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

fn criteria(
    context: &Context<'_>,
    entries: Vec<Entry<'_>>,
    deal: &mut Deal,
) -> BTreeMap<CriterionId, CriterionTable> {
    let mut tables = BTreeMap::new();
    for entry in entries {
        let Some(table) = context.table(&what("criteria", entry.name), entry.value) else {
            continue;
        };
        let mut section = Section::new(context, &keys::CRITERION, table, entry.span.clone());
        let weight = section.number("weight").unwrap_or(1.0);
        let dimension = section.one_of("dimension", Dimension::from_id);
        let about = section.text("about");
        let (worst, best) = (section.try_number("worst"), section.try_number("best"));
        let states_own = ["dimension", "about", "worst", "best"].map(|key| section.has(key));
        let has_dimension = states_own[0];
        section.finish();
        let report = |code, message: String, help: String| {
            context.report(Problem::new(code, entry.span.clone(), message).help(help));
        };
        let id = if let Some(builtin) = Builtin::from_id(entry.name) {
            if states_own.contains(&true) {
                report(
                    Code::Conflict,
                    format!("`{}` is a criterion of the program", entry.name),
                    "only its weight can be set; choose another id for a criterion of your own"
                        .into(),
                );
            }
            CriterionId::Builtin(builtin)
        } else {
            let is_reserved = Dimension::from_id(entry.name).is_some()
                || PassFail::from_id(entry.name).is_some()
                || matches!(entry.name, "score" | "");
            if is_reserved {
                report(
                    Code::Conflict,
                    format!(
                        "`{}` cannot name a criterion: it means something else",
                        entry.name
                    ),
                    "choose another id".into(),
                );
                continue;
            }
            if !has_dimension {
                let help = match suggest::closest(entry.name, REGISTRY.iter().map(|doc| doc.id)) {
                    Some(meant) => {
                        format!("did you mean `{meant}`? A criterion of your own needs a dimension")
                    }
                    None => "a criterion of your own needs a dimension".into(),
                };
                let message = format!("unknown criterion `{}` without a dimension", entry.name);
                report(Code::UnknownName, message, help);
            }
            let scale = match (worst, best) {
                (Some(worst), Some(best)) => worst.zip(best),
                (None, None) => None,
                _ => {
                    let message =
                        format!("the criterion `{}` has `worst` or `best` only", entry.name);
                    report(
                        Code::Missing,
                        message,
                        "a measured criterion needs both".into(),
                    );
                    None
                }
            };
            if let Some((worst, best)) = scale
                && worst == best
            {
                let message = format!("`worst` and `best` of `{}` are the same", entry.name);
                report(
                    Code::OutOfRange,
                    message,
                    "they earn 0 and 1: give two numbers".into(),
                );
            }
            let Some(name) = context.symbol(entry.name) else {
                continue;
            };
            deal.own_criteria.push(OwnCriterion {
                id: entry.name.to_owned(),
                name,
                dimension: dimension.unwrap_or(Dimension::Compatibility),
                about,
                scale,
            });
            CriterionId::Own(deal.own_criteria.len() as u32 - 1)
        };
        tables.insert(
            id,
            CriterionTable {
                weight,
                span: entry.span,
            },
        );
    }
    tables
}

/// The criterion or dimension of that id, among those that the deal could ask.
pub(super) fn criterion(deal: &Deal, id: &str) -> Option<CriterionId> {
    Builtin::from_id(id)
        .map(CriterionId::Builtin)
        .or_else(|| Dimension::from_id(id).map(CriterionId::Whole))
        .or_else(|| {
            let place = deal.own_criteria.iter().position(|own| own.id == id)?;
            Some(CriterionId::Own(place as u32))
        })
}

/// Every id that [`criterion`] knows.
pub(super) fn criterion_ids(deal: &Deal) -> Vec<&str> {
    REGISTRY
        .iter()
        .map(|doc| doc.id)
        .chain(Dimension::ALL.map(Dimension::id))
        .chain(deal.own_criteria.iter().map(|own| own.id.as_str()))
        .collect()
}

fn rated(context: &Context<'_>, names: &[(String, Span<usize>)], deal: &Deal) -> Vec<CriterionId> {
    let mut rated: Vec<(CriterionId, &Span<usize>)> = Vec::new();
    for (name, span) in names {
        match criterion(deal, name) {
            None => {
                let what = "criterion or dimension";
                context.unknown_name(what, name, span.clone(), criterion_ids(deal));
            }
            Some(id) if rated.iter().any(|(other, _)| *other == id) => {
                let message = format!("`{name}` stands twice in `rated`");
                context.report(Problem::new(Code::Duplicate, span.clone(), message));
            }
            Some(id) => rated.push((id, span)),
        }
    }
    for &(id, span) in &rated {
        let dimension = match id {
            CriterionId::Builtin(builtin) => builtin.doc().dimension,
            CriterionId::Own(place) => deal.own_criteria[place as usize].dimension,
            CriterionId::Whole(_) => continue,
        };
        if rated
            .iter()
            .any(|(other, _)| *other == CriterionId::Whole(dimension))
        {
            let id = deal.criterion_id(id);
            let message = format!(
                "`{id}` is rated, and so is its dimension {}",
                dimension.title()
            );
            let problem = Problem::new(Code::Conflict, span.clone(), message);
            context.report(problem.help("rate the dimension as a whole or its criteria, not both"));
        }
    }
    rated.into_iter().map(|(id, _)| id).collect()
}

struct StatedGate {
    on: GateOn,
    minimum: f64,
    span: Span<usize>,
}

struct StatedGates {
    minimums: Vec<StatedGate>,
    removed: Vec<PassFail>,
}

fn gates(context: &Context<'_>, entries: Vec<Entry<'_>>, deal: &Deal) -> StatedGates {
    let mut stated = StatedGates {
        minimums: Vec::new(),
        removed: Vec::new(),
    };
    for entry in entries {
        let minimum = context.number(&what("gate", entry.name), entry.value, Range::MINIMUM);
        if let Some(gate) = PassFail::from_id(entry.name) {
            let problem = |message: String, help: &str| {
                let problem = Problem::new(Code::OutOfRange, entry.value.span(), message);
                context.report(problem.help(help));
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
                _ => stated.removed.push(gate),
            }
            continue;
        }
        let on = match criterion(deal, entry.name) {
            _ if entry.name == "score" => GateOn::Score,
            Some(CriterionId::Whole(dimension)) => GateOn::Dimension(dimension),
            Some(id) => GateOn::Criterion(id),
            None => {
                let mut known = criterion_ids(deal);
                known.extend([
                    "score",
                    PassFail::WorseOff.id(),
                    PassFail::Unprofitable.id(),
                ]);
                context.unknown_name("gate", entry.name, entry.span, known);
                continue;
            }
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
