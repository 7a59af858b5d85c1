//! `--sealed FILE`: whether the rules are those that were sealed.

use super::input;
use super::output::Output;
use crate::assessment::{Required, Run};
use crate::deal::Deal;
use crate::explain::count;
use crate::seal::{self, Moved, Sealed, moved};

/// The option that names a seal.
#[derive(Debug, clap::Args)]
#[command(next_help_heading = "Gates for CI (exit code 1 unless they hold)")]
pub struct SealedArgs {
    /// The rules must be those of this file, which `seal` wrote; with --gates, if they were sealed with it.
    #[arg(long, value_name = "FILE")]
    sealed: Option<String>,
}

/// Rules that moved and are named in a message.
const MOST_MOVED: usize = 5;

impl SealedArgs {
    /// The file of the seal.
    pub fn file(&self) -> Option<&str> {
        self.sealed.as_deref()
    }

    /// What was sealed, if a file is named; an error if it is no seal, with what is wrong reported.
    pub fn read(&self, output: &mut Output) -> Result<Option<Sealed>, Unread> {
        let Some(path) = &self.sealed else {
            return Ok(None);
        };
        let source = input::readable(path, output).ok_or(Unread)?;
        match seal::read(&source) {
            Ok(sealed) => Ok(Some(sealed)),
            Err(problems) => {
                output.problems(&source, &problems);
                Err(Unread)
            }
        }
    }

    /// Adds to a call of a command that a deal must have the rules that were sealed, and whether it has.
    pub fn add_to(&self, run: &mut Run, sealed: Option<&Sealed>, deal: &Deal) {
        run.files
            .extend(self.sealed.iter().map(|path| input::file("seal", path)));
        run.required
            .extend(sealed.map(|sealed| required(sealed, deal)));
    }
}

/// A seal could not be read, as was reported.
pub struct Unread;

/// The gate that a deal has the rules that were sealed.
fn required(sealed: &Sealed, deal: &Deal) -> Required {
    let (was, is) = (sealed.rules.clone().into(), deal.rules.clone().into());
    let moved = moved(&was, &is, |was, is| was == is);
    Required {
        id: "sealed",
        message: (!moved.is_empty()).then(|| words(&moved, deal)),
    }
}

fn words(moved: &[Moved], deal: &Deal) -> String {
    let is_of_reviewers = |one: &&Moved| one.path.split('.').next() == Some("reviewers");
    let (hidden, shown): (Vec<&Moved>, Vec<&Moved>) = moved
        .iter()
        .partition(|one| deal.is_anonymous() && is_of_reviewers(one));
    let first = shown.iter().take(MOST_MOVED);
    let mut named: Vec<String> = first.map(|one| one.to_string()).collect();
    let house_is_missing = moved.iter().any(|one| one.path.starts_with("house."));
    if shown.len() > MOST_MOVED {
        named.push(format!("and {} more", shown.len() - MOST_MOVED));
    }
    if !hidden.is_empty() {
        // Both the reviewers of the seal and those of the deal stay unnamed.
        named.push(format!("{} of reviewers", hidden.len()));
    }
    if house_is_missing && !deal.rules.contains_key("house") {
        named.push("--gates was sealed too: give it again".to_owned());
    }
    let rules = match moved.len() {
        1 => "a rule".to_owned(),
        many => count(many as u64, "rule"),
    };
    format!("{rules} moved since the seal: {}", named.join("; "))
}
