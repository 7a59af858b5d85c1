//! `screen --all`: a scored row a line, as CSV or as JSON.

use serde::Serialize;

use super::csv::{Writer, dimensions_and_flags, end, standing, text};
use super::json::{hundred, stopped_by};
use crate::deal::Deal;
use crate::score::Evaluation;

/// The columns of the CSV and the keys of the JSON.
pub const HEADER: [&str; 13] = [
    "name",
    "score",
    "low",
    "high",
    "known",
    "verdict",
    "stopped_by",
    "compatibility",
    "complementarity",
    "risk_sharing",
    "cost_sharing",
    "commitment",
    "flags",
];

#[derive(Serialize)]
struct RecordV1<'a> {
    name: &'a str,
    score: f64,
    low: f64,
    high: f64,
    known: f64,
    verdict: &'static str,
    stopped_by: Vec<&'a str>,
    compatibility: f64,
    complementarity: f64,
    risk_sharing: f64,
    cost_sharing: f64,
    commitment: f64,
    flags: Vec<&'static str>,
}

/// Appends a scored row as a line of JSON.
pub fn json(
    out: &mut Vec<u8>,
    deal: &Deal,
    name: &str,
    evaluation: &Evaluation,
) -> serde_json::Result<()> {
    let total = evaluation.scores.total;
    let (score, low, high) = hundred(&total.score);
    let dimensions = &evaluation.scores.dimensions;
    let [
        compatibility,
        complementarity,
        risk_sharing,
        cost_sharing,
        commitment,
    ] = dimensions.0.map(|dimension| dimension.score.value * 100.0);
    let record = RecordV1 {
        name,
        score,
        low,
        high,
        known: total.known,
        verdict: evaluation.verdict.id(),
        stopped_by: stopped_by(deal, evaluation),
        compatibility,
        complementarity,
        risk_sharing,
        cost_sharing,
        commitment,
        flags: evaluation.flags().iter().map(|flag| flag.id()).collect(),
    };
    serde_json::to_writer(&mut *out, &record)?;
    out.push(b'\n');
    Ok(())
}

/// Writes a scored row as a record of CSV.
pub fn csv(out: &mut Writer, deal: &Deal, name: &str, evaluation: &Evaluation) -> csv::Result<()> {
    out.write_field(text(name).as_bytes())?;
    standing(out, deal, evaluation)?;
    dimensions_and_flags(out, evaluation)?;
    end(out)
}
