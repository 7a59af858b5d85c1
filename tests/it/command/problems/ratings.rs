//! Ratings that contradict themselves, or that this deal has no use for.

use crate::command::deals::network;
use crate::harness::rejects;

#[test]
fn a_rating_lies_within_its_range() {
    let candidate = "
ratings.trust = { low = 7, high = 5 }
ratings.coordination = { score = 4, low = 5 }
ratings.resilience = { score = 6, high = 5 }";
    rejects(
        &network("", candidate),
        r#"
error[PE010]: low <= score <= high does not hold: 7, 7, 5
 --> deal.toml:8:9
  |
8 | ratings.trust = { low = 7, high = 5 }
  |         ^^^^^
  |
  = help: order the three numbers, the worst as `low`

error[PE010]: low <= score <= high does not hold: 5, 4, 4
 --> deal.toml:9:9
  |
9 | ratings.coordination = { score = 4, low = 5 }
  |         ^^^^^^^^^^^^
  |
  = help: order the three numbers, the worst as `low`

error[PE010]: low <= score <= high does not hold: 6, 6, 5
  --> deal.toml:10:9
   |
10 | ratings.resilience = { score = 6, high = 5 }
   |         ^^^^^^^^^^
   |
   = help: order the three numbers, the worst as `low`
"#,
    );
}

#[test]
fn a_range_is_not_judged_when_a_part_of_it_could_not_be_read() {
    let candidate = "ratings.trust = { score = 11, low = 7, high = 5 }";
    rejects(
        &network("", candidate),
        r#"
error[PE005]: `score` must be from 0 to 10, and is 11
 --> deal.toml:7:27
  |
7 | ratings.trust = { score = 11, low = 7, high = 5 }
  |                           ^^
"#,
    );
}

#[test]
fn a_rating_says_something_and_says_it_once() {
    let candidate = "
ratings.trust = { evidence = 'an interview' }
ratings.coordination = []
ratings.resilience = { by = { ann = 5 }, score = 5 }
ratings.executive_sponsor = { by = {} }";
    rejects(
        &network("", candidate),
        r#"
error[PE010]: a rating without score, low or `by`
 --> deal.toml:8:9
  |
8 | ratings.trust = { evidence = 'an interview' }
  |         ^^^^^
  |
  = help: give at least one; leave the rating out if nobody has rated yet

error[PE008]: an empty panel rates nothing
 --> deal.toml:9:24
  |
9 | ratings.coordination = []
  |                        ^^
  |
  = help: leave the rating out if nobody has rated yet

error[PE010]: `by` stands for the list and excludes score, low and high
  --> deal.toml:10:9
   |
10 | ratings.resilience = { by = { ann = 5 }, score = 5 }
   |         ^^^^^^^^^^
   |
   = help: keep `by`, or keep the numbers

error[PE008]: an empty panel rates nothing
  --> deal.toml:11:9
   |
11 | ratings.executive_sponsor = { by = {} }
   |         ^^^^^^^^^^^^^^^^^
   |
   = help: leave the rating out if nobody has rated yet
"#,
    );
}

#[test]
fn all_facts_and_a_rating_leave_open_which_counts() {
    let header = "
needs.pump = 5
deal.cost = 10
organization.stand_alone_cost = 8";
    let candidate = "
capabilities.pump = 5
stand_alone_cost = 5
stake = 0.5
track_record = { kept = 1, total = 1 }
ratings = { capabilities = 5, savings = 5, track_record = 5 }";
    rejects(
        &network(header, candidate),
        r#"
error[PE012]: `capabilities` is rated, and its facts are there too
  --> deal.toml:15:13
   |
15 | ratings = { capabilities = 5, savings = 5, track_record = 5 }
   |             ^^^^^^^^^^^^
   |
   = help: remove the rating to have it computed, or the facts to have it rated

error[PE012]: `savings` is rated, and its facts are there too
  --> deal.toml:15:31
   |
15 | ratings = { capabilities = 5, savings = 5, track_record = 5 }
   |                               ^^^^^^^
   |
   = help: remove the rating to have it computed, or the facts to have it rated

error[PE012]: `track_record` is rated, and its facts are there too
  --> deal.toml:15:44
   |
15 | ratings = { capabilities = 5, savings = 5, track_record = 5 }
   |                                            ^^^^^^^^^^^^
   |
   = help: remove the rating to have it computed, or the facts to have it rated
"#,
    );
}

#[test]
fn what_the_deal_does_not_ask_is_not_rated() {
    let candidate = "ratings = { goals = 5, commitment = 5 }";
    rejects(
        &network("", candidate),
        r#"
error[PE011]: `goals` is rated, and this deal does not ask it
 --> deal.toml:7:13
  |
7 | ratings = { goals = 5, commitment = 5 }
  |             ^^^^^
  |
  = help: asked when: the organization states `goals`; or give [criteria.goals] a weight, or add "goals" to deal.rated to have it rated by hand

error[PE011]: `commitment` is rated, and this deal does not ask it
 --> deal.toml:7:24
  |
7 | ratings = { goals = 5, commitment = 5 }
  |                        ^^^^^^^^^^
  |
  = help: its criteria are asked one by one; to rate commitment as a whole, add "commitment" to deal.rated
"#,
    );
}

#[test]
fn without_its_relationship_nobody_knows_what_a_deal_asks() {
    let deal = network("gates.governance = 50", "ratings.governance = 5");
    let deal = deal.replace("'network'", "'netwrok'");
    rejects(
        &deal,
        r#"
error[PE003]: unknown relationship `netwrok`
 --> deal.toml:2:21
  |
2 | deal.relationship = 'netwrok'
  |                     ^^^^^^^^^
  |
  = help: did you mean `network`?
"#,
    );
}

#[test]
fn a_dimension_is_rated_as_a_whole_or_by_its_criteria() {
    let header = "deal.rated = ['commitment', 'track_record']";
    rejects(
        &network(header, ""),
        r#"
error[PE013]: `track_record` is rated, and so is its dimension commitment
 --> deal.toml:4:29
  |
4 | deal.rated = ['commitment', 'track_record']
  |                             ^^^^^^^^^^^^^^
  |
  = help: rate the dimension as a whole or its criteria, not both
"#,
    );
}

#[test]
fn a_criterion_inside_a_dimension_rated_as_a_whole_is_not_asked() {
    let header = "deal.rated = ['commitment']";
    rejects(
        &network(header, "ratings = { executive_sponsor = 5 }"),
        r#"
error[PE011]: `executive_sponsor` is rated, and this deal does not ask it
 --> deal.toml:7:13
  |
7 | ratings = { executive_sponsor = 5 }
  |             ^^^^^^^^^^^^^^^^^
  |
  = help: commitment is rated as a whole: rate `commitment`, or take it out of deal.rated to ask its criteria
"#,
    );
}

/// Marks from 5, the worst, to 1: a range has its ends on that scale.
#[test]
fn a_rating_stands_on_the_scale_of_the_deal() {
    let header = "deal.rating_scale = [5, 1]";
    let candidate = "
ratings.trust = 6
ratings.coordination = { low = 1, high = 3 }
ratings.resilience = { low = 3, score = 2, high = 1 }";
    rejects(
        &network(header, candidate),
        r#"
error[PE005]: `ratings.trust` must be from 1 to 5, and is 6
 --> deal.toml:8:17
  |
8 | ratings.trust = 6
  |                 ^

error[PE010]: low <= score <= high does not hold: 1, 1, 3
 --> deal.toml:9:9
  |
9 | ratings.coordination = { low = 1, high = 3 }
  |         ^^^^^^^^^^^^
  |
  = help: order the three numbers, the worst as `low`
"#,
    );
}
