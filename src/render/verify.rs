//! `verify --format text`: whether assessments are the same, and what differs.

use super::sanitize::sanitize;
use super::text::{BOLD, Page};
use crate::contract::{DifferingV2, VerifiedV2, VerifyV2};
use crate::explain::{count, list};
use crate::seal::moved_words;

/// Values of an assessment that are listed; JSON has all.
const MOST_DIFFERENCES: usize = 20;

/// A line an assessment, and one a value that differs.
pub fn render(verified: &VerifyV2, page: Page) -> String {
    let assessments = verified.assessments.iter();
    assessments.map(|one| assessment(one, page)).collect()
}

fn assessment(verified: &VerifiedV2, page: Page) -> String {
    let files: Vec<&str> = verified
        .inputs
        .iter()
        .map(|file| file.source.as_str())
        .collect();
    let files = list(&files, "and");
    let differences = &verified.differences;
    let found = match differences.len() {
        0 => "same".to_owned(),
        many => format!(
            "{} differ{}",
            count(many as u64, "value"),
            if many == 1 { "s" } else { "" }
        ),
    };
    let mut text = format!(
        "{BOLD}{}{BOLD:#}: {found}, computed again from {}\n",
        sanitize(&verified.deal),
        sanitize(&files)
    );
    for DifferingV2 { path, was, is } in differences.iter().take(MOST_DIFFERENCES) {
        let words = moved_words(path, was.as_ref(), is.as_ref());
        text.push_str(&page.paragraph("", BOLD, &words));
    }
    if differences.len() > MOST_DIFFERENCES {
        let more = differences.len() - MOST_DIFFERENCES;
        text.push_str(&page.paragraph(
            "",
            BOLD,
            &format!("and {more} more, all of them with --format json"),
        ));
    }
    text
}
