//! What each member of a set adds, and where the set is weakest.

use crate::criteria::{Formula, Profile, Relation, formula_of, need_gap};
use crate::deal::{Candidate, Deal, Symbol};
use crate::score::Scores;

/// The set without one of its members.
#[derive(Clone, Debug, PartialEq)]
pub struct Without<'a> {
    /// Who is left out.
    pub member: &'a Candidate,
    /// The score of the rest, 0..1; none where nobody is left.
    pub score: Option<f64>,
    /// The needs that this member alone fills.
    pub needs: Vec<Symbol>,
}

/// What there is to say of a set beside its evaluation.
#[derive(Clone, Debug, PartialEq)]
pub struct SetAnalysis<'a> {
    /// The set without each of its members, by name.
    pub without: Vec<Without<'a>>,
    /// How alike the goals and cultures of each two parties are, 0 being the organization: the mean of what is asked of
    /// the two. A pair of which something is not known is left out.
    pub pairs: Vec<([usize; 2], f64)>,
}

impl<'a> SetAnalysis<'a> {
    /// Analyses a set.
    pub fn of(deal: &'a Deal, members: &[&'a Candidate]) -> Self {
        let whole = Relation::new(deal, members);
        let without = members
            .iter()
            .enumerate()
            .map(|(at, &member)| {
                let mut rest = members.to_vec();
                rest.remove(at);
                let relation = Relation::new(deal, &rest);
                let score = (!rest.is_empty()).then(|| Scores::of(&relation).total.score.value);
                let needs = deal
                    .needs
                    .iter()
                    .filter(|need| need.gap > 0.0 && need_gap(&whole, need).is_filled())
                    .filter(|need| rest.is_empty() || !need_gap(&relation, need).is_filled())
                    .map(|need| need.name)
                    .collect();
                Without {
                    member,
                    score,
                    needs,
                }
            })
            .collect();
        Self {
            without,
            pairs: pairs(deal, members),
        }
    }

    /// The pair that is least alike.
    pub fn weakest_pair(&self) -> Option<&([usize; 2], f64)> {
        let pairs = self.pairs.iter();
        pairs.reduce(|least, pair| if pair.1 < least.1 { pair } else { least })
    }
}

fn pairs(deal: &Deal, members: &[&Candidate]) -> Vec<([usize; 2], f64)> {
    let asked = deal.plan.asked.iter().enumerate();
    let of_pairs = asked.filter_map(|(place, asked)| match formula_of(asked) {
        Formula::Pairs(profile) if asked.weight > 0.0 => Some((place, profile, asked.weight)),
        Formula::Pairs(_)
        | Formula::Rated
        | Formula::Members(_)
        | Formula::FromTheRest
        | Formula::Coverage(_)
        | Formula::Parties(_)
        | Formula::Together(_)
        | Formula::Allocation => None,
    });
    let asked: Vec<(usize, Profile, f64)> = of_pairs.collect();
    let weight: f64 = asked.iter().map(|(_, _, weight)| weight).sum();
    if asked.is_empty() {
        return Vec::new();
    }
    let mut found = Vec::new();
    for second in 1..=members.len() {
        let alone = Scores::of(&Relation::new(deal, &members[second - 1..second]));
        for first in 0..second {
            // A pair of which something is not known is not weak but unknown.
            let value = |&(place, profile, weight): &(usize, Profile, f64)| {
                let value = match first {
                    0 => Some(alone.criteria[place])
                        .filter(|c| c.known > 0.0)
                        .map(|c| c.score.value),
                    _ => profile.likeness(deal, Some(members[first - 1]), members[second - 1]),
                };
                value.map(|value| weight * value)
            };
            let Some(sum) = asked.iter().map(value).sum::<Option<f64>>() else {
                continue;
            };
            found.push(([first, second], sum / weight));
        }
    }
    found
}
