//! Reads a JSON line of the shape of `[[candidates]]`.

use std::collections::HashSet;
use std::fmt;

use serde::de::{Deserialize, Deserializer, MapAccess, Visitor};
use serde_json::value::RawValue;

use super::row::{AS_UTF8, RowProblem, Rows};
use crate::model::Code;

pub(super) const WHOLE_LINES: &str = "each line holds one candidate: {\"name\": \"…\", …}; `jq -c '.[]'` makes such \
                           lines of an array, `jq -c .` of objects over several lines";

/// More than anything about a candidate.
const MOST_KEYS: usize = 1000;

/// Deeper than any key of a candidate goes.
const DEEPEST: usize = 8;

impl Rows {
    /// Takes in an object of a JSON line; what is `null` is not there.
    pub fn push_json(&mut self, text: &[u8], line: u32) -> Result<(), Vec<RowProblem>> {
        let text = std::str::from_utf8(text).map_err(|error| {
            let message = format!(
                "not UTF-8 text: here comes byte 0x{:02X}",
                text[error.valid_up_to()]
            );
            let column = column(&String::from_utf8_lossy(text), error.valid_up_to());
            let problem = RowProblem::of_row(line, Code::Unreadable, message);
            vec![problem.at(column).help(AS_UTF8)]
        })?;
        let mut line = Line {
            text,
            number: line,
            last: (0, 0),
        };
        self.push(line.number, |rows| {
            let raw = line.parse::<&RawValue>(text)?;
            if !raw.get().starts_with('{') {
                let problem = line.problem(Code::WrongType, "a line is not an object");
                return Err(vec![problem.help(WHOLE_LINES)]);
            }
            value(rows, &mut line, raw.get(), 0)
        })
    }
}

/// A line of a table.
struct Line<'a> {
    text: &'a str,
    number: u32,
    /// The byte that was asked for last, and how many characters stand before it.
    last: (usize, u32),
}

impl Line<'_> {
    fn problem(&self, code: Code, message: impl Into<String>) -> RowProblem {
        RowProblem::of_row(self.number, code, message)
    }

    fn start_of(&self, part: &str) -> usize {
        part.as_ptr() as usize - self.text.as_ptr() as usize
    }

    /// The column of a part of the line. Parts are asked for from left to right, so all of them together
    /// take one look at the line.
    fn column_of(&mut self, part: &str) -> u32 {
        let start = self.start_of(part);
        let (from, before) = if start < self.last.0 {
            (0, 0)
        } else {
            self.last
        };
        let before = before + self.text[from..start].chars().count() as u32;
        self.last = (start, before);
        before + 1
    }

    fn parse<'a, T: Deserialize<'a>>(&self, part: &'a str) -> Result<T, Vec<RowProblem>> {
        serde_json::from_str(part).map_err(|error| {
            let message = error.to_string();
            // serde_json ends its messages with a place of its own, in bytes of the part.
            let message = message.split(" at line ").next().unwrap_or_default();
            let problem = self.problem(Code::Syntax, format!("not JSON: {message}"));
            let problem = if error.is_eof() || self.text.trim_start().starts_with('[') {
                problem.help(WHOLE_LINES)
            } else {
                problem
            };
            let place = self.start_of(part) + error.column().saturating_sub(1);
            vec![problem.at(column(self.text, place))]
        })
    }
}

/// The place of a byte in characters, from 1.
fn column(line: &str, byte: usize) -> u32 {
    let before = line.char_indices().take_while(|(at, _)| *at < byte);
    before.count() as u32 + 1
}

fn value(
    rows: &mut Rows,
    line: &mut Line<'_>,
    raw: &str,
    depth: usize,
) -> Result<(), Vec<RowProblem>> {
    if depth > DEEPEST {
        let problem = line.problem(Code::WrongType, "nested deeper than any candidate is");
        return Err(vec![problem.at(line.column_of(raw))]);
    }
    match raw.as_bytes().first() {
        Some(b'{') => {
            rows.open('{');
            let entries: Entries<'_> = line.parse(raw)?;
            if entries.0.len() > MOST_KEYS {
                let message = format!("an object of {} keys", entries.0.len());
                let problem = line.problem(Code::WrongType, message);
                return Err(vec![problem.help("no candidate has so many")]);
            }
            let mut seen = HashSet::new();
            for (key, inner) in &entries.0 {
                // JSON keeps the last of two, silently.
                if !seen.insert(key) {
                    let message = format!("`{key}` stands twice");
                    let problem = line.problem(Code::Duplicate, message);
                    return Err(vec![problem.at(line.column_of(inner.get()))]);
                }
                if inner.get() == "null" {
                    continue;
                }
                rows.place(line.column_of(inner.get()));
                rows.key(key);
                value(rows, line, inner.get(), depth + 1)?;
                rows.raw(",");
            }
            rows.open('}');
        }
        Some(b'[') => {
            rows.open('[');
            for inner in line.parse::<Vec<&RawValue>>(raw)? {
                rows.place(line.column_of(inner.get()));
                value(rows, line, inner.get(), depth + 1)?;
                rows.raw(",");
            }
            rows.open(']');
        }
        Some(b'"') => rows.string(&line.parse::<String>(raw)?),
        Some(b't' | b'f') => rows.raw(raw),
        Some(b'n') => {
            let problem = line.problem(Code::WrongType, "a list holds null");
            return Err(vec![problem.at(line.column_of(raw))]);
        }
        // What JSON calls a number, Rust can read.
        _ => rows.number(raw.parse().unwrap_or(f64::NAN)),
    }
    Ok(())
}

/// The entries of an object, in order, none of them lost.
struct Entries<'a>(Vec<(String, &'a RawValue)>);

impl<'de> Deserialize<'de> for Entries<'de> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct All;
        impl<'de> Visitor<'de> for All {
            type Value = Entries<'de>;

            fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
                formatter.write_str("an object")
            }

            fn visit_map<M: MapAccess<'de>>(self, mut map: M) -> Result<Self::Value, M::Error> {
                let mut entries = Vec::new();
                while let Some(entry) = map.next_entry()? {
                    entries.push(entry);
                }
                Ok(Entries(entries))
            }
        }
        deserializer.deserialize_map(All)
    }
}
