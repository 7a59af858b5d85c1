//! Every example of the project runs without a warning, and its table is as expected.
//!
//! `UPDATE_EXPECTED=1 cargo test --test it examples` writes the tables anew; look at the difference
//! before you commit it.

use std::fs;
use std::path::{Path, PathBuf};

use serde_json::Value;

use crate::harness::{ROOT, Run};

/// A file of `examples/`.
pub struct Example {
    /// `examples/NAME.toml`.
    pub path: String,
    pub text: String,
}

impl Example {
    /// `assess` with these arguments, on this example as a user in the project's directory types it.
    pub fn assess(&self, arguments: &[&str]) -> Run {
        Run::new(&[&["assess", &self.path], arguments].concat()).file(&self.path, &self.text)
    }
}

/// All of them, by name. The directory is listed, so that none is forgotten.
pub fn all() -> Vec<Example> {
    let names = names_in("examples", "toml");
    assert!(!names.is_empty(), "no example found");
    let read = |name: String| {
        let path = format!("examples/{name}.toml");
        let text = fs::read_to_string(Path::new(ROOT).join(&path)).unwrap();
        Example { path, text }
    };
    names.into_iter().map(read).collect()
}

/// The names, without the ending, of the files in a directory of the project.
fn names_in(directory: &str, ending: &str) -> Vec<String> {
    let mut names: Vec<String> = fs::read_dir(Path::new(ROOT).join(directory))
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| {
            path.extension()
                .is_some_and(|extension| extension == ending)
        })
        .map(|path| path.file_stem().unwrap().to_str().unwrap().to_owned())
        .collect();
    names.sort();
    names
}

fn expected(example: &Example) -> PathBuf {
    let name = Path::new(&example.path).file_stem().unwrap();
    Path::new(ROOT)
        .join("tests/expected")
        .join(name)
        .with_extension("txt")
}

#[test]
fn tables_are_as_expected() {
    for example in all() {
        let table = example.assess(&[]).succeed();
        let path = expected(&example);
        if std::env::var_os("UPDATE_EXPECTED").is_some() {
            fs::write(&path, &table).unwrap();
        }
        let expected = fs::read_to_string(&path).unwrap_or_default();
        assert!(
            table == expected,
            "the table of {} differs from {}:\n{table}",
            example.path,
            path.display()
        );
    }
    let expected = names_in("tests/expected", "txt");
    assert_eq!(
        expected,
        names_in("examples", "toml"),
        "a table of an example that is gone"
    );
}

fn named(name: &str) -> Example {
    let path = format!("examples/{name}.toml");
    let example = all().into_iter().find(|example| example.path == path);
    example.unwrap()
}

/// What `assess` says of it in JSON. Dimensions without a criterion are null there.
fn assessment(name: &str) -> Value {
    serde_json::from_str(&named(name).assess(&["--format", "json"]).succeed()).unwrap()
}

#[track_caller]
fn scores(assessment: &Value, exact: &[(&str, f64)]) {
    let candidates = assessment["candidates"].as_array().unwrap();
    assert_eq!(candidates.len(), exact.len());
    for (candidate, (name, exact)) in candidates.iter().zip(exact) {
        assert_eq!(candidate["name"], *name);
        let score = candidate["score"].as_f64().unwrap();
        assert!(
            (score - exact).abs() < 1e-9,
            "{name}: {score} is not {exact}"
        );
    }
}

/// 402.8 and 274.9 of 500 are the totals that FIFA published; the sources stand in the example.
#[test]
fn the_bids_for_the_world_cup_score_as_fifa_says() {
    let assessment = assessment("fifa-2026");
    let published = [("United 2026", 402.8 / 5.0), ("Morocco 2026", 274.9 / 5.0)];
    scores(&assessment, &published);
}

/// The tender's formula: lowest / price x 70 + points / 126 x 30. Whether C bids at all decides between A and B.
#[test]
fn the_tender_turns_on_who_else_bids() {
    let points =
        |lowest: f64, price: f64, points: f64| lowest / price * 70.0 + points / 126.0 * 30.0;
    let assessment = assessment("world-bank-tender");
    let with = [
        ("B", points(18.0, 22.0, 122.0)),
        ("A", points(18.0, 20.0, 97.0)),
        ("C", points(18.0, 18.0, 62.0)),
    ];
    scores(&assessment, &with);
    assert_eq!(
        assessment["confidence"]["withdrawal"],
        serde_json::json!([{ "candidate": "C", "new_leader": "A" }])
    );

    // And so it is.
    let example = named("world-bank-tender");
    let table = example.assess(&[]).succeed();
    let table = table.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(table.contains("If C withdrew, A would lead"));
    let (text, _) = example.text.rsplit_once("[[candidates]]").unwrap();
    let json = Run::assess(&["--format", "json"], text).succeed();
    let remaining: Value = serde_json::from_str(&json).unwrap();
    let without = [
        ("A", points(20.0, 20.0, 97.0)),
        ("B", points(20.0, 22.0, 122.0)),
    ];
    scores(&remaining, &without);
    assert_eq!(remaining["confidence"]["leader"], "A");
}
