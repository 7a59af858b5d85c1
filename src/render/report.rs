//! Every report with its formats: a new format is its name and a line here, and a file that writes it.

use std::borrow::Cow;
use std::fmt;
use std::io::{BufWriter, Write};

use clap::ValueEnum;

use super::assessments::AssessReport;
use super::best_sets::BestSets;
use super::diff::{Moves, history, many};
use super::explained::Explanation;
use super::sanitize::{Unmarked, harmless, without_marks};
use super::text::Page;
use super::{
    composition, csv, findings, fit, github, gitlab, json, junit, markdown, problems, record,
    sarif, table, verify, workbook,
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
    /// A workbook with live formulas.
    Xlsx,
}

impl Format {
    /// Whether people read it: then it has colour, and the width of their terminal.
    pub const fn is_for_people(self) -> bool {
        matches!(self, Format::Table | Format::Text)
    }

    /// Whether it is bytes that no terminal shows.
    pub const fn is_binary(self) -> bool {
        matches!(self, Format::Xlsx)
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
    way: Way<R>,
}

/// How the text of a report comes about.
enum Way<R> {
    /// As a whole.
    Whole(fn(&R, Page) -> anyhow::Result<String>),
    /// As JSON, written while it is made: it may be longer than memory allows.
    Json(fn(&R, &mut dyn Write) -> serde_json::Result<()>),
    /// As the bytes of a file.
    Bytes(fn(&R) -> anyhow::Result<Vec<u8>>),
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
            way: Way::Whole(write),
        }
    }

    fn json(
        format: Format,
        about: &'static str,
        write: fn(&R, &mut dyn Write) -> serde_json::Result<()>,
    ) -> Self {
        Self {
            format,
            about,
            way: Way::Json(write),
        }
    }

    fn bytes(
        format: Format,
        about: &'static str,
        write: fn(&R) -> anyhow::Result<Vec<u8>>,
    ) -> Self {
        Self {
            format,
            about,
            way: Way::Bytes(write),
        }
    }
}

/// Writes a report in one of its formats. Where `out` cannot be written to, the error is one of input and output.
pub fn write<R: Report>(
    report: &R,
    format: Format,
    page: Page,
    out: &mut dyn Write,
) -> anyhow::Result<()> {
    let writers = R::writers();
    let writer = writers.iter().find(|writer| writer.format == format);
    let writer = writer.ok_or_else(|| anyhow::anyhow!("this has no format `{format}`"))?;
    match writer.way {
        Way::Whole(render) => {
            let text = render(report, page)?;
            out.write_all(safe(&text, format).as_bytes())?;
        }
        Way::Bytes(render) => out.write_all(&render(report)?)?,
        Way::Json(write) => {
            let mut out = BufWriter::with_capacity(1 << 16, out);
            write(report, &mut Unmarked::new(&mut out, IN_JSON)).map_err(std::io::Error::from)?;
            out.flush()?;
        }
    }
    Ok(())
}

/// How the second `#` of a mark is written in JSON.
const IN_JSON: &str = "\\u0023";

/// A text in which no name commands a CI runner.
fn safe(text: &str, format: Format) -> Cow<'_, str> {
    match format {
        // Its lines are commands, in which no name begins one.
        Format::Github => Cow::Borrowed(text),
        // Cells are made harmless one by one, so that readers of tables lose nothing.
        Format::Csv | Format::CsvLong => Cow::Borrowed(text),
        // No text.
        Format::Xlsx => Cow::Borrowed(text),
        // The same to whoever reads these.
        Format::Json | Format::JsonLines | Format::Sarif | Format::Gitlab => {
            Cow::Owned(without_marks(text, IN_JSON))
        }
        Format::Junit => Cow::Owned(without_marks(text, "&#35;")),
        Format::Table | Format::Text | Format::Markdown => harmless(text),
    }
}

const COMMENT: &str = "A comment on a pull request, or a job summary";
const ANNOTATIONS: &str = "Annotations of a GitHub workflow, at the lines of the file";
const CASES: &str = "A test case a candidate and gate";
const WORKBOOK: &str =
    "A workbook whose scores follow when a weight, a mark or a minimum is changed";
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
            Writer::json(
                Format::Json,
                "Everything, for programs: an object for one file, a list for several",
                json::write,
            ),
            Writer::json(
                Format::JsonLines,
                "Everything, for programs: an object a file, each on a line",
                json::write_lines,
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
            Writer::json(Format::Sarif, SARIF, |report, out| {
                sarif::write(
                    &findings::of_report(&report.problems, &report.judgements()),
                    out,
                )
            }),
            Writer::json(Format::Gitlab, GITLAB, |report, out| {
                gitlab::write(
                    &findings::of_report(&report.problems, &report.judgements()),
                    out,
                )
            }),
            Writer::bytes(Format::Xlsx, WORKBOOK, |report| {
                workbook::render(&report.assessments)
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
            Writer::json(
                Format::Json,
                "Everything about the best, for programs; with --all a record a line",
                |BestRows(best), out| json::write(best, out),
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
            Writer::json(Format::Sarif, SARIF, |BestRows(best), out| {
                sarif::write(
                    &findings::of_report(&best.problems, &best.judgements()),
                    out,
                )
            }),
            Writer::json(Format::Gitlab, GITLAB, |BestRows(best), out| {
                gitlab::write(
                    &findings::of_report(&best.problems, &best.judgements()),
                    out,
                )
            }),
            Writer::bytes(Format::Xlsx, WORKBOOK, |BestRows(best)| {
                workbook::render(&best.assessments)
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
                    &sets.reading,
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
            Writer::json(Format::Sarif, SARIF, |sets, out| {
                sarif::write(&sets.findings(), out)
            }),
            Writer::json(Format::Gitlab, GITLAB, |sets, out| {
                gitlab::write(&sets.findings(), out)
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
            Writer::json(Format::Sarif, SARIF, |problems, out| {
                sarif::write(&problems.findings(), out)
            }),
            Writer::json(Format::Gitlab, GITLAB, |problems, out| {
                gitlab::write(&problems.findings(), out)
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
