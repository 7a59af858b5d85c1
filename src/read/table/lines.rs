//! Takes in JSON lines of the shape of `[[candidates]]`.

use serde::de::Deserialize;
use serde_json::value::RawValue;

use super::dotted::{self, is_dotted, may_be_no_text};
use super::problem::{RowProblem, WHOLE_LINES, not_utf8};
use crate::model::Code;
use crate::read::builder::{Span, Tree, Value};
use crate::read::rows::{Event, JsonError, JsonFault, scan};

/// Makes a tree of a line, whose places are bytes of the line; what is `null` is not there.
pub fn fill(tree: &mut Tree, text: &[u8], line: u32) -> Result<(), RowProblem> {
    tree.clear();
    let text = std::str::from_utf8(text).map_err(|error| {
        let byte = text[error.valid_up_to()];
        let message = format!("not UTF-8 text: here comes byte 0x{byte:02X}");
        let column = column(text, error.valid_up_to());
        let problem = RowProblem::of_row(line, Code::Unreadable, message);
        problem.at(column).help(not_utf8(text))
    })?;
    let mut is_flat = false;
    let told = scan(text, |event, at| {
        // Problems of a key come before those of its value.
        let (key_at, at) = (Span::from(at..at), Span::from(at..at + 1));
        match event {
            Event::Key(key) => {
                is_flat |= is_dotted(key);
                tree.key(key, key_at);
            }
            Event::Number(number) => tree.value(Value::Number(number), at),
            Event::Text(text) => {
                is_flat |= may_be_no_text(text);
                tree.value(Value::Text(text), at);
            }
            Event::YesNo(answer) => tree.value(Value::YesNo(answer), at),
            Event::Object => tree.open(Value::Table, at),
            Event::List => tree.open(Value::List, at),
            Event::End => tree.close(),
        }
    });
    let told = match told {
        Ok(()) if is_flat => dotted::fill(tree, text),
        told => told,
    };
    told.map_err(|error| wrong(text, line, error))
}

/// The place of a byte in characters, from 1.
pub fn column(line: &[u8], byte: usize) -> u32 {
    let before = String::from_utf8_lossy(&line[..byte.min(line.len())]);
    before.chars().count() as u32 + 1
}

/// Why a line cannot be read: first that it is not JSON, if it is not.
fn wrong(text: &str, line: u32, error: JsonError) -> RowProblem {
    if let Err(problem) = parse::<&RawValue>(text, 0..text.len(), line) {
        return problem;
    }
    let problem = |code, message: &str| RowProblem::of_row(line, code, message);
    let column = column(text.as_bytes(), error.at);
    match error.fault {
        JsonFault::NoObject => {
            problem(Code::WrongType, "a line is not an object").help(WHOLE_LINES)
        }
        JsonFault::Deep => {
            problem(Code::WrongType, "nested deeper than any candidate is").at(column)
        }
        JsonFault::ManyKeys(count) => {
            let problem = problem(Code::WrongType, &format!("an object of {count} keys"));
            problem.help("no candidate has so many")
        }
        JsonFault::Twice(key) => {
            problem(Code::Duplicate, &format!("`{key}` stands twice")).at(column)
        }
        JsonFault::Null => problem(Code::WrongType, "a list holds null").at(column),
        JsonFault::Text(end) => match parse::<String>(text, error.at..end, line) {
            Err(problem) => problem,
            Ok(_) => problem(Code::Syntax, "not JSON"),
        },
        JsonFault::Syntax => problem(Code::Syntax, "not JSON").at(column),
    }
}

/// Parses a part of a line; the problem if it is not JSON.
fn parse<'a, T: Deserialize<'a>>(
    text: &'a str,
    part: std::ops::Range<usize>,
    line: u32,
) -> Result<T, RowProblem> {
    let start = part.start;
    serde_json::from_str(&text[part]).map_err(|error| {
        let message = error.to_string();
        // serde_json ends its messages with a place of its own, in bytes of the part.
        let message = message.split(" at line ").next().unwrap_or_default();
        let problem = RowProblem::of_row(line, Code::Syntax, format!("not JSON: {message}"));
        let at = start + error.column().saturating_sub(1);
        let rest = text.get(at..).unwrap_or_default().trim_start_matches('-');
        let is_no_number = ["NaN", "nan", "Infinity", "inf"]
            .iter()
            .any(|word| rest.starts_with(word));
        let problem = if is_no_number {
            problem.help(
                "JSON has no such number: leave the key out where nothing is known, or write null",
            )
        } else if error.is_eof() || text.trim_start().starts_with('[') {
            problem.help(WHOLE_LINES)
        } else {
            problem
        };
        problem.at(column(
            text.as_bytes(),
            start + error.column().saturating_sub(1),
        ))
    })
}
