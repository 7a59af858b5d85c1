//! `--format sarif`: the Static Analysis Results Interchange Format 2.1.0 (OASIS), which code scanning reads.

use std::io::Write;

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use serde::Serialize;
use serde_json::{Value, json};

use super::findings::{Finding, Level};
use super::fingerprint::fingerprints;
use super::sanitize::sanitize;
use crate::contract::{Each, write_pretty};
use crate::explain::define;

/// What stands in the path of a URI as it is (RFC 3986, `pchar` and the slash).
const ENCODED: &AsciiSet = &NON_ALPHANUMERIC
    .remove(b'-')
    .remove(b'.')
    .remove(b'_')
    .remove(b'~')
    .remove(b'/');

/// A log with all findings, each with a fingerprint that stays when lines move.
pub fn write(findings: &[Finding], out: &mut dyn Write) -> serde_json::Result<()> {
    let mut rules: Vec<&str> = findings.iter().map(|one| one.rule.as_str()).collect();
    rules.sort_unstable();
    rules.dedup();
    let driver = json!({
        "name": "partner-eval",
        "semanticVersion": env!("CARGO_PKG_VERSION"),
        "rules": rules.iter().map(|id| rule(id)).collect::<Vec<_>>(),
    });
    let log = Log {
        schema: "https://json.schemastore.org/sarif-2.1.0.json",
        runs: [Run {
            column_kind: "unicodeCodePoints",
            results: Each(|| {
                let found = findings.iter().zip(fingerprints(findings));
                found.map(|(one, fingerprint)| result(one, &fingerprint, &rules))
            }),
            tool: json!({ "driver": driver }),
        }],
        version: "2.1.0",
    };
    write_pretty(out, &log)
}

#[derive(Serialize)]
struct Log<R> {
    #[serde(rename = "$schema")]
    schema: &'static str,
    runs: [Run<R>; 1],
    version: &'static str,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Run<R> {
    column_kind: &'static str,
    results: R,
    tool: Value,
}

fn rule(id: &str) -> Value {
    let about = match define(id).first() {
        Some(defined) => format!("{}: {}", defined.kind, defined.title),
        None => "a gate asked for on the command line".to_owned(),
    };
    json!({
        "id": id,
        "shortDescription": { "text": about },
        "help": { "text": format!("partner-eval explain {id}") },
    })
}

fn result(finding: &Finding, fingerprint: &str, rules: &[&str]) -> Value {
    let mut region = json!({ "startLine": finding.line });
    if let Some((column, end_line, end_column)) = finding.range {
        region["startColumn"] = column.into();
        region["endLine"] = end_line.into();
        region["endColumn"] = end_column.into();
    }
    let level = match finding.level {
        Level::Error => "error",
        Level::Warning => "warning",
        Level::Notice => "note",
    };
    json!({
        "ruleId": finding.rule,
        "ruleIndex": rules.binary_search(&finding.rule.as_str()).ok(),
        "level": level,
        "message": { "text": sanitize(&finding.words()) },
        "locations": [{
            "physicalLocation": {
                "artifactLocation": { "uri": uri(&finding.file) },
                "region": region,
            },
        }],
        "partialFingerprints": { "partnerEval/v1": fingerprint },
    })
}

/// A path in the repository as a relative URI, and one elsewhere as a URI of a file.
fn uri(path: &str) -> String {
    let scheme = if path.starts_with('/') { "file://" } else { "" };
    format!("{scheme}{}", utf8_percent_encode(path, ENCODED))
}

#[cfg(test)]
mod tests {
    #[test]
    fn paths_are_uris() {
        for (path, uri) in [
            ("deals/a b.toml", "deals/a%20b.toml"),
            ("/tmp/ä.toml", "file:///tmp/%C3%A4.toml"),
            ("<stdin>", "%3Cstdin%3E"),
            ("c:x.toml", "c%3Ax.toml"),
        ] {
            assert_eq!(super::uri(path), uri);
        }
    }
}
