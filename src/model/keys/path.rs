//! Keys of keys.

use serde_json::Value;

/// The path of a key as TOML writes it.
pub fn key_path(path: &[String]) -> String {
    let is_bare = |c: char| c.is_ascii_alphanumeric() || c == '_' || c == '-';
    let words: Vec<String> = path
        .iter()
        .map(|word| {
            if !word.is_empty() && word.chars().all(is_bare) {
                word.clone()
            } else {
                Value::from(word.as_str()).to_string()
            }
        })
        .collect();
    words.join(".")
}
