//! `fit`: which form of relationship suits a deal, as text and as a comment.

use comfy_table::{Cell, Table, presets};

use super::comment::{Comment, prose};
use super::sanitize::sanitize;
use super::text::{BOLD, Page};
use super::words::{seal_line, seal_sentence};
use crate::deal::Deal;
use crate::explain::{fit_reading, list};
use crate::fit::{Form, StoppingGate};
use crate::model::Flag;

/// The five forms as text.
pub fn render(deal: &Deal, forms: &[Form], page: Page) -> String {
    let mut text = format!("{BOLD}{}{BOLD:#}\n\n", sanitize(&title(deal)));
    text.push_str(&table(deal, forms));
    text.push('\n');
    text.push_str(&page.paragraph("Fit", BOLD, &fit_reading(deal, forms)));
    for words in sentences(deal, forms) {
        text.push_str(&page.paragraph("", BOLD, &words));
    }
    text + &seal_line(deal)
}

/// The five forms as a comment.
pub fn markdown(deal: &Deal, forms: &[Form]) -> String {
    let mut comment = Comment::new(&title(deal));
    comment.strong(&fit_reading(deal, forms));
    comment.paragraph(&seal_sentence(deal));
    let rows = forms.iter().map(|form| cells(deal, form));
    let rows = rows.map(|cells| cells.map(|cell| prose(&cell)).to_vec());
    comment.table(&HEAD, 0..0, rows);
    comment.paragraph(PROPOSED);
    for words in sentences(deal, forms) {
        comment.paragraph(&words);
    }
    comment.finish()
}

fn title(deal: &Deal) -> String {
    let proposed = deal.relationship.title();
    format!("{} · proposed as a {proposed}", deal.name)
}

/// What is found of the leader in all forms, and in single ones.
fn sentences(deal: &Deal, forms: &[Form]) -> Vec<String> {
    let mut sentences = Vec::new();
    let found: Vec<Found<'_>> = forms.iter().map(Found::of).collect();
    let everywhere = Found::common(&found);
    if let Some(words) = everywhere.as_ref().and_then(Found::words) {
        sentences.push(format!("In every form {words}."));
    }
    // Forms of which the same is found stand together.
    let mut rest: Vec<(String, Vec<String>)> = Vec::new();
    for (form, found) in forms.iter().zip(&found) {
        let Some(words) = found.without(everywhere.as_ref()).words() else {
            continue;
        };
        let title = format!("a {}", form.relationship.title());
        match rest.iter_mut().find(|(other, _)| *other == words) {
            Some((_, titles)) => titles.push(title),
            None => rest.push((words, vec![title])),
        }
    }
    for (words, titles) in &rest {
        let titles: Vec<&str> = titles.iter().map(String::as_str).collect();
        sentences.push(format!("As {}, {words}.", list(&titles, "or")));
    }
    if !deal.plan.weights.is_by_criteria() {
        sentences.push(
            "Scores under different forms answer different questions and are not compared."
                .to_owned(),
        );
    }
    sentences
}

/// What is found of the first leader of a form.
struct Found<'a> {
    who: &'a str,
    /// What it fails on, is open on, is flagged.
    parts: [Vec<&'a str>; 3],
}

impl<'a> Found<'a> {
    fn of(form: &'a Form) -> Self {
        Self {
            who: form.leaders.first().map_or("nobody", String::as_str),
            parts: [
                titles(&form.fails),
                titles(&form.open),
                form.drawbacks().map(Flag::id).collect(),
            ],
        }
    }

    /// What all forms have in common; none where they have several leaders.
    fn common(all: &[Self]) -> Option<Self> {
        let [first, rest @ ..] = all else {
            return None;
        };
        if rest.is_empty() || rest.iter().any(|other| other.who != first.who) {
            return None;
        }
        let parts = [0, 1, 2].map(|part| {
            let shared = first.parts[part].iter();
            let shared = shared.filter(|what| rest.iter().all(|o| o.parts[part].contains(what)));
            shared.copied().collect()
        });
        let who = first.who;
        Some(Self { who, parts })
    }

    /// The rest beside what is said already.
    fn without(&self, said: Option<&Self>) -> Self {
        let parts = [0, 1, 2].map(|part| {
            let all = self.parts[part].iter();
            let rest = all.filter(|what| said.is_none_or(|said| !said.parts[part].contains(what)));
            rest.copied().collect()
        });
        let who = self.who;
        Self { who, parts }
    }

    fn words(&self) -> Option<String> {
        let [fails, open, flagged] = &self.parts;
        let parts = [
            ("fails on ", fails),
            ("is open on ", open),
            ("is flagged ", flagged),
        ];
        let parts = parts.iter().filter(|(_, what)| !what.is_empty());
        let parts: Vec<String> = parts
            .map(|(says, what)| format!("{says}{}", what.join(", ")))
            .collect();
        (!parts.is_empty()).then(|| format!("{} {}", self.who, parts.join("; ")))
    }
}

fn titles(gates: &[StoppingGate]) -> Vec<&str> {
    gates.iter().map(|gate| gate.title.as_str()).collect()
}

const HEAD: [&str; 5] = ["Form", "Objectives", "Horizon", "Leads", "Verdict"];
const PROPOSED: &str = "* as proposed";

fn cells(deal: &Deal, form: &Form) -> [String; 5] {
    let proposed = if form.is_proposed { " *" } else { "" };
    let horizon = match form.suits_horizon {
        None => "not stated",
        Some(true) => "suits",
        Some(false) => "does not suit",
    };
    [
        format!("{}{proposed}", form.relationship.title()),
        format!("{} of {}", form.objectives.len(), deal.objectives.len()),
        horizon.to_owned(),
        form.leaders.join(" = "),
        form.verdict.id().to_owned(),
    ]
}

fn table(deal: &Deal, forms: &[Form]) -> String {
    let mut table = Table::new();
    table.load_style(presets::NOTHING);
    table.set_header(HEAD.map(Cell::new));
    for form in forms {
        table.add_row(cells(deal, form).map(|cell| Cell::new(sanitize(&cell))));
    }
    for column in table.column_iter_mut() {
        column.set_padding((0, 2));
    }
    let lines: Vec<String> = table
        .lines()
        .map(|line| line.trim_end().to_owned())
        .collect();
    format!("{}\n{PROPOSED}\n", lines.join("\n"))
}
