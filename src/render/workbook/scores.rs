//! The sheet *Scores*: each candidate's dimensions and total, from the criteria by the weights, and its rank.

use super::cells::{At, Range};
use super::columns::scores::{
    CANDIDATE, DIMENSIONS, FIRST, HIGH, KNOWN, LOW, NAME, Part, RANK, TOTAL,
};
use super::columns::{criteria, gates, weights};
use super::half;
use super::layout::{Layout, Shown};
use super::sheet::Sheet;
use super::signs::verdict_words;
use crate::criteria::Triple;
use crate::deal::Aggregation;
use crate::model::SLACK;
use crate::score::{GEOMETRIC_FLOOR, Verdict};

/// Fills the sheet.
pub(super) fn write(layout: &Layout<'_>, sheet: &mut Sheet<'_>) -> anyhow::Result<()> {
    let how = match layout.deal.aggregation {
        Aggregation::Arithmetic => {
            "A dimension is the mean of its criteria by their weights, the total the mean of the dimensions by theirs."
        }
        Aggregation::Geometric => {
            "A dimension is the mean of its criteria by their weights, the total the geometric mean of the dimensions \
             by theirs: points do not add up."
        }
    };
    sheet.opening(NAME, &[how])?;
    let dimensions = layout.dimensions.len();
    let columns = usize::from(layout.leads_column() + 1 - DIMENSIONS);
    let widths = [30.0, 7.0, 9.0, 9.0, 9.0, 9.0];
    sheet.widths(widths.into_iter().chain((0..columns).map(|_| 17.0)))?;
    head(layout, sheet)?;
    for (candidate, shown) in layout.shown.iter().enumerate() {
        row(layout, sheet, candidate, shown)?;
    }
    sheet.names(layout.all(At::new(FIRST, CANDIDATE)))?;
    sheet.bars(layout.all(At::new(FIRST, TOTAL)))?;
    sheet.fold(DIMENSIONS + dimensions as u16, layout.leads_column())?;
    sheet.freeze(At::new(FIRST, 1))
}

fn head(layout: &Layout<'_>, sheet: &mut Sheet<'_>) -> anyhow::Result<()> {
    let styles = sheet.styles;
    let names = ["Candidate", "Rank", "Score", "Low", "High", "Known"];
    sheet.head(At::new(FIRST - 1, 0), names)?;
    for (part, title, _) in Part::ALL {
        for (place, &dimension) in layout.dimensions.iter().enumerate() {
            let column = layout.part_column(part, place);
            if place == 0 {
                sheet.text(At::new(FIRST - 2, column), title, &styles.part)?;
            }
            let name = layout.deal.dimension_title(dimension);
            sheet.long(At::new(FIRST - 1, column), name, &styles.head)?;
        }
    }
    let last = [
        "Score if half of what is open turns out well",
        "Rank if it can lead",
    ];
    sheet.head(At::new(FIRST - 1, layout.half_column()), last)
}

fn row(
    layout: &Layout<'_>,
    sheet: &mut Sheet<'_>,
    candidate: usize,
    shown: &Shown<'_>,
) -> anyhow::Result<()> {
    let styles = sheet.styles;
    let at = |column| layout.score(candidate, column);
    let scores = &shown.row.evaluation.scores;
    sheet.text(at(CANDIDATE), &shown.candidate.name, &styles.strong)?;
    for (part, _, criteria_column) in Part::ALL {
        for (place, &dimension) in layout.dimensions.iter().enumerate() {
            let formula = mean(layout, candidate, place, part, criteria_column);
            let of = &scores.dimensions[dimension];
            let result = match part {
                Part::Known => of.known,
                Part::Half => half::of_dimension(layout, shown, dimension) * 100.0,
                Part::Score | Part::Low | Part::High => pick(&of.score, part) * 100.0,
            };
            let format = match part {
                Part::Known => &styles.percent,
                Part::Score | Part::Low | Part::High | Part::Half => &styles.points,
            };
            sheet.formula(
                at(layout.part_column(part, place)),
                &formula,
                result,
                format,
            )?;
        }
    }
    let total = &scores.total;
    for (part, column) in [(Part::Score, TOTAL), (Part::Low, LOW), (Part::High, HIGH)] {
        let format = match part {
            Part::Score => &styles.strong_points,
            Part::Low | Part::High | Part::Half | Part::Known => &styles.points,
        };
        let formula = whole(layout, candidate, part);
        let result = pick(&total.score, part) * 100.0;
        sheet.formula(at(column), &formula, result, format)?;
    }
    let result = half::of_total(layout, shown) * 100.0;
    let formula = whole(layout, candidate, Part::Half);
    sheet.formula(at(layout.half_column()), &formula, result, &styles.points)?;
    let formula = whole(layout, candidate, Part::Known);
    sheet.formula(at(KNOWN), &formula, total.known, &styles.percent)?;
    ranks(layout, sheet, candidate, shown)
}

fn pick(score: &Triple, part: Part) -> f64 {
    match part {
        Part::Low => score.low,
        Part::High => score.high,
        Part::Score | Part::Half | Part::Known => score.value,
    }
}

/// The mean of the criteria of a dimension; nothing is known of one whose criteria weigh nothing.
fn mean(
    layout: &Layout<'_>,
    candidate: usize,
    place: usize,
    part: Part,
    criteria_column: u16,
) -> String {
    let (first, count) = layout.span(layout.dimensions[place]);
    let weights = layout.weights_of(place).on(weights::NAME);
    let values = Range::down(layout.criterion(candidate, first, criteria_column), count);
    let values = values.on(criteria::NAME);
    let of_nothing = match part {
        Part::High => 100,
        Part::Score | Part::Low | Part::Half | Part::Known => 0,
    };
    format!("=IF(SUM({weights})=0,{of_nothing},SUMPRODUCT({weights},{values})/SUM({weights}))")
}

/// The total of the dimensions. How much is known adds up whatever the aggregation.
fn whole(layout: &Layout<'_>, candidate: usize, part: Part) -> String {
    let parts = (0..layout.dimensions.len()).map(|place| {
        let weight = layout.dimension_weight(place, weights::SHARE);
        let value = layout.score(candidate, layout.part_column(part, place));
        (weight.on(weights::NAME), value)
    });
    let adds_up = layout.deal.aggregation == Aggregation::Arithmetic || part == Part::Known;
    match adds_up {
        true => {
            let parts = parts.map(|(weight, value)| format!("{weight}*{value}"));
            format!("={}", parts.collect::<Vec<_>>().join("+"))
        }
        false => {
            let parts =
                parts.map(|(weight, value)| format!("MAX({value}/100,{GEOMETRIC_FLOOR})^{weight}"));
            format!("=100*{}", parts.collect::<Vec<_>>().join("*"))
        }
    }
}

/// The rank: 1 and the number of those that score more. Where not everybody is shown it is a value.
fn ranks(
    layout: &Layout<'_>,
    sheet: &mut Sheet<'_>,
    candidate: usize,
    shown: &Shown<'_>,
) -> anyhow::Result<()> {
    let styles = sheet.styles;
    let at = |column| layout.score(candidate, column);
    let rank = shown.row.rank as f64;
    match layout.shows_all {
        true => {
            let all = layout.all(layout.score(0, TOTAL));
            let own = at(TOTAL);
            let formula = format!("=1+SUMPRODUCT(--({all}>{own}+{}))", SLACK * 100.0);
            sheet.formula(at(RANK), &formula, rank, &styles.count)?;
        }
        false => sheet.number(at(RANK), rank, &styles.fixed_text)?,
    }
    let verdict = layout.gate(candidate, gates::VERDICT).on(gates::NAME);
    let verdicts = layout.all(layout.gate(0, gates::VERDICT)).on(gates::NAME);
    let out = verdict_words(Verdict::NotRecommended);
    let formula = format!(
        "=IF(OR({verdict}<>\"{out}\",COUNTIF({verdicts},\"{out}\")={}),{},\"\")",
        layout.shown.len(),
        at(RANK)
    );
    match layout.assessment.confidence.can_lead[shown.place] {
        true => sheet.formula(at(layout.leads_column()), &formula, rank, &styles.count),
        false => sheet.formula(at(layout.leads_column()), &formula, "", &styles.count),
    }
}
