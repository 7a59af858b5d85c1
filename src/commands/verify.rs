//! `partner-eval verify`: computes stored assessments again, from the files and options that they name.

use std::path::{Path, PathBuf};

use anyhow::{Context, anyhow, bail};
use clap::Parser;

use super::assess;
use super::format::parser;
use super::input;
use super::output::{HIDDEN_REVIEWS, Output};
use super::status::ExitStatus;
use crate::contract::{AssessmentV2, DifferingV2, OptionsV2, VerifiedV2, VerifyV2};
use crate::diff::{Document, differences, read_documents};
use crate::model::MODEL_VERSION;
use crate::model::fingerprint_of;
use crate::render::Format;

/// The options of `verify`.
#[derive(Debug, clap::Args)]
#[command(
    after_help = "Exit codes: 0 the same inputs give the same assessment; 1 a value differs, and is named; 2 an input is \
                  missing or other than its digest, or another version of the model computed it.\n\n\
                  Numbers are the same to 1e-9. Not compared are the gates that were asked for on the command line, \
                  since an assessment does not hold all their thresholds."
)]
pub struct Args {
    /// What `assess --format json` or `json-lines` wrote; - is standard input.
    #[arg(value_name = "FILE")]
    file: String,
    /// The folder in which `assess` was called, from which it names its files; the current one by default.
    #[arg(long, value_name = "DIR")]
    root: Option<PathBuf>,
    /// What to print.
    #[arg(long, value_parser = parser::<VerifyV2>(), default_value_t = Format::Text, value_name = "FORMAT")]
    format: Format,
}

/// A call of `assess`, made of what a document says of it.
#[derive(Debug, Parser)]
#[command(no_binary_name = true)]
struct Call {
    #[command(flatten)]
    assess: assess::Args,
}

/// Runs `verify`.
pub fn run(args: &Args, output: &mut Output) -> anyhow::Result<ExitStatus> {
    let Some(source) = input::readable(&args.file, output) else {
        return Ok(ExitStatus::Error);
    };
    let (documents, _) = read_documents(&source, "verify takes")?;
    let documents = documents.into_iter().map(|document| match document {
        Document::Assessment(document, text) => Ok((document, text)),
        Document::Unread(unread) => {
            bail!(
                "{} could not be read when it was assessed, and there is nothing to verify",
                unread.deal.source
            )
        }
    });
    let documents: Vec<_> = documents.collect::<anyhow::Result<_>>()?;
    if let Some(root) = &args.root {
        std::env::set_current_dir(root)
            .with_context(|| format!("cannot go to {}", root.display()))?;
    }
    let mut faults = documents
        .iter()
        .flat_map(|(document, _)| faults(document))
        .peekable();
    if faults.peek().is_some() {
        faults.for_each(|fault| output.error(&fault));
        return Ok(ExitStatus::Error);
    }
    drop(faults);
    let mut assessments = Vec::new();
    for (document, text) in &documents {
        let call = call(document)?;
        let Some(again) = call.assess.document(output)? else {
            return Ok(ExitStatus::Error);
        };
        let differences = differences(text, &again)?;
        assessments.push(VerifiedV2 {
            deal: document.header.deal.name.clone(),
            tool_version: document.tool_version.clone(),
            holds: differences.is_empty(),
            inputs: document.header.inputs.clone(),
            differences: differences.into_iter().map(DifferingV2::of).collect(),
        });
    }
    let verified = VerifyV2 {
        schema: VerifyV2::SCHEMA.to_owned(),
        tool_version: env!("CARGO_PKG_VERSION").to_owned(),
        model_version: MODEL_VERSION,
        source: source.name.clone(),
        holds: assessments.iter().all(|one| one.holds),
        assessments,
    };
    let status = match verified.holds {
        true => ExitStatus::Success,
        false => ExitStatus::Gate,
    };
    Ok(output.print(&verified, args.format)?.max(status))
}

/// Why an assessment cannot be computed again.
fn faults(document: &AssessmentV2) -> Vec<anyhow::Error> {
    let deal = &document.header.deal.source;
    if document.model_version != Some(MODEL_VERSION) {
        let version = document
            .model_version
            .map_or("an unknown version".to_owned(), |version| {
                format!("version {version}")
            });
        return vec![anyhow!(
            "{deal} was assessed by {version} of the model, and this program computes version {MODEL_VERSION}"
        )];
    }
    if let Some(screened) = &document.screened {
        return vec![anyhow!(
            "{deal} was assessed by `screen` with the best rows of {}, and verify takes what `assess --format json` writes",
            screened.table
        )];
    }
    let inputs = document.header.inputs.iter();
    inputs
        .filter_map(|file| {
            let (name, kind) = (&file.source, &file.kind);
            if name == HIDDEN_REVIEWS {
                return Some(anyhow!(
                    "{deal} was assessed with --anonymous, which leaves its review files out, so that it cannot be \
                     computed again: verify the assessment that names them"
                ));
            }
            if name == "<stdin>" {
                return Some(anyhow!(
                    "{name}, the {kind} of {deal}, was read from standard input, and cannot be read again"
                ));
            }
            let Some(sha256) = &file.sha256 else {
                return Some(anyhow!("{name}, the {kind} of {deal}, was read as a stream, and cannot be read again"));
            };
            if !Path::new(name).is_file() {
                return Some(anyhow!("{name}, the {kind} of {deal}, is missing"));
            }
            match std::fs::File::open(name).and_then(fingerprint_of) {
                Ok(found) if found == *sha256 => None,
                Ok(found) => Some(anyhow!("{name}, the {kind} of {deal}, changed since it was assessed: its SHA-256 was {sha256} and is {found}")),
                Err(error) => Some(anyhow!(error).context(format!("cannot read {name}"))),
            }
        })
        .collect()
}

/// The call that gave a document.
fn call(document: &AssessmentV2) -> anyhow::Result<Call> {
    Call::try_parse_from(words(document)?).map_err(|error| {
        let error = error.to_string();
        let why = error.lines().next().unwrap_or_default();
        let why = why.strip_prefix("error: ").unwrap_or(why);
        let deal = &document.header.deal.source;
        anyhow!("the options of {deal} cannot be read: {why}")
    })
}

/// The words of that call.
fn words(document: &AssessmentV2) -> anyhow::Result<Vec<String>> {
    let header = &document.header;
    let mut words = options(&header.options);
    for file in &header.inputs {
        let option = match file.kind.as_str() {
            // The options of the table name its map.
            "deal" | "map" => continue,
            "table" => "candidates",
            "gates" => "gates",
            "review" | "consensus" => "reviews",
            "seal" => "sealed",
            other => bail!(
                "{} has an input of the kind `{other}`, which this program does not know",
                header.deal.source
            ),
        };
        words.push(format!("--{option}={}", file.source));
    }
    if !header.missing_reviews.is_empty() {
        words.push("--incomplete".to_owned());
    }
    words.extend(["--".to_owned(), header.deal.source.clone()]);
    Ok(words)
}

fn options(options: &OptionsV2) -> Vec<String> {
    let OptionsV2 {
        as_of,
        min_grade,
        require_evidence,
        candidate,
        set,
        fail_under,
        require,
        table,
        draws,
        seed,
        anonymous,
    } = options;
    let mut words = vec![format!("--draws={draws}"), format!("--seed={seed}")];
    let mut add = |name: &str, value: &str| words.push(format!("--{name}={value}"));
    as_of.iter().for_each(|day| add("as-of", day));
    min_grade.iter().for_each(|grade| add("min-grade", grade));
    candidate.iter().for_each(|name| add("candidate", name));
    set.iter().for_each(|key| add("set", key));
    fail_under
        .iter()
        .for_each(|minimum| add("fail-under", &minimum.to_string()));
    require.iter().for_each(|who| add("require", who));
    let flags = [
        (*require_evidence, "--require-evidence"),
        (*anonymous, "--anonymous"),
    ];
    let flags = flags.into_iter().filter(|(is_given, _)| *is_given);
    let mut flags: Vec<String> = flags.map(|(_, flag)| flag.to_owned()).collect();
    for (name, value) in table {
        match (name.as_str(), value.as_str()) {
            // One option each.
            ("null", texts) => texts.split('\n').for_each(|text| add(name, text)),
            ("no-quotes" | "decimal-comma" | "no-header", _) => flags.push(format!("--{name}")),
            (_, value) => add(name, value),
        }
    }
    words.append(&mut flags);
    words
}
