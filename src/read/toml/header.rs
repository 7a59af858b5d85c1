//! Reads everything of a deal but the candidates, and decides what the deal asks.

use std::collections::BTreeMap;
use std::ops::Range as Span;
use std::sync::OnceLock;

use super::criteria::{check_by_criteria, criteria, rated};
use super::gates::{self, StatedGates};
use super::organization::organization;
use super::scheme::{dimension_labels, reviewers, unscored};
use super::section::{Context, Section};
use super::tables::{Tables, compose, needs, requirements, resources, risks};
use super::weights;
use crate::criteria::asks::{self, CriterionTable};
use crate::criteria::plan;
use crate::deal::{
    Aggregation, Asked, Compose, CriterionId, Deal, EvidenceRule, Facts, GateFrom, GateOn, Names,
    Organization, Plan, Problem, Rules,
};
use crate::model::keys::{self, Range};
use crate::model::number::number;
use crate::model::{ByDimension, Code, Dimension, PassFail, Relationship};

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
        deal.target_return = section
            .number("target_return")
            .unwrap_or(DEFAULT_TARGET_RETURN);
        let options = context.options;
        deal.evidence = EvidenceRule {
            as_of: {
                let date = section.day("date");
                options.as_of.or(date)
            },
            is_required: options.require_evidence || options.min_grade.is_some(),
            least: options.min_grade,
        };
        deal.rating_scale = rating_scale(&mut section).unwrap_or(Range::RATINGS);
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
    dimension_labels(context, file.entries("dimensions"), &mut deal);
    unscored(file);
    let criteria = criteria(context, file.entries("criteria"), &mut deal);
    deal.reviewers = reviewers(context, file.take("reviewers"), &deal);
    let rated = rated(context, &rated_names, &deal);
    let weights_at = file.span_of("weights").unwrap_or(0..0);
    deal.plan.weights = weights::read(file, deal.relationship);

    let whole: Vec<Dimension> = rated
        .iter()
        .filter_map(|id| match id {
            CriterionId::Whole(dimension) => Some(*dimension),
            _ => None,
        })
        .collect();
    let stated = gates::read(context, file.entries("gates"), &deal);
    let possible = asks::possible(&deal, deal.relationship, &rated, &criteria);
    let is_gated = |id| {
        let mut minimums = stated.minimums.iter();
        minimums.any(|gate| gate.on == GateOn::Criterion(id))
    };
    if deal.plan.weights.is_by_criteria() {
        check_by_criteria(context, &deal, &possible, &criteria, &weights_at);
        if let Some((_, at)) = rated_names.first() {
            let problem = Problem::new(
                Code::Conflict,
                at.clone(),
                "`rated` does not go with weights by criteria",
            );
            context.report(problem.help(
                "asked are the criteria of [criteria]: those whose facts the header lacks are rated",
            ));
        }
        match plan::asked_by_criteria(&possible, deal.plan.weights.vary) {
            Some((asked, weights)) => deal.plan = Plan::new(weights, asked, Vec::new()),
            None => context.report(
                Problem::new(
                    Code::Weights,
                    weights_at,
                    "weights by criteria, and [criteria] gives none a weight above 0",
                )
                .help("add [criteria.ID] with a weight for each criterion of the scheme"),
            ),
        }
    } else {
        let found = plan::asked(possible, &whole, is_gated);
        deal.asked_by_others = asked_by_others(&deal, &rated, &criteria, &whole, &found.asked);
        deal.plan = Plan::new(deal.plan.weights, found.asked, found.not_applicable);
        deal.plan.idle = found.idle;
    }
    set_gates(context, &mut deal, stated, is_typed);
    Header {
        deal,
        is_typed,
        rated,
        criteria,
        span,
    }
}

/// The criteria that other relationship types would ask of a deal.
fn asked_by_others(
    deal: &Deal,
    rated: &[CriterionId],
    criteria: &BTreeMap<CriterionId, CriterionTable>,
    whole: &[Dimension],
    asked: &[Asked],
) -> Vec<CriterionId> {
    let mut others: Vec<CriterionId> = Vec::new();
    for other in Relationship::ALL
        .into_iter()
        .filter(|other| *other != deal.relationship)
    {
        let possible = asks::possible(deal, other, rated, criteria);
        let of_other = plan::asked(possible, whole, |_| false);
        others.extend(of_other.asked.iter().map(|asked| asked.id));
    }
    others.retain(|id| asked.iter().all(|asked| asked.id != *id));
    others.sort_unstable();
    others.dedup();
    others
}

/// The saving that earns full points where the deal does not say (a judgement).
const DEFAULT_TARGET_SAVING: f64 = 0.20;
/// The return that earns full points where the deal does not say (a judgement).
const DEFAULT_TARGET_RETURN: f64 = 0.50;

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
        target_return: DEFAULT_TARGET_RETURN,
        evidence: EvidenceRule::default(),
        rating_scale: Range::RATINGS,
        reviewers: Vec::new(),
        reviews: None,
        missing_reviews: Vec::new(),
        hidden_reviewers: None,
        labels: ByDimension::default(),
        coalitions: Vec::new(),
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
        asked_by_others: Vec::new(),
        rules: Rules::new(),
        candidates: Vec::new(),
        across: OnceLock::new(),
    }
}

/// The worst and the best rating.
fn rating_scale(section: &mut Section<'_, '_>) -> Option<(f64, f64)> {
    let context = section.context;
    let (_, value) = section.take("rating_scale")?;
    let ends = context.array("rating_scale", "the worst and the best rating", value)?;
    let ends: Vec<f64> = ends
        .iter()
        .filter_map(|end| context.number("rating_scale", end, Range::MEASURE))
        .collect();
    match ends[..] {
        [worst, best] if worst != best => Some((worst, best)),
        _ => {
            let message =
                "`rating_scale` takes two different numbers, the worst and the best rating";
            let problem = Problem::new(Code::OutOfRange, value.span(), message);
            context.report(
                problem.help("for example [1, 5]; or [5, 1], where the low mark is the best"),
            );
            None
        }
    }
}

/// The section of a table of the file, if it is there and a table.
pub(super) fn sub<'c, 'a>(
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

/// Puts the gates in force into the plan: the defaults, overridden by what the deal states. What the house names a deal
/// can only raise.
fn set_gates(context: &Context<'_>, deal: &mut Deal, stated: StatedGates, is_typed: bool) {
    let house = context.options.house.as_ref();
    let (asked, others): (Vec<_>, Vec<_>) = stated
        .minimums
        .into_iter()
        .partition(|gate| plan::asks(deal, gate.on));
    for gate in &others {
        report_not_asked(context, deal, gate, is_typed);
    }
    let minimums: Vec<(GateOn, f64)> = asked.iter().map(|gate| (gate.on, gate.minimum)).collect();
    let fail_under = context.options.fail_under;
    for outdone in plan::set_gates(deal, &minimums, &stated.table, house, fail_under) {
        let gate = &asked[outdone.place];
        let message = format!(
            "a gate of {} below the {} that the house asks for",
            number(gate.minimum),
            number(outdone.floor)
        );
        let problem = Problem::new(Code::NoEffect, gate.span.clone(), message);
        context.report(
            problem.help("with --gates a deal can raise what the house names, not lower it"),
        );
    }
    let pass_fail = &deal.plan.pass_fail;
    for (gate, span) in stated.spans {
        let is_removed = stated.table.pass_fail(gate) == Some(false);
        let stays = pass_fail.in_force.contains(&(gate, GateFrom::House));
        let known = pass_fail.known.filter(|_| gate == PassFail::Known);
        let is_raised = known.is_some_and(|(floor, from)| {
            from != GateFrom::Deal && stated.table.known.is_some_and(|own| own < floor)
        });
        if (is_removed && stays) || is_raised {
            let message = format!("the gate `{}` stays as the house asks for it", gate.id());
            let problem = Problem::new(Code::NoEffect, span, message);
            context.report(
                problem.help("with --gates a deal can raise what the house names, not lower it"),
            );
        }
    }
    if let Some(house) = house
        && deal.plan.weights.is_by_criteria()
        && house.by_criteria.is_none()
    {
        let message = "no gate of the house applies: the deal is weighed by criteria";
        let problem = Problem::new(Code::NoEffect, 0..0, message);
        context.report(
            problem.help(
                "the house says which of its gates hold for such deals in [gates.by-criteria]",
            ),
        );
    }
}

/// A gate on something not asked is an error; on something that does not apply, or of 0, it is nothing.
fn report_not_asked(context: &Context<'_>, deal: &Deal, gate: &gates::StatedGate, is_typed: bool) {
    let id = match gate.on {
        GateOn::Score => return,
        GateOn::Dimension(dimension) => CriterionId::Whole(dimension),
        GateOn::Criterion(id) => id,
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
