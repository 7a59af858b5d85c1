//! Reads `[criteria]` and `deal.rated`, and resolves ids of criteria.

use std::collections::BTreeMap;
use std::ops::Range as Span;

use super::section::{Context, Section};
use super::tables::what;
use super::tree::{Entry, Value};
use crate::criteria::asks::{CriterionTable, Possible};
use crate::deal::{Aggregation, CriterionId, Deal, Measured, OwnCriterion, Problem};
use crate::model::keys::{self, Range};
use crate::model::weighting::Relative;
use crate::model::{Builtin, Code, Dimension, PassFail};
use crate::read::suggest;

/// `[criteria]`: weights inside a dimension, and the user's own criteria, which go into the deal.
pub(super) fn criteria(
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
        let weight = section.try_weight("weight");
        let states_weight = weight.is_some();
        let weight = weight.flatten().unwrap_or((1.0, 1.0));
        let dimension = section.one_of("dimension", Dimension::from_id);
        let about = section.text("about");
        let label = section.name("label").map(|(label, _)| label);
        let levels = levels(context, section.take("levels"), deal.rating_scale);
        let (worst, best) = (section.try_number("worst"), section.try_number("best"));
        let relative = section.one_of("relative", Relative::from_id);
        let states_own = [
            "dimension",
            "about",
            "label",
            "levels",
            "worst",
            "best",
            "relative",
        ]
        .map(|key| section.has(key));
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
            // Reports join ids with it, and one id must not read as two.
            if entry.name.contains(';') {
                report(
                    Code::Conflict,
                    format!("`{}` cannot name a criterion: it holds a `;`", entry.name),
                    "choose an id without `;`, and write the rest into `label` or `about`".into(),
                );
                continue;
            }
            let is_reserved = Dimension::from_id(entry.name).is_some()
                || PassFail::from_id(entry.name).is_some()
                || matches!(entry.name, "score" | "defaults" | "");
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
                let help = match suggest::closest(
                    entry.name,
                    Builtin::ALL.iter().map(|builtin| builtin.id()),
                ) {
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
            if relative.is_some() && (scale.is_some() || !levels.is_empty()) {
                let message = format!(
                    "`relative` of `{}` stands without `worst`, `best` and `levels`",
                    entry.name
                );
                let help =
                    "a relative criterion is set against the measures of the other candidates";
                report(Code::Conflict, message, help.into());
            }
            let Some(name) = context.symbol(entry.name) else {
                continue;
            };
            let scale = scale.map(|(worst, best)| Measured::Scale(worst, best));
            deal.own_criteria.push(OwnCriterion {
                id: entry.name.to_owned(),
                name,
                dimension: dimension.unwrap_or(Dimension::Compatibility),
                about,
                label,
                levels,
                measured: relative.map(Measured::Relative).or(scale),
            });
            CriterionId::Own(deal.own_criteria.len() as u32 - 1)
        };
        tables.insert(
            id,
            CriterionTable {
                weight,
                states_weight,
                span: entry.span,
            },
        );
    }
    tables
}

/// What each rating means, from the worst.
fn levels(
    context: &Context<'_>,
    stated: Option<(Span<usize>, &Value<'_>)>,
    scale: (f64, f64),
) -> Vec<(f64, String)> {
    let Some(table) = stated.and_then(|(_, value)| context.table("levels", value)) else {
        return Vec::new();
    };
    let range = Range::rating(scale);
    let mut levels = Vec::new();
    for (key, value) in table {
        let name: &str = key.get_ref();
        match name.parse() {
            Ok(rating) if range.holds(rating) => {
                let text = context.text(&format!("levels.{name}"), value);
                levels.extend(text.map(|text| (rating, text)));
            }
            _ => {
                let message = format!("`{name}` in `levels` is no rating {}", range.words());
                let problem = Problem::new(Code::OutOfRange, key.span(), message);
                context.report(problem.help("write { 0 = \"...\", 10 = \"...\" }"));
            }
        }
    }
    let is_falling = scale.0 > scale.1;
    levels.sort_by(|(a, _), (b, _)| match is_falling {
        true => b.total_cmp(a),
        false => a.total_cmp(b),
    });
    levels
}

/// What weights by criteria need of `[criteria]`, and of the rest of the deal.
pub(super) fn check_by_criteria(
    context: &Context<'_>,
    deal: &Deal,
    possible: &[Possible],
    tables: &BTreeMap<CriterionId, CriterionTable>,
    at: &Span<usize>,
) {
    let report = |span: &Span<usize>, message: String, help: &str| {
        let problem = Problem::new(Code::Weights, span.clone(), message);
        context.report(problem.help(help));
    };
    for (&id, table) in tables {
        if !table.states_weight {
            let message = format!("[criteria.{}] states no weight", deal.criterion_id(id));
            report(
                &table.span,
                message,
                "weights by criteria are parts of the whole: each is stated",
            );
        }
    }
    for criterion in possible.iter().filter(|criterion| criterion.weight.1 > 0.0) {
        if let (Some(reason), Some(table)) =
            (criterion.meaningless, tables.get(&criterion.asked.id))
        {
            let id = deal.criterion_id(criterion.asked.id);
            let message = format!("`{id}` does not apply: {reason}");
            report(
                &table.span,
                message,
                "a published weight cannot be dropped: take it out, or change the header",
            );
        }
    }
    if deal.aggregation == Aggregation::Geometric {
        let message = "`aggregation = \"geometric\"` does not go with weights by criteria";
        report(at, message.to_owned(), "the product is one of dimensions");
    }
}

/// `deal.rated`.
pub(super) fn rated(
    context: &Context<'_>,
    names: &[(String, Span<usize>)],
    deal: &Deal,
) -> Vec<CriterionId> {
    let mut rated: Vec<(CriterionId, &Span<usize>)> = Vec::new();
    for (name, span) in names {
        match deal.find_criterion(name) {
            None => {
                let what = "criterion or dimension";
                context.unknown_name(what, name, span.clone(), deal.criterion_ids());
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
            CriterionId::Builtin(builtin) => builtin.dimension(),
            CriterionId::Own(place) => {
                let own = &deal.own_criteria[place as usize];
                if own.measured.is_some() {
                    let message = format!(
                        "`{}` is measured, and `rated` changes nothing about that",
                        own.id
                    );
                    let problem = Problem::new(Code::NoEffect, span.clone(), message);
                    context.report(problem.help(format!(
                        "take it out; or remove `worst` and `best` of [criteria.{}] to have it rated by \
                         hand",
                        own.id
                    )));
                }
                own.dimension
            }
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
