//! Values of the wrong type, outside their range, or that do not add up.

use crate::command::deals::network;
use crate::harness::rejects;

#[test]
fn wrong_types_say_what_is_expected_and_what_is_there() {
    let header = "
deal.cost = '5'
deal.currency = 5
deal.objectives = 'resource-pooling'
needs = [1, 2]
needed = 5
requirements.audit = true
risks.fire = 5
weights.order = [['commitment'], 'compatibility']";
    let candidate = "
veto = true
markets = ['NO', 5]
sales = { NO = '5' }
horizon_years = 2030-01-01
track_record = 0.5
ratings.trust = '7'
meets = ['audit']
notes = { a = 1 }";
    rejects(
        &network(header, candidate),
        r#"
error[PE004]: `cost` takes a number, not a text
 --> deal.toml:5:13
  |
5 | deal.cost = '5'
  |             ^^^
  |
  = help: write the number without quotes: `5`

error[PE004]: `currency` takes a text in quotes, not a number
 --> deal.toml:6:17
  |
6 | deal.currency = 5
  |                 ^

error[PE004]: `objectives` takes a list of texts, not a text
 --> deal.toml:7:19
  |
7 | deal.objectives = 'resource-pooling'
  |                   ^^^^^^^^^^^^^^^^^^

error[PE004]: `needs` takes a table, not a list
 --> deal.toml:8:9
  |
8 | needs = [1, 2]
  |         ^^^^^^
  |
  = help: write `[needs]`, and below it a line for each: `NAME = { level = 1 }`

error[PE002]: the file has no key `needed`
 --> deal.toml:9:1
  |
9 | needed = 5
  | ^^^^^^
  |
  = help: did you mean `needs`?

error[PE004]: `requirement audit` takes a text in quotes, not true or false
  --> deal.toml:10:22
   |
10 | requirements.audit = true
   |                      ^^^^

error[PE004]: `risk fire` takes a table, not a number
  --> deal.toml:11:14
   |
11 | risks.fire = 5
   |              ^

error[PE004]: `order` takes a list of lists of dimensions, most important first, not a text
  --> deal.toml:12:34
   |
12 | weights.order = [['commitment'], 'compatibility']
   |                                  ^^^^^^^^^^^^^^^

error[PE004]: `veto` takes a text in quotes, not true or false
  --> deal.toml:16:8
   |
16 | veto = true
   |        ^^^^

error[PE004]: `markets` takes a text in quotes, not a number
  --> deal.toml:17:18
   |
17 | markets = ['NO', 5]
   |                  ^

error[PE004]: `sales.NO` takes a number, not a text
  --> deal.toml:18:16
   |
18 | sales = { NO = '5' }
   |                ^^^
   |
   = help: write the number without quotes: `5`

error[PE004]: `horizon_years` takes a number, not a date
  --> deal.toml:19:17
   |
19 | horizon_years = 2030-01-01
   |                 ^^^^^^^^^^

error[PE004]: `track_record` takes a table, not a number
  --> deal.toml:20:16
   |
20 | track_record = 0.5
   |                ^^^

error[PE004]: `ratings.trust` takes a number, not a text
  --> deal.toml:21:17
   |
21 | ratings.trust = '7'
   |                 ^^^
   |
   = help: write the number without quotes: `7`

error[PE004]: `meets` takes a table, not a list
  --> deal.toml:22:9
   |
22 | meets = ['audit']
   |         ^^^^^^^^^
   |
   = help: write `meets = { NAME = true, ... }`

error[PE004]: `notes` takes a text in quotes, not a table
  --> deal.toml:23:9
   |
23 | notes = { a = 1 }
   |         ^^^^^^^^^
"#,
    );
}

#[test]
fn numbers_must_lie_in_their_range() {
    let header = "
deal.cost = 0
deal.horizon_years = -1
needs.pump = 0
needs.pipe = 10.5
risks.fire = { probability = 0, impact = 1 }
risks.flood = { probability = 1.01, impact = 0 }
resources.crew = { required = 0, weight = -1 }
gates.score = 100.5
organization.risk_capacity = 0";
    let candidate = "
stake = 35
our_dependence = -0.1
risk_control.fire = 11
stand_alone_cost = -5
ratings.trust = 10.1
extra_joint_cost = 1e101";
    rejects(
        &network(header, candidate),
        r#"
error[PE005]: `cost` must be above 0, and is 0
 --> deal.toml:5:13
  |
5 | deal.cost = 0
  |             ^

error[PE005]: `horizon_years` must be above 0, and is -1
 --> deal.toml:6:22
  |
6 | deal.horizon_years = -1
  |                      ^^

error[PE005]: `need pump` must be above 0 and at most 10, and is 0
 --> deal.toml:7:14
  |
7 | needs.pump = 0
  |              ^

error[PE005]: `need pipe` must be above 0 and at most 10, and is 10.5
 --> deal.toml:8:14
  |
8 | needs.pipe = 10.5
  |              ^^^^

error[PE005]: `probability` must be above 0 and at most 1, and is 0
 --> deal.toml:9:30
  |
9 | risks.fire = { probability = 0, impact = 1 }
  |                              ^

error[PE005]: `probability` must be above 0 and at most 1, and is 1.01
  --> deal.toml:10:31
   |
10 | risks.flood = { probability = 1.01, impact = 0 }
   |                               ^^^^

error[PE005]: `impact` must be above 0, and is 0
  --> deal.toml:10:46
   |
10 | risks.flood = { probability = 1.01, impact = 0 }
   |                                              ^

error[PE005]: `required` must be above 0, and is 0
  --> deal.toml:11:31
   |
11 | resources.crew = { required = 0, weight = -1 }
   |                               ^

error[PE005]: `weight` must be at least 0, and is -1
  --> deal.toml:11:43
   |
11 | resources.crew = { required = 0, weight = -1 }
   |                                           ^^

error[PE005]: `gate score` must be from 0 to 100, and is 100.5
  --> deal.toml:12:15
   |
12 | gates.score = 100.5
   |               ^^^^^

error[PE005]: `risk_capacity` must be above 0, and is 0
  --> deal.toml:13:30
   |
13 | organization.risk_capacity = 0
   |                              ^

error[PE005]: `stake` must be from 0 to 1, and is 35
  --> deal.toml:17:9
   |
17 | stake = 35
   |         ^^
   |
   = help: for 35 % write 0.35

error[PE005]: `our_dependence` must be from 0 to 1, and is -0.1
  --> deal.toml:18:18
   |
18 | our_dependence = -0.1
   |                  ^^^^

error[PE005]: `risk_control.fire` must be from 0 to 10, and is 11
  --> deal.toml:19:21
   |
19 | risk_control.fire = 11
   |                     ^^

error[PE005]: `stand_alone_cost` must be at least 0, and is -5
  --> deal.toml:20:20
   |
20 | stand_alone_cost = -5
   |                    ^^

error[PE005]: `ratings.trust` must be from 0 to 10, and is 10.1
  --> deal.toml:21:17
   |
21 | ratings.trust = 10.1
   |                 ^^^^

error[PE005]: `extra_joint_cost` is too large to be meant, and is 1e101
  --> deal.toml:22:20
   |
22 | extra_joint_cost = 1e101
   |                    ^^^^^
"#,
    );
}

#[test]
fn numbers_must_be_finite() {
    let header = "
deal.cost = inf
needs.pump = nan
gates.score = -nan";
    let candidate = "
culture = { clan = nan, adhocracy = 25, market = 25, hierarchy = 25 }
stake = nan
ratings.trust = [5, +inf]";
    rejects(
        &network(header, candidate),
        r#"
error[PE005]: `cost` must be a finite number
 --> deal.toml:5:13
  |
5 | deal.cost = inf
  |             ^^^
  |
  = help: leave the key out if it is not known

error[PE005]: `need pump` must be a finite number
 --> deal.toml:6:14
  |
6 | needs.pump = nan
  |              ^^^
  |
  = help: leave the key out if it is not known

error[PE005]: `gate score` must be a finite number
 --> deal.toml:7:15
  |
7 | gates.score = -nan
  |               ^^^^
  |
  = help: leave the key out if it is not known

error[PE005]: `culture.clan` must be a finite number
  --> deal.toml:11:20
   |
11 | culture = { clan = nan, adhocracy = 25, market = 25, hierarchy = 25 }
   |                    ^^^
   |
   = help: leave the key out if it is not known

error[PE005]: `stake` must be a finite number
  --> deal.toml:12:9
   |
12 | stake = nan
   |         ^^^
   |
   = help: leave the key out if it is not known

error[PE005]: `ratings.trust` must be a finite number
  --> deal.toml:13:21
   |
13 | ratings.trust = [5, +inf]
   |                     ^^^^
   |
   = help: leave the key out if it is not known
"#,
    );
}

#[test]
fn counts_must_be_whole() {
    let header = "compose.size = 2.5";
    let candidate = "
joint_projects = 1.5
track_record = { kept = 0.5, total = 1 }";
    rejects(
        &network(header, candidate),
        r#"
error[PE005]: `size` counts things and must be a whole number, and is 2.5
 --> deal.toml:4:16
  |
4 | compose.size = 2.5
  |                ^^^

error[PE005]: `joint_projects` counts things and must be a whole number, and is 1.5
 --> deal.toml:8:18
  |
8 | joint_projects = 1.5
  |                  ^^^

error[PE005]: `kept` counts things and must be a whole number, and is 0.5
 --> deal.toml:9:25
  |
9 | track_record = { kept = 0.5, total = 1 }
  |                         ^^^
"#,
    );
}

#[test]
fn culture_must_sum_to_100() {
    let candidate = "culture = { clan = 25, adhocracy = 25, market = 25, hierarchy = 24 }";
    rejects(
        &network("", candidate),
        r#"
error[PE009]: the four numbers of `culture` must sum to 100, and sum to 99
 --> deal.toml:7:1
  |
7 | culture = { clan = 25, adhocracy = 25, market = 25, hierarchy = 24 }
  | ^^^^^^^
  |
  = help: the OCAI questionnaire divides 100 points over clan, adhocracy, market and hierarchy
"#,
    );
}

#[test]
fn a_sum_is_not_judged_when_a_part_of_it_could_not_be_read() {
    let candidate = "culture = { clan = '25', adhocracy = 5, market = 5, hierarchy = 5 }";
    rejects(
        &network("", candidate),
        r#"
error[PE004]: `culture.clan` takes a number, not a text
 --> deal.toml:7:20
  |
7 | culture = { clan = '25', adhocracy = 5, market = 5, hierarchy = 5 }
  |                    ^^^^
  |
  = help: write the number without quotes: `25`
"#,
    );
}

#[test]
fn no_more_promises_are_kept_than_made() {
    rejects(
        &network("", "track_record = { kept = 3, total = 2 }"),
        r#"
error[PE009]: `track_record` has 3 kept of 2
 --> deal.toml:7:1
  |
7 | track_record = { kept = 3, total = 2 }
  | ^^^^^^^^^^^^
  |
  = help: `total` counts all promises, the kept ones included
"#,
    );
}

#[test]
fn a_need_is_a_level_or_an_amount() {
    let header = "
needs.pump = { level = 5, amount = 5 }
needs.pipe = { critical = true }";
    rejects(
        &network(header, ""),
        r#"
error[PE013]: the need `pump` has a level and an amount
 --> deal.toml:5:7
  |
5 | needs.pump = { level = 5, amount = 5 }
  |       ^^^^
  |
  = help: a level is knowledge, an amount capacity: keep one

error[PE006]: the need `pipe` lacks a level or an amount
 --> deal.toml:6:7
  |
6 | needs.pipe = { critical = true }
  |       ^^^^
  |
  = help: for example { level = 7 } or { amount = 200 }
"#,
    );
}

#[test]
fn a_scale_has_two_different_ends() {
    let header = "
criteria.speed = { dimension = 'commitment', worst = 3 }
criteria.price = { dimension = 'commitment', worst = 3, best = 3.0 }";
    rejects(
        &network(header, ""),
        r#"
error[PE006]: the criterion `speed` has `worst` or `best` only
 --> deal.toml:5:10
  |
5 | criteria.speed = { dimension = 'commitment', worst = 3 }
  |          ^^^^^
  |
  = help: a measured criterion needs both

error[PE005]: `worst` and `best` of `price` are the same
 --> deal.toml:6:10
  |
6 | criteria.price = { dimension = 'commitment', worst = 3, best = 3.0 }
  |          ^^^^^
  |
  = help: they earn 0 and 1: give two numbers
"#,
    );
}

#[test]
fn the_size_of_a_set_is_a_number_or_a_range() {
    rejects(
        &network("compose.size = '5..3'", ""),
        r#"
error[PE005]: `size` is a number or a range, and is "5..3"
 --> deal.toml:4:16
  |
4 | compose.size = '5..3'
  |                ^^^^^^
  |
  = help: for example 3, or "3..5" for three to five members
"#,
    );
}

/// A candidate that nobody excludes would be excluded.
#[test]
fn a_veto_has_a_reason() {
    for (answer, marks) in [
        ("''", "^^"),
        ("'No'", "^^^^"),
        ("' n/a. '", "^^^^^^^^"),
        ("'-'", "^^^"),
    ] {
        let said = &answer.trim_matches('\'');
        rejects(
            &network("", &format!("veto = {answer}")),
            &format!(
                r#"
error[PE008]: a veto for no reason: "{said}"
 --> deal.toml:7:8
  |
7 | veto = {answer}
  |        {marks}
  |
  = help: say why they are out of the question; leave the key out if they are not
"#
            ),
        );
    }
}
