//! `diff` of folders, and of lists of stored assessments.

use serde_json::Value;

use crate::harness::{Directory, text};

/// A network whose candidates are rated alike in all five dimensions.
fn deal(name: &str, candidates: &[(&str, f64)]) -> String {
    let mut text = format!(
        "[deal]\nname = '{name}'\nrelationship = 'network'\nrated = ['compatibility', 'complementarity', \
         'risk_sharing', 'cost_sharing', 'commitment']\n[organization]\nname = 'Us'\n"
    );
    for (name, rating) in candidates {
        text.push_str(&format!(
            "[[candidates]]\nname = '{name}'\nratings = {{ compatibility = {rating}, complementarity = {rating}, \
             risk_sharing = {rating}, cost_sharing = {rating}, commitment = {rating} }}\n"
        ));
    }
    text
}

/// In `old` and `new`: a deal that falls, one that stays, one that is renamed, one that goes, one that comes.
fn two_folders() -> Directory {
    let alpha = [("Alpha", 8.0), ("Beta", 7.0)];
    let files = [
        ("old/fall.toml", deal("Fall", &alpha)),
        ("old/gone.toml", deal("Gone", &alpha)),
        ("old/north/same.toml", deal("Same", &alpha)),
        ("old/was.toml", deal("Named", &alpha)),
        (
            "new/fall.toml",
            deal("Fall", &[("Alpha", 8.0), ("Beta", 4.0)]),
        ),
        ("new/house.toml", "[gates]\nscore = 75\n".to_owned()),
        ("new/is.toml", deal("Named", &alpha)),
        ("new/new.toml", deal("New", &[("Gamma", 9.0)])),
        ("new/north/same.toml", deal("Same", &alpha)),
    ];
    let files = files.each_ref().map(|(name, text)| (*name, text.as_str()));
    Directory::with(&files)
}

#[track_caller]
fn run(directory: &Directory, arguments: &[&str]) -> (Option<i32>, String, String) {
    let output = directory.run(&[&["diff"], arguments].concat(), "");
    let [out, err] = [&output.stdout, &output.stderr].map(|stream| text(stream).to_owned());
    (output.status.code(), out, err)
}

#[track_caller]
fn json(directory: &Directory, arguments: &[&str]) -> Vec<Value> {
    let (_, out, _) = run(directory, &[arguments, &["--format", "json"]].concat());
    serde_json::from_str(&out).unwrap()
}

/// `status old-path>new-path` of each deal.
fn fates(list: &[Value]) -> Vec<String> {
    let path = |deal: &Value, side: &str| deal[side]["path"].as_str().unwrap_or("-").to_owned();
    let fate = |deal: &Value| {
        let status = deal["status"].as_str().unwrap_or("unread");
        let renamed = if deal["renamed"] == true { "~" } else { ">" };
        format!(
            "{status} {}{renamed}{}",
            path(deal, "old"),
            path(deal, "new")
        )
    };
    list.iter().map(fate).collect()
}

const NOTE: &str =
    "note: new/house.toml sets gates for deals, and is left out; --gates applies it\n";

const FATES: [&str; 5] = [
    "moved fall.toml>fall.toml",
    "same was.toml~is.toml",
    "new ->new.toml",
    "same north/same.toml>north/same.toml",
    "gone gone.toml>-",
];

#[test]
fn text_says_what_became_of_each_deal() {
    let (status, out, err) = run(&two_folders(), &["old", "new", "--fail-on-verdict"]);
    assert!(
        out.starts_with(
            "old -> new
Of 5 deals, 1 moved, 1 new, 1 gone, 1 renamed.
fell  new/fall.toml, Beta: recommended -> not-recommended

Fall · old/fall.toml -> new/fall.toml
Of 2 candidates, 1 moved.

down  Beta: 70.0 -> 40.0 (-30.00), rank 2, recommended -> not-recommended
                                                   Old     New   Points
      complementarity                            70.00   40.00    -9.00
      cost sharing                               70.00   40.00    -9.00
      compatibility                              70.00   40.00    -4.00
      risk sharing                               70.00   40.00    -4.00
      commitment                                 70.00   40.00    -4.00
"
        ),
        "{out}"
    );
    assert!(
        out.ends_with(
            "
same  Alpha

new   New · new/new.toml: 1 candidate, first Gamma: 90.0, rank 1, recommended
gone  Gone · old/gone.toml: 2 candidates, first Alpha: was at 80.0, rank 1,
      recommended
now   new/is.toml was old/was.toml
same  2 deals
"
        ),
        "{out}"
    );
    let gate =
        "gate not met: new/fall.toml: the verdict fell of Beta: recommended -> not-recommended\n";
    assert_eq!((status, err), (Some(1), format!("{NOTE}{gate}")));
}

#[test]
fn programs_get_a_list_in_the_order_of_the_new_side() {
    let directory = two_folders();
    let list = json(&directory, &["old", "new"]);
    assert_eq!(fates(&list), FATES);
    for deal in &list {
        assert_eq!(deal["schema"], "partner-eval/diff/2");
    }
    let fell = |deal: &Value| {
        let candidates = deal["candidates"].as_array().unwrap().clone();
        let fell = candidates.iter().filter(|one| one["verdict_fell"] == true);
        fell.map(|one| one["name"].as_str().unwrap().to_owned())
            .collect::<Vec<_>>()
    };
    assert_eq!(fell(&list[0]), ["Beta"]);
    assert_eq!(
        (&list[2]["old"], &list[4]["new"]),
        (&Value::Null, &Value::Null)
    );
    assert_eq!(list[4]["candidates"][0]["status"], "gone");
    let (_, lines, _) = run(&directory, &["old", "new", "--format", "json-lines"]);
    let lines: Vec<Value> = lines
        .lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect();
    assert_eq!(lines, list);
}

/// A gone deal, whatever its verdicts, is not one that fell.
#[test]
fn what_is_gone_or_new_does_not_fail() {
    let directory = two_folders();
    directory.write("new/fall.toml", deal("Fall", &[("Alpha", 9.0)]));
    let gates = ["old", "new", "--fail-on-verdict", "--fail-on-drop", "0"];
    let (status, _, err) = run(&directory, &gates);
    assert_eq!((status, err.as_str()), (Some(0), NOTE));
}

#[test]
fn stored_lists_pair_with_folders_and_with_each_other() {
    let directory = two_folders();
    let store = |folder: &str, format: &str, name: &str| {
        let output = directory.run(&["assess", folder, "--format", format], "");
        directory.write(name, output.stdout);
    };
    store("old", "json", "old.json");
    store("old", "json-lines", "old.jsonl");
    store("new", "json-lines", "new.jsonl");
    for sides in [
        ["old.json", "new"],
        ["old.jsonl", "new"],
        ["old", "new.jsonl"],
    ] {
        let list = json(&directory, &sides);
        let statuses: Vec<&Value> = list.iter().map(|deal| &deal["status"]).collect();
        assert_eq!(
            statuses,
            ["moved", "same", "new", "same", "gone"],
            "{sides:?}"
        );
        assert_eq!(list[3]["renamed"], false, "{sides:?}");
    }
    // Of lists the whole path counts, and `old/…` is not `new/…`: then names do.
    let list = json(&directory, &["old.json", "new.jsonl"]);
    let expected = [
        "moved old/fall.toml~new/fall.toml",
        "same old/was.toml~new/is.toml",
        "new ->new/new.toml",
        "same old/north/same.toml~new/north/same.toml",
        "gone old/gone.toml>-",
    ];
    assert_eq!(fates(&list), expected);
    let (_, out, _) = run(&directory, &["old.json", "old"]);
    assert_eq!(out, "old.json -> old\nNothing moved in 4 deals.\n");
    let (_, out, _) = run(&directory, &["old.json", "new.jsonl"]);
    assert!(
        out.contains("\nFall · old/fall.toml -> new/fall.toml\n"),
        "{out}"
    );
}

#[test]
fn a_file_against_a_list_is_a_list() {
    let directory = two_folders();
    let list = json(&directory, &["old", "new/fall.toml"]);
    let gone = [
        "moved fall.toml>new/fall.toml",
        "gone gone.toml>-",
        "gone north/same.toml>-",
        "gone was.toml>-",
    ];
    assert_eq!(fates(&list), gone);
}

#[test]
fn what_cannot_be_read_is_neither_new_nor_gone() {
    let directory = two_folders();
    directory.write("new/gone.toml", "stray\n");
    let arguments = ["old", "new", "--fail-on-verdict"];
    let (status, out, err) = run(&directory, &arguments);
    assert_eq!(status, Some(2));
    assert!(
        out.starts_with("old -> new\nOf 5 deals, 1 moved, 1 new, 1 renamed, 1 not read.\n"),
        "{out}"
    );
    assert!(out.contains("\nerror new/gone.toml is not read\n"), "{out}");
    assert!(
        err.contains("--> new/gone.toml:1:6") && err.contains("gate not met: new/fall.toml"),
        "{err}"
    );
    let list = json(&directory, &arguments);
    assert_eq!(list[1]["schema"], "partner-eval/problems/2");
    assert_eq!(list[1]["deal"]["source"], "new/gone.toml");
    // So it was when the list was stored.
    let stored = directory.run(&["assess", "new", "--format", "json"], "");
    directory.write("new.json", stored.stdout);
    let (status, _, err) = run(&directory, &["new.json", "new.json"]);
    assert_eq!(status, Some(2));
    let words = "error: new/gone.toml could not be read when new.json was written\n";
    assert_eq!(err, words);
}

#[test]
fn what_does_not_compare_leaves_the_others_compared() {
    let directory = two_folders();
    let other = deal("Same", &[("Alpha", 8.0)]).replace("'network'", "'consortium'");
    directory.write("new/north/same.toml", other);
    let (status, out, err) = run(&directory, &["old", "new"]);
    assert_eq!(status, Some(2));
    assert!(
        out.contains("Of 5 deals, 1 moved, 1 new, 1 gone, 1 renamed, 1 not compared.\n"),
        "{out}"
    );
    assert!(
        out.contains("\nerror new/north/same.toml is not compared: relationship network"),
        "{out}"
    );
    let refusal = "error: old/north/same.toml and new/north/same.toml cannot be compared, because they are scored in different ways: ";
    assert!(
        err.contains(refusal) && err.ends_with("--force compares them all the same\n"),
        "{err}"
    );
    let list = json(&directory, &["old", "new"]);
    assert_eq!(list[3]["status"], "not-compared");
    assert_eq!(list[3]["candidates"], Value::Array(Vec::new()));
    let (status, _, _) = run(&directory, &["old", "new", "--force"]);
    assert_eq!(status, Some(0));
}

#[test]
fn markdown_has_the_overview_first() {
    let (_, out, _) = run(&two_folders(), &["old", "new", "--format", "markdown"]);
    let start = "### What moved

old -&#62; new

**Of 5 deals, 1 moved, 1 new, 1 gone, 1 renamed.**

**Verdicts that fell**

- new/fall.toml, Beta: recommended -&#62; not-recommended

**Other deals**

- new: New · new/new.toml: 1 candidate, first Gamma: 90.0, rank 1, recommended
- gone: Gone · old/gone.toml: 2 candidates, first Alpha: was at 80.0, rank 1, recommended
- now: new/is.toml was old/was.toml
- same: 2 deals

### Fall: what moved
";
    assert!(out.starts_with(start), "{out}");
}

/// GitHub takes no comment of more than 65,536 characters.
#[test]
fn markdown_of_many_deals_fits_a_comment() {
    let directory = Directory::new();
    for at in 0..150 {
        let name = format!("{at:03}.toml");
        let both = |rating| deal(&name, &[("Alpha", rating), ("Beta", 6.0)]);
        directory.write(&format!("old/{name}"), both(8.0));
        directory.write(&format!("new/{name}"), both(7.0));
    }
    let (_, out, _) = run(&directory, &["old", "new", "--format", "markdown"]);
    assert!(out.len() < 65_536 && out.len() > 50_000, "{}", out.len());
    let shown = out.matches(": what moved\n").count();
    let rest = format!("\n{} deals more moved, too long for a comment", 150 - shown);
    assert!(out.contains(&rest), "{}", &out[out.len() - 300..]);
}

#[test]
fn wrong_lists_are_refused_by_their_entry() {
    let directory = two_folders();
    let stored = directory.run(&["assess", "old", "--format", "json-lines"], "");
    let lines = text(&stored.stdout).to_owned();
    let first = lines.lines().next().unwrap();
    for (bad, reason) in [
        ("[]".to_owned(), "bad.json is an empty list"),
        (
            format!("[{first}, {{}}]"),
            "entry 2 of bad.json is JSON without a `schema`",
        ),
        (
            format!("{first}\n{first}\n"),
            "bad.json has two assessments of old/fall.toml",
        ),
        (format!("{first}\n{{"), "bad.json is not readable as JSON"),
        (
            lines.replace("assessment/2", "assessment/1"),
            "entry 1 of bad.json has the schema `partner-eval/assessment/1`",
        ),
    ] {
        directory.write("bad.json", &bad);
        let (status, _, err) = run(&directory, &["bad.json", "new"]);
        assert_eq!(status, Some(2), "{reason}");
        assert!(err.contains(reason), "{reason}: {err}");
    }
    for side in [["old", "empty"], ["none", "new"]] {
        directory.write("empty/x.txt", "");
        let (status, _, err) = run(&directory, &side);
        assert_eq!(status, Some(2), "{err}");
    }
}

/// The table answers both sides, as it answers `assess`.
#[test]
fn a_table_and_a_house_count_as_in_assess() {
    let directory = Directory::new();
    directory.write("old/a.toml", deal("A", &[]));
    directory.write("new/a.toml", deal("A", &[]).replace("'Us'", "'We'"));
    directory.write("new/gates.toml", "[gates]\nscore = 75\n");
    directory.write(
        "rows.csv",
        "Bidder,c1,c2,c3,c4,c5\nAlpha,8,8,8,8,8\nBeta,7,7,7,7,7\n",
    );
    directory.write(
        "new/map.toml",
        "name = 'Bidder'\nratings.compatibility = 'c1'\nratings.complementarity = 'c2'\n\
         ratings.risk_sharing = 'c3'\nratings.cost_sharing = 'c4'\nratings.commitment = 'c5'\n",
    );
    let options = ["--candidates", "rows.csv", "--map", "new/map.toml"];
    let house = [&options[..], &["--gates", "new/gates.toml"]].concat();
    let stored = directory.run(
        &[&["assess", "old", "--format", "json"], &options[..]].concat(),
        "",
    );
    assert_eq!(text(&stored.stderr), "");
    directory.write("old.json", stored.stdout);
    let (status, out, err) = run(&directory, &[&["old.json", "new"], &options[..]].concat());
    let left = "note: new/gates.toml sets gates for deals, and is left out; --gates applies it\n";
    assert_eq!((status, err.as_str()), (Some(0), left));
    assert_eq!(out, "old.json -> new\nNothing moved in 1 deal.\n");
    // The house is new: what falls by it alone is said to.
    let (status, out, err) = run(
        &directory,
        &[&["old.json", "new", "--fail-on-verdict"], &house[..]].concat(),
    );
    let gate =
        "gate not met: new/a.toml: the verdict fell of Beta: recommended -> not-recommended\n";
    assert_eq!((status, err.as_str()), (Some(1), gate));
    let note = "Note  They were not assessed with the same options, which can move verdicts and\n      \
                scores: --gates none -> new/gates.toml.\n";
    assert!(out.contains(note), "{out}");
    let assess = [&["assess", "new", "--format", "csv"], &house[..]].concat();
    let assessed = directory.run(&assess, "");
    assert!(text(&assessed.stdout).contains("Beta,70.0,70.0,70.0,1.0,not-recommended,score"));
    // Two deals see one table.
    let list = json(&directory, &[&["old", "new"], &house[..]].concat());
    assert_eq!(list[0]["status"], "same");
    assert_eq!(list[0]["candidates"][0]["line"]["new"], Value::Null);
    assert_eq!(list[0]["inputs"][0]["key"], "organization.name");
}

#[test]
fn names_stay_names() {
    let hostile = "::error x | <b> @all #1";
    let directory = Directory::new();
    directory.write("old/a.toml", deal("A", &[(hostile, 8.0)]));
    directory.write("new/a.toml", deal("A", &[(hostile, 4.0)]));
    directory.write("new/b.toml", deal(hostile, &[(hostile, 4.0)]));
    let (_, text, _) = run(&directory, &["old", "new"]);
    assert!(
        text.lines()
            .all(|line| !line.trim_start().starts_with("::")),
        "{text}"
    );
    let (_, markdown, _) = run(&directory, &["old", "new", "--format", "markdown"]);
    assert!(
        !markdown.contains("<b>") && !markdown.contains("@all"),
        "{markdown}"
    );
    assert!(!markdown.contains(" #1"), "{markdown}");
}

#[test]
fn standard_input_is_read_once() {
    let directory = two_folders();
    for arguments in [["-", "-"], ["-", "old"]] {
        let table = ["--candidates", "-"];
        let (status, _, err) = run(&directory, &[&arguments[..], &table].concat());
        assert_eq!(status, Some(2));
        assert!(
            err.starts_with("error: standard input can be read only once"),
            "{err}"
        );
    }
}
