//! `check`: what is valid, what is left unused, and coalitions.

use crate::harness::Run;

/// Its candidates come from tables, or are yet to be found.
#[test]
fn a_deal_without_candidates_is_valid() {
    Run::new(&["check", "deal.toml"])
        .file(
            "deal.toml",
            r#"
deal.name = 'Depot'
deal.relationship = 'network'
organization.name = 'Us'
deal.rated = ['complementarity', 'cost_sharing']
"#,
        )
        .stdout(
            r#"
deal.toml: valid, 0 candidates, 0 warnings
"#,
        )
        .check();
}

#[test]
fn ratings_that_another_type_asks_are_kept_and_listed() {
    Run::new(&["check", "deal.toml"])
        .file("deal.toml", r#"
deal.name = 'Depot'
deal.relationship = 'network'
organization.name = 'Us'
deal.rated = ['complementarity', 'cost_sharing']
[[candidates]]
name = 'Alpha'
track_record = { kept = 9, total = 10 }
our_dependence = 0.1
their_dependence = 0.1
ratings = { trust = 8, coordination = 8, governance = 7, resilience = 8, complementarity = 8, executive_sponsor = 8, risk_terms = 8, cost_sharing = 8, communication = 5 }
"#)
        .stdout(r#"
deal.toml: valid, 1 candidate, 0 warnings
  unused: communication and governance of Alpha, because a network does not ask that (`fit` uses it for the types that do)
"#)
        .check();
    Run::new(&["assess", "deal.toml", "--format", "csv", "--draws", "0"])
        .file("deal.toml", r#"
deal.name = 'Depot'
deal.relationship = 'network'
organization.name = 'Us'
deal.rated = ['complementarity', 'cost_sharing']
[[candidates]]
name = 'Alpha'
track_record = { kept = 9, total = 10 }
our_dependence = 0.1
their_dependence = 0.1
ratings = { trust = 8, coordination = 8, governance = 7, resilience = 8, complementarity = 8, executive_sponsor = 8, risk_terms = 8, cost_sharing = 8, communication = 5 }
"#)
        .stdout(r#"
deal,relationship,rank,candidate,score,low,high,known,verdict,stopped_by,first_place,compatibility,complementarity,risk_sharing,cost_sharing,commitment,flags,file
Depot,network,1,Alpha,79.90392149415837,79.90392149415837,82.07134002328885,1.0,recommended,,,80.0,80.0,86.66666666666667,80.0,72.61274453952109,,deal.toml
"#)
        .check();
}

#[test]
fn coalitions_of_who_is_no_party_of_one_and_of_one_twice() {
    Run::new(&["check", "deal.toml"])
        .file("deal.toml", r#"
deal.name = 'Depot'
deal.relationship = 'network'
organization.name = 'Us'
deal.cost = 100
deal.rated = ['compatibility', 'complementarity', 'risk_sharing', 'cost_sharing', 'commitment']
[[coalitions]]
members = ['Us', 'Gamma']
cost = 60
[[coalitions]]
members = ['Us']
cost = 60
[[coalitions]]
members = ['Us', 'Alpha', 'Us']
cost = 60
[[candidates]]
name = 'Alpha'
stake = 0.3
ratings = { compatibility = 8, complementarity = 8, risk_sharing = 8, cost_sharing = 8, commitment = 8 }
"#)
        .stderr(r#"
error[PE003]: unknown party `Gamma` in `members`
 --> deal.toml:8:18
  |
8 | members = ['Us', 'Gamma']
  |                  ^^^^^^^
  |
  = help: one of: Alpha, Us

error[PE009]: a coalition has two members at least
  --> deal.toml:10:1
   |
10 | [[coalitions]]
   | ^^^^^^^^^^^^^^
   |
   = help: what one party would pay alone is its stand_alone_cost

error[PE007]: a party stands twice in a coalition
  --> deal.toml:13:1
   |
13 | [[coalitions]]
   | ^^^^^^^^^^^^^^
   |
   = help: name each once

"#)
        .status(2)
        .check();
}

#[test]
fn a_coalition_of_all_costs_what_the_deal_costs() {
    Run::new(&["check", "deal.toml"])
        .file("deal.toml", r#"
deal.name = 'Depot'
deal.relationship = 'network'
organization.name = 'Us'
deal.cost = 100
deal.rated = ['compatibility', 'complementarity', 'risk_sharing', 'cost_sharing', 'commitment']
[[coalitions]]
members = ['Us', 'Alpha']
cost = 100
[[candidates]]
name = 'Alpha'
stake = 0.3
ratings = { compatibility = 8, complementarity = 8, risk_sharing = 8, cost_sharing = 8, commitment = 8 }
"#)
        .stdout(r#"
deal.toml: valid, 1 candidate, 0 warnings
"#)
        .check();
    Run::new(&["check", "deal.toml"])
        .file("deal.toml", r#"
deal.name = 'Depot'
deal.relationship = 'network'
organization.name = 'Us'
deal.cost = 100
deal.rated = ['compatibility', 'complementarity', 'risk_sharing', 'cost_sharing', 'commitment']
[[coalitions]]
members = ['Us', 'Alpha']
cost = 80
[[candidates]]
name = 'Alpha'
stake = 0.3
ratings = { compatibility = 8, complementarity = 8, risk_sharing = 8, cost_sharing = 8, commitment = 8 }
"#)
        .stdout(r#"
deal.toml: valid, 1 candidate, 1 warning
"#)
        .stderr(r#"
warning[PE021]: these are all parties, and deal.cost with every extra_joint_cost is 100, not 80
 --> deal.toml:7:1
  |
7 | [[coalitions]]
  | ^^^^^^^^^^^^^^
  |
  = help: leave it out: the joint cost stands for all of them

"#)
        .check();
}
