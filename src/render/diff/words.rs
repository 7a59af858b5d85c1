//! The words that the reports of `diff` for people share. None of them is safe yet for a terminal or for
//! Markdown: each format makes all of them safe at its edge.

use std::collections::BTreeMap;

use crate::contract::{
    DiffCandidateV2, DiffCriterionV2, DiffGateV2, DiffV2, PairV2, SideV2, StatusV2,
};
use crate::diff::{ARROW, Kind, MOVED};
use crate::explain::{self, apart, number, points, title};
use crate::render::text::one_stop;

/// Candidates with the parts of their score; of the others the report says where they went.
pub(super) const MOST_EXPLAINED: usize = 12;

/// What moved, with what the deals call their dimensions and criteria.
pub struct Moved {
    /// What moved.
    pub comparison: DiffV2,
    /// Labels by id.
    pub labels: BTreeMap<String, String>,
    /// Whether its sides stand in folders or lists.
    pub is_listed: bool,
}

impl Moved {
    /// How messages name a side: by its file, or as a list of stored assessments calls the deal's file.
    pub(super) fn place<'s>(&self, side: &'s SideV2) -> &'s str {
        let is_stored = side.kind == Kind::Assessment.id();
        match self.is_listed && is_stored {
            true => &side.path,
            false => &side.source,
        }
    }

    /// How messages name the new side, of a deal that is gone the old one.
    pub fn new_place(&self) -> &str {
        let comparison = &self.comparison;
        let side = comparison.new.as_ref().or(comparison.old.as_ref());
        side.map_or("", |side| self.place(side))
    }

    /// The name of the deal, and both sides.
    pub(super) fn deal_and_sides(&self) -> (&str, String) {
        let comparison = &self.comparison;
        let [old, new] = [&comparison.old, &comparison.new]
            .map(|side| side.as_ref().map_or("", |side| self.place(side)));
        let deal = comparison.new.as_ref().map_or("", |side| &side.deal);
        let sides = match self.is_listed {
            true => both(old, new),
            false => format!("{old} {ARROW} {new}"),
        };
        (deal, sides)
    }

    /// The name of a criterion or a dimension.
    pub(super) fn title(&self, id: &str) -> String {
        self.labels.get(id).cloned().unwrap_or_else(|| title(id))
    }
}

/// Why two files are not compared, and what to do.
pub fn refusal(moved: &Moved) -> String {
    let comparison = &moved.comparison;
    let [old, new] = [&comparison.old, &comparison.new]
        .map(|side| side.as_ref().map_or("", |side| moved.place(side)));
    format!(
        "{old} and {new} cannot be compared, because they are scored in different ways: {}; --force compares them \
         all the same",
        comparison.differences.join("; ")
    )
}

/// `Alpha: recommended -> conditional`.
pub fn fall(moved: &DiffCandidateV2) -> String {
    let verdict = moved.verdict.ends();
    let verdict = verdict.map_or(String::new(), |(old, new)| both(old, new));
    format!("{}: {verdict}", moved.name)
}

/// What is said at the top of a report that was insisted on; `None` where nothing stands in the way.
pub(super) fn forced(comparison: &DiffV2) -> Option<String> {
    comparison.forced.then(|| {
        format!(
            "the two are scored in different ways, and are compared because of --force: {}. What moved may \
             come from that alone.",
            comparison.differences.join("; ")
        )
    })
}

/// The mark of what became of a candidate.
pub(super) fn status(status: StatusV2) -> &'static str {
    match status {
        StatusV2::Moved => "moved",
        StatusV2::New => "new",
        StatusV2::Gone => "gone",
        StatusV2::Same => "same",
    }
}

/// How many moved.
pub(super) fn summary(comparison: &DiffV2) -> String {
    if !comparison.moved {
        return "Nothing moved.".to_owned();
    }
    let count = |status| comparison.of_status(status).count();
    let all = comparison.candidates.len();
    let rest = [
        (count(StatusV2::New), "new"),
        (count(StatusV2::Gone), "gone"),
    ];
    let rest = rest.iter().filter(|(count, _)| *count > 0);
    let rest: String = rest
        .map(|(count, what)| format!(", {count} {what}"))
        .collect();
    let moved = count(StatusV2::Moved);
    let noun = if all == 1 { "candidate" } else { "candidates" };
    format!("Of {all} {noun}, {moved} moved{rest}.")
}

/// What else the reader must know of the two sides.
pub(super) fn notes(moved: &Moved) -> Vec<String> {
    let comparison = &moved.comparison;
    let (Some(old), Some(new)) = (&comparison.old, &comparison.new) else {
        return Vec::new();
    };
    let mut notes = Vec::new();
    if old.deal != new.deal {
        notes.push(one_stop(format!(
            "The deals have different names: {} and {}.",
            old.deal, new.deal
        )));
    }
    if !moved.is_listed {
        notes.extend(other_options(comparison));
    }
    let titles = |ids: &[String]| {
        ids.iter()
            .map(|id| moved.title(id))
            .collect::<Vec<_>>()
            .join(", ")
    };
    let asked = [
        ("Newly asked", &comparison.newly_asked),
        ("No longer asked", &comparison.no_longer_asked),
    ];
    for (what, ids) in asked.into_iter().filter(|(_, ids)| !ids.is_empty()) {
        notes.push(format!(
            "{what}: {}. That changes what else counts in the same dimension.",
            titles(ids)
        ));
    }
    for side in [old, new].into_iter().filter(|side| side.partial) {
        notes.push(format!(
            "{} holds only some of its deal's candidates.",
            moved.place(side)
        ));
    }
    if !moved.is_listed {
        notes.extend(no_lines(comparison));
    }
    if comparison.moved
        && [old, new]
            .iter()
            .any(|side| side.aggregation == "geometric")
    {
        notes.push(
            "Scores are weighted products (geometric mean): the points of their parts do not add up."
                .to_owned(),
        );
    }
    notes
}

/// That the sides were assessed with other options.
pub(super) fn other_options(comparison: &DiffV2) -> Option<String> {
    let options = &comparison.options_differ;
    (!options.is_empty()).then(|| {
        format!(
            "They were not assessed with the same options, which can move verdicts and scores: {}.",
            options.join("; ")
        )
    })
}

/// That what moved has no lines, where a side was stored.
pub(super) fn no_lines(comparison: &DiffV2) -> Option<String> {
    let sides = [&comparison.old, &comparison.new].into_iter().flatten();
    let stored = sides.filter(|side| side.kind == Kind::Assessment.id());
    let stored: Vec<&str> = stored.map(|side| side.source.as_str()).collect();
    match stored.as_slice() {
        _ if !comparison.moved => None,
        [] => None,
        [one] => Some(format!(
            "{one} is a stored assessment, which has no lines: compare two deals to see the input that changed."
        )),
        _ => Some(
            "Stored assessments have no lines: compare two deals to see the input that changed."
                .to_owned(),
        ),
    }
}

/// What else the reader must know of many deals, once for all of them.
pub(super) fn notes_on_all<'m>(all: impl Iterator<Item = &'m Moved>) -> Vec<String> {
    let mut notes = Vec::new();
    for moved in all {
        let comparison = &moved.comparison;
        notes.extend(other_options(comparison));
        notes.extend(no_lines(comparison));
    }
    notes.sort();
    notes.dedup();
    notes
}

/// Where a candidate stood and stands: score, rank, verdict, each twice only if it differs.
pub(super) fn headline(moved: &DiffCandidateV2) -> String {
    let (Some(score), Some(rank), Some(verdict)) =
        (moved.score.ends(), moved.rank.ends(), moved.verdict.ends())
    else {
        return String::new();
    };
    let verb = if moved.status == StatusV2::Gone {
        "was at "
    } else {
        ""
    };
    format!(
        "{verb}{}, rank {}, {}",
        scores(*score.0, *score.1),
        both(&rank.0.to_string(), &rank.1.to_string()),
        both(verdict.0, verdict.1)
    )
}

/// `71.3 -> 64.1 (-7.20)`, or one score where they are the same.
fn scores(old: f64, new: f64) -> String {
    if (new - old).abs() <= MOVED {
        return points(new / 100.0);
    }
    let (was, is) = apart(old / 100.0, new / 100.0);
    format!("{was} {ARROW} {is} ({})", signed(new - old))
}

pub(super) fn both(old: &str, new: &str) -> String {
    if old == new {
        new.to_owned()
    } else {
        format!("{old} {ARROW} {new}")
    }
}

/// Points with their sign, and as many decimals as show that they are not 0.
pub(super) fn signed(points: f64) -> String {
    if points.abs() <= MOVED {
        "0.00".to_owned()
    } else if points.abs() >= 0.005 {
        explain::signed(points, 2)
    } else if points > 0.0 {
        format!("+{}", number(points))
    } else {
        number(points)
    }
}

/// How range and knowledge moved, where a score has or had a range.
pub(super) fn range(moved: &DiffCandidateV2) -> Option<String> {
    moved.points?;
    let ((low, high), known) = (
        moved.low.ends().zip(moved.high.ends())?,
        moved.known.ends()?,
    );
    let has_range = high.0 - low.0 > MOVED || high.1 - low.1 > MOVED;
    let has_moved = moved.low.has_moved()
        || moved.high.has_moved()
        || (known.0 - known.1).abs() * 100.0 > MOVED;
    (has_range && has_moved).then(|| {
        let known = [known.0, known.1].map(|known| format!("{}%", points(*known)));
        format!(
            "range {}; known {}",
            ranges(&moved.low, &moved.high),
            both(&known[0], &known[1])
        )
    })
}

/// The range of a criterion of which nothing else moved.
pub(super) fn criterion_range(moved: &DiffCriterionV2) -> Option<String> {
    let has_score_moved = (moved.old? - moved.new?).abs() > MOVED || moved.points.abs() > MOVED;
    (!has_score_moved).then(|| format!("range {}", ranges(&moved.low, &moved.high)))
}

/// `40.0 to 60.0 -> 50.0 to 60.0`.
fn ranges(low: &PairV2<f64>, high: &PairV2<f64>) -> String {
    let Some((low, high)) = low.ends().zip(high.ends()) else {
        return String::new();
    };
    let range =
        |low: f64, high: f64| format!("{} to {}", points(low / 100.0), points(high / 100.0));
    both(&range(*low.0, *high.0), &range(*low.1, *high.1))
}

/// `gate score: pass -> fail (minimum 65)`.
pub(super) fn gate(gate: &DiffGateV2) -> String {
    let outcome = |outcome: &Option<String>| outcome.clone().unwrap_or_else(|| "none".to_owned());
    let minimums = gate.minimum.ends().map(|(old, new)| {
        let minimums = both(&number(*old), &number(*new));
        format!(" (minimum {minimums})")
    });
    let outcomes = both(&outcome(&gate.outcome.old), &outcome(&gate.outcome.new));
    format!(
        "gate {}: {outcomes}{}",
        gate.id,
        minimums.unwrap_or_default()
    )
}

/// `A, B, C`, or how many where they are many.
pub(super) fn names(movements: &[&DiffCandidateV2]) -> String {
    const MOST: usize = 5;
    if movements.len() > MOST {
        return format!("{} candidates", movements.len());
    }
    movements
        .iter()
        .map(|m| m.name.as_str())
        .collect::<Vec<_>>()
        .join(", ")
}
