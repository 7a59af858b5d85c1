//! `explain deal.toml NAME --format text`.

use anstyle::Style;

use super::words::{self, Row, Subject};
use crate::render::sanitize::sanitize;
use crate::render::text::{BOLD, Page, mark, padded};
use crate::render::words::seal_line;

/// The width of the column of names.
const NAMES: usize = 34;

/// The explanation as text.
pub fn render(subject: &Subject<'_>, page: Page) -> String {
    let plain = |mark: &'static str, lines: Vec<String>| -> Vec<(&'static str, String)> {
        lines.into_iter().map(|line| (mark, line)).collect()
    };
    let sections = [
        heading(subject, page),
        arithmetic(subject, page),
        section("Gates", &words::gates(subject), page),
        section("Flags", &plain("flag", words::flags(subject)), page),
        section("Reviewers", &plain("", subject.reviewers.clone()), page),
        section("Terms", &plain("", words::terms(subject)), page),
        section(
            "What to find out next",
            &plain("ask", words::asks(subject)),
            page,
        ),
    ];
    let sections: Vec<String> = sections
        .into_iter()
        .filter(|text| !text.is_empty())
        .collect();
    sections.join("\n") + "\n" + &seal_line(subject.relation.deal)
}

fn heading(subject: &Subject<'_>, page: Page) -> String {
    let (mark, style) = mark(subject.evaluation.verdict);
    format!(
        "{BOLD}{}{BOLD:#}\n{}",
        sanitize(&words::title(subject)),
        page.paragraph(mark, style, &words::standing(subject))
    )
}

/// Lines with their marks under a heading; nothing without lines.
fn section(heading: &str, lines: &[(&str, String)], page: Page) -> String {
    if lines.is_empty() {
        return String::new();
    }
    let lines = lines.iter();
    let lines = lines.map(|(mark, words)| page.paragraph(mark, Style::new(), words));
    format!("{BOLD}{heading}{BOLD:#}\n{}", lines.collect::<String>())
}

fn arithmetic(subject: &Subject<'_>, page: Page) -> String {
    let (last, meaning) = words::last_column(subject);
    let mut text = cells("", ["Score", "Weight", last, ""]);
    for row in words::rows(subject) {
        text.push_str(&row_text(&row, page));
    }
    text.push_str(&format!("{meaning}\n"));
    text
}

fn row_text(row: &Row, page: Page) -> String {
    let rest = [&row.score, &row.weight, &row.points, &row.reach].map(String::as_str);
    let Some(detail) = &row.detail else {
        return cells(&row.name, rest);
    };
    let mut text = cells(&format!("  {}", row.name), rest);
    // A long formula reads better with a line for each of its parts.
    let parts = match textwrap::core::display_width(detail) > 2 * page.width {
        true => detail.split("; ").collect(),
        false => vec![detail.as_str()],
    };
    let reasons = row.reasons.iter().map(String::as_str);
    for part in parts.into_iter().chain(reasons) {
        text.push_str(&page.paragraph("", BOLD, part));
    }
    text
}

fn cells(name: &str, [score, weight, points, rest]: [&str; 4]) -> String {
    let name = padded(name, NAMES);
    let row = format!("{name} {score:>7} {weight:>8} {points:>8}  {rest}");
    format!("{}\n", row.trim_end())
}
