//! How strictly deals are read: the gates of the house, and what counts.

use std::sync::Arc;

use anyhow::bail;
use clap::builder::{PossibleValuesParser, TypedValueParser};

use super::input;
use super::output::{HIDDEN_REVIEWS, Output};
use super::reviews::ReviewsArgs;
use crate::assessment::{InputFile, Run};
use crate::deal::{Day, Deal, HouseGates};
use crate::model::Grade;
use crate::read::reviews::ReviewFiles;
use crate::read::{ReadOptions, unknown_gate};
use crate::render::shell_word;

/// The options that say how strictly to read.
#[derive(Debug, clap::Args)]
#[command(next_help_heading = "How strictly to read")]
pub struct HouseArgs {
    /// A TOML file with a [gates] table for all deals, which they can raise and not lower.
    #[arg(long, value_name = "FILE")]
    gates: Option<String>,
    /// Take warnings for errors.
    #[arg(long)]
    deny_warnings: bool,
    #[command(flatten)]
    evidence: EvidenceArgs,
    #[command(flatten)]
    reviews: ReviewsArgs,
}

/// The options that say which evidence counts.
#[derive(Clone, Debug, clap::Args)]
pub struct EvidenceArgs {
    /// Take ratings without evidence and facts without a source for unknown.
    #[arg(long)]
    require_evidence: bool,
    /// Take what has weaker evidence than this, or none, for unknown.
    #[arg(long, value_name = "GRADE", value_parser = grades())]
    min_grade: Option<Grade>,
    /// The day of the assessment, in place of the deal's: what ran out before it is taken for unknown.
    #[arg(long, value_name = "YYYY-MM-DD", value_parser = parse_day)]
    as_of: Option<Day>,
}

fn grades() -> impl TypedValueParser<Value = Grade> {
    PossibleValuesParser::new(Grade::ALL.map(Grade::id))
        .try_map(|id| Grade::from_id(&id).ok_or("no such grade"))
}

/// A typed day.
pub fn parse_day(text: &str) -> Result<Day, String> {
    Day::parse(text).ok_or_else(|| "give a day as in 2026-03-31".to_owned())
}

/// The options that say how a command reads what it then reports.
#[derive(Debug, clap::Args)]
pub struct ReportArgs {
    #[command(flatten)]
    house: HouseArgs,
    /// Show reviewers as A, B, C, and leave out who they are and where their marks stand; the letters hold for one
    /// report. A text that names one of them is an error.
    #[arg(long, help_heading = "The reviews")]
    anonymous: bool,
}

impl ReportArgs {
    /// How to read deals; `None` if the gates of the house have an error, which is reported.
    pub fn options(&self, output: &mut Output) -> Option<ReadOptions> {
        if self.anonymous {
            output.hide_reviewers();
        }
        let options = self.house.options(output)?;
        Some(ReadOptions {
            anonymous: self.anonymous,
            ..options
        })
    }

    /// How the command was called, as far as these options say.
    pub fn run(&self) -> Run {
        let mut run = self.house.run();
        if self.anonymous && !self.house.reviews.is_empty() {
            let is_review = |file: &InputFile| matches!(file.kind, "review" | "consensus");
            run.files.retain(|file| !is_review(file));
            run.files.push(InputFile {
                kind: "review",
                source: HIDDEN_REVIEWS.to_owned(),
                sha256: None,
            });
        }
        run
    }

    /// The options that say how to read as they are typed; none where nothing may tell of the files of reviewers.
    pub fn words(&self) -> String {
        match self.anonymous {
            true => String::new(),
            false => self.house.words(),
        }
    }

    /// Whether reviewers are shown as letters.
    pub fn is_anonymous(&self) -> bool {
        self.anonymous
    }

    /// All files that are read beside deals: the gates of the house, and reviews.
    pub fn files(&self) -> Vec<String> {
        self.house.files()
    }

    /// What the deals that were read make impossible: a gate of the house that none of them can ask, a
    /// warning where none may be.
    pub fn check(
        &self,
        options: &ReadOptions,
        deals: &[&Deal],
        has_warnings: bool,
    ) -> anyhow::Result<()> {
        check_known(options, deals)?;
        self.check_warnings(has_warnings)
    }

    /// Whether there is a warning where none may be.
    pub fn check_warnings(&self, has_warnings: bool) -> anyhow::Result<()> {
        self.house.check_warnings(has_warnings)
    }
}

impl HouseArgs {
    /// How to read deals; `None` if the gates of the house have an error, which is reported.
    fn options(&self, output: &mut Output) -> Option<ReadOptions> {
        let house = match &self.gates {
            Some(path) => Some(input::house_gates(path, output)?),
            None => None,
        };
        let reviews = self.reviews.read(output)?;
        Some(self.options_with(house, reviews))
    }

    /// How to read deals with these gates of the house, beside these reviews.
    pub fn options_with(
        &self,
        house: Option<HouseGates>,
        reviews: Option<Arc<ReviewFiles>>,
    ) -> ReadOptions {
        let evidence = &self.evidence;
        ReadOptions {
            house,
            require_evidence: evidence.require_evidence,
            min_grade: evidence.min_grade,
            as_of: evidence.as_of,
            reviews,
            ..ReadOptions::default()
        }
    }

    /// How the command was called, as far as these options say.
    fn run(&self) -> Run {
        let evidence = &self.evidence;
        let gates = self.gates.as_deref();
        Run {
            as_of: evidence.as_of,
            min_grade: evidence.min_grade,
            require_evidence: evidence.require_evidence,
            files: gates
                .map(|path| input::file("gates", path))
                .into_iter()
                .chain(self.reviews.inputs())
                .collect(),
            ..Run::default()
        }
    }

    /// The options that change a result, as they are typed.
    fn words(&self) -> String {
        let EvidenceArgs {
            require_evidence,
            min_grade,
            as_of,
        } = &self.evidence;
        let gates = self.gates.iter();
        let mut words: Vec<String> = gates
            .map(|path| format!("--gates {}", shell_word(path)))
            .collect();
        words.extend(as_of.map(|day| format!("--as-of {day}")));
        words.extend(min_grade.map(|grade| format!("--min-grade {}", grade.id())));
        words.extend(require_evidence.then(|| "--require-evidence".to_owned()));
        words.extend(Some(self.reviews.words()).filter(|words| !words.is_empty()));
        words.join(" ")
    }

    /// The file with the gates of the house.
    pub fn gates(&self) -> Option<&str> {
        self.gates.as_deref()
    }

    /// The options about reviews.
    pub fn reviews(&self) -> &ReviewsArgs {
        &self.reviews
    }

    /// All files that are read beside deals: the gates of the house, and reviews.
    pub fn files(&self) -> Vec<String> {
        self.gates
            .iter()
            .cloned()
            .chain(self.reviews.files())
            .collect()
    }

    /// Whether there is a warning where none may be.
    pub fn check_warnings(&self, has_warnings: bool) -> anyhow::Result<()> {
        if self.deny_warnings && has_warnings {
            bail!("there are warnings, and --deny-warnings takes them for errors");
        }
        Ok(())
    }
}

/// Whether some deal can ask each gate of the house.
pub fn check_known(options: &ReadOptions, deals: &[&Deal]) -> anyhow::Result<()> {
    let unknown = options
        .house
        .as_ref()
        .and_then(|house| unknown_gate(house, deals));
    match unknown {
        None => Ok(()),
        Some((name, Some(meant))) => {
            bail!("--gates sets a gate on `{name}`; did you mean `{meant}`?")
        }
        Some((name, None)) => bail!("--gates sets a gate on `{name}`, which no deal can ask"),
    }
}
