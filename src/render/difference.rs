//! `explain deal.toml A --against B`: why one candidate is ahead of another.

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
    let title = format!("{first} against {second} · {}", deal.name);
    let mut text = format!("{BOLD}{}{BOLD:#}\n", sanitize(&title));
    let ahead = difference.points;
    let words = if ahead.abs() <= TIE {
        format!("{first} and {second} are tied.")
    } else {
        let (leader, other) = if ahead > 0.0 {
            (first, second)
        } else {
            (second, first)
        };
        format!(
            "{leader} is {} points ahead of {other}.",
            digits(ahead.abs())
        )
    };
    text.push_str(&page.paragraph("Lead", BOLD, &words));
    text.push('\n');
    text.push_str(&rows(deal, difference));
    if deal.aggregation == Aggregation::Geometric {
        let words = "The score is a weighted product: the points of a dimension are its part in the \
                     difference of the logarithms, scaled so that they add up.";
        text.push_str(&page.paragraph("", BOLD, words));
    }
    if ahead.abs() > TIE {
        text.push('\n');
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
        let words = match changes.as_slice() {
            [] => "No change of a single rating or weight makes them equal.".to_owned(),
            changes => format!("They would be equal {}.", changes.join("; or ")),
        };
        text.push_str(&page.paragraph("Even", BOLD, &words));
    }
    text
}

/// Points with as many decimals as show that they are not 0.
fn digits(points: f64) -> String {
    if points >= 0.005 {
        decimals(points, 2)
    } else {
        number(points)
    }
}

fn rows(deal: &Deal, difference: &Difference) -> String {
    const NAMES: usize = 34;
    let row = |name: &str, first: &str, second: &str, points: &str| {
        let name = padded(name, NAMES);
        format!("{name} {first:>8} {second:>8} {points:>8}\n")
    };
    let hundred = |score: f64| decimals(score * 100.0, 2);
    let signed = |points: f64| signed(points, 2);
    let mut text = row("", "Score", "Against", "Points");
    // A dimension of a deal by criteria may have none.
    let dimensions = difference.dimensions.iter();
    for dimension in dimensions.filter(|dimension| !dimension.criteria.is_empty()) {
        text.push_str(&row(
            deal.dimension_title(dimension.dimension),
            "",
            "",
            &signed(dimension.points),
        ));
        for gap in &dimension.criteria {
            text.push_str(&row(
                &format!("  {}", deal.criterion_title(gap.asked.id)),
                &hundred(gap.first),
                &hundred(gap.second),
                &signed(gap.points),
            ));
        }
    }
    text.push_str(&row("Score", "", "", &signed(difference.points)));
    text
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
