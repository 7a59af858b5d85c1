//! `history`: how one deal came out each time that it was assessed, as text and as a comment.

mod tables;

use tables::{STEPS, course_row, courses, step_rows, steps};

use super::input::as_many_as_are_read;
use super::many::LONGEST_MARKDOWN;
use super::words::{self, Moved};
use super::{markdown as diff_markdown, text as diff_text};
use crate::contract::{ChangesV2, DiffV2, HistoryV2, NewlyLapsedV2, SideV2};
use crate::diff::ARROW;
use crate::explain::count;
use crate::model::text::cut;
use crate::render::comment::{Comment, item, prose};
use crate::render::sanitize::sanitize;
use crate::render::text::{BOLD, Page};

/// The longest evidence in a line, in characters.
const LONGEST_EVIDENCE: usize = 60;
const IN_ALL: &str = "From the first to the last";

/// The history as text.
pub fn text(history: &HistoryV2, page: Page) -> String {
    let mut text = format!("{BOLD}{}{BOLD:#}\n", sanitize(&title(history)));
    text.extend(no_lines(history).map(|note| page.paragraph("Note", BOLD, &note)));
    text.push_str(&format!(
        "\n{}\n{}",
        steps(history, page),
        courses(history, page)
    ));
    for part in parts(history) {
        text.push('\n');
        text.push_str(&match part {
            [change] if has_something(change) => change_text(history, change, page),
            same => page.paragraph("same", BOLD, &nothing_moved(same)),
        });
    }
    if let Some(overall) = overall(history) {
        text.push_str(&format!("\n{BOLD}{IN_ALL}{BOLD:#}\n"));
        text.push_str(&diff_text::render(&overall, page));
    }
    text
}

/// The history as a comment: what does not fit is left out from the end, and counted.
pub fn markdown(history: &HistoryV2) -> String {
    let mut comment = Comment::new(&title(history));
    if let Some(note) = no_lines(history) {
        comment.paragraph(&note);
    }
    let safe = |cells: Vec<String>| cells.iter().map(|cell| prose(cell)).collect();
    comment.table(&STEPS, 0..0, step_rows(history).into_iter().map(safe));
    let numbers: Vec<String> = (1..=history.steps.len()).map(|n| n.to_string()).collect();
    let head: Vec<&str> = std::iter::once("Candidate")
        .chain(numbers.iter().map(String::as_str))
        .collect();
    let rows = history.candidates.iter().map(course_row);
    comment.table(&head, 0..0, rows.map(safe));
    let mut text = comment.finish();
    let changes = parts(history).map(|part| match part {
        [change] if has_something(change) => change_markdown(history, change),
        same => prose(&nothing_moved(same)) + "\n",
    });
    let overall = overall(history);
    let overall = overall.map(|all| format!("**{IN_ALL}**\n\n{}", diff_markdown::render(&all)));
    let mut left_out = 0;
    for block in changes.chain(overall) {
        match left_out == 0 && text.len() + block.len() < LONGEST_MARKDOWN {
            true => text.push_str(&format!("\n{block}")),
            false => left_out += 1,
        }
    }
    if left_out > 0 {
        let changes = count(left_out, "comparison");
        text.push_str(&format!(
            "\n{changes} more, too long for a comment: all of it with --format json\n"
        ));
    }
    text
}

/// Why steps are not compared, and what to do: a sentence each.
pub fn refusals(history: &HistoryV2) -> impl Iterator<Item = String> {
    let diffs = history.not_compared();
    diffs.map(|diff| words::refusal(&moved(history, diff)))
}

fn title(history: &HistoryV2) -> String {
    let assessments = count(history.steps.len() as u64, "assessment");
    let summary = match history.moved {
        true => "",
        false => ": nothing moved",
    };
    format!("{} · {assessments}{summary}", history.deal)
}

/// A comparison as `diff` shows it. The days of the steps stand in their table, and not in each comparison again.
fn moved(history: &HistoryV2, diff: &DiffV2) -> Moved {
    let mut comparison = diff.clone();
    comparison.options_differ.retain(|option| !is_day(option));
    Moved {
        comparison,
        labels: history.labels.clone(),
        is_listed: true,
    }
}

/// What moved in all; `None` where one comparison says it, or nothing moved in all.
fn overall(history: &HistoryV2) -> Option<Moved> {
    let is_more = history
        .changes
        .iter()
        .filter(|change| change.diff.moved)
        .count()
        > 1;
    is_more.then(|| moved(history, &history.overall))
}

/// That what moved has no lines, once for all.
fn no_lines(history: &HistoryV2) -> Option<String> {
    let mut changes = history.changes.iter();
    changes.find_map(|change| words::no_lines(&change.diff))
}

/// Each change that says something, and as one those in a row that do not.
fn parts(history: &HistoryV2) -> impl Iterator<Item = &[ChangesV2]> {
    let changes = &history.changes;
    changes.chunk_by(|one, next| !has_something(one) && !has_something(next))
}

fn has_something(change: &ChangesV2) -> bool {
    let diff = &change.diff;
    let is_asked_alike = diff.newly_asked.is_empty() && diff.no_longer_asked.is_empty();
    diff.moved
        || diff.forced
        || !is_asked_alike
        || diff.options_differ.iter().any(|option| !is_day(option))
        || !change.rules.is_empty()
        || !change.lapsed.is_empty()
}

/// Whether it says that the days of the assessments differ, which the table of steps shows.
fn is_day(option: &str) -> bool {
    option.starts_with("--as-of ")
}

/// `q1.json -> q4.json: nothing moved, in 4 assessments`.
fn nothing_moved(same: &[ChangesV2]) -> String {
    let path = |side: Option<&SideV2>| side.map_or("", |side| &side.path).to_owned();
    let old = path(same.first().and_then(|change| change.diff.old.as_ref()));
    let new = path(same.last().and_then(|change| change.diff.new.as_ref()));
    let assessments = count(same.len() as u64 + 1, "assessment");
    match same.len() {
        1 => format!("{old} {ARROW} {new}: nothing moved"),
        _ => format!("{old} {ARROW} {new}: nothing moved, in {assessments}"),
    }
}

/// What else the reader must know of two steps.
fn notes(moved: &Moved, change: &ChangesV2) -> Vec<String> {
    let rules = (!change.rules.is_empty()).then(|| {
        format!(
            "Rules of the deal moved between the two, as their seals say: {}.",
            change.rules.join(", ")
        )
    });
    let options = words::other_options(&moved.comparison);
    rules.into_iter().chain(options).collect()
}

fn change_text(history: &HistoryV2, change: &ChangesV2, page: Page) -> String {
    let moved = moved(history, &change.diff);
    let mut text = diff_text::render(&moved, page);
    let ended = ended(change);
    let ended = ended.iter().map(|line| page.paragraph("ended", BOLD, line));
    let notes = notes(&moved, change);
    let notes = notes.iter().map(|note| page.paragraph("Note", BOLD, note));
    let rest: String = ended.chain(notes).collect();
    if !rest.is_empty() {
        text.push('\n');
    }
    text + &rest
}

fn change_markdown(history: &HistoryV2, change: &ChangesV2) -> String {
    let moved = moved(history, &change.diff);
    let mut text = diff_markdown::render(&moved);
    let ended: String = ended(change).iter().map(|line| item(0, line)).collect();
    if !ended.is_empty() {
        text.push_str(&format!("\n**Evidence that ended**\n\n{ended}"));
    }
    for note in notes(&moved, change) {
        text.push_str(&format!("\n{}\n", prose(&note)));
    }
    text
}

/// The evidence that ended between two steps, a line each.
fn ended(change: &ChangesV2) -> Vec<String> {
    as_many_as_are_read(change.lapsed.iter().map(lapsed).collect())
}

/// `Alpha: track_record counted until 2026-06-30 · audit (moves track_record)`.
fn lapsed(one: &NewlyLapsedV2) -> String {
    let evidence = &one.lapsed.evidence;
    let whose = one.lapsed.reviewer.as_ref();
    let whose = whose.map_or(String::new(), |reviewer| format!(" by {reviewer}"));
    let mut words = format!("{}: {}{whose}", one.candidate, one.lapsed.key);
    words.push_str(" counted");
    if let Some(until) = &evidence.until {
        words.push_str(&format!(" until {until}"));
    }
    if let Some(what) = evidence.text.as_ref().or(evidence.by.as_ref()) {
        words.push_str(&format!(" · {}", cut(what, LONGEST_EVIDENCE)));
    }
    if !one.moves.is_empty() {
        words.push_str(&format!(" (moves {})", one.moves.join(", ")));
    }
    words
}
