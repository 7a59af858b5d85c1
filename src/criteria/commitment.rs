//! Commitment: will the partner put in what it promises, and stay?

use super::relation::Relation;
use super::score::{Line, Working};
use super::triple::{Triple, clamp};
use crate::deal::Candidate;

/// Horizon: min(1, their years / the deal's years).
pub(super) fn horizon(relation: &Relation<'_>, member: &Candidate) -> Option<Working> {
    let (theirs, deals) = (member.horizon_years?, relation.deal.horizon_years?);
    Some(Working::exact(clamp(theirs / deals), [theirs, deals]))
}

/// Track record: the Wilson score interval on promises kept of promises made; the value is its lower
/// end, what the record proves.
pub(super) fn track_record(_: &Relation<'_>, member: &Candidate) -> Option<Working> {
    let (kept, total) = member.track_record?;
    let interval = wilson(kept, total, Z);
    Some(Working {
        score: interval.map(|(low, high)| Triple {
            value: low,
            low,
            high,
        }),
        line: Line::new(0, [kept, total]),
    })
}

/// Two-sided 90 %: the true rate lies above the lower end in 95 of 100 cases.
const Z: f64 = 1.645;

/// The Wilson score interval of `kept` of `total`:
/// (p + z^2/2n) / (1 + z^2/n) -+ z / (1 + z^2/n) x sqrt(p (1 - p) / n + z^2 / 4n^2). None for a total
/// of 0.
///
/// E. B. Wilson, "Probable inference, the law of succession, and statistical inference", Journal of the
/// American Statistical Association 22 (1927), 209-212; R. G. Newcombe, "Two-sided confidence intervals for
/// the single proportion: comparison of seven methods", Statistics in Medicine 17 (1998), 857-872.
pub fn wilson(kept: f64, total: f64, z: f64) -> Option<(f64, f64)> {
    if total <= 0.0 {
        return None;
    }
    let rate = kept / total;
    let zz = z * z / total;
    let centre = (rate + zz / 2.0) / (1.0 + zz);
    let half = z / (1.0 + zz) * (rate * (1.0 - rate) / total + zz / (4.0 * total)).sqrt();
    Some((clamp(centre - half), clamp(centre + half)))
}

/// Prior ties: k joint projects, k / (k + 1). Repeated ties build trust: R. Gulati, "Does familiarity breed
/// trust? The implications of repeated ties for contractual choice in alliances", Academy of Management
/// Journal 38 (1995), 85-112. The curve is a judgement.
pub(super) fn prior_ties(_: &Relation<'_>, member: &Candidate) -> Option<Working> {
    let projects = member.joint_projects?;
    let more = projects + 1.0;
    Some(Working::exact(clamp(projects / more), [projects, more]))
}

#[cfg(test)]
mod tests {
    use super::wilson;

    /// Newcombe (1998), Table I, at 95 %.
    #[test]
    fn wilson_gives_the_published_intervals() {
        for (kept, total, low, high) in [
            (81.0, 263.0, 0.2553, 0.3662),
            (15.0, 148.0, 0.0624, 0.1605),
            (0.0, 20.0, 0.0, 0.1611),
            (1.0, 29.0, 0.0061, 0.1718),
            (0.0, 1.0, 0.0, 0.7935),
            (1.0, 1.0, 0.2065, 1.0),
            (9.0, 10.0, 0.5958, 0.9821),
        ] {
            let (l, h) = wilson(kept, total, 1.959_964).expect("a record");
            assert!(
                (l - low).abs() < 5e-5 && (h - high).abs() < 5e-5,
                "{kept} of {total}: {l} {h}"
            );
        }
        assert_eq!(wilson(0.0, 0.0, 1.645), None);
    }
}
