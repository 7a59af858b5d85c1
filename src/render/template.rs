//! `init`: a new deal with every key that its type asks, explained and left blank.
//!
//! Nothing in it looks like an answer: all but names is commented out, so that as it stands the deal is
//! valid, asks little, and knows nothing of anybody.
#![allow(
    clippy::wildcard_enum_match_arm,
    reason = "most keys need no word of their own"
)]

use super::blanks::{comment, line, numbers};
use super::questionnaire::{body, how};
use super::schema;
use crate::deal::Deal;
use crate::explain::{Topic, questions};
use crate::model::criterion::AskedWhen;
use crate::model::gate::KNOWN_MINIMUM;
use crate::model::gate::{RESOURCES_MINIMUM, SCORE_MINIMUM, TRUST_MINIMUM, dimension_minimum};
use crate::model::keys::{
    ALTERNATIVE, COALITION, CRITERION, DEAL, DIMENSION, FILE, Key, KeyTable, LETTER, ORGANIZATION,
    Range, ValueKind,
};
use crate::model::weighting::{Method, Relative, Vary};
use crate::model::{Builtin, Dimension, Grade, PassFail, Relationship};
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
            text.push_str(&format!("\n{:<40} # {}\n", head(key), key.about));
            text.push_str(&entries(key, relationship));
        }
    }
    text + &all_candidates(relationship, candidates)
}

fn is_offered(table: &str, relationship: Relationship) -> bool {
    match table {
        "candidates" => false,
        // Of one partner and us there is no coalition but both.
        "compose" | "coalitions" => relationship.is_many_sided(),
        _ => true,
    }
}

/// The line above what stands in a table of the header. A list of tables would have an entry by its head alone, and
/// `[reviewers]` would say that nobody rates: those of which few deals need any are commented out.
fn head(table: &Key) -> String {
    match (table.name, table.kind) {
        ("reviewers" | "letter", _) => format!("#[{}]", table.name),
        ("dimensions", _) => format!("#[{}.{}]", table.name, Dimension::CostSharing.id()),
        (_, ValueKind::Tables(_)) => format!("#[[{}]]", table.name),
        _ => format!("[{}]", table.name),
    }
}

/// What stands in a table of the header.
fn entries(table: &Key, relationship: Relationship) -> String {
    match table.name {
        "deal" => keys(&DEAL, |key| match key.name {
            "name" => Some(("", "\"New deal\"".into())),
            "relationship" => Some(("", format!("\"{}\"", relationship.id()))),
            "objectives" => Some(("#", list(relationship.objectives()))),
            "rating_scale" => {
                let (worst, best) = Range::RATINGS;
                Some(("#", format!("[{worst}, {best}]")))
            }
            "rated" => Some(("", list(&WHOLE.map(Dimension::id)))),
            _ => Some(("#", blank(key))),
        }),
        "organization" => keys(&ORGANIZATION, |key| match key.name {
            "name" => Some(("", format!("\"{US}\""))),
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
        "dimensions" => keys(&DIMENSION, |key| Some(("#", blank(key)))),
        "reviewers" => reviewers(),
        "criteria" => criteria(),
        "gates" => gates(relationship),
        "letter" => keys(&LETTER, |key| Some(("#", blank(key)))),
        "alternatives" => keys(&ALTERNATIVE, |key| match key.name {
            "set" => Some(("#", "{ deal.cost = ? }".into())),
            _ => Some(("#", blank(key))),
        }),
        "coalitions" => keys(&COALITION, |key| match key.name {
            "members" => Some(("#", list(&[US, "Candidate 1"]))),
            _ => Some(("#", blank(key))),
        }),
        _ => match table.kind {
            ValueKind::Table(table) => keys(table, |key| Some(("#", blank(key)))),
            _ => String::new(),
        },
    }
}

/// The name that stands for the organization's.
const US: &str = "Our organization";

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
                ("name", _) => key.about.to_owned(),
                (_, ValueKind::Name) => format!("{}; a text in quotes", key.about),
                (_, ValueKind::Levels) => format!("{}; texts in quotes", key.about),
                (_, ValueKind::Day) => format!("{}; as 2026-03-31", key.about),
                (_, ValueKind::WeightOrRange) => key.about.to_owned(),
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
        ("contributions", _) => numbers(&["contribution 1"]),
        (_, ValueKind::Levels) => numbers(&["0", "10"]),
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
    let mut text = comment(&format!("By type, because {}.", relationship.because()));
    text.push_str(&format!(
        "#order = [{}]\n#method = \"{}\"\n",
        tiers.join(", "),
        Method::default().id()
    ));
    text.push_str(&comment(&format!(
        "Or instead: five numbers, one a dimension, each a number or a range, as {} = [20, 30]; ten \
         comparisons in [weights.pairwise], as \"{}/{}\" = 3; or by = \"criteria\", where a published scheme \
         weighs criterion by criterion: then each of [criteria] states its part of the whole.",
        Dimension::Compatibility.id(),
        Dimension::Compatibility.id(),
        Dimension::Commitment.id(),
    )));
    text.push_str(&comment(&format!(
        "What claims about other weights may change: \"{}\", all that keep this order; \"{}\", nothing.",
        Vary::Order.id(),
        Vary::None.id()
    )));
    text + &format!("#vary = \"{}\"\n", Vary::default().id())
}

fn reviewers() -> String {
    let mut text = comment(
        "A weight alone will do. Without `rates` a reviewer may rate all; with rates = [\"trust\"], that alone.",
    );
    text.push_str("#\"reviewer 1\" = 1\n#\"reviewer 2\" = { weight = 1, role = ? }\n");
    text
}

fn criteria() -> String {
    let mut text = comment("Asked only on request:");
    for builtin in on_request() {
        let line = format!("#{}.weight = 1", builtin.id());
        text.push_str(&format!("{line:<40} # {}\n", builtin.question()));
    }
    text.push_str(&comment(&format!(
        "A criterion of your own; without worst and best it is rated. Instead of both, relative = \"{}\" or \
         \"{}\" sets its measure against those of the other candidates.",
        Relative::Lowest.id(),
        Relative::Highest.id()
    )));
    text.push_str(&format!("#[criteria.{OWN}]\n"));
    text + &keys(&CRITERION, |key| match key.name {
        "dimension" => Some(("#", format!("\"{}\"", Dimension::Commitment.id()))),
        "weight" => Some(("#", "1".into())),
        "relative" => None,
        _ => Some(("#", blank(key))),
    })
}

/// The criteria that no type asks by itself.
fn on_request() -> impl Iterator<Item = Builtin> {
    Builtin::ALL
        .into_iter()
        .filter(|builtin| builtin.asked() == AskedWhen::OnRequest)
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
    let mut line = |gate: String, about: &str| {
        text.push_str(&format!("{gate:<40} # {about}\n"));
    };
    line(
        format!("#resources = {RESOURCES_MINIMUM}"),
        "where [resources] lists some",
    );
    line(
        format!("#{} = {KNOWN_MINIMUM}", PassFail::Known.id()),
        "how much must be known, of 100",
    );
    line(
        "#defaults = true".into(),
        "false: none of the minimums above but `known`",
    );
    let others = PassFail::ALL.into_iter().filter(|gate| match gate {
        PassFail::Known => false,
        PassFail::NothingShared => relationship == Relationship::JointVenture,
        gate => gate.is_removable(),
    });
    for gate in others {
        line(
            format!("#{} = true", gate.id()),
            &format!("{}; false: no gate", gate.title()),
        );
    }
    text
}

fn all_candidates(relationship: Relationship, candidates: u32) -> String {
    let topics = topics(relationship);
    let mut text = String::from("\n");
    text.push_str(&comment(
        "Before each question stands who answers it: they, we, or both.",
    ));
    text.push_str(&comment(&how("0 to 10")));
    text.push_str(&comment(
        "A rating is a number; { score = 6, low = 4, high = 8, evidence = \"...\" }; or the marks of a panel, \
         { by = { \"reviewer 1\" = 6, \"reviewer 2\" = \"abstains\" }, consensus = 6 }. A mark can be \
         { score = 6, evidence = \"...\" } or { abstains = \"why\" }.",
    ));
    text.push_str(&comment(&format!(
        "Evidence and sources are a text in quotes, or a table: {{ text = \"...\", by = \"who says so\", \
         seen = \"2026-03-31\", until = \"2027-03-31\", grade = \"{}\" }}, where a grade is one of {}. \
         `until` counts from deal.date.",
        Grade::Documented.id(),
        Grade::ids().join(", "),
    )));
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
    if !facts.is_empty() {
        for builtin in on_request() {
            text.push_str(&format!("criteria.{}.weight = 1\n", builtin.id()));
        }
    }
    if relationship.is_many_sided() && !facts.is_empty() {
        text.push_str("compose.distinct = { \"attribute 1\" = 1 }\n");
    }
    read(&Source::new("", text)).deal
}

const ALWAYS: &str = r#"
deal.name = "?"
organization.name = "us"
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
organization.contributions = { "contribution 1" = 1 }
needs = { "need 1" = { level = 1 }, "need 2" = { amount = 1 } }
standards = { "standard 1" = 1 }
target_markets = { "market 1" = 1 }
risks = { "risk 1" = { probability = 1, impact = 1 } }
resources = { "resource 1" = 1 }
requirements = { "requirement 1" = "requirement 1" }
criteria.own_criterion = { dimension = "commitment", worst = 0, best = 1 }
"#;

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::keys::CANDIDATE;
    use crate::model::keys::tests::every_table;

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
        let tables = [&CANDIDATE, &ORGANIZATION, &LETTER, &COALITION, &ALTERNATIVE];
        for key in tables.iter().flat_map(|table| table.keys) {
            assert!(key.name == "name" || stands(key.name), "{}", key.name);
        }
        // What stands instead of something else, or inside a value, is said in words.
        let is_no_name = |c: char| !c.is_ascii_alphanumeric() && c != '_' && c != '-';
        for table in every_table() {
            for key in table.keys {
                let mut words = all.iter().flat_map(|text| text.split(is_no_name));
                let is_there = words.any(|word| word == key.name);
                assert!(is_there, "{}: {}", table.name, key.name);
            }
        }
    }

    /// It is read before it is filled in.
    #[test]
    fn a_template_stays_short() {
        for relationship in Relationship::ALL {
            let text = render(relationship, 2, true);
            let lines = text.lines().count();
            assert!(lines < 400, "{}: {lines} lines", relationship.id());
        }
    }
}
