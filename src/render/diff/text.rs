//! `diff --format text`.

use anstyle::{AnsiColor, Style};

use super::input;
use super::words::{self, MOST_EXPLAINED, Moved};
use crate::contract::{DiffCandidateV2, StatusV2};
use crate::diff::MOVED;
use crate::explain::decimals;
use crate::render::sanitize::sanitize;
use crate::render::text::{BOLD, Page, padded};

/// What moved, as text.
pub fn render(all: &Moved, page: Page) -> String {
    let comparison = &all.comparison;
    let (deal, sides) = all.deal_and_sides();
    let title = format!("{deal} · {sides}");
    let mut text = format!("{BOLD}{}{BOLD:#}\n", sanitize(&title));
    if let Some(forced) = words::forced(comparison) {
        text.push_str(&page.paragraph("Note", BOLD, &forced));
    }
    text.push_str(&format!("{}\n", words::summary(comparison)));
    for note in words::notes(all) {
        text.push_str(&page.paragraph("Note", BOLD, &note));
    }
    for (place, movement) in comparison.of_status(StatusV2::Moved).enumerate() {
        text.push('\n');
        text.push_str(&moved(all, movement, place < MOST_EXPLAINED, page));
    }
    let others: String = [StatusV2::New, StatusV2::Gone]
        .into_iter()
        .flat_map(|status| comparison.of_status(status))
        .map(|movement| {
            let words = format!("{}: {}", movement.name, words::headline(movement));
            page.paragraph(words::status(movement.status), BOLD, &words)
        })
        .collect();
    let same: Vec<&DiffCandidateV2> = comparison.of_status(StatusV2::Same).collect();
    let (changed, unchanged): (Vec<_>, Vec<_>) = same.into_iter().partition(|movement| {
        movement
            .inputs
            .as_ref()
            .is_some_and(|inputs| !inputs.is_empty())
    });
    let mut rest = others;
    if !unchanged.is_empty() && comparison.moved {
        rest.push_str(&page.paragraph("same", BOLD, &words::names(&unchanged)));
    }
    for movement in changed {
        let words = format!("{}, though its input changed:", movement.name);
        rest.push_str(&page.paragraph("same", BOLD, &words));
        rest.push_str(&lines(
            page,
            input::changes(comparison, movement.inputs.as_deref().unwrap_or_default()),
        ));
    }
    if let Some(header) = comparison.inputs.as_ref().filter(|all| !all.is_empty()) {
        rest.push_str(&page.paragraph("Input", BOLD, "changed for all candidates:"));
        rest.push_str(&lines(page, input::changes(comparison, header)));
    }
    if !rest.is_empty() {
        text.push('\n');
        text.push_str(&rest);
    }
    text
}

fn moved(all: &Moved, movement: &DiffCandidateV2, is_explained: bool, page: Page) -> String {
    let points = movement.points.unwrap_or(0.0);
    let (mark, color) = if points > MOVED {
        ("up", AnsiColor::Green)
    } else if points < -MOVED {
        ("down", AnsiColor::Red)
    } else {
        ("moved", AnsiColor::Yellow)
    };
    let style: Style = color.on_default().bold();
    let words = format!("{}: {}", movement.name, words::headline(movement));
    let mut text = page.paragraph(mark, style, &words);
    if !is_explained {
        return text;
    }
    text.push_str(&lines(page, words::range(movement)));
    text.push_str(&rows(all, movement));
    text.push_str(&lines(page, movement.gates.iter().map(words::gate)));
    text.push_str(&lines(
        page,
        input::changes(
            &all.comparison,
            movement.inputs.as_deref().unwrap_or_default(),
        ),
    ));
    text
}

fn lines(page: Page, lines: impl IntoIterator<Item = String>) -> String {
    let lines = lines.into_iter();
    lines.map(|line| page.paragraph("", BOLD, &line)).collect()
}

/// What moved of a score: the dimensions and their criteria, with old and new score and the points of the
/// total.
fn rows(all: &Moved, movement: &DiffCandidateV2) -> String {
    const NAMES: usize = 40;
    let row = |name: &str, old: &str, new: &str, points: &str| {
        let name = padded(name, NAMES);
        format!("      {name} {old:>7} {new:>7} {points:>8}\n")
    };
    let mut moved = movement
        .dimensions
        .iter()
        .filter(|d| d.has_moved())
        .peekable();
    if moved.peek().is_none() {
        return String::new();
    }
    let score = |score: Option<f64>| score.map_or("-".to_owned(), |score| decimals(score, 2));
    let mut text = row("", "Old", "New", "Points");
    for dimension in moved {
        text.push_str(&row(
            &all.title(&dimension.dimension),
            &score(Some(dimension.old)),
            &score(Some(dimension.new)),
            &words::signed(dimension.points),
        ));
        for criterion in dimension.criteria.iter().filter(|c| c.has_moved()) {
            // A dimension rated as a whole has one criterion of its own name.
            if criterion.id == dimension.dimension {
                continue;
            }
            text.push_str(&row(
                &format!("  {}", all.title(&criterion.id)),
                &score(criterion.old),
                &score(criterion.new),
                &words::signed(criterion.points),
            ));
            if let Some(range) = words::criterion_range(criterion) {
                text.push_str(&format!("          {range}\n"));
            }
        }
    }
    text
}
