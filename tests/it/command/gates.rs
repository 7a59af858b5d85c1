//! Gates that version 2 adds, gates of a house, and who leads where a gate rules out the first.

use crate::harness::Run;

/// A deal with gates below those of the house.
const LOWERED: &str = r#"
deal.name = 'Depot'
deal.relationship = 'network'
organization.name = 'Us'
deal.rated = ['compatibility', 'complementarity', 'risk_sharing', 'cost_sharing', 'commitment']
gates = { score = 50, compatibility = 0 }
[[candidates]]
name = 'Alpha'
ratings = { compatibility = 8, complementarity = 8, risk_sharing = 8, cost_sharing = 8, commitment = 8 }
"#;

/// Of these the deal takes out `trust`, and has no facts for `horizon`.
const HOUSE: &str = r#"
[gates]
score = 85
trust = 60
compatibility = 70
horizon = 40
unprofitable = true
"#;

/// Of Alpha 43 % is known, of Beta 87 %.
const HALF_KNOWN: &str = r#"
deal.name = 'Depot'
deal.relationship = 'network'
organization.name = 'Us'
deal.rated = ['compatibility', 'complementarity', 'risk_sharing', 'cost_sharing', 'commitment']
[[candidates]]
name = 'Alpha'
ratings = { compatibility = 8, complementarity = 8 }
[[candidates]]
name = 'Beta'
ratings = { compatibility = 8, complementarity = 8, risk_sharing = 8, cost_sharing = 8 }
"#;

/// Alpha pays nothing and brings nothing; Beta brings land.
const VENTURE: &str = r#"
deal.name = 'Plant'
deal.relationship = 'joint-venture'
deal.cost = 100
deal.benefit = 200
organization.name = 'Us'
deal.rated = ['compatibility', 'complementarity', 'risk_sharing', 'cost_sharing', 'commitment']
[[candidates]]
name = 'Alpha'
cost_share = 0
benefit_share = 0.3
ratings = { compatibility = 8, complementarity = 8, risk_sharing = 8, cost_sharing = 8, commitment = 8 }
[[candidates]]
name = 'Beta'
cost_share = 0
benefit_share = 0.3
contributions = { land = 40 }
ratings = { compatibility = 7, complementarity = 7, risk_sharing = 7, cost_sharing = 7, commitment = 7 }
[[candidates]]
name = 'Gamma'
stake = 0.5
ratings = { compatibility = 7, complementarity = 7, risk_sharing = 7, cost_sharing = 7, commitment = 7 }
"#;

/// Alpha is the first by rank and fails a requirement.
const OUT: &str = r#"
deal.name = 'Depot'
deal.relationship = 'network'
organization.name = 'Us'
deal.rated = ['compatibility', 'complementarity', 'risk_sharing', 'cost_sharing', 'commitment']
requirements.audit = 'audited accounts'
[[candidates]]
name = 'Alpha'
meets.audit = false
ratings = { compatibility = 9, complementarity = 9, risk_sharing = 9, cost_sharing = 9, commitment = 9 }
[[candidates]]
name = 'Beta'
meets.audit = true
ratings = { compatibility = 8, complementarity = 8, risk_sharing = 8, cost_sharing = 8, commitment = 8 }
[[candidates]]
name = 'Gamma'
meets.audit = true
ratings = { compatibility = 7, complementarity = 7, risk_sharing = 8, cost_sharing = 8, commitment = 7 }
"#;

/// Both score the same; of Beta it is not known whether it meets the requirement.
const TIE: &str = r#"
deal.name = 'Depot'
deal.relationship = 'network'
organization.name = 'Us'
deal.rated = ['compatibility', 'complementarity', 'risk_sharing', 'cost_sharing', 'commitment']
requirements.audit = 'audited accounts'
[[candidates]]
name = 'Alpha'
meets.audit = true
ratings = { compatibility = 8, complementarity = 8, risk_sharing = 8, cost_sharing = 8, commitment = 8 }
[[candidates]]
name = 'Beta'
ratings = { compatibility = 8, complementarity = 8, risk_sharing = 8, cost_sharing = 8, commitment = 8 }
"#;

#[test]
fn a_deal_cannot_lower_the_gates_of_a_house() {
    Run::new(&["assess", "deal.toml", "--gates", "house.toml"])
        .file("deal.toml", LOWERED)
        .file("house.toml", HOUSE)
        .stdout(
            r#"
Depot · network for Us
Weights %: complementarity, cost sharing 30 each; compatibility, risk sharing,
commitment 13 each (usual for a network)

# Candidate Score Range Known Compl Cost Compat Risk Commit First
1 Alpha     80.0!    80  100%    80   80     80   80     80  100%
! = cannot reach its minimum

no    Alpha: not recommended
      score 80.0 is below the 85 it needs
      the house asks for trust of 60, and this deal does not ask it

Lead  Alpha is the only candidate: nothing to compare it with.
House Gates of the house that do not apply to this deal: horizon, unprofitable.
Seal  e5987d08ec4e
Next  partner-eval explain deal.toml Alpha --gates house.toml
"#,
        )
        .stderr(
            r#"
warning[PE021]: a gate of 50 below the 85 that the house asks for
 --> deal.toml:6:11
  |
6 | gates = { score = 50, compatibility = 0 }
  |           ^^^^^
  |
  = help: with --gates a deal can raise what the house names, not lower it

warning[PE021]: a gate of 0 below the 70 that the house asks for
 --> deal.toml:6:23
  |
6 | gates = { score = 50, compatibility = 0 }
  |                       ^^^^^^^^^^^^^
  |
  = help: with --gates a deal can raise what the house names, not lower it

"#,
        )
        .check();
}

#[test]
fn explain_says_whose_gate_it_is() {
    Run::new(&["explain", "deal.toml", "Alpha", "--gates", "house.toml"])
        .file("deal.toml", LOWERED)
        .file("house.toml", HOUSE)
        .stdout(
            r#"
Alpha · Depot · network for Us
no    not recommended, rank 1 of 1, first in 100% of the draws; nothing is open

                                     Score   Weight   Points
complementarity                      80.00   30.00%    24.00
  complementarity                    80.00  100.00%    24.00
      rated 8 of 10 · deal.toml:9
cost sharing                         80.00   30.00%    24.00
  cost sharing                       80.00  100.00%    24.00
      rated 8 of 10 · deal.toml:9
compatibility                        80.00   13.33%    10.67
  compatibility                      80.00  100.00%    10.67
      rated 8 of 10 · deal.toml:9
risk sharing                         80.00   13.33%    10.67
  risk sharing                       80.00  100.00%    10.67
      rated 8 of 10 · deal.toml:9
commitment                           80.00   13.33%    10.66
  commitment                         80.00  100.00%    10.66
      rated 8 of 10 · deal.toml:9
Score                                                  80.00
Points = score x weight (x the dimension's weight); they add up to the score.

Gates
fail  score 80.0 is below the 85 it needs (the house)
pass  compatibility 80.00 needs 70 (the house)
pass  risk sharing 80.00 needs 50
pass  cost sharing 80.00 needs 60
pass  commitment 80.00 needs 50
open  the house asks for trust of 60, and this deal does not ask it
pass  no veto
pass  known 100.0 of 100 needs 50

Seal  e5987d08ec4e
"#,
        )
        .stderr(
            r#"
warning[PE021]: a gate of 50 below the 85 that the house asks for
 --> deal.toml:6:11
  |
6 | gates = { score = 50, compatibility = 0 }
  |           ^^^^^
  |
  = help: with --gates a deal can raise what the house names, not lower it

warning[PE021]: a gate of 0 below the 70 that the house asks for
 --> deal.toml:6:23
  |
6 | gates = { score = 50, compatibility = 0 }
  |                       ^^^^^^^^^^^^^
  |
  = help: with --gates a deal can raise what the house names, not lower it

"#,
        )
        .check();
}

#[test]
fn what_the_house_asks_and_the_deal_took_out_stops_everybody() {
    Run::new(&["assess", "deal.toml", "--gates", "house.toml", "--require", "all", "--format", "csv"])
        .file("deal.toml", r#"
deal.name = 'Depot'
deal.relationship = 'network'
organization.name = 'Us'
deal.rated = ['compatibility', 'complementarity', 'risk_sharing', 'cost_sharing', 'commitment']
[[candidates]]
name = 'Alpha'
ratings = { compatibility = 9, complementarity = 9, risk_sharing = 9, cost_sharing = 9, commitment = 9 }
"#)
        .file("house.toml", HOUSE)
        .stdout(r#"
deal,relationship,rank,candidate,score,low,high,known,verdict,stopped_by,first_place,compatibility,complementarity,risk_sharing,cost_sharing,commitment,flags,file
Depot,network,1,Alpha,90.0,90.0,90.0,1.0,undecided,trust,1.0,90.0,90.0,90.0,90.0,90.0,,deal.toml
"#)
        .stderr(r#"
gate not met: deal.toml: every candidate must be recommended: Alpha is undecided (trust)
"#)
        .status(1)
        .check();
}

#[test]
fn a_minimum_of_the_command_line_lowers_no_other() {
    Run::new(&["assess", "deal.toml", "--fail-under", "60", "--require", "all", "--format", "csv"])
        .file("deal.toml", r#"
deal.name = 'Depot'
deal.relationship = 'network'
organization.name = 'Us'
deal.rated = ['compatibility', 'complementarity', 'risk_sharing', 'cost_sharing', 'commitment']
gates.score = 85
[[candidates]]
name = 'Alpha'
ratings = { compatibility = 8, complementarity = 8, risk_sharing = 8, cost_sharing = 8, commitment = 8 }
"#)
        .stdout(r#"
deal,relationship,rank,candidate,score,low,high,known,verdict,stopped_by,first_place,compatibility,complementarity,risk_sharing,cost_sharing,commitment,flags,file
Depot,network,1,Alpha,80.0,80.0,80.0,1.0,not-recommended,score,1.0,80.0,80.0,80.0,80.0,80.0,,deal.toml
"#)
        .stderr(r#"
gate not met: deal.toml: every candidate must be recommended: Alpha is not-recommended (score)
"#)
        .status(1)
        .check();
    Run::new(&["assess", "deal.toml", "--fail-under", "85", "--require", "all", "--format", "csv"])
        .file("deal.toml", r#"
deal.name = 'Depot'
deal.relationship = 'network'
organization.name = 'Us'
deal.rated = ['compatibility', 'complementarity', 'risk_sharing', 'cost_sharing', 'commitment']
gates.score = 60
[[candidates]]
name = 'Alpha'
ratings = { compatibility = 8, complementarity = 8, risk_sharing = 8, cost_sharing = 8, commitment = 8 }
"#)
        .stdout(r#"
deal,relationship,rank,candidate,score,low,high,known,verdict,stopped_by,first_place,compatibility,complementarity,risk_sharing,cost_sharing,commitment,flags,file
Depot,network,1,Alpha,80.0,80.0,80.0,1.0,not-recommended,score,1.0,80.0,80.0,80.0,80.0,80.0,,deal.toml
"#)
        .stderr(r#"
gate not met: deal.toml: every candidate must be recommended: Alpha is not-recommended (score)
"#)
        .status(1)
        .check();
}

#[test]
fn too_little_is_known_of_a_candidate() {
    Run::new(&["assess", "deal.toml"])
        .file("deal.toml", HALF_KNOWN)
        .stdout(r#"
Depot · network for Us
Weights %: complementarity, cost sharing 30 each; compatibility, risk sharing,
commitment 13 each (usual for a network)

# Candidate Score Range Known Compl Cost Compat Risk Commit First
1 Beta       69.3 69-83   87%    80   80     80   80     0?   85%
2 Alpha     34.7? 35-91   43%    80   0?     80   0?     0?   15%
? = below its minimum, and could still reach it

if    Beta: recommended if commitment turns out at least 50 of 100
      commitment 0.0 needs 50 and could reach 100.0
      Ask next, with the points it could add: commitment +13.3
open  Alpha: undecided until more is known
      known 43.3 of 100 needs 50
      cost sharing 0.0 needs 60 and could reach 100.0
      risk sharing 0.0 needs 50 and could reach 100.0
      and 2 more
      Ask next, with the points it could add: cost sharing +30.0, risk sharing
      +13.3, commitment +13.3

Lead  Beta is 34.7 points ahead of Alpha. This holds with any weights of the
      dimensions that keep the order of importance. Once the missing answers are
      in, Alpha could lead instead. No change of a single weight changes the
      leader.
Seal  a319787d0067
Next  partner-eval explain deal.toml Beta
Sets  partner-eval compose deal.toml  (the best set is not the set of the best)
"#)
        .stderr(r#"
warning[PE017]: no candidate answers commitment
 --> deal.toml:2:1
  |
2 | deal.name = 'Depot'
  | ^^^^
  |
  = help: ask them, or leave them out with `weight = 0` in `[criteria.ID]`, a dimension with 0 in [weights]; a dimension in deal.rated uses no facts: take it out where they are there

"#)
        .check();
}

#[test]
fn known_can_be_another_number_or_none() {
    Run::new(&["assess", "deal.toml", "--format", "csv"])
        .file("deal.toml", r#"
deal.name = 'Depot'
deal.relationship = 'network'
organization.name = 'Us'
deal.rated = ['compatibility', 'complementarity', 'risk_sharing', 'cost_sharing', 'commitment']
gates.known = 90
[[candidates]]
name = 'Alpha'
ratings = { compatibility = 8, complementarity = 8 }
[[candidates]]
name = 'Beta'
ratings = { compatibility = 8, complementarity = 8, risk_sharing = 8, cost_sharing = 8 }
"#)
        .stdout(r#"
deal,relationship,rank,candidate,score,low,high,known,verdict,stopped_by,first_place,compatibility,complementarity,risk_sharing,cost_sharing,commitment,flags,file
Depot,network,1,Beta,69.33333333333334,69.33333333333334,82.66666666666667,0.8666666666666667,undecided,known;commitment,0.8519,80.0,80.0,80.0,80.0,0.0,,deal.toml
Depot,network,2,Alpha,34.66666666666667,34.66666666666667,91.33333333333333,0.43333333333333335,undecided,known;cost_sharing;risk_sharing;commitment;score,0.1481,80.0,80.0,0.0,0.0,0.0,,deal.toml
"#)
        .stderr(r#"
warning[PE017]: no candidate answers commitment
 --> deal.toml:2:1
  |
2 | deal.name = 'Depot'
  | ^^^^
  |
  = help: ask them, or leave them out with `weight = 0` in `[criteria.ID]`, a dimension with 0 in [weights]; a dimension in deal.rated uses no facts: take it out where they are there

"#)
        .check();
    Run::new(&["assess", "deal.toml", "--format", "csv"])
        .file("deal.toml", r#"
deal.name = 'Depot'
deal.relationship = 'network'
organization.name = 'Us'
deal.rated = ['compatibility', 'complementarity', 'risk_sharing', 'cost_sharing', 'commitment']
gates.known = false
[[candidates]]
name = 'Alpha'
ratings = { compatibility = 8, complementarity = 8 }
[[candidates]]
name = 'Beta'
ratings = { compatibility = 8, complementarity = 8, risk_sharing = 8, cost_sharing = 8 }
"#)
        .stdout(r#"
deal,relationship,rank,candidate,score,low,high,known,verdict,stopped_by,first_place,compatibility,complementarity,risk_sharing,cost_sharing,commitment,flags,file
Depot,network,1,Beta,69.33333333333334,69.33333333333334,82.66666666666667,0.8666666666666667,conditional,commitment,0.8519,80.0,80.0,80.0,80.0,0.0,,deal.toml
Depot,network,2,Alpha,34.66666666666667,34.66666666666667,91.33333333333333,0.43333333333333335,undecided,cost_sharing;risk_sharing;commitment;score,0.1481,80.0,80.0,0.0,0.0,0.0,,deal.toml
"#)
        .stderr(r#"
warning[PE017]: no candidate answers commitment
 --> deal.toml:2:1
  |
2 | deal.name = 'Depot'
  | ^^^^
  |
  = help: ask them, or leave them out with `weight = 0` in `[criteria.ID]`, a dimension with 0 in [weights]; a dimension in deal.rated uses no facts: take it out where they are there

"#)
        .check();
}

#[test]
fn a_venture_in_which_one_side_has_nothing_at_stake() {
    Run::new(&["assess", "deal.toml"])
        .file("deal.toml", VENTURE)
        .stdout(
            r#"
Plant · joint venture for Us
Weights %: risk sharing 33; compatibility, complementarity, cost sharing,
commitment 17 each (usual for a joint venture)

# Candidate Score Range Known Risk Compat Compl Cost Commit First
1 Alpha      80.0    80  100%   80     80    80   80     80     -
2 Beta       70.0    70  100%   70     70    70   70     70   50%
2 Gamma      70.0    70  100%   70     70    70   70     70   50%

no    Alpha: not recommended
      Alpha would pay nothing and states no contributions · deal.toml:10
      Note (shareholding): Us would bear 100% of the cost and get 70% of the
      benefit: expect disputes on shareholding · deal.toml:11
      Note (shareholding): Alpha would bear 0% of the cost and get 30% of the
      benefit: expect disputes on shareholding · deal.toml:11
yes   Beta: recommended
      Note (shareholding): Us would bear 100% of the cost and get 70% of the
      benefit: expect disputes on shareholding · deal.toml:16
      Note (shareholding): Beta would bear 0% of the cost and get 30% of the
      benefit: expect disputes on shareholding · deal.toml:16
      Terms as proposed: they pay 0, get 60
yes   Gamma: recommended
      Terms as proposed: they pay 50, get 100

Lead  Alpha scores 80.0 and is ruled out (a party with nothing at stake). Beta
      and Gamma are tied at 70.0. That Beta leads or ties holds with any weights
      of the dimensions that keep the order of importance. No change of a single
      weight changes the leader.
Seal  ce5b2256e4da
Next  partner-eval explain deal.toml Beta --against Gamma
"#,
        )
        .check();
}

#[test]
fn nothing_shared_can_be_removed() {
    Run::new(&["assess", "deal.toml", "--format", "csv"])
        .file("deal.toml", r#"
deal.name = 'Plant'
deal.relationship = 'joint-venture'
deal.cost = 100
deal.benefit = 200
organization.name = 'Us'
deal.rated = ['compatibility', 'complementarity', 'risk_sharing', 'cost_sharing', 'commitment']
gates.nothing-shared = false
[[candidates]]
name = 'Alpha'
cost_share = 0
benefit_share = 0.3
ratings = { compatibility = 8, complementarity = 8, risk_sharing = 8, cost_sharing = 8, commitment = 8 }
[[candidates]]
name = 'Beta'
cost_share = 0
benefit_share = 0.3
contributions = { land = 40 }
ratings = { compatibility = 7, complementarity = 7, risk_sharing = 7, cost_sharing = 7, commitment = 7 }
[[candidates]]
name = 'Gamma'
stake = 0.5
ratings = { compatibility = 7, complementarity = 7, risk_sharing = 7, cost_sharing = 7, commitment = 7 }
"#)
        .stdout(r#"
deal,relationship,rank,candidate,score,low,high,known,verdict,stopped_by,first_place,compatibility,complementarity,risk_sharing,cost_sharing,commitment,flags,file
Plant,joint-venture,1,Alpha,80.0,80.0,80.0,1.0,recommended,,1.0,80.0,80.0,80.0,80.0,80.0,shareholding,deal.toml
Plant,joint-venture,2,Beta,70.0,70.0,70.0,1.0,recommended,,0.0,70.0,70.0,70.0,70.0,70.0,shareholding,deal.toml
Plant,joint-venture,2,Gamma,70.0,70.0,70.0,1.0,recommended,,0.0,70.0,70.0,70.0,70.0,70.0,,deal.toml
"#)
        .check();
}

#[test]
fn who_is_ahead_and_out_is_named_with_the_reason() {
    Run::new(&["assess", "deal.toml"])
        .file("deal.toml", OUT)
        .stdout(
            r#"
Depot · network for Us
Weights %: complementarity, cost sharing 30 each; compatibility, risk sharing,
commitment 13 each (usual for a network)

# Candidate Score Range Known Compl Cost Compat Risk Commit First
1 Alpha      90.0    90  100%    90   90     90   90     90     -
2 Beta       80.0    80  100%    80   80     80   80     80  100%
3 Gamma      74.3    74  100%    70   80     70   80     70    0%

no    Alpha: not recommended
      requirement "audit" not met (audited accounts) · deal.toml:9
yes   Beta: recommended
yes   Gamma: recommended

Lead  Alpha scores 90.0 and is ruled out (a requirement). Beta is 5.7 points
      ahead of Gamma. This holds with any weights of the dimensions that keep
      the order of importance. No change of a single weight changes the leader.
Seal  2ecb917daa07
Next  partner-eval explain deal.toml Beta --against Gamma
Sets  partner-eval compose deal.toml  (the best set is not the set of the best)
"#,
        )
        .check();
    Run::new(&["assess", "deal.toml", "--format", "csv", "--require", "leader"])
        .file("deal.toml", OUT)
        .stdout(r#"
deal,relationship,rank,candidate,score,low,high,known,verdict,stopped_by,first_place,compatibility,complementarity,risk_sharing,cost_sharing,commitment,flags,file
Depot,network,1,Alpha,90.0,90.0,90.0,1.0,not-recommended,requirement,,90.0,90.0,90.0,90.0,90.0,requirement,deal.toml
Depot,network,2,Beta,80.0,80.0,80.0,1.0,recommended,,1.0,80.0,80.0,80.0,80.0,80.0,,deal.toml
Depot,network,3,Gamma,74.33333333333334,74.33333333333334,74.33333333333334,1.0,recommended,,0.0,70.0,70.0,80.0,80.0,70.0,,deal.toml
"#)
        .check();
}

#[test]
fn of_many_ahead_and_out_three_are_named() {
    Run::new(&["assess", "deal.toml"])
        .file("deal.toml", r#"
deal.name = 'Depot'
deal.relationship = 'network'
organization.name = 'Us'
deal.rated = ['compatibility', 'complementarity', 'risk_sharing', 'cost_sharing', 'commitment']
[[candidates]]
name = 'A'
veto = 'sanctioned'
ratings = { compatibility = 9, complementarity = 9, risk_sharing = 9, cost_sharing = 9, commitment = 9 }
[[candidates]]
name = 'B'
veto = 'sanctioned'
ratings = { compatibility = 9, complementarity = 9, risk_sharing = 9, cost_sharing = 9, commitment = 9 }
[[candidates]]
name = 'C'
veto = 'sanctioned'
ratings = { compatibility = 9, complementarity = 9, risk_sharing = 9, cost_sharing = 9, commitment = 9 }
[[candidates]]
name = 'D'
veto = 'sanctioned'
ratings = { compatibility = 9, complementarity = 9, risk_sharing = 9, cost_sharing = 9, commitment = 9 }
[[candidates]]
name = 'E'
veto = 'sanctioned'
ratings = { compatibility = 9, complementarity = 9, risk_sharing = 9, cost_sharing = 9, commitment = 9 }
[[candidates]]
name = 'F'
ratings = { compatibility = 7, complementarity = 7, risk_sharing = 7, cost_sharing = 7, commitment = 7 }
"#)
        .stdout(r#"
Depot · network for Us
Weights %: complementarity, cost sharing 30 each; compatibility, risk sharing,
commitment 13 each (usual for a network)

# Candidate Score Range Known Compl Cost Compat Risk Commit First
1 A          90.0    90  100%    90   90     90   90     90     -
1 B          90.0    90  100%    90   90     90   90     90     -
1 C          90.0    90  100%    90   90     90   90     90     -
1 D          90.0    90  100%    90   90     90   90     90     -
1 E          90.0    90  100%    90   90     90   90     90     -
6 F          70.0    70  100%    70   70     70   70     70  100%

no    A: not recommended
      veto: sanctioned · deal.toml:8
no    B: not recommended
      veto: sanctioned · deal.toml:12
no    C: not recommended
      veto: sanctioned · deal.toml:16
no    D: not recommended
      veto: sanctioned · deal.toml:20
no    E: not recommended
      veto: sanctioned · deal.toml:24
yes   F: recommended

Lead  A scores 90.0 and is ruled out (a veto). B scores 90.0 and is ruled out (a
      veto). C scores 90.0 and is ruled out (a veto). So are 2 more with a
      better rank than the leader. F is the only one that is not ruled out:
      nothing to compare it with.
Seal  a319787d0067
Next  partner-eval explain deal.toml F
"#)
        .check();
}

#[test]
fn every_leader_of_a_tie_must_be_recommended() {
    Run::new(&["assess", "deal.toml", "--require", "leader"])
        .file("deal.toml", TIE)
        .stdout(
            r#"
Depot · network for Us
Weights %: complementarity, cost sharing 30 each; compatibility, risk sharing,
commitment 13 each (usual for a network)

# Candidate Score Range Known Compl Cost Compat Risk Commit First
1 Alpha      80.0    80  100%    80   80     80   80     80   50%
1 Beta       80.0    80  100%    80   80     80   80     80   50%

yes   Alpha: recommended
open  Beta: undecided until more is known
      requirement "audit": they do not say whether it is met · deal.toml:12

Lead  Alpha and Beta are tied at 80.0. That Alpha leads or ties holds with any
      weights of the dimensions that keep the order of importance. No change of
      a single weight changes the leader.
Seal  2ecb917daa07
Next  partner-eval explain deal.toml Alpha --against Beta
Sets  partner-eval compose deal.toml  (the best set is not the set of the best)
"#,
        )
        .stderr(
            r#"
gate not met: deal.toml: the leader must be recommended: Beta is undecided (requirement)
"#,
        )
        .status(1)
        .check();
    Run::new(&["assess", "deal.toml", "--require", "leader", "--format", "csv"])
        .file("deal.toml", r#"
deal.name = 'Depot'
deal.relationship = 'network'
organization.name = 'Us'
deal.rated = ['compatibility', 'complementarity', 'risk_sharing', 'cost_sharing', 'commitment']
requirements.audit = 'audited accounts'
[[candidates]]
name = 'Alpha'
meets.audit = true
ratings = { compatibility = 8, complementarity = 8, risk_sharing = 8, cost_sharing = 8, commitment = 8 }
[[candidates]]
name = 'Beta'
meets.audit = true
ratings = { compatibility = 8, complementarity = 8, risk_sharing = 8, cost_sharing = 8, commitment = 8 }
"#)
        .stdout(r#"
deal,relationship,rank,candidate,score,low,high,known,verdict,stopped_by,first_place,compatibility,complementarity,risk_sharing,cost_sharing,commitment,flags,file
Depot,network,1,Alpha,80.0,80.0,80.0,1.0,recommended,,0.5,80.0,80.0,80.0,80.0,80.0,,deal.toml
Depot,network,1,Beta,80.0,80.0,80.0,1.0,recommended,,0.5,80.0,80.0,80.0,80.0,80.0,,deal.toml
"#)
        .check();
    Run::new(&["assess", "deal.toml", "--require", "leader", "--format", "csv"])
        .file("deal.toml", r#"
deal.name = 'Depot'
deal.relationship = 'network'
organization.name = 'Us'
deal.rated = ['compatibility', 'complementarity', 'risk_sharing', 'cost_sharing', 'commitment']
requirements.audit = 'audited accounts'
[[candidates]]
name = 'Alpha'
meets.audit = true
ratings = { compatibility = 8, complementarity = 8, risk_sharing = 8, cost_sharing = 8, commitment = 8 }
[[candidates]]
name = 'Beta'
meets.audit = false
ratings = { compatibility = 8, complementarity = 8, risk_sharing = 8, cost_sharing = 8, commitment = 8 }
"#)
        .stdout(r#"
deal,relationship,rank,candidate,score,low,high,known,verdict,stopped_by,first_place,compatibility,complementarity,risk_sharing,cost_sharing,commitment,flags,file
Depot,network,1,Alpha,80.0,80.0,80.0,1.0,recommended,,1.0,80.0,80.0,80.0,80.0,80.0,,deal.toml
Depot,network,1,Beta,80.0,80.0,80.0,1.0,not-recommended,requirement,,80.0,80.0,80.0,80.0,80.0,requirement,deal.toml
"#)
        .check();
}
