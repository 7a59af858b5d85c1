//! What `fit` finds, in words.

use super::words::list;
use crate::deal::Deal;
use crate::fit::{Form, pointed_to};
use crate::model::{Flag, Relationship};
use crate::score::Verdict;

/// The forms that the objectives and the horizon point to, and who leads, in words.
pub fn fit_reading(deal: &Deal, forms: &[Form]) -> String {
    let mut sentences = Vec::new();
    let pointed = pointed_to(forms);
    match pointed.as_slice() {
        [] if deal.objectives.is_empty() => {
            sentences
                .push("The deal states no objectives, so nothing points to a form.".to_owned());
        }
        [] => sentences.push("No form suits both the objectives and the horizon.".to_owned()),
        [first, ..] => {
            let titles: Vec<String> = pointed
                .iter()
                .map(|form| format!("a {}", form.relationship.title()))
                .collect();
            let titles: Vec<&str> = titles.iter().map(String::as_str).collect();
            let count = count(first.objectives.len(), deal.objectives.len());
            let horizon = if first.suits_horizon.is_some() {
                " and the horizon"
            } else {
                ""
            };
            let points = if first.objectives.len() == 1 && horizon.is_empty() {
                "points"
            } else {
                "point"
            };
            let mut sentence = format!("{count}{horizon} {points} to {}", list(&titles, "or"));
            if let [one] = pointed.as_slice() {
                sentence.push_str(&drawback_words(one));
            }
            sentences.push(sentence + ".");
        }
    }
    let proposed = forms.iter().find(|form| form.is_proposed);
    if let Some(proposed) = proposed
        && !pointed.is_empty()
        && !pointed.iter().any(|form| form.is_proposed)
    {
        let horizon = match proposed.suits_horizon {
            Some(false) => "; its horizon does not suit",
            _ => "",
        };
        sentences.push(format!(
            "As proposed, a {} serves {}{horizon}.",
            proposed.relationship.title(),
            count(proposed.objectives.len(), deal.objectives.len()).to_lowercase(),
        ));
    }
    sentences.push(match deal.plan.weights.is_by_criteria() {
        true => {
            "The deal is weighed by criteria of its own, so the form changes no score.".to_owned()
        }
        false => leaders(forms),
    });
    sentences.extend(not_recommended(forms));
    sentences.join(" ")
}

fn count(served: usize, of: usize) -> String {
    match (served, of) {
        (0, _) => "None of the objectives".to_owned(),
        (1, 1) => "The objective".to_owned(),
        (2, 2) => "Both objectives".to_owned(),
        (served, of) if served == of => format!("All {of} objectives"),
        (served, of) => format!("{served} of {of} objectives"),
    }
}

/// What the form's leader would suffer from, in words.
fn drawback_words(form: &Form) -> String {
    let words: Vec<&str> = form
        .drawbacks()
        .filter_map(|flag| match flag {
            Flag::Shareholding => Some("contribution and shareholding would be disputed"),
            Flag::Dependence => Some("we would depend on the partner more than it on us"),
            Flag::NoGap => Some("there is no gap to fill"),
            Flag::Large => Some("there would be many parties"),
            Flag::OverExposed => Some("a party could not bear its part of the risks"),
            Flag::OneSided => Some("one party would bear nearly all of the risks"),
            Flag::AddsNothing => Some("the partner would bring nothing of what is missing"),
            Flag::ExpectedLoss => Some("a party must expect a loss"),
            Flag::LockedIn => Some("we could hardly do without the partner"),
            Flag::Rival => Some("the partner sells what we sell"),
            Flag::LeavesEarly => Some("the partner would leave before the end"),
            Flag::Contribution => Some("what each brings in is not what each gets"),
            Flag::Gate(_)
            | Flag::ShortHorizon
            | Flag::LongHorizon
            | Flag::Redundant
            | Flag::SharesAboveOne
            | Flag::Unallocated
            | Flag::UnevenPanel
            | Flag::Expired
            | Flag::Disagreement => None,
        })
        .collect();
    if words.is_empty() {
        String::new()
    } else {
        format!("; {}", list(&words, "and"))
    }
}

/// In which forms the leader is not recommended.
fn not_recommended(forms: &[Form]) -> Option<String> {
    let is_out = |form: &&Form| form.verdict == Verdict::NotRecommended;
    let out: Vec<String> = forms
        .iter()
        .filter(is_out)
        .map(|form| format!("a {}", form.relationship.title()))
        .collect();
    let out: Vec<&str> = out.iter().map(String::as_str).collect();
    match out.len() {
        0 => None,
        all if all == forms.len() => Some("In no form is the leader recommended.".to_owned()),
        _ => Some(format!(
            "As {} the leader is not recommended.",
            list(&out, "or")
        )),
    }
}

/// Who leads in which forms.
fn leaders(forms: &[Form]) -> String {
    let mut groups: Vec<(String, Vec<Relationship>)> = Vec::new();
    for form in forms {
        let who: Vec<&str> = form.leaders.iter().map(String::as_str).collect();
        let who = match who.as_slice() {
            [one] => format!("{one} leads"),
            several => format!("{} are tied", list(several, "and")),
        };
        match groups.iter_mut().find(|(other, _)| *other == who) {
            Some((_, relationships)) => relationships.push(form.relationship),
            None => groups.push((who, vec![form.relationship])),
        }
    }
    // Stable: of equally frequent leaders the one of the earlier form comes first.
    groups.sort_by_key(|(_, relationships)| std::cmp::Reverse(relationships.len()));
    let titles = |relationships: &[Relationship]| {
        let titles: Vec<String> = relationships
            .iter()
            .map(|r| format!("a {}", r.title()))
            .collect();
        let titles: Vec<&str> = titles.iter().map(String::as_str).collect();
        list(&titles, "and")
    };
    match groups.as_slice() {
        [] => "Nobody leads.".to_owned(),
        [(who, _)] => format!("{who} in every form."),
        [(who, most), (other, exception)] if most.len() == 4 => {
            format!(
                "{who} in every form but a {}, where {other}.",
                exception[0].title()
            )
        }
        groups => {
            let parts: Vec<String> = groups
                .iter()
                .map(|(who, forms)| format!("{who} in {}", titles(forms)))
                .collect();
            format!("{}.", parts.join("; "))
        }
    }
}
