//! Keys and names that refer to nothing.

use crate::command::deals::network;
use crate::harness::rejects;

#[test]
fn unknown_keys_are_named_in_every_table_with_the_key_that_was_meant() {
    let header = "
deal.curency = 'EUR'
organization.risk_capasity = 5
needs.pump = { levle = 5, level = 5 }
risks.fire = { probability = 0.5, impact = 1, likelihood = 0.5 }
resources.crew = { required = 1, wieght = 2 }
criteria.trust = { wait = 1 }
weights = { mehtod = 'centroid', order = [['commitment', 'compatibility', 'complementarity', 'risk_sharing', 'cost_sharing']] }
compose.max_costs = 5
requirement.audit = 'audited accounts'";
    let candidate = "
stakes = 0.5
track_record = { kept = 1, of = 2, total = 2 }
ratings.trust = { socre = 5, score = 5 }";
    rejects(
        &network(header, candidate),
        r#"
error[PE002]: [deal] has no key `curency`
 --> deal.toml:5:6
  |
5 | deal.curency = 'EUR'
  |      ^^^^^^^
  |
  = help: did you mean `currency`?

error[PE002]: [organization] has no key `risk_capasity`
 --> deal.toml:6:14
  |
6 | organization.risk_capasity = 5
  |              ^^^^^^^^^^^^^
  |
  = help: did you mean `risk_capacity`?

error[PE002]: a need has no key `levle`
 --> deal.toml:7:16
  |
7 | needs.pump = { levle = 5, level = 5 }
  |                ^^^^^
  |
  = help: did you mean `level`?

error[PE002]: a risk has no key `likelihood`
 --> deal.toml:8:47
  |
8 | risks.fire = { probability = 0.5, impact = 1, likelihood = 0.5 }
  |                                               ^^^^^^^^^^
  |
  = help: one of: probability, impact

error[PE002]: a resource has no key `wieght`
 --> deal.toml:9:34
  |
9 | resources.crew = { required = 1, wieght = 2 }
  |                                  ^^^^^^
  |
  = help: did you mean `weight`?

error[PE002]: [criteria] has no key `wait`
  --> deal.toml:10:20
   |
10 | criteria.trust = { wait = 1 }
   |                    ^^^^
   |
   = help: one of: weight, dimension, label, about, levels, worst, best, relative

error[PE002]: [weights] has no key `mehtod`
  --> deal.toml:11:13
   |
11 | weights = { mehtod = 'centroid', order = [['commitment', 'compatibility', 'complementarity', 'risk_sharing', 'cost_sharing']] }
   |             ^^^^^^
   |
   = help: did you mean `method`?

error[PE002]: [compose] has no key `max_costs`
  --> deal.toml:12:9
   |
12 | compose.max_costs = 5
   |         ^^^^^^^^^
   |
   = help: did you mean `max_cost`?

error[PE002]: the file has no key `requirement`
  --> deal.toml:13:1
   |
13 | requirement.audit = 'audited accounts'
   | ^^^^^^^^^^^
   |
   = help: did you mean `requirements`?

error[PE002]: [[candidates]] has no key `stakes`
  --> deal.toml:17:1
   |
17 | stakes = 0.5
   | ^^^^^^
   |
   = help: did you mean `stake`?

error[PE002]: track_record has no key `of`
  --> deal.toml:18:28
   |
18 | track_record = { kept = 1, of = 2, total = 2 }
   |                            ^^
   |
   = help: one of: kept, total

error[PE002]: a rating has no key `socre`
  --> deal.toml:19:19
   |
19 | ratings.trust = { socre = 5, score = 5 }
   |                   ^^^^^
   |
   = help: did you mean `score`?
"#,
    );
}

#[test]
fn an_unknown_relationship_names_the_one_that_was_meant() {
    let deal = network("", "").replace("'network'", "'jointventure'");
    rejects(
        &deal,
        r#"
error[PE003]: unknown relationship `jointventure`
 --> deal.toml:2:21
  |
2 | deal.relationship = 'jointventure'
  |                     ^^^^^^^^^^^^^^
  |
  = help: did you mean `joint-venture`?
"#,
    );
}

#[test]
fn an_unknown_relationship_like_none_lists_all() {
    let deal = network("", "").replace("'network'", "'marriage'");
    rejects(
        &deal,
        r#"
error[PE003]: unknown relationship `marriage`
 --> deal.toml:2:21
  |
2 | deal.relationship = 'marriage'
  |                     ^^^^^^^^^^
  |
  = help: one of: strategic-alliance, joint-venture, network, consortium, supply-chain-partnership
"#,
    );
}

#[test]
fn unknown_objectives_point_at_the_word() {
    let header = "deal.objectives = ['resource-pooling', 'knowlege-sharing']";
    rejects(
        &network(header, ""),
        r#"
error[PE003]: unknown objective `knowlege-sharing`
 --> deal.toml:4:40
  |
4 | deal.objectives = ['resource-pooling', 'knowlege-sharing']
  |                                        ^^^^^^^^^^^^^^^^^^
  |
  = help: did you mean `knowledge-sharing`?
"#,
    );
}

#[test]
fn unknown_criteria_and_dimensions() {
    let header = "
deal.rated = ['trusst', 'cost-sharing']
criteria.green = { dimension = 'compatability' }
criteria.trsut = { weight = 2 }
gates.resilence = 50";
    let candidate = "
ratings.coordinaton = 5
measures.green = 5";
    rejects(
        &network(header, candidate),
        r#"
error[PE003]: unknown criterion or dimension `trusst`
 --> deal.toml:5:15
  |
5 | deal.rated = ['trusst', 'cost-sharing']
  |               ^^^^^^^^
  |
  = help: did you mean `trust`?

error[PE003]: unknown criterion or dimension `cost-sharing`
 --> deal.toml:5:25
  |
5 | deal.rated = ['trusst', 'cost-sharing']
  |                         ^^^^^^^^^^^^^^
  |
  = help: did you mean `cost_sharing`?

error[PE003]: unknown dimension `compatability`
 --> deal.toml:6:32
  |
6 | criteria.green = { dimension = 'compatability' }
  |                                ^^^^^^^^^^^^^^^
  |
  = help: did you mean `compatibility`?

error[PE003]: unknown criterion `trsut` without a dimension
 --> deal.toml:7:10
  |
7 | criteria.trsut = { weight = 2 }
  |          ^^^^^
  |
  = help: did you mean `trust`? A criterion of your own needs a dimension

error[PE003]: unknown gate `resilence`
 --> deal.toml:8:7
  |
8 | gates.resilence = 50
  |       ^^^^^^^^^
  |
  = help: did you mean `resilience`?

error[PE003]: unknown criterion `coordinaton` in `ratings`
  --> deal.toml:12:9
   |
12 | ratings.coordinaton = 5
   |         ^^^^^^^^^^^
   |
   = help: did you mean `coordination`?

error[PE003]: unknown measured criterion `green` in `measures`
  --> deal.toml:13:10
   |
13 | measures.green = 5
   |          ^^^^^
   |
   = help: the deal lists no measured criterion in `measures`
"#,
    );
}

#[test]
fn risks_resources_and_requirements_that_the_header_does_not_list() {
    let header = "
risks.fire = { probability = 0.5, impact = 1 }
risks.flood = { probability = 0.5, impact = 1 }
resources.crew = 5
requirements.audit = 'audited accounts'
organization.risk_control.fier = 5
organization.pledges.crews = 1";
    let candidate = "
risk_shares = { fire = 0.5, flod = 0.5 }
risk_control.strike = 5
pledges = { cash = 5 }
meets = { audits = true }";
    rejects(
        &network(header, candidate),
        r#"
error[PE003]: unknown risk `fier` in `risk_control`
 --> deal.toml:9:27
  |
9 | organization.risk_control.fier = 5
  |                           ^^^^
  |
  = help: did you mean `fire`?

error[PE003]: unknown resource `crews` in `pledges`
  --> deal.toml:10:22
   |
10 | organization.pledges.crews = 1
   |                      ^^^^^
   |
   = help: did you mean `crew`?

error[PE003]: unknown risk `flod` in `risk_shares`
  --> deal.toml:14:29
   |
14 | risk_shares = { fire = 0.5, flod = 0.5 }
   |                             ^^^^
   |
   = help: did you mean `flood`?

error[PE003]: unknown risk `strike` in `risk_control`
  --> deal.toml:15:14
   |
15 | risk_control.strike = 5
   |              ^^^^^^
   |
   = help: one of: fire, flood

error[PE003]: unknown resource `cash` in `pledges`
  --> deal.toml:16:13
   |
16 | pledges = { cash = 5 }
   |             ^^^^
   |
   = help: one of: crew

error[PE003]: unknown requirement `audits` in `meets`
  --> deal.toml:17:11
   |
17 | meets = { audits = true }
   |           ^^^^^^
   |
   = help: did you mean `audit`?
"#,
    );
}

#[test]
fn a_header_that_lists_none_says_so() {
    let candidate = "
risk_shares.fire = 0.5
pledges.crew = 5
meets.audit = true
measures.speed = 5";
    rejects(
        &network("", candidate),
        r#"
error[PE003]: unknown risk `fire` in `risk_shares`
 --> deal.toml:8:13
  |
8 | risk_shares.fire = 0.5
  |             ^^^^
  |
  = help: the deal lists no risk in `risk_shares`

error[PE003]: unknown resource `crew` in `pledges`
 --> deal.toml:9:9
  |
9 | pledges.crew = 5
  |         ^^^^
  |
  = help: the deal lists no resource in `pledges`

error[PE003]: unknown requirement `audit` in `meets`
  --> deal.toml:10:7
   |
10 | meets.audit = true
   |       ^^^^^
   |
   = help: the deal lists no requirement in `meets`

error[PE003]: unknown measured criterion `speed` in `measures`
  --> deal.toml:11:10
   |
11 | measures.speed = 5
   |          ^^^^^
   |
   = help: the deal lists no measured criterion in `measures`
"#,
    );
}

#[test]
fn kinds_of_culture_have_fixed_names() {
    let candidate = "culture = { clan = 25, adhocracy = 25, markets = 25, hierarchy = 25 }";
    rejects(
        &network("", candidate),
        r#"
error[PE006]: `culture` lacks `market`
 --> deal.toml:7:1
  |
7 | culture = { clan = 25, adhocracy = 25, markets = 25, hierarchy = 25 }
  | ^^^^^^^
  |
  = help: the OCAI questionnaire divides 100 points over clan, adhocracy, market and hierarchy

error[PE003]: unknown kind of culture `markets`
 --> deal.toml:7:40
  |
7 | culture = { clan = 25, adhocracy = 25, markets = 25, hierarchy = 25 }
  |                                        ^^^^^^^
  |
  = help: did you mean `market`?
"#,
    );
}

#[test]
fn an_own_criterion_cannot_take_a_name_that_means_something_else() {
    let header = "
criteria.trust = { dimension = 'commitment' }
criteria.commitment = { weight = 2 }
criteria.score = { dimension = 'commitment' }
criteria.veto = { dimension = 'commitment' }";
    rejects(
        &network(header, ""),
        r#"
error[PE013]: `trust` is a criterion of the program
 --> deal.toml:5:10
  |
5 | criteria.trust = { dimension = 'commitment' }
  |          ^^^^^
  |
  = help: only its weight can be set; choose another id for a criterion of your own

error[PE013]: `commitment` cannot name a criterion: it means something else
 --> deal.toml:6:10
  |
6 | criteria.commitment = { weight = 2 }
  |          ^^^^^^^^^^
  |
  = help: choose another id

error[PE013]: `score` cannot name a criterion: it means something else
 --> deal.toml:7:10
  |
7 | criteria.score = { dimension = 'commitment' }
  |          ^^^^^
  |
  = help: choose another id

error[PE013]: `veto` cannot name a criterion: it means something else
 --> deal.toml:8:10
  |
8 | criteria.veto = { dimension = 'commitment' }
  |          ^^^^
  |
  = help: choose another id
"#,
    );
}
