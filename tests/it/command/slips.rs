//! What goes in and looks as if something else was meant: a warning with the numbers and what to write.

use crate::command::deals::rated;
use crate::harness::{Run, text};

/// A deal by criteria with these lines, and candidates with these.
fn deal(header: &str, candidates: &[&str]) -> String {
    let mut text = format!(
        "deal.name = 'd'\ndeal.relationship = 'network'\norganization.name = 'Us'\n{header}\n"
    );
    for (at, candidate) in candidates.iter().enumerate() {
        let name = match candidate.contains("name = ") {
            true => String::new(),
            false => format!("name = 'C{at}'\n"),
        };
        text.push_str(&format!("[[candidates]]\n{name}{candidate}\n"));
    }
    text
}

/// The warnings of a deal that look like slips, a line each.
fn slips(text: &str) -> Vec<String> {
    let output = Run::new(&["check", "deal.toml"])
        .file("deal.toml", text)
        .output();
    let said = String::from_utf8(output.stderr).expect("text");
    assert_eq!(output.status.code(), Some(0), "{said}");
    let slips = said
        .lines()
        .filter(|line| line.starts_with("warning[PE022]"));
    slips
        .map(|line| line["warning[PE022]: ".len()..].to_owned())
        .collect()
}

const NONE: [&str; 0] = [];

#[test]
fn a_measure_far_beyond_its_scale() {
    let scale = "criteria.price = { dimension = 'cost_sharing', worst = 1, best = 0 }";
    let measured = |x: &str| slips(&deal(scale, &[&format!("measures.price = {x}")]));
    assert_eq!(
        measured("2"),
        NONE,
        "the length of the scale beyond it may be meant"
    );
    assert_eq!(
        measured("2480000"),
        ["`measures.price` is 2,480,000 of C0, and its scale runs from 1 to 0"]
    );
    assert_eq!(
        measured("-1.5"),
        ["`measures.price` is -1.5 of C0, and its scale runs from 1 to 0"]
    );
}

#[test]
fn parts_that_nearly_make_a_hundred() {
    let weights = |last: f64| {
        let header = format!(
            "weights = {{ compatibility = 30, complementarity = 25, risk_sharing = 20, cost_sharing = 10, \
             commitment = {last} }}"
        );
        slips(&deal(&header, &[""]))
    };
    assert_eq!(weights(15.0), NONE);
    assert_eq!(weights(3.0), NONE, "88 is no slip of a hundred");
    assert_eq!(
        weights(10.0),
        ["the weights look like per cent and sum to 95, not 100"]
    );
    let criteria = "weights.by = 'criteria'\n\
                    criteria.quality = { dimension = 'complementarity', weight = 60 }\n\
                    criteria.price = { dimension = 'cost_sharing', weight = 45 }";
    assert_eq!(
        slips(&deal(criteria, &[""])),
        ["the weights of [criteria] look like per cent and sum to 105, not 100"]
    );
    assert_eq!(
        slips(&deal("standards = { iso9001 = 50, iso14001 = 48 }", &[""])),
        ["the numbers of `standards` look like per cent and sum to 98, not 100"]
    );
}

#[test]
fn ratings_that_may_be_of_five() {
    let ids = [
        "trust",
        "coordination",
        "resilience",
        "track_record",
        "executive_sponsor",
        "risk_terms",
    ];
    let rated = |most: u8| {
        let ratings: Vec<String> = (1u8..)
            .zip(ids)
            .map(|(at, id)| format!("ratings.{id} = {}", at.min(most)))
            .collect();
        slips(&deal("", &[&ratings.join("\n")]))
    };
    assert_eq!(rated(6), NONE);
    assert_eq!(rated(5), ["all 6 ratings are at most 5 of 10"]);
    assert_eq!(rated(4), ["all 6 ratings are at most 4 of 10"]);
}

#[test]
fn amounts_of_one_kind_in_other_units() {
    let header = "deal.cost = 12\norganization.stand_alone_cost = 10\nresources.capital = 30";
    let stated = |line: &str| slips(&deal(header, &[line]));
    assert_eq!(stated("stand_alone_cost = 9\npledges.capital = 12"), NONE);
    assert_eq!(
        stated("stand_alone_cost = 9000000"),
        ["`stand_alone_cost` of C0 is 9,000,000, and deal.cost 12"]
    );
    assert_eq!(
        stated("pledges.capital = 30000"),
        ["`pledges.capital` of C0 is 30,000, and required is 30"]
    );
}

#[test]
fn names_none_of_which_meets_ours() {
    let header = "organization.goals = { growth = 1, margin = 1 }";
    let stated = |goals: &str| slips(&deal(header, &[&format!("goals = {{ {goals} }}")]));
    assert_eq!(stated("growth = 1, Wissen = 1"), NONE);
    assert_eq!(
        stated("Wachstum = 1, Wissen = 1"),
        [
            "none of `goals` of C0 is one of organization.goals: Wachstum, Wissen against growth, margin"
        ]
    );
    assert_eq!(
        stated("Marge = 1, crescita = 1"),
        [
            "none of `goals` of C0 is one of organization.goals: Marge, crescita against growth, margin"
        ],
        "alike, and no slip of the pen"
    );
    let nearly = deal(header, &["goals = { margn = 1 }"]);
    assert_eq!(slips(&nearly), NONE, "said already");
}

#[test]
fn horizons_that_look_like_months() {
    let lasting = |years: &str| slips(&deal(&format!("deal.horizon_years = {years}"), &[""]));
    assert_eq!(lasting("5"), NONE);
    assert_eq!(lasting("25"), NONE, "a concession");
    assert_eq!(
        lasting("36"),
        ["the deal lasts 36 years: are these months?"]
    );
    let stays = slips(&deal("deal.horizon_years = 3", &["horizon_years = 60"]));
    assert_eq!(
        stays,
        ["`horizon_years` of C0: 60 years: are these months?"]
    );
}

#[test]
fn names_that_are_one_or_none() {
    let named = |names: [&str; 2]| {
        slips(&deal(
            "",
            &names
                .map(|name| format!("name = '{name}'"))
                .each_ref()
                .map(String::as_str),
        ))
    };
    assert_eq!(named(["North", "South"]), NONE);
    assert_eq!(
        named(["Telcora S.p.A.", "TELCORA SPA"]),
        ["`Telcora S.p.A.` and `TELCORA SPA` look like one candidate"]
    );
    assert_eq!(
        named(["North", "Mittelwert"]),
        ["a candidate named `Mittelwert`"]
    );
    let blank = Run::new(&["check", "deal.toml"])
        .file(
            "deal.toml",
            deal("", &["name = 'North'", "name = ' North '"]),
        )
        .output();
    assert_eq!(
        blank.status.code(),
        Some(2),
        "blanks around make no other name"
    );
}

#[test]
fn slips_in_rows_name_the_row() {
    let scale = "criteria.price = { dimension = 'cost_sharing', worst = 0, best = 1 }";
    let table = "name,measures.price\nNord,0.4\nSüd,2480000\nMittelwert,1240000\n";
    let lines = "{\"name\":\"Nord\"}\n{\"name\":\"Süd\",\"measures\":{\"price\":2480000}}\n\
                 {\"name\":\"Mittelwert\"}\n";
    for (name, text, first, of_how_many) in [
        ("t.csv", table, 3, "Süd and 1 more"),
        ("t.jsonl", lines, 2, "Süd"),
    ] {
        let args = ["assess", "deal.toml", "--candidates", name];
        let output = Run::new(&args)
            .file("deal.toml", deal(scale, &[]))
            .file(name, text)
            .output();
        let said = String::from_utf8(output.stderr).expect("text");
        let slips = said
            .split_inclusive("\n\n")
            .filter(|problem| problem.starts_with("warning[PE022]"));
        assert_eq!(
            slips.collect::<String>(),
            format!(
                "warning[PE022]: `measures.price` is 2,480,000 of {of_how_many}, and its scale runs from 0 to 1
  --> {name}:{first}
  = help: write `worst` and `best` of the criterion in the unit of the measures; what lies beyond earns 0 or 100

warning[PE022]: a candidate named `Mittelwert`
  --> {name}:{}
  = help: leave the row out if it is a sum or a mean of the others

",
                first + 1
            )
        );
        assert_eq!(output.status.code(), Some(0));
    }
}

#[test]
fn a_sum_among_the_best_rows_is_named() {
    let dimensions = "ratings.compatibility,ratings.complementarity,ratings.risk_sharing,ratings.cost_sharing,\
                      ratings.commitment";
    let rows = "Nord,8,8,8,8,8\nSumme,9,9,9,9,9\nNORD,7,7,7,7,7\n";
    let output = Run::new(&["screen", "deal.toml", "--candidates", "t.csv"])
        .file("deal.toml", rated("", &[]))
        .file("t.csv", format!("name,{dimensions}\n{rows}"))
        .output();
    assert_eq!(
        text(&output.stderr),
        "warning[PE022]: a candidate named `Summe`
  --> t.csv:3
  = help: leave the row out if it is a sum or a mean of the others

warning[PE022]: `Nord` and `NORD` look like one candidate
  --> t.csv:4
  = help: keep one, or tell them apart by more than case, accents, blanks, full stops, legal form or what does not show

"
    );
    assert_eq!(output.status.code(), Some(0));
}
