//! `partner-eval diff`: what moved between two deals, or between two assessments, or many of them.

use super::form;
use super::format::parser;
use super::house::ReportArgs;
use super::input;
use super::output::Output;
use super::reports::WriteArgs;
use super::sides::{Assessed, Found, FoundSide, SideReader};
use super::status::ExitStatus;
use super::table::TableArgs;
use crate::contract::{DealStatusV2, DiffV2, UnreadV2};
use crate::deal::Deal;
use crate::diff::{Changes, Pair, changes, hide_reviewers, pairs};
use crate::explain::{decimals, number};
use crate::read::{ReadOptions, Source};
use crate::render::Format;
use crate::render::diff::{Moved, MovedDeal, Moves, fall, refusal};

/// The options of `diff`.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:\n  partner-eval diff old.toml new.toml\n  \
                  git show main:deal.toml | partner-eval diff - deal.toml\n  \
                  partner-eval diff approved.json deal.toml --fail-on-drop 5\n  \
                  partner-eval assess deals --format json > approved.json\n  \
                  partner-eval diff approved.json deals --fail-on-verdict\n\n\
                  Of folders and lists, deals are paired by their path, then by their name (renamed).")]
pub struct Args {
    /// A deal, a folder of deals, or what `assess` wrote as json or json-lines; - is standard input.
    old: String,
    /// What it became, in any of these forms.
    new: String,
    /// What to print.
    #[arg(long, value_parser = parser::<Moves>(), default_value_t = Format::Text, value_name = "FORMAT")]
    format: Format,
    /// Compare scores made with other weights, another aggregation, relationship or model version.
    #[arg(long)]
    force: bool,
    /// Exit 1 if the score of a candidate in both fell by more than this many points.
    #[arg(long, value_name = "POINTS", value_parser = points, allow_negative_numbers = true)]
    fail_on_drop: Option<f64>,
    /// Exit 1 if the verdict of a candidate in both is worse than it was; what is gone does not count.
    #[arg(long)]
    fail_on_verdict: bool,
    #[command(flatten)]
    write: WriteArgs<Moves>,
    #[command(flatten)]
    house: ReportArgs,
    #[command(flatten)]
    table: TableArgs,
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
    let beside = args.house.files();
    let others = || beside.iter().map(String::as_str).chain(args.table.files());
    input::check_stdin([args.old.as_str(), &args.new].into_iter().chain(others()))?;
    if let Some(table) = &args.table.candidates {
        form::check_stdin(table, &[&args.old, &args.new])?;
    }
    let Some(options) = args.house.options(output) else {
        return Ok(ExitStatus::Error);
    };
    let options = ReadOptions {
        under_any_rules: true,
        ..options
    };
    let reader = SideReader {
        options: &options,
        house: &args.house,
        table: &args.table,
    };
    output.keep_problems();
    // Both are read before either may stop the run: all problems in one go.
    let (old, new) = (
        reader.read(&args.old, output)?,
        reader.read(&args.new, output)?,
    );
    let read = old.files.iter().chain(&new.files).map(String::as_str);
    let destination = args.write.check(others().chain(read))?;
    let all = || old.deals.iter().chain(&new.deals);
    let is_list = old.is_list || new.is_list;
    let is_whole = all().all(Result::is_ok);
    if !is_whole && !is_list {
        return Ok(ExitStatus::Error);
    }
    let deals = all()
        .flatten()
        .filter_map(|found| Some(&found.deal.as_ref()?.1));
    let deals: Vec<&Deal> = deals.collect();
    // What a deal asks that cannot be read nobody knows.
    if is_whole && !deals.is_empty() {
        args.house.check(&options, &deals, false)?;
    }
    let moves = args.compare(&old, &new);
    let mut status = match is_whole {
        true => ExitStatus::Success,
        false => ExitStatus::Error,
    };
    for moved in moves.compared() {
        if moved.comparison.status == DealStatusV2::NotCompared {
            output.error(&anyhow::anyhow!(refusal(moved)));
            status = ExitStatus::Error;
        }
    }
    if status == ExitStatus::Error && !is_list {
        return Ok(status);
    }
    destination.print(&moves, args.format, output)?;
    Ok(moves.compared().fold(status, |status, moved| {
        status.max(args.judge(moved, output))
    }))
}

impl Args {
    /// Puts the deals of two sides against each other.
    fn compare(&self, old: &FoundSide, new: &FoundSide) -> Moves {
        let is_list = old.is_list || new.is_list;
        let pairs = match is_list {
            true => pairs(old.labels(), new.labels()),
            // Two files are one deal, whatever they are called.
            false => vec![Pair {
                old: Some(0),
                new: Some(0),
                renamed: false,
            }],
        };
        let deals = pairs.into_iter().filter_map(|pair| {
            let was = pair.old.map(|at| &old.deals[at]);
            let is = pair.new.map(|at| &new.deals[at]);
            self.moved(was, is, pair.renamed, is_list)
        });
        Moves {
            old: old.name.clone(),
            new: new.name.clone(),
            deals: deals.collect(),
            is_list,
        }
    }

    /// What became of a deal; `None` where no side has it.
    fn moved(
        &self,
        old: Option<&Found>,
        new: Option<&Found>,
        renamed: bool,
        is_listed: bool,
    ) -> Option<MovedDeal> {
        let (old, new) = match (read(old), read(new)) {
            (Ok(old), Ok(new)) => (old, new),
            (_, Err(unread)) | (Err(unread), _) => return Some(MovedDeal::Unread(unread.clone())),
        };
        let comparison = match (old, new) {
            (Some(old), Some(new)) => {
                let texts = old.deal.as_ref().zip(new.deal.as_ref());
                let changes = texts.map(|(old, new)| changed(old, new));
                DiffV2::of(&old.side, &new.side, changes, self.force)
            }
            (None, Some(new)) => DiffV2::of_new(&new.side),
            (Some(old), None) => DiffV2::of_gone(&old.side),
            (None, None) => return None,
        };
        let sides = [old, new].into_iter().flatten();
        let labels = sides.flat_map(|found| found.side.document.header.labels.clone());
        Some(MovedDeal::Compared(Box::new(Moved {
            comparison: DiffV2 {
                renamed,
                ..comparison
            },
            labels: labels.collect(),
            is_listed,
        })))
    }

    /// Whether what was asked of the comparison holds; if not, standard error says who dropped.
    fn judge(&self, moved: &Moved, output: &mut Output) -> ExitStatus {
        let mut status = ExitStatus::Success;
        let mut fails = |words: &str| {
            output.note("gate not met", &format!("{}: {words}", moved.new_place()));
            status = ExitStatus::Gate;
        };
        if let Some(most) = self.fail_on_drop {
            for movement in moved.comparison.dropped(most) {
                let drop = -movement.points.unwrap_or(0.0);
                let drop = digits(drop, most);
                fails(&format!(
                    "{} dropped by {drop} points, more than {}",
                    movement.name,
                    number(most)
                ));
            }
        }
        if self.fail_on_verdict {
            for movement in moved.comparison.fallen() {
                fails(&format!("the verdict fell of {}", fall(movement)));
            }
        }
        status
    }
}

/// What differs between the texts of two deals.
fn changed((old, old_deal): &(Source, Deal), (new, new_deal): &(Source, Deal)) -> Changes {
    let mut changes = changes(old, new);
    let hidden = [old_deal, new_deal].map(|deal| deal.hidden_reviewers.as_deref());
    if let [Some(old), Some(new)] = hidden {
        hide_reviewers(&mut changes, &[old, new].concat());
    }
    changes
}

/// A deal of a side, if the side has it, or what is wrong with it.
fn read(found: Option<&Found>) -> Result<Option<&Assessed>, &UnreadV2> {
    match found {
        None => Ok(None),
        Some(Ok(found)) => Ok(Some(found)),
        Some(Err(unread)) => Err(unread),
    }
}

/// A drop with as many decimals, from two up, as show that it is more than what is allowed.
fn digits(drop: f64, most: f64) -> String {
    let mut texts = (2..=9).map(|places| decimals(drop, places));
    let is_more = |text: &String| text.parse().is_ok_and(|shown: f64| shown > most);
    texts.find(is_more).unwrap_or_else(|| number(drop))
}
