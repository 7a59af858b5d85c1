//! Values as lines of TOML, in one spelling.

use std::fmt::Write;

use serde_json::Value;

use crate::model::keys::key_path;

/// A line a value, by its path; an empty table is a value.
pub fn rule_lines(text: &mut String, path: &mut Vec<String>, value: &Value) {
    match value.as_object().filter(|table| !table.is_empty()) {
        Some(table) => {
            for (key, value) in table {
                path.push(key.clone());
                rule_lines(text, path, value);
                path.pop();
            }
        }
        None => {
            let _ = writeln!(text, "{} = {}", key_path(path), literal(value));
        }
    }
}

/// A value as TOML writes it on one line.
pub fn literal(value: &Value) -> String {
    match value {
        Value::Array(values) => {
            let values: Vec<String> = values.iter().map(literal).collect();
            format!("[{}]", values.join(", "))
        }
        Value::Object(table) => {
            let entries = table.iter();
            let entries = entries.map(|(key, value)| {
                format!(
                    "{} = {}",
                    key_path(std::slice::from_ref(key)),
                    literal(value)
                )
            });
            let entries: Vec<String> = entries.collect();
            match entries.is_empty() {
                true => "{}".to_owned(),
                false => format!("{{ {} }}", entries.join(", ")),
            }
        }
        // Texts of JSON are texts of TOML, but for one character.
        Value::String(_) => value.to_string().replace('\u{7f}', "\\u007F"),
        Value::Bool(_) | Value::Number(_) | Value::Null => value.to_string(),
    }
}
