//! `--reviews FILE`: review files beside a deal.

use std::collections::BTreeSet;
use std::iter;
use std::sync::{Arc, OnceLock};

use anyhow::anyhow;

use super::files::{self, Named};
use super::input;
use super::output::Output;
use crate::assessment::InputFile;
use crate::read::reviews::{ReviewFile, ReviewFiles};
use crate::read::{FileKind, may_hold_marks, read_review};
use crate::render::shell_word;

/// The options that say which reviews stand beside a deal.
#[derive(Debug, clap::Args)]
#[command(next_help_heading = "The reviews")]
pub struct ReviewsArgs {
    /// Review files of the deal, and folders for all beneath them: their marks are read beside those of the deal.
    #[arg(long, value_name = "FILE", num_args = 1..)]
    reviews: Vec<String>,
    /// Report without the reviewers whose review files are missing, and say so.
    #[arg(long, requires = "reviews")]
    incomplete: bool,
    /// What was found; to tell what a file is takes as long as to read it.
    #[arg(skip)]
    found: OnceLock<Vec<Found>>,
}

/// A review file, as far as its keys tell.
#[derive(Clone, Debug)]
struct Found {
    path: String,
    kind: &'static str,
    /// Why a folder, or a part of it, could not be read.
    fault: Option<String>,
}

impl ReviewsArgs {
    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.reviews.is_empty()
    }

    /// The review files that are named, each once and by name.
    pub fn files(&self) -> Vec<String> {
        self.found().iter().map(|file| file.path.clone()).collect()
    }

    fn found(&self) -> &[Found] {
        self.found.get_or_init(|| {
            let all = self.reviews.iter().flat_map(|path| files::within(path));
            let mut found: Vec<Found> = all.filter_map(found).collect();
            found.sort_unstable_by(|a, b| a.path.cmp(&b.path));
            let mut known = BTreeSet::new();
            found.retain(|file| file.path == "-" || known.insert(files::canonical(&file.path)));
            found
        })
    }

    /// Reads the review files; `None`, reported, if there is an error in one of them, or where one is not to be found.
    pub fn read(&self, output: &mut Output) -> Option<Option<Arc<ReviewFiles>>> {
        if self.reviews.is_empty() {
            return Some(None);
        }
        let mut faults = self.found().iter().filter_map(|file| file.fault.as_ref());
        if let Some(first) = faults.next() {
            for fault in iter::once(first).chain(faults) {
                output.error(&anyhow!("{fault}"));
            }
            return None;
        }
        let paths = self.files();
        if paths.is_empty() {
            let folders = self.reviews.join(", ");
            output.error(&anyhow!("there is no review file in {folders}"));
            return None;
        }
        let files = paths.iter().map(|path| review(path, output));
        let files: Vec<Option<ReviewFile>> = files.collect();
        let reviews = self.beside(files.into_iter().collect::<Option<_>>()?);
        if let Some(reviews) = &reviews {
            output.show_reviews(Arc::clone(reviews));
        }
        Some(reviews)
    }

    /// These files beside a deal; `None` where there are none.
    pub fn beside(&self, files: Vec<ReviewFile>) -> Option<Arc<ReviewFiles>> {
        (!files.is_empty()).then(|| {
            Arc::new(ReviewFiles {
                files,
                is_incomplete: self.incomplete,
            })
        })
    }

    /// The options as they are typed; none without reviews.
    pub fn words(&self) -> String {
        if self.reviews.is_empty() {
            return String::new();
        }
        let mut paths: Vec<_> = self.reviews.iter().map(|path| shell_word(path)).collect();
        paths.sort_unstable();
        let incomplete = if self.incomplete { " --incomplete" } else { "" };
        format!("--reviews {}{incomplete}", paths.join(" "))
    }

    /// The files that a result rests on.
    pub fn inputs(&self) -> Vec<InputFile> {
        let found = self.found().iter();
        found
            .map(|file| input::file(file.kind, &file.path))
            .collect()
    }
}

/// A file that is named, or that a folder holds and that is a review, or that nobody can tell because it cannot be read.
fn found(named: Named) -> Option<Found> {
    let Named {
        path,
        within,
        fault,
    } = named;
    // What is no regular file can be read only once.
    let is_regular = std::fs::metadata(&path).is_ok_and(|file| file.is_file());
    let text = is_regular.then(|| input::text(&path)).flatten();
    let told = text.map(|text| (FileKind::of(&text), text));
    let kind = match told {
        Some((FileKind::Consensus, _)) => "consensus",
        _ => "review",
    };
    let is_review = within.is_none() || told.is_none_or(|(kind, text)| may_be_review(kind, &text));
    is_review.then_some(Found { path, kind, fault })
}

/// Whether a text of that kind is a review, or no TOML.
fn may_be_review(kind: FileKind, text: &str) -> bool {
    match kind {
        FileKind::Review | FileKind::Consensus => true,
        FileKind::Deal => may_hold_marks(text),
        FileKind::House | FileKind::Map | FileKind::Seal => false,
    }
}

/// Reads a review file; `None`, reported, if it has an error or is another file.
pub fn review(path: &str, output: &mut Output) -> Option<ReviewFile> {
    let source = input::readable(path, output)?;
    match read_review(source) {
        Ok((file, problems)) => {
            output.problems_of_review(&file.source, &problems);
            Some(file)
        }
        Err((source, _)) if !may_be_review(FileKind::of(&source.text), &source.text) => {
            let name = &source.name;
            output.error(&anyhow!(
                "{name} is no review: it has neither [review] nor [consensus]; deals are named before --reviews"
            ));
            None
        }
        Err((source, problems)) => {
            output.problems_of_review(&source, &problems);
            None
        }
    }
}
