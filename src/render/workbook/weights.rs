//! The sheet *Weights*: what each dimension and criterion counts, between which measures a measured one lies, and what
//! each reviewer counts.

use super::cells::{At, Range};
use super::columns::weights::{ABOUT, BEST, FIRST, NAME, SHARE, WEIGHT, WORST};
use super::layout::Layout;
use super::sheet::Sheet;
use crate::deal::{Asked, Measured};
use crate::explain::meaning;
use crate::render::words::weights as weight_words;

/// Fills the sheet.
pub(super) fn write(layout: &Layout<'_>, sheet: &mut Sheet<'_>) -> anyhow::Result<()> {
    let words = weight_words(layout.deal);
    sheet.opening(
        NAME,
        &[
            "Change what is blue on yellow: scores, ranks, gates and verdicts follow. Weights need not sum to 100%.",
            &words,
        ],
    )?;
    sheet.widths([24.0, 34.0, 11.0, 11.0, 11.0, 11.0, 90.0])?;
    dimensions(layout, sheet)?;
    criteria(layout, sheet)?;
    markers(layout, sheet)?;
    sheet.freeze(At::new(0, 2))
}

fn dimensions(layout: &Layout<'_>, sheet: &mut Sheet<'_>) -> anyhow::Result<()> {
    let styles = sheet.styles;
    let plan = &layout.deal.plan;
    let by_criteria = plan.weights.is_by_criteria();
    let head = [
        "Dimension",
        "",
        "Weight",
        "Share of all",
        "",
        "",
        "What it asks",
    ];
    sheet.head(At::new(FIRST - 1, 0), head)?;
    let count = layout.dimensions.len();
    let weights = Range::down(layout.dimension_weight(0, WEIGHT), count);
    let sum = layout.dimension_weight(count, WEIGHT);
    for (place, &dimension) in layout.dimensions.iter().enumerate() {
        let at = |column| layout.dimension_weight(place, column);
        let fraction = plan.weights.fractions[dimension];
        sheet.text(
            at(0),
            layout.deal.dimension_title(dimension),
            &styles.strong,
        )?;
        sheet.text(at(1), "", &styles.text)?;
        match by_criteria {
            true => {
                let formula = format!("=SUM({})", layout.weights_of(place));
                sheet.formula(at(WEIGHT), &formula, fraction, &styles.share)?;
            }
            false => sheet.number(at(WEIGHT), fraction, &styles.input_share)?,
        }
        let share = format!("=IF({sum}=0,0,{}/{sum})", at(WEIGHT));
        sheet.formula(at(SHARE), &share, fraction, &styles.share)?;
        sheet.text(at(WORST), "", &styles.text)?;
        sheet.text(at(BEST), "", &styles.text)?;
        sheet.long(at(ABOUT), dimension.question(), &styles.long)?;
    }
    sheet.text(At::new(sum.row, 0), "Sum", &styles.strong)?;
    let shares = Range::down(layout.dimension_weight(0, SHARE), count);
    sheet.formula(sum, &format!("=SUM({weights})"), 1.0, &styles.share)?;
    let below = At::new(sum.row, SHARE);
    sheet.formula(below, &format!("=SUM({shares})"), 1.0, &styles.share)?;
    match by_criteria {
        true => Ok(()),
        false => sheet.at_least_zero(weights, "A weight is 0 or more."),
    }
}

fn criteria(layout: &Layout<'_>, sheet: &mut Sheet<'_>) -> anyhow::Result<()> {
    let styles = sheet.styles;
    let first = layout.criterion_weight(0, 0);
    sheet.text(At::new(first.row - 2, 0), "Criteria", &styles.part)?;
    let head = [
        "Dimension",
        "Criterion",
        "Weight",
        "Share of all",
        "Worst measure",
        "Best measure",
        "What it asks",
    ];
    sheet.head(At::new(first.row - 1, 0), head)?;
    for (place, asked) in layout.asked().iter().enumerate() {
        criterion(layout, sheet, place, asked)?;
    }
    let weights = Range::down(layout.criterion_weight(0, WEIGHT), layout.asked().len());
    sheet.at_least_zero(weights, "A weight is 0 or more.")
}

fn criterion(
    layout: &Layout<'_>,
    sheet: &mut Sheet<'_>,
    place: usize,
    asked: &Asked,
) -> anyhow::Result<()> {
    let styles = sheet.styles;
    let deal = layout.deal;
    let at = |column| layout.criterion_weight(place, column);
    let share = deal.plan.weights.fractions[asked.dimension] * asked.fraction;
    sheet.text(at(0), deal.dimension_title(asked.dimension), &styles.text)?;
    sheet.text(at(1), deal.criterion_title(asked.id), &styles.strong)?;
    match deal.plan.weights.is_by_criteria() {
        true => sheet.number(at(WEIGHT), share, &styles.input_share)?,
        false => sheet.number(at(WEIGHT), asked.weight, &styles.input_number)?,
    }
    let dimension = layout.dimensions.iter().position(|d| *d == asked.dimension);
    let dimension = dimension.unwrap_or_default();
    let group = layout.weights_of(dimension);
    let whole = layout.dimension_weight(dimension, SHARE);
    let formula = format!("=IF(SUM({group})=0,0,{}/SUM({group})*{whole})", at(WEIGHT));
    sheet.formula(at(SHARE), &formula, share, &styles.share)?;
    match layout.own(asked).and_then(|own| own.measured) {
        Some(Measured::Scale(worst, best)) => {
            sheet.number(at(WORST), worst, &styles.input_number)?;
            sheet.number(at(BEST), best, &styles.input_number)?;
        }
        Some(Measured::Relative(relative)) => {
            sheet.text(at(WORST), "", &styles.text)?;
            sheet.text(at(BEST), &format!("the {}", relative.id()), &styles.text)?;
        }
        None => {
            sheet.text(at(WORST), "", &styles.text)?;
            sheet.text(at(BEST), "", &styles.text)?;
        }
    }
    sheet.long(at(ABOUT), &meaning(deal, asked.id), &styles.long)
}

fn markers(layout: &Layout<'_>, sheet: &mut Sheet<'_>) -> anyhow::Result<()> {
    let styles = sheet.styles;
    if layout.markers.is_empty() {
        return Ok(());
    }
    let first = layout.marker_weight(0).row;
    sheet.text(At::new(first - 2, 0), "Reviewers", &styles.part)?;
    sheet.head(At::new(first - 1, 0), ["Name", "Role", "Weight"])?;
    for (place, marker) in layout.markers.iter().enumerate() {
        let row = first + place as u32;
        sheet.text(At::new(row, 0), &marker.title, &styles.strong)?;
        let role = marker.role.as_deref().unwrap_or_default();
        sheet.text(At::new(row, 1), role, &styles.text)?;
        sheet.number(
            layout.marker_weight(place),
            marker.weight,
            &styles.input_number,
        )?;
    }
    let weights = Range::down(layout.marker_weight(0), layout.markers.len());
    sheet.names(Range::down(At::new(first, 0), layout.markers.len()))?;
    sheet.at_least_zero(weights, "A weight is 0 or more.")
}
