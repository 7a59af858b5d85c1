//! `--format table`: the comparison for people.

use comfy_table::{CellAlignment, ColumnConstraint, ContentArrangement, Table, Width, presets};
use textwrap::core::display_width;

use super::assessments::{Assessed, Assessments};
use super::committee;
use super::lead::{house_sentence, lead_sentences};
use super::sanitize::sanitize;
use super::terms;
use super::text::{BOLD, Page, command, mark, shell_word};
use super::words::{
    ask_next, at_most, file_word, header, notes, range, screened_words, seal_words,
    stopping_reasons, verdict_words,
};
use crate::assessment::{Assessment, Row};
use crate::criteria::Relation;
use crate::deal::GateOn;
use crate::explain::{decimals, percent, points};
use crate::model::{ByDimension, PassFail};
use crate::read::Source;
use crate::score::{GateKind, Outcome, Verdict};

/// Reasons listed for a candidate; the rest is counted.
const MOST_REASONS: usize = 3;
/// Candidates with reasons below the table; a longer list is a table, not a text.
const MOST_EXPLAINED: usize = 12;
/// A comparison a deal.
pub fn render(all: &Assessments<'_>, page: Page) -> anyhow::Result<String> {
    Ok(all.each(|deal| comparison(all, deal, page)).join("\n"))
}

fn comparison(all: &Assessments<'_>, deal: &Assessed<'_>, page: Page) -> String {
    let (source, assessment) = (deal.source, deal.assessment);
    let shown: Vec<(usize, &Row)> = all.rows(deal).collect();
    let mut text = header(assessment.deal, page);
    if let Some(words) = screened_words(assessment) {
        text.push_str(&page.paragraph("Rows", BOLD, &words));
    }
    text.push('\n');
    text.push_str(&table(assessment, &shown, page));
    text.push('\n');
    for &(place, row) in shown.iter().take(MOST_EXPLAINED) {
        text.push_str(&verdict(source, assessment, place, row, page));
    }
    if shown.len() > MOST_EXPLAINED {
        let more = shown.len() - MOST_EXPLAINED;
        let how = match assessment.screened {
            // A command that reads a table for one row of it is `explain`.
            Some(_) => "partner-eval explain, as below, or all with --format csv",
            None => "--candidate NAME",
        };
        let words = format!("{more} more: see them one by one with {how}");
        text.push_str(&page.paragraph("...", BOLD, &words));
    }
    text.push('\n');
    text.push_str(&lead(assessment, page));
    let marks = committee::marks(assessment);
    if !marks.is_empty() {
        text.push_str(&page.paragraph("Marks", BOLD, &marks.join(" ")));
    }
    if let Some(words) = house_sentence(assessment.deal) {
        text.push_str(&page.paragraph("House", BOLD, &words));
    }
    text.push_str(&page.paragraph("Seal", BOLD, &seal_words(assessment)));
    text.push_str(&next(source, assessment));
    // A search for sets reads the deal alone.
    if let Some(file) = file_word(source)
        && can_compose(assessment)
    {
        let words = command("compose", file, &[], &assessment.reading);
        text.push_str(&format!(
            "{BOLD}Sets{BOLD:#}  {}  (the best set is not the set of the best)\n",
            sanitize(&words)
        ));
    }
    text
}

/// Whether a set can be made of two candidates or more.
fn can_compose(assessment: &Assessment<'_>) -> bool {
    let can_join = |row: &&Row| {
        row.evaluation.gates.iter().all(|gate| match gate.kind {
            GateKind::PassFail(PassFail::Veto | PassFail::Requirement, _) => {
                gate.outcome != Outcome::Fail
            }
            GateKind::PassFail(..) | GateKind::Minimum(..) | GateKind::Known { .. } => true,
        })
    };
    let deal = assessment.deal;
    deal.relationship.is_many_sided()
        && !deal.is_anonymous()
        && assessment.options.is_empty()
        && assessment.rows.iter().filter(can_join).count() > 1
}

fn table(assessment: &Assessment<'_>, shown: &[(usize, &Row)], page: Page) -> String {
    let deal = assessment.deal;
    let dimensions = deal.plan.weights.order.concat();
    let mut header = vec!["#", "Candidate", "Score", "Range", "Known"];
    header.extend(dimensions.iter().map(|&d| match &deal.labels[d] {
        Some(label) => label.as_str(),
        None => d.short(),
    }));
    let shares = assessment.confidence.shares.as_ref();
    header.extend(shares.map(|_| "First"));

    let header: Vec<String> = header.into_iter().map(str::to_owned).collect();
    let cells = |&(place, row): &(usize, &Row)| {
        let total = row.evaluation.scores.total;
        let outcomes = Outcomes::of(row);
        let mut cells = Vec::with_capacity(header.len());
        cells.extend([
            row.rank.to_string(),
            sanitize(&assessment.candidate(row).name).into_owned(),
            marked(points(total.score.value), outcomes.score),
            range(&total.score),
            percent(total.known),
        ]);
        cells.extend(dimensions.iter().map(|&d| {
            let value = row.evaluation.scores.dimensions[d].score.value;
            marked(decimals(value * 100.0, 0), outcomes.dimensions[d])
        }));
        cells.extend(shares.map(|shares| shares.first[place].map_or("-".to_owned(), percent)));
        cells
    };
    let lines = std::iter::once(header.clone()).chain(shown.iter().map(cells));
    let mut text = columns(lines, page);
    let is_marked = |outcome: Outcome| {
        let mut outcomes = shown.iter().map(|(_, row)| Outcomes::of(row));
        outcomes.any(|of| {
            of.score == outcome || dimensions.iter().any(|&d| of.dimensions[d] == outcome)
        })
    };
    let meanings: Vec<&str> = [
        (
            Outcome::Undecided,
            "? = below its minimum, and could still reach it",
        ),
        (Outcome::Fail, "! = cannot reach its minimum"),
    ]
    .iter()
    .filter(|(outcome, _)| is_marked(*outcome))
    .map(|(_, meaning)| *meaning)
    .collect();
    if !meanings.is_empty() {
        text.push_str(&format!("{}\n", meanings.join("; ")));
    }
    text
}

/// The lines of a table side by side, names to the left, numbers to the right. On a terminal names wrap where
/// the table would be too wide; numbers never do. The lines are made twice, because many take more memory than all
/// that they tell.
fn columns(lines: impl Iterator<Item = Vec<String>> + Clone, page: Page) -> String {
    let mut widths: Vec<usize> = Vec::new();
    let mut count = 0;
    for cells in lines.clone() {
        widths.resize(cells.len(), 0);
        for (width, cell) in widths.iter_mut().zip(&cells) {
            *width = display_width(cell).max(*width);
        }
        count += 1;
    }
    let needed: usize = widths.iter().map(|column| column + 1).sum();
    if let Some(wide) = page.table_width.filter(|&wide| needed > wide) {
        return wrapped(lines, widths[NAME].saturating_sub(needed - wide));
    }
    let mut text = String::with_capacity(count * needed);
    for cells in lines {
        for ((at, cell), width) in cells.iter().enumerate().zip(&widths) {
            let blanks = width - display_width(cell);
            let (before, after) = if at == NAME { (0, blanks) } else { (blanks, 0) };
            text.extend(std::iter::repeat_n(' ', before));
            text.push_str(cell);
            text.extend(std::iter::repeat_n(' ', after + 1));
        }
        text.truncate(text.trim_end().len());
        text.push('\n');
    }
    text
}

/// The column of the names.
const NAME: usize = 1;

/// The same with the names wrapped to a width of 12 at least.
fn wrapped(mut lines: impl Iterator<Item = Vec<String>>, room: usize) -> String {
    let mut table = Table::new();
    table.load_style(presets::NOTHING);
    table.set_content_arrangement(ContentArrangement::Dynamic);
    table.set_width(u16::MAX);
    table.set_header(lines.next().unwrap_or_default());
    table.add_rows(lines);
    for (at, column) in table.column_iter_mut().enumerate() {
        column.set_padding((0, 1));
        if at == NAME {
            let room = Width::Fixed(room.max(12) as u16 + 1);
            column.set_constraint(ColumnConstraint::UpperBoundary(room));
        } else {
            column.set_cell_alignment(CellAlignment::Right);
        }
    }
    table
        .lines()
        .map(|line| format!("{}\n", line.trim_end()))
        .collect()
}

fn marked(text: String, outcome: Outcome) -> String {
    match outcome {
        Outcome::Pass => text,
        Outcome::Undecided => text + "?",
        Outcome::Fail => text + "!",
    }
}

/// What came of the minimums on the score and on each dimension.
#[derive(Default)]
struct Outcomes {
    score: Outcome,
    dimensions: ByDimension<Outcome>,
}

impl Outcomes {
    fn of(row: &Row) -> Self {
        let mut outcomes = Self::default();
        for gate in &row.evaluation.gates {
            match gate.kind {
                GateKind::Minimum(minimum, _) => match minimum.on {
                    GateOn::Score => outcomes.score = gate.outcome,
                    GateOn::Dimension(d) => outcomes.dimensions[d] = gate.outcome,
                    GateOn::Criterion(_) => {}
                },
                GateKind::PassFail(..) | GateKind::Known { .. } => {}
            }
        }
        outcomes
    }
}

fn verdict(
    source: &Source,
    assessment: &Assessment<'_>,
    place: usize,
    row: &Row,
    page: Page,
) -> String {
    let can_lead = assessment.confidence.can_lead[place];
    let candidate = assessment.candidate(row);
    let evaluation = &row.evaluation;
    let members = [candidate];
    let relation = Relation::new(assessment.deal, &members);
    let (mark, style) = mark(evaluation.verdict);
    let words = verdict_words(assessment.deal, evaluation);
    let mut text = page.paragraph(mark, style, &format!("{}: {words}", candidate.name));
    let reasons = stopping_reasons(source, &relation, evaluation);
    for reason in at_most(MOST_REASONS, reasons, "") {
        text.push_str(&page.paragraph("", BOLD, &reason));
    }
    for note in at_most(MOST_REASONS, notes(source, &relation, evaluation), " notes") {
        text.push_str(&page.paragraph("", BOLD, &note));
    }
    if can_lead {
        text.extend(terms::line(&relation).map(|w| page.paragraph("", BOLD, &w)));
    }
    if evaluation.verdict != Verdict::NotRecommended {
        text.extend(ask_next(assessment, row).map(|words| page.paragraph("", BOLD, &words)));
    }
    text
}

fn lead(assessment: &Assessment<'_>, page: Page) -> String {
    page.paragraph("Lead", BOLD, &lead_sentences(assessment).join(" "))
}

/// The command to type next: about the leader, if it is not safe yet, else about who could overtake it.
fn next(source: &Source, assessment: &Assessment<'_>) -> String {
    let confidence = &assessment.confidence;
    let leader = confidence.leader;
    // Who reads it has no review files, and no option may name them.
    if assessment.deal.is_anonymous() {
        return String::new();
    }
    let Some(row) = assessment.leader() else {
        return String::new();
    };
    let is_safe = row.evaluation.verdict == Verdict::Recommended;
    let options = [assessment.options.as_str(), &assessment.reading].join(" ");
    let options = options.trim();
    let is_piped = options.contains("--candidates - ") || options.ends_with("--candidates -");
    let Some(file) = file_word(source).filter(|_| !is_piped) else {
        return String::new();
    };
    let name = |place: usize| assessment.name(place);
    let able = (0..assessment.rows.len()).filter(|&place| confidence.can_lead[place]);
    let second = able
        .filter(|&place| place != leader)
        .min()
        .unwrap_or(leader);
    let against = format!("--against {}", shell_word(name(second)));
    let against = format!("{against} {options}");
    let explain =
        |place: usize, options: &str| command("explain", file, &[name(place)], options.trim_end());
    let command = match confidence.could_overtake.first() {
        _ if !is_safe => explain(leader, options),
        Some(&rival) => explain(rival, options),
        None if second != leader => explain(leader, &against),
        None => explain(leader, options),
    };
    // A command is copied as it stands, so it is not wrapped.
    format!("{BOLD}Next{BOLD:#}  {}\n", sanitize(&command))
}
