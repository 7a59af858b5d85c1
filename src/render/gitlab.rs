//! `--format gitlab`: a Code Quality report, which GitLab shows in merge requests.
//!
//! <https://docs.gitlab.com/ci/testing/code_quality/#code-quality-report-format>

use std::io::Write;

use serde_json::{Value, json};

use super::findings::{Finding, Level};
use super::fingerprint::fingerprints;
use super::sanitize::sanitize;
use crate::contract::{Each, write_pretty};

/// All findings, each with a fingerprint that stays when lines move.
pub fn write(findings: &[Finding], out: &mut dyn Write) -> serde_json::Result<()> {
    let report = Each(|| {
        let found = findings.iter().zip(fingerprints(findings));
        found.map(|(one, fingerprint)| entry(one, &fingerprint))
    });
    write_pretty(out, &report)
}

fn entry(finding: &Finding, fingerprint: &str) -> Value {
    let severity = match finding.level {
        Level::Error => "critical",
        Level::Warning => "minor",
        Level::Notice => "info",
    };
    json!({
        "description": sanitize(&finding.words()),
        "check_name": finding.rule,
        "fingerprint": fingerprint,
        "severity": severity,
        "location": { "path": finding.file, "lines": { "begin": finding.line } },
    })
}
