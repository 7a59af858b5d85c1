//! Texts that are not UTF-8.

use std::io::{self, Error, ErrorKind, Read};

use encoding_rs::{DecoderResult, ISO_8859_15, UTF_16BE, UTF_16LE, WINDOWS_1252};

/// How a text is coded, if not as UTF-8.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Encoding {
    /// Two bytes a letter or more.
    Utf16,
    /// What Windows calls ANSI in western Europe and America; it has all letters of ISO 8859-1 in their places.
    Windows1252,
    /// With a euro sign.
    Iso8859_15,
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
            Encoding::Windows1252 => WINDOWS_1252,
            Encoding::Iso8859_15 => ISO_8859_15,
        };
        let decoder = self.decoder.get_or_insert_with(|| encoding.new_decoder());
        let room = decoder.max_utf8_buffer_length_without_replacement(read);
        self.text.resize(room.unwrap_or_default(), 0);
        let (result, _, written) =
            decoder.decode_to_utf8_without_replacement(raw, &mut self.text, self.is_over);
        self.text.truncate(written);
        match result {
            DecoderResult::Malformed(..) => {
                // Code pages have a letter for every byte.
                Err(Error::new(ErrorKind::InvalidData, "its text is not UTF-16"))
            }
            DecoderResult::InputEmpty | DecoderResult::OutputFull => Ok(()),
        }
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
                Encoding::Windows1252,
                "Øre 5 €",
            ),
            (b"\xD8re 5 \xA4", Encoding::Iso8859_15, "Øre 5 €"),
            (b"\xFF\xFE\xD8\0a\0", Encoding::Utf16, "Øa"),
            (b"\xFE\xFF\0\xD8\0a", Encoding::Utf16, "Øa"),
            (b"\0a\0\xD8", Encoding::Utf16, "aØ"),
            (b"a\0\xD8\0", Encoding::Utf16, "aØ"),
            (b"\xEF\xBB\xBF\xC3\x98", Encoding::Windows1252, "Ø"),
            (b"", Encoding::Utf16, ""),
        ] {
            assert_eq!(decoded(bytes, encoding).as_deref(), Some(expected));
        }
        assert_eq!(decoded(b"a\0\0\xD8a\0", Encoding::Utf16), None);
        assert_eq!(decoded(b"a\0b", Encoding::Utf16), None);
    }
}
