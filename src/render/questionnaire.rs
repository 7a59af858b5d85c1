//! `init --questionnaire`: what one candidate must be asked, as a piece of a deal to fill in.

use super::blanks::{comment, line, string};
use crate::deal::Deal;
use crate::explain::{Question, Topic, questions};
use crate::model::Dimension;
use crate::model::keys::Who;

/// The questions to a candidate by that name: one of the deal's, or a new one.
pub fn render(deal: &Deal, file: Option<&str>, name: &str) -> String {
    let candidate = deal.candidates.iter().find(|c| c.name == name);
    let mut topics = questions(deal, candidate);
    if file.is_some() {
        // A deal that is there asks what it asks; when another would, is of no use.
        topics.iter_mut().for_each(|topic| topic.asked_when = None);
    }
    let mut text = comment(&format!("Questions to {name}: {}", subject(deal, file)));
    text.push_str("#\n");
    if topics.is_empty() {
        text.push_str(&comment(&format!(
            "{name} has answered all that this deal asks."
        )));
        return text;
    }
    text.push_str(&comment(&format!(
        "Before each question stands who answers it: \"they\" are {name}, \"we\" are {}, \"both\" agree on it.",
        organization(deal, file)
    )));
    text.push_str(&comment(HOW));
    match candidate {
        None => text.push_str(&format!("\n[[candidates]]\nname = {}\n", string(name))),
        Some(candidate) => {
            text.push_str(&comment(&format!(
                "The answers belong to the candidate in line {} of {}.",
                candidate.line,
                file.unwrap_or("the deal")
            )));
        }
    }
    text + &body(&topics)
}

/// How to fill in blanks.
pub const HOW: &str = "Put the answer for each ? and take away the # before the key. What stays commented \
                       out is unknown: it earns nothing until it is known. Where a fact is not to be had, a \
                       rating from 0 to 10 can stand for it, under the name before the colon: \
                       ratings.NAME = 6.";

fn subject(deal: &Deal, file: Option<&str>) -> String {
    let title = deal.relationship.title();
    match file {
        Some(_) => format!("{}, a {title}", deal.name),
        None => format!("a {title}"),
    }
}

fn organization<'a>(deal: &'a Deal, file: Option<&str>) -> &'a str {
    match file {
        Some(_) => &deal.organization.name,
        None => "the organization that asks",
    }
}

/// The questions by dimension and criterion.
pub fn body(topics: &[Topic]) -> String {
    let mut text = String::new();
    let mut dimension: Option<Option<Dimension>> = None;
    for topic in topics {
        if dimension != Some(topic.dimension) {
            dimension = Some(topic.dimension);
            let title = topic.dimension.map_or("not scored", Dimension::title);
            text.push_str(&format!("\n# ---- {title} ----\n"));
        }
        text.push_str(&topic_text(topic));
    }
    text
}

fn topic_text(topic: &Topic) -> String {
    let mut text = String::from("\n");
    let when = topic.asked_when.filter(|&when| when != "always");
    let mut when = when.map_or_else(String::new, |when| match when.starts_with("on request") {
        true => format!(" Asked {when}."),
        false => format!(" Asked when {when}."),
    });
    if let Some(about) = &topic.about {
        text.push_str(&comment(&format!("{}: {about}.{when}", topic.id)));
        when.clear();
    }
    for question in &topic.questions {
        text.push_str(&comment(&format!("{}{when}", words(topic, question))));
        text.push_str(&line(question));
    }
    text
}

fn words(topic: &Topic, question: &Question) -> String {
    let who = match question.who {
        Who::They => "They",
        Who::We => "We",
        Who::Both => "Both",
    };
    let rate = if question.key == "ratings" {
        format!(" rate {} from 0 to 10", topic.id)
    } else {
        String::new()
    };
    let words = &question.words;
    let end = if words.ends_with(['.', '?']) { "" } else { "." };
    let part = question
        .line
        .map(|line| format!(" (Add to line {line}.)"))
        .unwrap_or_default();
    format!("{who}{rate}: {words}{end}{part}")
}
