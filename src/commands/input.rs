//! Reads the deals that a command names, and reports what is wrong with them.

use std::io::Read;

use anyhow::Context;

use super::output::Output;
use crate::deal::{self, Deal, Source};

/// A deal with the file it comes from.
pub struct Input {
    /// The file.
    pub source: Source,
    /// What it says.
    pub deal: Deal,
}

/// Reads every file; `-` is standard input. Problems go to standard error, of all files; `None` if any
/// file has an error.
pub fn read_all(paths: &[String], output: &mut Output) -> Option<Vec<Input>> {
    let inputs: Vec<Option<Input>> = paths.iter().map(|path| read(path, output)).collect();
    inputs.into_iter().collect()
}

/// Reads one file.
pub fn read(path: &str, output: &mut Output) -> Option<Input> {
    let name = if path == "-" { "<stdin>" } else { path };
    let bytes = match bytes(path).with_context(|| format!("cannot read {name}")) {
        Ok(bytes) => bytes,
        Err(error) => {
            output.error(&error);
            return None;
        }
    };
    let (source, problem) = Source::from_bytes(name, bytes);
    if let Some(problem) = problem {
        output.problems(&source, &[problem]);
        return None;
    }
    let reading = deal::read(&source);
    output.problems(&source, &reading.problems);
    reading.deal.map(|deal| Input { source, deal })
}

fn bytes(path: &str) -> std::io::Result<Vec<u8>> {
    if path != "-" {
        return std::fs::read(path);
    }
    let mut bytes = Vec::new();
    std::io::stdin().lock().read_to_end(&mut bytes)?;
    Ok(bytes)
}
