//! Files to fill in, and one deal of all.

use super::{DEAL, TYPED, committee};
use crate::harness::{Directory, Run, text};

const FORM: &str = r#"
# The review of Bo: Depot, a network.
# Put a mark from 0 to 10 for each ? with its reason, or { abstains = "why" } in the place of both.
# Take a line out to leave it unanswered. Then: partner-eval check DEAL --incomplete --reviews FILE.
#
# compatibility: how well goals, culture, ways of working and trust fit (10: as one house; 0: at
# odds)
#
# complementarity: how much of what we lack they bring (10: every gap filled; 0: nothing we lack)
#
# cost_sharing (cost sharing): how much every party saves, and how fairly (10: all gain alike; 0:
# somebody pays more than alone)

[review]
reviewer = "Bo"
deal = "Depot"
seal = "8aa5699979a69fbeb21553c3410e9c90fa40c4f321e7709e466274e1e65aa0e9"

[[candidates]]
name = "Alpha"
[candidates.marks]
compatibility = { score = "?", reason = "" }
complementarity = { score = "?", reason = "" }
cost_sharing = { score = "?", reason = "" }

[[candidates]]
name = "Beta"
[candidates.marks]
compatibility = { score = "?", reason = "" }
complementarity = { score = "?", reason = "" }
cost_sharing = { score = "?", reason = "" }

# The rules that the seal above stands for, a digest a part; leave it as it is.
[review.parts]
deal = "816fdc445e2f1528052b963a107ada6e316b3f3b4b981fd06d98cfcf2544168a"
organization = "480af0c8889f8e05ca2986c59f2b3c8da4fe551ffe484e69ef2e14288b787ddc"
reviewers = "2491ed4456f7840e05b810f1d8f0c21a5244cfae8c56fa466501e16a7c841b69"
"#;

#[test]
fn a_reviewer_gets_what_he_may_rate_with_what_it_means() {
    Run::new(&["init", "--review", "Bo", "deal.toml"])
        .file("deal.toml", DEAL)
        .stdout(FORM)
        .check();
}

/// Whatever Ann and Cy say, Bo's file has the same bytes.
#[test]
fn no_byte_depends_on_the_marks_of_others() {
    let others = TYPED
        .replace("ratings.compatibility.by.Bo", "#")
        .replace("ratings.complementarity.by.Bo", "#")
        .replace("ratings.cost_sharing.by.Bo", "#");
    Run::new(&["init", "--review", "Bo", "deal.toml"])
        .file("deal.toml", others)
        .stdout(FORM)
        .check();
}

#[test]
fn levels_say_what_a_mark_means() {
    let deal = "deal = { name = 'd', relationship = 'network', rating_scale = [1, 5] }\norganization.name = 'u'\n\
                [criteria.reply]\ndimension = 'commitment'\nabout = 'how fast they answer'\n\
                levels = { 1 = 'in a week', 5 = 'at once' }\n[criteria.price]\ndimension = 'cost_sharing'\n\
                worst = 9\nbest = 1\n[[candidates]]\nname = 'A \"1\"'\nmeasures.price = 4\n[[candidates]]\nname = 'B'\n";
    let output =
        Directory::with(&[("deal.toml", deal)]).run(&["init", "--review", "Ann", "deal.toml"], "");
    let form = text(&output.stdout);
    assert!(
        form.contains("# reply: how fast they answer (1: in a week; 5: at once)\n"),
        "{form}"
    );
    assert!(
        form.contains("Put a mark from 1 (worst) to 5 (best) for each ?"),
        "{form}"
    );
    let (_, candidates) = form
        .split_once("[[candidates]]\nname = \"A \\\"1\\\"\"")
        .unwrap();
    let (first, second) = candidates
        .split_once("[[candidates]]\nname = \"B\"")
        .unwrap();
    // A price is measured; a mark can stand for it where there is none.
    assert!(!first.contains("price"), "{form}");
    assert!(
        second.contains("#price = { score = \"?\", reason = \"\" }\n"),
        "{form}"
    );
}

#[test]
fn only_reviewers_of_the_deal_get_a_file() {
    Run::new(&["init", "--review", "Boo", "deal.toml"])
        .file("deal.toml", DEAL)
        .stderr("error: no reviewer `Boo`; did you mean `Bo`?\n")
        .status(2)
        .check();
}

#[test]
fn nothing_is_overwritten() {
    let directory = committee();
    let calls: [&[&str]; 4] = [
        &["init", "--review", "Bo", "deal.toml"],
        &["init", "--consensus", "deal.toml", "--reviews", "reviews"],
        &["merge", "deal.toml", "--reviews", "reviews"],
        &["init", "--questionnaire", "Gamma", "deal.toml"],
    ];
    for call in calls {
        let plain = directory.run(call, "");
        directory.write("there.toml", "mine");
        let output = directory.run(&[call, &["-o", "there.toml"]].concat(), "");
        let said =
            "error: there.toml exists already, and nothing is overwritten: name another file\n";
        assert_eq!(
            (text(&output.stderr).ends_with(said), output.status.code()),
            (true, Some(2))
        );
        assert_eq!(directory.read("there.toml"), "mine");
        std::fs::remove_file(directory.path().join("there.toml")).unwrap();
        let output = directory.run(&[call, &["-o", "there.toml"]].concat(), "");
        assert_eq!((text(&output.stdout), output.status.code()), ("", Some(0)));
        assert!(text(&output.stderr).ends_with("wrote: there.toml\n"));
        assert_eq!(directory.read("there.toml"), text(&plain.stdout));
        std::fs::remove_file(directory.path().join("there.toml")).unwrap();
    }
    let output = directory.run(&["init", "-o", "new.toml"], "");
    assert_eq!(output.status.code(), Some(0));
    assert!(directory.read("new.toml").contains("[deal]"));
}

/// The deal as its author wrote it, and all marks.
#[test]
fn merge_makes_one_deal_and_keeps_its_comments() {
    let directory = committee();
    let output = directory.run(&["merge", "deal.toml", "--reviews", "reviews"], "");
    assert_eq!((text(&output.stderr), output.status.code()), ("", Some(0)));
    let merged = text(&output.stdout);
    let lines = |text: &str| -> Vec<String> {
        let mut lines: Vec<String> = text.lines().map(str::to_owned).collect();
        lines.sort();
        lines
    };
    // The order of keys in a table says nothing.
    assert_eq!(lines(merged), lines(TYPED));
    assert!(
        merged.starts_with("# The depot at the harbour.\n[deal]\n"),
        "{merged}"
    );
}

/// The lines of a deal end as they did.
#[test]
fn merge_keeps_the_ends_of_lines_and_the_byte_order_mark() {
    let directory = committee();
    let merge = ["merge", "deal.toml", "--reviews", "reviews"];
    let plain = directory.run(&merge, "");
    let plain = text(&plain.stdout);
    directory.write(
        "deal.toml",
        format!("\u{feff}{}", DEAL.replace('\n', "\r\n")),
    );
    let output = directory.run(&merge, "");
    assert_eq!((text(&output.stderr), output.status.code()), ("", Some(0)));
    assert_eq!(
        text(&output.stdout),
        format!("\u{feff}{}", plain.replace('\n', "\r\n"))
    );
}

#[test]
fn merge_without_reviews_has_nothing_to_do() {
    Run::new(&["merge", "deal.toml"])
        .file("deal.toml", DEAL)
        .stderr("error: name the reviews to merge, as in `partner-eval merge deal.toml --reviews reviews`\n")
        .status(2)
        .check();
}

#[test]
fn merge_fits_any_form_of_a_deal() {
    let deal = "deal = { name = 'Depot', relationship = 'network', rated = ['compatibility', 'commitment', \
                'complementarity', 'risk_sharing', 'cost_sharing'] }\norganization.name = 'Us'\n\
                candidates = [{ name = 'Alpha', ratings = { risk_sharing = 8 } }, # one\n  { name = 'Beta' }]\n";
    let directory = committee();
    directory.write("deal.toml", deal);
    let output = directory.run(
        &[
            "merge",
            "deal.toml",
            "--reviews",
            "reviews",
            "-o",
            "m/merged.toml",
        ],
        "",
    );
    assert_eq!(output.status.code(), Some(2), "there is no folder m");
    let output = directory.run(
        &[
            "merge",
            "deal.toml",
            "--reviews",
            "reviews",
            "-o",
            "merged.toml",
        ],
        "",
    );
    assert_eq!(text(&output.stderr), "wrote: merged.toml\n");
    assert!(directory.read("merged.toml").contains("# one"));
    let csv = |call: &[&str]| {
        let output = directory.run(&[call, &["--format", "csv-long"]].concat(), "");
        text(&output.stdout).replace("merged.toml", "deal.toml")
    };
    let expected = csv(&["assess", "deal.toml", "--reviews", "reviews"]);
    assert_eq!(csv(&["assess", "merged.toml"]), expected);
    assert!(expected.contains("mark:Bo"), "{expected}");
}

#[test]
fn a_meeting_discusses_what_is_apart_the_largest_effect_first() {
    let directory = committee();
    let call = [
        "init",
        "--consensus",
        "deal.toml",
        "--reviews",
        "reviews",
        "--apart",
        "2",
    ];
    let output = directory.run(&call, "");
    assert_eq!((text(&output.stderr), output.status.code()), ("", Some(0)));
    let expected = r#"# The meeting on Depot, a network: where marks are 2 or more of 10 apart, those whose score it moves
# most first.
# Put what you agree on, from 0 to 10, for each ? with its reason. Take a line out where you do not
# agree: the marks then count as they are. Then pass this file with the reviews.

[consensus]
deal = "Depot"
seal = "8aa5699979a69fbeb21553c3410e9c90fa40c4f321e7709e466274e1e65aa0e9"

[[candidates]]
name = "Alpha"
[candidates.marks]
# compatibility: how well goals, culture, ways of working and trust fit (10: as one house; 0: at
# odds)
# 5.0 of 10 apart, 6.7 points of the score:
# - Ann 8: two visits (reviews/3.toml:8)
# - Bo 3: a strike last year (reviews/1.toml:14)
# - Cy abstains (reviews/2.toml:8)
compatibility = { consensus = "?", reason = "" }

[[candidates]]
name = "Beta"
[candidates.marks]
# complementarity: how much of what we lack they bring (10: every gap filled; 0: nothing we lack)
# 2.0 of 10 apart, 6.0 points of the score:
# - Ann 6 (reviews/3.toml:17)
# - Bo 8 (reviews/1.toml:8)
complementarity = { consensus = "?", reason = "" }

# compatibility: how well goals, culture, ways of working and trust fit (10: as one house; 0: at
# odds)
# 3.0 of 10 apart, 4.0 points of the score:
# - Ann 6 (reviews/3.toml:16)
# - Bo 9: we know them (reviews/1.toml:9)
compatibility = { consensus = "?", reason = "" }

# The rules that the seal above stands for, a digest a part; leave it as it is.
[consensus.parts]
deal = "816fdc445e2f1528052b963a107ada6e316b3f3b4b981fd06d98cfcf2544168a"
organization = "480af0c8889f8e05ca2986c59f2b3c8da4fe551ffe484e69ef2e14288b787ddc"
reviewers = "2491ed4456f7840e05b810f1d8f0c21a5244cfae8c56fa466501e16a7c841b69"
"#;
    assert_eq!(text(&output.stdout), expected);
    // Four of ten by default; filled in, it is read back.
    let output = directory.run(&call[..5], "");
    let form = text(&output.stdout).replacen("\"?\"", "6", 1);
    assert!(!form.contains("Beta"), "{form}");
    directory.write("reviews/meeting.toml", form);
    let again = directory.run(&call[..5], "");
    assert!(text(&again.stdout).contains("# There is nothing to discuss.\n"));
}

/// However often and by whatever way a file is named, it is read once.
#[test]
fn a_folder_named_in_two_ways_is_read_once() {
    let review = |name: &str| {
        format!(
            "[review]\nreviewer = '{name}'\ndeal = 'Depot'\n[[candidates]]\nname = 'Alpha'\n\
             [candidates.marks]\ncompatibility = {{ score = 7, reason = 'seen' }}\n"
        )
    };
    let run = |reviews: &[&str]| {
        let arguments = [
            "assess",
            "deal.toml",
            "--format",
            "csv",
            "--incomplete",
            "--reviews",
        ];
        let output = Run::new(&[&arguments[..], reviews].concat())
            .file("deal.toml", DEAL)
            .file("r/ann.toml", review("Ann"))
            .file("r/bo.toml", review("Bo"))
            .output();
        (output.status.code(), output.stdout)
    };
    let once = run(&["r"]);
    assert_eq!(once.0, Some(0));
    assert_eq!(run(&["r", "./r"]), once);
}
