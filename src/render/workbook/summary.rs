//! The sheet *Summary*: the answer in a sentence, the ranking, and how sure the lead is.

use super::cells::{At, Range};
use super::columns::scores::Part;
use super::columns::{gates, scores};
use super::layout::{Layout, Shown};
use super::sheet::{Sheet, safe};
use super::signs::verdict_words;
use crate::explain::{decimals, percent};
use crate::model::Dimension;
use crate::render::lead::{house_sentence, lead_sentences};
use crate::render::words::{
    ask_next, screened_words, seal_words, stopping_reasons, verdict_words as condition_words,
    weights as weight_words,
};
use crate::score::Verdict;

/// The row of the first candidate.
const FIRST: u32 = 6;
const SENTENCE: u32 = 2;

const RANK: u16 = 0;
const CANDIDATE: u16 = 1;
const SCORE: u16 = 2;
const LOW: u16 = 3;
const HIGH: u16 = 4;
const KNOWN: u16 = 5;
const VERDICT: u16 = 6;
const DIMENSIONS: u16 = 7;
const WIDTHS: [f64; DIMENSIONS as usize] = [6.0, 28.0, 13.0, 8.0, 8.0, 9.0, 21.0];
const DIMENSION_WIDTH: f64 = 16.0;
const FIRST_PLACE_WIDTH: f64 = 10.0;
const WHY_WIDTH: f64 = 52.0;

/// Fills the sheet.
pub(super) fn write(layout: &Layout<'_>, sheet: &mut Sheet<'_>) -> anyhow::Result<()> {
    let deal = layout.deal;
    let mut about = format!(
        "{} for {}",
        deal.relationship.title(),
        deal.organization.name
    );
    if let Some(currency) = &deal.currency {
        about.push_str(&format!(" · {currency}"));
    }
    sheet.opening(&deal.name, &[&about])?;
    sentence(layout, sheet)?;
    let note = "Ranks, scores and verdicts follow what is changed on the sheets Weights, Criteria and Gates.";
    sheet.text(At::new(SENTENCE + 1, 0), note, &sheet.styles.note)?;
    let dimensions = layout.dimensions.iter().map(|_| DIMENSION_WIDTH);
    let first = first_place(layout).map(|_| FIRST_PLACE_WIDTH);
    let widths = WIDTHS
        .into_iter()
        .chain(dimensions)
        .chain(first)
        .chain([WHY_WIDTH]);
    sheet.widths(widths)?;
    head(layout, sheet)?;
    for (candidate, shown) in layout.shown.iter().enumerate() {
        row(layout, sheet, candidate, shown)?;
    }
    let column = |column| layout.all(At::new(FIRST, column));
    sheet.bars(column(SCORE))?;
    sheet.signs(column(VERDICT))?;
    sheet.names(column(CANDIDATE))?;
    let last = At::new(column(RANK).last.row, why(layout));
    sheet.filter(Range::new(At::new(FIRST - 1, 0), last))?;
    below(layout, sheet)?;
    sheet.freeze(At::new(FIRST, SCORE))
}

/// The column of first places, where weights were drawn.
fn first_place(layout: &Layout<'_>) -> Option<u16> {
    let shares = layout.assessment.confidence.shares.as_ref();
    shares.map(|_| DIMENSIONS + layout.dimensions.len() as u16)
}

/// The column of reasons, the last.
fn why(layout: &Layout<'_>) -> u16 {
    let dimensions = DIMENSIONS + layout.dimensions.len() as u16;
    first_place(layout).map_or(dimensions, |first| first + 1)
}

/// Who leads, with what score and verdict: a formula where everybody is shown.
fn sentence(layout: &Layout<'_>, sheet: &mut Sheet<'_>) -> anyhow::Result<()> {
    let at = At::new(SENTENCE, 0);
    let styles = sheet.styles;
    let confidence = &layout.assessment.confidence;
    let Some(leader) = layout.assessment.leader().filter(|_| layout.shows_all) else {
        let sentences = lead_sentences(layout.assessment);
        let first = sentences.first().map_or("", String::as_str);
        return sheet.text(at, first, &styles.sentence);
    };
    let (ties, alone) = (" ties for the lead with ", " leads with ");
    let ranks = layout
        .all(layout.score(0, layout.leads_column()))
        .on(scores::NAME);
    let leads = |cells: Range, sheet: &str| {
        format!("INDEX({},MATCH(MIN({ranks}),{ranks},0))", cells.on(sheet))
    };
    let names = leads(layout.all(layout.score(0, scores::CANDIDATE)), scores::NAME);
    let totals = leads(layout.all(layout.score(0, scores::TOTAL)), scores::NAME);
    let verdicts = leads(layout.all(layout.gate(0, gates::VERDICT)), gates::NAME);
    let formula = format!(
        "={names}&IF(COUNTIF({ranks},MIN({ranks}))>1,\"{ties}\",\"{alone}\")&FIXED({totals},1,TRUE)\
         &\" of 100 points: \"&MID({verdicts},3,20)&\".\""
    );
    let total = leader.evaluation.scores.total.score.value * 100.0;
    let words = verdict_words(leader.evaluation.verdict);
    let result = format!(
        "{}{}{} of 100 points: {}.",
        safe(&layout.assessment.candidate(leader).name),
        if confidence.leaders.len() > 1 {
            ties
        } else {
            alone
        },
        decimals(total, 1),
        words.chars().skip(2).collect::<String>()
    );
    sheet.formula(at, &formula, result, &styles.sentence)
}

fn head(layout: &Layout<'_>, sheet: &mut Sheet<'_>) -> anyhow::Result<()> {
    let names = ["#", "Candidate", "Score", "Low", "High", "Known", "Verdict"];
    let titles = layout.dimensions.iter();
    let titles = titles.map(|&dimension| layout.deal.dimension_title(dimension));
    let first = first_place(layout).map(|_| "Share of first places*");
    let why = ["Why, at the time of writing"];
    let all = names.into_iter().chain(titles).chain(first).chain(why);
    sheet.head(At::new(FIRST - 1, 0), all)
}

fn row(
    layout: &Layout<'_>,
    sheet: &mut Sheet<'_>,
    candidate: usize,
    shown: &Shown<'_>,
) -> anyhow::Result<()> {
    let styles = sheet.styles;
    let at = |column| At::new(FIRST + candidate as u32, column);
    let score = |column| format!("={}", layout.score(candidate, column).on(scores::NAME));
    let evaluation = &shown.row.evaluation;
    let total = &evaluation.scores.total;
    let rank = shown.row.rank as f64;
    sheet.formula(at(RANK), &score(scores::RANK), rank, &styles.count)?;
    sheet.text(at(CANDIDATE), &shown.candidate.name, &styles.strong)?;
    for (column, of, result, format) in [
        (
            SCORE,
            scores::TOTAL,
            total.score.value,
            &styles.strong_points,
        ),
        (LOW, scores::LOW, total.score.low, &styles.points),
        (HIGH, scores::HIGH, total.score.high, &styles.points),
    ] {
        sheet.formula(at(column), &score(of), result * 100.0, format)?;
    }
    sheet.formula(
        at(KNOWN),
        &score(scores::KNOWN),
        total.known,
        &styles.percent,
    )?;
    let verdict = layout.gate(candidate, gates::VERDICT).on(gates::NAME);
    let words = verdict_words(evaluation.verdict);
    sheet.formula(at(VERDICT), &format!("={verdict}"), words, &styles.strong)?;
    for (place, &dimension) in layout.dimensions.iter().enumerate() {
        let of = layout.part_column(Part::Score, place);
        let result = value(shown, dimension) * 100.0;
        let column = DIMENSIONS + place as u16;
        sheet.formula(at(column), &score(of), result, &styles.points)?;
    }
    if let Some(column) = first_place(layout) {
        let share = layout.assessment.confidence.first_place(shown.place);
        sheet.maybe(at(column), share, &styles.fixed_percent)?;
    }
    sheet.long(at(why(layout)), &reasons(layout, shown), &styles.fixed_text)
}

fn value(shown: &Shown<'_>, dimension: Dimension) -> f64 {
    shown.row.evaluation.scores.dimensions[dimension]
        .score
        .value
}

/// What a conditional verdict depends on, why another is not better, and what to ask.
fn reasons(layout: &Layout<'_>, shown: &Shown<'_>) -> String {
    let evaluation = &shown.row.evaluation;
    let source = layout.assessed.source;
    let mut reasons = Vec::new();
    if evaluation.condition.is_some() {
        reasons.push(condition_words(layout.deal, evaluation));
    }
    reasons.extend(layout.alone(shown, |relation| {
        stopping_reasons(source, relation, evaluation)
    }));
    if evaluation.verdict != Verdict::NotRecommended {
        reasons.extend(ask_next(layout.assessment, shown.row));
    }
    reasons.join("; ")
}

/// How sure the lead is, and what else there is to say.
fn below(layout: &Layout<'_>, sheet: &mut Sheet<'_>) -> anyhow::Result<()> {
    let styles = sheet.styles;
    let assessment = layout.assessment;
    let row = layout.all(At::new(FIRST, 0)).last.row + 2;
    let title = "How sure the lead is, at the time of writing";
    sheet.text(At::new(row, 0), title, &styles.part)?;
    let mut lines = lead_sentences(assessment);
    lines.extend(screened_words(assessment).map(|words| format!("Candidates: {words}")));
    lines.extend(house_sentence(layout.deal));
    let not_met = assessment.run.not_met();
    lines.extend(not_met.map(|message| format!("Gate not met: {message}")));
    lines.push(weight_words(layout.deal));
    if first_place(layout).is_some() {
        lines.push(drawn(layout));
    }
    lines.push(format!("Seal {}", seal_words(assessment)));
    let last = why(layout);
    for (row, line) in (row + 1..).zip(&lines) {
        sheet.paragraph(Range::new(At::new(row, 0), At::new(row, last)), line)?;
    }
    Ok(())
}

/// What first places are.
fn drawn(layout: &Layout<'_>) -> String {
    let draws = layout.assessment.confidence.draws;
    let leader = layout.assessment.confidence.leader;
    let share = layout.assessment.confidence.first_place(leader);
    let share = share.map_or_else(String::new, |share| {
        format!("; the leader has {}", percent(share))
    });
    format!(
        "* How often each ranks first in {draws} draws of weights, open answers and marks{share}. A value, as of the time \
         of writing."
    )
}
