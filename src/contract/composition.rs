//! `compose --format json`, and `explain` of a set.

use serde::{Deserialize, Serialize};

use super::deal::{AskedV1, DealV1, Five, Fraction, NotApplicableV1, asked, not_applicable, order};
use super::evaluation::{
    DimensionV1, FlagV1, GateV1, dimensions, flags, gates, stopped_by, values,
};
use super::terms::TermsV1;
use super::value::{self, on_hundred};
use crate::compose::{Composition, Found, SetAnalysis};
use crate::criteria::Relation;
use crate::deal::Deal;
use crate::model::MODEL_VERSION;
use crate::read::Source;
use crate::score::Verdict;

/// The best sets, or a set that was given.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct CompositionV1 {
    /// [`CompositionV1::SCHEMA`], or [`CompositionV1::SET_SCHEMA`] of a set that was given.
    pub schema: String,
    /// The version of the program.
    pub tool_version: String,
    /// The version of the scoring model.
    pub model_version: u32,
    /// The deal and its file.
    pub deal: DealV1,
    /// The id of the mean that makes the total.
    pub aggregation: String,
    /// The weights of the dimensions, 0..1, which sum to 1.
    pub weights: Five<Fraction>,
    /// The ids of the dimensions by weight; those of one weight stand together.
    pub order: Vec<Vec<String>>,
    /// The criteria asked, by dimension.
    pub asked: Five<Vec<AskedV1>>,
    /// The criteria that mean nothing for this deal.
    pub not_applicable: Vec<NotApplicableV1>,
    /// Whether no other set is better, proven; left out where the set was given.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub optimal: Option<bool>,
    /// The most that any set can score, 0..100, where the search was stopped; null where it was not, left
    /// out where the set was given.
    #[serde(
        default,
        deserialize_with = "value::present",
        skip_serializing_if = "Option::is_none"
    )]
    pub bound: Option<Option<f64>>,
    /// The sets, best first.
    pub sets: Vec<SetV1>,
}

/// A set of members.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct SetV1 {
    /// Its rank, from 1.
    pub rank: usize,
    /// The names of the members.
    pub members: Vec<String>,
    /// What is proven, 0..100.
    pub score: f64,
    /// The least that it may score, 0..100.
    pub low: f64,
    /// The most that it may score, 0..100.
    pub high: f64,
    /// How much is answered, 0..1.
    pub known: f64,
    /// The scores of the dimensions, 0..100, each under its own key.
    #[serde(flatten)]
    pub values: Five<f64>,
    /// The id of the verdict.
    #[serde(with = "value::verdict")]
    pub verdict: Verdict,
    /// The ids of the gates that do not pass, hardest first.
    pub stopped_by: Vec<String>,
    /// The dimensions with their criteria.
    pub dimensions: Five<DimensionV1>,
    /// Every gate that applies.
    pub gates: Vec<GateV1>,
    /// Its drawbacks.
    pub flags: Vec<FlagV1>,
    /// The proposed terms beside those that the model would propose, as the shares of all parties, the
    /// organization first.
    pub terms: TermsV1<Vec<PartyShareV1>>,
    /// What each member adds.
    pub without: Vec<WithoutV1>,
    /// The pair that is least alike; null where there is none.
    pub weakest_pair: Option<WeakestPairV1>,
}

/// The share of a party. A member's name need not differ from the organization's.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct PartyShareV1 {
    /// Its name.
    pub party: String,
    /// The share, 0..1.
    pub share: f64,
}

/// The set without a member.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct WithoutV1 {
    /// The name of the member.
    pub member: String,
    /// What the others score, 0..100; null where there are no others.
    pub score: Option<f64>,
    /// The needs that only this member fills.
    pub needs: Vec<String>,
}

/// Two parties that are least alike.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct WeakestPairV1 {
    /// Their names.
    pub members: [String; 2],
    /// How alike they are, 0..100.
    pub score: f64,
}

impl CompositionV1 {
    /// The id of the contract.
    pub const SCHEMA: &str = "partner-eval/composition/1";
    /// The id of the contract for a set that was given.
    pub const SET_SCHEMA: &str = "partner-eval/set/1";

    /// The best sets as a document.
    pub fn of(source: &Source, deal: &Deal, composition: &Composition<'_>) -> Self {
        let bound = composition.bound.map(|bound| bound * 100.0);
        Self {
            schema: Self::SCHEMA.to_owned(),
            optimal: Some(bound.is_none()),
            bound: Some(bound),
            ..Self::of_sets(source, deal, &composition.sets)
        }
    }

    /// A set that was given, not searched for.
    pub fn of_set(source: &Source, deal: &Deal, set: &Found<'_>) -> Self {
        Self::of_sets(source, deal, std::slice::from_ref(set))
    }

    fn of_sets(source: &Source, deal: &Deal, sets: &[Found<'_>]) -> Self {
        let sets = sets.iter().enumerate();
        Self {
            schema: Self::SET_SCHEMA.to_owned(),
            tool_version: env!("CARGO_PKG_VERSION").to_owned(),
            model_version: MODEL_VERSION,
            deal: DealV1::of(source, deal),
            aggregation: deal.aggregation.id().to_owned(),
            weights: Five::weights(deal),
            order: order(deal),
            asked: asked(deal),
            not_applicable: not_applicable(deal),
            optimal: None,
            bound: None,
            sets: sets
                .map(|(place, found)| SetV1::of(deal, place + 1, found))
                .collect(),
        }
    }
}

impl SetV1 {
    fn of(deal: &Deal, rank: usize, found: &Found<'_>) -> Self {
        let relation = Relation::new(deal, &found.members);
        let evaluation = &found.evaluation;
        let total = evaluation.scores.total;
        let (score, low, high) = on_hundred(&total.score);
        let analysis = SetAnalysis::of(deal, &found.members);
        let members = found.members.iter();
        let by_party = |shares: &[f64]| {
            let named = |(party, &share)| PartyShareV1 {
                party: relation.party_name(party).to_owned(),
                share,
            };
            shares.iter().enumerate().map(named).collect()
        };
        let need = |&need: &_| deal.names.get(need).to_owned();
        Self {
            rank,
            members: members.map(|member| member.name.clone()).collect(),
            score,
            low,
            high,
            known: total.known,
            values: values(evaluation),
            verdict: evaluation.verdict,
            stopped_by: stopped_by(deal, evaluation),
            dimensions: dimensions(&relation, evaluation),
            gates: gates(deal, evaluation),
            flags: flags(&relation, evaluation),
            terms: TermsV1::of(&relation, |shares| Some(by_party(shares))),
            without: analysis
                .without
                .iter()
                .map(|without| WithoutV1 {
                    member: without.member.name.clone(),
                    score: without.score.map(|score| score * 100.0),
                    needs: without.needs.iter().map(need).collect(),
                })
                .collect(),
            weakest_pair: analysis.weakest_pair.map(|(pair, score)| WeakestPairV1 {
                members: pair.map(|party| relation.party_name(party).to_owned()),
                score: score * 100.0,
            }),
        }
    }
}
