//! `--format junit`: a test case a gate, for the test reports of CI servers.

use std::collections::HashSet;
use std::time::Duration;

use quick_junit::{NonSuccessKind, Report, TestCase, TestCaseStatus, TestSuite};

use super::assessments::{AssessReport, Assessed, Entry, Unread};
use super::sanitize::sanitize;
use super::text::Page;
use super::words::gate_reasons;
use crate::assessment::{Assessment, Row};
use crate::criteria::Relation;
use crate::explain::Place;
use crate::read::Source;
use crate::score::{Gate, GateKind, Outcome};

/// A suite a file. Each gate asked for on the command line is a case, which fails where the exit code says so. Each
/// gate of a candidate is one too: it fails if the command line asks for that candidate, and is skipped otherwise.
/// What could not be read is a case in error.
pub fn render(report: &AssessReport<'_>, _: Page) -> anyhow::Result<String> {
    let mut junit = Report::new("partner-eval");
    // The clock has no place in any output.
    junit.set_time(Duration::ZERO);
    let mut cases = Cases::default();
    for entry in report.entries() {
        junit.add_test_suite(match entry {
            Entry::Assessed(at, deal) => assessed(report, at, deal, &mut cases),
            Entry::Unread(file) => unread(file, &mut cases),
        });
    }
    Ok(without_skipped(&junit.to_string()?))
}

/// The report without the count of skipped cases of all suites, which the schema of Jenkins does not allow there and
/// refuses the report for. Each suite has its own.
fn without_skipped(report: &str) -> String {
    // The root comes first, and its name is the program's.
    let Some((before, count)) = report.split_once(" skipped=\"") else {
        return report.to_owned();
    };
    let rest = count.trim_start_matches(|c: char| c.is_ascii_digit());
    format!("{before}{}", rest.strip_prefix('"').unwrap_or(rest))
}

fn assessed(
    report: &AssessReport<'_>,
    at: usize,
    deal: &Assessed<'_>,
    cases: &mut Cases,
) -> TestSuite {
    let assessment = deal.assessment;
    let file = &deal.source.name;
    let mut suite = suite(&assessment.deal.name, file);
    for required in &assessment.run.required {
        let status = match &required.message {
            None => TestCaseStatus::success(),
            Some(message) => failed(NonSuccessKind::Failure, required.id, message, message),
        };
        suite.add_test_case(cases.case(file, required.id, status));
    }
    for (place, row) in report.assessments.rows(deal) {
        let name = &assessment.candidate(row).name;
        let asked = report.asked.get(at);
        let is_asked = asked.is_some_and(|places| places.contains(&place))
            && !report.assessments.accepts(row.evaluation.verdict);
        for gate in &row.evaluation.gates {
            let status = status(deal.source, assessment, row, gate, is_asked);
            let classname = format!("{file}.{name}");
            suite.add_test_case(cases.case(&classname, gate.id(assessment.deal), status));
        }
    }
    suite
}

/// How a gate of a candidate came out; `is_asked`: the exit code depends on it.
fn status(
    source: &Source,
    assessment: &Assessment<'_>,
    row: &Row,
    gate: &Gate,
    is_asked: bool,
) -> TestCaseStatus {
    if gate.outcome == Outcome::Pass {
        return TestCaseStatus::success();
    }
    let candidate = assessment.candidate(row);
    let members = [candidate];
    let relation = Relation::new(assessment.deal, &members);
    let reasons = gate_reasons(source, &relation, &row.evaluation.concerns, gate).join("; ");
    if !is_asked {
        let mut status = TestCaseStatus::skipped();
        let verdict = row.evaluation.verdict.id();
        status.set_message(shown(&format!("{verdict}: {reasons}")));
        return status;
    }
    let kind = match gate.kind {
        GateKind::Minimum(..) => "minimum",
        GateKind::PassFail(..) | GateKind::Known { .. } => "condition",
    };
    let place = Place::of(candidate, candidate.line);
    let words = format!("{reasons} ({}:{})", place.file(source), place.line);
    let kind = format!("{}-{kind}", gate.outcome.id());
    failed(NonSuccessKind::Failure, &kind, &reasons, &words)
}

fn unread(file: &Unread, cases: &mut Cases) -> TestSuite {
    let errors = || file.problems.iter().filter(|problem| problem.is_error());
    let lines = errors().map(|p| format!("{} ({}:{})", p.message, p.source, p.line));
    let words = lines.collect::<Vec<_>>().join("; ");
    let first = errors().next();
    let (code, message) = match first {
        Some(problem) => (problem.code.as_str(), problem.message.as_str()),
        None => ("unread", "it could not be read"),
    };
    let status = failed(NonSuccessKind::Error, code, message, &words);
    let mut suite = suite(&file.source, &file.source);
    suite.add_test_case(cases.case(&file.source, "read", status));
    suite
}

fn suite(name: &str, file: &str) -> TestSuite {
    let mut suite = TestSuite::new(shown(name));
    suite.set_time(Duration::ZERO);
    suite.extra.insert("file".into(), shown(file).into());
    suite
}

fn failed(kind: NonSuccessKind, id: &str, message: &str, description: &str) -> TestCaseStatus {
    let mut status = TestCaseStatus::non_success(kind);
    status
        .set_type(id)
        .set_message(shown(message))
        .set_description(shown(description));
    status
}

/// The cases so far, by class and name: two that are alike would be one to a CI server.
#[derive(Default)]
struct Cases(HashSet<(String, String)>);

impl Cases {
    /// A case of that class and name, which gets a number behind it if there is one already.
    fn case(&mut self, classname: &str, name: &str, status: TestCaseStatus) -> TestCase {
        let (classname, name) = (shown(classname), shown(name));
        let mut free = name.clone();
        let mut number = 1;
        while !self.0.insert((classname.clone(), free.clone())) {
            number += 1;
            free = format!("{name} ({number})");
        }
        let mut case = TestCase::new(free, status);
        case.set_classname(classname).set_time(Duration::ZERO);
        case
    }
}

/// A text with what would not show made visible; two characters that XML 1.0 cannot hold are dropped.
fn shown(text: &str) -> String {
    let is_allowed = |c: &char| !matches!(*c, '\u{fffe}' | '\u{ffff}');
    sanitize(text).chars().filter(is_allowed).collect()
}
