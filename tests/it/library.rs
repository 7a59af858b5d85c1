//! The library as others call it: it takes what it gets, and its errors are errors.

use std::sync::atomic::AtomicBool;

use partner_eval::assessment::{Assessment, Run};
use partner_eval::compose::{Request, SetAnalysis, compose};
use partner_eval::confidence::{Confidence, Sampling};
use partner_eval::contract::{AssessmentV2, CompositionV2, FitV2};
use partner_eval::criteria::Relation;
use partner_eval::deal::Deal;
use partner_eval::fit::fit;
use partner_eval::read::{ReadOptions, Source, read};
use partner_eval::render::{
    AssessReport, Assessed, Assessments, BestRows, BestSets, Fit, Page, Report, write,
};
use partner_eval::score::{Evaluation, Terms, Verdict};

use crate::harness::{self, toml_files};

/// Every example, without its candidates.
fn deals_without_candidates() -> Vec<(Source, Deal)> {
    let deals = toml_files("examples").into_iter().map(|(_, text)| {
        let mut deal = harness::deal(&text);
        deal.candidates.clear();
        (Source::new("deal.toml", &text), deal)
    });
    deals.collect()
}

fn print<R: Report>(report: &R) -> Vec<String> {
    let writers = R::writers().into_iter();
    writers
        .map(|writer| {
            let mut text = Vec::new();
            write(report, writer.format, Page::new(Some(80)), &mut text).unwrap();
            // A workbook is no text.
            String::from_utf8_lossy(&text).into_owned()
        })
        .collect()
}

#[test]
fn nobody_is_assessed_without_a_panic() {
    for (source, deal) in deals_without_candidates() {
        for draws in [None, Some(0), Some(100)] {
            let assessment = Assessment::of(&deal, Sampling { draws, seed: 1 });
            assert_eq!(assessment.rows, []);
            assert_eq!(assessment.leading_score(), 0.0);
            let document = AssessmentV2::of(&source, &assessment, |_| true);
            assert_eq!(document.confidence.leader, None);
            let assessments = || Assessments {
                deals: vec![Assessed {
                    source: &source,
                    assessment: &assessment,
                }],
                shown: &[],
                accepts_conditional: false,
            };
            for text in print(&AssessReport::of(assessments()))
                .iter()
                .chain(&print(&BestRows(AssessReport::of(assessments()))))
            {
                assert!(!text.contains("NaN"), "{text}");
            }
        }
    }
}

#[test]
fn a_set_of_nobody_is_scored_without_a_panic() {
    for (source, deal) in deals_without_candidates() {
        let evaluation = Evaluation::of(&deal, &[]);
        assert_eq!(Confidence::of(&deal, &[], Sampling::default()).draws, 0);
        let _ = Terms::of(&Relation::new(&deal, &[]), &evaluation);
        let _ = SetAnalysis::of(&deal, &[]);
        let set = partner_eval::compose::Found {
            members: Vec::new(),
            evaluation,
        };
        let document = CompositionV2::of_set(&source, &deal, &Run::default(), &set);
        assert_eq!(document.sets[0].members, [""; 0]);
        print(&partner_eval::render::Explanation::Set(
            &source,
            &deal,
            Run::default(),
            Box::new(set),
        ));
        let request = Request {
            pool: Vec::new(),
            with: Vec::new(),
            least: 0,
            most: 3,
            top: 5,
            verdict: Verdict::NotRecommended,
            demands: deal.compose.clone(),
            time_limit: None,
            threads: 1,
        };
        let found = compose(&deal, &request, &AtomicBool::new(false), |_| {});
        print(&BestSets::of(&source, &deal, found));
    }
}

#[test]
fn nobody_fits_a_form_without_a_panic() {
    let options = ReadOptions::default();
    for (source, deal) in deals_without_candidates() {
        assert_eq!(fit(&Source::new("deal.toml", ""), &deal, &options), []);
        assert_eq!(FitV2::of(&deal, &[]).forms, []);
        for forms in [Vec::new(), fit(&source, &deal, &options)] {
            print(&Fit { deal: &deal, forms });
        }
    }
}

#[test]
fn problems_are_errors() {
    let reading = read(&Source::new("deal.toml", "[deal]\nname = 'Depot'\n"));
    let error: Box<dyn std::error::Error + Send + Sync> =
        Box::new(reading.problems.into_iter().next().unwrap());
    assert!(error.to_string().starts_with("error[PE006]: "), "{error}");
}
