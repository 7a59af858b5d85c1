//! `--format markdown` of `compose`, `explain` and `fit`: safe, and as long as a comment may be.

use std::fmt::Write;

use crate::harness::{Directory, Run, text};

const DEAL: &str = "[deal]\nname = 'Depot'\nrelationship = 'network'\nrated = ['compatibility', 'complementarity', \
                    'risk_sharing', 'cost_sharing', 'commitment']\n[organization]\nname = 'Us'\n\
                    [[candidates]]\nname = 'North'\nratings = { compatibility = 9, complementarity = 9, \
                    risk_sharing = 9, cost_sharing = 9, commitment = 9 }\n\
                    [[candidates]]\nname = 'South'\nratings = { compatibility = 8, complementarity = 4, \
                    risk_sharing = 8, cost_sharing = 8 }\n";

fn run(arguments: &[&str]) -> Run {
    Run::new(&[arguments, &["--format", "markdown"]].concat()).file("deal.toml", DEAL)
}

#[test]
fn a_candidate() {
    run(&["explain", "deal.toml", "South", "--draws", "0"])
        .stdout(
            r#"
### South · Depot · network for Us

**undecided until more is known, rank 2 of 2; 87% answered, and the score could still end between 57.33 and 70.67**

Seal a319787d0067

|  | Score | Weight | Points | Range |  |
| --- | ---: | ---: | ---: | ---: | --- |
| **complementarity** | 40.00 | 30.00% | 12.00 |  |  |
| complementarity | 40.00 | 100.00% | 12.00 |  | rated 4 of 10 · deal.toml:12 |
| **cost sharing** | 80.00 | 30.00% | 24.00 |  |  |
| cost sharing | 80.00 | 100.00% | 24.00 |  | rated 8 of 10 · deal.toml:12 |
| **compatibility** | 80.00 | 13.33% | 10.67 |  |  |
| compatibility | 80.00 | 100.00% | 10.67 |  | rated 8 of 10 · deal.toml:12 |
| **risk sharing** | 80.00 | 13.33% | 10.66 |  |  |
| risk sharing | 80.00 | 100.00% | 10.66 |  | rated 8 of 10 · deal.toml:12 |
| **commitment** | 0.00 | 13.33% | 0.00 | 0-100 |  |
| commitment | 0.00 | 100.00% | 0.00 | 0-100 | unknown: rate how surely they will put in what they promise, and stay (10: proven; 0: words only) |
| **Score** |  |  | 57.33 |  |  |

Points = score x weight (x the dimension's weight); they add up to the score.

**Gates**

- open: score 57.3 needs 65 and could reach 70.7
- pass: compatibility 80.00 needs 50
- pass: risk sharing 80.00 needs 50
- pass: cost sharing 80.00 needs 60
- open: commitment 0.0 needs 50 and could reach 100.0
- pass: no veto
- pass: known 86.7 of 100 needs 50

**What to find out next**

- commitment could add 13.33 points
"#,
        )
        .check();
}

#[test]
fn a_difference() {
    run(&[
        "explain",
        "deal.toml",
        "North",
        "--against",
        "South",
        "--draws",
        "0",
    ])
    .stdout(
        r#"
### North against South · Depot

**North is 32.67 points ahead of South.**

|  | Score | Against | Points |
| --- | ---: | ---: | ---: |
| **complementarity** |  |  | +15.00 |
| complementarity | 90.00 | 40.00 | +15.00 |
| **commitment** |  |  | +12.00 |
| commitment | 90.00 | 0.00 | +12.00 |
| **cost sharing** |  |  | +3.00 |
| cost sharing | 90.00 | 80.00 | +3.00 |
| **compatibility** |  |  | +1.33 |
| compatibility | 90.00 | 80.00 | +1.33 |
| **risk sharing** |  |  | +1.33 |
| risk sharing | 90.00 | 80.00 | +1.33 |
| **Score** |  |  | +32.67 |

No change of a single rating or weight makes them equal.
"#,
    )
    .check();
}

#[test]
fn sets() {
    run(&["compose", "deal.toml", "--size", "1", "--require", "all"])
        .stdout(
            r#"
### Depot

A network for Us. Weights %: complementarity, cost sharing 30 each; compatibility, risk sharing, commitment 13 each (usual for a network).

Seal a319787d0067

**Gates not met**

- every set shown must be recommended: South is undecided (commitment, score), missing evidence: commitment

Proof: no other set that satisfies the demands is better: proven.

**recommended: North: 90.0 of 100, 100% answered**

32.67 points ahead of South: complementarity +15.00, commitment +12.00, cost sharing +3.00, compatibility +1.33, risk sharing +1.33.

| Rank | Score | Range | Compl | Cost | Compat | Risk | Commit | Verdict | Members |
| ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | --- | --- |
| 1 | 90.0 | 90 | 90 | 90 | 90 | 90 | 90 | recommended | North |
| 2 | 57.3 | 57-71 | 40 | 80 | 80 | 80 | 0 | undecided | South |
"#,
        )
        .stderr("gate not met: deal.toml: every set shown must be recommended: South is undecided (commitment, score), missing evidence: commitment\n")
        .status(1)
        .check();
}

#[test]
fn forms() {
    run(&["fit", "deal.toml"])
        .stdout(
            r#"
### Depot · proposed as a network

**The deal states no objectives, so nothing points to a form. North leads in every form.**

Seal a319787d0067

| Form | Objectives | Horizon | Leads | Verdict |
| --- | --- | --- | --- | --- |
| strategic alliance | 0 of 0 | not stated | North | recommended |
| joint venture | 0 of 0 | not stated | North | recommended |
| network &#42; | 0 of 0 | not stated | North | recommended |
| consortium | 0 of 0 | not stated | North | recommended |
| supply-chain partnership | 0 of 0 | not stated | North | recommended |

&#42; as proposed

Scores under different forms answer different questions and are not compared.
"#,
        )
        .check();
}

#[test]
fn a_definition() {
    run(&["explain", "veto"])
        .stdout(
            r#"
### veto

**gate and flag**

- What: fails if any member has a veto, which states its reason
"#,
        )
        .check();
}

#[test]
fn nothing_satisfies_the_demands() {
    let demand = ["--with", "South", "--verdict", "recommended"];
    let found = run(&[&["compose", "deal.toml", "--size", "1"], &demand[..]].concat()).succeed();
    assert!(
        found.ends_with("\n**No set satisfies the demands.**\n"),
        "{found}"
    );
}

/// Each way to explain something, of a deal with these two candidates.
fn reports(directory: &Directory, [first, second]: [&str; 2]) -> Vec<String> {
    let commands = [
        &["compose", "deal.toml", "--size", "1..2"][..],
        &["explain", "deal.toml", first],
        &["explain", "deal.toml", first, second],
        &["explain", "deal.toml", first, "--against", second],
        &["fit", "deal.toml"],
    ];
    let print = |command: &&[&str]| {
        let output = directory.run(&[*command, &["--format", "markdown"]].concat(), "");
        assert_eq!(
            (text(&output.stderr), output.status.code()),
            ("", Some(0)),
            "{command:?}"
        );
        text(&output.stdout).to_owned()
    };
    commands.iter().map(print).collect()
}

#[test]
fn no_name_is_markup() {
    let names = [
        "a|b <img src=x> `c` **d** @all [e](http://f)",
        "::add-mask::x ##[error]y www.z.org #1",
    ];
    let deal = DEAL.replace("'North'", &format!("'{}'", names[0]));
    let deal = deal.replace("'South'", &format!("'{}'", names[1]));
    let directory = Directory::with(&[("deal.toml", &deal)]);
    for report in reports(&directory, names) {
        for markup in [
            "<img", "`", "**d", "@all", "[e]", "http:/", "##[", "\n::", "www.z", " #1",
        ] {
            assert!(!report.contains(markup), "{markup}\n{report}");
        }
        // Each row of a table has as many cells as its head.
        let mut head = None;
        for line in report.lines() {
            let cells = line.matches(" | ").count();
            match line.starts_with("| ") {
                true => assert_eq!(cells, *head.get_or_insert(cells), "{line}"),
                false => head = None,
            }
        }
    }
}

#[test]
fn a_comment_is_as_long_as_github_takes_one() {
    let mut deal = DEAL.to_owned();
    for n in 0..400 {
        let name = format!("{n} {}", "|".repeat(90));
        let ratings = format!("{{ compatibility = {} }}", n % 10);
        writeln!(deal, "[[candidates]]\nname = '{name}'\nratings = {ratings}").unwrap();
    }
    let directory = Directory::with(&[("deal.toml", &deal)]);
    let compose = [
        "compose",
        "deal.toml",
        "--size",
        "1",
        "--top",
        "1000",
        "--format",
        "markdown",
    ];
    let output = directory.run(&compose, "");
    let report = text(&output.stdout);
    assert_eq!((text(&output.stderr), output.status.code()), ("", Some(0)));
    assert!((60_000..65_536).contains(&report.len()), "{}", report.len());
    let rows = report.lines().filter(|line| line.starts_with("| ")).count();
    // The head and the line below it are no sets.
    let left_out = format!("\n{} more lines not shown\n", 402 - (rows - 2));
    assert!(
        report.ends_with(&left_out),
        "{left_out}\n{}",
        &report[report.len() - 200..]
    );
}
