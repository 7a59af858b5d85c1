//! `--format junit`: a test case a candidate and gate, for the test reports of CI servers.

use super::sanitize::sanitize;
use super::words::gate_reasons;
use crate::assessment::{Assessment, Row};
use crate::criteria::Relation;
use crate::deal::Candidate;
use crate::explain::Place;
use crate::read::Source;
use crate::score::{Gate, GateKind, Outcome, Verdict};

/// A suite a deal. A gate that does not pass fails its test case, unless `accepts` lets the candidate's
/// verdict through.
pub fn render(
    assessments: &[(&Source, &Assessment<'_>)],
    shows: impl Fn(&Candidate) -> bool,
    accepts: impl Fn(Verdict) -> bool,
) -> String {
    let mut suites = String::new();
    let (mut all_tests, mut all_failures) = (0, 0);
    for (source, assessment) in assessments {
        let mut cases = String::new();
        let (mut tests, mut failures) = (0, 0);
        for row in assessment
            .rows
            .iter()
            .filter(|row| shows(assessment.candidate(row)))
        {
            for gate in &row.evaluation.gates {
                let is_failure = gate.outcome != Outcome::Pass && !accepts(row.evaluation.verdict);
                tests += 1;
                failures += usize::from(is_failure);
                cases.push_str(&case(source, assessment, row, gate, is_failure));
            }
        }
        all_tests += tests;
        all_failures += failures;
        suites.push_str(&format!(
            "  <testsuite name=\"{}\" tests=\"{tests}\" failures=\"{failures}\" errors=\"0\" \
             skipped=\"0\" time=\"0\">\n{cases}  </testsuite>\n",
            escape(&assessment.deal.name)
        ));
    }
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites name=\"partner-eval\" \
         tests=\"{all_tests}\" failures=\"{all_failures}\" errors=\"0\" time=\"0\">\n{suites}\
         </testsuites>\n"
    )
}

fn case(
    source: &Source,
    assessment: &Assessment<'_>,
    row: &Row,
    gate: &Gate,
    is_failure: bool,
) -> String {
    let deal = assessment.deal;
    let candidate = assessment.candidate(row);
    let head = format!(
        "    <testcase classname=\"{}\" name=\"{}\" time=\"0\"",
        escape(&candidate.name),
        escape(gate.id(deal))
    );
    if gate.outcome == Outcome::Pass {
        return format!("{head}/>\n");
    }
    let members = [candidate];
    let relation = Relation::new(deal, &members);
    let reasons = gate_reasons(source, &relation, &row.evaluation.concerns, gate).join("; ");
    let place = Place::of(candidate, candidate.line);
    let words = format!("{reasons} ({}:{})", place.file(source), place.line);
    if !is_failure {
        return format!(
            "{head}>\n      <system-out>{}</system-out>\n    </testcase>\n",
            escape(&words)
        );
    }
    let minimum = match gate.kind {
        GateKind::Minimum(..) => "minimum",
        GateKind::PassFail(_) => "condition",
    };
    format!(
        "{head}>\n      <failure type=\"{}-{minimum}\" message=\"{}\">{}</failure>\n    </testcase>\n",
        gate.outcome.id(),
        escape(&reasons),
        escape(&words)
    )
}

/// Text inside an element or an attribute; what XML 1.0 cannot hold was made visible before.
fn escape(text: &str) -> String {
    let allowed = |c: &char| !matches!(*c, '\u{fffe}' | '\u{ffff}');
    let mut escaped = String::with_capacity(text.len());
    for c in sanitize(text).chars().filter(allowed) {
        match c {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\'' => escaped.push_str("&apos;"),
            c => escaped.push(c),
        }
    }
    escaped
}
