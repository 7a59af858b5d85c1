//! Changes of the input in words. Nothing is safe yet for a terminal or for Markdown.

use serde_json::Value;

use crate::contract::{DiffV2, InputV2};
use crate::diff::ARROW;
use crate::model::keys::key_path;
use crate::model::text::cut;

/// Changes of the input listed for a candidate, and for the header; the rest is counted.
const MOST_CHANGES: usize = 12;
/// Longest value shown, in characters.
const LONGEST_VALUE: usize = 60;

/// The changes of the input, as many as are read, and how many more there are.
pub(super) fn changes(comparison: &DiffV2, changes: &[InputV2]) -> Vec<String> {
    let [old, new] = [&comparison.old, &comparison.new]
        .map(|side| side.as_ref().map_or("", |side| side.source.as_str()));
    as_many_as_are_read(changes.iter().map(|one| change(old, new, one)).collect())
}

/// The first lines, and how many more there are.
pub(super) fn as_many_as_are_read(mut lines: Vec<String>) -> Vec<String> {
    // Hiding a single one saves nothing.
    if lines.len() > MOST_CHANGES + 1 {
        let more = lines.len() - MOST_CHANGES;
        lines.truncate(MOST_CHANGES);
        lines.push(format!("and {more} more, all of them with --format json"));
    }
    lines
}

/// `risk_capacity: 25718 -> 2000 · old.toml:96 -> new.toml:97 (moves allocation, capacity)`.
fn change(old_file: &str, new_file: &str, input: &InputV2) -> String {
    let key = &input.key;
    let mut words = match (&input.old, &input.new) {
        (Some(old), Some(new)) => format!("{key}: {} {ARROW} {}", value(old), value(new)),
        (None, Some(new)) => format!("{key}: added {}", value(new)),
        (Some(old), None) => format!("{key}: removed {}", value(old)),
        (None, None) => key.clone(),
    };
    let place = |file: &str, line: Option<u32>| Some(format!("{file}:{}", line?));
    let places = [
        place(old_file, input.line.old),
        place(new_file, input.line.new),
    ];
    let places: Vec<String> = places.into_iter().flatten().collect();
    if !places.is_empty() {
        words.push_str(&format!(" · {}", places.join(&format!(" {ARROW} "))));
    }
    if !input.moves.is_empty() {
        words.push_str(&format!(" (moves {})", input.moves.join(", ")));
    }
    words
}

/// A value as TOML writes it, cut where it is long.
fn value(value: &Value) -> String {
    cut(&full_value(value), LONGEST_VALUE).into_owned()
}

#[allow(
    clippy::wildcard_enum_match_arm,
    reason = "all other values are written alike"
)]
fn full_value(value: &Value) -> String {
    match value {
        Value::Array(values) => {
            let values: Vec<String> = values.iter().map(full_value).collect();
            format!("[{}]", values.join(", "))
        }
        Value::Object(entries) if entries.is_empty() => "{}".to_owned(),
        Value::Object(entries) => {
            let entries: Vec<String> = entries
                .iter()
                .map(|(name, value)| {
                    format!(
                        "{} = {}",
                        key_path(std::slice::from_ref(name)),
                        full_value(value)
                    )
                })
                .collect();
            format!("{{ {} }}", entries.join(", "))
        }
        other => other.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_and_values_are_toml() {
        assert_eq!(
            key_path(&["needs".into(), "arctic \"cold\"".into(), "level".into()]),
            r#"needs."arctic \"cold\"".level"#
        );
        let need = serde_json::json!({ "level": 8, "critical": true });
        assert_eq!(value(&need), "{ critical = true, level = 8 }");
        assert_eq!(
            value(&Value::from("x".repeat(80))).chars().count(),
            LONGEST_VALUE + 1
        );
    }
}
