//! What editors show beside a key: what each of its ids means, what counts where it is left out, examples.

use super::node::Node;
use crate::model::gate::KNOWN_MINIMUM;
use crate::model::keys::{DEAL, Key, KeyTable, NEED, Range, ValueKind, WEIGHTS};
use crate::model::weighting::{Method, Relative, Vary};
use crate::model::{Aggregation, Builtin, Dimension, Grade, PassFail, Relationship};

/// What an id means that a key takes.
pub fn meaning(id: &str) -> Option<String> {
    let served = |objective: &str| {
        let types = Relationship::ALL.into_iter();
        let types = types.filter(|relationship| relationship.objectives().contains(&objective));
        let types: Vec<&str> = types.map(Relationship::title).collect();
        (!types.is_empty()).then(|| format!("served best by: {}", types.join(", ")))
    };
    let relationship = |r: Relationship| format!("{}; horizon: {}", r.title(), r.horizon());
    let plain = Builtin::from_id(id)
        .map(Builtin::question)
        .or_else(|| Dimension::from_id(id).map(Dimension::question))
        .or_else(|| Aggregation::from_id(id).map(Aggregation::about))
        .or_else(|| Method::from_id(id).map(Method::about))
        .or_else(|| Vary::from_id(id).map(Vary::about))
        .or_else(|| Relative::from_id(id).map(Relative::about))
        .or_else(|| Grade::from_id(id).map(Grade::about))
        .or_else(|| {
            (id == "criteria").then_some("each weight of [criteria] is a part of the whole")
        });
    plain
        .map(str::to_owned)
        .or_else(|| Relationship::from_id(id).map(relationship))
        .or_else(|| served(id))
}

/// The name of a key in running text.
pub fn title(name: &str) -> String {
    name.replace('_', " ")
}

/// What counts where a key is left out.
pub fn default(table: &KeyTable, key: &Key) -> Option<Node> {
    let (in_deal, in_weights) = (table.name == DEAL.name, table.name == WEIGHTS.name);
    Some(match key.name {
        "target_saving" if in_deal => 0.2.into(),
        "target_return" if in_deal => 0.5.into(),
        "aggregation" if in_deal => Aggregation::default().id().into(),
        "rating_scale" if in_deal => scale(Range::RATINGS),
        "method" if in_weights => Method::default().id().into(),
        "weight" => 1.0.into(),
        "critical" if table.name == NEED.name => false.into(),
        "extra_joint_cost" | "extra_benefit" => 0.0.into(),
        _ => return None,
    })
}

/// What counts where a pass/fail gate is left out.
pub fn default_of_gate(gate: PassFail) -> Node {
    match gate {
        PassFail::Known => KNOWN_MINIMUM.into(),
        _ => true.into(),
    }
}

fn scale((worst, best): (f64, f64)) -> Node {
    vec![worst.into(), best.into()].into()
}

fn texts(texts: &[&str]) -> Node {
    Node::texts(texts)
}

fn numbers(entries: &[(&str, f64)]) -> Node {
    let entry = |(name, number): &(&str, f64)| ((*name).to_owned(), Node::from(*number));
    Node::Object(entries.iter().map(entry).collect())
}

/// An evidence table with all its keys.
fn evidence() -> Node {
    Node::object([
        ("text", "annual report 2025, page 12".into()),
        ("by", "their auditor".into()),
        ("seen", DAY.into()),
        ("until", "2027-03-31".into()),
        ("grade", Grade::Verified.id().into()),
    ])
}

const DAY: &str = "2026-03-31";

/// Evidence in each form.
pub fn of_evidence() -> Node {
    vec!["annual report 2025, page 12".into(), evidence()].into()
}

/// A mark in each form.
pub fn of_mark() -> Node {
    vec![
        7.0.into(),
        "abstains".into(),
        Node::object([("score", 7.0.into()), ("evidence", "site visit".into())]),
        Node::object([("abstains", "shareholder".into())]),
    ]
    .into()
}

/// A rating in each form.
pub fn of_rating() -> Node {
    let range = numbers(&[("score", 6.0), ("low", 4.0), ("high", 8.0)]);
    let panel = Node::object([("Ana", 7.0.into()), ("Ben", "abstains".into())]);
    vec![
        7.0.into(),
        vec![6.0.into(), 8.0.into()].into(),
        range.with("evidence", "site visit"),
        Node::object([("by", panel), ("consensus", 7.0.into())]),
    ]
    .into()
}

/// Examples of what a key takes.
pub fn examples(key: &Key) -> Option<Node> {
    let one = |node: Node| Some(Node::from(vec![node]));
    match (key.name, key.kind) {
        ("goals", _) => one(numbers(&[("growth", 3.0), ("quality", 2.0)])),
        ("sales", _) => one(numbers(&[("Nordics", 2e6)])),
        ("capabilities", _) => one(numbers(&[("engineering", 8.0)])),
        ("risk_control", _) => one(numbers(&[("delay", 7.0)])),
        ("risk_shares", _) => one(numbers(&[("delay", 0.5)])),
        ("pledges", _) => one(numbers(&[("engineers", 6.0)])),
        ("contributions", _) => one(numbers(&[("patents", 250_000.0)])),
        ("measures", _) => one(numbers(&[("price", 95.0)])),
        ("standards", ValueKind::Numbers(_)) => one(numbers(&[("ISO 9001", 1.0)])),
        ("standards", _) => one(texts(&["ISO 9001"])),
        ("target_markets", _) => one(numbers(&[("Nordics", 2.0)])),
        ("markets", _) => one(texts(&["Nordics"])),
        ("members", _) => one(texts(&["Our organization", "Candidate 1"])),
        ("needs", _) => one(Node::object([
            (
                "engineering",
                numbers(&[("level", 7.0)]).with("critical", true),
            ),
            ("capacity", numbers(&[("amount", 500.0)])),
        ])),
        ("resources", _) => one(Node::object([(
            "engineers",
            numbers(&[("required", 12.0), ("weight", 2.0)]),
        )])),
        ("reviewers", _) => one(Node::object([
            ("Ana", 1.0.into()),
            (
                "Ben",
                numbers(&[("weight", 2.0)]).with("role", "purchasing"),
            ),
        ])),
        ("risks", _) => one(Node::object([(
            "delay",
            numbers(&[("probability", 0.2), ("impact", 500_000.0)]),
        )])),
        ("culture", _) => one(numbers(&[
            ("clan", 40.0),
            ("adhocracy", 20.0),
            ("market", 20.0),
            ("hierarchy", 20.0),
        ])),
        ("track_record", _) => one(numbers(&[("kept", 9.0), ("total", 10.0)])),
        ("requirements", _) => one(Node::object([(
            "license",
            "holds the license to operate".into(),
        )])),
        ("meets", _) => one(Node::object([("license", true.into())])),
        ("sources", _) => one(Node::object([
            ("track_record", "three references, called in March".into()),
            ("stand_alone_cost", evidence()),
        ])),
        ("attributes", _) => one(Node::object([
            ("country", "NO".into()),
            ("sme", true.into()),
        ])),
        ("currency", _) => one("EUR".into()),
        ("veto", _) => one("under sanctions".into()),
        ("language", _) => one("en".into()),
        ("rated", _) => one(texts(&[Dimension::Complementarity.id()])),
        ("rates", _) => one(texts(&[Builtin::Trust.id(), Builtin::Resources.id()])),
        ("dimensions", _) => one(Node::object([(
            Dimension::CostSharing.id(),
            Node::object([("label", "Price".into())]),
        )])),
        ("set", _) => one(Node::object([("deal.cost", 900_000.0.into())])),
        ("levels", _) => one(Node::object([
            ("0", "never seen".into()),
            ("5", "some".into()),
            ("10", "in daily use".into()),
        ])),
        ("order", _) => {
            let tiers = Relationship::StrategicAlliance.order().iter();
            let tiers = tiers.map(|tier| Node::texts(tier.iter().map(|d| d.id())));
            one(Node::List(tiers.collect()))
        }
        (_, ValueKind::Counts(_)) => one(numbers(&[("country", 3.0)])),
        (_, ValueKind::Day) => one(DAY.into()),
        (_, ValueKind::Scale) => Some(vec![scale((1.0, 5.0)), scale((5.0, 1.0))].into()),
        (_, ValueKind::WeightOrRange) => Some(vec![30.0.into(), scale((25.0, 35.0))].into()),
        (_, ValueKind::Size) => Some(vec![3.0.into(), "2..4".into()].into()),
        _ => None,
    }
}
