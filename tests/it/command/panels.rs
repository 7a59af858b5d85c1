//! Marks of several reviewers: what counts, what is shown, and what follows from who rates.

use crate::command::contract;
use crate::harness::Run;

/// Ann counts twice. Cy abstains once for a reason and once without; of complementarity all agree on 8.
const PANEL: &str = r#"
deal.name = 'Depot'
deal.relationship = 'network'
organization.name = 'Us'
deal.rated = ['compatibility', 'complementarity', 'risk_sharing', 'cost_sharing', 'commitment']
reviewers = { Ann = 2, Bo = { weight = 1, role = 'finance' }, Cy = 1 }
[[candidates]]
name = 'Alpha'
ratings.compatibility = { by = { Ann = 8, Bo = { score = 5, evidence = 'visit' }, Cy = { abstains = 'shareholder' } } }
ratings.complementarity = { by = { Ann = 9, Bo = 8, Cy = 7 }, consensus = { score = 8, evidence = 'minutes' } }
ratings.risk_sharing = 8
ratings.cost_sharing = 8
ratings.commitment = 8
[[candidates]]
name = 'Beta'
ratings.compatibility = { by = { Ann = 6, Bo = 7, Cy = 'abstains' } }
ratings.complementarity = 7
ratings.risk_sharing = 8
ratings.cost_sharing = 8
ratings.commitment = 8
"#;

/// Two of three would choose Alpha, and the mean Beta.
const SPLIT: &str = r#"
deal.name = 'Depot'
deal.relationship = 'strategic-alliance'
organization.name = 'Us'
deal.rated = ['compatibility', 'complementarity', 'risk_sharing', 'cost_sharing', 'commitment']
[[candidates]]
name = 'Alpha'
ratings.compatibility = { by = { Ann = 9, Bo = 9, Cy = 3 } }
ratings.complementarity = { by = { Ann = 8, Bo = 8, Cy = 4 } }
ratings.risk_sharing = 7
ratings.cost_sharing = 7
ratings.commitment = 7
[[candidates]]
name = 'Beta'
ratings.compatibility = { by = { Ann = 6, Bo = 6, Cy = 9 } }
ratings.complementarity = { by = { Ann = 6, Bo = 7, Cy = 8 } }
ratings.risk_sharing = 7
ratings.cost_sharing = 7
ratings.commitment = 7
"#;

/// Compatibility of Alpha is (2 x 8 + 5) / 3 of 10, without a range.
#[test]
fn a_panel_is_an_answer() {
    Run::new(&["assess", "deal.toml"])
        .file("deal.toml", PANEL)
        .stdout(
            r#"
Depot · network for Us
Weights %: complementarity, cost sharing 30 each; compatibility, risk sharing,
commitment 13 each (usual for a network)

# Candidate Score Range Known Compl Cost Compat Risk Commit First
1 Alpha      78.7    79  100%    80   80     70   80     80   99%
2 Beta       74.8    75  100%    70   80     63   80     80    1%

yes   Alpha: recommended
yes   Beta: recommended

Lead  Alpha is 3.9 points ahead of Beta. This holds with any weights of the
      dimensions that keep the order of importance. No change of a single weight
      changes the leader. Each of the 3 reviewers alone would choose Alpha.
Marks Against the mean of the others' marks, of 10: Ann 1.2 above (3 marks), Bo
      0.7 below (3 marks) and Cy 1.5 below (1 mark). Agreed: 8 on
      complementarity of Alpha.
Seal  7f11d48cea6e
Next  partner-eval explain deal.toml Alpha --against Beta
Sets  partner-eval compose deal.toml  (the best set is not the set of the best)
"#,
        )
        .check();
}

#[test]
fn explain_says_who_gave_which_mark() {
    Run::new(&["explain", "deal.toml", "Alpha"])
        .file("deal.toml", PANEL)
        .stdout(
            r#"
Alpha · Depot · network for Us
yes   recommended, rank 1 of 2, first in 99% of the draws; nothing is open

                                     Score   Weight   Points
complementarity                      80.00   30.00%    24.00
  complementarity                    80.00  100.00%    24.00
      agreed on 8 of 10; marks Ann 9, Bo 8, Cy 7 · deal.toml:10
      agreed on 8: minutes · deal.toml:10
      Ann 9 · deal.toml:10
      Bo 8 · deal.toml:10
      Cy 7 · deal.toml:10
cost sharing                         80.00   30.00%    24.00
  cost sharing                       80.00  100.00%    24.00
      rated 8 of 10 · deal.toml:12
compatibility                        70.00   13.33%     9.33
  compatibility                      70.00  100.00%     9.33
      panel mean 7 of 10: Ann 8, Bo 5, Cy abstains (shareholder) · deal.toml:9
      Ann 8 · deal.toml:9
      Bo 5: visit · deal.toml:9
      Cy abstains (shareholder) · deal.toml:9
risk sharing                         80.00   13.33%    10.67
  risk sharing                       80.00  100.00%    10.67
      rated 8 of 10 · deal.toml:11
commitment                           80.00   13.33%    10.67
  commitment                         80.00  100.00%    10.67
      rated 8 of 10 · deal.toml:13
Score                                                  78.67
Points = score x weight (x the dimension's weight); they add up to the score.

Gates
pass  score 78.67 needs 65
pass  compatibility 70.00 needs 50
pass  risk sharing 80.00 needs 50
pass  cost sharing 80.00 needs 60
pass  commitment 80.00 needs 50
pass  no veto
pass  known 100.0 of 100 needs 50

Reviewers
      Each of the 3 reviewers alone would choose Alpha.
      Against the mean of the others' marks, of 10: Ann 1.2 above (3 marks), Bo
      0.7 below (3 marks) and Cy 1.5 below (1 mark).

Seal  7f11d48cea6e
"#,
        )
        .check();
}

#[test]
fn the_long_form_has_a_column_a_reviewer() {
    Run::new(&["assess", "deal.toml", "--format", "csv-long"])
        .file("deal.toml", PANEL)
        .stdout(r#"
deal,candidate,dimension,criterion,source,score,low,high,weight,points,detail,evidence,file,dimension_weight,evidence_by,evidence_seen,evidence_until,evidence_grade,mark:Ann,mark:Bo,mark:Cy
Depot,Alpha,compatibility,compatibility,rated,70.0,70.0,70.0,1.0,9.333333333333334,"panel mean 7 of 10: Ann 8, Bo 5, Cy abstains (shareholder)",,deal.toml,0.13333333333333333,,,,,8.0,5.0,abstains
Depot,Alpha,complementarity,complementarity,rated,80.0,80.0,80.0,1.0,24.0,"agreed on 8 of 10; marks Ann 9, Bo 8, Cy 7",,deal.toml,0.3,,,,,9.0,8.0,7.0
Depot,Alpha,risk_sharing,risk_sharing,rated,80.0,80.0,80.0,1.0,10.666666666666668,rated 8 of 10,,deal.toml,0.13333333333333333,,,,,,,
Depot,Alpha,cost_sharing,cost_sharing,rated,80.0,80.0,80.0,1.0,24.0,rated 8 of 10,,deal.toml,0.3,,,,,,,
Depot,Alpha,commitment,commitment,rated,80.0,80.0,80.0,1.0,10.666666666666668,rated 8 of 10,,deal.toml,0.13333333333333333,,,,,,,
Depot,Beta,compatibility,compatibility,rated,63.33333333333333,63.33333333333333,63.33333333333333,1.0,8.444444444444443,"panel mean 6.33333 of 10: Ann 6, Bo 7, Cy abstains",,deal.toml,0.13333333333333333,,,,,6.0,7.0,abstains
Depot,Beta,complementarity,complementarity,rated,70.0,70.0,70.0,1.0,21.0,rated 7 of 10,,deal.toml,0.3,,,,,,,
Depot,Beta,risk_sharing,risk_sharing,rated,80.0,80.0,80.0,1.0,10.666666666666668,rated 8 of 10,,deal.toml,0.13333333333333333,,,,,,,
Depot,Beta,cost_sharing,cost_sharing,rated,80.0,80.0,80.0,1.0,24.0,rated 8 of 10,,deal.toml,0.3,,,,,,,
Depot,Beta,commitment,commitment,rated,80.0,80.0,80.0,1.0,10.666666666666668,rated 8 of 10,,deal.toml,0.13333333333333333,,,,,,,
"#)
        .check();
}

/// Nothing is open here: that Alpha ranks first more often comes from weights and reviewers alone.
#[test]
fn what_the_report_says_where_reviewers_disagree() {
    Run::new(&["assess", "deal.toml"])
        .file("deal.toml", SPLIT)
        .stdout(
            r#"
Depot · strategic alliance for Us
Weights %: compatibility, complementarity 30 each; cost sharing, commitment 17
each; risk sharing 6.7 (usual for a strategic alliance)

# Candidate Score Range Known Compat Compl Cost Commit Risk First
1 Beta       70.0    70  100%     70    70   70     70   70   47%
2 Alpha      69.0    69  100%     70    67   70     70   70   53%

yes   Beta: recommended
yes   Alpha: recommended
      Note (disagreement): the marks on compatibility are 6 of 10 apart ·
      deal.toml:8
      Note (disagreement): the marks on complementarity are 4 of 10 apart ·
      deal.toml:9

Lead  Beta is 1.0 points ahead of Alpha. This holds with any weights of the
      dimensions that keep the order of importance. No change of a single weight
      changes the leader. Alpha ranks first more often (53%): the rank goes by
      what is proven, first place by what is likely with other weights and with
      each reviewer counting for more or less. 1 of 3 reviewers alone would
      choose Beta; Ann and Bo would choose Alpha. Without Cy Alpha would lead.
Marks Against the mean of the others' marks, of 10: Ann 0.5 above (4 marks), Bo
      0.9 above (4 marks) and Cy 1.4 below (4 marks). To discuss: compatibility
      of Alpha (6.0 of 10 apart) and complementarity of Alpha (4.0 of 10 apart).
Seal  4a2fdadfb52e
Next  partner-eval explain deal.toml Beta --against Alpha
"#,
        )
        .check();
}

#[test]
fn only_those_listed_rate() {
    Run::new(&["assess", "deal.toml"])
        .file("deal.toml", r#"
deal.name = 'Depot'
deal.relationship = 'network'
organization.name = 'Us'
deal.rated = ['compatibility', 'complementarity', 'risk_sharing', 'cost_sharing', 'commitment']
reviewers = { Ann = 2, Bo = { weight = 1, role = 'finance' } }
[[candidates]]
name = 'Alpha'
ratings.compatibility = { by = { Ann = 8, Bo = { score = 5, evidence = 'visit' }, Cy = { abstains = 'shareholder' } } }
ratings.complementarity = { by = { Ann = 9, Bo = 8, Cy = 7 }, consensus = { score = 8, evidence = 'minutes' } }
ratings.risk_sharing = 8
ratings.cost_sharing = 8
ratings.commitment = 8
[[candidates]]
name = 'Beta'
ratings.compatibility = { by = { Ann = 6, Bo = 7, Cy = 'abstains' } }
ratings.complementarity = 7
ratings.risk_sharing = 8
ratings.cost_sharing = 8
ratings.commitment = 8
"#)
        .stderr(r#"
error[PE003]: unknown reviewer `Cy`
 --> deal.toml:9:83
  |
9 | ratings.compatibility = { by = { Ann = 8, Bo = { score = 5, evidence = 'visit' }, Cy = { abstains = 'shareholder' } } }
  |                                                                                   ^^
  |
  = help: one of: Ann, Bo

error[PE003]: unknown reviewer `Cy`
  --> deal.toml:10:53
   |
10 | ratings.complementarity = { by = { Ann = 9, Bo = 8, Cy = 7 }, consensus = { score = 8, evidence = 'minutes' } }
   |                                                     ^^
   |
   = help: one of: Ann, Bo

error[PE003]: unknown reviewer `Cy`
  --> deal.toml:16:51
   |
16 | ratings.compatibility = { by = { Ann = 6, Bo = 7, Cy = 'abstains' } }
   |                                                   ^^
   |
   = help: one of: Ann, Bo

"#)
        .status(2)
        .check();
}

#[test]
fn json_has_every_mark_and_what_each_reviewer_would_choose() {
    let json = Run::assess(&["--format", "json"], PANEL).succeed();
    let assessment = contract::read(&json);
    let reviewers: Vec<_> = assessment
        .reviewers
        .iter()
        .map(|who| (who.name.as_str(), who.weight, who.role.as_deref()))
        .collect();
    let listed = [
        ("Ann", Some(2.0), None),
        ("Bo", Some(1.0), Some("finance")),
        ("Cy", Some(1.0), None),
    ];
    assert_eq!(reviewers, listed);

    let marks = |of: &contract::Criterion| -> Option<Vec<_>> {
        let text = |mark: &contract::Mark| mark.evidence.as_ref().and_then(|of| of.text.clone());
        let mark = |mark: &contract::Mark| {
            let name = mark.reviewer.clone().unwrap();
            (name, mark.score, mark.abstains.clone(), text(mark))
        };
        of.marks
            .as_ref()
            .map(|marks| marks.iter().map(mark).collect())
    };
    let criteria: Vec<_> = assessment.candidates[0].criteria().collect();
    let mark = |name: &str, score, abstains: Option<&str>, evidence: Option<&str>| {
        let owned = |text: Option<&str>| text.map(str::to_owned);
        (name.to_owned(), score, owned(abstains), owned(evidence))
    };
    let [compatibility, complementarity, risk_sharing, ..] = criteria[..] else {
        panic!("five criteria");
    };
    assert_eq!(
        marks(compatibility).unwrap(),
        [
            mark("Ann", Some(8.0), None, None),
            mark("Bo", Some(5.0), None, Some("visit")),
            mark("Cy", None, Some("shareholder"), None),
        ]
    );
    // What they agreed on counts, and the marks stay.
    assert_eq!(
        marks(complementarity).unwrap(),
        [
            mark("Ann", Some(9.0), None, None),
            mark("Bo", Some(8.0), None, None),
            mark("Cy", Some(7.0), None, None),
        ]
    );
    assert_eq!((complementarity.low, complementarity.high), (80.0, 80.0));
    assert_eq!(marks(risk_sharing), None);

    let views = assessment.confidence.reviewers.unwrap();
    // Ann alone: Alpha 8 and the consensus 8, Beta 6 and 7.
    assert_eq!(views.len(), 3);
    for (view, marks) in views.iter().zip([3, 3, 1]) {
        assert_eq!(
            (view.leads.as_slice(), view.marks),
            (&["Alpha".to_owned()][..], marks)
        );
    }
}
