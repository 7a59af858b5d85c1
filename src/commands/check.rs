//! `partner-eval check`: reads and validates deals and what stands beside them, and nothing else.

use anyhow::anyhow;

use super::files;
use super::format::parser;
use super::house::{HouseArgs, check_known};
use super::input;
use super::output::Output;
use super::reports::WriteArgs;
use super::status::ExitStatus;
use crate::deal::{Candidate, Deal, HouseGates, Problem, how_many, sort};
use crate::explain::{count, list};
use crate::model::Code;
use crate::read::reviews::{By, ReviewFile};
use crate::read::table::Map;
use crate::read::{
    FileKind, ReadOptions, Source, has_blank, read_house, read_review, read_scheme_with,
};
use crate::render::{Format, Problems, harmless, sanitize, shell_word};
use crate::score::Evaluation;
use crate::seal;

/// The options of `check`.
#[derive(Debug, clap::Args)]
#[command(
    after_help = "What a file is, its keys say: a house file has [gates] and no other key of a deal; a map has keys \
                  of [[candidates]], such as name or ratings, and none of a deal; a review has [review], or [consensus]; \
                  a seal has [seal]; all else is a deal."
)]
pub struct Args {
    /// Deals, maps, house files, reviews, seals, and folders for all *.toml beneath them; - is standard input.
    #[arg(required_unless_present_any = ["gates", "reviews"], value_name = "FILE")]
    files: Vec<String>,
    /// How to print problems: as text on standard error, or as data on standard output.
    #[arg(long, value_parser = parser::<Problems>(), default_value_t = Format::Text, value_name = "FORMAT")]
    format: Format,
    #[command(flatten)]
    write: WriteArgs<Problems>,
    #[command(flatten)]
    house: HouseArgs,
}

/// What a file turned out to be, if it is valid.
enum Valid {
    Deal(Box<Deal>),
    House(HouseGates),
    Map(Map),
    /// In words, as far as it can be read without its deal.
    Review(String),
    /// Of so many parts.
    Seal(usize),
}

/// A file, read or not.
struct Checked {
    source: Source,
    problems: Vec<Problem>,
    valid: Option<Valid>,
    /// Whether its problems were reported already, since there is no text to show.
    is_reported: bool,
}

/// Runs `check`.
pub fn run(args: &Args, output: &mut Output) -> anyhow::Result<ExitStatus> {
    let mut named = files::named(&args.files, output);
    let beside = args.house.files();
    // The house file and reviews are read first, wherever they stand.
    named.retain(|named| !beside.iter().any(|path| files::are_one(path, &named.path)));
    let beside = || beside.iter().map(String::as_str);
    let inputs = || {
        named
            .iter()
            .map(|named| named.path.as_str())
            .chain(beside())
    };
    input::check_stdin(inputs())?;
    let destination = args.write.check(inputs())?;
    output.keep_problems();
    let mut read: Vec<Checked> = Vec::new();
    let gates = args.house.gates();
    read.extend(gates.map(|path| checked(path, output, house)));
    let house = read.first().and_then(|house| match &house.valid {
        Some(Valid::House(gates)) => Some(gates.clone()),
        Some(Valid::Deal(_) | Valid::Map(_) | Valid::Review(_) | Valid::Seal(_)) | None => None,
    });
    let (first, mut reviews) = (read.len(), Vec::new());
    for path in args.house.reviews().files() {
        read.push(checked(&path, output, |source| {
            let (valid, problems, file) = review(source, "");
            reviews.push(file);
            (valid, problems)
        }));
    }
    let is_all = reviews.len() == read.len() - first;
    let reviews: Option<Vec<_>> = reviews.into_iter().collect();
    let reviews = reviews.filter(|_| is_all);
    let reviews = reviews.and_then(|files| args.house.reviews().beside(files));
    let options = args.house.options_with(house, reviews);
    for file in &named {
        read.push(match &file.fault {
            None => checked(&file.path, output, |source| of_its_kind(source, &options)),
            Some(fault) => {
                output.error(&anyhow!("{fault}"));
                unread(&file.path, output)
            }
        });
    }
    move_to_reviews(&mut read, first);
    let mut is_valid = read.iter().all(|file| {
        let is_clean = args.house.check_warnings(!file.problems.is_empty());
        file.valid.is_some() && is_clean.is_ok()
    });
    let mut summary: String = read.iter().map(summary).collect();
    let deals = read.iter().filter_map(|file| match &file.valid {
        Some(Valid::Deal(deal)) => Some(&**deal),
        Some(Valid::House(_) | Valid::Map(_) | Valid::Review(_) | Valid::Seal(_)) | None => None,
    });
    let deals: Vec<&Deal> = deals.collect();
    // What a file asks that cannot be read nobody knows.
    let asked = match is_valid && !deals.is_empty() {
        true => check_known(&options, &deals),
        false => Ok(()),
    };
    is_valid &= asked.is_ok();
    if !is_valid {
        summary.clear();
    }
    if args.format == Format::Text {
        for file in read.iter().filter(|file| !file.is_reported) {
            output.problems(&file.source, &file.problems);
        }
    }
    if let Err(error) = asked {
        output.error(&error);
    }
    let found = read.into_iter().map(|file| (file.source, file.problems));
    let problems = Problems {
        found: found.collect(),
        summary,
    };
    destination.write(&problems)?;
    if args.format == Format::Text {
        // The problems stand on standard error already.
        output.colored(&harmless(&problems.summary))?;
    } else {
        output.print(&problems, args.format)?;
    }
    Ok(match is_valid {
        true => ExitStatus::Success,
        false => ExitStatus::Error,
    })
}

/// What came of reading a file: what it is if it is valid, and what is wrong with it.
type Reading = (Option<Valid>, Vec<Problem>);

/// Reads a file.
fn checked(path: &str, output: &mut Output, read: impl FnOnce(&Source) -> Reading) -> Checked {
    let Some((source, problems)) = input::source(path, output) else {
        return unread(path, output);
    };
    let (valid, problems) = match problems.is_empty() {
        true => read(&source),
        false => (None, problems),
    };
    Checked {
        source,
        problems,
        valid,
        is_reported: false,
    }
}

/// A file that cannot be read, as was reported just now.
fn unread(path: &str, output: &mut Output) -> Checked {
    let name = if path == "-" { "<stdin>" } else { path };
    let problems = output.take_kept(name).into_iter();
    let problems = problems.map(|problem| Problem::new(Code::Unreadable, 0..0, problem.message));
    Checked {
        problems: problems.collect(),
        source: Source::new(name, ""),
        valid: None,
        is_reported: true,
    }
}

fn of_its_kind(source: &Source, options: &ReadOptions) -> Reading {
    match FileKind::of(&source.text) {
        FileKind::Deal => {
            let reading = read_scheme_with(source, options);
            let deal = reading.deal.map(|deal| Valid::Deal(Box::new(deal)));
            (deal, reading.problems)
        }
        FileKind::House => house(source),
        FileKind::Map => {
            let (map, problems) = Map::read(source);
            (map.map(Valid::Map), problems)
        }
        FileKind::Seal => match seal::read(source) {
            Ok(sealed) => (Some(Valid::Seal(sealed.rules.len())), Vec::new()),
            Err(problems) => (None, problems),
        },
        FileKind::Review | FileKind::Consensus => {
            let (valid, problems, _) = review(source, " (checked without its deal)");
            (valid, problems)
        }
    }
}

/// Reads a review file as far as it can be read without its deal. `how` it is checked its words say.
fn review(source: &Source, how: &str) -> (Option<Valid>, Vec<Problem>, Option<ReviewFile>) {
    match read_review(source.clone()) {
        Ok((file, problems)) => {
            let marks = count(file.count() as u64, "mark");
            let words = match &file.by {
                By::Reviewer(name, _) => format!("a review by {}, {marks}{how}", sanitize(name)),
                By::Meeting => format!("a consensus, {marks}{how}"),
            };
            (Some(Valid::Review(words)), problems, Some(file))
        }
        Err((_, problems)) => (None, problems, None),
    }
}

/// Moves what is wrong with review files to them, the first of which stands in that place.
fn move_to_reviews(read: &mut [Checked], first: usize) {
    for place in first..read.len() {
        let problems = std::mem::take(&mut read[place].problems);
        for problem in problems {
            let to = problem
                .review
                .map_or(place, |review| first + usize::from(review));
            read[to].problems.push(Problem {
                review: None,
                ..problem
            });
        }
    }
    for file in read {
        sort(&mut file.problems);
    }
}

fn house(source: &Source) -> Reading {
    let (gates, problems) = read_house(source);
    (gates.map(Valid::House), problems)
}

/// What is said of a valid file.
fn summary(file: &Checked) -> String {
    let nothing = String::new();
    let (what, unused) = match &file.valid {
        None => return nothing,
        Some(Valid::Deal(deal)) => {
            let candidates = count(deal.candidates.len() as u64, "candidate");
            (candidates, unused(deal) + &to_fill_in(&file.source, deal))
        }
        Some(Valid::House(_)) => ("gates of a house".to_owned(), nothing),
        Some(Valid::Map(map)) => {
            let keys = count(map.entries.len() as u64, "key");
            (format!("a map of {keys}"), nothing)
        }
        Some(Valid::Review(words)) => (words.clone(), nothing),
        Some(Valid::Seal(parts)) => {
            let parts = count(*parts as u64, "part");
            (format!("a seal of {parts}"), nothing)
        }
    };
    let name = sanitize(&file.source.name);
    let warnings = count(how_many(&file.problems) as u64, "warning");
    format!("{name}: valid, {what}, {warnings}\n{unused}")
}

/// What is said of a form of `init` that nobody filled in: it has blanks, and no candidate answers anything.
fn to_fill_in(source: &Source, deal: &Deal) -> String {
    let is_unanswered =
        |candidate: &Candidate| Evaluation::of(deal, &[candidate]).scores.total.known == 0.0;
    let Some(first) = deal.candidates.first() else {
        return String::new();
    };
    if !source.text.lines().any(has_blank) || !deal.candidates.iter().all(is_unanswered) {
        return String::new();
    }
    format!(
        "  still to fill in: no candidate answers anything yet; `partner-eval init --questionnaire {} {}` prints what to \
         ask\n",
        shell_word(&first.name),
        shell_word(&source.name)
    )
}

/// The ratings that this type does not ask, a line a candidate.
fn unused(deal: &Deal) -> String {
    let mut lines = String::new();
    for candidate in &deal.candidates {
        let ids = candidate.unused.iter().map(|id| deal.criterion_id(*id));
        let ids: Vec<&str> = ids.collect();
        if !ids.is_empty() {
            lines.push_str(&format!(
                "  unused: {} of {}, because a {} does not ask that (`fit` uses it for the types that do)\n",
                list(&ids, "and"),
                sanitize(&candidate.name),
                deal.relationship.title()
            ));
        }
    }
    lines
}
