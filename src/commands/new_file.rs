//! `-o FILE`: a new file in place of standard output.

use std::fs::{self, OpenOptions};
use std::io::{ErrorKind, Write};
use std::path::Path;

use anyhow::{Context, bail};

use super::output::Output;
use super::status::ExitStatus;

/// The option that names a new file.
#[derive(Debug, clap::Args)]
pub struct NewFileArgs {
    /// Write into this new file in place of standard output; nothing is overwritten.
    #[arg(short = 'o', long = "output", value_name = "FILE")]
    pub output: Option<String>,
}

impl NewFileArgs {
    /// Writes a text into the new file, or to standard output if none is named.
    pub fn write(&self, text: &str, output: &mut Output) -> anyhow::Result<ExitStatus> {
        let Some(file) = self.output.as_deref().filter(|file| *file != "-") else {
            return output.data(text);
        };
        if !create(Path::new(file), text)? {
            bail!("{file} exists already, and nothing is overwritten: name another file");
        }
        output.note("wrote", file);
        Ok(ExitStatus::Success)
    }
}

/// Writes a file that is not there yet; false if it is. A file that cannot be written to its end is
/// removed.
pub fn create(path: &Path, text: &str) -> anyhow::Result<bool> {
    let created = OpenOptions::new().write(true).create_new(true).open(path);
    let mut file = match created {
        Err(error) if error.kind() == ErrorKind::AlreadyExists => return Ok(false),
        other => other.with_context(|| format!("cannot write {}", path.display()))?,
    };
    file.write_all(text.as_bytes())
        .inspect_err(|_| {
            let _ = fs::remove_file(path);
        })
        .with_context(|| format!("cannot write {}", path.display()))?;
    Ok(true)
}
