//! Cells as spreadsheets call them.

use std::borrow::Cow;

/// The letters of a column, which counts from 1: A for 1, AA for 27.
pub fn column_name(column: u32) -> String {
    let mut letters = Vec::new();
    let mut rest = column.max(1);
    while rest > 0 {
        letters.push(char::from(b'A' + ((rest - 1) % 26) as u8));
        rest = (rest - 1) / 26;
    }
    letters.iter().rev().collect()
}

/// A cell of a sheet, by its row and column from 1: `Sheet1!C7`, `'My sheet'!C7`. Of a row without a column its first.
pub fn cell_name(sheet: &str, row: u32, column: Option<u32>) -> String {
    format!(
        "{}!{}{row}",
        sheet_word(sheet),
        column_name(column.unwrap_or(1))
    )
}

/// The name of a sheet before a cell: in quotes, unless it is one word that begins with a letter.
pub fn sheet_word(name: &str) -> Cow<'_, str> {
    let is_word = |c: char| c.is_alphanumeric() || c == '_' || c == '.';
    match name.starts_with(char::is_alphabetic) && name.chars().all(is_word) {
        true => Cow::Borrowed(name),
        false => Cow::Owned(format!("'{}'", name.replace('\'', "''"))),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_have_letters() {
        for (column, letters) in [
            (1, "A"),
            (26, "Z"),
            (27, "AA"),
            (702, "ZZ"),
            (703, "AAA"),
            (16384, "XFD"),
        ] {
            assert_eq!(column_name(column), letters);
        }
    }

    #[test]
    fn sheets_stand_in_quotes_where_they_must() {
        for (sheet, cell) in [
            ("Sheet1", "Sheet1!C7"),
            ("Büros_2.a", "Büros_2.a!C7"),
            ("My sheet", "'My sheet'!C7"),
            ("2026", "'2026'!C7"),
            ("Ann's", "'Ann''s'!C7"),
        ] {
            assert_eq!(cell_name(sheet, 7, Some(3)), cell);
        }
        assert_eq!(cell_name("A", 7, None), "A!A7");
    }
}
