//! How the score of a criterion follows from what is stated, as formulas on the cells of its row.

use super::cells::{At, Range};
use super::columns::criteria::{
    AGREED, COUNTS, HIGH, LEAST, MARKER_WEIGHTS, MARKS, MEASURE, MOST, RATING, SCORE,
};
use super::columns::{gates, weights};
use super::half;
use super::layout::{Layout, Shown};
use crate::criteria::{Basis, CriterionScore};
use crate::deal::{Asked, Mark, Measured};
use crate::model::weighting::Relative;

/// How a score follows.
#[derive(Clone, Copy)]
pub(super) enum Follows {
    /// Not at all: it is a value.
    Not,
    /// From ratings and marks.
    Ratings,
    /// From a measure between the worst and the best.
    Measure,
    /// From a measure against the best of all, by place in [`Layout::relative`].
    Relative(usize, Relative),
}

/// How the score of a criterion follows.
pub(super) fn follows(
    layout: &Layout<'_>,
    shown: &Shown<'_>,
    place: usize,
    asked: &Asked,
    score: &CriterionScore,
) -> Follows {
    let measured = layout.own(asked).and_then(|own| own.measured);
    if let Some(Measured::Relative(relative)) = measured {
        let found = layout.relative.iter().position(|other| *other == place);
        return found.map_or(Follows::Not, |found| Follows::Relative(found, relative));
    }
    if shown.candidate.rating(asked.id).is_some() {
        let panel = shown.candidate.ratings.panel(asked.id);
        let consensus = panel.and_then(|panel| panel.consensus.as_ref());
        let is_withheld = consensus.is_some_and(|mark| mark.withheld.is_some());
        return match is_withheld || score.basis == Basis::Computed {
            true => Follows::Not,
            false => Follows::Ratings,
        };
    }
    match (measured, score.basis) {
        (Some(_), _) => Follows::Measure,
        (None, Basis::Unknown) => Follows::Ratings,
        (None, Basis::Rated | Basis::Computed) => Follows::Not,
    }
}

/// The mark of each column of marks.
pub(super) fn marks<'a>(
    layout: &Layout<'_>,
    shown: &Shown<'a>,
    asked: &Asked,
) -> impl Iterator<Item = Option<&'a Mark>> {
    let panel = shown.candidate.ratings.panel(asked.id);
    let mut unnamed = panel.into_iter().flat_map(|panel| &panel.marks);
    layout
        .markers
        .iter()
        .map(move |marker| match marker.is_named {
            true => panel.and_then(|panel| panel.by(&marker.title)),
            false => unnamed.find(|mark| mark.reviewer.is_none()),
        })
}

/// The weight of the marks that are taken for unknown, as a formula; `None` where there are none. They count worst for the
/// score and best for the most that it can be.
pub(super) fn withheld_weight(
    layout: &Layout<'_>,
    (candidate, shown): (usize, &Shown<'_>),
    (place, asked): (usize, &Asked),
) -> Option<String> {
    let columns = (MARKS..).zip(marks(layout, shown, asked));
    let withheld = columns.filter_map(|(column, mark)| {
        let mark = mark.filter(|mark| mark.score.is_some())?;
        mark.withheld?;
        let weight = At::new(MARKER_WEIGHTS, column);
        let cell = layout.criterion(candidate, place, column);
        // A mark that somebody types in its place counts.
        Some(format!("{weight}*(1-ISNUMBER({cell}))"))
    });
    let weights: Vec<String> = withheld.collect();
    (!weights.is_empty()).then(|| format!("({})", weights.join("+")))
}

/// The parts of the formulas of a row.
pub(super) struct Formulas {
    /// Whether there is an answer.
    is_answered: String,
    /// Score, low, high and what is known, where there is one.
    score: String,
    low: String,
    high: String,
    known: String,
}

impl Formulas {
    /// Score, low, high, and the score if half of what is open turns out well.
    pub fn points(&self, at: impl Fn(u16) -> At) -> [String; 4] {
        let if_answered =
            |part: &str, otherwise: u8| format!("=IF({},{part},{otherwise})", self.is_answered);
        let (score, high) = (at(SCORE), at(HIGH));
        [
            if_answered(&self.score, 0),
            if_answered(&self.low, 0),
            if_answered(&self.high, 100),
            format!("={score}+{}*({high}-{score})", half::PART),
        ]
    }

    pub fn known(&self) -> String {
        format!("=IF({},{},0)", self.is_answered, self.known)
    }
}

/// A part of 1 as points, within 0 and 100.
fn points(part: &str) -> String {
    format!("100*MAX(0,MIN(1,{part}))")
}

/// From the rating that counts, and its range.
pub(super) fn of_ratings(
    layout: &Layout<'_>,
    candidate: usize,
    place: usize,
    withheld: Option<&str>,
) -> Formulas {
    let at = |column| layout.criterion(candidate, place, column);
    let (worst, best) = layout.deal.rating_scale;
    let of = |at: At| points(&format!("({at}-({worst}))/({best}-({worst}))"));
    let (score, least, most, agreed) = (at(SCORE), at(LEAST), at(MOST), at(AGREED));
    let (high, known) = match withheld {
        None => {
            let high = format!("IF(ISNUMBER({most}),MAX({score},{}),{score})", of(most));
            (high, "1".to_owned())
        }
        Some(withheld) => {
            let part = format!(
                "{withheld}/({}+{withheld})",
                marks_weight(layout, at(MARKS))
            );
            (
                format!("IF(ISNUMBER({agreed}),{score},MIN(100,{score}+100*{part}))"),
                format!("IF(ISNUMBER({agreed}),1,1-{part})"),
            )
        }
    };
    Formulas {
        is_answered: format!("ISNUMBER({})", at(COUNTS)),
        score: of(at(COUNTS)),
        low: format!("IF(ISNUMBER({least}),MIN({score},{}),{score})", of(least)),
        high,
        known,
    }
}

/// From a measure between the worst and the best.
pub(super) fn of_measure(layout: &Layout<'_>, candidate: usize, place: usize) -> Formulas {
    let at = |column| layout.criterion(candidate, place, column);
    let end = |column| layout.criterion_weight(place, column).on(weights::NAME);
    let (measure, worst, best) = (at(MEASURE), end(weights::WORST), end(weights::BEST));
    Formulas {
        is_answered: format!("ISNUMBER({measure})"),
        score: points(&format!("({measure}-{worst})/({best}-{worst})")),
        low: at(SCORE).to_string(),
        high: at(SCORE).to_string(),
        known: "1".to_owned(),
    }
}

/// From a measure against the best of all. While another that could set it states none, nothing is proven.
pub(super) fn of_relative(
    layout: &Layout<'_>,
    candidate: usize,
    place: usize,
    (of, relative): (usize, Relative),
) -> Formulas {
    let at = |column| layout.criterion(candidate, place, column);
    let (score, measure) = (at(SCORE), at(MEASURE));
    let counted = layout.measures(of).on(gates::NAME);
    let silent = layout.silent(of).on(gates::NAME);
    let own = layout.silent_at(candidate, of).on(gates::NAME);
    Formulas {
        is_answered: format!("AND(ISNUMBER({measure}),COUNT({counted})>0)"),
        score: points(&match relative {
            Relative::Lowest => format!("MIN({counted})/{measure}"),
            Relative::Highest => format!("{measure}/MAX({counted})"),
        }),
        low: format!("IF(SUM({silent})-{own}>0,0,{score})"),
        high: score.to_string(),
        known: "1".to_owned(),
    }
}

/// The weight of the marks of a row that count, from the first cell of marks.
fn marks_weight(layout: &Layout<'_>, first: At) -> String {
    let count = layout.markers.len();
    let weights = Range::across(At::new(MARKER_WEIGHTS, MARKS), count);
    format!(
        "SUMPRODUCT({weights}*ISNUMBER({}))",
        Range::across(first, count)
    )
}

/// The rating that counts: what the panel agreed on, else the mean of the marks by the weights of reviewers, else the
/// rating. A mark that is taken for unknown counts as the worst.
pub(super) fn counts(
    layout: &Layout<'_>,
    candidate: usize,
    place: usize,
    withheld: Option<&str>,
) -> String {
    let at = |column| layout.criterion(candidate, place, column);
    let (agreed, rating) = (at(AGREED), at(RATING));
    let alone = format!("IF(ISNUMBER({rating}),{rating},\"\")");
    let rest = match layout.markers.len() {
        0 => alone,
        count => {
            let weights = Range::across(At::new(MARKER_WEIGHTS, MARKS), count);
            let marks = Range::across(at(MARKS), count);
            let weight = marks_weight(layout, at(MARKS));
            let (worst, _) = layout.deal.rating_scale;
            let mean = match withheld {
                None => format!("SUMPRODUCT({weights},{marks})/{weight}"),
                Some(withheld) => format!(
                    "(SUMPRODUCT({weights},{marks})+{withheld}*({worst}))/({weight}+{withheld})"
                ),
            };
            format!("IF({weight}>0,{mean},{alone})")
        }
    };
    format!("=IF(ISNUMBER({agreed}),{agreed},{rest})")
}
