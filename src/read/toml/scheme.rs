//! Reads what a deal says of how it is rated and reported: reviewers, labels, coalitions, texts.

use std::ops::Range as Span;

use toml::de::DeValue;

use super::section::{Context, Section};
use super::tables::what;
use super::tree::{Entry, Value};
use crate::criteria::Relation;
use crate::deal::{Candidate, Coalition, Deal, Problem, Reviewer};
use crate::model::keys::{self, KeyTable, Range};
use crate::model::number::number;
use crate::model::{Code, Dimension, SLACK};

/// `[dimensions.ID]`.
pub(super) fn dimension_labels(context: &Context<'_>, entries: Vec<Entry<'_>>, deal: &mut Deal) {
    for entry in entries {
        let Some(dimension) = Dimension::from_id(entry.name) else {
            context.unknown_name("dimension", entry.name, entry.span, Dimension::ids());
            continue;
        };
        if let Some(table) = context.table(&what("dimension", entry.name), entry.value) {
            let mut section = Section::new(context, &keys::DIMENSION, table, entry.span);
            deal.labels[dimension] = section.name("label").map(|(label, _)| label);
            section.finish();
        }
    }
}

/// `[reviewers]`.
pub(super) fn reviewers(
    context: &Context<'_>,
    stated: Option<(Span<usize>, &Value<'_>)>,
    deal: &Deal,
) -> Vec<Reviewer> {
    let Some((key, value)) = stated else {
        return Vec::new();
    };
    let Some(table) = context.table("reviewers", value) else {
        return Vec::new();
    };
    let mut reviewers = Vec::new();
    for (name, value) in table {
        let mut reviewer = Reviewer {
            name: name.get_ref().to_string(),
            weight: 1.0,
            role: None,
            rates: None,
        };
        if let DeValue::Table(inner) = value.get_ref() {
            let mut section = Section::new(context, &keys::REVIEWER, inner, name.span());
            reviewer.weight = section.number("weight").unwrap_or(1.0);
            reviewer.role = section.text("role");
            let ids = section.texts("rates");
            section.finish();
            reviewer.rates = ids.map(|ids| {
                let mut rates = Vec::new();
                for (id, span) in ids {
                    match deal.find_criterion(&id) {
                        Some(id) => rates.push(id),
                        None => {
                            let what = "criterion or dimension in `rates`";
                            context.unknown_name(what, &id, span, deal.criterion_ids());
                        }
                    }
                }
                rates
            });
        } else {
            let weight = context.number(&what("reviewer", &reviewer.name), value, Range::WEIGHT);
            reviewer.weight = weight.unwrap_or(1.0);
        }
        reviewers.push(reviewer);
    }
    if !reviewers.is_empty() && reviewers.iter().all(|reviewer| reviewer.weight == 0.0) {
        let problem = Problem::new(Code::Weights, key, "all reviewers weigh 0");
        context.report(problem.help("give at least one a weight above 0"));
    }
    reviewers
}

/// The tables of a list of tables, each with its place.
fn tables<'a>(
    context: &'a Context<'a>,
    name: &str,
    table: &'static KeyTable,
    value: &'a Value<'a>,
) -> Vec<Section<'a, 'a>> {
    let form = format!("a list of tables, each under [[{name}]]");
    let Some(items) = context.array(name, &form, value) else {
        return Vec::new();
    };
    let tables = items.iter().filter_map(|item| {
        let entries = context.table(name, item)?;
        Some(Section::new(context, table, entries, item.span()))
    });
    tables.collect()
}

/// `[[coalitions]]`. `is_whole`: whether all candidates stand in the deal, none in a table, so that a name that is
/// none of theirs is wrong.
pub(super) fn coalitions(
    context: &Context<'_>,
    stated: Option<(Span<usize>, &Value<'_>)>,
    deal: &Deal,
    is_whole: bool,
) -> Vec<Coalition> {
    let Some((_, value)) = stated else {
        return Vec::new();
    };
    let mut coalitions: Vec<Coalition> = Vec::new();
    for mut section in tables(context, "coalitions", &keys::COALITION, value) {
        let at = section.span.clone();
        let members = section.texts("members");
        let cost = section.number("cost");
        section.finish();
        let (Some(members), Some(cost)) = (members, cost) else {
            continue;
        };
        let report = |code, message: String, help: &str| {
            context.report(Problem::new(code, at.clone(), message).help(help));
        };
        let parties = || {
            let candidates = deal
                .candidates
                .iter()
                .map(|candidate| candidate.name.as_str());
            candidates.chain([deal.organization.name.as_str()])
        };
        for (name, span) in &members {
            if is_whole && !parties().any(|party| party == name) {
                context.unknown_name("party in `members`", name, span.clone(), parties());
            }
        }
        let mut names: Vec<String> = members.into_iter().map(|(name, _)| name).collect();
        names.sort_unstable();
        let count = names.len();
        names.dedup();
        if names.len() < count {
            let message = "a party stands twice in a coalition".to_owned();
            report(Code::Duplicate, message, "name each once");
        } else if count < 2 {
            let help = "what one party would pay alone is its stand_alone_cost";
            report(
                Code::Sum,
                "a coalition has two members at least".to_owned(),
                help,
            );
        } else if coalitions.iter().any(|other| other.members == names) {
            let message = "a coalition of these members stands before".to_owned();
            report(Code::Duplicate, message, "keep one");
        } else {
            if let Some(joint) = joint_cost_of_all(deal, &names)
                && (cost - joint).abs() > SLACK * joint.max(cost)
            {
                let [joint, cost] = [joint, cost].map(number);
                let message = format!(
                    "these are all parties, and deal.cost with every extra_joint_cost is {joint}, not {cost}"
                );
                report(
                    Code::NoEffect,
                    message,
                    "leave it out: the joint cost stands for all of them",
                );
            }
            coalitions.push(Coalition {
                members: names,
                cost,
                line: context.line(&at),
            });
        }
    }
    coalitions
}

/// The joint cost of a coalition that is all parties: the organization with the one candidate that is compared, in
/// a network or a consortium with every candidate.
fn joint_cost_of_all(deal: &Deal, names: &[String]) -> Option<f64> {
    let is_named = |name: &String| names.binary_search(name).is_ok();
    let named = deal
        .candidates
        .iter()
        .filter(|candidate| is_named(&candidate.name));
    let members: Vec<&Candidate> = named.collect();
    let count = match deal.relationship.is_many_sided() {
        true => deal.candidates.len(),
        false => 1,
    };
    let is_all = members.len() == count && is_named(&deal.organization.name);
    match is_all && !members.is_empty() {
        true => Relation::new(deal, &members).joint_cost(),
        false => None,
    }
}

/// The tables that no score depends on, `[letter]` and `[[alternatives]]`: their keys are checked.
pub(super) fn unscored(file: &mut Section<'_, '_>) {
    let context = file.context;
    if let Some((_, value)) = file.take("letter")
        && let Some(table) = context.table("letter", value)
    {
        let mut section = Section::new(context, &keys::LETTER, table, value.span());
        for key in ["sender", "opening", "closing", "language"] {
            section.text(key);
        }
        section.day("deadline");
        section.finish();
    }
    if let Some((_, value)) = file.take("alternatives") {
        for mut section in tables(context, "alternatives", &keys::ALTERNATIVE, value) {
            section.name("name");
            if let Some((_, value)) = section.take("set") {
                context.table("set", value);
            }
            section.finish();
        }
    }
}
