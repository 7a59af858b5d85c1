//! Where facts and ratings come from, and whether that counts.

use std::fmt;

use crate::model::Grade;
use crate::model::evidence::says_something;

/// A day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Day {
    year: u16,
    month: u8,
    day: u8,
}

impl Day {
    /// A day written as 2026-03-31; `None` for anything else and for days that no calendar has.
    pub fn parse(text: &str) -> Option<Self> {
        let mut parts = text.trim().split('-');
        let mut part = |digits: usize| -> Option<u16> {
            let part = parts.next()?;
            let is_plain = part.len() == digits && part.bytes().all(|b| b.is_ascii_digit());
            is_plain.then(|| part.parse().ok())?
        };
        let (year, month, day) = (part(4)?, part(2)?, part(2)?);
        let is_leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
        let length = match month {
            2 if is_leap => 29,
            2 => 28,
            4 | 6 | 9 | 11 => 30,
            1..=12 => 31,
            _ => return None,
        };
        let is_day = parts.next().is_none() && (1..=length).contains(&day);
        is_day.then_some(Self {
            year,
            month: month as u8,
            day: day as u8,
        })
    }
}

impl fmt::Display for Day {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{:04}-{:02}-{:02}", self.year, self.month, self.day)
    }
}

/// Where a fact or a rating comes from.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Evidence {
    /// What shows it.
    pub text: Option<String>,
    /// Who says so.
    pub by: Option<String>,
    /// The day it was seen.
    pub seen: Option<Day>,
    /// The last day on which it counts.
    pub until: Option<Day>,
    /// How firm it is.
    pub grade: Option<Grade>,
}

impl Evidence {
    /// Evidence that is a text and no more.
    pub fn of_text(text: &str) -> Self {
        Self {
            text: Some(text.to_owned()),
            ..Self::default()
        }
    }

    /// Whether it says anything: its text, or where it has none whoever says so.
    pub fn says_something(&self) -> bool {
        let words = self.text.as_deref().or(self.by.as_deref());
        words.is_some_and(says_something)
    }
}

impl fmt::Display for Evidence {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut words: Vec<String> = Vec::new();
        words.extend(self.text.clone());
        words.extend(self.by.as_ref().map(|by| format!("by {by}")));
        words.extend(self.seen.map(|day| format!("seen {day}")));
        words.extend(self.until.map(|day| format!("until {day}")));
        words.extend(self.grade.map(|grade| grade.id().to_owned()));
        write!(out, "{}", words.join(", "))
    }
}

/// Which evidence counts.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct EvidenceRule {
    /// The day of the assessment: evidence that ends before it has run out.
    pub as_of: Option<Day>,
    /// Whether what has no evidence is taken for unknown.
    pub is_required: bool,
    /// The least grade that counts; evidence is then required.
    pub least: Option<Grade>,
}

/// Why something is taken for unknown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Withheld {
    /// Its evidence ran out.
    Expired,
    /// It has no evidence that counts.
    NoEvidence,
}

impl EvidenceRule {
    /// Whether everything counts.
    pub fn is_idle(&self) -> bool {
        self.as_of.is_none() && !self.is_required && self.least.is_none()
    }

    /// Whether evidence ran out.
    pub fn has_expired(&self, evidence: Option<&Evidence>) -> bool {
        let until = evidence.and_then(|evidence| evidence.until);
        matches!((until, self.as_of), (Some(until), Some(day)) if until < day)
    }

    /// Whether evidence is there that is firm enough, whenever it ends.
    pub fn suffices(&self, evidence: Option<&Evidence>) -> bool {
        let has = || evidence.is_some_and(Evidence::says_something);
        match self.least {
            Some(least) => has() && evidence.and_then(|evidence| evidence.grade) >= Some(least),
            None => !self.is_required || has(),
        }
    }

    /// Why what rests on this is taken for unknown; `None` where it counts.
    pub fn withholds(&self, evidence: Option<&Evidence>) -> Option<Withheld> {
        if self.has_expired(evidence) {
            Some(Withheld::Expired)
        } else if self.suffices(evidence) {
            None
        } else {
            Some(Withheld::NoEvidence)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_those_of_the_calendar() {
        for text in ["2024-02-29", "2000-02-29", "2026-12-31", " 2026-01-01 "] {
            let day = Day::parse(text).map(|day| day.to_string());
            assert_eq!(day.as_deref(), Some(text.trim()));
        }
        for text in [
            "2025-02-29",
            "1900-02-29",
            "2026-04-31",
            "2026-13-01",
            "2026-00-10",
            "2026-1-1",
            "26-01-01",
            "2026-01-01-01",
            "2026/01/01",
            "",
            "2026-01-+1",
        ] {
            assert_eq!(Day::parse(text), None, "{text}");
        }
        assert!(Day::parse("2026-03-31") < Day::parse("2026-04-01"));
    }

    #[test]
    fn evidence_counts_while_it_runs_and_is_firm_enough() {
        let day = |text| Day::parse(text);
        let evidence = Evidence {
            until: day("2026-06-30"),
            grade: Some(Grade::Documented),
            ..Evidence::of_text("audit")
        };
        let rule = |as_of: &str, is_required, least| EvidenceRule {
            as_of: Day::parse(as_of),
            is_required,
            least,
        };
        let on = |rule: EvidenceRule| rule.withholds(Some(&evidence));
        assert_eq!(on(rule("2026-06-30", true, None)), None);
        assert_eq!(on(rule("2026-07-01", false, None)), Some(Withheld::Expired));
        assert_eq!(on(rule("", false, Some(Grade::Documented))), None);
        let verified = rule("", false, Some(Grade::Verified));
        assert_eq!(on(verified), Some(Withheld::NoEvidence));
        assert_eq!(rule("", false, None).withholds(None), None);
        assert_eq!(
            rule("", true, None).withholds(None),
            Some(Withheld::NoEvidence)
        );
    }
}
