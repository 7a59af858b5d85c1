//! What a deal, a name or a mark could do to get past a rule.

use crate::harness::Run;

const HEADER: &str = "deal.name = 'd'\ndeal.relationship = 'network'\norganization.name = 'Us'\nweights.by = 'criteria'\n\
                      criteria.x = { dimension = 'commitment', weight = 1 }\n";

fn assess(deal: &str) -> String {
    let arguments = ["assess", "deal.toml", "--format", "csv", "--draws", "0"];
    Run::new(&arguments).file("deal.toml", deal).succeed()
}

fn rejected(deal: &str, message: &str) {
    let output = Run::new(&["check", "deal.toml"])
        .file("deal.toml", deal)
        .output();
    let errors = String::from_utf8(output.stderr).expect("text");
    assert_eq!(output.status.code(), Some(2), "{errors}");
    assert!(errors.contains(message), "{errors}");
}

/// 3 of 4 parts for a 10 make 75; taken for an unnamed panel it would be 50.
#[test]
fn reviewers_may_be_called_by_numbers() {
    let marks = "reviewers = { 1 = 3, 2 = 1 }\n[[candidates]]\nname = 'A'\nratings.x = { by = { 1 = 10, 2 = 0 } }\n";
    let table = assess(&format!("{HEADER}{marks}"));
    assert!(table.contains(",A,75.0,75.0,75.0,"), "{table}");
    let stranger = marks.replace("2 = 0", "77 = 0");
    rejected(&format!("{HEADER}{stranger}"), "unknown reviewer `77`");
}

#[test]
fn no_candidate_is_the_organization() {
    let us = "[[candidates]]\nname = 'Us'\nratings.x = 5\n";
    rejected(&format!("{HEADER}{us}"), "`Us` is the organization itself");
}

#[test]
fn what_is_set_against_others_takes_no_rating() {
    let relative = HEADER.replace("weight = 1 }", "weight = 1, relative = 'lowest' }");
    let rated = "[[candidates]]\nname = 'A'\nratings.x = 9\n";
    rejected(
        &format!("{relative}{rated}"),
        "`x` is relative and takes no rating",
    );
}

#[test]
fn a_consensus_is_no_abstention() {
    let both = "[[candidates]]\nname = 'A'\nratings.x = { by = { Ann = 5 }, consensus = { score = 7, abstains = 'away' } }\n";
    rejected(
        &format!("{HEADER}{both}"),
        "a consensus is a number, or { score, evidence }",
    );
}

/// A mark without evidence may be any: whoever has one can be first, however many others there are.
#[test]
fn marks_taken_for_unknown_can_win_among_many() {
    let mut deal = HEADER.to_owned();
    deal.push_str("[gates]\ndefaults = false\nknown = false\n[[candidates]]\nname = 'A'\nratings.x = { score = 6, evidence = 'seen' }\n");
    deal.push_str(
        "[[candidates]]\nname = 'B'\nratings.x = { by = { Ann = { score = 1, evidence = 'seen' }, Bob = 1 } }\n",
    );
    for at in 0..210 {
        deal.push_str(&format!(
            "[[candidates]]\nname = 'C{at}'\nratings.x = {{ score = 0, evidence = 'seen' }}\n"
        ));
    }
    let arguments = [
        "assess",
        "deal.toml",
        "--require-evidence",
        "--format",
        "json",
        "--draws",
        "4000",
    ];
    let json = Run::new(&arguments).file("deal.toml", &deal).succeed();
    let found: serde_json::Value = serde_json::from_str(&json).expect("JSON");
    let candidates = found["candidates"].as_array().expect("a list");
    let b = candidates.iter().find(|one| one["name"] == "B").expect("B");
    let share = b["first_place"].as_f64().expect("it can lead");
    assert!(share > 0.0, "{share}");
}

/// Coalitions far down a long list of parties count like others: 2 of 41 pay 20 of 410, and alone 10.
#[test]
fn coalitions_of_any_parties_can_refuse() {
    let mut deal = "deal.name = 'd'\ndeal.relationship = 'network'\ndeal.cost = 410\norganization.name = 'Us'\n\
                    deal.rated = ['compatibility', 'complementarity', 'risk_sharing', 'cost_sharing', 'commitment']\n\
                    [[coalitions]]\nmembers = ['c01', 'c02']\ncost = 10\n\
                    [[coalitions]]\nmembers = ['c38', 'c39']\ncost = 10\n"
        .to_owned();
    let names: Vec<String> = (0..40).map(|at| format!("c{at:02}")).collect();
    let ids = [
        "compatibility",
        "complementarity",
        "risk_sharing",
        "cost_sharing",
        "commitment",
    ];
    let ratings = format!("{{ {} }}", ids.map(|id| format!("{id} = 5")).join(", "));
    for name in &names {
        deal.push_str(&format!(
            "[[candidates]]\nname = '{name}'\ncost_share = {}\nratings = {ratings}\n",
            1.0 / 41.0
        ));
    }
    let mut arguments = vec!["explain", "deal.toml"];
    arguments.extend(names.iter().map(String::as_str));
    arguments.extend(["--format", "json"]);
    let json = Run::new(&arguments).file("deal.toml", &deal).succeed();
    let found: serde_json::Value = serde_json::from_str(&json).expect("JSON");
    let blocked = found["sets"][0]["blocked_by"].as_array().expect("a list");
    assert_eq!(blocked.len(), 2, "{blocked:?}");
}
