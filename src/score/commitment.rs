//! Commitment: will the partner put in what it promises, and stay?

use super::criterion::{Coverage, CriterionScore};
use super::relation::Relation;
use super::triple::{Triple, clamp};
use crate::deal::{Candidate, CriterionId};
use crate::model::Builtin;

/// Resources: with gap = max(0, required - own pledge) and u = weight x gap / required, sum of
/// u x min(1, pledged / gap) over sum of u.
pub(super) fn resources(relation: &Relation<'_>) -> CriterionScore {
    let mut coverage = Coverage::default();
    let resources = &relation.deal.resources;
    for resource in resources.iter().filter(|r| r.gap > 0.0 && r.weight > 0.0) {
        let (mut pledged, mut stated) = (0.0, 0);
        for member in relation.members {
            if let Some(pledge) = member.pledges.get(resource.name) {
                pledged += pledge;
                stated += 1;
            }
        }
        coverage.add(
            resource.worth(),
            clamp(pledged / resource.gap),
            stated == relation.members.len(),
            stated > 0,
        );
    }
    coverage.score(relation, CriterionId::Builtin(Builtin::Resources))
}

/// Horizon: min(1, their years / the deal's years).
pub(super) fn horizon(relation: &Relation<'_>, member: &Candidate) -> Option<Triple> {
    Some(Triple::exact(clamp(
        member.horizon_years? / relation.deal.horizon_years?,
    )))
}

/// Track record: the Wilson score interval on promises kept of promises made; the value is its lower
/// end, what the record proves.
pub(super) fn track_record(_: &Relation<'_>, member: &Candidate) -> Option<Triple> {
    let (kept, total) = member.track_record?;
    let (low, high) = wilson(kept, total, Z)?;
    Some(Triple {
        value: low,
        low,
        high,
    })
}

/// Two-sided 90 %: the true rate lies above the lower end in 95 of 100 cases.
const Z: f64 = 1.645;

/// The Wilson score interval of `kept` of `total` (Wilson 1927, JASA 22:209-212; Newcombe 1998):
/// (p + z^2/2n) / (1 + z^2/n) -+ z / (1 + z^2/n) x sqrt(p (1 - p) / n + z^2 / 4n^2). None for a total
/// of 0.
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

/// Prior ties: k joint projects, k / (k + 1).
pub(super) fn prior_ties(_: &Relation<'_>, member: &Candidate) -> Option<Triple> {
    let projects = member.joint_projects?;
    Some(Triple::exact(clamp(projects / (projects + 1.0))))
}

#[cfg(test)]
mod tests {
    use super::wilson;

    /// Newcombe 1998, Table I, at 95 % (`commit_01` of the published cases).
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
