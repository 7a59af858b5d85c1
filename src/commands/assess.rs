//! `partner-eval assess`: compares the candidates of deals.

use std::path::{Path, PathBuf};

use super::house::HouseArgs;
use super::input::{self, Input};
use super::require::RequireArgs;
use super::table::TableArgs;
use super::write::Targets;
use super::{ExitStatus, Output};
use crate::assessment::Assessment;
use crate::confidence::Sampling;
use crate::deal::{Candidate, Deal};
use crate::read::{ReadOptions, Source};
use crate::render::{Page, csv, github, json, junit, markdown, table};

/// The options of `assess`.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// Deal files; - is standard input.
    #[arg(required = true, value_name = "FILE")]
    files: Vec<String>,
    /// What to print.
    #[arg(long, value_enum, default_value_t, value_name = "FORMAT")]
    format: Format,
    /// Write a report into a file as well (repeatable), for example --write junit=report.xml.
    #[arg(long, value_name = "FORMAT=PATH", value_parser = parse_write)]
    write: Vec<(Format, PathBuf)>,
    /// Show only this candidate (repeatable); its rank is that among all.
    #[arg(long = "candidate", value_name = "NAME", allow_hyphen_values = true)]
    candidates: Vec<String>,
    /// How many weightings to draw for the share of first places; 0 turns it off. By default 10000, or 1000
    /// for more than 1000 candidates.
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u64).range(..=1_000_000_000))]
    draws: Option<u64>,
    /// The seed of the draws.
    #[arg(long, default_value_t = Sampling::default().seed, value_name = "N")]
    seed: u64,
    /// Begin CSV with a byte-order mark, which some spreadsheets need to read UTF-8.
    #[arg(long)]
    bom: bool,
    #[command(flatten)]
    require: RequireArgs,
    #[command(flatten)]
    house: HouseArgs,
    #[command(flatten)]
    table: TableArgs,
}

/// The forms of an assessment.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, clap::ValueEnum)]
enum Format {
    /// A comparison for people.
    #[default]
    Table,
    /// Everything, for programs.
    Json,
    /// A row a candidate, for spreadsheets.
    Csv,
    /// A row a candidate and criterion, for spreadsheets.
    CsvLong,
    /// A comment on a pull request, or a job summary.
    Markdown,
    /// Annotations of a GitHub workflow, at the lines of the file.
    Github,
    /// A test case a candidate and gate.
    Junit,
}

fn parse_write(text: &str) -> Result<(Format, PathBuf), String> {
    let (format, path) = text
        .split_once('=')
        .ok_or("give FORMAT=PATH, as in junit=report.xml")?;
    let format = <Format as clap::ValueEnum>::from_str(format, false)
        .map_err(|_| format!("`{format}` is no format; see --format"))?;
    match path {
        "" | "-" => Err("a file name must stand behind the =; standard output has --format".into()),
        path => Ok((format, PathBuf::from(path))),
    }
}

/// What is reported, in whatever form.
struct Report<'r> {
    args: &'r Args,
    deals: Vec<(&'r Source, &'r Assessment<'r>)>,
    /// The gates asked for that do not hold, by deal.
    failures: Vec<Vec<String>>,
}

/// Runs `assess`.
pub fn run(args: &Args, output: &mut Output) -> anyhow::Result<ExitStatus> {
    let targets = args.targets()?;
    let Some(options) = args.house.options(output) else {
        return Ok(ExitStatus::Error);
    };
    let options = ReadOptions {
        fail_under: args.require.fail_under,
        ..options
    };
    if args.format == Format::Github {
        output.annotate_problems();
    }
    let Some(inputs) = args.table.read_all(&args.files, &options, output)? else {
        return Ok(ExitStatus::Error);
    };
    let deals: Vec<&Deal> = inputs.iter().map(|input| &input.deal).collect();
    let has_warnings = inputs.iter().any(|input| input.has_warnings);
    args.house.check(&options, &deals, has_warnings)?;
    check_candidates(&args.candidates, &inputs)?;
    args.require.check(args.draws == Some(0), &inputs)?;
    let sampling = Sampling {
        draws: args.draws,
        seed: args.seed,
    };
    let assessments: Vec<Assessment<'_>> = inputs
        .iter()
        .map(|input| Assessment {
            options: args.table.words(),
            ..Assessment::of(&input.deal, sampling)
        })
        .collect();
    let failures: Vec<Vec<String>> = assessments
        .iter()
        .map(|assessment| {
            let outcomes = args.require.outcomes(assessment).into_iter();
            outcomes
                .filter(|outcome| !outcome.holds)
                .map(|outcome| outcome.message)
                .collect()
        })
        .collect();
    let deals = inputs
        .iter()
        .map(|input| &input.source)
        .zip(&assessments)
        .collect();
    let report = Report {
        args,
        deals,
        failures,
    };
    // Files first: if one cannot be written, nothing stands on standard output.
    let written: Vec<String> = args
        .write
        .iter()
        .map(|(format, _)| {
            let text = report.render(*format, Page::new(None))?;
            Ok(anstream::adapter::strip_str(&text).to_string())
        })
        .collect::<anyhow::Result<_>>()?;
    targets.write(&written)?;
    let text = report.render(args.format, output.page())?;
    match args.format {
        Format::Table => output.report(&text)?,
        _ => output.data(&text)?,
    }
    for ((source, _), failures) in report.deals.iter().zip(&report.failures) {
        for failure in failures {
            output.note("gate not met", &format!("{}: {failure}", source.name));
        }
    }
    let holds = report.failures.iter().all(Vec::is_empty);
    Ok(if holds {
        ExitStatus::Success
    } else {
        ExitStatus::Gate
    })
}

impl Args {
    /// Where reports are written, which is none of the files that are read.
    fn targets(&self) -> anyhow::Result<Targets<'_>> {
        let paths: Vec<&Path> = self.write.iter().map(|(_, path)| path.as_path()).collect();
        let deals = self.files.iter().map(String::as_str);
        let inputs: Vec<&str> = deals
            .chain(self.house.file())
            .chain(self.table.files())
            .collect();
        Targets::check(&paths, &inputs)
    }
}

impl Report<'_> {
    fn render(&self, format: Format, page: Page) -> anyhow::Result<String> {
        let names = &self.args.candidates;
        let shows = |candidate: &Candidate| names.is_empty() || names.contains(&candidate.name);
        let all: Vec<&Assessment<'_>> = self
            .deals
            .iter()
            .map(|(_, assessment)| *assessment)
            .collect();
        let bom = if self.args.bom { "\u{feff}" } else { "" };
        let each = |render: &dyn Fn(&Source, &Assessment<'_>, &[String]) -> String| -> Vec<String> {
            let deals = self.deals.iter().zip(&self.failures);
            deals
                .map(|((source, assessment), failures)| render(source, assessment, failures))
                .collect()
        };
        Ok(match format {
            Format::Table => {
                each(&|source, assessment, _| table::render(source, assessment, shows, page))
                    .join("\n")
            }
            Format::Json => json::render(&self.deals, shows)?,
            Format::Csv => bom.to_owned() + &csv::render(&all, shows),
            Format::CsvLong => bom.to_owned() + &csv::render_long(&all, shows),
            Format::Markdown => each(&|source, assessment, failures| {
                markdown::render(source, assessment, shows, failures)
            })
            .join("\n"),
            Format::Github => each(&|source, assessment, failures| {
                github::render(source, assessment, shows, failures)
            })
            .concat(),
            Format::Junit => junit::render(&self.deals, shows, |verdict| {
                self.args.require.accepts(verdict)
            }),
        })
    }
}

/// A name that no deal has is a slip of the pen, not an empty result.
fn check_candidates(names: &[String], inputs: &[Input]) -> anyhow::Result<()> {
    let known = || {
        inputs
            .iter()
            .flat_map(|input| &input.deal.candidates)
            .map(|c| c.name.as_str())
    };
    match names
        .iter()
        .find(|name| !known().any(|known| known == name.as_str()))
    {
        None => Ok(()),
        Some(name) => {
            let otherwise = "the names stand in the table without --candidate";
            Err(input::no_candidate(name, known(), otherwise))
        }
    }
}
