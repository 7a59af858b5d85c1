//! Every report with its formats: a new format is its name and a line here, and a file that writes it.

use std::fmt;

use clap::ValueEnum;

use super::assessments::AssessReport;
use super::best_sets::BestSets;
use super::diff::{Moves, history, many};
use super::explained::Explanation;
use super::sanitize::{harmless, without_marks};
use super::text::Page;
use super::{
    composition, csv, findings, fit, github, gitlab, json, junit, markdown, problems, record,
    sarif, table, verify,
};
use crate::contract::{FitV2, HistoryV2, ProblemV2, ProblemsV2, VerifyV2, line, pretty};
use crate::deal::{Deal, Problem};
use crate::fit::Form;
use crate::read::Source;

/// A format; the writers below say which report has which.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// Columns for people.
    Table,
    /// Sentences for people.
    Text,
    /// A document of the contract, for programs.
    Json,
    /// A record a line, for programs.
    #[value(alias = "jsonl", alias = "ndjson")]
    JsonLines,
    /// A row a candidate or set, for spreadsheets.
    Csv,
    /// A row a candidate and criterion, for spreadsheets.
    CsvLong,
    /// A comment on a pull request.
    Markdown,
    /// Annotations of a GitHub workflow.
    Github,
    /// A test report of a CI server.
    Junit,
    /// Findings at lines of files, for code scanning.
    Sarif,
    /// The same for GitLab.
    Gitlab,
}

impl Format {
    /// Whether people read it: then it has colour, and the width of their terminal.
    pub const fn is_for_people(self) -> bool {
        matches!(self, Format::Table | Format::Text)
    }
}

impl fmt::Display for Format {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let value = self.to_possible_value();
        out.write_str(value.as_ref().map_or("", |value| value.get_name()))
    }
}

/// What a command prints.
pub trait Report: Sized {
    /// The formats that it has, in the order of the help.
    fn writers() -> Vec<Writer<Self>>;
}

/// How a report is written in a format.
pub struct Writer<R> {
    /// The format.
    pub format: Format,
    /// What the help says of it.
    pub about: &'static str,
    write: fn(&R, Page) -> anyhow::Result<String>,
}

impl<R> Writer<R> {
    fn new(
        format: Format,
        about: &'static str,
        write: fn(&R, Page) -> anyhow::Result<String>,
    ) -> Self {
        Self {
            format,
            about,
            write,
        }
    }
}

/// A report in one of its formats.
pub fn render<R: Report>(report: &R, format: Format, page: Page) -> anyhow::Result<String> {
    let writers = R::writers();
    let writer = writers.iter().find(|writer| writer.format == format);
    let writer = writer.ok_or_else(|| anyhow::anyhow!("this has no format `{format}`"))?;
    let text = (writer.write)(report, page)?;
    Ok(match format {
        // Its lines are commands, in which no name begins one.
        Format::Github => text,
        // Cells are made harmless one by one, so that readers of tables lose nothing.
        Format::Csv | Format::CsvLong => text,
        // The same to whoever reads these.
        Format::Json | Format::JsonLines | Format::Sarif | Format::Gitlab => {
            without_marks(&text, "\\u0023")
        }
        Format::Junit => without_marks(&text, "&#35;"),
        Format::Table | Format::Text | Format::Markdown => harmless(&text).into_owned(),
    })
}

const COMMENT: &str = "A comment on a pull request, or a job summary";
const ANNOTATIONS: &str = "Annotations of a GitHub workflow, at the lines of the file";
const CASES: &str = "A test case a candidate and gate";
const SARIF: &str = "SARIF, for code scanning";
const GITLAB: &str = "A Code Quality report of GitLab";
const ROW_A_CANDIDATE: &str = "A row a candidate, for spreadsheets";
const ROW_A_CRITERION: &str = "A row a candidate and criterion, for spreadsheets";

impl Report for AssessReport<'_> {
    fn writers() -> Vec<Writer<Self>> {
        vec![
            Writer::new(Format::Table, "A comparison for people", |report, page| {
                table::render(&report.assessments, page)
            }),
            Writer::new(
                Format::Json,
                "Everything, for programs: an object for one file, a list for several",
                json::render,
            ),
            Writer::new(
                Format::JsonLines,
                "Everything, for programs: an object a file, each on a line",
                json::render_lines,
            ),
            Writer::new(Format::Csv, ROW_A_CANDIDATE, |report, _| {
                csv::render(&report.assessments, report.csv)
            }),
            Writer::new(Format::CsvLong, ROW_A_CRITERION, |report, _| {
                csv::render_long(&report.assessments, report.csv)
            }),
            Writer::new(Format::Markdown, COMMENT, |report, _| {
                Ok(markdown::render(&report.assessments, &report.unread))
            }),
            Writer::new(Format::Github, ANNOTATIONS, |report, _| {
                Ok(github::render(&report.judgements(), report.annotated))
            }),
            Writer::new(Format::Junit, CASES, |report, _| {
                junit::render(junit::suites(report))
            }),
            Writer::new(Format::Sarif, SARIF, |report, _| {
                sarif::render(&findings::of_report(&report.problems, &report.judgements()))
            }),
            Writer::new(Format::Gitlab, GITLAB, |report, _| {
                gitlab::render(&findings::of_report(&report.problems, &report.judgements()))
            }),
        ]
    }
}

/// The best rows of a table, assessed.
pub struct BestRows<'a>(pub AssessReport<'a>);

impl Report for BestRows<'_> {
    fn writers() -> Vec<Writer<Self>> {
        vec![
            Writer::new(
                Format::Table,
                "A comparison of the best, for people",
                |BestRows(best), page| table::render(&best.assessments, page),
            ),
            Writer::new(
                Format::Json,
                "Everything about the best, for programs; with --all a record a line",
                |BestRows(best), _| json::render_one(&best.assessments),
            ),
            Writer::new(Format::Csv, ROW_A_CANDIDATE, |BestRows(best), _| {
                csv::render(&best.assessments, best.csv)
            }),
            Writer::new(Format::CsvLong, ROW_A_CRITERION, |BestRows(best), _| {
                csv::render_long(&best.assessments, best.csv)
            }),
            Writer::new(Format::Markdown, COMMENT, |BestRows(best), _| {
                Ok(markdown::render(&best.assessments, &[]))
            }),
            Writer::new(
                Format::JsonLines,
                "A record a line",
                |BestRows(best), page| record::render(&best.assessments, page),
            ),
            Writer::new(Format::Github, ANNOTATIONS, |BestRows(best), _| {
                Ok(github::render(&best.judgements(), best.annotated))
            }),
            Writer::new(Format::Junit, CASES, |BestRows(best), _| {
                junit::render(junit::suites(best))
            }),
            Writer::new(Format::Sarif, SARIF, |BestRows(best), _| {
                sarif::render(&findings::of_report(&best.problems, &best.judgements()))
            }),
            Writer::new(Format::Gitlab, GITLAB, |BestRows(best), _| {
                gitlab::render(&findings::of_report(&best.problems, &best.judgements()))
            }),
        ]
    }
}

const FOR_PEOPLE: &str = "For people";
const FOR_PROGRAMS: &str = "For programs";
const ON_A_LINE: &str = "The same on one line";

impl Report for BestSets<'_> {
    fn writers() -> Vec<Writer<Self>> {
        vec![
            Writer::new(Format::Table, FOR_PEOPLE, |sets, page| {
                Ok(composition::render(
                    sets.source,
                    sets.deal,
                    &sets.found,
                    page,
                ))
            }),
            Writer::new(Format::Json, "Everything, for programs", |sets, _| {
                Ok(pretty(&sets.document())?)
            }),
            Writer::new(Format::JsonLines, ON_A_LINE, |sets, _| {
                Ok(line(&sets.document())?)
            }),
            Writer::new(Format::Csv, "A row a set, for spreadsheets", |sets, _| {
                Ok(csv::render_sets(sets.deal, &sets.found, sets.csv))
            }),
            Writer::new(Format::Markdown, COMMENT, |sets, _| {
                Ok(composition::markdown(
                    sets.source,
                    sets.deal,
                    &sets.found,
                    sets.run.not_met(),
                ))
            }),
            Writer::new(Format::Github, ANNOTATIONS, |sets, _| {
                Ok(github::render(&[sets.judgement()], sets.annotated))
            }),
            Writer::new(Format::Junit, "A test case a set and gate", |sets, _| {
                junit::render([junit::Suite::Judged(sets.judgement())])
            }),
            Writer::new(Format::Sarif, SARIF, |sets, _| {
                sarif::render(&sets.findings())
            }),
            Writer::new(Format::Gitlab, GITLAB, |sets, _| {
                gitlab::render(&sets.findings())
            }),
        ]
    }
}

impl Report for Explanation<'_> {
    fn writers() -> Vec<Writer<Self>> {
        vec![
            Writer::new(Format::Text, FOR_PEOPLE, |explanation, page| {
                Ok(explanation.text(page))
            }),
            Writer::new(Format::Markdown, COMMENT, |explanation, _| {
                Ok(explanation.markdown())
            }),
            Writer::new(Format::Json, FOR_PROGRAMS, |explanation, _| {
                Ok(pretty(&explanation.document())?)
            }),
            Writer::new(Format::JsonLines, ON_A_LINE, |explanation, _| {
                Ok(line(&explanation.document())?)
            }),
        ]
    }
}

/// The forms that suit a deal.
pub struct Fit<'a> {
    /// The deal.
    pub deal: &'a Deal,
    /// How each form suits.
    pub forms: Vec<Form>,
}

impl Report for Fit<'_> {
    fn writers() -> Vec<Writer<Self>> {
        vec![
            Writer::new(Format::Text, FOR_PEOPLE, |found, page| {
                Ok(fit::render(found.deal, &found.forms, page))
            }),
            Writer::new(Format::Json, FOR_PROGRAMS, |found, _| {
                Ok(pretty(&FitV2::of(found.deal, &found.forms))?)
            }),
            Writer::new(Format::JsonLines, ON_A_LINE, |found, _| {
                Ok(line(&FitV2::of(found.deal, &found.forms))?)
            }),
            Writer::new(Format::Markdown, COMMENT, |found, _| {
                Ok(fit::markdown(found.deal, &found.forms))
            }),
        ]
    }
}

impl Report for VerifyV2 {
    fn writers() -> Vec<Writer<Self>> {
        vec![
            Writer::new(Format::Text, FOR_PEOPLE, |found, page| {
                Ok(verify::render(found, page))
            }),
            Writer::new(Format::Json, FOR_PROGRAMS, |found, _| Ok(pretty(found)?)),
        ]
    }
}

impl Report for Moves {
    fn writers() -> Vec<Writer<Self>> {
        vec![
            Writer::new(Format::Text, FOR_PEOPLE, many::text),
            Writer::new(Format::Markdown, "For a pull request", many::markdown),
            Writer::new(
                Format::Json,
                "For programs: an object for two deals, a list for folders and lists",
                many::json,
            ),
            Writer::new(
                Format::JsonLines,
                "For programs: an object a deal, each on a line",
                many::json_lines,
            ),
        ]
    }
}

impl Report for HistoryV2 {
    fn writers() -> Vec<Writer<Self>> {
        vec![
            Writer::new(Format::Text, FOR_PEOPLE, |found, page| {
                Ok(history::text(found, page))
            }),
            Writer::new(Format::Markdown, COMMENT, |found, _| {
                Ok(history::markdown(found))
            }),
            Writer::new(Format::Json, FOR_PROGRAMS, |found, _| Ok(pretty(found)?)),
            Writer::new(Format::JsonLines, ON_A_LINE, |found, _| Ok(line(found)?)),
        ]
    }
}

/// What `check` found.
pub struct Problems {
    /// The files with what is wrong with them.
    pub found: Vec<(Source, Vec<Problem>)>,
    /// What is said of files that are valid; nothing if one is not.
    pub summary: String,
}

impl Report for Problems {
    fn writers() -> Vec<Writer<Self>> {
        vec![
            Writer::new(Format::Text, "Excerpts with a caret", |found, _| {
                let files = found.found.iter();
                let texts = files.map(|(source, all)| problems::render(source, all));
                Ok(texts.collect::<String>() + &found.summary)
            }),
            Writer::new(Format::Json, FOR_PROGRAMS, |problems, _| {
                Ok(pretty(&ProblemsV2::of(problems.all()))?)
            }),
            Writer::new(Format::JsonLines, ON_A_LINE, |problems, _| {
                Ok(line(&ProblemsV2::of(problems.all()))?)
            }),
            Writer::new(Format::Github, "Workflow annotations", |problems, _| {
                let all = problems.all().map(|(source, p)| ProblemV2::of(source, p));
                Ok(github::problems(&all.collect::<Vec<_>>(), github::MOST).0)
            }),
            Writer::new(Format::Sarif, SARIF, |problems, _| {
                sarif::render(&problems.findings())
            }),
            Writer::new(Format::Gitlab, GITLAB, |problems, _| {
                gitlab::render(&problems.findings())
            }),
        ]
    }
}

impl Problems {
    fn findings(&self) -> Vec<findings::Finding> {
        let all = self.all().map(|(source, p)| ProblemV2::of(source, p));
        findings::of_problems(&all.collect::<Vec<_>>())
    }

    fn all(&self) -> impl Iterator<Item = (&Source, &Problem)> {
        let files = self.found.iter();
        files.flat_map(|(source, problems)| problems.iter().map(move |problem| (source, problem)))
    }
}
