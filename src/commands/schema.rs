//! `partner-eval schema`: the JSON Schema of the deal file.

use super::output::Output;
use super::status::ExitStatus;
use crate::render::schema;

/// Runs `schema`.
pub fn run(output: &mut Output) -> anyhow::Result<ExitStatus> {
    output.data(&schema::render()?)
}
