//! What is legal and yet doubtful: it is said on standard error, and the deal is assessed.

use crate::harness::{Run, text};

/// A network in which all but complementarity is rated as a whole, with these lines in its header,
/// from line 5 on, and these in its only candidate.
fn network(header: &str, candidate: &str) -> String {
    format!(
        "deal.name = 'Depot'\ndeal.relationship = 'network'\norganization.name = 'Us'\n\
         deal.rated = ['compatibility', 'risk_sharing', 'cost_sharing', 'commitment']\n{header}\n\
         [[candidates]]\nname = 'Them'\nratings.compatibility = 8\nratings.risk_sharing = 8\n\
         ratings.cost_sharing = 8\nratings.commitment = 8\n{candidate}\n"
    )
}

/// Expects exactly these warnings, the table and success.
#[track_caller]
fn warns(deal: &str, warnings: &str) {
    let output = Run::assess(&[], deal).output();
    assert_eq!(
        format!("\n{}", text(&output.stderr)),
        format!("{warnings}\n")
    );
    let table = text(&output.stdout);
    assert!(table.starts_with("Depot · network for Us\n"), "{table}");
    assert!(table.contains("\n1 Them "), "{table}");
    assert_eq!(output.status.code(), Some(0));
}

#[test]
fn a_deal_without_doubts_has_no_warning() {
    let deal = network("needs.pump = 7", "capabilities.pump = 7");
    assert!(Run::assess(&[], &deal).succeed().contains("Them"));
}

#[test]
fn a_capability_with_nearly_the_name_of_a_need() {
    let header = "
needs.pump = 5
needs.'arctic drilling' = 8
organization.capabilities.'arctic driling' = 5";
    let candidate = "capabilities = { 'Arctic-Drilling' = 7, pump = 6, pomp = 5 }";
    warns(
        &network(header, candidate),
        r#"
warning[PE016]: the capability `arctic driling` is not one that the deal names, but nearly
 --> deal.toml:8:27
  |
8 | organization.capabilities.'arctic driling' = 5
  |                           ^^^^^^^^^^^^^^^^
  |
  = help: if `arctic drilling` is meant, write it so; else nothing is wrong

warning[PE016]: the capability `Arctic-Drilling` is not one that the deal names, but nearly
  --> deal.toml:15:18
   |
15 | capabilities = { 'Arctic-Drilling' = 7, pump = 6, pomp = 5 }
   |                  ^^^^^^^^^^^^^^^^^
   |
   = help: if `arctic drilling` is meant, write it so; else nothing is wrong
"#,
    );
}

#[test]
fn a_market_a_standard_a_goal_or_a_sale_with_nearly_the_name_of_ours() {
    let header = "
target_markets = { Norway = 1, Slovakia = 1 }
standards.'ISO 9001' = 1
organization.markets = ['Norvay']
organization.goals = { safety = 1 }
organization.sales = { Sweden = 1 }";
    let candidate = "
markets = ['norway', 'Slovenia']
standards = ['ISO-9001', 'ISO 9002']
goals = { saftey = 1 }
sales = { 'sweden ' = 1 }";
    warns(
        &network(header, candidate),
        r#"
warning[PE016]: the market `Norvay` is not one that the deal names, but nearly
 --> deal.toml:8:25
  |
8 | organization.markets = ['Norvay']
  |                         ^^^^^^^^
  |
  = help: if `Norway` is meant, write it so; else nothing is wrong

warning[PE016]: the market `norway` is not one that the deal names, but nearly
  --> deal.toml:18:12
   |
18 | markets = ['norway', 'Slovenia']
   |            ^^^^^^^^
   |
   = help: if `Norway` is meant, write it so; else nothing is wrong

warning[PE016]: the standard `ISO-9001` is not one that the deal names, but nearly
  --> deal.toml:19:14
   |
19 | standards = ['ISO-9001', 'ISO 9002']
   |              ^^^^^^^^^^
   |
   = help: if `ISO 9001` is meant, write it so; else nothing is wrong

warning[PE016]: the goal `saftey` is not one that the deal names, but nearly
  --> deal.toml:20:11
   |
20 | goals = { saftey = 1 }
   |           ^^^^^^
   |
   = help: if `safety` is meant, write it so; else nothing is wrong

warning[PE016]: the market `sweden ` is not one that the deal names, but nearly
  --> deal.toml:21:11
   |
21 | sales = { 'sweden ' = 1 }
   |           ^^^^^^^^^
   |
   = help: if `Sweden` is meant, write it so; else nothing is wrong
"#,
    );
}

#[test]
fn a_criterion_that_nobody_answers() {
    let header = "needs.pump = 7\ntarget_markets.NO = 1";
    warns(
        &network(header, "markets = []"),
        r#"
warning[PE017]: no candidate answers capabilities
 --> deal.toml:1:1
  |
1 | deal.name = 'Depot'
  | ^^^^
  |
  = help: ask them, or leave them out with `weight = 0` in `[criteria.ID]`, a dimension with 0 in [weights]; a dimension in deal.rated uses no facts: take it out where they are there
"#,
    );
}

#[test]
fn shares_that_sum_above_1() {
    let header = "
needs.pump = 7
risks.fire = { probability = 0.5, impact = 1 }
organization.stake = 0.5
organization.benefit_share = 0.6";
    let candidate = "
capabilities.pump = 7
stake = 0.6
cost_share = 0.4
benefit_share = 0.5";
    warns(
        &network(header, candidate),
        r#"
warning[PE018]: our share 0.5 and their `stake` 0.6 sum to 1.1
  --> deal.toml:18:1
   |
18 | stake = 0.6
   | ^^^^^
   |
   = help: both are divided by their sum; give shares that sum to 1 to say it yourself

warning[PE018]: our share 0.6 and their `benefit_share` 0.5 sum to 1.1
  --> deal.toml:20:1
   |
20 | benefit_share = 0.5
   | ^^^^^^^^^^^^^
   |
   = help: both are divided by their sum; give shares that sum to 1 to say it yourself
"#,
    );
}

/// A stake that is no number stands for none.
#[test]
fn a_sum_of_shares_is_not_judged_when_one_could_not_be_read() {
    let header = "needs.pump = 7\norganization.stake = '50 %'";
    let candidate = "capabilities.pump = 7\nstake = 0.6";
    Run::assess(&[], &network(header, candidate))
        .stderr(
            r#"
error[PE004]: `stake` takes a number, not a text
 --> deal.toml:6:22
  |
6 | organization.stake = '50 %'
  |                      ^^^^^^
  |
  = help: write a share as `0.5`, without quotes

"#,
        )
        .status(2)
        .check();
}

#[test]
fn shares_of_the_whole_are_fine() {
    let header = "needs.pump = 7\norganization.stake = 0.3";
    let deal = network(header, "capabilities.pump = 7\nstake = 0.7");
    assert!(Run::assess(&[], &deal).succeed().contains("Them"));
}

#[test]
fn a_dimension_in_which_nothing_is_asked() {
    warns(
        &network("", "ratings.complementarity = 5"),
        r#"
warning[PE019]: the deal asks nothing in complementarity, so it is rated as a whole
 --> deal.toml:1:1
  |
1 | deal.name = 'Depot'
  | ^^^^
  |
  = help: add [needs] or [target_markets]; or add "complementarity" to deal.rated to say that this is meant
"#,
    );
}

#[test]
fn a_table_of_a_criterion_that_is_not_asked_has_no_effect() {
    let header = "needs.pump = 7\ncriteria.goals.weight = 2\ncriteria.trust.weight = 0";
    warns(
        &network(header, "capabilities.pump = 7"),
        r#"
warning[PE021]: `[criteria.goals]` has no effect: the deal does not ask it
 --> deal.toml:6:10
  |
6 | criteria.goals.weight = 2
  |          ^^^^^
  |
  = help: its dimension is rated as a whole, or the facts that ask it are not there
"#,
    );
}

#[test]
fn a_rating_of_what_does_not_apply_has_no_effect() {
    let header = "
target_markets.NO = 1
needs.pump = 5
organization.capabilities.pump = 6";
    let candidate = "
markets = ['NO']
ratings.capabilities = 5";
    warns(
        &network(header, candidate),
        r#"
warning[PE021]: `capabilities` is rated and does not apply to this deal
  --> deal.toml:17:9
   |
17 | ratings.capabilities = 5
   |         ^^^^^^^^^^^^
   |
   = help: the rating changes nothing; the report says why
"#,
    );
}

/// One contradiction among otherwise equal dimensions.
#[test]
fn comparisons_that_contradict_one_another() {
    let header = "
needs.pump = 7
[weights.pairwise]
'compatibility/complementarity' = 1
'compatibility/risk_sharing' = 1
'compatibility/cost_sharing' = 1
'compatibility/commitment' = 1
'complementarity/risk_sharing' = 9
'complementarity/cost_sharing' = 1
'commitment/complementarity' = 9
'risk_sharing/cost_sharing' = 1
'risk_sharing/commitment' = 9
'cost_sharing/commitment' = 1";
    warns(
        &network(header, "capabilities.pump = 7"),
        r#"
warning[PE020]: the comparisons contradict one another: consistency ratio 1.293, advised is 0.10 at most
 --> deal.toml:7:10
  |
7 | [weights.pairwise]
  |          ^^^^^^^^
  |
  = help: look first at complementarity, risk_sharing and commitment, which contradict one another most
"#,
    );
}

#[test]
fn warnings_stand_among_errors_by_position() {
    let header = "
needs.pump = 7
organization.stake = 0.5";
    let candidate = "
capabilities = { Pump = 7 }
stake = 0.6
veto = 5";
    Run::assess(&[], &network(header, candidate))
        .stderr(
            r#"
warning[PE016]: the capability `Pump` is not one that the deal names, but nearly
  --> deal.toml:15:18
   |
15 | capabilities = { Pump = 7 }
   |                  ^^^^
   |
   = help: if `pump` is meant, write it so; else nothing is wrong

error[PE004]: `veto` takes a text in quotes, not a number
  --> deal.toml:17:8
   |
17 | veto = 5
   |        ^

"#,
        )
        .status(2)
        .check();
}

#[test]
fn a_measured_criterion_named_in_rated() {
    let header = "\
criteria.price = { dimension = 'complementarity', worst = 9, best = 1 }
";
    let deal = network(header, "measures.price = 3")
        .replace("'commitment']", "'commitment',\n                'price']");
    warns(
        &deal,
        r#"
warning[PE021]: `price` is measured, and `rated` changes nothing about that
 --> deal.toml:5:17
  |
5 |                 'price']
  |                 ^^^^^^^
  |
  = help: take it out; or remove `worst` and `best` of [criteria.price] to have it rated by hand
"#,
    );
}
