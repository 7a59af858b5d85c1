//! `--format json`: the contract for machines, version 1. Keys are only ever added.

mod composition;
mod explanation;

pub use composition::{composition, set_explanation};
pub use explanation::{difference, explanation};

use serde::Serialize;
use sha2::{Digest, Sha256};

use crate::assessment::{Assessment, Row};
use crate::criteria::{Relation, Triple};
use crate::deal::{Candidate, Deal};
use crate::explain;
use crate::model::ByDimension;
use crate::read::Source;
use crate::score::{Concern, Evaluation, Gate, GateKind, Terms};

/// `partner-eval/assessment/1`.
#[derive(Serialize)]
pub struct AssessmentV1<'a> {
    schema: &'static str,
    tool_version: &'static str,
    model_version: u32,
    deal: DealV1<'a>,
    aggregation: &'static str,
    weights: Five<f64>,
    order: Vec<Vec<&'static str>>,
    asked: Five<Vec<AskedV1<'a>>>,
    not_applicable: Vec<NotApplicableV1>,
    candidates: Vec<CandidateV1<'a>>,
    confidence: ConfidenceV1<'a>,
    /// Of the best rows of a longer table: which, how long.
    #[serde(skip_serializing_if = "Option::is_none")]
    screened: Option<ScreenedV1<'a>>,
}

#[derive(Serialize)]
struct ScreenedV1<'a> {
    table: &'a str,
    rows: u64,
    bad: u64,
    /// The row not shown that could score most, if that is as much as the leader scores.
    rival: Option<RivalV1<'a>>,
}

#[derive(Serialize)]
struct RivalV1<'a> {
    name: &'a str,
    line: u32,
    high: f64,
}

#[derive(Serialize)]
struct DealV1<'a> {
    name: &'a str,
    relationship: &'static str,
    objectives: &'a [String],
    currency: Option<&'a str>,
    source: &'a str,
    sha256: String,
}

/// A value a dimension, in the order of the contract.
#[derive(Serialize)]
struct Five<T> {
    compatibility: T,
    complementarity: T,
    risk_sharing: T,
    cost_sharing: T,
    commitment: T,
}

impl<T> From<ByDimension<T>> for Five<T> {
    fn from(ByDimension([a, b, c, d, e]): ByDimension<T>) -> Self {
        Self {
            compatibility: a,
            complementarity: b,
            risk_sharing: c,
            cost_sharing: d,
            commitment: e,
        }
    }
}

#[derive(Serialize)]
struct AskedV1<'a> {
    id: &'a str,
    weight: f64,
}

#[derive(Serialize)]
struct NotApplicableV1 {
    id: &'static str,
    reason: &'static str,
}

#[derive(Serialize)]
struct CandidateV1<'a> {
    rank: usize,
    name: &'a str,
    score: f64,
    low: f64,
    high: f64,
    known: f64,
    #[serde(flatten)]
    values: Five<f64>,
    verdict: &'static str,
    stopped_by: Vec<&'a str>,
    first_place: Option<f64>,
    rank_distribution: Option<&'a [f64]>,
    dimensions: Five<DimensionV1<'a>>,
    gates: Vec<GateV1<'a>>,
    flags: Vec<FlagV1>,
    next_evidence: Vec<NextEvidenceV1<'a>>,
    terms: TermsV1,
    notes: Option<&'a str>,
}

#[derive(Serialize)]
struct DimensionV1<'a> {
    score: f64,
    low: f64,
    high: f64,
    weight: f64,
    criteria: Vec<CriterionV1<'a>>,
}

#[derive(Serialize)]
struct CriterionV1<'a> {
    id: &'a str,
    score: f64,
    low: f64,
    high: f64,
    known: f64,
    weight: f64,
    source: &'static str,
    detail: String,
    evidence: Option<String>,
}

#[derive(Serialize)]
struct GateV1<'a> {
    id: &'a str,
    minimum: Option<f64>,
    score: Option<f64>,
    high: Option<f64>,
    outcome: &'static str,
}

#[derive(Serialize)]
struct FlagV1 {
    id: &'static str,
    message: String,
}

#[derive(Serialize)]
struct NextEvidenceV1<'a> {
    criterion: &'a str,
    dimension: &'static str,
    points: f64,
}

#[derive(Serialize)]
struct TermsV1 {
    cost_share: CostTermsV1,
    risk_share: RiskTermsV1,
}

#[derive(Serialize)]
struct CostTermsV1 {
    proposed: Option<f64>,
    equal_gain: Option<f64>,
    /// Whether a negative share was made 0 and the rest scaled.
    equal_gain_scaled: bool,
    by_benefit: Option<f64>,
}

#[derive(Serialize)]
struct RiskTermsV1 {
    proposed: Option<f64>,
    by_tolerance: Option<f64>,
}

#[derive(Serialize)]
struct ConfidenceV1<'a> {
    leader: &'a str,
    holds_under_every_weighting: bool,
    holds_whatever_the_evidence: bool,
    crossover: Option<CrossoverV1<'a>>,
    geometric_leader: Option<&'a str>,
    likely_leader: Option<&'a str>,
    draws: u64,
    seed: u64,
}

#[derive(Serialize)]
struct CrossoverV1<'a> {
    dimension: &'static str,
    from: f64,
    to: f64,
    new_leader: &'a str,
}

/// The JSON of assessments, each with the file it comes from: an object for one, an array for several,
/// with only the candidates that `shows` lets through.
pub fn render(
    assessments: &[(&Source, &Assessment<'_>)],
    shows: impl Fn(&Candidate) -> bool + Copy,
) -> serde_json::Result<String> {
    let objects: Vec<AssessmentV1<'_>> = assessments
        .iter()
        .map(|(source, assessment)| object(source, assessment, shows))
        .collect();
    match objects.as_slice() {
        [one] => pretty(one),
        several => pretty(&several),
    }
}

/// Any value as JSON, with a line break at its end.
pub fn pretty(value: &impl Serialize) -> serde_json::Result<String> {
    Ok(serde_json::to_string_pretty(value)? + "\n")
}

fn deal_v1<'a>(source: &'a Source, deal: &'a Deal) -> DealV1<'a> {
    DealV1 {
        name: &deal.name,
        relationship: deal.relationship.id(),
        objectives: &deal.objectives,
        currency: deal.currency.as_deref(),
        source: &source.name,
        sha256: sha256(source.text.as_bytes()),
    }
}

fn object<'a>(
    source: &'a Source,
    assessment: &'a Assessment<'a>,
    shows: impl Fn(&Candidate) -> bool,
) -> AssessmentV1<'a> {
    let deal = assessment.deal;
    let plan = &deal.plan;
    let rows = assessment.rows.iter().enumerate();
    AssessmentV1 {
        schema: "partner-eval/assessment/1",
        tool_version: env!("CARGO_PKG_VERSION"),
        model_version: crate::model::MODEL_VERSION,
        deal: deal_v1(source, deal),
        aggregation: deal.aggregation.id(),
        weights: plan.weights.fractions.into(),
        order: order(deal),
        asked: asked(deal),
        not_applicable: not_applicable(deal),
        candidates: rows
            .filter(|(_, row)| shows(assessment.candidate(row)))
            .map(|(place, row)| candidate(assessment, place, row))
            .collect(),
        confidence: confidence(assessment),
        screened: assessment.screened.as_ref().map(|screened| ScreenedV1 {
            table: &screened.table,
            rows: screened.rows,
            bad: screened.bad,
            rival: screened.rival.as_ref().map(|rival| RivalV1 {
                name: &rival.name,
                line: rival.line,
                high: rival.high * 100.0,
            }),
        }),
    }
}

fn order(deal: &Deal) -> Vec<Vec<&'static str>> {
    let tiers = deal.plan.weights.order.iter();
    tiers
        .map(|tier| tier.iter().map(|dimension| dimension.id()).collect())
        .collect()
}

fn asked(deal: &Deal) -> Five<Vec<AskedV1<'_>>> {
    ByDimension::of(|dimension| {
        let asked = deal.plan.of(dimension);
        asked
            .map(|asked| AskedV1 {
                id: deal.criterion_id(asked.id),
                weight: asked.weight,
            })
            .collect()
    })
    .into()
}

fn not_applicable(deal: &Deal) -> Vec<NotApplicableV1> {
    let left_out = deal.plan.not_applicable.iter();
    left_out
        .map(|not| NotApplicableV1 {
            id: not.criterion.id(),
            reason: not.reason,
        })
        .collect()
}

fn candidate<'a>(assessment: &'a Assessment<'a>, place: usize, row: &'a Row) -> CandidateV1<'a> {
    let deal = assessment.deal;
    let candidate = assessment.candidate(row);
    let members = [candidate];
    let relation = Relation::new(deal, &members);
    let evaluation = &row.evaluation;
    let total = evaluation.scores.total;
    let shares = assessment.confidence.shares.as_ref();
    let (score, low, high) = hundred(&total.score);
    CandidateV1 {
        rank: row.rank,
        name: &candidate.name,
        score,
        low,
        high,
        known: total.known,
        values: values(evaluation),
        verdict: evaluation.verdict.id(),
        stopped_by: stopped_by(deal, evaluation),
        first_place: shares.map(|shares| shares.first[place]),
        rank_distribution: shares
            .and_then(|shares| shares.ranks.as_ref())
            .map(|ranks| ranks[place].as_slice()),
        dimensions: dimensions(deal, &relation, evaluation),
        gates: gates(deal, evaluation),
        flags: flags(&relation, evaluation),
        next_evidence: assessment
            .next_evidence(row)
            .into_iter()
            .map(|next| NextEvidenceV1 {
                criterion: deal.criterion_id(next.asked.id),
                dimension: next.asked.dimension.id(),
                points: next.points,
            })
            .collect(),
        terms: terms(&assessment.terms(row)),
        notes: candidate.notes.as_deref(),
    }
}

/// Value, low and high on 0..100.
pub(super) fn hundred(score: &Triple) -> (f64, f64, f64) {
    (score.value * 100.0, score.low * 100.0, score.high * 100.0)
}

/// The values of the five dimensions on 0..100.
fn values(evaluation: &Evaluation) -> Five<f64> {
    ByDimension::of(|d| evaluation.scores.dimensions[d].score.value * 100.0).into()
}

/// The ids of the gates that do not pass, hardest first.
pub(super) fn stopped_by<'a>(deal: &'a Deal, evaluation: &Evaluation) -> Vec<&'a str> {
    let stopped = evaluation.stopped_by();
    stopped.iter().map(|gate| gate.id(deal)).collect()
}

fn gates<'a>(deal: &'a Deal, evaluation: &Evaluation) -> Vec<GateV1<'a>> {
    let gates = evaluation.gates.iter();
    gates.map(|gate| gate_v1(deal, gate)).collect()
}

fn gate_v1<'a>(deal: &'a Deal, gate: &Gate) -> GateV1<'a> {
    let (minimum, score) = match gate.kind {
        GateKind::Minimum(minimum, score) => (Some(minimum.minimum), Some(score)),
        GateKind::PassFail(_) => (None, None),
    };
    GateV1 {
        id: gate.id(deal),
        minimum,
        score: score.map(|score| score.value * 100.0),
        high: score.map(|score| score.high * 100.0),
        outcome: gate.outcome.id(),
    }
}

fn dimensions<'a>(
    deal: &'a Deal,
    relation: &Relation<'_>,
    evaluation: &Evaluation,
) -> Five<DimensionV1<'a>> {
    ByDimension::of(|dimension| {
        let (score, low, high) = hundred(&evaluation.scores.dimensions[dimension].score);
        let criteria = deal.plan.asked.iter().zip(&evaluation.scores.criteria);
        DimensionV1 {
            score,
            low,
            high,
            weight: deal.plan.weights.fractions[dimension],
            criteria: criteria
                .filter(|(asked, _)| asked.dimension == dimension)
                .map(|(asked, criterion)| {
                    let (score, low, high) = hundred(&criterion.score);
                    CriterionV1 {
                        id: deal.criterion_id(asked.id),
                        score,
                        low,
                        high,
                        known: criterion.known,
                        weight: asked.weight,
                        source: criterion.basis.id(),
                        detail: explain::detail(relation, asked, criterion),
                        evidence: explain::evidence(relation, asked.id),
                    }
                })
                .collect(),
        }
    })
    .into()
}

/// Each flag once, with all its reasons.
fn flags(relation: &Relation<'_>, evaluation: &Evaluation) -> Vec<FlagV1> {
    let flags = evaluation.flags().into_iter();
    flags
        .map(|flag| {
            let concerns = evaluation
                .concerns
                .iter()
                .filter(|c: &&Concern| c.flag() == Some(flag));
            let messages: Vec<String> = concerns
                .map(|concern| explain::message(relation, concern))
                .collect();
            FlagV1 {
                id: flag.id(),
                message: messages.join("; "),
            }
        })
        .collect()
}

/// The terms from the first member's side.
fn terms(terms: &Terms) -> TermsV1 {
    let theirs = |shares: &Option<Vec<f64>>| shares.as_ref().and_then(|s| s.get(1).copied());
    TermsV1 {
        cost_share: CostTermsV1 {
            proposed: theirs(&terms.cost),
            equal_gain: theirs(&terms.equal_gain),
            equal_gain_scaled: terms.is_scaled,
            by_benefit: theirs(&terms.by_benefit),
        },
        risk_share: RiskTermsV1 {
            proposed: theirs(&terms.risk),
            by_tolerance: theirs(&terms.by_tolerance),
        },
    }
}

fn confidence<'a>(assessment: &'a Assessment<'a>) -> ConfidenceV1<'a> {
    let confidence = &assessment.confidence;
    ConfidenceV1 {
        leader: assessment.name(confidence.leader),
        holds_under_every_weighting: confidence.holds_under_every_weighting,
        holds_whatever_the_evidence: confidence.holds_whatever_the_evidence,
        crossover: confidence.crossover.as_ref().map(|crossover| CrossoverV1 {
            dimension: crossover.dimension.id(),
            from: crossover.from,
            to: crossover.to,
            new_leader: assessment.name(crossover.new_leader),
        }),
        geometric_leader: confidence
            .geometric_leader
            .map(|place| assessment.name(place)),
        likely_leader: confidence
            .likely_leader()
            .map(|place| assessment.name(place)),
        draws: confidence.draws,
        seed: confidence.seed,
    }
}

/// The fingerprint of bytes, in hexadecimal.
pub fn sha256(bytes: &[u8]) -> String {
    Sha256::digest(bytes)
        .iter()
        .map(|byte| format!("{byte:02x}"))
        .collect()
}
