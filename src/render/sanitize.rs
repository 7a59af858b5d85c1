//! Text from a file, made safe for a terminal once, at the edge.

use std::borrow::Cow;

/// Shows control characters and characters that reorder or hide text as their symbols or as `\u{..}`,
/// so that a name can neither move the cursor nor pass for another one.
pub fn sanitize(text: &str) -> Cow<'_, str> {
    if !text.chars().any(is_unsafe) {
        return Cow::Borrowed(text);
    }
    let mut safe = String::with_capacity(text.len() + 8);
    for c in text.chars() {
        match c {
            // The control pictures stand in the order of the controls.
            '\0'..='\u{1f}' => safe.extend(char::from_u32(0x2400 + c as u32)),
            '\u{7f}' => safe.push('\u{2421}'),
            c if is_unsafe(c) => safe.extend(c.escape_unicode()),
            c => safe.push(c),
        }
    }
    Cow::Owned(safe)
}

/// Controls, and what Unicode calls default-ignorable or formats text without showing: marks of direction,
/// joiners, fillers, tags.
fn is_unsafe(c: char) -> bool {
    c.is_control()
        || matches!(
            c,
            '\u{ad}'
                | '\u{34f}'
                | '\u{61c}'
                | '\u{115f}'..='\u{1160}'
                | '\u{17b4}'..='\u{17b5}'
                | '\u{180b}'..='\u{180f}'
                | '\u{200b}'..='\u{200f}'
                | '\u{2028}'..='\u{202e}'
                | '\u{2060}'..='\u{206f}'
                | '\u{3164}'
                | '\u{feff}'
                | '\u{ffa0}'
                | '\u{fff0}'..='\u{fffb}'
                | '\u{1bca0}'..='\u{1bca3}'
                | '\u{1d173}'..='\u{1d17a}'
                | '\u{e0000}'..='\u{e0fff}'
        )
}

#[cfg(test)]
mod tests {
    use super::sanitize;

    #[test]
    fn nothing_reaches_the_terminal_raw() {
        assert_eq!(sanitize("Smith \"&\" Søn"), "Smith \"&\" Søn");
        assert_eq!(sanitize("a\u{1b}[31mb\n"), "a\u{241b}[31mb\u{240a}");
        assert_eq!(sanitize("a\u{202e}b\u{9b}c"), "a\\u{202e}b\\u{9b}c");
    }
}
