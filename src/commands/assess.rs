//! `partner-eval assess`: compares the candidates of deals.

use std::time::Duration;

use anyhow::{anyhow, bail};

use super::csv::CsvArgs;
use super::files::{self, Named};
use super::form::check_stdin;
use super::format::parser;
use super::house::ReportArgs;
use super::input::{self, Input};
use super::output::Output;
use super::reports::{WriteArgs, annotated};
use super::require::{RequireArgs, gates};
use super::sealed::SealedArgs;
use super::status::ExitStatus;
use super::table::TableArgs;
use super::watch::{Watch, note_stopped};
use crate::assessment::{Assessment, Run};
use crate::confidence::{DrawOn, Sampling};
use crate::contract::{AssessmentV2, ProblemV2};
use crate::deal::{Candidate, Deal};
use crate::read::ReadOptions;
use crate::render::{AssessReport, Assessed, Assessments, Format, Unread};
use crate::score::Verdict;
use crate::seal::Sealed;

/// The options of `assess`.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// Deal files, and folders for all *.toml beneath them; - is standard input.
    #[arg(required = true, value_name = "FILE")]
    files: Vec<String>,
    /// What to print.
    #[arg(long, value_parser = parser::<AssessReport>(), default_value_t = Format::Table, value_name = "FORMAT")]
    format: Format,
    #[command(flatten)]
    write: WriteArgs<AssessReport<'static>>,
    /// Show only this candidate (repeatable); its rank is that among all.
    #[arg(long = "candidate", value_name = "NAME", allow_hyphen_values = true, value_parser = input::typed)]
    candidates: Vec<String>,
    /// How many weightings to draw for the share of first places; 0 turns it off. By default 10000, or 1000
    /// for more than 1000 candidates.
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u64).range(..=1_000_000_000))]
    draws: Option<u64>,
    /// Stop drawing after so many seconds with the draws made by then, as Ctrl-C does.
    #[arg(long, value_name = "SECONDS", value_parser = input::seconds)]
    time_limit: Option<Duration>,
    /// The seed of the draws.
    #[arg(long, default_value_t = Sampling::default().seed, value_name = "N")]
    seed: u64,
    #[command(flatten)]
    csv: CsvArgs,
    #[command(flatten)]
    require: RequireArgs,
    #[command(flatten)]
    sealed: SealedArgs,
    #[command(flatten)]
    house: ReportArgs,
    #[command(flatten)]
    table: TableArgs,
}

/// Runs `assess`.
pub fn run(args: &Args, output: &mut Output) -> anyhow::Result<ExitStatus> {
    annotated(args.format, output, |output| assess(args, output))
}

fn assess(args: &Args, output: &mut Output) -> anyhow::Result<ExitStatus> {
    let beside = args.house.files();
    let others = || args.table.files().chain(args.sealed.file());
    let beside = || beside.iter().map(String::as_str).chain(others());
    let named = files::only_deals(files::named(&args.files, output), beside(), output);
    if named.is_empty() {
        bail!("there is no deal in {}", args.files.join(", "));
    }
    let files: Vec<&str> = named.iter().map(|named| named.path.as_str()).collect();
    if let Some(table) = &args.table.candidates {
        check_stdin(table, &files)?;
    }
    input::check_stdin(beside().chain(files.iter().copied()))?;
    let csv = args.csv.form(args.write.formats().chain([args.format]))?;
    let destination = args.write.check(beside().chain(files.iter().copied()))?;
    let (Some(options), Ok(sealed)) = (args.options(output), args.sealed.read(output)) else {
        return Ok(ExitStatus::Error);
    };
    let (inputs, unread, problems) = args.read(&named, &options, output)?;
    let is_list = args.files.len() > 1 || args.files.iter().any(|path| files::is_folder(path));
    if inputs.is_empty() && !is_list {
        return Ok(ExitStatus::Error);
    }
    // What a file asks that cannot be read nobody knows.
    if unread.is_empty() {
        let deals: Vec<&Deal> = inputs.iter().map(|input| &input.deal).collect();
        args.house.check(&options, &deals, false)?;
        check_candidates(&args.candidates, &inputs)?;
    }
    args.require.check_draws(args.draws == Some(0))?;
    for input in &inputs {
        args.require.check_names(&input.source, &input.deal)?;
    }
    let shown = as_written(&args.candidates, &inputs);
    let watch = Watch::interruptible(args.time_limit)?;
    let draw_on = |begun, all| watch.draws_on(begun, all);
    let assessments = args.assessments(&inputs, &shown, sealed.as_ref(), &draw_on);
    drop(watch);
    for (input, assessment) in inputs.iter().zip(&assessments) {
        note_stopped(&input.source, &assessment.confidence, output);
    }
    let asked = assessments
        .iter()
        .map(|assessment| args.require.asked(assessment));
    let asked = asked.collect();
    let deals = inputs.iter().zip(&assessments);
    let assessments = Assessments {
        deals: deals
            .map(|(input, assessment)| Assessed {
                source: &input.source,
                assessment,
            })
            .collect(),
        shown: &shown,
        accepts_conditional: args.require.minimum.accepts(Verdict::Conditional),
    };
    let report = AssessReport {
        assessments,
        asked,
        unread,
        problems,
        is_list,
        csv,
        annotated: output.annotate(),
    };
    let mut status = destination.print(&report, args.format, output)?;
    for deal in &report.assessments.deals {
        status = status.max(gates(deal.source, &deal.assessment.run, output));
    }
    if !report.unread.is_empty() {
        status = ExitStatus::Error;
    }
    Ok(status)
}

impl Args {
    /// The document of one deal as `--format json` prints it, without the draws of a time limit; `None` if something is
    /// wrong, which is reported.
    pub fn document(&self, output: &mut Output) -> anyhow::Result<Option<AssessmentV2>> {
        let (Some(options), Ok(sealed)) = (self.options(output), self.sealed.read(output)) else {
            return Ok(None);
        };
        let Some(inputs) = self.table.read_all(&self.files, &options, output)? else {
            return Ok(None);
        };
        let shown = &self.candidates;
        let assessments = self.assessments(&inputs, shown, sealed.as_ref(), &|_, _| true);
        let documents = inputs.iter().zip(&assessments).map(|(input, assessment)| {
            let shows = |candidate: &Candidate| shown.is_empty() || shown.contains(&candidate.name);
            AssessmentV2::of(&input.source, assessment, shows)
        });
        Ok(documents.last())
    }

    /// How to read deals; `None` if the gates of the house have an error, which is reported.
    fn options(&self, output: &mut Output) -> Option<ReadOptions> {
        let options = self.house.options(output)?;
        Some(ReadOptions {
            fail_under: self.require.minimum.fail_under,
            ..options
        })
    }

    /// Assesses every deal.
    fn assessments<'i>(
        &self,
        inputs: &'i [Input],
        shown: &[String],
        sealed: Option<&Sealed>,
        draw_on: &DrawOn<'_>,
    ) -> Vec<Assessment<'i>> {
        let sampling = Sampling {
            draws: self.draws,
            seed: self.seed,
        };
        let mut run = Run {
            candidates: shown.to_vec(),
            fail_under: self.require.minimum.fail_under,
            require: self.require.who().cloned(),
            seed: self.seed,
            ..self.house.run()
        };
        self.table.add_to(&mut run);
        let assessments = inputs.iter().map(|input| {
            let assessment = Assessment::stoppable(&input.deal, sampling, draw_on);
            let mut run = Run {
                draws: assessment.confidence.draws,
                required: self.require.required(&assessment),
                ..run.clone()
            };
            self.sealed.add_to(&mut run, sealed, &input.deal);
            Assessment {
                options: self.table.words(),
                reading: self.house.words(),
                run,
                ..assessment
            }
        });
        assessments.collect()
    }

    /// Reads each file once: those that can be read, those that cannot, and what is wrong or doubtful about all.
    fn read(
        &self,
        files: &[Named],
        options: &ReadOptions,
        output: &mut Output,
    ) -> anyhow::Result<(Vec<Input>, Vec<Unread>, Vec<ProblemV2>)> {
        let (mut inputs, mut unread, mut all) = (Vec::new(), Vec::new(), Vec::new());
        let mut denied = Ok(());
        output.keep_problems();
        for (place, Named { path, fault, .. }) in files.iter().enumerate() {
            let source = if path == "-" { "<stdin>" } else { path };
            let mut read = match fault {
                None => {
                    let alone = std::slice::from_ref(path);
                    self.table.read_all(alone, options, output)?
                }
                Some(fault) => {
                    output.error(&anyhow!("{fault}"));
                    None
                }
            }
            .unwrap_or_default();
            let problems = output.take_kept(source);
            all.extend_from_slice(&problems);
            if let Err(error) = self
                .house
                .check_warnings(read.iter().any(|input| input.has_warnings))
            {
                denied = Err(error);
                read.clear();
            }
            match read.pop() {
                Some(input) => inputs.push(input),
                None => unread.push(Unread {
                    place,
                    source: source.to_owned(),
                    problems,
                }),
            }
        }
        if let Err(denied) = denied {
            output.error(&denied);
        }
        Ok((inputs, unread, all))
    }
}

/// A name that no deal has is a slip of the pen, not an empty result.
fn check_candidates(typed: &[String], inputs: &[Input]) -> anyhow::Result<()> {
    let known = || inputs.iter().flat_map(|input| input.names());
    let is_unknown = |typed: &&String| !known().any(|known| input::can_mean(typed, known));
    match typed.iter().find(is_unknown) {
        None => Ok(()),
        Some(name) => {
            let otherwise = "the names stand in the table without --candidate";
            Err(input::no_candidate(name, known(), otherwise))
        }
    }
}

/// Typed names as the deals write them; a name that no deal has stays as it is.
fn as_written(typed: &[String], inputs: &[Input]) -> Vec<String> {
    let mut named: Vec<String> = Vec::new();
    for typed in typed {
        let found = inputs.iter().filter_map(|input| {
            let place = input::place(input.names(), typed)?;
            Some(input.deal.candidates[place].name.as_str())
        });
        let mut found: Vec<&str> = found.collect();
        if found.is_empty() {
            found.push(typed);
        }
        for name in found {
            if !named.iter().any(|known| known == name) {
                named.push(name.to_owned());
            }
        }
    }
    named
}
