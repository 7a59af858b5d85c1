//! What is legal in a deal and yet doubtful as a whole.

use super::header::Header;
use crate::criteria::answers;
use crate::criteria::asks::CriterionTable;
use crate::deal::{Asked, Candidate, CriterionId, Problem, Rating};
use crate::model::{Code, Dimension, Relationship};
use crate::read::slips::{of_sum, sum_near_100};

/// What no single key of the header shows: dimensions in which nothing is asked, weights that have no
/// effect.
pub(super) fn header(header: &Header) -> Vec<Problem> {
    let deal = &header.deal;
    let mut problems = Vec::new();
    let mut warn = |code, span: &std::ops::Range<usize>, message: String, help: String| {
        problems.push(Problem::new(code, span.clone(), message).help(help));
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
    let by_criteria = deal.plan.weights.is_by_criteria();
    let groups = match by_criteria {
        true => vec![None],
        false => Dimension::ALL.map(Some).to_vec(),
    };
    for group in groups {
        let of_it = header.criteria.iter().filter(|(id, table)| {
            let is_meant = group.is_none_or(|dimension| deal.dimension_of(**id) == dimension);
            is_meant && table.states_weight && table.weight.0 == table.weight.1
        });
        let tables: Vec<&CriterionTable> = of_it.map(|(_, table)| table).collect();
        let Some(first) = tables.first() else {
            continue;
        };
        if let Some(sum) = sum_near_100(tables.iter().map(|table| table.weight.0)) {
            let what = match group {
                None => "the weights of [criteria]".to_owned(),
                Some(dimension) => format!("the weights of [criteria] in {}", dimension.title()),
            };
            problems.push(of_sum(&what, sum, first.span.clone()));
        }
    }
    let mut warn = |code, span: &std::ops::Range<usize>, message: String, help: String| {
        problems.push(Problem::new(code, span.clone(), message).help(help));
    };
    for (&id, table) in &header.criteria {
        let is_gone = deal.plan.find(id).is_none() && !deal.plan.is_not_applicable(id);
        if is_gone && table.weight.1 > 0.0 {
            let id = deal.criterion_id(id);
            warn(
                Code::NoEffect,
                &table.span,
                format!("`[criteria.{id}]` has no effect: the deal does not ask it"),
                "its dimension is rated as a whole, or the facts that ask it are not there".into(),
            );
        }
    }
    problems
}

/// The ids of the criteria that count and that none of these candidates answers.
pub(super) fn unanswered_by<'a>(header: &'a Header, candidates: &[Candidate]) -> Vec<&'a str> {
    let deal = &header.deal;
    let is_answered = |asked: &Asked| {
        candidates.iter().any(|candidate| {
            // A rating without evidence that counts, or of a panel that abstains, answers nothing.
            let rating = candidate.rating(asked.id);
            rating.is_some_and(Rating::says_something)
                || answers::has_some_facts(deal, candidate, asked)
        })
    };
    deal.plan
        .asked
        .iter()
        .filter(|asked| {
            let counts = deal.plan.weights.fractions[asked.dimension] > 0.0;
            counts && asked.weight > 0.0 && !is_answered(asked)
        })
        .map(|asked| deal.criterion_id(asked.id))
        .collect()
}

/// One warning for all criteria that nobody answers, because a deal that is being written has many.
pub(super) fn unanswered(header: &Header) -> Option<Problem> {
    let unanswered = unanswered_by(header, &header.deal.candidates);
    let message = format!("no candidate answers {}", unanswered.join(", "));
    // Most have answers then, which do not count.
    let evidence = match header.deal.evidence.is_idle() {
        true => "",
        false => "what rests on no evidence that counts answers nothing; ",
    };
    // Who is to rate did not yet, or nobody passed what he wrote.
    let reviews = match header.deal.reviewers.is_empty() || header.deal.reviews.is_some() {
        true => "",
        false => "pass the review files of [reviewers] with --reviews; else ",
    };
    (!unanswered.is_empty()).then(|| {
        Problem::new(Code::Unanswered, header.span.clone(), message).help(format!(
            "{evidence}{reviews}ask them, or leave them out with `weight = 0` in `[criteria.ID]`, a dimension with 0 in \
             [weights]; a dimension in deal.rated uses no facts: take it out where they are there",
        ))
    })
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
