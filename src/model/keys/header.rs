//! The tables above the candidates.

use super::candidate::CANDIDATE;
use super::key::{Key, KeyTable, Rule, ValueKind, key_tables};
use super::range::Range;
use super::value::{
    ALTERNATIVE, COALITION, DIMENSION, LETTER, NEED, OCAI, RESOURCE, REVIEWER, RISK,
    criteria_and_dimensions,
};
use crate::model::aggregation::Aggregation;
use crate::model::dimension::Dimension;
use crate::model::relationship::Relationship;
use crate::model::weighting::{Method, Relative, Vary};

key_tables! {
    /// The top level of the file.
    FILE = "the file" {
        "deal" required: Table(&DEAL), "what is proposed";
        "organization" required: Table(&ORGANIZATION), "who is asking";
        "needs": NamedOr(&NEED, Range::SOME_LEVEL),
            "what the deal needs, by name: a level or an amount";
        "standards": Numbers(Range::WEIGHT), "standards to meet, with their weights";
        "target_markets": Numbers(Range::WEIGHT), "markets to reach, with their weights";
        "risks": Named(&RISK), "what can go wrong, by name: probability and impact";
        "resources": NamedOr(&RESOURCE, Range::SOME_AMOUNT),
            "what the parties must put in, by name";
        "requirements": NameTexts, "what must be shown, by name: yes or no, not scored";
        "weights": Table(&WEIGHTS), "the weights of the dimensions, if not by type";
        "dimensions": ByDimension(&DIMENSION), "what reports call the dimensions";
        "reviewers": NamedOr(&REVIEWER, Range::WEIGHT), "who rates, with what their marks count";
        "criteria": Criteria, "weights of criteria, and criteria of your own";
        "gates": Gates, "minimums, 0 removes a default one; false removes a gate that can be removed";
        "letter": Table(&LETTER), "texts for the letters to candidates; no part of any score";
        "alternatives": Tables(&ALTERNATIVE), "variants of this deal; no part of its score";
        "coalitions": Tables(&COALITION), "what some of the parties would pay without the others";
        "compose": Table(&COMPOSE), "what a set of members must satisfy";
        "candidates": Tables(&CANDIDATE),
            "who could be partner, as far as they do not stand in a table";
    }

    /// The top level of an organization's file of gates.
    HOUSE = "the file" {
        "gates" required: HouseGates, "minimums of the house, and of single types";
    }

    /// `[deal]`.
    DEAL = "[deal]" {
        "name" required: Name, "what the deal is called";
        "relationship" required: OneOf(Relationship::ids), "the type of relationship";
        "objectives": SomeOf(Relationship::all_objectives), "what the deal is for";
        "horizon_years": Number(Range::SOME_YEARS), "how long it is planned for";
        "cost": Number(Range::SOME_MONEY), "the joint cost";
        "benefit": Number(Range::SOME_MONEY), "the expected benefit of the whole";
        "target_saving": Number(Range::SHARE), "the saving that earns full points (0.20)";
        "target_return": Number(Range::SOME_AMOUNT), "the return that earns full points (0.50)";
        "currency": Text, "a label for all money in the file";
        "aggregation": OneOf(Aggregation::ids), "how dimensions make the total";
        "rated": IdsOrOwn(criteria_and_dimensions), "criteria or dimensions that are rated by hand";
        "date": Day, "the day of the assessment, for evidence that runs out";
        "rating_scale": Scale, "the worst and the best rating, [0, 10] by default";
    }

    /// `[organization]`.
    ORGANIZATION = "[organization]" {
        "name" required: Name, "who is asking";
        "goals": Numbers(Range::WEIGHT), "our priorities, by goal";
        "culture": Table(&OCAI), "our culture in the four numbers of the OCAI questionnaire, which sum to 100";
        "sales": Numbers(Range::MONEY), "our competing sales, by market";
        "capabilities": Numbers(Range::AMOUNT), "what we have of each need";
        "risk_control": Numbers(Range::LEVEL), "how far we control each risk, 0..10";
        "pledges": Numbers(Range::AMOUNT), "what we put in of each resource";
        "markets": Texts, "the markets we serve";
        "stand_alone_cost": Number(Range::MONEY), "what it would cost us alone";
        "risk_capacity": Number(Range::SOME_MONEY), "the loss we could bear";
        "contributions": Numbers(Range::MONEY), "what we bring in, by name, in money";
        "attributes": Attributes, "facts that sets can be tested on";
        "stake": Number(Range::SHARE), "our part of cost, benefit and risk, if fixed";
        "cost_share": Number(Range::SHARE), "our part of the cost, if not the stake";
        "benefit_share": Number(Range::SHARE), "our part of the benefit, if not the stake";
        "risk_share": Number(Range::SHARE), "our part of each risk, if not the stake";
    }

    /// `[weights]`.
    WEIGHTS = "[weights]" {
        "compatibility": WeightOrRange, "its weight, or [low, high]";
        "complementarity": WeightOrRange, "its weight, or [low, high]";
        "risk_sharing": WeightOrRange, "its weight, or [low, high]";
        "cost_sharing": WeightOrRange, "its weight, or [low, high]";
        "commitment": WeightOrRange, "its weight, or [low, high]";
        "order": Order, "the dimensions by importance, ties together";
        "method": OneOf(Method::ids), "how the order becomes numbers";
        "pairwise": Comparisons, "\"a/b\" = how many times a matters more than b";
        "by": OneOf(by_criteria), "`criteria`: the weights of [criteria] are parts of the whole";
        "vary": OneOf(Vary::ids), "what claims about other weights may change";
    }
    rules {
        Together(NUMBERS);
        Excludes("order", NUMBERS_AND_PAIRWISE);
        Excludes("pairwise", NUMBERS);
        Excludes("by", OTHER_WEIGHTS);
        Needs("method", &["order"]);
    }

    /// `[criteria.ID]`.
    CRITERION = "[criteria]" {
        "weight": WeightOrRange, "its weight inside its dimension, 1 by default, or [low, high]";
        "dimension": OneOf(Dimension::ids), "your own criterion: where it belongs";
        "label": Name, "your own criterion: what reports call it";
        "about": Text, "your own criterion: what it asks";
        "levels": Levels, "your own criterion: what each rating means";
        "worst": Number(Range::MEASURE), "your own measured criterion: earns 0";
        "best": Number(Range::MEASURE), "your own measured criterion: earns 1";
        "relative": OneOf(Relative::ids),
            "your own measured criterion, set against the other candidates: the best measure";
    }
    rules {
        Together(&["worst", "best"]);
        Excludes("relative", &["worst", "best", "levels"]);
    }

    /// `[compose]`.
    COMPOSE = "[compose]" {
        "size": Size, "how many members besides the organization";
        "distinct": Counts(Range::SOME_COUNT), "attribute = how many different values at least";
        "at_least": Counts(Range::SOME_COUNT), "attribute = how many members have it";
        "max_cost": Number(Range::MONEY), "the highest joint cost";
    }
}

/// What `order` in `[weights]` stands instead of.
const NUMBERS_AND_PAIRWISE: &[&str] = &[
    "compatibility",
    "complementarity",
    "risk_sharing",
    "cost_sharing",
    "commitment",
    "pairwise",
];
const NUMBERS: &[&str] = NUMBERS_AND_PAIRWISE.split_at(5).0;
/// What `by` in `[weights]` stands instead of.
const OTHER_WEIGHTS: &[&str] = &[
    "compatibility",
    "complementarity",
    "risk_sharing",
    "cost_sharing",
    "commitment",
    "pairwise",
    "order",
];

/// What `by` in `[weights]` takes.
fn by_criteria() -> Vec<&'static str> {
    vec!["criteria"]
}
