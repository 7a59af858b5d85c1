//! How a document is written.

use std::io::Write;

use serde::{Serialize, Serializer};

/// A document on one line, with a line break at its end.
pub fn line(document: &impl Serialize) -> serde_json::Result<String> {
    Ok(serde_json::to_string(document)? + "\n")
}

/// Writes a document on one line while it is made, with a line break at its end.
pub fn write_line(mut out: impl Write, document: &impl Serialize) -> serde_json::Result<()> {
    serde_json::to_writer(&mut out, document)?;
    out.write_all(b"\n").map_err(serde_json::Error::io)
}

/// Writes a document as indented JSON while it is made, with a line break at its end.
pub fn write_pretty(mut out: impl Write, document: &impl Serialize) -> serde_json::Result<()> {
    serde_json::to_writer_pretty(&mut out, document)?;
    out.write_all(b"\n").map_err(serde_json::Error::io)
}

/// A document as indented JSON, with a line break at its end.
pub fn pretty(document: &impl Serialize) -> serde_json::Result<String> {
    Ok(serde_json::to_string_pretty(document)? + "\n")
}

/// A list that is made while it is written, one element in memory at a time.
pub struct Each<F>(pub F);

impl<T: Serialize, I: Iterator<Item = T>, F: Fn() -> I> Serialize for Each<F> {
    fn serialize<O: Serializer>(&self, out: O) -> Result<O::Ok, O::Error> {
        out.collect_seq((self.0)())
    }
}
