//! Files that are no text, told by how they begin, whatever they are called: compressed ones, archives, workbooks.
//! Which of the archives are workbooks that can be read, their parts tell (`rows::workbook`).

/// What a file is that is no text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs, reason = "named like the programs that make them")]
pub enum Packed {
    Gzip,
    Bzip2,
    Xz,
    Zstandard,
    Lz4,
    SevenZip,
    Zip,
    /// Of a spreadsheet program.
    Workbook,
    /// Of a spreadsheet program before 2007, or encrypted.
    OldWorkbook,
    Parquet,
    Pdf,
}

use Packed::*;

/// How each begins.
const STARTS: [(&[u8], Packed); 10] = [
    (b"\x1f\x8b", Gzip),
    (b"BZh", Bzip2),
    (b"\xfd7zXZ\0", Xz),
    (b"\x28\xb5\x2f\xfd", Zstandard),
    (b"\x04\x22\x4d\x18", Lz4),
    (b"7z\xbc\xaf\x27\x1c", SevenZip),
    (b"PK\x03\x04", Zip),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", OldWorkbook),
    (b"PAR1", Parquet),
    (b"%PDF-", Pdf),
];

/// What only archives of workbooks hold near their start.
const OF_WORKBOOKS: [&[u8]; 5] = [
    b"[Content_Types].xml",
    b"docProps/",
    b"xl/",
    b"_rels/.rels",
    b"application/vnd.oasis.opendocument.spreadsheet",
];

/// The endings of the names of compressed files.
const ENDINGS: [&str; 8] = [
    ".gz", ".bz2", ".xz", ".zst", ".lz4", ".7z", ".zip", ".parquet",
];

/// How much of a file tells what it is.
pub const FIRST_LOOK: usize = 512;

/// What a file is that begins so, if it is no text.
pub fn packed(start: &[u8]) -> Option<Packed> {
    let (_, found) = STARTS.iter().find(|(magic, _)| start.starts_with(magic))?;
    let start = &start[..start.len().min(FIRST_LOOK)];
    let holds = |part: &&[u8]| start.windows(part.len()).any(|window| window == *part);
    match found {
        // `BZh` and a digit are text; the number behind them is not.
        Bzip2 if start.get(4..10) != Some(b"1AY&SY") => None,
        Zip if OF_WORKBOOKS.iter().any(holds) => Some(Workbook),
        found => Some(*found),
    }
}

/// Whether more must be seen of a file that begins so.
pub fn may_be_packed(start: &[u8]) -> bool {
    let mut starts = STARTS.iter();
    starts.any(|(magic, _)| magic.len() > start.len() && magic.starts_with(start))
}

impl Packed {
    /// What it is, in words.
    pub fn what(self) -> &'static str {
        match self {
            Gzip => "a gzip file",
            Bzip2 => "a bzip2 file",
            Xz => "an xz file",
            Zstandard => "a zstd file",
            Lz4 => "an lz4 file",
            SevenZip => "a 7z archive",
            Zip => "a zip archive",
            Workbook | OldWorkbook => "a workbook",
            Parquet => "a Parquet file",
            Pdf => "a PDF file",
        }
    }

    /// A command that makes a text of it. `ending`: that of the text, where the name of the file does not tell.
    pub fn help(self, name: &str, ending: &str) -> String {
        let (file, unpacked) = match name {
            "<stdin>" => ("FILE".to_owned(), format!("unpacked.{ending}")),
            name => (quoted(name), text_name(name, ending)),
        };
        let makes = |command: String| format!("`{command}` makes a file that can be read");
        let into = |command: &str| makes(format!("{command} {file} > {unpacked}"));
        match self {
            Gzip => into("gzip -dc <"),
            Bzip2 => into("bzip2 -dc <"),
            Xz => into("xz -dc <"),
            Zstandard => into("zstd -dc <"),
            Lz4 => into("lz4 -dc <"),
            SevenZip => into("7z x -so"),
            Zip => into("unzip -p"),
            Workbook => "a workbook of candidates is passed with --candidates beside a deal".to_owned(),
            OldWorkbook => "open it in a spreadsheet program, save it as .xlsx without a password, and pass that with \
                            --candidates beside a deal"
                .to_owned(),
            Parquet => {
                let name = if name == "<stdin>" { "FILE" } else { name };
                let name = name.replace('\'', "''");
                let sql = format!("COPY (FROM '{name}') TO '{unpacked}'");
                let is_plain = !sql.contains(['"', '$', '`', '\\', '!']);
                makes(match is_plain {
                    true => format!("duckdb -c \"{sql}\""),
                    false => format!("duckdb -c {}", quoted(&sql)),
                })
            }
            Pdf => "copy its text into a text file".to_owned(),
        }
    }
}

/// A file name as a word of a shell command.
fn quoted(name: &str) -> String {
    format!("'{}'", name.replace('\'', "'\\''"))
}

/// A new file for the text.
fn text_name(name: &str, ending: &str) -> String {
    let lower = name.to_lowercase();
    let packed = ENDINGS.iter().find(|ending| lower.ends_with(*ending));
    let bare = packed.map_or(&lower[..], |packed| &lower[..lower.len() - packed.len()]);
    let known = ["toml", "json", "jsonl", "ndjson", "csv", "tsv"];
    let of_name = known
        .iter()
        .find(|known| bare.ends_with(&format!(".{known}")));
    format!("unpacked.{}", of_name.unwrap_or(&ending))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_are_told_by_their_start() {
        for (start, found) in [
            (&b"\x1f\x8b\x08"[..], Some(Gzip)),
            (b"BZh91AY&SY", Some(Bzip2)),
            (b"BZh9 = 1", None),
            (b"\xfd7zXZ\0", Some(Xz)),
            (b"\x28\xb5\x2f\xfd\x24", Some(Zstandard)),
            (b"7z\xbc\xaf\x27\x1c\0", Some(SevenZip)),
            (b"PK\x03\x04\x14\0deal.toml", Some(Zip)),
            (b"PK\x03\x04\x14\0[Content_Types].xml", Some(Workbook)),
            (b"PK\x03\x04\x14\0docProps/app.xml", Some(Workbook)),
            (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", Some(OldWorkbook)),
            (b"PAR1", Some(Parquet)),
            (b"[deal]", None),
            (b"", None),
        ] {
            assert_eq!(packed(start), found, "{start:?}");
        }
        assert!(may_be_packed(b"\x1f") && may_be_packed(b"") && !may_be_packed(b"name,"));
    }

    #[test]
    fn the_command_names_the_very_file() {
        assert_eq!(
            Parquet.help("it's.parquet", "csv"),
            "`duckdb -c \"COPY (FROM 'it''s.parquet') TO 'unpacked.csv'\"` makes a file that can be read"
        );
        let substituted = Parquet.help("a$(touch x).csv", "csv");
        assert!(
            substituted.starts_with("`duckdb -c 'COPY (FROM "),
            "{substituted}"
        );
        assert_eq!(
            Gzip.help("it's.csv.gz", "toml"),
            "`gzip -dc < 'it'\\''s.csv.gz' > unpacked.csv` makes a file that can be read"
        );
        assert_eq!(
            Zip.help("deal", "toml"),
            "`unzip -p 'deal' > unpacked.toml` makes a file that can be read"
        );
    }
}
