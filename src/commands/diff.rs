//! `partner-eval diff`: what moved between two deals, or between two assessments.

use anyhow::bail;

use super::format::parser;
use super::house::HouseArgs;
use super::input;
use super::output::Output;
use super::status::ExitStatus;
use crate::assessment::Assessment;
use crate::confidence::Sampling;
use crate::contract::DiffV2;
use crate::diff::{self, Content, Side, changes};
use crate::explain::{decimals, number};
use crate::read::{ReadOptions, Source, read_with};
use crate::render::Format;
use crate::render::diff::{Moved, refusal};

/// The options of `diff`.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:\n  partner-eval diff old.toml new.toml\n  \
                  git show main:deal.toml | partner-eval diff - deal.toml\n  \
                  partner-eval diff approved.json deal.toml --fail-on-drop 5")]
pub struct Args {
    /// A deal, or what `assess --format json` wrote of one; - is standard input.
    old: String,
    /// What it became, in either form.
    new: String,
    /// What to print.
    #[arg(long, value_parser = parser::<Moved>(), default_value_t = Format::Text, value_name = "FORMAT")]
    format: Format,
    /// Compare scores made with other weights, another aggregation, relationship or model version.
    #[arg(long)]
    force: bool,
    /// Exit 1 if the score of a candidate in both fell by more than this many points.
    #[arg(long, value_name = "POINTS", value_parser = points, allow_negative_numbers = true)]
    fail_on_drop: Option<f64>,
    #[command(flatten)]
    house: HouseArgs,
}

fn points(text: &str) -> Result<f64, String> {
    let points: f64 = text.parse().map_err(|_| "give a number of points")?;
    if (0.0..=100.0).contains(&points) {
        Ok(points)
    } else {
        Err("give points from 0 to 100".to_owned())
    }
}

/// Runs `diff`.
pub fn run(args: &Args, output: &mut Output) -> anyhow::Result<ExitStatus> {
    if args.old == "-" && args.new == "-" {
        bail!("only one of the two can be standard input");
    }
    // Both are read before either may stop the run: all problems in one go.
    let Some(options) = args.house.options(output) else {
        return Ok(ExitStatus::Error);
    };
    let mut read = |path: &str| read_side(path, &options, &args.house, output);
    let sides = [read(&args.old), read(&args.new)];
    let [Some(old), Some(new)] = sides else {
        return Ok(ExitStatus::Error);
    };
    let is_deal = |(_, side): &(Source, Side)| side.kind == diff::Kind::Deal;
    let are_deals = is_deal(&old) && is_deal(&new);
    let changes = are_deals.then(|| changes(&old.0, &new.0));
    let comparison = DiffV2::of(&old.1, &new.1, changes);
    if comparison.forced && !args.force {
        bail!(refusal(&comparison));
    }
    let mut labels = old.1.document.header.labels;
    labels.extend(new.1.document.header.labels);
    let moved = Moved { comparison, labels };
    output.print(&moved, args.format)?;
    Ok(judge(&moved.comparison, args.fail_on_drop, output))
}

/// Reads a deal or a stored assessment; `None`, reported, if it is neither.
fn read_side(
    path: &str,
    options: &ReadOptions,
    house: &HouseArgs,
    output: &mut Output,
) -> Option<(Source, Side)> {
    let (source, problems) = input::source(path, output)?;
    if !problems.is_empty() {
        output.problems(&source, &problems);
        return None;
    }
    let side = match diff::content(&source.text) {
        Content::Deal => {
            let reading = read_with(&source, options);
            output.problems(&source, &reading.problems);
            let deal = reading.deal?;
            let checked = house.check(options, &[&deal], !reading.problems.is_empty());
            checked.map_err(|error| output.error(&error)).ok()?;
            // Shares of first places are drawn, not moved by anybody.
            let sampling = Sampling {
                draws: Some(0),
                ..Sampling::default()
            };
            let assessment = Assessment {
                run: house.run(),
                ..Assessment::of(&deal, sampling)
            };
            Side::of(&source, &assessment)
        }
        Content::Assessment => diff::read(&source).map_err(|e| output.error(&e)).ok()?,
        Content::Several => {
            let several = anyhow::anyhow!(
                "{} holds a list; diff takes one assessment, as `assess --format json` writes of one deal",
                source.name
            );
            output.error(&several);
            return None;
        }
    };
    Some((source, side))
}

/// Whether what was asked of the comparison holds; if not, standard error says who dropped.
fn judge(comparison: &DiffV2, most: Option<f64>, output: &mut Output) -> ExitStatus {
    let Some(most) = most else {
        return ExitStatus::Success;
    };
    let mut status = ExitStatus::Success;
    for movement in comparison.dropped(most) {
        let drop = -movement.points.unwrap_or(0.0);
        let words = format!(
            "{}: {} dropped by {} points, more than {}",
            comparison.new.source,
            movement.name,
            digits(drop, most),
            number(most)
        );
        output.note("gate not met", &words);
        status = ExitStatus::Gate;
    }
    status
}

/// A drop with as many decimals, from two up, as show that it is more than what is allowed.
fn digits(drop: f64, most: f64) -> String {
    let mut texts = (2..=9).map(|places| decimals(drop, places));
    let is_more = |text: &String| text.parse().is_ok_and(|shown: f64| shown > most);
    texts.find(is_more).unwrap_or_else(|| number(drop))
}
