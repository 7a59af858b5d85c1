//! `screen --all`: a scored row a line, as CSV or as JSON.

use super::assessments::{Assessments, CsvForm};
use super::csv::{CsvText, DIMENSIONS_AND_FLAGS, LastNumber, STANDING};
use super::sanitize::without_marks;
use super::text::Page;
use crate::contract::RecordV2;
use crate::deal::Deal;
use crate::score::Evaluation;

/// A table with the names of the columns, which are the keys of the JSON.
pub fn header(form: CsvForm) -> CsvText {
    CsvText::new(form, &[&["name"], &STANDING, &DIMENSIONS_AND_FLAGS])
}

/// Appends a scored row as a row of CSV.
pub fn csv(out: &mut Vec<u8>, form: CsvForm, deal: &Deal, name: &str, evaluation: &Evaluation) {
    let mut table = CsvText::over(std::mem::take(out), form);
    table.text(name);
    table.standing(deal, evaluation);
    table.dimensions_and_flags(deal, evaluation);
    table.end();
    *out = table.into_bytes();
}

/// The rows that are shown as lines of JSON.
pub fn render(all: &Assessments<'_>, _: Page) -> anyhow::Result<String> {
    let mut lines = Vec::new();
    for deal in &all.deals {
        let assessment = deal.assessment;
        for (_, row) in all.rows(deal) {
            let name = &assessment.candidate(row).name;
            json(&mut lines, assessment.deal, name, &row.evaluation)?;
        }
    }
    Ok(String::from_utf8(lines)?)
}

/// The keys of the dimensions, as they are written.
const DIMENSIONS: [&str; 5] = [
    ",\"compatibility\":",
    ",\"complementarity\":",
    ",\"risk_sharing\":",
    ",\"cost_sharing\":",
    ",\"commitment\":",
];

/// Appends a scored row as a line of JSON, a [`RecordV2`]. Keys are written as they stand, because they need no
/// escape and there are fourteen million of them in a table of a million rows.
pub fn json(
    out: &mut Vec<u8>,
    deal: &Deal,
    name: &str,
    evaluation: &Evaluation,
) -> serde_json::Result<()> {
    let total = evaluation.scores.total;
    let score = total.score;
    let mut last = LastNumber::default();
    let mut number = |out: &mut Vec<u8>, key: &str, x: f64| {
        out.extend_from_slice(key.as_bytes());
        // As serde_json writes it.
        last.write(out, x, |out| {
            out.extend_from_slice(zmij::Buffer::new().format_finite(x).as_bytes());
        });
    };
    out.extend_from_slice(b"{\"schema\":\"");
    out.extend_from_slice(RecordV2::SCHEMA.as_bytes());
    out.extend_from_slice(b"\",\"name\":");
    if name.contains("##") {
        let name = serde_json::to_string(name)?;
        out.extend_from_slice(without_marks(&name, "\\u0023").as_bytes());
    } else {
        serde_json::to_writer(&mut *out, name)?;
    }
    number(out, ",\"score\":", score.value * 100.0);
    number(out, ",\"low\":", score.low * 100.0);
    number(out, ",\"high\":", score.high * 100.0);
    number(out, ",\"known\":", total.known);
    out.extend_from_slice(b",\"verdict\":\"");
    out.extend_from_slice(evaluation.verdict.id().as_bytes());
    out.extend_from_slice(b"\",\"stopped_by\":[");
    for (place, gate) in evaluation.stopped_by().iter().enumerate() {
        if place > 0 {
            out.push(b',');
        }
        serde_json::to_writer(&mut *out, gate.id(deal))?;
    }
    out.push(b']');
    for (key, (dimension, score)) in DIMENSIONS.iter().zip(evaluation.scores.dimensions.iter()) {
        match deal.plan.of(dimension).next() {
            Some(_) => number(out, key, score.score.value * 100.0),
            None => {
                out.extend_from_slice(key.as_bytes());
                out.extend_from_slice(b"null");
            }
        }
    }
    out.extend_from_slice(b",\"flags\":[");
    for (place, flag) in evaluation.flags().iter().enumerate() {
        if place > 0 {
            out.push(b',');
        }
        serde_json::to_writer(&mut *out, flag.id())?;
    }
    out.extend_from_slice(b"]}\n");
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::criteria::testing::deal;

    #[test]
    fn keys_and_columns_are_the_same() {
        let deal = deal(
            "network",
            "organization.name = 'Us'\n",
            "veto = 'a, \"b\"'\n",
        );
        let evaluation = Evaluation::of(&deal, &[&deal.candidates[0]]);
        let mut line = Vec::new();
        json(&mut line, &deal, "a \"b\"\n", &evaluation).expect("written");
        let text = String::from_utf8(line).expect("text");
        let keys: Vec<&str> = text
            .split("\":")
            .filter_map(|part| part.rsplit_once('"'))
            .map(|(_, key)| key)
            .collect();
        let form = CsvForm::default();
        let columns = header(form).finish();
        let columns: Vec<&str> = columns.trim_end().split(',').collect();
        assert_eq!(keys[0], "schema");
        assert_eq!(keys[1..=columns.len()], columns);
        let read: serde_json::Value = serde_json::from_str(&text).expect("JSON");
        assert_eq!(read["flags"], serde_json::json!(["veto"]));
        let record = RecordV2::of(&deal, "a \"b\"\n", &evaluation);
        assert_eq!(
            text,
            serde_json::to_string(&record).expect("written") + "\n"
        );
        assert_eq!(
            serde_json::from_str::<RecordV2>(&text).expect("a record"),
            record
        );
        let mut table = header(form).into_bytes();
        csv(&mut table, form, &deal, "a, b", &evaluation);
        let mut reader = csv::Reader::from_reader(table.as_slice());
        let record = reader
            .records()
            .next()
            .expect("a row")
            .expect("as wide as the header");
        assert_eq!(&record[0], "a, b");
    }
}
