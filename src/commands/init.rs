//! `partner-eval init`: a new deal to fill in, the questions to one candidate, or a review file.

use std::fs;
use std::path::Path;

use anyhow::bail;
use clap::builder::{PossibleValuesParser, TypedValueParser};

use super::input::{self, Input};
use super::new_file::{NewFileArgs, create};
use super::output::Output;
use super::reviews::ReviewsArgs;
use super::status::ExitStatus;
use crate::deal::Deal;
use crate::explain::list;
use crate::model::{Code, Relationship};
use crate::read::{ReadOptions, Reading, closest, read};
use crate::render::text::shell_word;
use crate::render::{questionnaire, review_form, schema, template};
use crate::review::{apart, form};

/// The options of `init`.
#[derive(Debug, clap::Args)]
#[command(
    after_help = "Examples:\n  partner-eval init --relationship joint-venture\n  \
                  partner-eval init --questionnaire Helios deal.toml > helios.toml\n  \
                  partner-eval init --questionnaire Helios --relationship network\n  \
                  partner-eval init --review Ann deal.toml -o ann.toml\n  \
                  partner-eval init --consensus deal.toml --reviews reviews -o meeting.toml"
)]
pub struct Args {
    /// The new file, deal.toml if none is named; - is standard output. With --questionnaire, --review and
    /// --consensus, the deal to ask for; - is standard input.
    #[arg(value_name = "FILE")]
    file: Option<String>,
    /// The type of relationship, strategic-alliance if none is named.
    #[arg(long, value_name = "TYPE", value_parser = types())]
    relationship: Option<Relationship>,
    /// How many candidates the new deal has.
    #[arg(long, value_name = "N", default_value_t = 2, conflicts_with = "questionnaire",
          value_parser = clap::value_parser!(u32).range(1..=100))]
    candidates: u32,
    /// Print what this candidate, new or not, has yet to answer, to fill in and add to the deal.
    #[arg(long, value_name = "NAME", value_parser = super::input::typed)]
    questionnaire: Option<String>,
    /// Print the review file of this reviewer, to fill in: what to rate, and nobody else's marks.
    #[arg(long, value_name = "REVIEWER", value_parser = super::input::typed,
          conflicts_with_all = ["questionnaire", "relationship", "candidates", "consensus", "reviews"])]
    review: Option<String>,
    /// Print the file for a meeting of the reviewers, to fill in: where their marks are far apart.
    #[arg(long, conflicts_with_all = ["questionnaire", "relationship", "candidates"])]
    consensus: bool,
    /// How far marks must be apart to be discussed, of 10.
    #[arg(long, value_name = "N", default_value_t = 4.0, requires = "consensus", value_parser = of_ten)]
    apart: f64,
    #[command(flatten)]
    new: NewFileArgs,
    #[command(flatten)]
    reviews: ReviewsArgs,
}

fn of_ten(text: &str) -> Result<f64, String> {
    let number = text.parse::<f64>().ok();
    let number = number.filter(|number| (0.0..=10.0).contains(number));
    number.ok_or_else(|| "give a number from 0 to 10".to_owned())
}

fn types() -> impl TypedValueParser<Value = Relationship> {
    PossibleValuesParser::new(Relationship::ALL.map(Relationship::id))
        .try_map(|id| Relationship::from_id(&id).ok_or("no such type"))
}

/// Where a new deal goes if nobody says otherwise.
const DEFAULT_FILE: &str = "deal.toml";

/// Runs `init`.
pub fn run(args: &Args, output: &mut Output) -> anyhow::Result<ExitStatus> {
    if let Some(name) = &args.questionnaire {
        return ask(args, name, output);
    }
    if let Some(name) = &args.review {
        return review(args, name, output);
    }
    if args.consensus {
        return consensus(args, output);
    }
    if !args.reviews.is_empty() {
        bail!("--reviews goes with --consensus");
    }
    let relationship = args.relationship.unwrap_or(Relationship::StrategicAlliance);
    let file = match (&args.file, &args.new.output) {
        (Some(_), Some(_)) => bail!("name the new file once: as FILE, or with -o"),
        (file, new) => file.as_ref().or(new.as_ref()),
    };
    let file = file.map_or(DEFAULT_FILE, String::as_str);
    if file == "-" {
        return output.data(&template::render(relationship, args.candidates, false));
    }
    let deal = template::render(relationship, args.candidates, true);
    let path = Path::new(file);
    if !create(path, &deal)? {
        bail!("{file} exists already, and init overwrites nothing: name another file");
    }
    // The deal's first line names the schema; an editor that does not find it reports an error.
    let beside = path.with_file_name(schema::FILE_NAME);
    let text = schema::render()?;
    let words = if create(&beside, &text)? {
        format!("{file}, and {} for editors", beside.display())
    } else {
        if fs::read(&beside).is_ok_and(|there| there != text.as_bytes()) {
            let words = format!(
                "{} is not of this version, and stays; `partner-eval schema` prints the one that is",
                beside.display()
            );
            output.note("note", &words);
        }
        file.to_owned()
    };
    output.note("wrote", &words);
    output.note("next", &format!("partner-eval check {}", shell_word(file)));
    Ok(ExitStatus::Success)
}

/// Prints the questions to a candidate.
fn ask(args: &Args, name: &str, output: &mut Output) -> anyhow::Result<ExitStatus> {
    if name.trim().is_empty() {
        bail!("a candidate needs a name");
    }
    let text = match (args.file.as_deref(), args.relationship) {
        (Some(_), Some(_)) => {
            bail!("the deal says its type: leave out --relationship, or the file")
        }
        (None, None) => bail!("name the deal to ask for, or a type with --relationship"),
        (None, Some(relationship)) => match template::every_question(relationship) {
            Some(deal) => questionnaire::render(&deal, None, name),
            None => bail!("no questions for a {}", relationship.title()),
        },
        (Some(file), None) => {
            let Some(input) = input::read(file, &ReadOptions::default(), output) else {
                return Ok(ExitStatus::Error);
            };
            let place = input::place(input.names(), name);
            if place.is_none()
                && let Some(meant) = closest(name, input.names())
            {
                let words = format!("`{name}` is new to the deal; is `{meant}` meant?");
                output.note("note", &words);
            }
            let name = place.map_or(name, |place| input.deal.candidates[place].name.as_str());
            questionnaire::render(&input.deal, Some(&input.source.name), name)
        }
    };
    args.new.write(&text, output)
}

/// The deal that a review file is made for.
fn deal<'a>(args: &'a Args, option: &str) -> anyhow::Result<&'a str> {
    match &args.file {
        Some(file) => Ok(file),
        None => bail!("name the deal, as in `partner-eval init {option} deal.toml`"),
    }
}

/// Prints the review file of a reviewer.
fn review(args: &Args, name: &str, output: &mut Output) -> anyhow::Result<ExitStatus> {
    let file = deal(args, &format!("--review {}", shell_word(name)))?;
    if name.trim().is_empty() {
        bail!("a reviewer needs a name");
    }
    let Some(deal) = deal_to_review(file, output) else {
        return Ok(ExitStatus::Error);
    };
    let reviewers = &deal.reviewers;
    let known = reviewers.iter().map(|reviewer| reviewer.name.as_str());
    let reviewer = match input::place(known.clone(), name) {
        Some(place) => reviewers[place].name.as_str(),
        None if reviewers.is_empty() => name,
        None => match closest(name, known.clone()) {
            Some(meant) => bail!("no reviewer `{name}`; did you mean `{meant}`?"),
            None => {
                let known: Vec<&str> = known.collect();
                bail!("no reviewer `{name}`; the deal has {}", list(&known, "and"))
            }
        },
    };
    let text = review_form::review(&deal, reviewer, &form(&deal, reviewer));
    args.new.write(&text, output)
}

/// Reads a deal; that nobody has answered yet is no wonder before the reviews.
fn deal_to_review(file: &str, output: &mut Output) -> Option<Deal> {
    let source = input::readable(file, output)?;
    let Reading { deal, mut problems } = read(&source);
    problems.retain(|problem| problem.code != Code::Unanswered);
    output.problems(&source, &problems);
    if deal.is_none() {
        input::note_other_use(&source, output);
    }
    deal
}

/// Prints the file for a meeting.
fn consensus(args: &Args, output: &mut Output) -> anyhow::Result<ExitStatus> {
    let file = deal(args, "--consensus")?;
    let beside = args.reviews.files();
    input::check_stdin(beside.iter().map(String::as_str).chain([file]))?;
    let Some(reviews) = args.reviews.read(output) else {
        return Ok(ExitStatus::Error);
    };
    let options = ReadOptions {
        reviews,
        ..ReadOptions::default()
    };
    let Some(Input { source, deal, .. }) = input::read(file, &options, output) else {
        return Ok(ExitStatus::Error);
    };
    let mut panels = deal.candidates.iter().flat_map(|one| one.ratings.panels());
    if !panels.any(|(_, panel)| panel.is_named()) {
        bail!("{file} has no marks by name: pass the review files with --reviews");
    }
    let found = apart(&deal, args.apart / 10.0);
    let text = review_form::consensus(&source, &deal, args.apart, &found);
    args.new.write(&text, output)
}
