//! Where the report of a command goes: into the files of `--write`, and then to standard output.

use std::fmt;
use std::marker::PhantomData;
use std::path::{Path, PathBuf};

use super::format;
use super::output::Output;
use super::status::ExitStatus;
use super::write::Targets;
use crate::render::{Format, Page, Report, write};

/// The option that writes a report into files, in the formats that it has.
#[derive(clap::Args)]
pub struct WriteArgs<R: Report + 'static> {
    /// Write the report into a file as well (repeatable), for example --write json=report.json.
    #[arg(long, value_name = "FORMAT=PATH", value_parser = parse::<R>)]
    write: Vec<(Format, PathBuf)>,
    #[arg(skip)]
    report: PhantomData<fn() -> R>,
}

// Derived, it would ask the same of the report.
impl<R: Report> fmt::Debug for WriteArgs<R> {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.debug_list().entries(&self.write).finish()
    }
}

fn parse<R: Report>(text: &str) -> Result<(Format, PathBuf), String> {
    let formats = format::names::<R>().join(", ");
    let (name, path) = text
        .split_once('=')
        .ok_or_else(|| format!("give FORMAT=PATH; formats: {formats}"))?;
    let format = format::named::<R>(name)
        .ok_or_else(|| format!("`{name}` is no format of this report; it has {formats}"))?;
    match path {
        "" | "-" => Err("a file name must stand behind the =; standard output has --format".into()),
        path => Ok((format, PathBuf::from(path))),
    }
}

impl<R: Report> WriteArgs<R> {
    /// The formats of the files.
    pub fn formats(&self) -> impl Iterator<Item = Format> {
        self.write.iter().map(|(format, _)| *format)
    }

    /// Whether nothing is to be written.
    pub fn is_empty(&self) -> bool {
        self.write.is_empty()
    }

    /// Where the report goes, which is none of the files that are read; `-` is standard input.
    pub fn check<'i>(
        &self,
        inputs: impl IntoIterator<Item = &'i str>,
    ) -> anyhow::Result<Destination<'_>> {
        let paths: Vec<&Path> = self.write.iter().map(|(_, path)| path.as_path()).collect();
        let inputs: Vec<&str> = inputs.into_iter().collect();
        Ok(Destination {
            formats: self.formats().collect(),
            targets: Targets::check(&paths, &inputs)?,
        })
    }
}

/// Where a report goes.
pub struct Destination<'p> {
    formats: Vec<Format>,
    targets: Targets<'p>,
}

impl Destination<'_> {
    /// Writes the report into every file.
    pub fn write<R: Report>(&self, report: &R) -> anyhow::Result<()> {
        self.targets.write(|place, out| {
            let format = self.formats[place];
            let page = Page::new(None);
            if !format.is_for_people() {
                return write(report, format, page, out);
            }
            let mut text = Vec::new();
            write(report, format, page, &mut text)?;
            let plain = anstream::adapter::strip_bytes(&text).into_vec();
            Ok(out.write_all(&plain)?)
        })
    }

    /// Writes the report into every file, then prints it: if one cannot be written, nothing stands on standard output.
    pub fn print<R: Report>(
        &self,
        report: &R,
        format: Format,
        output: &mut Output,
    ) -> anyhow::Result<ExitStatus> {
        self.write(report)?;
        output.print(report, format)
    }
}

/// Runs a command whose format standard output takes; where it prints annotations, problems are annotated too, and not
/// told otherwise.
pub fn annotated(
    format: Format,
    output: &mut Output,
    run: impl FnOnce(&mut Output) -> anyhow::Result<ExitStatus>,
) -> anyhow::Result<ExitStatus> {
    output.check_format(format)?;
    if format == Format::Github {
        output.annotate_problems();
    }
    let status = run(output);
    // Where something stopped the run, problems were not annotated yet.
    output.annotate();
    status
}
