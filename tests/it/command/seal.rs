//! `seal`, and `assess --sealed`.

use crate::harness::{Directory, Run, text};

const DEAL: &str = r#"
[deal]
name = "Depot"
relationship = "network"
rated = ["compatibility", "complementarity", "risk_sharing", "cost_sharing", "commitment"]

[organization]
name = "Us"

[weights] # published
compatibility = 40
complementarity = 30.0
risk_sharing = 10
cost_sharing = 10
commitment = 10
"#;

const THEM: &str = r#"
[[candidates]]
name = "Them"
ratings = { compatibility = 7, complementarity = 8, risk_sharing = 6, cost_sharing = 9, commitment = 8 }
"#;

/// The same rules, written in another way, with a candidate and letters.
const SAME: &str = r#"
weights = { commitment = 10, cost_sharing = 1e1, risk_sharing = 0xA, complementarity = 30, compatibility = 4_0 }
organization.name = 'Us'

[deal]
rated = [
    "compatibility", "complementarity", "risk_sharing", "cost_sharing",
    "commitment", # all of them
]
relationship = "network"
name = "Depot"

[letter]
opening = "Dear partners"

[dimensions.commitment]
label = "Zeal"

[[candidates]]
name = "Them"
ratings = { compatibility = 7, complementarity = 8, risk_sharing = 6, cost_sharing = 9, commitment = 8 }
"#;

const GATES: &str = "[gates]\ncommitment = 70\n";

/// The digests were computed with `grep '^deal' | sha256sum` and the like.
const SEAL: &str = r#"
# The rules of a deal, sealed. `partner-eval assess DEAL.toml --sealed THIS_FILE` names each rule that moved.

[seal]
model_version = 2
date = 2026-03-31
digest = "9ef500ab1b0eda9975dbee8ef6273b6c817fe4235a2c7624b529976f1b290611"

[parts]
deal = "816fdc445e2f1528052b963a107ada6e316b3f3b4b981fd06d98cfcf2544168a"
organization = "480af0c8889f8e05ca2986c59f2b3c8da4fe551ffe484e69ef2e14288b787ddc"
weights = "6f584ab5837e32d7bfc7bd3cd64fb79b899ed22483145198227e7348b4c06e4d"

[rules]
deal.name = "Depot"
deal.rated = ["compatibility", "complementarity", "risk_sharing", "cost_sharing", "commitment"]
deal.relationship = "network"
organization.name = "Us"
weights.commitment = 10
weights.compatibility = 40
weights.complementarity = 30
weights.cost_sharing = 10
weights.risk_sharing = 10
"#;

fn deal() -> String {
    format!("{DEAL}{THEM}")
}

/// The deal with something else in place of a part of it.
fn changed(part: &str, other: &str) -> String {
    assert!(deal().contains(part), "{part}");
    deal().replace(part, other)
}

#[test]
fn a_deal_without_candidates_is_sealed() {
    Run::new(&["seal", "deal.toml", "--date", "2026-03-31"])
        .file("deal.toml", DEAL)
        .stdout(SEAL)
        .check();
}

#[test]
fn how_a_deal_is_written_who_answers_and_letters_change_no_seal() {
    Run::new(&["seal", "-", "--date", "2026-03-31"])
        .stdin(SAME)
        .stdout(SEAL)
        .check();
}

#[test]
fn a_seal_goes_into_a_new_file_alone() {
    let directory = Directory::with(&[("deal.toml", DEAL)]);
    let seal = |date| {
        directory.run(
            &["seal", "deal.toml", "--date", date, "-o", "seal.toml"],
            "",
        )
    };
    let first = seal("2026-03-31");
    assert_eq!(
        (text(&first.stdout), text(&first.stderr)),
        ("", "wrote: seal.toml\n")
    );
    assert_eq!(directory.read("seal.toml"), SEAL.trim_start());
    let second = seal("2026-04-01");
    assert_eq!(second.status.code(), Some(2));
    assert_eq!(
        text(&second.stderr),
        "error: seal.toml exists already, and nothing is overwritten: name another file\n"
    );
    assert_eq!(directory.read("seal.toml"), SEAL.trim_start());
}

/// What is wrong with a file, without the lines that are shown of it.
fn problems(stderr: &[u8]) -> Vec<&str> {
    let lines = text(stderr).lines().map(str::trim_start);
    let is_said = |line: &&str| {
        ["error", "note", "-->"]
            .iter()
            .any(|word| line.starts_with(word))
    };
    lines.filter(is_said).collect()
}

#[test]
fn what_cannot_be_sealed_is_said() {
    for (arguments, words) in [
        (
            &["seal", "gates.toml"][..],
            &[
                "error[PE006]: the file lacks `deal`",
                "--> gates.toml:1:1",
                "error[PE006]: the file lacks `organization`",
                "--> gates.toml:1:1",
                "note: gates.toml sets gates for deals, and is no deal; --gates applies it",
            ][..],
        ),
        (
            &["seal", "deal.toml", "--gates", "other.toml"],
            &["error: --gates sets a gate on `trusd`; did you mean `trust`?"][..],
        ),
        (
            &["seal", "-", "--gates", "-"],
            &["error: standard input can be read only once: give the others as files"][..],
        ),
    ] {
        let files = [
            ("deal.toml", DEAL),
            ("gates.toml", GATES),
            ("other.toml", "gates.trusd = 60"),
        ];
        let output = Directory::with(&files).run(arguments, "");
        assert_eq!(problems(&output.stderr), words);
        assert_eq!((text(&output.stdout), output.status.code()), ("", Some(2)));
    }
}

/// The lines of standard error of `assess --sealed`, on a seal of the first deal.
fn moved(sealed: &[&str], deal: &str, arguments: &[&str]) -> (Option<i32>, String) {
    let directory = Directory::with(&[("deal.toml", DEAL), ("gates.toml", GATES)]);
    let sealed = directory.run(
        &[&["seal", "deal.toml", "-o", "seal.toml"], sealed].concat(),
        "",
    );
    assert_eq!(sealed.status.code(), Some(0));
    directory.write("deal.toml", deal);
    let assessed = directory.run(
        &[&["assess", "deal.toml", "--sealed", "seal.toml"], arguments].concat(),
        "",
    );
    (assessed.status.code(), text(&assessed.stderr).to_owned())
}

#[test]
fn a_rule_that_moved_is_named_with_both_values() {
    for (deal, rules) in [
        (
            changed("commitment = 10\n", "commitment = 10.5\n")
                .replace("risk_sharing = 10\n", "risk_sharing = 9.5\n"),
            "2 rules moved since the seal: weights.commitment was 10 and is 10.5; weights.risk_sharing was 10 and is 9.5",
        ),
        (
            changed("\"Us\"", "\"Us\"\nstake = 0.5"),
            "a rule moved since the seal: organization.stake was not there and is 0.5",
        ),
        (
            changed(
                "[organization]",
                "[gates]\nscore = 60\nknown = false\n[organization]",
            ),
            "2 rules moved since the seal: gates.known was not there and is false; gates.score was not there and is 60",
        ),
    ] {
        let expected = (Some(1), format!("gate not met: deal.toml: {rules}\n"));
        assert_eq!(moved(&[], &deal, &[]), expected);
    }
    assert_eq!(moved(&[], &deal(), &[]), (Some(0), String::new()));
}

#[test]
fn gates_of_the_house_are_sealed_and_given_again() {
    let gates = ["--gates", "gates.toml"];
    assert_eq!(moved(&gates, &deal(), &gates), (Some(0), String::new()));
    let (status, words) = moved(&gates, &deal(), &[]);
    assert_eq!(
        (status, words.as_str()),
        (
            Some(1),
            "gate not met: deal.toml: a rule moved since the seal: house.gates.commitment was 70 and is gone; \
             --gates was sealed too: give it again\n"
        )
    );
    let (status, words) = moved(&[], &deal(), &gates);
    assert_eq!(
        (status, words.as_str()),
        (
            Some(1),
            "gate not met: deal.toml: a rule moved since the seal: house.gates.commitment was not there and is 70\n"
        )
    );
}

#[test]
fn reports_say_the_seal() {
    let run = |arguments: &[&str]| {
        let run = Run::assess(&[&["--sealed", "seal.toml"], arguments].concat(), &deal());
        run.file("seal.toml", SEAL).succeed()
    };
    let table = run(&[]);
    let line = "\nSeal  9ef500ab1b0e: the rules are those that were sealed\n";
    assert!(table.contains(line), "{table}");
    let markdown = run(&["--format", "markdown"]);
    assert!(
        markdown.contains("\nSeal 9ef500ab1b0e: the rules are those that were sealed\n"),
        "{markdown}"
    );
    let json: serde_json::Value = serde_json::from_str(&run(&["--format", "json"])).unwrap();
    assert_eq!(
        json["seal"]["digest"],
        "9ef500ab1b0eda9975dbee8ef6273b6c817fe4235a2c7624b529976f1b290611"
    );
    assert_eq!(json["seal"]["parts"].as_object().unwrap().len(), 3);
    assert_eq!(json["inputs"][1]["kind"], "seal");
    assert_eq!(json["inputs"][1]["source"], "seal.toml");
    assert_eq!(json["required"][0]["id"], "sealed");
    assert_eq!(json["required"][0]["holds"], true);
    // Without a seal to compare it with, it is there all the same.
    let json: serde_json::Value =
        serde_json::from_str(&Run::assess(&["--format", "json"], &deal()).succeed()).unwrap();
    assert_eq!(
        json["seal"]["digest"],
        "9ef500ab1b0eda9975dbee8ef6273b6c817fe4235a2c7624b529976f1b290611"
    );
    for (arguments, line) in [
        (&["assess", "deal.toml"][..], "\nSeal  9ef500ab1b0e\n"),
        (
            &["assess", "deal.toml", "--format", "markdown"],
            "\nSeal 9ef500ab1b0e\n",
        ),
        (&["explain", "deal.toml", "Them"], "\nSeal  9ef500ab1b0e\n"),
        (
            &["compose", "deal.toml", "--size", "1"],
            "\nSeal  9ef500ab1b0e\n",
        ),
        (&["fit", "deal.toml"], "\nSeal  9ef500ab1b0e\n"),
    ] {
        let report = Run::new(arguments).file("deal.toml", deal()).succeed();
        assert!(report.contains(line), "{report}");
    }
}

#[test]
fn ci_formats_follow() {
    let arguments = ["--sealed", "seal.toml", "--format", "junit"];
    let output = Run::assess(&arguments, &changed("= 40", "= 35"))
        .file("seal.toml", SEAL)
        .output();
    assert_eq!(output.status.code(), Some(1));
    let junit = text(&output.stdout);
    assert!(
        junit.contains(r#"<testcase name="sealed" classname="deal.toml" time="0.000">"#),
        "{junit}"
    );
    assert!(
        junit.contains("weights.compatibility was 40 and is 35"),
        "{junit}"
    );
}

#[test]
fn a_file_that_is_no_seal_or_was_changed_is_refused_with_the_place() {
    let seal = SEAL.trim_start();
    for (seal, words) in [
        (
            seal.replace("commitment = 10", "commitment = 35"),
            &[
                "error[PE009]: the digest of `weights` is not that of its rules",
                "--> seal.toml:11:11",
            ][..],
        ),
        (
            seal.replace("digest = \"", "digest = \"0"),
            &[
                "error[PE009]: the digest is not that of the parts",
                "--> seal.toml:6:10",
            ],
        ),
        (
            seal.replace("organization.name = \"Us\"\n", ""),
            &[
                "error[PE009]: `organization` has a digest and no rules",
                "--> seal.toml:10:16",
            ],
        ),
        (
            seal.replace("[rules]", "[rules]\nneeds.x = 1"),
            &[
                "error[PE009]: `needs` has rules and no digest",
                "--> seal.toml:13:2",
            ],
        ),
        (
            seal.replace("version = 2", "version = 3"),
            &[
                "error[PE005]: the rules were sealed for version 3 of the model, and this program computes version 2",
                "--> seal.toml:4:1",
            ],
        ),
        (
            seal.replace("[seal]", "[seal"),
            &[
                "error[PE001]: unclosed table, expected `]`",
                "--> seal.toml:3:6",
            ],
        ),
        (
            GATES.to_owned(),
            &[
                "error[PE006]: the file lacks `seal`, and seals no rules",
                "--> seal.toml:1:1",
            ],
        ),
        (
            deal(),
            &[
                "error[PE006]: the file lacks `seal`, and seals no rules",
                "--> seal.toml:1:1",
            ],
        ),
    ] {
        let output = Run::assess(&["--sealed", "seal.toml"], &deal())
            .file("seal.toml", seal)
            .output();
        assert_eq!(problems(&output.stderr), words);
        assert_eq!((text(&output.stdout), output.status.code()), ("", Some(2)));
    }
    Run::assess(&["--sealed", "none.toml"], &deal())
        .stderr("error: cannot read none.toml: No such file or directory (os error 2)\n")
        .status(2)
        .check();
}

#[test]
fn best_rows_and_best_sets_are_gated_too() {
    let table = "name,ratings.compatibility,ratings.complementarity\nThem,7,8\n";
    for (arguments, deal) in [
        (
            &["screen", "deal.toml", "--candidates", "bids.csv"][..],
            DEAL.to_owned(),
        ),
        (&["compose", "deal.toml", "--size", "1"], deal()),
    ] {
        for (deal, status) in [
            (deal.clone(), 0),
            (deal.replace("\"Depot\"", "\"Shed\""), 1),
        ] {
            let output =
                Run::new(&[arguments, &["--sealed", "seal.toml", "--format", "json"]].concat())
                    .file("deal.toml", &deal)
                    .file("bids.csv", table)
                    .file("seal.toml", SEAL)
                    .output();
            let said = text(&output.stderr);
            assert_eq!(output.status.code(), Some(status), "{said}");
            let words = "gate not met: deal.toml: a rule moved since the seal: deal.name was \"Depot\" and is \"Shed\"\n";
            assert_eq!(said.ends_with(words), status == 1, "{said}");
            let json: serde_json::Value = serde_json::from_str(text(&output.stdout)).unwrap();
            assert_eq!(json["required"][0]["id"], "sealed");
            assert_eq!(json["required"][0]["holds"], status == 0);
        }
    }
    Run::new(&[
        "screen",
        "deal.toml",
        "--candidates",
        "bids.csv",
        "--all",
        "--sealed",
        "seal.toml",
    ])
    .stderr("error: --sealed is a gate on a whole report, and --all has none: leave out --all\n")
    .status(2)
    .check();
}

#[test]
fn a_folder_with_a_seal_is_assessed_and_checked() {
    let files = [
        ("deals/deal.toml", deal()),
        ("deals/seal.toml", SEAL.to_owned()),
    ];
    let with_files = |arguments: &[&str]| {
        let run = Run::new(arguments);
        files
            .iter()
            .fold(run, |run, (name, text)| run.file(name, text))
    };
    with_files(&["check", "deals"])
        .stdout("deals/deal.toml: valid, 1 candidate, 0 warnings\ndeals/seal.toml: valid, a seal of 3 parts, 0 warnings\n")
        .check();
    let output = with_files(&["assess", "deals", "--format", "csv"]).output();
    assert_eq!(output.status.code(), Some(0));
    assert_eq!(
        text(&output.stderr),
        "note: deals/seal.toml is a seal of rules, and is left out; --sealed applies it\n"
    );
    assert_eq!(
        with_files(&[
            "assess",
            "deals",
            "--sealed",
            "deals/seal.toml",
            "--format",
            "csv"
        ])
        .succeed()
        .lines()
        .count(),
        2
    );
}

#[test]
fn a_seal_is_no_place_for_a_report() {
    Run::assess(
        &["--sealed", "seal.toml", "--write", "json=seal.toml"],
        &deal(),
    )
    .file("seal.toml", SEAL)
    .stderr("error: seal.toml is an input: give the report a file of its own\n")
    .status(2)
    .check();
}
