//! `assess --format json` and `json-lines`: everything, for programs. Candidates are written one by one.

use std::io::Write;

use serde::{Serialize, Serializer};

use super::assessments::{AssessReport, Entry};
use crate::contract::{AssessmentV2, Each, UnreadV2, write_line, write_pretty};

/// An object for one file, a list for several.
pub fn write(report: &AssessReport<'_>, out: &mut dyn Write) -> serde_json::Result<()> {
    let mut documents = documents(report);
    match (documents.next(), documents.next()) {
        (Some(one), None) if !report.is_list => write_pretty(out, &one),
        _ => write_pretty(out, &Each(|| self::documents(report))),
    }
}

/// An object a file, each on a line: the form for any number of files.
pub fn write_lines(report: &AssessReport<'_>, out: &mut dyn Write) -> serde_json::Result<()> {
    documents(report).try_for_each(|document| write_line(&mut *out, &document))
}

/// What stands for a file: its assessment, or what is wrong with it.
struct Document<'r, 'a> {
    report: &'r AssessReport<'a>,
    entry: Entry<'r, 'a>,
}

fn documents<'r, 'a>(report: &'r AssessReport<'a>) -> impl Iterator<Item = Document<'r, 'a>> {
    let entries = report.entries();
    entries.map(move |entry| Document { report, entry })
}

impl Serialize for Document<'_, '_> {
    fn serialize<O: Serializer>(&self, out: O) -> Result<O::Ok, O::Error> {
        match &self.entry {
            Entry::Assessed(_, deal) => {
                let shows = |candidate: &_| self.report.assessments.shows(candidate);
                AssessmentV2::written(deal.source, deal.assessment, shows).serialize(out)
            }
            Entry::Unread(file) => UnreadV2::of(&file.source, &file.problems).serialize(out),
        }
    }
}
