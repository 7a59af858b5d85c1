//! Whether the rules of a deal are those that were sealed: a digest of all, of each part, and what moved.
//!
//! A seal is a small TOML file that holds the rules themselves, one a line, in an order and a spelling that depend on
//! nothing but the rules. The digest of a part is the SHA-256 of its lines, each with its line feed; that of the whole
//! is the SHA-256 of the lines under `[parts]`. So anybody can check it with `grep` and `sha256sum`.

mod moved;

use std::collections::{BTreeMap, BTreeSet};

use crate::deal::{Day, Problem, Rules, Seal, rule_lines, sort};
use crate::model::keys::key_path;
use crate::model::{Code, MODEL_VERSION};
use crate::read::{Digest, SealFile, Source, read_seal};

pub use moved::{Moved, moved, moved_words};

/// Rules as a file that seals them, with a day if one is given.
pub fn render(rules: &Rules, day: Option<Day>) -> String {
    let seal = Seal::of(rules);
    let mut text = format!(
        "# The rules of a deal, sealed. `partner-eval assess DEAL.toml --sealed THIS_FILE` names each rule that moved.\n\
         \n[seal]\nmodel_version = {MODEL_VERSION}\n"
    );
    if let Some(day) = day {
        text.push_str(&format!("date = {day}\n"));
    }
    let parts = seal.part_lines();
    text.push_str(&format!(
        "digest = \"{}\"\n\n[parts]\n{parts}\n[rules]\n",
        seal.digest
    ));
    for (part, rules) in rules {
        rule_lines(&mut text, &mut vec![part.clone()], rules);
    }
    text
}

/// Rules that were sealed.
#[derive(Clone, Debug, PartialEq)]
pub struct Sealed {
    /// The rules.
    pub rules: Rules,
    /// Their digest.
    pub digest: String,
}

/// Reads a seal; what is wrong with it, if its digests are not those of its rules.
pub fn read(source: &Source) -> Result<Sealed, Vec<Problem>> {
    let (file, mut problems) = read_seal(source);
    let Some(file) = file else {
        return Err(problems);
    };
    problems.extend(broken(&file));
    sort(&mut problems);
    match problems.is_empty() {
        true => Ok(Sealed {
            rules: file.rules.0,
            digest: file.digest.text,
        }),
        false => Err(problems),
    }
}

/// What in a file was changed after it was sealed.
fn broken(file: &SealFile) -> Vec<Problem> {
    let seal = Seal::of(&file.rules.0);
    let stated: BTreeMap<&str, &Digest> = file
        .parts
        .iter()
        .map(|(part, digest)| (part.as_str(), digest))
        .collect();
    let problem = |span, message: String| {
        let problem = Problem::new(Code::Sum, span, message);
        problem.help(
            "the file was changed after it was sealed: take it as it was, or seal the rules again",
        )
    };
    let parts: BTreeSet<&str> = seal
        .parts
        .keys()
        .map(String::as_str)
        .chain(stated.keys().copied())
        .collect();
    let mut found = Vec::new();
    for part in parts {
        let name = key_path(&[part.to_owned()]);
        let found_problem = match (stated.get(part), seal.parts.get(part)) {
            (Some(stated), Some(digest)) if stated.text == *digest => continue,
            (Some(stated), Some(_)) => problem(
                stated.span.clone(),
                format!("the digest of `{name}` is not that of its rules"),
            ),
            (Some(stated), None) => problem(
                stated.span.clone(),
                format!("`{name}` has a digest and no rules"),
            ),
            (None, _) => problem(
                file.rules.1.clone(),
                format!("`{name}` has rules and no digest"),
            ),
        };
        found.push(found_problem);
    }
    if found.is_empty() && file.digest.text != seal.digest {
        found.push(problem(
            file.digest.span.clone(),
            "the digest is not that of the parts".to_owned(),
        ));
    }
    found
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::*;

    fn rules(value: Value) -> Rules {
        value.as_object().expect("a table").clone()
    }

    #[test]
    fn a_seal_reads_back_whatever_is_in_it() {
        let awkward = rules(json!({
            "a": { "": 1, "a.b": { "\"c\" = d\n": true }, "é": "é\u{7f}\u{1}\u{2028}\t\\ \"\"\" '", "none": {} },
            "b": [{ "list": [], "table": { "x y": {} } }, { "list": [1, "1", [0.1]] }],
            "c": { "numbers": [1e300, 1e-7, 0.1, -5, 9007199254740992.0, 8999999999999999_i64, 1e22, 123456789.125] },
            "d": {},
            "two words": { "x": 1 }
        }));
        let text = render(&awkward, Day::parse("2026-03-31"));
        let sealed = read(&Source::new("seal.toml", text.as_str()));
        let expected = Sealed {
            digest: Seal::of(&awkward).digest,
            rules: awkward,
        };
        assert_eq!(sealed, Ok(expected), "{text}");
    }

    #[test]
    fn any_value_that_differs_makes_another_seal() {
        let texts = [
            json!({ "a": { "x": 1 } }),
            json!({ "a": { "x": "1" } }),
            json!({ "a": { "x": {} } }),
            json!({ "a": { "x": [] } }),
            json!({ "a": { "x": { "y": 1 } } }),
            json!({ "a": { "x.y": 1 } }),
            json!({ "a": [{ "x": 1 }] }),
            json!({ "a": {} }),
            json!({ "a": {}, "b": {} }),
        ];
        let digests: BTreeSet<String> = texts
            .iter()
            .map(|text| Seal::of(&rules(text.clone())).digest)
            .collect();
        assert_eq!(digests.len(), texts.len());
    }
}
