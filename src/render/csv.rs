//! `--format csv` and `--format csv-long`: RFC 4180, UTF-8, LF.

use std::borrow::Cow;

use crate::assessment::{Assessment, Row};
use crate::deal::{Candidate, Deal};
use crate::explain;
use crate::model::Dimension;
use crate::score::{Evaluation, Relation};

const HEADER: [&str; 17] = [
    "deal",
    "relationship",
    "rank",
    "candidate",
    "score",
    "low",
    "high",
    "known",
    "verdict",
    "stopped_by",
    "first_place",
    "compatibility",
    "complementarity",
    "risk_sharing",
    "cost_sharing",
    "commitment",
    "flags",
];

const LONG_HEADER: [&str; 12] = [
    "deal",
    "candidate",
    "dimension",
    "criterion",
    "source",
    "score",
    "low",
    "high",
    "weight",
    "points",
    "detail",
    "evidence",
];

/// One row a candidate.
pub fn render(
    assessments: &[&Assessment<'_>],
    shows: impl Fn(&Candidate) -> bool,
) -> csv::Result<String> {
    table(
        &HEADER,
        assessments,
        shows,
        |assessment, place, row, write| {
            let deal = assessment.deal;
            let evaluation = &row.evaluation;
            let shares = assessment.confidence.shares.as_ref();
            let first = shares.map(|shares| shares.first[place]);
            let mut record = vec![
                text(&deal.name),
                deal.relationship.id().into(),
                row.rank.to_string().into(),
                text(&assessment.candidate(row).name),
            ];
            record.extend(standing(deal, evaluation));
            record.push(first.map_or(Cow::Borrowed(""), number));
            record.extend(dimensions_and_flags(evaluation));
            write(&record)
        },
    )
}

/// The cells `score,low,high,known,verdict,stopped_by`.
pub(super) fn standing(deal: &Deal, evaluation: &Evaluation) -> [Cow<'static, str>; 6] {
    let total = evaluation.scores.total;
    let stopped: Vec<&str> = evaluation
        .stopped_by()
        .iter()
        .map(|gate| gate.id(deal))
        .collect();
    [
        hundred(total.score.value),
        hundred(total.score.low),
        hundred(total.score.high),
        number(total.known),
        evaluation.verdict.id().into(),
        text(&stopped.join(";")).into_owned().into(),
    ]
}

/// The cells of the five dimensions and `flags`.
pub(super) fn dimensions_and_flags(evaluation: &Evaluation) -> Vec<Cow<'static, str>> {
    let value = |d: Dimension| hundred(evaluation.scores.dimensions[d].score.value);
    let flags: Vec<&str> = evaluation.flags().iter().map(|flag| flag.id()).collect();
    let dimensions = Dimension::ALL.into_iter().map(value);
    dimensions.chain([flags.join(";").into()]).collect()
}

/// One row a candidate and criterion.
pub fn render_long(
    assessments: &[&Assessment<'_>],
    shows: impl Fn(&Candidate) -> bool,
) -> csv::Result<String> {
    table(
        &LONG_HEADER,
        assessments,
        shows,
        |assessment, _, row, write| {
            let deal = assessment.deal;
            let candidate = assessment.candidate(row);
            let members = [candidate];
            let relation = Relation::new(deal, &members);
            for (asked, criterion) in deal.plan.asked.iter().zip(&row.evaluation.scores.criteria) {
                let weight = deal.plan.weights.fractions[asked.dimension] * asked.fraction;
                let evidence = explain::evidence(&relation, asked.id);
                write(&[
                    text(&deal.name),
                    text(&candidate.name),
                    asked.dimension.id().into(),
                    text(deal.criterion_id(asked.id)),
                    criterion.source.id().into(),
                    hundred(criterion.score.value),
                    hundred(criterion.score.low),
                    hundred(criterion.score.high),
                    number(asked.weight),
                    hundred(weight * criterion.score.value),
                    text(&explain::detail(&relation, asked, criterion))
                        .into_owned()
                        .into(),
                    evidence.map_or(Cow::Borrowed(""), |evidence| {
                        text(&evidence).into_owned().into()
                    }),
                ])?;
            }
            Ok(())
        },
    )
}

type Write<'w> = dyn FnMut(&[Cow<'_, str>]) -> csv::Result<()> + 'w;

fn table(
    header: &[&str],
    assessments: &[&Assessment<'_>],
    shows: impl Fn(&Candidate) -> bool,
    rows: impl Fn(&Assessment<'_>, usize, &Row, &mut Write<'_>) -> csv::Result<()>,
) -> csv::Result<String> {
    let mut writer = csv::Writer::from_writer(Vec::new());
    writer.write_record(header)?;
    for assessment in assessments {
        for (place, row) in assessment.rows.iter().enumerate() {
            if shows(assessment.candidate(row)) {
                rows(assessment, place, row, &mut |record| {
                    writer.write_record(record.iter().map(|cell| cell.as_bytes()))
                })?;
            }
        }
    }
    finish(writer)
}

/// The text of a table.
pub(super) fn finish(writer: csv::Writer<Vec<u8>>) -> csv::Result<String> {
    let bytes = writer.into_inner().map_err(|error| error.into_error())?;
    // Every cell is text, so their table is.
    Ok(String::from_utf8_lossy(&bytes).into_owned())
}

/// An unrounded number: the shortest text that reads back as the same.
fn number(x: f64) -> Cow<'static, str> {
    x.to_string().into()
}

fn hundred(x: f64) -> Cow<'static, str> {
    number(x * 100.0)
}

/// A text that no spreadsheet takes for a formula: one that begins like a formula gets a leading
/// apostrophe (OWASP, CSV injection).
pub fn text(cell: &str) -> Cow<'_, str> {
    const FORMULA: [char; 13] = [
        '=', '+', '-', '\u{2212}', '@', '\t', '\r', '\n', '\0', '\u{FF1D}', '\u{FF0B}', '\u{FF0D}',
        '\u{FF20}',
    ];
    if cell.starts_with(FORMULA) {
        format!("'{cell}").into()
    } else {
        cell.into()
    }
}

#[cfg(test)]
mod tests {
    use super::text;

    #[test]
    fn formulas_are_defused() {
        for (cell, safe) in [
            ("=1+1", "'=1+1"),
            ("-2", "'-2"),
            ("@SUM(A1)", "'@SUM(A1)"),
            ("\u{FF1D}1", "'\u{FF1D}1"),
            ("\tx", "'\tx"),
            ("a=1", "a=1"),
            ("", ""),
        ] {
            assert_eq!(text(cell), safe);
        }
    }
}
