//! Deals weighed criterion by criterion, as a tender publishes it.

use crate::harness::Run;

/// 40, 30 and 30 of 100; three dimensions have a criterion.
const TENDER: &str = r#"
deal.name = 'Tender'
deal.relationship = 'supply-chain-partnership'
organization.name = 'City'
weights.by = 'criteria'
[criteria]
quality = { dimension = 'complementarity', weight = 40 }
price = { dimension = 'cost_sharing', weight = 30, worst = 100, best = 50 }
track_record.weight = 30
[[candidates]]
name = 'Alpha'
ratings.quality = 8
measures.price = 60
track_record = { kept = 18, total = 20 }
[[candidates]]
name = 'Beta'
ratings.quality = 9
measures.price = 90
track_record = { kept = 10, total = 10 }
"#;

/// 0.4 x 80 + 0.3 x 80 + 0.3 x 73.8 is 78.1.
#[test]
fn weights_are_those_of_the_criteria() {
    Run::new(&["assess", "deal.toml"])
        .file("deal.toml", TENDER)
        .stdout(
            r#"
Tender · supply-chain partnership for City
Weights %: quality 40; price, track record 30 each (by criteria, as the deal
states)

# Candidate Score Range Known Compl Cost Commit First
1 Alpha      78.1 78-85  100%    80   80     74  100%
2 Beta       65.6 66-72  100%    90   20     79    0%

yes   Alpha: recommended
      Ask next, with the points it could add: track record +6.8
yes   Beta: recommended
      Ask next, with the points it could add: track record +6.4

Lead  Alpha is 12.5 points ahead of Beta. This is so at the published weights.
      At these weights nothing that is open can change it. Nearest change: with
      price at 12% instead of 30%, Beta leads.
Seal  e993fbb8adf9
Next  partner-eval explain deal.toml Alpha --against Beta
"#,
        )
        .check();
}

#[test]
fn dimensions_without_a_criterion_are_empty_cells() {
    Run::new(&["assess", "deal.toml", "--format", "csv"])
        .file("deal.toml", TENDER)
        .stdout(r#"
deal,relationship,rank,candidate,score,low,high,known,verdict,stopped_by,first_place,compatibility,complementarity,risk_sharing,cost_sharing,commitment,flags,file
Tender,supply-chain-partnership,1,Alpha,78.14956950370073,78.14956950370073,84.99019406125616,1.0,recommended,,1.0,,80.0,,80.0,73.83189834566909,,deal.toml
Tender,supply-chain-partnership,2,Beta,65.61084603564058,65.61084603564058,72.0,1.0,recommended,,0.0,,90.0,,20.0,78.70282011880192,,deal.toml
"#)
        .check();
}

#[test]
fn points_are_parts_of_the_whole() {
    Run::new(&["explain", "deal.toml", "Beta"])
        .file("deal.toml", TENDER)
        .stdout(
            r#"
Beta · Tender · supply-chain partnership for City
yes   recommended, rank 2 of 2, first in 0% of the draws; 100% answered, and the
      score could still end between 65.61 and 72.00

                                     Score   Weight   Points
complementarity                      90.00   40.00%    36.00
  quality                            90.00  100.00%    36.00
      rated 9 of 10 · deal.toml:17
cost sharing                         20.00   30.00%     6.00
  price                              20.00  100.00%     6.00
      (90 - 100) / (50 - 100) -> 0.2 · deal.toml:18
commitment                           78.70   30.00%    23.61  79-100
  track record                       78.70  100.00%    23.61  79-100
      10 of 10 kept; what that proves with 95% certainty counts (Wilson
      interval, lower end) · deal.toml:19
Score                                                  65.61
Points = score x weight (x the dimension's weight); they add up to the score.

Gates
pass  no veto
pass  known 100.0 of 100 needs 50

What to find out next
ask   track record could add 6.39 points

Seal  e993fbb8adf9
"#,
        )
        .check();
}

#[test]
fn a_criterion_without_its_weight() {
    Run::new(&["assess", "deal.toml"])
        .file(
            "deal.toml",
            r#"
deal.name = 'Tender'
deal.relationship = 'supply-chain-partnership'
organization.name = 'City'
weights.by = 'criteria'
[criteria]
quality = { dimension = 'complementarity', about = "how well it is done" }
price = { dimension = 'cost_sharing', weight = 30, worst = 100, best = 50 }
track_record.weight = 30
[[candidates]]
name = 'Alpha'
ratings.quality = 8
measures.price = 60
track_record = { kept = 18, total = 20 }
[[candidates]]
name = 'Beta'
ratings.quality = 9
measures.price = 90
track_record = { kept = 10, total = 10 }
"#,
        )
        .stderr(
            r#"
error[PE014]: [criteria.quality] states no weight
 --> deal.toml:7:1
  |
7 | quality = { dimension = 'complementarity', about = "how well it is done" }
  | ^^^^^^^
  |
  = help: weights by criteria are parts of the whole: each is stated

"#,
        )
        .status(2)
        .check();
}

#[test]
fn what_a_published_scheme_cannot_be() {
    Run::new(&["assess", "deal.toml"])
        .file(
            "deal.toml",
            r#"
deal.name = 'Tender'
deal.relationship = 'supply-chain-partnership'
organization.name = 'City'
deal.aggregation = 'geometric'
deal.rated = ['commitment']
weights.by = 'criteria'
[criteria]
quality = { dimension = 'complementarity', weight = 40 }
price = { dimension = 'cost_sharing', weight = 30, worst = 100, best = 50 }
track_record.weight = 30
[[candidates]]
name = 'Alpha'
ratings.quality = 8
measures.price = 60
track_record = { kept = 18, total = 20 }
[[candidates]]
name = 'Beta'
ratings.quality = 9
measures.price = 90
track_record = { kept = 10, total = 10 }
"#,
        )
        .stderr(
            r#"
error[PE013]: `rated` does not go with weights by criteria
 --> deal.toml:6:15
  |
6 | deal.rated = ['commitment']
  |               ^^^^^^^^^^^^
  |
  = help: asked are the criteria of [criteria]: those whose facts the header lacks are rated

error[PE014]: `aggregation = "geometric"` does not go with weights by criteria
 --> deal.toml:7:1
  |
7 | weights.by = 'criteria'
  | ^^^^^^^
  |
  = help: the product is one of dimensions

"#,
        )
        .status(2)
        .check();
}
