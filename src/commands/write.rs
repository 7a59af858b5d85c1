//! `--write FORMAT=PATH`: reports into files, whole or not at all.

use std::io::Write;
use std::path::{Path, PathBuf};

use anyhow::Context;

/// Writes a file so that a reader sees the old text or the new one, and a failure leaves the old one: into
/// a neighbour that takes its name at the end.
pub fn atomically(path: &Path, text: &str) -> anyhow::Result<()> {
    let neighbour = neighbour(path);
    let write = || -> std::io::Result<()> {
        let mut file = std::fs::File::create(&neighbour)?;
        file.write_all(text.as_bytes())?;
        file.sync_all()?;
        std::fs::rename(&neighbour, path)
    };
    write()
        .inspect_err(|_| {
            // What could not be finished must not stay; that it was never there is fine too.
            let _ = std::fs::remove_file(&neighbour);
        })
        .with_context(|| format!("cannot write {}", path.display()))
}

/// A name beside the path that no other run of the program takes.
fn neighbour(path: &Path) -> PathBuf {
    let mut name = std::ffi::OsString::from(".");
    name.push(path.file_name().unwrap_or_default());
    name.push(format!(".{}.tmp", std::process::id()));
    path.with_file_name(name)
}
