//! Reviewers as letters: puts A, B, C in the place of their names, and leaves out what tells of them, before anything is
//! computed or reported.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Value, json};
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use super::options::ReadOptions;
use super::reviews::{By, ReviewFile};
use super::rows::workbook::column_name;
use super::slips::Doubts;
use super::source::Source;
use crate::deal::{Candidate, Deal, Evidence, Mark, Panel, Problem};
use crate::model::names::{clean, is_hidden};
use crate::model::{Code, fingerprint};

/// Hides the reviewers of a deal that was read in full, if the options ask for it. What names one of them in words that
/// a report would show is an error. `source`: the file of the deal.
pub fn hide_reviewers(deal: &mut Deal, source: &Source, options: &ReadOptions) -> Doubts {
    if !options.anonymous {
        return Doubts::default();
    }
    let files = options.reviews.iter().flat_map(|reviews| &reviews.files);
    let files: Vec<&ReviewFile> = files.collect();
    let marks = marks_of_each(deal);
    let names: BTreeSet<&String> = files
        .iter()
        .filter_map(|file| match &file.by {
            By::Reviewer(name, _) => Some(name),
            By::Meeting => None,
        })
        .chain(marks.keys())
        .collect();
    let names: Vec<String> = names.into_iter().cloned().collect();
    let mut search = NameSearch {
        names: names.iter().map(|name| (name, folded(name))).collect(),
        files,
        source,
        found: Doubts::default(),
    };
    search.deal(deal);
    let found = search.found;
    let letters = letters(marks);
    let letter = |name: &str| letters.get(name).cloned().unwrap_or_default();
    for reviewer in &mut deal.reviewers {
        reviewer.name = letter(&reviewer.name);
        reviewer.role = None;
        reviewer.rates = None;
    }
    deal.reviewers.sort_by(|a, b| a.name.cmp(&b.name));
    let missing = deal.missing_reviews.iter();
    deal.missing_reviews = missing.map(|name| letter(name)).collect();
    deal.missing_reviews.sort_unstable();
    deal.reviews = None;
    for candidate in &mut deal.candidates {
        hide_in(candidate, &letter);
    }
    deal.hidden_reviewers = Some(names);
    found
}

/// The marks of each reviewer, and of those who marked nothing, each as a line of the canonical form.
fn marks_of_each(deal: &Deal) -> BTreeMap<String, Vec<String>> {
    let reviewers = deal.reviewers.iter();
    let mut each: BTreeMap<String, Vec<String>> = reviewers
        .map(|reviewer| (reviewer.name.clone(), Vec::new()))
        .collect();
    for candidate in &deal.candidates {
        for (id, panel) in candidate.ratings.panels() {
            let id = deal.criterion_id(*id);
            for mark in &panel.marks {
                if let Some(name) = &mark.reviewer {
                    let marks = each.entry(name.clone()).or_default();
                    marks.push(canonical(&candidate.name, id, mark));
                }
            }
        }
    }
    each
}

/// A mark in canonical form: a line of JSON without blanks,
/// `[candidate, criterion, mark, abstains, [text, by, seen, until, grade]]`. The mark is on 0..1 with as few digits as
/// tell it from every other, null of an abstention; `abstains` is its reason, `""` where there is none, null of a mark;
/// the last is the reason of the mark, null where there is none. No place, weight or option is in it.
fn canonical(candidate: &str, criterion: &str, mark: &Mark) -> String {
    let abstains = mark.abstains.as_deref().unwrap_or_default();
    let abstains = mark.score.is_none().then_some(abstains);
    let reason = mark.evidence.as_ref().map(|evidence| {
        let day = |day: Option<_>| day.map(|day: crate::deal::Day| day.to_string());
        json!([
            evidence.text,
            evidence.by,
            day(evidence.seen),
            day(evidence.until),
            evidence.grade.map(|grade| grade.id()),
        ])
    });
    let reason = reason.unwrap_or(Value::Null);
    json!([candidate, criterion, mark.score, abstains, reason]).to_string()
}

/// The letter of each reviewer, behind Z as spreadsheets call their columns: A for the least SHA-256 of his name, as a line of JSON, and behind it all his marks in
/// canonical form, sorted; each line ends in a line feed. So the order hangs on no file, no place and no alphabet. Names
/// differ, so digests do.
fn letters(marks: BTreeMap<String, Vec<String>>) -> BTreeMap<String, String> {
    let digests = marks.into_iter().map(|(name, mut marks)| {
        marks.sort_unstable();
        let lines = std::iter::once(json!([clean(&name)]).to_string()).chain(marks);
        let lines: String = lines.map(|line| line + "\n").collect();
        (fingerprint(lines.as_bytes()), name)
    });
    let mut digests: Vec<(String, String)> = digests.collect();
    digests.sort_unstable();
    let names = digests.into_iter().map(|(_, name)| name);
    names.zip((1..).map(column_name)).collect()
}

fn hide_in(candidate: &mut Candidate, letter: &impl Fn(&str) -> String) {
    candidate
        .sources
        .retain(|_, evidence| without_name(evidence));
    candidate.ratings.change_evidence(without_name);
    for panel in candidate.ratings.panels_mut() {
        let Panel { marks, consensus } = panel;
        for mark in marks.iter_mut().chain(consensus) {
            mark.reviewer = mark.reviewer.as_deref().map(letter);
            mark.evidence.take_if(|evidence| !without_name(evidence));
            mark.line = 0;
            mark.file = None;
        }
        // Stable, since marks without names keep their order.
        marks.sort_by(|a, b| a.reviewer.cmp(&b.reviewer));
    }
    // The line of marks that stand in the deal would show whose they are.
    candidate.ratings.move_panels(candidate.line);
    if let Some(as_stated) = &mut candidate.as_stated {
        hide_in(as_stated, letter);
    }
}

/// Takes out of evidence who says so; whether it still says anything.
fn without_name(evidence: &mut Evidence) -> bool {
    evidence.by = None;
    *evidence != Evidence::default()
}

/// A text as it is compared with names: in capitals, which make `ß` SS, without accents and with one apostrophe and one
/// hyphen.
fn folded(text: &str) -> String {
    let letters = text
        .nfkd()
        .filter(|c| !is_combining_mark(*c) && !is_hidden(*c));
    let letters = letters.map(|c| match c {
        '\u{2019}' | '\u{2bc}' => '\'',
        '\u{2010}'..='\u{2013}' => '-',
        'ı' => 'i',
        c => c,
    });
    letters.flat_map(char::to_uppercase).collect()
}

/// Whether a folded text has a folded name in it: as whole words, but in scripts without case, which may write no blanks.
fn has_words(text: &str, name: &str) -> bool {
    let has_case = |c: char| c.is_uppercase() || c.is_ascii_alphanumeric();
    let is_apart =
        |c: Option<char>| c.is_none_or(|c| !c.is_alphanumeric() || !name.contains(has_case));
    let mut places = text.match_indices(name);
    !name.is_empty()
        && places.any(|(at, _)| {
            let (before, behind) = (&text[..at], &text[at + name.len()..]);
            is_apart(before.chars().next_back()) && is_apart(behind.chars().next())
        })
}

/// Whether a text says one of these names, as whole words in any case.
pub fn says_one_of(text: &str, names: &[String]) -> bool {
    let text = folded(text);
    names.iter().any(|name| has_words(&text, &folded(name)))
}

/// Looks for names of reviewers in what reports show.
struct NameSearch<'a> {
    /// Each as it is written, and folded.
    names: Vec<(&'a String, String)>,
    files: Vec<&'a ReviewFile>,
    source: &'a Source,
    found: Doubts,
}

/// The texts of rules that reports show, and what they are.
fn shown_rules(deal: &Deal) -> Vec<(&'static str, &str)> {
    let mut texts = vec![("name of the deal", deal.name.as_str())];
    let labels = deal.labels.iter().filter_map(|(_, label)| label.as_deref());
    texts.extend(labels.map(|label| ("label", label)));
    for own in &deal.own_criteria {
        texts.push(("criterion", &own.id));
        texts.extend(own.label.as_deref().map(|label| ("label", label)));
        texts.extend(
            own.about
                .as_deref()
                .map(|about| ("criterion's `about`", about)),
        );
        texts.extend(
            own.levels
                .iter()
                .map(|(_, level)| ("level", level.as_str())),
        );
    }
    let requirements = deal.requirements.iter();
    texts.extend(requirements.map(|one| ("requirement", one.about.as_str())));
    texts
}

/// Where a text stands.
#[derive(Clone, Copy)]
struct Place<'a> {
    candidate: &'a Candidate,
    line: u32,
    /// The name of the review file.
    review: Option<&'a str>,
}

impl NameSearch<'_> {
    fn deal(&mut self, deal: &Deal) {
        if let Some(problem) = self.namesake("organization", &deal.organization.name) {
            let line = deal.organization.lines.get("name");
            let span = line.map_or(0..0, |line| self.source.line_span(line));
            self.found.deal.push(Problem { span, ..problem });
        }
        for (what, text) in shown_rules(deal) {
            if let Some(problem) = self.namesake(what, text) {
                // No line is kept of each.
                let at = self.source.text.find(text);
                let span = at.map_or(0..0, |at| at..at + text.len());
                self.found.deal.push(Problem { span, ..problem });
            }
        }
        for candidate in &deal.candidates {
            self.candidate(deal, candidate);
        }
    }

    fn candidate(&mut self, deal: &Deal, candidate: &Candidate) {
        let at = |line: Option<u32>| Place {
            candidate,
            line: line.unwrap_or(candidate.line),
            review: None,
        };
        if let Some(problem) = self.namesake("candidate", &candidate.name) {
            self.add(at(None), problem);
        }
        for (key, text) in [("notes", &candidate.notes), ("veto", &candidate.veto)] {
            let text = text.as_deref();
            self.text(key, text, at(candidate.lines.get(key)));
        }
        for (key, evidence) in &candidate.sources {
            let what = format!("sources.{key}");
            let place = at(candidate.lines.get("sources"));
            self.text(&what, evidence.text.as_deref(), place);
        }
        for (id, evidence) in candidate.ratings.evidence_of_each() {
            let line = candidate.ratings.get(*id).map(|rating| rating.line);
            let what = format!("ratings.{}", deal.criterion_id(*id));
            self.text(&what, evidence.text.as_deref(), at(line));
        }
        for (id, panel) in candidate.ratings.panels() {
            let what = format!("ratings.{}", deal.criterion_id(*id));
            for mark in panel.marks.iter().chain(&panel.consensus) {
                let place = Place {
                    review: mark.file.as_deref(),
                    ..at(Some(mark.line))
                };
                let reason = mark.evidence.as_ref();
                self.text(&what, reason.and_then(|of| of.text.as_deref()), place);
                self.text(&what, mark.abstains.as_deref(), place);
            }
        }
    }

    /// The error that somebody or something is called like a reviewer.
    fn namesake(&self, what: &str, name: &str) -> Option<Problem> {
        let folded = folded(name);
        let mut names = self.names.iter();
        names
            .find(|(_, reviewer)| has_words(&folded, reviewer))
            .map(|_| {
                let message = format!("the {what} `{name}` names a reviewer");
                let problem = Problem::new(Code::Conflict, 0..0, message);
                problem.help("call it otherwise, or report without --anonymous")
            })
    }

    fn text(&mut self, what: &str, text: Option<&str>, place: Place<'_>) {
        let Some(text) = text.map(folded) else {
            return;
        };
        let mut names = self.names.iter();
        if let Some((name, _)) = names.find(|(_, name)| has_words(&text, name)) {
            let candidate = &place.candidate.name;
            let message = format!("`{what}` of {candidate} names the reviewer `{name}`");
            let problem = Problem::new(Code::Conflict, 0..0, message);
            let help = "name no reviewer in a reason, or report without --anonymous";
            self.add(place, problem.help(help));
        }
    }

    fn add(&mut self, place: Place<'_>, problem: Problem) {
        let mut files = self.files.iter();
        let review = place
            .review
            .and_then(|name| files.position(|file| file.source.name == name));
        let problem = match (review, &place.candidate.table) {
            (Some(review), _) => {
                let span = self.files[review].source.line_span(place.line);
                problem.in_review(review, span)
            }
            (None, Some(_)) => return self.found.rows.push((place.line, problem)),
            (None, None) => Problem {
                span: self.source.line_span(place.line),
                ..problem
            },
        };
        self.found.deal.push(problem);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_go_on_behind_z() {
        let letters: Vec<String> = [1, 2, 26, 27, 28, 52, 53, 702, 703].map(column_name).into();
        assert_eq!(
            letters,
            ["A", "B", "Z", "AA", "AB", "AZ", "BA", "ZZ", "AAA"]
        );
    }

    #[test]
    fn a_name_is_found_as_whole_words_in_any_case() {
        let names = ["Ana".to_owned(), "Bo Berg".to_owned(), "Ça".to_owned()];
        for text in [
            "Ana",
            "as ANA said",
            "ana's view",
            "see (bo berg)",
            "Banana, Ana",
            "c\u{327}a va",
            "CA VA",
            "An\u{ad}a",
        ] {
            assert!(says_one_of(text, &names), "{text}");
        }
        for text in ["banana", "Anatolia", "Bo", "Berg Bo", ""] {
            assert!(!says_one_of(text, &names), "{text}");
        }
        assert!(!says_one_of("anything", &[String::new()]));
        for (name, text) in [
            ("Weiß", "HERR WEISS"),
            ("José", "Jose said"),
            ("O’Neil", "as O'Neil says"),
            ("Ann-Marie", "Ann\u{2010}Marie"),
            ("山田", "山田さんは反対"),
            ("Işıl", "IŞIL"),
            ("Νίκος", "ΝΙΚΟΣ"),
        ] {
            assert!(says_one_of(text, &[name.to_owned()]), "{name}: {text}");
        }
    }
}
