//! `partner-eval screen`: scores the rows of a table of any length, and shows the best or all.

use std::ops::ControlFlow;
use std::sync::atomic::{AtomicU64, Ordering};

use anyhow::bail;

use super::csv::CsvArgs;
use super::form::{FormArgs, OpenTable, check_stdin, note_left_out};
use super::format::parser;
use super::house::ReportArgs;
use super::input;
use super::output::Output;
use super::reports::{Destination, WriteArgs, annotated};
use super::require::{RequireArgs, gates};
use super::sealed::SealedArgs;
use super::status::ExitStatus;
use super::table::{PendingDeal, read_deal};
use super::tally::Tally;
use super::watch::{Watch, note_stopped};
use crate::assessment::{Assessment, InputFile, Rival, Run, Screened};
use crate::confidence::Sampling;
use crate::deal::Deal;
use crate::model::{Code, SLACK};
use crate::read::rows::{Batch, Record, Rows};
use crate::read::table::{RowProblem, RowReader};
use crate::read::{DealHeader, ReadOptions, Source};
use crate::render::{AssessReport, Assessed, Assessments, BestRows, CsvForm, Format, record};
use crate::score::Verdict;
use crate::screen::{Best, Chosen, Count, Kept, Least, Scorer, run as run_rows};
use crate::seal::Sealed;

/// The options of `screen`.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// The deal file, which needs no candidates; - is standard input.
    #[arg(value_name = "FILE")]
    file: String,
    /// The table or workbook with a row a candidate, whose columns are keys of [[candidates]]; - is standard input.
    #[arg(long, value_name = "FILE")]
    candidates: String,
    /// How many of the best to show, with everything that `assess` says of them.
    #[arg(long, default_value_t = 20, value_name = "N",
          value_parser = clap::value_parser!(u32).range(1..=10_000))]
    top: u32,
    /// Print every row in the order of the table, scored, a record a line.
    #[arg(long, conflicts_with = "top")]
    all: bool,
    /// What to print: by default table, with --all csv.
    #[arg(long, value_parser = parser::<BestRows>(), value_name = "FORMAT")]
    format: Option<Format>,
    /// Stop at the first row that cannot be read.
    #[arg(long)]
    strict: bool,
    /// No progress and no notes on standard error; rows that cannot be read are reported all the same.
    #[arg(long)]
    quiet: bool,
    /// How many weightings to draw for the share of first places among the best; 0 turns it off. By default
    /// 10000, or 1000 for more than 1000 candidates.
    #[arg(long, value_name = "N", conflicts_with = "all",
          value_parser = clap::value_parser!(u64).range(..=1_000_000_000))]
    draws: Option<u64>,
    /// The seed of the draws.
    #[arg(long, default_value_t = Sampling::default().seed, value_name = "N")]
    seed: u64,
    /// How many threads work; by default one a core. The output is the same with any number.
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=256))]
    threads: Option<u16>,
    #[command(flatten)]
    write: WriteArgs<BestRows<'static>>,
    #[command(flatten)]
    csv: CsvArgs,
    #[command(flatten)]
    require: RequireArgs,
    #[command(flatten)]
    sealed: SealedArgs,
    #[command(flatten)]
    house: ReportArgs,
    #[command(flatten)]
    form: FormArgs,
}

/// Runs `screen`.
pub fn run(args: &Args, output: &mut Output) -> anyhow::Result<ExitStatus> {
    let format = args
        .format
        .unwrap_or(if args.all { Format::Csv } else { Format::Table });
    if args.all && !matches!(format, Format::Csv | Format::Json | Format::JsonLines) {
        bail!("--all prints a record a line: --format csv or json-lines");
    }
    if args.all && !args.write.is_empty() {
        bail!(
            "--write needs a whole report, and --all prints rows while it reads them: redirect standard output instead"
        );
    }
    if args.all && args.sealed.file().is_some() {
        bail!("--sealed is a gate on a whole report, and --all has none: leave out --all");
    }
    if args.all && args.require.is_asked() {
        bail!("--require and its like judge the best rows, and --all has none: leave out --all");
    }
    args.require.check_draws(args.draws == Some(0))?;
    annotated(format, output, |output| screen(args, format, output))
}

fn screen(args: &Args, format: Format, output: &mut Output) -> anyhow::Result<ExitStatus> {
    if !args.all {
        output.keep_problems();
    }
    let csv = args.csv.form(args.write.formats().chain([format]))?;
    check_stdin(&args.candidates, &[&args.file])?;
    let beside = args.house.files();
    let others = beside.iter().map(String::as_str).chain(args.form.map());
    let others = others.chain(args.sealed.file());
    let inputs = || others.clone().chain([args.file.as_str(), &args.candidates]);
    input::check_stdin(inputs())?;
    let destination = args.write.check(inputs())?;
    let (Some(options), Ok(sealed)) = (args.house.options(output), args.sealed.read(output)) else {
        return Ok(ExitStatus::Error);
    };
    let options = ReadOptions {
        fail_under: args.require.minimum.fail_under,
        ..options
    };
    let Some(table) = args.form.open(&args.candidates, output)? else {
        return Ok(ExitStatus::Error);
    };
    let source = input::readable(&args.file, output);
    let waiting =
        source.and_then(|source| read_deal(source, &options, &table.layout, true, output));
    let Some(waiting) = waiting else {
        return Ok(ExitStatus::Error);
    };
    let has_warnings = waiting.has_warnings || table.has_warnings;
    args.house
        .check(&options, &[waiting.header.deal()], has_warnings)?;
    let mut relative = waiting.header.deal().own_criteria.iter();
    if let Some(own) = relative.find(|own| own.relative().is_some()) {
        bail!(
            "`{}` is set against the other candidates, and `screen` sees one row at a time: use `assess --candidates`",
            own.id
        );
    }
    let own = waiting.header.deal().candidates.len();
    if own > 0 && !args.quiet {
        let words = format!(
            "the candidates of {} itself are left out: {own}",
            waiting.source.name
        );
        output.note("note", &words);
    }
    if args.all {
        all(args, (format, csv), table, &waiting, output)
    } else {
        let sealed = sealed.as_ref();
        best(
            args,
            (format, csv),
            table,
            (waiting, sealed),
            &destination,
            output,
        )
    }
}

/// Prints every row, scored.
fn all(
    args: &Args,
    (format, csv): (Format, CsvForm),
    table: OpenTable,
    waiting: &PendingDeal,
    output: &mut Output,
) -> anyhow::Result<ExitStatus> {
    let PendingDeal { source, header, .. } = waiting;
    let layout = table.layout;
    let left_out = table.reader.left_out();
    let deal = header.deal();
    if format == Format::Csv {
        output.data(&record::header(csv).finish())?;
    }
    let mut tally = Tally::new(&layout, table.size, args.strict, args.quiet);
    let mut failed = None;
    let worker = || {
        let mut scorer = Scorer::new(header, &layout);
        // Batches are alike, and lines that outgrow their memory are copied.
        let mut size = 0;
        move |batch: &Batch| {
            let mut lines = Vec::with_capacity(size);
            let mut failed = None;
            let count = scorer.evaluate(batch, args.strict, |candidate, evaluation| {
                let name = &candidate.name;
                if format == Format::Csv {
                    record::csv(&mut lines, csv, deal, name, evaluation);
                } else if let Err(error) = record::json(&mut lines, deal, name, evaluation) {
                    failed = Some(error);
                }
            });
            size = lines.len() + lines.len() / 8;
            (failed.map_or(Ok(lines), Err), count)
        }
    };
    run_rows(table.reader, threads(args), worker, |commit| {
        let (written, count) = commit.result;
        let written = written.map_err(anyhow::Error::new);
        match written.and_then(|bytes| output.stream(&bytes)) {
            Ok(true) => tally.take(count, commit.bytes, commit.stopped, output),
            // A reader that went away, as `head` does, has seen enough.
            Ok(false) => ControlFlow::Break(()),
            Err(error) => {
                failed = Some(error);
                ControlFlow::Break(())
            }
        }
    });
    tally.finish(output);
    // How far the reader came by then is not the same each time.
    if !args.quiet && !tally.is_cut_short {
        note_left_out(&left_out, &layout.name.file, output);
    }
    if let Some(error) = failed {
        return Err(error);
    }
    args.house.check_warnings(tally.has_warnings)?;
    if !tally.is_cut_short && has_strangers(source, header, output) {
        return Ok(ExitStatus::Error);
    }
    Ok(tally.status())
}

/// Whether reviews are about candidates that stand in no row, which is reported.
fn has_strangers(source: &Source, header: &DealHeader, output: &mut Output) -> bool {
    let strangers = header.strangers();
    output.problems(source, &strangers);
    !strangers.is_empty()
}

/// Shows the best rows with everything that `assess` says of them.
fn best(
    args: &Args,
    (format, csv): (Format, CsvForm),
    table: OpenTable,
    (waiting, sealed): (PendingDeal, Option<&Sealed>),
    destination: &Destination<'_>,
    output: &mut Output,
) -> anyhow::Result<ExitStatus> {
    let layout = table.layout;
    let left_out = table.reader.left_out();
    let PendingDeal { source, header, .. } = waiting;
    let mut tally = Tally::new(&layout, table.size, args.strict, args.quiet);
    let most = args.top as usize;
    let mut best = Best::new(most);
    // Of one more than is shown, one at least is not shown.
    let mut most_open = Best::new(most + 1);
    // What the workers need not hand in any more. It only ever rises, so an old one does no harm.
    let (value, high) = (AtomicU64::new(0), AtomicU64::new(0));
    let worker = || {
        let mut scorer = Scorer::new(&header, &layout);
        let load = |least: &AtomicU64| f64::from_bits(least.load(Ordering::Relaxed));
        let (value, high) = (&value, &high);
        move |batch: &Batch| {
            let least = Least {
                value: load(value),
                high: load(high),
            };
            scorer.select(batch, args.strict, least)
        }
    };
    run_rows(table.reader, threads(args), worker, |commit| {
        let (chosen, count): (Chosen, Count) = commit.result;
        chosen.best.into_iter().for_each(|row| best.push(row));
        chosen.open.into_iter().for_each(|row| most_open.push(row));
        value.store(best.least().to_bits(), Ordering::Relaxed);
        high.store(most_open.least().to_bits(), Ordering::Relaxed);
        tally.take(count, commit.bytes, commit.stopped, output)
    });
    if tally.is_cut_short {
        tally.finish(output);
        return Ok(ExitStatus::Error);
    }
    if !args.quiet {
        note_left_out(&left_out, &layout.name.file, output);
    }
    let mut best = best.finish();
    // In the order of the table, as `assess` has them.
    best.sort_by_key(Kept::line);
    let is_shown = |row: &Kept| best.binary_search_by_key(&row.line(), Kept::line).is_ok();
    let rival = most_open.finish().into_iter().find(|row| !is_shown(row));
    if best.is_empty() {
        tally.finish(output);
        bail!("{} has no row that could be ranked", layout.name);
    }
    let rows: Vec<Record> = best.into_iter().map(|row| row.record).collect();
    let (reading, doubts) = RowReader::new(&header, &layout).read_all(&rows, &[]);
    for doubt in doubts {
        if doubt.problem.code != Code::Duplicate {
            tally.report(doubt, output);
        } else if !args.quiet {
            let words = format!("{} (line {})", doubt.problem.message, doubt.line);
            output.note("note", &words);
        }
    }
    if has_strangers(&source, &header, output) {
        tally.finish(output);
        return Ok(ExitStatus::Error);
    }
    let (deal, doubts) = header.with_rows_only(reading, &source);
    let has_error = doubts.has_error();
    output.problems(&source, &doubts.deal);
    for (line, doubt) in doubts.rows {
        tally.report(RowProblem::of_header(line, None, doubt), output);
    }
    tally.finish(output);
    if has_error {
        return Ok(ExitStatus::Error);
    }
    args.house.check_warnings(tally.has_warnings)?;
    args.check_named(&source, &deal)?;
    let sampling = Sampling {
        draws: args.draws,
        seed: args.seed,
    };
    let watch = Watch::interruptible(None)?;
    let draw_on = |begun, all| watch.draws_on(begun, all);
    let mut assessment = Assessment::stoppable(&deal, sampling, &draw_on);
    drop(watch);
    note_stopped(&source, &assessment.confidence, output);
    let needed = assessment.leading_score() - SLACK;
    let mut run = args.house.run();
    run.files.push(InputFile {
        kind: "table",
        source: layout.name.to_string(),
        sha256: None,
    });
    run.files
        .extend(args.form.map().map(|map| input::file("map", map)));
    let run = Run {
        fail_under: args.require.minimum.fail_under,
        require: args.require.who().cloned(),
        draws: assessment.confidence.draws,
        seed: args.seed,
        table: args.form.options(),
        ..run
    };
    assessment.options = args.form.words(&args.candidates);
    assessment.reading = args.house.words();
    assessment.screened = Some(Screened {
        table: layout.name.to_string(),
        rows: tally.rows,
        bad: tally.bad,
        rival: rival.filter(|row| row.value >= needed).map(|row| Rival {
            line: row.line(),
            name: row.name,
            high: row.value,
        }),
    });
    assessment.run = Run {
        required: args.require.required(&assessment),
        ..run
    };
    args.sealed.add_to(&mut assessment.run, sealed, &deal);
    let report = BestRows(AssessReport {
        asked: vec![args.require.asked(&assessment)],
        problems: output.take_kept(&source.name),
        csv,
        annotated: output.annotate(),
        ..AssessReport::of(Assessments {
            deals: vec![Assessed {
                source: &source,
                assessment: &assessment,
            }],
            shown: &[],
            accepts_conditional: args.require.minimum.accepts(Verdict::Conditional),
        })
    });
    destination.print(&report, format, output)?;
    Ok(tally.status().max(gates(&source, &assessment.run, output)))
}

impl Args {
    /// That a candidate who is asked for by name is among the best.
    fn check_named(&self, source: &Source, deal: &Deal) -> anyhow::Result<()> {
        let mut names = deal.candidates.iter().map(|one| one.name.as_str());
        match self.require.named() {
            Some(typed) if !names.any(|name| input::can_mean(typed, name)) => bail!(
                "`{typed}` is not among the {} best rows, and --require asks for it: `assess --candidates` judges \
                 every row",
                deal.candidates.len()
            ),
            _ => self.require.check_names(source, deal),
        }
    }
}

fn threads(args: &Args) -> usize {
    let cores = || std::thread::available_parallelism().map_or(1, |cores| cores.get().min(16));
    args.threads.map_or_else(cores, usize::from)
}
