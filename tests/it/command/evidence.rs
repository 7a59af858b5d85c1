//! Evidence that runs out, is too weak or lacks, and where reports show it.

use crate::command::contract;
use crate::harness::Run;

/// A fact that is verified until the end of June 2026, and ratings that rest on less and less.
const EVIDENCE: &str = r#"
deal.name = 'Depot'
deal.relationship = 'network'
organization.name = 'Us'
deal.rated = ['compatibility', 'complementarity', 'risk_sharing', 'cost_sharing']
weights = { compatibility = 1, complementarity = 1, risk_sharing = 1, cost_sharing = 1, commitment = 1 }
criteria = { executive_sponsor.weight = 0 }
[[candidates]]
name = 'Alpha'
track_record = { kept = 90, total = 100 }
sources.track_record = { text = 'audit', by = 'auditor', seen = 2026-01-10, until = 2026-06-30, grade = 'verified' }
ratings.compatibility = { score = 8, evidence = { text = 'site visit', grade = 'documented' } }
ratings.complementarity = { score = 8, evidence = { text = 'own words', grade = 'claimed' } }
ratings.risk_sharing = { score = 8, evidence = 'contract' }
ratings.cost_sharing = 8
"#;

/// The same, assessed on the day after.
const DATED: &str = r#"
deal.name = 'Depot'
deal.relationship = 'network'
deal.date = 2026-07-01
organization.name = 'Us'
deal.rated = ['compatibility', 'complementarity', 'risk_sharing', 'cost_sharing']
weights = { compatibility = 1, complementarity = 1, risk_sharing = 1, cost_sharing = 1, commitment = 1 }
criteria = { executive_sponsor.weight = 0 }
[[candidates]]
name = 'Alpha'
track_record = { kept = 90, total = 100 }
sources.track_record = { text = 'audit', by = 'auditor', seen = 2026-01-10, until = 2026-06-30, grade = 'verified' }
ratings.compatibility = { score = 8, evidence = { text = 'site visit', grade = 'documented' } }
ratings.complementarity = { score = 8, evidence = { text = 'own words', grade = 'claimed' } }
ratings.risk_sharing = { score = 8, evidence = 'contract' }
ratings.cost_sharing = 8
"#;

/// What a flag rests on has a source.
const SOURCES: &str = r#"
deal.name = 'Depot'
deal.relationship = 'network'
organization.name = 'Us'
deal.rated = ['compatibility', 'complementarity', 'cost_sharing', 'commitment']
criteria.resilience.weight = 0
[[candidates]]
name = 'Alpha'
our_dependence = 0.6
their_dependence = 0.1
sources.our_dependence = { text = 'ledger', by = 'finance', seen = 2026-03-01, grade = 'verified' }
sources.their_dependence = 'their annual report'
ratings = { compatibility = 8, complementarity = 8, cost_sharing = 8, commitment = 8, risk_terms = 8 }
"#;

#[test]
fn evidence_counts_on_its_last_day() {
    Run::new(&["assess", "deal.toml", "--as-of", "2026-06-30"])
        .file("deal.toml", EVIDENCE)
        .stdout(
            r#"
Depot · network for Us
Weights %: compatibility, complementarity, risk sharing, cost sharing,
commitment 20 each (as the deal states)

# Candidate Score Range Known Compat Compl Risk Cost Commit First
1 Alpha      80.8 81-83  100%     80    80   80   80     84  100%

yes   Alpha: recommended
      Ask next, with the points it could add: track record +2.0

Lead  Alpha is the only candidate: nothing to compare it with.
Seal  b254ed02d895
Next  partner-eval explain deal.toml Alpha --as-of 2026-06-30
"#,
        )
        .check();
}

#[test]
fn evidence_that_ran_out_is_unknown() {
    Run::new(&["assess", "deal.toml", "--as-of", "2026-07-01"])
        .file("deal.toml", EVIDENCE)
        .stdout(r#"
Depot · network for Us
Weights %: compatibility, complementarity, risk sharing, cost sharing,
commitment 20 each (as the deal states)

# Candidate Score Range Known Compat Compl Risk Cost Commit First
1 Alpha     64.0? 64-84   80%     80    80   80   80     0?  100%
? = below its minimum, and could still reach it

if    Alpha: recommended if track record turns out at least 50 of 100
      commitment 0.0 needs 50 and could reach 100.0
      score 64.0 needs 65 and could reach 84.0
      Note (expired): the evidence of track_record ran out before 2026-07-01,
      and what rests on it is taken for unknown · deal.toml:11 · audit, by
      auditor, seen 2026-01-10, until 2026-06-30, verified
      Ask next, with the points it could add: track record +20.0

Lead  Alpha is the only candidate: nothing to compare it with.
Seal  b254ed02d895
Next  partner-eval explain deal.toml Alpha --as-of 2026-07-01
"#)
        .stderr(r#"
warning[PE017]: no candidate answers track_record
 --> deal.toml:2:1
  |
2 | deal.name = 'Depot'
  | ^^^^
  |
  = help: what rests on no evidence that counts answers nothing; ask them, or leave them out with `weight = 0` in `[criteria.ID]`, a dimension with 0 in [weights]; a dimension in deal.rated uses no facts: take it out where they are there

"#)
        .check();
    Run::new(&["assess", "deal.toml", "--format", "csv"])
        .file("deal.toml", DATED)
        .stdout(r#"
deal,relationship,rank,candidate,score,low,high,known,verdict,stopped_by,first_place,compatibility,complementarity,risk_sharing,cost_sharing,commitment,flags,file
Depot,network,1,Alpha,64.00000000000001,64.00000000000001,84.00000000000001,0.8,conditional,commitment;score,1.0,80.0,80.0,80.0,80.0,0.0,expired,deal.toml
"#)
        .stderr(r#"
warning[PE017]: no candidate answers track_record
 --> deal.toml:2:1
  |
2 | deal.name = 'Depot'
  | ^^^^
  |
  = help: what rests on no evidence that counts answers nothing; ask them, or leave them out with `weight = 0` in `[criteria.ID]`, a dimension with 0 in [weights]; a dimension in deal.rated uses no facts: take it out where they are there

"#)
        .check();
}

#[test]
fn explain_says_what_ran_out() {
    Run::new(&["explain", "deal.toml", "Alpha"])
        .file("deal.toml", DATED)
        .stdout(r#"
Alpha · Depot · network for Us
if    recommended if track record turns out at least 50 of 100, rank 1 of 1,
      first in 100% of the draws; 80% answered, and the score could still end
      between 64.00 and 84.00

                                     Score   Weight   Points
compatibility                        80.00   20.00%    16.00
  compatibility                      80.00  100.00%    16.00
      rated 8 of 10 - site visit, documented · deal.toml:13
complementarity                      80.00   20.00%    16.00
  complementarity                    80.00  100.00%    16.00
      rated 8 of 10 - own words, claimed · deal.toml:14
risk sharing                         80.00   20.00%    16.00
  risk sharing                       80.00  100.00%    16.00
      rated 8 of 10 - contract · deal.toml:15
cost sharing                         80.00   20.00%    16.00
  cost sharing                       80.00  100.00%    16.00
      rated 8 of 10 · deal.toml:16
commitment                            0.00   20.00%     0.00  0-100
  track record                        0.00  100.00%     0.00  0-100
      track_record taken for unknown: its evidence ran out - audit, by auditor,
      seen 2026-01-10, until 2026-06-30, verified · deal.toml:11
Score                                                  64.00
Points = score x weight (x the dimension's weight); they add up to the score.

Gates
open  score 64.0 needs 65 and could reach 84.0
pass  compatibility 80.00 needs 50
pass  risk sharing 80.00 needs 50
pass  cost sharing 80.00 needs 60
open  commitment 0.0 needs 50 and could reach 100.0
pass  no veto
pass  known 80.0 of 100 needs 50

Flags
flag  expired: the evidence of track_record ran out before 2026-07-01, and what
      rests on it is taken for unknown · deal.toml:12

What to find out next
ask   track record could add 20.00 points

Seal  4a83cdb56841
"#)
        .stderr(r#"
warning[PE017]: no candidate answers track_record
 --> deal.toml:2:1
  |
2 | deal.name = 'Depot'
  | ^^^^
  |
  = help: what rests on no evidence that counts answers nothing; ask them, or leave them out with `weight = 0` in `[criteria.ID]`, a dimension with 0 in [weights]; a dimension in deal.rated uses no facts: take it out where they are there

"#)
        .check();
}

#[test]
fn the_command_line_goes_before_the_date_of_the_deal() {
    Run::new(&["assess", "deal.toml", "--as-of", "2026-06-01", "--format", "csv-long"])
        .file("deal.toml", DATED)
        .stdout(r#"
deal,candidate,dimension,criterion,source,score,low,high,weight,points,detail,evidence,file,dimension_weight,evidence_by,evidence_seen,evidence_until,evidence_grade
Depot,Alpha,compatibility,compatibility,rated,80.0,80.0,80.0,1.0,16.000000000000004,rated 8 of 10,site visit,deal.toml,0.2,,,,documented
Depot,Alpha,complementarity,complementarity,rated,80.0,80.0,80.0,1.0,16.000000000000004,rated 8 of 10,own words,deal.toml,0.2,,,,claimed
Depot,Alpha,risk_sharing,risk_sharing,rated,80.0,80.0,80.0,1.0,16.000000000000004,rated 8 of 10,contract,deal.toml,0.2,,,,
Depot,Alpha,cost_sharing,cost_sharing,rated,80.0,80.0,80.0,1.0,16.000000000000004,rated 8 of 10,,deal.toml,0.2,,,,
Depot,Alpha,commitment,track_record,computed,83.96381547641418,83.96381547641418,93.92840165495666,1.0,16.792763095282837,"90 of 100 kept; what that proves with 95% certainty counts (Wilson interval, lower end)",audit,deal.toml,0.2,auditor,2026-01-10,2026-06-30,verified
"#)
        .check();
}

#[test]
fn without_a_day_nothing_runs_out() {
    Run::new(&["assess", "deal.toml"])
        .file("deal.toml", EVIDENCE)
        .stdout(r#"
Depot · network for Us
Weights %: compatibility, complementarity, risk sharing, cost sharing,
commitment 20 each (as the deal states)

# Candidate Score Range Known Compat Compl Risk Cost Commit First
1 Alpha      80.8 81-83  100%     80    80   80   80     84  100%

yes   Alpha: recommended
      Ask next, with the points it could add: track record +2.0

Lead  Alpha is the only candidate: nothing to compare it with.
Seal  b254ed02d895
Next  partner-eval explain deal.toml Alpha
"#)
        .stderr(r#"
warning[PE021]: `until` 2026-06-30 has no effect: there is no day of assessment
  --> deal.toml:11:85
   |
11 | sources.track_record = { text = 'audit', by = 'auditor', seen = 2026-01-10, until = 2026-06-30, grade = 'verified' }
   |                                                                                     ^^^^^^^^^^
   |
   = help: set `date` in [deal], or pass --as-of

"#)
        .check();
}

/// Of grade: the fact and the visit. Ungraded and claimed is not enough.
#[test]
fn weak_evidence_is_none() {
    Run::new(&["assess", "deal.toml", "--as-of", "2026-06-30", "--min-grade", "documented"])
        .file("deal.toml", EVIDENCE)
        .stdout(r#"
Depot · network for Us
Weights %: compatibility, complementarity, risk sharing, cost sharing,
commitment 20 each (as the deal states)

# Candidate Score Range Known Compat Compl Risk Cost Commit First
1 Alpha     32.8? 33-95   40%     80     0   0?   0?     84  100%
? = below its minimum, and could still reach it

open  Alpha: undecided until more is known
      known 40.0 of 100 needs 50
      cost sharing 0.0 needs 60 and could reach 100.0
      risk sharing 0.0 needs 50 and could reach 100.0
      score 32.8 needs 65 and could reach 94.8
      Ask next, with the points it could add: complementarity +20.0, risk
      sharing +20.0, cost sharing +20.0, track record +2.0

Lead  Alpha is the only candidate: nothing to compare it with.
Seal  b254ed02d895
Next  partner-eval explain deal.toml Alpha --as-of 2026-06-30 --min-grade documented
"#)
        .stderr(r#"
warning[PE017]: no candidate answers complementarity, risk_sharing, cost_sharing
 --> deal.toml:2:1
  |
2 | deal.name = 'Depot'
  | ^^^^
  |
  = help: what rests on no evidence that counts answers nothing; ask them, or leave them out with `weight = 0` in `[criteria.ID]`, a dimension with 0 in [weights]; a dimension in deal.rated uses no facts: take it out where they are there

"#)
        .check();
}

#[test]
fn what_has_no_evidence_is_unknown() {
    Run::new(&["assess", "deal.toml", "--as-of", "2026-06-30", "--require-evidence", "--format", "csv-long"])
        .file("deal.toml", EVIDENCE)
        .stdout(r#"
deal,candidate,dimension,criterion,source,score,low,high,weight,points,detail,evidence,file,dimension_weight,evidence_by,evidence_seen,evidence_until,evidence_grade
Depot,Alpha,compatibility,compatibility,rated,80.0,80.0,80.0,1.0,16.000000000000004,rated 8 of 10,site visit,deal.toml,0.2,,,,documented
Depot,Alpha,complementarity,complementarity,rated,80.0,80.0,80.0,1.0,16.000000000000004,rated 8 of 10,own words,deal.toml,0.2,,,,claimed
Depot,Alpha,risk_sharing,risk_sharing,rated,80.0,80.0,80.0,1.0,16.000000000000004,rated 8 of 10,contract,deal.toml,0.2,,,,
Depot,Alpha,cost_sharing,cost_sharing,unknown,0.0,0.0,100.0,1.0,0.0,the rating is taken for unknown: no evidence that counts,,deal.toml,0.2,,,,
Depot,Alpha,commitment,track_record,computed,83.96381547641418,83.96381547641418,93.92840165495666,1.0,16.792763095282837,"90 of 100 kept; what that proves with 95% certainty counts (Wilson interval, lower end)",audit,deal.toml,0.2,auditor,2026-01-10,2026-06-30,verified
"#)
        .stderr(r#"
warning[PE017]: no candidate answers cost_sharing
 --> deal.toml:2:1
  |
2 | deal.name = 'Depot'
  | ^^^^
  |
  = help: what rests on no evidence that counts answers nothing; ask them, or leave them out with `weight = 0` in `[criteria.ID]`, a dimension with 0 in [weights]; a dimension in deal.rated uses no facts: take it out where they are there

"#)
        .check();
}

#[test]
fn the_table_shows_what_a_note_rests_on() {
    Run::new(&["assess", "deal.toml"])
        .file("deal.toml", SOURCES)
        .stdout(
            r#"
Depot · network for Us
Weights %: complementarity, cost sharing 30 each; compatibility, risk sharing,
commitment 13 each (usual for a network)

# Candidate Score Range Known Compl Cost Compat Risk Commit First
1 Alpha      78.0    78  100%    80   80     80   65     80  100%

yes   Alpha: recommended
      Note (dependence): we would depend on them far more than they on us: 60%
      of our trade, 10% of theirs · deal.toml:9 · ledger, by finance, seen
      2026-03-01, verified
      Note (locked-in): we would lose 60% of our trade without them ·
      deal.toml:9 · ledger, by finance, seen 2026-03-01, verified

Lead  Alpha is the only candidate: nothing to compare it with.
Seal  19614325ad82
Next  partner-eval explain deal.toml Alpha
"#,
        )
        .check();
}

/// A rating, a mark of its own and a fact; what has not run out yet, and what never does, are not among them.
#[test]
fn programs_are_told_what_ran_out_and_when() {
    let deal = r#"
deal.name = 'Depot'
deal.relationship = 'network'
deal.rated = ['compatibility', 'complementarity', 'risk_sharing', 'cost_sharing']
organization.name = 'Us'
[[candidates]]
name = 'Alpha'
track_record = { kept = 90, total = 100 }
stake = 0.4
sources.track_record = { text = 'audit', until = 2026-06-30 }
sources.stake = { text = 'term sheet', until = 2026-07-01 }
ratings.executive_sponsor = { score = 8, evidence = { by = 'Ana', until = 2026-05-31 } }
ratings.compatibility = { by = { Ana = 8, Ben = { score = 6, evidence = { text = 'visit', until = 2026-06-01 } } } }
ratings.complementarity = 8
"#;
    let lapsed = |day: &str| -> Vec<String> {
        let output = Run::assess(&["--format", "json", "--as-of", day], deal).output();
        let assessment = contract::read(std::str::from_utf8(&output.stdout).unwrap());
        let lapsed = assessment.candidates[0].lapsed.iter();
        lapsed
            .map(|one| {
                assert_eq!(one.path.join("."), one.key);
                let until = one.evidence.until.as_deref().unwrap();
                format!(
                    "{} {} {until}",
                    one.key,
                    one.reviewer.as_deref().unwrap_or("-")
                )
            })
            .collect()
    };
    assert_eq!(lapsed("2026-05-31"), [""; 0]);
    let mut found = lapsed("2026-07-01");
    found.sort();
    assert_eq!(
        found,
        [
            "ratings.compatibility Ben 2026-06-01",
            "ratings.executive_sponsor - 2026-05-31",
            "track_record - 2026-06-30",
        ]
    );
}
