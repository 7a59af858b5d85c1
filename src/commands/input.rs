//! Reads the deals that a command names, and reports what is wrong with them.

use std::io::Read;
use std::time::Duration;

use anyhow::{Context, anyhow, bail};
use unicode_normalization::UnicodeNormalization;

use super::output::Output;
use crate::assessment::InputFile;
use crate::deal::{Candidate, Deal, HouseGates, Problem};
use crate::explain::{count, list};
use crate::model::fingerprint_of;
use crate::model::names::clean;
use crate::read::{FileKind, ReadOptions, Source, closest, read_house, read_with};
use crate::render::sanitize;

/// A deal with the file it comes from.
pub struct Input {
    /// The file.
    pub source: Source,
    /// What it says.
    pub deal: Deal,
    /// Whether it was read with warnings.
    pub has_warnings: bool,
}

impl Input {
    /// The names of the candidates.
    pub fn names(&self) -> impl Iterator<Item = &str> + Clone {
        self.deal.candidates.iter().map(|one| one.name.as_str())
    }
}

/// Standard input holds one of these files at most.
pub fn check_stdin<'a>(paths: impl IntoIterator<Item = &'a str>) -> anyhow::Result<()> {
    if paths.into_iter().filter(|path| *path == "-").count() > 1 {
        bail!("standard input can be read only once: give the others as files");
    }
    Ok(())
}

/// Reads every file; `-` is standard input. Problems go to standard error, of all files; `None` if any
/// file has an error.
pub fn read_all(
    paths: &[String],
    options: &ReadOptions,
    output: &mut Output,
) -> Option<Vec<Input>> {
    let inputs: Vec<Option<Input>> = paths
        .iter()
        .map(|path| read(path, options, output))
        .collect();
    inputs.into_iter().collect()
}

/// A file that a result rests on, with its fingerprint unless it can be read only once.
pub fn file(kind: &'static str, path: &str) -> InputFile {
    let is_regular = std::fs::metadata(path).is_ok_and(|file| file.is_file());
    let open = || std::fs::File::open(path).and_then(fingerprint_of).ok();
    InputFile {
        kind,
        source: if path == "-" { "<stdin>" } else { path }.to_owned(),
        sha256: is_regular.then(open).flatten(),
    }
}

/// Reads one file.
pub fn read(path: &str, options: &ReadOptions, output: &mut Output) -> Option<Input> {
    let source = readable(path, output)?;
    read_deal(source, options, output)
}

/// Reads the text of a deal.
pub fn read_deal(source: Source, options: &ReadOptions, output: &mut Output) -> Option<Input> {
    let reading = read_with(&source, options);
    output.problems(&source, &reading.problems);
    let has_warnings = !reading.problems.is_empty();
    match &reading.deal {
        None => note_other_use(&source, output),
        Some(deal) => note_missing(deal, output),
    }
    reading.deal.map(|deal| Input {
        source,
        deal,
        has_warnings,
    })
}

/// Says whose reviews are missing, where that is allowed.
pub fn note_missing(deal: &Deal, output: &mut Output) {
    let missing: Vec<&str> = deal.missing_reviews.iter().map(String::as_str).collect();
    if missing.is_empty() {
        return;
    }
    let who = match output.hides_reviewers() {
        true => count(missing.len() as u64, "reviewer"),
        false => list(&missing, "and"),
    };
    output.note("without", &format!("{who}, whose review files are missing"));
}

/// What a file is that is no deal, and the option that applies it.
pub fn other_use(text: &str) -> Option<(&'static str, &'static str)> {
    match FileKind::of(text) {
        FileKind::Deal => None,
        FileKind::House => Some(("sets gates for deals", "--gates")),
        FileKind::Map => Some(("is a map of columns", "--map")),
        FileKind::Review | FileKind::Consensus => Some(("is a review", "--reviews")),
        FileKind::Seal => Some(("is a seal of rules", "--sealed")),
    }
}

/// Says of what was read in vain as a deal whether it is another file.
pub fn note_other_use(source: &Source, output: &mut Output) {
    if let Some((what, option)) = other_use(&source.text) {
        let words = format!(
            "{} {what}, and is no deal; {option} applies it",
            source.name
        );
        output.note("note", &words);
    }
}

/// The gates of the house.
pub fn house_gates(path: &str, output: &mut Output) -> Option<HouseGates> {
    let source = readable(path, output)?;
    let (gates, problems) = read_house(&source);
    output.problems(&source, &problems);
    gates
}

/// The text of a file; `None`, reported, if it cannot be read or is no text.
pub fn readable(path: &str, output: &mut Output) -> Option<Source> {
    let (source, problems) = source(path, output)?;
    output.problems(&source, &problems);
    problems.is_empty().then_some(source)
}

/// The text of a file, with a problem if it is not text; `None`, reported, if it cannot be read.
pub fn source(path: &str, output: &mut Output) -> Option<(Source, Vec<Problem>)> {
    let name = if path == "-" { "<stdin>" } else { path };
    match bytes(path).with_context(|| format!("cannot read {name}")) {
        Ok(bytes) => {
            let (source, problem) = Source::from_bytes(name, bytes);
            Some((source, problem.into_iter().collect()))
        }
        Err(error) => {
            output.error(&error);
            None
        }
    }
}

/// The text of a file, if it can be read and is text.
pub fn text(path: &str) -> Option<String> {
    String::from_utf8(bytes(path).ok()?).ok()
}

/// A typed name as candidates have theirs.
pub fn typed(name: &str) -> Result<String, std::convert::Infallible> {
    Ok(clean(name).into_owned())
}

/// Whether that name can be meant by what was typed: as reports show it, and in either normal form, because terminals
/// and files differ in theirs.
pub fn can_mean(typed: &str, name: &str) -> bool {
    if typed == name || typed.is_ascii() && name.is_ascii() {
        return typed == name;
    }
    sanitize(typed).nfc().eq(sanitize(name).nfc())
}

/// The place of the name that was typed: the very name, if it is there.
pub fn place<'a>(names: impl Iterator<Item = &'a str> + Clone, typed: &str) -> Option<usize> {
    let mut same = names.clone();
    same.position(|name| name == typed).or_else(|| {
        let mut names = names;
        names.position(|name| can_mean(typed, name))
    })
}

/// How long work may take.
pub fn seconds(text: &str) -> Result<Duration, String> {
    let seconds = text.parse::<f64>().ok().filter(|seconds| *seconds > 0.0);
    seconds
        .and_then(|seconds| Duration::try_from_secs_f64(seconds).ok())
        .ok_or_else(|| "give a number of seconds above 0".to_owned())
}

/// The candidate of that name.
pub fn find_candidate<'a>(deal: &'a Deal, typed: &str) -> anyhow::Result<&'a Candidate> {
    let names = deal
        .candidates
        .iter()
        .map(|candidate| candidate.name.as_str());
    let found = place(names.clone(), typed);
    found
        .and_then(|place| deal.candidates.get(place))
        .ok_or_else(|| no_candidate(typed, names, LISTED))
}

/// Where names can be looked up.
pub const LISTED: &str = "`partner-eval assess` lists them";

/// The error that there is no candidate of that name among these, with what to do where none is close.
pub fn no_candidate<'a>(
    name: &str,
    known: impl IntoIterator<Item = &'a str>,
    otherwise: &str,
) -> anyhow::Error {
    match closest(name, known) {
        Some(meant) => anyhow!("no candidate `{name}`; did you mean `{meant}`?"),
        None => anyhow!("no candidate `{name}`; {otherwise}"),
    }
}

/// The longest deal, map or house file, in MiB; whatever is longer was hardly written by anybody.
const MOST_TEXT: u64 = 64;
/// The longest stored document, which a program wrote, and what may come from standard input.
const MOST_STORED: u64 = 256;

fn bytes(path: &str) -> std::io::Result<Vec<u8>> {
    let is_stored = path == "-" || path.ends_with(".json");
    let most = if is_stored { MOST_STORED } else { MOST_TEXT };
    match path {
        "-" => at_most(most, std::io::stdin().lock()),
        path => at_most(most, std::fs::File::open(path)?),
    }
}

/// All that can be read, if it is no more than so many MiB: some files never end.
fn at_most(most: u64, from: impl std::io::Read) -> std::io::Result<Vec<u8>> {
    let limit = most << 20;
    let mut bytes = Vec::new();
    from.take(limit + 1).read_to_end(&mut bytes)?;
    if bytes.len() as u64 > limit {
        let message = format!("it is longer than {most} MiB");
        return Err(std::io::Error::new(
            std::io::ErrorKind::FileTooLarge,
            message,
        ));
    }
    Ok(bytes)
}
