//! `fit --format text`: which form of relationship suits a deal.

use comfy_table::{Cell, Table, presets};

use super::sanitize::sanitize;
use super::text::{BOLD, Page};
use crate::deal::Deal;
use crate::explain::fit_reading;
use crate::fit::{Form, StoppingGate};
use crate::model::Flag;

/// The five forms as text.
pub fn render(deal: &Deal, forms: &[Form], page: Page) -> String {
    let title = format!(
        "{} · proposed as a {}",
        deal.name,
        deal.relationship.title()
    );
    let mut text = format!("{BOLD}{}{BOLD:#}\n\n", sanitize(&title));
    text.push_str(&table(deal, forms));
    text.push('\n');
    text.push_str(&page.paragraph("Fit", BOLD, &fit_reading(deal, forms)));
    for form in forms {
        let drawbacks: Vec<&str> = form.drawbacks().map(Flag::id).collect();
        let parts: Vec<String> = [
            ("fails on ", titles(&form.fails)),
            ("is open on ", titles(&form.open)),
            ("is flagged ", drawbacks.join(", ")),
        ]
        .iter()
        .filter(|(_, what)| !what.is_empty())
        .map(|(says, what)| format!("{says}{what}"))
        .collect();
        if !parts.is_empty() {
            let title = form.relationship.title();
            let who = form.leaders.first().map_or("nobody", String::as_str);
            let words = format!("As a {title}, {who} {}.", parts.join("; "));
            text.push_str(&page.paragraph("", BOLD, &words));
        }
    }
    text.push_str(&page.paragraph(
        "",
        BOLD,
        "Scores under different forms answer different questions and are not compared.",
    ));
    text
}

fn titles(gates: &[StoppingGate]) -> String {
    let titles: Vec<&str> = gates.iter().map(|gate| gate.title.as_str()).collect();
    titles.join(", ")
}

fn table(deal: &Deal, forms: &[Form]) -> String {
    let mut table = Table::new();
    table.load_style(presets::NOTHING);
    table.set_header(["Form", "Objectives", "Horizon", "Leads", "Verdict"].map(Cell::new));
    for form in forms {
        let proposed = if form.is_proposed { " *" } else { "" };
        let horizon = match form.suits_horizon {
            None => "not stated",
            Some(true) => "suits",
            Some(false) => "does not suit",
        };
        table.add_row(
            [
                format!("{}{proposed}", form.relationship.title()),
                format!("{} of {}", form.objectives.len(), deal.objectives.len()),
                horizon.to_owned(),
                sanitize(&form.leaders.join(" = ")).into_owned(),
                form.verdict.id().to_owned(),
            ]
            .map(Cell::new),
        );
    }
    for column in table.column_iter_mut() {
        column.set_padding((0, 2));
    }
    let lines: Vec<String> = table
        .lines()
        .map(|line| line.trim_end().to_owned())
        .collect();
    format!("{}\n* as proposed\n", lines.join("\n"))
}
