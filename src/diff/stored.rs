//! Reads an assessment stored as JSON by `assess --format json`.
//!
//! Keys of the contract are only ever added: what is not known here is passed over, what is missing or
//! out of its range is an error.

use std::collections::HashSet;

use anyhow::{Context, bail};
use serde::{Deserialize, Deserializer, de};

use super::side::{AskedCriterion, CriterionStanding, GateStanding, Kind, Points, Side, Standing};
use crate::model::ByDimension;
use crate::read::Source;
use crate::score::{Outcome, Verdict};

/// The contract that is read.
const SCHEMA: &str = "partner-eval/assessment/1";

/// What a text holds, told from its first characters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Content {
    /// A deal: TOML.
    Deal,
    /// A JSON object.
    Assessment,
    /// A JSON array, which `assess` writes of several deals.
    Several,
}

/// What a text holds. No TOML begins with `{`, nor with `[` and then `{` or the end of a list.
pub fn content(text: &str) -> Content {
    let text = text.trim_start_matches('\u{feff}').trim_start();
    if text.starts_with('{') {
        return Content::Assessment;
    }
    let inside = text.strip_prefix('[').map(str::trim_start);
    match inside {
        Some(inside) if inside.starts_with(['{', ']']) => Content::Several,
        _ => Content::Deal,
    }
}

/// Reads a stored assessment.
pub fn read(source: &Source) -> anyhow::Result<Side> {
    let name = &source.name;
    let text = source.text.trim_start_matches('\u{feff}');
    let head: Head =
        serde_json::from_str(text).with_context(|| format!("{name} is not readable as JSON"))?;
    match head.schema.as_ref().and_then(|schema| schema.as_str()) {
        Some(SCHEMA) => {}
        Some(other) => bail!(
            "{name} has the schema `{other}`, not `{SCHEMA}`: diff takes deals and what \
             `assess --format json` writes"
        ),
        None => bail!(
            "{name} is JSON without a `schema`, so no assessment: diff takes deals and what \
             `assess --format json` writes"
        ),
    }
    let stored: AssessmentV1 = serde_json::from_str(text)
        .with_context(|| format!("{name} is not a complete assessment"))?;
    let mut seen = HashSet::new();
    if let Some(twice) = stored.candidates.iter().find(|c| !seen.insert(&c.name)) {
        bail!("{name} has two candidates named `{}`", twice.name);
    }
    Ok(side(name, stored))
}

#[derive(Deserialize)]
struct Head {
    schema: Option<serde_json::Value>,
}

#[derive(Deserialize)]
struct AssessmentV1 {
    model_version: Option<u32>,
    deal: DealV1,
    aggregation: String,
    weights: Five<Fraction>,
    asked: Five<Vec<AskedV1>>,
    candidates: Vec<CandidateV1>,
}

#[derive(Deserialize)]
struct DealV1 {
    name: String,
    relationship: String,
    source: String,
    sha256: String,
}

#[derive(Deserialize)]
struct Five<T> {
    compatibility: T,
    complementarity: T,
    risk_sharing: T,
    cost_sharing: T,
    commitment: T,
}

impl<T> Five<T> {
    fn map<U>(self, f: impl Fn(T) -> U) -> ByDimension<U> {
        ByDimension(
            [
                self.compatibility,
                self.complementarity,
                self.risk_sharing,
                self.cost_sharing,
                self.commitment,
            ]
            .map(f),
        )
    }
}

#[derive(Deserialize)]
struct AskedV1 {
    id: String,
    weight: Weight,
}

#[derive(Deserialize)]
struct CandidateV1 {
    rank: std::num::NonZeroUsize,
    name: String,
    score: Hundred,
    low: Hundred,
    high: Hundred,
    known: Fraction,
    #[serde(deserialize_with = "verdict")]
    verdict: Verdict,
    rank_distribution: Option<Vec<f64>>,
    dimensions: Five<DimensionV1>,
    gates: Vec<GateV1>,
}

#[derive(Deserialize)]
struct DimensionV1 {
    score: Hundred,
    low: Hundred,
    high: Hundred,
    criteria: Vec<CriterionV1>,
}

#[derive(Deserialize)]
struct CriterionV1 {
    id: String,
    score: Hundred,
    low: Hundred,
    high: Hundred,
}

#[derive(Deserialize)]
struct GateV1 {
    id: String,
    minimum: Option<Hundred>,
    #[serde(deserialize_with = "outcome")]
    outcome: Outcome,
}

/// A number within a range, forgiving the rounding of the last digit.
fn within<'de, D: Deserializer<'de>>(input: D, high: f64, what: &str) -> Result<f64, D::Error> {
    let number = f64::deserialize(input)?;
    let slack = high * 1e-9;
    if number >= -slack && number <= high + slack {
        return Ok(number);
    }
    Err(de::Error::custom(format!("{number} is not {what}")))
}

/// A score, 0..100.
#[derive(Clone, Copy)]
struct Hundred(f64);

impl<'de> Deserialize<'de> for Hundred {
    fn deserialize<D: Deserializer<'de>>(input: D) -> Result<Self, D::Error> {
        within(input, 100.0, "a score of 0 to 100").map(Self)
    }
}

/// A part of a whole, 0..1.
#[derive(Clone, Copy)]
struct Fraction(f64);

impl<'de> Deserialize<'de> for Fraction {
    fn deserialize<D: Deserializer<'de>>(input: D) -> Result<Self, D::Error> {
        within(input, 1.0, "a fraction of 0 to 1").map(Self)
    }
}

/// A weight as a deal gives it.
#[derive(Clone, Copy)]
struct Weight(f64);

impl<'de> Deserialize<'de> for Weight {
    fn deserialize<D: Deserializer<'de>>(input: D) -> Result<Self, D::Error> {
        within(input, crate::model::keys::LARGEST, "a weight").map(Self)
    }
}

fn verdict<'de, D: Deserializer<'de>>(input: D) -> Result<Verdict, D::Error> {
    let id = String::deserialize(input)?;
    let known = [
        Verdict::Recommended,
        Verdict::Conditional,
        Verdict::Undecided,
        Verdict::NotRecommended,
    ];
    let found = known.into_iter().find(|verdict| verdict.id() == id);
    found.ok_or_else(|| de::Error::custom(format!("unknown verdict `{id}`")))
}

fn outcome<'de, D: Deserializer<'de>>(input: D) -> Result<Outcome, D::Error> {
    let id = String::deserialize(input)?;
    let known = [Outcome::Pass, Outcome::Undecided, Outcome::Fail];
    let found = known.into_iter().find(|outcome| outcome.id() == id);
    found.ok_or_else(|| de::Error::custom(format!("unknown outcome `{id}`")))
}

fn points(score: Hundred, low: Hundred, high: Hundred) -> Points {
    Points {
        score: score.0,
        low: low.0,
        high: high.0,
    }
}

fn side(name: &str, stored: AssessmentV1) -> Side {
    let is_partial = is_partial(&stored.candidates);
    Side {
        source: name.to_owned(),
        kind: Kind::Assessment(stored.deal.source),
        sha256: stored.deal.sha256,
        deal: stored.deal.name,
        relationship: stored.deal.relationship,
        aggregation: stored.aggregation,
        model_version: stored.model_version,
        weights: stored.weights.map(|weight| weight.0),
        asked: stored.asked.map(|asked| {
            let asked = asked.into_iter();
            asked
                .map(|asked| AskedCriterion {
                    id: asked.id,
                    weight: asked.weight.0,
                })
                .collect()
        }),
        candidates: stored.candidates.into_iter().map(standing).collect(),
        is_partial,
    }
}

/// Whether `--candidate` left some out: their ranks are missing, or the ranks counted are more.
fn is_partial(candidates: &[CandidateV1]) -> bool {
    let mut ranks: Vec<usize> = candidates.iter().map(|c| c.rank.get()).collect();
    ranks.sort_unstable();
    let mut expected = 0;
    let has_gap = ranks.iter().enumerate().any(|(place, &rank)| {
        // Those that tie share the rank of the first of them.
        if rank != expected {
            expected = place + 1;
        }
        rank != expected
    });
    let counted = candidates
        .iter()
        .filter_map(|candidate| candidate.rank_distribution.as_ref());
    has_gap || counted.into_iter().any(|all| all.len() > candidates.len())
}

fn standing(candidate: CandidateV1) -> Standing {
    let mut dimensions = candidate
        .dimensions
        .map(|d| (points(d.score, d.low, d.high), d.criteria));
    Standing {
        name: candidate.name,
        line: None,
        rank: candidate.rank.get(),
        points: points(candidate.score, candidate.low, candidate.high),
        known: candidate.known.0,
        verdict: candidate.verdict,
        criteria: ByDimension::of(|dimension| {
            let criteria = std::mem::take(&mut dimensions[dimension].1).into_iter();
            criteria
                .map(|criterion| CriterionStanding {
                    id: criterion.id,
                    points: points(criterion.score, criterion.low, criterion.high),
                })
                .collect()
        }),
        dimensions: ByDimension::of(|dimension| dimensions[dimension].0),
        gates: candidate
            .gates
            .into_iter()
            .map(|gate| GateStanding {
                id: gate.id,
                minimum: gate.minimum.map(|minimum| minimum.0),
                outcome: gate.outcome,
            })
            .collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn content_shows_in_the_first_characters() {
        assert_eq!(content("\u{feff} \n{"), Content::Assessment);
        assert_eq!(content("[\n  {"), Content::Several);
        assert_eq!(content("[[candidates]]"), Content::Deal);
        assert_eq!(content("# {\n[deal]"), Content::Deal);
        assert_eq!(content(""), Content::Deal);
    }
}
