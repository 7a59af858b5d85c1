//! The sheet *Gates*: a row for each candidate, a column for each gate, and the verdict that follows.

use super::cells::{At, Range};
use super::columns::gates::{CANDIDATE, FIRST, FROM, HEAD, MINIMUM, NAME, OUTCOMES, VERDICT};
use super::columns::scores::Part;
use super::columns::{criteria, scores};
use super::half;
use super::layout::{GateColumn, JudgedBy, Layout, Shown};
use super::sheet::Sheet;
use super::signs::{FAIL, NONE, PASS, UNDECIDED, outcome_words, verdict_words};
use crate::deal::CriterionId;
use crate::model::SLACK;
use crate::render::words::{notes, stopping_reasons};
use crate::score::{CONDITIONAL_KNOWN, Outcome, Verdict};

/// Fills the sheet.
pub(super) fn write(layout: &Layout<'_>, sheet: &mut Sheet<'_>) -> anyhow::Result<()> {
    sheet.opening(
        NAME,
        &[
            "Change a minimum, blue on yellow, and outcomes and verdicts follow. Outcomes in grey italics rest on facts: \
             they are values, as of the time of writing, as the reasons are. Rows must stay where they are.",
        ],
    )?;
    head(layout, sheet)?;
    for (candidate, shown) in layout.shown.iter().enumerate() {
        row(layout, sheet, candidate, shown)?;
    }
    let first = layout.gate(0, 0);
    let count = layout.shown.len();
    let columns = layout.gates.len() + 1;
    let bottom = Range::down(first, count).last.row;
    let verdicts = layout.gate(0, VERDICT);
    let last = Range::across(At::new(bottom, VERDICT), columns).last;
    sheet.signs(Range::new(verdicts, last))?;
    sheet.names(layout.all(first))?;
    let last = At::new(bottom, layout.why_column());
    sheet.filter(Range::new(At::new(HEAD, 0), last))?;
    let last_column = layout.silent_column(layout.relative.len());
    if last_column > layout.why_column() + 1 {
        sheet.fold(layout.why_column() + 1, last_column - 1)?;
    }
    sheet.print(Range::new(At::new(0, 0), last))?;
    sheet.freeze(At::new(FIRST, OUTCOMES))
}

fn head(layout: &Layout<'_>, sheet: &mut Sheet<'_>) -> anyhow::Result<()> {
    let styles = sheet.styles;
    let gates = layout.gates.iter().map(|_| 18.0);
    let helpers =
        (layout.why_column() + 1..layout.silent_column(layout.relative.len())).map(|_| 14.0);
    let widths = [28.0, 21.0].into_iter().chain(gates).chain([60.0]);
    sheet.widths(widths.chain(helpers))?;
    sheet.text(At::new(MINIMUM, VERDICT), "Minimum, of 100", &styles.strong)?;
    sheet.text(At::new(FROM, VERDICT), "Set by", &styles.strong)?;
    sheet.head(At::new(HEAD, 0), ["Candidate", "Verdict"])?;
    for (column, gate) in (OUTCOMES..).zip(&layout.gates) {
        let at = |row| At::new(row, column);
        match (gate.minimum, gate.judged_by) {
            (Some(minimum), JudgedBy::Facts) => {
                sheet.number(at(MINIMUM), minimum, &styles.fixed_text)?;
            }
            (Some(minimum), _) => {
                sheet.number(at(MINIMUM), minimum, &styles.input_number)?;
                let what = "A minimum is a number from 0 to 100; 0 asks for nothing.";
                sheet.between(Range::down(at(MINIMUM), 1), (0.0, 100.0), what)?;
            }
            (None, _) => sheet.text(at(MINIMUM), "must pass", &styles.fixed_text)?,
        }
        sheet.text(at(FROM), gate.from.id(), &styles.text)?;
        sheet.long(at(HEAD), &gate.title, &styles.head)?;
    }
    sheet.head(
        At::new(HEAD, layout.why_column()),
        ["Why, at the time of writing"],
    )?;
    for (place, gate) in layout.gates[..layout.minimums].iter().enumerate() {
        let title = format!("{}: short at half", gate.title);
        sheet.text(
            At::new(HEAD, layout.short_column(place)),
            &title,
            &styles.head,
        )?;
    }
    for (place, &asked) in layout.relative.iter().enumerate() {
        let name = layout.deal.criterion_title(layout.asked()[asked].id);
        let heads = [
            (
                layout.measure_column(place),
                format!("{name}: measure that can be best"),
            ),
            (layout.silent_column(place), format!("{name}: not stated")),
        ];
        for (column, title) in heads {
            sheet.long(At::new(HEAD, column), &title, &styles.head)?;
        }
    }
    Ok(())
}

fn row(
    layout: &Layout<'_>,
    sheet: &mut Sheet<'_>,
    candidate: usize,
    shown: &Shown<'_>,
) -> anyhow::Result<()> {
    let styles = sheet.styles;
    let at = |column| layout.gate(candidate, column);
    let evaluation = &shown.row.evaluation;
    sheet.text(at(CANDIDATE), &shown.candidate.name, &styles.strong)?;
    let words = verdict_words(evaluation.verdict);
    sheet.formula(
        at(VERDICT),
        &verdict(layout, candidate),
        words,
        &styles.strong,
    )?;
    for (place, gate) in layout.gates.iter().enumerate() {
        let found = evaluation.gates.iter();
        let mut found = found.filter(|found| found.id(layout.deal) == gate.id);
        let outcome = found.next().map(|found| found.outcome);
        write_outcome(layout, sheet, candidate, (place, gate), outcome)?;
    }
    let source = layout.assessed.source;
    let reasons = layout.alone(shown, |relation| {
        let mut reasons = stopping_reasons(source, relation, evaluation);
        reasons.extend(notes(source, relation, evaluation));
        reasons.join("; ")
    });
    sheet.long(at(layout.why_column()), &reasons, &styles.fixed_text)?;
    for (place, gate) in layout.gates[..layout.minimums].iter().enumerate() {
        write_short(layout, sheet, (candidate, shown), place, gate)?;
    }
    for (place, &asked) in layout.relative.iter().enumerate() {
        write_relative(layout, sheet, (candidate, shown), place, asked)?;
    }
    Ok(())
}

/// The verdict, from the outcomes: that of `score::verdict`.
fn verdict(layout: &Layout<'_>, candidate: usize) -> String {
    let count = |first: usize, end: usize, words: &str| match end - first {
        0 => "0".to_owned(),
        some => {
            let outcomes = layout.gate(candidate, OUTCOMES + first as u16);
            format!("COUNTIF({},\"{words}\")", Range::across(outcomes, some))
        }
    };
    let (minimums, all) = (layout.minimums, layout.gates.len());
    let short = match minimums {
        0 => "0".to_owned(),
        some => {
            let short = layout.gate(candidate, layout.short_column(0));
            format!("SUM({})", Range::across(short, some))
        }
    };
    let known = layout.score(candidate, scores::KNOWN).on(scores::NAME);
    format!(
        "=IF({}>0,\"{}\",IF({}=0,\"{}\",IF(AND({}=0,{short}=0,{known}>={}),\"{}\",\"{}\")))",
        count(0, all, FAIL),
        verdict_words(Verdict::NotRecommended),
        count(0, all, UNDECIDED),
        verdict_words(Verdict::Recommended),
        count(minimums, all, UNDECIDED),
        CONDITIONAL_KNOWN - SLACK,
        verdict_words(Verdict::Conditional),
        verdict_words(Verdict::Undecided),
    )
}

fn write_outcome(
    layout: &Layout<'_>,
    sheet: &mut Sheet<'_>,
    candidate: usize,
    (place, gate): (usize, &GateColumn),
    outcome: Option<Outcome>,
) -> anyhow::Result<()> {
    let styles = sheet.styles;
    let at = layout.gate(candidate, OUTCOMES + place as u16);
    let words = outcome.map_or(NONE, outcome_words);
    let minimum = At::new(MINIMUM, OUTCOMES + place as u16);
    // Of 100: the slack of comparisons is of 1.
    let slack = SLACK * 100.0;
    let formula = match judged(layout, candidate, gate.judged_by) {
        Some([score, high, _]) => format!(
            "=IF({score}>={minimum}-{slack},\"{PASS}\",IF({high}>={minimum}-{slack},\"{UNDECIDED}\",\"{FAIL}\"))"
        ),
        None if gate.judged_by == JudgedBy::Known => {
            let known = layout.score(candidate, scores::KNOWN).on(scores::NAME);
            format!("=IF({known}*100>={minimum}-{slack},\"{PASS}\",\"{UNDECIDED}\")")
        }
        None if Layout::is_measure_gate(gate) && !layout.relative.is_empty() => {
            let stated = layout.relative.iter().map(|&asked| {
                let measure = layout.criterion(candidate, asked, criteria::MEASURE);
                format!("ISNUMBER({})", measure.on(criteria::NAME))
            });
            let stated = stated.collect::<Vec<_>>().join(",");
            format!("=IF(AND({stated}),\"{PASS}\",\"{UNDECIDED}\")")
        }
        None => return sheet.text(at, words, &styles.fixed_text),
    };
    sheet.formula(at, &formula, words, &styles.text)
}

/// The score that a minimum is set on, the most that it can be, and what it is if half of what is open turns out well.
fn judged(layout: &Layout<'_>, candidate: usize, by: JudgedBy) -> Option<[String; 3]> {
    let score = |column| layout.score(candidate, column).on(scores::NAME);
    match by {
        JudgedBy::Score => Some([scores::TOTAL, scores::HIGH, layout.half_column()].map(score)),
        JudgedBy::Dimension(place) => {
            let parts = [Part::Score, Part::High, Part::Half];
            Some(parts.map(|part| score(layout.part_column(part, place))))
        }
        JudgedBy::Criterion(place) => {
            let columns = [criteria::SCORE, criteria::HIGH, criteria::HALF];
            let cell = |column| {
                layout
                    .criterion(candidate, place, column)
                    .on(criteria::NAME)
            };
            Some(columns.map(cell))
        }
        JudgedBy::Known | JudgedBy::Facts => None,
    }
}

/// Whether a minimum that is open would not hold if half of what is open turned out well: 1, else 0.
fn write_short(
    layout: &Layout<'_>,
    sheet: &mut Sheet<'_>,
    (candidate, shown): (usize, &Shown<'_>),
    place: usize,
    gate: &GateColumn,
) -> anyhow::Result<()> {
    let Some([_, _, half]) = judged(layout, candidate, gate.judged_by) else {
        return Ok(());
    };
    let outcome = layout.gate(candidate, OUTCOMES + place as u16);
    let minimum = At::new(MINIMUM, OUTCOMES + place as u16);
    let formula = format!("=IF(AND({outcome}=\"{UNDECIDED}\",{half}<{minimum}),1,0)");
    let is_short = half::is_short(layout, shown, gate);
    let at = layout.gate(candidate, layout.short_column(place));
    sheet.formula(
        at,
        &formula,
        f64::from(u8::from(is_short)),
        &sheet.styles.count,
    )
}

/// A measure that can be the best, and whether a candidate that could set the best states none: those that no
/// pass/fail gate rules out, and no minimum on a criterion that looks at nobody else.
fn write_relative(
    layout: &Layout<'_>,
    sheet: &mut Sheet<'_>,
    (candidate, shown): (usize, &Shown<'_>),
    place: usize,
    asked: usize,
) -> anyhow::Result<()> {
    let styles = sheet.styles;
    let outcome = |gate: usize| layout.gate(candidate, OUTCOMES + gate as u16);
    let gates = layout.gates.iter().enumerate();
    let ruling = gates.filter(|(_, gate)| match gate.judged_by {
        JudgedBy::Criterion(place) => {
            let criterion = &layout.asked()[place];
            !layout.is_relative(criterion) && !matches!(criterion.id, CriterionId::Whole(_))
        }
        JudgedBy::Facts => gate.is_pass_fail,
        JudgedBy::Score | JudgedBy::Dimension(_) | JudgedBy::Known => false,
    });
    let ruling: Vec<usize> = ruling.map(|(gate, _)| gate).collect();
    let fails = |gate: &usize| {
        let id = &layout.gates[*gate].id;
        let mut gates = shown.row.evaluation.gates.iter();
        gates.any(|gate| gate.id(layout.deal) == id && gate.outcome == Outcome::Fail)
    };
    let is_ruled_out = ruling.iter().any(fails);
    let conditions = ruling
        .iter()
        .map(|&gate| format!(",{}<>\"{FAIL}\"", outcome(gate)));
    let conditions: String = conditions.collect();
    let cell = layout
        .criterion(candidate, asked, criteria::MEASURE)
        .on(criteria::NAME);
    let measure = layout.own(&layout.asked()[asked]);
    let measure = measure.and_then(|own| shown.candidate.measures.get(own.name));
    let at = layout.gate(candidate, layout.measure_column(place));
    let formula = format!("=IF(AND(ISNUMBER({cell}){conditions}),{cell},\"\")");
    match measure.filter(|_| !is_ruled_out) {
        Some(measure) => sheet.formula(at, &formula, measure, &styles.number)?,
        None => sheet.formula(at, &formula, "", &styles.number)?,
    }
    let at = layout.silent_at(candidate, place);
    let formula = format!("=IF(AND(NOT(ISNUMBER({cell})){conditions}),1,0)");
    let is_silent = measure.is_none() && !is_ruled_out;
    sheet.formula(at, &formula, f64::from(u8::from(is_silent)), &styles.count)
}
