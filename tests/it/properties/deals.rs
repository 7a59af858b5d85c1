//! Random deals, as the text of their files.

use std::collections::BTreeSet;

use partner_eval::deal::{Candidate, CriterionId, Deal};
use partner_eval::model::{Dimension, Relationship};
use partner_eval::score::Evaluation;
use proptest::prelude::*;
use proptest::{collection, option, sample};
use toml::{Table, Value};

use crate::harness;

/// A valid deal: a header, and candidates that each answer a part of it.
#[derive(Clone, Debug)]
pub struct RandomDeal {
    pub header: Table,
    pub candidates: Vec<Table>,
}

impl RandomDeal {
    pub fn text(&self) -> String {
        let mut file = self.header.clone();
        let candidates = self.candidates.iter().cloned().map(Value::Table).collect();
        file.insert("candidates".into(), Value::Array(candidates));
        toml::to_string(&file).unwrap()
    }

    /// The deal as the program reads it; it must be valid.
    pub fn read(&self) -> Deal {
        harness::deal(&self.text())
    }

    /// The same deal with one candidate changed.
    pub fn with(&self, candidate: usize, change: impl FnOnce(&mut Table)) -> Self {
        let mut changed = self.clone();
        change(&mut changed.candidates[candidate]);
        changed
    }

    /// The same deal with other weights of the dimensions.
    pub fn weighted(&self, weights: [f64; 5]) -> Self {
        let mut changed = self.clone();
        let weights = Dimension::ALL.into_iter().zip(weights);
        let table: Table = weights
            .map(|(dimension, weight)| (dimension.id().to_owned(), weight.into()))
            .collect();
        changed.header.insert("weights".into(), table.into());
        changed
    }
}

/// The evaluation of a single candidate.
pub fn evaluate(deal: &Deal, candidate: usize) -> Evaluation {
    Evaluation::of(deal, &[&deal.candidates[candidate]])
}

/// The evaluation of all candidates together.
pub fn evaluate_all(deal: &Deal) -> Evaluation {
    let members: Vec<&Candidate> = deal.candidates.iter().collect();
    Evaluation::of(deal, &members)
}

const NEEDS: [&str; 3] = ["pumps", "pipes", "crews"];
const MARKETS: [&str; 3] = ["DK", "NO", "SE"];
const RISKS: [&str; 2] = ["fire", "flood"];
const RESOURCES: [&str; 2] = ["cash", "staff"];
const STANDARDS: [&str; 2] = ["ISO 14001", "ISO 9001"];
const GOALS: [&str; 3] = ["growth", "safety", "speed"];

/// Any deal.
pub fn any_deal() -> impl Strategy<Value = RandomDeal> {
    deal(any::<bool>().boxed())
}

/// A deal that does not ask for reciprocity, where the strong benefit less.
pub fn deal_without_reciprocity() -> impl Strategy<Value = RandomDeal> {
    deal(Just(false).boxed())
}

fn deal(asks_reciprocity: BoxedStrategy<bool>) -> impl Strategy<Value = RandomDeal> {
    let candidate = (candidate(), collection::vec(option::of(rating()), 30));
    let candidates = collection::vec(candidate, 1..=4);
    (header(), asks_reciprocity, candidates).prop_map(
        |(mut header, asks_reciprocity, candidates)| {
            if asks_reciprocity {
                let criteria = header.entry("criteria").or_insert(Table::new().into());
                criteria
                    .as_table_mut()
                    .unwrap()
                    .insert("reciprocity".into(), Table::new().into());
            }
            let (mut candidates, ratings): (Vec<Table>, Vec<_>) = candidates.into_iter().unzip();
            for (at, candidate) in candidates.iter_mut().enumerate() {
                keep_known_names(&header, candidate);
                candidate.insert("name".into(), format!("Candidate {at}").into());
            }
            let deal = RandomDeal { header, candidates };
            rate(deal, &ratings)
        },
    )
}

/// Leaves out what refers to a risk, a resource and so on that the header does not list.
fn keep_known_names(header: &Table, party: &mut Table) {
    for (key, of) in [
        ("risk_control", "risks"),
        ("risk_shares", "risks"),
        ("pledges", "resources"),
        ("meets", "requirements"),
        ("measures", "criteria"),
    ] {
        let known = header.get(of).and_then(Value::as_table);
        if let Some(facts) = party.get_mut(key).and_then(Value::as_table_mut) {
            facts.retain(|name, _| known.is_some_and(|known| known.contains_key(name)));
        }
    }
}

/// Rates some of what the facts leave unknown, for all else is computed.
fn rate(mut deal: RandomDeal, ratings: &[Vec<Option<Value>>]) -> RandomDeal {
    let read = deal.read();
    for (at, ratings) in ratings.iter().enumerate() {
        let rated: Table = unknown(&read, at)
            .into_iter()
            .zip(ratings)
            .filter_map(|(id, rating)| Some((id, rating.clone()?)))
            .collect();
        deal.candidates[at].insert("ratings".into(), rated.into());
    }
    deal
}

/// The criteria of which nothing is known of a candidate.
pub fn unknown(deal: &Deal, candidate: usize) -> Vec<String> {
    let scores = evaluate(deal, candidate).scores;
    let asked = deal.plan.asked.iter().zip(&scores.criteria);
    asked
        .filter(|(_, criterion)| criterion.known == 0.0 && criterion.score.value == 0.0)
        .map(|(asked, _)| deal.criterion_id(asked.id).to_owned())
        .collect()
}

/// The score of a criterion, by its id.
pub fn place_of(deal: &Deal, id: &str) -> Option<CriterionId> {
    let asked = deal
        .plan
        .asked
        .iter()
        .find(|asked| deal.criterion_id(asked.id) == id);
    asked.map(|asked| asked.id)
}

fn header() -> impl Strategy<Value = Table> {
    let top = some_of(vec![
        ("needs", entries(&NEEDS, need())),
        ("standards", entries(&STANDARDS, weight())),
        ("target_markets", entries(&MARKETS, weight())),
        ("risks", entries(&RISKS, risk())),
        ("resources", entries(&RESOURCES, number(1.0, 100.0))),
        (
            "requirements",
            entries(&["audit"], Just("audited accounts".into()).boxed()),
        ),
        ("weights", weights()),
        (
            "criteria",
            entries(
                &[
                    "prior_ties",
                    "trust",
                    "distance",
                    "common_ground",
                    "return",
                    "flexibility",
                ],
                Just(Table::new().into()).boxed(),
            ),
        ),
        (
            "gates",
            entries(&["score", "commitment"], number(2.0, 100.0)),
        ),
    ]);
    let deal = some_of(vec![
        ("horizon_years", number(1.0, 10.0)),
        ("cost", number(50.0, 100.0)),
        ("benefit", number(50.0, 200.0)),
        ("target_saving", number(0.0, 1.0)),
        (
            "aggregation",
            sample::select(vec!["arithmetic", "geometric"])
                .prop_map(Value::from)
                .boxed(),
        ),
        ("rated", rated()),
    ]);
    let organization = some_of(vec![
        ("goals", entries(&GOALS, weight())),
        ("culture", culture()),
        ("sales", entries(&MARKETS, number(0.0, 100.0))),
        ("capabilities", entries(&NEEDS, number(0.0, 10.0))),
        ("risk_control", entries(&RISKS, number(0.0, 10.0))),
        ("pledges", entries(&RESOURCES, number(0.0, 100.0))),
        ("markets", names(&MARKETS)),
        ("stand_alone_cost", number(0.0, 100.0)),
        ("risk_capacity", number(1.0, 100.0)),
    ]);
    // Rarely, as then the candidates' shares are not what they seem.
    let stake = option::weighted(0.2, number(0.0, 1.0));
    let relationship = sample::select(Relationship::ALL.map(Relationship::id).to_vec());
    (top, deal, organization, stake, relationship).prop_map(
        |(mut file, mut deal, mut organization, stake, relationship)| {
            deal.insert("name".into(), "Depot".into());
            deal.insert("relationship".into(), relationship.into());
            organization.insert("name".into(), "Us".into());
            organization.extend(stake.map(|stake| ("stake".to_owned(), stake)));
            if let Some(criteria) = file.get_mut("criteria").and_then(Value::as_table_mut) {
                if let Some(trust) = criteria.get_mut("trust").and_then(Value::as_table_mut) {
                    trust.insert("weight".into(), 2.into());
                }
                if let Some(own) = criteria.get_mut("distance").and_then(Value::as_table_mut) {
                    own.insert("dimension".into(), "compatibility".into());
                    own.insert("worst".into(), 100.into());
                    own.insert("best".into(), 0.into());
                }
            }
            keep_known_names(&file, &mut organization);
            file.insert("deal".into(), deal.into());
            file.insert("organization".into(), organization.into());
            file
        },
    )
}

/// What a candidate may state, whatever the header asks.
fn candidate() -> impl Strategy<Value = Table> {
    some_of(vec![
        ("goals", entries(&GOALS, weight())),
        ("culture", culture()),
        ("sales", entries(&MARKETS, number(0.0, 100.0))),
        ("capabilities", entries(&NEEDS, number(0.0, 10.0))),
        ("needs", entries(&NEEDS, need())),
        ("risk_control", entries(&RISKS, number(0.0, 10.0))),
        ("risk_shares", entries(&RISKS, number(0.05, 1.0))),
        ("pledges", entries(&RESOURCES, number(0.0, 100.0))),
        ("measures", entries(&["distance"], number(-10.0, 110.0))),
        (
            "meets",
            entries(&["audit"], any::<bool>().prop_map(Value::from).boxed()),
        ),
        ("markets", names(&MARKETS)),
        ("standards", names(&STANDARDS)),
        ("stand_alone_cost", number(0.0, 100.0)),
        ("extra_joint_cost", number(0.0, 10.0)),
        ("extra_benefit", number(0.0, 50.0)),
        (
            "contributions",
            entries(&["licence", "site"], number(0.0, 50.0)),
        ),
        // Never 0: shares that are all 0 are stated and yet say nothing.
        ("stake", number(0.05, 1.0)),
        ("cost_share", number(0.05, 1.0)),
        ("benefit_share", number(0.05, 1.0)),
        ("risk_share", number(0.05, 1.0)),
        ("risk_capacity", number(0.0, 100.0)),
        ("our_dependence", number(0.0, 1.0)),
        ("their_dependence", number(0.0, 1.0)),
        ("horizon_years", number(0.0, 10.0)),
        ("track_record", track_record()),
        ("joint_projects", (0..5i64).prop_map(Value::from).boxed()),
        ("veto", Just("a court case".into()).boxed()),
    ])
}

/// A table with some of these keys.
fn some_of(keys: Vec<(&'static str, BoxedStrategy<Value>)>) -> BoxedStrategy<Table> {
    let (keys, values): (Vec<&str>, Vec<_>) = keys
        .into_iter()
        .map(|(key, value)| (key, option::weighted(0.7, value)))
        .unzip();
    let table = move |values: Vec<Option<Value>>| {
        let pairs = keys.iter().zip(values);
        pairs
            .filter_map(|(key, value)| Some(((*key).to_owned(), value?)))
            .collect()
    };
    values.prop_map(table).boxed()
}

/// A table with an entry for some of these names.
fn entries(names: &[&'static str], value: BoxedStrategy<Value>) -> BoxedStrategy<Value> {
    let keys = names.iter().map(|&name| (name, value.clone())).collect();
    some_of(keys).prop_map(Value::from).boxed()
}

/// Some of these names.
fn names(names: &[&'static str]) -> BoxedStrategy<Value> {
    let names: Vec<&str> = names.to_vec();
    let count = names.len();
    let list = |names: Vec<&str>| {
        names
            .into_iter()
            .map(Value::from)
            .collect::<Vec<_>>()
            .into()
    };
    sample::subsequence(names, 0..=count).prop_map(list).boxed()
}

/// A number, often a round one or an end of its range, so that ties and limits are met.
fn number(low: f64, high: f64) -> BoxedStrategy<Value> {
    prop_oneof![
        1 => Just(low),
        1 => Just(high),
        4 => (0..=10u8).prop_map(move |tenths| low + (high - low) * f64::from(tenths) / 10.0),
        2 => low..=high,
    ]
    .prop_map(Value::from)
    .boxed()
}

fn weight() -> BoxedStrategy<Value> {
    number(0.0, 4.0)
}

/// A rating of 0 to 10, a panel, or a range.
fn rating() -> BoxedStrategy<Value> {
    let range = [number(0.0, 3.0), number(3.0, 7.0), number(7.0, 10.0)];
    let range = range.prop_map(|[low, score, high]| {
        let keys = [("low", low), ("score", score), ("high", high)];
        keys.map(|(key, value)| (key.to_owned(), value))
            .into_iter()
            .collect::<Table>()
            .into()
    });
    prop_oneof![
        4 => number(0.0, 10.0),
        1 => collection::vec(number(0.0, 10.0), 1..4).prop_map(Value::from),
        1 => range,
    ]
    .boxed()
}

fn need() -> BoxedStrategy<Value> {
    let measure = prop_oneof![
        3 => number(1.0, 10.0).prop_map(|level| ("level", level)),
        1 => number(1.0, 20.0).prop_map(|amount| ("amount", amount)),
    ];
    let need = |((measure, required), weight, critical): ((&str, Value), Value, bool)| {
        let keys = [
            (measure, required),
            ("weight", weight),
            ("critical", critical.into()),
        ];
        keys.map(|(key, value)| (key.to_owned(), value))
            .into_iter()
            .collect::<Table>()
            .into()
    };
    (measure, weight(), any::<bool>()).prop_map(need).boxed()
}

fn risk() -> BoxedStrategy<Value> {
    let risk = |(probability, impact): (Value, Value)| {
        let keys = [("probability", probability), ("impact", impact)];
        keys.map(|(key, value)| (key.to_owned(), value))
            .into_iter()
            .collect::<Table>()
            .into()
    };
    (number(0.05, 1.0), number(1.0, 100.0))
        .prop_map(risk)
        .boxed()
}

fn track_record() -> BoxedStrategy<Value> {
    let record = |(total, kept): (i64, i64)| {
        let keys = [("kept", kept.min(total)), ("total", total)];
        keys.map(|(key, count)| (key.to_owned(), count.into()))
            .into_iter()
            .collect::<Table>()
            .into()
    };
    (0..40i64, 0..40i64).prop_map(record).boxed()
}

/// Four numbers that sum to 100.
fn culture() -> BoxedStrategy<Value> {
    let profile = |[a, b, c]: [i64; 3]| {
        let mut cuts = [0, a, b, c, 100];
        cuts.sort_unstable();
        let kinds = ["clan", "adhocracy", "market", "hierarchy"]
            .into_iter()
            .enumerate();
        let profile: Table = kinds
            .map(|(at, kind)| (kind.to_owned(), (cuts[at + 1] - cuts[at]).into()))
            .collect();
        profile.into()
    };
    [0..=100i64, 0..=100i64, 0..=100i64]
        .prop_map(profile)
        .boxed()
}

/// Some dimensions, rated as a whole.
fn rated() -> BoxedStrategy<Value> {
    let one = sample::select(Dimension::ALL.map(Dimension::id).to_vec());
    let list = |ids: BTreeSet<&str>| ids.into_iter().map(Value::from).collect::<Vec<_>>().into();
    collection::btree_set(one, 0..=2).prop_map(list).boxed()
}

/// Five numbers, or an order with ties.
fn weights() -> BoxedStrategy<Value> {
    let numbers = collection::vec(prop_oneof![Just(0.0), 0.0..=4.0, Just(1.0)], 5)
        .prop_filter("not all 0", |weights| weights.iter().sum::<f64>() > 0.1)
        .prop_map(|weights| {
            let pairs = Dimension::ALL.into_iter().zip(weights);
            pairs
                .map(|(d, weight)| (d.id().to_owned(), weight.into()))
                .collect::<Table>()
                .into()
        });
    let order = order().prop_map(|order| {
        let tier = |tier: Vec<Dimension>| {
            tier.into_iter()
                .map(|d| d.id().into())
                .collect::<Vec<Value>>()
        };
        let order: Vec<Value> = order
            .into_iter()
            .map(|dimensions| tier(dimensions).into())
            .collect();
        Table::from_iter([("order".to_owned(), order.into())]).into()
    });
    prop_oneof![numbers, order].boxed()
}

/// An order of importance of the five dimensions.
pub fn order() -> impl Strategy<Value = Vec<Vec<Dimension>>> {
    let dimensions = Just(Dimension::ALL.to_vec()).prop_shuffle();
    (dimensions, proptest::array::uniform5(any::<bool>())).prop_map(|(dimensions, begins_tier)| {
        let mut order: Vec<Vec<Dimension>> = Vec::new();
        for (dimension, begins_tier) in dimensions.into_iter().zip(begins_tier) {
            match order.last_mut() {
                Some(tier) if !begins_tier => tier.push(dimension),
                _ => order.push(vec![dimension]),
            }
        }
        order
    })
}
