//! The sheet *Ask next*: what is not known yet of each candidate, most valuable first.

use super::cells::{At, Range};
use super::columns::ask_next::NAME;
use super::columns::{criteria, weights};
use super::layout::Layout;
use super::sheet::Sheet;
use crate::explain::detail;

/// The row of the first answer.
const FIRST: u32 = 4;

/// Fills the sheet.
pub(super) fn write(layout: &Layout<'_>, sheet: &mut Sheet<'_>) -> anyhow::Result<()> {
    let styles = sheet.styles;
    sheet.opening(
        NAME,
        &[
            "What is not known yet, with the points of the total that it could add: most valuable first at the time of \
             writing. The points follow weights and answers.",
        ],
    )?;
    sheet.widths([30.0, 28.0, 22.0, 14.0, 95.0])?;
    let head = [
        "Candidate",
        "Criterion",
        "Dimension",
        "Could add, points",
        "What is known, and what would answer it",
    ];
    sheet.head(At::new(FIRST - 1, 0), head)?;
    let mut row = FIRST;
    for (candidate, shown) in layout.shown.iter().enumerate() {
        for next in layout.assessment.next_evidence(shown.row) {
            let asked = &next.asked;
            let Some(place) = layout.deal.plan.place(asked.id) else {
                continue;
            };
            let score = &shown.row.evaluation.scores.criteria[place];
            let at = |column| At::new(row, column);
            let cell = |column| {
                layout
                    .criterion(candidate, place, column)
                    .on(criteria::NAME)
            };
            let share = layout
                .criterion_weight(place, weights::SHARE)
                .on(weights::NAME);
            let (high, value) = (cell(criteria::HIGH), cell(criteria::SCORE));
            let how = layout.alone(shown, |relation| detail(relation, asked, score));
            sheet.text(at(0), &shown.candidate.name, &styles.text)?;
            sheet.text(at(1), layout.deal.criterion_title(asked.id), &styles.strong)?;
            sheet.text(
                at(2),
                layout.deal.dimension_title(asked.dimension),
                &styles.text,
            )?;
            let formula = format!("={share}*({high}-{value})");
            sheet.formula(at(3), &formula, next.points, &styles.points)?;
            sheet.long(at(4), &how, &styles.long)?;
            row += 1;
        }
    }
    if row == FIRST {
        sheet.text(At::new(FIRST, 0), "Everything is known.", &styles.note)?;
    } else {
        let rows = (row - FIRST) as usize;
        sheet.names(Range::down(At::new(FIRST, 0), rows))?;
        let last = At::new(row - 1, head.len() as u16 - 1);
        sheet.filter(Range::new(At::new(FIRST - 1, 0), last))?;
    }
    sheet.freeze(At::new(FIRST, 1))
}
