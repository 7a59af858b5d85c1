//! `explain deal.toml A --against B`: why one candidate is ahead of another, as text and as a comment.

use super::comment::{Comment, prose};
use super::lead::{weight_title, within};
use super::sanitize::sanitize;
use super::text::{BOLD, Page, padded};
use crate::deal::{Aggregation, Deal};
use crate::explain::{Difference, RatingChange, decimals, number, rounded, share, signed};

/// A difference of fewer points than this is a tie, the slack of every comparison.
const TIE: f64 = 1e-7;

/// The difference as text.
pub fn render(
    deal: &Deal,
    first: &str,
    second: &str,
    difference: &Difference,
    page: Page,
) -> String {
    let title = title(deal, first, second);
    let mut text = format!("{BOLD}{}{BOLD:#}\n", sanitize(&title));
    text.push_str(&page.paragraph("Lead", BOLD, &lead(first, second, difference)));
    text.push('\n');
    text.push_str(&row_text("", HEAD));
    for row in rows(deal, difference) {
        let indent = if row.is_criterion { "  " } else { "" };
        let cells = row.cells.each_ref().map(String::as_str);
        text.push_str(&row_text(&format!("{indent}{}", row.name), cells));
    }
    if deal.aggregation == Aggregation::Geometric {
        text.push_str(&page.paragraph("", BOLD, PRODUCT));
    }
    if let Some(words) = even(deal, first, second, difference) {
        text.push('\n');
        text.push_str(&page.paragraph("Even", BOLD, &words));
    }
    text
}

/// The difference as a comment.
pub fn markdown(deal: &Deal, first: &str, second: &str, difference: &Difference) -> String {
    let mut comment = Comment::new(&title(deal, first, second));
    comment.strong(&lead(first, second, difference));
    let [score, against, points] = HEAD;
    let rows = rows(deal, difference).into_iter().map(|row| {
        let name = match row.is_criterion {
            true => prose(&row.name),
            false => format!("**{}**", prose(row.name.trim())),
        };
        [name].into_iter().chain(row.cells).collect()
    });
    comment.table(&["", score, against, points], 1..4, rows);
    if deal.aggregation == Aggregation::Geometric {
        comment.paragraph(PRODUCT);
    }
    if let Some(words) = even(deal, first, second, difference) {
        comment.paragraph(&words);
    }
    comment.finish()
}

fn title(deal: &Deal, first: &str, second: &str) -> String {
    format!("{first} against {second} · {}", deal.name)
}

fn lead(first: &str, second: &str, difference: &Difference) -> String {
    let ahead = difference.points;
    let (leader, other) = match ahead {
        _ if ahead.abs() <= TIE => return format!("{first} and {second} are tied."),
        _ if ahead > 0.0 => (first, second),
        _ => (second, first),
    };
    format!(
        "{leader} is {} points ahead of {other}.",
        digits(ahead.abs())
    )
}

const PRODUCT: &str = "The score is a weighted product: the points of a dimension are its part in the difference \
                       of the logarithms, scaled so that they add up.";

/// What would make them equal; `None` where they are.
fn even(deal: &Deal, first: &str, second: &str, difference: &Difference) -> Option<String> {
    if difference.points.abs() <= TIE {
        return None;
    }
    let rating = difference
        .rating
        .map(|change| rating(deal, first, second, change));
    let weight = difference.weight.as_ref().map(|change| {
        format!(
            "with {} weighing {}{} instead of {}, the others keeping their proportions",
            weight_title(deal, change.of),
            share(change.to),
            within(deal, change.of),
            share(change.from)
        )
    });
    let changes: Vec<String> = rating.into_iter().chain(weight).collect();
    Some(match changes.as_slice() {
        [] => "No change of a single rating or weight makes them equal.".to_owned(),
        changes => format!("They would be equal {}.", changes.join("; or ")),
    })
}

/// Points with as many decimals as show that they are not 0.
fn digits(points: f64) -> String {
    if points >= 0.005 {
        decimals(points, 2)
    } else {
        number(points)
    }
}

const HEAD: [&str; 3] = ["Score", "Against", "Points"];

/// A dimension, a criterion of it, or the whole.
struct Row {
    name: String,
    is_criterion: bool,
    /// As [`HEAD`] says.
    cells: [String; 3],
}

fn rows(deal: &Deal, difference: &Difference) -> Vec<Row> {
    let hundred = |score: f64| decimals(score * 100.0, 2);
    let signed = |points: f64| signed(points, 2);
    let sum = |name: &str, points: f64| Row {
        name: name.to_owned(),
        is_criterion: false,
        cells: [String::new(), String::new(), signed(points)],
    };
    let mut rows = Vec::new();
    // A dimension of a deal by criteria may have none.
    let dimensions = difference.dimensions.iter();
    for dimension in dimensions.filter(|dimension| !dimension.criteria.is_empty()) {
        let title = deal.dimension_title(dimension.dimension);
        rows.push(sum(title, dimension.points));
        rows.extend(dimension.criteria.iter().map(|gap| Row {
            name: deal.criterion_title(gap.asked.id).to_owned(),
            is_criterion: true,
            cells: [hundred(gap.first), hundred(gap.second), signed(gap.points)],
        }));
    }
    rows.push(sum("Score", difference.points));
    rows
}

fn row_text(name: &str, [first, second, points]: [&str; 3]) -> String {
    const NAMES: usize = 34;
    let name = padded(name, NAMES);
    format!("{name} {first:>8} {second:>8} {points:>8}\n")
}

fn rating(deal: &Deal, first: &str, second: &str, change: RatingChange) -> String {
    let who = if change.of_first { first } else { second };
    let what = deal.criterion_title(change.id);
    let shown = |fraction: f64| rounded(deal.rating_words(fraction), 2);
    match change.from {
        Some(from) => {
            format!(
                "with {what} of {who} rated {} instead of {}",
                shown(change.to),
                shown(from)
            )
        }
        None => format!(
            "with {what} of {who}, not rated yet, rated {}",
            shown(change.to)
        ),
    }
}
