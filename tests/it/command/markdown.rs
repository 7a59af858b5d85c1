//! `assess --format markdown`: a comment that GitHub takes, whatever is in the deals.

use super::deals::{network, rated};
use crate::harness::{Directory, Run, text};

/// The characters that GitHub takes.
const MOST: usize = 65_536;

/// A deal of so many candidates with this behind their names, marked by two reviewers, with long texts of evidence.
fn many(deal: &str, count: usize, behind: &str) -> String {
    let evidence = "an audit <b>of</b> the whole year, @all ".repeat(40);
    let candidates: String = (0..count)
        .map(|n| {
            let mark = 5.0 + (n % 50) as f64 / 10.0;
            format!(
                "[[candidates]]\nname = 'C{n}{behind}'\nveto = '{evidence}'\n\
                 ratings = {{ compatibility = {{ by = {{ Ann = {mark}, Bo = 6 }} }}, complementarity = 8, \
                 risk_sharing = 8, cost_sharing = 8, commitment = {{ score = 7, evidence = '{evidence}' }} }}\n"
            )
        })
        .collect();
    rated("", &[]).replace("Depot", deal) + &candidates
}

fn assess(deals: &[String]) -> String {
    let directory = Directory::new();
    let names: Vec<String> = (0..deals.len()).map(|n| format!("d{n}.toml")).collect();
    for (name, deal) in names.iter().zip(deals) {
        directory.write(name, deal);
    }
    let names = names.iter().map(String::as_str);
    let arguments = ["assess", "--format", "markdown", "--draws", "100"];
    let arguments: Vec<&str> = arguments.into_iter().chain(names).collect();
    let output = directory.run(&arguments, "");
    assert_eq!(output.status.code(), Some(0), "{}", text(&output.stderr));
    text(&output.stdout).to_owned()
}

/// The rows of the table of a section, and the candidates that it says are left out of it.
fn counted(section: &str, what: &str, start: &str) -> (usize, usize) {
    let shown = section
        .lines()
        .filter(|line| line.starts_with(start))
        .count();
    let more = section.lines().find_map(|line| {
        let (count, rest) = line.split_once(" more ")?;
        (rest == what).then(|| count.replace(',', "").parse().unwrap())
    });
    (shown, more.unwrap_or(0))
}

#[test]
fn hundreds_of_candidates_of_several_deals_fit_a_comment() {
    let behind = "*_[x](http://y) <details> ".repeat(5);
    for (deals, count, behind) in [
        (1, 200, ""),
        (3, 200, behind.as_str()),
        (2, 900, ""),
        (1, 3, ""),
    ] {
        let deals: Vec<String> = (0..deals)
            .map(|n| many(&format!("Deal {n}"), count, behind))
            .collect();
        let markdown = assess(&deals);
        assert!(markdown.len() <= MOST, "{}", markdown.len());
        // Room that is there is used.
        assert!(
            count < 10 || markdown.len() > MOST * 9 / 10,
            "{}",
            markdown.len()
        );
        let (overview, sections) = markdown.split_once("### ").unwrap();
        let rows = overview
            .lines()
            .filter(|line| line.starts_with("| Deal "))
            .count();
        // With the heading.
        assert_eq!(rows, if deals.len() > 1 { deals.len() + 1 } else { 0 });
        let sections: Vec<&str> = sections.split("\n### ").collect();
        assert_eq!(sections.len(), deals.len());
        for section in sections {
            let rows = section.lines().filter(|line| {
                let cell = line.split(" | ").nth(1);
                line.starts_with("| ")
                    && cell.is_some_and(|name| name.starts_with('C') && name != "Candidate")
            });
            let (_, left_out) = counted(section, "candidates", "");
            assert_eq!(rows.count() + left_out, count, "{section}");
            let (shown, left_out) =
                counted(section, "candidates without details here", "<details>");
            assert_eq!(shown + left_out, count, "{section}");
            assert!(
                shown > 0 && section.matches("</details>").count() == shown,
                "{section}"
            );
        }
    }
}

#[test]
fn hundreds_of_deals_fit_a_comment() {
    let deals: Vec<String> = (0..150)
        .map(|n| many(&format!("Deal {n}"), 2, ""))
        .collect();
    let markdown = assess(&deals);
    assert!(markdown.len() <= MOST, "{}", markdown.len());
    let shown = markdown.matches("\n### Deal ").count();
    let more = format!("\n{} more deals not shown\n", 150 - shown);
    assert!(
        shown > 10 && markdown.ends_with(&more),
        "{shown}\n{markdown}"
    );
    assert_eq!(markdown.matches("\n| Deal ").count(), 150);
}

#[test]
fn a_comment_says_what_the_table_says() {
    let deal = network(
        "deal.rated = ['complementarity', 'risk_sharing', 'cost_sharing', 'commitment']",
        "ratings = { trust = { by = { Ann = 7, Bo = 'abstains' } }, complementarity = 8, risk_sharing = 8, \
         cost_sharing = 8 }",
    );
    let markdown = Run::assess(&["--format", "markdown"], &deal).output();
    let markdown = text(&markdown.stdout);
    for part in [
        "| # | Candidate | Score | Range | Known | Verdict |",
        "nothing to compare it with.\n\nSeal d723e064c15d\n\n<details><summary><b>conditional</b>: Them</summary>\n\n- recommended if ",
        "\n- Marks on trust: Ann 7 and Bo abstains\n",
        "\n- Ask next, with the points it could add: ",
    ] {
        assert!(markdown.contains(part), "{part}\n{markdown}");
    }
}

#[test]
fn what_moved_of_hundreds_of_candidates_fits_a_comment() {
    let old = many("Deal", 300, &" <b>".repeat(20));
    let new = old.replace("complementarity = 8", "complementarity = 6");
    let markdown = Run::new(&["diff", "old.toml", "new.toml", "--format", "markdown"])
        .file("old.toml", &old)
        .file("new.toml", new.replace("an audit", "another audit"))
        .succeed();
    assert!(markdown.len() <= MOST, "{}", markdown.len());
    let rows = markdown
        .lines()
        .filter(|line| line.starts_with("| C"))
        .count();
    let (_, left_out) = counted(&markdown, "candidates", "");
    // The heading begins like a name.
    assert_eq!(rows - 1 + left_out, 300, "{markdown}");
    assert!(left_out > 0 && markdown.contains("\n**C"), "{markdown}");
}
