//! Outcomes and verdicts in words, a sign before each.

use crate::score::{Outcome, Verdict};

/// The signs before outcomes and verdicts, from the best. None means anything to a search of a spreadsheet.
pub(super) const SIGNS: [&str; 4] = ["✓", "◐", "○", "✗"];
pub(super) const PASS: &str = "✓ pass";
pub(super) const UNDECIDED: &str = "○ undecided";
pub(super) const FAIL: &str = "✗ fail";
/// Where a gate does not apply.
pub(super) const NONE: &str = "–";

/// An outcome as cells show it.
pub(super) fn outcome_words(outcome: Outcome) -> &'static str {
    match outcome {
        Outcome::Pass => PASS,
        Outcome::Undecided => UNDECIDED,
        Outcome::Fail => FAIL,
    }
}

/// A verdict as cells show it.
pub(super) fn verdict_words(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Recommended => "✓ recommended",
        Verdict::Conditional => "◐ conditional",
        Verdict::Undecided => "○ undecided",
        Verdict::NotRecommended => "✗ not recommended",
    }
}
