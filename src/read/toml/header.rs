//! Reads everything of a deal but the candidates, and decides what the deal asks.

use std::collections::BTreeMap;
use std::ops::Range as Span;

use super::criteria::{criteria, rated};
use super::gates::{self, StatedGates};
use super::organization::organization;
use super::section::{Context, Section};
use super::tables::{Tables, compose, needs, requirements, resources, risks};
use super::weights;
use crate::criteria::asks::{self, CriterionTable};
use crate::criteria::plan;
use crate::deal::{
    Aggregation, Compose, CriterionId, Deal, Facts, GateOn, Names, Organization, Plan, Problem,
};
use crate::model::keys;
use crate::model::{Code, Dimension, Relationship};

/// The header of a deal.
#[derive(Debug)]
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
            deal.relationship = context.options.read_as.unwrap_or(relationship);
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
            .one_of("aggregation", Aggregation::from_id)
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
    if let Some((_, value)) = file.take("organization")
        && let Some(table) = context.table("organization", value)
    {
        let markets = file.keys_of("target_markets");
        let known = tables.known(markets.iter().map(|(name, _)| *name).collect());
        deal.organization = organization(context, table, value.span().into(), &deal, known);
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
    deal.compose = sub(file, "compose", &keys::COMPOSE).map_or_else(Compose::default, compose);
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
    let stated = gates::read(context, file.entries("gates"), &deal);
    let possible = asks::possible(&deal, &rated, &criteria);
    let (asked, not_applicable) = plan::asked(possible, &whole, |id| {
        stated
            .minimums
            .iter()
            .any(|gate| gate.on == GateOn::Criterion(id))
    });
    deal.plan = Plan::new(weights, asked, not_applicable);
    set_gates(context, &mut deal, stated, is_typed);
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
        plan: Plan::new(weights::by_type(relationship), Vec::new(), Vec::new()),
        candidates: Vec::new(),
    }
}

/// The section of a table of the file, if it is there and a table.
fn sub<'c, 'a>(
    file: &mut Section<'c, 'a>,
    name: &'static str,
    table: &'static keys::KeyTable,
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

/// Puts the gates in force into the plan: the defaults, overridden by what the deal states. Where the house
/// sets gates, these override the defaults, and a deal can only go above.
fn set_gates(context: &Context<'_>, deal: &mut Deal, stated: StatedGates, is_typed: bool) {
    let house = context.options.house.as_ref();
    let asks = |deal: &Deal, on: GateOn| match on {
        GateOn::Criterion(id) => deal.plan.find(id).is_some(),
        _ => true,
    };
    let mut minimums: Vec<(GateOn, f64)> = Vec::new();
    let defaults = plan::default_minimums(deal);
    for gate in stated.minimums {
        if !asks(deal, gate.on) {
            report_not_asked(context, deal, &gate, is_typed);
            continue;
        }
        let default = defaults
            .iter()
            .find(|(on, _)| *on == gate.on)
            .map(|(_, minimum)| *minimum);
        let floor = house.and_then(|house| house.minimum(deal, gate.on).or(default));
        match floor {
            Some(floor) if gate.minimum < floor => context.report(
                Problem::new(
                    Code::NoEffect,
                    gate.span,
                    format!(
                        "a gate of {} below the {floor} that the house asks for",
                        gate.minimum
                    ),
                )
                .help("with --gates a deal can tighten gates, not loosen them"),
            ),
            _ => minimums.push((gate.on, gate.minimum)),
        }
    }
    if let Some(house) = house {
        let known: Vec<GateOn> = minimums.iter().map(|(on, _)| *on).collect();
        let on_plan = plan::gates_on(deal).filter(|on| !known.contains(on));
        minimums.extend(on_plan.filter_map(|on| Some((on, house.minimum(deal, on)?))));
    }
    if let Some(score) = context.options.fail_under {
        minimums.retain(|(on, _)| *on != GateOn::Score);
        minimums.push((GateOn::Score, score));
    }
    deal.plan.minimums = plan::minimums(deal, defaults, &minimums);
    for (gate, span) in stated.removed {
        match house {
            Some(house) if !house.removed.contains(&gate) => context.report(
                Problem::new(
                    Code::NoEffect,
                    span,
                    format!(
                        "the gate `{}` stays: the house does not remove it",
                        gate.id()
                    ),
                )
                .help("with --gates a deal can tighten gates, not loosen them"),
            ),
            _ => deal.plan.removed.push(gate),
        }
    }
    for &gate in house.iter().flat_map(|house| &house.removed) {
        if !deal.plan.removed.contains(&gate) {
            deal.plan.removed.push(gate);
        }
    }
}

/// A gate on something not asked is an error; on something that does not apply, or of 0, it is nothing.
fn report_not_asked(context: &Context<'_>, deal: &Deal, gate: &gates::StatedGate, is_typed: bool) {
    let GateOn::Criterion(id) = gate.on else {
        return;
    };
    let is_nothing = deal.plan.is_not_applicable(id) || gate.minimum == 0.0;
    if is_nothing || !is_typed || context.options.read_as.is_some() {
        return;
    }
    let message = format!(
        "a gate on `{}`, which this deal does not ask",
        deal.criterion_id(id)
    );
    context.report(
        Problem::new(Code::NotAsked, gate.span.clone(), message).help(asks::how_to_ask(deal, id)),
    );
}
