//! The words that reports of assessments share.

use super::sanitize::sanitize;
use super::text::{BOLD, Page};
use crate::assessment::Assessment;
use crate::criteria::{Relation, Triple};
use crate::deal::{Aggregation, Deal, Minimum, WeightSource};
use crate::explain::{apart, line, list, message, number, percent, points, thousands};
use crate::model::{PassFail, SLACK};
use crate::read::Source;
use crate::score::{Concern, Gate, GateKind, Outcome, Verdict, minimum_title};

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
pub(super) fn first_place(share: f64) -> String {
    match share * 100.0 {
        x if x > 0.0 && x < 0.5 => "<1%".to_owned(),
        x if (99.5..100.0).contains(&x) => ">99%".to_owned(),
        x => format!("{x:.0}%"),
    }
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

pub(super) fn with_line(source: &Source, relation: &Relation<'_>, concern: &Concern) -> String {
    let message = message(relation, concern);
    match line(relation, concern) {
        Some(place) => format!("{message} · {}:{}", place.file(source), place.line),
        None => message,
    }
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
    if shown == 0 {
        return vec!["There is no candidate.".to_owned()];
    }
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

/// The names of the members.
pub(super) fn names(relation: &Relation<'_>) -> String {
    let names: Vec<&str> = relation
        .members
        .iter()
        .map(|member| member.name.as_str())
        .collect();
    names.join(" + ")
}

/// A verdict in words.
pub(super) fn verdict_words(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Recommended => "recommended",
        Verdict::Conditional => "recommended if what is open turns out like what is known",
        Verdict::Undecided => "undecided until more is known",
        Verdict::NotRecommended => "not recommended",
    }
}
