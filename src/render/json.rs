//! `assess --format json` and `json-lines`: everything, for programs.

use anyhow::Context;
use serde::Serialize;

use super::assessments::{AssessReport, Assessed, Assessments, Entry};
use super::text::Page;
use crate::contract::{AssessmentV2, UnreadV2, pretty};

/// What stands for a file: its assessment, or what is wrong with it.
#[derive(Serialize)]
#[serde(untagged)]
enum Document {
    Assessed(Box<AssessmentV2>),
    Unread(UnreadV2),
}

/// An object for one file, a list for several.
pub fn render(report: &AssessReport<'_>, _: Page) -> anyhow::Result<String> {
    let documents = documents(report);
    Ok(match documents.as_slice() {
        [one] if !report.is_list => pretty(one)?,
        several => pretty(&several)?,
    })
}

/// An object a file, each on a line: the form for any number of files.
pub fn render_lines(report: &AssessReport<'_>, _: Page) -> anyhow::Result<String> {
    let mut text = String::new();
    for document in documents(report) {
        text.push_str(&serde_json::to_string(&document)?);
        text.push('\n');
    }
    Ok(text)
}

/// The object of the only deal.
pub fn render_one(all: &Assessments<'_>) -> anyhow::Result<String> {
    let deal = all.deals.first().context("no deal was assessed")?;
    Ok(pretty(&assessed(all, deal))?)
}

fn documents(report: &AssessReport<'_>) -> Vec<Document> {
    let entries = report.entries();
    let documents = entries.map(|entry| match entry {
        Entry::Assessed(_, deal) => {
            Document::Assessed(Box::new(assessed(&report.assessments, deal)))
        }
        Entry::Unread(file) => Document::Unread(UnreadV2::of(&file.source, &file.problems)),
    });
    documents.collect()
}

fn assessed(all: &Assessments<'_>, deal: &Assessed<'_>) -> AssessmentV2 {
    let shows = |candidate: &_| all.shows(candidate);
    AssessmentV2::of(deal.source, deal.assessment, shows)
}
