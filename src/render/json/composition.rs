//! `compose --format json`.

use serde::Serialize;

use super::{
    AskedV1, DealV1, DimensionV1, Five, FlagV1, GateV1, NotApplicableV1, asked, deal_v1,
    dimensions, flags, gates, hundred, not_applicable, order, pretty, stopped_by, values,
};
use crate::compose::{Composition, Found, SetAnalysis};
use crate::criteria::Relation;
use crate::deal::Deal;
use crate::read::Source;
use crate::score::Terms;

/// `partner-eval/composition/1`.
#[derive(Serialize)]
struct CompositionV1<'a> {
    schema: &'static str,
    tool_version: &'static str,
    model_version: u32,
    deal: DealV1<'a>,
    aggregation: &'static str,
    weights: Five<f64>,
    order: Vec<Vec<&'static str>>,
    asked: Five<Vec<AskedV1<'a>>>,
    not_applicable: Vec<NotApplicableV1>,
    /// Left out where a set was given and not searched for, as is the bound.
    #[serde(skip_serializing_if = "Option::is_none")]
    optimal: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    bound: Option<Option<f64>>,
    sets: Vec<SetV1<'a>>,
}

#[derive(Serialize)]
struct SetV1<'a> {
    rank: usize,
    members: Vec<&'a str>,
    score: f64,
    low: f64,
    high: f64,
    known: f64,
    #[serde(flatten)]
    values: Five<f64>,
    verdict: &'static str,
    stopped_by: Vec<&'a str>,
    dimensions: Five<DimensionV1<'a>>,
    gates: Vec<GateV1<'a>>,
    flags: Vec<FlagV1>,
    terms: SetTermsV1<'a>,
    without: Vec<WithoutV1<'a>>,
    weakest_pair: Option<WeakestPairV1<'a>>,
}

/// Shares of the parties, the organization first; names need not differ from its own.
type ByParty<'a> = Option<Vec<PartyShareV1<'a>>>;

#[derive(Serialize)]
struct PartyShareV1<'a> {
    party: &'a str,
    share: f64,
}

#[derive(Serialize)]
struct SetTermsV1<'a> {
    cost_share: SetCostTermsV1<'a>,
    risk_share: SetRiskTermsV1<'a>,
}

#[derive(Serialize)]
struct SetCostTermsV1<'a> {
    proposed: ByParty<'a>,
    equal_gain: ByParty<'a>,
    equal_gain_scaled: bool,
    by_benefit: ByParty<'a>,
}

#[derive(Serialize)]
struct SetRiskTermsV1<'a> {
    proposed: ByParty<'a>,
    by_tolerance: ByParty<'a>,
}

#[derive(Serialize)]
struct WithoutV1<'a> {
    member: &'a str,
    score: Option<f64>,
    needs: Vec<&'a str>,
}

#[derive(Serialize)]
struct WeakestPairV1<'a> {
    members: [&'a str; 2],
    score: f64,
}

/// The JSON of the best sets.
pub fn composition(
    source: &Source,
    deal: &Deal,
    composition: &Composition<'_>,
) -> serde_json::Result<String> {
    let bound = composition.bound.map(|bound| bound * 100.0);
    render(
        source,
        deal,
        "partner-eval/composition/1",
        Some(bound),
        &composition.sets,
    )
}

/// The JSON of `explain deal.toml A B C`: the same with the one set and without a search.
pub fn set_explanation(
    source: &Source,
    deal: &Deal,
    set: &Found<'_>,
) -> serde_json::Result<String> {
    render(
        source,
        deal,
        "partner-eval/set/1",
        None,
        std::slice::from_ref(set),
    )
}

fn render(
    source: &Source,
    deal: &Deal,
    schema: &'static str,
    bound: Option<Option<f64>>,
    sets: &[Found<'_>],
) -> serde_json::Result<String> {
    let sets = sets.iter().enumerate();
    pretty(&CompositionV1 {
        schema,
        tool_version: env!("CARGO_PKG_VERSION"),
        model_version: crate::model::MODEL_VERSION,
        deal: deal_v1(source, deal),
        aggregation: deal.aggregation.id(),
        weights: deal.plan.weights.fractions.into(),
        order: order(deal),
        asked: asked(deal),
        not_applicable: not_applicable(deal),
        optimal: bound.map(|bound| bound.is_none()),
        bound,
        sets: sets.map(|(at, found)| set(deal, at + 1, found)).collect(),
    })
}

fn set<'a>(deal: &'a Deal, rank: usize, found: &'a Found<'a>) -> SetV1<'a> {
    let relation = Relation::new(deal, &found.members);
    let evaluation = &found.evaluation;
    let total = evaluation.scores.total;
    let (score, low, high) = hundred(&total.score);
    let analysis = SetAnalysis::of(deal, &found.members);
    SetV1 {
        rank,
        members: found
            .members
            .iter()
            .map(|member| member.name.as_str())
            .collect(),
        score,
        low,
        high,
        known: total.known,
        values: values(evaluation),
        verdict: evaluation.verdict.id(),
        stopped_by: stopped_by(deal, evaluation),
        dimensions: dimensions(deal, &relation, evaluation),
        gates: gates(deal, evaluation),
        flags: flags(&relation, evaluation),
        terms: terms(&relation),
        without: analysis
            .without
            .iter()
            .map(|without| WithoutV1 {
                member: &without.member.name,
                score: without.score.map(|score| score * 100.0),
                needs: without
                    .needs
                    .iter()
                    .map(|&need| deal.names.get(need))
                    .collect(),
            })
            .collect(),
        weakest_pair: analysis.weakest_pair.map(|(pair, score)| WeakestPairV1 {
            members: pair.map(|party| relation.party_name(party)),
            score: score * 100.0,
        }),
    }
}

fn terms<'a>(relation: &Relation<'a>) -> SetTermsV1<'a> {
    let terms = Terms::of(relation);
    let by_party = |shares: Option<Vec<f64>>| -> ByParty<'a> {
        let named = |(party, share)| PartyShareV1 {
            party: relation.party_name(party),
            share,
        };
        shares.map(|shares| shares.into_iter().enumerate().map(named).collect())
    };
    SetTermsV1 {
        cost_share: SetCostTermsV1 {
            proposed: by_party(terms.cost),
            equal_gain: by_party(terms.equal_gain),
            equal_gain_scaled: terms.is_scaled,
            by_benefit: by_party(terms.by_benefit),
        },
        risk_share: SetRiskTermsV1 {
            proposed: by_party(terms.risk),
            by_tolerance: by_party(terms.by_tolerance),
        },
    }
}
