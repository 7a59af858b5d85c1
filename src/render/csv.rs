//! `--format csv` and `--format csv-long`: RFC 4180, UTF-8, LF.

use std::borrow::Cow;
use std::ops::Range;

use super::assessments::{Assessments, CsvForm};
use super::sanitize::{harmless, without_marks};
use crate::assessment::{Assessment, Row};
use crate::compose::Composition;
use crate::criteria::Relation;
use crate::deal::Deal;
use crate::explain;
use crate::score::Evaluation;

/// The names of the cells that [`CsvText::standing`] adds.
pub const STANDING: [&str; 6] = ["score", "low", "high", "known", "verdict", "stopped_by"];

/// The names of the cells that [`CsvText::dimensions_and_flags`] adds.
pub const DIMENSIONS_AND_FLAGS: [&str; 6] = [
    "compatibility",
    "complementarity",
    "risk_sharing",
    "cost_sharing",
    "commitment",
    "flags",
];

const LONG_HEADER: [&str; 18] = [
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
    "file",
    "dimension_weight",
    "evidence_by",
    "evidence_seen",
    "evidence_until",
    "evidence_grade",
];

/// One row a candidate.
pub fn render(all: &Assessments<'_>, form: CsvForm) -> anyhow::Result<String> {
    let mut out = CsvText::new(
        form,
        &[
            &["deal", "relationship", "rank", "candidate"],
            &STANDING,
            &["first_place"],
            &DIMENSIONS_AND_FLAGS,
            &["file"],
        ],
    );
    each(all, |source, assessment, place, row| {
        let deal = assessment.deal;
        out.text(&deal.name);
        out.text(deal.relationship.id());
        out.count(row.rank);
        out.text(&assessment.candidate(row).name);
        out.standing(deal, &row.evaluation);
        out.maybe_number(assessment.confidence.first_place(place));
        out.dimensions_and_flags(deal, &row.evaluation);
        out.text(source);
        out.end();
    });
    Ok(out.finish())
}

/// One row a set of members, which are a list; a search that was stopped has `false` as `optimal`.
pub fn render_sets(deal: &Deal, composition: &Composition<'_>, form: CsvForm) -> String {
    let mut out = CsvText::new(
        form,
        &[
            &["deal", "relationship", "rank", "members", "size"],
            &STANDING,
            &DIMENSIONS_AND_FLAGS,
            &["optimal"],
        ],
    );
    let is_optimal = composition.bound.is_none();
    for (at, found) in composition.sets.iter().enumerate() {
        out.text(&deal.name);
        out.text(deal.relationship.id());
        out.count(at + 1);
        out.list(found.members.iter().map(|member| member.name.as_str()));
        out.count(found.members.len());
        out.standing(deal, &found.evaluation);
        out.dimensions_and_flags(deal, &found.evaluation);
        out.id(if is_optimal { "true" } else { "false" });
        out.end();
    }
    out.finish()
}

/// One row a candidate and criterion.
pub fn render_long(all: &Assessments<'_>, form: CsvForm) -> anyhow::Result<String> {
    let reviewers = reviewers(all);
    let marks: Vec<String> = reviewers
        .iter()
        .map(|name| format!("mark:{name}"))
        .collect();
    let marks: Vec<&str> = marks.iter().map(String::as_str).collect();
    let mut out = CsvText::new(form, &[&LONG_HEADER, &marks]);
    each(all, |source, assessment, _, row| {
        let deal = assessment.deal;
        let candidate = assessment.candidate(row);
        let members = [candidate];
        let relation = Relation::new(deal, &members);
        for (asked, criterion) in deal.plan.asked.iter().zip(&row.evaluation.scores.criteria) {
            let of_dimension = deal.plan.weights.fractions[asked.dimension];
            let weight = of_dimension * asked.fraction;
            out.text(&deal.name);
            out.text(&candidate.name);
            out.text(asked.dimension.id());
            out.text(deal.criterion_id(asked.id));
            out.text(criterion.basis.id());
            for x in [
                criterion.score.value,
                criterion.score.low,
                criterion.score.high,
            ] {
                out.number(x * 100.0);
            }
            out.number(asked.weight);
            out.number(weight * criterion.score.value * 100.0);
            out.text(&explain::detail(&relation, asked, criterion));
            let evidence = explain::evidence(&relation, asked.id).unwrap_or_default();
            out.text(evidence.text.as_deref().unwrap_or_default());
            out.text(source);
            out.number(of_dimension);
            out.text(evidence.by.as_deref().unwrap_or_default());
            for day in [evidence.seen, evidence.until] {
                out.text(&day.map_or_else(String::new, |day| day.to_string()));
            }
            out.text(evidence.grade.map_or("", |grade| grade.id()));
            for name in &reviewers {
                let panel = candidate.ratings.panel(asked.id);
                match panel.and_then(|panel| panel.by(name)) {
                    Some(mark) if mark.score.is_none() => out.text("abstains"),
                    mark => out.maybe_number(mark.and_then(|mark| mark.score).map(|x| x * 10.0)),
                }
            }
            out.end();
        }
    });
    Ok(out.finish())
}

/// Everybody who marked anything, by name.
fn reviewers(all: &Assessments<'_>) -> Vec<String> {
    let mut names: Vec<String> = Vec::new();
    for assessed in &all.deals {
        let candidates = assessed.assessment.deal.candidates.iter();
        let panels = candidates.flat_map(|candidate| candidate.ratings.panels());
        let marks = panels.flat_map(|(_, panel)| &panel.marks);
        names.extend(marks.filter_map(|mark| mark.reviewer.clone()));
    }
    names.sort_unstable();
    names.dedup();
    names
}

fn each(all: &Assessments<'_>, mut write: impl FnMut(&str, &Assessment<'_>, usize, &Row)) {
    for deal in &all.deals {
        for (place, row) in all.rows(deal) {
            write(&deal.source.name, deal.assessment, place, row);
        }
    }
}

/// A table as it is written, cell by cell. A million rows are too many to ask the csv crate about every
/// number.
#[derive(Debug, Default)]
pub struct CsvText {
    /// Behind each cell stands a delimiter, until the row ends.
    bytes: Vec<u8>,
    form: CsvForm,
    last: LastNumber,
}

/// The number that was written last, and where its text stands: without ranges a score is its own low end, and
/// finding the shortest text is most of the work.
#[derive(Debug)]
pub struct LastNumber {
    bits: u64,
    text: Range<usize>,
}

impl Default for LastNumber {
    fn default() -> Self {
        Self {
            // Not a number, so that none is like it.
            bits: u64::MAX,
            text: 0..0,
        }
    }
}

impl LastNumber {
    /// Appends the text of a number, which `write` writes if it is not that of the last one.
    #[inline]
    pub fn write(&mut self, out: &mut Vec<u8>, x: f64, write: impl FnOnce(&mut Vec<u8>)) {
        let start = out.len();
        if x.to_bits() == self.bits {
            out.extend_from_within(self.text.clone());
        } else {
            write(out);
        }
        self.bits = x.to_bits();
        self.text = start..out.len();
    }
}

impl CsvText {
    /// A table of this form with the names of its columns, in groups.
    pub fn new(form: CsvForm, header: &[&[&str]]) -> Self {
        let mark = if form.bom { "\u{feff}" } else { "" };
        let mut table = Self::over(mark.into(), form);
        let names = header.iter().flat_map(|names| *names);
        names.for_each(|name| table.text(name));
        table.end();
        table
    }

    /// Goes on with a table of this form that is empty or ends with a row.
    pub fn over(bytes: Vec<u8>, form: CsvForm) -> Self {
        Self {
            bytes,
            form,
            ..Self::default()
        }
    }

    /// Adds a text, safe for spreadsheets.
    pub fn text(&mut self, cell: &str) {
        let start = self.bytes.len();
        self.bytes.extend_from_slice(cell.as_bytes());
        self.close(start);
    }

    /// Adds an id of the program's own, which is safe as it is.
    fn id(&mut self, id: &'static str) {
        self.bytes.extend_from_slice(id.as_bytes());
        self.delimit();
    }

    /// Adds a list joined by `;`, which is a line of CSV in itself: a member with a `;` or a quote in it stands in
    /// quotes, and a quote in it is doubled.
    fn list<'a>(&mut self, members: impl Iterator<Item = &'a str>) {
        let start = self.bytes.len();
        for (place, member) in members.enumerate() {
            if place > 0 {
                self.bytes.push(b';');
            }
            if member.bytes().any(|byte| matches!(byte, b';' | b'"')) {
                let quoted = format!("\"{}\"", member.replace('"', "\"\""));
                self.bytes.extend_from_slice(quoted.as_bytes());
            } else {
                self.bytes.extend_from_slice(member.as_bytes());
            }
        }
        self.close(start);
    }

    fn delimit(&mut self) {
        self.bytes.push(self.form.delimiter);
    }

    /// Ends a cell of text that begins there: quoted where it must be, and safe.
    fn close(&mut self, start: usize) {
        const TO_QUOTE: u8 = 1;
        const TO_LOOK_AT: u8 = 2;
        let delimiter = self.form.delimiter;
        let kind = |byte: u8| {
            let is_quoted = matches!(byte, b'"' | b',') || byte == delimiter;
            let is_odd = matches!(byte, b'\r' | b'\n' | b'#');
            (u8::from(is_quoted) * TO_QUOTE) | (u8::from(is_odd) * TO_LOOK_AT)
        };
        // All of it, since a processor looks at many bytes at a time.
        let cell = &self.bytes[start..];
        let kinds = cell.iter().fold(0, |kinds, byte| kinds | kind(*byte));
        // Latin, Greek, Cyrillic, Hebrew and Arabic letters, which begin with these bytes, are no signs and no blanks.
        let is_letter = |byte: &u8| byte.is_ascii_alphanumeric() || (0xC3..=0xDF).contains(byte);
        let begins_plainly = cell.first().is_none_or(is_letter);
        if !begins_plainly || kinds & TO_LOOK_AT != 0 {
            let cell = String::from_utf8_lossy(cell);
            let mut cell = defused(&cell).into_owned();
            let begins_command = cell.trim_start().starts_with("::");
            cell = harmless_cell(&cell);
            self.bytes.truncate(start);
            self.bytes.extend_from_slice(cell.as_bytes());
            let needs_quotes = |byte: u8| kind(byte) != 0 && byte != b'#';
            if begins_command || cell.bytes().any(needs_quotes) {
                self.quote(start);
            }
        } else if kinds != 0 {
            self.quote(start);
        }
        self.delimit();
    }

    /// Puts the cell that begins there in quotes, and doubles its own.
    fn quote(&mut self, start: usize) {
        let mut from = self.bytes.len();
        let quotes = self.bytes[start..].iter().filter(|byte| **byte == b'"');
        let mut to = from + quotes.count() + 1;
        self.bytes.resize(to + 1, b'"');
        // From behind, so that nothing is overwritten before it has moved.
        while from > start {
            from -= 1;
            to -= 1;
            self.bytes[to] = self.bytes[from];
            if self.bytes[from] == b'"' {
                to -= 1;
                self.bytes[to] = b'"';
            }
        }
        self.bytes[start] = b'"';
    }

    /// Adds a number, unrounded unless the form says otherwise: the shortest text that reads back as the
    /// same, without an exponent below 1e15. The standard library takes four times as long, and of two such texts
    /// equally near it takes the larger, where this takes the even one, as JSON does.
    pub fn number(&mut self, x: f64) {
        let form = self.form;
        self.last.write(&mut self.bytes, x, |bytes| {
            if form.round.is_some() || form.decimal_comma {
                return shaped(bytes, x, form);
            }
            plain(bytes, x);
        });
        self.delimit();
    }

    /// Adds a number that can have a fraction, so that every reader takes its column for one of such numbers; nothing
    /// where there is none.
    pub fn maybe_number(&mut self, x: Option<f64>) {
        match x {
            Some(x) => self.number(x),
            None => self.delimit(),
        }
    }

    /// Adds a whole number.
    pub fn count(&mut self, x: usize) {
        self.bytes
            .extend_from_slice(itoa::Buffer::new().format(x).as_bytes());
        self.delimit();
    }

    /// Ends a row.
    pub fn end(&mut self) {
        if let Some(delimiter) = self.bytes.last_mut() {
            *delimiter = b'\n';
        }
    }

    /// Adds the cells `score,low,high,known,verdict,stopped_by`.
    pub fn standing(&mut self, deal: &Deal, evaluation: &Evaluation) {
        let total = evaluation.scores.total;
        for x in [total.score.value, total.score.low, total.score.high] {
            self.number(x * 100.0);
        }
        self.number(total.known);
        self.id(evaluation.verdict.id());
        self.list(evaluation.stopped_by().iter().map(|gate| gate.id(deal)));
    }

    /// Adds the cells of the five dimensions and `flags`.
    pub fn dimensions_and_flags(&mut self, deal: &Deal, evaluation: &Evaluation) {
        for (dimension, score) in evaluation.scores.dimensions.iter() {
            // Of a deal by criteria some dimensions have none.
            let is_asked = deal.plan.of(dimension).next().is_some();
            self.maybe_number(is_asked.then_some(score.score.value * 100.0));
        }
        let start = self.bytes.len();
        for (place, flag) in evaluation.flags().iter().enumerate() {
            if place > 0 {
                self.bytes.push(b';');
            }
            self.bytes.extend_from_slice(flag.id().as_bytes());
        }
        // Flags are the program's own; with `;` between cells too, many of them stand in quotes.
        match self.form.delimiter {
            b';' => self.close(start),
            _ => self.delimit(),
        }
    }

    /// The bytes, which are UTF-8.
    pub fn into_bytes(self) -> Vec<u8> {
        self.bytes
    }

    /// The table as text.
    pub fn finish(self) -> String {
        // Every cell is text, so their table is.
        String::from_utf8_lossy(&self.bytes).into_owned()
    }
}

/// The shortest text of a number that reads back as the same.
fn plain(bytes: &mut Vec<u8>, x: f64) {
    // Above it not all digits of a whole number are needed to read it back.
    const MOST: f64 = 1e15;
    let whole = x as i64;
    if (whole as f64).to_bits() == x.to_bits() && x.abs() < MOST {
        bytes.extend_from_slice(itoa::Buffer::new().format(whole).as_bytes());
        bytes.extend_from_slice(b".0");
    } else if (1e-4..MOST).contains(&x.abs()) {
        bytes.extend_from_slice(zmij::Buffer::new().format_finite(x).as_bytes());
    } else if x.is_finite() && x.abs() >= MOST {
        // In full it would have up to 309 digits.
        let text = format!("{x:e}");
        let point = if text.contains('.') { "e" } else { ".0e" };
        bytes.extend_from_slice(text.replace('e', point).as_bytes());
    } else {
        // zmij gives these an exponent; or it is -0, or not finite.
        let text = x.to_string();
        let point = if text.contains('.') { "" } else { ".0" };
        bytes.extend_from_slice((text + point).as_bytes());
    }
}

/// A number as the form has it.
fn shaped(bytes: &mut Vec<u8>, x: f64, form: CsvForm) {
    let start = bytes.len();
    match form.round {
        Some(places) => bytes.extend_from_slice(explain::decimals(x, places).as_bytes()),
        None => plain(bytes, x),
    }
    if form.decimal_comma
        && let Some(point) = bytes[start..].iter_mut().find(|byte| **byte == b'.')
    {
        *point = b',';
    }
}

/// A cell in which no line but its first, which stands in quotes, commands a CI runner.
fn harmless_cell(cell: &str) -> String {
    match cell.split_once(['\r', '\n']) {
        None => without_marks(cell, "\\#"),
        Some((first, _)) => {
            let (first, rest) = cell.split_at(first.len() + 1);
            without_marks(first, "\\#") + &harmless(rest)
        }
    }
}

/// A text that no spreadsheet takes for a formula: one that begins like a formula gets a leading
/// apostrophe (OWASP, CSV injection).
fn defused(cell: &str) -> Cow<'_, str> {
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
    use super::super::assessments::CsvForm;
    use super::{CsvText, defused};
    use proptest::prelude::*;

    /// A number as it is written.
    fn cell(x: f64) -> String {
        let mut table = CsvText::default();
        table.number(x);
        table.end();
        table.finish().trim_end().to_owned()
    }

    proptest! {
        #[test]
        fn numbers_are_as_short_as_can_be_and_read_back(bits: u64, percent in 0.0..100.0f64, m: u32) {
            let edges = [0.0, -0.0, 1e-4, 1e-5, 1e-6, 1e15, 1e16, 1e17];
            // m / 2^17 often lies half way between two shortest texts.
            let half_way = f64::from(m) / 131_072.0;
            let any = [f64::from_bits(bits), percent, percent.round(), percent / 1e9, -percent, half_way];
            for x in any.into_iter().chain(edges).filter(|x| !x.is_nan()) {
                let text = cell(x);
                prop_assert_eq!(text.parse().map(f64::to_bits), Ok(x.to_bits()), "{}", text);
                // With a point always: a reader that guesses types then finds one in every part of a file.
                if x.abs() >= 1e15 {
                    prop_assert!(text.len() <= 25 && (text.contains('.') || !x.is_finite()), "{}", text);
                    continue;
                }
                let plain = x.to_string();
                let point = if plain.contains('.') || !x.is_finite() { "" } else { ".0" };
                prop_assert_eq!(text.len(), plain.len() + point.len(), "{}", text);
                prop_assert!(text.contains('.') || !x.is_finite(), "{}", text);
                prop_assert!(!text.contains('e'), "{}", text);
            }
        }

        #[test]
        fn numbers_are_those_of_json(x in prop_oneof![
            0.0..100.0f64,
            (0..13_107_200u32).prop_map(|m| f64::from(m) / 131_072.0),
        ]) {
            let json = serde_json::to_string(&x).expect("a number");
            prop_assert_eq!(cell(x), json);
        }

        #[test]
        fn any_text_comes_back(cells in proptest::collection::vec("[a-z;,\"\r\n é'. ]{0,6}", 1..4)) {
            let mut table = CsvText::new(CsvForm::default(), &[&["a"]]);
            cells.iter().for_each(|cell| table.text(cell));
            table.end();
            let text = table.finish();
            let mut reader = csv::ReaderBuilder::new().flexible(true).from_reader(text.as_bytes());
            let read: Vec<String> = reader.records().next().map_or_else(Vec::new, |record| {
                record.expect("a row").iter().map(str::to_owned).collect()
            });
            let cells: Vec<_> = cells.iter().map(|cell| defused(cell).into_owned()).collect();
            // A row of one empty cell is a blank line.
            prop_assert!(read == cells || cells == [""]);
        }
    }

    #[test]
    fn lists_can_be_cut_again() {
        let members = ["a", "b; c", "say \"d\"", "", "é"];
        let mut table = CsvText::default();
        table.list(members.into_iter());
        table.end();
        let text = table.finish();
        let read = |text: &str, delimiter: u8| -> Vec<String> {
            let mut reader = csv::ReaderBuilder::new()
                .has_headers(false)
                .delimiter(delimiter)
                .from_reader(text.as_bytes());
            let record = reader.records().next().expect("a row").expect("cells");
            record.iter().map(str::to_owned).collect()
        };
        let cells = read(&text, b',');
        assert_eq!(cells.len(), 1);
        assert_eq!(read(&cells[0], b';'), members);
    }

    #[test]
    fn numbers_take_the_form_of_a_country() {
        let form = CsvForm {
            delimiter: b';',
            decimal_comma: true,
            round: Some(1),
            bom: false,
        };
        let mut table = CsvText::over(Vec::new(), form);
        table.number(62.35);
        table.text("a;b");
        table.count(3);
        table.end();
        assert_eq!(table.finish(), "62,4;\"a;b\";3\n");
        assert_eq!(cell(1e308), "1.0e308");
    }

    #[test]
    fn no_cell_commands_a_runner() {
        let mut table = CsvText::default();
        table.text(" ::error::a\n::b");
        table.text("##[c]");
        table.end();
        assert_eq!(table.finish(), "\" ::error::a\n\\::b\",#\\#[c]\n");
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
            assert_eq!(defused(cell), safe);
        }
    }
}
