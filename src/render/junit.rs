//! `--format junit`: a test case a gate, for the test reports of CI servers.

use std::collections::HashSet;
use std::time::Duration;

use quick_junit::{NonSuccessKind, Report, TestCase, TestCaseStatus, TestSuite};

use super::assessments::{AssessReport, Entry, Unread};
use super::judged::{Judged, Judgement};
use super::sanitize::sanitize;
use super::words::gate_reasons;
use crate::criteria::Relation;
use crate::score::{Gate, GateKind, Outcome};

/// What a suite is of.
pub enum Suite<'a> {
    /// A deal that was read.
    Judged(Judgement<'a>),
    /// A file that was not.
    Unread(&'a Unread),
}

/// The suites of all files of a call.
pub fn suites<'r>(report: &'r AssessReport<'_>) -> impl Iterator<Item = Suite<'r>> {
    report.entries().map(|entry| match entry {
        Entry::Assessed(at, deal) => Suite::Judged(report.judgement(at, deal)),
        Entry::Unread(file) => Suite::Unread(file),
    })
}

/// A suite a file. Each gate asked for on the command line is a case, which fails where the exit code says so. Each
/// gate of a candidate or a set is one too: it fails if the command line asks for that candidate or set, and is skipped
/// otherwise. What could not be read is a case in error.
pub fn render<'a>(suites: impl IntoIterator<Item = Suite<'a>>) -> anyhow::Result<String> {
    let mut junit = Report::new("partner-eval");
    // The clock has no place in any output.
    junit.set_time(Duration::ZERO);
    let mut cases = Cases::default();
    for suite in suites {
        junit.add_test_suite(match suite {
            Suite::Judged(judgement) => judged(&judgement, &mut cases),
            Suite::Unread(file) => unread(file, &mut cases),
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

fn judged(judgement: &Judgement<'_>, cases: &mut Cases) -> TestSuite {
    let file = &judgement.source.name;
    let mut suite = suite(&judgement.deal.name, file);
    for required in judgement.required {
        let status = match &required.message {
            None => TestCaseStatus::success(),
            Some(message) => failed(NonSuccessKind::Failure, required.id, message, message),
        };
        suite.add_test_case(cases.case(file, required.id, status));
    }
    for judged in &judgement.judged {
        for gate in &judged.evaluation.gates {
            let status = status(judgement, judged, gate);
            let classname = format!("{file}.{}", judged.name);
            suite.add_test_case(cases.case(&classname, gate.id(judgement.deal), status));
        }
    }
    suite
}

/// How a gate of a candidate or a set came out.
fn status(judgement: &Judgement<'_>, judged: &Judged<'_>, gate: &Gate) -> TestCaseStatus {
    if gate.outcome == Outcome::Pass {
        return TestCaseStatus::success();
    }
    let source = judgement.source;
    let relation = Relation::new(judgement.deal, &judged.members);
    let reasons = gate_reasons(source, &relation, &judged.evaluation.concerns, gate).join("; ");
    if !judged.is_at_fault {
        let mut status = TestCaseStatus::skipped();
        let verdict = judged.evaluation.verdict.id();
        status.set_message(shown(&format!("{verdict}: {reasons}")));
        return status;
    }
    let kind = match gate.kind {
        GateKind::Minimum(..) => "minimum",
        GateKind::PassFail(..) | GateKind::Known { .. } => "condition",
    };
    let place = judged.place();
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
