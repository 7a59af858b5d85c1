//! Reviewers as letters.

use serde_json::Value;

use super::{ANN, BO, CY, DEAL, TYPED, committee, run};
use crate::command::contract;
use crate::harness::{Directory, Run};

const CALL: [&str; 5] = ["assess", "deal.toml", "--anonymous", "--reviews", "reviews"];

/// A call with another deal, and with other files beside; its standard error and exit status.
#[track_caller]
fn fails(deal: &str, arguments: &[&str], files: &[(&str, &str)], expected: &str) {
    let mut run = Run::new(arguments).file("deal.toml", deal);
    for (name, text) in files {
        run = run.file(name, text);
    }
    run.stderr(expected).status(2).check();
}

/// Letters go by the digests of these lines, each with its line feed:
///
/// ```text
/// ["Ann"]
/// ["Alpha","commitment",0.8,null,null]
/// ["Alpha","compatibility",0.8,null,["two visits",null,null,null,null]]
/// ...
/// ```
#[test]
fn a_letter_goes_by_name_and_marks() {
    let reviewers: [(&str, &[&str]); 3] = [
        (
            "Ann",
            &[
                r#"["Alpha","commitment",0.8,null,null]"#,
                r#"["Alpha","compatibility",0.8,null,["two visits",null,null,null,null]]"#,
                r#"["Alpha","complementarity",0.9,null,null]"#,
                r#"["Alpha","cost_sharing",0.75,null,null]"#,
                r#"["Beta","commitment",0.6,null,null]"#,
                r#"["Beta","compatibility",0.6,null,null]"#,
                r#"["Beta","complementarity",0.6,null,null]"#,
                r#"["Beta","cost_sharing",0.8,null,null]"#,
                r#"["Beta","risk_sharing",0.7,null,["audit",null,null,null,"verified"]]"#,
            ],
        ),
        (
            "Bo",
            &[
                r#"["Alpha","compatibility",0.3,null,["a strike last year",null,null,null,null]]"#,
                r#"["Alpha","cost_sharing",null,"shareholder",null]"#,
                r#"["Beta","compatibility",0.9,null,["we know them",null,null,null,null]]"#,
                r#"["Beta","complementarity",0.8,null,null]"#,
            ],
        ),
        (
            "Cy",
            &[
                r#"["Alpha","commitment",0.7,null,null]"#,
                r#"["Alpha","compatibility",null,"",null]"#,
                r#"["Alpha","complementarity",0.8,null,null]"#,
            ],
        ),
    ];
    let mut digests: Vec<(String, &str)> = reviewers
        .iter()
        .map(|(name, marks)| {
            let lines = marks.iter().map(|mark| format!("{mark}\n"));
            let text = format!("[\"{name}\"]\n{}", lines.collect::<String>());
            (partner_eval::model::fingerprint(text.as_bytes()), *name)
        })
        .collect();
    digests.sort();
    let letter = |name: &str| {
        let place = digests.iter().position(|(_, other)| *other == name);
        ["A", "B", "C"][place.unwrap()]
    };
    let (json, _) = run(
        &committee(),
        &[&CALL[..], &["--format", "json"]].concat(),
        0,
    );
    let assessment = contract::read(&json);
    let mut criteria = assessment.candidates[0].criteria();
    let compatibility = criteria.find(|one| one.id == "compatibility").unwrap();
    let marks = compatibility.marks.as_ref().unwrap().iter();
    let marks: Vec<_> = marks
        .map(|mark| (mark.reviewer.as_deref().unwrap(), mark.score))
        .collect();
    let mut expected = [
        (letter("Ann"), Some(8.0)),
        (letter("Bo"), Some(3.0)),
        (letter("Cy"), None),
    ];
    expected.sort_by_key(|(letter, _)| *letter);
    assert_eq!(marks, expected);
}

#[test]
fn a_document_says_that_it_is_anonymous() {
    let (json, said) = run(
        &committee(),
        &[&CALL[..], &["--format", "json"]].concat(),
        0,
    );
    assert_eq!(said, "");
    let document: Value = serde_json::from_str(&json).unwrap();
    assert_eq!(document["options"]["anonymous"], true);
    let rater = |name: &str| serde_json::json!({ "name": name, "weight": null, "role": null });
    assert_eq!(
        document["reviewers"],
        serde_json::json!([rater("A"), rater("B"), rater("C")])
    );
    assert_eq!(
        document["inputs"][1],
        serde_json::json!({ "kind": "review", "source": "<anonymous>", "sha256": null })
    );
    assert_eq!(document["inputs"].as_array().unwrap().len(), 2);
    for candidate in contract::read(&json).candidates {
        for criterion in candidate.criteria() {
            for mark in criterion.marks.iter().flatten() {
                assert_eq!((mark.source.as_deref(), mark.line), (None, 0));
            }
        }
    }
    // The seal is that of the true rules.
    let (named, _) = run(
        &committee(),
        &[
            "assess",
            "deal.toml",
            "--reviews",
            "reviews",
            "--format",
            "json",
        ],
        0,
    );
    let named: Value = serde_json::from_str(&named).unwrap();
    assert_eq!(document["seal"]["digest"], named["seal"]["digest"]);
    // By the digest of its part whoever guesses names and weights would know that the guess is right.
    let parts = |document: &Value| document["seal"]["parts"].as_object().unwrap().len();
    assert_eq!(parts(&document) + 1, parts(&named));
    assert_eq!(document["seal"]["parts"]["reviewers"], Value::Null);
    assert_eq!(named["options"]["anonymous"], false);
}

/// Where no line moves, but for digests and inputs.
#[test]
fn marks_in_the_deal_and_in_files_give_the_same_bytes() {
    let bare = TYPED.lines().map(|line| match line.contains(".by.") {
        true => "#\n".to_owned(),
        false => format!("{line}\n"),
    });
    let files = committee();
    files.write("deal.toml", bare.collect::<String>());
    let typed = Directory::with(&[("deal.toml", TYPED)]);
    for format in [
        "table", "markdown", "csv", "csv-long", "junit", "sarif", "github", "gitlab", "json",
    ] {
        let without_digests = |report: String| {
            let mut report: Vec<&str> = report.split('"').collect();
            report.retain(|part| part.len() != 64);
            let report = report.join("\"");
            match report.split_once("\"inputs\"") {
                Some((before, rest)) => before.to_owned() + rest.split_once(']').unwrap().1,
                None => report,
            }
        };
        let (expected, said) = run(
            &typed,
            &["assess", "deal.toml", "--anonymous", "--format", format],
            0,
        );
        assert_eq!(said, "");
        let (found, said) = run(&files, &[&CALL[..], &["--format", format]].concat(), 0);
        assert_eq!(said, "");
        assert_eq!(
            without_digests(found),
            without_digests(expected),
            "{format}"
        );
    }
}

#[test]
fn those_whose_files_are_missing_are_counted_and_have_letters() {
    let directory = committee();
    let call = [
        "assess",
        "deal.toml",
        "--anonymous",
        "--incomplete",
        "--reviews",
        "reviews/3.toml",
    ];
    let (report, said) = run(&directory, &call, 0);
    assert_eq!(
        said,
        "without: 2 reviewers, whose review files are missing\n"
    );
    let (_, lead) = report.split_once("Lead  This is without ").unwrap();
    let letters = lead.split_once(", whose review").unwrap().0;
    assert!(
        ["A and B", "A and C", "B and C"].contains(&letters),
        "{report}"
    );
}

#[test]
fn without_incomplete_it_is_an_error_that_counts_them() {
    fails(
        DEAL,
        &CALL,
        &[("reviews/3.toml", ANN)],
        "
error[PE006]: there is no review file of 2 reviewers
 --> deal.toml:1:1
  |
1 | # The depot at the harbour.
  | ^
  |
  = help: pass all with --reviews; --incomplete reports without; a call without --anonymous names them

",
    );
}

#[test]
fn a_reason_that_names_a_reviewer() {
    let bo = BO.replace("a strike last year", "a strike, as ANN says");
    let cy = CY.replace("'abstains'", "{ abstains = 'Bo is my brother' }");
    fails(
        DEAL,
        &CALL,
        &[
            ("reviews/ann.toml", ANN),
            ("reviews/bo.toml", &bo),
            ("reviews/cy.toml", &cy),
        ],
        "
error[PE013]: `ratings.compatibility` of Alpha names the reviewer `Ann`
  --> reviews/bo.toml:14:1
   |
14 | compatibility = { score = 3, reason = 'a strike, as ANN says' }
   | ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
   |
   = help: name no reviewer in a reason, or report without --anonymous

error[PE013]: `ratings.compatibility` of Alpha names the reviewer `Bo`
 --> reviews/cy.toml:8:1
  |
8 | compatibility = { abstains = 'Bo is my brother' }
  | ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
  |
  = help: name no reviewer in a reason, or report without --anonymous

",
    );
}

#[test]
fn words_of_the_deal_that_name_a_reviewer() {
    let deal = TYPED
        .replace("name = 'Us'", "name = 'ann'")
        .replace("'Alpha' # the old tenant", "'Bo'\nveto = 'Cy: \"no\"'")
        .replace("\"audit\"", "\"audit by Cy\"");
    fails(
        &deal,
        &["assess", "deal.toml", "--anonymous"],
        &[],
        "
error[PE013]: the organization `ann` names a reviewer
 --> deal.toml:8:1
  |
8 | name = 'ann'
  | ^^^^^^^^^^^^
  |
  = help: call it otherwise, or report without --anonymous

error[PE013]: the candidate `Bo` names a reviewer
  --> deal.toml:16:1
   |
16 | name = 'Bo'
   | ^^^^^^^^^^^
   |
   = help: call it otherwise, or report without --anonymous

error[PE013]: `veto` of Bo names the reviewer `Cy`
  --> deal.toml:17:1
   |
17 | veto = 'Cy: \"no\"'
   | ^^^^^^^^^^^^^^^^^
   |
   = help: name no reviewer in a reason, or report without --anonymous

error[PE013]: `ratings.risk_sharing` of Beta names the reviewer `Cy`
  --> deal.toml:35:1
   |
35 | ratings.risk_sharing.by.Ann = { score = 7, evidence = { text = \"audit by Cy\", grade = \"verified\" } }
   | ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
   |
   = help: name no reviewer in a reason, or report without --anonymous

",
    );
}

#[test]
fn words_of_a_row_that_name_a_reviewer() {
    let (header, _) = DEAL.split_once("[[candidates]]").unwrap();
    let rows = "name,veto,ratings.commitment.by.Ann,ratings.commitment.by.Bo,ratings.commitment.by.Cy\n\
                Alpha,,8,7,6\nBeta,cy knows why,8,7,6\n";
    let expected = "error[PE013]: `veto` of Beta names the reviewer `Cy`
  --> rows.csv:3
  = help: name no reviewer in a reason, or report without --anonymous

";
    let header = header
        .replace("rates = ['compatibility', 'complementarity', 'cost_sharing']", "role = 'x'")
        .replace("rated = ['compatibility', 'complementarity', 'risk_sharing', 'cost_sharing', 'commitment']",
                 "rated = ['commitment']\nobjectives = []")
        + "[weights]\ncompatibility = 0\ncomplementarity = 0\nrisk_sharing = 0\ncost_sharing = 0\ncommitment = 1\n";
    for call in [
        &[
            "assess",
            "deal.toml",
            "--candidates",
            "rows.csv",
            "--anonymous",
        ][..],
        &[
            "explain",
            "deal.toml",
            "Alpha",
            "--candidates",
            "rows.csv",
            "--anonymous",
        ],
        &[
            "screen",
            "deal.toml",
            "--candidates",
            "rows.csv",
            "--anonymous",
            "--quiet",
        ],
    ] {
        fails(&header, call, &[("rows.csv", rows)], expected);
    }
}

#[test]
fn a_warning_says_its_kind_alone() {
    let cy = CY.replace(
        "commitment = 7",
        "commitment = { score = 7, reason = { text = 'seen', until = '2030-01-01' } }",
    );
    let directory = committee();
    directory.write("reviews/2.toml", &cy);
    let (_, said) = run(&directory, &CALL, 0);
    assert_eq!(
        said,
        "warning[PE021]: deal.toml: no effect; `partner-eval check` says where\n"
    );
    let (report, said) = run(
        &directory,
        &[&CALL[..], &["--format", "gitlab"]].concat(),
        0,
    );
    assert_eq!(
        said,
        "warning[PE021]: deal.toml: no effect; `partner-eval check` says where\n"
    );
    assert!(
        report.contains("no effect") && !report.contains("2.toml"),
        "{report}"
    );
    run(&directory, &[&CALL[..], &["--deny-warnings"]].concat(), 2);
}

#[test]
fn a_seal_that_moved_names_no_reviewer() {
    let directory = committee();
    let (seal, _) = run(&directory, &["seal", "deal.toml"], 0);
    directory.write("seal.toml", seal);
    directory.write(
        "deal.toml",
        DEAL.replace("Ann = 2", "Ann = 3").replace("'Us'", "'We'"),
    );
    let (_, said) = run(
        &directory,
        &[&CALL[..], &["--sealed", "seal.toml"]].concat(),
        1,
    );
    assert_eq!(
        said,
        "gate not met: deal.toml: 2 rules moved since the seal: organization.name was \"Us\" and is \"We\"; \
         1 of reviewers\n"
    );
}

#[test]
fn a_document_without_review_files_can_be_verified() {
    let directory = Directory::with(&[("deal.toml", TYPED)]);
    let (json, _) = run(
        &directory,
        &["assess", "deal.toml", "--anonymous", "--format", "json"],
        0,
    );
    directory.write("stored.json", &json);
    let (said, _) = run(&directory, &["verify", "stored.json"], 0);
    assert_eq!(said, "Depot: same, computed again from deal.toml\n");
    let directory = committee();
    let (json, _) = run(&directory, &[&CALL[..], &["--format", "json"]].concat(), 0);
    directory.write("stored.json", &json);
    let (_, said) = run(&directory, &["verify", "stored.json"], 2);
    assert_eq!(
        said,
        "error: deal.toml was assessed with --anonymous, which leaves its review files out, so that it cannot be \
         computed again: verify the assessment that names them\n"
    );
    // Scores are compared, not reviewers.
    for more in [&[][..], &["--anonymous"]] {
        let call = ["diff", "stored.json", "deal.toml", "--reviews", "reviews"];
        let (out, said) = run(&directory, &[&call[..], more].concat(), 0);
        assert_eq!(out, "Depot · stored.json -> deal.toml\nNothing moved.\n");
        assert_eq!(said, "");
    }
}

#[test]
fn what_changed_names_no_reviewer() {
    let new = TYPED
        .replacen(
            "[[candidates]]",
            "[letter]\nsender = 'Ann B.'\n\n[[candidates]]",
            1,
        )
        .replace("Ann = 2\n", "Ann = { weight = 3, role = 'head' }\n")
        .replace("complementarity.by.Cy = 8", "complementarity.by.Cy = 6")
        .replace(
            "score = 3, evidence = \"a strike last year\"",
            "score = 4, evidence = { by = \"Dee\" }",
        );
    let directory = Directory::with(&[("old.toml", TYPED), ("new.toml", &new)]);
    let (out, said) = run(
        &directory,
        &[
            "diff",
            "old.toml",
            "new.toml",
            "--anonymous",
            "--format",
            "json",
        ],
        0,
    );
    assert_eq!(said, "");
    let document: Value = serde_json::from_str(&out).unwrap();
    let changes = |inputs: &Value| -> Vec<Value> {
        let inputs = inputs.as_array().unwrap().iter();
        inputs
            .map(|one| serde_json::json!([one["key"], one["old"], one["new"], one["line"]["new"]]))
            .collect()
    };
    assert_eq!(
        changes(&document["inputs"]),
        [
            serde_json::json!(["reviewers", null, null, null]),
            serde_json::json!(["letter.sender", null, null, null]),
        ]
    );
    let alpha = document["candidates"].as_array().unwrap().iter();
    let alpha = alpha.clone().find(|one| one["name"] == "Alpha").unwrap();
    assert_eq!(
        changes(&alpha["inputs"]),
        [
            serde_json::json!([
                "ratings.compatibility.by",
                ["a strike last year", 3],
                [4],
                null
            ]),
            serde_json::json!(["ratings.complementarity.by", [8], [6], null]),
        ]
    );
}

#[test]
fn commands_that_do_not_report_have_no_such_option() {
    for call in [
        &["merge", "deal.toml"][..],
        &["init", "--review", "Ann", "deal.toml"],
        &["check", "deal.toml"],
    ] {
        let (_, said) = run(&committee(), &[call, &["--anonymous"]].concat(), 2);
        assert!(
            said.starts_with("error: unexpected argument '--anonymous'"),
            "{said}"
        );
    }
}
