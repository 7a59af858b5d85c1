//! `partner-eval init`: a new deal to fill in, or the questions to one candidate.

use std::fs::{self, OpenOptions};
use std::io::{ErrorKind, Write};
use std::path::Path;

use anyhow::{Context, bail};
use clap::builder::{PossibleValuesParser, TypedValueParser};

use super::input;
use super::output::Output;
use super::status::ExitStatus;
use crate::model::Relationship;
use crate::read::{ReadOptions, closest};
use crate::render::text::shell_word;
use crate::render::{questionnaire, schema, template};

/// The options of `init`.
#[derive(Debug, clap::Args)]
#[command(
    after_help = "Examples:\n  partner-eval init --relationship joint-venture\n  \
                  partner-eval init --questionnaire Helios deal.toml > helios.toml\n  \
                  partner-eval init --questionnaire Helios --relationship network"
)]
pub struct Args {
    /// The new file, deal.toml if none is named; - is standard output. With --questionnaire, the deal to
    /// ask for; - is standard input.
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
    let relationship = args.relationship.unwrap_or(Relationship::StrategicAlliance);
    let file = args.file.as_deref().unwrap_or(DEFAULT_FILE);
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

/// Writes a file that is not there yet; false if it is. A file that cannot be written to its end is
/// removed.
fn create(path: &Path, text: &str) -> anyhow::Result<bool> {
    let created = OpenOptions::new().write(true).create_new(true).open(path);
    let mut file = match created {
        Err(error) if error.kind() == ErrorKind::AlreadyExists => return Ok(false),
        other => other.with_context(|| format!("cannot write {}", path.display()))?,
    };
    file.write_all(text.as_bytes())
        .inspect_err(|_| {
            let _ = fs::remove_file(path);
        })
        .with_context(|| format!("cannot write {}", path.display()))?;
    Ok(true)
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
    output.data(&text)
}
