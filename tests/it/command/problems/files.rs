//! Files that cannot be read, and the excerpt that shows the place.

use crate::command::deals::{network, two_candidates};
use crate::harness::{Directory, Run, rejects, text};

#[test]
fn an_unclosed_list_is_one_problem() {
    let header = "deal.objectives = ['resource-pooling'\nstray\nalso = stray";
    rejects(
        &network(header, ""),
        r#"
error[PE001]: missing comma between array elements, expected `,`
 --> deal.toml:5:1
  |
5 | stray
  | ^
  |
  = help: put a comma between this and what stands before it, or close the list with `]`
"#,
    );
}

#[test]
fn a_key_given_twice_is_no_toml() {
    rejects(
        &network("deal.name = 'Again'", ""),
        r#"
error[PE001]: duplicate key
 --> deal.toml:4:6
  |
4 | deal.name = 'Again'
  |      ^^^^
  |
  = help: it stands in line 1 already: keep one
"#,
    );
}

#[test]
fn a_file_that_is_not_utf8_names_the_byte() {
    let mut deal = network("deal.currency = 'kr'", "").into_bytes();
    let at = deal.windows(2).position(|two| two == b"kr").unwrap();
    // Latin-1.
    deal[at + 1] = 0xF8;
    Run::new(&["assess", "deal.toml"])
        .file("deal.toml", deal)
        .stderr(
            r#"
error[PE015]: the file is not UTF-8 text: here comes byte 0xF8
 --> deal.toml:4:19
  |
4 | deal.currency = 'k
  |                   ^
  |
  = help: it looks like WINDOWS-1252: `iconv -f WINDOWS-1252 -t UTF-8 'deal.toml' > utf8.toml` makes a file that can be read; look whether `kø` is right in it

"#,
        )
        .status(2)
        .check();
}

#[test]
fn a_missing_file_is_named() {
    Run::new(&["assess", "no such deal.toml"])
        .stderr(
            r#"
error: cannot read no such deal.toml: No such file or directory (os error 2)
"#,
        )
        .status(2)
        .check();
}

#[test]
fn a_directory_is_no_single_deal() {
    Run::new(&["fit", "."])
        .stderr(
            r#"
error: cannot read .: Is a directory (os error 21)
"#,
        )
        .status(2)
        .check();
}

#[test]
fn problems_of_all_files_are_reported_beside_the_good_ones() {
    let good = Run::new(&["assess", "good.toml"])
        .file("good.toml", two_candidates())
        .succeed();
    Run::new(&["assess", "a.toml", "good.toml", "b.toml", "missing.toml"])
        .file("a.toml", network("deal.a = 1", ""))
        .file("good.toml", two_candidates())
        .file("b.toml", network("", "b = 1"))
        .stderr(r#"
error[PE002]: [deal] has no key `a`
 --> a.toml:4:6
  |
4 | deal.a = 1
  |      ^
  |
  = help: one of: name, relationship, objectives, horizon_years, cost, benefit, target_saving, target_return, currency, aggregation, rated, date, rating_scale

error[PE002]: [[candidates]] has no key `b`
 --> b.toml:7:1
  |
7 | b = 1
  | ^
  |
  = help: one of: name, goals, culture, sales, capabilities, needs, risk_control, pledges, measures, markets, standards, stand_alone_cost, extra_joint_cost, extra_benefit, contributions, stake, cost_share, benefit_share, risk_share, risk_shares, risk_capacity, our_dependence, their_dependence, horizon_years, track_record, joint_projects, ratings, meets, veto, sources, attributes, notes

error: cannot read missing.toml: No such file or directory (os error 2)
"#)
        .stdout(&good)
        .status(2)
        .check();
}

#[test]
fn problems_of_standard_input_have_its_name() {
    Run::new(&["assess", "-"])
        .stdin(network("deal.a = 1", ""))
        .stderr(r#"
error[PE002]: [deal] has no key `a`
 --> <stdin>:4:6
  |
4 | deal.a = 1
  |      ^
  |
  = help: one of: name, relationship, objectives, horizon_years, cost, benefit, target_saving, target_return, currency, aggregation, rated, date, rating_scale

"#)
        .status(2)
        .check();
}

/// The place counts letters; the caret stands where the eye sees them, and a wide one takes two columns.
#[test]
fn the_caret_stands_right_behind_wide_letters() {
    let header = "target_markets = { '日本語' = 1, 'Côte d’Ivoire' = -1 }";
    rejects(
        &network(header, ""),
        r#"
error[PE005]: `target_markets.Côte d’Ivoire` must be at least 0, and is -1
 --> deal.toml:4:49
  |
4 | target_markets = { '日本語' = 1, 'Côte d’Ivoire' = -1 }
  |                                                    ^^
"#,
    );
}

#[test]
fn the_caret_stands_right_behind_a_byte_order_mark() {
    let deal = format!("\u{feff}nmae = 5\n{}", network("", ""));
    rejects(
        &deal,
        r#"
error[PE002]: the file has no key `nmae`
 --> deal.toml:1:1
  |
1 | nmae = 5
  | ^^^^
  |
  = help: one of: deal, organization, needs, standards, target_markets, risks, resources, requirements, weights, dimensions, reviewers, criteria, gates, letter, alternatives, coalitions, compose, candidates
"#,
    );
}

#[test]
fn windows_line_ends_leave_no_trace() {
    let deal = network("deal.colour = 5", "[[candidates]]\n# no name");
    rejects(
        &deal.replace('\n', "\r\n"),
        r#"
error[PE002]: [deal] has no key `colour`
 --> deal.toml:4:6
  |
4 | deal.colour = 5
  |      ^^^^^^
  |
  = help: one of: name, relationship, objectives, horizon_years, cost, benefit, target_saving, target_return, currency, aggregation, rated, date, rating_scale

error[PE006]: [[candidates]] lacks `name`
 --> deal.toml:7:1
  |
7 | [[candidates]]
  | ^^^^^^^^^^^^^^
  |
  = help: `name` says who it is; unique
"#,
    );
}

/// Of a file of one long line, the part around the problem.
#[test]
fn a_megabyte_in_one_line_is_not_printed() {
    let names: Vec<String> = (0..100_000).map(|i| format!("market_{i:05}=1")).collect();
    let header = format!("target_markets = {{ {}, bad = 'x' }}", names.join(","));
    assert!(header.len() > 1_000_000);
    let output = Run::assess(&[], &network(&header, "")).output();
    let problem = text(&output.stderr);
    assert_eq!(output.status.code(), Some(2));
    assert!(problem.len() < 2_000, "{} bytes", problem.len());
    assert!(problem.starts_with("error[PE004]: `target_markets.bad` takes a number, not a text\n"));
    assert!(problem.contains("market_99999=1, bad = 'x' }"), "{problem}");
    // The place is that in the file, not that in the part.
    let column = header.find("'x'").unwrap() + 1;
    assert!(
        problem.contains(&format!(" --> deal.toml:4:{column}\n")),
        "{problem}"
    );
}

#[test]
fn more_than_50_problems_are_counted() {
    let keys: Vec<String> = (0..60).map(|i| format!("key_{i:02} = 1")).collect();
    let output = Run::assess(&[], &network("", &keys.join("\n"))).output();
    let problems = text(&output.stderr);
    assert_eq!(problems.matches("error[PE002]").count(), 50);
    assert!(problems.contains("has no key `key_49`"));
    assert!(problems.ends_with("\n... and 10 more problems in deal.toml\n\n"));
}

/// Some files never end; a deal is no longer than 64 MiB.
#[test]
fn a_file_that_is_too_long_is_not_read() {
    let directory = Directory::new();
    let file = std::fs::File::create(directory.path().join("deal.toml")).unwrap();
    file.set_len((64 << 20) + 1).unwrap();
    let output = directory.run(&["check", "deal.toml"], "");
    assert_eq!(output.status.code(), Some(2));
    assert_eq!(
        String::from_utf8(output.stderr).unwrap(),
        "error: cannot read deal.toml: it is longer than 64 MiB\n"
    );
}
