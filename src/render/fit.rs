//! `fit`: which form of relationship suits a deal, in words, as a table and as JSON.

use comfy_table::{Cell, Table, presets};
use serde::Serialize;

use super::sanitize::sanitize;
use super::text::{BOLD, Page, list};
use crate::deal::Deal;
use crate::fit::{Form, Stopped};
use crate::model::{Flag, Relationship};

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
    text.push_str(&page.paragraph("Fit", BOLD, &reading(deal, forms)));
    for form in forms {
        let drawbacks: Vec<&str> = drawbacks(form).map(Flag::id).collect();
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
            let (title, who) = (form.relationship.title(), &form.leaders[0]);
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

fn titles(gates: &[Stopped]) -> String {
    let titles: Vec<&str> = gates.iter().map(|gate| gate.title.as_str()).collect();
    titles.join(", ")
}

/// The flags that are not failed gates.
fn drawbacks(form: &Form) -> impl Iterator<Item = Flag> {
    form.flags
        .iter()
        .copied()
        .filter(|flag| !matches!(flag, Flag::Gate(_)))
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

/// The forms that the deal's objectives and horizon point to.
fn pointed_to(forms: &[Form]) -> Vec<&Form> {
    let suits = |form: &&Form| form.suits_horizon != Some(false);
    let most = forms
        .iter()
        .filter(suits)
        .map(|form| form.objectives.len())
        .max()
        .unwrap_or(0);
    forms
        .iter()
        .filter(suits)
        .filter(|form| most > 0 && form.objectives.len() == most)
        .collect()
}

/// The reading in words.
fn reading(deal: &Deal, forms: &[Form]) -> String {
    let mut sentences = Vec::new();
    let pointed = pointed_to(forms);
    match pointed.as_slice() {
        [] if deal.objectives.is_empty() => {
            sentences
                .push("The deal states no objectives, so nothing points to a form.".to_owned());
        }
        [] => sentences.push("No form suits both the objectives and the horizon.".to_owned()),
        [first, ..] => {
            let titles: Vec<String> = pointed
                .iter()
                .map(|form| format!("a {}", form.relationship.title()))
                .collect();
            let titles: Vec<&str> = titles.iter().map(String::as_str).collect();
            let count = count(first.objectives.len(), deal.objectives.len());
            let horizon = if first.suits_horizon.is_some() {
                " and the horizon"
            } else {
                ""
            };
            let points = if first.objectives.len() == 1 && horizon.is_empty() {
                "points"
            } else {
                "point"
            };
            let mut sentence = format!("{count}{horizon} {points} to {}", list(&titles, "or"));
            if let [one] = pointed.as_slice() {
                sentence.push_str(&drawback_words(one));
            }
            sentences.push(sentence + ".");
        }
    }
    let proposed = forms.iter().find(|form| form.is_proposed);
    if let Some(proposed) = proposed
        && !pointed.is_empty()
        && !pointed.iter().any(|form| form.is_proposed)
    {
        let horizon = match proposed.suits_horizon {
            Some(false) => "; its horizon does not suit",
            _ => "",
        };
        sentences.push(format!(
            "As proposed, a {} serves {}{horizon}.",
            proposed.relationship.title(),
            count(proposed.objectives.len(), deal.objectives.len()).to_lowercase(),
        ));
    }
    sentences.push(leaders(forms));
    sentences.join(" ")
}

fn count(served: usize, of: usize) -> String {
    match (served, of) {
        (0, _) => "None of the objectives".to_owned(),
        (1, 1) => "The objective".to_owned(),
        (2, 2) => "Both objectives".to_owned(),
        (served, of) if served == of => format!("All {of} objectives"),
        (served, of) => format!("{served} of {of} objectives"),
    }
}

/// What the form's leader would suffer from, in words.
fn drawback_words(form: &Form) -> String {
    let words: Vec<&str> = drawbacks(form)
        .filter_map(|flag| match flag {
            Flag::Shareholding => Some("contribution and shareholding would be disputed"),
            Flag::Dependence => Some("we would depend on the partner more than it on us"),
            Flag::NoGap => Some("there is no gap to fill"),
            Flag::Large => Some("there would be many parties"),
            Flag::OverExposed => Some("a party could not bear its part of the risks"),
            Flag::OneSided => Some("one party would bear nearly all of the risks"),
            _ => None,
        })
        .collect();
    if words.is_empty() {
        String::new()
    } else {
        format!("; {}", list(&words, "and"))
    }
}

/// Who leads in which forms.
fn leaders(forms: &[Form]) -> String {
    let mut groups: Vec<(String, Vec<Relationship>)> = Vec::new();
    for form in forms {
        let who: Vec<&str> = form.leaders.iter().map(String::as_str).collect();
        let who = match who.as_slice() {
            [one] => format!("{one} leads"),
            several => format!("{} are tied", list(several, "and")),
        };
        match groups.iter_mut().find(|(other, _)| *other == who) {
            Some((_, relationships)) => relationships.push(form.relationship),
            None => groups.push((who, vec![form.relationship])),
        }
    }
    // Stable: of equally frequent leaders the one of the earlier form comes first.
    groups.sort_by_key(|(_, relationships)| std::cmp::Reverse(relationships.len()));
    let titles = |relationships: &[Relationship]| {
        let titles: Vec<String> = relationships
            .iter()
            .map(|r| format!("a {}", r.title()))
            .collect();
        let titles: Vec<&str> = titles.iter().map(String::as_str).collect();
        list(&titles, "and")
    };
    match groups.as_slice() {
        [(who, _)] => format!("{who} in every form."),
        [(who, most), (other, exception)] if most.len() == 4 => {
            format!(
                "{who} in every form but a {}, where {other}.",
                exception[0].title()
            )
        }
        groups => {
            let parts: Vec<String> = groups
                .iter()
                .map(|(who, forms)| format!("{who} in {}", titles(forms)))
                .collect();
            format!("{}.", parts.join("; "))
        }
    }
}

/// `partner-eval/fit/1`.
#[derive(Serialize)]
struct FitV1<'a> {
    schema: &'static str,
    tool_version: &'static str,
    deal: &'a str,
    relationship: &'static str,
    points_to: Vec<&'static str>,
    reading: String,
    forms: Vec<FormV1<'a>>,
}

#[derive(Serialize)]
struct FormV1<'a> {
    relationship: &'static str,
    objectives: &'a [String],
    suits_horizon: Option<bool>,
    leaders: &'a [String],
    verdict: &'static str,
    fails: Vec<&'a str>,
    open: Vec<&'a str>,
    flags: Vec<&'static str>,
}

/// The five forms as JSON.
pub fn json(deal: &Deal, forms: &[Form]) -> serde_json::Result<String> {
    super::json::pretty(&FitV1 {
        schema: "partner-eval/fit/1",
        tool_version: env!("CARGO_PKG_VERSION"),
        deal: &deal.name,
        relationship: deal.relationship.id(),
        points_to: pointed_to(forms)
            .iter()
            .map(|form| form.relationship.id())
            .collect(),
        reading: reading(deal, forms),
        forms: forms
            .iter()
            .map(|form| FormV1 {
                relationship: form.relationship.id(),
                objectives: &form.objectives,
                suits_horizon: form.suits_horizon,
                leaders: &form.leaders,
                verdict: form.verdict.id(),
                fails: form.fails.iter().map(|gate| gate.id.as_str()).collect(),
                open: form.open.iter().map(|gate| gate.id.as_str()).collect(),
                flags: form.flags.iter().map(|flag| flag.id()).collect(),
            })
            .collect(),
    })
}
