//! `--format gitlab`: a Code Quality report, which GitLab shows in merge requests.
//!
//! <https://docs.gitlab.com/ci/testing/code_quality/#code-quality-report-format>

use serde_json::{Value, json};

use super::findings::{Finding, Level};
use super::fingerprint::fingerprints;
use super::sanitize::sanitize;
use crate::contract::pretty;

/// All findings, each with a fingerprint that stays when lines move.
pub fn render(findings: &[Finding]) -> anyhow::Result<String> {
    let report: Vec<Value> = findings
        .iter()
        .zip(fingerprints(findings))
        .map(|(one, fingerprint)| {
            let severity = match one.level {
                Level::Error => "critical",
                Level::Warning => "minor",
                Level::Notice => "info",
            };
            json!({
                "description": sanitize(&one.words()),
                "check_name": one.rule,
                "fingerprint": fingerprint,
                "severity": severity,
                "location": { "path": one.file, "lines": { "begin": one.line } },
            })
        })
        .collect();
    Ok(pretty(&report)?)
}
