//! `partner-eval explain`: why a candidate scores what it does, why one is ahead of another, what an
//! id means.

use anyhow::bail;

use super::input::Input;
use super::table::TableArgs;
use super::{ExitStatus, Output, input};
use crate::assessment::{Assessment, Row};
use crate::compose::Found;
use crate::confidence::Sampling;
use crate::criteria::Relation;
use crate::deal::Candidate;
use crate::explain::{Difference, define, definitions};
use crate::read::closest;
use crate::render::explanation::Subject;
use crate::render::{definition, difference, explanation, json};
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
    #[arg(value_name = "NAME")]
    names: Vec<String>,
    /// Explain why the candidate is ahead of this one, or behind it.
    #[arg(long, value_name = "NAME", allow_hyphen_values = true)]
    against: Option<String>,
    /// What to print.
    #[arg(long, value_enum, default_value_t, value_name = "FORMAT")]
    format: TextOrJson,
    /// How many weightings to draw for the share of first places; 0 turns it off. By default 10000, or 1000
    /// for more than 1000 candidates.
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u64).range(..=1_000_000_000))]
    draws: Option<u64>,
    /// The seed of the draws.
    #[arg(long, default_value_t = Sampling::default().seed, value_name = "N")]
    seed: u64,
    #[command(flatten)]
    table: TableArgs,
}

/// Words or data.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, clap::ValueEnum)]
pub enum TextOrJson {
    /// For people.
    #[default]
    Text,
    /// For programs.
    Json,
}

/// Runs `explain`.
pub fn run(args: &Args, output: &mut Output) -> anyhow::Result<ExitStatus> {
    let Some(subject) = &args.subject else {
        return list(args.format, output);
    };
    let is_id = args.names.is_empty() && args.against.is_none() && subject != "-";
    if is_id && !define(subject).is_empty() {
        return explain_id(subject, args.format, output);
    }
    if is_id && !std::path::Path::new(subject).exists() {
        let all = definitions();
        let known = all.iter().map(|definition| definition.id.as_str());
        match closest(subject, known) {
            Some(meant) => bail!("no id and no file `{subject}`; did you mean `{meant}`?"),
            None => bail!("no id and no file `{subject}`; `partner-eval explain` lists the ids"),
        }
    }
    // Of a long table only the rows that are asked about are kept.
    let names: Vec<&str> = args
        .names
        .iter()
        .chain(&args.against)
        .map(String::as_str)
        .collect();
    let Some(input) = args.table.read_named(subject, &names, output)? else {
        return Ok(ExitStatus::Error);
    };
    explain_candidate(args, &input, output)
}

fn list(format: TextOrJson, output: &mut Output) -> anyhow::Result<ExitStatus> {
    let all = definitions();
    match format {
        TextOrJson::Text => output.report(&definition::list(&all))?,
        TextOrJson::Json => output.data(&json::pretty(&all)?)?,
    }
    Ok(ExitStatus::Success)
}

fn explain_id(id: &str, format: TextOrJson, output: &mut Output) -> anyhow::Result<ExitStatus> {
    let found = define(id);
    match format {
        TextOrJson::Text => {
            let page = output.page();
            let texts: Vec<String> = found.iter().map(|d| definition::render(d, page)).collect();
            output.report(&texts.join("\n"))?;
        }
        TextOrJson::Json => output.data(&json::pretty(&found)?)?,
    }
    Ok(ExitStatus::Success)
}

fn explain_candidate(
    args: &Args,
    input: &Input,
    output: &mut Output,
) -> anyhow::Result<ExitStatus> {
    if args.names.len() > 1 {
        return explain_set(args, input, output);
    }
    let sampling = Sampling {
        draws: args.draws,
        seed: args.seed,
    };
    let assessment = Assessment::of(&input.deal, sampling);
    let place = match args.names.first() {
        Some(name) => find(&assessment, name)?,
        None => 0,
    };
    let row = &assessment.rows[place];
    if let Some(other) = &args.against {
        let other = find(&assessment, other)?;
        return explain_difference(args, &assessment, [place, other], output);
    }
    match args.format {
        TextOrJson::Text => {
            let members: [&Candidate; 1] = [assessment.candidate(row)];
            let is_complete = args.table.is_none() || args.names.is_empty();
            let subject = subject(input, &assessment, place, &members, is_complete);
            let page = output.page();
            output.report(&explanation::render(&subject, page))?;
        }
        TextOrJson::Json => {
            output.data(&json::explanation(&input.source, &assessment, place)?)?;
        }
    }
    Ok(ExitStatus::Success)
}

/// Explains a relation with several members.
fn explain_set(args: &Args, input: &Input, output: &mut Output) -> anyhow::Result<ExitStatus> {
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
    match args.format {
        TextOrJson::Text => {
            let subject = Subject {
                source: &input.source,
                relation: Relation::new(deal, &members),
                evaluation: &evaluation,
                standing: None,
            };
            let page = output.page();
            output.report(&explanation::render(&subject, page))?;
        }
        TextOrJson::Json => {
            let set = Found {
                members,
                evaluation,
            };
            output.data(&json::set_explanation(&input.source, deal, &set)?)?;
        }
    }
    Ok(ExitStatus::Success)
}

fn subject<'a>(
    input: &'a Input,
    assessment: &'a Assessment<'a>,
    place: usize,
    members: &'a [&'a Candidate],
    is_complete: bool,
) -> Subject<'a> {
    let row: &Row = &assessment.rows[place];
    let first = assessment
        .confidence
        .shares
        .as_ref()
        .map(|shares| shares.first[place]);
    let standing = (row.rank, assessment.rows.len(), first);
    Subject {
        source: &input.source,
        relation: Relation::new(assessment.deal, members),
        evaluation: &row.evaluation,
        // Of a table only those asked about were read, and a rank among them says nothing.
        standing: is_complete.then_some(standing),
    }
}

fn explain_difference(
    args: &Args,
    assessment: &Assessment<'_>,
    [first, second]: [usize; 2],
    output: &mut Output,
) -> anyhow::Result<ExitStatus> {
    let evaluation = |place: usize| &assessment.rows[place].evaluation;
    let found = Difference::of(assessment.deal, evaluation(first), evaluation(second));
    let names = [first, second].map(|place| assessment.name(place));
    match args.format {
        TextOrJson::Text => {
            let page = output.page();
            let deal = assessment.deal;
            output.report(&difference::render(deal, names[0], names[1], &found, page))?;
        }
        TextOrJson::Json => {
            output.data(&json::difference(assessment.deal, names, &found)?)?;
        }
    }
    Ok(ExitStatus::Success)
}

/// The place of a candidate in the ranking.
fn find(assessment: &Assessment<'_>, name: &str) -> anyhow::Result<usize> {
    let names = || (0..assessment.rows.len()).map(|place| assessment.name(place));
    let place = names().position(|known| known == name);
    place.ok_or_else(|| input::no_candidate(name, names(), input::LISTED))
}
