//! Reads `[weights]`: five numbers, an order, or comparisons.

use std::ops::Range as Span;

use super::section::{Context, Section};
use super::tree::Value;
use crate::deal::{Problem, WeightSource, Weights};
use crate::model::keys::{self, Range};
use crate::model::number::{decimals, typed};
use crate::model::weighting::{self, Comparisons, Judgement, Method, Vary};
use crate::model::{ByDimension, Code, Dimension, Relationship};
use crate::read::slips::{of_sum, sum_near_100};

/// The weights of a relationship type.
pub(super) fn by_type(relationship: Relationship) -> Weights {
    let order = relationship.order();
    weights(
        weighting::from_order(order, Method::default()),
        WeightSource::Type,
    )
}

fn weights(fractions: ByDimension<f64>, source: WeightSource) -> Weights {
    Weights {
        order: weighting::to_order(&fractions),
        fractions,
        source,
        ranges: None,
        vary: Vary::default(),
    }
}

/// Reads `[weights]`; by type where it is not there or wrong. Weights by criteria follow once these are known.
pub(super) fn read(file: &mut Section<'_, '_>, relationship: Relationship) -> Weights {
    let context = file.context;
    let stated = file.take("weights").and_then(|(key, value)| {
        let table = context.table("weights", value)?;
        let mut section = Section::new(context, &keys::WEIGHTS, table, value.span());
        let vary = section.one_of("vary", Vary::from_id);
        let stated = stated(&mut section, key);
        section.finish();
        let stated = stated.unwrap_or_else(|| by_type(relationship));
        let is_published = stated.is_by_criteria();
        let usual = if is_published {
            Vary::None
        } else {
            Vary::Order
        };
        Some(Weights {
            vary: vary.unwrap_or(usual),
            ..stated
        })
    });
    stated.unwrap_or_else(|| by_type(relationship))
}

fn stated(section: &mut Section<'_, '_>, key: Span<usize>) -> Option<Weights> {
    let context = section.context;
    let numbers = Dimension::ALL.map(|d| section.try_weight(d.id()));
    let method = section.one_of("method", Method::from_id);
    let has_method = section.has("method");
    let order = section.take("order");
    let pairwise = section.take("pairwise");
    let by = section.one_of("by", |id| (id == "criteria").then_some(()));
    let has_by = section.has("by");
    let report = |message: &str, help: &str| {
        context.report(Problem::new(Code::Weights, key.clone(), message).help(help));
        None
    };
    let has_numbers = numbers.iter().any(Option::is_some);
    if [has_numbers, order.is_some(), pairwise.is_some(), has_by]
        .iter()
        .filter(|&&has| has)
        .count()
        > 1
    {
        let help = "keep one of: five numbers, `order`, `pairwise`, `by`";
        return report("[weights] says it in more than one way", help);
    }
    if has_method && order.is_none() {
        return report(
            "`method` needs an `order`",
            "add `order`, or remove `method`",
        );
    }
    if by.is_some() {
        return Some(weights(ByDimension::default(), WeightSource::Criteria));
    }
    if let Some((_, value)) = order {
        let order = read_order(context, value)?;
        let method = method.unwrap_or_default();
        return Some(weights(
            weighting::from_order(&order, method),
            WeightSource::Order(method),
        ));
    }
    if let Some((key, value)) = pairwise {
        let judgement = weighting::from_comparisons(&read_pairwise(context, &key, value)?);
        warn_inconsistent(context, key, &judgement);
        return Some(weights(
            judgement.weights,
            WeightSource::Pairwise(judgement),
        ));
    }
    if !has_numbers {
        return None;
    }
    let missing: Vec<&str> = Dimension::ALL
        .into_iter()
        .filter(|&d| numbers[d as usize].is_none())
        .map(Dimension::id)
        .collect();
    if !missing.is_empty() {
        let message = format!("[weights] lacks {}", missing.join(", "));
        return report(&message, "give all five; 0 leaves a dimension out");
    }
    // Never judge a sum of which a part could not be read.
    let numbers: Vec<(f64, f64)> = numbers.into_iter().collect::<Option<Option<_>>>()??;
    let has_range = numbers.iter().any(|(low, high)| low != high);
    if let Some(sum) = sum_near_100(numbers.iter().map(|(low, _)| *low)).filter(|_| !has_range) {
        context.report(of_sum("the weights", sum, key.clone()));
    }
    let Some(spread) = weighting::spread(&numbers) else {
        return report(
            "all weights are 0",
            "give at least one dimension a weight above 0",
        );
    };
    let fractions = ByDimension::of(|dimension| spread.shares[dimension as usize]);
    let ranges = spread.ranges;
    Some(Weights {
        ranges: ranges.map(|ranges| ByDimension::of(|dimension| ranges[dimension as usize])),
        ..weights(fractions, WeightSource::Numbers)
    })
}

/// Above this consistency ratio comparisons should be revised (Saaty 1980).
const MOST_INCONSISTENT: f64 = 0.10;

fn warn_inconsistent(context: &Context<'_>, key: Span<usize>, judgement: &Judgement) {
    if judgement.consistency_ratio <= MOST_INCONSISTENT {
        return;
    }
    let [a, b, c] = judgement.worst_triple.map(Dimension::id);
    let message = format!(
        "the comparisons contradict one another: consistency ratio {}, advised is 0.10 at most",
        decimals(judgement.consistency_ratio, 3)
    );
    let help = format!("look first at {a}, {b} and {c}, which contradict one another most");
    context.report(Problem::new(Code::Inconsistent, key, message).help(help));
}

/// An order of importance: a list of lists that names every dimension once.
fn read_order(context: &Context<'_>, value: &Value<'_>) -> Option<Vec<Vec<Dimension>>> {
    const FORM: &str = "a list of lists of dimensions, most important first";
    let mut seen: Vec<Dimension> = Vec::new();
    let mut is_valid = true;
    let mut order = Vec::new();
    for tier in context.array("order", FORM, value)?.iter() {
        let mut dimensions = Vec::new();
        let Some(names) = context.array("order", FORM, tier) else {
            is_valid = false;
            continue;
        };
        for name in names.iter() {
            let Some(text) = context.text("order", name) else {
                is_valid = false;
                continue;
            };
            match Dimension::from_id(&text) {
                None => {
                    let known = Dimension::ALL.map(Dimension::id);
                    context.unknown_name("dimension", &text, name.span(), known);
                    is_valid = false;
                }
                Some(dimension) if seen.contains(&dimension) => {
                    let message = format!("`{text}` stands twice in the order");
                    context.report(Problem::new(Code::Duplicate, name.span(), message));
                    is_valid = false;
                }
                Some(dimension) => {
                    seen.push(dimension);
                    dimensions.push(dimension);
                }
            }
        }
        if names.is_empty() {
            let problem = Problem::new(Code::Empty, tier.span(), "an empty tier in the order");
            context.report(problem.help("remove the empty list"));
            is_valid = false;
        }
        order.push(dimensions);
    }
    if is_valid && seen.len() < Dimension::ALL.len() {
        let missing = Dimension::ALL
            .into_iter()
            .filter(|d| !seen.contains(d))
            .map(Dimension::id);
        let message = format!("the order lacks {}", missing.collect::<Vec<_>>().join(", "));
        let problem = Problem::new(Code::Weights, value.span(), message);
        context.report(problem.help("name every dimension once, tied ones in one inner list"));
        is_valid = false;
    }
    is_valid.then_some(order)
}

/// Ten comparisons `"a/b" = ratio`, each pair of dimensions once.
fn read_pairwise(
    context: &Context<'_>,
    key: &Span<usize>,
    value: &Value<'_>,
) -> Option<Comparisons> {
    let mut matrix: [[Option<f64>; 5]; 5] = [[None; 5]; 5];
    let mut is_valid = true;
    for (name, ratio) in context.table("pairwise", value)? {
        let mut reject = |problem: Problem| {
            context.report(problem);
            is_valid = false;
        };
        let problem = |code, message: String| Problem::new(code, name.span(), message);
        let text: &str = name.get_ref();
        let Some((a, b)) = text.split_once('/') else {
            let message = format!("`{text}` compares nothing");
            reject(
                problem(Code::UnknownName, message).help("write \"compatibility/commitment\" = 3"),
            );
            continue;
        };
        let mut pair = Vec::new();
        for side in [a.trim(), b.trim()] {
            match Dimension::from_id(side) {
                Some(dimension) => pair.push(dimension as usize),
                None => {
                    let known = Dimension::ALL.map(Dimension::id);
                    context.unknown_name("dimension", side, name.span(), known);
                    is_valid = false;
                }
            }
        }
        let ratio = context.number(text, ratio, Range::RATIO);
        let (&[i, j], Some(ratio)) = (pair.as_slice(), ratio) else {
            is_valid = false;
            continue;
        };
        let mut reject = |problem: Problem| {
            context.report(problem);
            is_valid = false;
        };
        if i == j && ratio != 1.0 {
            let message = format!("`{text}` compares a dimension with itself, which is 1");
            reject(problem(Code::Weights, message));
        } else if matrix[i][j].is_some_and(|other| (other / ratio - 1.0).abs() > 0.02) {
            let message = format!("`{text}` contradicts the comparison the other way round");
            let help = format!(
                "the one must be 1 / the other: remove one; here 1/{}",
                typed(ratio)
            );
            reject(problem(Code::Weights, message).help(help));
        } else if matrix[i][j].is_none() {
            matrix[i][j] = Some(ratio);
            matrix[j][i] = Some(1.0 / ratio);
        }
    }
    let mut missing = Vec::new();
    for (i, a) in Dimension::ALL.into_iter().enumerate() {
        matrix[i][i] = Some(1.0);
        for (j, b) in Dimension::ALL.into_iter().enumerate().skip(i + 1) {
            if matrix[i][j].is_none() {
                missing.push(format!("\"{}/{}\"", a.id(), b.id()));
            }
        }
    }
    if is_valid && !missing.is_empty() {
        let message = format!("`pairwise` lacks {}", missing.join(", "));
        let problem = Problem::new(Code::Weights, key.clone(), message);
        context.report(problem.help("compare every two dimensions: ten comparisons"));
        is_valid = false;
    }
    is_valid.then(|| matrix.map(|row| row.map(|ratio| ratio.unwrap_or(1.0))))
}

#[cfg(test)]
mod tests {
    use crate::criteria::testing;
    use crate::model::ByDimension;

    fn fractions(weights: &str) -> ByDimension<f64> {
        let header = format!("organization.name = 'o'\n[weights]\n{weights}\n");
        testing::deal("network", &header, "").plan.weights.fractions
    }

    /// The middles, 30 + 25 + 20 + 10 + 10, lack 5 of 100, and the ranges have room for 10 and 5 more: a third and two
    /// thirds of it.
    #[test]
    fn what_lacks_to_the_whole_goes_where_there_is_room() {
        let found = fractions(
            "compatibility = [20, 40]\ncomplementarity = 25\nrisk_sharing = 20\ncost_sharing = [5, 15]\n\
             commitment = 10",
        );
        let exact = [30.0 + 10.0 / 3.0, 25.0, 20.0, 10.0 + 5.0 / 3.0, 10.0];
        for (found, exact) in found.0.iter().zip(exact) {
            assert!(
                (found - exact / 100.0).abs() < 1e-12,
                "{found} is not {exact}%"
            );
        }
    }

    /// Of 2, 1, 1, 1 and [0, 2] nothing is near 100, and 6 not near 1, so the middles are what counts.
    #[test]
    fn middles_that_sum_to_no_round_whole_are_the_weights() {
        let found = fractions(
            "compatibility = 2\ncomplementarity = 1\nrisk_sharing = 1\ncost_sharing = 1\ncommitment = [0, 2]",
        );
        assert_eq!(
            found.0,
            [2.0, 1.0, 1.0, 1.0, 1.0].map(|weight| weight / 6.0)
        );
    }
}
