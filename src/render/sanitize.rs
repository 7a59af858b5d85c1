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

/// A text whose lines command no CI runner, whatever names stand in it. GitHub takes a line that begins, after
/// blanks, with `::` for a command, and `##[` anywhere in a line; Azure does the same with `##vso[`. A backslash
/// stands before the one, in the place of a blank where there is one so that columns stay, and in the other:
/// `\\::error::x`, `#\\#[error]x`.
pub fn harmless(text: &str) -> Cow<'_, str> {
    if !text.contains("::") && !text.contains("##") {
        return Cow::Borrowed(text);
    }
    let lines = text.split_inclusive(['\n', '\r']);
    let lines = lines.map(without_colons).collect::<String>();
    Cow::Owned(without_marks(&lines, "\\#"))
}

/// A line that does not begin with `::`; colours before it do not show.
fn without_colons(line: &str) -> Cow<'_, str> {
    let mut rest = line;
    loop {
        let shown = rest.trim_start();
        let behind_colour = shown
            .strip_prefix("\u{1b}[")
            .and_then(|code| code.split_once('m'))
            .filter(|(code, _)| code.bytes().all(|b| b.is_ascii_digit() || b == b';'));
        match behind_colour {
            Some((_, behind)) => rest = behind,
            None => break,
        }
    }
    let shown = rest.trim_start();
    if !shown.starts_with("::") {
        return Cow::Borrowed(line);
    }
    let before = &line[..line.len() - shown.len()];
    Cow::Owned(format!(
        "{}\\{shown}",
        before.strip_suffix(' ').unwrap_or(before)
    ))
}

/// A text without the marks of commands that may stand anywhere in a line: the second `#` of each is written as
/// given.
pub(super) fn without_marks(text: &str, second: &str) -> String {
    let mut safe = String::with_capacity(text.len() + 1);
    let mut rest = text;
    while let Some(at) = rest.find("##") {
        let (before, mark) = rest.split_at(at);
        safe.push_str(before);
        safe.push('#');
        rest = &mark[1..];
        if is_mark(mark) {
            safe.push_str(second);
            rest = &mark[2..];
        }
    }
    safe + rest
}

/// Whether a text begins with a mark of a command.
fn is_mark(text: &str) -> bool {
    ["##[", "##vso["].iter().any(|mark| {
        let start = text.as_bytes().get(..mark.len());
        start.is_some_and(|start| start.eq_ignore_ascii_case(mark.as_bytes()))
    })
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
    use super::{harmless, sanitize};

    #[test]
    fn no_line_commands_a_runner() {
        for (text, safe) in [
            ("a::b ## c\n", "a::b ## c\n"),
            ("::error::x", "\\::error::x"),
            ("a\n  ::b\n", "a\n \\::b\n"),
            ("\u{1b}[1m::b\u{1b}[0m", "\u{1b}[1m\\::b\u{1b}[0m"),
            ("\u{3000}::b", "\u{3000}\\::b"),
            ("x ##[add-mask]y", "x #\\#[add-mask]y"),
            ("###[a] ##VSO[b]", "##\\#[a] #\\#VSO[b]"),
        ] {
            assert_eq!(harmless(text), safe);
        }
    }

    #[test]
    fn nothing_reaches_the_terminal_raw() {
        assert_eq!(sanitize("Smith \"&\" Søn"), "Smith \"&\" Søn");
        assert_eq!(sanitize("a\u{1b}[31mb\n"), "a\u{241b}[31mb\u{240a}");
        assert_eq!(sanitize("a\u{202e}b\u{9b}c"), "a\\u{202e}b\\u{9b}c");
    }
}
