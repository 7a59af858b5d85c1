//! Texts that are not UTF-8.

use std::io::{self, Error, ErrorKind, Read};

use super::guess::has_no_character;
use encoding_rs::{DecoderResult, ISO_8859_15, UTF_16BE, UTF_16LE, WINDOWS_1252};

/// How a text is coded, if not as UTF-8.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Encoding {
    /// Two bytes a letter or more, of which either can come first.
    Utf16,
    /// As browsers read a page that says so.
    Named(&'static encoding_rs::Encoding),
}

impl Encoding {
    /// The encoding of a name, as <https://encoding.spec.whatwg.org/#names-and-labels> has it, or as people say.
    pub fn named(name: &str) -> Option<Self> {
        match name {
            "utf-16" | "utf16" => Some(Self::Utf16),
            "latin9" => Some(Self::Named(ISO_8859_15)),
            name => {
                encoding_rs::Encoding::for_label_no_replacement(name.as_bytes()).map(Self::Named)
            }
        }
    }
}

/// Reads a text as UTF-8, whatever it is coded in. A byte-order mark goes before what it is told.
pub struct Decoder<R> {
    input: R,
    encoding: Encoding,
    /// None before the first bytes are there.
    decoder: Option<encoding_rs::Decoder>,
    raw: Vec<u8>,
    text: Vec<u8>,
    /// How much of the text was handed out.
    at: usize,
    is_over: bool,
}

impl<R: Read> Decoder<R> {
    /// Reads that text.
    pub fn new(input: R, encoding: Encoding) -> Self {
        Self {
            input,
            encoding,
            decoder: None,
            raw: Vec::new(),
            text: Vec::new(),
            at: 0,
            is_over: false,
        }
    }

    fn read_more(&mut self) -> io::Result<()> {
        const MOST: usize = 1 << 16;
        self.at = 0;
        self.raw.resize(MOST, 0);
        let mut read = 0;
        // Two bytes tell which of two comes first in UTF-16.
        let least = if self.decoder.is_none() { 2 } else { 1 };
        while read < least && !self.is_over {
            let more = self.input.read(&mut self.raw[read..])?;
            self.is_over = more == 0;
            read += more;
        }
        let raw = &self.raw[..read];
        let encoding = match self.encoding {
            Encoding::Utf16 if raw.first() == Some(&0) => UTF_16BE,
            Encoding::Utf16 => UTF_16LE,
            Encoding::Named(encoding) => encoding,
        };
        let decoder = self.decoder.get_or_insert_with(|| encoding.new_decoder());
        let room = decoder.max_utf8_buffer_length_without_replacement(read);
        self.text.resize(room.unwrap_or_default(), 0);
        let (result, _, written) =
            decoder.decode_to_utf8_without_replacement(raw, &mut self.text, self.is_over);
        self.text.truncate(written);
        // By a mark at the beginning it can be another.
        let is_1252 = decoder.encoding() == WINDOWS_1252;
        match result {
            DecoderResult::Malformed(..) => Err(self.is_another()),
            // Browsers make control characters of these.
            _ if is_1252 && self.raw[..read].iter().copied().any(has_no_character) => {
                Err(self.is_another())
            }
            DecoderResult::InputEmpty | DecoderResult::OutputFull => Ok(()),
        }
    }

    fn is_another(&self) -> Error {
        let name = match self.encoding {
            Encoding::Utf16 => "UTF-16",
            Encoding::Named(encoding) => encoding.name(),
        };
        Error::new(ErrorKind::InvalidData, format!("its text is not {name}"))
    }
}

impl<R: Read> Read for Decoder<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        while self.at == self.text.len() && !self.is_over {
            self.read_more()?;
        }
        let read = (&self.text[self.at..]).read(buffer)?;
        self.at += read;
        Ok(read)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use encoding_rs::SHIFT_JIS;

    fn decoded(bytes: &[u8], encoding: Encoding) -> Option<String> {
        let mut text = String::new();
        let read = Decoder::new(bytes, encoding).read_to_string(&mut text);
        read.is_ok().then_some(text)
    }

    #[test]
    fn texts_become_utf_8() {
        for (bytes, encoding, expected) in [
            (
                b"\xD8re 5 \x80".as_slice(),
                Encoding::Named(WINDOWS_1252),
                "Øre 5 €",
            ),
            (b"\xD8re 5 \xA4", Encoding::Named(ISO_8859_15), "Øre 5 €"),
            (b"\xFF\xFE\xD8\0a\0", Encoding::Utf16, "Øa"),
            (b"\xFE\xFF\0\xD8\0a", Encoding::Utf16, "Øa"),
            (b"\0a\0\xD8", Encoding::Utf16, "aØ"),
            (b"a\0\xD8\0", Encoding::Utf16, "aØ"),
            (
                b"\xEF\xBB\xBF\xC3\x98\xC3\x81",
                Encoding::Named(WINDOWS_1252),
                "ØÁ",
            ),
            (b"", Encoding::Utf16, ""),
        ] {
            assert_eq!(decoded(bytes, encoding).as_deref(), Some(expected));
        }
        assert_eq!(decoded(b"a\0\0\xD8a\0", Encoding::Utf16), None);
        assert_eq!(decoded(b"a\0b", Encoding::Utf16), None);
        assert_eq!(decoded(b"a\x81", Encoding::Named(WINDOWS_1252)), None);
        assert_eq!(decoded(b"a\x81", Encoding::Named(SHIFT_JIS)), None);
    }
}
