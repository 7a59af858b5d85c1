//! Candidates from tables: the same numbers as from the deal's own file, whichever reader reads the row and
//! however the table is cut.

use std::collections::BTreeSet;

use partner_eval::deal::{Candidate, Facts, Names, Problem, Symbol};
use partner_eval::model::Code;
use partner_eval::read::builder::Keep;
use partner_eval::read::rows::{Batch, Form, Reader, Record, Rows, Splitter, Stopped};
use partner_eval::read::table::{
    self, Columns, Dialect, Map, RowProblem, RowReader, TableLayout, TableName, check,
};
use partner_eval::read::{DealHeader, ReadOptions, Source, open, read};
use partner_eval::score::Evaluation;
use partner_eval::screen::Scorer;
use proptest::prelude::*;
use proptest::sample::Index;
use proptest::{collection, option, sample};
use toml::{Table, Value};

use super::cases;
use super::deals::{RandomDeal, any_deal, evaluate};

const CSV: Form = Form::Csv {
    delimiter: b',',
    has_header: true,
};

/// The candidates of a deal as a table of cells.
struct Cells {
    header: Vec<String>,
    rows: Vec<Vec<String>>,
}

impl Cells {
    fn of(deal: &RandomDeal) -> Self {
        let answers: Vec<Vec<(String, String)>> = deal
            .candidates
            .iter()
            .map(|candidate| answers(candidate, &deal.candidates))
            .collect();
        let header: BTreeSet<&String> = answers.iter().flatten().map(|(key, _)| key).collect();
        let cell = |answers: &[(String, String)], column: &String| {
            let answer = answers.iter().find(|(key, _)| key == column);
            answer.map_or_else(String::new, |(_, text)| text.clone())
        };
        let rows = answers
            .iter()
            .map(|answers| header.iter().map(|column| cell(answers, column)).collect())
            .collect();
        let header = header.into_iter().cloned().collect();
        Self { header, rows }
    }

    /// The table of these rows, which may be wider or narrower than the header.
    fn text<R>(&self, rows: impl IntoIterator<Item = R>) -> Vec<u8>
    where
        R: IntoIterator<Item: AsRef<[u8]>>,
    {
        let mut writer = csv::WriterBuilder::new()
            .flexible(true)
            .from_writer(Vec::new());
        writer.write_record(&self.header).unwrap();
        for row in rows {
            writer.write_record(row).unwrap();
        }
        writer.into_inner().unwrap()
    }
}

/// What a candidate says, as columns and cells.
fn answers(candidate: &Table, all: &[Table]) -> Vec<(String, String)> {
    let mut answers = Vec::new();
    for (key, value) in candidate {
        let Value::Table(inner) = value else {
            answers.push((key.clone(), cell(value)));
            continue;
        };
        for (name, value) in inner {
            match value {
                Value::Table(parts) => answers.extend(parts.iter().map(|(part, value)| {
                    // A panel elsewhere shares the column of the score.
                    let is_shared =
                        part == "score" && all.iter().any(|other| is_panel(other, name));
                    let column = format!("{key}.{name}.{part}");
                    (
                        if is_shared {
                            format!("{key}.{name}")
                        } else {
                            column
                        },
                        cell(value),
                    )
                })),
                value
                    if key == "ratings"
                        && all.iter().any(|other| is_long(other, name))
                        && !all.iter().any(|other| is_panel(other, name)) =>
                {
                    answers.push((format!("{key}.{name}.score"), cell(value)));
                }
                value => answers.push((format!("{key}.{name}"), cell(value))),
            }
        }
    }
    answers
}

fn is_panel(candidate: &Table, criterion: &str) -> bool {
    let rating = candidate.get("ratings").and_then(|all| all.get(criterion));
    rating.is_some_and(Value::is_array)
}

fn is_long(candidate: &Table, criterion: &str) -> bool {
    let rating = candidate.get("ratings").and_then(|all| all.get(criterion));
    rating.is_some_and(Value::is_table)
}

fn cell(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        Value::Float(number) => number.to_string(),
        Value::Array(list) => {
            let list: Vec<String> = list.iter().map(cell).collect();
            // A separator at the end makes a list of one, or none, a list.
            list.join(";") + ";"
        }
        value => value.to_string(),
    }
}

/// The deal without what cells cannot say: that a table is there and empty, and levels beside amounts of
/// the same need.
fn for_cells(mut deal: RandomDeal) -> RandomDeal {
    let all = deal.candidates.clone();
    let has_amounts = |need: &str| {
        let mut needs = all.iter().filter_map(|other| other.get("needs")?.get(need));
        needs.any(|need| need.get("amount").is_some())
    };
    for candidate in &mut deal.candidates {
        if let Some(needs) = candidate.get_mut("needs").and_then(Value::as_table_mut) {
            needs.retain(|name, need| need.get("amount").is_some() || !has_amounts(name));
        }
        candidate.retain(|_, value| value.as_table().is_none_or(|table| !table.is_empty()));
    }
    deal
}

/// A deal with candidates as most tables have them: ratings are numbers, and needs of their own unknown.
fn common(mut deal: RandomDeal) -> RandomDeal {
    for candidate in &mut deal.candidates {
        candidate.remove("needs");
        if let Some(ratings) = candidate.get_mut("ratings").and_then(Value::as_table_mut) {
            ratings.retain(|_, rating| rating.is_float());
        }
    }
    deal
}

/// Any deal, most often with common candidates.
fn mostly_common() -> impl Strategy<Value = RandomDeal> {
    prop_oneof![1 => any_deal(), 3 => any_deal().prop_map(common)]
}

fn json_lines(deal: &RandomDeal) -> Vec<String> {
    let lines = deal.candidates.iter();
    lines
        .map(|candidate| serde_json::to_string(candidate).unwrap())
        .collect()
}

/// Opens a table that is right.
fn open_table<'a>(
    text: &'a [u8],
    form: Form,
    map: Option<&Map>,
) -> (Reader<&'a [u8]>, Option<Columns>) {
    let (reader, columns, problems) = table::open(text, form, map).unwrap();
    assert_eq!(problems, [], "{}", String::from_utf8_lossy(text));
    (reader, columns)
}

fn layout(columns: Option<Columns>, dialect: Dialect) -> TableLayout {
    TableLayout {
        name: TableName::from("table"),
        columns,
        dialect,
    }
}

/// The deal without its candidates, ready for rows of this table.
fn open_deal(deal: &RandomDeal, layout: &TableLayout) -> DealHeader {
    let text = toml::to_string(&deal.header).unwrap();
    let options = ReadOptions::default();
    let source = Source::new("deal.toml", text.as_str());
    let (header, problems) = open(&source, &options, &layout.names(), &[]);
    let header = header.unwrap_or_else(|| panic!("{problems:#?}\n{text}"));
    if let Some(columns) = &layout.columns {
        let (problems, _) = check(&header, columns);
        let is_right = problems.iter().all(|located| located.problem.is_warning());
        assert!(is_right, "{problems:#?}\n{text}");
    }
    header
}

/// Screens a whole table, so many bytes at a time.
fn screen(
    header: &DealHeader,
    layout: &TableLayout,
    mut reader: Reader<&[u8]>,
    bytes: usize,
) -> Result<Vec<(String, Evaluation)>, Vec<RowProblem>> {
    let mut scorer = Scorer::new(header, layout);
    let mut batch = Batch::default();
    let mut found = Vec::new();
    loop {
        match reader.read(&mut batch, bytes) {
            Err(Stopped::Broken(broken)) => return Err(vec![RowProblem::of_broken(broken)]),
            read => read.unwrap(),
        }
        if batch.is_empty() {
            return Ok(found);
        }
        let mut count = scorer.evaluate(&batch, false, |candidate, evaluation| {
            found.push((candidate.name.clone(), evaluation.clone()));
        });
        if count.bad > 0 {
            return Err(count.problems.take_listed());
        }
    }
}

/// What the deal's own file says of its candidates.
fn expected(deal: &RandomDeal) -> Vec<(String, Evaluation)> {
    let read = deal.read();
    let candidates = read.candidates.iter().enumerate();
    candidates
        .map(|(at, candidate)| (candidate.name.clone(), evaluate(&read, at)))
        .collect()
}

/// What a reader makes of a candidate: what it says, if nothing is wrong, and its problems, by code and message.
type Found = (Option<String>, Vec<(Code, String)>);

fn found(candidate: Option<&Candidate>, names: &Names, mut problems: Vec<(Code, String)>) -> Found {
    problems.sort();
    let is_wrong = problems.iter().any(|(code, _)| !code.is_warning());
    let candidate = candidate.filter(|_| !is_wrong);
    (candidate.map(|candidate| said(candidate, names)), problems)
}

/// Everything that a candidate says, without lines.
fn said(candidate: &Candidate, names: &Names) -> String {
    let facts = |facts: &Facts| -> Vec<(String, f64)> {
        let facts = facts.iter();
        facts
            .map(|fact| (names.get(fact.name).to_owned(), fact.value))
            .collect()
    };
    let list = |list: &Option<Vec<Symbol>>| {
        let list = list.as_ref();
        list.map(|list| {
            list.iter()
                .map(|name| names.get(*name).to_owned())
                .collect::<Vec<_>>()
        })
    };
    let needs = candidate.needs.iter().flatten();
    let needs: Vec<_> = needs
        .map(|need| {
            let numbers = (need.required, need.weight, need.own, need.gap);
            (
                names.get(need.name).to_owned(),
                need.measure,
                numbers,
                need.critical,
            )
        })
        .collect();
    let ratings = candidate.ratings.iter();
    let ratings: Vec<_> = ratings
        .map(|(id, rating)| {
            let numbers = (rating.score, rating.low, rating.high, rating.apart);
            (*id, numbers, candidate.ratings.evidence(*id))
        })
        .collect();
    let Candidate {
        name,
        culture,
        shares,
        track_record,
        veto,
        notes,
        ..
    } = candidate;
    let meets = candidate.meets.iter();
    let meets: Vec<_> = meets
        .map(|(name, answer)| (names.get(*name), answer))
        .collect();
    let numbers = [
        candidate.stand_alone_cost,
        Some(candidate.extra_joint_cost),
        candidate.risk_capacity,
        candidate.our_dependence,
        candidate.their_dependence,
        candidate.horizon_years,
        candidate.joint_projects,
    ];
    let tables = [
        &candidate.capabilities,
        &candidate.risk_control,
        &candidate.pledges,
        &candidate.measures,
        &candidate.risk_shares,
    ];
    let tables = tables.map(facts);
    let (goals, sales) = (
        candidate.goals.as_ref().map(facts),
        candidate.sales.as_ref().map(facts),
    );
    let (markets, standards) = (list(&candidate.markets), list(&candidate.standards));
    let others = (&candidate.sources, &candidate.attributes);
    format!(
        "{name} {numbers:?} {culture:?} {shares:?} {track_record:?} {veto:?} {notes:?} {goals:?} {sales:?} {tables:?} \
         {needs:?} {has_needs} {markets:?} {standards:?} {ratings:?} {meets:?} {others:?}",
        has_needs = candidate.needs.is_some(),
    )
}

/// What the deal file says of its only candidate.
fn found_in_file(deal: &RandomDeal) -> Found {
    let options = ReadOptions::default();
    let header = toml::to_string(&deal.header).unwrap();
    let (_, of_header) = open(
        &Source::new("deal.toml", header.as_str()),
        &options,
        &[],
        &[],
    );
    let reading = read(&Source::new("deal.toml", deal.text()));
    let is_about_candidate = |problem: &&Problem| {
        let of_header = of_header
            .iter()
            .any(|other| other.message == problem.message);
        // What looks like a slip is judged of a deal as a whole.
        !matches!(problem.code, Code::Unanswered | Code::Slip) && !of_header
    };
    let problems = reading.problems.iter().filter(is_about_candidate);
    let problems = problems.map(|problem| (problem.code, problem.message.clone()));
    let (candidate, names) = match &reading.deal {
        Some(deal) => (deal.candidates.first(), deal.names.clone()),
        None => (None, Names::default()),
    };
    found(candidate, &names, problems.collect())
}

/// What a row says, alone.
fn found_in_row(deal: &RandomDeal, columns: Option<Columns>, cells: &[String]) -> Found {
    let text = toml::to_string(&deal.header).unwrap();
    let layout = layout(columns, Dialect::default());
    let source = Source::new("deal.toml", text.as_str());
    let (header, _) = open(&source, &ReadOptions::default(), &layout.names(), &[]);
    let header = header.unwrap();
    let record = Record::new(1, cells);
    let reader = RowReader::new(&header, &layout);
    let (reading, problems) = reader.read_all(&[record], &[]);
    let problems = problems
        .into_iter()
        .map(|located| (located.problem.code, located.problem.message));
    found(
        reading.candidates.first(),
        &reading.names,
        problems.collect(),
    )
}

/// A change to what a candidate says.
#[derive(Clone, Debug)]
enum Spoil {
    /// Another number somewhere.
    Number(f64),
    /// One more name in this table.
    Name(&'static str, &'static str),
}

fn spoil() -> impl Strategy<Value = Spoil> {
    let numbers = vec![-1.0, 0.0, 0.5, 3.0, 11.0, 40.0, 101.0, 1e101, 1e-200, 2.5];
    let names = [
        ("goals", "growht"),
        ("sales", "DKK"),
        ("capabilities", "pumpss"),
        ("capabilities", "wine"),
        ("risk_control", "fyre"),
        ("risk_shares", "fire"),
        ("pledges", "gold"),
        ("measures", "co2"),
        ("ratings", "goals"),
        ("ratings", "savings"),
        ("ratings", "commitment"),
        ("ratings", "trsut"),
        ("needs", "wine"),
    ];
    prop_oneof![
        sample::select(numbers).prop_map(Spoil::Number),
        sample::select(names.to_vec()).prop_map(|(table, name)| Spoil::Name(table, name)),
    ]
}

impl Spoil {
    fn apply(&self, candidate: &mut Table, at: Index) {
        match self {
            Spoil::Number(number) => {
                let mut numbers = Vec::new();
                candidate
                    .iter_mut()
                    .for_each(|(_, value)| numbers_in(value, &mut numbers));
                if !numbers.is_empty() {
                    let at = at.index(numbers.len());
                    *numbers[at] = Value::Float(*number);
                }
            }
            Spoil::Name(table, name) => {
                let empty = Value::Table(Table::new());
                let table = candidate.entry(*table).or_insert(empty);
                if let Some(table) = table.as_table_mut() {
                    table.insert((*name).into(), Value::Float(5.0));
                }
            }
        }
    }
}

fn numbers_in<'a>(value: &'a mut Value, found: &mut Vec<&'a mut Value>) {
    match value {
        Value::Integer(_) | Value::Float(_) => found.push(value),
        Value::Array(items) => items.iter_mut().for_each(|item| numbers_in(item, found)),
        Value::Table(table) => table
            .iter_mut()
            .for_each(|(_, inner)| numbers_in(inner, found)),
        _ => {}
    }
}

/// Reads rows for their scores alone and for everything: the same candidates as far as scores go, and the same errors.
fn check_agreement(
    header: &DealHeader,
    layout: &TableLayout,
    mut reader: Reader<&[u8]>,
    bytes: usize,
) -> Result<(), TestCaseError> {
    let deal = header.deal();
    let (mut batch, mut splitter) = (Batch::default(), Splitter::default());
    // One for all rows: nothing of a row may be left over in the next.
    let mut worn = RowReader::new(header, layout);
    loop {
        reader.read(&mut batch, bytes).unwrap();
        if batch.is_empty() {
            return Ok(());
        }
        for raw in batch.rows() {
            let row = splitter.split(raw);
            let mut whole = RowReader::new(header, layout);
            let candidate = whole.read(row, Keep::All).cloned();
            let evaluation = candidate.map(|whole| (Evaluation::of(deal, &[&whole]), whole.name));
            let errors = |reader: &mut RowReader<'_>| {
                let mut problems = reader.problems(row);
                problems.retain(|located| !located.problem.is_warning());
                problems
            };
            let expected = errors(&mut whole);
            let mut fresh = RowReader::new(header, layout);
            for reader in [&mut worn, &mut fresh] {
                let found = reader.read(row, Keep::Scores);
                let found = found.map(|some| (Evaluation::of(deal, &[some]), some.name.clone()));
                prop_assert_eq!(&found, &evaluation, "{:?}", row);
                prop_assert_eq!(&errors(reader), &expected, "{:?}", row);
            }
        }
    }
}

/// Cells as they should not be, or only look so.
const CELLS: [&[u8]; 44] = [
    b"",
    b" ",
    b"\t",
    b"nan",
    b"NaN",
    b"inf",
    b"-inf",
    b"1e400",
    b"1e-400",
    b"-1",
    b"-0",
    b"11",
    b"10.000001",
    b"abc",
    b"0,5",
    b"1,000.5",
    b"0.5",
    b" 0.5",
    b"0.5 ",
    b"true",
    b"TRUE",
    b"Y",
    b"N",
    b"1e-200",
    b"1e200",
    b"007",
    b"+5",
    b".5",
    b"5.",
    b".",
    b"1_000",
    b"0x10",
    b"12345678901234567890",
    b"5e0",
    b"2.0",
    b"\xC3\xA9",
    b"\xE9",
    b"\xEF\xBC\x95",
    b"6;8",
    b";",
    b"DK:1;;NO|SE",
    b"DK ; DK",
    b"\"",
    b"NULL",
];

/// What a map may say of a column beside its name; empty: nothing.
const READINGS: [&str; 8] = [
    "",
    "worst = 0, best = 10",
    "worst = 10, best = 0",
    "factor = 0.1",
    "decimal_comma = true",
    "decimal_comma = false, factor = 2",
    "separator = '|', until = ':'",
    "yes = ['Y', 'true'], no = ['N', 'false']",
];

fn dialect() -> impl Strategy<Value = Dialect> {
    let separator = sample::select(vec![";", "|", "; "]);
    let nulls = collection::vec(sample::select(vec!["NULL", "abc", " ", "11"]), 0..3);
    (any::<bool>(), nulls, separator).prop_map(|(decimal_comma, nulls, separator)| Dialect {
        decimal_comma,
        nulls: nulls.into_iter().map(str::to_owned).collect(),
        list_separator: separator.to_owned(),
    })
}

/// The text of a map that reads some columns in its own way, as far as that makes sense for the column and the
/// deal.
fn map(deal: &RandomDeal, header: &[String], readings: &[(Index, &str)]) -> String {
    let is_amount = |name: &str| {
        let need = name.strip_prefix("capabilities.");
        need.and_then(|need| deal.header.get("needs")?.get(need)?.get("amount"))
            .is_some()
    };
    let mut seen = BTreeSet::new();
    let mut text = String::new();
    for (column, reading) in readings {
        let name = &header[column.index(header.len())];
        let makes_sense = !(is_amount(name) && reading.contains("worst"));
        if seen.insert(name) && makes_sense {
            let comma = if reading.is_empty() { "" } else { ", " };
            let line = format!("{name:?} = {{ column = {name:?}{comma}{reading} }}\n");
            if Map::read(&Source::new("map.toml", line.as_str()))
                .0
                .is_some()
            {
                text.push_str(&line);
            }
        }
    }
    text
}

/// JSON as it should not be, or only looks so.
const VALUES: [&str; 35] = [
    "null",
    "true",
    "false",
    "0",
    "-0",
    "-0.0",
    "5",
    "5.0",
    "-1",
    "11",
    "1e400",
    "1e-400",
    "1e-200",
    "1e200",
    "12345678901234567890",
    "0.1",
    "5e0",
    "2.5",
    "\"\"",
    "\" \"",
    "\"abc\"",
    "\"5\"",
    "\"\\u00e9\\n\"",
    "\"\\ud800\"",
    "[]",
    "[5]",
    "[6, 8]",
    "[\"DK\", \"DK\", \"XX\", \"\"]",
    "[null]",
    "[[5]]",
    "{}",
    "{\"a\": 1}",
    "{\"score\": 5, \"low\": 4, \"evidence\": \"seen\"}",
    "{\"low\": null}",
    "nan",
];

/// Keys of candidates and others, to add once more or for the first time.
const KEYS: [&str; 30] = [
    "name",
    "Name",
    "",
    "goals",
    "growth",
    "novelty",
    "speed ",
    "sales",
    "DK",
    "XX",
    "capabilities",
    "pumps",
    "markets",
    "standards",
    "culture",
    "clan",
    "track_record",
    "kept",
    "meets",
    "audit",
    "ratings",
    "trust",
    "risk_control",
    "fire",
    "pledges",
    "measures",
    "notes",
    "veto",
    "needs",
    "attributes",
];

/// A change to the text of a line.
#[derive(Clone, Debug)]
enum Damage {
    /// Another value at this place.
    Value(Index, &'static str),
    /// One more entry in this object.
    Entry(Index, &'static str, &'static str),
    /// An entry of this object once more, with another value.
    Twice(Index, Index, &'static str),
    /// A byte that is something else.
    Byte(Index, u8),
    /// The rest is gone.
    Cut(Index),
}

fn damage() -> impl Strategy<Value = Damage> {
    let value = || sample::select(VALUES.to_vec());
    prop_oneof![
        6 => (any::<Index>(), value()).prop_map(|(at, value)| Damage::Value(at, value)),
        3 => (any::<Index>(), sample::select(KEYS.to_vec()), value())
            .prop_map(|(at, key, value)| Damage::Entry(at, key, value)),
        3 => (any::<Index>(), any::<Index>(), value())
            .prop_map(|(at, key, value)| Damage::Twice(at, key, value)),
        1 => (any::<Index>(), any::<u8>()).prop_map(|(at, byte)| Damage::Byte(at, byte)),
        1 => any::<Index>().prop_map(Damage::Cut),
    ]
}

impl Damage {
    fn apply(&self, line: &str) -> Vec<u8> {
        let mut line = line.to_owned();
        // An object begins behind a brace, a value behind a colon; no name of these deals holds either.
        let after =
            |sign| -> Vec<usize> { line.match_indices(sign).map(|(at, _)| at + 1).collect() };
        match self {
            Damage::Value(at, value) => {
                let places = after(':');
                let start = places[at.index(places.len())];
                let mut values = serde_json::Deserializer::from_str(&line[start..])
                    .into_iter::<serde_json::Value>();
                values.next();
                let end = start + values.byte_offset();
                line.replace_range(start..end, value);
            }
            Damage::Entry(at, key, value) => {
                let places = after('{');
                let start = places[at.index(places.len())];
                let comma = if line[start..].starts_with('}') {
                    ""
                } else {
                    ","
                };
                line.insert_str(start, &format!("{key:?}:{value}{comma}"));
            }
            Damage::Twice(at, key, value) => {
                let places = after('{');
                let start = places[at.index(places.len())];
                let mut values = serde_json::Deserializer::from_str(&line[start - 1..])
                    .into_iter::<serde_json::Map<String, serde_json::Value>>();
                let object = values.next().unwrap().unwrap();
                if !object.is_empty() {
                    let key = object.keys().nth(key.index(object.len())).unwrap();
                    line.insert_str(start, &format!("{key:?}:{value},"));
                }
            }
            Damage::Byte(at, byte) => {
                let mut bytes = line.into_bytes();
                let at = at.index(bytes.len());
                bytes[at] = *byte;
                return bytes;
            }
            Damage::Cut(at) => line.truncate(at.index(line.len())),
        }
        line.into_bytes()
    }
}

proptest! {
    #![proptest_config(cases(64))]

    #[test]
    fn cells_say_what_the_file_says(deal in any_deal().prop_map(for_cells), bytes in 1..200usize) {
        let cells = Cells::of(&deal);
        let text = cells.text(&cells.rows);
        let (reader, columns) = open_table(&text, CSV, None);
        let layout = layout(columns, Dialect::default());
        let header = open_deal(&deal, &layout);
        let found = screen(&header, &layout, reader, bytes);
        prop_assert_eq!(found, Ok(expected(&deal)), "{}", String::from_utf8_lossy(&text));
    }

    #[test]
    fn json_lines_say_what_the_file_says(deal in any_deal(), bytes in 1..200usize) {
        let text = json_lines(&deal).join("\n");
        let (reader, _) = open_table(text.as_bytes(), Form::JsonLines, None);
        let layout = layout(None, Dialect::default());
        let header = open_deal(&deal, &layout);
        let found = screen(&header, &layout, reader, bytes);
        prop_assert_eq!(found, Ok(expected(&deal)), "{}", text);
    }

    /// The deal file, a table of cells and a JSON line that say the same are the same candidate, and what is wrong with
    /// them is said in the same words.
    #[test]
    fn all_readers_say_the_same(
        deal in any_deal().prop_map(for_cells),
        spoils in collection::vec((any::<Index>(), any::<Index>(), spoil()), 0..6),
    ) {
        let mut deal = deal;
        for (candidate, key, spoil) in &spoils {
            let candidate = candidate.index(deal.candidates.len());
            spoil.apply(&mut deal.candidates[candidate], *key);
        }
        for candidate in &deal.candidates {
            let deal = RandomDeal { header: deal.header.clone(), candidates: vec![candidate.clone()] };
            let expected = found_in_file(&deal);
            let cells = Cells::of(&deal);
            let text = cells.text(&cells.rows);
            let (_, columns) = open_table(&text, CSV, None);
            prop_assert_eq!(&found_in_row(&deal, columns, &cells.rows[0]), &expected);
            let lines = json_lines(&deal);
            prop_assert_eq!(&found_in_row(&deal, None, &lines), &expected);
        }
    }

    /// A score depends on the deal and the row alone.
    #[test]
    fn a_table_can_be_cut_anywhere(deal in any_deal().prop_map(for_cells), cut: Index, in_batches_of in 1..200usize) {
        let cells = Cells::of(&deal);
        let cut = cut.index(cells.rows.len() + 1);
        let lines = json_lines(&deal);
        let scored = |form, text: &[u8]| {
            let (reader, columns) = open_table(text, form, None);
            let layout = layout(columns, Dialect::default());
            screen(&open_deal(&deal, &layout), &layout, reader, in_batches_of).unwrap()
        };
        let whole = scored(CSV, &cells.text(&cells.rows));
        prop_assert_eq!(whole.len(), deal.candidates.len());
        let (first, second) = cells.rows.split_at(cut);
        let parts = [scored(CSV, &cells.text(first)), scored(CSV, &cells.text(second))].concat();
        prop_assert_eq!(&parts, &whole);
        let (first, second) = lines.split_at(cut);
        let parts = [first, second].map(|lines| scored(Form::JsonLines, lines.join("\n").as_bytes()));
        prop_assert_eq!(&parts.concat(), &whole);
        let backwards = scored(CSV, &cells.text(cells.rows.iter().rev()));
        prop_assert!(backwards.iter().eq(whole.iter().rev()));
    }

    #[test]
    fn cells_are_the_same_for_scores_alone(
        deal in mostly_common().prop_map(for_cells),
        dialect in option::of(dialect()),
        readings in collection::vec((any::<Index>(), sample::select(READINGS.to_vec())), 0..6),
        damages in collection::vec((any::<Index>(), any::<Index>(), sample::select(CELLS.to_vec())), 1..24),
        width in 0..12i32,
        in_batches_of in 1..2000usize,
    ) {
        let cells = Cells::of(&deal);
        let map_text = map(&deal, &cells.header, &readings);
        let map = (!map_text.is_empty()).then(|| {
            let (map, problems) = Map::read(&Source::new("map.toml", map_text.as_str()));
            assert_eq!(problems, [], "{map_text}");
            map.unwrap()
        });
        let text = cells.text(&cells.rows);
        let (_, columns) = open_table(&text, CSV, map.as_ref());
        let layout = layout(columns, dialect.unwrap_or_default());
        let header = open_deal(&deal, &layout);
        let bytes = |cell: &String| cell.clone().into_bytes();
        let plain = cells.rows.iter().map(|row| row.iter().map(bytes).collect());
        let damaged = damages.iter().map(|(row, column, cell)| {
            let row = &cells.rows[row.index(cells.rows.len())];
            let mut row: Vec<Vec<u8>> = row.iter().map(bytes).collect();
            let column = column.index(row.len());
            row[column] = cell.to_vec();
            row
        });
        let mut rows: Vec<Vec<Vec<u8>>> = plain.chain(damaged).collect();
        let last = rows.last_mut().unwrap();
        match width {
            0 => drop(last.pop()),
            1 => last.push(b"5".to_vec()),
            _ => {}
        }
        let text = cells.text(rows);
        let (reader, _) = open_table(&text, CSV, map.as_ref());
        check_agreement(&header, &layout, reader, in_batches_of)?;
    }

    #[test]
    fn json_lines_are_the_same_for_scores_alone(
        deal in mostly_common(),
        damages in collection::vec((any::<Index>(), damage()), 1..40),
        in_batches_of in 1..2000usize,
    ) {
        let lines = json_lines(&deal);
        let layout = layout(None, Dialect::default());
        let header = open_deal(&deal, &layout);
        let plain = lines.iter().map(|line| line.as_bytes().to_owned());
        let damaged = damages.iter().map(|(line, damage)| damage.apply(&lines[line.index(lines.len())]));
        let text = plain.chain(damaged).collect::<Vec<_>>().join(&b'\n');
        let (reader, _) = open_table(&text, Form::JsonLines, None);
        check_agreement(&header, &layout, reader, in_batches_of)?;
    }
}
