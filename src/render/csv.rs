//! `--format csv` and `--format csv-long`: RFC 4180, UTF-8, LF.

use std::borrow::Cow;

use crate::assessment::{Assessment, Row};
use crate::deal::{Candidate, Deal};
use crate::explain;
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
        |out, assessment, place, row| {
            let deal = assessment.deal;
            let evaluation = &row.evaluation;
            let shares = assessment.confidence.shares.as_ref();
            let first = shares.map(|shares| shares.first[place]);
            for cell in [
                text(&deal.name),
                deal.relationship.id().into(),
                row.rank.to_string().into(),
                text(&assessment.candidate(row).name),
            ] {
                out.write_field(cell.as_bytes())?;
            }
            standing(out, deal, evaluation)?;
            out.write_field(first.map_or(Cow::Borrowed(""), number).as_bytes())?;
            dimensions_and_flags(out, evaluation)?;
            end(out)
        },
    )
}

/// Ends a record of which all fields are written.
pub(super) fn end(out: &mut Writer) -> csv::Result<()> {
    out.write_record(None::<&[u8]>)
}

/// A table in memory.
pub type Writer = csv::Writer<Vec<u8>>;

/// The cells `score,low,high,known,verdict,stopped_by`.
pub(super) fn standing(out: &mut Writer, deal: &Deal, evaluation: &Evaluation) -> csv::Result<()> {
    let total = evaluation.scores.total;
    for x in [total.score.value, total.score.low, total.score.high] {
        with_number(x * 100.0, |cell| out.write_field(cell))?;
    }
    with_number(total.known, |cell| out.write_field(cell))?;
    out.write_field(evaluation.verdict.id())?;
    let stopped = evaluation.stopped_by();
    let stopped = joined(stopped.iter().map(|gate| gate.id(deal)));
    out.write_field(text(&stopped).as_bytes())
}

/// The cells of the five dimensions and `flags`.
pub(super) fn dimensions_and_flags(out: &mut Writer, evaluation: &Evaluation) -> csv::Result<()> {
    for dimension in &evaluation.scores.dimensions.0 {
        with_number(dimension.score.value * 100.0, |cell| out.write_field(cell))?;
    }
    out.write_field(joined(evaluation.flags().iter().map(|flag| flag.id())))
}

/// A list in a cell.
fn joined<'a>(ids: impl Iterator<Item = &'a str>) -> String {
    let mut text = String::new();
    for id in ids {
        if !text.is_empty() {
            text.push(';');
        }
        text.push_str(id);
    }
    text
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
        |out, assessment, _, row| {
            let deal = assessment.deal;
            let candidate = assessment.candidate(row);
            let members = [candidate];
            let relation = Relation::new(deal, &members);
            for (asked, criterion) in deal.plan.asked.iter().zip(&row.evaluation.scores.criteria) {
                let weight = deal.plan.weights.fractions[asked.dimension] * asked.fraction;
                let evidence = explain::evidence(&relation, asked.id);
                let record = [
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
                ];
                out.write_record(record.iter().map(|cell| cell.as_bytes()))?;
            }
            Ok(())
        },
    )
}

fn table(
    header: &[&str],
    assessments: &[&Assessment<'_>],
    shows: impl Fn(&Candidate) -> bool,
    rows: impl Fn(&mut Writer, &Assessment<'_>, usize, &Row) -> csv::Result<()>,
) -> csv::Result<String> {
    let mut out = csv::Writer::from_writer(Vec::new());
    out.write_record(header)?;
    for assessment in assessments {
        for (place, row) in assessment.rows.iter().enumerate() {
            if shows(assessment.candidate(row)) {
                rows(&mut out, assessment, place, row)?;
            }
        }
    }
    finish(out)
}

/// The text of a table.
pub(super) fn finish(writer: Writer) -> csv::Result<String> {
    let bytes = writer.into_inner().map_err(|error| error.into_error())?;
    // Every cell is text, so their table is.
    Ok(String::from_utf8_lossy(&bytes).into_owned())
}

/// An unrounded number: the shortest text that reads back as the same, without an exponent.
fn number(x: f64) -> Cow<'static, str> {
    with_number(x, |text| text.to_owned().into())
}

/// Hands on the text of a number. The standard library writes the same at a quarter of the speed, which
/// shows when a million rows are written.
fn with_number<T>(x: f64, write: impl FnOnce(&str) -> T) -> T {
    let mut buffer = zmij::Buffer::new();
    let text = buffer.format(x);
    match text.strip_suffix(".0") {
        Some(whole) => write(whole),
        None if text.contains(['e', 'N', 'i']) => write(&x.to_string()),
        None => write(text),
    }
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
    use super::{number, text};
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn numbers_are_those_of_the_standard_library(bits: u64, percent in 0.0..100.0f64) {
            for x in [f64::from_bits(bits), percent, percent.round(), percent / 1e9, -percent] {
                prop_assert_eq!(number(x).into_owned(), x.to_string());
            }
        }
    }

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
