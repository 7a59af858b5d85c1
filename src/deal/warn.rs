//! What is legal in a deal and yet doubtful as a whole.

use super::answers;
use super::facts::CriterionId;
use super::header::Header;
use super::plan::Asked;
use super::problem::Problem;
use super::section::Context;
use crate::model::{Code, Dimension, Relationship};

/// Warns of what no single key shows: dimensions in which nothing is asked, criteria that nobody
/// answers, weights that have no effect.
pub(super) fn all(context: &Context<'_>, header: &Header) {
    let deal = &header.deal;
    let warn = |code, span: &std::ops::Range<usize>, message: String, help: String| {
        context.report(Problem::new(code, span.clone(), message).help(help));
    };
    for dimension in Dimension::ALL {
        let whole = CriterionId::Whole(dimension);
        // A dimension of weight 0 takes no part.
        let counts = deal.plan.weights.fractions[dimension] > 0.0;
        if counts && deal.plan.is_whole(dimension) && !header.rated.contains(&whole) {
            warn(
                Code::NothingAsked,
                &header.span,
                format!(
                    "the deal asks nothing in {}, so it is rated as a whole",
                    dimension.title()
                ),
                format!(
                    "{}; or add \"{}\" to deal.rated to say that this is meant",
                    what_to_add(deal.relationship, dimension),
                    dimension.id()
                ),
            );
        }
    }
    let is_answered = |asked: &Asked| {
        deal.candidates.iter().any(|candidate| {
            candidate.rating(asked.id).is_some() || answers::has_some_facts(deal, candidate, asked)
        })
    };
    // One warning for all, because a deal that is being written has many.
    let unanswered: Vec<&str> = deal
        .plan
        .asked
        .iter()
        .filter(|asked| {
            let counts = deal.plan.weights.fractions[asked.dimension] > 0.0;
            counts && asked.weight > 0.0 && !is_answered(asked)
        })
        .map(|asked| deal.criterion_id(asked.id))
        .collect();
    if !unanswered.is_empty() {
        warn(
            Code::Unanswered,
            &header.span,
            format!("no candidate answers {}", unanswered.join(", ")),
            "ask them, or leave them out with `weight = 0` in `[criteria.ID]`, a dimension in \
             [weights]; a dimension in deal.rated uses no facts: take it out where they are there"
                .into(),
        );
    }
    for (&id, table) in &header.criteria {
        let is_gone = deal.plan.find(id).is_none() && !deal.plan.is_not_applicable(id);
        if is_gone && table.weight > 0.0 {
            let id = deal.criterion_id(id);
            warn(
                Code::NoEffect,
                &table.span,
                format!("`[criteria.{id}]` has no effect: the deal does not ask it"),
                "its dimension is rated as a whole, or the facts that ask it are not there".into(),
            );
        }
    }
}

/// What makes a deal ask something in a dimension.
fn what_to_add(relationship: Relationship, dimension: Dimension) -> String {
    match dimension {
        Dimension::Complementarity => "add [needs] or [target_markets]".into(),
        Dimension::CostSharing => {
            "add deal.cost with organization.stand_alone_cost or deal.benefit".into()
        }
        _ => format!(
            "give a criterion of it a weight above 0 in this {}",
            relationship.title()
        ),
    }
}
