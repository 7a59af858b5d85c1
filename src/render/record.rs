//! `screen --all`: a scored row a line, as CSV or as JSON.

use super::csv::{DIMENSIONS_AND_FLAGS, STANDING, Table};
use super::json::hundred;
use crate::deal::Deal;
use crate::model::Dimension;
use crate::score::Evaluation;

/// A table with the names of the columns, which are the keys of the JSON.
pub fn header() -> Table {
    Table::new(&[&["name"], &STANDING, &DIMENSIONS_AND_FLAGS])
}

/// Appends a scored row as a row of CSV.
pub fn csv(out: &mut Vec<u8>, deal: &Deal, name: &str, evaluation: &Evaluation) {
    let mut table = Table::over(std::mem::take(out));
    table.text(name);
    table.standing(deal, evaluation);
    table.dimensions_and_flags(evaluation);
    table.end();
    *out = table.into_bytes();
}

/// Appends a scored row as a line of JSON. Keys are written as they stand, because they need no escape
/// and there are thirteen million of them in a table of a million rows.
pub fn json(
    out: &mut Vec<u8>,
    deal: &Deal,
    name: &str,
    evaluation: &Evaluation,
) -> serde_json::Result<()> {
    let total = evaluation.scores.total;
    let (score, low, high) = hundred(&total.score);
    out.extend_from_slice(b"{\"name\":");
    serde_json::to_writer(&mut *out, name)?;
    number(out, "score", score);
    number(out, "low", low);
    number(out, "high", high);
    number(out, "known", total.known);
    key(out, "verdict");
    serde_json::to_writer(&mut *out, evaluation.verdict.id())?;
    let stopped = evaluation.stopped_by();
    list(out, "stopped_by", stopped.iter().map(|gate| gate.id(deal)))?;
    for (dimension, score) in evaluation.scores.dimensions.iter() {
        number(out, Dimension::id(dimension), score.score.value * 100.0);
    }
    list(
        out,
        "flags",
        evaluation.flags().iter().map(|flag| flag.id()),
    )?;
    out.extend_from_slice(b"}\n");
    Ok(())
}

fn key(out: &mut Vec<u8>, key: &str) {
    out.extend_from_slice(b",\"");
    out.extend_from_slice(key.as_bytes());
    out.extend_from_slice(b"\":");
}

/// As serde_json writes it.
fn number(out: &mut Vec<u8>, name: &str, x: f64) {
    key(out, name);
    out.extend_from_slice(zmij::Buffer::new().format_finite(x).as_bytes());
}

fn list<'a>(
    out: &mut Vec<u8>,
    name: &str,
    ids: impl Iterator<Item = &'a str>,
) -> serde_json::Result<()> {
    key(out, name);
    out.push(b'[');
    for (place, id) in ids.enumerate() {
        if place > 0 {
            out.push(b',');
        }
        serde_json::to_writer(&mut *out, id)?;
    }
    out.push(b']');
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::score::testing::deal;

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
        let columns = header().finish();
        let columns: Vec<&str> = columns.trim_end().split(',').collect();
        assert_eq!(keys[..columns.len()], columns);
        let read: serde_json::Value = serde_json::from_str(&text).expect("JSON");
        assert_eq!(read["name"], "a \"b\"\n");
        assert_eq!(read["flags"], serde_json::json!(["veto"]));
        let mut table = header().into_bytes();
        csv(&mut table, &deal, "a, b", &evaluation);
        let mut reader = csv::Reader::from_reader(table.as_slice());
        let record = reader
            .records()
            .next()
            .expect("a row")
            .expect("as wide as the header");
        assert_eq!(&record[0], "a, b");
    }
}
