//! The keys of a deal file: type, range and meaning of each.
//!
//! The reader checks every number against the range given here and offers these names as "did you
//! mean"; the JSON Schema, the template and the questionnaire are written from them.

mod candidate;
mod header;
mod key;
mod map;
mod path;
mod range;
mod review;
mod seal;
mod value;

pub use candidate::CANDIDATE;
pub use header::{COMPOSE, CRITERION, DEAL, FILE, HOUSE, ORGANIZATION, WEIGHTS};
pub use key::{Ids, Key, KeyTable, Rule, ValueKind, Who};
pub use map::MAP_COLUMN;
pub use path::key_path;
pub use range::{LARGEST, Range, SMALLEST};
pub use review::{AGREED, CONSENSUS, REVIEW, REVIEW_FILE, REVIEW_MARK, REVIEWED};
pub use seal::{SEAL, SEALED};
pub use value::{
    ALTERNATIVE, COALITION, CULTURE, DIMENSION, EVIDENCE, LETTER, MARK, NEED, OCAI, RATING,
    RESOURCE, REVIEWER, RISK, TRACK_RECORD, criteria_and_dimensions,
};

#[cfg(test)]
pub(crate) mod tests {
    use super::*;
    use crate::model::Dimension;

    /// Every table of a deal file, from its top level down.
    #[allow(
        clippy::wildcard_enum_match_arm,
        reason = "a new kind with a table inside fails the tests that read every key"
    )]
    pub(crate) fn every_table() -> Vec<&'static KeyTable> {
        let mut tables = vec![&FILE];
        let mut at = 0;
        while let Some(table) = tables.get(at) {
            let inner = table.keys.iter().filter_map(|key| match key.kind {
                ValueKind::Table(inner) | ValueKind::Tables(inner) => Some(inner),
                ValueKind::Named(inner) | ValueKind::NamedOr(inner, _) => Some(inner),
                ValueKind::ByDimension(inner) => Some(inner),
                ValueKind::Criteria => Some(&CRITERION),
                ValueKind::Ratings => Some(&RATING),
                ValueKind::NameEvidence => Some(&EVIDENCE),
                ValueKind::Mark => Some(&MARK),
                _ => None,
            });
            let inner: Vec<_> = inner.collect();
            tables.extend(inner);
            at += 1;
        }
        tables
    }

    #[test]
    fn each_dimension_has_its_weight() {
        let names = WEIGHTS.keys.iter().map(|key| key.name);
        assert!(names.take(5).eq(Dimension::ids()));
    }

    #[test]
    fn a_key_stands_once_in_a_table() {
        for table in every_table() {
            let mut names: Vec<&str> = table.keys.iter().map(|key| key.name).collect();
            names.sort_unstable();
            assert!(names.is_sorted_by(|a, b| a < b), "{}", table.name);
        }
    }

    #[test]
    fn rules_speak_of_keys_and_of_each_once() {
        for table in every_table() {
            let mut heads: Vec<&str> = Vec::new();
            for rule in table.rules {
                let (head, keys) = match rule {
                    Rule::ExactlyOne(keys) | Rule::OneAtLeast(keys) => (None, keys),
                    Rule::Together(keys) => (None, keys),
                    Rule::Excludes(key, keys) | Rule::Needs(key, keys) => (Some(key), keys),
                };
                let named = head.into_iter().chain(keys.iter());
                assert!(
                    named.clone().all(|key| table.key(key).is_some()),
                    "{}",
                    table.name
                );
                heads.extend(head);
            }
            heads.sort_unstable();
            assert!(heads.is_sorted_by(|a, b| a < b), "{}", table.name);
        }
    }
}
