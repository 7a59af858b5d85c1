//! `init --review` and `init --consensus`: review files to fill in.

use super::blanks::{comment, key, string};
use crate::deal::{CriterionId, Deal, Mark, Seal};
use crate::explain::{count, decimals, mark_with_reason, meaning, scale_range};
use crate::model::number::number;
use crate::read::Source;
use crate::review::{Apart, Form};

/// The review file of a reviewer.
pub fn review(deal: &Deal, reviewer: &str, form: &Form<'_>) -> String {
    let mut text = comment(&format!(
        "The review of {reviewer}: {}, a {}.",
        deal.name,
        deal.relationship.title()
    ));
    text.push_str(&comment(&format!(
        "Put a mark from {} for each ? with its reason, or {{ abstains = \"why\" }} in the place of both. Take a \
         line out to leave it unanswered. Then: partner-eval check DEAL --incomplete --reviews FILE.",
        scale_range(deal)
    )));
    for id in &form.criteria {
        text.push_str("#\n");
        text.push_str(&meaning_of(deal, *id));
    }
    text.push_str(&format!(
        "\n[review]\nreviewer = {}\ndeal = {}\n",
        string(reviewer),
        string(&deal.name)
    ));
    let seal = Seal::of(&deal.rules);
    text.push_str(&made_for(&seal));
    for candidate in &form.candidates {
        text.push_str(&candidate_head(candidate.name));
        for id in &candidate.marks {
            let id = key(deal.criterion_id(*id));
            text.push_str(&format!("{id} = {{ score = \"?\", reason = \"\" }}\n"));
        }
        if !candidate.without_facts.is_empty() {
            text.push_str(&comment(
                "Computed from facts; mark these only where the facts are not to be had.",
            ));
        }
        for id in &candidate.without_facts {
            let id = key(deal.criterion_id(*id));
            text.push_str(&format!("#{id} = {{ score = \"?\", reason = \"\" }}\n"));
        }
    }
    text + &parts("review", &seal)
}

/// The file for a meeting about marks that are so far apart, of 10.
pub fn consensus(source: &Source, deal: &Deal, least: f64, found: &[Apart<'_>]) -> String {
    let mut text = comment(&format!(
        "The meeting on {}, a {}: where marks are {} or more of 10 apart, those whose score it moves most first.",
        deal.name,
        deal.relationship.title(),
        number(least)
    ));
    text.push_str(&comment(&match found {
        [] => "There is nothing to discuss.".to_owned(),
        _ => format!(
            "Put what you agree on, from {}, for each ? with its reason. Take a line out where you do not agree: \
             the marks then count as they are. Then pass this file with the reviews.",
            scale_range(deal)
        ),
    }));
    text.push_str(&format!("\n[consensus]\ndeal = {}\n", string(&deal.name)));
    let seal = Seal::of(&deal.rules);
    text.push_str(&made_for(&seal));
    let mut candidate = None;
    for apart in found {
        let name = apart.candidate.name.as_str();
        match candidate == Some(name) {
            true => text.push('\n'),
            false => text.push_str(&candidate_head(name)),
        }
        candidate = Some(name);
        text.push_str(&discussed(source, deal, apart));
    }
    text + &parts("consensus", &seal)
}

/// The seal of the rules for which a file is made.
fn made_for(seal: &Seal) -> String {
    format!("seal = {}\n", string(&seal.digest))
}

/// The parts of that seal, at the end where they are in nobody's way.
fn parts(of: &str, seal: &Seal) -> String {
    let note =
        comment("The rules that the seal above stands for, a digest a part; leave it as it is.");
    format!("\n{note}[{of}.parts]\n{}", seal.part_lines())
}

fn candidate_head(name: &str) -> String {
    format!(
        "\n[[candidates]]\nname = {}\n[candidates.marks]\n",
        string(name)
    )
}

/// What a mark of a criterion means.
fn meaning_of(deal: &Deal, id: CriterionId) -> String {
    let (name, title) = (deal.criterion_id(id), deal.criterion_title(id));
    let title = match name == title {
        true => String::new(),
        false => format!(" ({title})"),
    };
    comment(&format!("{name}{title}: {}", meaning(deal, id)))
}

/// A panel with each mark and its reason, and what to fill in.
fn discussed(source: &Source, deal: &Deal, apart: &Apart<'_>) -> String {
    let mut text = meaning_of(deal, apart.id);
    text.push_str(&comment(&format!(
        "{} of 10 apart, {} of the score:",
        decimals(apart.apart * 10.0, 1),
        match decimals(apart.effect * 100.0, 1).as_str() {
            "1.0" => count(1, "point"),
            points => format!("{points} points"),
        }
    )));
    for mark in &apart.panel.marks {
        let words = with_reason(source, deal, apart, mark);
        text.push_str(&comment(&format!("- {words}")));
    }
    let id = key(deal.criterion_id(apart.id));
    text + &format!("{id} = {{ consensus = \"?\", reason = \"\" }}\n")
}

fn with_reason(source: &Source, deal: &Deal, apart: &Apart<'_>, mark: &Mark) -> String {
    let words = mark_with_reason(deal, mark);
    let beside = apart.candidate.table.as_deref().unwrap_or(&source.name);
    let file = mark.file.as_deref().unwrap_or(beside);
    words + &format!(" ({file}:{})", mark.line)
}
