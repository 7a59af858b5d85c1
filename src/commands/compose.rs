//! `partner-eval compose`: the best sets of members for a consortium, a network or any other deal.

use std::time::Duration;

use anyhow::bail;

use super::csv::CsvArgs;
use super::format::parser;
use super::house::ReportArgs;
use super::input;
use super::output::Output;
use super::reports::{WriteArgs, annotated};
use super::require::gates;
use super::require_sets::SetRequireArgs;
use super::sealed::SealedArgs;
use super::status::ExitStatus;
use super::watch::Watch;
use crate::assessment::Run;
use crate::compose::{self, Progress, Request};
use crate::deal::{Candidate, Deal};
use crate::explain::{percent, points};
use crate::read::{ReadOptions, closest};
use crate::render::{BestSets, Format};
use crate::score::Verdict;

/// The options of `compose`.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// The deal file; - is standard input.
    #[arg(value_name = "FILE")]
    file: String,
    /// How many members besides the organization: N or MIN..MAX. By default what [compose] says, else
    /// 2..5 for a consortium or a network, 1..3 for other deals.
    #[arg(long, value_name = "SIZE", value_parser = parse_size)]
    size: Option<(usize, usize)>,
    /// How many sets to show.
    #[arg(long, default_value_t = 5, value_name = "K",
          value_parser = clap::value_parser!(u16).range(1..=1000))]
    top: u16,
    /// A member that must be in (repeatable).
    #[arg(long, value_name = "NAME", allow_hyphen_values = true, value_parser = input::typed)]
    with: Vec<String>,
    /// A candidate that must not be in (repeatable).
    #[arg(long, value_name = "NAME", allow_hyphen_values = true, value_parser = input::typed)]
    without: Vec<String>,
    /// Only sets with this verdict or a better one.
    #[arg(long, value_enum, value_name = "VERDICT")]
    verdict: Option<AtLeast>,
    /// Stop after so many seconds, as Ctrl-C does, with the best found and how far it can be from the best there is.
    #[arg(long, value_name = "SECONDS", value_parser = input::seconds)]
    time_limit: Option<Duration>,
    /// What to print.
    #[arg(long, value_parser = parser::<BestSets>(), default_value_t = Format::Table, value_name = "FORMAT")]
    format: Format,
    #[command(flatten)]
    write: WriteArgs<BestSets<'static>>,
    #[command(flatten)]
    csv: CsvArgs,
    #[command(flatten)]
    require: SetRequireArgs,
    #[command(flatten)]
    house: ReportArgs,
    #[command(flatten)]
    sealed: SealedArgs,
}

/// The worst verdict allowed, in the order of [`Verdict::ALL`].
#[derive(Clone, Copy, Debug, clap::ValueEnum)]
enum AtLeast {
    /// Every gate passes.
    Recommended,
    /// Every gate passes if what is open turns out at most half good.
    Conditional,
    /// No gate fails.
    Undecided,
}

/// The most candidates that a search takes: what it keeps of each pair grows with their square.
const MOST_CANDIDATES: usize = 500;

fn parse_size(text: &str) -> Result<(usize, usize), String> {
    let parse = |part: &str| part.trim().parse::<usize>().ok();
    let size = match text.split_once("..") {
        Some((least, most)) => parse(least).zip(parse(most)),
        None => parse(text).map(|size| (size, size)),
    };
    size.filter(|(least, most)| 1 <= *least && least <= most)
        .ok_or_else(|| "give a number of members, or a range as in 3..5".to_owned())
}

/// Runs `compose`.
pub fn run(args: &Args, output: &mut Output) -> anyhow::Result<ExitStatus> {
    annotated(args.format, output, |output| compose_sets(args, output))
}

fn compose_sets(args: &Args, output: &mut Output) -> anyhow::Result<ExitStatus> {
    output.keep_problems();
    let csv = args.csv.form(args.write.formats().chain([args.format]))?;
    let beside = args.house.files();
    let inputs = beside.iter().chain([&args.file]).map(String::as_str);
    let inputs = inputs.chain(args.sealed.file());
    input::check_stdin(inputs.clone())?;
    let destination = args.write.check(inputs)?;
    let (Some(options), Ok(sealed)) = (args.house.options(output), args.sealed.read(output)) else {
        return Ok(ExitStatus::Error);
    };
    let options = ReadOptions {
        fail_under: args.require.minimum.fail_under,
        ..options
    };
    let Some(input) = input::read(&args.file, &options, output) else {
        return Ok(ExitStatus::Error);
    };
    let deal = &input.deal;
    args.house.check(&options, &[deal], input.has_warnings)?;
    let request = request(args, deal)?;
    // The search looks at the clock itself.
    let watch = Watch::interruptible(None)?;
    let found = compose::compose(deal, &request, &watch.stopped, |progress| {
        watch.show(|_| line(progress));
    });
    let is_interrupted = watch.is_interrupted();
    drop(watch);
    if is_interrupted && found.bound.is_some() && found.sets.is_empty() {
        output.note(
            "stopped",
            "no set was found by then that satisfies the demands",
        );
        return Ok(ExitStatus::Interrupted);
    }
    let mut run = Run {
        fail_under: args.require.minimum.fail_under,
        require: args.require.who(),
        required: args.require.required(deal, &found.sets),
        ..args.house.run()
    };
    args.sealed.add_to(&mut run, sealed.as_ref(), deal);
    let report = BestSets {
        source: &input.source,
        deal,
        at_fault: args.require.at_fault(&found.sets),
        run,
        reading: args.house.words(),
        found,
        problems: output.take_kept(&input.source.name),
        csv,
        annotated: output.annotate(),
    };
    destination.print(&report, args.format, output)?;
    Ok(gates(&input.source, &report.run, output))
}

fn request<'a>(args: &Args, deal: &'a Deal) -> anyhow::Result<Request<'a>> {
    let with = named(deal, &args.with)?;
    let without = named(deal, &args.without)?;
    check_attributes(deal)?;
    let is_out = |candidate: &Candidate| without.iter().any(|out| out.name == candidate.name);
    if let Some(both) = with.iter().find(|candidate| is_out(candidate)) {
        bail!("`{}` cannot be both in and out", both.name);
    }
    if let Some(vetoed) = with.iter().find(|candidate| candidate.veto.is_some()) {
        bail!("`{}` has a veto and never takes part", vetoed.name);
    }
    let pool: Vec<&Candidate> = deal
        .candidates
        .iter()
        .filter(|candidate| candidate.veto.is_none() && !is_out(candidate))
        .collect();
    if pool.len() > MOST_CANDIDATES {
        bail!(
            "{} candidates are too many to compose from: at most {MOST_CANDIDATES}. Take the best of \
             `partner-eval assess` into a deal of its own",
            pool.len()
        );
    }
    let stated = deal.compose.size;
    let stated = stated.map(|(least, most)| (least as usize, most as usize));
    let usual = match deal.relationship.is_many_sided() {
        true => (2, 5),
        false => (1, 3),
    };
    let (least, most) = args.size.or(stated).unwrap_or(usual);
    let least = least.max(with.len());
    if least > pool.len() {
        bail!(
            "a set of {least} members needs more candidates than the {} there are",
            pool.len()
        );
    }
    if with.len() > most {
        bail!(
            "{} members must be in, more than the {most} that a set may have",
            with.len()
        );
    }
    Ok(Request {
        pool,
        with,
        least,
        most,
        top: usize::from(args.top),
        verdict: args.verdict.map_or(Verdict::NotRecommended, |least| {
            Verdict::ALL[least as usize]
        }),
        demands: deal.compose.clone(),
        time_limit: args.time_limit,
        threads: std::thread::available_parallelism().map_or(1, usize::from),
    })
}

/// A demand on an attribute that nobody has is a slip of the pen, not an empty result.
fn check_attributes(deal: &Deal) -> anyhow::Result<()> {
    let known = || {
        let candidates = deal.candidates.iter().map(|c| &c.attributes);
        let parties = candidates.chain([&deal.organization.attributes]);
        parties.flat_map(|attributes| attributes.keys().map(String::as_str))
    };
    let compose = &deal.compose;
    for key in compose.distinct.keys().chain(compose.at_least.keys()) {
        if !known().any(|known| known == key) {
            match closest(key, known()) {
                Some(meant) => bail!(
                    "[compose] asks for `{key}`, an attribute that nobody has; did you mean `{meant}`?"
                ),
                None => bail!("[compose] asks for `{key}`, an attribute that nobody has"),
            }
        }
    }
    Ok(())
}

/// The candidates of these names, each once.
fn named<'a>(deal: &'a Deal, names: &[String]) -> anyhow::Result<Vec<&'a Candidate>> {
    let mut found: Vec<&Candidate> = Vec::new();
    for name in names {
        let candidate = input::find_candidate(deal, name)?;
        if !found.iter().any(|other| other.name == candidate.name) {
            found.push(candidate);
        }
    }
    Ok(found)
}

/// How far a long search is.
fn line(progress: Progress) -> String {
    let best = progress.best.map_or("none yet".to_owned(), points);
    format!(
        "best {best}, bound {}, {} of the parts done; Ctrl-C shows the best so far",
        points(progress.bound),
        percent(progress.done)
    )
}
