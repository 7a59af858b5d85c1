//! `history`: how one deal came out each time that it was assessed.

use serde_json::Value;

use crate::command::deals::{rated, toml_text};
use crate::command::{review, runners, terminal};
use crate::harness::{Directory, text};

/// A partner whose audit and visit run out in 2026, and another.
const DEAL: &str = r#"
deal.name = 'Depot'
deal.relationship = 'network'
organization.name = 'Us'
deal.rated = ['compatibility', 'complementarity', 'risk_sharing', 'cost_sharing']
weights = { compatibility = 1, complementarity = 1, risk_sharing = 1, cost_sharing = 1, commitment = 1 }
criteria = { executive_sponsor.weight = 0 }
[[candidates]]
name = 'Alpha'
track_record = { kept = 90, total = 100 }
sources.track_record = { text = 'audit', by = 'auditor', until = 2026-06-30, grade = 'verified' }
ratings.compatibility = { by = { Ana = { score = 8, evidence = { text = 'visit', until = 2026-10-15 } }, Ben = 8 } }
ratings.complementarity = 8
ratings.risk_sharing = 8
ratings.cost_sharing = 8
"#;

const OTHER: &str = "[[candidates]]\nname = 'Beta'\ntrack_record = { kept = 90, total = 100 }\n\
                     ratings = { compatibility = 7, complementarity = 7, risk_sharing = 7, cost_sharing = 7 }\n";

/// `assess --format json` of a deal on a day.
fn assess(deal: &str, options: &[&str]) -> String {
    let directory = Directory::with(&[("deal.toml", deal)]);
    let arguments = [&["assess", "deal.toml", "--format", "json"], options].concat();
    let output = directory.run(&arguments, "");
    assert_eq!(output.status.code(), Some(0), "{}", text(&output.stderr));
    text(&output.stdout).to_owned()
}

/// A directory with an assessment of each of these days, as `DAY.json`.
fn quarters(deal: &str, days: &[&str]) -> Directory {
    let directory = Directory::new();
    for day in days {
        directory.write(&format!("{day}.json"), assess(deal, &["--as-of", day]));
    }
    directory
}

fn history(directory: &Directory, arguments: &[&str]) -> (Option<i32>, String, String) {
    let output = directory.run(&[&["history"], arguments].concat(), "");
    let [out, err] = [&output.stdout, &output.stderr].map(|stream| text(stream).to_owned());
    (output.status.code(), out, err)
}

#[track_caller]
fn prints(directory: &Directory, arguments: &[&str]) -> String {
    let (status, out, err) = history(directory, arguments);
    assert_eq!((status, err.as_str()), (Some(0), ""));
    out
}

#[track_caller]
fn json(directory: &Directory, arguments: &[&str]) -> Value {
    let out = prints(directory, &[arguments, &["--format", "json"]].concat());
    serde_json::from_str(&out).unwrap()
}

const DAYS: [&str; 4] = ["2026-03-31", "2026-06-30", "2026-09-30", "2026-12-31"];
const FILES: [&str; 4] = [
    "2026-03-31.json",
    "2026-06-30.json",
    "2026-09-30.json",
    "2026-12-31.json",
];

/// A signed partnership: one candidate, every quarter.
#[test]
fn a_partnership_is_reassessed_every_quarter() {
    let directory = quarters(DEAL, &DAYS);
    assert_eq!(
        prints(&directory, &FILES),
        r#"Depot · 4 assessments
Note  Stored assessments have no lines: compare two deals to see the input that
      changed.

Step  Assessment       As of       Leader  Score  Verdict
1     2026-03-31.json  2026-03-31  Alpha   80.8   recommended
2     2026-06-30.json  2026-06-30  Alpha   80.8   recommended
3     2026-09-30.json  2026-09-30  Alpha   64.0   conditional
4     2026-12-31.json  2026-12-31  Alpha   56.0   conditional

Candidate            1    2    3    4
Alpha     score   80.8 80.8 64.0 56.0
          rank       1    1    1    1
          verdict  yes  yes   if   if

yes = recommended, if = conditional, open = undecided, no = not-recommended

same  2026-03-31.json -> 2026-06-30.json: nothing moved

Depot · 2026-06-30.json -> 2026-09-30.json
Of 1 candidate, 1 moved.

down  Alpha: 80.8 -> 64.0 (-16.79), rank 1, recommended -> conditional
      range 80.8 to 82.8 -> 64.0 to 84.0; known 100.0% -> 80.0%
                                                   Old     New   Points
      commitment                                 83.96    0.00   -16.79
        track record                             83.96    0.00   -16.79
      gate score: pass -> undecided (minimum 65)
      gate commitment: pass -> undecided (minimum 50)

ended Alpha: track_record counted until 2026-06-30 · audit (moves track_record)

Depot · 2026-09-30.json -> 2026-12-31.json
Of 1 candidate, 1 moved.

down  Alpha: 64.0 -> 56.0 (-8.00), rank 1, conditional
      range 64.0 to 84.0 -> 56.0 to 86.0; known 80.0% -> 70.0%
                                                   Old     New   Points
      compatibility                              80.00   40.00    -8.00
      gate compatibility: pass -> undecided (minimum 50)

ended Alpha: ratings.compatibility by Ana counted until 2026-10-15 · visit
      (moves compatibility)

From the first to the last
Depot · 2026-03-31.json -> 2026-12-31.json
Of 1 candidate, 1 moved.

down  Alpha: 80.8 -> 56.0 (-24.79), rank 1, recommended -> conditional
      range 80.8 to 82.8 -> 56.0 to 86.0; known 100.0% -> 70.0%
                                                   Old     New   Points
      commitment                                 83.96    0.00   -16.79
        track record                             83.96    0.00   -16.79
      compatibility                              80.00   40.00    -8.00
      gate score: pass -> undecided (minimum 65)
      gate compatibility: pass -> undecided (minimum 50)
      gate commitment: pass -> undecided (minimum 50)
"#
    );
}

#[test]
fn equal_assessments_say_that_nothing_moved() {
    let directory = quarters(DEAL, &["2026-03-31"]);
    let file = "2026-03-31.json";
    assert_eq!(
        prints(&directory, &[file, file]),
        r#"Depot · 2 assessments: nothing moved

Step  Assessment       As of       Leader  Score  Verdict
1     2026-03-31.json  2026-03-31  Alpha   80.8   recommended
2     2026-03-31.json  2026-03-31  Alpha   80.8   recommended

Candidate            1    2
Alpha     score   80.8 80.8
          rank       1    1
          verdict  yes  yes

yes = recommended, if = conditional, open = undecided, no = not-recommended

same  2026-03-31.json -> 2026-03-31.json: nothing moved
"#
    );
    let found = json(&directory, &[file, file]);
    assert_eq!(found["moved"], false);
    assert_eq!(found["changes"][0]["diff"]["moved"], false);
}

#[test]
fn a_comment_has_the_tables_and_each_change() {
    let directory = quarters(&format!("{DEAL}{OTHER}"), &["2026-06-30"]);
    directory.write("new.json", assess(DEAL, &["--as-of", "2026-07-01"]));
    let arguments = ["2026-06-30.json", "new.json", "--format", "markdown"];
    assert_eq!(
        prints(&directory, &arguments),
        r#"### Depot · 2 assessments

Stored assessments have no lines: compare two deals to see the input that changed.

| Step | Assessment | As of | Leader | Score | Verdict |
| --- | --- | --- | --- | --- | --- |
| 1 | 2026-06-30.json | 2026-06-30 | Alpha | 80.8 | recommended |
| 2 | new.json | 2026-07-01 | Alpha | 64.0 | conditional |

| Candidate | 1 | 2 |
| --- | --- | --- |
| Alpha | 80.8, rank 1, recommended | 64.0, rank 1, conditional |
| Beta | 72.8, rank 2, recommended | gone |

### Depot: what moved

2026-06-30.json -&#62; new.json

**Of 2 candidates, 1 moved, 1 gone.**

| Candidate | Score | Points | Rank | Verdict |
| --- | ---: | ---: | ---: | --- |
| Alpha | 80.8 -&#62; 64.0 | -16.79 | 1 | recommended -&#62; conditional |
| Beta | 72.8 | gone | 2 | recommended |

**Alpha**

- commitment 83.96 -&#62; 0.00: -16.79
  - track record 83.96 -&#62; 0.00: -16.79
- range 80.8 to 82.8 -&#62; 64.0 to 84.0; known 100.0% -&#62; 80.0%
- gate score: pass -&#62; undecided (minimum 65)
- gate commitment: pass -&#62; undecided (minimum 50)

**Evidence that ended**

- Alpha: track&#95;record counted until 2026-06-30 · audit (moves track&#95;record)
"#
    );
}

/// Twelve steps stand in eighty columns, in halves where the names need the room.
#[test]
fn twelve_months_stand_side_by_side() {
    let days: Vec<String> = (1..=12)
        .map(|month| format!("2026-{month:02}-28"))
        .collect();
    let days: Vec<&str> = days.iter().map(String::as_str).collect();
    for (name, tables) in [("Alpha", 1), ("A logistics company with a long name", 2)] {
        let directory = quarters(&DEAL.replace("Alpha", name), &days);
        let files: Vec<String> = days.iter().map(|day| format!("{day}.json")).collect();
        let files: Vec<&str> = files.iter().map(String::as_str).collect();
        let text = prints(&directory, &files);
        let courses = text.lines().filter(|line| line.starts_with("Candidate "));
        assert_eq!(courses.count(), tables, "{text}");
        let (_, courses) = text.split_once("Candidate ").unwrap();
        assert!(
            courses.lines().all(|line| line.chars().count() <= 80),
            "{text}"
        );
        assert!(
            text.contains(
                "same  2026-01-28.json -> 2026-06-28.json: nothing moved, in 6 assessments\n"
            ),
            "{text}"
        );
    }
}

/// What `diff` says of two, and of all of them.
#[test]
fn causes_are_those_of_diff() {
    let directory = quarters(&format!("{DEAL}{OTHER}"), &DAYS);
    let found = json(&directory, &FILES);
    for (place, pair) in FILES.windows(2).enumerate() {
        let output = directory.run(&["diff", pair[0], pair[1], "--format", "json"], "");
        let diff: Value = serde_json::from_slice(&output.stdout).unwrap();
        let mut said = found["changes"][place]["diff"].clone();
        // Steps are called by their files, and sides of a list by that of the deal.
        for side in ["old", "new"] {
            said[side]["path"] = diff[side]["path"].clone();
        }
        assert_eq!(said, diff);
    }
    assert_eq!(found["overall"]["candidates"][0]["name"], "Alpha");
}

#[test]
fn programs_are_told_all_of_each_step() {
    let directory = quarters(&format!("{DEAL}{OTHER}"), &DAYS);
    let found = json(&directory, &FILES);
    assert_eq!(found["schema"], "partner-eval/history/2");
    assert_eq!(found["deal"], "Depot");
    let days: Vec<&str> = found["steps"]
        .as_array()
        .unwrap()
        .iter()
        .map(|s| s["as_of"].as_str().unwrap())
        .collect();
    assert_eq!(days, DAYS);
    let leaders: Vec<&Value> = found["steps"]
        .as_array()
        .unwrap()
        .iter()
        .map(|s| &s["leaders"][0])
        .collect();
    assert_eq!(leaders, ["Alpha", "Alpha", "Beta", "Beta"]);
    let alpha = &found["candidates"][1];
    assert_eq!(
        (&alpha["name"], &alpha["standings"][2]["verdict"]),
        (&"Alpha".into(), &"conditional".into())
    );
    let stored: Value = serde_json::from_str(&directory.read(FILES[2])).unwrap();
    let stood = &stored["candidates"][1];
    assert_eq!(alpha["standings"][2]["score"], stood["score"], "unrounded");
    assert_eq!(
        alpha["standings"][2]["dimensions"]["commitment"],
        stood["commitment"]
    );
    let lapsed = &found["changes"][1]["lapsed"][0];
    assert_eq!(
        (
            &lapsed["candidate"],
            &lapsed["key"],
            &lapsed["evidence"]["until"],
            &lapsed["moves"][0]
        ),
        (
            &"Alpha".into(),
            &"track_record".into(),
            &"2026-06-30".into(),
            &"track_record".into()
        )
    );
    assert_eq!(found["changes"][2]["lapsed"][0]["reviewer"], "Ana");
}

/// A line a quarter in one file, or a list, is a history too.
#[test]
fn steps_stand_in_one_file_too() {
    let directory = Directory::new();
    let lines: Vec<String> = DAYS
        .iter()
        .map(|day| {
            let document: Value = serde_json::from_str(&assess(DEAL, &["--as-of", day])).unwrap();
            document.to_string()
        })
        .collect();
    directory.write("all.jsonl", lines.join("\n"));
    directory.write("all.json", format!("[{}]", lines.join(",")));
    for file in ["all.jsonl", "all.json"] {
        let found = json(&directory, &[file]);
        assert_eq!(found["steps"].as_array().unwrap().len(), 4);
        assert_eq!(found["steps"][1]["label"], format!("entry 2 of {file}"));
    }
    let output = directory.run(&["history", "-"], &lines[..2].join("\n"));
    let out = text(&output.stdout);
    assert_eq!(output.status.code(), Some(0), "{}", text(&output.stderr));
    assert!(
        out.contains("\n2     entry 2 of <stdin>  2026-06-30  Alpha "),
        "{out}"
    );
}

#[test]
fn candidates_come_and_go() {
    let directory = Directory::new();
    directory.write("1.json", assess(DEAL, &[]));
    directory.write("2.json", assess(&format!("{DEAL}{OTHER}"), &[]));
    directory.write(
        "3.json",
        assess(&format!("{}{OTHER}", DEAL.split("[[").next().unwrap()), &[]),
    );
    assert_eq!(
        prints(&directory, &["1.json", "2.json", "3.json"]),
        r#"Depot · 3 assessments
Note  Stored assessments have no lines: compare two deals to see the input that
      changed.

Step  Assessment  As of  Leader  Score  Verdict
1     1.json      -      Alpha   80.8   recommended
2     2.json      -      Alpha   80.8   recommended
3     3.json      -      Beta    72.8   recommended

Candidate            1    2    3
Beta      score      - 72.8 72.8
          rank            2    1
          verdict       yes  yes
Alpha     score   80.8 80.8 gone
          rank       1    1
          verdict  yes  yes

yes = recommended, if = conditional, open = undecided, no = not-recommended

Depot · 1.json -> 2.json
Of 2 candidates, 0 moved, 1 new.

new   Beta: 72.8, rank 2, recommended
same  Alpha

Depot · 2.json -> 3.json
Of 2 candidates, 1 moved, 1 gone.

moved Beta: 72.8, rank 2 -> 1, recommended

gone  Alpha: was at 80.8, rank 1, recommended

From the first to the last
Depot · 1.json -> 3.json
Of 2 candidates, 0 moved, 1 new, 1 gone.

new   Beta: 72.8, rank 1, recommended
gone  Alpha: was at 80.8, rank 1, recommended
"#
    );
}

/// Where a verdict fell before the last step, nothing fell in it.
#[test]
fn the_verdict_of_the_last_step_can_fail() {
    let directory = quarters(DEAL, &DAYS);
    let (status, out, err) = history(
        &directory,
        &[FILES[0], FILES[1], FILES[2], "--fail-on-verdict"],
    );
    assert_eq!(
        (status, err.as_str()),
        (
            Some(1),
            "gate not met: 2026-09-30.json: the verdict fell of Alpha: recommended -> conditional\n"
        )
    );
    assert_eq!(out, prints(&directory, &FILES[..3]));
    let (status, _, err) = history(
        &directory,
        &[FILES[1], FILES[2], FILES[2], "--fail-on-verdict"],
    );
    assert_eq!((status, err.as_str()), (Some(0), ""));
}

#[test]
fn a_history_that_cannot_be_told_is_refused() {
    let directory = quarters(DEAL, &["2026-03-31"]);
    let file = "2026-03-31.json";
    directory.write("deal.toml", DEAL);
    directory.write("other.json", assess(&DEAL.replace("Depot", "Harbour"), &[]));
    directory.write(
        "weights.json",
        assess(
            &DEAL.replace("compatibility = 1,", "compatibility = 2,"),
            &[],
        ),
    );
    directory.write(
        "old.json",
        directory.read(file).replace("assessment/2", "assessment/1"),
    );
    directory.write(
        "model.json",
        directory
            .read(file)
            .replace("\"model_version\": 2", "\"model_version\": 3"),
    );
    let unread = directory.run(
        &["assess", "no.toml", "deal.toml", "--format", "json-lines"],
        "",
    );
    directory.write("unread.json", &unread.stdout);
    for (files, said) in [
        (
            &[file][..],
            "error: 2026-03-31.json holds one assessment, and a history takes two or more: name those of before it too\n",
        ),
        (
            &[file, "other.json"],
            "error: 2026-03-31.json is of the deal `Depot`, and other.json of `Harbour`: a history takes assessments of one deal\n",
        ),
        (
            &[file, "weights.json"],
            "error: 2026-03-31.json and weights.json cannot be compared, because they are scored in different ways: weight of \
             compatibility 20% -> 33.3%; weight of complementarity 20% -> 16.7%; weight of risk sharing 20% -> 16.7%; weight \
             of cost sharing 20% -> 16.7%; weight of commitment 20% -> 16.7%; --force compares them all the same\n",
        ),
        (
            &[file, "model.json"],
            "error: 2026-03-31.json and model.json cannot be compared, because they are scored in different ways: model \
             version 2 -> 3; --force compares them all the same\n",
        ),
        (
            &["deal.toml", file],
            "error: deal.toml is no stored assessment: history takes what `assess --format json` writes\n",
        ),
        (
            &["old.json", "missing.json"],
            "error: old.json has the schema `partner-eval/assessment/1`, not `partner-eval/assessment/2`: history takes what \
             `assess --format json` writes\n\
             error: cannot read missing.json: No such file or directory (os error 2)\n",
        ),
        (
            &["unread.json"],
            "error: entry 1 of unread.json holds no assessment: no.toml could not be read when it was written\n",
        ),
        (
            &["-", "-"],
            "error: standard input can be read only once: give the others as files\n",
        ),
    ] {
        let (status, out, err) = history(&directory, files);
        assert_eq!(
            (status, out.as_str(), err.as_str()),
            (Some(2), "", said),
            "{files:?}"
        );
    }
    let forced = prints(&directory, &[file, "weights.json", "--force"]);
    assert!(
        forced.contains("are compared because of --force:"),
        "{forced}"
    );
}

#[test]
fn the_order_of_candidates_in_a_document_changes_nothing() {
    let days = ["2026-03-31", "2026-12-31"];
    let directory = quarters(&format!("{DEAL}{OTHER}"), &days);
    let files = ["2026-03-31.json", "2026-12-31.json"];
    let formats = ["text", "markdown", "json"];
    let all =
        || formats.map(|format| prints(&directory, &[&files[..], &["--format", format]].concat()));
    let before = all();
    for file in files {
        let mut document: Value = serde_json::from_str(&directory.read(file)).unwrap();
        document["candidates"].as_array_mut().unwrap().reverse();
        directory.write(file, document.to_string());
    }
    assert_eq!(all(), before);
}

#[test]
fn a_long_history_fits_a_comment() {
    let directory = Directory::new();
    let names: Vec<String> = (0..60).map(|n| format!("Candidate {n}")).collect();
    for step in 0..12 {
        let rate = |n: usize| [((n * 7 + step * 3) % 10) as f64; 5];
        let candidates: Vec<(&str, [f64; 5])> = names
            .iter()
            .enumerate()
            .map(|(n, name)| (name.as_str(), rate(n)))
            .collect();
        directory.write(
            &format!("{step:02}.json"),
            assess(&rated("", &candidates), &["--draws", "0"]),
        );
    }
    let files: Vec<String> = (0..12).map(|step| format!("{step:02}.json")).collect();
    let files: Vec<&str> = files.iter().map(String::as_str).collect();
    let markdown = prints(
        &directory,
        &[&files[..], &["--format", "markdown"]].concat(),
    );
    assert!(markdown.len() <= 65_536, "{}", markdown.len());
    let shown = markdown.matches("### Depot: what moved").count();
    let left_out = format!(
        "\n{} comparisons more, too long for a comment: all of it with --format json\n",
        12 - shown
    );
    assert!(
        shown > 0 && markdown.ends_with(&left_out),
        "{shown} {}",
        &markdown[markdown.len() - 200..]
    );
}

/// Names, evidence, keys and files that would command a terminal, a runner or a page.
#[test]
fn hostile_names_do_nothing() {
    let names = runners::NAMES
        .into_iter()
        .chain([review::HOSTILE, terminal::HOSTILE]);
    for name in names.map(|name| name.replace('\0', "")) {
        let deal = |day: &str| {
            let quoted = toml_text(&name);
            let sources = format!(
                "sources.track_record = {{ text = {quoted}, until = 2026-06-30 }}\nnotes ="
            );
            let deal = DEAL.replace("'Depot'", &quoted).replace("'Alpha'", &quoted);
            let deal = deal.replace("Ana", &toml_text(&name));
            let source = deal
                .lines()
                .find(|line| line.starts_with("sources"))
                .unwrap()
                .to_owned();
            assess(
                &deal.replace(&source, &format!("{sources} 'x'")),
                &["--as-of", day],
            )
        };
        let directory = Directory::new();
        directory.write("::error::a.json", deal("2026-03-31"));
        directory.write("b.json", deal("2026-12-31"));
        for format in ["text", "markdown", "json", "json-lines"] {
            let out = prints(
                &directory,
                &["::error::a.json", "b.json", "--format", format],
            );
            assert_eq!(
                out.lines().find(|line| runners::commands(line)),
                None,
                "{format}"
            );
            // Programs are given names as they are.
            let is_for_people = ["text", "markdown"].contains(&format);
            let moves = out.chars().find(|&c| is_for_people && terminal::moves(c));
            assert_eq!(moves, None, "{format}");
            if format == "markdown" {
                assert!(
                    !out.contains("<script>") && !out.contains("](b)") && !out.contains("@all"),
                    "{out}"
                );
                let rows = out.lines().filter(|line| line.starts_with("| "));
                let cells: Vec<usize> = rows.map(|line| line.matches('|').count()).collect();
                assert_eq!(cells[..8], [7, 7, 7, 7, 4, 4, 4, 6], "{out}");
            }
        }
    }
}
