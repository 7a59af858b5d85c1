//! Whether a TOML text would take more memory than its size allows, told before it is parsed.
//!
//! A parser makes a table of a kilobyte of `a.b=1`, and keeps every sign with its place. A file of nothing but such
//! signs, which nobody wrote by hand, would take hundreds of times its size.

/// Memory that any text may take, and what it may take for each of its bytes beside that.
const FREE: u64 = 64 << 20;
const FOR_A_BYTE: u64 = 50;

/// What a byte of a text costs: itself, and where its lines begin.
const TEXT: u64 = 6;
/// What the parts of a text cost in bytes, as measured with toml 1.2.
const SIGN: u64 = 48;
const VALUE: u64 = 112;
const LIST: u64 = 288;
const TABLE: u64 = 1250;
/// A candidate as it is read, beside its table.
const CANDIDATE: u64 = 1100;

/// How many parts a text has: never less than it has, and hardly more in what people write.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Parts {
    /// Words, marks and blanks between them.
    signs: u64,
    /// What stands between commas, or behind `=`.
    values: u64,
    lists: u64,
    /// With those that keys with points in them make.
    tables: u64,
}

/// Whether a text is small enough in parts for its length.
pub(in crate::read) fn is_bearable(text: &str) -> bool {
    // Too short to cost much, whatever stands in it.
    if (text.len() as u64) * (SIGN + TABLE) < FREE {
        return true;
    }
    let Parts {
        signs,
        values,
        lists,
        tables,
    } = parts(text);
    // What the parser keeps of signs is gone when candidates are read.
    let at_once = (SIGN * signs).max(CANDIDATE * tables);
    let cost = TEXT * text.len() as u64 + at_once + VALUE * values + LIST * lists + TABLE * tables;
    cost <= FREE + FOR_A_BYTE * text.len() as u64
}

fn parts(text: &str) -> Parts {
    let bytes = text.as_bytes();
    let mut parts = Parts::default();
    // The key that is being read, the points in it, and the tables that lead to the last one.
    let (mut key, mut points, mut last) = (0, Vec::new(), &bytes[..0]);
    let mut is_header = false;
    let mut before = b'\n';
    for (at, &byte) in bytes.iter().enumerate() {
        parts.signs += u64::from(is_mark(byte) || kind(byte) != kind(before));
        match byte {
            b'{' => parts.tables += 1,
            b'[' if begins_line(&bytes[..at]) => {
                is_header = true;
                parts.tables += 1;
                // Keys below a header lead to tables of its own.
                last = &bytes[..0];
            }
            b'[' if !is_header => parts.lists += 1,
            b'.' => points.push(at),
            b'=' => {
                parts.values += 1;
                if let Some(&point) = points.last()
                    && &bytes[key..point] != last
                {
                    last = &bytes[key..point];
                    parts.tables += points.len() as u64;
                }
            }
            b',' => parts.values += 1,
            b']' if is_header => parts.tables += points.len() as u64,
            _ => {}
        }
        match byte {
            b'\n' | b',' | b'{' | b'=' | b']' => {
                (key, is_header) = (at + 1, is_header && byte == b']');
                points.clear();
            }
            _ => {}
        }
        before = byte;
    }
    parts
}

/// Whether what comes next begins a line, but for blanks.
fn begins_line(before: &[u8]) -> bool {
    let mut before = before.iter().rev();
    let last = before.find(|byte| !matches!(byte, b' ' | b'\t'));
    last.is_none_or(|byte| *byte == b'\n')
}

fn is_mark(byte: u8) -> bool {
    matches!(byte, b'\n' | b',' | b'{' | b'}' | b'[' | b']' | b'=' | b'.')
}

/// Blanks, marks, and all that words are made of.
fn kind(byte: u8) -> u8 {
    match byte {
        b' ' | b'\t' | b'\r' => 0,
        byte if is_mark(byte) => 1,
        _ => 2,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_are_counted() {
        let text = "[a.b]\nx = [1, 2]\nc.d = 1\nc.e = 2\ny = { z = 1.5 }\n";
        let found = parts(text);
        // [a.b] is two, c one, y one.
        assert_eq!((found.tables, found.lists, found.values), (4, 1, 6));
        assert!(found.signs >= 40, "{found:?}");
    }

    #[test]
    fn what_people_write_is_bearable() {
        let candidate = "[[candidates]]\nname = \"C\"\ngoals = { growth = 1, margin = 2.5 }\n\
                         ratings.trust = 7\nratings.governance = 6\nnotes = \"a sentence, or two.\"\n";
        assert!(is_bearable(&candidate.repeat(20_000)));
        let deep = format!("[[c]]\n{}=1\n", ["abcd"; 21].join("."));
        let indented = format!(" [{}]\n", ["abcd"; 21].join("."));
        for part in [&deep, &indented] {
            assert!(
                !is_bearable(&part.repeat(16_000_000 / part.len())),
                "{part}"
            );
        }
        for part in ["{},", "a.b=1\n", "1,", "[],", "[1],", "{a=1},", "[[a]]\n"] {
            assert!(
                !is_bearable(&part.repeat(16_000_000 / part.len())),
                "{part}"
            );
        }
    }
}
