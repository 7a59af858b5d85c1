//! Claims about other weights, intervals and first places, against brute force.

use partner_eval::assessment::Assessment;
use partner_eval::confidence::{
    Confidence, Contestant, Freedom, Group, GroupOf, Groups, Interval, Question, Sampling,
    WeightOf, sample,
};
use partner_eval::criteria::Triple;
use partner_eval::deal::{Aggregation, Candidate, Deal};
use partner_eval::model::Dimension;
use proptest::prelude::*;

use super::cases;
use super::schemes::scheme;

/// The slack of the model: a lead of less is none.
const SLACK: f64 = 1e-9;

/// Assesses without sampling.
const NO_DRAWS: Sampling = Sampling {
    draws: Some(0),
    seed: 1,
};

type Part = fn(&Triple) -> f64;

/// The extreme points of the weights that a group may have: up-sets of the order weighed evenly; all at their least
/// and the rest filled in any order; or today's.
fn corners(group: &Group) -> Vec<Vec<f64>> {
    let count = group.members.len();
    match &group.freedom {
        Freedom::Fixed => vec![group.shares.clone()],
        Freedom::Order(tiers) => {
            let tier_of =
                |place: usize| tiers.iter().position(|tier| tier.contains(&place)).unwrap();
            let sets = (1..1u32 << count).filter(|set| {
                let is_in = |place: usize| set >> place & 1 == 1;
                let all = || 0..count;
                all().filter(|&place| is_in(place)).all(|place| {
                    all()
                        .filter(|&other| tier_of(other) < tier_of(place))
                        .all(is_in)
                })
            });
            sets.map(|set| {
                let is_in = |place: &usize| set >> place & 1 == 1;
                let size = f64::from(set.count_ones());
                (0..count)
                    .map(|place| f64::from(is_in(&place)) / size)
                    .collect()
            })
            .collect()
        }
        Freedom::Ranges(ranges) => permutations(count)
            .into_iter()
            .map(|order| {
                let mut weights: Vec<f64> = ranges.iter().map(|(low, _)| *low).collect();
                let mut left = 1.0 - weights.iter().sum::<f64>();
                for place in order {
                    let more = (ranges[place].1 - ranges[place].0).min(left).max(0.0);
                    weights[place] += more;
                    left -= more;
                }
                weights
            })
            .collect(),
    }
}

fn permutations(count: usize) -> Vec<Vec<usize>> {
    if count == 0 {
        return vec![Vec::new()];
    }
    let shorter = permutations(count - 1).into_iter();
    let with = |order: Vec<usize>| {
        (0..=order.len()).map(move |at| {
            let mut order = order.clone();
            order.insert(at, count - 1);
            order
        })
    };
    shorter.flat_map(with).collect()
}

/// Weights that a group may have: a random mixture of corners.
fn mixture(group: &Group, random: &mut Random) -> Vec<f64> {
    let corners = corners(group);
    let parts: Vec<f64> = corners.iter().map(|_| -random.uniform().ln()).collect();
    let sum: f64 = parts.iter().sum();
    let mut weights = vec![0.0; group.members.len()];
    for (corner, part) in corners.iter().zip(&parts) {
        for (weight, at) in weights.iter_mut().zip(corner) {
            *weight += at
                * if sum > 0.0 {
                    part / sum
                } else {
                    1.0 / parts.len() as f64
                };
        }
    }
    weights
}

/// The total of a candidate with these weights: of the dimensions, unless there is one group of all criteria, and of
/// each group of criteria.
fn total(
    groups: &Groups,
    one: &Contestant,
    part: Part,
    dimensions: &[f64],
    criteria: &[Vec<f64>],
) -> f64 {
    let of_group = |(group, weights): (&Group, &Vec<f64>)| -> f64 {
        let members = group.members.iter().zip(weights);
        members
            .map(|(&place, weight)| weight * part(&one.criteria[place]))
            .sum()
    };
    let of_groups = groups.criteria.iter().zip(criteria).map(of_group);
    match &groups.dimensions {
        Some(_) => of_groups
            .zip(dimensions)
            .map(|(score, weight)| score * weight)
            .sum(),
        None => of_groups.sum(),
    }
}

fn today(groups: &Groups) -> (Vec<f64>, Vec<Vec<f64>>) {
    let dimensions = groups.dimensions.as_ref().map(|group| group.shares.clone());
    let criteria = groups.criteria.iter().map(|group| group.shares.clone());
    (dimensions.unwrap_or_default(), criteria.collect())
}

/// Those that can lead, the leader first.
fn able(assessment: &Assessment<'_>) -> Vec<Contestant> {
    let rows = assessment.rows.iter().zip(&assessment.confidence.can_lead);
    let able = rows.filter(|(_, can_lead)| **can_lead);
    able.map(|(row, _)| Contestant::of(&row.evaluation))
        .collect()
}

/// The least by which the first leads anybody else over all corners.
fn least_lead(
    groups: &Groups,
    able: &[Contestant],
    criteria_vary: bool,
    mine: Part,
    theirs: Part,
) -> f64 {
    let (_, fixed) = today(groups);
    let mut least = f64::INFINITY;
    for other in &able[1..] {
        let of_group = |(group, shares): (&Group, &Vec<f64>)| {
            let weightings = match criteria_vary {
                true => corners(group),
                false => vec![shares.clone()],
            };
            let lead = |weights: Vec<f64>| -> f64 {
                let members = group.members.iter().zip(weights);
                members
                    .map(|(&place, weight)| {
                        weight * (mine(&able[0].criteria[place]) - theirs(&other.criteria[place]))
                    })
                    .sum()
            };
            weightings
                .into_iter()
                .map(lead)
                .fold(f64::INFINITY, f64::min)
        };
        let leads: Vec<f64> = groups.criteria.iter().zip(&fixed).map(of_group).collect();
        let lead = match &groups.dimensions {
            None => leads[0],
            Some(group) => corners(group)
                .into_iter()
                .map(|weights| weights.iter().zip(&leads).map(|(w, lead)| w * lead).sum())
                .fold(f64::INFINITY, f64::min),
        };
        least = least.min(lead);
    }
    least
}

const VALUE: Part = |t| t.value;
const LOW: Part = |t| t.low;
const HIGH: Part = |t| t.high;

proptest! {
    #![proptest_config(cases(256))]

    /// Each claim is made exactly where the lead holds at every corner, at its level.
    #[test]
    fn claims_hold_at_every_corner(deal in scheme()) {
        let assessment = Assessment::of(&deal, NO_DRAWS);
        let (groups, able) = (Groups::of(&deal), able(&assessment));
        let holds = assessment.confidence.holds;
        let claims = [
            (holds.dimensions, false, VALUE, VALUE),
            (holds.criteria, true, VALUE, VALUE),
            (holds.dimensions_whatever, false, LOW, HIGH),
            (holds.criteria_whatever, true, LOW, HIGH),
        ];
        for (claim, criteria_vary, mine, theirs) in claims {
            let Some(claim) = claim else { continue };
            let least = least_lead(&groups, &able, criteria_vary, mine, theirs);
            // Within rounding of the slack either will do.
            if (least + SLACK).abs() > 1e-12 {
                prop_assert_eq!(claim, least >= -SLACK, "{}", least);
            }
        }
    }

    /// No weights from the very set that a claim names, and no answers within their ranges, find another leader.
    #[test]
    fn no_weights_of_a_claim_find_another_leader(deal in scheme(), seed: u64) {
        let assessment = Assessment::of(&deal, NO_DRAWS);
        let (groups, able) = (Groups::of(&deal), able(&assessment));
        let holds = assessment.confidence.holds;
        let (dimensions, criteria) = today(&groups);
        let mut random = Random(seed);
        for _ in 0..20 {
            let dimensions = groups.dimensions.as_ref().map_or(dimensions.clone(), |group| mixture(group, &mut random));
            let free: Vec<Vec<f64>> = groups.criteria.iter().map(|group| mixture(group, &mut random)).collect();
            let claims = [
                (holds.dimensions, &criteria, VALUE, VALUE),
                (holds.criteria, &free, VALUE, VALUE),
                (holds.dimensions_whatever, &criteria, LOW, HIGH),
                (holds.criteria_whatever, &free, LOW, HIGH),
            ];
            for (claim, criteria, mine, theirs) in claims {
                if claim != Some(true) { continue }
                let leads = total(&groups, &able[0], mine, &dimensions, criteria);
                for other in &able[1..] {
                    let other = total(&groups, other, theirs, &dimensions, criteria);
                    prop_assert!(leads >= other - 2.0 * SLACK, "{} {}", leads, other);
                }
            }
        }
    }

    /// Within an interval a leader of today stays first; just beyond an end the one that is named leads.
    #[test]
    fn leaders_stay_within_each_interval_and_not_beyond(deal in scheme()) {
        let assessment = Assessment::of(&deal, NO_DRAWS);
        let confidence = &assessment.confidence;
        let groups = Groups::of(&deal);
        for interval in &confidence.intervals {
            let at = |weight: f64| moved(&assessment, &groups, interval, weight);
            let is_led = |totals: &[f64], by: &[usize]| {
                let best = |places: &mut dyn Iterator<Item = usize>| {
                    places.map(|place| totals[place]).fold(f64::NEG_INFINITY, f64::max)
                };
                let others = (0..totals.len()).filter(|place| confidence.can_lead[*place]);
                best(&mut by.iter().copied()) >= best(&mut others.filter(|place| !by.contains(place))) - 2.0 * SLACK
            };
            prop_assert!(interval.low <= interval.share + SLACK && interval.share <= interval.high + SLACK);
            for step in 0..=40 {
                let weight = interval.low + (interval.high - interval.low) * f64::from(step) / 40.0;
                prop_assert!(is_led(&at(weight), &confidence.leaders), "{:?} at {}", interval, weight);
            }
            for (end, beyond, leader) in [
                (interval.low, -1e-6, interval.below),
                (interval.high, 1e-6, interval.above),
            ] {
                let Some(leader) = leader else {
                    let is_end = end == 0.0 || end == 1.0;
                    prop_assert!(is_end, "{:?}", interval);
                    continue;
                };
                let totals = at((end + beyond).clamp(0.0, 1.0));
                prop_assert!(is_led(&totals, &[leader]), "{:?} {:?}", interval, totals);
                let best = confidence.leaders.iter().map(|&place| totals[place]).fold(0.0, f64::max);
                prop_assert!(totals[leader] >= best - 1e-12, "{:?} {:?}", interval, totals);
            }
        }
    }

    #[test]
    fn the_nearest_change_is_the_nearest_end(deal in scheme()) {
        let confidence = Assessment::of(&deal, NO_DRAWS).confidence;
        let Some(change) = confidence.nearest_change else {
            let has_end = |interval: &Interval| interval.below.or(interval.above).is_some();
            prop_assert!(!confidence.intervals.iter().any(has_end));
            return Ok(());
        };
        if confidence.leaders.len() > 1 && change.step == 0.0 {
            prop_assert!(confidence.leaders.contains(&change.new_leader));
            return Ok(());
        }
        for interval in &confidence.intervals {
            let ends = [interval.below.map(|_| interval.low), interval.above.map(|_| interval.high)];
            for end in ends.into_iter().flatten() {
                let step = (end - interval.share).abs() * interval.whole;
                prop_assert!(change.step <= step + 1e-9, "{:?} {:?}", change, interval);
            }
        }
    }

    /// The evidence that is missing can take a lead away, never make one.
    #[test]
    fn what_holds_whatever_the_evidence_holds_as_things_stand(deal in scheme()) {
        let Confidence { holds, could_overtake, .. } = Assessment::of(&deal, NO_DRAWS).confidence;
        prop_assert!(holds.dimensions_whatever != Some(true) || holds.dimensions == Some(true));
        prop_assert!(holds.criteria_whatever != Some(true) || holds.criteria == Some(true));
        prop_assert!(holds.criteria != Some(true) || holds.dimensions != Some(false));
        prop_assert!(holds.dimensions_whatever != Some(true) || could_overtake.is_empty());
    }
}

/// SplitMix64 (Steele, Lea & Flood 2014).
struct Random(u64);

impl Random {
    /// Uniform above 0 and at most 1.
    fn uniform(&mut self) -> f64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        ((z ^ (z >> 31)) >> 11) as f64 / (1u64 << 53) as f64 + f64::EPSILON / 4.0
    }
}

/// The totals of all candidates with one weight moved, the others of its group keeping their proportions.
fn moved(assessment: &Assessment<'_>, groups: &Groups, interval: &Interval, to: f64) -> Vec<f64> {
    let (mut dimensions, mut criteria) = today(groups);
    let (group, at) = find(groups, interval.of);
    let shares = match group {
        None => &mut dimensions,
        Some(place) => &mut criteria[place],
    };
    let rest = 1.0 - shares[at];
    for (place, share) in shares.iter_mut().enumerate() {
        *share = if place == at {
            to
        } else {
            *share / rest * (1.0 - to)
        };
    }
    let rows = assessment.rows.iter();
    rows.map(|row| {
        let one = Contestant::of(&row.evaluation);
        total(groups, &one, VALUE, &dimensions, &criteria)
    })
    .collect()
}

/// The group of criteria, if it is one, and the place in the group of what a weight is of.
fn find(groups: &Groups, of: WeightOf) -> (Option<usize>, usize) {
    let place_in = |group: &Group, member: usize| group.members.iter().position(|m| *m == member);
    match of {
        WeightOf::Dimension(dimension) => {
            let group = groups.dimensions.as_ref().unwrap();
            assert_eq!(group.of, GroupOf::Dimensions);
            (None, place_in(group, dimension as usize).unwrap())
        }
        WeightOf::Criterion(member) => {
            let mut found = groups.criteria.iter().enumerate();
            found
                .find_map(|(at, group)| Some((Some(at), place_in(group, member)?)))
                .unwrap()
        }
    }
}

proptest! {
    #![proptest_config(cases(48))]

    #[test]
    fn sampling_gives_the_same_on_any_number_of_threads(deal in scheme(), seed: u64) {
        // More than two blocks, the last of them not full.
        let sampled = |threads| with_question(&deal, 2_345, seed, |question| sample(question, threads));
        prop_assert_eq!(sampled(1), sampled(3));
    }

    #[test]
    fn shares_of_ranks_sum_to_1(deal in scheme(), seed: u64) {
        let shares = with_question(&deal, 500, seed, |question| sample(question, 1));
        let is_1 = |sum: f64| (sum - 1.0).abs() < 1e-8;
        prop_assert!(is_1(shares.first.iter().sum()), "{:?}", shares.first);
        let ranks = shares.ranks.unwrap();
        for (place, contestant) in ranks.iter().enumerate() {
            prop_assert!(is_1(contestant.iter().sum()));
            prop_assert!(is_1(ranks.iter().map(|contestant| contestant[place]).sum()));
            prop_assert_eq!(contestant[0], shares.first[place]);
        }
    }

    /// Against a sampler as plain as can be, with another generator and other ways to the same distributions.
    #[test]
    fn first_places_are_those_of_a_plain_sampler(deal in scheme(), seed: u64) {
        const DRAWS: u32 = 4_000;
        let plain = first_places(&deal, DRAWS, seed);
        let shares = with_question(&deal, DRAWS.into(), seed, |question| sample(question, 1));
        for (share, plain) in shares.first.into_iter().zip(plain) {
            let both = (share + plain) / 2.0;
            let error = (2.0 * both * (1.0 - both) / f64::from(DRAWS)).sqrt();
            prop_assert!((share - plain).abs() <= 5.0 * error + 1e-3, "{} {}", share, plain);
        }
    }
}

fn with_question<T>(deal: &Deal, draws: u64, seed: u64, ask: impl Fn(&Question<'_>) -> T) -> T {
    let assessment = Assessment::of(deal, NO_DRAWS);
    let contestants = able(&assessment);
    let rows = assessment.rows.iter().zip(&assessment.confidence.can_lead);
    let rows = rows.filter(|(_, can_lead)| **can_lead);
    let candidates: Vec<&Candidate> = rows
        .map(|(row, _)| &deal.candidates[row.candidate])
        .collect();
    ask(&Question {
        deal,
        groups: &Groups::of(deal),
        contestants: &contestants,
        candidates: &candidates,
        draws,
        seed,
        draw_on: &|_, _| true,
    })
}

/// The shares of first places of those that can lead, drawn without any shortcut.
fn first_places(deal: &Deal, draws: u32, seed: u64) -> Vec<f64> {
    assert_eq!(deal.aggregation, Aggregation::Arithmetic);
    let mut random = Random(seed);
    let mut uniform = || random.uniform();
    let assessment = Assessment::of(deal, NO_DRAWS);
    let groups = Groups::of(deal);
    let rows = assessment.rows.iter().zip(&assessment.confidence.can_lead);
    let rows: Vec<_> = rows
        .filter(|(_, can_lead)| **can_lead)
        .map(|(row, _)| row)
        .collect();
    let mut first = vec![0.0; rows.len()];
    for _ in 0..draws {
        let mut draw = |group: &Group| drawn(group, &mut uniform);
        let dimensions = groups
            .dimensions
            .as_ref()
            .map(&mut draw)
            .unwrap_or_default();
        let criteria: Vec<Vec<f64>> = groups.criteria.iter().map(&mut draw).collect();
        // The marks of each reviewer weigh an exponential variate, the same everywhere.
        let reviewers = ["Ann", "Bob", "Cem"].map(|name| (name, -uniform().ln()));
        let totals: Vec<f64> = rows
            .iter()
            .map(|row| {
                let mut one = Contestant::of(&row.evaluation);
                let candidate = &deal.candidates[row.candidate];
                for (asked, score) in deal.plan.asked.iter().zip(&mut one.criteria) {
                    let panel = candidate.ratings.panel(asked.id);
                    let marks = panel.into_iter().flat_map(|panel| &panel.marks);
                    let (mut sum, mut weights) = (0.0, 0.0);
                    for mark in marks.filter(|mark| mark.score.is_some()) {
                        let name = mark.reviewer.as_deref().unwrap();
                        let (_, weight) =
                            reviewers.iter().find(|(other, _)| *other == name).unwrap();
                        sum += weight * mark.score.unwrap();
                        weights += weight;
                    }
                    score.value = match weights > 0.0 {
                        true => sum / weights,
                        false => score.low + (score.high - score.low) * uniform(),
                    };
                }
                total(&groups, &one, VALUE, &dimensions, &criteria)
            })
            .collect();
        let best = totals.iter().copied().fold(f64::NEG_INFINITY, f64::max);
        let is_first = |total: f64| best - total <= SLACK;
        let tied = totals.iter().filter(|&&total| is_first(total)).count();
        for (first, &total) in first.iter_mut().zip(&totals) {
            if is_first(total) {
                *first += 1.0 / tied as f64 / f64::from(draws);
            }
        }
    }
    first
}

/// Weights of a group, drawn at length.
fn drawn(group: &Group, uniform: &mut impl FnMut() -> f64) -> Vec<f64> {
    let count = group.members.len();
    let mut weights = vec![0.0; count];
    match &group.freedom {
        Freedom::Fixed => weights.copy_from_slice(&group.shares),
        // Exponentials divided by their sum are uniform on the simplex; sorted, and shuffled inside each tier, they are
        // so on the part of it that keeps the order.
        Freedom::Order(tiers) => {
            let mut numbers: Vec<f64> = (0..count).map(|_| -uniform().ln()).collect();
            let sum: f64 = numbers.iter().sum();
            numbers.sort_by(|a, b| b.total_cmp(a));
            let mut numbers = numbers.into_iter();
            for tier in tiers {
                let mut block: Vec<f64> = numbers.by_ref().take(tier.len()).collect();
                for &place in tier {
                    let chosen = (uniform() * block.len() as f64).ceil() as usize - 1;
                    weights[place] = block.remove(chosen.min(block.len() - 1)) / sum;
                }
            }
        }
        Freedom::Ranges(ranges) => {
            for (weight, (low, high)) in weights.iter_mut().zip(ranges) {
                *weight = low + (high - low) * uniform();
            }
            let lack = 1.0 - weights.iter().sum::<f64>();
            let room = |weight: f64, (low, high): (f64, f64)| {
                if lack > 0.0 {
                    high - weight
                } else {
                    weight - low
                }
            };
            let rooms: Vec<f64> = weights
                .iter()
                .zip(ranges)
                .map(|(&weight, &range)| room(weight, range))
                .collect();
            let all: f64 = rooms.iter().sum();
            if all > 0.0 {
                weights
                    .iter_mut()
                    .zip(rooms)
                    .for_each(|(weight, room)| *weight += lack * room / all);
            }
        }
    }
    weights
}

/// Of the five dimensions those that weigh more than 0 make the group.
#[test]
fn groups_leave_out_what_weighs_nothing() {
    let deal = crate::harness::deal(
        "deal.name = 'd'\ndeal.relationship = 'network'\norganization.name = 'o'\n\
         weights = { compatibility = 1, complementarity = 0, risk_sharing = 1, cost_sharing = 0, commitment = 1 }\n\
         [[candidates]]\nname = 'a'\n",
    );
    let groups = Groups::of(&deal);
    let places = [
        Dimension::Compatibility,
        Dimension::RiskSharing,
        Dimension::Commitment,
    ];
    assert_eq!(
        groups.dimensions.unwrap().members,
        places.map(|dimension| dimension as usize)
    );
    assert_eq!(groups.criteria.len(), 3);
}
