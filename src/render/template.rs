//! `init`: a new deal with every key that its type asks, explained and left blank.
//!
//! Nothing in it looks like an answer: all but names is commented out, so that as it stands the deal is
//! valid, asks little, and knows nothing of anybody.
#![allow(
    clippy::wildcard_enum_match_arm,
    reason = "most keys need no word of their own"
)]

use super::blanks::{comment, line, numbers};
use super::questionnaire::{HOW, body};
use super::schema;
use crate::deal::Deal;
use crate::explain::{Topic, questions};
use crate::model::gate::{RESOURCES_MINIMUM, SCORE_MINIMUM, TRUST_MINIMUM, dimension_minimum};
use crate::model::keys::{CRITERION, DEAL, FILE, Key, KeyTable, ORGANIZATION, ValueKind};
use crate::model::{Dimension, Relationship};
use crate::read::{Source, read};

/// A new deal. `names_schema`: whether the schema will stand beside it, for its first line to name; a
/// schema that is not there is an error to an editor.
pub fn render(relationship: Relationship, candidates: u32, names_schema: bool) -> String {
    let mut text = String::new();
    if names_schema {
        text.push_str(&format!("#:schema ./{}\n", schema::FILE_NAME));
    }
    text.push_str(&comment(&format!(
        "A {} to fill in. Put a value for each ? and take away the # before the key; delete what the deal \
         does not need. Then: partner-eval check FILE, partner-eval assess FILE.",
        relationship.title()
    )));
    let editors = if names_schema {
        "Editors complete and check by the schema that the first line names; `partner-eval schema > \
         .deal.schema.json` writes it anew."
    } else {
        "Editors complete and check by a schema: `partner-eval schema > .deal.schema.json` in the directory \
         of this file, and here as first line `#:schema ./.deal.schema.json`."
    };
    text.push_str(&comment(editors));
    for key in FILE.keys {
        if is_offered(key.name, relationship) {
            let head = format!("[{}]", key.name);
            text.push_str(&format!("\n{head:<40} # {}\n", key.about));
            text.push_str(&entries(key, relationship));
        }
    }
    text + &all_candidates(relationship, candidates)
}

fn is_offered(table: &str, relationship: Relationship) -> bool {
    match table {
        "candidates" => false,
        "compose" => relationship.is_many_sided(),
        _ => true,
    }
}

/// What stands in a table of the header.
fn entries(table: &Key, relationship: Relationship) -> String {
    match table.name {
        "deal" => keys(&DEAL, |key| match key.name {
            "name" => Some(("", "\"New deal\"".into())),
            "relationship" => Some(("", format!("\"{}\"", relationship.id()))),
            "objectives" => Some(("#", list(relationship.objectives()))),
            "rated" => Some(("", list(&WHOLE.map(Dimension::id)))),
            _ => Some(("#", blank(key))),
        }),
        "organization" => keys(&ORGANIZATION, |key| match key.name {
            "name" => Some(("", "\"Our organization\"".into())),
            // Rivals are expected in a consortium.
            "sales" if relationship == Relationship::Consortium => None,
            "attributes" if !relationship.is_many_sided() => None,
            _ => Some(("#", blank(key))),
        }),
        "needs" => "#\"need 1\" = { level = ?, weight = 1, critical = false }\n\
                    #\"need 2\" = { amount = ?, weight = 1 }\n"
            .into(),
        "standards" => "#\"standard 1\" = ?\n".into(),
        "target_markets" => "#\"market 1\" = ?\n".into(),
        "risks" => "#\"risk 1\" = { probability = ?, impact = ? }\n".into(),
        "resources" => "#\"resource 1\" = { required = ?, weight = 1 }\n".into(),
        "requirements" => format!("{:<40} # a text in quotes\n", "#\"requirement 1\" = ?"),
        "weights" => weights(relationship),
        "criteria" => criteria(),
        "gates" => gates(relationship),
        _ => match table.kind {
            ValueKind::Table(table) => keys(table, |key| Some(("#", blank(key)))),
            _ => String::new(),
        },
    }
}

/// The dimensions in which a deal without facts in its header asks nothing.
const WHOLE: [Dimension; 2] = [Dimension::Complementarity, Dimension::CostSharing];

/// A line a key, with what it means behind it or, where that gets too long, above it.
fn keys(table: &KeyTable, value: impl Fn(&Key) -> Option<(&'static str, String)>) -> String {
    let mut text = String::new();
    for key in table.keys {
        if let Some((mark, value)) = value(key) {
            let about = match (key.name, key.kind) {
                ("rated", _) => "rated as a whole; delete one as soon as its facts are here".into(),
                (_, ValueKind::Text) => format!("{}; a text in quotes", key.about),
                (_, ValueKind::Number(range)) => format!("{}; {}", key.about, range.words()),
                _ => key.about.to_owned(),
            };
            let line = format!("{mark}{} = {value}", key.name);
            if line.len() < 40 {
                text.push_str(&format!("{line:<40} # {about}\n"));
            } else {
                text.push_str(&format!("{}{line}\n", comment(&about)));
            }
        }
    }
    text
}

fn blank(key: &Key) -> String {
    match (key.name, key.kind) {
        ("goals", _) => numbers(&["goal 1", "goal 2"]),
        ("sales", _) => numbers(&["market 1"]),
        ("capabilities", _) => numbers(&["need 1", "need 2"]),
        ("risk_control", _) => numbers(&["risk 1"]),
        ("pledges", _) => numbers(&["resource 1"]),
        (_, ValueKind::Counts(_) | ValueKind::Attributes) => numbers(&["attribute 1"]),
        (_, ValueKind::Table(table)) => numbers(&table.names()),
        (_, ValueKind::Texts) => "[?]".into(),
        (_, ValueKind::OneOf(ids)) => format!("\"{}\"", ids().first().copied().unwrap_or("?")),
        (_, ValueKind::Size) => "\"?..?\"".into(),
        _ => "?".into(),
    }
}

fn list(ids: &[&str]) -> String {
    let ids: Vec<String> = ids.iter().map(|id| format!("\"{id}\"")).collect();
    format!("[{}]", ids.join(", "))
}

fn weights(relationship: Relationship) -> String {
    let tiers: Vec<String> = relationship
        .order()
        .iter()
        .map(|tier| list(&tier.iter().map(|d| d.id()).collect::<Vec<_>>()))
        .collect();
    comment(&format!(
        "By type, because {}. Or give five numbers, one a dimension, or ten comparisons in \
         [weights.pairwise].",
        relationship.because()
    )) + &format!("#order = [{}]\n#method = \"rank-sum\"\n", tiers.join(", "))
}

fn criteria() -> String {
    let mut text =
        comment("Asked only on request: what is it to them, and did we work together before?");
    text.push_str("#[criteria.reciprocity]\n#weight = 1\n#[criteria.prior_ties]\n#weight = 1\n");
    text.push_str(&comment(
        "A criterion of your own; without worst and best it is rated.",
    ));
    text.push_str(&format!("#[criteria.{OWN}]\n"));
    text + &keys(&CRITERION, |key| match key.name {
        "dimension" => Some(("#", "\"commitment\"".into())),
        "weight" => Some(("#", "1".into())),
        _ => Some(("#", blank(key))),
    })
}

/// The id of the criterion that stands for the user's own.
const OWN: &str = "own_criterion";

fn gates(relationship: Relationship) -> String {
    let mut text = comment("Those that hold without a word here:");
    text.push_str(&format!("#score = {SCORE_MINIMUM}\n"));
    for dimension in Dimension::ALL {
        let minimum = dimension_minimum(relationship, dimension);
        text.push_str(&format!("#{} = {minimum}\n", dimension.id()));
    }
    text.push_str(&format!("#trust = {TRUST_MINIMUM}\n"));
    text + &format!(
        "{:<40} # where [resources] lists some\n",
        format!("#resources = {RESOURCES_MINIMUM}")
    )
}

fn all_candidates(relationship: Relationship, candidates: u32) -> String {
    let topics = topics(relationship);
    let mut text = String::from("\n");
    text.push_str(&comment(
        "Before each question stands who answers it: they, we, or both.",
    ));
    text.push_str(&comment(HOW));
    for place in 1..=candidates {
        text.push_str(&format!("\n[[candidates]]\nname = \"Candidate {place}\"\n"));
        if place == 1 {
            text.push_str(&body(&topics));
        } else {
            text.push_str(&comment("The same questions as to the first."));
            for question in topics.iter().flat_map(|topic| &topic.questions) {
                text.push_str(&line(question));
            }
        }
    }
    text
}

/// What a deal of that type asks with every table of its header filled in, and what it asks before: then
/// two dimensions are rated as a whole, and the terms on risk are rated.
fn topics(relationship: Relationship) -> Vec<Topic> {
    let mut topics = of(relationship, ALL_FACTS);
    for mut topic in of(relationship, "") {
        if topics.iter().any(|known| known.id == topic.id) {
            continue;
        }
        topic.asked_when = topic.asked_when.or(Some("deal.rated names it"));
        let end = topics
            .iter()
            .rposition(|known| known.dimension == topic.dimension);
        topics.insert(end.map_or(topics.len(), |at| at + 1), topic);
    }
    topics
}

fn of(relationship: Relationship, facts: &str) -> Vec<Topic> {
    generic(relationship, facts).map_or_else(Vec::new, |deal| questions(&deal, None))
}

/// A deal of that type in which every fact is asked for, under made-up names.
pub fn every_question(relationship: Relationship) -> Option<Deal> {
    generic(relationship, ALL_FACTS)
}

fn generic(relationship: Relationship, facts: &str) -> Option<Deal> {
    let mut text = format!("deal.relationship = \"{}\"\n", relationship.id());
    text.push_str(ALWAYS);
    text.push_str(facts);
    if relationship.is_many_sided() && !facts.is_empty() {
        text.push_str("compose.distinct = { \"attribute 1\" = 1 }\n");
    }
    read(&Source::new("", text)).deal
}

const ALWAYS: &str = r#"
deal.name = "?"
organization.name = "?"
candidates = [{ name = "?" }]
"#;

/// What makes a deal ask every fact; the names are those of the template.
const ALL_FACTS: &str = r#"
deal.horizon_years = 1
deal.cost = 1
deal.benefit = 1
organization.goals = { "goal 1" = 1, "goal 2" = 1 }
organization.culture = { clan = 25, adhocracy = 25, market = 25, hierarchy = 25 }
organization.sales = { "market 1" = 1 }
organization.stand_alone_cost = 1
organization.risk_capacity = 1
needs = { "need 1" = { level = 1 }, "need 2" = { amount = 1 } }
standards = { "standard 1" = 1 }
target_markets = { "market 1" = 1 }
risks = { "risk 1" = { probability = 1, impact = 1 } }
resources = { "resource 1" = 1 }
requirements = { "requirement 1" = "requirement 1" }
criteria.reciprocity.weight = 1
criteria.prior_ties.weight = 1
criteria.own_criterion = { dimension = "commitment", worst = 0, best = 1 }
"#;

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::keys::CANDIDATE;

    #[test]
    fn the_deals_behind_it_can_be_read() {
        for relationship in Relationship::ALL {
            assert!(generic(relationship, "").is_some());
            assert!(every_question(relationship).is_some());
        }
    }

    #[test]
    fn no_table_of_the_header_stays_empty() {
        for key in FILE.keys.iter().filter(|key| key.name != "candidates") {
            assert_ne!(entries(key, Relationship::Network), "", "{}", key.name);
        }
    }

    /// Every key of a candidate, in one type or another, and each in the order that TOML needs.
    #[test]
    fn no_key_is_forgotten() {
        let all: Vec<String> = Relationship::ALL
            .map(|relationship| render(relationship, 2, true))
            .to_vec();
        let stands = |name: &str| {
            let (value, part) = (format!("\n#{name} = "), format!("\n#{name}."));
            all.iter()
                .any(|text| text.contains(&value) || text.contains(&part))
        };
        for key in CANDIDATE.keys.iter().chain(ORGANIZATION.keys) {
            assert!(key.name == "name" || stands(key.name), "{}", key.name);
        }
    }
}
