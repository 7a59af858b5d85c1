//! `partner-eval diff`: runs the program on two files and looks at all it writes.

use std::process::{Output, Stdio};

use serde_json::Value;

use crate::harness::{Directory, program, toml_files};

/// What a run wrote and returned.
struct Run {
    stdout: String,
    stderr: String,
    status: Option<i32>,
}

impl Run {
    fn of(output: Output) -> Self {
        Self {
            stdout: String::from_utf8(output.stdout).unwrap(),
            stderr: String::from_utf8(output.stderr).unwrap(),
            status: output.status.code(),
        }
    }
}

/// `diff old.toml new.toml` of these texts, with these arguments.
fn diff(old: &str, new: &str, arguments: &[&str]) -> Run {
    let directory = Directory::with(&[("old.toml", old), ("new.toml", new)]);
    Run::of(directory.run(&[&["diff", "old.toml", "new.toml"], arguments].concat(), ""))
}

fn json(run: &Run) -> Value {
    assert_eq!(run.stderr, "");
    assert_eq!(run.status, Some(0));
    serde_json::from_str(&run.stdout).unwrap()
}

/// `assess --format json` of a deal.
fn assess(deal: &str) -> String {
    let directory = Directory::with(&[("deal.toml", deal)]);
    let run = Run::of(directory.run(&["assess", "deal.toml", "--format", "json"], ""));
    assert_eq!(run.status, Some(0), "{}", run.stderr);
    run.stdout
}

const HEADER: &str = "[deal]
name = 'Depot'
relationship = 'network'
rated = ['compatibility', 'complementarity', 'risk_sharing', 'cost_sharing', 'commitment']
[organization]
name = 'Us'
";

/// A deal whose candidates are rated alike in all five dimensions, three lines each.
fn deal(candidates: &[(&str, f64)]) -> String {
    let mut text = HEADER.to_owned();
    for (name, rating) in candidates {
        text.push_str(&format!(
            "[[candidates]]\nname = {}\nratings = {{ compatibility = {rating}, complementarity = {rating}, \
             risk_sharing = {rating}, cost_sharing = {rating}, commitment = {rating} }}\n",
            Value::from(*name)
        ));
    }
    text
}

fn two() -> String {
    deal(&[("Alpha", 8.0), ("Beta", 7.0)])
}

#[track_caller]
fn close(value: &Value, exact: f64) {
    let number = value.as_f64().unwrap();
    assert!((number - exact).abs() < 1e-9, "{number} is not {exact}");
}

#[test]
fn nothing_moves_between_a_deal_and_itself() {
    let run = diff(&two(), &two(), &["--fail-on-drop", "0"]);
    let expected = "Depot · old.toml -> new.toml\nNothing moved.\n";
    assert_eq!((run.stdout.as_str(), run.status), (expected, Some(0)));
    let run = diff(&two(), &two(), &["--format", "markdown"]);
    assert!(
        run.stdout.ends_with("**Nothing moved.**\n"),
        "{}",
        run.stdout
    );
    let found = json(&diff(&two(), &two(), &["--format", "json"]));
    assert_eq!(found["moved"], false);
    assert_eq!(found["inputs"], Value::Array(Vec::new()));
}

/// Another order of the same facts, written otherwise.
#[test]
fn nothing_moves_by_how_a_deal_is_written() {
    let other = HEADER.replace("'Us'", "\"Us\"")
        + "[[candidates]]\nratings.compatibility = { score = 7 }\nratings.complementarity = 7.0\n\
           ratings.risk_sharing = 7\nratings.cost_sharing = 7\nratings.commitment = 0x7\nname = 'Beta'\n"
        + deal(&[("Alpha", 8.0)]).strip_prefix(HEADER).unwrap();
    let run = diff(&two(), &other, &[]);
    assert_eq!(run.stderr, "");
    assert_eq!(run.stdout, "Depot · old.toml -> new.toml\nNothing moved.\n");
}

/// Weights of a network: 9 of 30 for complementarity and cost, 4 of 30 for the others.
#[test]
fn a_changed_fact_is_shown_with_its_lines() {
    let new =
        "# A line more.\n".to_owned() + &two().replacen("commitment = 8", "commitment = 3.5", 1);
    let run = diff(&two(), &new, &[]);
    assert_eq!(run.stderr, "");
    assert_eq!(
        run.stdout,
        "Depot · old.toml -> new.toml
Of 2 candidates, 1 moved.

down  Alpha: 80.0 -> 74.0 (-6.00), rank 1, recommended -> not-recommended
                                                   Old     New   Points
      commitment                                 80.00   35.00    -6.00
      gate commitment: pass -> fail (minimum 50)
      ratings.commitment: 8 -> 3.5 · old.toml:9 -> new.toml:10 (moves
      commitment)

same  Beta
"
    );
    let found = json(&diff(&two(), &new, &["--format", "json"]));
    assert_eq!(found["schema"], "partner-eval/diff/2");
    let alpha = &found["candidates"][0];
    assert_eq!(alpha["status"], "moved");
    close(&alpha["points"], -45.0 * 4.0 / 30.0);
    close(&alpha["score"]["old"], 80.0);
    assert_eq!(alpha["verdict"]["new"], "not-recommended");
    let parts = alpha["dimensions"].as_array().unwrap();
    let sum: f64 = parts
        .iter()
        .map(|part| part["points"].as_f64().unwrap())
        .sum();
    close(&alpha["points"], sum);
    assert_eq!(parts[0]["dimension"], "commitment");
    assert_eq!(
        alpha["inputs"],
        serde_json::json!([{
            "key": "ratings.commitment", "path": ["ratings", "commitment"], "old": 8, "new": 3.5,
            "line": { "old": 9, "new": 10 }, "moves": ["commitment"]
        }])
    );
    assert_eq!(found["candidates"][1]["status"], "same");
}

#[test]
fn a_changed_header_is_shown_once() {
    let old = "deal = { name = 'd', relationship = 'network', horizon_years = 4 }\n\
               organization.name = 'us'\n[[candidates]]\nname = 'A'\nhorizon_years = 4\n\
               [[candidates]]\nname = 'B'\nhorizon_years = 2\n";
    let run = diff(old, &old.replace("years = 4 }", "years = 8 }"), &[]);
    let end = "Input changed for all candidates:\n      \
               deal.horizon_years: 4 -> 8 · old.toml:1 -> new.toml:1 (moves horizon)\n";
    assert!(run.stdout.ends_with(end), "{}", run.stdout);
    assert_eq!(run.stdout.matches("deal.horizon_years").count(), 1);
}

#[test]
fn what_moves_nothing_is_said_too() {
    let run = diff(&two(), &(two() + "notes = 'call them'\n"), &[]);
    assert_eq!(
        run.stdout,
        "Depot · old.toml -> new.toml\nNothing moved.\n\nsame  Beta, though its input changed:\n      \
         notes: added \"call them\" · new.toml:13\n"
    );
}

#[test]
fn new_and_gone_candidates() {
    let old = deal(&[("Alpha", 8.0), ("Beta", 7.0)]);
    let new = deal(&[("Gamma", 9.0), ("Alpha", 8.0)]);
    // A candidate that is gone did not drop.
    let run = diff(&old, &new, &["--fail-on-drop", "0"]);
    assert_eq!((run.status, run.stderr.as_str()), (Some(0), ""));
    assert_eq!(
        run.stdout,
        "Depot · old.toml -> new.toml\nOf 3 candidates, 1 moved, 1 new, 1 gone.\n\n\
         moved Alpha: 80.0, rank 1 -> 2, recommended\n\n\
         new   Gamma: 90.0, rank 1, recommended\n\
         gone  Beta: was at 70.0, rank 2, recommended\n"
    );
    let found = json(&diff(&old, &new, &["--format", "json"]));
    let status: Vec<&Value> = [0, 1, 2]
        .map(|at| &found["candidates"][at]["status"])
        .into();
    assert_eq!(status, ["moved", "new", "gone"]);
    assert_eq!(found["candidates"][1]["points"], Value::Null);
    assert_eq!(
        found["candidates"][1]["line"],
        serde_json::json!({ "old": null, "new": 8 })
    );
}

#[test]
fn largest_movement_comes_first() {
    let old = deal(&[("A", 8.0), ("B", 7.0), ("C", 6.0)]);
    let new = deal(&[("A", 8.1), ("B", 5.0), ("C", 7.0)]);
    let found = json(&diff(&old, &new, &["--format", "json"]));
    let names: Vec<&Value> = [0, 1, 2].map(|at| &found["candidates"][at]["name"]).into();
    assert_eq!(names, ["B", "C", "A"]);
}

#[test]
fn other_weights_are_refused_unless_forced() {
    let new = two().replace(
        "[organization]",
        "[weights]\ncompatibility = 1\ncomplementarity = 1\nrisk_sharing = 1\ncost_sharing = 1\n\
         commitment = 1\n[organization]",
    );
    let run = diff(&two(), &new, &["--fail-on-drop", "1"]);
    assert_eq!((run.status, run.stdout.as_str()), (Some(2), ""));
    assert!(
        run.stderr.contains("weight of compatibility 13.3% -> 20%"),
        "{}",
        run.stderr
    );
    assert!(run.stderr.contains("--force"));
    let forced = diff(&two(), &new, &["--force"]);
    assert_eq!((forced.status, forced.stderr.as_str()), (Some(0), ""));
    let second = forced.stdout.lines().nth(1).unwrap();
    assert!(
        second
            .starts_with("Note  the two are scored in different ways, and are compared because of"),
        "{second}"
    );
    let markdown = diff(&two(), &new, &["--force", "--format", "markdown"]).stdout;
    assert!(
        markdown.find("**Forced:**") < markdown.find("moved.**"),
        "{markdown}"
    );
    let found = json(&diff(&two(), &new, &["--force", "--format", "json"]));
    assert_eq!(found["forced"], true);
    assert_eq!(found["differences"].as_array().unwrap().len(), 5);
}

#[test]
fn anything_else_that_makes_scores_differently_is_refused() {
    let plain = "deal = { name = 'd', relationship = 'network' }\norganization.name = 'us'\n\
                 candidates = [{ name = 'A' }]\n";
    let later = assess(plain).replace("\"model_version\": 2", "\"model_version\": 3");
    for (new, reason) in [
        (
            plain.replace("'network'", "'consortium'"),
            "relationship network -> consortium",
        ),
        (
            plain.replace("'network'", "'network', aggregation = 'geometric'"),
            "aggregation arithmetic -> geometric",
        ),
        (
            plain.to_owned() + "criteria.trust.weight = 2\n",
            "weight of trust in its dimension 50% -> 66.7%",
        ),
        (later, "model version 2 -> 3"),
    ] {
        let run = diff(plain, &new, &[]);
        assert_eq!((run.status, run.stdout.as_str()), (Some(2), ""), "{reason}");
        assert!(run.stderr.contains(reason), "{reason}: {}", run.stderr);
        assert_eq!(diff(plain, &new, &["--force"]).status, Some(0));
    }
    // To ask more is no other weight.
    let asks = plain.replace("us'", "us'\norganization.goals.x = 1");
    let run = diff(plain, &asks, &[]);
    assert_eq!(run.status, Some(0), "{}", run.stderr);
    assert!(run.stdout.contains("Newly asked: goals."), "{}", run.stdout);
}

#[test]
fn an_assessment_stands_for_its_deal() {
    let directory = Directory::with(&[("deal.toml", &two()), ("old.json", &assess(&two()))]);
    for arguments in [
        ["old.json", "deal.toml"],
        ["deal.toml", "old.json"],
        ["old.json", "old.json"],
    ] {
        let run = Run::of(directory.run(&[&["diff"], &arguments[..]].concat(), ""));
        assert!(
            run.stdout.ends_with("Nothing moved.\n"),
            "{}{}",
            run.stdout,
            run.stderr
        );
    }
    let found = json(&Run::of(
        directory.run(&["diff", "old.json", "deal.toml", "--format", "json"], ""),
    ));
    assert_eq!(found["old"]["kind"], "assessment");
    assert_eq!(found["old"]["sha256"], found["new"]["sha256"]);
    assert_eq!(found["inputs"], Value::Null);
    // What moved is known, its lines are not.
    let moved = two().replacen("commitment = 8", "commitment = 6", 1);
    let run = Run::of(directory.run(&["diff", "old.json", "-"], &moved));
    assert!(
        run.stdout.starts_with("Depot · old.json -> <stdin>\n"),
        "{}",
        run.stdout
    );
    assert!(
        run.stdout
            .contains("old.json is a stored assessment, which has no lines")
    );
    assert!(
        run.stdout
            .contains("commitment                                 80.00   60.00    -2.67")
    );
}

#[test]
fn every_example_equals_its_assessment() {
    for (path, text) in toml_files("examples") {
        let run = diff(&assess(&text), &text, &[]);
        let name = path.display();
        assert_eq!((run.status, run.stderr.as_str()), (Some(0), ""), "{name}");
        assert!(
            run.stdout.contains("\nNothing moved.\n"),
            "{name}: {}",
            run.stdout
        );
    }
}

#[test]
fn an_assessment_with_candidates_left_out_is_named() {
    let directory = Directory::with(&[("deal.toml", &two())]);
    let assess = [
        "assess",
        "deal.toml",
        "--format",
        "json",
        "--candidate",
        "Beta",
    ];
    let partial = Run::of(directory.run(&assess, "")).stdout;
    let run = Run::of(directory.run(&["diff", "-", "deal.toml"], &partial));
    assert!(
        run.stdout
            .contains("<stdin> holds only some of its deal's candidates."),
        "{}",
        run.stdout
    );
}

#[test]
fn what_is_no_assessment_is_refused_by_name() {
    let good = assess(&two());
    let assessments =
        |text: &str| text.replace("partner-eval/assessment/2", "partner-eval/assessment/1");
    for (json, reason) in [
        ("{}", "bad.json is JSON without a `schema`"),
        ("{", "bad.json is not readable as JSON"),
        ("[\n  {}]", "entry 1 of bad.json is JSON without a `schema`"),
        (
            assessments(&good).as_str(),
            "bad.json has the schema `partner-eval/assessment/1`",
        ),
        (
            good.replacen("\"rank\"", "\"place\"", 1).as_str(),
            "missing field `rank`",
        ),
        (
            good.replacen("\"known\": 1.0", "\"known\": 7", 1).as_str(),
            "7 is not a fraction",
        ),
        (
            good.replace("\"Beta\"", "\"Alpha\"").as_str(),
            "two candidates named `Alpha`",
        ),
        (
            good.replace("\"recommended\"", "\"great\"").as_str(),
            "unknown verdict `great`",
        ),
    ] {
        let directory = Directory::with(&[("deal.toml", &two()), ("bad.json", json)]);
        let run = Run::of(directory.run(&["diff", "bad.json", "deal.toml"], ""));
        assert_eq!((run.status, run.stdout.as_str()), (Some(2), ""), "{reason}");
        assert!(run.stderr.starts_with("error: "), "{}", run.stderr);
        assert!(run.stderr.contains(reason), "{reason}: {}", run.stderr);
    }
    // Keys that are only known to a later version are passed over.
    let more = good.replacen("\"schema\"", "\"more\": [1], \"schema\"", 1);
    assert_eq!(diff(&more, &two(), &[]).status, Some(0));
}

#[test]
fn a_file_that_cannot_be_read_writes_no_report() {
    let run = diff("deal.name = 1\n", &two(), &[]);
    assert_eq!((run.status, run.stdout.as_str()), (Some(2), ""));
    assert!(run.stderr.contains("old.toml:1:13"), "{}", run.stderr);
    let directory = Directory::with(&[("deal.toml", &two())]);
    for arguments in [["diff", "-", "-"], ["diff", "none.toml", "deal.toml"]] {
        let run = Run::of(directory.run(&arguments, &two()));
        assert_eq!((run.status, run.stdout.as_str()), (Some(2), ""));
    }
}

#[test]
fn a_drop_fails_when_it_is_more_than_allowed() {
    let new = deal(&[("Alpha", 8.5), ("Beta", 6.5)]);
    let run = diff(&two(), &new, &["--fail-on-drop", "4.99"]);
    assert_eq!(run.status, Some(1));
    assert_eq!(
        run.stderr,
        "gate not met: new.toml: Beta dropped by 5.00 points, more than 4.99\n"
    );
    assert!(run.stdout.contains("down  Beta: 70.0 -> 65.0"));
    // Exactly as much is not more, whatever the last digit of the sum.
    let run = diff(&two(), &new, &["--fail-on-drop", "5"]);
    assert_eq!((run.status, run.stderr.as_str()), (Some(0), ""));
    for wrong in ["-1", "nan", "inf", "x", "101"] {
        let run = diff(&two(), &new, &["--fail-on-drop", wrong]);
        assert_eq!((run.status, run.stdout.as_str()), (Some(2), ""), "{wrong}");
    }
}

/// A reader that goes away does not turn a drop into a success.
#[test]
fn a_broken_pipe_keeps_the_exit_code() {
    let new = deal(&[("Alpha", 3.0), ("Beta", 6.5)]);
    let directory = Directory::with(&[("old.toml", &two()), ("new.toml", &new)]);
    let mut child = program(directory.path())
        .args(["diff", "old.toml", "new.toml", "--fail-on-drop", "1"])
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    drop(child.stdout.take());
    assert_eq!(child.wait().unwrap().code(), Some(1));
}

const HOSTILE: [&str; 6] = [
    "a | b `c` <img src=x onerror=y> @all #1",
    "two\nlines\n\n# heading\n- list",
    "1. one",
    "::error file=x::smuggled",
    "[link](https://x.example) www.x.example",
    "\u{1b}[31mred\u{202e}",
];

fn hostile() -> [String; 2] {
    let candidates = |rating: f64| HOSTILE.map(|name| (name, rating));
    [
        deal(&candidates(8.0)),
        deal(&candidates(6.0)) + "notes = '| <b> @all'\n",
    ]
}

#[test]
fn hostile_names_stay_names_in_markdown() {
    let [old, new] = hostile();
    let run = diff(&old, &new, &["--format", "markdown"]);
    assert_eq!((run.status, run.stderr.as_str()), (Some(0), ""));
    for line in run.stdout.lines() {
        // All that is left of any markup is ours: headings, bold, lists, the table.
        let rest = line.trim_start();
        let rest = ["### ", "- ", "| "]
            .iter()
            .find_map(|mark| rest.strip_prefix(mark))
            .unwrap_or(rest);
        if line.starts_with('|') {
            assert_eq!(line.matches('|').count(), 6, "{line}");
        } else {
            assert!(!rest.contains('|') && !rest.starts_with("1."), "{line}");
        }
        assert!(
            !rest.contains(['<', '>', '`', '@', '[', '\u{1b}', '\u{202e}']),
            "{line}"
        );
        assert!(!rest.starts_with(['#', '+', '=']), "{line}");
        assert!(!rest.contains("://") && !rest.contains("www."), "{line}");
    }
    // GitHub looks for mentions and issues in the rendered text.
    for sign in ["&#64;", "&#35;"] {
        let guarded = format!("{sign}&#8203;");
        assert!(run.stdout.contains(sign));
        assert_eq!(
            run.stdout.matches(sign).count(),
            run.stdout.matches(&guarded).count()
        );
    }
    let rows = run.stdout.lines().filter(|line| line.starts_with("| "));
    assert_eq!(rows.count(), 2 + HOSTILE.len());
}

#[test]
fn hostile_names_stay_names_in_text_and_json() {
    let [old, new] = hostile();
    let run = diff(&old, &new, &[]);
    assert!(
        !run.stdout.contains(['\u{1b}', '\u{202e}']),
        "{}",
        run.stdout
    );
    assert!(
        run.stdout
            .lines()
            .all(|line| !line.starts_with(['#', '-', ':']))
    );
    let found = json(&diff(&old, &new, &["--format", "json"]));
    let mut names: Vec<&str> = found["candidates"]
        .as_array()
        .unwrap()
        .iter()
        .map(|candidate| candidate["name"].as_str().unwrap())
        .collect();
    let mut expected = HOSTILE;
    names.sort_unstable();
    expected.sort_unstable();
    assert_eq!(names, expected);
}

#[test]
fn long_lists_are_cut_in_text_and_whole_in_json() {
    let old = two() + "[candidates.attributes]\n";
    let new: String = (0..40).map(|at| format!("k{at} = {at}\n")).collect();
    let new = old.clone() + &new;
    let text = diff(&old, &new, &[]).stdout;
    assert!(
        text.contains("and 28 more, all of them with --format json"),
        "{text}"
    );
    let found = json(&diff(&old, &new, &["--format", "json"]));
    let beta = &found["candidates"][1];
    assert_eq!(beta["inputs"].as_array().unwrap().len(), 40);
}
