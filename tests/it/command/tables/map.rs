//! `--map`: a table from elsewhere is used as it is.

use super::{RECORDS, refuses, screen_all};
use crate::harness::{Run, text};

const DEAL: &str = "
deal.name = 'Depot'
deal.relationship = 'network'
deal.rated = ['compatibility', 'risk_sharing', 'cost_sharing', 'commitment']
organization.name = 'Us'
target_markets = { DK = 1, NO = 1 }
requirements.safe = 'safe'
";

const TABLE: &str = "\
Firm;Grade;Costs;Risk;Safe;Countries;ratings.commitment
Alpha;1;80,5;0.25;Y;DK (north) | NO (all);7
Beta;3;20,0;9e-1;N;;8.5
";

fn with_map(map: &str) -> Run {
    let arguments = [
        "screen",
        "deal.toml",
        "--all",
        "--candidates",
        "table.csv",
        "--delimiter",
        ";",
        "--map",
        "map.toml",
    ];
    Run::new(&arguments)
        .file("deal.toml", DEAL)
        .file("table.csv", TABLE)
        .file("map.toml", map)
}

/// `screen --all` of a table with commas, `t.csv`, with a map.
fn mapped(deal: impl AsRef<[u8]>, table: &str, map: impl AsRef<[u8]>) -> Run {
    let arguments = [
        "screen",
        "deal.toml",
        "--all",
        "--candidates",
        "t.csv",
        "--map",
        "map.toml",
    ];
    Run::new(&arguments)
        .file("deal.toml", deal)
        .file("t.csv", table)
        .file("map.toml", map)
}

/// Expects that a map is refused with exactly these problems.
#[track_caller]
fn is_wrong(map: &str, problems: &str) {
    with_map(map)
        .stderr(&format!("{problems}\n"))
        .status(2)
        .check();
}

/// Grade 1 of 6 is the best, costs are of 100 with a comma, risks are shares with a point, and the column
/// that is named like a key needs no line.
#[test]
fn columns_are_renamed_scaled_and_read_each_in_its_way() {
    with_map(
        "name = 'Firm'\n\
         markets = { column = 'Countries', separator = '|', until = ' (' }\n\
         meets.safe = { column = 'Safe', yes = ['Y', 'J'], no = ['N'] }\n\
         [ratings]\n\
         compatibility = { column = 'Grade', worst = 6, best = 1 }\n\
         cost_sharing = { column = 'Costs', factor = 0.1, decimal_comma = true }\n\
         risk_sharing = { column = 'Risk', factor = 10 }\n",
    )
    .stdout(&format!(
        "{RECORDS}\
         Alpha,80.14999999999999,80.14999999999999,80.14999999999999,1.0,not-recommended,risk_sharing,100.0,100.0,25.0,80.5,70.0,\n\
         Beta,37.333333333333336,37.333333333333336,67.33333333333333,0.7,not-recommended,\
         requirement;cost_sharing;score,60.0,0.0,90.0,20.0,85.0,requirement\n"
    ))
    .check();
}

/// Where the map says so, it gets no worse and no better beyond the worst and the best, whichever way round they stand.
#[test]
fn scales_are_cut_at_their_ends() {
    for (scale, scores) in [
        (
            "worst = 0, best = 200",
            ["0.0", "0.0", "50.0", "100.0", "100.0"],
        ),
        (
            "worst = 200, best = 0",
            ["100.0", "100.0", "50.0", "0.0", "0.0"],
        ),
    ] {
        let output = mapped(
            super::DEAL,
            "Firm,Points\nA,-50\nA,0\nA,100\nA,200\nA,1e9\n",
            format!(
                "name = 'Firm'\nratings.compatibility = {{ column = 'Points', {scale}, clamp = true }}\n"
            ),
        )
        .succeed();
        let found: Vec<&str> = output
            .lines()
            .skip(1)
            .map(|line| line.split(',').nth(1).unwrap())
            .collect();
        assert_eq!(found, scores, "{scale}");
    }
}

/// 45 for 4.5 would be the best of all.
#[test]
fn beyond_its_scale_a_number_is_a_mistake() {
    mapped(
        super::DEAL,
        "Firm,Points\nAlpha,45\nBeta,4\nGamma,-3\nDelta,5\n",
        "name = 'Firm'\nratings.compatibility = { column = 'Points', worst = 0, best = 5 }\n",
    )
    .stdout(&format!(
        "{RECORDS}{}{}",
        super::record("Beta", 80.0),
        super::record("Delta", 100.0)
    ))
    .stderr(
        r#"
error[PE005]: `45` lies outside the scale of the --map, from 0 to 5
  --> t.csv:2, column 2 (Points)
  = help: where what lies beyond counts as the end of the scale, the map says `clamp = true`

error[PE005]: `-3` lies outside the scale of the --map, from 0 to 5
  --> t.csv:4, column 2 (Points)
  = help: where what lies beyond counts as the end of the scale, the map says `clamp = true`

t.csv: 2 of 4 rows could not be read
"#,
    )
    .status(2)
    .check();
    is_wrong(
        "name = 'Firm'\nratings.compatibility = { column = 'Grade', clamp = true }\n",
        r#"
error[PE006]: `clamp` goes with `worst` and `best`
 --> map.toml:2:25
  |
2 | ratings.compatibility = { column = 'Grade', clamp = true }
  |                         ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
  |
  = help: it takes what lies beyond them for the nearer one
"#,
    );
}

/// A fraction among per cent would count a hundredth of what was meant.
#[test]
fn fractions_in_a_column_of_per_cent_are_doubted() {
    let stake = super::DEAL.replace(
        "organization",
        "deal.cost = 10\ndeal.benefit = 20\norganization",
    );
    let rating = "ratings.compatibility = { column = 'T', worst = 0, best = 100, unit = '%' }";
    let stakes = "ratings.compatibility = 'T'\nstake = { column = 'S', unit = '%' }";
    let factor = "ratings.compatibility = 'T'\nstake = { column = 'S', factor = 0.01 }";
    for (map, cell, column, help) in [
        (
            stakes,
            "0.5",
            "column 3 (S)",
            "write `50` if it is a part of 1, or `0.5 %` if this is meant",
        ),
        (
            stakes,
            "0.07",
            "column 3 (S)",
            "write `7` if it is a part of 1, or `0.07 %` if this is meant",
        ),
        (
            rating,
            "0.8",
            "column 2 (T)",
            "write `80` if it is a part of 1, or `0.8 %` if this is meant",
        ),
        (
            factor,
            "0.5",
            "column 3 (S)",
            "write `50` if it is a part of 1; the `factor` of the map makes parts of 1 of per cent",
        ),
        // What says that it is per cent, or is too much for a part of 1, is taken at its word.
        (stakes, "0.5 %", "", ""),
        (stakes, "1", "", ""),
        (stakes, "0", "", ""),
        (rating, "0.8%", "", ""),
        (factor, "1.5", "", ""),
    ] {
        let (first, second) = if map == rating {
            (cell, "9")
        } else {
            ("9", cell)
        };
        let table = format!("F,T,S\nAlpha,8,50\nBeta,{first},{second}\n");
        let arguments = [
            "assess",
            "deal.toml",
            "--candidates",
            "t.csv",
            "--map",
            "m.toml",
        ];
        let output = Run::new(&arguments)
            .file("deal.toml", &stake)
            .file("t.csv", table)
            .file("m.toml", format!("name = 'F'\n{map}\n"))
            .output();
        let said = text(&output.stderr);
        let slips = said
            .lines()
            .filter(|line| line.starts_with("warning[PE022]"))
            .count();
        assert_eq!(slips, usize::from(!help.is_empty()), "{map} {cell}: {said}");
        if slips > 0 {
            let warning = format!(
                "warning[PE022]: `{cell}` in a column of per cent counts as {cell} %\n  \
                 --> t.csv:3, {column}\n  = help: {help}\n"
            );
            assert!(said.contains(&warning), "{said}");
        }
        assert_eq!(output.status.code(), Some(0));
    }
}

/// Before or behind the number, with blanks or without, in every row or in some.
#[test]
fn units_are_taken_off() {
    for (unit, cells) in [
        ("%", ["80%", "80 %", "80", "+80%"]),
        ("EUR", ["80 EUR", "€80", "80\u{a0}€", "eur 80"]),
        ("€", ["80 EUR", "€ 80", "80€", "80"]),
        ("kr", ["80 kr", "kr 80", "80 Kr", "80kr"]),
        ("$", ["$80", "80 USD", "$ 80.0", "80$"]),
    ] {
        for cell in cells {
            mapped(
                super::DEAL,
                &format!("Firm,Points\nAlpha,{cell}\n"),
                format!(
                    "name = 'Firm'\nratings.compatibility = {{ column = 'Points', worst = 0, best = 100, unit = '{unit}' }}\n"
                ),
            )
            .stdout(&format!("{RECORDS}{}", super::record("Alpha", 80.0)))
            .check();
        }
    }
    mapped(
        super::DEAL,
        "Firm,Points\nAlpha,-$5\nBeta,£5\n",
        "name = 'Firm'\nratings.compatibility = { column = 'Points', worst = -10, best = 0, unit = '$' }\n",
    )
    .stdout(&format!(
        "{RECORDS}Alpha,50.0,50.0,50.0,1.0,not-recommended,score,50.0,0.0,0.0,0.0,0.0,\n"
    ))
    .stderr(
        r#"
error[PE004]: `£5` is not a number
  --> t.csv:3, column 2 (Points)
  = help: the --map takes `$` off, with marks between thousands, and nothing else

t.csv: 1 of 2 rows could not be read
"#,
    )
    .status(2)
    .check();
}

/// Marks between thousands go with the unit; the other mark is that of fractions.
#[test]
fn thousands_are_taken_off_with_the_unit() {
    let read = |cell: &str, arguments: &[&str], more: &str| {
        let map = format!(
            "name = 'Firm'\nratings.compatibility = {{ column = 'Price', worst = 0, best = 1500000, unit = 'EUR'{more} }}\n"
        );
        Run::new(
            &[
                &[
                    "screen",
                    "deal.toml",
                    "--all",
                    "--candidates",
                    "t.csv",
                    "--map",
                    "map.toml",
                ],
                arguments,
            ]
            .concat(),
        )
        .file("deal.toml", super::DEAL)
        .file("t.csv", format!("Firm;Price\nAlpha;{cell}\n"))
        .file("map.toml", map)
    };
    let semicolon = ["--delimiter", ";"].as_slice();
    let comma = ["--delimiter", ";", "--decimal-comma"].as_slice();
    for (cell, arguments) in [
        ("1.200.000 EUR", semicolon),
        ("1.200.000,00 €", semicolon),
        ("EUR 1,200,000.00", semicolon),
        ("1 200 000", semicolon),
        ("1\u{a0}200\u{a0}000 EUR", semicolon),
        ("1\u{202f}200\u{202f}000,00 €", semicolon),
        ("EUR 1'200'000.-", semicolon),
        ("1’200’000", semicolon),
        ("€12,00,000", semicolon),
        ("1.200.000,- €", comma),
    ] {
        read(cell, arguments, "")
            .stdout(&format!("{RECORDS}{}", super::record("Alpha", 80.0)))
            .check();
    }
    // What the map or the option states, counts.
    for (arguments, more) in [(comma, ""), (semicolon, ", decimal_comma = true")] {
        let small = read("1.200", arguments, more).output();
        assert_eq!(small.status.code(), Some(0));
        assert!(crate::harness::text(&small.stdout).contains("Alpha,0.08,"));
    }
    for (cell, mark) in [("950.000 EUR", "950.000"), ("EUR 950,000", "950,000")] {
        let (bare, fraction) = ("950000", "950.000");
        let [thousands, other] = match mark.contains('.') {
            true => ["true", "false"],
            false => ["false", "true"],
        };
        read(cell, semicolon, "")
            .stdout(RECORDS)
            .stderr(&format!(
                "
error[PE004]: `{cell}` is {bare} or {fraction}
  --> t.csv:2, column 2 (Price)
  = help: say in the --map beside `unit` which: decimal_comma = {thousands} if the mark stands between thousands, decimal_comma = {other} if it stands before a fraction

t.csv: 1 of 1 row could not be read
"
            ))
            .status(2)
            .check();
    }
}

/// A share is of 1, all else as it stands there.
#[test]
fn per_cent_of_a_share() {
    let output = Run::assess(
        &[
            "--candidates",
            "t.csv",
            "--map",
            "map.toml",
            "--format",
            "json",
        ],
        super::DEAL,
    )
    .file("t.csv", "Firm,Share,Grade\nAlpha,45%,8\n")
    .file(
        "map.toml",
        "name = 'Firm'\nratings.compatibility = 'Grade'\nstake = { column = 'Share', unit = '%' }\n\
             attributes.share = { column = 'Share', unit = '%' }\n",
    )
    .succeed();
    let json: serde_json::Value = serde_json::from_str(&output).unwrap();
    let share = &json["candidates"][0]["terms"]["cost_share"]["proposed"];
    assert_eq!(*share, 0.45);
    is_wrong(
        "name = 'Firm'\nstake = { column = 'Costs', unit = '%', factor = 0.01 }\n",
        r#"
error[PE013]: `unit = "%"` makes a share for `stake`, and `factor` another
 --> map.toml:2:9
  |
2 | stake = { column = 'Costs', unit = '%', factor = 0.01 }
  |         ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
  |
  = help: keep one of the two: `unit` takes the sign off and divides by 100
"#,
    );
}

/// A number, true or false is the same answer in every row; one column can answer several keys.
#[test]
fn constants() {
    mapped(
        DEAL,
        "Firm,Grade\nAlpha,8\nBeta,7\n",
        "name = 'Firm'\nnotes = 'Firm'\nmeets.safe = true\n\
         ratings = { compatibility = 'Grade', risk_sharing = 'Grade', cost_sharing = 9, commitment = 6.5 }\n\
         markets = 'Firm'\n",
    )
    .stdout(&format!(
        "{RECORDS}Alpha,57.00000000000001,57.00000000000001,57.00000000000001,1.0,not-recommended,score,\
         80.0,0.0,80.0,90.0,65.0,adds-nothing\n\
         Beta,54.333333333333336,54.333333333333336,54.333333333333336,1.0,not-recommended,score,\
         70.0,0.0,70.0,90.0,65.0,adds-nothing\n"
    ))
    .check();
}

/// The map has its say first: the column that is named like the key is left alone.
#[test]
fn a_map_goes_before_the_names_of_columns() {
    mapped(
        super::DEAL,
        "name,Firm,ratings.compatibility,Grade\nn1,Alpha,x,8\n",
        "name = 'Firm'\nratings.compatibility = 'Grade'\n",
    )
    .stdout(&format!("{RECORDS}{}", super::record("Alpha", 80.0)))
    .check();
}

/// What is there to be picked from is no mistake; what looks like a key is meant as one.
#[test]
fn with_a_map_only_a_misspelt_key_is_an_error() {
    mapped(
        super::DEAL,
        "Firm,city,goals,rating.compatibility\nAlpha,Oslo,x,8\n",
        "name = 'Firm'\n",
    )
    .stderr(
        r#"
error[PE002]: the column `rating.compatibility` is no key of [[candidates]]
  --> t.csv:1, column 4
  = help: did you mean `ratings.compatibility`?

"#,
    )
    .status(2)
    .check();
}

#[test]
fn a_key_that_candidates_do_not_have() {
    is_wrong(
        "name = 'Firm'\nrating.compatibility = 'Grade'\nstake.x = 'Grade'\n",
        r#"
error[PE002]: `rating.compatibility` is no key of [[candidates]]
 --> map.toml:2:8
  |
2 | rating.compatibility = 'Grade'
  |        ^^^^^^^^^^^^^
  |
  = help: did you mean `ratings.compatibility`?

error[PE002]: `stake.x` is no key of [[candidates]]
 --> map.toml:3:7
  |
3 | stake.x = 'Grade'
  |       ^
  |
  = help: `stake` has no keys inside it: name the column `stake`
"#,
    );
}

#[test]
fn a_column_that_the_table_does_not_have() {
    is_wrong(
        "name = 'Firm'\nratings.compatibility = 'Grad'\nratings.cost_sharing = { column = 'Preis', factor = 2 }\n",
        r#"
error[PE003]: the table has no column `Grad` (line 2 of the map)
  --> table.csv:1
  = help: did you mean `Grade`?

error[PE003]: the table has no column `Preis` (line 3 of the map)
  --> table.csv:1
  = help: the columns: Firm, Grade, Costs, Risk, Safe, Countries, ratings.commitment
"#,
    );
}

#[test]
fn nobody_is_named() {
    is_wrong(
        "ratings.compatibility = 'Grade'\n",
        r#"
error[PE006]: no column says the `name` of the candidates
  --> table.csv:1
  = help: say in the map which one does, as in name = "Supplier"; if its first row is a candidate, pass --no-header as well; the columns: Firm, Grade, Costs, Risk, Safe, Countries, ratings.commitment
"#,
    );
}

/// To TOML they are two keys.
#[test]
fn a_key_given_twice() {
    is_wrong(
        "name = 'Firm'\nratings.compatibility = 'Grade'\n\"ratings.compatibility\" = 'Costs'\n",
        r#"
error[PE007]: `ratings.compatibility` is given twice
 --> map.toml:3:1
  |
3 | "ratings.compatibility" = 'Costs'
  | ^^^^^^^^^^^^^^^^^^^^^^^
"#,
    );
}

#[test]
fn worst_and_best() {
    is_wrong(
        "name = 'Firm'\nratings.compatibility = { column = 'Grade', worst = 6 }\n",
        r#"
error[PE006]: `worst` and `best` go together
 --> map.toml:2:25
  |
2 | ratings.compatibility = { column = 'Grade', worst = 6 }
  |                         ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
  |
  = help: they stand for 0 and 10
"#,
    );
    is_wrong(
        "name = 'Firm'\nratings.compatibility = { column = 'Grade', worst = 6, best = 6.0 }\n",
        r#"
error[PE013]: `worst` and `best` are the same number
 --> map.toml:2:25
  |
2 | ratings.compatibility = { column = 'Grade', worst = 6, best = 6.0 }
  |                         ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
  |
  = help: they stand for 0 and 10
"#,
    );
    is_wrong(
        "name = 'Firm'\nratings.compatibility = { column = 'Grade', worst = 6, best = 1, factor = 2 }\n",
        r#"
error[PE013]: `factor` excludes `worst` and `best`
 --> map.toml:2:25
  |
2 | ratings.compatibility = { column = 'Grade', worst = 6, best = 1, factor = 2 }
  |                         ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
  |
  = help: keep one of the two
"#,
    );
}

#[test]
fn what_a_column_takes() {
    is_wrong(
        "name = 'Firm'\nratings.compatibility = ['Grade']\n\
         ratings.cost_sharing = { column = 'Costs', decimal_coma = true }\n\
         ratings.risk_sharing = { column = 'Risk', factor = 'ten' }\n\
         meets.safe = { column = 'Safe', yes = 'Y' }\nstake = nan\n",
        r#"
error[PE004]: `ratings.compatibility` takes the name of a column, or { column = … }
 --> map.toml:2:25
  |
2 | ratings.compatibility = ['Grade']
  |                         ^^^^^^^^^
  |
  = help: a number, true or false stands for the same answer in every row

error[PE002]: an entry of the map has no key `decimal_coma`
 --> map.toml:3:44
  |
3 | ratings.cost_sharing = { column = 'Costs', decimal_coma = true }
  |                                            ^^^^^^^^^^^^
  |
  = help: did you mean `decimal_comma`?

error[PE004]: `factor` takes a number, not a text
 --> map.toml:4:52
  |
4 | ratings.risk_sharing = { column = 'Risk', factor = 'ten' }
  |                                                    ^^^^^

error[PE004]: `yes` takes a list of texts, not a text
 --> map.toml:5:39
  |
5 | meets.safe = { column = 'Safe', yes = 'Y' }
  |                                       ^^^

error[PE005]: `stake` must be a finite number
 --> map.toml:6:9
  |
6 | stake = nan
  |         ^^^
  |
  = help: leave the key out if it is not known
"#,
    );
}

#[test]
fn a_map_that_is_empty_or_no_toml() {
    is_wrong(
        "# to do\n",
        r#"
error[PE008]: the map names no column
 --> map.toml:1:1
  |
1 | # to do
  | ^
  |
  = help: for example: name = "Supplier"
"#,
    );
    is_wrong(
        "name = Supplier\n",
        r#"
error[PE001]: string values must be quoted, expected literal string
 --> map.toml:1:8
  |
1 | name = Supplier
  |        ^^^^^^^^
  |
  = help: write text in quotes: "Supplier"
"#,
    );
}

#[test]
fn a_map_that_is_not_there() {
    refuses(
        &["--map", "map.toml"],
        "Firm\nAlpha\n",
        "error: cannot read map.toml: No such file or directory (os error 2)",
    );
}

/// What yes and no are is then said in full.
#[test]
fn neither_yes_nor_no() {
    with_map(
        "name = 'Firm'\nmeets.safe = { column = 'Safe', yes = ['Y'], no = ['No'] }\n\
         ratings = { compatibility = 8, risk_sharing = 8, cost_sharing = 8 }\nmarkets = 'Firm'\n",
    )
    .stdout(&format!(
        "{RECORDS}Alpha,54.666666666666664,54.666666666666664,54.666666666666664,1.0,not-recommended,score,80.0,0.0,80.0,80.0,70.0,adds-nothing\n"
    ))
    .stderr(
        r#"
error[PE004]: `N` is neither true nor false
  --> table.csv:3, column 5 (Safe)
  = help: the --map takes ["Y"] for true and ["No"] for false

table.csv: 1 of 2 rows could not be read
"#,
    )
    .status(2)
    .check();
}

/// A scale of 0 to 10 for what does not stand on one would be a wrong number, and nobody would see it.
#[test]
fn only_what_stands_on_0_to_10_is_scaled() {
    for (key, help) in [
        (
            "stake",
            "`factor` multiplies every number, as 0.01 does for percentages",
        ),
        (
            "stand_alone_cost",
            "`factor` multiplies every number, as 0.01 does for percentages",
        ),
        (
            "measures.cost",
            "give the column as it is, and `worst` and `best` in [criteria.cost] of the deal",
        ),
    ] {
        let entry = format!("{key} = {{ column = 'Grade', worst = 0, best = 100 }}");
        let before = key.len() + 3;
        let (at, mark) = (before + 1, "^".repeat(entry.len() - before));
        is_wrong(
            &format!("name = 'Firm'\n{entry}\n"),
            &format!(
                r#"
error[PE005]: `worst` and `best` bring a column onto 0..10, where `{key}` does not stand
 --> map.toml:2:{at}
  |
2 | {entry}
  | {:before$}{mark}
  |
  = help: {help}
"#,
                ""
            ),
        );
    }
}

/// Of what is needed in amounts too; a level can be made of any number.
#[test]
fn amounts_are_not_scaled() {
    let run = |need: &str| {
        mapped(
            format!("{DEAL}needs.steel = {need}\n"),
            "Firm,Tons\nAlpha,50\n",
            "name = 'Firm'\ncapabilities.steel = { column = 'Tons', worst = 0, best = 100 }\n",
        )
        .output()
    };
    let output = run("{ amount = 500 }");
    let stderr = String::from_utf8(output.stderr).unwrap();
    assert!(
        stderr.starts_with(
            "error[PE005]: `worst` and `best` bring `capabilities.steel` onto 0..10, and the deal needs an amount of \
             it\n  --> t.csv:1, column 2\n  = help: in the --map, `factor` multiplies amounts\n"
        ),
        "{stderr}"
    );
    assert_eq!(output.status.code(), Some(2));
    assert_eq!(run("8").status.code(), Some(0));
}

/// A number is the same in every row; it is not the column of that name.
#[test]
fn a_number_that_could_be_a_column() {
    is_wrong(
        "name = 1\nratings.compatibility = 2\n",
        r#"
error[PE004]: `name` takes the name of a column, and 1 is a number
 --> map.toml:1:8
  |
1 | name = 1
  |        ^
  |
  = help: a column that is called 1 stands in quotes: "1"
"#,
    );
    let with_map = |map: &str| {
        screen_all(&["--no-header", "--map", "map.toml"], "Alpha,8\n").file("map.toml", map)
    };
    with_map("name = '1'\nratings.compatibility = 2\n")
        .stderr(
            r#"
error[PE004]: `ratings.compatibility` is 2 in every row, and the table has a column `2` (line 2 of the map)
  --> table.csv:1
  = help: if the column is meant, write "2"; if the number, write it in another way, as 2.0 for 2

"#,
        )
        .status(2)
        .check();
    for (number, score) in [("'2'", "80.0"), ("2.0", "20.0")] {
        let output = with_map(&format!("name = '1'\nratings.compatibility = {number}\n")).output();
        let found = String::from_utf8(output.stdout).unwrap();
        assert!(
            found.starts_with(&format!("{RECORDS}Alpha,{score},")),
            "{found}"
        );
    }
}
