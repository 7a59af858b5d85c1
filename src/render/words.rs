//! The words that reports of assessments share.

use super::sanitize::sanitize;
use super::text::{BOLD, Page};
use crate::assessment::{Assessment, Row};
use crate::criteria::{Relation, Triple};
use crate::deal::{Aggregation, Deal, Minimum, Seal, WeightSource};
use crate::explain::{
    apart, decimals, list, message, number, origin, points, rounded, signed, thousands,
};
use crate::model::{Flag, PassFail, SLACK};
use crate::read::Source;
use crate::score::{Concern, Evaluation, Gate, GateKind, Outcome, Verdict, minimum_title};

/// The file as a command names it; none where it came through standard input, which cannot be read again.
pub(super) fn file_word(source: &Source) -> Option<&str> {
    (source.name != "<stdin>").then_some(source.name.as_str())
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
    let tier = |names: Vec<&str>, share: f64| {
        let each = if names.len() > 1 { " each" } else { "" };
        format!("{} {}{each}", names.join(", "), percent_number(share))
    };
    let tiers: Vec<String> = match weights.is_by_criteria() {
        true => criteria_by_weight(deal)
            .into_iter()
            .map(|(share, names)| tier(names, share))
            .collect(),
        false => equal_tiers(deal)
            .into_iter()
            .map(|(share, names)| tier(names, share))
            .collect(),
    };
    let source = match &weights.source {
        WeightSource::Type => format!("usual for a {}", deal.relationship.title()),
        WeightSource::Order(method) => format!("from the deal's order, {}", method.id()),
        WeightSource::Numbers => "as the deal states".to_owned(),
        WeightSource::Criteria => "by criteria, as the deal states".to_owned(),
        WeightSource::Pairwise(judgement) => format!(
            "from pairwise comparisons, consistency ratio {} (random index 1.12)",
            rounded(judgement.consistency_ratio, 3)
        ),
    };
    format!("Weights %: {} ({source})", tiers.join("; "))
}

/// A weight as a part of 100, with a digit behind the point where it has one.
fn percent_number(share: f64) -> String {
    let percent = share * 100.0;
    rounded(percent, if percent >= 10.0 { 0 } else { 1 })
}

/// The dimensions by weight, those of one weight together.
fn equal_tiers(deal: &Deal) -> Vec<(f64, Vec<&str>)> {
    let fractions = &deal.plan.weights.fractions;
    let dimensions = deal.plan.weights.order.concat().into_iter();
    let weighed = dimensions.map(|d| (fractions[d], deal.dimension_title(d)));
    together(weighed.collect())
}

/// The criteria by their part of the whole, those of one weight together.
fn criteria_by_weight(deal: &Deal) -> Vec<(f64, Vec<&str>)> {
    let fractions = &deal.plan.weights.fractions;
    let asked = deal.plan.asked.iter();
    let weighed = asked.map(|asked| {
        let share = fractions[asked.dimension] * asked.fraction;
        (share, deal.criterion_title(asked.id))
    });
    together(weighed.collect())
}

fn together(mut weighed: Vec<(f64, &str)>) -> Vec<(f64, Vec<&str>)> {
    // Stable: equal weights stay in the order of the model.
    weighed.sort_by(|a, b| b.0.total_cmp(&a.0));
    let mut tiers: Vec<(f64, Vec<&str>)> = Vec::new();
    for (share, name) in weighed {
        match tiers.last_mut() {
            Some((first, names)) if *first - share <= SLACK => names.push(name),
            _ => tiers.push((share, vec![name])),
        }
    }
    tiers
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
        decimals(score.low * 100.0, 0),
        decimals(score.high * 100.0, 0),
    );
    if low == high {
        low
    } else {
        format!("{low}-{high}")
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
        GateKind::PassFail(of, _) => {
            pass_fail_reasons(source, relation, concerns, of, gate.outcome)
        }
        GateKind::Known { minimum, known, .. } => vec![known_reason(minimum, known)],
    }
}

/// Why a relation is not recommended, in sentences, each once.
pub(super) fn stopping_reasons(
    source: &Source,
    relation: &Relation<'_>,
    evaluation: &Evaluation,
) -> Vec<String> {
    let gates = evaluation.stopped_by().into_iter();
    let reasons = gates.flat_map(|gate| gate_reasons(source, relation, &evaluation.concerns, gate));
    once(reasons)
}

/// What is flagged of a relation and no gate, in sentences, each once.
pub(super) fn notes(
    source: &Source,
    relation: &Relation<'_>,
    evaluation: &Evaluation,
) -> Vec<String> {
    let concerns = evaluation.concerns.iter();
    let flagged = concerns.filter(|c| c.flag().is_some() && c.gate().is_none());
    once(flagged.map(|concern| {
        let flag = concern.flag().map_or("", Flag::id);
        format!("Note ({flag}): {}", with_line(source, relation, concern))
    }))
}

/// Points below which an answer is not worth a question.
const WORTH_ASKING: f64 = 0.5;
/// Answers named as worth asking for.
const MOST_ASKED: usize = 4;

/// What to find out next of a candidate; nothing if no answer could add much.
pub(super) fn ask_next(assessment: &Assessment<'_>, row: &Row) -> Option<String> {
    let next = assessment.next_evidence(row);
    let worth = next.iter().take(MOST_ASKED);
    let worth = worth.filter(|next| next.points >= WORTH_ASKING);
    let ask: Vec<String> = worth
        .map(|next| {
            let title = assessment.deal.criterion_title(next.asked.id);
            format!("{title} {}", signed(next.points, 1))
        })
        .collect();
    (!ask.is_empty()).then(|| format!("Ask next, with the points it could add: {}", ask.join(", ")))
}

/// Sentences in their order, each once.
pub(super) fn once(sentences: impl Iterator<Item = String>) -> Vec<String> {
    let mut kept: Vec<String> = Vec::new();
    for sentence in sentences {
        if !kept.contains(&sentence) {
            kept.push(sentence);
        }
    }
    kept
}

/// As many sentences as are read, and how many more there are. Hiding a single one saves nothing.
pub(super) fn at_most(most: usize, mut sentences: Vec<String>, what: &str) -> Vec<String> {
    if sentences.len() > most + 1 {
        let more = sentences.len() - most;
        sentences.truncate(most);
        sentences.push(format!("and {more} more{what}"));
    }
    sentences
}

/// `41% is known, needs 50`.
pub(super) fn known_reason(minimum: f64, known: f64) -> String {
    let (known, _) = apart(known, minimum / 100.0);
    format!("known {known} of 100 needs {}", number(minimum))
}

/// Why a pass/fail gate does not pass, in sentences.
pub(super) fn pass_fail_reasons(
    source: &Source,
    relation: &Relation<'_>,
    concerns: &[Concern],
    gate: PassFail,
    outcome: Outcome,
) -> Vec<String> {
    let concerns = concerns
        .iter()
        .filter(|c| c.gate() == Some(gate) && c.outcome() == outcome);
    once(concerns.map(|concern| with_line(source, relation, concern)))
}

/// `compatibility 42.0, needs 60, can reach 81.3 at most`.
pub(super) fn minimum_reason(
    deal: &Deal,
    minimum: Minimum,
    score: &Triple,
    outcome: Outcome,
) -> String {
    let what = minimum_title(deal, minimum.on);
    if !minimum.is_asked {
        let least = number(minimum.minimum);
        return format!("the house asks for {what} of {least}, and this deal does not ask it");
    }
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

/// The message of a concern, the line it comes from, and the source that is stated for the fact.
pub(super) fn with_line(source: &Source, relation: &Relation<'_>, concern: &Concern) -> String {
    let mut words = message(relation, concern);
    if let Some(origin) = origin(relation, concern) {
        let place = origin.place;
        words.push_str(&format!(" · {}:{}", place.file(source), place.line));
        for evidence in origin.sources() {
            words.push_str(&format!(" · {evidence}"));
        }
    }
    words
}

/// Who of those that are not shown could lead, or tie.
pub(super) fn rival(assessment: &Assessment<'_>) -> Option<String> {
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

/// A verdict in words, with what a conditional one depends on.
pub(super) fn verdict_words(deal: &Deal, evaluation: &Evaluation) -> String {
    match (evaluation.verdict, &evaluation.condition) {
        (Verdict::Conditional, Some(condition)) => {
            let open = condition.open.iter().map(|(place, at_least)| {
                let title = deal.criterion_title(deal.plan.asked[*place].id);
                // Rounded up: a little less would not do.
                let least = (at_least * 100.0 - 1e-6).ceil();
                format!("{title} at least {}", decimals(least, 0))
            });
            let open: Vec<String> = open.collect();
            let open: Vec<&str> = open.iter().map(String::as_str).collect();
            match open.is_empty() {
                true => "recommended if what is open turns out well".to_owned(),
                false => format!("recommended if {} of 100", turn_out(&open)),
            }
        }
        (Verdict::Recommended | Verdict::Conditional, _) => "recommended".to_owned(),
        (Verdict::Undecided, _) => "undecided until more is known".to_owned(),
        (Verdict::NotRecommended, _) => "not recommended".to_owned(),
    }
}

/// `resilience turns out at least 46`, `resilience at least 46 and trust at least 40 turn out`.
fn turn_out(open: &[&str]) -> String {
    match open {
        [one] => {
            let title = one.split(" at least").next().unwrap_or_default();
            let is_plural = title.ends_with('s') && !title.ends_with("ss");
            let verb = if is_plural { "turn" } else { "turns" };
            one.replacen(" at least", &format!(" {verb} out at least"), 1)
        }
        many => list(many, "and").replacen(" at least", " turns out at least", 1),
    }
}

/// The characters of a digest by which people know it.
const SHORT_DIGEST: usize = 12;

/// The seal of the rules of a deal, as short as people compare it.
fn seal_word(deal: &Deal) -> String {
    let mut digest = Seal::of(&deal.rules).digest;
    digest.truncate(SHORT_DIGEST);
    digest
}

/// The seal of the rules, and whether it is the one that was asked for, if one was.
pub fn seal_words(assessment: &Assessment<'_>) -> String {
    let digest = seal_word(assessment.deal);
    let mut required = assessment.run.required.iter();
    match required.find(|required| required.id == "sealed") {
        None => digest,
        Some(asked) if asked.message.is_none() => {
            format!("{digest}: the rules are those that were sealed")
        }
        Some(_) => format!("{digest}: not the rules that were sealed"),
    }
}

/// The seal as a comment says it.
pub fn seal_sentence(deal: &Deal) -> String {
    format!("Seal {}", seal_word(deal))
}

/// The seal at the end of a report.
pub fn seal_line(deal: &Deal) -> String {
    format!("{BOLD}Seal{BOLD:#}  {}\n", seal_word(deal))
}
