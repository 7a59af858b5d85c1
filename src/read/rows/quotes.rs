//! Cells in quotes.

use memchr::memchr;

/// How a cell that begins with a quote goes on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Quoted {
    /// A quote closes it, and it ends here, with the blanks behind the quote.
    Ends(usize),
    /// Text stands behind the closing quote, from here on.
    GoesOn(usize),
    /// It is closed where the text ends; what comes next is not there.
    AtEnd,
    /// No quote closes it.
    Open,
}

/// How the cell goes on that begins with the quote at `start`.
pub fn quoted(text: &[u8], start: usize, delimiter: u8) -> Quoted {
    let mut at = start + 1;
    let behind = loop {
        match memchr(b'"', &text[at..]) {
            None => return Quoted::Open,
            Some(quote) if text.get(at + quote + 1) == Some(&b'"') => at += quote + 2,
            Some(quote) => break at + quote + 1,
        }
    };
    let is_blank = |byte: &&u8| matches!(**byte, b' ' | b'\t') && **byte != delimiter;
    let end = behind + text[behind..].iter().take_while(is_blank).count();
    match text.get(end) {
        None => Quoted::AtEnd,
        Some(byte) if *byte == delimiter || matches!(byte, b'\r' | b'\n') => Quoted::Ends(end),
        Some(_) => Quoted::GoesOn(end),
    }
}

/// The first cell of a row behind whose closing quote text stands: where it begins, and the text.
pub fn goes_on(row: &[u8], delimiter: u8) -> Option<(usize, usize)> {
    let mut from = 0;
    loop {
        let start = from + memchr(b'"', row.get(from..)?)?;
        let begins_cell = start == 0 || row[start - 1] == delimiter;
        from = match begins_cell.then(|| quoted(row, start, delimiter)) {
            // In the middle of a cell a quote is text.
            None => start + 1,
            Some(Quoted::Ends(end)) => end,
            Some(Quoted::GoesOn(at)) => return Some((start, at)),
            Some(Quoted::AtEnd | Quoted::Open) => return None,
        };
    }
}

/// Adds the text of a cell in quotes, without them.
pub fn unquote(cell: &[u8], text: &mut Vec<u8>) {
    let mut rest = cell.get(1..).unwrap_or_default();
    while let Some(quote) = memchr(b'"', rest) {
        text.extend_from_slice(&rest[..quote]);
        if rest.get(quote + 1) != Some(&b'"') {
            return;
        }
        text.push(b'"');
        rest = &rest[quote + 2..];
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cell_ends_behind_its_quote_or_goes_on() {
        for (text, expected) in [
            ("\"a\",b", Quoted::Ends(3)),
            ("\"a\" ,b", Quoted::Ends(4)),
            ("\"a\"\"b\nc\"\r\n", Quoted::Ends(8)),
            ("\"a\"b,c", Quoted::GoesOn(3)),
            ("\"a\" b,c", Quoted::GoesOn(4)),
            ("\"a\"", Quoted::AtEnd),
            ("\"a\"\"", Quoted::Open),
        ] {
            assert_eq!(quoted(text.as_bytes(), 0, b','), expected, "{text}");
        }
    }

    #[test]
    fn the_first_cell_that_goes_on_is_found() {
        for (row, expected) in [
            ("a,\"b\"c,\"d\"e", Some((2, 5))),
            ("a\"b\"c,\"d\"", None),
            ("a\",\"b\"c", Some((3, 6))),
            ("\"a\",\"b\"\"\",\"c\"d", Some((10, 13))),
            ("\"a,\"\"b\",,", None),
            ("", None),
        ] {
            assert_eq!(goes_on(row.as_bytes(), b','), expected, "{row}");
        }
    }

    #[test]
    fn quotes_are_taken_away() {
        let mut text = Vec::new();
        unquote(b"\"a\"\"b\" ", &mut text);
        assert_eq!(text, b"a\"b");
    }
}
