//! TOML with blanks: keys that are commented out, with `?` where an answer belongs.
//!
//! A blank is no TOML value, so a line whose `#` is taken away before it is filled in is an error with its
//! place, and never an answer that nobody gave. Prose stands behind `# `, a key right behind `#`.

use std::fmt::Write;

use super::sanitize::sanitize;
use crate::explain::{Blank, Question};

/// The width of comments.
const WIDTH: usize = 100;

/// A comment, wrapped. The text may hold anything; it is made safe here.
pub fn comment(text: &str) -> String {
    let text = sanitize(text);
    let options = textwrap::Options::new(WIDTH)
        .initial_indent("# ")
        .subsequent_indent("# ")
        .break_words(false)
        .word_separator(textwrap::WordSeparator::AsciiSpace)
        .word_splitter(textwrap::WordSplitter::NoHyphenation);
    textwrap::fill(&text, options) + "\n"
}

/// A text as a TOML string.
pub fn string(text: &str) -> String {
    let mut quoted = String::from("\"");
    for c in text.chars() {
        match c {
            '"' | '\\' => quoted.extend(['\\', c]),
            // What would not show, or show something else, is written by its number.
            _ if sanitize(c.encode_utf8(&mut [0; 4])) != c.to_string() => {
                let _ = write!(quoted, "\\U{:08X}", c as u32);
            }
            _ => quoted.push(c),
        }
    }
    quoted + "\""
}

/// A text as a TOML key.
pub fn key(text: &str) -> String {
    let is_bare = |c: char| c.is_ascii_alphanumeric() || c == '_' || c == '-';
    if !text.is_empty() && text.chars().all(is_bare) {
        text.to_owned()
    } else {
        string(text)
    }
}

/// The line of a question: its key, commented out, with the form of the answer.
pub fn line(question: &Question) -> String {
    let name = question.name.as_deref();
    let path = match name {
        Some(name) => format!("{}.{}", question.key, key(name)),
        None => question.key.to_owned(),
    };
    match &question.blank {
        // One name on a line of its own, so that others can follow under the same key.
        Blank::Each(names) => names
            .iter()
            .map(|name| format!("#{path}.{} = ?\n", key(name)))
            .collect(),
        Blank::Number | Blank::Text => format!("#{path} = ?\n"),
        Blank::Texts => format!("#{path} = [?]\n"),
        Blank::Source => format!("#{path}.? = ?\n"),
        Blank::Needs => format!("#{path} = {{ ? = {{ level = ? }} }}\n"),
        Blank::Numbers(names) => format!("#{path} = {}\n", numbers(names)),
    }
}

/// A table with a blank for each name, on one line as TOML wants it.
pub fn numbers<T: AsRef<str>>(names: &[T]) -> String {
    let entries: Vec<String> = names
        .iter()
        .map(|name| format!("{} = ?", key(name.as_ref())))
        .collect();
    format!("{{ {} }}", entries.join(", "))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_survive_toml() {
        for name in ["plain", "two words", "\"\\\n", "a\u{202e}b", "Ω", ""] {
            let text = format!("{} = {}\n", key(name), string(name));
            let table: toml::Table = text.parse().expect("TOML");
            assert_eq!(table.get(name).and_then(toml::Value::as_str), Some(name));
            assert_eq!(text.lines().count(), 1);
        }
    }

    #[test]
    fn comments_stay_comments() {
        let text = comment("a name\nveto = \"no\"");
        assert!(text.lines().all(|line| line.starts_with("# ")), "{text}");
    }
}
