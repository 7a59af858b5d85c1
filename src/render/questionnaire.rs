//! `init --questionnaire`: what one candidate must be asked, as a piece of a deal to fill in.

use super::blanks::{comment, line, string};
use super::sanitize::sanitize;
use crate::deal::Deal;
use crate::explain::{Question, Topic, questions, scale_range, unknown_to_all};
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
    let unknown = candidate.map_or_else(Vec::new, |known| unknown_to_all(deal, known));
    let unknown = unknown
        .iter()
        .map(|(title, why)| comment(&format!("No answer of {name} makes {title} known: {why}.")));
    let unknown: String = unknown.collect();
    if topics.is_empty() {
        text.push_str(&unknown);
        text.push_str(&comment(&match unknown.is_empty() {
            true => format!("{name} has answered all that this deal asks."),
            false => format!("{name} has answered the rest of what this deal asks."),
        }));
        return text;
    }
    text.push_str(&unknown);
    text.push_str(&comment(&format!(
        "Before each question stands who answers it: \"they\" are {name}, \"we\" are {}, \"both\" agree on it.",
        organization(deal, file)
    )));
    text.push_str(&comment(&how(&scale_range(deal))));
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

/// How to fill in blanks, where ratings run on this scale.
pub fn how(scale: &str) -> String {
    format!(
        "Put the answer for each ? and take away the # before the key. What stays commented out is unknown: it \
         earns nothing until it is known. Where a fact is not to be had, a rating from {scale} can stand for \
         it, if nothing says that none can, under the name before the colon: ratings.NAME = ?."
    )
}

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
            text.push_str(&format!("\n# ---- {} ----\n", sanitize(&topic.heading)));
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
        let no_rating = match topic.rated_from {
            Some(_) => "",
            None => " No rating can stand for it: its facts are here.",
        };
        text.push_str(&comment(&format!(
            "{}: {about}.{when}{no_rating}",
            topic.id
        )));
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
    let about = match (question.key, &topic.rated_from) {
        ("ratings", Some(scale)) => format!(" rate {} from {scale}", topic.title),
        // A measure is called as the deal calls it.
        ("measures", _) if topic.title != topic.id => format!(", {}", topic.title),
        _ => String::new(),
    };
    let words = &question.words;
    let end = if words.ends_with(['.', '?']) { "" } else { "." };
    let end = match (question.key, &topic.rated_from) {
        ("measures", None) => format!("{end} No rating can stand for it."),
        _ => end.to_owned(),
    };
    let part = match (question.line, &question.why) {
        (Some(line), Some(why)) => format!(" (Unknown now, line {line}: {why}.)"),
        (Some(line), None) => format!(" (Add to line {line}.)"),
        (None, _) => String::new(),
    };
    format!("{who}{about}: {words}{end}{part}")
}
