//! `compose --format json`, and `explain` of a set.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::assessment::RequiredV2;
use super::deal::Five;
use super::evaluation::{
    ConditionV2, DimensionV2, FlagV2, GateV2, condition, dimensions, flags, gates, stopped_by,
    values,
};
use super::header::HeaderV2;
use super::terms::TermsV2;
use super::value::{self, on_hundred};
use crate::assessment::Run;
use crate::compose::{Composition, Found, SetAnalysis};
use crate::criteria::Relation;
use crate::deal::Deal;
use crate::model::MODEL_VERSION;
use crate::read::Source;
use crate::score::{Terms, Verdict};

/// The best sets, or a set that was given.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct CompositionV2 {
    /// [`CompositionV2::SCHEMA`], or [`CompositionV2::SET_SCHEMA`] of a set that was given.
    pub schema: String,
    /// The version of the program.
    pub tool_version: String,
    /// The version of the scoring model.
    pub model_version: u32,
    /// What stands before the sets.
    #[serde(flatten)]
    pub header: HeaderV2,
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
    pub sets: Vec<SetV2>,
    /// Each gate asked for on the command line; left out where the set was given.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub required: Option<Vec<RequiredV2>>,
}

/// A set of members.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct SetV2 {
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
    pub values: Five<Option<f64>>,
    /// The id of the verdict.
    #[serde(with = "value::verdict")]
    pub verdict: Verdict,
    /// The ids of the gates that do not pass, hardest first.
    pub stopped_by: Vec<String>,
    /// The dimensions with their criteria; null where a deal by criteria has none.
    pub dimensions: Five<Option<DimensionV2>>,
    /// Every gate that applies.
    pub gates: Vec<GateV2>,
    /// What a conditional verdict depends on; null of another verdict.
    pub conditional_on: Option<ConditionV2>,
    /// Its drawbacks.
    pub flags: Vec<FlagV2>,
    /// The proposed terms beside those that the model would propose, as the shares of all parties, the
    /// organization first.
    pub terms: TermsV2<Vec<PartyShareV2>>,
    /// What each member adds.
    pub without: Vec<WithoutV2>,
    /// The pair that is least alike; null where there is none.
    pub weakest_pair: Option<PairScoreV2>,
    /// How alike the parties of each pair are, as far as that is known.
    pub pairs: Vec<PairScoreV2>,
    /// What each party would pay, as parts of the joint cost.
    pub division: BTreeMap<String, PartyDivisionV2>,
    /// The stated coalitions that would pay less alone.
    pub blocked_by: Vec<BlockedV2>,
}

/// The parts of the joint cost that a party would pay; null where the facts do not give them.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct PartyDivisionV2 {
    /// As proposed.
    pub proposed: Option<f64>,
    /// With the gain split evenly.
    pub equal_gain: Option<f64>,
    /// By the Shapley value, where every coalition is stated.
    pub shapley: Option<f64>,
}

/// A coalition that would pay less alone.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct BlockedV2 {
    /// `proposed`, `equal_gain` or `shapley`.
    pub division: String,
    /// The names of its members.
    pub coalition: Vec<String>,
    /// What they would pay together by the division.
    pub pays: f64,
    /// What they would pay without the others.
    pub alone: f64,
}

/// The share of a party. A member's name need not differ from the organization's.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct PartyShareV2 {
    /// Its name.
    pub party: String,
    /// The share, 0..1.
    pub share: f64,
}

/// The set without a member.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct WithoutV2 {
    /// The name of the member.
    pub member: String,
    /// What the others score, 0..100; null where there are no others.
    pub score: Option<f64>,
    /// The needs that only this member fills.
    pub needs: Vec<String>,
}

/// Two parties.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct PairScoreV2 {
    /// Their names.
    pub members: [String; 2],
    /// How alike they are, 0..100.
    pub score: f64,
}

impl CompositionV2 {
    /// The id of the contract.
    pub const SCHEMA: &str = "partner-eval/composition/2";
    /// The id of the contract for a set that was given.
    pub const SET_SCHEMA: &str = "partner-eval/set/2";

    /// The best sets as a document.
    pub fn of(source: &Source, deal: &Deal, run: &Run, composition: &Composition<'_>) -> Self {
        let bound = composition.bound.map(|bound| bound * 100.0);
        Self {
            schema: Self::SCHEMA.to_owned(),
            optimal: Some(bound.is_none()),
            bound: Some(bound),
            required: Some(RequiredV2::of(run)),
            ..Self::of_sets(source, deal, run, &composition.sets)
        }
    }

    /// A set that was given, not searched for.
    pub fn of_set(source: &Source, deal: &Deal, run: &Run, set: &Found<'_>) -> Self {
        Self::of_sets(source, deal, run, std::slice::from_ref(set))
    }

    fn of_sets(source: &Source, deal: &Deal, run: &Run, sets: &[Found<'_>]) -> Self {
        let sets = sets.iter().enumerate();
        Self {
            schema: Self::SET_SCHEMA.to_owned(),
            tool_version: env!("CARGO_PKG_VERSION").to_owned(),
            model_version: MODEL_VERSION,
            header: HeaderV2::of(source, deal, run),
            optimal: None,
            bound: None,
            sets: sets
                .map(|(place, found)| SetV2::of(deal, place + 1, found))
                .collect(),
            required: None,
        }
    }
}

impl SetV2 {
    fn of(deal: &Deal, rank: usize, found: &Found<'_>) -> Self {
        let relation = Relation::new(deal, &found.members);
        let evaluation = &found.evaluation;
        let total = evaluation.scores.total;
        let (score, low, high) = on_hundred(&total.score);
        let analysis = SetAnalysis::of(deal, &found.members);
        let members = found.members.iter();
        let by_party = |shares: &[f64]| {
            let named = |(party, &share)| PartyShareV2 {
                party: relation.party_name(party).to_owned(),
                share,
            };
            shares.iter().enumerate().map(named).collect()
        };
        let terms = Terms::of(&relation, evaluation);
        let pair = |(pair, score): &([usize; 2], f64)| PairScoreV2 {
            members: pair.map(|party| relation.party_name(party).to_owned()),
            score: score * 100.0,
        };
        let need = |&need: &_| deal.names.get(need).to_owned();
        Self {
            rank,
            members: members.map(|member| member.name.clone()).collect(),
            score,
            low,
            high,
            known: total.known,
            values: values(deal, evaluation),
            verdict: evaluation.verdict,
            stopped_by: stopped_by(deal, evaluation),
            dimensions: dimensions(&relation, evaluation),
            gates: gates(deal, evaluation),
            conditional_on: condition(deal, evaluation),
            flags: flags(&relation, evaluation),
            terms: TermsV2::of(&relation, &terms, by_party),
            without: analysis
                .without
                .iter()
                .map(|without| WithoutV2 {
                    member: without.member.name.clone(),
                    score: without.score.map(|score| score * 100.0),
                    needs: without.needs.iter().map(need).collect(),
                })
                .collect(),
            weakest_pair: analysis.weakest_pair().map(pair),
            pairs: analysis.pairs.iter().map(pair).collect(),
            division: (0..relation.parties())
                .map(|party| {
                    let of = |shares: Option<&Vec<f64>>| shares.map(|shares| shares[party]);
                    let parts = PartyDivisionV2 {
                        proposed: of(terms.cost.as_ref()),
                        equal_gain: of(terms.equal_gain.as_ref().map(|equal| &equal.shares)),
                        shapley: of(terms.shapley.as_ref()),
                    };
                    (relation.party_name(party).to_owned(), parts)
                })
                .collect(),
            blocked_by: terms
                .blocked
                .iter()
                .map(|blocked| BlockedV2 {
                    division: blocked.division.to_owned(),
                    coalition: deal.coalitions[blocked.coalition].members.clone(),
                    pays: blocked.pays,
                    alone: blocked.alone,
                })
                .collect(),
        }
    }
}
