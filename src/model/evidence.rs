//! How firm evidence is.

use super::table::table;

table! {
    /// How firm evidence is; the firmer, the later.
    pub enum Grade: ALL {
        /// What it says.
        about: &'static str,
        /// The stable id.
        id: &'static str,
    }

    Claimed { about: "somebody says so", id: "claimed" }
    Documented { about: "a document shows it", id: "documented" }
    Verified { about: "somebody who is not the candidate checked it", id: "verified" }
}

/// Texts that say nothing, in lower case and without a final point.
pub const NOTHING: [&str; 7] = ["tbd", "n/a", "?", "-", "todo", "x", "none"];

/// Whether a text is evidence of anything.
pub fn says_something(text: &str) -> bool {
    let text = text.trim().to_lowercase();
    let text = text.strip_suffix('.').unwrap_or(&text).trim_end();
    !text.is_empty() && !NOTHING.contains(&text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_of_nothing_is_no_evidence() {
        for text in [
            "", "  ", "TBD", " tbd. ", "N/A", "?", "-", "Todo", "x", "None.",
        ] {
            assert!(!says_something(text), "{text:?}");
        }
        assert!(says_something("annual report 2025"));
        assert!(says_something("x-ray"));
    }
}
