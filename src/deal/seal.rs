//! By what rules are known again.

use std::collections::BTreeMap;

use super::canonical::rule_lines;
use super::rules::Rules;
use crate::model::fingerprint;
use crate::model::keys::key_path;

/// The digests of rules.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Seal {
    /// Of all, in hexadecimal.
    pub digest: String,
    /// Of each part, by its name: a top-level table of the deal, or `house`.
    pub parts: BTreeMap<String, String>,
}

impl Seal {
    /// The seal of rules.
    pub fn of(rules: &Rules) -> Self {
        let parts = rules.iter().map(|(part, rules)| {
            let mut text = String::new();
            rule_lines(&mut text, &mut vec![part.clone()], rules);
            (part.clone(), fingerprint(text.as_bytes()))
        });
        Self::of_parts(parts.collect())
    }

    fn of_parts(parts: BTreeMap<String, String>) -> Self {
        Self {
            digest: fingerprint(part_lines(&parts).as_bytes()),
            parts,
        }
    }

    /// The seal of all rules but those of a part.
    pub fn without(&self, part: &str) -> Self {
        let mut parts = self.parts.clone();
        parts.remove(part);
        Self::of_parts(parts)
    }

    /// The digests of the parts as TOML, a line each.
    pub fn part_lines(&self) -> String {
        part_lines(&self.parts)
    }
}

fn part_lines(parts: &BTreeMap<String, String>) -> String {
    let lines = parts.iter();
    let lines = lines
        .map(|(part, digest)| format!("{} = \"{digest}\"\n", key_path(std::slice::from_ref(part))));
    lines.collect()
}
