//! What must be there and is not, or is there twice.

use crate::command::deals::network;
use crate::harness::rejects;

#[test]
fn an_empty_file_lacks_its_three_tables() {
    rejects(
        "",
        r#"
error[PE006]: the file lacks `deal`
 --> deal.toml:1:1
  |
1 |  
  | ^
  |
  = help: `deal` says what is proposed

error[PE006]: the file lacks `organization`
 --> deal.toml:1:1
  |
1 |  
  | ^
  |
  = help: `organization` says who is asking

error[PE006]: the file lacks `candidates`
 --> deal.toml:1:1
  |
1 |  
  | ^
  |
  = help: add a [[candidates]] table for each; rows of a table come with `screen` or `assess --candidates FILE`
"#,
    );
}

#[test]
fn names_and_the_relationship_are_required() {
    rejects(
        "[deal]\n[organization]\n[[candidates]]\nnotes = 'who?'\n",
        r#"
error[PE006]: [deal] lacks `name`
 --> deal.toml:1:1
  |
1 | [deal]
  | ^^^^^^
  |
  = help: `name` says what the deal is called

error[PE006]: [deal] lacks `relationship`
 --> deal.toml:1:1
  |
1 | [deal]
  | ^^^^^^
  |
  = help: one of: strategic-alliance, joint-venture, network, consortium, supply-chain-partnership

error[PE006]: [organization] lacks `name`
 --> deal.toml:2:1
  |
2 | [organization]
  | ^^^^^^^^^^^^^^
  |
  = help: `name` says who is asking

error[PE006]: [[candidates]] lacks `name`
 --> deal.toml:3:1
  |
3 | [[candidates]]
  | ^^^^^^^^^^^^^^
  |
  = help: `name` says who it is; unique
"#,
    );
}

#[test]
fn names_must_say_something() {
    let deal = network("", "[[candidates]]\nname = ''").replace("'Us'", "' '");
    rejects(
        &deal,
        r#"
error[PE008]: `name` is empty
 --> deal.toml:3:21
  |
3 | organization.name = ' '
  |                     ^^^

error[PE008]: `name` is empty
 --> deal.toml:8:8
  |
8 | name = ''
  |        ^^
"#,
    );
}

#[test]
fn numbers_that_a_formula_needs_are_required() {
    let header = "
risks.fire = { probability = 0.5 }
resources.crew = { weight = 1 }";
    let candidate = "
culture = { clan = 50, market = 50 }
track_record = { kept = 1 }";
    rejects(
        &network(header, candidate),
        r#"
error[PE006]: a risk lacks `impact`
 --> deal.toml:5:7
  |
5 | risks.fire = { probability = 0.5 }
  |       ^^^^
  |
  = help: `impact` says what it would cost

error[PE006]: a resource lacks `required`
 --> deal.toml:6:11
  |
6 | resources.crew = { weight = 1 }
  |           ^^^^
  |
  = help: `required` says how much is required

error[PE006]: `culture` lacks `adhocracy`
  --> deal.toml:10:1
   |
10 | culture = { clan = 50, market = 50 }
   | ^^^^^^^
   |
   = help: the OCAI questionnaire divides 100 points over clan, adhocracy, market and hierarchy

error[PE006]: `culture` lacks `hierarchy`
  --> deal.toml:10:1
   |
10 | culture = { clan = 50, market = 50 }
   | ^^^^^^^
   |
   = help: the OCAI questionnaire divides 100 points over clan, adhocracy, market and hierarchy

error[PE006]: track_record lacks `total`
  --> deal.toml:11:1
   |
11 | track_record = { kept = 1 }
   | ^^^^^^^^^^^^
   |
   = help: `total` says promises made
"#,
    );
}

#[test]
fn the_list_of_candidates_must_not_be_empty() {
    let deal = "
candidates = []
deal = { name = 'Depot', relationship = 'network' }
organization = { name = 'Us' }";
    rejects(
        deal,
        r#"
error[PE008]: the list of candidates is empty
 --> deal.toml:2:1
  |
2 | candidates = []
  | ^^^^^^^^^^
  |
  = help: add a [[candidates]] table with a name for each
"#,
    );
}

#[test]
fn candidates_are_a_list_even_where_there_is_one() {
    let deal = network("", "").replace("[[candidates]]", "[candidates]");
    rejects(
        &deal,
        r#"
error[PE004]: `candidates` takes a list of tables, each under [[candidates]], not a table
 --> deal.toml:5:1
  |
5 | [candidates]
  | ^^^^^^^^^^^^
"#,
    );
}

#[test]
fn two_candidates_cannot_share_a_name() {
    let candidate = "
[[candidates]]
name = 'them'
[[candidates]]
name = 'Them'";
    rejects(
        &network("", candidate),
        r#"
error[PE007]: a second candidate named `Them`
  --> deal.toml:11:8
   |
11 | name = 'Them'
   |        ^^^^^^
   |
   = help: the first stands in line 6; names must be unique
"#,
    );
}

#[test]
fn nothing_is_named_twice() {
    let header = "
deal.objectives = ['resource-pooling', 'resource-pooling']
deal.rated = ['trust', 'trust']";
    rejects(
        &network(header, ""),
        r#"
error[PE007]: the objective `resource-pooling` stands twice
 --> deal.toml:5:40
  |
5 | deal.objectives = ['resource-pooling', 'resource-pooling']
  |                                        ^^^^^^^^^^^^^^^^^^

error[PE007]: `trust` stands twice in `rated`
 --> deal.toml:6:24
  |
6 | deal.rated = ['trust', 'trust']
  |                        ^^^^^^^
"#,
    );
}
