//! The text of a deal file and the places in it.

use std::ops::Range;

use memchr::memchr_iter;

use super::packed::packed;
use super::rows::in_windows_1252;
use crate::deal::Problem;
use crate::model::Code;
use crate::model::text::cut;

/// A file as it was given, with the starts of its lines.
#[derive(Clone, Debug)]
pub struct Source {
    /// The name as given; `<stdin>` for standard input.
    pub name: String,
    /// Its text, byte for byte.
    pub text: String,
    line_starts: Vec<u32>,
}

/// What a file is that is no UTF-8, and a command that works on it.
fn what_it_is(name: &str, bytes: &[u8]) -> String {
    let convert = |from: &str| {
        format!(
            "it looks like {from}: `iconv -f {from} -t UTF-8 '{name}' > utf8.toml` makes a file that can be read"
        )
    };
    match bytes {
        [0xff, 0xfe, ..] | [0xfe, 0xff, ..] => convert("UTF-16"),
        // Without a mark at the beginning every second byte of most letters is 0.
        [1..=255, 0, 1..=255, 0, ..] => convert("UTF-16LE"),
        [0, 1..=255, 0, 1..=255, ..] => convert("UTF-16BE"),
        bytes if bytes.contains(&0) => "this is no text: pass a deal file".to_owned(),
        _ => match in_windows_1252(bytes) {
            (word, true) => {
                let word = cut(&word, 60);
                format!(
                    "{}; look whether `{word}` is right in it",
                    convert("WINDOWS-1252")
                )
            }
            (_, false) => {
                "it is hardly WINDOWS-1252, and its encoding is not known: save it as UTF-8"
                    .to_owned()
            }
        },
    }
}

impl Source {
    /// A source of that name and text.
    pub fn new(name: impl Into<String>, text: impl Into<String>) -> Self {
        let text = text.into();
        // Room for just as many: a file may hold nothing but line breaks.
        let lines = memchr_iter(b'\n', text.as_bytes()).count() + 1;
        let mut line_starts = Vec::with_capacity(lines);
        line_starts.push(0);
        line_starts.extend(memchr_iter(b'\n', text.as_bytes()).map(|at| at as u32 + 1));
        Self {
            name: name.into(),
            text,
            line_starts,
        }
    }

    /// A source from the bytes of a file, which must be UTF-8. If they are not, what comes before
    /// the first bad byte, and a problem that says where it is.
    pub fn from_bytes(name: impl Into<String>, bytes: Vec<u8>) -> (Self, Option<Problem>) {
        if let Some(packed) = packed(&bytes) {
            let name = name.into();
            let message = format!("this is {}, and no text", packed.what());
            let problem = Problem::new(Code::Unreadable, 0..0, message);
            let help = packed.help(&name, "toml");
            return (Self::new(name, ""), Some(problem.help(help)));
        }
        match String::from_utf8(bytes) {
            // UTF-16 without a mark looks like text.
            Ok(text) if text.contains('\0') => {
                let name = name.into();
                let problem =
                    Problem::new(Code::Unreadable, 0..0, "the file holds bytes of value 0");
                let problem = problem.help(what_it_is(&name, text.as_bytes()));
                (Self::new(name, ""), Some(problem))
            }
            Ok(text) => (Self::new(name, text), None),
            Err(error) => {
                let end = error.utf8_error().valid_up_to();
                let bytes = error.into_bytes();
                let message = format!(
                    "the file is not UTF-8 text: here comes byte 0x{:02X}",
                    bytes[end]
                );
                let name = name.into();
                let help = what_it_is(&name, &bytes);
                let problem = Problem::new(Code::Unreadable, end..end, message).help(help);
                let readable = Self::new(name, String::from_utf8_lossy(&bytes[..end]));
                (readable, Some(problem))
            }
        }
    }

    /// The line of a byte offset, from 1.
    pub fn line(&self, offset: usize) -> u32 {
        self.line_starts
            .partition_point(|&start| start as usize <= offset) as u32
    }

    /// The bytes of a line, from 1, without blanks around.
    pub fn line_span(&self, line: u32) -> Range<usize> {
        let start = self.line_starts.get(line.saturating_sub(1) as usize);
        let start = start.map_or(0, |start| *start as usize);
        let rest = &self.text[start..];
        let text = rest.split('\n').next().unwrap_or_default();
        let start = start + (text.len() - text.trim_start().len());
        start..start + text.trim().len()
    }

    /// The line and the column in characters of a byte offset, both from 1. A byte-order mark
    /// takes no column.
    pub fn position(&self, offset: usize) -> (u32, u32) {
        let line = self.line(offset);
        let start = self.line_starts[line as usize - 1] as usize;
        let mut offset = offset.clamp(start, self.text.len());
        while !self.text.is_char_boundary(offset) {
            offset -= 1;
        }
        let before = self.text[start..offset].trim_start_matches('\u{feff}');
        (line, before.chars().count() as u32 + 1)
    }

    /// The bytes of the lines that the span touches, without the last line break.
    pub fn lines_around(&self, span: &Range<usize>) -> Range<usize> {
        let start = self.line_starts[self.line(span.start) as usize - 1] as usize;
        // Bytes, because the last one of the span can lie inside a letter.
        let bytes = self.text.as_bytes();
        let last = span.end.saturating_sub(1).max(span.start).min(bytes.len());
        let end = bytes[last..]
            .iter()
            .position(|&byte| byte == b'\n')
            .map_or(bytes.len(), |at| last + at);
        start..end.max(start)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_inside_letters_do_no_harm() {
        for text in ["é", "a = 1 é", "[deal]\nnäme = \"x\"\n", "name = “x”"] {
            let source = Source::new("x", text);
            for start in 0..=text.len() {
                for end in start..=text.len() {
                    let lines = source.lines_around(&(start..end));
                    assert!(text.get(lines).is_some(), "{text} {start}..{end}");
                    source.position(start);
                }
            }
            super::super::read(&source);
        }
    }

    #[test]
    fn utf_16_without_a_mark_is_no_text() {
        for (bytes, is_called) in [
            (&b"d\0e\0"[..], "it looks like UTF-16LE"),
            (b"\0d\0e", "it looks like UTF-16BE"),
            (b"name = '\0'", "this is no text"),
        ] {
            let (_, problem) = Source::from_bytes("x", bytes.to_vec());
            let help = problem.and_then(|problem| problem.help);
            let help = help.expect("a problem with help");
            assert!(help.starts_with(is_called), "{help}");
        }
    }

    #[test]
    fn columns_count_characters() {
        let source = Source::new("x", "\u{feff}é = 1\nβγ = 2\n");
        assert_eq!(
            source.position(source.text.find('=').expect("there")),
            (1, 3)
        );
        assert_eq!(
            source.position(source.text.rfind('=').expect("there")),
            (2, 4)
        );
        assert_eq!(source.position(source.text.len()), (3, 1));
        // An offset inside a letter is that of the letter.
        assert_eq!(source.position(4), (1, 1));
    }
}
