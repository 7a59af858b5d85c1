//! Changes of the input in words. Nothing is safe yet for a terminal or for Markdown.

use serde_json::Value;

use crate::diff::{ARROW, Change, Comparison, Fact, key};

/// Changes of the input listed for a candidate, and for the header; the rest is counted.
const MOST_CHANGES: usize = 12;
/// Longest value shown, in characters.
const LONGEST_VALUE: usize = 60;

/// The changes of the input, as many as are read, and how many more there are.
pub(super) fn changes(comparison: &Comparison<'_>, changes: &[Change]) -> Vec<String> {
    let [old, new] = [comparison.old, comparison.new].map(|side| side.source.as_str());
    let mut words: Vec<String> = changes.iter().map(|one| change(old, new, one)).collect();
    // Hiding a single one saves nothing.
    if words.len() > MOST_CHANGES + 1 {
        let more = words.len() - MOST_CHANGES;
        words.truncate(MOST_CHANGES);
        words.push(format!("and {more} more, all of them with --format json"));
    }
    words
}

/// `risk_capacity: 25718 -> 2000 · old.toml:96 -> new.toml:97 (moves allocation, capacity)`.
fn change(old_file: &str, new_file: &str, change: &Change) -> String {
    let key = key(&change.path);
    let place = |file: &str, fact: &Fact| format!("{file}:{}", fact.line);
    let mut words = match (&change.old, &change.new) {
        (Some(old), Some(new)) => format!(
            "{key}: {} {ARROW} {} · {} {ARROW} {}",
            value(&old.value),
            value(&new.value),
            place(old_file, old),
            place(new_file, new)
        ),
        (None, Some(new)) => {
            format!(
                "{key}: added {} · {}",
                value(&new.value),
                place(new_file, new)
            )
        }
        (Some(old), None) => {
            format!(
                "{key}: removed {} · {}",
                value(&old.value),
                place(old_file, old)
            )
        }
        (None, None) => key,
    };
    if !change.moved.is_empty() {
        words.push_str(&format!(" (moves {})", change.moved.join(", ")));
    }
    words
}

/// A value as TOML writes it, cut where it is long.
fn value(value: &Value) -> String {
    let text = full_value(value);
    let cut = text.char_indices().nth(LONGEST_VALUE);
    cut.map_or(text.clone(), |(at, _)| format!("{}…", &text[..at]))
}

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
                        key(std::slice::from_ref(name)),
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
            key(&["needs".into(), "arctic \"cold\"".into(), "level".into()]),
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
