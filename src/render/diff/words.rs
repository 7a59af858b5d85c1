//! The words that the reports of `diff` for people share. None of them is safe yet for a terminal or for
//! Markdown: each format makes all of them safe at its edge.

use crate::contract::{CriterionV1, GateV1};
use crate::diff::{
    ARROW, Comparison, CriterionMove, GateMove, Kind, MOVED, Movement, Obstacle, Side, Status,
};
use crate::explain::{apart, number, points, title};

/// Candidates with the parts of their score; of the others the report says where they went.
pub(super) const MOST_EXPLAINED: usize = 12;

/// Why two files are not compared, and what to do.
pub fn refusal(comparison: &Comparison<'_>) -> String {
    format!(
        "{} and {} cannot be compared, their scores are made differently: {}; --force compares them \
         all the same",
        comparison.old.source,
        comparison.new.source,
        obstacles(comparison)
    )
}

/// What is said at the top of a report that was insisted on; `None` where nothing stands in the way.
pub(super) fn forced(comparison: &Comparison<'_>) -> Option<String> {
    (!comparison.obstacles.is_empty()).then(|| {
        format!(
            "the scores are made differently and do not compare: {}. What moved may come from that \
             alone.",
            obstacles(comparison)
        )
    })
}

fn obstacles(comparison: &Comparison<'_>) -> String {
    let words: Vec<String> = comparison.obstacles.iter().map(Obstacle::words).collect();
    words.join("; ")
}

/// How many moved.
pub(super) fn summary(comparison: &Comparison<'_>) -> String {
    if !comparison.has_moved() {
        return "Nothing moved.".to_owned();
    }
    let count = |status| comparison.of_status(status).count();
    let all = comparison.candidates.len();
    let rest = [(count(Status::New), "new"), (count(Status::Gone), "gone")];
    let rest = rest.iter().filter(|(count, _)| *count > 0);
    let rest: String = rest
        .map(|(count, what)| format!(", {count} {what}"))
        .collect();
    let moved = count(Status::Moved);
    let noun = if all == 1 { "candidate" } else { "candidates" };
    format!("Of {all} {noun}, {moved} moved{rest}.")
}

/// What else the reader must know of the two sides.
pub(super) fn notes(comparison: &Comparison<'_>) -> Vec<String> {
    let (old, new) = (comparison.old, comparison.new);
    let mut notes = Vec::new();
    let deals = (&old.document.deal.name, &new.document.deal.name);
    if deals.0 != deals.1 {
        notes.push(format!(
            "The deals have different names: {} and {}.",
            deals.0, deals.1
        ));
    }
    let titles = |ids: &[&str]| {
        ids.iter()
            .map(|id| title(id))
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
    for side in [old, new].into_iter().filter(|side| side.is_partial) {
        notes.push(format!(
            "{} holds only some of its deal's candidates.",
            side.source
        ));
    }
    if comparison.has_moved() {
        let stored: Vec<&str> = [old, new].into_iter().filter_map(stored).collect();
        match stored.as_slice() {
            [] => {}
            [one] => notes.push(format!(
                "{one} is a stored assessment, which has no lines: compare two deals to see the input \
                 that changed."
            )),
            _ => notes.push(
                "Stored assessments have no lines: compare two deals to see the input that changed."
                    .to_owned(),
            ),
        }
    }
    if comparison.has_moved()
        && [old, new]
            .iter()
            .any(|side| side.document.aggregation == "geometric")
    {
        notes.push(
            "Scores are weighted products (geometric mean): the points of their parts do not add up."
                .to_owned(),
        );
    }
    notes
}

fn stored(side: &Side) -> Option<&str> {
    (side.kind == Kind::Assessment).then_some(side.source.as_str())
}

/// Where a candidate stood and stands: score, rank, verdict, each twice only if it differs.
pub(super) fn headline(movement: &Movement<'_>) -> String {
    let Some(is) = movement.new.or(movement.old) else {
        return String::new();
    };
    let was = movement.old.unwrap_or(is);
    let verb = if movement.status == Status::Gone {
        "was at "
    } else {
        ""
    };
    format!(
        "{verb}{}, rank {}, {}",
        scores(was.score, is.score),
        both(&was.rank.to_string(), &is.rank.to_string()),
        both(was.verdict.id(), is.verdict.id())
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
        format!("{points:+.2}")
    } else if points > 0.0 {
        format!("+{}", number(points))
    } else {
        number(points)
    }
}

/// How range and knowledge moved, where a score has or had a range.
pub(super) fn range(movement: &Movement<'_>) -> Option<String> {
    let (was, is) = (movement.old?, movement.new?);
    let has_range = [was, is].iter().any(|s| s.high - s.low > MOVED);
    let differ = |a: f64, b: f64| (a - b).abs() > MOVED;
    let has_moved = differ(was.low, is.low)
        || differ(was.high, is.high)
        || differ(was.known * 100.0, is.known * 100.0);
    let range =
        |low: f64, high: f64| format!("{} to {}", points(low / 100.0), points(high / 100.0));
    (has_range && has_moved).then(|| {
        let known = [was.known, is.known].map(|known| format!("{}%", points(known)));
        format!(
            "range {}; known {}",
            both(&range(was.low, was.high), &range(is.low, is.high)),
            both(&known[0], &known[1])
        )
    })
}

/// The range of a criterion of which nothing else moved.
pub(super) fn criterion_range(moved: &CriterionMove) -> Option<String> {
    let (was, is) = (moved.old?, moved.new?);
    let has_score_moved = (was.score - is.score).abs() > MOVED || moved.points.abs() > MOVED;
    let range =
        |c: &CriterionV1| format!("{} to {}", points(c.low / 100.0), points(c.high / 100.0));
    (!has_score_moved).then(|| format!("range {}", both(&range(was), &range(is))))
}

/// `gate score: pass -> fail (minimum 65)`.
pub(super) fn gate(gate: &GateMove) -> String {
    let outcome = |gate: Option<&GateV1>| gate.map_or("none", |gate| gate.outcome.id());
    let minimum = |gate: Option<&GateV1>| {
        let minimum = gate.and_then(|gate| gate.minimum);
        minimum.map(|minimum| format!("{minimum}"))
    };
    let minimums = match (minimum(gate.old), minimum(gate.new)) {
        (Some(old), Some(new)) => format!(" (minimum {})", both(&old, &new)),
        (Some(one), None) | (None, Some(one)) => format!(" (minimum {one})"),
        (None, None) => String::new(),
    };
    let outcomes = both(outcome(gate.old), outcome(gate.new));
    format!("gate {}: {outcomes}{minimums}", gate.id)
}

/// `A, B, C`, or how many where they are many.
pub(super) fn names(movements: &[&Movement<'_>]) -> String {
    const MOST: usize = 5;
    if movements.len() > MOST {
        return format!("{} candidates", movements.len());
    }
    movements
        .iter()
        .map(|m| m.name)
        .collect::<Vec<_>>()
        .join(", ")
}
