//! `init` and `init --questionnaire`, run as a user does: what they write is a deal as it stands, and still
//! one when every blank is filled in.

use std::path::PathBuf;

use partner_eval::model::{Builtin, Code, Dimension, Relationship};
use partner_eval::read::Reading;

use crate::harness::{self, Directory, ROOT, Run, program, rejects, text, toml_files};

/// Standard output of a run that must succeed.
#[track_caller]
fn stdout(arguments: &[&str]) -> String {
    let output = program(ROOT).args(arguments).output().unwrap();
    let said = String::from_utf8(output.stderr).unwrap();
    assert_eq!(output.status.code(), Some(0), "{said}");
    String::from_utf8(output.stdout).unwrap()
}

/// The key of a line that is commented out; none for prose and for what counts already.
fn blank_key(line: &str) -> Option<&str> {
    let rest = line.strip_prefix('#')?;
    let is_key = rest.starts_with(|c: char| c.is_ascii_alphanumeric() || c == '"' || c == '[');
    is_key.then(|| rest.split(" = ").next().unwrap())
}

/// The text with the blanks of the keys that `wanted` picks filled in.
fn filled(text: &str, wanted: impl Fn(&str) -> bool) -> String {
    let fill = |line: &str| match blank_key(line) {
        Some(key) if wanted(key) => {
            let (value, comment) = line[1..].split_once("  #").unwrap_or((&line[1..], ""));
            let answer = match key {
                "culture" => "25",
                "worst" => "0",
                // Ours and theirs make the whole.
                "stake" | "cost_share" | "benefit_share" | "risk_share" => "0.5",
                // More than we have ourselves.
                key if key.starts_with("\"need") || key.starts_with("\"resource") => "5",
                "markets" => "\"market 1\"",
                "standards" | "currency" | "about" | "veto" | "notes" | "label" | "levels"
                | "name" | "sender" | "opening" | "closing" | "language" => "\"x\"",
                "date" | "deadline" => "2026-03-31",
                key if key.starts_with("meets.") => "true",
                // The key that has the source, and the source.
                "sources.?" => return "sources.track_record = \"x\"\n".to_owned(),
                key if key.starts_with("\"requirement") => "\"x\"",
                "\"reviewer 2\"" => "\"x\"",
                _ => "1",
            };
            format!("{}  # {comment}\n", value.replace('?', answer))
        }
        _ => format!("{line}\n"),
    };
    text.lines().map(fill).collect()
}

#[track_caller]
fn reading(text: &str) -> Reading {
    let reading = harness::reading(text);
    assert!(reading.deal.is_some(), "{:#?}\n{text}", reading.problems);
    reading
}

fn codes(reading: &Reading) -> Vec<Code> {
    reading
        .problems
        .iter()
        .map(|problem| problem.code)
        .collect()
}

fn templates() -> impl Iterator<Item = (Relationship, String)> {
    Relationship::ALL.into_iter().map(|relationship| {
        let id = relationship.id();
        (relationship, stdout(&["init", "--relationship", id, "-"]))
    })
}

/// It knows nothing of the candidates, says so in one warning, and no score stands on a placeholder.
#[test]
fn a_new_deal_is_valid_and_knows_nothing() {
    for (relationship, text) in templates() {
        let reading = reading(&text);
        assert_eq!(codes(&reading), [Code::Unanswered]);
        let deal = reading.deal.unwrap();
        assert_eq!(deal.relationship, relationship);
        assert_eq!(deal.candidates.len(), 2);
        for candidate in &deal.candidates {
            assert!(candidate.ratings.is_empty());
            assert!(candidate.lines.get("name").is_some());
            assert!(candidate.lines.get("capabilities").is_none());
        }
    }
}

/// The answers to what the new deal asks as it stands leave nothing to warn of. What is asked on request alone
/// cannot be answered before.
#[test]
fn ratings_alone_answer_a_new_deal() {
    for (relationship, text) in templates() {
        let is_on_request = |id: &str| {
            Builtin::from_id(id).is_some_and(|known| known.asked_when().starts_with("on request"))
        };
        let wanted = |key: &str| match key.strip_prefix("ratings.") {
            Some(id) => !is_on_request(id),
            None => key == "track_record" || key.ends_with("_dependence"),
        };
        let reading = reading(&filled(&text, wanted));
        assert_eq!(codes(&reading), [], "{}", relationship.id());
    }
}

#[test]
fn a_deal_with_every_blank_filled_in_is_valid() {
    for (relationship, text) in templates() {
        // With its facts there nothing is rated in their place.
        let text: String = text
            .lines()
            .filter(|line| !line.starts_with("rated = "))
            .flat_map(|line| [line, "\n"])
            .collect();
        let instead = ["complementarity", "cost_sharing", "risk_terms"];
        let instead = instead.map(|id| format!("ratings.{id}"));
        let reading = reading(&filled(&text, |key| {
            !instead.iter().any(|other| other == key)
        }));
        assert_eq!(codes(&reading), [], "{}", relationship.id());
        let deal = reading.deal.unwrap();
        for asked in deal.plan.asked.iter().filter(|asked| asked.rated_only) {
            assert!(deal.candidates[1].rating(asked.id).is_some());
        }
    }
}

/// What a table of the header that few deals need says, once it is filled in, is in the deal.
#[test]
fn the_rarer_tables_are_read_when_filled_in() {
    for (relationship, text) in templates() {
        let deal = reading(&filled(&text, |key| !key.starts_with("ratings.")));
        let deal = deal.deal.unwrap();
        assert_eq!(deal.reviewers.len(), 2);
        assert_eq!(deal.dimension_title(Dimension::CostSharing), "x");
        assert_eq!(
            deal.coalitions.len(),
            usize::from(relationship.is_many_sided())
        );
        assert!(deal.evidence.as_of.is_some());
        assert!(deal.organization.contributions.is_some());
        for candidate in &deal.candidates {
            assert!(candidate.extra_benefit.is_some() && candidate.contributions.is_some());
        }
    }
}

/// What is not filled in cannot be taken for an answer.
#[test]
fn a_blank_is_no_value() {
    for (_, text) in templates() {
        for (at, line) in text.lines().enumerate() {
            if blank_key(line).is_some() && line.contains('?') && !line.contains("..") {
                let lines = text.lines().enumerate();
                let opened: String = lines
                    .map(|(other, line)| if other == at { &line[1..] } else { line })
                    .flat_map(|line| [line, "\n"])
                    .collect();
                let reading = harness::reading(&opened);
                assert!(reading.deal.is_none(), "{line}");
            }
        }
    }
}

#[test]
fn as_many_candidates_as_asked() {
    let count = |n: &str| {
        let text = stdout(&["init", "--candidates", n, "-"]);
        reading(&text).deal.unwrap().candidates.len()
    };
    assert_eq!((count("1"), count("100")), (1, 100));
    let directory = Directory::new();
    for n in ["0", "101", "x"] {
        let output = directory.run(&["init", "--candidates", n, "-"], "");
        assert_eq!(output.status.code(), Some(2), "{n}");
    }
}

#[test]
fn files_are_written_once_and_never_over_another() {
    let directory = Directory::new();
    let first = directory.run(&["init"], "");
    assert_eq!(first.status.code(), Some(0));
    assert!(first.stdout.is_empty());
    let deal = directory.read("deal.toml");
    assert!(deal.starts_with("#:schema ./.deal.schema.json\n"));
    assert_eq!(directory.read(".deal.schema.json"), stdout(&["schema"]));

    let again = directory.run(&["init", "--relationship", "network"], "");
    assert_eq!(again.status.code(), Some(2));
    let said = String::from_utf8(again.stderr).unwrap();
    let expected =
        "error: deal.toml exists already, and init overwrites nothing: name another file\n";
    assert_eq!(said, expected);
    assert_eq!(directory.read("deal.toml"), deal);

    directory.write(".deal.schema.json", "mine");
    let other = directory.run(&["init", "other.toml"], "");
    assert_eq!(other.status.code(), Some(0));
    assert_eq!(directory.read(".deal.schema.json"), "mine");
    assert_eq!(directory.read("other.toml"), deal);

    let nowhere = directory.run(&["init", "no/such/directory/deal.toml"], "");
    assert_eq!(nowhere.status.code(), Some(2));
}

/// Without a file there is no schema beside it, and no line that names one.
#[test]
fn standard_output_names_no_schema() {
    assert!(!stdout(&["init", "-"]).starts_with("#:schema"));
}

fn examples() -> Vec<(String, String)> {
    let text = |path: PathBuf| path.to_str().unwrap().to_owned();
    let files = toml_files("examples").into_iter();
    files.map(|(path, deal)| (text(path), deal)).collect()
}

#[test]
fn the_answers_of_a_new_candidate_fit_the_deal() {
    let name = "New \"one\"\n[[candidates]]";
    for (path, text) in examples() {
        let questions = stdout(&["init", "--questionnaire", name, &path]);
        reading(&format!("{text}\n{questions}"));
        let both = format!("{text}\n{}", filled(&questions, |_| true));
        let deal = reading(&both).deal.unwrap();
        let added = deal.candidates.last().unwrap();
        assert_eq!(added.name, name);
        let open = deal.plan.asked.iter().filter(|asked| asked.rated_only);
        assert!(open.clone().all(|asked| added.rating(asked.id).is_some()));
    }
}

/// One table into another, as an editor of the file would.
fn merge(into: &mut toml::Table, from: toml::Table) {
    for (key, value) in from {
        match (into.get_mut(&key), value) {
            (Some(toml::Value::Table(into)), toml::Value::Table(from)) => merge(into, from),
            (_, value) => {
                into.insert(key, value);
            }
        }
    }
}

/// Each candidate of each example is asked what it has not answered; with the answers added nothing is
/// left to ask.
#[test]
fn the_answers_of_a_known_candidate_complete_it() {
    let directory = Directory::new();
    for (path, text) in examples()
        .into_iter()
        .filter(|(path, _)| !path.contains("pool"))
    {
        let names = reading(&text).deal.unwrap().candidates;
        for (place, candidate) in names.iter().enumerate() {
            let questions = stdout(&["init", "--questionnaire", &candidate.name, &path]);
            let answers: toml::Table = filled(&questions, |_| true).parse().unwrap();
            let mut deal: toml::Table = text.parse().unwrap();
            let known = deal["candidates"].as_array_mut().unwrap()[place].as_table_mut();
            merge(known.unwrap(), answers);
            let complete = deal.to_string();
            reading(&complete);
            directory.write("deal.toml", complete);
            let again = directory.run(
                &["init", "--questionnaire", &candidate.name, "deal.toml"],
                "",
            );
            let again = String::from_utf8(again.stdout).unwrap();
            assert!(
                again.ends_with("has answered all that this deal asks.\n"),
                "{path}: {again}"
            );
        }
    }
}

#[test]
fn a_type_without_a_deal_has_questions_too() {
    for relationship in Relationship::ALL {
        let id = relationship.id();
        let text = stdout(&["init", "--questionnaire", "Helios", "--relationship", id]);
        assert!(text.contains("\n#ratings.trust = ?\n"), "{text}");
        let asks = text.contains("\n#our_dependence = ?\n");
        assert_eq!(asks, ["network", "supply-chain-partnership"].contains(&id));
    }
}

#[test]
fn what_cannot_be_asked_is_an_error() {
    let directory = Directory::new();
    directory.write("bad.toml", "[deal]\n");
    for arguments in [
        &["init", "--questionnaire", "A"][..],
        &["init", "--questionnaire", " ", "--relationship", "network"],
        &["init", "--questionnaire", "A", "none.toml"],
        &["init", "--questionnaire", "A", "bad.toml"],
        &[
            "init",
            "--questionnaire",
            "A",
            "bad.toml",
            "--relationship",
            "network",
        ],
        &["init", "--questionnaire", "A", "--candidates", "3"],
        &["init", "--relationship", "marriage"],
    ] {
        let output = directory.run(arguments, "");
        assert_eq!(output.status.code(), Some(2), "{arguments:?}");
        assert!(output.stdout.is_empty() && !output.stderr.is_empty());
    }
    assert!(!directory.path().join("deal.toml").exists());
}

#[test]
fn every_shell_gets_its_completions() {
    for shell in ["elvish", "powershell"] {
        let script = stdout(&["completions", shell]);
        assert!(script.contains("questionnaire"), "{shell}");
    }
    for shell in ["bash", "fish", "zsh"] {
        let script = stdout(&["completions", shell]);
        let asks = format!("command partner-eval complete {shell} -- ");
        assert!(script.contains(&asks), "{shell}");
    }
}

#[test]
fn the_manual_has_every_command_and_the_exit_codes() {
    let page = stdout(&["man"]);
    for command in ["assess", "init", "schema", "completions", "man"] {
        assert!(page.contains(&format!("\n.SS {command}\n")), "{command}");
    }
    assert!(page.contains("\n.SH \"EXIT STATUS\"\n") || page.contains("\n.SH EXIT STATUS\n"));
    assert!(!page.contains("\n.SS complete\n"));
    // What linters complain of.
    for line in page.lines() {
        assert_eq!(line.trim_end(), line);
        assert!(!line.is_empty());
    }
    for empty in [".PP\n.PP\n", ".PP\n.TP\n", ".PP\n.SS", ".PP\n.SH", ".br\n"] {
        assert!(!page.contains(empty), "{empty}");
    }
}

/// A `?` whose `#` was taken away is to be filled in, and is called so.
#[test]
fn blanks_are_called_what_they_are() {
    for (deal, line, column, others) in [
        (
            "[deal]\nname = 'North'\ncost = ?\nbenefit = ? # money\n#date = ?\n[needs]\nx = [?, ?]\n",
            3,
            8,
            "; 2 more lines have a `?`",
        ),
        (
            "[deal]\nname = 'North'\ngoals = { cost = ?, quality = 2 }\ncost = ?\n",
            3,
            18,
            "; one more line has a `?`",
        ),
        ("deal.name = 'Why, ?'\ndeal.cost = ?\n", 2, 13, ""),
    ] {
        let shown = deal.lines().nth(line - 1).unwrap();
        rejects(
            deal,
            &format!(
                "error[PE001]: `?` stands for what is to be filled in\n --> deal.toml:{line}:{column}\n  |\n\
                 {line} | {shown}\n  | {}^\n  |\n  = help: write the answer in its place, or delete the line{others}\n",
                " ".repeat(column - 1)
            ),
        );
    }
}

/// A form that nobody filled in is valid, and not passed over in silence.
#[test]
fn an_untouched_form_is_still_to_fill_in() {
    let form = Run::new(&["init", "-"]).succeed();
    let check = |deal: &str| {
        let output = Run::new(&["check", "deal.toml"])
            .file("deal.toml", deal)
            .output();
        assert_eq!(output.status.code(), Some(0));
        text(&output.stdout).to_owned()
    };
    assert_eq!(
        check(&form),
        "deal.toml: valid, 2 candidates, 1 warning\n  still to fill in: no candidate answers anything yet; \
         `partner-eval init --questionnaire \"Candidate 1\" deal.toml` prints what to ask\n"
    );
    let begun = form + "ratings.trust = 7\n";
    assert_eq!(check(&begun), "deal.toml: valid, 2 candidates, 1 warning\n");
}
