//! Review files: what a deal with its marks typed in says, the same deal beside review files says too, and no mark is
//! lost.

use std::collections::BTreeMap;
use std::sync::Arc;

use partner_eval::assessment::Assessment;
use partner_eval::confidence::Sampling;
use partner_eval::contract::AssessmentV2;
use partner_eval::deal::Deal;
use partner_eval::read::reviews::ReviewFiles;
use partner_eval::read::{ReadOptions, Reading, Source, read_review, read_with};
use partner_eval::review::{form, merge};
use proptest::prelude::*;
use proptest::{collection, option, sample};
use serde_json::Value as Json;
use toml::{Table, Value};

use super::cases;
use super::deals::{RandomDeal, any_deal};

const REVIEWERS: [&str; 3] = ["Ann", "Bo Berg", "Ça"];
/// What they are, and who gave evidence: names that stand nowhere else.
pub const ROLE: &str = "Rqrole";
pub const GIVER: &str = "Wqgiver";

/// A mark as a deal states it: the second is its reason or evidence.
type Mark = (Option<f64>, Option<Value>);

fn mark() -> impl Strategy<Value = Mark> {
    let evidence = Table::from_iter([
        ("text".to_owned(), "audit".into()),
        ("by".to_owned(), GIVER.into()),
        ("grade".to_owned(), "verified".into()),
        ("until".to_owned(), "2020-01-01".into()),
    ]);
    let why = sample::select(vec![Value::from("seen \"there\""), evidence.into()]);
    (option::weighted(0.8, 0..=100u8), option::of(why)).prop_map(|(tenths, why)| {
        let score = tenths.map(|tenths| f64::from(tenths) / 10.0);
        (score, why.filter(|why| score.is_some() || why.is_str()))
    })
}

/// A mark, where the keys for its reason and for itself are these.
fn stated(mark: &Mark, reason: &str) -> Value {
    match mark {
        (Some(score), None) => Value::from(*score),
        (Some(score), Some(why)) => Table::from_iter([
            ("score".to_owned(), Value::from(*score)),
            (reason.to_owned(), why.clone()),
        ])
        .into(),
        (None, None) => "abstains".into(),
        (None, Some(why)) => Table::from_iter([("abstains".to_owned(), why.clone())]).into(),
    }
}

/// A deal whose panels are typed in, the same without them, and their marks in a file each.
#[derive(Clone, Debug)]
pub struct Committee {
    pub typed: RandomDeal,
    pub bare: RandomDeal,
    pub files: Vec<(String, String)>,
}

fn committee() -> impl Strategy<Value = Committee> {
    committee_of(REVIEWERS)
}

/// A committee of these reviewers, after whom their files are called.
pub fn committee_of(reviewers: [&'static str; 3]) -> impl Strategy<Value = Committee> {
    let marks = collection::vec(option::weighted(0.7, mark()), 24 * reviewers.len());
    let is_listed = any::<bool>();
    (any_deal(), marks, is_listed).prop_map(move |(mut typed, marks, is_listed)| {
        typed.header.insert("deal".into(), {
            let mut deal = typed.header["deal"].as_table().unwrap().clone();
            deal.insert("name".into(), "Deal & Co".into());
            deal.into()
        });
        if is_listed {
            let weights = reviewers.iter().zip([2.0, 1.0, 0.5]);
            let weights: Table = weights
                .map(|(name, weight)| {
                    let rater = [("weight", Value::from(weight)), ("role", ROLE.into())];
                    let rater = rater.map(|(key, value)| (key.to_owned(), value));
                    ((*name).to_owned(), Table::from_iter(rater).into())
                })
                .collect();
            typed.header.insert("reviewers".into(), weights.into());
        }
        let mut bare = typed.clone();
        let mut files: BTreeMap<&str, Vec<(String, Table)>> = BTreeMap::new();
        for name in reviewers {
            files.insert(name, Vec::new());
        }
        let mut marks = marks.into_iter();
        for (typed, bare) in typed.candidates.iter_mut().zip(&mut bare.candidates) {
            let name = typed["name"].as_str().unwrap().to_owned();
            let ratings = typed["ratings"].as_table_mut().unwrap();
            for (id, rating) in ratings.iter_mut() {
                let given: Vec<(&str, Mark)> = reviewers
                    .into_iter()
                    .filter_map(|reviewer| Some((reviewer, marks.next()??)))
                    .collect();
                if given.is_empty() {
                    continue;
                }
                let by: Table = given
                    .iter()
                    .map(|(reviewer, mark)| ((*reviewer).to_owned(), stated(mark, "evidence")))
                    .collect();
                *rating = Table::from_iter([("by".to_owned(), by.into())]).into();
                bare["ratings"].as_table_mut().unwrap().remove(id);
                for (reviewer, mark) in given {
                    let file = files.get_mut(reviewer).unwrap();
                    if file.last().is_none_or(|(last, _)| *last != name) {
                        file.push((name.clone(), Table::new()));
                    }
                    let marks = &mut file.last_mut().unwrap().1;
                    marks.insert(id.clone(), stated(&mark, "reason"));
                }
            }
        }
        let files = files.into_iter().map(|(reviewer, candidates)| {
            let path = format!("{}.toml", reviewer.to_lowercase());
            (path, review_text(reviewer, &candidates))
        });
        Committee {
            files: files.collect(),
            typed,
            bare,
        }
    })
}

fn review_text(reviewer: &str, candidates: &[(String, Table)]) -> String {
    let head = [("reviewer", reviewer), ("deal", "Deal & Co")];
    let head: Table = head
        .map(|(key, text)| (key.to_owned(), text.into()))
        .into_iter()
        .collect();
    let candidates = candidates.iter().map(|(name, marks)| {
        Value::Table(Table::from_iter([
            ("name".to_owned(), name.clone().into()),
            ("marks".to_owned(), marks.clone().into()),
        ]))
    });
    let candidates: Vec<Value> = candidates.collect();
    let file = Table::from_iter([
        ("review".to_owned(), Value::Table(head)),
        ("candidates".to_owned(), candidates.into()),
    ]);
    toml::to_string(&file).unwrap()
}

fn read_files(files: &[(String, String)]) -> Arc<ReviewFiles> {
    let mut files: Vec<_> = files
        .iter()
        .map(|(name, text)| {
            let read = read_review(Source::new(name.as_str(), text.as_str()));
            read.unwrap_or_else(|(_, problems)| panic!("{problems:#?}\n{text}"))
                .0
        })
        .collect();
    files.sort_by(|a, b| a.source.name.cmp(&b.source.name));
    Arc::new(ReviewFiles {
        files,
        is_incomplete: true,
    })
}

fn beside(text: &str, files: &[(String, String)]) -> Reading {
    let options = ReadOptions {
        reviews: Some(read_files(files)),
        ..ReadOptions::default()
    };
    read_with(&Source::new("deal.toml", text), &options)
}

/// All that is said of a deal, apart from places and digests.
fn said(deal: &Deal, source: &Source) -> Json {
    let sampling = Sampling {
        draws: Some(20),
        ..Sampling::default()
    };
    let assessment = Assessment::of(deal, sampling);
    let document = AssessmentV2::of(source, &assessment, |_| true);
    let mut document = serde_json::to_value(document).unwrap();
    forget_places(&mut document);
    document
}

fn forget_places(value: &mut Json) {
    match value {
        Json::Object(entries) => {
            let is_mark = entries.contains_key("abstains");
            entries.retain(|key, _| {
                !(["line", "sha256", "inputs", "missing_reviews"].contains(&key.as_str())
                    || is_mark && key == "source")
            });
            entries.values_mut().for_each(forget_places);
        }
        Json::Array(items) => items.iter_mut().for_each(forget_places),
        Json::Null | Json::Bool(_) | Json::Number(_) | Json::String(_) => {}
    }
}

proptest! {
    #![proptest_config(cases(150))]

    #[test]
    fn review_files_say_what_marks_in_the_deal_say(committee in committee(), turn in 0..3usize) {
        let typed = committee.typed.read();
        let source = Source::new("deal.toml", committee.typed.text());
        let expected = said(&typed, &source);

        let mut files = committee.files.clone();
        files.rotate_left(turn);
        let bare = committee.bare.text();
        let reading = beside(&bare, &files);
        let Some(deal) = reading.deal else {
            panic!("{:#?}\n{bare}", reading.problems);
        };
        prop_assert_eq!(&said(&deal, &source), &expected);

        let merged = merge(&Source::new("deal.toml", bare.as_str()), &read_files(&files)).unwrap();
        let merged = crate::harness::deal(&merged);
        prop_assert_eq!(&said(&merged, &source), &expected);
    }

    /// Whatever a file says, each of its marks is in the deal with its place, or there is an error.
    #[test]
    fn no_mark_is_lost(
        committee in committee(),
        from in sample::select(vec!["score", "Candidate 0", "Deal & Co", "Ann", "name", "trust", "1", "Bo Berg"]),
        to in sample::select(vec!["score", "Candidate 1", "Ann", "99", "commitment", "?", "marks", "Ça"]),
    ) {
        let mut files = committee.files.clone();
        for (_, text) in &mut files {
            *text = text.replacen(from, to, 1);
        }
        let read = files.iter().map(|(name, text)| {
            read_review(Source::new(name.as_str(), text.as_str()))
        });
        // An error in the file itself.
        prop_assume!(read.into_iter().all(|read| read.is_ok()));
        let reading = beside(&committee.bare.text(), &files);
        let Some(deal) = reading.deal else {
            let has_error = reading.problems.iter().any(|problem| !problem.is_warning());
            prop_assert!(has_error);
            return Ok(());
        };
        let count: usize = read_files(&files).files.iter().map(|file| file.count()).sum();
        let found = deal.candidates.iter().flat_map(|one| one.ratings.panels());
        let found = found.flat_map(|(_, panel)| &panel.marks);
        prop_assert_eq!(found.filter(|mark| mark.file.is_some() && mark.line > 0).count(), count);
    }

    /// What a reviewer is asked does not depend on what others say.
    #[test]
    fn a_reviewer_sees_nothing_of_the_others(committee in committee()) {
        let without = |reviewer: &str| {
            let mut deal = committee.typed.clone();
            for candidate in &mut deal.candidates {
                let ratings = candidate["ratings"].as_table_mut().unwrap();
                let others = |rating: &mut Value| match rating.get_mut("by") {
                    Some(by) => {
                        let by = by.as_table_mut().unwrap();
                        by.retain(|name, _| name == reviewer);
                        !by.is_empty()
                    }
                    None => true,
                };
                ratings.retain(|_, rating| others(rating));
            }
            deal.read()
        };
        let typed = committee.typed.read();
        for reviewer in REVIEWERS {
            let alone = without(reviewer);
            prop_assert_eq!(form(&typed, reviewer), form(&alone, reviewer));
        }
    }
}
