//! What tells findings apart from one run to the next.

use std::collections::HashMap;

use super::findings::Finding;
use crate::model::fingerprint;

/// A fingerprint a finding, of what it is and of whom, so that it stays when lines move; of findings alike in all of
/// that, each after the first counts on.
pub fn fingerprints(findings: &[Finding]) -> Vec<String> {
    let mut seen: HashMap<[&str; 4], usize> = HashMap::new();
    let fingerprints = findings.iter().map(|one| {
        let candidate = one.candidate.as_deref().unwrap_or_default();
        let parts = [&one.rule, &one.file, candidate, &one.identity];
        let before = seen.entry(parts).or_default();
        *before += 1;
        // A name can hold no NUL, so that no two lists of parts are one text.
        let text = format!("{}\0{before}", parts.join("\0"));
        fingerprint(text.as_bytes())
    });
    fingerprints.collect()
}
