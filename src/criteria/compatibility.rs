//! Compatibility: do the parties want the same, and can they work together?

use super::relation::Relation;
use super::score::{Basis, CriterionScore, Mean, Working};
use super::triple::{Triple, clamp};
use crate::deal::{Candidate, CriterionId, Deal, Measure, Need};

/// What is compared between two parties; the criterion is the mean over all pairs of parties.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Profile {
    /// Shared goals: sum over goals of min(a, b), priorities a and b each divided by its sum (O. Renkonen,
    /// "Statistisch-ökologische Untersuchungen über die terrestrische Käferwelt der finnischen Bruchmoore",
    /// Annales Zoologici Societatis Vanamo 6 (1938), 1-231).
    Goals,
    /// Likeness of culture: 1 - 1/2 sum |p - q| over the OCAI profiles p and q, each divided by its sum (K. S.
    /// Cameron and R. E. Quinn, "Diagnosing and Changing Organizational Culture", 1999).
    Culture,
}

impl Profile {
    /// How alike two parties are, 0..1; `None` for the first is the organization.
    pub fn likeness(self, deal: &Deal, a: Option<&Candidate>, b: &Candidate) -> Option<f64> {
        let own = &deal.organization;
        let likeness = match self {
            Profile::Goals => a
                .map_or(own.goals.as_ref(), |a| a.goals.as_ref())?
                .overlap(b.goals.as_ref()?),
            Profile::Culture => {
                let p = a.map_or(own.culture.as_ref(), |a| a.culture.as_ref())?;
                let q = b.culture.as_ref()?;
                1.0 - 0.5 * p.iter().zip(q).map(|(p, q)| (p - q).abs()).sum::<f64>()
            }
        };
        Some(clamp(likeness))
    }

    /// The mean over all pairs. A member's rating stands for its pair with the organization; two members
    /// without both profiles are an unknown pair.
    pub(super) fn score(self, relation: &Relation<'_>, id: CriterionId) -> CriterionScore {
        let pair = |a: Option<&Candidate>, b: &Candidate| {
            let likeness = self.likeness(relation.deal, a, b);
            likeness.map_or(CriterionScore::UNKNOWN, |likeness| {
                CriterionScore::known(Triple::exact(likeness), Basis::Computed)
            })
        };
        let with_us = |member: &Candidate| match member.rating(id) {
            Some(rating) => CriterionScore::rated(rating),
            None => pair(None, member),
        };
        let members = relation.members;
        // The rows of a long table are one member each.
        if let [only] = members {
            return with_us(only);
        }
        let mut mean = Mean::default();
        for member in members {
            mean.add(with_us(member));
        }
        for (at, a) in members.iter().enumerate() {
            for b in &members[at + 1..] {
                mean.add(pair(Some(a), b));
            }
        }
        mean.of_all()
    }
}

/// Little rivalry: 1 - sum of min(x, y) / sum of x, over competing sales by market, ours x and theirs y.
pub(super) fn rivalry(relation: &Relation<'_>, member: &Candidate) -> Option<Working> {
    let ours = relation.deal.organization.sales.as_ref()?;
    let theirs = member.sales.as_ref()?;
    let (shared, all) = (ours.overlap(theirs), ours.sum());
    let value = clamp(1.0 - shared / all);
    Some(Working::exact(value, [shared, all, value]))
}

/// Standards: weight of those that a member meets / weight of all.
pub(super) fn standards(relation: &Relation<'_>, member: &Candidate) -> Option<Working> {
    let met = member.standards.as_ref()?;
    let listed = &relation.deal.standards;
    let weight: f64 = listed
        .iter()
        .filter(|standard| met.binary_search(&standard.name).is_ok())
        .map(|standard| standard.value)
        .sum();
    let all = listed.sum();
    Some(Working::exact(clamp(weight / all), [weight, all]))
}

/// Common ground: of what the organization knows of the needs of knowledge, what the member knows too: sum of
/// w min(L, O) / sum of w O. Knowledge passes only where there is related knowledge before (W. M. Cohen and D. A.
/// Levinthal, "Absorptive capacity", Administrative Science Quarterly 35 (1990), 128-152; P. J. Lane and M. Lubatkin,
/// "Relative absorptive capacity and interorganizational learning", Strategic Management Journal 19 (1998), 461-477).
pub(super) fn common_ground(relation: &Relation<'_>, member: &Candidate) -> Option<Working> {
    if !member.states_capabilities {
        return None;
    }
    let (mut shared, mut ours) = (0.0, 0.0);
    for need in own_levels(relation.deal) {
        let theirs = member.capabilities.get(need.name).unwrap_or(0.0);
        shared += need.weight * theirs.min(need.own);
        ours += need.weight * need.own;
    }
    Some(Working::exact(clamp(shared / ours), [shared, ours]))
}

/// The needs of knowledge that count and of which the organization has some.
pub(super) fn own_levels(deal: &Deal) -> impl Iterator<Item = &Need> {
    let needs = deal.needs.iter();
    needs.filter(|need| need.measure == Measure::Level && need.weight > 0.0 && need.own > 0.0)
}

#[cfg(test)]
mod tests {
    use crate::criteria::testing::{criterion, deal};

    /// Of what we know, 1 x 4 + 2 x 6, they know 1 x 2 + 2 x 6: 14 / 16. What we do not know counts nowhere.
    #[test]
    fn common_ground_is_what_both_know_of_what_we_know() {
        let header = "organization.name = 'o'\norganization.capabilities = { a = 4, b = 6 }\n\
                      needs.a = 8\nneeds.b = { level = 6, weight = 2 }\nneeds.c = 5\nneeds.d = { amount = 9 }\n";
        let theirs = "capabilities = { a = 2, b = 9, c = 9, d = 9 }";
        let score = |theirs| criterion(&deal("consortium", header, theirs), "common_ground").score;
        assert_eq!(score(theirs).value, 14.0 / 16.0);
        // Who states what they know, and nothing of this, knows nothing of it; who states nothing may know it all.
        let silent = score("capabilities = {}");
        assert_eq!((silent.value, silent.high), (0.0, 0.0));
        assert_eq!(score("").high, 1.0);
    }
}
