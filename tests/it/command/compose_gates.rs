//! What `compose` is asked to hold of the best sets, and the reports of that for CI servers.

use partner_eval::contract::CompositionV2;

use crate::harness::{Run, text};

/// Of one member, North scores 90, South 80 and passes its gates if trust turns out well, West 40 and is out.
const DEAL: &str = "[deal]\nname = 'Depot'\nrelationship = 'network'\nrated = ['complementarity', \
                    'risk_sharing', 'cost_sharing', 'commitment']\n\
                    [organization]\nname = 'Us'\n\
                    [criteria.coordination]\nweight = 0\n\
                    [[candidates]]\nname = 'North'\nratings = { trust = 9, complementarity = 9, risk_sharing = 9, \
                    cost_sharing = 9, commitment = 9 }\n\
                    [[candidates]]\nname = 'South'\nratings = { complementarity = 10, risk_sharing = 10, \
                    cost_sharing = 10, commitment = 10 }\n\
                    [[candidates]]\nname = 'West'\nratings = { trust = 4, complementarity = 4, risk_sharing = 4, \
                    cost_sharing = 4, commitment = 4 }\n";

fn compose(options: &[&str]) -> Run {
    Run::new(&[&["compose", "deal.toml", "--size", "1"], options].concat()).file("deal.toml", DEAL)
}

#[test]
fn the_best_sets_are_judged() {
    let south = "South is conditional (compatibility, trust), missing evidence: trust";
    let west =
        "West is not-recommended (score, cost_sharing, compatibility, risk_sharing, commitment)";
    for (options, words) in [
        (&["--require", "leader"][..], String::new()),
        (&["--require", "any"], String::new()),
        (&["--require", "all", "--top", "1"], String::new()),
        (
            &["--require", "all", "--top", "2"],
            format!("every set shown must be recommended: {south}"),
        ),
        (
            &["--require", "all", "--top", "2", "--accept", "conditional"],
            String::new(),
        ),
        (
            &["--require", "all", "--accept", "conditional"],
            format!("every set shown must be recommended or conditional: {west}"),
        ),
        (&["--fail-under", "90"], String::new()),
        (
            &["--fail-under", "90.5", "--top", "1"],
            "at least one set must be recommended: North is not-recommended (score)".to_owned(),
        ),
        (
            &["--require", "leader", "--without", "North"],
            format!("the best set must be recommended: {south}"),
        ),
        (
            &[
                "--require",
                "leader",
                "--verdict",
                "recommended",
                "--without",
                "North",
            ],
            "the best set must be recommended: none was found".to_owned(),
        ),
    ] {
        let output = compose(options).output();
        let (error, status) = match words.as_str() {
            "" => (String::new(), 0),
            words => (format!("gate not met: deal.toml: {words}\n"), 1),
        };
        assert_eq!(
            (text(&output.stderr), output.status.code()),
            (error.as_str(), Some(status)),
            "{options:?}"
        );
        assert!(!output.stdout.is_empty());
    }
}

#[test]
fn what_was_asked_stands_in_the_document() {
    let options = ["--require", "all", "--fail-under", "80", "--format", "json"];
    let output = compose(&options).output();
    assert_eq!(output.status.code(), Some(1));
    let document: CompositionV2 = serde_json::from_slice(&output.stdout).unwrap();
    let options = &document.header.options;
    assert_eq!(
        (options.fail_under, options.require.as_deref()),
        (Some(80.0), Some("all"))
    );
    let required = document.required.unwrap();
    assert_eq!(required.len(), 1);
    assert_eq!(
        (required[0].id.as_str(), required[0].holds),
        ("require", false)
    );
    let failure = required[0].message.as_ref().unwrap();
    assert_eq!(
        text(&output.stderr),
        format!("gate not met: deal.toml: {failure}\n")
    );
}

#[test]
fn reports_for_ci_name_the_set() {
    let run = |format: &str| {
        let output = compose(&["--require", "all", "--top", "2", "--format", format]).output();
        assert_eq!(output.status.code(), Some(1), "{format}");
        text(&output.stdout).to_owned()
    };
    let github = run("github");
    let lines: Vec<&str> = github.lines().collect();
    assert_eq!(lines.len(), 3, "{github}");
    assert!(
        lines[0].starts_with("::error file=deal.toml,line=1,title=gate not met::every set shown")
    );
    for (line, gate) in lines[1..].iter().zip(["compatibility", "trust"]) {
        let begin = format!("::notice file=deal.toml,line=13,title=South%3A {gate}::");
        assert!(line.starts_with(&begin), "{line}");
    }
    let junit = run("junit");
    assert!(junit.contains("failures=\"3\""), "{junit}");
    assert!(
        junit.contains("<testcase name=\"trust\" classname=\"deal.toml.South\""),
        "{junit}"
    );
    for format in ["sarif", "gitlab"] {
        let found: serde_json::Value = serde_json::from_str(&run(format)).unwrap();
        assert!(found.to_string().contains("South: trust: "), "{found}");
    }
}

/// The set of two is named by both, and stands at the line of its first member.
#[test]
fn a_set_of_several_is_named_by_all() {
    let output = Run::new(&[
        "compose",
        "deal.toml",
        "--size",
        "2",
        "--with",
        "West",
        "--top",
        "1",
        "--fail-under",
        "95",
        "--format",
        "github",
    ])
    .file("deal.toml", DEAL)
    .output();
    let found = text(&output.stdout);
    assert_eq!(
        (text(&output.stderr), output.status.code()),
        (
            "gate not met: deal.toml: at least one set must be recommended: North + West is not-recommended (score)\n",
            Some(1)
        )
    );
    assert!(
        found.contains(" file=deal.toml,line=10,title=North + West%3A "),
        "{found}"
    );
}

#[test]
fn warnings_about_the_deal_are_annotated() {
    let output = compose(&["--format", "github"])
        .file(
            "deal.toml",
            DEAL.replace("name = 'West'", "name = 'Average'"),
        )
        .output();
    assert_eq!(output.status.code(), Some(0));
    let error = text(&output.stderr);
    assert!(
        error.starts_with("::warning file=deal.toml,line=16,"),
        "{error}"
    );
}
