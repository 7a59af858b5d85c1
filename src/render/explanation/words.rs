//! What is said of a score that is taken apart: its rows, gates, flags, terms, and what to ask.

use crate::confidence::{NextEvidence, next_evidence};
use crate::criteria::{CriterionScore, Relation, Triple};
use crate::deal::{Aggregation, Asked, Candidate, CriterionId, Mark};
use crate::explain::{
    Contributions, apart, decimals, detail, evidence, line, lines, mark_with_reason, message,
    number, percent,
};
use crate::model::PassFail;
use crate::read::Source;
use crate::render::lead::from_words;
use crate::render::terms;
use crate::render::words::{
    known_reason, minimum_reason, names, once, pass_fail_reasons, verdict_words,
};
use crate::score::{Evaluation, GEOMETRIC_FLOOR, GateKind, Outcome, minimum_title};

/// What is explained.
pub struct Subject<'a> {
    /// The file.
    pub source: &'a Source,
    /// The organization and the members.
    pub relation: Relation<'a>,
    /// What the core says of it.
    pub evaluation: &'a Evaluation,
    /// Its rank among how many, and the share of draws in which it is first, if it is ranked.
    pub standing: Option<(usize, usize, Option<f64>)>,
    /// What the reviewers make of the candidates that are ranked.
    pub reviewers: Vec<String>,
}

/// A row of the arithmetic.
#[derive(Default)]
pub struct Row {
    /// A dimension, a criterion of it, or the whole.
    pub name: String,
    pub score: String,
    pub weight: String,
    pub points: String,
    /// How far the score could still go; empty where nothing is open.
    pub reach: String,
    /// How the score of a criterion comes about; none of a dimension.
    pub detail: Option<String>,
    /// Each mark that has a reason.
    pub reasons: Vec<String>,
}

/// `North · Depot · network for Us`
pub fn title(subject: &Subject<'_>) -> String {
    let deal = subject.relation.deal;
    format!(
        "{} · {} · {} for {}",
        names(&subject.relation),
        deal.name,
        deal.relationship.title(),
        deal.organization.name
    )
}

/// The verdict, the rank and what is open.
pub fn standing(subject: &Subject<'_>) -> String {
    let evaluation = subject.evaluation;
    let total = evaluation.scores.total;
    let mut standing = String::new();
    if let Some((rank, of, first)) = subject.standing {
        standing = format!(", rank {rank} of {of}");
        if let Some(first) = first {
            standing.push_str(&format!(", first in {} of the draws", percent(first)));
        }
    }
    let range = if reach(&total.score).is_empty() {
        "nothing is open".to_owned()
    } else {
        let (low, high) = (two(total.score.low), two(total.score.high));
        format!(
            "{} answered, and the score could still end between {low} and {high}",
            percent(total.known)
        )
    };
    let verdict = verdict_words(subject.relation.deal, evaluation);
    format!("{verdict}{standing}; {range}")
}

/// A score of 0..1 on 0..100, to two decimals.
fn two(score: f64) -> String {
    decimals(score * 100.0, 2)
}

/// A fraction as a percentage, to two decimals.
fn two_percent(fraction: f64) -> String {
    decimals(fraction * 100.0, 2) + "%"
}

/// Whether the points of the rows add up to the score.
fn is_sum(subject: &Subject<'_>) -> bool {
    subject.relation.deal.aggregation == Aggregation::Arithmetic
}

/// The title of the last column of the rows, and what it means.
pub fn last_column(subject: &Subject<'_>) -> (&'static str, String) {
    match is_sum(subject) {
        true => (
            "Points",
            "Points = score x weight (x the dimension's weight); they add up to the score."
                .to_owned(),
        ),
        false => (
            "Factor",
            format!(
                "Factor = (score / 100, at least {GEOMETRIC_FLOOR}) ^ weight; the score is 100 x their \
                 product,\nso points do not add up."
            ),
        ),
    }
}

/// Each dimension with its criteria behind it, and the score.
pub fn rows(subject: &Subject<'_>) -> Vec<Row> {
    let deal = subject.relation.deal;
    let scores = &subject.evaluation.scores;
    let is_sum = is_sum(subject);
    let contributions = Contributions::of(&deal.plan, scores);
    let mut rows = Vec::new();
    // A dimension of a deal by criteria may have none.
    let dimensions = contributions.dimensions.iter();
    for part in dimensions.filter(|part| !part.criteria.is_empty()) {
        let score = scores.dimensions[part.dimension].score;
        let points = match is_sum {
            true => decimals(part.points, 2),
            false => decimals(libm::pow(score.value.max(GEOMETRIC_FLOOR), part.weight), 4),
        };
        rows.push(Row {
            name: deal.dimension_title(part.dimension).to_owned(),
            score: two(score.value),
            weight: two_percent(part.weight),
            points,
            reach: reach(&score),
            ..Row::default()
        });
        for criterion in &part.criteria {
            let points = is_sum.then(|| decimals(criterion.points, 2));
            let points = points.unwrap_or_default();
            rows.push(criterion_row(
                subject,
                &criterion.asked,
                &criterion.score,
                points,
            ));
        }
    }
    let total = match is_sum {
        true => contributions.total,
        false => scores.total.score.value * 100.0,
    };
    rows.push(Row {
        name: "Score".to_owned(),
        points: decimals(total, 2),
        ..Row::default()
    });
    rows
}

fn criterion_row(
    subject: &Subject<'_>,
    asked: &Asked,
    score: &CriterionScore,
    points: String,
) -> Row {
    let relation = &subject.relation;
    let weight = match asked.weight == 0.0 {
        true => "gate only".to_owned(),
        false => two_percent(asked.fraction),
    };
    let mut words = detail(relation, asked, score);
    if let Some(evidence) = evidence(relation, asked.id) {
        words.push_str(&format!(" - {evidence}"));
    }
    let places = places(subject, asked.id);
    if !places.is_empty() {
        words.push_str(&format!(" · {}", places.join(", ")));
    }
    Row {
        name: relation.deal.criterion_title(asked.id).to_owned(),
        score: two(score.score.value),
        weight,
        points,
        reach: reach(&score.score),
        detail: Some(words),
        reasons: reasons(subject, asked.id),
    }
}

/// How far a score could still go.
fn reach(score: &Triple) -> String {
    if score.high - score.low < 1e-9 {
        return String::new();
    }
    match (
        decimals(score.low * 100.0, 0),
        decimals(score.high * 100.0, 0),
    ) {
        (low, high) if low != high => format!("{low}-{high}"),
        _ => {
            let (low, high) = apart(score.low, score.high);
            format!("{low}-{high}")
        }
    }
}

/// Each mark by name, and each that has a reason, with its place.
fn reasons(subject: &Subject<'_>, id: CriterionId) -> Vec<String> {
    let deal = subject.relation.deal;
    let of_member = |member: &&Candidate| -> Vec<String> {
        let beside = member.table.as_deref().unwrap_or(&subject.source.name);
        let Some(panel) = member.ratings.panel(id) else {
            return Vec::new();
        };
        let reason = |mark: &Mark| {
            // Without a place and a reason it says no more than the mean does.
            if mark.evidence.is_none() && (mark.line == 0 || !panel.is_named()) {
                return None;
            }
            let mut words = mark_with_reason(deal, mark);
            if mark.line != 0 {
                let file = mark.file.as_deref().unwrap_or(beside);
                words.push_str(&format!(" · {file}:{}", mark.line));
            }
            Some(words)
        };
        let agreed = panel.consensus.as_ref().and_then(reason);
        let agreed = agreed.map(|words| format!("agreed on {words}"));
        let marks = panel.marks.iter().filter_map(reason);
        agreed.into_iter().chain(marks).collect()
    };
    subject
        .relation
        .members
        .iter()
        .flat_map(of_member)
        .collect()
}

/// `deal.toml:12,40` for each file that answers a criterion: members stand in the deal or in a table.
fn places(subject: &Subject<'_>, id: CriterionId) -> Vec<String> {
    let relation = &subject.relation;
    let mut files: Vec<(&str, Vec<&Candidate>)> = Vec::new();
    for &member in relation.members {
        let file = member.table.as_deref().unwrap_or(&subject.source.name);
        match files.iter_mut().find(|(other, _)| *other == file) {
            Some((_, members)) => members.push(member),
            None => files.push((file, vec![member])),
        }
    }
    let place = |(file, members): &(&str, Vec<&Candidate>)| {
        let lines = lines(&Relation::new(relation.deal, members), id);
        let lines: Vec<String> = lines.iter().map(u32::to_string).collect();
        (!lines.is_empty()).then(|| format!("{file}:{}", lines.join(",")))
    };
    files.iter().filter_map(place).collect()
}

/// Every gate: how it came out, and why.
pub fn gates(subject: &Subject<'_>) -> Vec<(&'static str, String)> {
    let relation = &subject.relation;
    let deal = relation.deal;
    let mut lines = Vec::new();
    for gate in &subject.evaluation.gates {
        let words: Vec<String> = match gate.kind {
            GateKind::Minimum(minimum, score) if gate.outcome == Outcome::Pass => {
                let what = minimum_title(deal, minimum.on);
                vec![format!(
                    "{what} {} needs {}",
                    two(score.value),
                    number(minimum.minimum)
                )]
            }
            GateKind::Minimum(minimum, score) => {
                vec![minimum_reason(deal, minimum, &score, gate.outcome)]
            }
            GateKind::PassFail(of, _) if gate.outcome == Outcome::Pass => {
                vec![passed(of).to_owned()]
            }
            GateKind::PassFail(of, _) => pass_fail_reasons(
                subject.source,
                relation,
                &subject.evaluation.concerns,
                of,
                gate.outcome,
            ),
            GateKind::Known { minimum, known, .. } => vec![known_reason(minimum, known)],
        };
        let mark = match gate.outcome {
            Outcome::Pass => "pass",
            Outcome::Undecided => "open",
            Outcome::Fail => "fail",
        };
        // The reason of a minimum on what is not asked names the house itself.
        let is_said = matches!(gate.kind, GateKind::Minimum(minimum, _) if !minimum.is_asked);
        let whose = match is_said {
            true => "",
            false => from_words(gate.from()),
        };
        lines.extend(words.into_iter().map(|words| (mark, words + whose)));
    }
    lines
}

fn passed(gate: PassFail) -> &'static str {
    match gate {
        PassFail::Veto => "no veto",
        PassFail::Requirement => "every requirement is met",
        PassFail::CriticalNeed => "every critical need is filled",
        PassFail::WorseOff => "no party is known to pay more than alone",
        PassFail::Unprofitable => "no party is known to pay more than it gets",
        PassFail::NothingShared => "every party has something at stake",
        PassFail::OverSubscribed => "the stated shares are not above the whole",
        PassFail::Measure => "no measure that is set against others is missing",
        PassFail::Known => "enough is known",
    }
}

/// The flags that belong to no gate.
pub fn flags(subject: &Subject<'_>) -> Vec<String> {
    let relation = &subject.relation;
    let notes = subject.evaluation.concerns.iter();
    let notes = notes.filter(|c| c.flag().is_some() && c.gate().is_none());
    let notes = notes.map(|concern| {
        let flag = concern.flag().map_or("", |flag| flag.id());
        let place = line(relation, concern).map_or(String::new(), |place| {
            format!(" · {}:{}", place.file(subject.source), place.line)
        });
        format!("{flag}: {}{place}", message(relation, concern))
    });
    once(notes)
}

/// The proposed terms beside those that the model would propose.
pub fn terms(subject: &Subject<'_>) -> Vec<String> {
    terms::sentences(&subject.relation, subject.evaluation)
}

/// What to find out next.
pub fn asks(subject: &Subject<'_>) -> Vec<String> {
    let relation = &subject.relation;
    let next = next_evidence(relation.deal, &subject.evaluation.scores);
    let next = next.iter().filter(|next| next.points >= 0.005);
    let words = next.map(|NextEvidence { asked, points }| {
        let title = relation.deal.criterion_title(asked.id);
        format!("{title} could add {} points", decimals(*points, 2))
    });
    words.collect()
}
