//! What is wrong with reviews is said with the file and the line.

use super::{ANN, BO, CY, DEAL, committee};
use crate::harness::{Directory, Run, text};

/// `assess` beside these reviews fails with these words.
#[track_caller]
fn fails(deal: &str, reviews: &[(&str, &str)], expected: &str) {
    let mut arguments = vec!["assess", "deal.toml", "--reviews"];
    arguments.extend(reviews.iter().map(|(name, _)| *name));
    let mut run = Run::new(&arguments).file("deal.toml", deal);
    for (name, text) in reviews {
        run = run.file(name, text);
    }
    run.stderr(expected).status(2).check();
}

const ALL: [(&str, &str); 3] = [("ann.toml", ANN), ("bo.toml", BO), ("cy.toml", CY)];

/// The reviews with a change in that of Cy.
fn with(from: &str, to: &str) -> [(&'static str, String); 3] {
    assert!(CY.contains(from), "{from}");
    ALL.map(|(name, text)| match name {
        "cy.toml" => (name, text.replacen(from, to, 1)),
        name => (name, text.to_owned()),
    })
}

#[track_caller]
fn cy_fails(from: &str, to: &str, expected: &str) {
    let reviews = with(from, to);
    let reviews: Vec<(&str, &str)> = reviews
        .iter()
        .map(|(name, text)| (*name, text.as_str()))
        .collect();
    fails(DEAL, &reviews, expected);
}

#[test]
fn a_reviewer_without_a_file() {
    fails(
        DEAL,
        &ALL[..2],
        "
error[PE006]: there is no review file of `Cy`
  --> deal.toml:13:1
   |
13 | Cy = 1
   | ^^
   |
   = help: pass it with --reviews; --incomplete reports without

",
    );
}

#[test]
fn a_reviewer_twice() {
    fails(
        DEAL,
        &[ALL[0], ALL[1], ALL[2], ("dy.toml", CY)],
        "
error[PE007]: cy.toml is a review of Cy too
 --> dy.toml:2:12
  |
2 | reviewer = 'Cy'
  |            ^^^^
  |
  = help: pass one review file of each reviewer

",
    );
}

#[test]
fn a_reviewer_whom_the_deal_does_not_know() {
    cy_fails(
        "'Cy'",
        "'Cyy'",
        "
error[PE006]: there is no review file of `Cy`
  --> deal.toml:13:1
   |
13 | Cy = 1
   | ^^
   |
   = help: pass it with --reviews; --incomplete reports without

error[PE003]: unknown reviewer `Cyy`
 --> cy.toml:2:12
  |
2 | reviewer = 'Cyy'
  |            ^^^^^
  |
  = help: did you mean `Cy`?

",
    );
}

#[test]
fn a_mark_of_what_he_may_not_rate() {
    let bo = BO.replace("complementarity = 8", "commitment = 8");
    fails(
        DEAL,
        &[ALL[0], ("bo.toml", &bo), ALL[2]],
        "
error[PE013]: Bo marks `commitment` and may not rate it
 --> bo.toml:8:1
  |
8 | commitment = 8
  | ^^^^^^^^^^
  |
  = help: take the mark out, or add \"commitment\" to `rates` of the reviewer

",
    );
}

#[test]
fn an_unknown_candidate_criterion_or_mark() {
    cy_fails(
        "'Alpha'",
        "'Alfa'",
        "
error[PE003]: unknown candidate `Alfa`
 --> cy.toml:6:8
  |
6 | name = 'Alfa'
  |        ^^^^^^
  |
  = help: did you mean `Alpha`?

",
    );
    cy_fails(
        "commitment",
        "comitment",
        "
error[PE003]: unknown criterion `comitment` in `marks`
  --> cy.toml:10:1
   |
10 | comitment = 7
   | ^^^^^^^^^
   |
   = help: did you mean `commitment`?

",
    );
    cy_fails(
        "commitment = 7",
        "commitment = { score = 70 }",
        "
error[PE005]: `commitment` must be from 0 to 10, and is 70
  --> cy.toml:10:24
   |
10 | commitment = { score = 70 }
   |                        ^^

",
    );
    cy_fails(
        "commitment = 7",
        "commitment = { score = '?', reason = '' }",
        "
error[PE010]: the mark of `commitment` is still ?
  --> cy.toml:10:14
   |
10 | commitment = { score = '?', reason = '' }
   |              ^^^^^^^^^^^^^^^^^^^^^^^^^^^^
   |
   = help: put a mark, or { abstains = \"why\" }; take the line out to leave it unanswered

",
    );
    cy_fails(
        "commitment = 7",
        "commitment = { score = 7, abstains = 'shareholder' }",
        "
error[PE010]: the mark of `commitment` needs `score`, or `abstains` alone
  --> cy.toml:10:14
   |
10 | commitment = { score = 7, abstains = 'shareholder' }
   |              ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
   |
   = help: for example { score = 7, reason = \"...\" }, or { abstains = \"why\" }

",
    );
}

#[test]
fn a_review_of_another_deal() {
    cy_fails(
        "'Depot'",
        "'Harbour'",
        "
error[PE013]: this is a review of `Harbour`, and the deal is `Depot`
 --> cy.toml:3:8
  |
3 | deal = 'Harbour'
  |        ^^^^^^^^^
  |
  = help: pass the review files of one deal, which name it as it is called there

",
    );
}

#[test]
fn a_mark_that_the_deal_has_too() {
    let deal = DEAL.replace(
        "name = 'Beta'",
        "name = 'Beta'\nratings.commitment.by.Ann = 5",
    );
    fails(
        &deal,
        &ALL,
        "
error[PE013]: `commitment` of Beta is marked, and deal.toml:21 has this reviewer's mark
  --> ann.toml:20:1
   |
20 | commitment = 6
   | ^^^^^^^^^^
   |
   = help: keep one of the two

",
    );
    cy_fails(
        "commitment",
        "risk_sharing",
        "
error[PE013]: `risk_sharing` of Alpha is marked, and deal.toml:17 rates it by a number
  --> cy.toml:10:1
   |
10 | risk_sharing = 7
   | ^^^^^^^^^^^^
   |
   = help: keep one of the two

",
    );
}

#[test]
fn a_consensus_without_marks() {
    let meeting =
        "[consensus]\ndeal = 'Depot'\n[[candidates]]\nname = 'Beta'\nmarks.commitment = 7\n";
    fails(
        &DEAL.replace("Bo =", "Dy =").replace("Cy = 1\n", ""),
        &[
            ("ann.toml", &ANN.replace("commitment = 6\n", "")),
            ("dy.toml", &BO.replace("'Bo'", "'Dy'")),
            ("meeting.toml", meeting),
        ],
        "
error[PE010]: a consensus on `commitment`, which nobody marked
 --> meeting.toml:5:7
  |
5 | marks.commitment = 7
  |       ^^^^^^^^^^
  |
  = help: pass the review files of those who agreed too

",
    );
}

/// Where it is measured nobody rates.
#[test]
fn a_mark_of_what_facts_answer() {
    let price = "[criteria.price]\ndimension = 'cost_sharing'\nworst = 9\nbest = 1\n[[candidates]]";
    let deal = DEAL
        .replace("'cost_sharing'", "'price'")
        .replace("'price', 'commitment'", "'commitment'")
        .replacen("[[candidates]]", price, 1)
        .replace("name = 'Beta'", "name = 'Beta'\nmeasures.price = 3");
    let of_price = |text: &str| text.replace("cost_sharing", "price");
    fails(
        &deal,
        &[
            ("ann.toml", &of_price(ANN)),
            ("bo.toml", &of_price(BO)),
            ("cy.toml", CY),
        ],
        "
error[PE012]: `price` is rated, and its facts are there too
  --> ann.toml:19:1
   |
19 | price = 8
   | ^^^^^
   |
   = help: remove the rating to have it computed, or the facts to have it rated

",
    );
}

const STRANGER: &str = "error[PE003]: unknown candidate `Beta`
  --> ann.toml:14:8
   |
14 | name = 'Beta'
   |        ^^^^^^
   |
   = help: no row has that name

";

#[test]
fn a_candidate_of_no_row_is_an_error_of_screen() {
    let (header, _) = DEAL.split_once("[[candidates]]").unwrap();
    for more in [&["--all"][..], &["--top", "3"]] {
        let call = ["screen", "deal.toml", "--candidates", "rows.csv", "--quiet"];
        let reviews = ["--reviews", "ann.toml", "bo.toml", "cy.toml"];
        let directory = Directory::with(&[
            ("deal.toml", header),
            ("rows.csv", "name,ratings.risk_sharing\nAlpha,8\n"),
            ("ann.toml", ANN),
            ("bo.toml", BO),
            ("cy.toml", CY),
        ]);
        let output = directory.run(&[&call[..], more, &reviews].concat(), "");
        let said = text(&output.stderr);
        assert_eq!(output.status.code(), Some(2), "{said}");
        assert_eq!(said, STRANGER);
    }
}

#[test]
fn check_reads_reviews_for_what_they_are() {
    let directory = committee();
    let output = directory.run(&["check", "reviews"], "");
    assert_eq!(
        text(&output.stdout),
        "reviews/1.toml: valid, a review by Bo, 4 marks (checked without its deal), 0 warnings\n\
         reviews/2.toml: valid, a review by Cy, 3 marks (checked without its deal), 0 warnings\n\
         reviews/3.toml: valid, a review by Ann, 9 marks (checked without its deal), 0 warnings\n"
    );
    let output = directory.run(&["check", "deal.toml", "--reviews", "reviews"], "");
    let found = (
        text(&output.stdout),
        text(&output.stderr),
        output.status.code(),
    );
    let valid = "reviews/1.toml: valid, a review by Bo, 4 marks, 0 warnings\n\
                 reviews/2.toml: valid, a review by Cy, 3 marks, 0 warnings\n\
                 reviews/3.toml: valid, a review by Ann, 9 marks, 0 warnings\n\
                 deal.toml: valid, 2 candidates, 0 warnings\n";
    assert_eq!(found, (valid, "", Some(0)));
    // What is wrong against the deal stands at its place in the review.
    directory.write("reviews/2.toml", CY.replace("'Alpha'", "'Alfa'"));
    let output = directory.run(
        &[
            "check",
            "deal.toml",
            "--reviews",
            "reviews",
            "--format",
            "json",
        ],
        "",
    );
    let problems: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    let problem = &problems["problems"][0];
    assert_eq!(output.status.code(), Some(2));
    assert_eq!(
        (problem["source"].as_str(), problem["line"].as_u64()),
        (Some("reviews/2.toml"), Some(6))
    );
    // A folder of both is a folder of deals, beside which reviews are not applied by themselves.
    let output = directory.run(&["assess", ".", "--reviews", "nowhere"], "");
    assert_eq!(output.status.code(), Some(2));
}

#[test]
fn a_file_that_is_no_review() {
    fails(
        DEAL,
        &[("gates.toml", "[gates]\nscore = 60\n")],
        "error: gates.toml is no review: it has neither [review] nor [consensus]; deals are named before --reviews\n",
    );
    // Marks without a head are a review all the same, so that a folder loses none.
    let directory = committee();
    directory.write("reviews/2.toml", CY.replace("[review]", "[reveiw]"));
    let output = directory.run(&["assess", "deal.toml", "--reviews", "reviews"], "");
    let said = text(&output.stderr);
    assert_eq!(output.status.code(), Some(2));
    let expected = "error[PE006]: the review file lacks `review`\n --> reviews/2.toml:1:1";
    assert!(said.contains(expected), "{said}");
    assert!(said.contains("did you mean `review`?"), "{said}");
}

/// The deal of a form whose rules moved: which of them, and what to do.
#[test]
fn marks_that_were_given_for_other_rules() {
    let directory = committee();
    let form = directory.run(&["init", "--review", "Cy", "deal.toml"], "");
    let form = text(&form.stdout).replace("\"?\"", "7");
    directory.write("reviews/2.toml", &form);
    let assess = [
        "assess",
        "deal.toml",
        "--format",
        "csv",
        "--reviews",
        "reviews",
    ];
    let same = directory.run(&assess, "");
    assert_eq!((text(&same.stderr), same.status.code()), ("", Some(0)));
    let seal = form
        .lines()
        .find(|line| line.starts_with("seal = "))
        .unwrap();
    let refused = |message: &str, deal: &str| {
        directory.write("deal.toml", deal);
        let output = directory.run(&assess, "");
        let expected = format!(
            "error[PE013]: {message}\n  --> reviews/2.toml:21:8\n   |\n21 | {seal}\n   |        {}\n   |\n   \
             = help: if the marks still hold, take `seal` out; else make the file again with `init`; `--sealed` names \
             each value that moved since a seal\n\n",
            "^".repeat(66)
        );
        assert_eq!(
            (text(&output.stderr), text(&output.stdout)),
            (expected.as_str(), "")
        );
        assert_eq!(output.status.code(), Some(2));
    };
    let moved = "the rules moved since this file was made: ";
    refused(
        &format!("{moved}`reviewers`, `weights`"),
        &format!(
            "{}\n[weights]\ncompatibility = 20\ncomplementarity = 20\nrisk_sharing = 20\ncost_sharing = 20\ncommitment = 20\n",
            DEAL.replace("Ann = 2", "Ann = 3")
        ),
    );
    refused(
        &format!("{moved}`organization`"),
        &DEAL.replace("name = 'Us'", "name = 'Us, and others'"),
    );
    // Without its parts it says only that they moved.
    let (form, _) = form.split_once("# The rules that").unwrap();
    directory.write("reviews/2.toml", form);
    refused(
        "the rules are not those for which this file was made",
        &DEAL.replace("Ann = 2", "Ann = 3"),
    );
    // Candidates, comments, labels are no rules; neither is what a house asks.
    let labels = "\n[dimensions]\ncommitment.label = 'zeal'\n";
    directory.write("deal.toml", DEAL.replace("# the old tenant", "") + labels);
    directory.write("house.toml", "[gates]\ncommitment = 10\n");
    let output = directory.run(&[&assess[..], &["--gates", "house.toml"]].concat(), "");
    assert_eq!((text(&output.stderr), output.status.code()), ("", Some(0)));
}

#[test]
fn two_meetings_about_one_thing() {
    let meeting = "[consensus]\ndeal = 'Depot'\n[[candidates]]\nname = 'Alpha'\n[candidates.marks]\ncompatibility = 6\n";
    let reviews = [&ALL[..], &[("m1.toml", meeting), ("m2.toml", meeting)]].concat();
    fails(
        DEAL,
        &reviews,
        "
error[PE013]: `compatibility` of Alpha is marked, and m1.toml:6 has a consensus on it
 --> m2.toml:6:1
  |
6 | compatibility = 6
  | ^^^^^^^^^^^^^
  |
  = help: keep one of the two

",
    );
}

/// A reviewer whose marks are a column sent no file, and none is missing.
#[test]
fn a_reviewer_whose_marks_are_a_column() {
    let directory = Directory::with(&[
        ("deal.toml", DEAL),
        ("ann.toml", ANN),
        ("bo.toml", BO),
        ("rows.csv", "name,ratings.commitment.by.Cy\nGamma,7\n"),
    ]);
    for command in [&["assess"][..], &["screen", "--all"]] {
        let call = ["deal.toml", "--candidates", "rows.csv", "--format", "csv"];
        let call: Vec<&str> = match command {
            ["assess"] => [command, &call].concat(),
            _ => [command, &["deal.toml", "rows.csv", "--format", "csv"]].concat(),
        };
        let output = directory.run(
            &[&call[..], &["--reviews", "ann.toml", "bo.toml"]].concat(),
            "",
        );
        let said = text(&output.stderr);
        assert!(!said.contains("no review file"), "{said}");
    }
}

/// A folder of reviews, of which a file cannot be named.
#[cfg(unix)]
#[test]
fn what_cannot_be_read_of_a_folder_is_an_error() {
    use std::ffi::OsStr;
    use std::os::unix::ffi::OsStrExt;

    let directory = committee();
    let name = OsStr::from_bytes(b"reviews/\xff.toml");
    std::fs::write(directory.path().join(name), CY).unwrap();
    let output = directory.run(&["assess", "deal.toml", "--reviews", "reviews"], "");
    assert_eq!(
        (text(&output.stderr), output.status.code()),
        (
            "error: cannot read reviews/\u{fffd}.toml: its name is not UTF-8\n",
            Some(2)
        )
    );
}
