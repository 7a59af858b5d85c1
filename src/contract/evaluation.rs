//! Dimensions, criteria, gates and flags of a candidate or a set.

use serde::{Deserialize, Serialize};

use super::deal::Five;
use super::value::{self, on_hundred};
use crate::criteria::Relation;
use crate::deal::{Candidate, CriterionId, Deal, Evidence, Mark};
use crate::explain::{self, Lapsed, LapsedAnswer};
use crate::model::keys::key_path;
use crate::score::{Evaluation, Gate, GateKind, Outcome};

/// A dimension.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct DimensionV2 {
    /// What is proven, 0..100.
    #[serde(deserialize_with = "value::hundred")]
    pub score: f64,
    /// The least that it may be, 0..100.
    #[serde(deserialize_with = "value::hundred")]
    pub low: f64,
    /// The most that it may be, 0..100.
    #[serde(deserialize_with = "value::hundred")]
    pub high: f64,
    /// Its weight in the total, 0..1.
    pub weight: f64,
    /// Its criteria, in the order of the model.
    pub criteria: Vec<CriterionV2>,
}

/// A criterion.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct CriterionV2 {
    /// Its id.
    pub id: String,
    /// What is proven, 0..100.
    #[serde(deserialize_with = "value::hundred")]
    pub score: f64,
    /// The least that it may be, 0..100.
    #[serde(deserialize_with = "value::hundred")]
    pub low: f64,
    /// The most that it may be, 0..100.
    #[serde(deserialize_with = "value::hundred")]
    pub high: f64,
    /// How much of it is answered, 0..1.
    pub known: f64,
    /// Its weight inside the dimension, as given.
    pub weight: f64,
    /// Its part of the whole, 0..1.
    pub share: f64,
    /// Where the score comes from.
    pub source: String,
    /// The formula with its numbers, in words.
    pub detail: String,
    /// The evidence of a rating, or the sources of the facts; null where there is none.
    pub evidence: Option<EvidenceV2>,
    /// The marks of a panel; null where there is none.
    pub marks: Option<Vec<MarkV2>>,
    /// What the panel agreed on, which counts in the place of the marks; null where it did not, and of a set.
    #[serde(default)]
    pub consensus: Option<MarkV2>,
}

/// What something rests on.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct EvidenceV2 {
    /// What shows it.
    pub text: Option<String>,
    /// Who says so.
    pub by: Option<String>,
    /// The day it was seen.
    pub seen: Option<String>,
    /// The last day on which it counts.
    pub until: Option<String>,
    /// `claimed`, `documented` or `verified`.
    pub grade: Option<String>,
}

impl From<&Evidence> for EvidenceV2 {
    fn from(evidence: &Evidence) -> Self {
        Self {
            text: evidence.text.clone(),
            by: evidence.by.clone(),
            seen: evidence.seen.map(|day| day.to_string()),
            until: evidence.until.map(|day| day.to_string()),
            grade: evidence.grade.map(|grade| grade.id().to_owned()),
        }
    }
}

/// A rating, a mark or a fact that is taken for unknown, since its evidence ran out.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct LapsedV2 {
    /// The path of the key as TOML writes it, from the candidate: `ratings.trust`, `stake`.
    pub key: String,
    /// The same, a word each.
    pub path: Vec<String>,
    /// Whose mark it is; null of a whole rating, of what a panel agreed on, of a mark without a name and of a fact.
    pub reviewer: Option<String>,
    /// The evidence, whose `until` lies before the day of the assessment.
    pub evidence: EvidenceV2,
}

/// What of a candidate rests on evidence that ran out: ratings, each before its marks, then facts.
pub(super) fn lapsed(deal: &Deal, candidate: &Candidate) -> Vec<LapsedV2> {
    let found = explain::lapsed(deal, candidate);
    let document = |lapsed: &Lapsed<'_>| {
        let path = match lapsed.answer {
            LapsedAnswer::Rating(id) => vec!["ratings", deal.criterion_id(id)],
            LapsedAnswer::Fact(key) => vec![key],
        };
        let path: Vec<String> = path.into_iter().map(str::to_owned).collect();
        LapsedV2 {
            key: key_path(&path),
            path,
            reviewer: lapsed.mark.and_then(|mark| mark.reviewer.clone()),
            evidence: lapsed.evidence.into(),
        }
    };
    found.iter().map(document).collect()
}

/// What a reviewer said.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct MarkV2 {
    /// The name, or a letter of an anonymous assessment; null in an unnamed panel.
    pub reviewer: Option<String>,
    /// The mark, 0..10; null where the reviewer abstains.
    pub score: Option<f64>,
    /// What it rests on.
    pub evidence: Option<EvidenceV2>,
    /// Why the reviewer abstains, or `abstains` where no reason is given; null of a mark.
    pub abstains: Option<String>,
    /// The review file in which it stands; null where it stands beside its candidate, and of an anonymous assessment.
    #[serde(default)]
    pub source: Option<String>,
    /// Its line there; 0 of an anonymous assessment.
    #[serde(default)]
    pub line: u32,
}

impl From<&Mark> for MarkV2 {
    fn from(mark: &Mark) -> Self {
        let why = || mark.abstains.as_deref().unwrap_or("abstains");
        Self {
            reviewer: mark.reviewer.clone(),
            score: mark.score.map(|score| score * 10.0),
            evidence: mark.evidence.as_ref().map(EvidenceV2::from),
            abstains: mark.score.is_none().then(|| why().to_owned()),
            source: mark.file.as_deref().map(str::to_owned),
            line: mark.line,
        }
    }
}

/// A gate that applies.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct GateV2 {
    /// Its id.
    pub id: String,
    /// The minimum, 0..100; null for a gate that facts pass or fail.
    #[serde(default, deserialize_with = "value::maybe_hundred")]
    pub minimum: Option<f64>,
    /// What is proven of the score that the minimum is set on, 0..100; null where there is none.
    pub score: Option<f64>,
    /// The most that the score may be, 0..100; null where there is none.
    pub high: Option<f64>,
    /// `pass`, `undecided` or `fail`.
    #[serde(with = "value::outcome")]
    pub outcome: Outcome,
    /// Who sets it: `default`, `deal`, `house`, `command` or `rule`.
    pub from: String,
    /// `not asked` of a house's minimum on what the deal took out; else null.
    pub reason: Option<String>,
}

/// What a conditional verdict depends on.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ConditionV2 {
    /// How good what is open must turn out, 0..1.
    pub theta: f64,
    /// The criteria that count for it.
    pub open: Vec<OpenV2>,
}

/// The score that an open criterion then has.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct OpenV2 {
    /// Its id.
    pub criterion: String,
    /// 0..100.
    pub at_least: f64,
}

/// What a conditional verdict depends on; none of another verdict.
pub(super) fn condition(deal: &Deal, evaluation: &Evaluation) -> Option<ConditionV2> {
    let condition = evaluation.condition.as_ref()?;
    let open = condition.open.iter().map(|(place, at_least)| OpenV2 {
        criterion: deal.criterion_id(deal.plan.asked[*place].id).to_owned(),
        at_least: at_least * 100.0,
    });
    Some(ConditionV2 {
        theta: condition.part,
        open: open.collect(),
    })
}

/// The ids of the gates that fail, in their order.
pub(super) fn failed(deal: &Deal, evaluation: &Evaluation) -> Vec<String> {
    let gates = evaluation.gates.iter();
    let failed = gates.filter(|gate| gate.outcome == Outcome::Fail);
    failed.map(|gate| gate.id(deal).to_owned()).collect()
}

/// A failed condition, or a drawback that does not stop.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct FlagV2 {
    /// Its id.
    pub id: String,
    /// Why it is raised, in words; several reasons are joined by `; `.
    pub message: String,
}

/// The ids of the gates that do not pass, hardest first.
pub(super) fn stopped_by(deal: &Deal, evaluation: &Evaluation) -> Vec<String> {
    let stopped = evaluation.stopped_by();
    stopped
        .iter()
        .map(|gate| gate.id(deal).to_owned())
        .collect()
}

/// The value of each dimension, 0..100.
pub(super) fn values(deal: &Deal, evaluation: &Evaluation) -> Five<Option<f64>> {
    Five::of(|d| {
        let is_asked = deal.plan.of(d).next().is_some();
        is_asked.then_some(evaluation.scores.dimensions[d].score.value * 100.0)
    })
}

/// Every dimension with its criteria; none where a deal by criteria has no criterion in it.
pub(super) fn dimensions(
    relation: &Relation<'_>,
    evaluation: &Evaluation,
) -> Five<Option<DimensionV2>> {
    let deal = relation.deal;
    Five::of(|dimension| {
        deal.plan.of(dimension).next()?;
        let (score, low, high) = on_hundred(&evaluation.scores.dimensions[dimension].score);
        let weight = deal.plan.weights.fractions[dimension];
        let criteria = deal.plan.asked.iter().zip(&evaluation.scores.criteria);
        Some(DimensionV2 {
            score,
            low,
            high,
            weight,
            criteria: criteria
                .filter(|(asked, _)| asked.dimension == dimension)
                .map(|(asked, criterion)| {
                    let (score, low, high) = on_hundred(&criterion.score);
                    let evidence = explain::evidence(relation, asked.id);
                    CriterionV2 {
                        id: deal.criterion_id(asked.id).to_owned(),
                        score,
                        low,
                        high,
                        known: criterion.known,
                        weight: asked.weight,
                        share: weight * asked.fraction,
                        source: criterion.basis.id().to_owned(),
                        detail: explain::detail(relation, asked, criterion),
                        evidence: evidence.as_ref().map(EvidenceV2::from),
                        marks: marks(relation, asked.id),
                        consensus: consensus(relation, asked.id),
                    }
                })
                .collect(),
        })
    })
}

/// The marks of a panel; those of all members of a set.
pub(super) fn marks(relation: &Relation<'_>, id: CriterionId) -> Option<Vec<MarkV2>> {
    let panels = relation.members.iter();
    let panels = panels.filter_map(|member| member.ratings.panel(id));
    let marks = panels.flat_map(|panel| &panel.marks).map(MarkV2::from);
    let marks: Vec<MarkV2> = marks.collect();
    (!marks.is_empty()).then_some(marks)
}

/// What the panel of a single candidate agreed on.
pub(super) fn consensus(relation: &Relation<'_>, id: CriterionId) -> Option<MarkV2> {
    let [member] = relation.members else {
        return None;
    };
    let consensus = member.ratings.panel(id)?.consensus.as_ref()?;
    Some(MarkV2::from(consensus))
}

/// Every gate that applies.
pub(super) fn gates(deal: &Deal, evaluation: &Evaluation) -> Vec<GateV2> {
    let gate = |gate: &Gate| {
        let (minimum, score, high) = match gate.kind {
            GateKind::Minimum(minimum, _) if !minimum.is_asked => {
                (Some(minimum.minimum), None, None)
            }
            GateKind::Minimum(minimum, score) => {
                (Some(minimum.minimum), Some(score.value), Some(score.high))
            }
            GateKind::Known { minimum, known, .. } => (Some(minimum), Some(known), None),
            GateKind::PassFail(..) => (None, None, None),
        };
        GateV2 {
            id: gate.id(deal).to_owned(),
            minimum,
            score: score.map(|score| score * 100.0),
            high: high.map(|high| high * 100.0),
            outcome: gate.outcome,
            from: gate.from().id().to_owned(),
            reason: gate.is_not_asked().then(|| "not asked".to_owned()),
        }
    };
    evaluation.gates.iter().map(gate).collect()
}

/// Each flag once, with all its reasons.
pub(super) fn flags(relation: &Relation<'_>, evaluation: &Evaluation) -> Vec<FlagV2> {
    let flags = evaluation.flags().into_iter();
    flags
        .map(|flag| {
            let concerns = evaluation.concerns.iter();
            let messages: Vec<String> = concerns
                .filter(|concern| concern.flag() == Some(flag))
                .map(|concern| explain::message(relation, concern))
                .collect();
            FlagV2 {
                id: flag.id().to_owned(),
                message: messages.join("; "),
            }
        })
        .collect()
}
