//! Text from a file, made safe for a terminal once, at the edge.

use std::borrow::Cow;
use std::io::{Result, Write};

use crate::model::names::is_hidden;

/// Shows control characters and characters that reorder or hide text as their symbols or as `\u{..}`,
/// so that a name can neither move the cursor nor pass for another one. Joiners stay where a script or an emoji needs
/// them; a soft hyphen, which only says where a word may be broken, goes.
pub fn sanitize(text: &str) -> Cow<'_, str> {
    let is_plain = text.bytes().all(|byte| matches!(byte, b' '..=b'~'));
    if is_plain || !text.chars().any(is_unsafe) {
        return Cow::Borrowed(text);
    }
    let mut safe = String::with_capacity(text.len() + 8);
    let mut before = None;
    let mut rest = text.chars();
    while let Some(c) = rest.next() {
        match c {
            // The control pictures stand in the order of the controls.
            '\0'..='\u{1f}' => safe.extend(char::from_u32(0x2400 + c as u32)),
            '\u{7f}' => safe.push('\u{2421}'),
            '\u{ad}' => {}
            c if shows(before, c, rest.clone().next()) => safe.push(c),
            c => safe.extend(c.escape_unicode()),
        }
        before = Some(c);
    }
    Cow::Owned(safe)
}

/// Keep letters apart that would be joined, and join those that would not.
const ZWNJ: char = '\u{200c}';
const ZWJ: char = '\u{200d}';

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

/// Writes JSON without the marks of commands. A mark has no character that JSON escapes, so that serde_json hands it over
/// in one piece.
pub(super) struct Unmarked<W> {
    out: W,
    second: &'static str,
}

impl<W: Write> Unmarked<W> {
    /// Writes on to `out`, the second `#` of each mark as given.
    pub(super) fn new(out: W, second: &'static str) -> Self {
        Self { out, second }
    }
}

impl<W: Write> Write for Unmarked<W> {
    fn write(&mut self, piece: &[u8]) -> Result<usize> {
        self.write_all(piece)?;
        Ok(piece.len())
    }

    fn write_all(&mut self, piece: &[u8]) -> Result<()> {
        match std::str::from_utf8(piece) {
            Ok(text) if text.contains("##") => {
                let safe = without_marks(text, self.second);
                self.out.write_all(safe.as_bytes())
            }
            _ => self.out.write_all(piece),
        }
    }

    fn flush(&mut self) -> Result<()> {
        self.out.flush()
    }
}

/// Whether a text begins with a mark of a command.
fn is_mark(text: &str) -> bool {
    ["##[", "##vso["].iter().any(|mark| {
        let start = text.as_bytes().get(..mark.len());
        start.is_some_and(|start| start.eq_ignore_ascii_case(mark.as_bytes()))
    })
}

/// Controls, and what is in a text and does not show.
fn is_unsafe(c: char) -> bool {
    c.is_control() || is_hidden(c)
}

/// Whether a character between these two can stand there as it is.
pub(super) fn shows(before: Option<char>, c: char, after: Option<char>) -> bool {
    !is_unsafe(c) || matches!(c, ZWNJ | ZWJ) && are_joined(before, after)
}

/// Whether ZWNJ or ZWJ between these two changes how they look, and hides nothing: between letters of a script that
/// writes with them, and between the parts of an emoji.
fn are_joined(before: Option<char>, after: Option<char>) -> bool {
    let both = |of: fn(char) -> bool| before.is_some_and(of) && after.is_some_and(of);
    both(is_joining_letter) || both(is_emoji)
}

/// A letter, or a mark of one, of the scripts in which joiners tell words apart: Arabic, Syriac, N'Ko and their like,
/// those of India and its neighbours, Myanmar, Khmer, Mongolian.
fn is_joining_letter(c: char) -> bool {
    let is_of_them = matches!(
        c,
        '\u{620}'..='\u{8ff}'
            | '\u{900}'..='\u{df4}'
            | '\u{1000}'..='\u{109f}'
            | '\u{1780}'..='\u{17d3}'
            | '\u{1807}'..='\u{18af}'
            | '\u{1a20}'..='\u{1aad}'
            | '\u{1b00}'..='\u{1bff}'
            | '\u{1cd0}'..='\u{1cff}'
            | '\u{a800}'..='\u{a82f}'
            | '\u{a840}'..='\u{a87f}'
            | '\u{a8e0}'..='\u{a8ff}'
            | '\u{a980}'..='\u{a9ff}'
            | '\u{aa60}'..='\u{aa7f}'
            | '\u{abc0}'..='\u{abff}'
            | '\u{fb50}'..='\u{fdff}'
            | '\u{fe70}'..='\u{fefc}'
            | '\u{10d00}'..='\u{10d3f}'
            | '\u{11000}'..='\u{11fff}'
            | '\u{1e900}'..='\u{1e95f}'
    );
    is_of_them && !is_unsafe(c) && !c.is_numeric()
}

/// A picture, or what stands behind one: the form of an emoji, the colour of a skin.
fn is_emoji(c: char) -> bool {
    matches!(
        c,
        '\u{203c}' | '\u{2049}' | '\u{2190}'..='\u{21ff}' | '\u{2300}'..='\u{27bf}' | '\u{2b00}'..='\u{2bff}'
            | '\u{fe0f}' | '\u{1f000}'..='\u{1faff}'
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
    #[test]
    fn joiners_stay_where_a_script_needs_them() {
        for shown in [
            "شرکت نرم\u{200c}افزار پارس",
            "ශ\u{dca}\u{200d}ර\u{dd3} ලංකා",
            "क\u{94d}\u{200d}ष",
            "👩\u{200d}🔬 Lab",
            "❤\u{fe0f}\u{200d}🔥",
            "🏳\u{fe0f}\u{200d}🌈",
        ] {
            assert_eq!(sanitize(shown), shown);
        }
        for (text, shown) in [
            ("Ac\u{200d}me", "Ac\u{5c}u{200d}me"),
            ("\u{200c}خواهم", "\u{5c}u{200c}خواهم"),
            ("می\u{200c}\u{202e}خ", "می\u{5c}u{200c}\u{5c}u{202e}خ"),
            ("Bau\u{ad}gesellschaft", "Baugesellschaft"),
        ] {
            assert_eq!(sanitize(text), shown);
        }
    }
}
