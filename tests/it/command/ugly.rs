//! Text as real files hold it comes through whole.

use crate::command::contract;
use crate::command::deals::toml_text;
use crate::harness::{Run, text};

/// From files of CORDIS, the Norwegian Petroleum Directorate, SCMS, OpenFlights, OpenTravelData, Hofstede
/// and the World Bank, or of their kind.
const TEXTS: [&str; 26] = [
    // Commas, quotes, brackets, ampersands.
    "Orgenics, Ltd",
    "Aurobindo Unit III, India",
    "Korea, Dem. Rep.",
    "\"Hong Kong\"",
    "MERCK SHARP & DOHME IDEA GMBH (FORMALLY MERCK SHARP & DOHME B.V.)",
    "Kristin \"Krissy\" O'Neill, \"Co\"",
    // Letters beyond ASCII, precomposed and decomposed.
    "Côte d'Ivoire",
    "Co\u{302}te d'Ivoire",
    "MALÉV Hungarian Airlines",
    "Aerolíneas Argentinas",
    "東京電力ホールディングス株式会社",
    "Ελληνικό Δημόσιο 🏛",
    // Spaces: doubled, leading, trailing, not breaking.
    "Det norske  oljeselskap ASA",
    " S.A.",
    "EUROfusion ",
    "Pokfulam\u{a0}Road",
    // Line breaks inside a quoted cell.
    "6 CHRISTOU LADA STR\n105 61",
    "10 15 NOTRE DAME MEWS\r\nNN1 2BG",
    // Other separators, and a byte-order mark taken for text.
    "Star Alliance^Member^4Y",
    "\"633053\";\"EUROfusion\";\"960619,95\"",
    "\u{feff}\"projectID\"",
    // What stands for nothing, and numbers that are names.
    "\\N",
    "NULL",
    "#NULL!",
    "006 B",
    "9999-12-31",
];

/// Every text as a candidate's name, its notes, the evidence of a rating and the source of a fact.
fn deal() -> String {
    let mut deal = "
deal.name = 'Registers'
deal.relationship = 'network'
deal.rated = ['complementarity', 'risk_sharing', 'cost_sharing', 'commitment']
organization.name = 'Us'
criteria.coordination.weight = 0
criteria.distance = { dimension = 'compatibility', worst = 100, best = 0 }
"
    .to_owned();
    for ugly in TEXTS.map(toml_text) {
        deal.push_str(&format!(
            "[[candidates]]\nname = {ugly}\nnotes = {ugly}\nmeasures.distance = 5\n\
             sources.measures = {ugly}\nratings.trust = {{ score = 5, evidence = {ugly} }}\n\
             ratings.complementarity = 5\nratings.risk_sharing = 5\nratings.cost_sharing = 5\n\
             ratings.commitment = 5\n"
        ));
    }
    deal
}

/// What is printed; two names that differ in their normal form alone are a warning.
fn assess(arguments: &[&str], deal: &str) -> String {
    let output = Run::assess(arguments, deal).output();
    assert_eq!(output.status.code(), Some(0));
    String::from_utf8(output.stdout).unwrap()
}

#[test]
fn json_keeps_every_character() {
    let assessment = contract::read(&assess(&["--format", "json"], &deal()));
    assert_eq!(names(&assessment), sorted_texts());
    for candidate in &assessment.candidates {
        for criterion in &candidate
            .dimensions
            .compatibility
            .as_ref()
            .unwrap()
            .criteria
        {
            assert_eq!(
                criterion
                    .evidence
                    .as_ref()
                    .and_then(|e| e.text.as_deref())
                    .map(str::trim),
                Some(candidate.name.as_str()),
                "{}",
                criterion.id
            );
        }
    }
}

/// All candidates tie, so they stand by name, in the order of Unicode code points.
fn sorted_texts() -> Vec<&'static str> {
    // Names lose blanks around.
    let mut texts = TEXTS.map(str::trim).to_vec();
    texts.sort();
    texts
}

fn names(assessment: &contract::Assessment) -> Vec<&str> {
    assessment
        .candidates
        .iter()
        .map(|candidate| candidate.name.as_str())
        .collect()
}

/// None of these texts looks like a formula.
#[test]
fn csv_keeps_every_character() {
    let csv = assess(&["--format", "csv"], &deal());
    let mut reader = csv::Reader::from_reader(csv.as_bytes());
    let names: Vec<String> = reader
        .records()
        .map(|record| record.unwrap()[3].to_owned())
        .collect();
    assert_eq!(names, sorted_texts());

    let csv = assess(&["--format", "csv-long"], &deal());
    let mut reader = csv::Reader::from_reader(csv.as_bytes());
    for record in reader.records() {
        let record = record.unwrap();
        let (name, criterion, evidence) = (&record[1], &record[3], &record[11]);
        let expected = match criterion {
            "trust" | "distance" => name,
            _ => "",
        };
        assert_eq!(evidence.trim(), expected, "{criterion}");
    }
}

#[test]
fn every_candidate_can_be_asked_for_by_its_name() {
    for name in TEXTS {
        let arguments = ["--format", "json", "--draws", "0", "--candidate", name];
        let assessment = contract::read(&assess(&arguments, &deal()));
        assert_eq!(names(&assessment), [name.trim()]);
    }
}

/// The same file as Windows saves it: a byte-order mark, and carriage returns at the ends of its lines.
#[test]
fn a_file_from_windows_says_the_same() {
    let unix = contract::read(&assess(&["--format", "json"], &deal()));
    let windows = format!("\u{feff}{}", deal().replace('\n', "\r\n"));
    let windows = contract::read(&assess(&["--format", "json"], &windows));
    assert_eq!(windows.candidates, unix.candidates);
    assert_ne!(
        windows.deal.sha256, unix.deal.sha256,
        "of the bytes as they are"
    );
}

/// A table takes one line a candidate, whatever its name holds.
#[test]
fn the_table_has_a_line_for_each() {
    let output = Run::assess(&[], &deal()).output();
    let table = text(&output.stdout);
    let rows = table
        .lines()
        .skip_while(|line| !line.starts_with('#'))
        .skip(1);
    let rows: Vec<&str> = rows.take_while(|line| line.starts_with("1 ")).collect();
    assert_eq!(rows.len(), TEXTS.len());
    assert!(
        rows.iter()
            .any(|row| row.contains("10 15 NOTRE DAME MEWS\u{240d}\u{240a}NN1 2BG"))
    );
    assert!(
        rows.iter()
            .any(|row| row.contains("Det norske  oljeselskap ASA "))
    );
}
