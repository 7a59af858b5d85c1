//! Reviews beside a deal count as if they stood in it.

use serde_json::Value;

use super::{ANN, BO, CY, DEAL, TYPED, committee, run};
use crate::command::contract;
use crate::harness::Directory;

/// Each command that takes reviews, and its formats.
const CALLS: [(&[&str], &[&str]); 4] = [
    (
        &["assess", "deal.toml"],
        &[
            "table",
            "markdown",
            "json",
            "json-lines",
            "csv",
            "csv-long",
            "junit",
            "github",
        ],
    ),
    (&["explain", "deal.toml", "Alpha"], &["text", "json"]),
    (
        &["explain", "deal.toml", "Alpha", "--against", "Beta"],
        &["text", "json"],
    ),
    (
        &["compose", "deal.toml", "--size", "1"],
        &["table", "json", "csv"],
    ),
];

/// A report without its places, the options that name reviews, and what follows from where lines are broken.
pub fn without_places(report: &str, format: &str) -> String {
    if format.starts_with("json") {
        let values = serde_json::Deserializer::from_str(report).into_iter::<Value>();
        let values = values.map(|value| {
            let mut value = value.unwrap();
            forget_places(&mut value);
            value.to_string()
        });
        return values.collect();
    }
    let words = report.replace(" --reviews reviews", "");
    let is_place = |word: &&str| !word.contains(".toml:");
    words.split_whitespace().filter(is_place).collect()
}

fn forget_places(value: &mut Value) {
    match value {
        Value::Object(entries) => {
            let is_mark = entries.contains_key("abstains");
            entries.retain(|key, _| {
                let is_place =
                    ["line", "lines", "place", "sha256", "inputs"].contains(&key.as_str());
                !(is_place || is_mark && key == "source")
            });
            entries.values_mut().for_each(forget_places);
        }
        Value::Array(items) => items.iter_mut().for_each(forget_places),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
    }
}

#[test]
fn every_format_says_what_it_says_of_marks_in_the_deal() {
    let (beside, typed) = (committee(), Directory::with(&[("deal.toml", TYPED)]));
    for (call, formats) in CALLS {
        for format in formats {
            let call = [call, &["--format", format]].concat();
            let (expected, said) = run(&typed, &call, 0);
            assert_eq!(said, "", "{call:?}");
            let (found, said) = run(&beside, &[&call[..], &["--reviews", "reviews"]].concat(), 0);
            assert_eq!(said, "", "{call:?}");
            assert_eq!(
                without_places(&found, format),
                without_places(&expected, format),
                "{call:?}"
            );
            assert!(!found.is_empty() || *format == "github");
        }
    }
}

#[test]
fn a_report_names_the_reviews_and_the_place_of_every_mark() {
    let call = [
        "assess",
        "deal.toml",
        "--format",
        "json",
        "--reviews",
        "reviews",
    ];
    let (json, _) = run(&committee(), &call, 0);
    let assessment = contract::read(&json);
    let inputs: Vec<(&str, &str, bool)> = assessment
        .inputs
        .iter()
        .map(|file| {
            (
                file.kind.as_str(),
                file.source.as_str(),
                file.sha256.is_some(),
            )
        })
        .collect();
    let reviews = ["reviews/1.toml", "reviews/2.toml", "reviews/3.toml"];
    let mut expected = vec![("deal", "deal.toml", true)];
    expected.extend(reviews.map(|path| ("review", path, true)));
    assert_eq!(inputs, expected);
    let alpha = &assessment.candidates[0];
    assert_eq!(alpha.name, "Alpha");
    let mut criteria = alpha.criteria();
    let compatibility = criteria.find(|one| one.id == "compatibility").unwrap();
    let marks = compatibility.marks.as_ref().unwrap().iter().map(|mark| {
        let place = (mark.source.as_deref().unwrap(), mark.line);
        let reason = mark.evidence.as_ref().and_then(|of| of.text.as_deref());
        (mark.reviewer.as_deref().unwrap(), mark.score, reason, place)
    });
    assert_eq!(
        marks.collect::<Vec<_>>(),
        [
            ("Ann", Some(8.0), Some("two visits"), ("reviews/3.toml", 8)),
            (
                "Bo",
                Some(3.0),
                Some("a strike last year"),
                ("reviews/1.toml", 14)
            ),
            ("Cy", None, None, ("reviews/2.toml", 8)),
        ]
    );
}

#[test]
fn the_order_of_files_changes_nothing() {
    let directory = committee();
    let report =
        |reviews: &[&str]| run(&directory, &[&["assess", "deal.toml"], reviews].concat(), 0);
    let files = ["reviews/1.toml", "reviews/2.toml", "reviews/3.toml"];
    let expected = report(&["--reviews", files[0], files[1], files[2]]);
    let other = report(&["--reviews", files[2], "--reviews", files[1], files[0]]);
    assert_eq!(other, expected);
    let folder = report(&["--reviews", "reviews"]);
    assert_eq!(
        folder
            .0
            .replace("reviews reviews", &format!("reviews {}", files.join(" "))),
        expected.0
    );
}

/// Of rows of a table too, whether all are assessed or the best are looked for.
#[test]
fn rows_of_a_table_take_their_marks() {
    let (header, _) = DEAL.split_once("[[candidates]]").unwrap();
    let ann = ANN.replace("'Beta'", "'Gamma'");
    let directory = Directory::with(&[
        ("deal.toml", header),
        (
            "rows.csv",
            "name,ratings.risk_sharing\nAlpha,8\nBeta,6\nGamma,\n",
        ),
        ("reviews/ann.toml", &ann),
        ("reviews/bo.toml", BO),
        ("reviews/cy.toml", CY),
    ]);
    let call = |command, more: &[&str]| {
        let call = [
            command,
            "deal.toml",
            "--candidates",
            "rows.csv",
            "--reviews",
            "reviews",
        ];
        run(&directory, &[&call[..], more].concat(), 0).0
    };
    let assessed = contract::read(&call("assess", &["--format", "json"]));
    let names: Vec<_> = assessed
        .candidates
        .iter()
        .map(|one| (one.name.as_str(), one.score))
        .collect();
    // Alpha: (16 + 3) / 3, (18 + 8) / 3, 8, 7.5 and (16 + 7) / 3 of 10.
    let alpha = 190.0 / 3.0 * 2.0 / 15.0
        + 260.0 / 3.0 * 0.3
        + 80.0 * 2.0 / 15.0
        + 75.0 * 0.3
        + 230.0 / 3.0 * 2.0 / 15.0;
    let found = names.iter().find(|(name, _)| *name == "Alpha").unwrap().1;
    assert!((found - alpha).abs() < 1e-9, "{found} {alpha}");
    let all = call("screen", &["--all", "--quiet"]);
    for (name, score) in &names {
        let row = all.lines().find(|line| line.contains(name)).unwrap();
        assert!(row.contains(&format!(",{score:?},")), "{row} {score}");
    }
    let best = call("screen", &["--top", "2", "--quiet", "--format", "json"]);
    let best: Value = serde_json::from_str(&best).unwrap();
    assert_eq!(best["candidates"][0]["name"], names[0].0);
}

#[test]
fn a_missing_reviewer_is_allowed_if_it_is_said() {
    let directory = committee();
    let call = [
        "assess",
        "deal.toml",
        "--incomplete",
        "--reviews",
        "reviews/1.toml",
        "reviews/3.toml",
    ];
    let (report, said) = run(&directory, &call, 0);
    assert_eq!(said, "without: Cy, whose review files are missing\n");
    assert!(
        report.contains("Lead  This is without Cy, whose review files are missing."),
        "{report}"
    );
    let json = run(&directory, &[&call[..], &["--format", "json"]].concat(), 0).0;
    assert_eq!(contract::read(&json).missing_reviews, ["Cy"]);
    // Marks in the deal are a review too.
    let typed = DEAL.replace(
        "name = 'Beta'",
        "name = 'Beta'\nratings.commitment.by.Cy = 4",
    );
    directory.write("deal.toml", typed);
    let call = [
        "assess",
        "deal.toml",
        "--reviews",
        "reviews/1.toml",
        "reviews/3.toml",
    ];
    assert_eq!(run(&directory, &call, 0).1, "");
}

#[test]
fn a_consensus_counts_and_the_marks_stay() {
    let directory = committee();
    let meeting = "[consensus]\ndeal = 'Depot'\n[[candidates]]\nname = 'Alpha'\n\
                   marks.compatibility = { consensus = 6, reason = 'the strike is settled' }\n";
    directory.write("reviews/meeting.toml", meeting);
    let call = ["explain", "deal.toml", "Alpha", "--reviews", "reviews"];
    let (report, _) = run(&directory, &call, 0);
    let expected = "      agreed on 6 of 10; marks Ann 8, Bo 3, Cy abstains · deal.toml:16
      agreed on 6: the strike is settled · reviews/meeting.toml:5
      Ann 8: two visits · reviews/3.toml:8
      Bo 3: a strike last year · reviews/1.toml:14
";
    assert!(report.contains(expected), "{report}");
    let call = [
        "assess",
        "deal.toml",
        "--format",
        "json",
        "--reviews",
        "reviews",
    ];
    let assessment = contract::read(&run(&directory, &call, 0).0);
    assert_eq!(assessment.inputs[4].kind, "consensus");
}
