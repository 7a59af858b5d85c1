//! The sheet *Criteria*: a row for each candidate and criterion, with the answers and what they make.

use super::cells::{At, Range};
use super::columns::criteria::{
    AGREED, CANDIDATE, COUNTS, CRITERION, DETAIL, DIMENSION, EVIDENCE, FIRST, HALF, HIGH, KNOWN,
    LEAST, LOW, MARKER_WEIGHTS, MARKS, MEASURE, MOST, NAME, RATING, SCORE, SOURCE,
};
use super::columns::weights;
use super::follows::{
    Follows, counts, follows, marks, of_measure, of_ratings, of_relative, withheld_weight,
};
use super::half;
use super::layout::{Layout, Shown};
use super::sheet::Sheet;
use crate::criteria::CriterionScore;
use crate::deal::{Asked, Mark};
use crate::explain::{detail, evidence, number};

const HEAD: [&str; MARKS as usize] = [
    "Candidate",
    "Dimension",
    "Criterion",
    "Score",
    "Low",
    "High",
    "Known",
    "Source",
    "How it came about",
    "Evidence",
    "Measure",
    "Rating",
    "Rating at least",
    "Rating at most",
    "Agreed by the panel",
    "Rating that counts",
    "Score if half of what is open turns out well",
];
const WIDTHS: [f64; MARKS as usize] = [
    24.0, 17.0, 22.0, 8.0, 7.0, 7.0, 8.0, 10.0, 50.0, 28.0, 11.0, 10.0, 10.0, 10.0, 12.0, 12.0,
    16.0,
];

/// Fills the sheet.
pub(super) fn write(layout: &Layout<'_>, sheet: &mut Sheet<'_>) -> anyhow::Result<()> {
    sheet.opening(
        NAME,
        &[
            "Change a measure, a rating or a mark, blue on yellow, and its score follows. Scores in grey italics come \
             from facts by a formula that a workbook does not have: they are values, as of the time of writing.",
            "How it came about is told as of the time of writing. Filter as you like; rows must stay where they are, \
             for other sheets refer to them.",
        ],
    )?;
    let marks = layout.markers.iter().map(|_| 12.0);
    sheet.widths(WIDTHS.into_iter().chain(marks))?;
    head(layout, sheet)?;
    for (candidate, shown) in layout.shown.iter().enumerate() {
        for (place, (asked, score)) in layout.criteria_of(shown).enumerate() {
            row(layout, sheet, (candidate, shown), (place, asked), score)?;
        }
    }
    let rows = layout.shown.len() * layout.asked().len();
    allow_ratings(layout, sheet, rows)?;
    let first = At::new(FIRST, CANDIDATE);
    let last_column = MARKS + layout.markers.len() as u16 - 1;
    let last = At::new(FIRST + rows as u32 - u32::from(rows > 0), last_column);
    sheet.filter(Range::new(At::new(FIRST - 1, CANDIDATE), last))?;
    sheet.names(Range::down(first, rows))?;
    sheet.bars(Range::down(At::new(FIRST, SCORE), rows))?;
    // On paper without the columns that people fill in.
    let printed = At::new(last.row, EVIDENCE);
    sheet.print(Range::new(At::new(0, 0), printed))?;
    sheet.freeze(At::new(FIRST, SCORE))
}

fn head(layout: &Layout<'_>, sheet: &mut Sheet<'_>) -> anyhow::Result<()> {
    let styles = sheet.styles;
    let names = layout.markers.iter().map(|marker| marker.title.as_str());
    sheet.head(At::new(FIRST - 1, 0), HEAD.into_iter().chain(names))?;
    if layout.markers.is_empty() {
        return Ok(());
    }
    let label = At::new(MARKER_WEIGHTS, MARKS - 1);
    sheet.text(label, "Weight of the marks", &styles.text)?;
    for (place, marker) in layout.markers.iter().enumerate() {
        let at = At::new(MARKER_WEIGHTS, MARKS + place as u16);
        let weight = layout.marker_weight(place).on(weights::NAME);
        sheet.formula(at, &format!("={weight}"), marker.weight, &styles.number)?;
    }
    Ok(())
}

fn allow_ratings(layout: &Layout<'_>, sheet: &mut Sheet<'_>, rows: usize) -> anyhow::Result<()> {
    let (worst, best) = layout.deal.rating_scale;
    let (least, most) = (worst.min(best), worst.max(best));
    let scale = format!("{} to {}", number(least), number(most));
    let columns = |first: u16, last: u16| {
        let bottom = FIRST + rows.saturating_sub(1) as u32;
        Range::new(At::new(FIRST, first), At::new(bottom, last))
    };
    let what = format!("A rating is a number from {scale}; an empty cell is none.");
    sheet.between(columns(RATING, AGREED), (least, most), &what)?;
    if layout.markers.is_empty() {
        return Ok(());
    }
    let what = format!("A mark is a number from {scale}; an empty cell abstains.");
    let last = MARKS + layout.markers.len() as u16 - 1;
    sheet.between(columns(MARKS, last), (least, most), &what)
}

fn row(
    layout: &Layout<'_>,
    sheet: &mut Sheet<'_>,
    (candidate, shown): (usize, &Shown<'_>),
    (place, asked): (usize, &Asked),
    score: &CriterionScore,
) -> anyhow::Result<()> {
    let styles = sheet.styles;
    let deal = layout.deal;
    let at = |column| layout.criterion(candidate, place, column);
    sheet.text(at(CANDIDATE), &shown.candidate.name, &styles.text)?;
    sheet.text(
        at(DIMENSION),
        deal.dimension_title(asked.dimension),
        &styles.text,
    )?;
    sheet.text(
        at(CRITERION),
        deal.criterion_title(asked.id),
        &styles.strong,
    )?;
    sheet.text(at(SOURCE), score.basis.id(), &styles.text)?;
    let (how, rests_on) = layout.alone(shown, |relation| {
        let evidence = evidence(relation, asked.id).map(|evidence| evidence.to_string());
        (detail(relation, asked, score), evidence.unwrap_or_default())
    });
    sheet.long(at(DETAIL), &how, &styles.long)?;
    sheet.long(at(EVIDENCE), &rests_on, &styles.long)?;
    let follows = follows(layout, shown, place, asked, score);
    answers(layout, sheet, (candidate, shown), (place, asked), follows)?;
    scores(layout, sheet, (candidate, shown), place, score, follows)
}

/// What is stated: a measure, a rating with its range, marks.
fn answers(
    layout: &Layout<'_>,
    sheet: &mut Sheet<'_>,
    (candidate, shown): (usize, &Shown<'_>),
    (place, asked): (usize, &Asked),
    follows: Follows,
) -> anyhow::Result<()> {
    let styles = sheet.styles;
    let at = |column| layout.criterion(candidate, place, column);
    let takes_ratings = matches!(follows, Follows::Ratings);
    let input = match takes_ratings {
        true => &styles.input_number,
        false => &styles.fixed_text,
    };
    let own = layout.own(asked);
    let measure = own.and_then(|own| shown.candidate.measures.get(own.name));
    let measures = match follows {
        Follows::Measure | Follows::Relative(..) => &styles.input_number,
        Follows::Not | Follows::Ratings => &styles.fixed_text,
    };
    sheet.maybe(at(MEASURE), measure, measures)?;
    let panel = shown.candidate.ratings.panel(asked.id);
    let rating = shown.candidate.rating(asked.id);
    let alone = rating.filter(|rating| panel.is_none() && rating.says_something());
    let range = alone.filter(|rating| rating.low < rating.high);
    sheet.maybe(
        at(RATING),
        alone.map(|rating| stated(layout, rating.score)),
        input,
    )?;
    sheet.maybe(
        at(LEAST),
        range.map(|rating| stated(layout, rating.low)),
        input,
    )?;
    sheet.maybe(
        at(MOST),
        range.map(|rating| stated(layout, rating.high)),
        input,
    )?;
    let agreed = panel.and_then(|panel| panel.consensus.as_ref());
    match agreed {
        Some(mark) => write_mark(layout, sheet, at(AGREED), mark, takes_ratings)?,
        None => sheet.maybe(at(AGREED), None, input)?,
    }
    for (column, mark) in (MARKS..).zip(marks(layout, shown, asked)) {
        match mark {
            Some(mark) => write_mark(layout, sheet, at(column), mark, takes_ratings)?,
            None => sheet.maybe(at(column), None, input)?,
        }
    }
    Ok(())
}

fn write_mark(
    layout: &Layout<'_>,
    sheet: &mut Sheet<'_>,
    at: At,
    mark: &Mark,
    follows: bool,
) -> anyhow::Result<()> {
    let styles = sheet.styles;
    match (mark.score, mark.withheld) {
        (Some(score), None) if follows => {
            sheet.number(at, stated(layout, score), &styles.input_number)
        }
        (Some(score), None) => sheet.number(at, stated(layout, score), &styles.fixed_text),
        (Some(score), Some(_)) => {
            let words = format!("{}: taken for unknown", number(stated(layout, score)));
            sheet.long(at, &words, &styles.fixed_text)
        }
        (None, _) if follows => sheet.text(at, "abstains", &styles.input_text),
        (None, _) => sheet.text(at, "abstains", &styles.fixed_text),
    }
}

/// A rating as the deal states it, without what computing added behind the twelfth digit.
fn stated(layout: &Layout<'_>, score: f64) -> f64 {
    const DIGITS: f64 = 1e12;
    let rating = layout.deal.rating_words(score);
    match rating.abs() < 1e3 {
        true => (rating * DIGITS).round() / DIGITS,
        false => rating,
    }
}

/// The scores, and what makes them.
fn scores(
    layout: &Layout<'_>,
    sheet: &mut Sheet<'_>,
    (candidate, shown): (usize, &Shown<'_>),
    place: usize,
    score: &CriterionScore,
    follows: Follows,
) -> anyhow::Result<()> {
    let styles = sheet.styles;
    let at = |column| layout.criterion(candidate, place, column);
    let triple = score.score;
    let half = half::of_criterion(&layout.asked()[place], score);
    let values = [
        (SCORE, triple.value),
        (LOW, triple.low),
        (HIGH, triple.high),
        (HALF, half),
    ];
    let formulas = match follows {
        Follows::Not => {
            for (column, value) in values {
                sheet.number(at(column), value * 100.0, &styles.fixed_points)?;
            }
            sheet.number(at(KNOWN), score.known, &styles.fixed_percent)?;
            return sheet.maybe(at(COUNTS), None, &styles.text);
        }
        Follows::Ratings => {
            let withheld =
                withheld_weight(layout, (candidate, shown), (place, &layout.asked()[place]));
            let withheld = withheld.as_deref();
            let counts = counts(layout, candidate, place, withheld);
            if score.known > 0.0 {
                let rating = layout.deal.rating_words(triple.value);
                sheet.formula(at(COUNTS), &counts, rating, &styles.number)?;
            } else {
                sheet.formula(at(COUNTS), &counts, "", &styles.number)?;
            }
            of_ratings(layout, candidate, place, withheld)
        }
        Follows::Measure => {
            sheet.maybe(at(COUNTS), None, &styles.text)?;
            of_measure(layout, candidate, place)
        }
        Follows::Relative(of, relative) => {
            sheet.maybe(at(COUNTS), None, &styles.text)?;
            of_relative(layout, candidate, place, (of, relative))
        }
    };
    for ((column, value), formula) in values.into_iter().zip(formulas.points(at)) {
        sheet.formula(at(column), &formula, value * 100.0, &styles.points)?;
    }
    sheet.formula(at(KNOWN), &formulas.known(), score.known, &styles.percent)
}
