//! Why a table cannot be read on.

use std::error::Error;
use std::{fmt, io};

/// A longer row is a quote that was not closed, and would fill the memory.
pub const LONGEST_ROW: usize = 1 << 20;

/// Why a table cannot be read on.
#[derive(Debug)]
pub enum Stopped {
    /// The file could not be read.
    Io(io::Error),
    /// What it holds makes no sense from here on.
    Broken(Broken),
}

/// Where a table makes no sense, and why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Broken {
    /// The line, from 1.
    pub line: u32,
    /// Why.
    pub why: Why,
}

/// Why a table makes no sense.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Why {
    /// There is nothing in it.
    Empty,
    /// Its bytes are no UTF-8 text.
    NoText,
    /// The names of its columns are no UTF-8 text: the first that is not.
    NoTextInHeader(Vec<u8>),
    /// It is one JSON list.
    JsonList,
    /// A row of cells is longer than this many bytes.
    LongRow(usize),
    /// A JSON line is longer than this many bytes.
    LongLine(usize),
    /// Text stands behind the closing quote of a cell of the first row: the cell, and that text.
    GoesOn(String, String),
    /// A quote is open at the end.
    OpenQuote,
}

impl Stopped {
    pub(super) fn at(line: u32, why: Why) -> Self {
        Stopped::Broken(Broken { line, why })
    }
}

impl fmt::Display for Stopped {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Stopped::Io(error) => error.fmt(out),
            Stopped::Broken(broken) => write!(out, "line {}: {:?}", broken.line, broken.why),
        }
    }
}

impl Error for Stopped {}
