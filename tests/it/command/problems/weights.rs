//! Weights from which no weighting follows, and gates on nothing.

use crate::command::deals::network;
use crate::harness::rejects;

#[test]
fn not_all_weights_are_0() {
    let header = "weights = { compatibility = 0, complementarity = 0, risk_sharing = 0, cost_sharing = 0, commitment = 0 }";
    rejects(
        &network(header, ""),
        r#"
error[PE014]: all weights are 0
 --> deal.toml:4:1
  |
4 | weights = { compatibility = 0, complementarity = 0, risk_sharing = 0, cost_sharing = 0, commitment = 0 }
  | ^^^^^^^
  |
  = help: give at least one dimension a weight above 0
"#,
    );
}

#[test]
fn a_sum_of_weights_is_not_judged_when_one_could_not_be_read() {
    let header = "weights = { compatibility = 0, complementarity = 0, risk_sharing = 0, cost_sharing = 0, commitment = '1' }";
    rejects(
        &network(header, ""),
        r#"
error[PE004]: `commitment` takes a number, not a text
 --> deal.toml:4:102
  |
4 | weights = { compatibility = 0, complementarity = 0, risk_sharing = 0, cost_sharing = 0, commitment = '1' }
  |                                                                                                      ^^^
  |
  = help: write the number without quotes: `1`
"#,
    );
}

#[test]
fn all_five_weights_are_given() {
    rejects(
        &network("weights = { commitment = 2, risk_sharing = 1 }", ""),
        r#"
error[PE014]: [weights] lacks compatibility, complementarity, cost_sharing
 --> deal.toml:4:1
  |
4 | weights = { commitment = 2, risk_sharing = 1 }
  | ^^^^^^^
  |
  = help: give all five; 0 leaves a dimension out
"#,
    );
}

#[test]
fn weights_are_given_in_one_way() {
    let header = "weights = { commitment = 2, order = [['commitment']] }";
    rejects(
        &network(header, ""),
        r#"
error[PE014]: [weights] says it in more than one way
 --> deal.toml:4:1
  |
4 | weights = { commitment = 2, order = [['commitment']] }
  | ^^^^^^^
  |
  = help: keep one of: five numbers, `order`, `pairwise`, `by`
"#,
    );
}

#[test]
fn a_method_needs_an_order() {
    rejects(
        &network("weights.method = 'centroid'", ""),
        r#"
error[PE014]: `method` needs an `order`
 --> deal.toml:4:1
  |
4 | weights.method = 'centroid'
  | ^^^^^^^
  |
  = help: add `order`, or remove `method`
"#,
    );
}

#[test]
fn an_order_names_every_dimension_once() {
    let header = "
weights.order = [
    ['commitment', 'compatibility'],
    [],
    ['commitment', 'risk-sharing'],
]";
    rejects(
        &network(header, ""),
        r#"
error[PE008]: an empty tier in the order
 --> deal.toml:7:5
  |
7 |     [],
  |     ^^
  |
  = help: remove the empty list

error[PE007]: `commitment` stands twice in the order
 --> deal.toml:8:6
  |
8 |     ['commitment', 'risk-sharing'],
  |      ^^^^^^^^^^^^

error[PE003]: unknown dimension `risk-sharing`
 --> deal.toml:8:20
  |
8 |     ['commitment', 'risk-sharing'],
  |                    ^^^^^^^^^^^^^^
  |
  = help: did you mean `risk_sharing`?
"#,
    );
}

#[test]
fn an_order_lacks_no_dimension() {
    let header = "weights.order = [['commitment', 'compatibility'], ['risk_sharing']]";
    rejects(
        &network(header, ""),
        r#"
error[PE014]: the order lacks complementarity, cost_sharing
 --> deal.toml:4:17
  |
4 | weights.order = [['commitment', 'compatibility'], ['risk_sharing']]
  |                 ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
  |
  = help: name every dimension once, tied ones in one inner list
"#,
    );
}

/// Ten comparisons, of which two are left out.
#[test]
fn every_two_dimensions_are_compared() {
    let header = "
[weights.pairwise]
'compatibility/complementarity' = 1
'compatibility/risk_sharing' = 1
'compatibility/cost_sharing' = 1
'compatibility/commitment' = 1
'complementarity/risk_sharing' = 1
'complementarity/cost_sharing' = 1
'complementarity/commitment' = 1
'cost_sharing/commitment' = 1";
    rejects(
        &network(header, ""),
        r#"
error[PE014]: `pairwise` lacks "risk_sharing/cost_sharing", "risk_sharing/commitment"
 --> deal.toml:5:10
  |
5 | [weights.pairwise]
  |          ^^^^^^^^
  |
  = help: compare every two dimensions: ten comparisons
"#,
    );
}

#[test]
fn a_comparison_the_other_way_round_must_agree() {
    let header = "
[weights.pairwise]
'compatibility/complementarity' = 3
'complementarity/compatibility' = 0.3333
'compatibility/risk_sharing' = 3
'risk_sharing/compatibility' = 3
'commitment/commitment' = 2";
    rejects(
        &network(header, ""),
        r#"
error[PE014]: `risk_sharing/compatibility` contradicts the comparison the other way round
 --> deal.toml:9:1
  |
9 | 'risk_sharing/compatibility' = 3
  | ^^^^^^^^^^^^^^^^^^^^^^^^^^^^
  |
  = help: the one must be 1 / the other: remove one; here 1/3

error[PE014]: `commitment/commitment` compares a dimension with itself, which is 1
  --> deal.toml:10:1
   |
10 | 'commitment/commitment' = 2
   | ^^^^^^^^^^^^^^^^^^^^^^^
"#,
    );
}

#[test]
fn a_comparison_is_a_ratio_of_two_dimensions_on_saatys_scale() {
    let header = "
[weights.pairwise]
'compatibility' = 1
'compatibility/comitment' = 1
'compatibility/risk_sharing' = 10
'compatibility/cost_sharing' = 0.1
'complementarity/risk_sharing' = 0";
    rejects(
        &network(header, ""),
        r#"
error[PE003]: `compatibility` compares nothing
 --> deal.toml:6:1
  |
6 | 'compatibility' = 1
  | ^^^^^^^^^^^^^^^
  |
  = help: write "compatibility/commitment" = 3

error[PE003]: unknown dimension `comitment`
 --> deal.toml:7:1
  |
7 | 'compatibility/comitment' = 1
  | ^^^^^^^^^^^^^^^^^^^^^^^^^
  |
  = help: did you mean `commitment`?

error[PE005]: `compatibility/risk_sharing` must be from 1/9 to 9, and is 10
 --> deal.toml:8:32
  |
8 | 'compatibility/risk_sharing' = 10
  |                                ^^

error[PE005]: `compatibility/cost_sharing` must be from 1/9 to 9, and is 0.1
 --> deal.toml:9:32
  |
9 | 'compatibility/cost_sharing' = 0.1
  |                                ^^^
  |
  = help: name the two dimensions the other way round

error[PE005]: `complementarity/risk_sharing` must be from 1/9 to 9, and is 0
  --> deal.toml:10:34
   |
10 | 'complementarity/risk_sharing' = 0
   |                                  ^
"#,
    );
}

#[test]
fn a_gate_needs_something_asked() {
    rejects(
        &network("gates = { governance = 50, goals = 50 }", ""),
        r#"
error[PE011]: a gate on `governance`, which this deal does not ask
 --> deal.toml:4:11
  |
4 | gates = { governance = 50, goals = 50 }
  |           ^^^^^^^^^^
  |
  = help: asked when: the relationship is a joint venture; or give [criteria.governance] a weight, or add "governance" to deal.rated to have it rated by hand

error[PE011]: a gate on `goals`, which this deal does not ask
 --> deal.toml:4:28
  |
4 | gates = { governance = 50, goals = 50 }
  |                            ^^^^^
  |
  = help: asked when: the organization states `goals`; or give [criteria.goals] a weight, or add "goals" to deal.rated to have it rated by hand
"#,
    );
}

#[test]
fn conditions_have_no_minimum() {
    let header = "gates = { worse-off = 50, veto = 0 }";
    rejects(
        &network(header, ""),
        r#"
error[PE005]: the gate `worse-off` is passed or failed and has no minimum
 --> deal.toml:4:23
  |
4 | gates = { worse-off = 50, veto = 0 }
  |                       ^^
  |
  = help: false removes it, true keeps it

error[PE005]: the gate `veto` cannot be changed
 --> deal.toml:4:34
  |
4 | gates = { worse-off = 50, veto = 0 }
  |                                  ^
  |
  = help: only `worse-off`, `unprofitable`, `nothing-shared`, `known` can be removed, with false
"#,
    );
}

/// 0.65 of 100 would hold for everybody.
#[test]
fn a_minimum_is_of_100() {
    let header =
        "gates = { score = 0.65, trust = 1, known = 0.5, cost_sharing = 1.5, commitment = 0 }";
    rejects(
        &network(header, ""),
        r#"
error[PE005]: the gate `score` is of 100, and is 0.65: a fraction?
 --> deal.toml:4:19
  |
4 | gates = { score = 0.65, trust = 1, known = 0.5, cost_sharing = 1.5, commitment = 0 }
  |                   ^^^^
  |
  = help: write 65

error[PE005]: the gate `trust` is of 100, and is 1: a fraction?
 --> deal.toml:4:33
  |
4 | gates = { score = 0.65, trust = 1, known = 0.5, cost_sharing = 1.5, commitment = 0 }
  |                                 ^
  |
  = help: write 100

error[PE005]: the gate `known` is of 100, and is 0.5: a fraction?
 --> deal.toml:4:44
  |
4 | gates = { score = 0.65, trust = 1, known = 0.5, cost_sharing = 1.5, commitment = 0 }
  |                                            ^^^
  |
  = help: write 50
"#,
    );
}
