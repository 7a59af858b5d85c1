//! `assess --format json`.

use serde::{Deserialize, Serialize};

use super::confidence::ConfidenceV1;
use super::deal::{AskedV1, DealV1, Five, Fraction, NotApplicableV1, asked, not_applicable, order};
use super::evaluation::{
    DimensionV1, FlagV1, GateV1, dimensions, flags, gates, stopped_by, values,
};
use super::terms::TermsV1;
use super::value::{self, on_hundred};
use crate::assessment::{Assessment, Row, Screened};
use crate::criteria::Relation;
use crate::deal::Candidate;
use crate::model::MODEL_VERSION;
use crate::read::Source;
use crate::score::Verdict;

/// The candidates of a deal, assessed.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct AssessmentV1 {
    /// [`AssessmentV1::SCHEMA`].
    pub schema: String,
    /// The version of the program.
    pub tool_version: String,
    /// The version of the scoring model; null where a stored assessment does not say.
    pub model_version: Option<u32>,
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
    /// The candidates by rank, then name.
    pub candidates: Vec<CandidateV1>,
    /// How sure the lead is.
    pub confidence: ConfidenceV1,
    /// Which part of a longer table this is; left out where it is no part.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub screened: Option<ScreenedV1>,
}

/// A table of which the best rows are assessed.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ScreenedV1 {
    /// Its name.
    pub table: String,
    /// How many rows it has.
    pub rows: u64,
    /// How many of them could not be read.
    pub bad: u64,
    /// The row not shown that could score most, if that is as much as the leader scores; null otherwise.
    pub rival: Option<RivalV1>,
}

/// A row that could still lead.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct RivalV1 {
    /// Its name.
    pub name: String,
    /// Its line in the table, from 1.
    pub line: u32,
    /// The most that it may score, 0..100.
    pub high: f64,
}

/// A candidate.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct CandidateV1 {
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
    /// The score of the dimension, 0..100.
    pub compatibility: f64,
    /// The score of the dimension, 0..100.
    pub complementarity: f64,
    /// The score of the dimension, 0..100.
    pub risk_sharing: f64,
    /// The score of the dimension, 0..100.
    pub cost_sharing: f64,
    /// The score of the dimension, 0..100.
    pub commitment: f64,
    /// The id of the verdict.
    #[serde(with = "value::verdict")]
    pub verdict: Verdict,
    /// The ids of the gates that do not pass, hardest first.
    pub stopped_by: Vec<String>,
    /// The share of draws in which it ranks first, 0..1; null without draws.
    pub first_place: Option<f64>,
    /// The share of draws for each rank, from the first; null without draws and for long lists.
    pub rank_distribution: Option<Vec<f64>>,
    /// The dimensions with their criteria.
    pub dimensions: Five<DimensionV1>,
    /// Every gate that applies.
    pub gates: Vec<GateV1>,
    /// Its drawbacks.
    pub flags: Vec<FlagV1>,
    /// What to find out next, most valuable first.
    pub next_evidence: Vec<NextEvidenceV1>,
    /// The proposed terms beside those that the model would propose, as the candidate's shares.
    pub terms: TermsV1<f64>,
    /// Notes as the deal gives them; null where there are none.
    pub notes: Option<String>,
}

/// An answer that could add points.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct NextEvidenceV1 {
    /// The id of the criterion.
    pub criterion: String,
    /// The id of its dimension.
    pub dimension: String,
    /// The points of the total that it could add.
    pub points: f64,
}

impl AssessmentV1 {
    /// The id of the contract.
    pub const SCHEMA: &str = "partner-eval/assessment/1";

    /// An assessment as a document, with only the candidates that `shows` lets through.
    pub fn of(
        source: &Source,
        assessment: &Assessment<'_>,
        shows: impl Fn(&Candidate) -> bool,
    ) -> Self {
        let deal = assessment.deal;
        let rows = assessment.rows.iter().enumerate();
        Self {
            schema: Self::SCHEMA.to_owned(),
            tool_version: env!("CARGO_PKG_VERSION").to_owned(),
            model_version: Some(MODEL_VERSION),
            deal: DealV1::of(source, deal),
            aggregation: deal.aggregation.id().to_owned(),
            weights: Five::weights(deal),
            order: order(deal),
            asked: asked(deal),
            not_applicable: not_applicable(deal),
            candidates: rows
                .filter(|(_, row)| shows(assessment.candidate(row)))
                .map(|(place, row)| CandidateV1::of(assessment, place, row))
                .collect(),
            confidence: ConfidenceV1::of(assessment),
            screened: assessment.screened.as_ref().map(ScreenedV1::of),
        }
    }
}

impl ScreenedV1 {
    fn of(screened: &Screened) -> Self {
        Self {
            table: screened.table.clone(),
            rows: screened.rows,
            bad: screened.bad,
            rival: screened.rival.as_ref().map(|rival| RivalV1 {
                name: rival.name.clone(),
                line: rival.line,
                high: rival.high * 100.0,
            }),
        }
    }
}

impl CandidateV1 {
    pub(super) fn of(assessment: &Assessment<'_>, place: usize, row: &Row) -> Self {
        let deal = assessment.deal;
        let candidate = assessment.candidate(row);
        let members = [candidate];
        let relation = Relation::new(deal, &members);
        let evaluation = &row.evaluation;
        let total = evaluation.scores.total;
        let shares = assessment.confidence.shares.as_ref();
        let (score, low, high) = on_hundred(&total.score);
        let values = values(evaluation);
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
            first_place: shares.map(|shares| shares.first[place]),
            rank_distribution: shares
                .and_then(|shares| shares.ranks.as_ref())
                .map(|ranks| ranks[place].clone()),
            dimensions: dimensions(&relation, evaluation),
            gates: gates(deal, evaluation),
            flags: flags(&relation, evaluation),
            next_evidence: next
                .map(|next| NextEvidenceV1 {
                    criterion: deal.criterion_id(next.asked.id).to_owned(),
                    dimension: next.asked.dimension.id().to_owned(),
                    points: next.points,
                })
                .collect(),
            // The organization's share is the first.
            terms: TermsV1::of(&relation, |shares| shares.get(1).copied()),
            notes: candidate.notes.clone(),
        }
    }
}
