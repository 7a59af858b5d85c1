//! What a committee asks of its marks: who is strict and who lenient, what to discuss, where panels are uneven.

use super::lead::reviewer_sentences;
use crate::assessment::Assessment;
use crate::confidence::{ReviewerView, Reviews};
use crate::explain::{count, decimals, list, mark_words};
use crate::model::Flag;
use crate::review::apart;
use crate::score::DISAGREEMENT;

/// So many are named; the rest is counted.
const MOST: usize = 3;

/// What the marks of an assessment show; nothing where no panel has names.
pub fn marks(assessment: &Assessment<'_>) -> Vec<String> {
    let Some(reviews) = &assessment.confidence.reviews else {
        return Vec::new();
    };
    let sentences = [
        strictness(reviews),
        agreed(assessment),
        to_discuss(assessment),
        uneven(assessment),
    ];
    sentences.into_iter().flatten().collect()
}

/// What the reviewers make of an assessment: who would choose whom, and who is strict.
pub fn reviewers(assessment: &Assessment<'_>) -> Vec<String> {
    let mut sentences = reviewer_sentences(assessment);
    let reviews = assessment.confidence.reviews.as_ref();
    sentences.extend(reviews.and_then(strictness));
    sentences
}

/// Who marks above the others and who below; of many only the most.
fn strictness(reviews: &Reviews) -> Option<String> {
    let mut views: Vec<(&ReviewerView, f64)> = reviews
        .each
        .iter()
        .filter_map(|view| Some((view, view.strictness?)))
        .collect();
    if views.len() < 2 {
        return None;
    }
    let between = views.len().saturating_sub(2 * MOST);
    if between > 0 {
        views.sort_by(|a, b| a.1.total_cmp(&b.1));
        views.drain(MOST..MOST + between);
    }
    let each = views.iter().map(|(view, strictness)| {
        let size = decimals(strictness.abs() * 10.0, 1);
        let words = match (size.as_str(), *strictness < 0.0) {
            ("0.0", _) => "as they do".to_owned(),
            (size, true) => format!("{size} below"),
            (size, false) => format!("{size} above"),
        };
        format!(
            "{} {words} ({})",
            view.name,
            count(view.marks as u64, "mark")
        )
    });
    let mut each: Vec<String> = each.collect();
    if between > 0 {
        each.insert(MOST, format!("{between} between"));
    }
    let each: Vec<&str> = each.iter().map(String::as_str).collect();
    let each = list(&each, "and");
    Some(format!(
        "Against the mean of the others' marks, of 10: {each}."
    ))
}

/// What panels agreed on, whatever their marks are.
fn agreed(assessment: &Assessment<'_>) -> Option<String> {
    let deal = assessment.deal;
    let rows = assessment.rows.iter();
    let words = rows.flat_map(|row| {
        let candidate = assessment.candidate(row);
        deal.plan.asked.iter().filter_map(move |asked| {
            let agreed = candidate.ratings.panel(asked.id)?.consensus.as_ref()?;
            let title = deal.criterion_title(asked.id);
            let mark = mark_words(deal, agreed);
            Some(format!("{mark} on {title} of {}", candidate.name))
        })
    });
    named(words.collect()).map(|words| format!("Agreed: {words}."))
}

/// The panels without a consensus whose marks are far apart, the largest effect first.
fn to_discuss(assessment: &Assessment<'_>) -> Option<String> {
    let deal = assessment.deal;
    let found = apart(deal, DISAGREEMENT);
    let words = found.iter().map(|panel| {
        format!(
            "{} of {} ({} of 10 apart)",
            deal.criterion_title(panel.id),
            panel.candidate.name,
            decimals(panel.apart * 10.0, 1)
        )
    });
    named(words.collect()).map(|words| format!("To discuss: {words}."))
}

/// Candidates whom somebody did not mark who marked others on the same.
fn uneven(assessment: &Assessment<'_>) -> Option<String> {
    let rows = assessment.rows.iter();
    let rows = rows.filter(|row| row.evaluation.flags().contains(&Flag::UnevenPanel));
    let names = rows.map(|row| assessment.candidate(row).name.clone());
    named(names.collect())
        .map(|names| format!("Panels are uneven: somebody marked others and not {names}."))
}

fn named(mut words: Vec<String>) -> Option<String> {
    let more = words.len().saturating_sub(MOST);
    words.truncate(MOST);
    if more > 0 {
        words.push(format!("{more} more"));
    }
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    (!words.is_empty()).then(|| list(&words, "and"))
}
