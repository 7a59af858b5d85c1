//! `--format junit`: a test case a candidate and gate, for the test reports of CI servers.

use std::time::Duration;

use quick_junit::{NonSuccessKind, Report, TestCase, TestCaseStatus, TestSuite};

use super::assessments::Assessments;
use super::sanitize::sanitize;
use super::text::Page;
use super::words::gate_reasons;
use crate::assessment::{Assessment, Row};
use crate::criteria::Relation;
use crate::explain::Place;
use crate::read::Source;
use crate::score::{Gate, GateKind, Outcome};

/// A suite a deal. A gate that does not pass fails its test case, unless the candidate's verdict is
/// accepted.
pub fn render(all: &Assessments<'_>, _: Page) -> anyhow::Result<String> {
    let mut report = Report::new("partner-eval");
    // The clock has no place in any output.
    report.set_time(Duration::ZERO);
    for deal in &all.deals {
        let assessment = deal.assessment;
        let mut suite = TestSuite::new(shown(&assessment.deal.name));
        suite.set_time(Duration::ZERO);
        for (_, row) in all.rows(deal) {
            let is_accepted = all.accepts(row.evaluation.verdict);
            for gate in &row.evaluation.gates {
                suite.add_test_case(case(deal.source, assessment, row, gate, is_accepted));
            }
        }
        report.add_test_suite(suite);
    }
    Ok(report.to_string()?)
}

fn case(
    source: &Source,
    assessment: &Assessment<'_>,
    row: &Row,
    gate: &Gate,
    is_accepted: bool,
) -> TestCase {
    let candidate = assessment.candidate(row);
    let members = [candidate];
    let relation = Relation::new(assessment.deal, &members);
    let reasons = gate_reasons(source, &relation, &row.evaluation.concerns, gate).join("; ");
    let place = Place::of(candidate, candidate.line);
    let words = format!("{reasons} ({}:{})", place.file(source), place.line);
    let is_passed = gate.outcome == Outcome::Pass;
    let mut status = TestCaseStatus::success();
    if !is_passed && !is_accepted {
        let kind = match gate.kind {
            GateKind::Minimum(..) => "minimum",
            GateKind::PassFail(..) | GateKind::Known { .. } => "condition",
        };
        status = TestCaseStatus::non_success(NonSuccessKind::Failure);
        status
            .set_type(format!("{}-{kind}", gate.outcome.id()))
            .set_message(shown(&reasons))
            .set_description(shown(&words));
    }
    let mut case = TestCase::new(shown(gate.id(assessment.deal)), status);
    case.set_classname(shown(&candidate.name))
        .set_time(Duration::ZERO);
    if !is_passed && is_accepted {
        case.set_system_out(shown(&words));
    }
    case
}

/// A text with what would not show made visible; two characters that XML 1.0 cannot hold are dropped.
fn shown(text: &str) -> String {
    let is_allowed = |c: &char| !matches!(*c, '\u{fffe}' | '\u{ffff}');
    sanitize(text).chars().filter(is_allowed).collect()
}
