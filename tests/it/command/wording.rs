//! What reports say in words: true, once, and in the words of the deal.

use super::deals::{network, rated, two_candidates};
use crate::harness::{Run, text};

/// Standard output of a command on a deal, its lines joined.
#[track_caller]
fn said(arguments: &[&str], deal: &str) -> String {
    let output = Run::new(arguments).file("deal.toml", deal).output();
    assert_eq!(output.status.code(), Some(0), "{}", text(&output.stderr));
    let all = text(&output.stdout);
    let all = all.replace("\n# ", " ");
    all.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[track_caller]
fn holds(said: &str, part: &str) {
    assert!(said.contains(part), "no `{part}` in\n{said}");
}

#[track_caller]
fn lacks(said: &str, part: &str) {
    assert!(!said.contains(part), "`{part}` in\n{said}");
}

/// A network of which the commitment alone is not rated as a whole, with these lines of a candidate.
fn commitment(header: &str, candidate: &str) -> String {
    let rated = "deal.rated = ['compatibility', 'complementarity', 'risk_sharing', 'cost_sharing']";
    let ratings = "ratings.compatibility = 7\nratings.complementarity = 7\nratings.risk_sharing = 7\n\
                   ratings.cost_sharing = 7";
    network(
        &format!("{rated}\n{header}"),
        &format!("{ratings}\n{candidate}"),
    )
}

#[test]
fn a_questionnaire_speaks_the_scale_and_the_labels_of_its_deal() {
    let header = "deal.rating_scale = [5, 1]\ndimensions.commitment.label = 'Staying power'\n\
                  criteria.refs = { dimension = 'commitment', label = 'References', about = 'what others say' }";
    let deal = network(header, "");
    let said = said(&["init", "--questionnaire", "New", "deal.toml"], &deal);
    holds(&said, "a rating from 5 (worst) to 1 (best) can stand");
    holds(
        &said,
        "We rate References from 5 (worst) to 1 (best): what others say.",
    );
    holds(&said, "(1: proven under strain; 5: broken before)");
    holds(&said, "---- Staying power ----");
    lacks(&said, "0 to 10");
}

/// What the deal itself asks is said as it stands, whatever numbers are in it.
#[test]
fn only_the_questions_of_the_program_are_put_on_the_scale() {
    let header = "deal.rating_scale = [1, 5]\ndeal.rated = ['commitment']\n\
                  criteria.own = { dimension = 'compatibility', about = 'staff (10: or more)' }";
    let deal = network(header, "");
    let of = ["init", "--questionnaire", "Them", "deal.toml"];
    let asked = said(&of, &deal);
    holds(
        &asked,
        "rate own from 1 (worst) to 5 (best): staff (10: or more).",
    );
    holds(&asked, "(5: proven; 1: words only)");
    let explained = said(&["explain", "deal.toml", "Them"], &deal);
    holds(&explained, "unknown: rate staff (10: or more)");
    holds(&explained, "(5: proven; 1: words only)");
}

#[test]
fn no_rating_can_stand_for_a_relative_measure() {
    let deal = "deal.name = 'd'\ndeal.relationship = 'network'\norganization.name = 'o'\n\
                weights.by = 'criteria'\n\
                criteria.price = { dimension = 'cost_sharing', weight = 1, relative = 'lowest' }\n\
                [[candidates]]\nname = 'A'\n\
                [[candidates]]\nname = 'B'\nmeasures.price = 10\n";
    let asked = said(&["init", "--questionnaire", "A", "deal.toml"], deal);
    holds(&asked, "No rating can stand for it. #measures.price = ?");
}

#[test]
fn a_questionnaire_asks_for_common_ground_by_name_and_for_no_rating_of_facts() {
    let header = "organization.capabilities = { law = 5 }\nneeds = { law = 5, biology = 8 }\n\
                  deal.rated = ['risk_sharing', 'cost_sharing', 'commitment']";
    let deal =
        network(header, "capabilities = { biology = 8 }").replace("'network'", "'consortium'");
    let new = said(&["init", "--questionnaire", "New", "deal.toml"], &deal);
    holds(&new, "#capabilities = { biology = ?, law = ? }");
    let known = said(&["init", "--questionnaire", "Them", "deal.toml"], &deal);
    holds(&known, "No rating can stand for it: its facts are here.");
    holds(&known, "#capabilities = { law = ? }");
}

#[test]
fn a_questionnaire_asks_what_is_unknown_with_why() {
    let header = "reviewers = { Ann = 1, Bo = 0 }\ndeal.date = 2026-05-20";
    let lines = "ratings.executive_sponsor = { by = { Ann = 'abstains' } }\n\
                 track_record = { kept = 0, total = 0 }";
    let deal = commitment(header, lines);
    let of = ["init", "--questionnaire", "Them", "deal.toml"];
    let abstained = said(&of, &deal);
    lacks(&abstained, "has answered all");
    holds(&abstained, ": every reviewer abstains.)");
    holds(
        &abstained,
        "none of none proves nothing.) #track_record = {",
    );
    let nobody = deal.replace("{ Ann = 'abstains' }", "{ Bo = 7 }");
    holds(
        &said(&of, &nobody),
        "only reviewers of weight 0 marked it: Bo.)",
    );
    let old = deal.replace(
        "total = 0 }",
        "total = 10 }\nsources.track_record = { text = 'audit', until = 2026-01-31 }",
    );
    holds(&said(&of, &old), "its evidence ran out.) #track_record = {");
}

#[test]
fn what_ran_out_is_named_with_its_line() {
    let lines = "ratings.executive_sponsor = { score = 8, evidence = { text = 'talk', until = 2026-01-31 } }\n\
                 track_record = { kept = 9, total = 10 }\n\
                 sources.track_record = { text = 'ledger', until = 2026-12-20 }";
    let deal = commitment("deal.date = 2026-05-20", lines);
    let said = said(&["assess", "deal.toml"], &deal);
    let line = 1 + deal[..deal.find("ratings.executive").unwrap()]
        .matches('\n')
        .count();
    holds(
        &said,
        &format!(
            "the evidence of executive sponsor ran out before 2026-05-20, and what rests on it is taken for \
             unknown · deal.toml:{line}"
        ),
    );
}

const RISKS: &str = "deal.rated = ['compatibility', 'complementarity', 'cost_sharing', 'commitment']\n\
                     deal.date = 2026-05-20\nrisks.flood = { probability = 0.1, impact = 100 }\n\
                     organization.risk_capacity = 90";

#[test]
fn shares_of_single_risks_are_cited() {
    let lines = "risk_capacity = 80\nrisk_control = { flood = 2 }\nrisk_shares = { flood = 0.5 }\n\
                 sources.risk_shares = { text = 'letter of intent', until = 2026-12-31 }";
    let deal = network(RISKS, lines);
    let explain = ["explain", "deal.toml", "Them"];
    let counts = said(&explain, &deal);
    holds(
        &counts,
        "Them 80 / 50 - letter of intent, until 2026-12-31 · deal.toml:10,12",
    );
    let old = deal.replace("2026-12-31", "2026-01-31");
    holds(
        &said(&explain, &old),
        "risk_shares taken for unknown: its evidence ran out",
    );
}

#[test]
fn a_panel_without_a_mark_that_counts_says_so() {
    let header = "reviewers = { Ann = 1, Bo = 0 }";
    let lines =
        "ratings.executive_sponsor = { by = { Bo = 7 } }\ntrack_record = { kept = 1, total = 1 }";
    let said = said(
        &["explain", "deal.toml", "Them"],
        &commitment(header, lines),
    );
    holds(&said, "unknown: only reviewers of weight 0 marked it: Bo");
}

#[test]
fn a_relative_measure_says_whom_it_is_set_against() {
    let bids = |veto: &str| {
        let bid = |name: &str, price: u32, rest: &str| {
            format!("[[candidates]]\nname = '{name}'\nmeasures.price = {price}\n{rest}\n")
        };
        format!(
            "deal.name = 'd'\ndeal.relationship = 'network'\norganization.name = 'o'\nweights.by = 'criteria'\n\
             criteria.price = {{ dimension = 'cost_sharing', weight = 1, relative = 'lowest' }}\n{}{}",
            bid("A", 3, "veto = 'banned'"),
            bid("B", 4, veto)
        )
    };
    let explain = ["explain", "deal.toml", "A"];
    holds(
        &said(&explain, &bids("")),
        "lowest of those not ruled out 4 / 3, at most 1 -> 1",
    );
    let nobody = said(&explain, &bids("veto = 'banned too'"));
    holds(&nobody, "unknown: nobody who is not ruled out states one");
    let questions = said(
        &["init", "--questionnaire", "A", "deal.toml"],
        &bids("veto = 'too'"),
    );
    holds(
        &questions,
        "No answer of A makes price known: nobody who is not ruled out states one.",
    );
}

#[test]
fn no_zero_has_a_sign() {
    let header = "organization.sales = { here = 150 }\nstandards = { iso = 3 }";
    let said = said(
        &["explain", "deal.toml", "Them"],
        &network(header, "sales = {}\nstandards = []"),
    );
    holds(&said, "1 - 0 of our 150 sales");
    holds(&said, "meets weight 0 of 3");
}

#[test]
fn shares_that_leave_a_rest_are_said_to_be_divided_by_their_sum() {
    let header = "deal.cost = 100\ndeal.benefit = 200\norganization.cost_share = 0.3";
    let deal = network(header, "cost_share = 0.5\nbenefit_share = 0.5")
        .replace("'network'", "'strategic-alliance'");
    holds(
        &said(&["explain", "deal.toml", "Them"], &deal),
        "unallocated: the stated shares of cost sum to 80% and were divided by it",
    );
}

/// Two towns and a plant: every coalition is stated.
fn plant() -> String {
    let member = |name: &str, share: f64, alone: u32, biology: u32| {
        format!(
            "[[candidates]]\nname = '{name}'\ncost_share = {share}\nbenefit_share = 0.3\n\
             stand_alone_cost = {alone}\ncapabilities = {{ biology = {biology} }}\n\
             ratings = {{ compatibility = 7, risk_sharing = 7, commitment = 7 }}\n"
        )
    };
    let coalition = |members: &str, cost: u32| {
        format!("[[coalitions]]\nmembers = [{members}]\ncost = {cost}\n")
    };
    format!(
        "deal.name = 'Plant'\ndeal.relationship = 'consortium'\ndeal.cost = 100\ndeal.benefit = 200\n\
         deal.rated = ['compatibility', 'risk_sharing', 'commitment']\norganization.name = 'Town'\n\
         organization.stand_alone_cost = 60\nneeds.biology = 8\ncompose.size = '2..2'\n\
         dimensions.cost_sharing.label = 'Price'\n{}{}{}{}{}{}",
        coalition("'Town', 'A'", 60),
        coalition("'Town', 'B'", 80),
        coalition("'A', 'B'", 80),
        member("A", 0.4, 45, 8),
        member("B", 0.3, 45, 8),
        member("C", 0.3, 45, 2) + "veto = 'no answer'\n",
    )
}

#[test]
fn sets_are_said_in_the_words_of_their_deal() {
    let composed = said(&["compose", "deal.toml"], &plant());
    holds(&composed, "Price");
    holds(
        &composed,
        "Blocked (proposed): A and Town would pay 70 together, and 60 without the others",
    );
    holds(&composed, "Blocked (even gain)");
    lacks(&composed, "alone fills");
    lacks(&composed, "Weakest pair");
    let explained = said(&["explain", "deal.toml", "A", "B"], &plant());
    holds(&explained, "Shapley");
    holds(
        &explained,
        "Blocked (proposed): A and Town would pay 70 together, and 60 without the others",
    );
}

#[test]
fn labels_stand_in_what_moved() {
    let label = |price: f64| {
        let deal = rated(
            "dimensions.cost_sharing.label = 'Price'",
            &[("A", [8.0, 8.0, 8.0, price, 8.0])],
        );
        deal.into_bytes()
    };
    let moved = Run::new(&["diff", "old.toml", "new.toml"])
        .file("old.toml", label(7.0))
        .file("new.toml", label(8.0))
        .succeed();
    holds(&moved, "Price");
    lacks(&moved, "cost sharing");
}

#[test]
fn a_search_for_sets_needs_two_that_can_join() {
    let two = two_candidates();
    holds(
        &said(&["assess", "deal.toml"], &two),
        "Sets partner-eval compose",
    );
    let one = two + "veto = 'on the list of sanctions'\n";
    lacks(&said(&["assess", "deal.toml"], &one), "Sets");
}

#[test]
fn notes_that_are_left_out_are_counted() {
    let header = "deal.rated = ['compatibility', 'complementarity', 'cost_sharing', 'commitment']\n\
                  deal.horizon_years = 10\norganization.risk_capacity = 1\n\
                  risks.flood = { probability = 0.5, impact = 100 }";
    let lines = "our_dependence = 0.9\ntheir_dependence = 0.1\nhorizon_years = 2\nstake = 0.9\n\
                 risk_capacity = 1";
    let said = said(&["assess", "deal.toml"], &network(header, lines));
    holds(&said, "and 3 more notes");
}

#[test]
fn a_share_of_first_places_is_nowhere_rounded_to_all() {
    let deal = rated(
        "",
        &[
            ("Alpha", [8.0, 8.0, 8.0, 8.0, 7.0]),
            ("Beta", [7.0, 7.0, 7.0, 7.0, 8.0]),
        ],
    );
    let draws = ["--draws", "2000"];
    let table = said(&[&["assess", "deal.toml"][..], &draws].concat(), &deal);
    let explained = said(
        &[&["explain", "deal.toml", "Alpha"][..], &draws].concat(),
        &deal,
    );
    let markdown = said(
        &[&["assess", "deal.toml", "--format", "markdown"][..], &draws].concat(),
        &deal,
    );
    let first = table.split(" 1 Alpha ").nth(1).unwrap();
    let first = first.split_whitespace().nth(8).unwrap();
    holds(&explained, &format!("first in {first} of the draws"));
    holds(&markdown, &format!("| {} |", first.replace('>', "&#62;")));
}

#[test]
fn terms_say_what_the_proposal_raises() {
    let deal = network(
        "deal.rated = ['compatibility', 'complementarity', 'commitment']\ndeal.cost = 100\n\
         deal.benefit = 90\norganization.risk_capacity = 1\norganization.stand_alone_cost = 70\n\
         risks.flood = { probability = 0.5, impact = 100 }",
        "stake = 0.333333\nrisk_capacity = 30\nstand_alone_cost = 20",
    );
    let said = said(&["explain", "deal.toml", "Them"], &deal);
    holds(&said, "33.3% as proposed (raises the flags worse-off");
    holds(
        &said,
        "could lose 33.33 if all risks came true, and can bear only 30",
    );
    holds(
        &said,
        "There is no stake on which both sides could agree, all else as proposed",
    );
    holds(&said, "pays 33.33");
}

#[test]
fn a_reviewer_who_did_not_mark_is_named() {
    let panel = |marks: &str| {
        let rest = "complementarity = 8, risk_sharing = 8, cost_sharing = 8, commitment = 8";
        format!("ratings = {{ compatibility = {{ by = {{ {marks} }} }}, {rest} }}")
    };
    let deal = rated("", &[]);
    let deal = format!(
        "{deal}[[candidates]]\nname = 'A'\n{}\n[[candidates]]\nname = 'B'\n{}\n",
        panel("Ann = 8, Bo = 8"),
        panel("Ann = 7")
    );
    holds(
        &said(&["assess", "deal.toml"], &deal),
        "reviewer Bo neither marked them on compatibility nor abstained",
    );
}

#[test]
fn what_every_form_suffers_from_is_said_once() {
    let deal = rated("", &[("A", [2.0, 2.0, 2.0, 2.0, 2.0])]);
    let said = said(&["fit", "deal.toml"], &deal);
    holds(&said, "In no form is the leader recommended.");
    holds(
        &said,
        "As a strategic alliance, a joint venture or a supply-chain partnership, A fails on complementarity.",
    );
    assert_eq!(said.matches("fails on").count(), 2, "{said}");
}

#[test]
fn the_words_of_reports_are_explained() {
    for word in [
        "premium",
        "relief",
        "draws",
        "panel",
        "relative",
        "stake",
        "critical need",
        "weakest pair",
        "left out",
        "tied",
        "geometric",
        "unused",
        "flag",
        "gate",
        "published",
        "against",
        "?",
        "!",
    ] {
        let found = Run::new(&["explain", word]).output();
        assert_eq!(found.status.code(), Some(0), "`{word}`");
    }
}

#[test]
fn a_name_with_a_full_stop_ends_a_sentence() {
    let deal = |name: &str, best: f64| {
        rated("", &[("Alfa S.p.A.", [best; 5]), ("Beta S.p.A.", [7.0; 5])]).replace("Depot", name)
    };
    let files = |arguments: &[&str]| {
        let output = Run::new(arguments)
            .file("deal.toml", deal("Ponte S.p.A.", 8.0))
            .file("old.toml", deal("Ponte", 7.5))
            .output();
        text(&output.stdout)
            .split_whitespace()
            .collect::<Vec<_>>()
            .join(" ")
    };
    let all: Vec<String> = [
        &["assess", "deal.toml"][..],
        &["assess", "deal.toml", "--format", "markdown"],
        &[
            "explain",
            "deal.toml",
            "Alfa S.p.A.",
            "--against",
            "Beta S.p.A.",
        ],
        &["explain", "deal.toml", "Beta S.p.A."],
        &["compose", "deal.toml", "--size", "1..2"],
        &["fit", "deal.toml"],
        &["diff", "old.toml", "deal.toml"],
        &["diff", "old.toml", "deal.toml", "--format", "markdown"],
    ]
    .map(files)
    .into();
    for said in &all {
        holds(said, "S.p.A.");
        lacks(said, "S.p.A..");
    }
    holds(
        &all[0],
        "Alfa S.p.A. is 10.0 points ahead of Beta S.p.A. This holds",
    );
    holds(&all[2], "Alfa S.p.A. is 10.00 points ahead of Beta S.p.A. ");
    holds(
        &all[6],
        "The deals have different names: Ponte and Ponte S.p.A. ",
    );
}

#[test]
fn what_sharing_of_risks_does_is_said_before_its_formula() {
    let shared = |stake: f64, capacity: f64| {
        let lines =
            format!("stake = {stake}\nrisk_capacity = {capacity}\nrisk_control = {{ flood = 0 }}");
        said(&["explain", "deal.toml", "Them"], &network(RISKS, &lines))
    };
    // Premiums (0.5^2 + 0.5^2) of ours alone: half.
    holds(
        &shared(0.5, 90.0),
        "sharing makes us 50% safer than alone (50% earns all) relief = (1 - premiums of all / ours alone) / 0.5",
    );
    holds(
        &shared(0.2, 90.0),
        "sharing makes us 32% safer than alone (50% earns all)",
    );
    // 0.9^2 x 90 / 9 is more than alone.
    holds(
        &shared(0.9, 9.0),
        "sharing makes us no safer than alone (50% earns all)",
    );
}

#[test]
fn terms_say_what_their_rules_mean() {
    let said = said(&["explain", "deal.toml", "A", "B"], &plant());
    holds(&said, "A, share of the cost: 40% as proposed");
    holds(&said, "by Shapley value");
    holds(
        &said,
        "Rules: by even gain all save the same against going alone; by benefit who gets more pays more; \
         by Shapley value each pays what it adds to the cost, averaged over every order of joining",
    );
}
