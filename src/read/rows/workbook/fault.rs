//! Why a workbook cannot be read.

use std::error::Error;
use std::{fmt, io};

/// Why a workbook cannot be read. Displayed, it goes on behind the name of the file.
#[derive(Debug)]
pub enum Fault {
    /// The file could not be read.
    Io(io::Error),
    /// What it holds makes no sense, and what of it.
    Broken(String),
    /// Nobody reads it without its password.
    Encrypted,
    /// It is a workbook of before 2007.
    Old,
    /// It is a binary workbook.
    Binary,
    /// There is more in it than its size allows for.
    TooLarge(&'static str),
    /// It has no sheet of cells.
    NoSheet,
}

impl Fault {
    /// What it holds makes no sense.
    pub(super) fn broken(why: impl fmt::Display) -> Self {
        Fault::Broken(why.to_string())
    }
}

impl From<io::Error> for Fault {
    fn from(error: io::Error) -> Self {
        Fault::Io(error)
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Fault::Io(error) => write!(out, "cannot be read: {error}"),
            Fault::Broken(why) => write!(
                out,
                "is a broken workbook: {why}; open it in a spreadsheet program and save it again"
            ),
            Fault::Encrypted => out.write_str(
                "is an encrypted workbook: open it in a spreadsheet program and save it without a password",
            ),
            Fault::Old => out.write_str(
                "is a workbook of before 2007 (.xls): open it in a spreadsheet program and save it as .xlsx",
            ),
            Fault::Binary => out.write_str(
                "is a binary workbook (.xlsb): open it in a spreadsheet program and save it as .xlsx",
            ),
            Fault::TooLarge(what) => write!(
                out,
                "is a workbook that holds too much for its size: {what}; save the sheet with the candidates as CSV"
            ),
            Fault::NoSheet => out.write_str("is a workbook without a sheet of cells"),
        }
    }
}

impl Error for Fault {}
