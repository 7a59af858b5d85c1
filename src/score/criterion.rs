//! The score of one criterion in a relation: computed where the facts are there, rated where they
//! are not, unknown where neither is (model, section 3).

use super::relation::Relation;
use super::triple::{Triple, clamp};
use super::{commitment, compatibility, complementarity, cost_sharing, risk_sharing};
use crate::deal::{Asked, Candidate, CriterionId};
use crate::model::Builtin;

/// Where a score comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Source {
    /// From facts, by the formula.
    Computed,
    /// From ratings.
    Rated,
    /// From nothing.
    Unknown,
}

impl Source {
    /// The stable id.
    pub const fn id(self) -> &'static str {
        match self {
            Source::Computed => "computed",
            Source::Rated => "rated",
            Source::Unknown => "unknown",
        }
    }
}

/// The score of a criterion.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct CriterionScore {
    /// The score and its range.
    pub score: Triple,
    /// How much of it is answered, 0..1.
    pub known: f64,
    /// The part of the value that comes from what is answered.
    pub answered: f64,
    /// Where it comes from.
    pub source: Source,
}

impl CriterionScore {
    /// Nothing is known.
    pub const UNKNOWN: CriterionScore = CriterionScore {
        score: Triple::UNKNOWN,
        known: 0.0,
        answered: 0.0,
        source: Source::Unknown,
    };

    /// Known in full, from this source.
    pub fn known(score: Triple, source: Source) -> Self {
        Self {
            score,
            known: 1.0,
            answered: score.value,
            source,
        }
    }
}

/// Scores one asked criterion.
///
/// It is inlined with what it calls: a million rows have twenty million scores, and this saves 3 % of all
/// instructions.
#[inline(always)]
pub fn score(relation: &Relation<'_>, asked: &Asked) -> CriterionScore {
    let id = asked.id;
    let facts = |facts: fn(&Relation<'_>, &Candidate) -> Option<Triple>| {
        mean_over_members(relation, id, |member| facts(relation, member))
    };
    let CriterionId::Builtin(builtin) = id else {
        return match id {
            CriterionId::Own(place) => own(relation, asked, place),
            _ => rated(relation, id),
        };
    };
    if asked.rated_only {
        return rated(relation, id);
    }
    match builtin {
        Builtin::Goals => compatibility::goals(relation),
        Builtin::Culture => compatibility::culture(relation),
        Builtin::Rivalry => facts(compatibility::rivalry),
        Builtin::Standards => facts(compatibility::standards),
        Builtin::Capabilities => complementarity::capabilities(relation),
        Builtin::Reciprocity => complementarity::reciprocity(relation),
        Builtin::Reach => complementarity::reach(relation),
        Builtin::Allocation => whole(relation, id, risk_sharing::allocation(relation)),
        Builtin::Capacity => whole(relation, id, risk_sharing::capacity(relation)),
        Builtin::Dependence => facts(risk_sharing::dependence),
        Builtin::Savings => whole(relation, id, cost_sharing::savings(relation)),
        Builtin::Equity => whole(relation, id, cost_sharing::equity(relation)),
        Builtin::Resources => commitment::resources(relation),
        Builtin::Horizon => facts(commitment::horizon),
        Builtin::TrackRecord => facts(commitment::track_record),
        Builtin::PriorTies => facts(commitment::prior_ties),
        Builtin::Trust
        | Builtin::Communication
        | Builtin::Governance
        | Builtin::Coordination
        | Builtin::Transparency
        | Builtin::RiskTerms
        | Builtin::Resilience
        | Builtin::ExecutiveSponsor
        | Builtin::Participation => rated(relation, id),
    }
}

/// The user's own criterion, measured or rated: clamp((measure - worst) / (best - worst)).
fn own(relation: &Relation<'_>, asked: &Asked, place: u32) -> CriterionScore {
    let own = &relation.deal.own_criteria[place as usize];
    mean_over_members(relation, asked.id, |member| {
        let (worst, best) = own.scale?;
        let measure = member.measures.get(own.name)?;
        Some(Triple::exact(clamp((measure - worst) / (best - worst))))
    })
}

/// Rated: the mean over members.
#[inline(always)]
fn rated(relation: &Relation<'_>, id: CriterionId) -> CriterionScore {
    mean_over_members(relation, id, |_| None)
}

/// The mean over members of a rating, else of the facts, else unknown; of value, low, high and known
/// separately.
#[inline(always)]
pub(super) fn mean_over_members(
    relation: &Relation<'_>,
    id: CriterionId,
    facts: impl Fn(&Candidate) -> Option<Triple>,
) -> CriterionScore {
    mean(relation, |_, member| member_score(member, id, &facts))
}

/// One member's score: its rating stands in place of what facts there are.
#[inline(always)]
pub(super) fn member_score(
    member: &Candidate,
    id: CriterionId,
    facts: impl Fn(&Candidate) -> Option<Triple>,
) -> CriterionScore {
    if let Some(rating) = member.rating(id) {
        CriterionScore::known(rating.into(), Source::Rated)
    } else if let Some(score) = facts(member) {
        CriterionScore::known(score, Source::Computed)
    } else {
        CriterionScore::UNKNOWN
    }
}

/// The mean of the scores of all members.
#[inline(always)]
pub(super) fn mean(
    relation: &Relation<'_>,
    score: impl Fn(usize, &Candidate) -> CriterionScore,
) -> CriterionScore {
    // The rows of a long table are one member each.
    if let [only] = relation.members {
        return score(0, only);
    }
    let mut mean = Mean::default();
    for (place, member) in relation.members.iter().enumerate() {
        mean.add(score(place, member));
    }
    mean.of_all()
}

/// The mean of some scores.
#[derive(Default)]
pub(super) struct Mean {
    sum: Triple,
    known: f64,
    count: f64,
    source: Option<Source>,
}

impl Mean {
    /// Adds a score.
    pub fn add(&mut self, score: CriterionScore) {
        self.sum = self.sum + score.score;
        self.known += score.known;
        self.count += 1.0;
        self.source = match (self.source, score.source) {
            (Some(Source::Computed), _) | (_, Source::Computed) => Some(Source::Computed),
            (Some(Source::Rated), _) | (_, Source::Rated) => Some(Source::Rated),
            _ => Some(Source::Unknown),
        };
    }

    /// The mean, of value, low, high and known separately; nothing is known of nobody.
    pub fn of_all(self) -> CriterionScore {
        let Some(source) = self.source else {
            return CriterionScore::UNKNOWN;
        };
        let score = self.sum.map(|x| x / self.count);
        CriterionScore {
            score,
            known: self.known / self.count,
            answered: score.value,
            source,
        }
    }
}

/// A criterion of the set as a whole: in a relation of two the rating stands in place of the facts; in
/// a larger set ratings count only where the facts do not suffice, and only if every member has one.
fn whole(relation: &Relation<'_>, id: CriterionId, facts: Option<Triple>) -> CriterionScore {
    let rated = rated(relation, id);
    let all_rated = rated.source == Source::Rated && rated.known == 1.0;
    match facts {
        Some(score) if !(all_rated && relation.members.len() == 1) => {
            CriterionScore::known(score, Source::Computed)
        }
        _ if all_rated => rated,
        _ => CriterionScore::UNKNOWN,
    }
}

/// What a set covers of what is missing, each missing thing with its weight.
#[derive(Default)]
pub(super) struct Coverage {
    weight: f64,
    filled: f64,
    open: f64,
    filled_in_open: f64,
    answered: bool,
}

impl Coverage {
    /// Adds a missing thing of which `fraction` is filled; `is_stated` if every member says what it
    /// offers. While it is not filled and not stated by all, it is open.
    pub fn add(&mut self, weight: f64, fraction: f64, is_stated: bool, is_answered: bool) {
        self.weight += weight;
        self.filled += weight * fraction;
        self.answered |= is_answered;
        if !is_stated && !is_filled(fraction) {
            self.open += weight;
            self.filled_in_open += weight * fraction;
        }
    }

    /// The score of the coverage: open things count as filled for the high end, and not as known.
    ///
    /// With ratings, a relation of two is worth the rating. A larger set is worth at least what the
    /// facts give and at least its best-rated member, and could be worth all.
    pub fn score(self, relation: &Relation<'_>, id: CriterionId) -> CriterionScore {
        let fraction = |part: f64| clamp(part / self.weight);
        let high = fraction(self.filled - self.filled_in_open + self.open);
        let value = fraction(self.filled);
        let facts = CriterionScore {
            score: Triple {
                value,
                low: value,
                high: high.max(value),
            },
            known: fraction(self.weight - self.open),
            answered: fraction(self.filled - self.filled_in_open),
            source: if self.answered {
                Source::Computed
            } else {
                Source::Unknown
            },
        };
        let ratings = relation
            .members
            .iter()
            .filter_map(|member| member.rating(id));
        let Some(best) =
            ratings.max_by(|a, b| a.score.total_cmp(&b.score).then(a.low.total_cmp(&b.low)))
        else {
            return facts;
        };
        if relation.members.len() == 1 {
            return rated(relation, id);
        }
        let best = Triple {
            value: value.max(best.score),
            low: value.max(best.low),
            high: 1.0,
        };
        let source = if self.answered {
            Source::Computed
        } else {
            Source::Rated
        };
        CriterionScore::known(best, source)
    }
}

/// Whether a fraction of a gap is all of it, but for rounding.
pub(super) fn is_filled(fraction: f64) -> bool {
    fraction >= 1.0 - crate::model::SLACK
}
