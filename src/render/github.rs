//! `--format github`: workflow commands, which GitHub shows at the line of the file.
//!
//! <https://docs.github.com/actions/reference/workflow-commands-for-github-actions>

use super::assessments::{Assessed, Assessments};
use super::sanitize::sanitize;
use super::text::Page;
use super::words::gate_reasons;
use crate::criteria::Relation;
use crate::deal::Problem;
use crate::explain::{Place, line};
use crate::read::Source;
use crate::read::table::RowProblem;
use crate::score::{Concern, GateKind, Verdict};

/// How loud an annotation is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Level {
    Error,
    Warning,
    Notice,
}

/// What is wrong, and what to do about it.
fn words(problem: &Problem) -> String {
    match &problem.help {
        Some(help) => format!("{} ({help})", problem.message),
        None => problem.message.clone(),
    }
}

impl Level {
    fn of(problem: &Problem) -> Self {
        if problem.is_warning() {
            Level::Warning
        } else {
            Level::Error
        }
    }

    const fn id(self) -> &'static str {
        match self {
            Level::Error => "error",
            Level::Warning => "warning",
            Level::Notice => "notice",
        }
    }
}

/// A problem at its key.
pub fn problem(source: &Source, problem: &Problem) -> String {
    let level = Level::of(problem);
    let (line, column) = source.position(problem.span.start);
    let (end_line, end_column) = source.position(problem.span.end);
    let message = words(problem);
    let place = format!("line={line},col={column},endLine={end_line},endColumn={end_column}");
    command(level, &source.name, &place, problem.code.id(), &message)
}

/// A problem with a row of a table.
pub fn row_problem(table: &str, located: &RowProblem) -> String {
    let problem = &located.problem;
    let level = Level::of(problem);
    let column = match (located.column, &located.name) {
        (Some(column), Some(name)) => format!("column {column} ({name}): "),
        (Some(column), None) => format!("column {column}: "),
        (None, _) => String::new(),
    };
    let message = column + &words(problem);
    let place = format!("line={}", located.line);
    command(level, table, &place, problem.code.id(), &message)
}

/// Every gate that a candidate does not pass, at the line that causes it, else at the candidate. A failed
/// gate of a candidate that is asked to pass is an error; what nobody asked for is a warning or, where it
/// is only open, a notice.
pub fn render(all: &Assessments<'_>, _: Page) -> anyhow::Result<String> {
    Ok(all.each(|deal| annotations(all, deal)).concat())
}

fn annotations(all: &Assessments<'_>, assessed: &Assessed<'_>) -> String {
    let (source, assessment) = (assessed.source, assessed.assessment);
    let deal = assessment.deal;
    let mut text = String::new();
    for (_, row) in all.rows(assessed) {
        let candidate = assessment.candidate(row);
        let members = [candidate];
        let relation = Relation::new(deal, &members);
        let evaluation = &row.evaluation;
        let level = match evaluation.verdict {
            Verdict::NotRecommended => Level::Warning,
            Verdict::Recommended | Verdict::Conditional | Verdict::Undecided => Level::Notice,
        };
        for gate in evaluation.stopped_by() {
            let reasons = gate_reasons(source, &relation, &evaluation.concerns, gate);
            let at = match gate.kind {
                GateKind::PassFail(of, _) => evaluation
                    .concerns
                    .iter()
                    .find(|c: &&Concern| c.gate() == Some(of))
                    .and_then(|concern| line(&relation, concern)),
                GateKind::Minimum(..) | GateKind::Known { .. } => None,
            };
            let at = at.unwrap_or(Place::of(candidate, candidate.line));
            let place = format!("line={}", at.line);
            let title = format!("{}: {}", candidate.name, gate.id(deal));
            let file = at.file(source);
            text.push_str(&command(level, file, &place, &title, &reasons.join("; ")));
        }
    }
    for failure in &assessed.failures {
        text.push_str(&command(
            Level::Error,
            &source.name,
            "line=1",
            "gate not met",
            failure,
        ));
    }
    text
}

/// `::error file=deal.toml,line=45,title=..::message`, so that no text can begin a command of its own.
fn command(level: Level, file: &str, place: &str, title: &str, message: &str) -> String {
    let escape_data = |text: &str| {
        let text = sanitize(text);
        text.replace('%', "%25")
            .replace('\r', "%0D")
            .replace('\n', "%0A")
    };
    let escape_property = |text: &str| escape_data(text).replace(':', "%3A").replace(',', "%2C");
    format!(
        "::{} file={},{place},title={}::{}\n",
        level.id(),
        escape_property(file),
        escape_property(title),
        escape_data(message)
    )
}
