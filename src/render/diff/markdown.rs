//! `diff --format markdown`: a comment on a pull request, or a job summary.

use super::input;
use super::words::{self, MOST_EXPLAINED, Moved};
use crate::contract::{DiffCandidateV2, StatusV2};
use crate::explain::{apart, decimals, points};
use crate::model::text::cut;
use crate::render::comment::item;
use crate::render::markdown::{self, more};
use crate::render::room::{COMMENT, fitting};
use crate::render::text::one_stop;

/// What moved, as Markdown.
pub fn render(all: &Moved) -> String {
    let comparison = &all.comparison;
    let (deal, sides) = all.deal_and_sides();
    let mut text = format!("### {}: what moved\n\n{}\n\n", escape(deal), escape(&sides));
    if let Some(forced) = words::forced(comparison) {
        text.push_str(&format!("**Forced:** {}\n\n", escape(&forced)));
    }
    text.push_str(&format!("**{}**\n", words::summary(comparison)));
    for note in words::notes(all) {
        text.push_str(&format!("\n{}\n", escape(&note)));
    }
    if comparison.moved {
        text.push_str("\n| Candidate | Score | Points | Rank | Verdict |\n");
        text.push_str("| --- | ---: | ---: | ---: | --- |\n");
        let candidates = comparison.candidates.iter();
        let moved = candidates.filter(|movement| movement.status != StatusV2::Same);
        let rows: Vec<String> = moved.map(row).collect();
        let (rows, left_out) = fitting(&rows, COMMENT / 2);
        text.push_str(&rows);
        text.push_str(&more(left_out, "candidate", ""));
        let same: Vec<&DiffCandidateV2> = comparison.of_status(StatusV2::Same).collect();
        if !same.is_empty() {
            let words = one_stop(format!("Not moved: {}.", words::names(&same)));
            text.push_str(&format!("\n{}\n", escape(&words)));
        }
    }
    let moved = comparison.of_status(StatusV2::Moved).take(MOST_EXPLAINED);
    let explained = moved.chain(comparison.of_status(StatusV2::Same));
    let mut details: Vec<String> = explained
        .filter_map(|movement| {
            let parts = parts(all, movement);
            (!parts.is_empty()).then(|| format!("\n**{}**\n\n{parts}", escape(&movement.name)))
        })
        .collect();
    if let Some(header) = comparison.inputs.as_ref().filter(|all| !all.is_empty()) {
        let lines = input::changes(comparison, header);
        let items: String = lines.iter().map(|line| item(0, line)).collect();
        details.push(format!("\n**Input changed for all candidates**\n\n{items}"));
    }
    // The line that counts what is left out must fit too.
    let room = COMMENT.saturating_sub(text.len() + 100);
    let (details, left_out) = fitting(&details, room);
    text.push_str(&details);
    text.push_str(&more(left_out, "part", " of what moved not shown"));
    text
}

fn row(movement: &DiffCandidateV2) -> String {
    let (Some(score), Some(rank), Some(verdict)) = (
        movement.score.ends(),
        movement.rank.ends(),
        movement.verdict.ends(),
    ) else {
        return String::new();
    };
    let (was, is) = if movement.score.has_moved() {
        apart(score.0 / 100.0, score.1 / 100.0)
    } else {
        (points(score.1 / 100.0), points(score.1 / 100.0))
    };
    let moved = match movement.points {
        Some(points) => words::signed(points),
        None => words::status(movement.status).to_owned(),
    };
    let score = match movement.points {
        Some(_) => words::both(&was, &is),
        None => points(score.1 / 100.0),
    };
    let rank = words::both(&rank.0.to_string(), &rank.1.to_string());
    let verdict = words::both(verdict.0, verdict.1);
    let name = escape(&movement.name);
    let [score, rank, verdict] = [score, rank, verdict].map(|words| escape(&words));
    format!("| {name} | {score} | {moved} | {rank} | {verdict} |\n")
}

/// The parts of the score that moved, the gates, and the input that changed.
fn parts(all: &Moved, movement: &DiffCandidateV2) -> String {
    let comparison = &all.comparison;
    let score = |score: Option<f64>| score.map_or("none".to_owned(), |score| decimals(score, 2));
    let mut text = String::new();
    for dimension in movement.dimensions.iter().filter(|d| d.has_moved()) {
        let was = score(Some(dimension.old));
        let is = score(Some(dimension.new));
        let moved = words::signed(dimension.points);
        let name = all.title(&dimension.dimension);
        text.push_str(&item(
            0,
            &format!("{name} {}: {moved}", words::both(&was, &is)),
        ));
        let criteria = dimension.criteria.iter().filter(|c| c.has_moved());
        for criterion in criteria.filter(|c| c.id != dimension.dimension) {
            let scores = words::both(&score(criterion.old), &score(criterion.new));
            let moved = words::criterion_range(criterion);
            let moved = moved.unwrap_or_else(|| words::signed(criterion.points));
            let title = all.title(&criterion.id);
            text.push_str(&item(1, &format!("{title} {scores}: {moved}")));
        }
    }
    let rest = words::range(movement).into_iter();
    let rest = rest.chain(movement.gates.iter().map(words::gate));
    for line in rest.chain(input::changes(
        comparison,
        movement.inputs.as_deref().unwrap_or_default(),
    )) {
        text.push_str(&item(0, &line));
    }
    text
}

/// Text that is cut where nobody reads on. Blanks at the ends would break the marks around a name.
fn escape(text: &str) -> String {
    const MOST: usize = 400;
    markdown::escape(&cut(text.trim(), MOST))
}
