//! Text from a file, made safe for a terminal once, at the edge.

use std::borrow::Cow;

/// Shows control characters and characters that reorder or hide text as their symbols or as `\u{..}`,
/// so that a name can neither move the cursor nor pass for another one. Line breaks and tabs become
/// a space.
pub fn sanitize(text: &str) -> Cow<'_, str> {
    if !text.chars().any(is_unsafe) {
        return Cow::Borrowed(text);
    }
    let mut safe = String::with_capacity(text.len() + 8);
    for c in text.chars() {
        match c {
            '\n' | '\r' | '\t' => safe.push(' '),
            // The control pictures stand in the order of the controls.
            '\0'..='\u{1f}' => safe.extend(char::from_u32(0x2400 + c as u32)),
            '\u{7f}' => safe.push('\u{2421}'),
            c if is_unsafe(c) => safe.extend(c.escape_unicode()),
            c => safe.push(c),
        }
    }
    Cow::Owned(safe)
}

fn is_unsafe(c: char) -> bool {
    c.is_control()
        || matches!(
            c,
            '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}'
        )
}

#[cfg(test)]
mod tests {
    use super::sanitize;

    #[test]
    fn nothing_reaches_the_terminal_raw() {
        assert_eq!(sanitize("Smith \"&\" Søn"), "Smith \"&\" Søn");
        assert_eq!(sanitize("a\u{1b}[31mb\n"), "a\u{241b}[31mb ");
        assert_eq!(sanitize("a\u{202e}b\u{9b}c"), "a\\u{202e}b\\u{9b}c");
    }
}
