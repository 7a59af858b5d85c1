//! The options of CSV, in each command that prints it.

use anyhow::bail;

use crate::render::{CsvForm, Format};

/// How CSV is written.
#[derive(Debug, clap::Args)]
pub struct CsvArgs {
    /// Begin CSV with a byte-order mark, which some spreadsheets need to read UTF-8.
    #[arg(long)]
    bom: bool,
    /// What stands between the cells of CSV: a sign such as ; or |, or tab. By default a comma.
    #[arg(long, value_name = "SIGN", value_parser = parse_delimiter)]
    out_delimiter: Option<u8>,
    /// Write the numbers of CSV with a decimal comma, and ; between cells unless --out-delimiter is given.
    #[arg(long)]
    out_decimal_comma: bool,
    /// Round the numbers of CSV to N digits behind the point, halves away from zero.
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u8).range(0..=15))]
    round: Option<u8>,
}

fn parse_delimiter(text: &str) -> Result<u8, String> {
    match text.as_bytes() {
        _ if matches!(text, "tab" | "\\t") => Ok(b'\t'),
        b"\t" => Ok(b'\t'),
        [sign] if sign.is_ascii_punctuation() && !b"\".+-'".contains(sign) => Ok(*sign),
        _ => Err(
            "give one sign that numbers and quotes do not have, such as ; or |, or tab".to_owned(),
        ),
    }
}

impl CsvArgs {
    /// How CSV is written, where one of the formats is CSV.
    pub fn form(&self, mut formats: impl Iterator<Item = Format>) -> anyhow::Result<CsvForm> {
        // Numbers with a comma would be cut in two.
        let usual = if self.out_decimal_comma { b';' } else { b',' };
        let delimiter = self.out_delimiter.unwrap_or(usual);
        if self.out_decimal_comma && delimiter == b',' {
            bail!("--out-decimal-comma needs another --out-delimiter than the comma, such as ;");
        }
        let form = CsvForm {
            delimiter,
            decimal_comma: self.out_decimal_comma,
            round: self.round.map(usize::from),
            bom: self.bom,
        };
        let is_csv = formats.any(|format| matches!(format, Format::Csv | Format::CsvLong));
        if form != CsvForm::default() && !is_csv {
            bail!(
                "--bom, --out-delimiter, --out-decimal-comma and --round shape CSV: add --format csv"
            );
        }
        Ok(form)
    }
}
