//! `explain deal.toml NAME`: a score taken apart until it is plain arithmetic.

use super::lead::from_words;
use super::sanitize::sanitize;
use super::terms;
use super::text::{BOLD, Page, mark, padded};
use super::words::{known_reason, minimum_reason, names, once, pass_fail_reasons, verdict_words};
use crate::confidence::{NextEvidence, next_evidence};
use crate::criteria::{CriterionScore, Relation, Triple};
use crate::deal::{Aggregation, Asked, Candidate, CriterionId};
use crate::explain::{
    Contributions, apart, decimals, detail, evidence, line, lines, message, number, percent,
};
use crate::model::PassFail;
use crate::read::Source;
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
}

/// The width of the column of names.
const NAMES: usize = 34;

/// The explanation as text.
pub fn render(subject: &Subject<'_>, page: Page) -> String {
    let sections = [
        heading(subject, page),
        arithmetic(subject, page),
        gates(subject, page),
        notes(subject, page),
        terms(subject, page),
        ask(subject, page),
    ];
    let sections: Vec<String> = sections
        .into_iter()
        .filter(|text| !text.is_empty())
        .collect();
    sections.join("\n")
}

fn heading(subject: &Subject<'_>, page: Page) -> String {
    let deal = subject.relation.deal;
    let evaluation = subject.evaluation;
    let title = format!(
        "{} · {} · {} for {}",
        names(&subject.relation),
        deal.name,
        deal.relationship.title(),
        deal.organization.name
    );
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
    let words = format!("{}{standing}; {range}", verdict_words(deal, evaluation));
    let (mark, style) = mark(evaluation.verdict);
    format!(
        "{BOLD}{}{BOLD:#}\n{}",
        sanitize(&title),
        page.paragraph(mark, style, &words)
    )
}

/// A score of 0..1 on 0..100, to two decimals.
fn two(score: f64) -> String {
    decimals(score * 100.0, 2)
}

/// A fraction as a percentage, to two decimals.
fn two_percent(fraction: f64) -> String {
    decimals(fraction * 100.0, 2) + "%"
}

fn row(name: &str, score: &str, weight: &str, points: &str, rest: &str) -> String {
    let name = padded(name, NAMES);
    let row = format!("{name} {score:>7} {weight:>8} {points:>8}  {rest}");
    format!("{}\n", row.trim_end())
}

fn arithmetic(subject: &Subject<'_>, page: Page) -> String {
    let relation = &subject.relation;
    let deal = relation.deal;
    let scores = &subject.evaluation.scores;
    let is_sum = deal.aggregation == Aggregation::Arithmetic;
    let contributions = Contributions::of(&deal.plan, scores);
    let last = if is_sum { "Points" } else { "Factor" };
    let mut text = row("", "Score", "Weight", last, "");
    // A dimension of a deal by criteria may have none.
    let dimensions = contributions.dimensions.iter();
    for part in dimensions.filter(|part| !part.criteria.is_empty()) {
        let score = scores.dimensions[part.dimension].score;
        let points = if is_sum {
            decimals(part.points, 2)
        } else {
            let factor = libm::pow(score.value.max(GEOMETRIC_FLOOR), part.weight);
            decimals(factor, 4)
        };
        text.push_str(&row(
            deal.dimension_title(part.dimension),
            &two(score.value),
            &two_percent(part.weight),
            &points,
            &reach(&score),
        ));
        for criterion in &part.criteria {
            let points = if is_sum {
                decimals(criterion.points, 2)
            } else {
                String::new()
            };
            text.push_str(&criterion_rows(
                subject,
                &criterion.asked,
                &criterion.score,
                &points,
                page,
            ));
        }
    }
    let total = scores.total.score;
    if is_sum {
        let total_points = decimals(contributions.total, 2);
        text.push_str(&row("Score", "", "", &total_points, ""));
        text.push_str(
            "Points = score x weight (x the dimension's weight); they add up to the score.\n",
        );
    } else {
        text.push_str(&row("Score", "", "", &two(total.value), ""));
        text.push_str(&format!(
            "Factor = (score / 100, at least {GEOMETRIC_FLOOR}) ^ weight; the score is 100 x their \
             product,\nso points do not add up.\n"
        ));
    }
    text
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

fn criterion_rows(
    subject: &Subject<'_>,
    asked: &Asked,
    score: &CriterionScore,
    points: &str,
    page: Page,
) -> String {
    let relation = &subject.relation;
    let name = format!("  {}", relation.deal.criterion_title(asked.id));
    let weight = if asked.weight == 0.0 {
        "gate only".to_owned()
    } else {
        two_percent(asked.fraction)
    };
    let mut text = row(
        &name,
        &two(score.score.value),
        &weight,
        points,
        &reach(&score.score),
    );
    let mut words = detail(relation, asked, score);
    if let Some(evidence) = evidence(relation, asked.id) {
        words.push_str(&format!(" - {evidence}"));
    }
    let places = places(subject, asked.id);
    if !places.is_empty() {
        words.push_str(&format!(" · {}", places.join(", ")));
    }
    // A long formula reads better with a line for each of its parts.
    if textwrap::core::display_width(&words) > 2 * page.width {
        for part in words.split("; ") {
            text.push_str(&page.paragraph("", BOLD, part));
        }
    } else {
        text.push_str(&page.paragraph("", BOLD, &words));
    }
    text
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

fn gates(subject: &Subject<'_>, page: Page) -> String {
    let relation = &subject.relation;
    let deal = relation.deal;
    let mut text = format!("{BOLD}Gates{BOLD:#}\n");
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
        for words in words {
            let words = words + whose;
            text.push_str(&page.paragraph(mark, anstyle::Style::new(), &words));
        }
    }
    text
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

fn notes(subject: &Subject<'_>, page: Page) -> String {
    let relation = &subject.relation;
    let mut text = String::new();
    let notes = subject.evaluation.concerns.iter();
    let notes = notes.filter(|c| c.flag().is_some() && c.gate().is_none());
    let notes = notes.map(|concern| {
        let flag = concern.flag().map_or("", |flag| flag.id());
        let place = line(relation, concern).map_or(String::new(), |place| {
            format!(" · {}:{}", place.file(subject.source), place.line)
        });
        format!("{flag}: {}{place}", message(relation, concern))
    });
    for words in once(notes) {
        text.push_str(&page.paragraph("flag", anstyle::Style::new(), &words));
    }
    if text.is_empty() {
        text
    } else {
        format!("{BOLD}Flags{BOLD:#}\n{text}")
    }
}

/// The proposed terms beside those that the model would propose.
fn terms(subject: &Subject<'_>, page: Page) -> String {
    let lines = terms::sentences(&subject.relation, subject.evaluation);
    let lines: Vec<String> = lines
        .iter()
        .map(|line| page.paragraph("", BOLD, line))
        .collect();
    if lines.is_empty() {
        return String::new();
    }
    format!("{BOLD}Terms{BOLD:#}\n{}", lines.concat())
}

fn ask(subject: &Subject<'_>, page: Page) -> String {
    let relation = &subject.relation;
    let next = next_evidence(relation.deal, &subject.evaluation.scores);
    let mut text = String::new();
    for NextEvidence { asked, points } in next.iter().filter(|next| next.points >= 0.005) {
        let title = relation.deal.criterion_title(asked.id);
        let words = format!("{title} could add {} points", decimals(*points, 2));
        text.push_str(&page.paragraph("ask", anstyle::Style::new(), &words));
    }
    if text.is_empty() {
        text
    } else {
        format!("{BOLD}What to find out next{BOLD:#}\n{text}")
    }
}
