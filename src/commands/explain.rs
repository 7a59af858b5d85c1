//! `partner-eval explain`: why a candidate scores what it does, why one is ahead of another, what an
//! id means.

use anyhow::bail;

use super::format::parser;
use super::house::ReportArgs;
use super::input::{self, Input};
use super::output::Output;
use super::reports::{Destination, WriteArgs};
use super::status::ExitStatus;
use super::table::TableArgs;
use super::watch::{Watch, note_stopped};
use crate::assessment::{Assessment, Run};
use crate::compose::Found;
use crate::confidence::Sampling;
use crate::deal::Candidate;
use crate::explain::{Difference, define, definitions};
use crate::read::closest;
use crate::render::{Explanation, Format, shell_word};
use crate::score::Evaluation;

/// The options of `explain`.
#[derive(Debug, clap::Args)]
#[command(
    after_help = "Examples:\n  partner-eval explain                          the list of ids\n  \
                        partner-eval explain savings                  a criterion\n  \
                        partner-eval explain deal.toml Helios         a candidate's score\n  \
                        partner-eval explain deal.toml Helios --against Boreas"
)]
pub struct Args {
    /// An id (criterion, dimension, relationship, gate, flag, problem code), or a deal file; - is
    /// standard input.
    #[arg(value_name = "ID|FILE")]
    subject: Option<String>,
    /// The candidate to explain, or the members of a set; the leader if none is named.
    #[arg(value_name = "NAME", value_parser = input::typed)]
    names: Vec<String>,
    /// Explain why the candidate is ahead of this one, or behind it.
    #[arg(long, value_name = "NAME", allow_hyphen_values = true, value_parser = input::typed)]
    against: Option<String>,
    /// What to print.
    #[arg(long, value_parser = parser::<Explanation>(), default_value_t = Format::Text, value_name = "FORMAT")]
    format: Format,
    /// How many weightings to draw for the share of first places; 0 turns it off. By default 10000, or 1000
    /// for more than 1000 candidates.
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u64).range(..=1_000_000_000))]
    draws: Option<u64>,
    /// The seed of the draws.
    #[arg(long, default_value_t = Sampling::default().seed, value_name = "N")]
    seed: u64,
    #[command(flatten)]
    write: WriteArgs<Explanation<'static>>,
    #[command(flatten)]
    house: ReportArgs,
    #[command(flatten)]
    table: TableArgs,
}

/// Runs `explain`.
pub fn run(args: &Args, output: &mut Output) -> anyhow::Result<ExitStatus> {
    let Some(subject) = &args.subject else {
        let all = Explanation::Ids(definitions());
        return args.write.check([])?.print(&all, args.format, output);
    };
    let is_id = args.names.is_empty() && args.against.is_none() && subject != "-";
    let found = if is_id { define(subject) } else { Vec::new() };
    if !found.is_empty() {
        let found = Explanation::Definitions(found);
        return args.write.check([])?.print(&found, args.format, output);
    }
    if is_id && !std::path::Path::new(subject).exists() {
        let all = definitions();
        let known = all.iter().map(|definition| definition.id.as_str());
        match closest(subject, known) {
            Some(meant) => bail!("no id and no file `{subject}`; did you mean `{meant}`?"),
            None => bail!("no id and no file `{subject}`; `partner-eval explain` lists the ids"),
        }
    }
    let beside = args.house.files();
    let inputs = beside.iter().map(String::as_str).chain(args.table.files());
    let destination = args.write.check(inputs.chain([subject.as_str()]))?;
    // Of a long table only the rows that are asked about are kept. The leader is sought among all, and the letters of
    // reviewers hang on the marks of all.
    let is_some = !args.names.is_empty() && !args.house.is_anonymous();
    let named = args.names.iter().chain(&args.against);
    let names: Vec<&str> = named.filter(|_| is_some).map(String::as_str).collect();
    let Some(options) = args.house.options(output) else {
        return Ok(ExitStatus::Error);
    };
    let Some(input) = args.table.read_named(subject, &options, &names, output)? else {
        return Ok(ExitStatus::Error);
    };
    args.house
        .check(&options, &[&input.deal], input.has_warnings)?;
    if args.names.len() > 1 {
        return explain_set(args, &input, &destination, output);
    }
    let sampling = Sampling {
        draws: args.draws,
        seed: args.seed,
    };
    let watch = Watch::interruptible(None)?;
    let draw_on = |begun, all| watch.draws_on(begun, all);
    let assessment = Assessment::stoppable(&input.deal, sampling, &draw_on);
    drop(watch);
    note_stopped(&input.source, &assessment.confidence, output);
    let mut run = Run {
        draws: assessment.confidence.draws,
        seed: args.seed,
        ..args.house.run()
    };
    args.table.add_to(&mut run);
    let assessment = Assessment { run, ..assessment };
    let place = match args.names.first() {
        Some(name) => find(&assessment, name)?,
        None => assessment.confidence.leader,
    };
    let explanation = match &args.against {
        Some(other) => {
            let other = find(&assessment, other)?;
            if other == place {
                bail!(itself(args, assessment.name(place)));
            }
            difference(&assessment, [place, other])
        }
        None => Explanation::Candidate {
            source: &input.source,
            assessment: &assessment,
            place,
            // Of a table only those asked about were read, and a rank among them says nothing.
            is_ranked: args.table.is_none() || args.names.is_empty(),
        },
    };
    destination.print(&explanation, args.format, output)
}

/// What to do about a candidate that is to be compared with itself.
fn itself(args: &Args, name: &str) -> String {
    match args.names.is_empty() {
        true => format!(
            "`{name}` leads, and --against compares the leader: name the candidate to compare it with first, as in \
             `explain FILE NAME --against {}`",
            shell_word(name)
        ),
        false => {
            format!("`{name}` is compared with itself: name another candidate behind --against")
        }
    }
}

/// Explains a relation with several members.
fn explain_set(
    args: &Args,
    input: &Input,
    destination: &Destination<'_>,
    output: &mut Output,
) -> anyhow::Result<ExitStatus> {
    if args.against.is_some() {
        bail!("--against compares single candidates, not sets");
    }
    let deal = &input.deal;
    let mut members: Vec<&Candidate> = Vec::new();
    for name in &args.names {
        let member = input::find_candidate(deal, name)?;
        if members.iter().any(|other| other.name == member.name) {
            bail!("`{name}` is named twice");
        }
        members.push(member);
    }
    members.sort_by(|a, b| a.name.cmp(&b.name));
    let evaluation = Evaluation::of(deal, &members);
    let set = Box::new(Found {
        members,
        evaluation,
    });
    let mut run = args.house.run();
    args.table.add_to(&mut run);
    let explanation = Explanation::Set(&input.source, deal, run, set);
    destination.print(&explanation, args.format, output)
}

fn difference<'a>(assessment: &'a Assessment<'_>, [first, second]: [usize; 2]) -> Explanation<'a> {
    let evaluation = |place: usize| &assessment.rows[place].evaluation;
    let found = Difference::of(assessment.deal, evaluation(first), evaluation(second));
    let names = [first, second].map(|place| assessment.name(place));
    Explanation::Difference(assessment.deal, names, found)
}

/// The place of a candidate in the ranking.
fn find(assessment: &Assessment<'_>, name: &str) -> anyhow::Result<usize> {
    let names = (0..assessment.rows.len()).map(|place| assessment.name(place));
    let place = input::place(names.clone(), name);
    place.ok_or_else(|| input::no_candidate(name, names, input::LISTED))
}
