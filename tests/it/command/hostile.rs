//! Files that are no text, never end or have too much in them: said so, and in little memory.

use crate::command::deals::two_candidates;
use crate::command::tables::DEAL;
use crate::harness::{Run, text};

/// How files begin that are no text, what they are, and the program that unpacks them.
const PACKED: [(&[u8], &str, &str); 7] = [
    (b"\x1f\x8b\x08\0\0\0\0\0", "a gzip file", "`gzip -dc < "),
    (b"BZh91AY&SY\0\0", "a bzip2 file", "`bzip2 -dc < "),
    (b"\xfd7zXZ\0\0\x04", "an xz file", "`xz -dc < "),
    (b"\x28\xb5\x2f\xfd\x24\x08", "a zstd file", "`zstd -dc < "),
    (b"7z\xbc\xaf\x27\x1c\0\x04", "a 7z archive", "`7z x -so "),
    (
        b"PK\x03\x04\x14\0\0\0deal.toml",
        "a zip archive",
        "`unzip -p ",
    ),
    (b"PAR1\x15\x04", "a Parquet file", "`duckdb -c "),
];

/// Expects that a file of this name is called what it is, wherever it is given.
#[track_caller]
fn is_called(run: Run, what: &str, command: &str, name: &str) {
    let output = run.output();
    let said = text(&output.stderr);
    assert_eq!((output.status.code(), text(&output.stdout)), (Some(2), ""));
    assert!(said.contains(&format!("is {what}, and no text")), "{said}");
    let names = said.contains(&format!("'{name}'"));
    assert!(said.contains(command) && names, "{said}");
}

#[test]
fn compressed_files_are_called_so_whatever_their_name() {
    for (start, what, command) in PACKED {
        for name in ["x.toml", "x", "x.toml.gz"] {
            let check = Run::new(&["check", name]).file(name, start);
            is_called(check, what, command, name);
            let house = Run::assess(&["--gates", name], &two_candidates()).file(name, start);
            is_called(house, what, command, name);
        }
        for name in ["x.csv", "x.jsonl", "x.csv.gz", "x"] {
            let arguments = ["screen", "deal.toml", "--all", "--candidates", name];
            let table = Run::new(&arguments).file("deal.toml", DEAL);
            is_called(table.file(name, start), what, command, name);
        }
        let map = [
            "screen",
            "deal.toml",
            "--all",
            "--candidates",
            "t.csv",
            "--map",
            "m",
        ];
        let map = Run::new(&map)
            .file("deal.toml", DEAL)
            .file("t.csv", "a,b\n1,2\n");
        is_called(map.file("m", start), what, command, "m");
        let stored = Run::new(&["diff", "x.json", "deal.toml"]).file("deal.toml", two_candidates());
        is_called(stored.file("x.json", start), what, command, "x.json");
    }
    // What only begins like one is text.
    let run = Run::new(&["screen", "deal.toml", "--all", "--candidates", "-"]);
    let output = run
        .file("deal.toml", DEAL)
        .stdin("BZh9,name\n1,Alpha\n")
        .output();
    assert!(text(&output.stderr).contains("the column `BZh9` is no key"));
}

/// A file that holds a table of a kilobyte for every three bytes is not even parsed.
#[test]
fn more_than_memory_allows_is_refused() {
    let header = "deal.name = 'd'\ndeal.relationship = 'network'\norganization.name = 'Us'\n";
    let list = |part: &str| format!("x = [{}]\n", part.repeat(3_000_000 / part.len()));
    for text_of in [
        format!("candidates = [{}]\n", "{},".repeat(1_000_000)),
        header.to_owned() + &list("[1],"),
        header.to_owned() + &list("{a=1},"),
        header.to_owned() + &list("1,").repeat(2).replacen("x", "y", 1),
        header.to_owned() + &"[[a]]\n".repeat(500_000),
    ] {
        let output = Run::new(&["check", "deal.toml"])
            .file("deal.toml", text_of)
            .output();
        let said = text(&output.stderr);
        assert!(
            said.starts_with(
                "error[PE001]: the file has too many values and tables for its length\n"
            ),
            "{said}"
        );
        assert!(
            said.contains("for more pass a table with `screen DEAL.toml --candidates FILE`"),
            "{said}"
        );
        assert_eq!(output.status.code(), Some(2));
    }
}

/// Of many problems the first stand there, and all are counted.
#[test]
fn many_problems_are_counted() {
    let deal = two_candidates() + &"[[candidates]]\n".repeat(25_000);
    let output = Run::assess(&[], &deal).output();
    let said = text(&output.stderr);
    assert!(
        said.starts_with("error[PE006]: [[candidates]] lacks `name`\n"),
        "{said}"
    );
    assert!(
        said.ends_with("... and 24950 more problems in deal.toml\n\n"),
        "{said}"
    );
    assert_eq!(output.status.code(), Some(2));
    let rows = format!(
        "name,ratings.compatibility\n{}",
        "x,no number\n".repeat(25_000)
    );
    let output = Run::assess(&["--candidates", "t.csv"], DEAL)
        .file("t.csv", rows)
        .output();
    let said = text(&output.stderr);
    assert!(
        said.ends_with("... and 24950 more problems in t.csv\n\n"),
        "{said}"
    );
    assert_eq!(output.status.code(), Some(2));
}

/// A name or a value of a megabyte is shown as far as anybody reads it.
#[test]
fn messages_can_be_read() {
    let long = "x".repeat(1_000_000);
    let deal = two_candidates();
    let of = |line: &str| deal.replacen("deal.name", &format!("{line}\ndeal.name"), 1);
    let runs = [
        Run::assess(&[], &of(&format!("deal.{long} = 1"))),
        Run::assess(&[], &of(&format!("deal.objectives = ['{long}']"))),
        Run::assess(&[], &of(&format!("criteria.{long}.weight = 'x'"))),
        Run::assess(&[], &deal.replace("commitment = 8", &format!("{long} = 8"))),
        Run::assess(
            &[],
            &deal
                .replace("'Us'", &format!("'{long}'"))
                .replace("\"Alpha\"", &format!("'{long}'")),
        ),
        Run::assess(&[], &deal.replace("'network'", &format!("'{long}'"))),
        Run::assess(&[], &of(&format!("deal.cost = {long}"))),
        Run::assess(&["--candidates", "t.csv"], &deal).file(
            "t.csv",
            format!("name,ratings.compatibility\nC,{}\n", &long[..900_000]),
        ),
        Run::assess(&["--candidates", "t.csv"], &deal)
            .file("t.csv", format!("name,{}\nC,1\n", &long[..900_000])),
        Run::assess(&["--candidates", "t.jsonl"], &deal).file(
            "t.jsonl",
            format!("{{\"name\":\"C\",\"{}\":1}}\n", &long[..900_000]),
        ),
        Run::assess(&["--candidates", "t.csv", "--map", "m.toml"], &deal)
            .file("t.csv", "a,b\n1,2\n")
            .file("m.toml", format!("name = '{long}'\n")),
    ];
    for (at, run) in runs.into_iter().enumerate() {
        let output = run.output();
        assert_eq!(output.status.code(), Some(2), "{at}");
        let said = text(&output.stderr);
        assert!(
            said.contains('…') && said.len() < 4000,
            "{at}: {}",
            &said[..said.len().min(4000)]
        );
    }
}
