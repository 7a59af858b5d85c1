//! The tables above the candidates.

use super::candidate::{CANDIDATE, OCAI};
use super::{Kind, Range, Rule, Table, key, required};
use crate::model::{Dimension, REGISTRY, Relationship};

fn relationships() -> Vec<&'static str> {
    Relationship::ALL.map(Relationship::id).to_vec()
}

fn dimensions() -> Vec<&'static str> {
    Dimension::ALL.map(Dimension::id).to_vec()
}

fn aggregations() -> Vec<&'static str> {
    vec!["arithmetic", "geometric"]
}

fn methods() -> Vec<&'static str> {
    vec!["rank-sum", "centroid"]
}

/// The ids that can be rated by hand, besides the user's own.
pub fn criteria_and_dimensions() -> Vec<&'static str> {
    let criteria = REGISTRY.iter().map(|doc| doc.id);
    criteria.chain(Dimension::ALL.map(Dimension::id)).collect()
}

/// The top level of the file.
pub const FILE: Table = Table {
    name: "the file",
    keys: &[
        required("deal", Kind::Table(&DEAL), "what is proposed"),
        required("organization", Kind::Table(&ORGANIZATION), "who is asking"),
        key(
            "needs",
            Kind::NamedOr(&NEED, Range::SOME_LEVEL),
            "what the deal needs, by name: a level or an amount",
        ),
        key(
            "standards",
            Kind::Numbers(Range::WEIGHT),
            "standards to meet, with their weights",
        ),
        key(
            "target_markets",
            Kind::Numbers(Range::WEIGHT),
            "markets to reach, with their weights",
        ),
        key(
            "risks",
            Kind::Named(&RISK),
            "what can go wrong, by name: probability and impact",
        ),
        key(
            "resources",
            Kind::NamedOr(&RESOURCE, Range::SOME_AMOUNT),
            "what the parties must put in, by name",
        ),
        key(
            "requirements",
            Kind::NameTexts,
            "what must be shown, by name: yes or no, not scored",
        ),
        key(
            "weights",
            Kind::Table(&WEIGHTS),
            "the weights of the dimensions, if not by type",
        ),
        key(
            "criteria",
            Kind::Criteria,
            "weights inside a dimension, and criteria of your own",
        ),
        key(
            "gates",
            Kind::Gates,
            "minimum scores; 0 removes a default one",
        ),
        key(
            "compose",
            Kind::Table(&COMPOSE),
            "what a set of members must satisfy",
        ),
        key(
            "candidates",
            Kind::Tables(&CANDIDATE),
            "who could be partner, as far as they do not stand in a table",
        ),
    ],
    rules: &[],
};

/// The top level of an organization's file of gates.
pub const HOUSE: Table = Table {
    name: "the file",
    keys: &[required(
        "gates",
        Kind::Gates,
        "minimum scores of the house",
    )],
    rules: &[],
};

/// `[deal]`.
pub const DEAL: Table = Table {
    name: "[deal]",
    keys: &[
        required("name", Kind::Name, "what the deal is called"),
        required(
            "relationship",
            Kind::OneOf(relationships),
            "the type of relationship",
        ),
        key(
            "objectives",
            Kind::SomeOf(Relationship::all_objectives),
            "what the deal is for",
        ),
        key(
            "horizon_years",
            Kind::Number(Range::SOME_YEARS),
            "how long it is planned for",
        ),
        key("cost", Kind::Number(Range::SOME_MONEY), "the joint cost"),
        key(
            "benefit",
            Kind::Number(Range::SOME_MONEY),
            "the expected benefit of the whole",
        ),
        key(
            "target_saving",
            Kind::Number(Range::SHARE),
            "the saving that earns full points (0.20)",
        ),
        key("currency", Kind::Text, "a label for all money in the file"),
        key(
            "aggregation",
            Kind::OneOf(aggregations),
            "how dimensions make the total",
        ),
        key(
            "rated",
            Kind::IdsOrOwn(criteria_and_dimensions),
            "criteria or dimensions that are rated by hand",
        ),
    ],
    rules: &[],
};

/// `[organization]`.
pub const ORGANIZATION: Table = Table {
    name: "[organization]",
    keys: &[
        required("name", Kind::Name, "who is asking"),
        key(
            "goals",
            Kind::Numbers(Range::WEIGHT),
            "our priorities, by goal",
        ),
        key(
            "culture",
            Kind::Table(&OCAI),
            "our OCAI profile, summing to 100",
        ),
        key(
            "sales",
            Kind::Numbers(Range::MONEY),
            "our competing sales, by market",
        ),
        key(
            "capabilities",
            Kind::Numbers(Range::AMOUNT),
            "what we have of each need",
        ),
        key(
            "risk_control",
            Kind::Numbers(Range::LEVEL),
            "how far we control each risk, 0..10",
        ),
        key(
            "pledges",
            Kind::Numbers(Range::AMOUNT),
            "what we put in of each resource",
        ),
        key("markets", Kind::Texts, "the markets we serve"),
        key(
            "stand_alone_cost",
            Kind::Number(Range::MONEY),
            "what it would cost us alone",
        ),
        key(
            "risk_capacity",
            Kind::Number(Range::SOME_MONEY),
            "the loss we could bear",
        ),
        key(
            "attributes",
            Kind::Attributes,
            "facts that sets can be tested on",
        ),
        key(
            "stake",
            Kind::Number(Range::SHARE),
            "our part of cost, benefit and risk, if fixed",
        ),
        key(
            "cost_share",
            Kind::Number(Range::SHARE),
            "our part of the cost, if not the stake",
        ),
        key(
            "benefit_share",
            Kind::Number(Range::SHARE),
            "our part of the benefit, if not the stake",
        ),
        key(
            "risk_share",
            Kind::Number(Range::SHARE),
            "our part of each risk, if not the stake",
        ),
    ],
    rules: &[],
};

/// An entry of `[needs]` or of a candidate's `needs`.
pub const NEED: Table = Table {
    name: "a need",
    keys: &[
        key(
            "level",
            Kind::Number(Range::SOME_LEVEL),
            "the level of knowledge needed, 0..10",
        ),
        key(
            "amount",
            Kind::Number(Range::SOME_AMOUNT),
            "the capacity needed",
        ),
        key(
            "weight",
            Kind::Number(Range::WEIGHT),
            "its weight, 1 by default",
        ),
        key(
            "critical",
            Kind::YesNo,
            "whether the deal makes no sense without it",
        ),
    ],
    rules: &[Rule::ExactlyOne(&["level", "amount"])],
};

/// An entry of `[risks]`.
pub const RISK: Table = Table {
    name: "a risk",
    keys: &[
        required(
            "probability",
            Kind::Number(Range::PROBABILITY),
            "how likely it is",
        ),
        required(
            "impact",
            Kind::Number(Range::SOME_MONEY),
            "what it would cost",
        ),
    ],
    rules: &[],
};

/// An entry of `[resources]`.
pub const RESOURCE: Table = Table {
    name: "a resource",
    keys: &[
        required(
            "required",
            Kind::Number(Range::SOME_AMOUNT),
            "how much is required",
        ),
        key(
            "weight",
            Kind::Number(Range::WEIGHT),
            "its weight, 1 by default",
        ),
    ],
    rules: &[],
};

/// `[weights]`.
pub const WEIGHTS: Table = Table {
    name: "[weights]",
    keys: &[
        key("compatibility", Kind::Number(Range::WEIGHT), "its weight"),
        key("complementarity", Kind::Number(Range::WEIGHT), "its weight"),
        key("risk_sharing", Kind::Number(Range::WEIGHT), "its weight"),
        key("cost_sharing", Kind::Number(Range::WEIGHT), "its weight"),
        key("commitment", Kind::Number(Range::WEIGHT), "its weight"),
        key(
            "order",
            Kind::Order,
            "the dimensions by importance, ties together",
        ),
        key(
            "method",
            Kind::OneOf(methods),
            "how the order becomes numbers",
        ),
        key(
            "pairwise",
            Kind::Comparisons,
            "\"a/b\" = how many times a matters more than b",
        ),
    ],
    rules: &[
        Rule::Needs(
            "compatibility",
            &[
                "complementarity",
                "risk_sharing",
                "cost_sharing",
                "commitment",
            ],
        ),
        Rule::Needs(
            "complementarity",
            &[
                "compatibility",
                "risk_sharing",
                "cost_sharing",
                "commitment",
            ],
        ),
        Rule::Needs(
            "risk_sharing",
            &[
                "compatibility",
                "complementarity",
                "cost_sharing",
                "commitment",
            ],
        ),
        Rule::Needs(
            "cost_sharing",
            &[
                "compatibility",
                "complementarity",
                "risk_sharing",
                "commitment",
            ],
        ),
        Rule::Needs(
            "commitment",
            &[
                "compatibility",
                "complementarity",
                "risk_sharing",
                "cost_sharing",
            ],
        ),
        Rule::Excludes(
            "order",
            &[
                "compatibility",
                "complementarity",
                "risk_sharing",
                "cost_sharing",
                "commitment",
                "pairwise",
            ],
        ),
        Rule::Excludes(
            "pairwise",
            &[
                "compatibility",
                "complementarity",
                "risk_sharing",
                "cost_sharing",
                "commitment",
            ],
        ),
        Rule::Needs("method", &["order"]),
    ],
};

/// `[criteria.ID]`.
pub const CRITERION: Table = Table {
    name: "[criteria]",
    keys: &[
        key(
            "weight",
            Kind::Number(Range::WEIGHT),
            "its weight inside its dimension, 1 by default",
        ),
        key(
            "dimension",
            Kind::OneOf(dimensions),
            "your own criterion: where it belongs",
        ),
        key("about", Kind::Text, "your own criterion: what it asks"),
        key(
            "worst",
            Kind::Number(Range::MEASURE),
            "your own measured criterion: earns 0",
        ),
        key(
            "best",
            Kind::Number(Range::MEASURE),
            "your own measured criterion: earns 1",
        ),
    ],
    rules: &[
        Rule::Needs("worst", &["best"]),
        Rule::Needs("best", &["worst"]),
    ],
};

/// `[compose]`.
pub const COMPOSE: Table = Table {
    name: "[compose]",
    keys: &[
        key(
            "size",
            Kind::Size,
            "how many members besides the organization",
        ),
        key(
            "distinct",
            Kind::Counts(Range::SOME_COUNT),
            "attribute = how many different values at least",
        ),
        key(
            "at_least",
            Kind::Counts(Range::SOME_COUNT),
            "attribute = how many members have it",
        ),
        key(
            "max_cost",
            Kind::Number(Range::MONEY),
            "the highest joint cost",
        ),
    ],
    rules: &[],
};
