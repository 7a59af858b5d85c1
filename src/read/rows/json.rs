//! Reads a JSON line byte by byte: what stands in it and where, one event after the other.

use std::borrow::Cow;

/// What is told of a line, in its order; an entry that is `null` is not told.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Event<'a> {
    /// The key of the value that comes next.
    Key(&'a str),
    /// A number.
    Number(f64),
    /// A text.
    Text(&'a str),
    /// true or false.
    YesNo(bool),
    /// An object begins.
    Object,
    /// A list begins.
    List,
    /// What began last ends.
    End,
}

/// Why a line cannot be read, and at which byte.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct JsonError {
    /// Where.
    pub at: usize,
    /// Why.
    pub fault: JsonFault,
}

/// Why a line cannot be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum JsonFault {
    /// It is not JSON.
    Syntax,
    /// It is JSON and no object.
    NoObject,
    /// Objects and lists inside one another go too deep.
    Deep,
    /// An object has so many keys.
    ManyKeys(usize),
    /// A key stands twice in its object; the place is that of the second value.
    Twice(String),
    /// A list holds null.
    Null,
    /// A text with escapes that mean no character, which ends before this byte.
    Text(usize),
}

/// More than anything about a candidate.
const MOST_KEYS: usize = 1000;

/// Deeper than any key of a candidate goes.
const DEEPEST: usize = 8;

/// Reads a line, up to the first thing that is wrong, and tells what stands there and at which byte; of a key, where its
/// value begins.
pub fn scan(line: &str, tell: impl FnMut(Event<'_>, usize)) -> Result<(), JsonError> {
    let mut scanner = Scanner {
        line,
        at: 0,
        tell,
        keys: Vec::with_capacity(32),
    };
    scanner.skip_blanks();
    if scanner.peek() != Some(b'{') {
        return Err(scanner.fault(JsonFault::NoObject));
    }
    scanner.value(0)?;
    scanner.skip_blanks();
    match scanner.peek() {
        None => Ok(()),
        Some(_) => Err(scanner.fault(JsonFault::Syntax)),
    }
}

struct Scanner<'a, T> {
    line: &'a str,
    at: usize,
    tell: T,
    /// The keys of the objects that are open.
    keys: Vec<Cow<'a, str>>,
}

impl<'a, T: FnMut(Event<'_>, usize)> Scanner<'a, T> {
    fn fault(&self, fault: JsonFault) -> JsonError {
        JsonError { at: self.at, fault }
    }

    fn peek(&self) -> Option<u8> {
        self.line.as_bytes().get(self.at).copied()
    }

    fn skip_blanks(&mut self) {
        while let Some(b' ' | b'\t' | b'\r' | b'\n') = self.peek() {
            self.at += 1;
        }
    }

    /// Takes this byte, with the blanks around it, if it comes next.
    fn takes(&mut self, byte: u8) -> bool {
        self.skip_blanks();
        let is_next = self.peek() == Some(byte);
        if is_next {
            self.at += 1;
            self.skip_blanks();
        }
        is_next
    }

    fn expect(&mut self, byte: u8) -> Result<(), JsonError> {
        if self.takes(byte) {
            return Ok(());
        }
        Err(self.fault(JsonFault::Syntax))
    }

    fn word(&mut self, word: &str) -> Result<(), JsonError> {
        if !self.line[self.at..].starts_with(word) {
            return Err(self.fault(JsonFault::Syntax));
        }
        self.at += word.len();
        Ok(())
    }

    fn value(&mut self, depth: usize) -> Result<(), JsonError> {
        if depth > DEEPEST {
            return Err(self.fault(JsonFault::Deep));
        }
        let at = self.at;
        match self.peek() {
            Some(b'{') => {
                (self.tell)(Event::Object, at);
                self.object(depth)?;
                (self.tell)(Event::End, self.at);
            }
            Some(b'[') => {
                (self.tell)(Event::List, at);
                self.list(depth)?;
                (self.tell)(Event::End, self.at);
            }
            Some(b'"') => {
                let text = self.text()?;
                (self.tell)(Event::Text(&text), at);
            }
            Some(b't') => {
                self.word("true")?;
                (self.tell)(Event::YesNo(true), at);
            }
            Some(b'f') => {
                self.word("false")?;
                (self.tell)(Event::YesNo(false), at);
            }
            _ => {
                let number = self.number()?;
                (self.tell)(Event::Number(number), at);
            }
        }
        Ok(())
    }

    fn object(&mut self, depth: usize) -> Result<(), JsonError> {
        let first = self.keys.len();
        // A bit for each key; where two share one, they are compared.
        let mut marks = 0u64;
        self.takes(b'{');
        if !self.takes(b'}') {
            loop {
                if self.peek() != Some(b'"') {
                    return Err(self.fault(JsonFault::Syntax));
                }
                let key = self.text()?;
                self.expect(b':')?;
                let mark = mark(&key);
                if marks & mark != 0 && self.keys[first..].contains(&key) {
                    return Err(self.fault(JsonFault::Twice(key.to_string())));
                }
                marks |= mark;
                if self.peek() == Some(b'n') {
                    self.word("null")?;
                } else {
                    (self.tell)(Event::Key(&key), self.at);
                    self.value(depth + 1)?;
                }
                self.keys.push(key);
                if !self.takes(b',') {
                    break;
                }
            }
            self.expect(b'}')?;
        }
        let count = self.keys.len() - first;
        self.keys.truncate(first);
        if count > MOST_KEYS {
            return Err(self.fault(JsonFault::ManyKeys(count)));
        }
        Ok(())
    }

    fn list(&mut self, depth: usize) -> Result<(), JsonError> {
        self.takes(b'[');
        if self.takes(b']') {
            return Ok(());
        }
        loop {
            if self.peek() == Some(b'n') {
                return Err(self.fault(JsonFault::Null));
            }
            self.value(depth + 1)?;
            if !self.takes(b',') {
                return self.expect(b']');
            }
        }
    }

    fn text(&mut self) -> Result<Cow<'a, str>, JsonError> {
        let (line, start) = (self.line, self.at);
        let mut has_escapes = false;
        loop {
            self.at += 1;
            match self.peek() {
                Some(b'"') => break,
                Some(b'\\') => {
                    has_escapes = true;
                    self.at += 1;
                }
                Some(..b' ') | None => return Err(self.fault(JsonFault::Syntax)),
                Some(_) => {}
            }
        }
        self.at += 1;
        if !has_escapes {
            return Ok(Cow::Borrowed(&line[start + 1..self.at - 1]));
        }
        let text = line.get(start..self.at).unwrap_or_default();
        serde_json::from_str(text)
            .map(Cow::Owned)
            .map_err(|_| JsonError {
                at: start,
                fault: JsonFault::Text(self.at),
            })
    }

    /// As JSON writes numbers; what it calls one, Rust can read.
    fn number(&mut self) -> Result<f64, JsonError> {
        let start = self.at;
        self.skip(b'-');
        if !self.skip(b'0') {
            self.digits()?;
        }
        if self.skip(b'.') {
            self.digits()?;
        }
        if self.skip(b'e') || self.skip(b'E') {
            let _ = self.skip(b'+') || self.skip(b'-');
            self.digits()?;
        }
        Ok(self.line[start..self.at].parse().unwrap_or(f64::NAN))
    }

    fn skip(&mut self, byte: u8) -> bool {
        let is_next = self.peek() == Some(byte);
        self.at += usize::from(is_next);
        is_next
    }

    fn digits(&mut self) -> Result<(), JsonError> {
        let start = self.at;
        while let Some(b'0'..=b'9') = self.peek() {
            self.at += 1;
        }
        if self.at == start {
            return Err(self.fault(JsonFault::Syntax));
        }
        Ok(())
    }
}

fn mark(key: &str) -> u64 {
    let bytes = key.as_bytes();
    let ends = bytes.first().zip(bytes.last());
    let (first, last) = ends.map_or((0, 0), |(first, last)| {
        (usize::from(*first), usize::from(*last))
    });
    1 << ((bytes.len() + 5 * first + 11 * last) % 64)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use serde_json::{Value, json};

    use super::{Event, JsonError, JsonFault, scan};

    /// The events of a line, put together again.
    fn told(line: &str) -> Result<Value, JsonError> {
        let mut text = String::new();
        scan(line, |event, _| {
            if !matches!(event, Event::End) && !text.is_empty() && !text.ends_with(['{', '[', ':'])
            {
                text.push(',');
            }
            match event {
                Event::Key(key) => text.push_str(&format!("{}:", json!(key))),
                Event::Number(number) => text.push_str(&json!(number).to_string()),
                Event::Text(found) => text.push_str(&json!(found).to_string()),
                Event::YesNo(answer) => text.push_str(&answer.to_string()),
                Event::Object => text.push('{'),
                Event::List => text.push('['),
                Event::End => {
                    let opened = text.chars().fold(Vec::new(), |mut open, c| {
                        match c {
                            '{' | '[' => open.push(c),
                            '}' | ']' => drop(open.pop()),
                            _ => {}
                        }
                        open
                    });
                    text.push(if opened.last() == Some(&'[') {
                        ']'
                    } else {
                        '}'
                    });
                }
            }
        })?;
        Ok(serde_json::from_str(&text).unwrap_or_default())
    }

    fn fault(line: &str) -> Option<(usize, JsonFault)> {
        told(line).err().map(|error| (error.at, error.fault))
    }

    #[test]
    fn what_is_wrong_has_a_place() {
        for (line, at, fault_) in [
            ("[1]", 0, JsonFault::NoObject),
            (r#"{"a": 1,}"#, 8, JsonFault::Syntax),
            (r#"{"a": 01}"#, 7, JsonFault::Syntax),
            (r#"{"a": 1} x"#, 9, JsonFault::Syntax),
            (r#"{"a": [1, null]}"#, 10, JsonFault::Null),
            (r#"{"a": "\ud800"}"#, 6, JsonFault::Text(14)),
            (r#"{"a": 1, "\u0061": 2}"#, 19, JsonFault::Twice("a".into())),
            ("{\"a\":[[[[[[[[1]]]]]]]]}", 13, JsonFault::Deep),
        ] {
            assert_eq!(fault(line), Some((at, fault_)), "{line}");
        }
        assert_eq!(
            told(r#" { "a" : null , "b" : { } } "#),
            Ok(json!({"b": {}}))
        );
    }

    proptest! {
        /// What serde_json takes is taken, and the other way round.
        #[test]
        fn it_agrees_with_serde_json(line in r#"\{("[ab\\u01"]{0,4}"|[:,{}\[\] \-+.eE019]|null|true|[a-f]){0,12}\}?"#) {
            let is_json = serde_json::from_str::<&serde_json::value::RawValue>(&line).is_ok();
            match fault(&line) {
                None => prop_assert!(is_json),
                Some((_, JsonFault::Syntax)) => prop_assert!(!is_json),
                Some(_) => {}
            }
        }
    }
}
