//! What people write that is no TOML, each message in full.

use crate::harness::rejects;

/// Expects that a value of `cost` is refused with this message and help; the caret begins at that column of the line
/// and is so long.
#[track_caller]
fn refuses(value: &str, message: &str, (column, length): (usize, usize), help: &str) {
    let shown = format!("cost = {value}");
    rejects(
        &format!("[deal]\n{shown}\n"),
        &format!(
            "error[PE001]: {message}\n --> deal.toml:2:{column}\n  |\n2 | {shown}\n  | {}{}\n  |\n  = help: {help}\n",
            " ".repeat(column - 1),
            "^".repeat(length)
        ),
    );
}

#[test]
fn no_values_of_toml() {
    let no_value = "this is no value of TOML";
    let quoted = "string values must be quoted, expected literal string";
    refuses("North", no_value, (8, 5), "write text in quotes: \"North\"");
    refuses(
        "n/a",
        no_value,
        (8, 3),
        "leave the key out where nothing is known",
    );
    refuses(
        "7,5",
        "unexpected key or value, expected newline, `#`",
        (9, 1),
        "write the number alone, with a point before its fraction: `7.5`",
    );
    refuses(
        "50%",
        quoted,
        (8, 3),
        "write a share as `0.5`, and other numbers without the sign, as `50`",
    );
    refuses("1/3", quoted, (8, 3), "write the number: `0.3333`");
    refuses(
        "12.000.000 €",
        quoted,
        (8, 12),
        "write the number alone, with a point before its fraction: `12000000`",
    );
    refuses(
        "“North”",
        quoted,
        (8, 7),
        "write straight quotes: \"North\"",
    );
    refuses(
        "31.12.2026",
        no_value,
        (13, 5),
        "write a day as year-month-day: `2026-12-31`",
    );
    refuses("TRUE", no_value, (8, 4), "write `true`, in small letters");
}

#[test]
fn a_backslash_in_double_quotes() {
    rejects(
        "[deal]\nname = \"C:\\offers\"\n",
        r#"error[PE001]: missing escaped value, expected `b`, `e`, `f`, `n`, `r`, `\`, `"`, `x`, `u`, `U`
 --> deal.toml:2:12
  |
2 | name = "C:\offers"
  |            ^
  |
  = help: in double quotes `\` begins a sign: write such a text in single quotes, as in 'C:\offers'
"#,
    );
}

#[test]
fn a_key_that_stands_twice() {
    rejects(
        "[deal]\nname = 'a'\ncost = 1\nname = 'b'\n",
        "error[PE001]: duplicate key\n --> deal.toml:4:1\n  |\n4 | name = 'b'\n  | ^^^^\n  |\n  \
         = help: it stands in line 2 already: keep one\n",
    );
}

#[test]
fn a_comma_that_is_missing() {
    rejects(
        "[a]\nx = { trust = 7 resilience = 8 }\n",
        "error[PE001]: string values must be quoted, expected literal string\n --> deal.toml:2:15\n  |\n\
         2 | x = { trust = 7 resilience = 8 }\n  |               ^^^^^^^^^^^^\n  |\n  \
         = help: put a comma before `resilience`\n",
    );
    rejects(
        "[a]\nx = ['DK' 'NO']\n",
        "error[PE001]: missing comma between array elements, expected `,`\n --> deal.toml:2:11\n  |\n\
         2 | x = ['DK' 'NO']\n  |           ^\n  |\n  = help: put a comma between this and what stands before it, or close the list with `]`\n",
    );
}

/// A line below the line of a table belongs to it.
#[test]
fn keys_that_slipped_into_another_table() {
    let header = "[deal]\nname = 'x'\nrelationship = 'network'\n[organization]\nname = 'Us'\n";
    let candidate = "[[candidates]]\nname = 'A'\n[candidates.ratings]\ntrust = 7\nstake = 0.5\n";
    rejects(
        &format!("{header}{candidate}"),
        "error[PE003]: unknown criterion `stake` in `ratings`\n  --> deal.toml:10:1\n   |\n10 | stake = 0.5\n   \
         | ^^^^^\n   |\n   = help: `stake` is a key of [[candidates]]: write it above [candidates.ratings], below \
         which ratings alone stand\n",
    );
    rejects(
        &format!("{header}target_markets = {{ DK = 1 }}\n[[candidates]]\nname = 'A'\n"),
        "error[PE002]: [organization] has no key `target_markets`\n --> deal.toml:6:1\n  |\n\
         6 | target_markets = { DK = 1 }\n  | ^^^^^^^^^^^^^^\n  |\n  = help: `target_markets` belongs to no other \
         table: write `[target_markets]` on a line of its own, and its keys below\n",
    );
}

#[test]
fn the_shape_of_tables_is_said() {
    let rest = "[deal]\nname = 'x'\nrelationship = 'network'\n[organization]\nname = 'Us'\n[[candidates]]\nname = 'A'\n";
    for (key, value, found, line) in [
        ("target_markets", "['DK']", "a list", "NAME = 1"),
        ("needs", "'skills'", "a text", "NAME = { level = 1 }"),
        (
            "risks",
            "[1]",
            "a list",
            "NAME = { probability = 1, impact = 1 }",
        ),
        ("requirements", "true", "true or false", "NAME = \"TEXT\""),
    ] {
        let at = key.len() + 4;
        rejects(
            &format!("{key} = {value}\n{rest}"),
            &format!(
                "error[PE004]: `{key}` takes a table, not {found}\n --> deal.toml:1:{at}\n  |\n1 | {key} = {value}\n  \
                 | {}{}\n  |\n  = help: write `[{key}]`, and below it a line for each: `{line}`\n",
                " ".repeat(at - 1),
                "^".repeat(value.len())
            ),
        );
    }
}
