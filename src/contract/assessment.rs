//! `assess --format json`.

use serde::{Deserialize, Serialize};

use super::confidence::ConfidenceV2;
use super::deal::Five;
use super::evaluation::{
    ConditionV2, DimensionV2, FlagV2, GateV2, LapsedV2, condition, dimensions, flags, gates,
    lapsed, stopped_by, values,
};
use super::header::HeaderV2;
use super::json::Each;
use super::terms::TermsV2;
use super::value::{self, on_hundred};
use crate::assessment::{Assessment, Row, Run, Screened};
use crate::criteria::Relation;
use crate::deal::Candidate;
use crate::model::MODEL_VERSION;
use crate::read::Source;
use crate::score::{Terms, Verdict};

/// The candidates of a deal, assessed. `C`: the list of candidates, or what writes it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct AssessmentV2<C = Vec<CandidateV2>> {
    /// [`AssessmentV2::SCHEMA`].
    pub schema: String,
    /// The version of the program.
    pub tool_version: String,
    /// The version of the scoring model; null where a stored assessment does not say.
    pub model_version: Option<u32>,
    /// What stands before the candidates.
    #[serde(flatten)]
    pub header: HeaderV2,
    /// The candidates by rank, then name.
    pub candidates: C,
    /// How sure the lead is.
    pub confidence: ConfidenceV2,
    /// Each gate asked for on the command line.
    pub required: Vec<RequiredV2>,
    /// Which part of a longer table this is; left out where it is no part.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub screened: Option<ScreenedV2>,
}

/// A gate asked for on the command line.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct RequiredV2 {
    /// The option that asks for it.
    pub id: String,
    /// Whether it holds.
    pub holds: bool,
    /// What was asked and what was found; null where it holds.
    pub message: Option<String>,
}

/// A table of which the best rows are assessed.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ScreenedV2 {
    /// Its name.
    pub table: String,
    /// How many rows it has.
    pub rows: u64,
    /// How many of them could not be read.
    pub bad: u64,
    /// The row not shown that could score most, if that is as much as the leader scores; null otherwise.
    pub rival: Option<RivalV2>,
}

/// A row that could still lead.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct RivalV2 {
    /// Its name.
    pub name: String,
    /// Its line in the table, from 1.
    pub line: u32,
    /// The most that it may score, 0..100.
    pub high: f64,
}

/// A candidate.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct CandidateV2 {
    /// Its rank, from 1; those that tie share one.
    #[serde(deserialize_with = "value::rank")]
    pub rank: usize,
    /// Its name.
    pub name: String,
    /// What is proven, 0..100.
    #[serde(deserialize_with = "value::hundred")]
    pub score: f64,
    /// The least that it may score, 0..100.
    #[serde(deserialize_with = "value::hundred")]
    pub low: f64,
    /// The most that it may score, 0..100.
    #[serde(deserialize_with = "value::hundred")]
    pub high: f64,
    /// How much is answered, 0..1.
    #[serde(deserialize_with = "value::fraction")]
    pub known: f64,
    /// The score of the dimension, 0..100; null where it has no criterion.
    pub compatibility: Option<f64>,
    /// The score of the dimension, 0..100; null where it has no criterion.
    pub complementarity: Option<f64>,
    /// The score of the dimension, 0..100; null where it has no criterion.
    pub risk_sharing: Option<f64>,
    /// The score of the dimension, 0..100; null where it has no criterion.
    pub cost_sharing: Option<f64>,
    /// The score of the dimension, 0..100; null where it has no criterion.
    pub commitment: Option<f64>,
    /// The id of the verdict.
    #[serde(with = "value::verdict")]
    pub verdict: Verdict,
    /// The ids of the gates that do not pass, hardest first.
    pub stopped_by: Vec<String>,
    /// The share of draws in which it ranks first, 0..1; null without draws.
    pub first_place: Option<f64>,
    /// The share of draws for each rank, from the first; null without draws and for long lists.
    pub rank_distribution: Option<Vec<f64>>,
    /// The dimensions with their criteria; null where a deal by criteria has none.
    pub dimensions: Five<Option<DimensionV2>>,
    /// Every gate that applies.
    pub gates: Vec<GateV2>,
    /// What a conditional verdict depends on; null of another verdict.
    pub conditional_on: Option<ConditionV2>,
    /// Whether it can lead: false of one that is not recommended while another is not.
    pub can_lead: bool,
    /// Its drawbacks.
    pub flags: Vec<FlagV2>,
    /// What is taken for unknown since its evidence ran out; empty in documents of before it was told.
    #[serde(default)]
    pub lapsed: Vec<LapsedV2>,
    /// What to find out next, most valuable first.
    pub next_evidence: Vec<NextEvidenceV2>,
    /// The proposed terms beside those that the model would propose, as the candidate's shares.
    pub terms: TermsV2<f64>,
    /// Notes as the deal gives them; null where there are none.
    pub notes: Option<String>,
}

/// An answer that could add points.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct NextEvidenceV2 {
    /// The id of the criterion.
    pub criterion: String,
    /// The id of its dimension.
    pub dimension: String,
    /// The points of the total that it could add.
    pub points: f64,
}

impl AssessmentV2 {
    /// The id of the contract.
    pub const SCHEMA: &str = "partner-eval/assessment/2";

    /// An assessment as a document, with only the candidates that `shows` lets through.
    pub fn of(
        source: &Source,
        assessment: &Assessment<'_>,
        shows: impl Fn(&Candidate) -> bool,
    ) -> Self {
        let candidates = candidates(assessment, &shows).collect();
        AssessmentV2::with(source, assessment, candidates)
    }

    /// The same document, which makes each candidate only when it is written.
    pub fn written<'a>(
        source: &Source,
        assessment: &'a Assessment<'a>,
        shows: impl Fn(&Candidate) -> bool + Copy + 'a,
    ) -> AssessmentV2<impl Serialize + 'a> {
        let candidates = Each(move || candidates(assessment, shows));
        AssessmentV2::with(source, assessment, candidates)
    }
}

impl<C> AssessmentV2<C> {
    fn with(source: &Source, assessment: &Assessment<'_>, candidates: C) -> Self {
        Self {
            schema: AssessmentV2::SCHEMA.to_owned(),
            tool_version: env!("CARGO_PKG_VERSION").to_owned(),
            model_version: Some(MODEL_VERSION),
            header: HeaderV2::of(source, assessment.deal, &assessment.run),
            candidates,
            confidence: ConfidenceV2::of(assessment),
            required: RequiredV2::of(&assessment.run),
            screened: assessment.screened.as_ref().map(ScreenedV2::of),
        }
    }
}

/// The candidates that are shown, by rank, then name.
fn candidates<'a>(
    assessment: &'a Assessment<'a>,
    shows: impl Fn(&Candidate) -> bool,
) -> impl Iterator<Item = CandidateV2> {
    let rows = assessment.rows.iter().enumerate();
    let shown = rows.filter(move |(_, row)| shows(assessment.candidate(row)));
    shown.map(|(place, row)| CandidateV2::of(assessment, place, row))
}

impl RequiredV2 {
    /// The gates that a call asked for.
    pub(super) fn of(run: &Run) -> Vec<Self> {
        let required = run.required.iter().map(|required| Self {
            id: required.id.to_owned(),
            holds: required.message.is_none(),
            message: required.message.clone(),
        });
        required.collect()
    }
}

impl ScreenedV2 {
    fn of(screened: &Screened) -> Self {
        Self {
            table: screened.table.clone(),
            rows: screened.rows,
            bad: screened.bad,
            rival: screened.rival.as_ref().map(|rival| RivalV2 {
                name: rival.name.clone(),
                line: rival.line,
                high: rival.high * 100.0,
            }),
        }
    }
}

impl CandidateV2 {
    pub(super) fn of(assessment: &Assessment<'_>, place: usize, row: &Row) -> Self {
        let deal = assessment.deal;
        let candidate = assessment.candidate(row);
        let members = [candidate];
        let relation = Relation::new(deal, &members);
        let evaluation = &row.evaluation;
        let total = evaluation.scores.total;
        let shares = assessment.confidence.shares.as_ref();
        let (score, low, high) = on_hundred(&total.score);
        let values = values(deal, evaluation);
        let next = assessment.next_evidence(row).into_iter();
        Self {
            rank: row.rank,
            name: candidate.name.clone(),
            score,
            low,
            high,
            known: total.known,
            compatibility: values.compatibility,
            complementarity: values.complementarity,
            risk_sharing: values.risk_sharing,
            cost_sharing: values.cost_sharing,
            commitment: values.commitment,
            verdict: evaluation.verdict,
            stopped_by: stopped_by(deal, evaluation),
            first_place: assessment.confidence.first_place(place),
            rank_distribution: shares.and_then(|shares| shares.ranks[place].clone()),
            dimensions: dimensions(&relation, evaluation),
            gates: gates(deal, evaluation),
            conditional_on: condition(deal, evaluation),
            can_lead: assessment.confidence.can_lead[place],
            flags: flags(&relation, evaluation),
            lapsed: lapsed(deal, candidate),
            next_evidence: next
                .map(|next| NextEvidenceV2 {
                    criterion: deal.criterion_id(next.asked.id).to_owned(),
                    dimension: next.asked.dimension.id().to_owned(),
                    points: next.points,
                })
                .collect(),
            // The organization's share is the first.
            terms: TermsV2::of(&relation, &Terms::of(&relation, evaluation), |shares| {
                shares[1]
            }),
            notes: candidate.notes.clone(),
        }
    }
}
