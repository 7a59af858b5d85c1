//! `--format table`: the comparison for people.

use comfy_table::{
    Cell, CellAlignment, ColumnConstraint, ContentArrangement, Table, Width, presets,
};

use super::explanation::verdict_words;
use super::sanitize::sanitize;
use super::text::{BOLD, Page, command, mark, shell_word};
use crate::assessment::{Assessment, Row};
use crate::criteria::{Relation, Triple};
use crate::deal::{Aggregation, Candidate, Deal, GateOn, Minimum, WeightSource};
use crate::explain::{apart, line, list, message, number, percent, points, thousands};
use crate::model::{Flag, PassFail, SLACK};
use crate::read::Source;
use crate::score::{Concern, Gate, GateKind, Outcome, Verdict, minimum_title};

/// Reasons listed for a candidate; the rest is counted.
const MOST_REASONS: usize = 3;
/// Candidates with reasons below the table; a longer list is a table, not a text.
const MOST_EXPLAINED: usize = 12;
/// Points below which an answer is not worth a question.
const WORTH_ASKING: f64 = 0.5;
/// Answers named as worth asking for.
const MOST_ASKED: usize = 4;

/// The comparison of a deal's candidates, with only those that `shows` lets through.
pub fn render(
    source: &Source,
    assessment: &Assessment<'_>,
    shows: impl Fn(&Candidate) -> bool,
    page: Page,
) -> String {
    let shown: Vec<(usize, &Row)> = assessment
        .rows
        .iter()
        .enumerate()
        .filter(|(_, row)| shows(assessment.candidate(row)))
        .collect();
    let mut text = header(assessment.deal, page);
    if let Some(words) = screened_words(assessment) {
        text.push_str(&page.paragraph("Rows", BOLD, &words));
    }
    text.push('\n');
    text.push_str(&table(assessment, &shown, page));
    text.push('\n');
    for (_, row) in shown.iter().take(MOST_EXPLAINED) {
        text.push_str(&verdict(source, assessment, row, page));
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
    text.push_str(&next(source, assessment));
    // A search for sets reads the deal alone.
    if assessment.deal.relationship.is_many_sided() && assessment.options.is_empty() {
        let words = command("compose", file_word(source), &[], "");
        text.push_str(&format!(
            "{BOLD}Sets{BOLD:#}  {}  (the best set is not the set of the best)\n",
            sanitize(&words)
        ));
    }
    text
}

/// The file as a command names it.
pub(super) fn file_word(source: &Source) -> &str {
    if source.name == "<stdin>" {
        "-"
    } else {
        &source.name
    }
}

pub(super) fn header(deal: &Deal, page: Page) -> String {
    let mut title = format!(
        "{} · {} for {}",
        deal.name,
        deal.relationship.title(),
        deal.organization.name
    );
    if let Some(currency) = &deal.currency {
        title.push_str(&format!(" · {currency}"));
    }
    let mut text = format!("{BOLD}{}{BOLD:#}\n", sanitize(&title));
    text.push_str(&plain(page, &weights(deal)));
    if deal.aggregation == Aggregation::Geometric {
        let words = "Scores are weighted products (geometric mean): points do not add up.";
        text.push_str(&plain(page, words));
    }
    for not in &deal.plan.not_applicable {
        let words = format!("Left out: {} - {}.", not.criterion.title(), not.reason);
        text.push_str(&plain(page, &words));
    }
    text
}

fn plain(page: Page, text: &str) -> String {
    format!("{}\n", textwrap::fill(&sanitize(text), page.width))
}

/// `Weights %: risk 33, compatibility, complementarity, cost, commitment 17 each (by type)`.
pub(super) fn weights(deal: &Deal) -> String {
    let weights = &deal.plan.weights;
    let tiers: Vec<String> = weights
        .order
        .iter()
        .map(|tier| {
            let names: Vec<&str> = tier.iter().map(|d| d.title()).collect();
            let each = if tier.len() > 1 { " each" } else { "" };
            format!(
                "{} {:.0}{each}",
                names.join(", "),
                weights.fractions[tier[0]] * 100.0
            )
        })
        .collect();
    let source = match &weights.source {
        WeightSource::Type => format!("usual for a {}", deal.relationship.title()),
        WeightSource::Order(method) => format!("from the deal's order, {}", method.id()),
        WeightSource::Numbers => "as the deal states".to_owned(),
        WeightSource::Pairwise(judgement) => format!(
            "from pairwise comparisons, consistency ratio {} (random index 1.12)",
            number((judgement.consistency_ratio * 1000.0).round() / 1000.0)
        ),
    };
    format!("Weights %: {} ({source})", tiers.join("; "))
}

fn table(assessment: &Assessment<'_>, shown: &[(usize, &Row)], page: Page) -> String {
    let deal = assessment.deal;
    let dimensions = deal.plan.weights.order.concat();
    let mut header = vec!["#", "Candidate", "Score", "Range", "Known"];
    header.extend(dimensions.iter().map(|d| d.short()));
    let shares = assessment.confidence.shares.as_ref();
    header.extend(shares.map(|_| "First"));

    let mut table = Table::new();
    table.load_style(presets::NOTHING);
    table.set_content_arrangement(ContentArrangement::Disabled);
    table.set_header(header.iter().map(Cell::new));
    let mut legend: Vec<Outcome> = Vec::new();
    for &(place, row) in shown {
        let total = row.evaluation.scores.total;
        let mut cells = vec![
            row.rank.to_string(),
            sanitize(&assessment.candidate(row).name).into_owned(),
            marked(
                points(total.score.value),
                gate_outcome(row, GateOn::Score),
                &mut legend,
            ),
            range(&total.score),
            percent(total.known),
        ];
        cells.extend(dimensions.iter().map(|&d| {
            let value = row.evaluation.scores.dimensions[d].score.value;
            let whole = format!("{:.0}", value * 100.0);
            marked(whole, gate_outcome(row, GateOn::Dimension(d)), &mut legend)
        }));
        cells.extend(shares.map(|shares| first_place(shares.first[place])));
        table.add_row(cells.into_iter().map(Cell::new));
    }
    for (at, column) in table.column_iter_mut().enumerate() {
        column.set_padding((0, 1));
        if at != 1 {
            column.set_cell_alignment(CellAlignment::Right);
        }
    }
    if let Some(width) = page.table_width {
        fit(&mut table, width);
    }
    let mut text = String::new();
    for line in table.lines() {
        text.push_str(line.trim_end());
        text.push('\n');
    }
    let meanings: Vec<&str> = [
        (
            Outcome::Undecided,
            "? = below its minimum, and could still reach it",
        ),
        (Outcome::Fail, "! = cannot reach its minimum"),
    ]
    .iter()
    .filter(|(outcome, _)| legend.contains(outcome))
    .map(|(_, meaning)| *meaning)
    .collect();
    if !meanings.is_empty() {
        text.push_str(&format!("{}\n", meanings.join("; ")));
    }
    text
}

/// What was left out before the comparison; nothing if the candidates come from no table.
pub(super) fn screened_words(assessment: &Assessment<'_>) -> Option<String> {
    let screened = assessment.screened.as_ref()?;
    let shown = assessment.rows.len();
    let rows = thousands(screened.rows);
    let bad = match screened.bad {
        0 => String::new(),
        bad => format!(", {} of which could not be read", thousands(bad)),
    };
    let table = &screened.table;
    if !assessment.leaves_rows_out() {
        return Some(format!("all {rows} of {table}{bad}."));
    }
    let first = match &assessment.confidence.shares {
        Some(_) if shown > 1 => " First places are among these.",
        _ => "",
    };
    Some(format!(
        "the best {shown} of {rows} in {table}{bad}.{first}"
    ))
}

/// On a terminal names wrap where the table would be too wide; numbers never do.
fn fit(table: &mut Table, width: usize) {
    let widths = table.column_max_content_widths();
    let needed: usize = widths.iter().map(|&column| usize::from(column) + 1).sum();
    let name = usize::from(widths[1]);
    if needed > width {
        let room = name.saturating_sub(needed - width).max(12) as u16 + 1;
        table.set_content_arrangement(ContentArrangement::Dynamic);
        table.set_width(u16::MAX);
        if let Some(column) = table.column_mut(1) {
            column.set_constraint(ColumnConstraint::UpperBoundary(Width::Fixed(room)));
        }
    }
}

fn marked(text: String, outcome: Outcome, legend: &mut Vec<Outcome>) -> String {
    legend.push(outcome);
    match outcome {
        Outcome::Pass => text,
        Outcome::Undecided => text + "?",
        Outcome::Fail => text + "!",
    }
}

fn gate_outcome(row: &Row, on: GateOn) -> Outcome {
    let gate = row.evaluation.gates.iter().find(|gate| match gate.kind {
        GateKind::Minimum(minimum, _) => minimum.on == on,
        GateKind::PassFail(_) => false,
    });
    gate.map_or(Outcome::Pass, |gate| gate.outcome)
}

pub(super) fn range(score: &Triple) -> String {
    let (low, high) = (
        format!("{:.0}", score.low * 100.0),
        format!("{:.0}", score.high * 100.0),
    );
    if low == high {
        low
    } else {
        format!("{low}-{high}")
    }
}

/// A share of draws, which is never rounded to all or nothing.
fn first_place(share: f64) -> String {
    match share * 100.0 {
        x if x > 0.0 && x < 0.5 => "<1%".to_owned(),
        x if (99.5..100.0).contains(&x) => ">99%".to_owned(),
        x => format!("{x:.0}%"),
    }
}

fn verdict(source: &Source, assessment: &Assessment<'_>, row: &Row, page: Page) -> String {
    let candidate = assessment.candidate(row);
    let evaluation = &row.evaluation;
    let members = [candidate];
    let relation = Relation::new(assessment.deal, &members);
    let (mark, style) = mark(evaluation.verdict);
    let words = verdict_words(evaluation.verdict);
    let mut text = page.paragraph(mark, style, &format!("{}: {words}", candidate.name));
    let stopped = evaluation.stopped_by();
    let mut reasons: Vec<String> = stopped
        .iter()
        .flat_map(|gate| gate_reasons(source, &relation, &evaluation.concerns, gate))
        .collect();
    // Hiding a single one saves nothing.
    if reasons.len() > MOST_REASONS + 1 {
        let more = reasons.len() - MOST_REASONS;
        reasons.truncate(MOST_REASONS);
        reasons.push(format!("and {more} more"));
    }
    for reason in reasons {
        text.push_str(&page.paragraph("", BOLD, &reason));
    }
    let notes = evaluation
        .concerns
        .iter()
        .filter(|c| c.flag().is_some() && c.gate().is_none());
    for concern in notes.take(MOST_REASONS) {
        let flag = concern.flag().map_or("", Flag::id);
        let words = format!("Note ({flag}): {}", with_line(source, &relation, concern));
        text.push_str(&page.paragraph("", BOLD, &words));
    }
    let ask: Vec<String> = assessment
        .next_evidence(row)
        .iter()
        .take(MOST_ASKED)
        .filter(|next| next.points >= WORTH_ASKING)
        .map(|next| {
            let title = assessment.deal.criterion_title(next.asked.id);
            format!("{title} +{:.1}", next.points)
        })
        .collect();
    if !ask.is_empty() && evaluation.verdict != Verdict::NotRecommended {
        let words = format!("Ask next, with the points it could add: {}", ask.join(", "));
        text.push_str(&page.paragraph("", BOLD, &words));
    }
    text
}

/// Why a gate does not pass, in sentences.
pub(super) fn gate_reasons(
    source: &Source,
    relation: &Relation<'_>,
    concerns: &[Concern],
    gate: &Gate,
) -> Vec<String> {
    match gate.kind {
        GateKind::Minimum(minimum, score) => {
            vec![minimum_reason(relation.deal, minimum, &score, gate.outcome)]
        }
        GateKind::PassFail(condition) => {
            condition_reasons(source, relation, concerns, condition, gate.outcome)
        }
    }
}

/// Why a condition does not pass, in sentences.
pub(super) fn condition_reasons(
    source: &Source,
    relation: &Relation<'_>,
    concerns: &[Concern],
    condition: PassFail,
    outcome: Outcome,
) -> Vec<String> {
    concerns
        .iter()
        .filter(|c| c.gate() == Some(condition) && c.outcome() == outcome)
        .map(|concern| with_line(source, relation, concern))
        .collect()
}

/// `compatibility 42.0, needs 60, can reach 81.3 at most`.
pub(super) fn minimum_reason(
    deal: &Deal,
    minimum: Minimum,
    score: &Triple,
    outcome: Outcome,
) -> String {
    let what = minimum_title(deal, minimum.on);
    let needed = minimum.minimum / 100.0;
    let (value, _) = apart(score.value, needed);
    let needs = number(minimum.minimum);
    if outcome == Outcome::Fail && score.high > score.value {
        let (high, _) = apart(score.high, needed);
        format!("{what} {value} needs {needs} and can reach {high} at most")
    } else if outcome == Outcome::Fail {
        format!("{what} {value} is below the {needs} it needs")
    } else {
        format!(
            "{what} {value} needs {needs} and could reach {}",
            points(score.high)
        )
    }
}

fn with_line(source: &Source, relation: &Relation<'_>, concern: &Concern) -> String {
    let message = message(relation, concern);
    match line(relation, concern) {
        Some(place) => format!("{message} · {}:{}", place.file(source), place.line),
        None => message,
    }
}

fn lead(assessment: &Assessment<'_>, page: Page) -> String {
    page.paragraph("Lead", BOLD, &lead_sentences(assessment).join(" "))
}

/// How sure the lead is, in plain words.
pub(super) fn lead_sentences(assessment: &Assessment<'_>) -> Vec<String> {
    let confidence = &assessment.confidence;
    let name = |place: usize| assessment.name(place);
    let value = |place: usize| assessment.rows[place].evaluation.scores.total.score.value;
    let leader = confidence.leader;
    let tied: Vec<&str> = (0..assessment.rows.len())
        .filter(|&at| assessment.rows[at].rank == 1)
        .map(name)
        .collect();
    let mut sentences = Vec::new();
    let shown = assessment.rows.len();
    if shown == 1 {
        let words = if assessment.leaves_rows_out() {
            "is shown alone: --top 2 compares it with the next."
        } else {
            "is the only candidate: nothing to compare it with."
        };
        sentences.push(format!("{} {words}", name(leader)));
        sentences.extend(rival(assessment));
        return sentences;
    }
    if assessment.leaves_rows_out() {
        sentences.push(format!("Among these {shown}:"));
    }
    if tied.len() > 1 {
        sentences.push(format!(
            "{} are tied at {}.",
            list(&tied, "and"),
            points(value(leader))
        ));
    } else {
        let ahead = (value(leader) - value(1)) * 100.0;
        let ahead = if ahead < 0.05 {
            number(ahead)
        } else {
            format!("{ahead:.1}")
        };
        sentences.push(format!(
            "{} is {ahead} points ahead of {}.",
            name(leader),
            name(1)
        ));
    }
    let is_all_known = assessment.rows.iter().all(|row| {
        let score = row.evaluation.scores.total.score;
        score.high - score.low <= SLACK
    });
    let subject = if tied.len() > 1 {
        format!("That {} leads or ties", tied[0])
    } else {
        "This".to_owned()
    };
    sentences.push(match (
        confidence.holds_under_every_weighting,
        confidence.holds_whatever_the_evidence,
    ) {
        (true, _) if is_all_known => {
            format!("{subject} holds under every weighting that keeps the order of importance.")
        }
        (_, true) => format!(
            "{subject} holds under every weighting that keeps the order of importance, whatever the \
             missing answers turn out to be."
        ),
        (true, false) => {
            format!("{subject} holds under every weighting that keeps the order of importance.")
        }
        (false, _) => {
            "Other weights in the same order of importance could change the leader.".to_owned()
        }
    });
    if !confidence.holds_whatever_the_evidence && !is_all_known {
        let rivals: Vec<&str> = confidence
            .could_overtake
            .iter()
            .map(|&place| name(place))
            .collect();
        match rivals.len() {
            0 => sentences.push("At these weights nothing that is open can change it.".to_owned()),
            1..=3 => {
                let rivals = list(&rivals, "or");
                sentences.push(format!("What is still open could put {rivals} ahead."));
            }
            n => sentences.push(format!(
                "What is still open could put any of {n} others ahead."
            )),
        }
    }
    match &confidence.crossover {
        None => sentences.push("No change of a single weight changes the leader.".to_owned()),
        Some(crossover) if tied.len() == 1 => sentences.push(format!(
            "Nearest change: with {} at {} instead of {}, {} leads.",
            crossover.dimension.title(),
            percent(crossover.to),
            percent(crossover.from),
            name(crossover.new_leader),
        )),
        Some(_) => {}
    }
    if let Some(other) = confidence.geometric_leader {
        sentences.push(format!(
            "If a weak dimension could not be made up for by strong ones (geometric mean), {} would \
             lead.",
            name(other)
        ));
    }
    if let (Some(likely), Some(shares)) = (confidence.likely_leader(), &confidence.shares) {
        sentences.push(format!(
            "{} ranks first more often ({}): the rank goes by what is proven, first place by what is \
             likely once the missing answers are in.",
            name(likely),
            first_place(shares.first[likely])
        ));
    }
    sentences.extend(rival(assessment));
    sentences
}

/// Who of those that are not shown could lead, or tie.
fn rival(assessment: &Assessment<'_>) -> Option<String> {
    let rival = assessment.screened.as_ref()?.rival.as_ref()?;
    let can = if rival.high > assessment.leading_score() + SLACK {
        format!("could lead: up to {}", points(rival.high))
    } else {
        "has as much or could reach it".to_owned()
    };
    Some(format!(
        "{} (line {}), which is not shown, {can}.",
        rival.name, rival.line
    ))
}

/// The command to type next: about the leader, if it is not safe yet, else about who could overtake it.
fn next(source: &Source, assessment: &Assessment<'_>) -> String {
    let confidence = &assessment.confidence;
    let leader = confidence.leader;
    let is_safe = assessment.rows[leader].evaluation.verdict == Verdict::Recommended;
    let file = file_word(source);
    let name = |place: usize| assessment.name(place);
    let options = &assessment.options;
    let against = format!(
        "--against {}",
        shell_word(name(1.min(assessment.rows.len() - 1)))
    );
    let against = format!("{against} {options}");
    let explain =
        |place: usize, options: &str| command("explain", file, &[name(place)], options.trim_end());
    let command = match confidence.could_overtake.first() {
        _ if !is_safe => explain(leader, options),
        Some(&rival) => explain(rival, options),
        None if assessment.rows.len() > 1 => explain(leader, &against),
        None => explain(leader, options),
    };
    // A command is copied as it stands, so it is not wrapped.
    format!("{BOLD}Next{BOLD:#}  {}\n", sanitize(&command))
}
