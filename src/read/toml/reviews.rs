//! What review files say of one deal: marks on its scale, by reviewers that it knows, of what they may rate.

use std::cell::OnceCell;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range as Span;
use std::sync::Arc;

use crate::deal::{
    Candidate, CriterionId, Deal, FiledMark, FiledReviews, Mark, Problem, Reviewer, Seal,
};
use crate::model::Code;
use crate::model::keys::Range;
use crate::model::names::{PlainName, clean};
use crate::read::builder::{Entry, ProblemList, Takes, stated_mark, unknown_name};
use crate::read::reviews::{By, MadeFor, ReviewFile, ReviewFiles};
use crate::read::source::Source;

/// The marks of review files for a deal whose header was read, and what is wrong with them.
/// `under_any_rules`: whether it does not matter for which rules they were made.
pub fn check(
    files: &ReviewFiles,
    deal: &Deal,
    under_any_rules: bool,
) -> (FiledReviews, Vec<Problem>) {
    let mut reader = Reader {
        deal,
        reviews: FiledReviews::default(),
        problems: Vec::new(),
    };
    let seal = OnceCell::new();
    let seal = || seal.get_or_init(|| Seal::of(&deal.rules));
    let mut by_name: BTreeMap<String, &ReviewFile> = BTreeMap::new();
    let mut alike: BTreeMap<String, String> = BTreeMap::new();
    for (place, file) in files.files.iter().enumerate() {
        if clean(&deal.name) != file.deal.0 {
            reader.other_deal(place, file);
            continue;
        }
        if let Some(made_for) = file.seal.as_ref().filter(|_| !under_any_rules)
            && let Some(problem) = other_rules(made_for, seal())
        {
            reader.add(place, problem);
            continue;
        }
        let Some((reviewer, weight)) = reader.reviewer(place, file) else {
            continue;
        };
        if let (Some(name), By::Reviewer(_, at)) = (&reviewer, &file.by) {
            if let Some(first) = by_name.get(name) {
                let message = format!("{} is a review of {name} too", first.source.name);
                let problem = Problem::new(Code::Duplicate, at.clone(), message);
                let help = "pass one review file of each reviewer";
                reader.add(place, problem.help(help));
                continue;
            }
            by_name.insert(name.clone(), file);
            if let Some(other) = alike.insert(PlainName::of(name).bare(), name.clone()) {
                let message =
                    format!("`{name}` and `{other}` are alike, and count as two reviewers");
                let problem = Problem::new(Code::NearMatch, at.clone(), message);
                reader.add(
                    place,
                    problem.help("write the name of one person in one way"),
                );
            }
        }
        reader.marks(place, file, reviewer.as_deref(), weight);
    }
    (reader.reviews, reader.problems)
}

/// The reviewers of the deal who neither sent a review file nor have a mark in the deal itself.
pub fn missing<'d>(files: &ReviewFiles, deal: &'d Deal) -> Vec<&'d str> {
    let sent = |name: &str| {
        let mut files = files.files.iter();
        files.any(|file| matches!(&file.by, By::Reviewer(by, _) if *by == clean(name)))
    };
    let marks = |reviewer: &Reviewer| {
        let mut candidates = deal.candidates.iter();
        candidates.any(|one| {
            let mut panels = one.ratings.panels();
            panels.any(|(_, panel)| panel.by(&reviewer.name).is_some())
        })
    };
    let may_rate = |reviewer: &Reviewer| reviewer.rates.as_ref().is_none_or(|ids| !ids.is_empty());
    let missing = deal
        .reviewers
        .iter()
        .filter(|reviewer| may_rate(reviewer) && !sent(&reviewer.name) && !marks(reviewer));
    missing.map(|reviewer| reviewer.name.as_str()).collect()
}

/// What is wrong with reviews of candidates that the deal does not have.
pub fn strangers(deal: &Deal) -> Vec<Problem> {
    let known = deal.candidates.iter().map(|one| one.name.as_str());
    let strangers = deal.reviews.iter().flat_map(|reviews| reviews.strangers());
    let problems = strangers.map(|(name, found)| {
        let (file, at) = &found.named_at;
        let problem = unknown_name("candidate", name, at.clone().into(), known.clone());
        problem.in_review(*file, at.clone())
    });
    problems.collect()
}

/// What is wrong with marks that were given for other rules; nothing if they are the same. What a house asks is no
/// question to reviewers: a file that does not know it was made without.
fn other_rules(made_for: &MadeFor, seal: &Seal) -> Option<Problem> {
    const HOUSE: &str = "house";
    let MadeFor { digest, parts } = made_for;
    let (digest, at) = digest;
    if *digest == seal.digest || *digest == seal.without(HOUSE).digest {
        return None;
    }
    let both: BTreeSet<&String> = parts.keys().chain(seal.parts.keys()).collect();
    let moved = both.into_iter().filter(|part| {
        let is_known = *part != HOUSE || parts.contains_key(HOUSE);
        is_known && parts.get(*part) != seal.parts.get(*part)
    });
    let moved: Vec<String> = moved.map(|part| format!("`{part}`")).collect();
    let message = match parts.is_empty() || moved.is_empty() {
        true => "the rules are not those for which this file was made".to_owned(),
        false => format!(
            "the rules moved since this file was made: {}",
            moved.join(", ")
        ),
    };
    let help = "if the marks still hold, take `seal` out; else make the file again with `init`; `--sealed` names each \
                value that moved since a seal";
    Some(Problem::new(Code::Conflict, at.clone(), message).help(help))
}

/// Doubts about candidates whom no review names while others are marked: they came later, or were forgotten.
pub fn forgotten(deal: &Deal, source: &Source) -> Vec<Problem> {
    let Some(reviews) = &deal.reviews else {
        return Vec::new();
    };
    let is_named =
        |one: &&Candidate| reviews.names(&one.name) || one.ratings.panels().next().is_some();
    let (named, forgotten): (Vec<&Candidate>, Vec<&Candidate>) =
        deal.candidates.iter().partition(is_named);
    let forgotten = forgotten.into_iter().filter(|_| !named.is_empty());
    let problems = forgotten.map(|candidate| {
        let message = format!("no review marks {}", candidate.name);
        let span = source.line_span(candidate.line);
        let problem = Problem::new(Code::Unanswered, span, message);
        problem.help("ask the reviewers: what nobody marked earns nothing")
    });
    problems.collect()
}

struct Reader<'d> {
    deal: &'d Deal,
    reviews: FiledReviews,
    problems: Vec<Problem>,
}

impl Reader<'_> {
    fn add(&mut self, file: usize, problem: Problem) {
        let span = problem.span.clone();
        self.problems.push(problem.in_review(file, span));
    }

    fn other_deal(&mut self, place: usize, file: &ReviewFile) {
        let (name, at) = &file.deal;
        let message = format!(
            "this is a review of `{name}`, and the deal is `{}`",
            self.deal.name
        );
        let problem = Problem::new(Code::Conflict, at.clone(), message);
        let help = "pass the review files of one deal, which name it as it is called there";
        self.add(place, problem.help(help));
    }

    /// The reviewer as the deal calls him and what his marks count; `None`, reported, if the deal does not know him.
    fn reviewer(&mut self, place: usize, file: &ReviewFile) -> Option<(Option<String>, f64)> {
        let By::Reviewer(name, at) = &file.by else {
            return Some((None, 1.0));
        };
        let deal = self.deal;
        if deal.reviewers.is_empty() {
            return Some((Some(name.clone()), 1.0));
        }
        let mut known = deal.reviewers.iter();
        if let Some(reviewer) = known.find(|reviewer| clean(&reviewer.name) == *name) {
            return Some((Some(reviewer.name.clone()), reviewer.weight));
        }
        let known = deal.reviewers.iter().map(|reviewer| reviewer.name.as_str());
        let problem = unknown_name("reviewer", name, at.clone().into(), known);
        self.add(place, problem);
        None
    }

    fn marks(&mut self, place: usize, file: &ReviewFile, reviewer: Option<&str>, weight: f64) {
        let path: Arc<str> = Arc::from(file.source.name.as_str());
        for marked in &file.candidates {
            self.reviews.entry(&marked.name, place, marked.span.clone());
            for entry in marked.marks.root().iter().flat_map(|root| root.inner()) {
                let mark = self.mark(place, file, entry, reviewer);
                let Some((id, mark)) = mark else {
                    continue;
                };
                let span: Span<usize> = entry.key_at().into();
                let mark = Mark {
                    weight,
                    line: file.source.line(span.start),
                    file: Some(Arc::clone(&path)),
                    ..mark
                };
                let entry = self.reviews.entry(&marked.name, place, marked.span.clone());
                entry.marks.push(FiledMark {
                    id,
                    mark,
                    is_consensus: file.is_consensus(),
                    file: place,
                    span,
                });
            }
        }
    }

    /// A mark of what the reviewer may rate, on 0..1.
    fn mark(
        &mut self,
        place: usize,
        file: &ReviewFile,
        entry: Entry<'_>,
        reviewer: Option<&str>,
    ) -> Option<(CriterionId, Mark)> {
        let deal = self.deal;
        let (name, at) = (entry.name(), entry.key_at());
        let Some(id) = deal.find_criterion(name) else {
            let what = "criterion in `marks`";
            let problem = unknown_name(what, name, at, deal.criterion_ids());
            self.add(place, problem);
            return None;
        };
        let known = deal.reviewers.iter();
        let rates = reviewer.and_then(|name| {
            let mut known = known.filter(|known| known.name == name);
            known.next()?.rates.as_ref()
        });
        if rates.is_some_and(|rates| !rates.contains(&id)) {
            let who = reviewer.unwrap_or_default();
            let message = format!("{who} marks `{name}` and may not rate it");
            let problem = Problem::new(Code::Conflict, at.into(), message);
            let help = format!("take the mark out, or add \"{name}\" to `rates` of the reviewer");
            self.add(place, problem.help(help));
            return None;
        }
        let mut report = ProblemList::warning();
        let takes = Takes::any(Range::rating(deal.rating_scale));
        let rule = deal.evidence;
        let stated = stated_mark(entry, file.is_consensus(), takes, rule, &mut report);
        for problem in report.problems {
            self.add(place, problem);
        }
        let stated = stated?;
        let mark = Mark {
            reviewer: reviewer.map(str::to_owned),
            score: stated.score.map(|score| deal.on_scale(score)),
            weight: 1.0,
            abstains: stated.abstains,
            evidence: stated.reason,
            withheld: None,
            line: 0,
            file: None,
        };
        Some((id, mark))
    }
}
